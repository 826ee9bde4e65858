//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The vocabulary's names, resolved to declarations once per translation unit.
// After that every question is a pointer look-up.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NAMES_H
#define ASYNCTIDY_NAMES_H

#include "knowledge/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <array>

namespace clang::tidy::async {

/// The declarations that a qualified name such as `boost::asio::awaitable`
/// means in a TU: through inline namespaces, namespace aliases and
/// using-declarations. Empty when the TU does not know the name.
llvm::SmallVector<const NamedDecl *, 2> findDeclarations(const ASTContext &Ctx,
                                                         llvm::StringRef Name);

/// One declaration for all specializations and redeclarations of a class or
/// function; what the tables below are keyed by.
const Decl *primaryDecl(const Decl *D);

/// The class behind \p T, without references; null for other types.
const CXXRecordDecl *recordOf(QualType T);

/// The same for a specialization of a class template; null for other types.
const ClassTemplateSpecializationDecl *specializationOf(QualType T);

/// The argument number \p I of \p Spec; null when that has none, or no type
/// there, and when \p Spec is null.
QualType typeArgument(const ClassTemplateSpecializationDecl *Spec,
                      unsigned I = 0);

/// The first type among \p Args, packs included, that \p Test holds for; null
/// when there is none.
QualType findTypeArgument(llvm::ArrayRef<TemplateArgument> Args,
                          llvm::function_ref<bool(QualType)> Test);

/// The type of the object that a member function is called on, as written:
/// the derived class, where the function belongs to a base.
QualType objectType(const CXXMemberCallExpr &Call);

/// What becomes invalid when an object is changed; see Vocabulary.def.
enum class ContainerKind {
  Contiguous,
  Deque,
  Ring,
  Hashed,
  Nodes,
  Owner,
  SharedOwner
};

/// All entries of the libraries that are present in one TU.
class Names {
public:
  /// Keeps pointers into \p Libraries. A later library's entry replaces an
  /// earlier one's of the same name, so user files come last.
  Names(const ASTContext &Ctx, llvm::ArrayRef<const Library *> Libraries);

  /// As they were given.
  llvm::ArrayRef<const Library *> libraries() const { return Libraries; }

  /// The entry of a class, or of the nearest base class that has one.
  const TypeEntry *type(const CXXRecordDecl *Record) const;
  const TypeEntry *type(QualType T) const;

  /// The entry of what \p Call calls in the given role, or null.
  const CallEntry *call(const Expr *Call, CallRole Role) const;

  /// The entry of a function, or of one that it overrides.
  const CallEntry *function(const FunctionDecl &F, CallRole Role) const;

  /// The entry of a class or of one of its public base classes.
  const CallEntry *classEntry(const CXXRecordDecl *Record, CallRole Role) const;

  /// The entry of a class whose construction starts something: a thread.
  const CallEntry *spawner(QualType T) const;

  /// True for the token that \p Detaching asks for, itself.
  bool isTokenOf(const CallEntry &Detaching, QualType T) const;

  /// True for a class that is an error or takes one up, for one whose `error()`
  /// gives one, and for templates over such a class: `std::tuple<error_code,
  /// size_t>`.
  bool holdsError(QualType T) const;

  /// The completion token entry for an argument of this type, or null.
  const TokenEntry *token(QualType T) const;

  /// How to write a ready task of this type, or null.
  const ReadyValueEntry *readyValue(QualType T) const;

  /// The entry of a function or class that starts a task for each element, or
  /// null. \p Call is what `co_await` is given, or any call.
  const PerElementEntry *perElement(const Expr *Call) const;

  /// True for the bounded form of one of these.
  bool isBoundedForm(const Expr *Call) const;

  /// True for a declaration that the list \p What of a library names.
  bool lists(Listed What, const Decl *D) const;

  /// True when this TU knows a name of that list.
  bool knowsAny(Listed What) const { return !Lists[unsigned(What)].empty(); }

