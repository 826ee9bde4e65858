// RUN: %check %s async-unpropagated-stop-token %t -- -isystem %standins -Wno-unused
// PPL, in the shape that cpprestsdk gives it: options that a token converts to.

#include <pplx/pplxtasks.h>

pplx::task<int> fetch(int Id, pplx::cancellation_token Token = pplx::cancellation_token::none());
pplx::task<int> fetch_by_reference(int Id, const pplx::cancellation_token &Token = pplx::cancellation_token::none());

pplx::task<int> creates(pplx::cancellation_token Token) {
  return pplx::create_task([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'create_task' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: return pplx::create_task([] { return 1; }, Token);
}
pplx::task<int> passes(pplx::cancellation_token Token) {
  return fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'fetch' does not get
  // CHECK-FIXES: return fetch(1, Token);
}
pplx::task<int> given(pplx::cancellation_token Token) {
  return pplx::create_task([] { return 1; }, Token);
}
pplx::task<int> deliberate(pplx::cancellation_token Token) {
  return fetch(1, Token.is_canceled() ? pplx::cancellation_token::none()
                                      : pplx::cancellation_token::none());
}
// A continuation has the token of the task before it.
pplx::task<int> continues(pplx::cancellation_token Token) {
  return fetch(1, Token).then([](int) { return 1; });
}
pplx::task<int> none() { return fetch(1); }
// A coroutine would keep the reference for longer than the token lives.
pplx::task<int> by_reference(pplx::cancellation_token Token) {
  return fetch_by_reference(1);
}
