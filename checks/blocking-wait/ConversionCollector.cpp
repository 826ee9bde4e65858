//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/ConversionCollector.h"
#include "code/MeantCoroutines.h"
#include "code/Shapes.h"
#include "edits/EditFacts.h"
#include "knowledge/ClangVersions.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclFriend.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Which tasks, and which functions ---------------------------------===//

void ConversionCollector::addTask(const TaskChoice &Task) {
  const auto Same = llvm::find_if(Tasks, [&Task](const TaskChoice &Known) {
    return Known.Template == Task.Template;
  });
  if (Same == Tasks.end())
    Tasks.push_back(Task);
  else if (!Same->Wait)
    *Same = Task;
}

/// Those of the libraries that are included; those that a wait is for; and one
/// that stands for all others.
void ConversionCollector::findTasks() {
  for (const FunctionDecl *Function : Functions)
    if (auto Task = homeGrownTask(Function->getReturnType(), Types))
      addTask(*Task);
  for (const Library *Lib : Types.names().libraries())
    if (!Lib->Conversion.Task.empty())
      if (auto Task = taskOf(*Lib, Graph.context()))
        addTask(*Task);
  std::string Why;
  for (const CallNode *Node : Graph.nodes())
    for (const CallSite &Site : Node->Calls)
      if (const auto *Call = dyn_cast_or_null<CallExpr>(Site.Call);
          Call && !Site.Unevaluated)
        if (const auto Wait = blockingWait(*Call, Types))
          if (auto Task = taskFor(*Wait, Types, Why))
            addTask(*Task);
  Found.OtherTasks = Knowledge.OtherTasks();
  if (!Found.OtherTasks.empty()) {
    TaskChoice Other;
    Other.IsElsewhere = true;
    Tasks.push_back(Other);
  }
  for (const TaskChoice &Task : Tasks)
    Found.Tasks.push_back({Task.name(), Task.emptyArguments()});
  addTasksToStart();
}

/// True when the unit declares what starts tasks of \p Lib need. What another
/// library's alias of a namespace makes of the name is something else.
static bool hasStarters(const Library &Lib, const ASTContext &Ctx) {
  const auto IsDeclared = [&Ctx](llvm::StringRef Name) {
    return llvm::any_of(findDeclarations(Ctx, Name), [Name](const auto *D) {
      const std::string Own = D->getQualifiedNameAsString();
      return llvm::StringRef(Own).split("::").first == Name.split("::").first;
    });
  };
  return llvm::any_of(Lib.Background, [&](const BackgroundEntry &Entry) {
    return !Entry.Needs.empty() && IsDeclared(Entry.Needs);
  });
}

/// A handler starts a task of its own library only, declared here or not.
void ConversionCollector::addTasksToStart() {
  for (const Library *Lib : Types.names().libraries()) {
    const std::string &Name = Lib->Conversion.Task;
    if (!Lib->Conversion.Wait.empty() || !hasStarters(*Lib, Graph.context()) ||
        llvm::none_of(Found.OtherTasks, [&Name](const KnownTask &Other) {
          return Other.Name == Name;
        }))
      continue;
    TaskChoice Task;
    Task.Lib = Lib;
    Task.IsElsewhere = true;
    Tasks.push_back(Task);
    Found.Tasks.push_back({Name, "<void>"});
  }
}

/// True for a task that handlers may start; another one stands for it in all
/// other edits.
static bool isOnlyStarted(const TaskChoice &Task) {
  return Task.IsElsewhere && Task.Lib;
}

std::string clang::tidy::async::obstacleForAll(const FunctionDecl &Function,
                                               const AsyncTypes &Types) {
  const FunctionDecl *Definition = Function.getDefinition();
  const FunctionDecl &Seen = Definition ? *Definition : Function;
  const std::string Name = "'" + Function.getNameAsString() + "' ";
  if (std::string Why = obstacleToDeclared(Seen); !Why.empty())
    return Why;
  if (std::string Why =
          obstacleToNewType(Seen, nullptr, /*WithOverrides=*/true);
      !Why.empty())
    return Why;
  if (Types.classify(Seen.getReturnType()))
    return Name + "returns '" +
           typeName(Seen.getReturnType(), Seen.getASTContext()) + "'";
  return "";
}

