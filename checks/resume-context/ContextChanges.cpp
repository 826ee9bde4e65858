//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/resume-context/ContextChanges.h"
#include "code/BodyIndex.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when something in \p S, or what a variable there began with, calls one
/// of the functions that \p Hop goes back with.
static bool goesBack(const Stmt &S, const CallEntry &Hop, const Names &Known) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->getInit() && goesBack(*Var->getInit(), Hop, Known);
  }
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const auto *Callee = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()))
      for (const std::string &Name : Hop.Hop->BackWith)
        if (llvm::is_contained(findDeclarations(Known.context(), Name), Callee))
          return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && goesBack(*Child, Hop, Known);
  });
}

ContextChange clang::tidy::async::contextChange(const CoawaitExpr &Await,
                                                const AsyncTypes &Types) {
  const Names &Known = Types.names();
  const Expr *Operand = stripImplicit(Await.getOperand());
  if (Known.call(Operand, CallRole::AgileWrapper))
    return ContextChange::Agile;
  const CallEntry *Hop = Known.call(Operand, CallRole::Hop);
  // An object that stands for a context itself.
  if (!Hop)
    Hop = Known.classEntry(recordOf(Operand->getType()), CallRole::Hop);
  if (Hop)
    return Hop->Hop->Back || goesBack(*Operand, *Hop, Known)
               ? ContextChange::Returns
               : ContextChange::Leaves;
  const TypeEntry *Entry = Known.type(Operand->getType());
  return Entry && !Entry->Agile.empty() ? ContextChange::Captures
                                        : ContextChange::None;
}

const Expr *clang::tidy::async::continuationContext(const Expr &Call,
                                                    const Names &Known) {
  const auto *CE = dyn_cast<CallExpr>(&Call);
  const unsigned Count = CE ? CE->getNumArgs() : 0;
  for (unsigned I = 0; I < Count; ++I) {
    const Expr *Arg = stripImplicit(CE->getArg(I));
    // It may convert to options.
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Arg);
        Construct && Construct->getNumArgs() == 1)
      Arg = stripImplicit(Construct->getArg(0));
    if (Known.call(Arg, CallRole::ContinuationContext))
      return Arg;
  }
  return nullptr;
}
