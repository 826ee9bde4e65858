#!/usr/bin/env python3
"""Breaks the module in small ways, and looks whether its tests notice.

  ./dev mutate [--seed N] [--count N] [--resume] [PATH...]

One mutant is one change of one place: a condition of `if`, `while` or `?:`
negated; `&&` and `||`, `==` and `!=`, `<` and `<=`, `>` and `>=` exchanged; a
`!` dropped; `return true` for `return false`; a statement that is a call
deleted. The seed chooses which; PATH (a file or a folder, AsyncTidyModule and
checks when there is none) says where. All of it happens in a copy of the tree,
in build/mutants, whose module has all of the mutants: which of them a process
is, it decides when it runs. So one build does, and a test's source is parsed
once: then the process forks, once for each mutant whose place it has reached.

Run are the tests with a source and a check that the mutant's room is part of:
a pitfall's room is of its own check, the others are of all. What is said and
fixed is compared with what the test expects, but not compiled or run over again.
The first test that fails ends it, and so do 25 that reach its place and do not
notice. Then come the unit tests of the room, and 3 of those tests as a whole. A
mutant that does not compile does not count.

A mutant that survives asks for a test, or for less code.
"""

import argparse
import collections
import difflib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

DRIVERS = pathlib.Path(__file__).resolve().parent
ROOMS = ("AsyncTidyModule", "checks")
SECONDS = 60  # of the processor, for the unit tests of a room
WHOLE = 3  # tests that run as always, for a mutant that has survived so far

# ---- Where a change is possible ---------------------------------------------

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|^[ \t]*#(?:[^\n\\]|\\.)*|R"(\w*)\(.*?\)\1"'
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|[A-Za-z_]\w*|\d[\w'.]*|::|->|&&|\|\||<<|==|!=|<=|>=|\s+|.",
    re.S | re.M)
EXCHANGED = {"&&": "||", "==": "!=", "<": "<=", ">": ">="}
EXCHANGED.update({new: old for old, new in EXCHANGED.items()})
PARTNER = {")": "(", "]": "[", "}": "{", ">": "<"}
OPEN = set(PARTNER.values())
# What stands around an operand of the lowest operators.
BEFORE = set("([{},;=?:") | {"return", "co_return"}
BEHIND = set(")]},;?:")
NOT_A_CALL = {"return", "if", "for", "while", "switch", "do", "else", "case",
              "default", "using", "delete", "throw", "goto", "static_assert",
              "assert", "llvm_unreachable", "break", "continue"}
WORD = re.compile(r"[A-Za-z_]\w*$")
ON = "mutants::isOn(@)"


class Change:
    """Text from begin to end becomes `new`; or, where that is decided at run
    time, text from first to last becomes `either`, with ON in it."""

    def __init__(self, begin, end, new, first, last, either):
        self.begin, self.end, self.new = begin, end, new
        self.first, self.last, self.either = first, last, either


