#!/usr/bin/env python3
"""Breaks the module in small ways, and looks whether its tests notice.

  ./dev mutate [--seed N] [--count N] [--resume] [PATH...]

One mutant is one change of one place: a condition of `if`, `while` or `?:`
negated; `&&` and `||`, `==` and `!=`, `<` and `<=`, `>` and `>=` exchanged; a
`!` dropped; `return true` for `return false`; a statement that is a call
deleted. The seed chooses which; PATH (a file or a folder, AsyncTidyModule and
checks when there is none) says where. All of it happens in a copy of the tree,
with a build of its own, in build/mutants.

Run are the unit tests of the mutant's room, then tests with a source:
those that run the function where build/coverage/reach.json is of this code (see
`./dev coverage`); else test/libraries/*/PITFALL* and test/checks/async-PITFALL*
for the code of a pitfall, and test/checks/async-* for what all checks share. The
first test that fails ends it. A mutant that does not compile, or compiles to the
same object, does not count.

A mutant that survives asks for a test, or for less code.
"""

import argparse
import collections
import difflib
import filecmp
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

ROOMS = ("AsyncTidyModule", "checks")
SECONDS = 60  # of the processor, for one process of a test
MEMORY = 8 << 30  # bytes, for the same
MANY = 30  # tests with a source for one mutant, at most
FIRST = 3  # of them that run before the others: what killed most

# ---- Where a change is possible ---------------------------------------------

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|^[ \t]*#(?:[^\n\\]|\\.)*|R"(\w*)\(.*?\)\1"'
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|[A-Za-z_]\w*|\d[\w'.]*|::|->|&&|\|\||<<|==|!=|<=|>=|\s+|.",
    re.S | re.M)
EXCHANGED = {"&&": "||", "==": "!=", "<": "<=", ">": ">="}
EXCHANGED.update({new: old for old, new in EXCHANGED.items()})
PARTNER = {")": "(", "]": "[", "}": "{"}
# What stands before the condition of a `?:`.
BEFORE_CONDITION = set("([{},;=?:") | {"return", "co_return"}
NOT_A_CALL = {"return", "if", "for", "while", "switch", "do", "else", "case",
              "default", "using", "delete", "throw", "goto", "static_assert",
              "assert", "llvm_unreachable", "break", "continue"}
WORD = re.compile(r"[A-Za-z_]\w*$")


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
            if token in PARTNER.values():
                opened.append(at)
            elif token in PARTNER and opened:
                first = opened.pop()
                self.partner[first], self.partner[at] = at, first

    def end(self, at):
        return self.start[at] + len(self.tokens[at])

    def top(self, first, last):
        """The places of tokens from first up to last, outside of brackets."""
        at = first
        while at < last:
            yield at
            at = self.partner.get(at, at) if self.tokens[at] in \
                PARTNER.values() else at
            at += 1

    def changes(self):
        """(begin, end, new text) of everything that can be changed."""
        for at in range(1, len(self.tokens) - 3):
            yield from self.condition(at)
            yield from self.operator(at)
            yield from self.call(at)

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
                    yield end, end, f"; !{name}"
        elif token == "?":
            first = at - 1
            while first > 0 and self.tokens[first] not in BEFORE_CONDITION:
                first = self.partner.get(first, first) - 1
            if first + 1 < at:
                yield self.negated(first + 1, at - 1)
        elif token == "return" and self.tokens[at + 1] in ("true", "false") \
                and self.tokens[at + 2] == ";":
            yield (self.start[at + 1], self.end(at + 1),
                   "false" if self.tokens[at + 1] == "true" else "true")

    def negated(self, first, last):
        begin, end = self.start[first], self.end(last)
        return begin, end, f"!({self.text[begin:end]})"

    def operator(self, at):
        token, begin, end = self.tokens[at], self.start[at], self.end(at)
        # The style has space on both sides of an operator, and never around
        # template arguments and references.
        if token in EXCHANGED and self.text[begin - 1].isspace() \
                and self.text[end].isspace():
            yield begin, end, EXCHANGED[token]
        elif token == "!":
            yield begin, end, ""

    def call(self, at):
        """A statement such as `Edits.refuse("...");`."""
        if self.tokens[at - 1] not in (";", "{", "}", ")", "else", ":") or \
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
                                            or before in ("&", "*", ">"))):
                return
            before = token
        if before == "(":
            yield self.start[at], self.end(last), "{}"


