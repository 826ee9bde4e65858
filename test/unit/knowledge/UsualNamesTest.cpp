//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What names tell, by the words of vocabulary/usual.yaml.
//
//===----------------------------------------------------------------------===//

#include "knowledge/UsualNames.h"
#include "TestAST.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace clang;
using namespace clang::tidy::async;

TEST(WordsOfName, OfEverySpelling) {
  const std::pair<const char *, const char *> Names[] = {
      {"", ""},
      {"_", ""},
      {"cores", "cores"},
      {"num_workers", "num workers"},
      {"__num__workers_", "num workers"},
      {"numWorkers", "num workers"},
      {"NumWorkers", "num workers"},
      {"m_maxThreads", "m max threads"},
      {"kMaxThreads", "k max threads"},
      {"MAX_THREADS", "max threads"},
      {"HTTPServer", "http server"},
      {"parseHTTP", "parse http"},
      {"useTLSNow", "use tls now"},
      {"IOThread", "io thread"},
      {"numCPUs", "num cpus"},
      {"CPUs_", "cpus"},
      {"IDsOfUsers", "ids of users"},
      {"QMutexLocker", "q mutex locker"},
      {"RWLock", "rw lock"},
      {"core0", "core 0"},
      {"lane12a", "lane 12 a"},
      {"SHA256Sum", "sha 256 sum"},
      {"a", "a"},
      {"A", "a"},
      {"AB", "ab"},
      {"aB", "a b"},
      {"x$y", "x$y"},
      {"größe_max", "größe max"},
  };
  for (const auto &[Name, Words] : Names)
    EXPECT_EQ(llvm::join(wordsOfName(Name), " "), Words) << Name;
}

static void expectTold(Usual What, std::initializer_list<const char *> Told,
                       std::initializer_list<const char *> Others) {
  UsualNames Known;
  Known.add(Knowledge::usualWords().UsualWords);
  for (const char *Name : Told)
    EXPECT_TRUE(Known.tell(What, Name)) << Name;
  for (const char *Name : Others)
    EXPECT_FALSE(Known.tell(What, Name)) << Name;
}

TEST(UsualNames, Gates) {
  expectTold(Usual::Gate,
             {"RateLimiter", "semaphore", "AsyncSemaphore", "semaphore_units",
              "Throttle", "Throttler", "throttling_gate", "TokenBucket",
              "token_bucket", "permit", "OwnedPermit", "IOThrottle2",
              "ratelimiter"},
             {"Rate", "Bucket", "TokenStore", "token_of_bucket", "Permitted",
              "Limit", "Unlimited", "rethrottled", "Semaphoric", ""});
}

TEST(UsualNames, Tests) {
  expectTold(Usual::Test,
             {"test", "load_for_test", "testing_hook", "SessionTest", "kTests",
              "UnitTests", "unittest", "unittests", "testcase", "testcases",
              "testsuite", "selftest", "bench_session", "Benchmark",
              "benchmarks"},
             {"latest", "contest", "testament", "attest", "tested", "tester",
              "workbench", "protesting"});
  expectTold(Usual::Assertion,
             {"EXPECT_SAME", "ASSERT_EQ", "assert", "REQUIRE", "check",
              "CHECK_NEAR", "BOOST_REQUIRE", "verifyAll", "should_equal",
              "asserts", "expects", "requires", "checks"},
             {"asserted", "checkpoint", "unexpected", "requirement", "shoulder",
              "recheck", "verified"});
  expectTold(Usual::Log,
             {"log", "APP_LOG_DEBUG", "logs_it", "logging", "Logger", "spdlog",
              "DLOG", "vlog", "SLOG_INFO", "CLOG"},
             {"login", "catalog", "dialog", "blog", "logic", "logical"});
  expectTold(Usual::Start,
             {"spawn", "co_spawn", "spawnWorker", "spawns", "detach",
              "start_detached", "launch", "EnqueueTask", "fireAndForget"},
             {"respawned", "spawner", "launcher", "detachment", "dequeue",
              "start", "go"});
  expectTold(
      Usual::Drop,
      {"File_dropsRead_Test", "dropUnlink", "DISABLED_dropped", "dropping",
       "destroyWithoutResume", "without_resume", "abandons_reader", "discarded",
       "destruction", "detached_task", "unawaited", "ignored_result",
       "never_awaited", "task_not_awaited", "ends_without_await",
       "withoutAwaiting", "stops_without_waiting", "fire_and_forget"},
      {"Dropbox", "backdrop", "await", "ignore_case", "resume", "never"});
  expectTold(Usual::Twin, {"async", "co", "coro", "awaitable"},
             {"asynchronous", "core", "async_read", "await"});
  expectTold(Usual::Query,
             {"get", "get_executor", "isReady", "hasWork", "can_run",
              "findLoop", "query_priority", "hash"},
             {"target", "issue", "hashed", "finder", "cancel", "widget_get"});
  expectTold(Usual::KeepsHandle,
             {"set_continuation", "setContinuation", "setAwaitingCoro",
              "SetAwaiter", "set_waiter", "set_parent", "set_caller",
              "set_previous_handle", "assign_cancellation"},
             {"set", "set_callback", "continuation", "reset_parent"});
  expectTold(Usual::HoldsGate, {"hold", "enter", "try_hold", "tryEnter"},
             {"holder", "hold_on", "center", "re_enter", "try"});
  expectTold(Usual::Join,
             {"join", "joinAll", "joined", "wait_all", "waitForAll",
              "wait_idle", "wait_for_all_jobs"},
             {"adjoin", "rejoin", "wait", "wait_for", "all", "idle"});
  expectTold(Usual::Pool,
             {"pool", "ThreadPool", "threadpool", "io_workers", "thread_group",
              "WorkPool"},
             {"spool", "pooling", "coworkers", "worker", "thread", "group"});
}

