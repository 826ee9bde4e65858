//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "program/Summary.h"
#include "code/MeantCoroutines.h"
#include "code/Origins.h"
#include "program/LineWriter.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy::async;

struct Summary::Writer {
  Writer(const Summary &Of, const CallGraph &Calls, const AsyncTypes &Types,
         llvm::raw_ostream &Out)
      : Of(Of), Calls(Calls), Types(Types),
        SM(Calls.context().getSourceManager()), Keys(SM), Out(&Out) {}

  const Summary &Of;
  const CallGraph &Calls;
  const AsyncTypes &Types;
  const SourceManager &SM;
  FunctionKeys Keys;
  llvm::raw_ostream *Out;
  llvm::StringMap<unsigned> Files;
  llvm::DenseMap<const FunctionDecl *, unsigned> Functions;

  void line(llvm::StringRef Tag, llvm::function_ref<void(LineWriter &)> Fill) {
    LineWriter Line(*Out, Tag);
    Fill(Line);
  }

  /// Those of the user's that were read; system headers are known by none.
  void writeFiles() {
    for (unsigned I = 1; I < SM.local_sloc_entry_size(); ++I) {
      const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
      if (!Entry.isFile() ||
          SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        continue;
      const FileID File =
          SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
      if (SM.getFileEntryRefForID(File))
        if (auto Text = SM.getBufferDataOrNone(File))
          fileLine(Keys.path(File), *Text);
    }
  }

  void fileLine(llvm::StringRef Path, llvm::StringRef Text) {
    const auto [It, IsNew] = Files.try_emplace(Path, Files.size());
    if (IsNew)
      line("p", [&](LineWriter &Line) { Line << Path << digestOf(Text); });
  }

  unsigned file(llvm::StringRef Path) {
    const auto [It, IsNew] = Files.try_emplace(Path, Files.size());
    if (IsNew)
      line("p", [&](LineWriter &Line) { Line << Path << ""; });
    return It->second;
  }

  void put(LineWriter &Line, const FilePlace &Place) {
    Line << file(Place.File) << Place.Offset;
  }

  /// True when code that nobody summarizes may call it by a base class.
  bool overridesForeign(const FunctionDecl &Function) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    return Method &&
           llvm::any_of(Method->overridden_methods(),
                        [this](const CXXMethodDecl *Base) {
                          return SM.isInSystemHeader(Base->getLocation());
                        });
  }

  std::string flags(const RunFacts &Facts, const FunctionDecl &Function) {
    std::string Flags;
    const auto Flag = [&Flags](char Letter, bool Holds) {
      if (Holds)
        Flags += Letter;
    };
    Flag('a', Facts.IsAsync);
    Flag('k', actsAsCoroutine(Function, Types));
    Flag('b', Facts.IsBoundary);
    Flag('w', Of.Boundaries && Of.Boundaries->contains(&Function));
    Flag('u', Facts.IsUsed);
    Flag('e', Facts.Escapes);
    Flag('n', Facts.IsNeverSeenToRun);
    Flag('l', Facts.Node->Lambda);
    Flag('d', Function.isDependentContext());
    Flag('s', FunctionKeys::isShared(Function));
    Flag('f', overridesForeign(Function));
    Flag('m', !Facts.IsUsed && !Facts.Node->Mentions.empty());
    return Flags;
  }

  /// Numbers a function, and says what is true of it without its calls.
  unsigned function(const FunctionDecl &Function, const RunFacts *Facts) {
    const FunctionDecl *Canonical = Function.getCanonicalDecl();
    const auto [It, IsNew] = Functions.try_emplace(Canonical, Functions.size());
    const unsigned Number = It->second;
    if (!IsNew)
      return Number;
    const FunctionDecl *Definition = Function.getDefinition();
    const FilePlace Place =
        Definition ? Keys.place(Definition->getLocation()) : FilePlace();
    if (Definition)
      file(Place.File);
    line("f", [&](LineWriter &Line) {
      Line << Keys.key(Function) << nameForNote(Function)
           << (Facts ? flags(*Facts, Function) : "");
      if (Definition)
        put(Line, Place);
    });
    return Number;
  }