bool ConversionCollector::isOut(const FunctionDecl &Function) const {
  const FunctionDecl *Definition = Function.getDefinition();
  return Function.isImplicit() || Function.isDefaulted() ||
         Function.isDeleted() || Function.isDependentContext() ||
         (Definition && actsAsCoroutine(*Definition, Types)) ||
         !obstacleForAll(Function, Types).empty();
}

/// What is only declared in a header that this file reads is told by the files
/// that define or call it; unless it is declared elsewhere, too, or anew.
bool ConversionCollector::isToldElsewhere(const FunctionDecl &Function) const {
  if (Function.getDefinition())
    return false;
  if (const CallNode *Node = Graph.node(&Function);
      Node && !Node->Mentions.empty())
    return false;
  const FileID First = SM.getFileID(SM.getExpansionLoc(Function.getLocation()));
  return First != SM.getMainFileID() &&
         llvm::all_of(Function.redecls(), [&](const FunctionDecl *Again) {
           return SM.getFileID(SM.getExpansionLoc(Again->getLocation())) ==
                  First;
         });
}

void ConversionCollector::findFunctions(const DeclContext &Scope) {
  for (const Decl *D : Scope.decls()) {
    if (const auto *Friend = dyn_cast<FriendDecl>(D))
      D = Friend->getFriendDecl();
    if (!D || D->isImplicit() || SM.isInSystemHeader(D->getLocation()))
      continue;
    if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      if (Known.insert(Function->getCanonicalDecl()).second)
        Functions.push_back(Function->getCanonicalDecl());
    } else if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D)) {
      findFunctions(*cast<DeclContext>(D));
    } else if (const auto *Class = dyn_cast<CXXRecordDecl>(D);
               Class && !Class->isDependentContext()) {
      findFunctions(*Class);
    }
  }
}

static void addOverridden(const CXXMethodDecl &Method,
                          llvm::DenseSet<const FunctionDecl *> &Found) {
  for (const CXXMethodDecl *Base : Method.overridden_methods())
    if (Found.insert(Base->getCanonicalDecl()).second)
      addOverridden(*Base, Found);
}

/// Finds those that could change, and are the user's; and the tasks.
void ConversionCollector::findFunctions() {
  llvm::DenseMap<const FunctionDecl *, std::vector<const FunctionDecl *>>
      Callers;
  std::vector<const FunctionDecl *> Worklist;
  for (const CallNode *Node : Graph.nodes()) {
    const FunctionDecl *Function = Node->Function->getCanonicalDecl();
    if (SM.isInSystemHeader(Function->getLocation()) ||
        Function->getBuiltinID())
      continue;
    Known.insert(Function);
    Functions.push_back(Function);
    for (const CallSite &Site : Node->Calls)
      Callers[Site.Callee->getCanonicalDecl()].push_back(Function);
  }
  findFunctions(*Graph.context().getTranslationUnitDecl());
  findTasks();
  // What a function that is defined here overrides stands in its plan.
  llvm::DenseSet<const FunctionDecl *> Overridden;
  for (const FunctionDecl *Function : Functions)
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && Method->getDefinition())
      addOverridden(*Method, Overridden);
  llvm::erase_if(Functions, [&](const FunctionDecl *F) {
    return (isToldElsewhere(*F) && !Overridden.contains(F)) || isOut(*F);
  });
  for (const FunctionDecl *Function : Functions) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    const CallNode *Node = Graph.node(Function);
    const bool Waits =
        Node && llvm::any_of(Node->Calls, [this](const CallSite &Site) {
          const auto *Call = dyn_cast_or_null<CallExpr>(Site.Call);
          return Call && !Site.Unevaluated && blockingWait(*Call, Types);
        });
    if (Waits)
      Waiting.insert(Function);
    if (Waits || !Function->getDefinition() || (Method && Method->isVirtual()))
      Worklist.push_back(Function);
  }
  Open.insert(Worklist.begin(), Worklist.end());
  while (!Worklist.empty()) {
    const FunctionDecl *Next = Worklist.back();
    Worklist.pop_back();
    for (const FunctionDecl *Caller : Callers.lookup(Next))
      if (!isOut(*Caller) && Open.insert(Caller).second)
        Worklist.push_back(Caller);
  }
}

