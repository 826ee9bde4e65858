//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/ThreadLocks.h"
#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include <algorithm>

using namespace clang;
using namespace clang::tidy::async;

//===--- Names ------------------------------------------------------------===//

namespace {
enum class LockWord { None, Lock, Try, Unlock };
} // namespace

/// What a member is for by its name: `lock_shared`, `tryLockForRead`, `Unlock`.
/// One that is called `lock_table` is for its body to tell.
static LockWord lockWord(llvm::StringRef Name) {
  static constexpr llvm::StringRef Ways[] = {
      "",          "shared",      "upgrade",    "exclusive",   "read",
      "write",     "forread",     "forwrite",   "for",         "until",
      "sharedfor", "shareduntil", "upgradefor", "upgradeuntil"};
  static constexpr std::pair<llvm::StringRef, LockWord> Words[] = {
      {"lock", LockWord::Lock},
      {"relock", LockWord::Lock},
      {"trylock", LockWord::Try},
      {"unlock", LockWord::Unlock}};
  if (!Name.contains_insensitive("lock"))
    return LockWord::None;
  std::string Plain = Name.lower();
  Plain.erase(std::remove(Plain.begin(), Plain.end(), '_'), Plain.end());
  for (const auto &[Word, What] : Words)
    if (llvm::StringRef(Plain).starts_with(Word) &&
        llvm::is_contained(Ways, llvm::StringRef(Plain).substr(Word.size())))
      return What;
  return LockWord::None;
}

/// What a function is for that is called `acquire` or `release`, as those of
/// semaphores are, or a free one that is called `sem_wait`.
static LockWord permitWord(llvm::StringRef Name, bool IsFree) {
  static constexpr std::pair<llvm::StringRef, LockWord> Words[] = {
      {"acquire", LockWord::Lock},        {"wait", LockWord::Lock},
      {"take", LockWord::Lock},           {"down", LockWord::Lock},
      {"tryacquire", LockWord::Try},      {"trywait", LockWord::Try},
      {"tryacquirefor", LockWord::Try},   {"waitfor", LockWord::Try},
      {"tryacquireuntil", LockWord::Try}, {"timedwait", LockWord::Try},
      {"release", LockWord::Unlock},      {"post", LockWord::Unlock},
      {"give", LockWord::Unlock},         {"up", LockWord::Unlock},
      {"signal", LockWord::Unlock}};
  std::string Plain = Name.lower();
  Plain.erase(std::remove(Plain.begin(), Plain.end(), '_'), Plain.end());
  llvm::StringRef Rest = Plain;
  if (IsFree) {
    const size_t At = Rest.rfind("sem");
    if (At == llvm::StringRef::npos)
      return LockWord::None;
    Rest = Rest.drop_front(At + 3);
    Rest.consume_front("aphore");
  }
  const auto *Found = llvm::find_if(
      Words, [Rest](const auto &Word) { return Word.first == Rest; });
  return Found == std::end(Words) ? LockWord::None : Found->second;
}

/// The same of a class that is called a mutex, whose members may have other
/// names: `acquire` and `release`, `enter` and `leave`.
static LockWord lockWord(const CXXMethodDecl &Method) {
  static constexpr std::pair<llvm::StringRef, LockWord> Words[] = {
      {"acquire", LockWord::Lock},   {"enter", LockWord::Lock},
      {"tryacquire", LockWord::Try}, {"try_acquire", LockWord::Try},
      {"tryenter", LockWord::Try},   {"try_enter", LockWord::Try},
      {"release", LockWord::Unlock}, {"leave", LockWord::Unlock}};
  const llvm::StringRef Name = plainName(&Method);
  const LockWord Word = lockWord(Name);
  const IdentifierInfo *Class = Method.getParent()->getIdentifier();
  if (Word != LockWord::None || !Class ||
      !(Class->getName().contains_insensitive("mutex") ||
        Class->getName().contains_insensitive("spinlock") ||
        Class->getName().contains_insensitive("critical")))
    return Word;
  for (const auto &[Other, What] : Words)
    if (Name.equals_insensitive(Other))
      return What;
  return LockWord::None;
}