  void writeFacts(const RunFacts &Facts) {
    const FunctionDecl &Function = *Facts.Node->Function;
    const unsigned Number = function(Function, &Facts);
    const auto Relate = [&](llvm::StringRef Tag, const FunctionDecl &To) {
      line(Tag, [&](LineWriter &Line) { Line << Number << Keys.key(To); });
    };
    if (const FunctionDecl *Pattern =
            Function.getTemplateInstantiationPattern())
      Relate("t", *Pattern);
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
      for (const CXXMethodDecl *Base : Method->overridden_methods())
        if (!SM.isInSystemHeader(Base->getLocation()))
          Relate("o", *Base);
    for (unsigned Index : Facts.CallsParameters)
      line("r", [&](LineWriter &Line) { Line << Number << Index; });
    for (const auto &Passed : Facts.PassesParameters)
      line("g", [&](LineWriter &Line) {
        Line << Number << Passed.first << Keys.key(*Passed.second.Of)
             << Passed.second.Index;
      });
    for (const LambdaExpr *Lambda : Facts.Node->Lambdas)
      Relate("i", *Lambda->getCallOperator());
    for (const ReachStep &Step : Facts.Executors) {
      const FilePlace Place = Keys.place(Step.At->getExprLoc());
      file(Place.File);
      line("x", [&](LineWriter &Line) {
        Line << Number << nameForMessage(*Step.At)
             << (runsOnPool(*Step.At, Types.names()) ? "p" : "");
        put(Line, Place);
      });
    }
  }