  /// True for a class that it names, or, where its row in Vocabulary.def says
  /// so, for one derived from such a class; references to it count.
  bool lists(Listed What, QualType T) const;

  /// True for classes whose objects run tasks, and for what points to one.
  bool isRunner(QualType T) const;

  /// True for a call that runs the task or callable it is given elsewhere.
  bool isStarter(const CallExpr &Call) const;

  /// What the names tell that are the program's own.
  const UsualNames &usual() const { return UsualWords; }

  /// True for classes whose objects belong to the thread of the user interface:
  /// those of the libraries, what derives from them, and what converts to one
  /// by itself, as the classes of a projection do.
  bool isUIType(QualType T) const;

  /// True when \p Method, of an object of a UI type, is its library's, and not
  /// one that the user's class adds. By its class or namespace, or by where it
  /// is declared: not every library's headers are system headers.
  bool isUIMember(const CXXMethodDecl &Method) const;

  const ASTContext &context() const { return Ctx; }
  /// False when no library that is present has stop tokens.
  bool hasStopTokens() const { return !StopTokens.empty(); }

  /// The entry of a stop token's class, or of a class derived from it.
  const StopTokenEntry *stopToken(QualType T) const;

  /// The entry of the stop token that a parameter of this other class carries.
  const StopTokenEntry *carriedToken(QualType T) const;

  /// The name of the member function by which an object of this class gives
  /// stop tokens of the kind \p Entry; or nothing.
  llvm::StringRef tokenGiver(QualType T, const StopTokenEntry *&Entry) const;

  /// True for a function or variable that stands for "never stop".
  bool isNoToken(const Decl *D) const;

  /// True for a thread pool (of any library) whose work may block, for what
  /// belongs to its class, such as its executor, and for pointers to these.
  bool isPool(QualType T) const;

  /// True when \p E is what a function gives that gives such a pool.
  bool givesPool(const Expr &E) const;

  /// True when one of its arguments is such a pool.
  bool takesPool(const CallExpr &Call) const;

  /// True for a guard (of any library) that holds a mutex which must not be
  /// held while a coroutine is suspended.
  bool isThreadLock(QualType T) const;

  /// True for a class, or class template, of guards, whatever it holds.
  bool isGuard(const CXXRecordDecl *Record) const;

  /// True when \p F may lock what it gets, false when it unlocks that, nothing
  /// for others: by the vocabulary.
  std::optional<bool> takesLock(const FunctionDecl &F) const;

  /// The entry of a class, no lock, whose objects belong to the thread that
  /// made them; or null.
  const ThreadBoundEntry *threadBound(QualType T) const;

  /// The entry of this very class, whose objects can keep themselves alive, or
  /// null.
  const KeepAliveEntry *keepAlive(const CXXRecordDecl *Record) const;

  /// The entry of a class that counts work which has begun, or null.
  const ClosingGateEntry *closingGate(QualType T) const;

  /// The entry of a class, or of a base of it, whose objects must be settled
  /// before they die; or null.
  const CloseEntry *closes(QualType T) const;

  /// The entries of exceptions that this unit declares, with their class.
  using Cancellation =
      std::pair<const CXXRecordDecl *, const CancellationEntry *>;
  llvm::ArrayRef<Cancellation> cancellations() const { return Cancellations; }

  /// True when \p Call calls a function that may throw \p Entry's exception.
  bool mayBeThrownBy(const CancellationEntry &Entry, const Expr &Call) const;

  /// True for the error code of \p Entry.
  bool isCodeOf(const CancellationEntry &Entry, const Decl *D) const;

  /// True for a class whose copies refer to what the original refers to: by
  /// the vocabulary, or by clang's `gsl::Pointer`, which it gives to iterators,
  /// too.
  bool isView(QualType T) const;

  /// The kind of a container or owner that a vocabulary lists, or of a class
  /// derived from one.
  std::optional<ContainerKind> container(const CXXRecordDecl *Record) const;