//===--- Mutexes ----------------------------------------------------------===//

/// The class of what \p T is, refers or points to; or null.
static const CXXRecordDecl *lockClassBehind(QualType T) {
  T = T.getNonReferenceType();
  return recordOf(T->isPointerType() ? T->getPointeeType() : T);
}

/// True when what `lock()` returns is nothing to wait for.
static bool isDone(QualType Returned) {
  return Returned->isVoidType() || Returned->isIntegralOrEnumerationType();
}

/// `void lock() {}`, of a mutex for programs with one thread.
static bool doesNothing(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = nullptr;
  const auto *Block =
      Method.hasBody(Definition)
          ? dyn_cast_or_null<CompoundStmt>(Definition->getBody())
          : nullptr;
  return Block && Block->body_empty();
}

ThreadLocks::Kind ThreadLocks::kindByMembers(const CXXRecordDecl &Class) const {
  bool Locks = false, Unlocks = false;
  for (const CXXMethodDecl *Method : Class.methods()) {
    const LockWord Word = lockWord(*Method);
    if (Word == LockWord::None &&
        !plainName(Method).contains_insensitive("lock"))
      continue;
    if (Types.classify(Method->getReturnType()).canBeAwaited())
      return Kind::Coroutine;
    if (Method->getMinRequiredArguments() > 0 || doesNothing(*Method))
      continue;
    Unlocks |= Word == LockWord::Unlock;
    Locks |= Word == LockWord::Lock && isDone(Method->getReturnType());
  }
  if (!Locks || !Unlocks)
    return Kind::None;
  return Types.classify(&Class).canBeAwaited() ? Kind::Coroutine : Kind::Thread;
}

ThreadLocks::Kind ThreadLocks::kindOf(const CXXRecordDecl *Class) const {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class)
    return Kind::None;
  if (auto It = Kinds.find(Class); It != Kinds.end())
    return It->second;
  Kind Found = kindByMembers(*Class);
  if (Found == Kind::Thread)
    // `std::unique_lock` has `void lock()` for every kind of mutex.
    for (const FieldDecl *Field : Class->fields()) {
      const CXXRecordDecl *Of = lockClassBehind(Field->getType());
      Of = Of ? Of->getDefinition() : nullptr;
      if (Of && Of != Class && kindByMembers(*Of) == Kind::Coroutine)
        Found = Kind::Coroutine;
    }
  return Kinds[Class] = Found;
}

/// True when \p Class, whose objects are locked and unlocked, is a mutex by
/// more than that.
bool ThreadLocks::isMutexEnough(const CXXRecordDecl &Class,
                                unsigned Depth) const {
  if (Needed == LockEvidence::Any || Class.hasAttr<CapabilityAttr>() ||
      Known.isGuard(&Class) || Known.usual().tell(Usual::Guard, &Class))
    return true;
  const llvm::StringRef Name = Class.getIdentifier() ? Class.getName() : "";
  if (Name.contains_insensitive("mutex") ||
      Name.contains_insensitive("critical"))
    return true;
  if (llvm::any_of(Class.methods(), [](const CXXMethodDecl *Method) {
        return lockWord(plainName(Method)) == LockWord::Try;
      }))
    return true;
  // It wraps one, or is made of what one is made of.
  return Depth > 0 && llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
           const CXXRecordDecl *Of = lockClassBehind(Field->getType());
           Of = Of ? Of->getDefinition() : nullptr;
           return Of && ((Of->isInStdNamespace() && Of->getIdentifier() &&
                          Of->getName().contains("atomic")) ||
                         (kindOf(Of) == Kind::Thread &&
                          isMutexEnough(*Of, Depth - 1)));
         });
}