class Source:
    """The tokens of a file that are neither space nor comment."""

    def __init__(self, text):
        self.text = text
        self.tokens, self.start = [], []
        for match in TOKEN.finditer(text):
            token = match.group(0)
            if not token.isspace() and not token.startswith(("//", "/*")) \
                    and not token.lstrip().startswith("#"):
                self.tokens.append(token)
                self.start.append(match.start())
        self.partner, opened = {}, []
        for at, token in enumerate(self.tokens):
            if token in OPEN and (token != "<" or self.opens_arguments(at)):
                opened.append(at)
            elif token in PARTNER:
                if token == ">" and (self.is_spaced(at) or not opened or
                                     self.tokens[opened[-1]] != "<"):
                    continue
                while opened and self.tokens[opened[-1]] == "<" != \
                        PARTNER[token]:
                    opened.pop()
                if opened:
                    first = opened.pop()
                    self.partner[first], self.partner[at] = at, first

    def is_spaced(self, at):
        """The style has space on both sides of an operator, and never around
        template arguments and references."""
        return self.text[self.start[at] - 1].isspace() and \
            self.text[self.end(at)].isspace()

    def opens_arguments(self, at):
        before = self.tokens[at - 1] if at else ""
        return before == "template" or (
            before != "operator" and
            not self.text[self.start[at] - 1].isspace())

    def end(self, at):
        return self.start[at] + len(self.tokens[at])

    def top(self, first, last):
        """The places of tokens from first up to last, outside of brackets."""
        at = first
        while at < last:
            yield at
            if self.tokens[at] in OPEN:
                at = self.partner.get(at, at)
            at += 1

    def changes(self):
        for at in range(1, len(self.tokens) - 3):
            yield from self.condition(at)
            yield from self.operator(at)
            yield from self.call(at)

    def first_of(self, at):
        """The first token of the operand that ends before the one at `at`."""
        while at > 0 and self.tokens[at - 1] not in BEFORE | {"<"} or \
                at - 1 in self.partner and self.tokens[at - 1] in PARTNER:
            at = self.partner.get(at - 1, at - 1)
        return at

    def last_of(self, at):
        """The last token of the operand that begins behind the one at `at`."""
        while at + 1 < len(self.tokens) and self.tokens[at + 1] not in BEHIND:
            at = self.partner.get(at + 1, at + 1) \
                if self.tokens[at + 1] in OPEN else at + 1
        return at

    def condition(self, at):
        token = self.tokens[at]
        if token in ("if", "while") and self.tokens[at + 1] == "(":
            first, last = at + 2, self.partner.get(at + 1, 0)
            top = list(self.top(first, last))
            for place in top:
                if self.tokens[place] == ";":
                    first = place + 1
            assigned = [place for place in top if place >= first
                        and self.tokens[place] == "="]
            if not top or first >= last:
                return
            if not assigned:
                # Of `!x`, the `!` is dropped already.
                if self.tokens[first] != "!" or {"&&", "||"} & {
                        self.tokens[place] for place in top}:
                    yield self.negated(first, last - 1)
            elif token == "if" and assigned[0] > first + 1:
                name = self.tokens[assigned[0] - 1]
                if WORD.match(name) and self.tokens[first - 1] == "(":
                    end = self.end(last - 1)
                    yield Change(end, end, f"; !{name}", end, end,
                                 f"; {ON} != static_cast<bool>({name})")
        elif token == "?":
            first = self.first_of(at)
            if first < at:
                yield self.negated(first, at - 1)
        elif token == "return" and self.tokens[at + 1] in ("true", "false") \
                and self.tokens[at + 2] == ";":
            begin, end = self.start[at + 1], self.end(at + 1)
            old = self.tokens[at + 1]
            yield Change(begin, end, "false" if old == "true" else "true",
                         begin, end, f"{ON} != {old}")

    def negated(self, first, last):
        begin, end = self.start[first], self.end(last)
        text = self.text[begin:end]
        return Change(begin, end, f"!({text})", begin, end,
                      f"({ON} != static_cast<bool>({text}))")

    def operator(self, at):
        token, begin, end = self.tokens[at], self.start[at], self.end(at)
        if token in EXCHANGED and self.is_spaced(at):
            new = EXCHANGED[token]
        elif token == "!":
            new = ""
        else:
            return
        first = self.start[self.first_of(at)]
        last = self.end(self.last_of(at))
        text = self.text
        yield Change(begin, end, new, first, last,
                     f"({ON} ? ({text[first:begin]}{new}{text[end:last]})"
                     f" : ({text[first:last]}))")

    def call(self, at):
        """A statement such as `Edits.refuse("...");`."""
        if self.tokens[at - 1] not in (";", "{", "}", ")", "else") or \
                not WORD.match(self.tokens[at]) or \
                self.tokens[at] in NOT_A_CALL:
            return
        last, before = at, ""
        for last in self.top(at, len(self.tokens)):
            token = self.tokens[last]
            if token == ";":
                break
            if token in ("=", "{", "}", ")", "?", ":") or \
                    (WORD.match(token) and (WORD.match(before)
                                            or before in ("&", "*", "<"))):
                return
            before = token
        if before == "(":
            begin, end = self.start[at], self.end(last)
            yield Change(begin, end, "{}", begin, end,
                         f"{{ if (!{ON}) {self.text[begin:end]} }}")


