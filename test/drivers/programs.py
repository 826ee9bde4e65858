#!/usr/bin/env python3
"""Makes programs that tell what they do, and looks whether they do the same when
all their fixes are applied.

The programs are random, valid and free of undefined behaviour: coroutines and
plain functions that wait for each other, with loops, exceptions, lambdas,
destructors and locks around the waits. Each prints a trace. It is a failure when

- one does not compile any more, or prints another trace,
- a fix is still offered after the third pass.

The same seed gives the same programs. Failures are kept, as they were before the
pass that broke them.
"""

import collections
import concurrent.futures
import pathlib
import random
import subprocess
import sys
import tempfile
import textwrap

import inputs

PASSES = 3
# What they may be written with: headers, the task type, the wait.
LIBRARIES = {
    "cppcoro": (["cppcoro/sync_wait.hpp", "cppcoro/task.hpp"],
                "cppcoro::task<int>", "cppcoro::sync_wait"),
    "libcoro": (["coro/sync_wait.hpp", "coro/task.hpp"],
                "coro::task<int>", "coro::sync_wait"),
    "folly": (["folly/coro/BlockingWait.h",
               "folly/coro/Task.h"],
              "folly::coro::Task<int>", "folly::coro::blockingWait"),
}
# Fixes that change nothing but the defect; what was dropped and never ran would.
CHECKS = ("async-blocking-wait,async-redundant-coroutine,async-dangling-task,"
          "async-repeated-await")
PRELUDE = """
namespace {
int Lines = 0;
int trace(int Place, int Value = 0) {
  std::printf("%d %d\\n", Place, Value);
  if (++Lines == 3000) {
    std::fflush(stdout);
    std::_Exit(0);
  }
  return Value;
}
struct guard {
  explicit guard(int Place) : Place(Place) { trace(Place); }
  guard(guard &&Other) noexcept : Place(std::exchange(Other.Place, 0)) {}
  ~guard() {
    if (Place)
      trace(-Place);
  }
  int Place;
};
std::recursive_mutex Mutex;
int Global = 0;
"""


class Function:
    """One of the program's. `second` is the type of its other parameter, `owner`
    the class it is a member of."""

    def __init__(self, number, rng):
        self.owner = f"c{number}" if rng.random() < 0.25 else None
        self.is_static = rng.random() < 0.5
        self.name = f"f{number}"
        self.is_coroutine = rng.random() < 0.55
        # When a plain function's parameters are destroyed is for the compiler
        # to choose, so that a guard among them may be seen to go at two times.
        self.second = rng.choice((None, None, "const int &",
                                  "guard" if self.is_coroutine else None,
                                  "std::string", "std::unique_ptr<int>"))
        self.parameters = "int X" + (f", {self.second} P" if self.second
                                     else "")