//===--- What is told of them ---------------------------------------------===//

void ConversionCollector::describeWaits(const FunctionDecl &Function,
                                        CandidateFact &Fact) {
  for (RunState State :
       {RunState::Anywhere, RunState::HandedOver, RunState::Called}) {
    std::vector<BlockingWait> Waits = Knowledge.Waits(Function, State);
    if (Waits.empty())
      continue;
    std::string Why;
    const auto Choice = Maker.taskForAll(Waits, Why);
    if (!Choice) {
      if (!Why.empty())
        Fact.Obstacles.push_back({Why, Keys.place(Function.getLocation()), {}});
      continue;
    }
    const unsigned Task =
        llvm::find_if(Tasks,
                      [&](const TaskChoice &Known) {
                        return Known.Template == Choice->Template;
                      }) -
        Tasks.begin();
    for (const BlockingWait &Wait : Waits) {
      const FilePlace Place = Keys.place(Wait.location());
      if (Knowledge.IsSilenced(Wait.location()))
        Fact.Obstacles.push_back(
            {"a NOLINT keeps a wait in '" + Function.getNameAsString() + "'",
             Place,
             {}});
      Rewrite Edits = Knowledge.Edits(Function);
      Maker.editWait(Wait, Waits, Function, *Choice, Edits);
      if (!Edits.reason().empty()) {
        Fact.Obstacles.push_back({Edits.reason().str(), Place, Task});
        continue;
      }
      const FilePlace Begin = Keys.place(beginOf(*Wait.Call));
      const auto Same = llvm::find_if(Fact.Waits, [&](const WaitFact &Known) {
        return Known.Begin.Offset == Begin.Offset &&
               Known.End == endOf(*Wait.Call);
      });
      if (Same != Fact.Waits.end()) {
        Same->States += static_cast<char>(State);
        continue;
      }
      Fact.Waits.push_back(
          {std::string(1, static_cast<char>(State)),
           Begin,
           endOf(*Wait.Call),
           Task,
           {Edits.judgement().str(), editFacts(Edits, Keys, SM)}});
    }
  }
}

void ConversionCollector::describeOwn(const FunctionDecl &Function,
                                      CandidateFact &Fact) {
  // The same in all units.
  const FilePlace Place =
      Keys.place(Function.getCanonicalDecl()->getLocation());
  for (unsigned Task = 0; Task < Tasks.size(); ++Task) {
    const TaskChoice &Choice = Tasks[Task];
    if (isOnlyStarted(Choice))
      continue;
    std::string Why =
        obstacleToNewType(Function, Choice.Lib, /*WithOverrides=*/true);
    if (Why.empty() && Function.doesThisDeclarationHaveABody() &&
        !Choice.worksFor(Function.getReturnType()))
      Why = "nothing here shows that the task type works with '" +
            typeName(Function.getReturnType(), Graph.context()) + "'";
    Rewrite Edits = Knowledge.Edits(Function);
    if (Why.empty())
      Maker.editFunction(Function, Choice, Edits);
    if (Why.empty())
      Why = Edits.reason().str();
    if (Why.empty())
      Fact.Own.emplace_back(
          Task, EditsFact{Edits.judgement().str(), editFacts(Edits, Keys, SM)});
    else
      Fact.Obstacles.push_back({Why, Place, Task});
  }
  const auto *Body = dyn_cast_or_null<CompoundStmt>(
      Function.doesThisDeclarationHaveABody() ? Function.getBody() : nullptr);
  if (Body && Function.getReturnType()->isVoidType() &&
      returnsOf(Function).empty()) {
    Rewrite Edits = Knowledge.Edits(Function);
    Edits.insertLastStatement(Body->getRBracLoc(), "co_return;");
    Fact.Keyword = editFacts(Edits, Keys, SM);
  }
}

