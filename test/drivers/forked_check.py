#!/usr/bin/env python3
"""check.py for `./dev mutate`: the test, as each mutant sees it.

Reads mutants.json of the folder --mutants, number -> file and change. What kills
a mutant is written to killed/NUMBER, what reaches one to reached/NUMBER; tests in
done/ are left out. See test/drivers/mutants/Mutants.cpp.
"""

import contextlib
import fnmatch
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys

import check

MANY = 25  # tests that reach a mutant and do not notice: no more of them


class ForkedTest(check.Test):
    """A test whose clang-tidy becomes one process per mutant."""

    def __init__(self, args, flags):
        super().__init__(args, flags)
        self.out = pathlib.Path(args.temp + ".out")
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        self.said, self.status = "", 0

    def run(self, command):
        if pathlib.Path(command[0]).name != "clang-tidy":
            return super().run(command)
        return subprocess.CompletedProcess(command, self.status, self.said)

    def fork(self, numbers):
        """Runs all of them, and gives those whose place was reached."""
        for file in self.files:
            file.write()
        checks = self.args.checks
        self.args.checks = f"mutants-fork,{checks}"
        subprocess.run(
            self.command(), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=dict(os.environ, MUTANTS=",".join(map(str, numbers)),
                     MUTANTS_OUT=str(self.out), MUTANTS_IN=self.args.temp))
        return [number for number in numbers
                if (self.out / f"{number}.status").exists()]

    def left(self, number):
        """All that the process left."""
        return [path.read_bytes() if path.exists() else b"" for path in
                [self.out / f"{number}.status", self.out / f"{number}.said"]
                + [self.out / f"{number}.{file.name}" for file in self.files]]

    def fails(self, number):
        status = int((self.out / f"{number}.status").read_text())
        self.status = -(status & 127) if status & 127 else status >> 8
        self.said = (self.out / f"{number}.said").read_text(errors="replace")
        for file in self.files:
            file.write()
            fixed = self.out / f"{number}.{file.name}"
            if fixed.exists():
                shutil.copy(fixed, file.copy)
        self.failed = False
        with contextlib.redirect_stdout(io.StringIO()):
            self.match_messages(self.tidy())
            for file in self.files:
                self.match_fixes(file, file.read())
        return self.failed


def is_open(state, number):
    """It lives, and not because of too few tests."""
    reached = state / "reached" / number
    return not (state / "killed" / number).exists() and (
        not reached.exists() or len(reached.read_text().splitlines()) < MANY)


def concerns(path, checks):
    """A pitfall's room is of its own check, the others are of all."""
    rooms = pathlib.Path(path).parts
    return rooms[0] != "checks" or any(
        fnmatch.fnmatch(f"async-{rooms[1]}", pattern)
        for pattern in checks.split(","))


def main():
    parser = check.parser(__doc__)
    parser.add_argument("--mutants", required=True, type=pathlib.Path)
    arguments, flags = check.split_flags(sys.argv[1:])
    args = parser.parse_args(arguments)
    state = args.mutants
    name = "/".join(pathlib.Path(args.file).parts[-3:])
    # A test may have several runs.
    run = hashlib.sha256(" ".join(arguments + flags).encode()).hexdigest()[:8]
    done = state / "done" / f"{name} {run}".replace("/", "_")
    if done.exists():
        return 0
    mutants = json.loads((state / "mutants.json").read_text())
    numbers = [number for number, (path, _) in mutants.items()
               if concerns(path, args.checks) and is_open(state, number)]
    test = ForkedTest(args, flags)
    reached = test.fork(numbers)
    if test.fails(0):
        print(f"fails without a change: {args.file}")
        return 1
    same = test.left(0)
    for number in reached:
        with (state / "reached" / number).open("a") as out:
            out.write(name + "\n")
        if test.left(number) != same and test.fails(number):
            (state / "killed" / number).write_text(name)
    done.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