bool ThreadLocks::isPairOfLocks(llvm::StringRef Name) const {
  static constexpr llvm::StringRef Words[] = {"mutex", "mtx", "critical",
                                              "spin", "rwlock"};
  return Needed == LockEvidence::Any ||
         llvm::any_of(Words, [Name](llvm::StringRef Word) {
           return Name.contains_insensitive(Word);
         });
}

bool ThreadLocks::isLockable(QualType T) const {
  const CXXRecordDecl *Class = recordOf(T);
  return Class && kindOf(Class) == Kind::Thread;
}

/// True for semaphores of threads: `acquire()` gives nothing away, and they can
/// be tried, or are called so.
bool ThreadLocks::isSemaphore(const CXXRecordDecl &Class) const {
  bool Acquires = false, Releases = false, Tries = false;
  for (const CXXMethodDecl *Method : Class.methods()) {
    const QualType Returned = Method->getReturnType();
    if (Types.classify(Returned).canBeAwaited())
      return false;
    const LockWord Word = permitWord(plainName(Method), /*IsFree=*/false);
    Acquires |= Word == LockWord::Lock && isDone(Returned);
    Releases |= Word == LockWord::Unlock;
    Tries |= Word == LockWord::Try;
  }
  return Acquires && Releases &&
         (Tries || Known.usual().tell(Usual::Gate, &Class)) &&
         !Types.classify(&Class).canBeAwaited();
}

//===--- Calls ------------------------------------------------------------===//

/// `m` for `&m`.
static const Expr *pointeeOf(const Expr &Pointer) {
  const auto *AddressOf = dyn_cast<UnaryOperator>(stripImplicit(&Pointer));
  return AddressOf && AddressOf->getOpcode() == UO_AddrOf
             ? AddressOf->getSubExpr()
             : &Pointer;
}

std::optional<LockCall> ThreadLocks::listed(const CallExpr &Call,
                                            bool Locks) const {
  LockCall Found;
  Found.Locks = Locks;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Found.Objects.push_back(Member->getImplicitObjectArgument());
    return Found;
  }
  for (const Expr *Arg : Call.arguments())
    if (isLockable(Arg->getType()) || Arg->isTypeDependent())
      Found.Objects.push_back(Arg);
  if (Found.Objects.empty() && Call.getNumArgs() > 0 &&
      !recordOf(Call.getArg(0)->getType()))
    Found.Objects.push_back(pointeeOf(*Call.getArg(0)));
  if (Found.Objects.empty())
    return std::nullopt;
  return Found;
}

bool clang::tidy::async::isSpunFor(const CallExpr &Call, const Stmt &Body) {
  return anyWritten(
      &Body,
      [&Call](const Stmt &Loop) {
        return isLoop(&Loop) &&
               anyWritten(conditionOf(&Loop),
                          [&](const Stmt &S) { return &S == &Call; });
      },
      Parts::Own);
}

/// `flag.test_and_set()`, `busy.exchange(true)`, and what ends that.
std::optional<LockCall> ThreadLocks::flag(const CallExpr &Call) const {
  static constexpr llvm::StringRef Takes[] = {"test_and_set", "exchange",
                                              "compare_exchange_weak",
                                              "compare_exchange_strong"};
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Method || !Method->getParent()->isInStdNamespace() ||
      !Method->getParent()->getIdentifier() ||
      !Method->getParent()->getName().contains("atomic"))
    return std::nullopt;
  LockCall Found;
  Found.IsPermit = Found.IsFlag = true;
  Found.Locks = llvm::is_contained(Takes, plainName(Method));
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Found.Locks && plainName(Method) != "clear" &&
      plainName(Method) != "store" &&
      Method->getOverloadedOperator() != OO_Equal)
    return std::nullopt;
  Found.Objects.push_back(Member ? Member->getImplicitObjectArgument()
                                 : Call.getArg(0));
  return Found;
}

