//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// All edits that fixes make. A Rewrite is one atomic set: either every edit
// in it is possible, or it has a reason and no edits.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_REWRITE_H
#define ASYNCTIDY_REWRITE_H

#include "code/BodyIndex.h"
#include "edits/EditClaims.h"
#include "knowledge/AsyncTypes.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// What follows from something that an edit changes besides the defect; see
/// Judgement.
struct Ruling {
  enum Place {
    Fix,    ///< --fix makes the edit.
    Note,   ///< A human does, and this is what to think about.
    Nowhere ///< Nobody does.
  };
  Place Stands = Fix;
  /// A clause; empty for a fix.
  std::string Why;

  static Ruling note(std::string Why) { return {Note, std::move(Why)}; }
  static Ruling nowhere(std::string Why) { return {Nowhere, std::move(Why)}; }
};

class Rewrite {
public:
  /// Where edits are offered. Those on a note may stay unapplied while others
  /// of the same run are applied.
  enum class FixOn { Warning, Note };

  /// Makes the hint that includes \p Header in a file, or nothing when it is
  /// there. Comes from IncludeRecord.
  using IncludeHint = std::function<std::optional<FixItHint>(
      FileID, llvm::StringRef Header, FixOn)>;

  /// True when the TU's include path has \p Header.
  using HeaderSearch = std::function<bool(llvm::StringRef Header)>;

  /// IncludeRecord::reads.
  using Reading = std::function<bool(SourceLocation At, SourceLocation Loc)>;

  explicit Rewrite(const ASTContext &Ctx, IncludeHint Include = nullptr,
                   HeaderSearch HasHeader = nullptr, Reading Reads = nullptr);

  /// Before the first edit: makes none that collides with those of other
  /// checks. \p Owner is the check; \p Claims must live longer than this.
  void shareWith(EditClaims &Claims, const void *Owner) {
    this->Claims = &Claims;
    this->Owner = Owner;
  }

  /// The edits are of \p Function, which is no coroutine yet, and was meant as
  /// one. Null for all others.
  void setMeantAsCoroutine(const FunctionDecl &Function) { Meant = &Function; }
  const FunctionDecl *meantAsCoroutine() const { return Meant; }

  /// Makes no edit at all when those of another check, also on notes, change
  /// where \p Tokens await or return.
  void keepFlow(SourceRange Tokens) { Kept.push_back(Tokens); }

  /// Edits: all of them refuse macros, other files' ends and system headers.
  void insertBefore(SourceLocation Loc, llvm::StringRef Text);
  /// After the last token that starts at \p TokenLoc.
  void insertAfterToken(SourceLocation TokenLoc, llvm::StringRef Text);
  /// Both ends are token starts, as AST nodes give them.
  void replace(SourceRange Tokens, llvm::StringRef Text);
  /// From \p Begin up to, not including, \p End. Like replacements, removals
  /// refuse to take comments or preprocessor directives along.
  void removeUpTo(SourceLocation Begin, SourceLocation End);
  /// From behind the token at \p After to the end of the token at \p Last.
  void removeBehind(SourceLocation After, SourceLocation Last);
  /// With its semicolon, and with the white space before it.
  void removeStatement(const Stmt &Statement);
  /// Makes a block of the only statement of a `for`. To be called before other
  /// edits at its begin.
  void addBraces(const Stmt &Loop, const Stmt &Only);
  /// On lines of its own, indented as \p Statement is.
  void insertStatementBefore(const Stmt &Statement, llvm::StringRef Text);
  /// The same between two statements of a block: also in front of the comments
  /// to \p Next that stand on lines of their own.
  void insertBetween(const Stmt &Previous, const Stmt &Next,
                     llvm::StringRef Text);
  /// Before the brace that closes a block, on a line of its own where the brace
  /// has one.
  void insertLastStatement(SourceLocation Brace, llvm::StringRef Text);
  void wrap(SourceRange Tokens, llvm::StringRef Before, llvm::StringRef After);

  /// Puts `co_await` before \p Operand, which stays where it is: parenthesized
  /// where the grammar wants it, with `std::move` when \p Form and the value
  /// category ask for it.
  void await(const Expr &Operand, AwaitForm Form);

  /// The same for what the pointer or smart pointer \p Pointer points to.
  void awaitPointee(const Expr &Pointer, AwaitForm Form);

  /// Puts parentheses around \p Replaced when what stands around it would bind
  /// tighter than a `co_await` that begins there: `(co_await f()).size()`.
  void parenthesizeForContext(const Expr &Replaced, const BodyIndex &Index);