  /// Macro names of all libraries that mark event handlers.
  llvm::ArrayRef<llvm::StringRef> handlerMacros() const {
    return HandlerMacros;
  }

  /// The library that an entry comes from.
  const Library *libraryOf(const TypeEntry *Entry) const;
  const Library *libraryOf(const CallEntry *Entry) const;
  const Library *libraryOf(const TokenEntry *Entry) const;
  const Library *libraryOf(const CancellationEntry *Entry) const;

  /// True when nothing is known that async code is made of. What only blocks
  /// is found everywhere.
  bool empty() const {
    return Types.empty() && StopTokens.empty() && !HasAsyncCalls;
  }

private:
  using Member = std::pair<const Decl *, const IdentifierInfo *>;
  using Entries = llvm::SmallVector<const CallEntry *, 1>;
  using Declared = llvm::DenseSet<const Decl *>;

  const std::vector<const Library *> Libraries;

  bool listsClass(Listed What, const CXXRecordDecl *Record) const;
  bool isError(QualType T) const;
  bool givesError(const CXXRecordDecl &Record) const;
  void add(const std::vector<std::string> &List, Declared &Found);
  void addContainers(const ContainerLists &Lists);
  void addCall(const ASTContext &Ctx, const CallEntry &Entry);
  void addStopToken(const ASTContext &Ctx, const StopTokenEntry &Entry);
  void addCancellation(const ASTContext &Ctx, const CancellationEntry &Entry);
  const CallEntry *byPattern(const FunctionDecl *F, CallRole Role) const;
  const CallEntry *memberEntry(const CXXRecordDecl *Record,
                               const CXXMethodDecl *Method,
                               CallRole Role) const;

  llvm::DenseMap<const Decl *, const TypeEntry *> Types;
  llvm::DenseMap<const void *, const Library *> Origins;
  llvm::DenseMap<const Decl *, Entries> Callees;
  bool HasAsyncCalls = false;
  llvm::DenseMap<Member, Entries> Members;
  /// Functions in a namespace, at any depth, whose names begin alike.
  struct Pattern {
    const DeclContext *Scope = nullptr;
    llvm::StringRef Prefix;
    const CallEntry *Entry = nullptr;
  };
  llvm::SmallVector<Pattern, 4> Patterns;
  /// Names of all members above: most calls are ruled out here.
  llvm::DenseSet<const IdentifierInfo *> MemberNames;
  llvm::DenseMap<const Decl *, const TokenEntry *> Tokens;
  llvm::DenseSet<std::pair<const CallEntry *, const Decl *>> DetachingTokens;
  llvm::DenseMap<const Decl *, const ReadyValueEntry *> ReadyValues;
  llvm::DenseMap<const Decl *, const PerElementEntry *> PerElement;
  Declared Guards, Mutexes, LockFunctions, UnlockFunctions, BoundedForms,
      NoTokens;
  std::array<Declared, ListedCount> Lists;
  UsualNames UsualWords;
  const ASTContext &Ctx;
  llvm::DenseMap<const Decl *, const StopTokenEntry *> StopTokens, Carriers;
  llvm::DenseMap<const Decl *, const ThreadBoundEntry *> ThreadBound;
  llvm::DenseMap<const Decl *, const KeepAliveEntry *> KeepAlives;
  llvm::DenseMap<const Decl *, const ClosingGateEntry *> ClosingGates;
  llvm::DenseMap<const Decl *, const CloseEntry *> Closes;
  llvm::SmallVector<Cancellation, 4> Cancellations;
  llvm::DenseSet<std::pair<const CancellationEntry *, const Decl *>> Throwers,
      Codes;
  llvm::DenseMap<const Decl *, ContainerKind> Containers;
  llvm::DenseMap<const Decl *,
                 std::pair<llvm::StringRef, const StopTokenEntry *>>
      Givers;
  std::vector<llvm::StringRef> HandlerMacros;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NAMES_H