class Writer:
    """Writes one program."""

    def __init__(self, rng, library):
        self.rng = rng
        self.library = library
        self.headers, self.task, self.wait = LIBRARIES[library]
        self.done = []  # The functions that exist so far.
        self.number = 0  # Of places and names.

    def place(self):
        self.number += 1
        return self.number

    def program(self):
        size = self.rng.randrange(6, 26)
        text = "".join(f"#include <{header}>\n" for header in self.headers + [
            "cstdio", "cstdlib", "memory", "mutex", "string", "utility"])
        text += PRELUDE
        for number in range(size):
            function = Function(number, self.rng)
            text += self.function(function)
            self.done.append(function)
        self.is_coroutine = self.may_await = False
        calls = "".join(f"    trace({self.place()}, {self.call(f, ['X'], 0)});\n"
                        for f in self.done[-3:])
        return text + ("} // namespace\n\nint main() {\n  int X = 1;\n  try {\n"
                       + calls
                       + "  } catch (int Code) {\n    trace(-1, Code);\n  }\n}\n")

    def function(self, function):
        self.is_coroutine = function.is_coroutine
        self.may_await = function.is_coroutine
        names = ["X"]
        if function.second == "const int &":
            names.append("P")
        head = (f"{self.task if function.is_coroutine else 'int'} "
                f"{function.name}({function.parameters})")
        if function.owner and not function.is_static:
            names.append("Member")
        if self.done and self.rng.random() < 0.2:  # Only passes on, or waits.
            body = [self.give(self.wait_for(names, 1))]
        else:
            body = self.block(names, 3, self.rng.randrange(2, 6))
            body.append(self.give(self.expression(names, 2)))
        text = f"{head} {{\n" + "".join(f"  {line}\n" for line in body) + "}\n"
        if not function.owner:
            return "\n" + text
        static = "static " if function.is_static else ""
        return (f"\nstruct {function.owner} {{\n  int Member = 2;\n"
                + textwrap.indent(static + text, "  ")
                + f"}} static_{function.owner};\n")

    def give(self, expression):
        return f"{'co_return' if self.is_coroutine else 'return'} {expression};"

    # ---- Statements, as lines -----------------------------------------------

    def block(self, names, depth, count):
        names, lines = list(names), []
        for _ in range(count):
            lines += self.statement(names, depth)
        return lines

    def inner(self, names, depth):
        return ["  " + line for line in
                self.block(names, depth - 1, self.rng.randrange(1, 4))]

    def statement(self, names, depth):
        """May add a name to `names`."""
        rng, fresh = self.rng, f"V{self.place()}"
        kinds = [self.assign, self.assign, self.local, self.guarded, self.early,
                 self.thrown, self.stored, self.stored]
        if depth > 0:
            kinds += [self.branch, self.loop, self.attempt, self.choice,
                      self.closure, self.closure, self.nested]
        return rng.choice(kinds)(names, depth, fresh)

    def assign(self, names, depth, _):
        left = self.rng.choice(("X += ", "X = ", "Global = ", "(void)"))
        return [f"{left}{self.expression(names, 2)};"]

    def local(self, names, depth, fresh):
        value = self.expression(names, 2)
        names.append(fresh)
        # No `auto &`: a bool would be a temporary int where it is kept.
        kinds = ["int", "const int", "const int &"]
        if self.library == "libcoro":  # A wait gives a reference into its task.
            kinds = kinds[:2]
        kind = self.rng.choice(kinds)
        return [f"{kind} {fresh} = {value};"]

    def guarded(self, names, depth, fresh):
        if self.rng.random() < 0.25:
            return [f"std::lock_guard<std::recursive_mutex> {fresh}(Mutex);",
                    f"trace({self.place()});"]
        return [f"guard {fresh}({self.place()});"]

    def early(self, names, depth, _):
        return [f"if ({self.expression(names, 1)} % 7 == 3)",
                "  " + self.give(self.expression(names, 2))]

    def thrown(self, names, depth, _):
        return [f"if ({self.expression(names, 1)} % 13 == 4)",
                f"  throw {self.place()};"]

    def stored(self, names, depth, fresh):
        """A task that waits in a variable."""
        tasks = [f for f in self.done if f.is_coroutine]
        if not tasks:
            return self.assign(names, depth, fresh)
        function = self.rng.choice(tasks)
        lines = [f"auto {fresh} = {self.call_of(function, names, 1, True)};"]
        lines += self.statement(list(names), 0)
        await_it = self.may_await and self.rng.random() < 0.5
        lines.append(f"X += co_await std::move({fresh});" if await_it else
                     f"X += {self.wait}(std::move({fresh}));")
        return lines

    def branch(self, names, depth, fresh):
        if self.rng.random() < 0.3:
            head = f"if (int {fresh} = {self.expression(names, 1)}; {fresh} > 2)"
        else:
            head = f"if ({self.expression(names, 2)})"
        lines = [head + " {", *self.inner(names, depth)]
        if self.rng.random() < 0.5:
            lines += ["} else {", *self.inner(names, depth)]
        return lines + ["}"]

    def loop(self, names, depth, fresh):
        limit = self.rng.randrange(1, 4)
        condition = f"{fresh} < {limit}"
        if self.rng.random() < 0.3:
            condition += f" && {self.expression(names, 1)} != 5"
        if self.rng.random() < 0.2:
            return [f"int {fresh} = 0;", "do {", *self.inner(names, depth),
                    f"}} while (++{condition});"]
        return [f"for (int {fresh} = 0; {condition}; ++{fresh}) {{",
                *self.inner(names, depth), "}"]

    def attempt(self, names, depth, fresh):
        lines = ["try {", *self.inner(names, depth),
                 f"  if ({self.expression(names, 1)} % 3 == 0)",
                 f"    throw {self.place()};", "}"]
        before, self.may_await = self.may_await, False
        lines[-1] += f" catch (int {fresh}) {{"
        lines += self.inner(names + [fresh], depth)
        self.may_await = before
        return lines + ["}"]

    def choice(self, names, depth, fresh):
        lines = [f"switch ({self.expression(names, 2)} % 3) {{"]
        for label in ("case 0: {", "case 1: {", "default: {"):
            lines += [label, *self.inner(names, depth)]
            lines += ["  break;", "}"] if self.rng.random() < 0.7 else ["}"]
        return lines + ["}"]

    def closure(self, names, depth, fresh):
        """A lambda that is called, or awaited, on the spot or by its name."""
        outside = self.is_coroutine, self.may_await
        coroutine = self.rng.random() < 0.5
        self.is_coroutine = self.may_await = coroutine
        kind = f" -> {self.task}" if coroutine else " -> int"
        body = [*self.inner(["X"], depth),
                "  " + self.give(self.expression(["X"], 1))]
        self.is_coroutine, self.may_await = outside
        capture = self.rng.choice(("", "&", "=")) if coroutine else ""
        lines = [f"auto {fresh} = [{capture}](int X){kind} {{", *body, "};"]
        call = f"{fresh}({self.expression(names, 1)})"
        if coroutine:
            call = (f"co_await {call}" if self.may_await
                    and self.rng.random() < 0.5 else f"{self.wait}({call})")
        return lines + [f"X += {call};"]

    def nested(self, names, depth, _):
        return ["{", *self.inner(names, depth), "}"]

    # ---- Expressions of type int --------------------------------------------

    def expression(self, names, depth):
        rng = self.rng
        simple = [lambda: rng.choice((str(rng.randrange(9)), "Global")),
                  lambda: rng.choice(names),
                  lambda: f"trace({self.place()}, {rng.choice(names)})"]
        if depth <= 0:
            return rng.choice(simple)()
        deeper = [
            lambda: self.wait_for(names, depth), lambda: self.wait_for(names, 1),
            lambda: f"({self.expression(names, depth - 1)} {rng.choice('+-*')} "
                    f"{self.expression(names, depth - 1)})",
            lambda: f"({self.expression(names, depth - 1)} ? "
                    f"{self.expression(names, depth - 1)} : "
                    f"{self.expression(names, depth - 1)})",
            lambda: f"({self.expression(names, depth - 1)} "
                    f"{rng.choice(('&&', '||', '<', '=='))} "
                    f"{self.expression(names, depth - 1)})",
            lambda: f"({self.expression(names, depth - 1)}, "
                    f"{self.expression(names, depth - 1)})",
            lambda: f"trace({self.place()}, {self.expression(names, depth - 1)})",
        ]
        return rng.choice(simple + deeper * 2)()

    def wait_for(self, names, depth):
        if not self.done:
            return self.expression(names, 0)
        return self.call(self.rng.choice(self.done[-8:]), names, depth)

    def call(self, function, names, depth):
        """The value of a call: waited for, awaited, or as it is."""
        text = self.call_of(function, names, depth, False)
        if not function.is_coroutine:
            return text
        if self.may_await and self.rng.random() < 0.6:
            return f"(co_await {text})" if self.rng.random() < 0.5 \
                else f"co_await {text}"
        return f"{self.wait}({text})"

    def call_of(self, function, names, depth, is_kept):
        first = self.expression(names, depth - 1)
        second = {
            None: "",
            # A task that is kept must not refer to a temporary.
            "const int &": ", " + (self.rng.choice(names) if is_kept else
                                   self.expression(names, depth - 1)),
            "guard": f", guard({self.place()})",
            "std::string": ', "text"',
            "std::unique_ptr<int>": ", std::make_unique<int>("
                                    f"{self.expression(names, 0)})",
        }[function.second]
        scope = ""
        if function.owner:
            scope = function.owner + ("::" if function.is_static else "().")
        if scope.endswith(".") and is_kept:  # Of an object that stays.
            scope = f"static_{function.owner}."
        return f"{scope}{function.name}({first}{second})"