void ConversionCollector::describe(const FunctionDecl &Canonical) {
  const FunctionDecl *Definition = Canonical.getDefinition();
  const FunctionDecl &Function = Definition ? *Definition : Canonical;
  CandidateFact Fact;
  Fact.Function = &Function;
  Fact.IsPure = isPureVirtual(Function);
  for (const FunctionDecl *Declaration : Function.redecls()) {
    Fact.Declarations.push_back(Keys.place(Declaration->getLocation()));
    Fact.IsInHeader |=
        !SM.isInMainFile(SM.getExpansionLoc(Declaration->getLocation()));
  }
  for (RunState State : {RunState::Boundary, RunState::Anywhere,
                         RunState::HandedOver, RunState::Called})
    if (Definition && Knowledge.MayBlock(Function, State))
      Fact.MayBlock += static_cast<char>(State);
  const FilePlace Place = Keys.place(Function.getLocation());
  if (Definition)
    if (std::string Why = obstacleToCoroutine(Function); !Why.empty())
      Fact.Obstacles.push_back({std::move(Why), Place, {}});
  if (isLambdaCallOperator(&Function)) {
    if (std::string Why = obstacleInUses(Function, Graph, Knowledge.Index);
        !Why.empty())
      Fact.Obstacles.push_back({std::move(Why), Place, {}});
  } else {
    for (UseObstacle &Use : obstaclesInUses(Function, Graph))
      Fact.Obstacles.push_back({std::move(Use.Why),
                                Use.At.isValid() ? Keys.place(Use.At) : Place,
                                {}});
  }
  if (Fact.Obstacles.empty()) {
    describeOwn(Function, Fact);
    if (Waiting.contains(&Canonical))
      describeWaits(Function, Fact);
    if (const CallNode *Node = Graph.node(&Function))
      for (const CallMention &Mention : Node->Mentions)
        if (Mention.Kind == MentionKind::Call && !Mention.Instantiated)
          Calls.emplace_back(&Mention, Found.Candidates.size());
  }
  Found.Candidates.push_back(std::move(Fact));
}

//===--- Calls ------------------------------------------------------------===//

unsigned ConversionCollector::endOf(const Expr &E) const {
  return SM.getFileOffset(Lexer::getLocForEndOfToken(
      E.getEndLoc(), 0, SM, Graph.context().getLangOpts()));
}

/// What \p Edits, insertions and includes, put around something.
std::optional<CallEdit>
ConversionCollector::around(unsigned Task, const Rewrite &Edits) const {
  if (!Edits.reason().empty())
    return std::nullopt;
  CallEdit Around;
  Around.Task = Task;
  Around.Judgement = Edits.judgement().str();
  for (const Rewrite::Piece &Piece : Edits.pieces()) {
    if (Piece.Is == Rewrite::Piece::Before)
      Around.Before.insert(0, Piece.Hint.CodeToInsert);
    else if (Piece.Is == Rewrite::Piece::After)
      Around.After += Piece.Hint.CodeToInsert;
  }
  return Around;
}

