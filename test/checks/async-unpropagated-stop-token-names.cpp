// RUN: %check %s async-unpropagated-stop-token %t -- -I%S/Inputs -pthread -Wno-unused

// Functions that stop something are told by whole words: what a token asks for
// is under way there.

#include "tasks.h"
#include <stop_token>

using home::task;
task<> fetch(int Id, std::stop_token Token = {});

class stops {
public:
  task<> stop() { co_await fetch(1); }
  task<> stopAll() { co_await fetch(1); }
  task<> stop_2() { co_await fetch(1); }
  task<> stopping() { co_await fetch(1); }
  task<> stopped() { co_await fetch(1); }
  task<> close() { co_await fetch(1); }
  task<> close_connections() { co_await fetch(1); }
  task<> Closing() { co_await fetch(1); }
  task<> shutdown() { co_await fetch(1); }
  task<> shutDown() { co_await fetch(1); }
  task<> clean_up_files() { co_await fetch(1); }
  task<> cancelJobs() { co_await fetch(1); }
  task<> _abort() { co_await fetch(1); }
  task<> drain() { co_await fetch(1); }
  task<> tearDown() { co_await fetch(1); }

private:
  std::stop_token Token;
};

class goes_on {
public:
  task<> closest() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> stopwatch() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> stopover() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> closures() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> drainage() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> cancelable_fetch() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> abortable() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> cleaning() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> shutter() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> tears() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> nonstop() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> disclose() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop
    // CHECK-FIXES: co_await fetch(1, Token);
  }

private:
  std::stop_token Token;
};

// The members they call count, too: what 'closest' asks for is no stop.
class asks {
public:
  task<> run() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'stop_source.get_token()'
    // CHECK-FIXES: co_await fetch(1, stop_source.get_token());
  }
  task<> reads() {
    co_await fetch(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'stop_source.get_token()'
    // CHECK-FIXES: co_await fetch(2, stop_source.get_token());
  }

private:
  std::stop_source stop_source;
};

// A token for one thing is not for another: only a note has the edit.
class one_of_its_things {
public:
  task<> run() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'asset_token'
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: 'asset_token' may be meant for other work
  }

private:
  std::stop_token asset_token;
};