class Runner:
    def __init__(self, args, work):
        self.args, self.work = args, pathlib.Path(work)
        self.flags = ["-std=c++20", "-isystem", str(inputs.TESTS / "standins")]

    def output(self, file):
        """What the program prints, or None; and what the compiler says."""
        program = file.with_suffix("")
        built = subprocess.run(
            [f"{self.args.bin}/clang++", *self.flags, "-w", "-fwrapv",
             "-fsanitize=address" if self.args.sanitize else "-O0",
             str(file), "-o", str(program), "-pthread"],
            capture_output=True, text=True)
        if built.returncode:
            return None, built.stderr[:2000]
        ran = subprocess.run([str(program)], capture_output=True, text=True,
                             timeout=60)
        return (ran.returncode, ran.stdout), ran.stderr[:2000]

    def fix(self, file):
        """Applies the fixes, and returns what is then the program's text."""
        subprocess.run(
            [f"{self.args.bin}/clang-tidy", f"--load={self.args.module}",
             "--config={}", f"--checks=-*,{CHECKS}", "--quiet", str(file),
             "--fix", "--", *self.flags], capture_output=True)
        return file.read_text()

    def one(self, number):
        rng = random.Random(f"{self.args.seed}-{number}")
        library = rng.choice(sorted(LIBRARIES))
        folder = self.work / str(number)
        folder.mkdir()
        file = folder / "program.cpp"
        text = Writer(rng, library).program()
        file.write_text(text)
        before, said = self.output(file)
        if before is None or before[0]:
            return self.failed("the program itself is wrong", number, text, said)
        for number_of_pass in range(PASSES):
            changed = self.fix(file)
            if changed == text:
                return ("the same" if number_of_pass else "no fix"), ""
            after, said = self.output(file)
            if after is None:
                return self.failed("does not compile", number, text, said)
            if after != before:
                return self.failed("does something else", number, text,
                                   difference(before, after) + said)
            text = changed
        if self.fix(file) != text:
            return self.failed("still has a fix", number, text, "")
        return "the same", ""

    def failed(self, verdict, number, text, said):
        self.args.keep.mkdir(parents=True, exist_ok=True)
        kept = self.args.keep / f"program-{self.args.seed}-{number}.cpp"
        kept.write_text(text)
        return "FAILED: " + verdict, f"{kept}\n{said}"


def difference(before, after):
    """Where two traces part."""
    if before[0] != after[0]:
        return f"exit {before[0]}, then {after[0]}\n"
    pairs = zip(before[1].splitlines() + ["the end"],
                after[1].splitlines() + ["the end"], strict=False)
    for line, (one, other) in enumerate(pairs):
        if one != other:
            return f"line {line + 1} of the trace: {one}, then {other}\n"
    return ""


def main():
    parser = inputs.fuzz_parser(__doc__, 500)
    parser.add_argument("--sanitize", action="store_true",
                        help="run them with AddressSanitizer")
    args = parser.parse_args()
    results = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="programs-") as work:
        runner = Runner(args, work)
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for verdict, text in pool.map(runner.one, range(args.count)):
                results[verdict] += 1
                if text:
                    print(f"{verdict}: {text}\n", flush=True)
    print(f"{args.count} programs, seed {args.seed}: " + ", ".join(
        f"{count} {verdict}" for verdict, count in results.most_common()))
    return 1 if any(name.startswith("FAILED") for name in results) else 0


sys.exit(main())
