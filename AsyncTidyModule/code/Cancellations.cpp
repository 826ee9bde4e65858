//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Cancellations.h"
#include "code/Escapes.h"
#include "code/Suspensions.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Who throws it ----------------------------------------------------===//

static const Library *libraryOf(QualType Task, const AsyncTypes &Types) {
  const AsyncType Type = Types.classify(Task);
  return Type.Entry ? Types.names().libraryOf(Type.Entry) : nullptr;
}

/// True when something in \p Operand gets a stop token of \p Of, or of any
/// library where that is null.
static bool isGivenToken(const Expr &Operand, const Library *Of,
                         const Names &Known) {
  const auto IsToken = [&](const Expr *Arg) {
    const Expr *Written = Arg ? stripImplicit(Arg) : nullptr;
    const StopTokenEntry *Entry =
        Written && !isa<CXXDefaultArgExpr>(Arg)
            ? Known.stopToken(Written->getType()->isPointerType()
                                  ? Written->getType()->getPointeeType()
                                  : Written->getType())
            : nullptr;
    return Entry && (!Of || llvm::any_of(Of->StopTokens,
                                         [Entry](const StopTokenEntry &E) {
                                           return &E == Entry;
                                         }));
  };
  return anyWritten(
      &Operand,
      [&](const Stmt &S) {
        if (const auto *Call = dyn_cast<CallExpr>(&S))
          return llvm::any_of(Call->arguments(), IsToken);
        const auto *Made = dyn_cast<CXXConstructExpr>(&S);
        return Made && !Made->getConstructor()->isCopyOrMoveConstructor() &&
               llvm::any_of(Made->arguments(), IsToken);
      },
      Parts::Own);
}

bool Cancellations::mayThrow(const CancellationEntry &Entry,
                             const CoawaitExpr &Await,
                             QualType Coroutine) const {
  const Names &Known = Types.names();
  const Library *Of = Known.libraryOf(&Entry);
  if (Entry.Ambient && Of == libraryOf(Coroutine, Types))
    return true;
  const Expr &Operand = *Await.getOperand();
  if (Entry.ByToken && isGivenToken(Operand, Of, Known))
    return true;
  return anyWritten(
      &Operand,
      [&](const Stmt &S) {
        return isa<CallExpr, CXXConstructExpr>(S) &&
               Known.mayBeThrownBy(Entry, cast<Expr>(S));
      },
      Parts::Own);
}

/// True when a handler around \p S in its own function takes all of it.
static bool takesAll(const CXXTryStmt &Try) {
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I)
    if (Try.getHandler(I)->getCaughtType().isNull())
      return true;
  return false;
}

/// What the coroutine \p Function, whose body is seen, throws or awaits.
void Cancellations::addByBody(const FunctionDecl &Function,
                              const CoawaitExpr &Outer, unsigned Depth,
                              std::vector<Cancellation> &Found) const {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Function.getBody());
  if (!Coroutine || Function.isDependentContext())
    return;
  std::function<void(const Stmt *)> Walk = [&](const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S); Try && takesAll(*Try))
      return;
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(S);
        Throw && Throw->getSubExpr() && isOne(Throw->getSubExpr()->getType()))
      Found.push_back(
          {recordOf(Throw->getSubExpr()->getType()), nullptr, &Outer});
    if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
      add(*Await, Outer, Function.getReturnType(), Depth + 1, Found);
      return Walk(Await->getOperand());
    }
    for (const Stmt *Child : S->children())
      Walk(Child);
  };
  Walk(Coroutine->getBody());
}

void Cancellations::add(const CoawaitExpr &At, const CoawaitExpr &Outer,
                        QualType Coroutine, unsigned Depth,
                        std::vector<Cancellation> &Found) const {
  constexpr unsigned DeepEnough = 3;
  if (!maySuspend(At, Types) || Escapes(Types).givesErrorAsValue(At))
    return;
  for (const auto &[Class, Entry] : Types.names().cancellations())
    if (mayThrow(*Entry, At, Coroutine))
      Found.push_back({Class, Entry, &Outer});
  const FunctionDecl *Definition = nullptr;
  const FunctionDecl *Called =
      Depth < DeepEnough ? coroutineOf(*At.getOperand()) : nullptr;
  if (Called && Called->hasBody(Definition))
    addByBody(*Definition, Outer, Depth, Found);
  if (Depth)
    return;
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> Seen;
  llvm::erase_if(Found, [&](const Cancellation &One) {
    return !Seen.insert(One.Class->getCanonicalDecl()).second;
  });
}

//===--- What tells it from others ----------------------------------------===//

bool Cancellations::isOne(QualType T) const {
  const CXXRecordDecl *Record = T.isNull() ? nullptr : recordOf(T);
  if (!Record)
    return false;
  for (const auto &[Class, Entry] : Types.names().cancellations())
    if (Entry->Code.empty() && Record->hasDefinition() &&
        Class->hasDefinition() &&
        (Record->getCanonicalDecl() == Class->getCanonicalDecl() ||
         Record->isDerivedFrom(Class)))
      return true;
  return Types.names().usual().tell(Usual::Cancellation, Record);
}

bool Cancellations::asks(const Stmt *S, const CancellationEntry *Entry) const {
  const Names &Known = Types.names();
  // `co_await load(token)` hands it on, and asks nothing.
  llvm::SmallPtrSet<const Stmt *, 8> HandedOn;
  forEachWritten<CoawaitExpr>(S, [&](const CoawaitExpr &Await) {
    forEachWritten<Expr>(Await.getOperand(),
                         [&](const Expr &E) { HandedOn.insert(&E); });
  });
  return anyWritten(S, [&](const Stmt &Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    const auto *Member = dyn_cast<MemberExpr>(&Part);
    const NamedDecl *Named = Ref      ? Ref->getDecl()
                             : Member ? Member->getMemberDecl()
                                      : nullptr;
    if (!Named)
      return false;
    // `abort();` asks nothing.
    if (const auto *Function = dyn_cast<FunctionDecl>(Named);
        Function && Function->getReturnType()->isVoidType())
      return false;
    const auto *Value = dyn_cast<ValueDecl>(Named);
    const bool IsObject = Value && !isa<FunctionDecl>(Value);
    return (Entry && Known.isCodeOf(*Entry, Named)) ||
           (!(IsObject && HandedOn.count(&Part)) &&
            (Known.usual().tell(Usual::AsksForStop, Named) ||
             (IsObject && Known.stopToken(Value->getType()))));
  });
}
