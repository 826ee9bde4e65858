// Nothing of this compiles, and nothing may die of it.
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
using cppcoro::task;
task<int> one(int = 0);
task<> none();
task<missing> unknown();
task<int, int> twoArguments();
unknown_type wait() { co_await one(); none(); }
auto deduced() { co_await none(); none(); }
constexpr task<> notConstant() { co_await none(); none(); }
int main() { co_await none(); none(); }
struct half { task<> run() { co_await value; none(); half.x(); } int value
task<> after() { none(); co_await; co_return none }
task<> unfinished() { auto T = one(; co_await T; none(); if (co_await) { cppcoro::sync_wait(); } }
task<> redefined() { none(); } task<> redefined() { none(); co_return; }
task<> mixed() { co_await none(); return none(); none(); }
template <class> task<> noName() { none(); co_await T(); }
task<> arrow() { one()->x; (*one()).y; co_await one().z; none()(); none()[1]; }
struct derives : half, unknown, derives { task<> run() override { half::run(); run(); none(); } };
task<> lambda() { [ { none(); }; [](auto) { co_await none(); none() }(1); [x = co_await one() { }; }
namespace cppcoro { template <class T> struct task { int x; }; task<int> again() { co_await one(); } }
task<> last() { none(); co_await (((((((((