/// By the name, of semaphores' own functions.
std::optional<LockCall> ThreadLocks::permit(const CallExpr &Call) const {
  // Anybody may release a semaphore, and a loop may be suspended meanwhile.
  if (Needed == LockEvidence::Sure)
    return std::nullopt;
  const FunctionDecl &Callee = *Call.getDirectCallee();
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const LockWord Word = permitWord(plainName(&Callee), /*IsFree=*/!Member);
  if (Word == LockWord::None || !isDone(Callee.getReturnType()))
    return flag(Call);
  LockCall Found;
  Found.Locks = Word != LockWord::Unlock;
  Found.IsPermit = true;
  if (!Member) {
    if (Call.getNumArgs() == 0)
      return std::nullopt;
    Found.Objects.push_back(pointeeOf(*Call.getArg(0)));
    return Found;
  }
  if (!isSemaphore(*Member->getMethodDecl()->getParent()))
    return std::nullopt;
  Found.Objects.push_back(Member->getImplicitObjectArgument());
  return Found;
}

/// By an attribute that says what \p Callee locks or unlocks; without words,
/// that is its object.
std::optional<LockCall> ThreadLocks::marked(const CallExpr &Call,
                                            const FunctionDecl &Callee) const {
  LockCall Found;
  const auto Add = [&](llvm::iterator_range<Expr **> Args, bool Locks) {
    Found.Locks = Locks;
    for (const Expr *Arg : Args) {
      const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(pointeeOf(*Arg)));
      const auto *Param = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
      const unsigned I = Param ? Param->getFunctionScopeIndex() : 0;
      if (Param)
        Arg = I < Call.getNumArgs() ? Call.getArg(I) : nullptr;
      if (Arg && !isa<CXXBoolLiteralExpr, IntegerLiteral>(stripImplicit(Arg)))
        Found.Objects.push_back(pointeeOf(*Arg));
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    if (Args.empty() && Member)
      Found.Objects.push_back(Member->getImplicitObjectArgument());
  };
  if (const auto *Takes = Callee.getAttr<AcquireCapabilityAttr>())
    Add(Takes->args(), true);
  else if (const auto *Tries = Callee.getAttr<TryAcquireCapabilityAttr>())
    Add(Tries->args(), true);
  else if (const auto *Gives = Callee.getAttr<ReleaseCapabilityAttr>())
    Add(Gives->args(), false);
  if (Found.Objects.empty())
    return std::nullopt;
  return Found;
}

/// In a template, where only the name is known.
std::optional<LockCall> ThreadLocks::dependentCall(const CallExpr &Call) const {
  if (Needed == LockEvidence::Sure)
    return std::nullopt;
  const Expr *Callee = stripImplicit(Call.getCallee());
  if (const auto *Lookup = dyn_cast<UnresolvedLookupExpr>(Callee)) {
    for (const NamedDecl *D : Lookup->decls())
      if (const FunctionDecl *Function =
              D->getUnderlyingDecl()->getAsFunction())
        if (const std::optional<bool> Takes = Known.takesLock(*Function))
          return listed(Call, *Takes);
    return std::nullopt;
  }
  const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
  if (!Member || Member->isImplicitAccess() || !Member->getBase())
    return std::nullopt;
  const IdentifierInfo *Name = Member->getMember().getAsIdentifierInfo();
  const LockWord Word = Name ? lockWord(Name->getName()) : LockWord::None;
  if (Word == LockWord::None)
    return std::nullopt;
  return LockCall{Word != LockWord::Unlock, false, false, {Member->getBase()}};
}

