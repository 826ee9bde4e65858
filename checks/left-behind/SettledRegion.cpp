//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/left-behind/SettledRegion.h"
#include "code/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// The statement of \p Block that \p S is or stands in; null elsewhere.
static const Stmt *statementOfBlock(const Stmt *S, const CompoundStmt &Block,
                                    const BodyIndex &Index) {
  while (S && Index.parent(S) != &Block)
    S = Index.parent(S);
  return S;
}

/// The block that \p Settling, whose value nobody takes, is a statement of.
static const CompoundStmt *blockSettlingIn(const Expr &Settling,
                                           const BodyIndex &Index) {
  const Stmt *P = &Settling;
  while (isa_and_nonnull<Expr>(P))
    P = Index.parent(P);
  return dyn_cast_or_null<CompoundStmt>(P);
}

SettledRegion::SettledRegion(const Obligation &Owed, const CallableBody &Body,
                             const BodyIndex &Index)
    : Owed(Owed), Body(Body), Index(Index) {
  if (Owed.Settles.size() != 1 || Owed.Ends.size() != 1)
    return;
  const CompoundStmt *Block = blockSettlingIn(*Owed.Settles.front(), Index);
  // A parameter is open from the first statement on.
  const bool IsParameter =
      isa<ParmVarDecl>(Owed.Var) && Owed.FromDeclaration && Block &&
      isa_and_nonnull<CoroutineBodyStmt>(Body.Callable->getBody()) &&
      cast<CoroutineBodyStmt>(Body.Callable->getBody())->getBody() == Block;
  const Stmt *Opening = Block ? opening(*Block) : nullptr;
  if (!Opening && !IsParameter)
    return;
  const auto Number = [&](const Stmt *S) {
    return unsigned(llvm::find(Block->body(), S) - Block->body_begin());
  };
  Region.First = Opening ? Number(Opening) + 1 : 0;
  Region.End = Number(statementOfBlock(Owed.Settles.front(), *Block, Index));
  if (Region.First < Region.End)
    Region.Block = Block;
}

/// The statement of \p Block behind which it may be settled; or null.
const Stmt *SettledRegion::opening(const CompoundStmt &Block) const {
  if (Owed.FromDeclaration || Owed.MayBeSettledUnused)
    for (const Stmt *S : Block.body())
      if (const auto *Declaration = dyn_cast<DeclStmt>(S);
          Declaration && llvm::is_contained(Declaration->decls(), Owed.Var))
        return S;
  if (Owed.FromDeclaration || Owed.Begins.size() != 1)
    return nullptr;
  const Stmt *At = *Owed.Begins.begin();
  const Stmt *Around = statementOfBlock(At, Block, Index);
  return isa_and_nonnull<Expr>(Around) ? Around : nullptr;
}

namespace {
/// Looks for ways out of a region other than by exceptions.
class JumpFinder {
public:
  /// \p Loops: how many loops, or loops and switches, are around \p S in the
  /// region.
  static bool leaves(const Stmt *S, unsigned Loops = 0, unsigned Breaks = 0) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (isa<CoreturnStmt, ReturnStmt, GotoStmt, IndirectGotoStmt, LabelStmt>(S))
      return true;
    if (isa<BreakStmt>(S))
      return Breaks == 0;
    if (isa<ContinueStmt>(S))
      return Loops == 0;
    if (isa<SwitchCase>(S) && Breaks == 0)
      return true;
    const bool Loop = isLoop(S), Switch = isa<SwitchStmt>(S);
    for (const Stmt *Child : S->children())
      if (leaves(Child, Loops + Loop, Breaks + (Loop || Switch)))
        return true;
    return false;
  }
};
} // namespace

/// What stands in the way; empty: nothing.
std::string SettledRegion::obstacle(const Stmt &Thrower) const {
  if (!Region.Block)
    return "it is not opened and settled by statements of one block";
  bool IsInside = false;
  for (unsigned I = Region.First; I < Region.End; ++I) {
    if (JumpFinder::leaves(&statement(I)))
      return "what stands before it is left in other ways, too";
    IsInside |= isWithin(&Thrower, &statement(I), Index);
  }
  return IsInside ? "" : "it is thrown where that is opened";
}

/// A name that nothing in the function has; empty: none is free.
std::string SettledRegion::freeName() const {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const FunctionDecl *Outer = outermostFunction(Body.Callable);
  for (const char *Name : {"error", "failure", "thrown"})
    if (!hasIdentifier(Name, Outer->getBeginLoc(), Outer->getEndLoc(), Ctx))
      return Name;
  return "";
}

void SettledRegion::write(const Stmt &Thrower, const Judgement &Judge,
                          Rewrite &Edits) const {
  if (const std::string Why = obstacle(Thrower); !Why.empty())
    return Edits.refuse(Why);
  const std::string Name = freeName();
  if (Name.empty())
    return Edits.refuse("it needs a name for the exception");
  Edits.obey(Judge.catches(Region));
  if (Owed.MayBeSettledUnused)
    Edits.obey(Judge.waitsAfterFailure());
  const Stmt &First = statement(Region.First);
  const Stmt &Settling = statement(Region.End);
  const std::string Try = "std::exception_ptr " + Name + ";\ntry {";
  if (Region.First)
    Edits.insertBetween(statement(Region.First - 1), First, Try);
  else
    Edits.insertStatementBefore(First, Try);
  Edits.insertBetween(statement(Region.End - 1), Settling,
                      "} catch (...) {\n  " + Name +
                          " = std::current_exception();\n}");
  const std::string Rethrow =
      "if (" + Name + ")\n  std::rethrow_exception(" + Name + ");";
  if (Region.End + 1 < Region.Block->size())
    Edits.insertBetween(Settling, statement(Region.End + 1), Rethrow);
  else
    Edits.insertLastStatement(Region.Block->getRBracLoc(), Rethrow);
  Edits.include(First.getBeginLoc(), "exception");
}
