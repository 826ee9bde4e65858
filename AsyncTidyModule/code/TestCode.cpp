//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/TestCode.h"
#include "code/BodyIndex.h"
#include "code/Parts.h"
#include "code/Tokens.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Names ------------------------------------------------------------===//

/// The words of a part of a path; what stands between them may be anything.
static std::vector<std::string> wordsOfPath(llvm::StringRef Part) {
  std::string Name = Part.str();
  for (char &C : Name)
    if (!isalnum(static_cast<unsigned char>(C)))
      C = '_';
  return wordsOfName(Name);
}

bool clang::tidy::async::isTestFile(llvm::StringRef Path,
                                    const UsualNames &Usually) {
  const auto Tells = [&Usually](llvm::StringRef Word) {
    return Usually.tell(Usual::Test, Word);
  };
  const std::vector<std::string> File =
      wordsOfPath(llvm::sys::path::stem(Path));
  if (!File.empty() && (Tells(File.front()) || Tells(File.back())))
    return true;
  // `tests/`, `unit-tests/`
  const std::vector<std::string> Folder = wordsOfPath(
      llvm::sys::path::filename(llvm::sys::path::parent_path(Path)));
  return !Folder.empty() && Folder.size() < 3 && Tells(Folder.back());
}

bool TestCode::isNamedTest(FileID File) {
  auto [It, IsNew] = Files.try_emplace(File, false);
  if (IsNew) {
    const SourceManager &SM = Calls.context().getSourceManager();
    It->second = isTestFile(SM.getFilename(SM.getLocForStartOfFile(File)),
                            Known.usual());
  }
  return It->second;
}

//===--- Assertions -------------------------------------------------------===//

static bool isCondition(const Expr *Arg) {
  const Expr *E = stripImplicit(Arg);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  return E->getType()->isBooleanType() ||
         (Operator && (Operator->isComparisonOp() ||
                       Operator->getOperator() == OO_Exclaim));
}

/// `ASSERT(x);`, `check(x == 1);`, `expect(eq(a, b));`
static bool assertsSomething(const Stmt &S, const ASTContext &Ctx,
                             const UsualNames &Usually) {
  if (llvm::StringRef Macro = writtenMacro(S.getBeginLoc(), Ctx);
      !Macro.empty())
    return Usually.tell(Usual::Assertion, Macro);
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call = E ? dyn_cast<CallExpr>(stripImplicit(E)) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Call->getNumArgs() > 0 &&
         Usually.tell(Usual::Assertion, Callee) &&
         llvm::any_of(Call->arguments(), isCondition);
}

namespace {
/// How much of a body asserts.
struct AssertionCount {
  unsigned Assertions = 0, Statements = 0;

  /// A third; a test also prepares what it looks at.
  bool isTest() const { return Assertions && 3 * Assertions >= Statements; }
};
} // namespace

static AssertionCount assertionsIn(const Stmt *Body, const ASTContext &Ctx,
                                   const UsualNames &Usually) {
  AssertionCount Found;
  forEachWritten<CompoundStmt>(Body, [&](const CompoundStmt &Block) {
    // What a macro consists of is one statement.
    if (Block.getBeginLoc().isMacroID())
      return;
    for (const Stmt *S : Block.body()) {
      if (isa<CompoundStmt, CXXTryStmt, CoreturnStmt, ReturnStmt>(S))
        continue;
      ++Found.Statements;
      Found.Assertions += assertsSomething(*S, Ctx, Usually);
    }
  });
  return Found;
}

bool clang::tidy::async::mostlyAsserts(const FunctionDecl &Function,
                                       const UsualNames &Usually) {
  const Stmt *Body = Function.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  return Body && assertionsIn(Body, Function.getASTContext(), Usually).isTest();
}

//===--- Units ------------------------------------------------------------===//

/// True when a framework registers tests in this unit.
bool TestCode::runsTests() const {
  const SourceManager &SM = Calls.context().getSourceManager();
  return llvm::any_of(Calls.nodes(), [&](const CallNode *Node) {
    if (!SM.isInMainFile(SM.getExpansionLoc(Node->Function->getLocation())))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Node->Function);
    return (Method && Known.classEntry(Method->getParent(), CallRole::Test)) ||
           llvm::any_of(Node->Mentions, [&](const CallMention &Mention) {
             // What a macro registers; a thread of its own is constructed.
             return Mention.Place == MentionPlace::Namespace &&
                    isa_and_nonnull<CallExpr>(Mention.HandedTo) &&
                    (Known.call(Mention.HandedTo, CallRole::Test) ||
                     Known.call(Mention.HandedTo, CallRole::Thread));
           });
  });
}

bool TestCode::mainOnlyAsserts() const {
  const auto IsMain = [](const CallNode *Node) {
    return Node->Function->isMain() && Node->Function->hasBody();
  };
  const auto *Main = llvm::find_if(Calls.nodes(), IsMain);
  if (Main == Calls.nodes().end())
    return false;
  if (mostlyAsserts(*(*Main)->Function, Known.usual()))
    return true;
  // What it calls itself, or from its lambdas.
  llvm::SmallVector<const CallNode *, 4> Callers{*Main};
  llvm::SmallPtrSet<const FunctionDecl *, 8> Called;
  for (unsigned I = 0; I < Callers.size(); ++I) {
    for (const CallSite &Site : Callers[I]->Calls)
      if (const CallNode *Callee = Site.Unevaluated || !Site.Callee ||
                                           isa<CXXMethodDecl>(Site.Callee)
                                       ? nullptr
                                       : Calls.node(Site.Callee);
          Callee && Callee->Function->hasBody() && !Callee->Function->isMain())
        Called.insert(Callee->Function);
    for (const LambdaExpr *Lambda : Callers[I]->Lambdas)
      if (const CallNode *Inner = Calls.node(Lambda->getCallOperator()))
        Callers.push_back(Inner);
  }
  const size_t Tests = llvm::count_if(Called, [&](const FunctionDecl *F) {
    return mostlyAsserts(*F, Known.usual());
  });
  return Tests && 2 * Tests >= Called.size();
}

bool TestCode::isTestUnit() {
  if (!Unit)
    Unit = isNamedTest(Calls.context().getSourceManager().getMainFileID()) ||
           runsTests() || mainOnlyAsserts();
  return *Unit;
}

bool TestCode::contains(const FunctionDecl &Function) {
  const SourceManager &SM = Calls.context().getSourceManager();
  return isTestUnit() ||
         isNamedTest(SM.getFileID(SM.getExpansionLoc(Function.getLocation())));
}

bool TestCode::dropsOnPurpose(const FunctionDecl &Function) {
  // A lambda in the function, or in the class, that a macro makes.
  for (const DeclContext *Around = &Function;
       Around && !Around->isFileContext(); Around = Around->getParent())
    if (Known.usual().tell(Usual::Drop, dyn_cast<NamedDecl>(Around)))
      return contains(Function);
  return false;
}