std::optional<LockCall> ThreadLocks::call(const CallExpr &Call) const {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return dependentCall(Call);
  if (const std::optional<bool> Takes = Known.takesLock(*Callee))
    return listed(Call, *Takes);
  if (Callee->hasAttrs())
    if (std::optional<LockCall> Found = marked(Call, *Callee))
      return Found;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  const LockWord Word = Method ? lockWord(*Method) : LockWord::None;
  if (Word == LockWord::None)
    return permit(Call);
  if (kindOf(Method->getParent()) != Kind::Thread ||
      (Word == LockWord::Lock && !isDone(Method->getReturnType())) ||
      !isMutexEnough(*Method->getParent(), /*Depth=*/2))
    return std::nullopt;
  return LockCall{Word != LockWord::Unlock,
                  false,
                  false,
                  {Member->getImplicitObjectArgument()}};
}

//===--- Guards -----------------------------------------------------------===//

/// By the vocabulary: a template is one where it holds a mutex of a thread.
bool ThreadLocks::isListedGuard(QualType T, const CXXRecordDecl &Class) const {
  if (Known.isThreadLock(T))
    return true;
  const auto IsLockable = [this](QualType Arg) { return isLockable(Arg); };
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Class))
    return !findTypeArgument(Spec->getTemplateArgs().asArray(), IsLockable)
                .isNull();
  // In a template, where what it holds is not known yet.
  return Needed == LockEvidence::Any && T->isDependentType();
}

/// True when a constructor of \p Class acquires a semaphore, whose destructor
/// then is no signal.
bool ThreadLocks::acquiresWhenMade(const CXXRecordDecl *Class) const {
  return llvm::any_of(Class->ctors(), [&](const CXXConstructorDecl *Made) {
    const FunctionDecl *Definition = nullptr;
    return Made->hasBody(Definition) &&
           anyWritten(Definition->getBody(), [&](const Stmt &S) {
             const auto *Call = dyn_cast<CallExpr>(&S);
             const std::optional<LockCall> Lock =
                 Call ? call(*Call) : std::nullopt;
             return Lock && Lock->IsPermit && Lock->Locks &&
                    (!Lock->IsFlag || isSpunFor(*Call, *Definition->getBody()));
           });
  });
}

static bool isLocalObject(const Expr *Object) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Object));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && Var->hasLocalStorage() &&
         Var->getType()->isRecordType();
}

/// True when \p Function unlocks what it has not locked itself. Where only a
/// declaration is there: nothing.
bool ThreadLocks::unlocks(const FunctionDecl *Function, unsigned Depth) const {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->hasBody(Definition))
    return false;
  bool Unlocks = false;
  anyWritten(Definition->getBody(), [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call)
      return false;
    const auto *Of = dyn_cast<CXXMethodDecl>(Definition);
    const std::optional<LockCall> Lock = this->call(*Call);
    // `lock.unlock()` of a guard that it has made itself.
    if (Lock && !Lock->Locks && llvm::all_of(Lock->Objects, isLocalObject))
      return false;
    if (Lock && !(Lock->IsPermit && Of && !acquiresWhenMade(Of->getParent()))) {
      Unlocks = !Lock->Locks;
      return true;
    }
    // `~guard() { release(); }`
    const auto *Method =
        dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    return Depth > 0 && Method && Of &&
           Method->getParent() == Of->getParent() &&
           (Unlocks = unlocks(Method, Depth - 1));
  });
  return Unlocks;
}

/// True when a constructor of \p Class takes a mutex of this kind.
bool ThreadLocks::isMadeOf(const CXXRecordDecl &Class, Kind Of) const {
  return llvm::any_of(Class.ctors(), [&](const CXXConstructorDecl *Made) {
    if (Made->isCopyOrMoveConstructor() || Made->getNumParams() == 0)
      return false;
    const QualType T = Made->getParamDecl(0)->getType();
    return (T->isReferenceType() || T->isPointerType()) &&
           kindOf(lockClassBehind(T)) == Of;
  });
}

