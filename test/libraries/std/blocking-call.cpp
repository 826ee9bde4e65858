// RUN: %check %s async-blocking-call %t -- -isystem %inputs -pthread

// What std and POSIX have that blocks, in coroutines of a home-grown library:
// nothing is known to await instead, and no note says more than the warning.

#include "home_task.h"
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <semaphore>
#include <sstream>
#include <string>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using home::task;
using namespace std::chrono_literals;

task<int> answer();
void use(int);

//===--- Sleep ------------------------------------------------------------===//

task<> sleeps(std::chrono::milliseconds Delay) {
  std::this_thread::sleep_for(10ms);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of this coroutine until the time is up [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'sleep_for' is known
  std::this_thread::sleep_for(Delay);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'sleep_for' is known
  using std::this_thread::sleep_until;
  sleep_until(std::chrono::system_clock::now() + Delay);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'sleep_until' is known
  ::sleep(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'sleep' is known
  usleep(1000);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'usleep' is known
  timespec Time{1, 0};
  nanosleep(&Time, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'nanosleep' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'nanosleep' is known
  co_return;
}

task<> no_sleeps() {
  constexpr std::chrono::nanoseconds None{};
  std::this_thread::sleep_for(0s);
  std::this_thread::sleep_for(None);
  std::this_thread::sleep_for(-1ms);
  std::this_thread::sleep_for(std::chrono::duration<double>(0));
  ::sleep(0);
  usleep(0);
  std::this_thread::yield();
  co_return;
}

namespace mine {
void sleep_for(std::chrono::milliseconds);
void sleep(int);
struct thread {
  void join();
};
} // namespace mine
task<> names_of_mine(mine::thread &Thread) {
  mine::sleep_for(1s);
  mine::sleep(1);
  Thread.join();
  co_return;
}

// Overloads of the program's own, beside the C function.
task<> sleep(const char *Why, std::chrono::seconds);
void usleep(const char *Why);
task<> overloads() {
  auto Later = sleep("later", 1s);
  co_await sleep("now", 1s);
  usleep("now");
  co_await Later;
}

// Nothing async calls it.
void function() {
  std::this_thread::sleep_for(1s);
  ::sleep(1);
}

// They run wherever they are called.
task<> lambdas() {
  auto Later = [] { std::this_thread::sleep_for(1s); };
  std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  struct local {
    void run() { std::this_thread::sleep_for(1s); }
  };
  use(sizeof(std::this_thread::sleep_for(1s), 1));
  (void)Later;
  co_return;
}

#define PAUSE std::this_thread::sleep_for(1s)
task<> macro() {
  PAUSE;
  co_return;
}

//===--- Threads ----------------------------------------------------------===//

task<> joins(std::thread &Thread, std::jthread &Other) {
  Thread.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of this coroutine until the thread ends
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'join' is known
  if (Other.joinable())
    Other.join();
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'join' blocks
    // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'join' is known
  co_return;
}

task<> no_joins(std::thread &Thread, std::jthread &Other) {
  Thread.detach();
  Other.request_stop();
  use(Thread.joinable());
  co_return;
}

struct worker : std::thread {
  using std::thread::thread;
};
task<> derived(worker &Worker) {
  Worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'join' blocks
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'join' is known
  co_return;
}

// A std::future is async-blocking-wait's.
task<> futures() {
  use(std::async([] { return 1; }).get());
  std::future<void> Later = std::async([] {});
  Later.wait();
  co_return;
}

//===--- Events -----------------------------------------------------------===//

task<> conditions(std::condition_variable &Condition,
                  std::condition_variable_any &Any, std::mutex &Mutex, bool &Set) {
  std::unique_lock Lock(Mutex);
  Condition.wait(Lock);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'wait' blocks the thread of this coroutine until it is notified [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'wait' is known
  Condition.wait(Lock, [&] { return Set; });
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'wait' is known
  Condition.wait_for(Lock, 1s);
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'wait_for' blocks the thread of this coroutine until it is notified or the time is up
  // CHECK-NOTES: :[[@LINE-2]]:13: note: not fixed: no awaiting form of 'wait_for' is known
  Any.wait(Mutex);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: no awaiting form of 'wait' is known
  co_return;
}

task<> no_conditions(std::condition_variable &Condition, std::mutex &Mutex, bool &Set) {
  std::unique_lock Lock(Mutex);
  Set = true;
  Condition.notify_all();
  use(Condition.wait_for(Lock, 0ms, [&] { return Set; }));
  co_return;
}

task<> semaphores(std::counting_semaphore<> &Many, std::binary_semaphore &One) {
  Many.acquire();
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'acquire' blocks the thread of this coroutine until the semaphore is released
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'acquire' is known
  One.acquire();
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'acquire' blocks
  // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: no awaiting form of 'acquire' is known
  use(One.try_acquire_for(5ms));
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'try_acquire_for' blocks
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'try_acquire_for' is known
  co_return;
}

task<> no_semaphores(std::counting_semaphore<> &Many) {
  use(Many.try_acquire());
  use(Many.try_acquire_for(0ms));
  Many.release();
  co_return;
}

task<> arrivals(std::latch &Latch, std::barrier<> &Barrier) {
  Latch.wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of this coroutine until the latch is counted down
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'wait' is known
  Latch.arrive_and_wait();
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: 'arrive_and_wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:9: note: not fixed: no awaiting form of 'arrive_and_wait' is known
  Barrier.arrive_and_wait();
  // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'arrive_and_wait' blocks the thread of this coroutine until all have arrived
  // CHECK-NOTES: :[[@LINE-2]]:11: note: not fixed: no awaiting form of 'arrive_and_wait' is known
  co_return;
}

task<> no_arrivals(std::latch &Latch, std::barrier<> &Barrier) {
  Latch.count_down();
  use(Latch.try_wait());
  (void)Barrier.arrive();
  Barrier.arrive_and_drop();
  co_return;
}

task<> atomics(std::atomic<int> &Number, std::atomic_flag &Flag) {
  Number.wait(0);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of this coroutine until the value changes
  // CHECK-NOTES: :[[@LINE-2]]:10: note: not fixed: no awaiting form of 'wait' is known
  Flag.wait(false);
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: 'wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:8: note: not fixed: no awaiting form of 'wait' is known
  co_return;
}

task<> no_atomics(std::atomic<int> &Number, std::atomic_flag &Flag) {
  Number.notify_all();
  use(Number.load() + Flag.test());
  while (Number.exchange(1))
    co_await answer();
}

//===--- Locks ------------------------------------------------------------===//

// Held for a moment, by default.
task<> locks(std::mutex &Mutex) {
  Mutex.lock();
  Mutex.unlock();
  std::lock_guard Lock(Mutex);
  co_return;
}

//===--- Processes and the console ----------------------------------------===//

task<> processes(pid_t Child, FILE *Pipe) {
  int Status;
  waitpid(Child, &Status, 0);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'waitpid' blocks the thread of this coroutine until the process ends
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'waitpid' is known
  ::wait(&Status);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'wait' is known
  use(std::system("make"));
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'system' blocks the thread of this coroutine until the command ends
  // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: no awaiting form of 'system' is known
  pclose(Pipe);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'pclose' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'pclose' is known
  co_return;
}

task<> no_processes(pid_t Child) {
  int Status;
  while (waitpid(Child, &Status, WNOHANG) == 0)
    co_await answer();
}

task<> console(std::string &Line, int &Number) {
  std::getline(std::cin, Line);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'getline' blocks the thread of this coroutine until somebody types
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'getline' is known
  std::cin >> Line >> Number;
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: 'cin' blocks
  // CHECK-NOTES: :[[@LINE-2]]:12: note: not fixed: no awaiting form of 'cin' is known
  use(std::cin.get());
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: 'get' blocks
  // CHECK-NOTES: :[[@LINE-2]]:16: note: not fixed: no awaiting form of 'get' is known
  use(getchar());
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'getchar' blocks
  // CHECK-NOTES: :[[@LINE-2]]:7: note: not fixed: no awaiting form of 'getchar' is known
  co_return;
}

task<> no_console(std::string &Line, std::istream &Any) {
  std::istringstream Text("1 2");
  std::getline(Text, Line);
  Text >> Line;
  std::ifstream File("name");
  std::getline(File, Line);
  std::getline(Any, Line);
  use(File.get());
  use(std::cin.eof());
  std::cin.tie(nullptr);
  std::cout << Line;
  co_return;
}

//===--- POSIX ------------------------------------------------------------===//

task<> polls(pollfd &Poll, epoll_event &Event, int Handle, fd_set &Read) {
  poll(&Poll, 1, 100);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'poll' blocks the thread of this coroutine until there is an event or the time is up
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'poll' is known
  poll(&Poll, 1, -1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'poll' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'poll' is known
  epoll_wait(Handle, &Event, 1, -1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'epoll_wait' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'epoll_wait' is known
  select(1, &Read, nullptr, nullptr, nullptr);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'select' blocks
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'select' is known
  co_return;
}

task<> no_polls(pollfd &Poll, epoll_event &Event, int Handle, int Limit, fd_set &Read) {
  poll(&Poll, 1, 0);
  poll(&Poll, 1, Limit);
  epoll_wait(Handle, &Event, 1, 0);
  timeval None{};
  select(1, &Read, nullptr, nullptr, &None);
  co_return;
}

task<> resolves(addrinfo *Found) {
  getaddrinfo("host", "80", nullptr, &Found);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'getaddrinfo' blocks the thread of this coroutine until the name is resolved
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: no awaiting form of 'getaddrinfo' is known
  co_return;
}

task<> no_resolves(addrinfo *Found) {
  addrinfo Hints{};
  Hints.ai_flags = AI_NUMERICHOST;
  getaddrinfo("::1", "80", &Hints, &Found);
  co_return;
}

// Descriptors are non-blocking where coroutines use them.
task<> descriptors(int Handle) {
  char Data[16];
  use(::read(Handle, Data, sizeof Data));
  use(::recv(Handle, Data, sizeof Data, 0));
  use(::write(Handle, Data, sizeof Data));
  use(::send(Handle, Data, sizeof Data, MSG_DONTWAIT));
  use(::accept(Handle, nullptr, nullptr));
  co_return;
}