  static bool isVirtualCall(const Expr *Call, const LangOptions &Lang) {
    const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call);
    const auto *Named =
        Member ? dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens())
               : nullptr;
    return Named && Member->getMethodDecl() &&
           Member->getMethodDecl()->isVirtual() &&
           Named->performsVirtualDispatch(Lang);
  }

  /// The user's, which everything else is about.
  bool isOwn(const FunctionDecl &Function) const {
    return !SM.isInSystemHeader(Function.getLocation()) &&
           !Function.getBuiltinID();
  }

  void writeRuns(const RunFacts &Facts) {
    const unsigned Number =
        Functions.lookup(Facts.Node->Function->getCanonicalDecl());
    for (const RunFacts::Edge &Edge : Facts.Runs) {
      const ReachStep &Step = Edge.Step;
      if (!isOwn(*Step.Function))
        continue;
      const FilePlace Place = Keys.place(Step.At->getExprLoc());
      file(Place.File);
      std::string Flags;
      Flags += Step.How == ReachStep::HandedOver ? "h" : "";
      Flags += Edge.OnOtherThread ? "o" : "";
      Flags += isVirtualCall(Step.At, Calls.context().getLangOpts()) ? "v" : "";
      line("c", [&](LineWriter &Line) {
        Line << Number << Functions.lookup(Step.Function->getCanonicalDecl())
             << Flags;
        put(Line, Place);
      });
    }
  }

  void writeHanded(const RunFacts &Facts) {
    const unsigned Number = function(*Facts.Node->Function, &Facts);
    for (const auto &Handed : Facts.Handed) {
      const ReachStep &Step = Handed.first;
      const FilePlace Place = Keys.place(Step.At->getExprLoc());
      file(Place.File);
      const unsigned By = function(*Step.By, nullptr);
      line("h", [&](LineWriter &Line) {
        Line << Number << By << Keys.key(*Handed.second.Of)
             << Handed.second.Index;
        put(Line, Place);
      });
    }
  }

  void writeSaid(llvm::StringRef Tag, const SaidText &Said) {
    file(Said.At.File);
    line(Tag, [&](LineWriter &Line) {
      Line << Said.Text;
      put(Line, Said.At);
    });
    for (const SaidText::Edit &Edit : Said.Edits) {
      file(Edit.At.File);
      line("e", [&](LineWriter &Line) {
        put(Line, Edit.At);
        Line << Edit.Length << Edit.Text;
      });
    }
  }

  /// Two suppositions may come to the same.
  void writeFindings() {
    llvm::StringSet<> Written;
    for (const ConditionalFinding &Finding : Of.Findings) {
      std::string Text;
      llvm::raw_string_ostream Lines(Text);
      llvm::raw_ostream *const Whole = std::exchange(Out, &Lines);
      writeFinding(Finding);
      Out = Whole;
      if (Written.insert(Lines.str()).second)
        *Out << Lines.str();
    }
  }

  void writeFinding(const ConditionalFinding &Finding) {
    const RunCondition &When = Finding.When;
    std::string States;
    for (RunState State : When.States)
      States += static_cast<char>(State);
    const unsigned Number = function(*When.Function, nullptr);
    line("s", [&](LineWriter &Line) {
      Line << Number << Finding.Check << States
           << std::string(1, static_cast<char>(When.View))
           << (std::string(When.NotOnPool ? "p" : "") +
               (When.IsConverted ? "c" : "") + (When.NeedsToken ? "t" : ""));
    });
    for (const FarCondition &Answer : When.Answers) {
      const unsigned Of = function(*Answer.Question.Function, nullptr);
      line("q", [&](LineWriter &Line) {
        Line << Of << Answer.Question.Fact << (Answer.Holds ? "y" : "n");
      });
    }
    writeSaid("m", Finding.Warning);
    for (const SaidText &Note : Finding.Notes)
      writeSaid("n", Note);
  }

  void writeClaims() {
    llvm::StringSet<> Written;
    for (const FarClaim &Claim : Of.Claims) {
      std::vector<unsigned> Numbers = {function(*Claim.What.Function, nullptr)};
      for (const FarQuestion &Need : Claim.Needs)
        Numbers.push_back(function(*Need.Function, nullptr));
      if (!Written.insert(std::to_string(Numbers.front()) + Claim.What.Fact)
               .second)
        continue;
      line("k", [&](LineWriter &Line) {
        Line << Numbers.front() << Claim.What.Fact;
        for (std::size_t I = 0; I < Claim.Needs.size(); ++I)
          Line << Numbers[I + 1] << Claim.Needs[I].Fact;
      });
    }
  }

  // Conversions. Each of these lines is about the last one before it that says
  // so in docs/whole-program.md.

  void writeEdits(llvm::ArrayRef<EditFact> Edits) {
    for (const EditFact &Edit : Edits) {
      file(Edit.At.File);
      line("E", [&](LineWriter &Line) {
        Line << std::string(1, Edit.Kind);
        put(Line, Edit.At);
        Line << Edit.Length << Edit.Text;
      });
    }
  }

  void writeObstacle(const ObstacleFact &Obstacle) {
    file(Obstacle.At.File);
    line("O", [&](LineWriter &Line) {
      Line << Obstacle.Why
           << (Obstacle.Task ? std::to_string(*Obstacle.Task) : "");
      put(Line, Obstacle.At);
    });
  }

  void writeCandidate(const CandidateFact &Fact) {
    const unsigned Number = function(*Fact.Function, nullptr);
    std::string Flags = Fact.IsPure ? "p" : "";
    Flags += Fact.IsInHeader ? "h" : "";
    line("C",
         [&](LineWriter &Line) { Line << Number << Flags << Fact.MayBlock; });
    for (const FilePlace &Place : Fact.Declarations) {
      file(Place.File);
      line("L", [&](LineWriter &Line) { put(Line, Place); });
    }
    for (const ObstacleFact &Obstacle : Fact.Obstacles)
      writeObstacle(Obstacle);
    for (const auto &[Task, Edits] : Fact.Own) {
      line("D", [&, Task = Task, &Edits = Edits](LineWriter &Line) {
        Line << Task << Edits.Judgement;
      });
      writeEdits(Edits.Edits);
    }
    if (!Fact.Keyword.empty()) {
      line("K", [](LineWriter &) {});
      writeEdits(Fact.Keyword);
    }
    for (const WaitFact &Wait : Fact.Waits) {
      file(Wait.Begin.File);
      line("W", [&](LineWriter &Line) {
        Line << Wait.Task << Wait.States << Wait.Edits.Judgement;
        put(Line, Wait.Begin);
        Line << Wait.End;
      });
      writeEdits(Wait.Edits.Edits);
    }
  }

  void writeCall(const CallFact &Fact) {
    file(Fact.Begin.File);
    const unsigned Callee = function(*Fact.Callee, nullptr);
    const std::string Caller =
        Fact.Caller ? std::to_string(function(*Fact.Caller, nullptr)) : "";
    line("M", [&](LineWriter &Line) {
      Line << Callee << Caller << (Fact.IsInBody ? "" : "n");
      put(Line, Fact.Begin);
      Line << Fact.End;
    });
    for (const auto &[Tag, Edits] :
         {std::pair("A", &Fact.Awaits), std::pair("S", &Fact.Waits)})
      for (const CallEdit &Edit : *Edits)
        line(Tag, [&Edit = Edit](LineWriter &Line) {
          Line << Edit.Task << Edit.Before << Edit.After << Edit.Judgement;
        });
  }

  void writeConversions() {
    const ConversionFacts &Facts = Of.Conversions;
    for (const KnownTask &Task : Facts.Tasks)
      line("T", [&](LineWriter &Line) { Line << Task.Name << Task.Text; });
    for (const KnownTask &Task : Facts.OtherTasks)
      line("J", [&](LineWriter &Line) { Line << Task.Name << Task.Text; });
    for (const std::string &Name : Facts.AskedFor)
      line("N", [&](LineWriter &Line) { Line << Name; });
    for (const CandidateFact &Fact : Facts.Candidates)
      writeCandidate(Fact);
    for (const CallFact &Fact : Facts.Calls)
      writeCall(Fact);
  }

  // Stop tokens that are handed on.

  void writeParameter(const TokenParameterFact &Fact) {
    file(Fact.At.File);
    std::string Known;
    for (unsigned Type : Fact.Known)
      Known += (Known.empty() ? "" : ",") + std::to_string(Type);
    line("P", [&](LineWriter &Line) {
      put(Line, Fact.At);
      Line << Fact.Before
           << (std::string(Fact.IsFirst ? "f" : "") +
               (Fact.FollowsDefault ? "d" : ""))
           << Known;
      if (Fact.Include)
        Line << Fact.Include->At.Offset << Fact.Include->Text;
    });
  }

  void writeTokenFunction(const TokenFunctionFact &Fact) {
    const unsigned Number = function(*Fact.Function, nullptr);
    line("F", [&](LineWriter &Line) { Line << Number << Fact.TakenNames; });
    for (const TokenParameterFact &Parameter : Fact.Declarations)
      writeParameter(Parameter);
    for (const ObstacleFact &Obstacle : Fact.Obstacles) {
      file(Obstacle.At.File);
      line("X", [&](LineWriter &Line) {
        Line << Obstacle.Why;
        put(Line, Obstacle.At);
      });
    }
    for (const TokenNeedFact &Need : Fact.Needs) {
      line("Y", [&](LineWriter &Line) { Line << Need.Type; });
      writeEdits(Need.Edits);
    }
  }

  void writeTokenCall(const TokenCallFact &Fact) {
    file(Fact.At.File);
    const unsigned Callee = function(*Fact.Callee, nullptr);
    const unsigned Caller = function(*Fact.Caller, nullptr);
    line("R", [&](LineWriter &Line) {
      Line << Callee << Caller << (Fact.IsForCaller ? "c" : "")
           << Fact.Obstacle;
      put(Line, Fact.At);
    });
    writeEdits(Fact.Edits);
    for (const GivenTokenFact &Given : Fact.Tokens)
      line("G", [&](LineWriter &Line) {
        Line << Given.Type << Given.Argument << Given.Shown << Given.Holder
             << Given.Judgement;
      });
  }

  void writeTokens() {
    for (const TokenTypeFact &Type : Of.Tokens.Types)
      line("V", [&](LineWriter &Line) {
        Line << Type.Name << Type.Header << (Type.ByReference ? "r" : "");
      });
    for (const TokenFunctionFact &Fact : Of.Tokens.Functions)
      writeTokenFunction(Fact);
    for (const TokenCallFact &Fact : Of.Tokens.Calls)
      writeTokenCall(Fact);
  }

  /// Of a file that is read several times, what the first look leaves out.
  void writeSkipped() {
    llvm::StringMap<FileID> First;
    for (const SourceRange &Range : Of.Skipped) {
      const auto [File, Begin] = SM.getDecomposedLoc(Range.getBegin());
      const unsigned End = SM.getFileOffset(Range.getEnd());
      const std::string Path = Keys.path(File);
      if (!Files.count(Path) ||
          First.try_emplace(Path, File).first->second != File)
        continue;
      line("z", [&, Begin = Begin](LineWriter &Line) {
        Line << file(Path) << Begin << End;
      });
    }
  }

  void write(llvm::StringRef MainFile) {
    *Out << SummaryVersion << '\n';
    line("u", [&](LineWriter &Line) {
      Line << Keys.path(MainFile)
           << (Calls.context().getDiagnostics().hasUncompilableErrorOccurred()
                   ? "b"
                   : "");
    });
    writeFiles();
    writeSkipped();
    std::vector<RunFacts> All;
    Reachability::collect(Calls, Types, nullptr, [&](const RunFacts &Facts) {
      if (!isOwn(*Facts.Node->Function))
        return;
      writeFacts(Facts);
      All.push_back(Facts);
    });
    for (const RunFacts &Facts : All) {
      writeRuns(Facts);
      writeHanded(Facts);
    }
    writeFindings();
    if (!Calls.context().getDiagnostics().hasUncompilableErrorOccurred())
      writeClaims();
    writeConversions();
    writeTokens();
  }
};