/// `unique_any<storage<SRWLOCK *, decltype(&unlock), unlock>>`
bool ThreadLocks::isMadeForUnlocking(const CXXRecordDecl &Class,
                                     unsigned Depth) const {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Spec)
    return false;
  return llvm::any_of(
      Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &Arg) {
        if (Arg.getKind() == TemplateArgument::Type && Depth > 0) {
          const CXXRecordDecl *Part = recordOf(Arg.getAsType());
          return Part && isMadeForUnlocking(*Part, Depth - 1);
        }
        const auto *Function = Arg.getKind() == TemplateArgument::Declaration
                                   ? dyn_cast<FunctionDecl>(Arg.getAsDecl())
                                   : nullptr;
        return Function && !Known.takesLock(*Function).value_or(true);
      });
}

bool ThreadLocks::isGuardClass(const CXXRecordDecl &Class) const {
  if (Class.hasAttr<ScopedLockableAttr>() ||
      isMadeForUnlocking(Class, /*Depth=*/2))
    return true;
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  if (unlocks(Destructor, /*Depth=*/1))
    return true;
  // One that is only declared is told by its name and what it is made of.
  if (Destructor && Destructor->isUserProvided() && !Destructor->hasBody() &&
      Known.usual().tell(Usual::Guard, &Class) &&
      (isMadeOf(Class, Kind::Thread) ||
       (Needed == LockEvidence::Any &&
        Class.getName().contains_insensitive("lock") &&
        !isMadeOf(Class, Kind::Coroutine) &&
        llvm::none_of(Class.fields(), [this](const FieldDecl *Field) {
          return kindOf(lockClassBehind(Field->getType())) == Kind::Coroutine;
        }))))
    return true;
  // `std::unique_ptr<std::mutex, unlocker>`
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  const CXXRecordDecl *Deleter =
      Spec && Spec->isInStdNamespace() && Spec->getName() == "unique_ptr"
          ? recordOf(typeArgument(Spec, 1))
          : nullptr;
  return Deleter && Deleter->hasDefinition() &&
         llvm::any_of(Deleter->methods(), [this](const CXXMethodDecl *Method) {
           return Method->getOverloadedOperator() == OO_Call &&
                  unlocks(Method, 0);
         });
}

/// \p T without what makes it an array; its class when it is an object.
static const CXXRecordDecl *classOfObject(QualType &T) {
  if (T.isNull() || T->isReferenceType())
    return nullptr;
  while (const auto *Array = T->getAsArrayTypeUnsafe())
    T = Array->getElementType();
  if (T->isPointerType())
    return nullptr;
  if (const CXXRecordDecl *Class = recordOf(T))
    return Class;
  // `std::lock_guard g(m)` in a template.
  const auto *Deduced = T->getAs<DeducedTemplateSpecializationType>();
  const auto *Template =
      Deduced ? dyn_cast_or_null<ClassTemplateDecl>(
                    Deduced->getTemplateName().getAsTemplateDecl())
              : nullptr;
  return Template ? Template->getTemplatedDecl() : nullptr;
}

llvm::StringRef ThreadLocks::reasonOf(QualType T) const {
  const CXXRecordDecl *Class = classOfObject(T);
  const ThreadBoundEntry *Entry = Class ? Known.threadBound(T) : nullptr;
  // `std::optional<gil_scoped_acquire>`
  if (const auto *Spec =
          dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
      Spec && !Entry)
    findTypeArgument(Spec->getTemplateArgs().asArray(), [&](QualType Arg) {
      return (Entry = Known.threadBound(Arg)) != nullptr;
    });
  if (Entry)
    return Entry->Reason;
  // Of a class with one in it, that one's.
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isInStdNamespace() || Class->hasTrivialDestructor() ||
      !mayHold(T) || isGuard(T))
    return "";
  for (const FieldDecl *Field : Class->fields())
    if (const llvm::StringRef Reason = reasonOf(Field->getType());
        !Reason.empty())
      return Reason;
  return "";
}