class Mutant:
    def __init__(self, number, path, text, change):
        self.number, self.path, self.change = number, path, change
        self.line = text.count("\n", 0, change.begin) + 1
        mutated = text[:change.begin] + change.new + text[change.end:]
        self.diff = [line for line in difflib.unified_diff(
            text.split("\n"), mutated.split("\n"), lineterm="", n=0)
            if not line.startswith(("---", "+++", "@@"))]
        self.verdict, self.killer, self.reached = "", None, 0

    @property
    def room(self):
        return self.path.rpartition("/")[0]

    def __str__(self):
        return f"{self.path}:{self.line}\n" + "\n".join(
            f"    {line}" for line in self.diff)


def choose(root, paths, seed, count):
    """Mutants whose places do not overlap."""
    texts, found = {}, []
    for path in paths:
        folder = root / path
        files = sorted(folder.rglob("*.cpp")) if folder.is_dir() else [folder]
        for file in files:
            name = str(file.relative_to(root))
            texts[name] = file.read_text()
            found += [(name, change) for change
                      in Source(texts[name]).changes()]
    random.Random(seed).shuffle(found)
    taken, chosen = collections.defaultdict(list), []
    for name, change in found:
        if len(chosen) == count:
            break
        if any(change.first < last and first < change.last
               or change.first == first for first, last in taken[name]):
            continue
        taken[name].append((change.first, change.last))
        chosen.append(Mutant(len(chosen) + 1, name, texts[name], change))
    return chosen


def with_mutants(text, mutants):
    """The file that has all of them, and the lines of each."""
    out, lines, at = "", {}, 0
    for mutant in sorted(mutants, key=lambda one: one.change.first):
        change = mutant.change
        out += text[at:change.first]
        first = out.count("\n") + 1
        out += change.either.replace("@", str(mutant.number))
        lines[mutant] = range(first, out.count("\n") + 2)
        at = change.last
    return out + text[at:], lines


# ---- The copy ---------------------------------------------------------------