/// Of a task without a plain wait.
void ConversionCollector::describeStart(const CallMention &Mention,
                                        unsigned Task, CandidateFact &Called,
                                        CallFact &Fact) {
  Rewrite Edits = Knowledge.Edits(*Called.Function);
  if (!Maker.startCall(Mention, Tasks[Task], Edits))
    return;
  if (const llvm::StringRef Why = Edits.reason(); !Why.empty()) {
    Called.Obstacles.push_back({"a caller would have to wait, and there is no "
                                "plain blocking wait to do so" +
                                    (": " + Why).str(),
                                Keys.place(Mention.Call->getExprLoc()), Task});
    return;
  }
  auto Edit = around(Task, Edits);
  if (!Edit)
    return;
  Fact.Waits.push_back(std::move(*Edit));
  // What it includes is needed whenever the function is converted so.
  for (auto &[Of, Own] : Called.Own)
    if (Of == Task || Tasks[Of].IsElsewhere)
      for (EditFact &Piece : editFacts(Edits, Keys, SM))
        if (Piece.Kind == Rewrite::Piece::Including)
          Own.Edits.push_back(std::move(Piece));
}

void ConversionCollector::describeCall(const CallMention &Mention,
                                       CandidateFact &Called) {
  const Expr &Call = *Mention.Call;
  const FunctionDecl &Function = *Called.Function;
  if (std::string Why = obstacleInResult(Mention, Function, Knowledge.Index);
      !Why.empty() && !isLambdaCallOperator(&Function))
    Called.Obstacles.push_back(
        {std::move(Why), Keys.place(Call.getExprLoc()), {}});
  CallFact Fact;
  Fact.Callee = &Function;
  Fact.IsInBody = !standsInNoBody(Mention);
  Fact.Begin = Keys.place(Call.getBeginLoc());
  Fact.End = endOf(Call);
  const FunctionDecl *In = Mention.In ? Mention.In->getDefinition() : nullptr;
  Fact.Caller = In;
  const SharedIndex Around = In ? Knowledge.Index(*In) : nullptr;
  const bool MayAwait = Around && (!isMeantAsCoroutine(*In, Types) ||
                                   obstacleToCoroutine(*In).empty());
  for (unsigned Task = 0; Task < Tasks.size(); ++Task) {
    const TaskChoice &Choice = Tasks[Task];
    if (MayAwait && !isOnlyStarted(Choice) && Maker.canAwait(Mention, Choice)) {
      Rewrite Edits = Knowledge.Edits(*In);
      Maker.awaitCall(Call, *Around, Edits);
      if (auto Edit = around(Task, Edits))
        Fact.Awaits.push_back(std::move(*Edit));
    }
    if (Choice.Wait) {
      Rewrite Edits = Knowledge.Edits(In ? *In : Function);
      Maker.waitForCall(Call, In, Choice, Edits);
      if (auto Edit = around(Task, Edits))
        Fact.Waits.push_back(std::move(*Edit));
    } else {
      describeStart(Mention, Task, Called, Fact);
    }
  }
  Found.Calls.push_back(std::move(Fact));
}

ConversionFacts ConversionCollector::collect() {
  Graph.includeSystemTemplates();
  findFunctions();
  for (const FunctionDecl *Function : Functions)
    if (Open.contains(Function))
      describe(*Function);
  // Caller by caller: what is known of a body is kept for a while only.
  const auto Around = [](const std::pair<const CallMention *, std::size_t> &C) {
    const FunctionDecl *In = C.first->In;
    return std::tuple(In ? outermostFunction(In)->getLocation().getRawEncoding()
                         : 0,
                      C.first->Call->getBeginLoc().getRawEncoding(), C.second);
  };
  llvm::sort(Calls, [&Around](const auto &A, const auto &B) {
    return Around(A) < Around(B);
  });
  for (const auto &[Mention, Called] : Calls)
    describeCall(*Mention, Found.Candidates[Called]);
  for (DeclarationName Name : Graph.askedFor())
    Found.AskedFor.push_back(Name.getAsString());
  llvm::sort(Found.AskedFor);
  return std::move(Found);
}
