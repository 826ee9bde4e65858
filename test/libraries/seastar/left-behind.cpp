// CHECK-FIXES: #include <exception>
// RUN: %check %s async-left-behind %t -- -isystem %standins -pthread

#include <seastar/core/coroutine.hh>
#include <seastar/core/file.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/when_all.hh>
#include <chrono>
#include <vector>

seastar::future<> step(int Id);
seastar::future<> send(seastar::output_stream<char> &Out, int Id);
int parse(const std::string &);
void in_background(seastar::future<> Work);
struct service {
  seastar::future<> stop();
};

// --- Streams and files -------------------------------------------------------

// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
seastar::future<> stream(seastar::file F) {
  auto Out = co_await seastar::make_file_output_stream(F);
  co_await Out.write("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Out' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE+1]]:12: note: it is settled here
  co_await Out.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
seastar::future<> stream_of_a_parameter(seastar::output_stream<char> Out) {
  co_await send(Out, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Out' is left open when this throws here [async-left-behind]
  co_await Out.flush();
  co_await Out.close();
}
seastar::future<> read() {
  auto F = co_await seastar::open_file_dma("x");
  auto In = seastar::make_file_input_stream(F);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'F' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: more than one is left behind here
  while (!In.eof())
    parse(co_await In.read());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'In' is left open when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: more than one is left behind here
  co_await In.close();
  co_await F.close();
}
seastar::future<std::uint64_t> early(bool B) {
  auto F = co_await seastar::open_file_dma("x");
  if (B)
    co_return 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'F' is left open when the coroutine ends here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'close' belongs in front of the 'co_return', too
  co_await F.close();
  co_return 1;
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
seastar::future<> assigned() {
  seastar::file F;
  co_await step(1);
  F = co_await seastar::open_file_dma("x");
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'F' is left open when this throws here [async-left-behind]
  co_await F.close();
}

// --- Gates and services ------------------------------------------------------

seastar::future<> held() {
  seastar::gate G;
  (void)seastar::with_gate(G, [] { return step(1); });
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'G' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it waits for what was started, also where that waits for what has failed
  co_await G.close();
}

// --- Futures -----------------------------------------------------------------

struct archiver {
  seastar::future<> step(int Id);
  seastar::future<> begun() {
    auto Work = step(1);
    co_await step(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Work' has begun, and nobody awaits it, when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'seastar::when_all_succeed' awaits it together with others, whatever they throw
    // CHECK-MESSAGES: :[[@LINE+1]]:24: note: it is awaited here
    co_await std::move(Work);
  }
  seastar::future<> together() {
    auto One = step(1);
    auto Two = step(2);
    parse("3");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'One' has begun, and nobody awaits it, when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'seastar::when_all_succeed' awaits it together with others, whatever they throw
    // CHECK-MESSAGES: :[[@LINE-3]]:5: warning: 'Two' has begun, and nobody awaits it, when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: not fixed: 'seastar::when_all_succeed' awaits it together with others, whatever they throw
    co_await seastar::when_all_succeed(std::move(One), std::move(Two));
  }
  seastar::future<> one_and_the_other() {
    auto One = step(1);
    auto Two = step(2);
    co_await std::move(One);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Two' has begun, and nobody awaits it, when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'seastar::when_all_succeed' awaits it together with others, whatever they throw
    co_await std::move(Two);
  }
  seastar::future<> many() {
    std::vector<seastar::future<>> Works;
    for (int I = 0; I < 3; ++I)
      Works.push_back(step(I));
    co_await step(4);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the tasks in 'Works' have begun, and nobody awaits them, when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'seastar::when_all_succeed' awaits it together with others, whatever they throw
    co_await seastar::when_all_succeed(Works.begin(), Works.end());
  }

  // As an archiver does: the parts that are on their way are left to themselves.
  seastar::future<int> range_of(int Id);
  seastar::future<> all_of(std::vector<seastar::future<>> Works);
  seastar::future<> upload(int Id) {
    std::vector<seastar::future<>> Works;
    Works.emplace_back(step(Id));
    const int Range = co_await range_of(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the tasks in 'Works' have begun, and nobody awaits them, when this throws here [async-left-behind]
    if (Range)
      Works.emplace_back(step(Range));
    co_await all_of(std::move(Works));
  }
};
seastar::future<> nothing_by_reference() {
  auto Work = step(1);
  co_await step(2);
  co_await std::move(Work);
}
// As one that streams an answer: the handler writes, and does not close.
seastar::future<> answer(seastar::output_stream<char> &&Given) {
  auto Out = std::move(Given);
  try {
    co_await send(Out, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Out' is left open when this throws here [async-left-behind]
    co_await Out.flush();
  } catch (const std::exception &Error) {
    parse(Error.what());
    throw;
  }
  co_await Out.close();
}

// --- Silent ------------------------------------------------------------------

seastar::future<> not_closed_here() {
  auto F = co_await seastar::open_file_dma("x");
  co_await step(1);
}
seastar::future<seastar::file> returned() {
  auto F = co_await seastar::open_file_dma("x");
  co_return F;
}
seastar::future<> nothing_between() {
  auto F = co_await seastar::open_file_dma("x");
  co_await F.close();
}
seastar::future<> cannot_throw() {
  auto F = co_await seastar::open_file_dma("x");
  co_await seastar::sleep(std::chrono::seconds(1));
  co_await F.close();
}
seastar::future<> error_as_a_value() {
  auto F = co_await seastar::open_file_dma("x");
  auto Result = co_await seastar::coroutine::as_future(step(1));
  co_await F.close();
  if (Result.failed())
    co_return;
}
seastar::future<> finally() {
  auto F = co_await seastar::open_file_dma("x");
  co_await step(1).finally([&F] { return F.close(); });
}
seastar::future<> finally_and_again(bool B) {
  auto F = co_await seastar::open_file_dma("x");
  co_await step(1).finally([&F] { return F.close(); });
  if (B)
    co_await F.close();
}
seastar::future<> the_idiom() {
  auto F = co_await seastar::open_file_dma("x");
  std::exception_ptr Error;
  try {
    co_await step(1);
  } catch (...) {
    Error = std::current_exception();
  }
  co_await F.close();
  if (Error)
    std::rethrow_exception(Error);
}
seastar::future<> no_file() {
  auto F = co_await seastar::open_file_dma("x");
  if (!F)
    co_return;
  co_await F.close();
}
class writer {
public:
  seastar::future<> stop() {
    co_await step(1);
    co_await Out.close();
  }

private:
  seastar::output_stream<char> Out;
};
seastar::future<> nobody_is_in_it() {
  seastar::gate G;
  co_await step(1);
  co_await G.close();
}
seastar::future<> ready() {
  auto Work = seastar::make_ready_future<>();
  co_await step(1);
  co_await std::move(Work);
}
seastar::future<> awaited_at_once() {
  auto Work = step(1);
  co_await std::move(Work);
  co_await step(2);
}
seastar::future<> continued() {
  auto Work = step(1);
  auto Rest = std::move(Work).then([] { return step(2); });
  co_await std::move(Rest);
}
seastar::future<> in_the_background(seastar::gate &G) {
  auto Work = step(1);
  (void)std::move(Work).finally([H = G.hold()] {});
  co_await step(2);
}

// --- Who only takes what is complete leaves the rest ------------------------

seastar::future<> write(const std::string &Text, int Id);
seastar::future<> looked_at(const std::string Text, std::vector<int> Ids) {
  std::vector<seastar::future<>> All;
  for (int Id : Ids)
    All.push_back(write(Text, Id));
  try {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the tasks in 'All' have begun, and nobody awaits them, when this throws here [async-left-behind]
  } catch (...) {
    for (auto &One : All)
      if (One.failed())
        One.ignore_ready_future();
    throw;
  }
  co_await seastar::when_all(All.begin(), All.end());
}
seastar::future<> waited_for(const std::string Text, std::vector<int> Ids) {
  std::vector<seastar::future<>> All;
  for (int Id : Ids)
    All.push_back(write(Text, Id));
  std::exception_ptr Error;
  try {
    co_await step(1);
  } catch (...) {
    Error = std::current_exception();
  }
  co_await seastar::when_all(All.begin(), All.end());
  if (Error)
    std::rethrow_exception(Error);
}
seastar::future<> moved_out(const std::string Text, std::vector<int> Ids) {
  std::vector<seastar::future<>> All;
  for (int Id : Ids)
    All.push_back(write(Text, Id));
  try {
    co_await step(1);
  } catch (...) {
    for (auto &One : All)
      in_background(std::move(One));
    throw;
  }
  co_await seastar::when_all(All.begin(), All.end());
}
seastar::future<> continued_each(const std::string Text, std::vector<int> Ids) {
  std::vector<seastar::future<>> All;
  for (int Id : Ids)
    All.push_back(write(Text, Id));
  try {
    co_await step(1);
  } catch (...) {
    for (auto &One : All)
      if (!One.available())
        (void)std::move(One).handle_exception([](std::exception_ptr) {});
      else
        One.ignore_ready_future();
    throw;
  }
  co_await seastar::when_all(All.begin(), All.end());
}