def listed_files(root, out):
    """What a checkout has, as far as it is there."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"],
        capture_output=True, text=True)
    names = {name for name in listed.stdout.split("\0") if name} or {
        str(path.relative_to(root)) for path in root.rglob("*")
        if out not in path.parents}
    return {name for name in names if (root / name).is_file()}


def write_if_new(path, data):
    """Leaves a file alone that is so already, and its time of change."""
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class Tree:
    """The copy with all of the mutants."""

    def __init__(self, root, copy):
        self.root, self.copy = root, copy
        self.extra = {}  # path in the copy -> text; not the checkout's

    def write(self, mutants):
        """Gives file -> mutant -> lines."""
        by_file = collections.defaultdict(list)
        for mutant in mutants:
            by_file[mutant.path].append(mutant)
        names = listed_files(self.root, self.copy.parent)
        lines = {}
        for name in names:
            data = (self.root / name).read_bytes()
            if name in by_file:
                text, lines[name] = with_mutants(data.decode(), by_file[name])
                data = text.encode()
            write_if_new(self.copy / name, data)
        for name, text in self.extra.items():
            write_if_new(self.copy / name, text.encode())
        for path in sorted(self.copy.rglob("*"), reverse=True):
            name = str(path.relative_to(self.copy))
            if not name.startswith("build/") and path.is_file() and \
                    name not in names and name not in self.extra:
                path.unlink()
        return lines

    def build(self, mutants, make, broken):
        """Builds without those that do not compile; `broken`, a file, tells
        the next run of them."""
        known = broken.read_text() if broken.exists() else ""
        for mutant in mutants:
            if f"{mutant}\n" in known:
                mutant.verdict = "does not compile"
        left = [mutant for mutant in mutants if not mutant.verdict]
        while True:
            lines = self.write(left)
            status, said = make()
            if status == 0:
                return
            wrong = set()
            for path, line in re.findall(r"^(\S+?):(\d+):\d+: (?:error|note)",
                                         said, re.M):
                for name, places in lines.items():
                    if self.copy / path == self.copy / name:
                        wrong |= {mutant for mutant, place in places.items()
                                  if int(line) in place}
            if not wrong:
                sys.exit(f"the tree does not build:\n{said[-4000:]}")
            with broken.open("a") as out:
                for mutant in wrong:
                    mutant.verdict = "does not compile"
                    left.remove(mutant)
                    out.write(f"{mutant}\n")


# ---- The tests --------------------------------------------------------------


def run_quietly(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, errors="replace", **options)
    return done.returncode, done.stdout


class Commands:
    """Given on the command line: one that builds, and the tests. They get the
    number of the mutant as MUTANT, 0 for none."""

    def __init__(self, args, tree):
        self.args, self.copy = args, tree.copy

    def make(self):
        return run_quietly(self.args.build, shell=True, cwd=self.copy)

    def fails(self, command, number):
        return run_quietly(command, shell=True, cwd=self.copy,
                           env=dict(os.environ, MUTANT=str(number)))[0] != 0

    def judge(self, mutants, report):
        for command in self.args.test:
            if self.fails(command, 0):
                sys.exit(f"fails without a change: {command}")
        for mutant in mutants:
            mutant.killer = next((command for command in self.args.test
                                  if self.fails(command, mutant.number)), None)
            report(mutant)


class Suite:
    """The module's build, the tests with a source, the unit tests."""

    def __init__(self, args, tree):
        self.args, self.tree, self.copy = args, tree, tree.copy
        self.build_dir = self.copy / "build/llvm-22"
        self.module = self.build_dir / "AsyncTidyModule.so"
        self.unit = self.build_dir / "test/unit/AsyncTidyTests"
        # What test/drivers/forked_check.py reads and writes.
        self.state = args.out / "state"
        for name in ("Mutants.h", "Mutants.cpp"):
            tree.extra[f"AsyncTidyModule/{name}"] = \
                (DRIVERS / "mutants" / name).read_text()

    def make(self):
        print(f"Building {self.module}", flush=True)
        header = self.copy / "AsyncTidyModule/Mutants.h"
        status, said = run_quietly(
            ["cmake", "--preset", "llvm-22",
             "-DCMAKE_CXX_FLAGS_RELEASE=-O0 -DNDEBUG",
             f"-DCMAKE_CXX_FLAGS=-w -include {header}"], cwd=self.copy)
        return (status, said) if status else self.make_target("AsyncTidyModule")

    def make_target(self, name):
        return run_quietly(["cmake", "--build", self.build_dir, "--target", name,
                            "--", "-k", "0"])

    def judge(self, mutants, report):
        chosen = self.state / "mutants.json"
        text = json.dumps({mutant.number: [mutant.path, mutant.diff]
                           for mutant in mutants})
        if self.args.resume and chosen.exists() and chosen.read_text() != text:
            sys.exit("the code has changed; start again without --resume")
        if not self.args.resume:
            shutil.rmtree(self.state, ignore_errors=True)
        for folder in ("killed", "reached", "done"):
            (self.state / folder).mkdir(parents=True, exist_ok=True)
        chosen.write_text(text)
        folders = [self.build_dir / "test" / name
                   for name in ("checks", "libraries")]
        subprocess.run([sys.executable, self.args.lit, "-q",
                        f"-j{self.args.jobs}", f"--param=mutants={self.state}",
                        "--filter=[.]cpp$", *folders])
        status, said = self.make_target("AsyncTidyTests")
        if status:
            sys.exit(said)
        for mutant in mutants:
            killed = self.state / "killed" / str(mutant.number)
            reached = self.state / "reached" / str(mutant.number)
            if reached.exists():
                mutant.reached = len(reached.read_text().splitlines())
            mutant.killer = killed.read_text() if killed.exists() else \
                self.failing_unit(mutant) or self.failing_whole(mutant)
            report(mutant)

    def failing_unit(self, mutant):
        """The first unit test of its room that fails, or None."""
        folder = self.copy / "test/unit" / pathlib.Path(mutant.room).name
        suites = {name for file in folder.glob("*.cpp") for name in re.findall(
            r"^TEST(?:_F|_P)?\((\w+),", file.read_text(), re.M)}
        if not suites:
            return None
        status, said = run_quietly(
            ["prlimit", f"--cpu={SECONDS}", str(self.unit), "--gtest_brief=1",
             "--gtest_fail_fast", "--gtest_filter=" + ":".join(
                 sorted(f"{suite}.*" for suite in suites))],
            env=dict(os.environ, MUTANT=str(mutant.number)))
        failed = re.search(r"^\[  FAILED  \] (\S+?)(?: \(|$)", said, re.M)
        if not status:
            return None
        return failed.group(1) if failed else "a unit test that crashes"

    def failing_whole(self, mutant):
        """Of the first tests that reach it, the one that fails when it is run
        as always: what was fixed must compile, and stay as it is."""
        reached = self.state / "reached" / str(mutant.number)
        if not reached.exists():
            return None
        names = dict.fromkeys(reached.read_text().splitlines())
        for name in list(names)[:WHOLE]:
            test = self.build_dir / "test" / name.removeprefix("test/")
            if run_quietly([sys.executable, self.args.lit, "-q", test],
                           env=dict(os.environ,
                                    MUTANT=str(mutant.number)))[0]:
                return name
        return None