TEST(UsualNames, Counts) {
  expectTold(
      Usual::Count,
      {"cores",       "core",         "core0",          "lanes",
       "threads",     "io_threads",   "IOThreads",      "nthreads",
       "MAX_THREADS", "num_workers",  "numCPUs",        "cpu_set",
       "shards",      "concurrency",  "max_concurrent", "concurrent_jobs",
       "parallelism", "parallel",     "windows",        "batches",
       "batch_size",  "chunk",        "chunked",        "limit",
       "_limits",     "kLimit",       "worker_1",       "threaded_jobs",
       "peers",       "replica",      "broker",         "follower",
       "voter",       "cluster_peer", "replicas",       "brokers",
       "followers",   "voters",       "quorum",         "nthread",
       "numthreads",  "threadpool",   "pthread",        "m_pthreads",
       "jthread",     "jthreads",     "nworkers",       "ncore",
       "ncores",      "multicore",    "ncpu",           "ncpus",
       "numcpus",     "cpuset",       "shard_id",       "sharded_map",
       "nshards",     "window",       "windowed",       "batched",
       "batchsize",   "minibatch",    "minibatches",    "chunksize",
       "limited"},
      {"scores",    "score",      "planes",     "plane",    "adoptions",
       "thready",   "threadlike", "coworkers",  "hardcore", "encore",
       "corelated", "limitation", "sublimit",   "dispatch", "windowsill",
       "airplanes", "sharding",   "unthreaded", "chunky",   "ids",
       ""});
}

TEST(UsualNames, Configuration) {
  expectTold(Usual::Configuration,
             {"listener", "udp_listeners", "listeners", "acceptor", "acceptors",
              "config", "configs", "DiskConfig", "configured_hosts",
              "job_configuration", "options", "LogOption", "argc", "argv",
              "kOptions"},
             {"adoptions", "adoption", "optional", "reconfigure", "optioned",
              "arg", "settings", "confidence"});
}

TEST(UsualNames, Guards) {
  expectTold(
      Usual::Guard,
      {"Lock",         "lock",        "SpinLock",          "Spinlock",
       "spinlock",     "RWLock",      "unique_lock",       "scoped_lock",
       "SharedLock2",  "mutex_guard", "lock_guard",        "LockGuard",
       "QMutexLocker", "locker",      "ScopedTransaction", "transaction",
       "gate_holder",  "Permit",      "LockedPtr",         "TransactionScope",
       "rwlock",       "filelock",    "autolock",          "lockguard",
       "lock_handle"},
      {"Clock",         "clock",          "SteadyClock",
       "Blockchain",    "Blocker",        "Block",
       "Blocklist",     "Deadlock",       "Interlocked",
       "Unlock",        "ScopedUnlock",   "Flock",
       "Padlock",       "LockManager",    "LockFreeQueue",
       "LockTable",     "GuardedBy",      "Safeguard",
       "Lifeguard",     "TransactionLog", "TransactionId",
       "Placeholder",   "Stakeholder",    "Permitted",
       "PermitService", "Holders",        ""});
}

