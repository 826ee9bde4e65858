// Everything from macros, and declarations of all kinds around it.
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <string>
#include <vector>
#define TASK cppcoro::task
#define CO(x) co_await x
#define CORO(name) TASK<> name()
#define BODY(...) { __VA_ARGS__ }
#define CAT(a, b) a##b
#define WAIT cppcoro::sync_wait
#define EMPTY
TASK<int> one(int = 0);
CORO(none);
CORO(first) BODY(none(); CO(none()); CO(one(WAIT(one()))); none();)
CORO(CAT(se, cond)) { none() EMPTY; EMPTY none(); CO(none()); WAIT(none()); co_return EMPTY; }
#define LOOP for (int X : Xs)
TASK<> loops(std::vector<int> Xs) { LOOP one(X); LOOP { CO(one(X)); one(X); } LOOP WAIT(one(X)); co_return; }
#define CALL(f, ...) f(__VA_ARGS__)
TASK<> calls() { CALL(none); CALL(co_await one, CALL(WAIT, CALL(one))); auto T = CALL(one, 1); CALL(WAIT, T); }
#define LAMBDA [=](auto... X) -> TASK<> { none(); co_await none(); }
auto lambda = [] { return LAMBDA; };
TASK<> inner() { LAMBDA(); co_await LAMBDA(1, 2); const auto F = LAMBDA; F(); }
#define STRINGS R"(co_await )" "none();"
TASK<std::string> strings() { co_return STRINGS; }
#define DEEP1(x) x, x, x, x
#define DEEP2(x) DEEP1(x), DEEP1(x), DEEP1(x), DEEP1(x)
#define DEEP3(x) DEEP2(x), DEEP2(x), DEEP2(x), DEEP2(x)
TASK<> deep() { int V[] = {DEEP3(co_await one())}; int W[] = {DEEP3(WAIT(one()))}; DEEP3(none()); }
extern "C" { TASK<> linked() { none(); co_return; } }
inline namespace { namespace n::inline m { TASK<> nested() { none(); co_await none(); } } }
using n::nested;
TASK<> other() noexcept try { none(); co_await nested(); } catch (int) { WAIT(none()); }
