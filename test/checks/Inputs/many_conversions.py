"""Prints a chain of functions that call each other, and many calls of one."""

CHAIN = 1000
CALLS = 5000
PER_FUNCTION = 50

print("""#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
cppcoro::task<int> answer();
void use(int);
static int chain0() { return cppcoro::sync_wait(answer()); }
static int called() { return cppcoro::sync_wait(answer()); }""")
for i in range(1, CHAIN):
    print(f"static int chain{i}() {{ return chain{i - 1}() + 1; }}")
for i in range(CALLS // PER_FUNCTION):
    print(f"static void calls{i}() {{")
    print("  use(called());\n" * PER_FUNCTION + "}")
print("cppcoro::task<> run() {")
for i in range(CALLS // PER_FUNCTION):
    print(f"  calls{i}();")
print(f"  use(chain{CHAIN - 1}());\n  co_return;\n}}")
