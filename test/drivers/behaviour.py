#!/usr/bin/env python3
"""Runs a program, lets checks fix it, and runs it again.

  %behaviour FILE TEMP [-fix-notes] [-config={...}] [-- compiler flags]

The file says in comments what to do and what to expect; every line may be
there more than once:

  // CHECKS: async-blocking-wait      whose fixes are applied
  // FLAGS: -lfoo                     compiler flags, besides the RUN line's
  // TIMEOUT: 3                       seconds the program may run; 5
  // ARGUMENTS: 1                     run the program with these; each such line
                                      is a run that must be as expected
  // BEFORE: timeout                  it does not end in that time
  // BEFORE: crash                    it is killed by a signal
  // BEFORE: exit 1                   its exit status; 0 where nothing is said
  // BEFORE: stdout saved {{.*}}      a whole line of its output
  // BEFORE: no stdout saved          no line of its output is that
  // AFTER: ...                       the same for the fixed program
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys

import precompiled
from check import diff, pattern, split_flags


def directives(text, name):
    return re.findall(rf"// *{name}: *(.*?) *$", text, re.MULTILINE)


def output_of(command, timeout=None):
    """Exit status, None for a timeout, and output."""
    print("$ " + shlex.join(command), flush=True)
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=timeout)
        status, output = done.returncode, done.stdout
    except subprocess.TimeoutExpired as expired:
        status, output = None, expired.stdout or b""
    return status, output.decode(errors="replace")


def must_succeed(command):
    status, output = output_of(command)
    if status != 0:
        sys.exit(f"failed with status {status}:\n{output}")
    return output


def run_program(program, arguments, timeout, expected, when):
    """Returns True when the program does what is expected of it."""
    status, output = output_of([program] + arguments, timeout)
    lines = output.split("\n")
    ending = ("timeout" if status is None else
              "crash" if status < 0 else f"exit {status}")
    wrong = []
    if not any(e.startswith(("timeout", "crash", "exit")) for e in expected):
        expected = expected + ["exit 0"]
    for expectation in expected:
        present = True
        text = expectation
        if text.startswith("no stdout "):
            present, text = False, text.removeprefix("no ")
        if text.startswith("stdout "):
            regex = pattern(text.removeprefix("stdout "))
            found = any(re.fullmatch(regex, line.strip()) for line in lines)
        else:
            found = text == ending
        if found != present:
            wrong.append(f"    {when}: {expectation}\n")
    if wrong:
        print(f"not as expected:\n{''.join(wrong)}"
              f"the program: {ending}\n{output}")
    return not wrong


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bin", required=True, help="where clang-tidy is")
    parser.add_argument("--module", required=True)
    parser.add_argument("file")
    parser.add_argument("temp")
    parser.add_argument("-fix-notes", action="store_true")
    parser.add_argument("-config", default="{}")
    arguments, flags = split_flags(sys.argv[1:])
    args = parser.parse_args(arguments)

    shutil.rmtree(args.temp, ignore_errors=True)
    os.makedirs(args.temp)
    copy = shutil.copy(args.file, args.temp)
    with open(copy) as source:
        text = source.read()
    flags = ["-std=c++20", *flags, *shlex.split(" ".join(directives(text, "FLAGS")))]
    flags += precompiled.flags(args.bin, args.module, text, flags)
    timeout = float((directives(text, "TIMEOUT") or ["5"])[0])
    checks = ",".join(directives(text, "CHECKS"))

    runs = [shlex.split(line) for line in directives(text, "ARGUMENTS")] or [[]]

    def run(when):
        program = f"{copy}.{when.lower()}"
        must_succeed([f"{args.bin}/clang++", "-o", program, copy] + flags)
        results = [run_program(program, arguments, timeout,
                               directives(text, when), when)
                   for arguments in runs]
        return all(results)

    good = run("BEFORE")
    messages = must_succeed([
        f"{args.bin}/clang-tidy", f"--load={args.module}",
        f"--checks=-*,{checks}", f"--config={args.config}", "--quiet",
        "--fix-notes" if args.fix_notes else "--fix", copy, "--"] + flags)
    with open(copy) as source:
        changes = diff(text, source.read())
    print("\n".join(changes or ["nothing was fixed:", messages]))
    good = bool(changes) and run("AFTER") and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
