#!/usr/bin/env python3
"""What the checks cost: processor time, instructions where perf counts them, and
memory, beside other ways to look.

Every round runs each way once, one after the other; the figures are medians of
the rounds, the ratios medians of the ratios to one trivial check within a round,
so that a machine that gets slower slows all alike.

  cost.py --bin /usr/lib/llvm-22/bin --module AsyncTidyModule.so [--rounds 9]
"""

import argparse
import collections
import math
import os
import pathlib
import re
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
TRIVIAL = "google-explicit-constructor"
UPSTREAM = ("cppcoreguidelines-avoid-capturing-lambda-coroutines,"
            "cppcoreguidelines-avoid-reference-coroutine-parameters,"
            "cppcoreguidelines-no-suspend-with-lock,"
            "misc-coroutine-hostile-raii")
WAYS = ["parse only", "trivial", "ours", "upstream coroutines", "bugprone-*"]


def counter():
    """perf's command in front of another, where it counts instructions."""
    perf = ["perf", "stat", "-x,", "-e", "instructions:u", "-o"]
    try:
        with tempfile.NamedTemporaryFile() as out:
            subprocess.run([*perf, out.name, "true"], check=True,
                           capture_output=True)
            return perf if instructions(out.name) else []
    except (OSError, subprocess.CalledProcessError):
        return []


def instructions(file):
    """What perf counted, 0 where it could not."""
    for line in pathlib.Path(file).read_text().splitlines():
        if "instructions" in line and line.split(",")[0].isdigit():
            return int(line.split(",")[0])
    return 0


PERF = counter()


def measure(command):
    """(seconds of processor time, KiB at most, instructions) of one process.
    The last is 0 where they cannot be counted; a busy machine changes the first,
    and hardly the last."""
    with tempfile.NamedTemporaryFile() as out, open(os.devnull, "wb") as nothing:
        process = subprocess.Popen([*PERF, out.name, *command] if PERF else
                                   command, stdout=nothing, stderr=nothing)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return (used.ru_utime + used.ru_stime, used.ru_maxrss,
                instructions(out.name) if PERF else 0)


def callgrind(command):
    """The instructions of one process, the same every time."""
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(["valgrind", "--tool=callgrind", "-q",
                        f"--callgrind-out-file={out.name}", *command],
                       capture_output=True)
        return int(re.search(r"^(?:summary|totals): (\d+)",
                             pathlib.Path(out.name).read_text(), re.M).group(1))


def profiled(command):
    """Seconds by check, as clang-tidy's own profile says. Neither what it takes
    to print their messages, nor what is looked at when the file ends."""
    said = subprocess.run(command, capture_output=True, text=True).stderr
    seconds = collections.Counter()
    # User, system, both, wall: each with its share.
    for both, name in re.findall(
            r"^ +[\d.]+ \([^)]*\) +[\d.]+ \([^)]*\) +([\d.]+) \([^)]*\)"
            r".* ([\w.]+-[\w.-]+)$", said, re.M):
        seconds[name] += float(both)
    return seconds


def own(seconds):
    """What of it is ours."""
    return sum(value for name, value in seconds.items()
               if name.startswith("async-"))


