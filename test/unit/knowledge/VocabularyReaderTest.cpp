//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/VocabularyReader.h"
#include "knowledge/ClangVersions.h"
#include "knowledge/EmbeddedVocabulary.h"
#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace clang::tidy::async;

static Library parse(llvm::StringRef Text) {
  VocabularyError Error;
  std::optional<Library> Parsed = parseVocabulary("v.yaml", Text, Error);
  EXPECT_TRUE(Parsed) << Error.str();
  return Parsed ? std::move(*Parsed) : Library();
}

/// The one line that a human gets to see.
static std::string errorOf(llvm::StringRef Text) {
  VocabularyError Error;
  if (parseVocabulary("v.yaml", Text, Error))
    return "no error";
  return Error.str();
}

TEST(Vocabulary, ReadsTypes) {
  Library Lib = parse(R"(
library: mine
namespaces: [mine, other::ns]
types:
  - name: mine::task
    role: task
    start: lazy
    await: moved
    shots: single
    shared-form: mine::shared<T>
    discard: report
    unread-local: allow
    accepts: [any, mine::operation]
    resumes: the pool
    header: mine/task.hpp
    nothrow-parameter: Calm
  - {name: "::mine::event", role: awaitable, await: in-place}
  - {name: mine::handle, role: future, start: eager, await: never}
  - {name: mine::oneway, role: detached}
  - {name: mine::stream, role: generator}
  - {name: mine::box, role: not-async}
)");
  EXPECT_EQ(Lib.Name, "mine");
  EXPECT_EQ(Lib.Namespaces, (std::vector<std::string>{"mine", "other::ns"}));
  ASSERT_EQ(Lib.Types.size(), 6u);
  const TypeEntry &Task = Lib.Types[0];
  EXPECT_EQ(Task.Name, "mine::task");
  EXPECT_EQ(Task.Role, TypeRole::Task);
  EXPECT_EQ(Task.Start, TaskStart::Lazy);
  EXPECT_EQ(Task.Await, AwaitForm::Moved);
  EXPECT_EQ(Task.MayAwait, Shots::Single);
  EXPECT_EQ(Task.SharedForm, "mine::shared<T>");
  EXPECT_EQ(Task.Discard, Policy::Report);
  EXPECT_EQ(Task.UnreadLocal, Policy::Allow);
  EXPECT_EQ(Task.Accepts, (std::vector<std::string>{"any", "mine::operation"}));
  EXPECT_EQ(Task.Resumes, "the pool");
  EXPECT_EQ(Task.Header, "mine/task.hpp");
  EXPECT_EQ(Task.NothrowParameter, "Calm");
  EXPECT_EQ(Lib.Types[1].Name, "::mine::event");
  EXPECT_EQ(Lib.Types[1].Role, TypeRole::Awaitable);
  EXPECT_EQ(Lib.Types[1].Await, AwaitForm::InPlace);
  EXPECT_EQ(Lib.Types[1].Start, TaskStart::Unknown);
  EXPECT_EQ(Lib.Types[1].Discard, Policy::Default);
  EXPECT_TRUE(Lib.Types[1].Accepts.empty());
  EXPECT_EQ(Lib.Types[2].Role, TypeRole::Future);
  EXPECT_EQ(Lib.Types[2].Start, TaskStart::Eager);
  EXPECT_EQ(Lib.Types[2].Await, AwaitForm::Never);
  EXPECT_EQ(Lib.Types[3].Role, TypeRole::Detached);
  EXPECT_EQ(Lib.Types[3].Await, AwaitForm::AsNamed);
  EXPECT_EQ(Lib.Types[4].Role, TypeRole::Generator);
  EXPECT_EQ(Lib.Types[5].Role, TypeRole::NotAsync);
}

TEST(Vocabulary, ReadsCalls) {
  Library Lib = parse(R"(
library: mine
waits:
  - name: mine::get
    arguments: 2
    value: status
    effect: stops the world
    timed: true
    not-fixed: it cannot be
  - {name: mine::wait}
ready: [{name: mine::done}]
make-ready: [{name: mine::just}]
fan-out: [{name: mine::all}]
consumers: [{name: mine::start}]
continuations: [{name: mine::then}]
handlers: [{name: mine::on}]
must-use:
  - {name: mine::launch, because: it would stop, not-fixed: say where}
may-drop: [{name: mine::chain}]
)");
  ASSERT_EQ(Lib.Calls.size(), 10u);
  EXPECT_EQ(Lib.Calls[9].Role, CallRole::MayDrop);
  EXPECT_EQ(Lib.Calls[9].Name, "mine::chain");
  const CallEntry &Get = Lib.Calls[0];
  EXPECT_EQ(Get.Role, CallRole::Wait);
  EXPECT_EQ(Get.Name, "mine::get");
  EXPECT_EQ(Get.Wait->Arguments, 2u);
  EXPECT_EQ(Get.Wait->Value, WaitValue::Status);
  EXPECT_EQ(Get.Wait->Effect, "stops the world");
  EXPECT_TRUE(Get.Wait->Timed);
  EXPECT_EQ(Get.Wait->NotFixed, "it cannot be");
  const CallEntry &Wait = Lib.Calls[1];
  EXPECT_EQ(Wait.Role, CallRole::Wait);
  EXPECT_FALSE(Wait.Wait->Arguments);
  EXPECT_EQ(Wait.Wait->Value, WaitValue::Same);
  EXPECT_FALSE(Wait.Wait->Timed);
  const CallRole Others[] = {CallRole::Ready,        CallRole::MakeReady,
                             CallRole::FanOut,       CallRole::Consume,
                             CallRole::Continuation, CallRole::Handler,
                             CallRole::MustUse,      CallRole::MayDrop};
  for (size_t I = 0; I < std::size(Others); ++I)
    EXPECT_EQ(Lib.Calls[I + 2].Role, Others[I]);
  EXPECT_EQ(Lib.Calls[8].MustUse->Because, "it would stop");
  EXPECT_EQ(Lib.Calls[8].MustUse->NotFixed, "say where");
}

