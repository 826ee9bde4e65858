"""Programs that are large in one way each, and valid: huge.py FOLDER"""
import pathlib
import sys

HEAD = """#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <vector>
using cppcoro::task;
task<int> one(int = 0);
task<> none();
struct fluent { fluent &on(int); task<> run(); };
struct text { text operator+(const char *) const; };
task<> print(text);
"""


def repeat(separator, text, count):
    return separator.join(text.format(i) for i in range(count))


PROGRAMS = {
    "sum": "task<int> f(int X) { co_return "
           + repeat(" + ", "co_await one(X)", 2000) + "; }\n"
           "int w(int X) { return "
           + repeat(" + ", "cppcoro::sync_wait(one(X))", 2000) + "; }",
    "comma": "task<> f(int X) { " + repeat(", ", "one(X)", 2000)
             + "; co_return; }",
    "chain": "task<> f(fluent B) { B" + ".on(1)" * 3000 + ".run(); co_await B"
             + ".on(1)" * 3000 + ".run(); }",
    "operators": "task<> f(text S) { print(S" + ' + "a"' * 3000
                 + "); co_return; }",
    "conditions": "task<> f(int X) { "
                  + repeat("", "X == {} ? none() : ", 200)
                  + "none(); co_return; }",
    "else-if": "task<> f(int X) { " + repeat(" else ", "if (X == {}) none();",
                                             1500) + " co_return; }",
    "blocks": "task<> f(int X) { " + "if (X) { " * 200 + "one(X);" + "}" * 200
              + " co_return; }",
    "awaits": "task<int> f() { co_return " + "co_await one(" * 14 + "1"
              + ")" * 14 + "; }",
    "lambdas": "task<> f(int X) { "
               + "auto L = [&]() -> task<> { none(); " * 120 + "co_return;"
               + " }; co_return;" * 120 + " }",
    "elements": "task<> f(int X) { task<int> T[] = {"
                + repeat(", ", "one(X)", 10000) + "}; co_await none(); }",
    "cases": "task<> f(int X) { switch (X) { "
             + repeat("", "case {}: none(); ", 2000) + "} co_return; }",
}

for name, program in PROGRAMS.items():
    path = pathlib.Path(sys.argv[1]) / f"{name}.cpp"
    path.write_text(HEAD + program + "\n")