TEST(UsualNames, Cleanup) {
  expectTold(Usual::Cleanup,
             {"stop",       "Stop",          "stopAll",      "stop_all",
              "_stop",      "stopping",      "close",        "closeAll",
              "_close_all", "closed",        "Close",        "shutdown",
              "shutDown",   "shut_down_now", "ShuttingDown", "cleanup",
              "clean_up",   "cleanUp",       "abort",        "cancel",
              "cancelAll",  "cancellation",  "drain",        "drainQueue",
              "teardown",   "TearDown",      "closing",      "cleaningUp",
              "aborting",   "aborted",       "canceling",    "cancelling",
              "canceled",   "cancelled",     "cancelation",  "draining",
              "drained",    "tearing_down"},
             {"aborted_orders",
              "closedSegments",
              "stopped_for_now",
              "closest",
              "stopwatch",
              "stopover",
              "closet",
              "closures",
              "disclose",
              "drainage",
              "cancelable",
              "abortable_sleep",
              "clean",
              "shut",
              "tear",
              "on_stop",
              "nonstop",
              "restart",
              "startStop",
              "shutter",
              "down",
              "enclosed",
              ""});
}

TEST(UsualNames, StopTokensForAnything) {
  expectTold(Usual::AnyToken,
             {"_as",
              "stop",
              "StopAs",
              "as_",
              "stop_source",
              "stopSource",
              "_abort_source",
              "token2",
              "m_token",
              "cancellationToken",
              "ac",
              "st",
              "ct",
              "src",
              "tok",
              "the_token",
              "my_src",
              "selfStop",
              "globalAbort",
              "app_stop",
              "rootToken",
              "main_ct",
              "parent_tok",
              "cancelationRequest",
              "stop_requested",
              "is_stopping",
              "shutdown_flag"},
             {"fetch_as", "as_of", "asStopped2Day", "compaction_as",
              "stop_reading", "source_file"});
}

TEST(UsualNames, OfFunctions) {
  expectTold(Usual::AwaitsAll,
             {"when_all", "whenAll", "WhenAll", "when_all_ready", "collectAll"},
             {"when_any", "when_all_done", "all", "when", "collect", "then"});
  expectTold(Usual::BlocksFor,
             {"sync_wait", "syncWait", "syncAwait", "blocking_wait",
              "blockingWait", "block_on", "blockOn", "run_sync"},
             {"async_wait", "wait", "sync", "sync_wait_all", "block", "run"});
  expectTold(Usual::SaysItBlocks,
             {"fetchSync", "sync_fetch", "run_blocking", "wait", "waitForReply",
              "join", "blockOn", "fetch_sync_2", "synchronousFetch",
              "run_synchronously"},
             {"fetchAsync", "async", "fetch", "awaiting", "waiter", "synced",
              "blocks", "joined", "resync"});
  expectTold(Usual::Lifecycle,
             {"startup", "starting", "started", "initialise", "start", "stop",
              "init", "initialize", "setup", "teardown", "shutdown", "shutDown",
              "beforeStop", "after_start", "stop_2"},
             {"post", "restart", "startTask", "stop_reason", "stops", "up",
              "initial", "settle", "starter", "onStart", "close", "run",
              "reset"});
  expectTold(Usual::MayNotTake, {"try", "tryPush", "try_send_for"},
             {"tryst", "retry", "trying", "tries", "country", "push_try"});
  expectTold(Usual::OnlyWaits, {"wait", "wait_for", "waitUntil"},
             {"waiter", "waiting", "await", "get", "do_wait"});
  expectTold(Usual::SaysItAwaits,
             {"async", "co", "coro", "coroutine", "task", "lazy", "future",
              "awaitable"},
             {"asynchronous", "cocoa", "coroutines", "tasks", "futures",
              "await", "load"});
  expectTold(Usual::UsesTaskUp,
             {"get", "wait", "then", "join", "detach", "value", "result",
              "start", "cancel", "stop", "abort"},
             {"gets", "waiter", "strengthen", "values", "restart", "resume"});
  expectTold(Usual::AsksForValue, {"has_value", "hasValue"},
             {"value", "has", "value_has", "has_values"});
}