/// A file with several commands has a summary for each.
static std::string numberAgain(llvm::StringRef Path) {
  static llvm::StringMap<unsigned> Times;
  const unsigned Time = ++Times[Path];
  return Time == 1 ? Path.str()
                   : (Path.drop_back(llvm::StringRef(".summary").size()) + "." +
                      llvm::Twine(Time) + ".summary")
                         .str();
}

std::string Summary::write(const CallGraph &Calls, const AsyncTypes &Types,
                           llvm::StringRef MainFile) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Writer(*this, Calls, Types, Out).write(MainFile);
  Findings.clear();
  Claims.clear();
  Boundaries = nullptr;
  Conversions = {};
  Tokens = {};
  Skipped.clear();

  llvm::SmallString<256> Path(Target);
  if (llvm::sys::path::extension(Path) != ".summary") {
    llvm::SmallString<256> Main(MainFile);
    llvm::sys::fs::make_absolute(Main);
    llvm::sys::path::append(Path, llvm::sys::path::filename(MainFile) + "-" +
                                      digestOf(Main) + ".summary");
  }
  Path = numberAgain(Path);
  const std::string Part = (Path + ".part").str();
  std::error_code Error =
      llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
  if (!Error) {
    llvm::raw_fd_ostream File(Part, Error);
    if (!Error)
      File << Out.str();
  }
  // At once, or not at all.
  if (!Error)
    Error = llvm::sys::fs::rename(Part, Path);
  return Error ? (Path + ": " + Error.message()).str() : "";
}