  /// Adds one argument at the end of \p Call's list.
  void addArgument(const CallExpr &Call, llvm::StringRef Text);

  /// Rewrites the return type in every declaration of \p Function, leading or
  /// trailing; specifiers such as `static` stay. Refuses qualified types.
  void changeReturnType(const FunctionDecl &Function, llvm::StringRef Text);

  /// The same, with a text made for each declaration from its present one.
  void changeReturnType(
      const FunctionDecl &Function,
      llvm::function_ref<std::string(const FunctionDecl &Declaration,
                                     llvm::StringRef Written)>
          Text);

  /// True when \p D, a declaration, is known at \p Loc in whatever reads the
  /// file of that.
  bool isDeclaredAt(const NamedDecl &D, SourceLocation Loc) const;
  /// The same of something called \p Name.
  bool isDeclaredAt(llvm::StringRef Name, SourceLocation Loc) const;

  /// \p Header as written in the vocabulary, without brackets. Refuses when the
  /// include path does not have it.
  void include(SourceLocation At, llvm::StringRef Header);
  /// Where \p Name is not declared yet; an empty one never is. No header: none.
  void includeFor(llvm::StringRef Name, SourceLocation At,
                  llvm::StringRef Header);

  /// Gives the whole set up. The first reason stays.
  void refuse(std::string Reason);

  /// Does as \p About says; the first thing to think about stays.
  void obey(const Ruling &About);

  /// What a human has to think about before the edits are made; empty when
  /// nothing.
  llvm::StringRef judgement() const { return Judgement; }

  explicit operator bool() const {
    return Reason.empty() && !Edits.empty() && !collides();
  }
  llvm::StringRef reason() const {
    return collides() ? llvm::StringRef("another fix changes the same code")
                      : llvm::StringRef(Reason);
  }
  /// Edits that touch each other become one, since clang-tidy takes no two
  /// insertions at one place. Empty when refused. To be asked once: includes
  /// are remembered by whoever makes them.
  /// For a note, after those of all warnings.
  std::vector<FixItHint> hints(FixOn Place = FixOn::Warning) const;
  /// One edit, before those that touch each other become one.
  struct Piece {
    enum Kind : char {
      Before = 'b',    ///< Inserted before what stands there; later is outer.
      After = 'a',     ///< Inserted behind what ends there; later is outer.
      Replacing = 'r', ///< In place of what stands there.
      Including = 'i'  ///< An include, which stands alone.
    };
    Kind Is = Replacing;
    FixItHint Hint;
  };
  /// For whoever puts together the edits of several files. In the order in
  /// which they were made; empty when refused.
  std::vector<Piece> pieces() const;

  /// Tells the other checks that hints() will be asked for later, for a note.
  void foresee() const;

  /// The source text of \p Tokens.
  llvm::StringRef text(SourceRange Tokens) const;

private:
  /// Of several insertions at one place, what is inserted before something
  /// goes further out each time, and so does what is inserted after it.
  struct Edit {
    SourceLocation Begin, End;
    std::string Text;
    int Order = 0;
  };

  void insertStatementAt(SourceLocation Begin, llvm::StringRef Text);
  /// Takes the edit up, or refuses the whole set.
  void add(SourceLocation Begin, SourceLocation End, llvm::StringRef Text,
           int Order = 0);
  bool overlaps(SourceLocation Begin, SourceLocation End) const;
  /// The edits, without includes.
  std::vector<FixItHint> merged() const;
  /// True when another check has claimed one of the places.
  bool collides() const;
  SourceLocation endOfToken(SourceLocation Loc) const;
  void refuseLoss(SourceLocation Begin, SourceLocation End);
  /// For `std::move`, which coroutine headers nearly always bring along.
  void includeMove(SourceLocation At);

  const ASTContext &Ctx;
  const SourceManager &SM;
  IncludeHint MakeInclude;
  HeaderSearch HasHeader;
  Reading Reads;
  EditClaims *Claims = nullptr;
  llvm::SmallVector<SourceRange, 1> Kept;
  const void *Owner = nullptr;
  const FunctionDecl *Meant = nullptr;
  std::vector<Edit> Edits;
  /// Where edits that remove something begin and end, and where others insert.
  std::map<SourceLocation, SourceLocation> Removed;
  std::set<SourceLocation> Inserted;
  /// Made only when the edits are. They stand alone, wherever IncludeRecord
  /// puts them.
  llvm::SmallVector<std::pair<FileID, std::string>, 1> Includes;
  std::string Reason, Judgement;
};

/// True when `co_await E` needs parentheses around \p E.
bool needsParenthesesToAwait(const Expr &E);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_REWRITE_H