class Mutant:
    def __init__(self, path, text, change):
        self.path = path
        begin, end, new = change
        self.line = text.count("\n", 0, begin) + 1
        self.text = text[:begin] + new + text[end:]
        self.diff = [line for line in difflib.unified_diff(
            text.split("\n"), self.text.split("\n"), lineterm="", n=0)
            if not line.startswith(("---", "+++", "@@"))]
        self.key = f"{path}:{begin}:{new}"

    def __str__(self):
        return f"{self.path}:{self.line}\n" + "\n".join(
            f"    {line}" for line in self.diff)


def find_mutants(root, paths):
    """All of them: (path, change)."""
    for path in paths:
        folder = root / path
        files = sorted(folder.rglob("*.cpp")) if folder.is_dir() else [folder]
        for file in files:
            for change in Source(file.read_text()).changes():
                yield str(file.relative_to(root)), change


# ---- The copy, its build, its tests -----------------------------------------


def copy_tree(root, copy):
    """Makes the copy equal, and leaves what is equal alone."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"],
        capture_output=True, text=True)
    files = {name for name in listed.stdout.split("\0") if name} or {
        str(path.relative_to(root)) for path in root.rglob("*")
        if copy.parent not in path.parents}
    files = {name for name in files if (root / name).is_file()}
    for name in files:
        new = copy / name
        if not new.exists() or not filecmp.cmp(root / name, new, shallow=False):
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, new)
    for path in sorted(copy.rglob("*"), reverse=True):
        name = path.relative_to(copy)
        if name.parts[0] != "build" and path.is_file() and \
                str(name) not in files:
            path.unlink()


class Commands:
    """Given on the command line: one that builds, and the tests."""

    def __init__(self, args, copy):
        self.args, self.copy = args, copy

    def run(self, command):
        return subprocess.run(command, shell=True, cwd=self.copy,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0

    def start(self):
        if not self.build(None):
            sys.exit("the unchanged tree does not build")
        for command in self.args.test:
            if not self.run(command):
                sys.exit(f"fails without a change: {command}")

    def build(self, mutant):
        return "built" if self.run(self.args.build) else ""

    def killer(self, mutant):
        return next((c for c in self.args.test if not self.run(c)), None)

    def restored(self, mutant):
        pass


class Suite:
    """The module's build, its unit tests, and lit."""

    def __init__(self, args, copy):
        self.args, self.copy = args, copy
        self.build_dir = copy / "build" / "llvm-22"
        self.module = self.build_dir / "AsyncTidyModule.so"
        self.unit = self.build_dir / "test/unit/AsyncTidyTests"
        self.good = copy.parent / "unchanged.so"
        self.saved = copy.parent / "unchanged.o"
        self.broken, self.trusted = set(), set()
        self.history = collections.defaultdict(lambda: [1, 2, 2, 6.0])
        self.reach = {}
        if args.reach.is_file():
            self.reach = json.loads(args.reach.read_text())

    def cmake(self, *arguments):
        return subprocess.run(["cmake", *map(str, arguments)], cwd=self.copy,
                              capture_output=True, text=True)

    def make(self, *targets):
        return self.cmake("--build", self.build_dir, "--target", *targets)

    def start(self):
        """Builds what is not changed yet."""
        print(f"Building {self.module}", flush=True)
        done = self.cmake("--preset", "llvm-22",
                          "-DCMAKE_CXX_FLAGS_RELEASE=-O0 -DNDEBUG",
                          "-DCMAKE_CXX_FLAGS=-w")
        done = done if done.returncode else self.make("AsyncTidyModule",
                                                      "AsyncTidyTests")
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        shutil.copy2(self.module, self.good)
        done = self.run_unit("*")
        self.bad_units = re.findall(r"^\[  FAILED  \] (\S+?)(?: \(|$)",
                                    done.stdout, re.M)

    def object_of(self, mutant):
        return (self.build_dir / "CMakeFiles/AsyncTidyObjects.dir"
                / f"{mutant.path}.o")

    def build(self, mutant):
        shutil.copy2(self.object_of(mutant), self.saved)
        targets = ["AsyncTidyModule"]
        if self.unit_filter(mutant):
            targets.append("AsyncTidyTests")
        if self.make(*targets).returncode:
            return ""
        same = filecmp.cmp(self.object_of(mutant), self.saved, shallow=False)
        return "same" if same else "built"

    def restored(self, mutant):
        """The source is old again; so is its object, then."""
        shutil.copy2(self.saved, self.object_of(mutant))

    def limited(self, command, **options):
        return subprocess.run(["prlimit", f"--cpu={SECONDS}", f"--as={MEMORY}",
                               *map(str, command)], text=True,
                              capture_output=True, cwd=self.build_dir,
                              **options)

    def unit_filter(self, mutant):
        folder = self.copy / "test/unit" / pathlib.Path(mutant.path).parts[1]
        names = set()
        for file in folder.glob("*.cpp"):
            names |= set(re.findall(r"^TEST(?:_F|_P)?\((\w+),",
                                    file.read_text(), re.M))
        return ":".join(sorted(f"{name}.*" for name in names))

    def run_unit(self, wanted):
        return self.limited([self.unit, f"--gtest_filter={wanted}",
                             "--gtest_brief=1", "--gtest_fail_fast"])

    def function_at(self, mutant):
        """The innermost function around it, as reach.json calls it."""
        around = [(last - first, name) for name, (path, first, last)
                  in self.reach["functions"].items()
                  if path == mutant.path and first <= mutant.line <= last]
        return min(around)[1] if around else None

    def reached_by(self, mutant):
        """Tests that run the place, or None where that is not known."""
        text = (self.args.root / mutant.path).read_bytes()
        digest = self.reach.get("files", {}).get(mutant.path)
        if digest != hashlib.sha256(text).hexdigest():
            return None
        name = self.function_at(mutant)
        return [] if name is None else [
            test for test, names in self.reach["tests"].items()
            if name in names and test.endswith(".cpp")
            and (self.copy / "test" / test).exists()]

    def tests_for(self, mutant):
        """Tests with a source, the best first."""
        tests = self.reached_by(mutant)
        if tests is None:
            place = pathlib.Path(mutant.path)
            pitfall = place.parts[1] if place.parts[0] == "checks" else ""
            globs = [f"checks/async-{pitfall}*.cpp"]
            if pitfall:
                globs.append(f"libraries/*/{pitfall}*.cpp")
            folder = self.copy / "test"
            tests = [str(path.relative_to(folder)) for glob in globs
                     for path in sorted(folder.glob(glob))]
        tests = [test for test in tests if test not in self.broken]

        def worth(test):
            kills, runs, timed, seconds = self.history[test]
            return -(kills / runs) / (seconds / timed)
        return sorted(tests, key=worth)[:MANY]

    def run_lit(self, tests):
        """The first test that fails, or None."""
        out = self.build_dir / "mutant.json"
        out.unlink(missing_ok=True)
        self.limited([sys.executable, self.args.lit, "-q", "--max-failures=1",
                      f"-j{self.args.jobs}", "--output", out]
                     + [self.build_dir / "test" / test for test in tests])
        failed = None
        for test in json.loads(out.read_text())["tests"]:
            name = test["name"].split(" :: ")[-1]
            if test["code"] not in ("PASS", "FAIL", "TIMEOUT", "UNRESOLVED"):
                continue
            history = self.history[name]
            history[1] += 1
            history[2] += 1
            history[3] += test["elapsed"]
            if test["code"] != "PASS":
                history[0] += 1
                failed = name
        return failed

    def fails_unchanged(self, test):
        if test in self.trusted:
            return False
        mutated = self.module.with_suffix(".mutant")
        shutil.move(self.module, mutated)
        shutil.copy2(self.good, self.module)
        failed = self.run_lit([test]) is not None
        shutil.move(mutated, self.module)
        (self.broken if failed else self.trusted).add(test)
        if failed:
            print(f"  not used, since it fails without a change: {test}")
        return failed

    def killer(self, mutant):
        wanted = self.unit_filter(mutant)
        if wanted:
            done = self.run_unit(":".join([wanted + "-"] + self.bad_units)
                                 if self.bad_units else wanted)
            if done.returncode:
                found = re.search(r"^\[  FAILED  \] (\S+?)(?: \(|$)",
                                  done.stdout, re.M)
                return found.group(1) if found else "the unit tests crash"
        tests = self.tests_for(mutant)
        for batch in (tests[:FIRST], tests[FIRST:]):
            while batch:
                failed = self.run_lit(batch)
                if not failed:
                    break
                if not self.fails_unchanged(failed):
                    return failed
                batch = [test for test in batch if test != failed]
        return None


