"""Prints a coroutine of 3000 awaits and one with 500 branches."""

print("#include <folly/coro/Task.h>")
print("folly::coro::Task<int> load(int);")
print("folly::coro::Task<int> awaits() {\n  int X = 0;")
for i in range(2999):
    print(f"  auto T{i} = load({i});\n  X += co_await std::move(T{i});")
print("  X += co_await std::move(T0);\n  co_return X;\n}")
print("folly::coro::Task<int> branches(int I) {\n  int X = 0;")
print("  auto T = load(0);")
for i in range(500):
    print(f"  T = load({i});\n  if (I == {i})")
    print("    X += co_await std::move(T);")
    print("  else\n    X -= co_await std::move(T);")
print("  X += co_await std::move(T);\n  co_return X;\n}")
