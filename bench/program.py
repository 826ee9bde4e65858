#!/usr/bin/env python3
"""What the whole program costs: program.py BUILD LLVM [options]

Writes the summaries of programs, from which nothing was parsed, and links them.
Each file has as many functions and calls; a tenth of these stays in the file, and
every hundredth function is a coroutine. Prints the seconds of the processor and the
memory of each program, and by which power of their size they grow.

Then, with a program of --sources real files, whose functions call each other over
--depth files: what parsing costs alone, what `find` costs beside it with and without
the link, and what it costs again, when nothing or one file has changed.
"""

import argparse
import itertools
import json
import math
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1] / "test"


def write(folder, files, functions, calls):
    """Returns the bytes written."""
    folder.mkdir(parents=True)
    rng, total, size = random.Random(1), files * functions, 0
    for number in range(files):
        first = number * functions
        lines = ["async-tidy-summary\t4", f"u\t/p/src/file{number}.cpp\t",
                 f"p\t/p/src/file{number}.cpp\t{number:016x}"]
        known = {}

        def function(which, lines=lines, known=known, first=first):
            if which not in known:
                known[which] = len(known)
                own = first <= which < first + functions
                flags = "us" + ("ak" if which % 100 == 0 else "")
                lines.append(f"f\tc:@N@namespace@S@Class{which % 977}@F@function"
                             f"{which}#I#\t'function{which}'\t"
                             + (f"{flags}\t0\t{which - first}" if own else "us"))
            return known[which]
        for which in range(first, first + functions):
            function(which)
        made = []
        for call in range(calls):
            caller = first + rng.randrange(functions)
            callee = (first + rng.randrange(functions) if call % 10 == 0
                      else rng.randrange(total))
            made.append(f"c\t{function(caller)}\t{function(callee)}\t\t0\t{call * 20}")
        for which in range(first, first + functions, 10):
            made += [f"s\t{function(which)}\tasync-blocking-call\tHC\t0\tp",
                     f"m\t'sleep_for' blocks {{thread}} until the time is up\t0\t{which}"]
        text = "\n".join(lines + made) + "\n"
        size += len(text)
        (folder / f"{number}.summary").write_text(text)
    return size


def run(*command):
    """(seconds of the processor, MiB)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            after.ru_maxrss / 1024)


def link(build, folder):
    return run(f"{build}/bin/async-tidy-link", f"{folder}=/p", "-o",
               f"{folder}/program", "--fixes", f"{folder}/fixes.json", "--places",
               f"{folder}/places.json")


def write_sources(folder, files, functions, depth):
    """A program of C++, with its compile_commands.json."""
    (folder / "build").mkdir(parents=True)
    header = (TESTS / "checks/Inputs/home_task.h").read_text()
    (folder / "task.h").write_text(header + "home::task<int> made(int);\n")
    (folder / "all.h").write_text('#pragma once\n#include "task.h"\n' + "".join(
        f"int f{file}_{number}(int);\n" for file in range(files)
        for number in range(functions)))
    database = []
    for file in range(files):
        text = ['#include "all.h"']
        for number in range(functions):
            if number == 0 and file % depth == 0:
                text.append(f"home::task<int> start{file}() {{ co_return "
                            f"f{file}_0(1); }}")
            below = (f"f{file + 1}_{number}(V - 1)"
                     if (file + 1) % depth and file + 1 < files
                     else "home::sync_wait(made(V))" if number == 0 else "V")
            text.append(f"int f{file}_{number}(int V) {{\n  int Sum = 0;\n"
                        f"  for (int I = 0; I < V; ++I)\n    Sum += I * V;\n"
                        f"  return Sum + {below};\n}}")
        path = folder / f"file{file}.cpp"
        path.write_text("\n".join(text) + "\n")
        database.append({"directory": str(folder), "file": str(path), "arguments": [
            "clang++", "-std=c++20", "-c", str(path)]})
    (folder / "build/compile_commands.json").write_text(json.dumps(database))
    return [entry["file"] for entry in database]


def sources(build, llvm, folder, args):
    files = write_sources(folder, args.sources, args.functions, args.depth)
    flags = ["-std=c++20", "-fsyntax-only"]

    def find(state, *options):
        return run(f"{build}/bin/async-tidy-pass", "find", "-p", f"{folder}/build",
                   "--source", str(folder), "-j", "1", "--state",
                   f"{folder}/{state}", *options)[0]
    parsed = sum(run(f"{llvm}/clang++", *flags, file)[0] for file in files)
    # One command at a time, alternating: the machine has other things to do, too.
    alone, linked = find("alone", "--no-link"), find("linked")
    again = find("linked")
    with open(files[0], "a") as file:
        file.write("// Edited.\n")
    edited, one = find("linked"), find("one", files[0])
    bytes_of = sum(os.path.getsize(path) for path in
                   pathlib.Path(folder, "linked/summaries").iterdir())
    read = sum(len(subprocess.run(
        [f"{llvm}/clang++", "-std=c++20", "-E", file], check=True,
        capture_output=True).stdout) for file in files[:10]) * len(files) / 10
    print(f"{args.sources} files of {args.functions} functions, {args.depth} deep")
    for name, value in (
            ("parsing alone", f"{parsed:.1f} s"),
            ("find --no-link", f"{alone:.1f} s"),
            ("find", f"{linked:.1f} s, {linked / alone - 1:+.1%}"),
            ("find again", f"{again:.2f} s, {again / linked:.1%} of the first"),
            ("after one edit", f"{edited:.2f} s, {edited / one:.1f} times that file"),
            ("summaries", f"{bytes_of / 1024:.0f} KiB, 1/{read / bytes_of:.0f} of "
             "what was read")):
        print(f"  {name:15} {value}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("llvm", help="the folder of LLVM's programs")
    parser.add_argument("--files", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--functions", type=int, default=200, help="in each file")
    parser.add_argument("--calls", type=int, default=1000, help="in each file")
    parser.add_argument("--sources", type=int, default=100, help="real files")
    parser.add_argument("--depth", type=int, default=10, help="files in a chain")
    args = parser.parse_args()
    rows = []
    print("  files  functions      calls  summaries      link    memory")
    for files in args.files:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="async-tidy-bench-"))
        try:
            size = write(folder / "summaries", files, args.functions, args.calls)
            seconds, memory = link(args.build, folder / "summaries")
        finally:
            shutil.rmtree(folder)
        rows.append((files, seconds))
        print(f"{files:7} {files * args.functions:10} {files * args.calls:10} "
              f"{size / 2 ** 20:6.0f} MiB {seconds:7.1f} s {memory:5.0f} MiB", flush=True)
    for (few, short), (many, long) in itertools.pairwise(rows):
        print(f"grows with the power {math.log(long / short) / math.log(many / few):.2f}")
    if args.sources:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="async-tidy-bench-"))
        try:
            sources(args.build.resolve(), args.llvm, folder, args)
        finally:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