# ---- One run ----------------------------------------------------------------


class Run:
    def __init__(self, args):
        self.args = args
        self.out = args.out.resolve()
        self.copy = self.out / "tree"
        self.log = self.out / "results.jsonl"
        self.undo = self.out / "undo.json"
        kind = Commands if args.build else Suite
        self.suite = kind(args, self.copy)

    def judge(self, mutant):
        """killed, survived, same or does not compile; and by which test."""
        file = self.copy / mutant.path
        stat, text = file.stat(), file.read_text()
        self.undo.write_text(json.dumps([mutant.path, text]))
        file.write_text(mutant.text)
        try:
            built = self.suite.build(mutant)
            if built != "built":
                return built or "does not compile", None
            killer = self.suite.killer(mutant)
            return "killed" if killer else "survived", killer
        finally:
            file.write_text(text)
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            self.suite.restored(mutant)
            self.undo.unlink()

    def prepare(self):
        """Copies and builds; gives what an earlier run found."""
        self.out.mkdir(parents=True, exist_ok=True)
        done = {}
        if self.args.resume and self.log.is_file():
            if self.undo.is_file():  # It was killed in the middle of one.
                path, text = json.loads(self.undo.read_text())
                (self.copy / path).write_text(text)
            for line in self.log.read_text().splitlines():
                result = json.loads(line)
                done[result["key"]] = result
        else:
            copy_tree(self.args.root, self.copy)
            self.log.write_text("")
        self.undo.unlink(missing_ok=True)
        self.suite.start()
        return done

    def sample(self):
        """The chosen ones, in the seed's order."""
        found = list(find_mutants(self.copy, self.args.paths))
        random.Random(self.args.seed).shuffle(found)
        texts = {}
        for path, change in found[:self.args.count]:
            if path not in texts:
                texts[path] = (self.copy / path).read_text()
            yield Mutant(path, texts[path], change)

    def run(self):
        done = self.prepare()
        results = []
        for number, mutant in enumerate(self.sample(), 1):
            result = done.get(mutant.key)
            if not result:
                started = time.time()
                verdict, killer = self.judge(mutant)
                result = {"key": mutant.key, "verdict": verdict,
                          "killer": killer, "mutant": str(mutant),
                          "seconds": round(time.time() - started, 1)}
                with self.log.open("a") as log:
                    log.write(json.dumps(result) + "\n")
            results.append(result)
            by = f" by {result['killer']}" if result["killer"] else ""
            print(f"[{number}/{self.args.count}] {result['verdict']}{by}: "
                  f"{result['mutant']}", flush=True)
        self.summarize(results)

    def summarize(self, results):
        verdicts = collections.Counter(r["verdict"] for r in results)
        counted = verdicts["killed"] + verdicts["survived"]
        rooms = collections.defaultdict(collections.Counter)
        for result in results:
            room = result["key"].split(":")[0].rpartition("/")[0]
            rooms[room][result["verdict"]] += 1
        print("\nSurvivors:")
        for result in results:
            if result["verdict"] == "survived":
                print(result["mutant"])
        print(f"\n{'':40} killed survived")
        for room in sorted(rooms):
            print(f"{room:40} {rooms[room]['killed']:6} "
                  f"{rooms[room]['survived']:8}")
        share = 100 * verdicts["killed"] / counted if counted else 100
        print(f"{len(results)} mutants, seed {self.args.seed}: "
              f"{verdicts['killed']} killed, {verdicts['survived']} survived, "
              f"{verdicts['does not compile']} do not compile, "
              f"{verdicts['same']} the same; {share:.0f} % killed")


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
                        help="go on where a run of the same seed stopped")
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true",
                        help="only say which mutants there would be")
    parser.add_argument("--root", type=pathlib.Path, help="the tree",
                        default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--out", type=pathlib.Path, help="for the copy")
    parser.add_argument("--lit", help="lit, as Debian installs it")
    parser.add_argument("--reach", type=pathlib.Path, help="reach.json")
    parser.add_argument("--build", help="a command in the copy that builds it")
    parser.add_argument("--test", action="append", default=[],
                        help="a command in the copy that fails for a mutant")
    args = parser.parse_args()
    args.root = args.root.resolve()
    args.paths = [inside(args.root, path) for path in args.paths] or \
        [room for room in ROOMS if (args.root / room).is_dir()]
    args.out = args.out or args.root / "build/mutants"
    args.reach = args.reach or args.root / "build/coverage/reach.json"
    run = Run(args)
    if args.list:
        run.copy = args.root
        for mutant in run.sample():
            print(mutant)
    else:
        run.run()


if __name__ == "__main__":
    main()
