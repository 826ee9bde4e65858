// RUN: %check %s async-unpropagated-stop-token %t -- -I%inputs -pthread -Wno-unused
// std::stop_token with a home-grown task: parameters, overloads, what binds.

#include "tasks.h"
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

using home::task;
using std::stop_token;
void log(const char *);

namespace forms {
task<> fetch(int Id, stop_token Token = {});
task<> send(int Id);
task<> send(int Id, stop_token Token);
task<> look(const stop_token &Token = stop_token());
task<> take(int Id, stop_token &&Token = {});
task<> maybe(int Id, std::optional<stop_token> Token = std::nullopt);
task<> change(stop_token *Token = nullptr);
bool parse(const char *Text, stop_token Token = {});

task<> defaulted(stop_token Token) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: co_await fetch(1, Token);
}
task<> overloaded(stop_token Token) {
  co_await send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'send' does not get the stop token 'Token'
  // CHECK-FIXES: co_await send(1, Token);
}
task<> byReference(const stop_token &Token) {
  co_await look();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'look' does not get the stop token 'Token'
  // CHECK-FIXES: co_await look(Token);
}
task<> lastUse(stop_token Token) {
  co_await take(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'take' does not get the stop token 'Token'
  // CHECK-FIXES: co_await take(1, std::move(Token));
}
task<> inOptional(stop_token Token) {
  co_await maybe(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'maybe' does not get
  // CHECK-FIXES: co_await maybe(1, Token);
}
task<> byAddress(stop_token &Token) {
  co_await change();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'change' does not get
  // CHECK-FIXES: co_await change(&Token);
}
bool ordinary(stop_token Token) {
  return parse("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'parse' does not get
  // CHECK-FIXES: return parse("x", Token);
}
task<> kept(stop_token Token) {
  auto Task = fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fetch' does not get
  // CHECK-FIXES: auto Task = fetch(1, Token);
  co_await std::move(Task);
}
task<> nested(stop_token Token) {
  co_await fetch(parse("1"));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: 'parse' does not get
  // CHECK-FIXES: co_await fetch(parse("1", Token), Token);
}

task<> given(stop_token Token, std::stop_source Source) {
  co_await fetch(1, Token);
  co_await send(1, Token);
  co_await look(Token);
  co_await maybe(1, Token);
  co_await fetch(1, Source.get_token());
}
task<> deliberate(stop_token Token) {
  co_await fetch(1, {});
  co_await fetch(1, stop_token{});
  co_await send(1, stop_token());
  co_await maybe(1, std::nullopt);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> none() { co_await fetch(1); }
task<> unnamed(stop_token) { co_await fetch(1); }
task<> stillUsed(stop_token Token) {
  co_await take(1);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> takenTwice(stop_token Token) {
  for (int I = 0; I < 3; ++I)
    co_await take(I);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> constDoesNotBind(const stop_token &Token) {
  co_await change();
  log(Token.stop_requested() ? "stopped" : "");
}
task<> pointer(stop_token *Token) {
  co_await fetch(1);
  co_await change(Token);
}
task<> optional(std::optional<stop_token> Token) {
  co_await fetch(1);
  co_await maybe(1, Token);
}
// The reference would be to a parameter that may be gone.
task<> escapes(stop_token Token) { return look(); }
} // namespace forms

namespace overloads {
task<> old(int Id);
[[deprecated]] task<> old(int Id, stop_token Token);
task<> gone(int Id);
task<> gone(int Id, stop_token Token) = delete;
task<int> other(int Id);
task<bool> other(int Id, stop_token Token);
task<> two(int Id);
task<> two(int Id, int Limit, stop_token Token);
task<> twoTokens(int Id);
task<> twoTokens(int Id, stop_token A, stop_token B);
task<> unrelated(int Id);
task<> unrelated(const char *Name, stop_token Token);
task<> ambiguous(int Id);
task<> ambiguous(int Id, stop_token Token);
task<> ambiguous(stop_token Token, int Id);
task<> first(int Id);
task<> first(stop_token Token, int Id);
template <typename T> task<> generic(const T &Value);
template <typename T> task<> generic(const T &Value, stop_token Token);
template <typename T> task<> narrow(T Value);
task<> narrow(int Value, stop_token Token);
class connection {
public:
  task<> read(int Size);
  task<> read(int Size, stop_token Token);
  task<> flush();
  task<> poke();
  static task<> poke(stop_token Token);
  task<> write(int Size) const;
  task<> write(int Size, stop_token Token);

private:
  task<> flush(stop_token Token);
};

task<> found(stop_token Token, connection &Peer) {
  co_await first(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'first' does not get
  // CHECK-FIXES: co_await first(Token, 1);
  co_await generic(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'generic' does not get
  // CHECK-FIXES: co_await generic(1, Token);
  co_await Peer.read(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'read' does not get
  // CHECK-FIXES: co_await Peer.read(1, Token);
}
task<> notOffered(stop_token Token, connection &Peer) {
  co_await old(1);
  co_await gone(1);
  co_await other(1);
  co_await two(1);
  co_await twoTokens(1);
  co_await unrelated(1);
  co_await ambiguous(1);
  co_await narrow(1);
  co_await Peer.flush();
  co_await Peer.poke();
  co_await Peer.write(1);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> late(int Id);
task<> early(stop_token Token) {
  co_await late(1);
  log(Token.stop_requested() ? "stopped" : "");
}
task<> late(int Id, stop_token Token);

// A form with the token that is made of the form without it, and the reverse.
task<> inner(int Id);
task<> inner(int Id, stop_token Token) {
  if (!Token.stop_requested())
    co_await inner(Id);
}
task<> walk(int Depth, stop_token Token = {}) {
  if (Depth && !Token.stop_requested())
    co_await walk(Depth - 1);
}
} // namespace overloads

namespace defaults {
inline constexpr int Standard = 3;
task<> wait(int Id, int Retries = 3, stop_token Token = {});
task<> timed(std::chrono::milliseconds Limit = std::chrono::milliseconds{5},
                  stop_token Token = {});
task<> named(int Id, int Retries = Standard, stop_token Token = {});
task<> behind(int Id, stop_token Token = {}, int Retries = Standard);
stop_token current();
task<> ambient(int Id, stop_token Token = current());

task<> copied(stop_token Token) {
  co_await wait(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' does not get
  // CHECK-FIXES: co_await wait(1, 3, Token);
  co_await wait(1, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' does not get
  // CHECK-FIXES: co_await wait(1, 5, Token);
  co_await timed();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'timed' does not get
  // CHECK-FIXES: co_await timed(std::chrono::milliseconds{5}, Token);
  co_await behind(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'behind' does not get
  // CHECK-FIXES: co_await behind(1, Token);
}
task<> notCopied(stop_token Token) {
  co_await named(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'named' does not get
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: the default of 'Retries', which comes first, cannot be repeated here
}
task<> hasOne(stop_token Token) {
  co_await ambient(1);
  log(Token.stop_requested() ? "stopped" : "");
}
} // namespace defaults

namespace macros {
task<> fetch(int Id, stop_token Token = {});
#define FETCH(Id) fetch(Id)
task<> inMacro(stop_token Token) {
  co_await FETCH(1);
  log(Token.stop_requested() ? "stopped" : "");
}
using size = decltype(sizeof(0));
task<> unevaluated(stop_token Token) {
  size Size = sizeof(fetch(1));
  log(Token.stop_requested() ? "stopped" : "");
  co_return;
}
template <typename T> task<> inTemplate(T Value, stop_token Token) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get
  // CHECK-FIXES: co_await fetch(1, Token);
  co_await fetch(Value);
}
template task<> inTemplate(int, stop_token);
} // namespace macros