TEST(Vocabulary, ReadsWhatWaitsReturn) {
  Library Lib = parse(R"(
library: mine
waits:
  - {name: mine::same, value: same}
  - {name: mine::maybe, value: optional}
  - {name: mine::several, value: tuple}
)");
  ASSERT_EQ(Lib.Calls.size(), 3u);
  EXPECT_EQ(Lib.Calls[0].Wait->Value, WaitValue::Same);
  EXPECT_EQ(Lib.Calls[1].Wait->Value, WaitValue::Optional);
  EXPECT_EQ(Lib.Calls[2].Wait->Value, WaitValue::Tuple);
}

TEST(Vocabulary, ReadsBlockingCalls) {
  Library Lib = parse(R"(
library: mine
pools: [mine::pool]
sleep:
  write: mine::sleep({time})
  finest: us
  includes: [{header: mine/sleep.hpp, declares: mine::sleep}]
completion: {task: mine::task, token: mine::use, header: u, error: mine::error,
             redirect: mine::to, redirect-header: r, context: mine::loop,
             unless: [set_nonblocking]}
blocking-calls:
  - {name: mine::rest, until: the time is up, time: 2, unit: ms, sleep: true,
     known-time: true, lock: true}
  - {name: mine::read, blocks: false, of: mine::in, unless: [a, b],
     twin: async_read, token: true, needs: async_read_some, not-fixed: why}
  - {name: mine::wait, write: 'on({object}).wait({arguments})', arguments: 1,
     same-value: true, header: mine/on.hpp, header-declares: mine::on}
  - {name: mine::join, unless-callback: true}
)");
  EXPECT_EQ(Lib.Pools, std::vector<std::string>{"mine::pool"});
  ASSERT_TRUE(Lib.Sleep);
  EXPECT_EQ(Lib.Sleep->Write, "mine::sleep({time})");
  EXPECT_EQ(Lib.Sleep->Finest, TimeUnit::Microseconds);
  ASSERT_EQ(Lib.Sleep->Includes.size(), 1u);
  EXPECT_EQ(Lib.Sleep->Includes[0].Header, "mine/sleep.hpp");
  EXPECT_EQ(Lib.Sleep->Includes[0].Declares, "mine::sleep");
  ASSERT_TRUE(Lib.Completion);
  EXPECT_EQ(Lib.Completion->Token, "mine::use");
  EXPECT_EQ(Lib.Completion->Context, "mine::loop");
  EXPECT_EQ(Lib.Completion->Unless,
            std::vector<std::string>{"set_nonblocking"});
  ASSERT_EQ(Lib.Calls.size(), 4u);
  const BlockingFacts &Rest = *Lib.Calls[0].Blocking;
  EXPECT_EQ(Lib.Calls[0].Role, CallRole::Blocking);
  EXPECT_EQ(Rest.Until, "the time is up");
  EXPECT_EQ(Rest.Time, 2u);
  EXPECT_EQ(Rest.Unit, TimeUnit::Milliseconds);
  EXPECT_TRUE(Rest.Sleep && Rest.KnownTime && Rest.Lock && Rest.Blocks);
  const BlockingFacts &Read = *Lib.Calls[1].Blocking;
  EXPECT_FALSE(Read.Blocks || Read.Sleep || Read.Lock);
  EXPECT_EQ(Read.Of, "mine::in");
  EXPECT_EQ(Read.Unless, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(Read.Twin, "async_read");
  EXPECT_TRUE(Read.Token);
  EXPECT_EQ(Read.Needs, "async_read_some");
  EXPECT_EQ(Lib.Calls[1].Blocking->NotFixed, "why");
  const BlockingFacts &Wait = *Lib.Calls[2].Blocking;
  EXPECT_EQ(Wait.Write, "on({object}).wait({arguments})");
  EXPECT_EQ(Lib.Calls[2].Blocking->Arguments, 1u);
  EXPECT_TRUE(Wait.SameValue);
  EXPECT_EQ(Wait.Header, "mine/on.hpp");
  EXPECT_EQ(Wait.HeaderDeclares, "mine::on");
  EXPECT_EQ(Lib.Calls[3].Blocking->Until, "it is done");
  EXPECT_EQ(Lib.Calls[3].Blocking->Time, 0u);
}

TEST(Vocabulary, ReadsCallbacks) {
  Library Lib = parse(R"(
library: mine
drops-result:
  - {name: mine::thread, runs: thread}
  - {name: mine::each, runs: loop}
  - {name: mine::post, becomes: mine::spawn, adds: 'f(1)', header: mine/s.h}
binders: [{name: mine::bind}]
callback-adaptor: mine::adapt
starts-tasks: mine::spawn
)");
  ASSERT_EQ(Lib.Calls.size(), 4u);
  for (size_t I = 0; I < 3; ++I)
    EXPECT_EQ(Lib.Calls[I].Role, CallRole::DropsResult);
  EXPECT_EQ(Lib.Calls[0].Dropped->Runs, CallbackForm::Thread);
  EXPECT_EQ(Lib.Calls[1].Dropped->Runs, CallbackForm::Loop);
  EXPECT_EQ(Lib.Calls[2].Dropped->Runs, CallbackForm::Call);
  EXPECT_EQ(Lib.Calls[2].Dropped->Becomes, "mine::spawn");
  EXPECT_EQ(Lib.Calls[2].Dropped->Adds, "f(1)");
  EXPECT_EQ(Lib.Calls[2].Dropped->Header, "mine/s.h");
  EXPECT_EQ(Lib.Calls[3].Role, CallRole::Binder);
  EXPECT_EQ(Lib.CallbackAdaptor, "mine::adapt");
  EXPECT_EQ(Lib.StartsTasks, "mine::spawn");
}

TEST(Vocabulary, ReadsLifetimes) {
  Library Lib = parse(R"(
library: mine
hand-over:
  - {name: mine::spawn, callable: true}
  - {name: mine::start}
borrows: [{name: mine::buffer}]
drops-callable:
  - {name: mine::then, keep-with: mine::keep}
  - {name: mine::with, in-place: true}
views: [mine::piece, mine::range]
)");
  ASSERT_EQ(Lib.Calls.size(), 5u);
  EXPECT_EQ(Lib.Calls[0].Role, CallRole::HandOver);
  EXPECT_TRUE(Lib.Calls[0].HandOver->Callable);
  EXPECT_FALSE(Lib.Calls[1].HandOver->Callable);
  EXPECT_EQ(Lib.Calls[2].Role, CallRole::Borrow);
  EXPECT_EQ(Lib.Calls[3].Role, CallRole::DropsCallable);
  EXPECT_EQ(Lib.Calls[3].CallableDrop->KeepWith, "mine::keep");
  EXPECT_FALSE(Lib.Calls[3].CallableDrop->InPlace);
  EXPECT_TRUE(Lib.Calls[4].CallableDrop->InPlace);
  EXPECT_EQ(Lib.Views,
            (std::vector<std::string>{"mine::piece", "mine::range"}));
}

TEST(Vocabulary, ReadsTheRest) {
  Library Lib = parse(R"(
library: mine
tokens:
  - {blocking: mine::block_t, awaiting: mine::awaiting, header: mine/a.hpp}
locks:
  guards: [mine::guard]
  mutexes: [mine::mutex]
  thread-bound:
    - {type: mine::zone, reason: zones must nest}
  async-mutex:
    type: mine::async_mutex
    initializer: '(true)'
    guard: 'auto {guard} = co_await {mutex}.hold();'
    header: mine/mutex.hpp
keep-alives:
  - {type: mine::counted, strong: 'ref<{class}>(this)', weak: weak()}
closing-gates:
  - {type: mine::door, run: 'mine::through({gate}, [&] { return {work}; })'}
weak-handles: [mine::weak]
closes:
  - {type: mine::stream, by: [close, abandon], opened-by: [open]}
cancellations:
  - {type: mine::stopped, code: mine::code, thrown-by: [mine::nap], by-token: true, ambient: true}
containers:
  contiguous: [mine::vector]
  deques: [mine::deque]
  rings: [mine::ring]
  hashed: [mine::table]
  nodes: [mine::tree]
  owners: [mine::box]
  shared-owners: [mine::ref]
checked: [mine::cursor]
holds-gate: [{name: mine::door::hold}]
never-suspends: [mine::here]
handler-macros: [MY_SLOT, slots]
await-all: mine::all
)");
  ASSERT_EQ(Lib.Tokens.size(), 1u);
  EXPECT_EQ(Lib.Tokens[0].Blocking, "mine::block_t");
  EXPECT_EQ(Lib.Tokens[0].Awaiting, "mine::awaiting");
  EXPECT_EQ(Lib.Tokens[0].Header, "mine/a.hpp");
  EXPECT_EQ(Lib.Locks.Guards, std::vector<std::string>{"mine::guard"});
  EXPECT_EQ(Lib.Locks.Mutexes, std::vector<std::string>{"mine::mutex"});
  ASSERT_EQ(Lib.Locks.ThreadBound.size(), 1u);
  EXPECT_EQ(Lib.Locks.ThreadBound[0].Type, "mine::zone");
  EXPECT_EQ(Lib.Locks.ThreadBound[0].Reason, "zones must nest");
  ASSERT_TRUE(Lib.Locks.Async);
  EXPECT_EQ(Lib.Locks.Async->Type, "mine::async_mutex");
  EXPECT_EQ(Lib.Locks.Async->Initializer, "(true)");
  EXPECT_EQ(Lib.Locks.Async->Guard, "auto {guard} = co_await {mutex}.hold();");
  EXPECT_EQ(Lib.Locks.Async->Header, "mine/mutex.hpp");
  ASSERT_EQ(Lib.KeepAlives.size(), 1u);
  EXPECT_EQ(Lib.KeepAlives[0].Type, "mine::counted");
  EXPECT_EQ(Lib.KeepAlives[0].Strong, "ref<{class}>(this)");
  EXPECT_EQ(Lib.KeepAlives[0].Weak, "weak()");
  ASSERT_EQ(Lib.ClosingGates.size(), 1u);
  EXPECT_EQ(Lib.ClosingGates[0].Type, "mine::door");
  EXPECT_EQ(Lib.ClosingGates[0].Run,
            "mine::through({gate}, [&] { return {work}; })");
  EXPECT_EQ(Lib.WeakHandles, std::vector<std::string>{"mine::weak"});
  using Names = std::vector<std::string>;
  ASSERT_EQ(Lib.Closes.size(), 1u);
  EXPECT_EQ(Lib.Closes[0].Type, "mine::stream");
  EXPECT_EQ(Lib.Closes[0].By, (Names{"close", "abandon"}));
  EXPECT_EQ(Lib.Closes[0].OpenedBy, Names{"open"});
  ASSERT_EQ(Lib.Cancellations.size(), 1u);
  EXPECT_EQ(Lib.Cancellations[0].Type, "mine::stopped");
  EXPECT_EQ(Lib.Cancellations[0].Code, "mine::code");
  EXPECT_EQ(Lib.Cancellations[0].ThrownBy, Names{"mine::nap"});
  EXPECT_TRUE(Lib.Cancellations[0].ByToken);
  EXPECT_TRUE(Lib.Cancellations[0].Ambient);
  EXPECT_EQ(Lib.Containers.Contiguous, Names{"mine::vector"});
  EXPECT_EQ(Lib.Containers.Deques, Names{"mine::deque"});
  EXPECT_EQ(Lib.Containers.Rings, Names{"mine::ring"});
  EXPECT_EQ(Lib.Containers.Hashed, Names{"mine::table"});
  EXPECT_EQ(Lib.Containers.Nodes, Names{"mine::tree"});
  EXPECT_EQ(Lib.Containers.Owners, Names{"mine::box"});
  EXPECT_EQ(Lib.Containers.SharedOwners, Names{"mine::ref"});
  EXPECT_EQ(Lib.Checked, Names{"mine::cursor"});
  ASSERT_EQ(Lib.Calls.size(), 1u);
  EXPECT_EQ(Lib.Calls[0].Role, CallRole::HoldsGate);
  EXPECT_EQ(Lib.NeverSuspends, std::vector<std::string>{"mine::here"});
  EXPECT_EQ(Lib.HandlerMacros, (std::vector<std::string>{"MY_SLOT", "slots"}));
  EXPECT_EQ(Lib.AwaitAll, "mine::all");
}

TEST(Vocabulary, ReadsWhatBoundsAndWhereItRuns) {
  Library Lib = parse(R"(
library: mine
bounded-await:
  before: |-
    mine::limit l({limit});
    use(l, {tasks});
  needs: mine::limit
  headers: [mine/limit.hpp]
  names: [l]
  instead: lanes
  awaits-again: true
  any-thread: true
  changes: it is later
bounded-start: {before: 'use({object}, {limit});', awaits: true, before-value: 'keep({object}, {limit});', headers: [mine/keep.hpp], changes: it throws}
holders: [mine::units]
spawns:
  - {name: mine::group::add, before: 'wait();', changes: it throws}
  - {name: mine::group::join, starts: called}
  - {name: mine::group::later, starts: awaited}
runners: [mine::pool]
hops:
  - {name: mine::home, back: true}
  - {name: mine::move_to, blocking: true, back-with: [mine::here]}
continuation-contexts:
  - {name: mine::current, agile: 'mine::any()'}
)");
  ASSERT_TRUE(Lib.BoundedAwait);
  EXPECT_EQ(Lib.BoundedAwait->Before,
            "mine::limit l({limit});\nuse(l, {tasks});");
  EXPECT_EQ(Lib.BoundedAwait->Needs, "mine::limit");
  EXPECT_EQ(Lib.BoundedAwait->Names, std::vector<std::string>{"l"});
  EXPECT_EQ(Lib.BoundedAwait->Instead, "lanes");
  EXPECT_TRUE(Lib.BoundedAwait->AwaitsAgain);
  EXPECT_TRUE(Lib.BoundedAwait->AnyThread);
  EXPECT_EQ(Lib.BoundedAwait->Changes, "it is later");
  ASSERT_TRUE(Lib.BoundedStart);
  EXPECT_EQ(Lib.BoundedStart->Before, "use({object}, {limit});");
  EXPECT_TRUE(Lib.BoundedStart->Awaits);
  EXPECT_EQ(Lib.BoundedStart->Changes, "it throws");
  EXPECT_EQ(Lib.BoundedStart->BeforeValue, "keep({object}, {limit});");
  EXPECT_EQ(Lib.BoundedStart->Headers,
            std::vector<std::string>{"mine/keep.hpp"});
  EXPECT_EQ(Lib.Holders, std::vector<std::string>{"mine::units"});
  EXPECT_EQ(Lib.Runners, std::vector<std::string>{"mine::pool"});
  for (const CallEntry &Entry : Lib.Calls) {
    EXPECT_EQ(Entry.Hop->Back, Entry.Name == "mine::home");
    EXPECT_EQ(Entry.Hop->BackWith.size(), Entry.Name == "mine::move_to");
    EXPECT_EQ(Entry.Context->Agile,
              Entry.Name == "mine::current" ? "mine::any()" : "");
    EXPECT_EQ(Entry.Bound->Changes,
              Entry.Name == "mine::group::add" ? "it throws" : "");
    EXPECT_EQ(Entry.Bound->Starts,
              Entry.Name == "mine::group::join"    ? SpawnTime::Called
              : Entry.Name == "mine::group::later" ? SpawnTime::Awaited
                                                   : SpawnTime::ByResult);
  }
}

TEST(Vocabulary, NeedsOnlyTheName) {
  Library Lib = parse("library: mine\n");
  EXPECT_TRUE(Lib.Namespaces.empty());
  EXPECT_TRUE(Lib.Types.empty());
  EXPECT_TRUE(Lib.Calls.empty());
  EXPECT_TRUE(Lib.Locks.Guards.empty());
  // Sections without entries, comments, Windows line ends, a document marker.
  parse("---\n# comment\nlibrary: mine # really\ntypes:\nwaits: []\n");
  parse("library: mine\r\ntypes:\r\n  - {name: a::b, role: task}\r\n");
  parse("# comment\n---\nlibrary: mine\n...\n");
}

TEST(Vocabulary, ReadsColonsInAnyStyle) {
  // LLVM 16 does not, in flow style without quotes.
  Library Lib = parse("library: \"a::b\"\n"
                      "namespaces: [a::b, ::c, 'd::e']\n"
                      "types: [{name: a::b::c, role: task,\n"
                      "  resumes: where a::b wants it}]\n"
                      "must-use:\n"
                      "  - name: ::a::d\n"
                      "    because: >-\n"
                      "      a::b says\n"
                      "      so\n");
  EXPECT_EQ(Lib.Name, "a::b");
  EXPECT_EQ(Lib.Namespaces, (std::vector<std::string>{"a::b", "::c", "d::e"}));
  EXPECT_EQ(Lib.Types[0].Name, "a::b::c");
  EXPECT_EQ(Lib.Types[0].Resumes, "where a::b wants it");
  EXPECT_EQ(Lib.Calls[0].Name, "::a::d");
  EXPECT_EQ(Lib.Calls[0].MustUse->Because, "a::b says so");
  EXPECT_EQ(errorOf("library: a\na::b: c\n"), "v.yaml:2: unknown key 'a::b'");
}

TEST(Vocabulary, OneNameMayHaveSeveralRoles) {
  parse("library: mine\n"
        "types: [{name: mine::all, role: awaitable}]\n"
        "make-ready: [{name: mine::all}]\n"
        "fan-out: [{name: mine::all}]\n");
}

TEST(Vocabulary, ReadsWordsOfNamesWhereTheyWere) {
  Library Lib = parse("library: a\ngate-words: [limiter]\n"
                      "usual: {gates: [throttl*, token_bucket]}\n"
                      "cleanup-words: [close, shut_down]\n");
  EXPECT_EQ(Lib.UsualWords[Usual::Gate],
            (std::vector<std::string>{"throttl*", "token_bucket", "limiter"}));
  EXPECT_EQ(Lib.UsualWords[Usual::Cleanup],
            (std::vector<std::string>{"close", "shut_down"}));
}

TEST(Vocabulary, ReadsWhatOnlyLooksDeep) {
  parse("library: a\nstarts-tasks: '" + std::string(200, '[') + "'\n");
  parse("library: a\nstarts-tasks: |-\n" + std::string(200, ' ') + "- x\n");
  parse("library: a\nstarts-tasks: '" + std::string(60, ',') + "' # ,,\n");
}

struct Mistake {
  const char *Text;
  /// Behind the file's name.
  const char *Error;
};

static void expectMistakes(llvm::ArrayRef<Mistake> Mistakes) {
  for (const Mistake &M : Mistakes) {
    EXPECT_EQ(errorOf(M.Text), std::string("v.yaml:") + M.Error) << M.Text;
    EXPECT_EQ(errorOf(M.Text).find('\n'), std::string::npos);
  }
}

TEST(VocabularyErrors, UnknownKeys) {
  expectMistakes({
      {"library: a\nfoo: b\n", "2: unknown key 'foo'"},
      {"library: a\ntypes:\n  - {name: a::b, role: task, lazy: true}\n",
       "3: unknown key 'lazy'"},
      {"library: a\ntypes:\n  - name: a::b\n    role: task\n    Start: lazy\n",
       "5: unknown key 'Start'"},
      // A key of another section.
      {"library: a\nready:\n  - {name: a::b, timed: true}\n",
       "3: unknown key 'timed'"},
      {"library: a\nlocks: {guards: [a], mutex: [b]}\n",
       "2: unknown key 'mutex'"},
  });
}

TEST(VocabularyErrors, MissingKeys) {
  expectMistakes({
      {"namespaces: [a]\n", "1: missing required key 'library'"},
      {"library: a\ntypes:\n  - {name: a::b}\n",
       "3: missing required key 'role'"},
      {"library: a\ntypes:\n  - role: task\n",
       "3: missing required key 'name'"},
      {"library: a\n\nwaits:\n  - {timed: true}\n",
       "4: missing required key 'name'"},
      {"library: a\nmust-use:\n  - {name: a::b}\n",
       "3: missing required key 'because'"},
      {"library: a\ntokens:\n  - {blocking: a::b, awaiting: a::c}\n",
       "3: missing required key 'header'"},
  });
}

TEST(VocabularyErrors, KeysThatStandTwice) {
  if (!TellsDuplicateKeys)
    GTEST_SKIP();
  expectMistakes(
      {{"library: a\nlibrary: b\n", "2: duplicated mapping key 'library'"}});
}

TEST(VocabularyErrors, UnknownWords) {
  expectMistakes({
      // In flow style, the key is not the first of its line.
      {"library: a\ntypes:\n  - {name: a::b, role: taks}\n",
       "3: key 'role': 'taks' is not a word for this key"},
      {"library: a\ntypes:\n  - name: a::b\n    role: taks # sic\n",
       "4: key 'role': 'taks' is not a word for this key"},
      {"library: a\ntypes: [{name: b, role: task, start: soon}]\n",
       "2: key 'start': 'soon' is not a word for this key"},
      {"library: a\ntypes: [{name: b, role: task, await: move}]\n",
       "2: key 'await': 'move' is not a word for this key"},
      {"library: a\ntypes: [{name: b, role: task, shots: two}]\n",
       "2: key 'shots': 'two' is not a word for this key"},
      {"library: a\ntypes: [{name: b, role: task, discard: never}]\n",
       "2: key 'discard': 'never' is not a word for this key"},
      {"library: a\nwaits:\n  - {name: a::b, value: maybe}\n",
       "3: key 'value': 'maybe' is not a word for this key"},
      {"library: a\nwaits:\n  - {name: a::b, timed: perhaps}\n",
       "3: key 'timed': invalid boolean"},
      {"library: a\nwaits:\n  - {name: a::b, arguments: many}\n",
       "3: key 'arguments': invalid number"},
      {"library: a\nwaits:\n  - {name: a::b, arguments: -1}\n",
       "3: key 'arguments': invalid number"},
  });
}

TEST(VocabularyErrors, BadNames) {
  expectMistakes({
      {"library: a\nusual: {cleanup: [Close]}\n",
       "2: key 'cleanup': 'Close' is not a word in lower case, or several "
       "with '_' between them"},
      {"library: a\nusual: {gates: [a__b]}\n",
       "2: key 'gates': 'a__b' is not a word in lower case, or several with "
       "'_' between them"},
      {"library: a\nusual: {gates: ['*']}\n",
       "2: key 'gates': '*' is not a word in lower case, or several with '_' "
       "between them"},
      {"library: a\nusual: {gate: [a]}\n", "2: unknown key 'gate'"},
      {"library: a\ntypes:\n  - {name: a b, role: task}\n",
       "3: key 'name': 'a b' is not a qualified name"},
      {"library: a\ntypes:\n  - {name: 'a::b<int>', role: task}\n",
       "3: key 'name': 'a::b<int>' is not a qualified name"},
      {"library: a\ntypes:\n  - {role: task, name: 'a::'}\n",
       "3: key 'name': 'a::' is not a qualified name"},
      {"library: a\ntypes:\n  - {name: '', role: task}\n",
       "3: key 'name': '' is not a qualified name"},
      {"library: a\nwaits:\n  - name: a:b\n",
       "3: key 'name': 'a:b' is not a qualified name"},
      {"library: a\nwaits:\n  - name: 1::b\n",
       "3: key 'name': '1::b' is not a qualified name"},
      {"library: a\nwaits:\n  - name: a::operator()\n",
       "3: key 'name': 'a::operator()' is not a qualified name"},
      {"library: a\nnamespaces: [a, b.c]\n",
       "2: key 'namespaces': 'b.c' is not a qualified name"},
      // In lists that have a line for each name.
      {"library: a\nlocks:\n  guards:\n    - a::b\n    - c d\n",
       "5: key 'guards': 'c d' is not a qualified name"},
      {"library: a\nlocks:\n  guards:\n  - a::b\n  - c d\n",
       "5: key 'guards': 'c d' is not a qualified name"},
      {"library: a\ntypes:\n  - name: a::b\n    role: task\n    accepts:\n"
       "      # anything\n      - a::c\n\n      - 'any!'\n",
       "9: key 'accepts': 'any!' is not a qualified name"},
      {"library: a\nawait-all: use all\n",
       "2: key 'await-all': 'use all' is not a qualified name"},
      {"library: a\ntokens: [{blocking: a::b, awaiting: 'c()', header: h}]\n",
       "2: key 'awaiting': 'c()' is not a qualified name"},
      {"library: a\ntokens: [{blocking: a, awaiting: c, header: <h.h>}]\n",
       "2: key 'header': '<h.h>' is not a header's name without quotes or "
       "brackets"},
  });
}

TEST(VocabularyErrors, NamesThatStandTwice) {
  expectMistakes({
      {"library: a\ntypes:\n  - {name: a::b, role: task}\n"
       "  - {name: a::c, role: task}\n  - {name: '::a::b', role: future}\n",
       "5: key 'name': '::a::b' stands twice in this section"},
      {"library: a\nwaits:\n  - {name: a::b}\n  - timed: true\n"
       "    name: a::b\n",
       "5: key 'name': 'a::b' stands twice in this section"},
      {"library: a\ntokens:\n  - {blocking: t, awaiting: u, header: h}\n"
       "  - {blocking: t, awaiting: v, header: h}\n",
       "4: key 'blocking': 't' stands twice in this section"},
  });
}

TEST(VocabularyErrors, BlockingCallsThatSayTooLittle) {
  expectMistakes({
      {"library: a\nblocking-calls:\n  - {name: a::b, sleep: true}\n",
       "3: key 'sleep': needs 'time'"},
      {"library: a\nblocking-calls:\n  - {name: a::b, token: true}\n",
       "3: key 'token': needs 'twin'"},
      {"library: a\nblocking-calls:\n  - {name: a::b, twin: c, write: "
       "'d({arguments})'}\n",
       "3: key 'write': excludes 'twin'"},
      {"library: a\nblocking-calls:\n  - {name: a::b, unit: min}\n",
       "3: key 'unit': 'min' is not a word for this key"},
      {"library: a\nsleep: {write: 'b({time})', hint-until: 'c({time})'}\n",
       "2: key 'hint-until': needs 'hint'"},
      {"library: a\ndrops-callable:\n  - {name: a::b, keep-with: a::c, "
       "in-place: true}\n",
       "3: key 'keep-with': excludes 'in-place'"},
      {"library: a\nsleep: {finest: us}\n",
       "2: needs either key 'write' or key 'hint'"},
      {"library: a\nsleep: {write: 'b({time})', hint: c}\n",
       "2: needs either key 'write' or key 'hint'"},
      {"library: a\ncompletion: {task: a::t, token: a::u}\n",
       "2: missing required key 'header'"},
  });
}

TEST(VocabularyErrors, Placeholders) {
  expectMistakes({
      {"library: a\nsleep: {write: 'b({tiem})'}\n",
       "2: key 'write': '{tiem}' is no placeholder of this key"},
      {"library: a\nsleep: {write: 'b()'}\n", "2: key 'write': needs '{time}'"},
      {"library: a\nsleep: {write: '{time}{time}'}\n",
       "2: key 'write': needs '{time}' once"},
      {"library: a\nspawns:\n  - name: b\n    before: 'wait({limits});'\n",
       "4: key 'before': '{limits}' is no placeholder of this key"},
      {"library: a\nspawns:\n  - name: b\n    before: |-\n      wait();\n"
       "      use({tasks});\n",
       "5: key 'before': '{tasks}' is no placeholder of this key"},
      {"library: a\nbound-idiom: '{object}'\n",
       "2: key 'bound-idiom': '{object}' is no placeholder of this key"},
      // Where there are none at all.
      {"library: a\nmust-use: [{name: b, because: 'of {limit}'}]\n",
       "2: key 'because': '{limit}' is no placeholder of this key"},
      {"library: a\nloses-token: [{name: b, pass-on: 'c()'}]\n",
       "2: key 'pass-on': needs '{task}'"},
      {"library: a\nschema: 2\n",
       "2: key 'schema': '2' is no version that is known here; 1 is"},
  });
  // Braces of code.
  parse("library: a\nschema: 1\ndrops-result: [{name: b, adds: "
        "'[](auto x) { f(x); g{}; h{0}; return {x, y}; }'}]\n");
}

TEST(VocabularyErrors, WrongTypes) {
  expectMistakes({
      {"library: [a]\n", "1: key 'library': unexpected scalar"},
      {"library: {a: b}\n", "1: key 'library': unexpected scalar"},
      {"library: a\ntypes: task\n", "2: key 'types': not a sequence"},
      {"library: a\ntypes: {name: a}\n", "2: key 'types': not a sequence"},
      {"library: a\ntypes:\n  - a::b\n", "3: key 'types': not a mapping"},
      {"library: a\nnamespaces: a\n", "2: key 'namespaces': not a sequence"},
      {"library: a\nnamespaces: [{a: b}]\n",
       "2: key 'namespaces': unexpected scalar"},
      {"library: a\nlocks: [a]\n", "2: key 'locks': not a mapping"},
      {"library: a\ntypes: [{name: b, role: task, accepts: any}]\n",
       "2: key 'accepts': not a sequence"},
      {"library: a\ntypes:\n  - {name: b, role: task, not-fixed: x, "
       "not-fixed-argument: '('}\n",
       "3: key 'not-fixed-argument': parentheses not balanced"},
      {"library: a\ntypes:\n  - {name: b, role: task, not-fixed-argument: x}\n",
       "3: key 'not-fixed-argument': needs 'not-fixed'"},
      {"library: a\ntypes:\n  - {name: b, role: future, accepts: [any]}\n",
       "3: key 'accepts': does not go with 'role: future'"},
      {"library:\n", "1: key 'library': a value is missing"},
      {"library: a\nawait-all:\n\n", "2: key 'await-all': a value is missing"},
  });
}

TEST(VocabularyErrors, NotYAML) {
  expectMistakes({
      {"", "1: missing required key 'library'"},
      {"\n\n", "1: missing required key 'library'"},
      {"# nothing\n", "1: missing required key 'library'"},
      {"---\n", "1: missing required key 'library'"},
      {"- library: a\n", "1: expected key 'library': not a mapping"},
      {"just words\n", "1: expected key 'library': not a mapping"},
      {"library: a\ntypes:\n\t- {name: a::b, role: task}\n",
       "3: key 'role': a tab cannot indent"},
      {"library: a\n---\nlibrary: b\n",
       "2: a second document; one file has one 'library'"},
      {"library: a\ntypes: &all [*all]\n",
       "2: an alias, which is not for vocabulary files"},
      {"library: a\nviews: &some [b]\nrunners: *some\n",
       "3: an alias, which is not for vocabulary files"},
      {"library: a\n# caf\xe9\nviews: [b]\n", "2: this is no text in UTF-8"},
      {"library: caf\xc3\n", "1: this is no text in UTF-8"},
      {"\xff\xfel\n", "1: this is no text in UTF-8"},
  });
  EXPECT_EQ(errorOf(llvm::StringRef("library: a\n\0\n", 13)),
            "v.yaml:2: this is no text in UTF-8");
  EXPECT_EQ(errorOf("library: a\n# caf\xc3\xa9\n"), "no error");
  // The rest of the line is LLVM's and differs between its versions.
  EXPECT_EQ(errorOf("library: 'a\n").find("v.yaml:1: key 'library': "), 0u);
  EXPECT_EQ(errorOf("library: a\ntypes: [\n").find("v.yaml:2: key 'types': "),
            0u);
  EXPECT_EQ(errorOf("library: a\n  b: c\n").find("v.yaml:2: key "), 0u);
  EXPECT_EQ(errorOf("int main() { return 0; }\n").find("v.yaml:1: "), 0u);
}

static std::string repeat(llvm::StringRef Text, size_t Times) {
  std::string Result;
  for (size_t I = 0; I < Times; ++I)
    Result += Text;
  return Result;
}

/// Lists in lists, \p Depth of them.
static std::string nested(size_t Depth) {
  return "library: " + repeat("[", Depth) + repeat("]", Depth) + "\n";
}

TEST(VocabularyErrors, WhatTheReaderWouldDieOf) {
  expectMistakes({
      {"library: a\nviews: [a\n...\n...\n", "4: a second document; one file "
                                            "has one 'library'"},
      {"library: a\n...\nviews: [b]\n",
       "3: a second document; one file has one 'library'"},
      {"library: a\ntypes: [{name: a, role: task, not-fixed: x,\n"
       "  not-fixed-argument: '((a{1,255}){1,255}){1,255}'}]\n",
       "3: key 'not-fixed-argument': counts and back references are not for "
       "this key"},
      {"library: a\ntypes: [{name: a, role: task, not-fixed: x,\n"
       "  not-fixed-argument: '(a*)*\\1'}]\n",
       "3: key 'not-fixed-argument': counts and back references are not for "
       "this key"},
  });
  for (const size_t Length : {200, 201})
    EXPECT_EQ(
        errorOf("library: a\ntypes: [{name: a, role: task, not-fixed: x,\n"
                "  not-fixed-argument: " +
                repeat("a", Length) + "}]\n"),
        Length > 200 ? "v.yaml:3: key 'not-fixed-argument': it is longer "
                       "than 200"
                     : "no error");
  EXPECT_EQ(errorOf(nested(63)), "v.yaml:1: key 'library': unexpected scalar");
  EXPECT_EQ(errorOf(nested(64)), "v.yaml:1: nested deeper than 64");
  for (const char *Opening : {"[", "[{a: ", "{a: ", "- ", "? ", "[? ", "[\n"})
    EXPECT_NE(errorOf("library:\n" + repeat(Opening, 300000))
                  .find(": nested deeper than 64"),
              std::string::npos)
        << Opening;
  for (const char *Comma : {",", ", ", ",\n", ",#x\n"})
    EXPECT_NE(errorOf("library: a\nviews: [" + repeat(Comma, 250000) + "]")
                  .find(": nothing but commas"),
              std::string::npos)
        << Comma;
  EXPECT_EQ(errorOf("library: a\n" + repeat("...\n", 250000)),
            "v.yaml:3: a second document; one file has one 'library'");
  EXPECT_LT(errorOf("library: a\n" + repeat("a", 1000) + ": b\n").size(), 250u);
  EXPECT_EQ(errorOf("library: a\n\"b\\nc\": d\n"),
            "v.yaml:2: unknown key 'b c'");
}

TEST(VocabularyErrors, AFileThatCouldNotBeReadHasNoLine) {
  VocabularyError Error{"gone.yaml", 0, "no such file"};
  EXPECT_EQ(Error.str(), "gone.yaml: no such file");
}

TEST(VocabularyErrors, NoPrefixOfAFileIsACrash) {
  llvm::StringRef Text = embeddedLibraries().front().Text;
  for (size_t Size = 0; Size < Text.size(); Size += 7) {
    VocabularyError Error;
    if (!parseVocabulary("v.yaml", Text.take_front(Size), Error)) {
      EXPECT_GT(Error.Line, 0u);
      EXPECT_FALSE(Error.Message.empty());
    }
  }
}

TEST(EmbeddedVocabulary, IsRight) {
  ASSERT_GE(embeddedLibraries().size(), 7u);
  llvm::StringSet<> Libraries;
  llvm::StringRef LastFile;
  for (const EmbeddedLibrary &Embedded : embeddedLibraries()) {
    // Unknown keys, bad names and names that stand twice are errors.
    VocabularyError Error;
    auto Lib = parseVocabulary(Embedded.File, Embedded.Text, Error);
    ASSERT_TRUE(Lib) << Error.str();
    EXPECT_TRUE(Libraries.insert(Lib->Name).second) << Lib->Name;
    EXPECT_LT(LastFile, Embedded.File);
    LastFile = Embedded.File;
    EXPECT_FALSE(Lib->Types.empty() && Lib->Calls.empty() &&
                 Lib->UsualWords[Usual::Count].empty() &&
                 Lib->Locks.ThreadBound.empty() && Lib->KeepAlives.empty() &&
                 Lib->Containers.Contiguous.empty() &&
                 Lib->CallersThread.empty())
        << Lib->Name;

    // What CMake cut out for the quick test is what the parser reads.
    llvm::SmallVector<llvm::StringRef, 4> Cut;
    Embedded.Namespaces.split(Cut, ',', -1, /*KeepEmpty=*/false);
    EXPECT_EQ(std::vector<std::string>(Cut.begin(), Cut.end()), Lib->Namespaces)
        << Lib->Name;
    // And for the tasks of libraries that a unit does not use.
    const ConversionEntry &Conversion = Lib->Conversion;
    const bool Named = !Conversion.Header.empty();
    EXPECT_EQ(Embedded.Task, Named ? Conversion.Task : "") << Lib->Name;
    EXPECT_EQ(Embedded.TaskHeader, Conversion.Header) << Lib->Name;
    EXPECT_TRUE(Embedded.Task.empty() ||
                llvm::any_of(Cut,
                             [&](llvm::StringRef Space) {
                               return Embedded.Task.starts_with(Space);
                             }))
        << Lib->Name;
  }
}

TEST(EmbeddedVocabulary, TellsTheTruthAboutItself) {
  for (const EmbeddedLibrary &Embedded : embeddedLibraries()) {
    Library Lib = parse(Embedded.Text);
    for (const TypeEntry &Type : Lib.Types) {
      // What nobody can await has no use for what only an await needs.
      if (Type.Await == AwaitForm::Never)
        EXPECT_TRUE(Type.Header.empty()) << Type.Name;
      if (Type.Role == TypeRole::Task)
        EXPECT_NE(Type.Start, TaskStart::Unknown) << Type.Name;
    }
    for (const CallEntry &Call : Lib.Calls)
      if (Call.Wait->Timed)
        EXPECT_EQ(Call.Role, CallRole::Wait) << Call.Name;
  }
}

TEST(Vocabulary, ReadsWhatDetaches) {
  Library Lib = parse(R"(
library: mine
errors: [mine::error, mine::redirect]
types:
  - name: mine::oneway
    role: detached
    exceptions: rethrows
    instead: 'mine::task<void>'
    structured: or use a scope
detaches:
  - name: mine::start
    exceptions: swallows
    token: mine::forget_t
    handler: '[](error e) {}'
    value-handler: '[](error e, auto &&) {}'
    structured: or await it
  - {name: mine::task::run, exceptions: terminates, callback: true}
task-handlers: [{name: mine::route}]
does-not-throw: [{name: mine::self}]
)");
  EXPECT_EQ(Lib.Errors,
            (std::vector<std::string>{"mine::error", "mine::redirect"}));
  ASSERT_EQ(Lib.Types.size(), 1u);
  EXPECT_EQ(Lib.Types[0].Exceptions, ExceptionFate::Rethrows);
  EXPECT_EQ(Lib.Types[0].Instead, "mine::task<void>");
  EXPECT_EQ(Lib.Types[0].Structured, "or use a scope");
  ASSERT_EQ(Lib.Calls.size(), 4u);
  const CallEntry &Start = Lib.Calls[0];
  EXPECT_EQ(Start.Role, CallRole::Detaches);
  EXPECT_EQ(Start.Detached->Exceptions, ExceptionFate::Swallows);
  EXPECT_EQ(Start.Detached->Token, "mine::forget_t");
  EXPECT_FALSE(Start.Detached->Callback);
  EXPECT_EQ(Start.Detached->Handler, "[](error e) {}");
  EXPECT_EQ(Start.Detached->ValueHandler, "[](error e, auto &&) {}");
  EXPECT_EQ(Start.Detached->Structured, "or await it");
  EXPECT_EQ(Lib.Calls[1].Detached->Exceptions, ExceptionFate::Terminates);
  EXPECT_TRUE(Lib.Calls[1].Detached->Callback);
  EXPECT_EQ(Lib.Calls[2].Role, CallRole::TaskHandler);
  EXPECT_EQ(Lib.Calls[3].Role, CallRole::NoThrow);
}

TEST(Vocabulary, RejectsWhatDetachesWrongly) {
  EXPECT_EQ(errorOf("library: mine\n"
                    "detaches:\n"
                    "  - {name: mine::start}\n"),
            "v.yaml:3: missing required key 'exceptions'");
  EXPECT_EQ(
      errorOf("library: mine\n"
              "types:\n"
              "  - {name: mine::task, role: task, instead: mine::other}\n"),
      "v.yaml:3: key 'instead': goes with 'role: detached' only");
  EXPECT_EQ(
      errorOf("library: mine\n"
              "types:\n"
              "  - {name: mine::task, role: task, exceptions: swallows}\n"),
      "v.yaml:3: key 'exceptions': goes with 'role: detached' only");
  EXPECT_EQ(errorOf("library: mine\n"
                    "types:\n"
                    "  - {name: mine::task, role: task, structured: or not}\n"),
            "v.yaml:3: key 'structured': goes with 'role: detached' only");
  EXPECT_EQ(errorOf("library: mine\n"
                    "detaches:\n"
                    "  - {name: mine::start, exceptions: gone}\n"),
            "v.yaml:3: key 'exceptions': 'gone' is not a word for this key");
}
