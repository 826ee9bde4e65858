"""Prints coroutines of 3000 awaits and some with 500 branches."""

for header in ("cppcoro/task.hpp", "folly/coro/Task.h", "string", "vector"):
    print(f"#include <{header}>")
print("folly::coro::Task<int> load(int);")
print("folly::coro::Task<int> find(const std::string &);")

# async-repeated-await
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

# async-dangling-task
print("folly::coro::Task<int> refers() {\n  int X = 0;")
for i in range(2999):
    print(f"  std::string N{i};\n  auto T{i} = find(N{i});")
    print(f"  X += co_await std::move(T{i}) + co_await find(\"x\");")
print("  auto Last = find(\"x\");\n  X += co_await std::move(Last);")
print("  co_return X;\n}")
print("folly::coro::Task<int> fills(int I, std::string S) {")
print("  std::vector<folly::coro::Task<int>> V;")
for i in range(500):
    print(f"  if (I == {i})\n    V.push_back(find(S));")
    print("  else\n    V.push_back(find(S));")
print("  V.push_back(find(\"x\"));")
print("  for (auto &T : V)\n    co_await std::move(T);\n  co_return 1;\n}")

# async-redundant-coroutine
print("cppcoro::task<int> fetch(int);")
print("static cppcoro::task<int> ready(int I) { co_return I; }")
print("cppcoro::task<int> calls() {\n  int X = co_await fetch(1);")
for i in range(3000):
    print(f"  X += co_await ready({i});")
print("  co_return X;\n}")
print("cppcoro::task<int> passes(int I) {")
for i in range(500):
    print(f"  if (I == {i})\n    co_return co_await fetch({i});")
print("  co_return co_await fetch(0);\n}")