bool ThreadLocks::isGuard(QualType T) const {
  const CXXRecordDecl *Class = classOfObject(T);
  if (!Class)
    return false;
  if (Known.threadBound(T))
    return true;
  if (Known.isGuard(Class))
    return isListedGuard(T, *Class);
  Class = Class->getDefinition();
  if (!Class || Class->isLambda() || Class->isDependentContext() ||
      Class->hasTrivialDestructor())
    return false;
  const auto [It, IsNew] = Guards.try_emplace(Class, false);
  if (!IsNew)
    return It->second;
  const bool Answer = isGuardClass(*Class);
  return Guards[Class] = Answer;
}

/// True for templates of the standard whose objects have their arguments in
/// them, or alone own them.
static bool ownsArguments(const ClassTemplateSpecializationDecl &Spec) {
  static constexpr llvm::StringRef Owners[] = {
      "optional", "unique_ptr", "pair",  "tuple", "variant",
      "array",    "vector",     "deque", "list",  "map"};
  return Spec.isInStdNamespace() && Spec.getIdentifier() &&
         llvm::is_contained(Owners, Spec.getName());
}

/// True when \p Class, no guard itself, has one in it.
bool ThreadLocks::keepsGuard(const CXXRecordDecl &Class) const {
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
      Spec && !Types.classify(&Class)) {
    const bool Owns = ownsArguments(*Spec);
    llvm::ArrayRef<TemplateArgument> Args = Spec->getTemplateArgs().asArray();
    // An optional of another library: what it is of comes first. Behind that, a
    // guard may be how `synchronized<T, std::mutex,
    // std::unique_lock<std::mutex>>` is locked, and not what is in it. What is
    // shared may live on.
    if (!Owns && Needed == LockEvidence::Sure && !Args.empty() &&
        Args.front().getKind() == TemplateArgument::Type)
      Args = Args.take_front();
    if (!findTypeArgument(Args, [&](QualType Arg) {
           return Owns ? mayHold(Arg) : isGuard(Arg);
         }).isNull())
      return true;
  }
  const SourceManager &SM = Class.getASTContext().getSourceManager();
  if (SM.isInSystemHeader(Class.getLocation()))
    return false;
  return llvm::any_of(Class.fields(),
                      [this](const FieldDecl *Field) {
                        return mayHold(Field->getType());
                      }) ||
         llvm::any_of(Class.bases(), [this](const CXXBaseSpecifier &Base) {
           return mayHold(Base.getType());
         });
}

bool ThreadLocks::mayHold(QualType T) const {
  if (isGuard(T))
    return true;
  const CXXRecordDecl *Class = classOfObject(T);
  Class = Class ? Class->getDefinition() : nullptr;
  // In a template, closures are looked at as they are written.
  if (!Class || (Class->isDependentContext() && !Class->isLambda()) ||
      Class->hasTrivialDestructor() || Known.isGuard(Class))
    return false;
  // No for itself while it is looked at.
  const auto [It, IsNew] = Keepers.try_emplace(Class, false);
  if (!IsNew)
    return It->second;
  const bool Answer = keepsGuard(*Class);
  return Keepers[Class] = Answer;
}

bool ThreadLocks::mayHoldByDefault(QualType T) const {
  const CXXRecordDecl *Class = mayHold(T) ? classOfObject(T) : nullptr;
  if (Class && Known.threadBound(T))
    return true;
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isInStdNamespace() || Known.isGuard(Class))
    return false;
  const auto IsDefault = [](const CXXConstructorDecl *Made) {
    return Made->isDefaultConstructor() && Made->isUserProvided();
  };
  const bool Written = llvm::any_of(Class->ctors(), IsDefault);
  if (isGuard(T))
    return Written && !isMadeOf(*Class, Kind::Thread);
  return Written ||
         llvm::any_of(Class->fields(),
                      [this](const FieldDecl *Field) {
                        return Field->hasInClassInitializer()
                                   ? mayHold(Field->getType())
                                   : mayHoldByDefault(Field->getType());
                      }) ||
         llvm::any_of(Class->bases(), [this](const CXXBaseSpecifier &Base) {
           return mayHoldByDefault(Base.getType());
         });
}