# ---- One run ----------------------------------------------------------------


def summarize(mutants, seed):
    verdicts = collections.Counter(mutant.verdict for mutant in mutants)
    rooms = collections.defaultdict(collections.Counter)
    for mutant in mutants:
        rooms[mutant.room][mutant.verdict] += 1
    print("\nSurvivors:")
    for mutant in mutants:
        if mutant.verdict == "survived":
            print(mutant)
    print(f"\n{'':40} killed survived")
    for room in sorted(rooms):
        print(f"{room:40} {rooms[room]['killed']:6} "
              f"{rooms[room]['survived']:8}")
    counted = verdicts["killed"] + verdicts["survived"]
    share = 100 * verdicts["killed"] / counted if counted else 100
    print(f"{len(mutants)} mutants, seed {seed}: {verdicts['killed']} killed, "
          f"{verdicts['survived']} survived, {verdicts['does not compile']} do "
          f"not compile; {share:.0f} % killed")


def run(args, mutants):
    tree = Tree(args.root, args.out / "tree")
    suite = (Commands if args.build else Suite)(args, tree)
    args.out.mkdir(parents=True, exist_ok=True)
    tree.build(mutants, suite.make, args.out / "broken")

    def report(mutant):
        mutant.verdict = "killed" if mutant.killer else "survived"
        by = f" by {mutant.killer}" if mutant.killer else ""
        if not by and mutant.reached:
            by = f" {mutant.reached} tests that reach it"
        print(f"{mutant.verdict}{by}: {mutant}", flush=True)
    for mutant in mutants:
        if mutant.verdict == "does not compile":
            print(f"does not compile: {mutant}")
    suite.judge([mutant for mutant in mutants if not mutant.verdict], report)
    summarize(mutants, args.seed)


def inside(root, path):
    """The caller's path, or the tree's, as one of the tree."""
    for whole in (path.resolve(), root / path):
        if whole.exists() and root in whole.parents:
            return str(whole.relative_to(root))
    sys.exit(f"not in the tree: {path}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH", type=pathlib.Path)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--resume", action="store_true",
                        help="leave out the tests that a run of the same seed "
                             "has done")
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true",
                        help="only say which mutants there would be")
    parser.add_argument("--root", type=pathlib.Path, help="the tree",
                        default=DRIVERS.parents[1])
    parser.add_argument("--out", type=pathlib.Path, help="for the copy")
    parser.add_argument("--lit", help="lit, as Debian installs it")
    parser.add_argument("--build", help="a command in the copy that builds it")
    parser.add_argument("--test", action="append", default=[],
                        help="a command in the copy that fails where MUTANT, a "
                             "number,\nis one that it notices")
    args = parser.parse_args()
    args.root = args.root.resolve()
    args.out = (args.out or args.root / "build/mutants").resolve()
    args.paths = [inside(args.root, path) for path in args.paths] or \
        [room for room in ROOMS if (args.root / room).is_dir()]
    mutants = choose(args.root, args.paths, args.seed, args.count)
    if args.list:
        for mutant in mutants:
            print(mutant)
    else:
        run(args, mutants)


if __name__ == "__main__":
    main()