class Bench:
    def __init__(self, args):
        self.args = args

    def command(self, way, file, flags):
        tidy = [f"{self.args.bin}/clang-tidy", "--config={}", "--quiet"]
        own = [f"--load={self.args.module}"]
        return {
            "parse only": [f"{self.args.bin}/clang++", "-fsyntax-only", "-w",
                           file, *flags],
            "trivial": [*tidy, f"--checks=-*,{TRIVIAL}", file, "--", *flags],
            "ours": [*tidy, *own, f"--checks=-*,{TRIVIAL},async-*", file,
                     "--", *flags],
            "upstream coroutines": [*tidy, f"--checks=-*,{TRIVIAL},{UPSTREAM}",
                                    file, "--", *flags],
            "bugprone-*": [*tidy, f"--checks=-*,{TRIVIAL},bugprone-*", file,
                           "--", *flags],
        }[way]

    def table(self, title, files):
        """One row per way, summed over `files`: (name, flags)."""
        rounds = []
        for _ in range(self.args.rounds):
            rounds.append({})
            for way in WAYS:
                costs = [measure(self.command(way, str(file), flags))
                         for file, flags in files]
                rounds[-1][way] = (sum(cost[0] for cost in costs),
                                   max(cost[1] for cost in costs),
                                   sum(cost[2] for cost in costs))
        print(f"\n{title}")
        print(f"  {'':20} {'seconds':>8} {'ratio':>8} {'MiB':>8} {'ratio':>8}"
              + (f" {'10^9 instr.':>12} {'ratio':>8}" if PERF else ""))
        for way in WAYS:
            def median(pick):
                return statistics.median(pick(r) for r in rounds)
            print(f"  {way:20} "
                  f"{median(lambda r: r[way][0]):8.2f} "
                  f"{median(lambda r: r[way][0] / r['trivial'][0]):8.3f} "
                  f"{median(lambda r: r[way][1]) / 1024:8.0f} "
                  f"{median(lambda r: r[way][1] / r['trivial'][1]):8.3f}",
                  f"{median(lambda r: r[way][2]) / 1e9:12.3f} "
                  f"{median(lambda r: r[way][2] / r['trivial'][2]):8.4f}"
                  if PERF else "", flush=True)

    def instructions(self, title, files):
        """One run of each under callgrind."""
        print(f"\n{title}")
        counts = {}
        for way in ("trivial", "ours"):
            counts[way] = sum(callgrind(self.command(way, str(file), flags))
                              for file, flags in files)
            print(f"  {way:20} {counts[way] / 1e9:8.3f} * 10^9 instructions, "
                  f"{counts[way] / counts['trivial']:.4f}", flush=True)

    def profile(self, title, files):
        """clang-tidy's own profile: the checks that take longest."""
        seconds = collections.Counter()
        for file, flags in files:
            seconds += profiled(
                [f"{self.args.bin}/clang-tidy", f"--load={self.args.module}",
                 "--config={}", f"--checks=-*,{UPSTREAM},async-*",
                 "--enable-check-profile", str(file), "--", *flags])
        print(f"\n{title}")
        for name, value in seconds.most_common(6):
            print(f"  {value:8.4f} s {name}")
        print(f"  {own(seconds):8.4f} s all of ours", flush=True)

    def growth(self, title, make, sizes, work):
        """What the checks add, by the size of generated files: exact
        instructions of everything where they can be counted, or else seconds of
        everything, which are noisy, and the exponent by the checks' own."""
        if self.args.callgrind:
            def cost(command): return callgrind(command) / 1e9
        elif PERF:
            def cost(command): return measure(command)[2] / 1e9
        else:
            def cost(command): return measure(command)[0]
        counts = self.args.callgrind or PERF
        unit = "10^9 instructions" if counts else "s"
        print(f"\n{title}")
        added = []
        for size in sizes:
            file = work / "generated.cpp"
            file.write_text(make(size))
            flags = ["-std=c++20", "-isystem", str(ROOT / "test/standins")]
            samples = []
            for _ in range(1 if self.args.callgrind or self.args.short else
                           max(3, self.args.rounds // 3)):
                command = self.command("ours", str(file), flags)
                base = cost(self.command("trivial", str(file), flags))
                samples.append((
                    base, cost(command) - base, 0 if counts else
                    own(profiled([*command[:1], "--enable-check-profile",
                                  *command[1:]]))))
            base, margin, checks = (statistics.median(column)
                                    for column in zip(*samples, strict=True))
            added.append(max(margin if counts else checks, 1e-4))
            print(f"  {size:6}: {base:6.2f} {unit}, and {margin:6.3f} for ours"
                  + ("" if counts else f", {checks:6.3f} in the checks"),
                  flush=True)
        # Least squares over the upper half, where the time is measurable.
        points = [(math.log(x), math.log(y)) for x, y
                  in zip(sizes, added, strict=True)][len(sizes) // 2 - 1:]
        mean_x, mean_y = (statistics.mean(column) for column in zip(*points, strict=True))
        slope = (sum((x - mean_x) * (y - mean_y) for x, y in points)
                 / sum((x - mean_x) ** 2 for x, _ in points))
        print(f"  exponent {slope:.2f}")


HEAD = """#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <utility>
using cppcoro::task;
task<int> load(int); task<> save(int);
"""
MANY_HEAD = HEAD + """#include <chrono>
#include <cppcoro/async_scope.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/when_all.hpp>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
task<> stop(int, cppcoro::cancellation_token = {});
task<> name(const std::string &);
task<task<int>> prepare();
"""


def coroutines(size):
    return HEAD + "".join(
        f"task<int> f{i}(int X) {{ int Y = co_await load(X + {i}); "
        f"co_await save(Y); if (Y > {i}) co_return Y; "
        f"co_return co_await load(Y); }}\n" for i in range(size))


def statements(size):
    """One function."""
    return HEAD + "task<> f(int X) {\n" + "".join(
        f"  auto T{i} = load(X + {i}); X += co_await std::move(T{i});\n"
        f"  if (X == {i}) co_await save(X);\n" for i in range(size)) + "}\n"


def lambdas(size):
    """Fifty deep, next to each other."""
    deep = 50
    one = ("auto L = [&]() -> task<> { co_await save(X); " * deep
           + "}; " * deep)
    return HEAD + "".join(f"task<> f{i}(int X) {{ co_await save(X); {one} }}\n"
                          for i in range(max(1, size // deep)))


def calls(size):
    """Each function calls ten others, and some wait."""
    return HEAD + "".join(
        f"static int g{i}(int X) {{ return " + " + ".join(
            f"g{j}(X)" for j in range(max(0, i - 10), i)) + (" + " if i else "")
        + ("cppcoro::sync_wait(load(X))" if i % 100 == 0 else "X") + "; }\n"
        for i in range(size)) + f"task<int> f(int X) {{ co_return g{size - 1}(X); }}\n"


def callers(size):
    """One wait, behind many functions, all of which one coroutine calls."""
    return HEAD + "static int g(int X) { return cppcoro::sync_wait(load(X)); }\n" \
        + "".join(f"static int g{i}(int X) {{ return g(X) + {i}; }}\n"
                  for i in range(size)) \
        + "task<int> f(int X) {\n" + "".join(
            f"  X += g{i}(X);\n" for i in range(size)) + "  co_return X;\n}\n"


def one_function(head, statement, tail="}"):
    """`size` times a statement in one function."""
    return lambda size: (MANY_HEAD + head + "\n" + "".join(
        f"  {statement.replace('{i}', str(i))}\n" for i in range(size))
        + tail + "\n")


# What one function may have very many of.
MANY = {
    "starts in one loop": one_function(
        "void f(std::vector<int> Xs, cppcoro::async_scope &S) {\n"
        "for (int X : Xs) {", "S.spawn(save(X + {i}));", "} }"),
    "loops with one start each": one_function(
        "void f(std::vector<int> Xs, cppcoro::async_scope &S) {",
        "for (int X : Xs) S.spawn(save(X + {i}));"),
    "containers of tasks, filled and awaited": one_function(
        "task<> f(std::vector<int> Xs) {",
        "std::vector<task<>> V{i}; for (int X : Xs) V{i}.push_back(save(X));"
        " co_await cppcoro::when_all(std::move(V{i}));"),
    "blocking calls in one coroutine": one_function(
        "task<> f() {", "std::this_thread::sleep_for("
        "std::chrono::milliseconds({i} + 1));", "co_return; }"),
    "blocking waits in one coroutine": one_function(
        "task<> f() {", "cppcoro::sync_wait(save({i}));", "co_return; }"),
    "dropped tasks": one_function("task<> f() {", "save({i});",
                                  "co_return; }"),
    "calls without their stop token": one_function(
        "task<> f(cppcoro::cancellation_token T) {", "co_await stop({i});"),
    "tasks that are awaited twice": one_function(
        "task<> f(int X) {", "auto T{i} = save({i}); co_await std::move(T{i}); "
        "if (X == {i}) co_await std::move(T{i});"),
    "tasks that outlive what they refer to": one_function(
        "task<> f(int X) {",
        "if (X == {i}) return name(std::to_string(X));", "return save(X); }"),
    "starts that share a local": one_function(
        "void f(std::vector<int> Xs, cppcoro::async_scope &S) {\n"
        "for (int X : Xs) { std::string L = std::to_string(X);",
        "S.spawn(name(L));", "} }"),
    "lambdas that are coroutines": one_function(
        "void f(int X, cppcoro::async_scope &S) {",
        "S.spawn([X]() -> task<> { co_await save(X + {i}); }());"),
    "blocks with a lock": one_function(
        "task<> f(std::mutex &M) {",
        "{ std::lock_guard G{i}(M); co_await save({i}); }"),
    "tasks of tasks": one_function(
        "task<> f() {", "auto T{i} = co_await prepare();"),
    "variables for temporaries": one_function(
        "task<> f(int X) {", "auto T{i} = name(std::to_string({i}));"
        " if (X == {i}) co_await T{i};"),
    "temporaries in one container": one_function(
        "task<> f() { std::vector<task<>> V;",
        "V.push_back(name(std::to_string({i})));",
        "co_await cppcoro::when_all(std::move(V)); }"),
    "awaits of one task": one_function(
        "task<> f() { auto T = save(0);", "co_await std::move(T);"),
    "awaits of one task, each perhaps": one_function(
        "task<> f(int X) { auto T = save(0);",
        "if (X == {i}) co_await std::move(T);"),
    "futures that are asked first": one_function(
        "task<> f(std::vector<std::future<int>> &V) {",
        "if (V[{i}].wait_for(std::chrono::seconds(0)) =="
        " std::future_status::ready) V[{i}].get();", "co_return; }"),
    "tests for the stop": one_function(
        "task<> f(cppcoro::cancellation_token T) {",
        "if (T.is_cancellation_requested()) co_return; co_await stop({i}, T);"),
    "waits in one function": one_function(
        "void f() {", "cppcoro::sync_wait(save({i}));",
        "} task<> g() { f(); co_return; }"),
    "awaits in a user interface": lambda size: (
        "#include <winrt/Windows.UI.Xaml.h>\n"
        "using namespace winrt::Windows::Foundation;\nIAsyncAction load();\n"
        "IAsyncAction f(winrt::Windows::UI::Xaml::Controls::TextBlock B) {\n"
        + "  co_await load(); B.Text(L\"\");\n" * size + "}\n"),
}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--module", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--short", action="store_true",
                        help="small files and few rounds, to see that it runs")
    parser.add_argument("--callgrind", action="store_true",
                        help="count instructions with valgrind instead: exact, "
                        "and slow")
    args = parser.parse_args()
    args.module = args.module.resolve()
    if args.short:
        args.rounds = 1
    bench = Bench(args)
    include = [f"-I{ROOT}/AsyncTidyModule", f"-I{ROOT}", "-isystem",
               f"{args.bin}/../include", "-fno-exceptions", "-fno-rtti"]
    standins = ["-std=c++20", "-isystem", str(ROOT / "test/standins"),
                "-Wno-everything"]
    samples = sorted((ROOT / "test/standins/samples").glob("*.cpp"))
    heavy = [(ROOT / "checks/blocking-wait/BlockingWaitCheck.cpp",
              ["-std=c++20", *include])]
    asio = [(ROOT / "examples/orders/handlers.cpp", ["-std=c++20"]),
            (ROOT / "examples/orders/orders.cpp", ["-std=c++20"])]
    if args.callgrind:
        bench.instructions("(a) a heavy file without coroutines", heavy)
        bench.instructions("(b) coroutines of real Boost.Asio", asio)
        bench.instructions("(b) good coroutines of the stand-ins",
                           [(path, standins) for path in samples])
    else:
        if not args.short:
            bench.table("(a) a heavy file without coroutines: one of our own, "
                        "as C++20", heavy)
            bench.table("(b) coroutines of real Boost.Asio", asio)
        bench.table("(b) good coroutines of the stand-ins",
                    [(path, standins) for path in
                     (samples[:1] if args.short else samples)])
        bench.profile("(b) clang-tidy's own profile, good coroutines",
                      [(path, standins) for path in samples])
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        small = [100, 300, 1000]
        if not args.callgrind:
            small.append(3000)
        large = small if args.callgrind else [*small, 10000]
        if args.short:
            small = large = [50, 100]
        many = [50, 100] if args.short else [1000, 2000, 4000, 8000]
        if args.callgrind:
            many = many[:2]
        shapes = [("(c) coroutines in one file", coroutines, large),
                  ("(c) statements in one coroutine", statements, small),
                  ("(c) lambdas, fifty deep", lambdas, small),
                  ("(c) functions that call ten others", calls, small),
                  ("(c) functions behind one wait, called by one coroutine",
                   callers, small),
                  *((f"(d) {what}", make, many) for what, make in MANY.items())]
        for what, make, sizes in shapes[3:7] if args.short else shapes:
            bench.growth(what, make, sizes, work)


main()
