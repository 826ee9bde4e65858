// A function that is only declared, and a twin of its own that is awaited.
// RUN: %check %s async-blocking-call %t -fix-notes -- -isystem %S/Inputs

#include "home_task.h"
#include <string>

using home::task;

class channel {
public:
  std::string read(int Limit);
  task<std::string> async_read(int Limit);
  void flush();
  task<> flushAsync();
  int write(const std::string &Text);
  task<int> co_write(const std::string &Text);
  // Other parameters, another value, nothing to await.
  void close();
  task<> async_close(int Code);
  int seek(int To);
  task<long> async_seek(int To);
  void cancel();
  void async_cancel();
  // It only says how it is, and that one asks.
  bool isOpen() const;
  task<bool> async_isOpen() const;
  // What has a body is looked into.
  void tick() { ++Ticks; }
  task<> async_tick();
  std::string first() const;

private:
  int Ticks = 0;
};
std::string load(const char *Name);
task<std::string> loadCoro(const char *Name);

task<> uses(channel &Channel) {
  std::string Line = Channel.read(80);
  // CHECK-NOTES: :[[@LINE-1]]:30: warning: 'read' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-29]]:21: note: 'async_read' does the same, and is awaited
  // CHECK-NOTES: :[[@LINE-3]]:30: note: its name and type alone say that 'async_read' does the same
  // CHECK-FIXES: std::string Line = co_await Channel.async_read(80);
  if (Channel.write(Line) > 0)
    Channel.flush();
  // CHECK-NOTES: :[[@LINE-2]]:15: warning: 'write' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-31]]:13: note: 'co_write' does the same, and is awaited
  // CHECK-NOTES: :[[@LINE-4]]:15: note: its name and type alone say that 'co_write' does the same
  // CHECK-NOTES: :[[@LINE-4]]:13: warning: 'flush' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-36]]:10: note: 'flushAsync' does the same, and is awaited
  // CHECK-NOTES: :[[@LINE-6]]:13: note: its name and type alone say that 'flushAsync' does the same
  // CHECK-FIXES: if (co_await Channel.co_write(Line) > 0)
  // CHECK-FIXES-NEXT: co_await Channel.flushAsync();
  Line = load("name").substr(1);
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: 'load' blocks the thread of this coroutine until it is done [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-20]]:19: note: 'loadCoro' does the same, and is awaited
  // CHECK-NOTES: :[[@LINE-3]]:10: note: its name and type alone say that 'loadCoro' does the same
  // CHECK-FIXES: Line = (co_await loadCoro("name")).substr(1);
  co_return;
}

// --- Silent --------------------------------------------------------------------

task<> others(channel &Channel) {
  Channel.close();
  Channel.seek(1);
  Channel.cancel();
  Channel.tick();
  if (Channel.isOpen())
    co_await Channel.async_read(1);
  (void)Channel.first();
}
// The twin itself.
task<std::string> loadCoro(const char *Name) { co_return load(Name); }
void plain(channel &Channel) { Channel.flush(); }
