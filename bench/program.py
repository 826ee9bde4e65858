#!/usr/bin/env python3
"""What linking costs: program.py LINK [--files N]... [--functions N] [--calls N]

Writes the summaries of programs, from which nothing was parsed, and links them.
Each file has as many functions and calls; a tenth of these stays in the file, and
every hundredth function is a coroutine. Prints the seconds of the processor and the
memory of each program, and by which power of their size they grow.
"""

import argparse
import itertools
import math
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile


def write(folder, files, functions, calls):
    """Returns the bytes written."""
    folder.mkdir(parents=True)
    rng, total, size = random.Random(1), files * functions, 0
    for number in range(files):
        first = number * functions
        lines = ["async-tidy-summary\t1", f"u\t/p/src/file{number}.cpp\t",
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


def link(tool, folder):
    """(seconds, MiB) of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([tool, f"{folder}=/p", "-o", f"{folder}/program", "--fixes",
                    f"{folder}/fixes.json", "--places", f"{folder}/places.json"],
                   check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            after.ru_maxrss / 1024)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("link")
    parser.add_argument("--files", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--functions", type=int, default=200, help="in each file")
    parser.add_argument("--calls", type=int, default=1000, help="in each file")
    args = parser.parse_args()
    rows = []
    print("  files  functions      calls  summaries      link    memory")
    for files in args.files:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="async-tidy-bench-"))
        try:
            size = write(folder / "summaries", files, args.functions, args.calls)
            seconds, memory = link(args.link, folder / "summaries")
        finally:
            shutil.rmtree(folder)
        rows.append((files, seconds))
        print(f"{files:7} {files * args.functions:10} {files * args.calls:10} "
              f"{size / 2 ** 20:6.0f} MiB {seconds:7.1f} s {memory:5.0f} MiB", flush=True)
    for (few, short), (many, long) in itertools.pairwise(rows):
        print(f"grows with the power {math.log(long / short) / math.log(many / few):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