TEST(UsualNames, OfRanges) {
  expectTold(Usual::PartOfRange,
             {"take", "take_exactly", "first", "chunk", "subspan", "last"},
             {"take_while", "first_of", "chunks", "retake", "blast"});
  expectTold(Usual::Numbers, {"iota", "irange"}, {"range", "iotas", "patriot"});
  expectTold(Usual::RangeAsLong,
             {"move", "as_const", "copy_range", "all", "ref", "reverse",
              "transform", "filter", "enumerate", "to_view"},
             {"remove", "filtered", "transform_reduce", "small", "prefer"});
  expectTold(Usual::Length, {"size", "ssize", "end", "cend", "length"},
             {"resize", "max_size", "send", "capacity", "wavelength"});
  expectTold(Usual::Smaller, {"min"}, {"minutes", "admin", "min_element"});
  expectTold(Usual::Algorithm, {"for_each", "transform"},
             {"for_each_n", "each", "transform_view", "find"});
  expectTold(Usual::Begin, {"begin", "cbegin"}, {"beginning", "rbegin", "end"});
}

TEST(UsualNames, OfStates) {
  expectTold(Usual::Ready, {"ready"}, {"not_ready", "already", "timeout"});
  expectTold(Usual::NotReady, {"not_ready", "timeout"},
             {"ready", "time", "not", "timeouts"});
}

TEST(UsualNames, OfStops) {
  expectTold(Usual::Cancellation,
             {"operation_cancelled", "TaskCanceled", "cancellation_error",
              "request_aborted", "StopRequested"},
             {"canceler", "stop", "bort", "timed_out"});
  expectTold(Usual::AsksForStop,
             {"stop_",      "isStopped", "stopping_",     "cancel",
              "cancelled",  "canceled",  "cancellation",  "abort",
              "aborted",    "aborting",  "close",         "isClosed",
              "closing",    "shutdown",  "shutting_down", "quit",
              "exit_now",   "running_",  "is_open",       "alive",
              "isActive",   "done",      "gate_",         "token",
              "terminated", "retry",     "drain"},
             {"stopwatch", "doneness", "open", "count", "tokens"});
  expectTold(Usual::InternalError,
             {"abort", "terminate", "panic", "fatal_error", "on_internal_error",
              "unreachable"},
             {"error", "internal", "panicked", "aborted"});
  expectTold(Usual::Rollback,
             {"rollback", "roll_back_all", "revert", "undoStep"},
             {"can_rollback", "roll", "back", "reverted"});
}

TEST(UsualNames, OfWhatHasAName) {
  TestAST AST("int cores, scores; struct holder { operator int(); };\n"
              "int operator+(holder, holder);\n"
              "namespace a { int threads; } namespace b { int threads; }");
  Knowledge K(AST, {});
  const UsualNames &Usually = K.Known.usual();
  for (unsigned Again = 0; Again < 2; ++Again) {
    EXPECT_TRUE(Usually.tell(Usual::Count, AST.variable("cores")));
    EXPECT_FALSE(Usually.tell(Usual::Count, AST.variable("scores")));
    EXPECT_FALSE(Usually.tell(Usual::Guard, AST.variable("cores")));
    EXPECT_TRUE(Usually.tell(Usual::Count, AST.variable("threads")));
    EXPECT_FALSE(Usually.tell(Usual::Guard, AST.function("operator+")));
    EXPECT_FALSE(Usually.tell(Usual::Guard, nullptr));
  }
}

TEST(UsualNames, ProgramsAddTheirOwn) {
  TestAST AST("int racks, cores, tracks, dock, ration, rationing;");
  Knowledge K(AST, {"library: ours\nusual:\n  counts: [racks, 'ration*']\n",
                    "{library: theirs, usual: {counts: [dock]}}"});
  for (const char *Name : {"racks", "cores", "dock", "ration", "rationing"})
    EXPECT_TRUE(K.Known.usual().tell(Usual::Count, AST.variable(Name))) << Name;
  EXPECT_FALSE(K.Known.usual().tell(Usual::Count, AST.variable("tracks")));
}

TEST(UsualNames, AreSpelledInTwoWays) {
  UsualLists Lists;
  Lists[Usual::AsksForValue] = {"has_value", "valid"};
  UsualNames Known;
  Known.add(Lists);
  EXPECT_EQ(Known.spellings(Usual::AsksForValue),
            (std::vector<std::string>{"has_value", "hasValue", "valid"}));
}

TEST(UsualNames, EveryKindHasWordsAndAKeyOfItsOwn) {
  std::set<llvm::StringRef> Keys;
  for (unsigned I = 0; I < UsualCount; ++I) {
    EXPECT_TRUE(Keys.insert(usualKinds()[I].Key).second);
    EXPECT_FALSE(Knowledge::usualWords().UsualWords.Lists[I].empty())
        << usualKinds()[I].Key.str();
  }
}
