//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the summaries of a program say together, as tables. Numbers are places
// in them; None is none. Equal facts of two summaries are one, and the order is
// that of the names and places, whatever order the summaries were read in.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINK_FACTS_H
#define ASYNCTIDY_LINK_FACTS_H

#include "program/SummaryText.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/StringSaver.h"
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace async_link {

using clang::tidy::async::RunRoot;
using clang::tidy::async::RunState;
using llvm::StringRef;
using Id = std::uint32_t;
constexpr Id None = ~Id(0);

/// The letters of a summary as bits.
constexpr std::uint32_t flag(char Letter) {
  return std::uint32_t(1) << (Letter - 'a');
}
constexpr std::uint32_t Async = flag('a'), Coroutine = flag('k'),
                        Boundary = flag('b'), WaitBoundary = flag('w'),
                        Used = flag('u'), Escapes = flag('e'),
                        NeverSeen = flag('n'), Lambda = flag('l'),
                        Dependent = flag('d'), Shared = flag('s'),
                        OverridesForeign = flag('f'), Mentioned = flag('m'),
                        /// Not written: somebody sees it run; unknown callers;
                        /// there are several of that name.
    SeenToRun = flag('y'), Loose = flag('z'), Several = flag('x');

struct File {
  StringRef Path;   ///< Relative to the sources when it is one of them.
  StringRef Digest; ///< Of what was looked at; "" when two disagree.
};

struct Place {
  Id File = None;
  Id Offset = 0;
  auto key() const { return std::tuple(File, Offset); }
};

struct Function {
  StringRef Key, Name;
  std::uint32_t Flags = 0;
  Place Defined;
  /// The main file whose unit alone uses it; None, or SeveralFiles.
  Id UsedIn = None;
};
constexpr Id SeveralFiles = None - 1;

struct Call {
  Id From = None, To = None, Unit = None;
  Place At;
  bool Hands = false, OnOtherThread = false, IsVirtual = false;
  auto key() const {
    return std::tuple(From, At.key(), To, Hands, OnOtherThread, IsVirtual);
  }
};

/// An executor that gets a function.
struct Taker {
  Id Function = None, Unit = None;
  StringRef Name;
  bool IsPool = false;
  Place At;
  auto key() const { return std::tuple(At.key(), Function, Name, IsPool); }
};

/// A parameter of a function.
struct Parameter {
  Id Function = None, Index = 0;
  auto key() const { return std::tuple(Function, Index); }
};

/// A function that calls its parameter before it returns, or gives it to
/// another one; of the first kind, To is nobody's.
struct ParameterUse {
  Parameter Of, To;
  Id Unit = None;
  auto key() const { return std::tuple(Of.key(), To.key()); }
};

/// A function that gets a callable from another one.
struct Handing {
  Id Callable = None, By = None, Unit = None;
  Parameter To;
  Place At;
};

/// Of an instance to its pattern, of a method to what it overrides, of a
/// function to a lambda in it.
struct Relation {
  Id From = None, To = None, Unit = None;
  auto key() const { return std::tuple(From, To); }
};

struct Edit {
  Place At;
  Id Length = 0;
  StringRef Text;
  auto key() const { return std::tuple(At.key(), Length, Text); }
};

struct Said {
  StringRef Text;
  Place At;
  std::vector<Edit> Edits;
};

/// What is to be known of a function, by the name of a fact.
struct Question {
  Id Function = None;
  StringRef Fact;
  auto key() const { return std::tuple(Function, Fact); }
};

/// A fact that holds when all that it needs does.
struct Claim {
  Question What;
  Id Unit = None;
  std::vector<Question> Needs;
};

struct Condition {
  Question Asked;
  bool Holds = true; ///< Or is not known to.
};

/// A finding, if its function runs in one of the states.
struct Finding {
  Id Function = None, Unit = None;
  StringRef Check, States;
  char View = '0';
  bool NotOnPool = false;
  /// Its edits are those of its function's conversion.
  bool IsConverted = false;
  /// Only if a stop token is handed on by its function; its edits are those.
  bool NeedsToken = false;
  std::vector<Condition> Conditions; ///< All of them.
  Said Warning;
  std::vector<Said> Notes;
};

//===--- Conversions ------------------------------------------------------===//

/// A task type. The first one stands for those that a unit does not declare.
struct Task {
  StringRef Name, EmptyArguments;
};
constexpr Id OtherTask = 0;

/// As Rewrite::Piece.
struct EditPiece {
  char Kind = 'r';
  Edit What;
};

/// Rows of Facts::Pieces.
struct PieceRange {
  Id First = 0, Count = 0;
};

struct Obstacle {
  StringRef Why;
  Place At;
  Id Task = None; ///< None: for all of them.
  auto key() const { return std::tuple(At.key(), Why); }
};

struct OwnEdits {
  Id Task = None;
  StringRef Judgement;
  PieceRange Edits;
};

struct WaitEdits {
  Id Task = None;
  StringRef States, Judgement;
  Place Begin;
  Id End = 0;
  PieceRange Edits;
};

/// What one unit says of a function that could become a coroutine.
struct Candidate {
  Id Function = None, Unit = None;
  bool IsPure = false, IsInHeader = false;
  StringRef MayBlock;
  std::vector<Place> Declarations;
  std::vector<Obstacle> Obstacles;
  std::vector<OwnEdits> Own;
  PieceRange Keyword;
  std::vector<WaitEdits> Waits;
};

struct CallEdit {
  Id Task = None;
  StringRef Before, After, Judgement;
};

/// A call of a candidate; its edits are rows of Facts::CallEdits, those that
/// await first.
struct ChangingCall {
  Id Callee = None, Caller = None, Unit = None;
  bool IsInBody = true;
  Place Begin;
  Id End = 0;
  Id FirstEdit = 0, Awaits = 0, Waits = 0;
  auto key() const { return std::tuple(Callee, Begin.key(), End, Caller); }
};

//===--- Stop tokens ------------------------------------------------------===//

struct TokenType {
  StringRef Name, Header;
  bool ByReference = false;
};

/// A declaration that would get a parameter.
struct TokenParameter {
  Place At;
  StringRef Before;
  bool IsFirst = false, FollowsDefault = false;
  std::vector<Id> Known; ///< Types that are declared before it.
  Place IncludeAt;       ///< Without a file: nowhere.
  StringRef Include;
};

struct TokenNeed {
  Id Type = None;
  PieceRange Edits;
};

/// What one unit says of a function that could hand on a stop token.
struct TokenFunction {
  Id Function = None, Unit = None;
  StringRef TakenNames;
  std::vector<TokenParameter> Declarations;
  std::vector<Obstacle> Obstacles;
  std::vector<TokenNeed> Needs;
};

struct GivenToken {
  Id Type = None;
  StringRef Argument, Shown, Holder, Judgement;
};

/// A call of such a function, as one unit sees it.
struct TokenCall {
  Id Callee = None, Caller = None, Unit = None;
  Place At;
  bool IsForCaller = false;
  StringRef Obstacle;
  PieceRange Edits;
  std::vector<GivenToken> Tokens;
  auto key() const { return std::tuple(Callee, At.key(), Caller); }
};

struct UnitFacts {
  Id MainFile = None;
  bool IsBroken = false;
  /// Tasks that it does not declare, and the headers that do.
  std::vector<std::pair<Id, StringRef>> OtherTasks;
  std::vector<Id> Tasks; ///< That it declares.
};

/// What a unit does not read of a file.
struct Skipped {
  Id File = None, Begin = 0, End = 0;
  auto key() const { return std::tuple(File, Begin, End); }
};

struct Facts {
  std::vector<File> Files;
  std::vector<Function> Functions;
  std::vector<Call> Calls;   ///< By who calls.
  std::vector<Taker> Takers; ///< By where they stand.
  std::vector<Relation> Patterns, Overridden, Lambdas;
  std::vector<ParameterUse> ParameterUses;
  std::vector<Handing> Handings; ///< Empty when all is read: they are calls.
  std::vector<Finding> Findings; ///< By their places.
  std::vector<Claim> Claims;
  std::vector<Task> Tasks;
  std::vector<EditPiece> Pieces;
  std::vector<Candidate> Candidates; ///< By their functions.
  std::vector<CallEdit> CallEdits;
  std::vector<ChangingCall> ChangingCalls; ///< By what they call.
  std::vector<TokenType> TokenTypes;
  std::vector<TokenFunction> TokenFunctions; ///< By their functions.
  std::vector<TokenCall> TokenCalls;         ///< By what they call.
  std::vector<Skipped> SkippedParts;         ///< By their files.
  std::vector<StringRef> AskedFor;           ///< Names, sorted.
  std::vector<UnitFacts> UnitTable;
  unsigned Units = 0;
  /// Some file was not looked at, or does not compile.
  bool IsIncomplete = false;
};

class Fields;

/// Owns the texts of the facts.
class Reader {
public:
  /// Reads all summaries in \p Folder, which were written where the sources
  /// were in \p Root. False with \p Error, a line, where one cannot be read.
  /// \p Show, if any, is told how many of its summaries are read.
  bool read(StringRef Folder, StringRef Root, std::string &Error,
            llvm::function_ref<void(std::size_t Read, std::size_t Of)> Show);
  /// To be called once, after the last folder.
  Facts finish();

private:
  struct Unit;
  bool readSummary(StringRef Path, StringRef Root, std::string &Error);
  bool readLine(StringRef Line, Unit &Of);
  void readFunction(Fields &Next, Unit &Of, bool &Fits);
  void readUse(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  void readFinding(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  Question readQuestion(Fields &Next, Unit &Of, bool &Fits);
  bool readConversion(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  void readCandidate(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  void readChangingCall(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  bool readTokens(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  void readTokenFunction(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  void readTokenCall(StringRef Tag, Fields &Next, Unit &Of, bool &Fits);
  void readPiece(Fields &Next, Unit &Of, bool &Fits);
  Id task(StringRef Name);
  Id file(StringRef Path, StringRef Digest);
  Id function(StringRef Field, const Unit &Of);
  StringRef text(StringRef Field);
  void defineTwice();
  void resolveHandings();
  void sort();
  void sortConversions(const std::vector<Id> &Files,
                       const std::vector<Id> &Functions);

  void sortTokens(const std::vector<Id> &Files,
                  const std::vector<Id> &Functions);

  /// One definition, as one summary saw it.
  struct Definition {
    Id Function = None, Unit = None;
    Place At;
    std::uint32_t Flags = 0;
    auto key() const { return std::tuple(Function, At.key(), Unit); }
  };

  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver{Memory};
  llvm::StringMap<Id> FileIds, FunctionIds, TaskIds, TokenIds;
  llvm::StringMap<char> Texts;
  std::vector<Definition> Definitions;
  /// Where the next line with a piece belongs.
  PieceRange *OpenPieces = nullptr;
  Facts All;
};

} // namespace async_link

#endif // ASYNCTIDY_LINK_FACTS_H
