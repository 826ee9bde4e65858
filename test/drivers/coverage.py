#!/usr/bin/env python3
"""Says which lines and branches of the module the tests run.

`./dev coverage [FILE...]` builds the module with counters in every line, runs
all tests, or those named, and calls this with what the processes wrote. Printed
are a table by room, and the files with the least coverage. The folder OUT gets

  index.html    the sources with their counts
  reach.json    which test runs which function, for `./dev mutate`

A process that is killed or calls _exit() writes no counts.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOMS = ("AsyncTidyModule", "checks")
LEAST = 10  # files of the second table


class Counts:
    """How many there are, and how many of them were run."""

    def __init__(self):
        self.count = collections.Counter()
        self.covered = collections.Counter()

    def add(self, summary):
        for kind in ("lines", "branches"):
            self.count[kind] += summary[kind]["count"]
            self.covered[kind] += summary[kind]["covered"]

    def percent(self, kind):
        if not self.count[kind]:
            return 100.0
        return 100.0 * self.covered[kind] / self.count[kind]

    def row(self, name):
        lines, branches = self.count["lines"], self.count["branches"]
        return (f"{name:<40} {lines:6} {lines - self.covered['lines']:6} "
                f"{self.percent('lines'):6.1f} % {branches:6} "
                f"{branches - self.covered['branches']:6} "
                f"{self.percent('branches'):6.1f} %")


HEADING = (f"{'':40} {'lines':>6} {'missed':>6} {'':8} {'branch':>6} "
           f"{'missed':>6}")


def room_of(path):
    """AsyncTidyModule/code/Waits.cpp -> AsyncTidyModule/code"""
    return str(path.parent)


def test_of(profile, root):
    """test/checks/Output/a.cpp.tmp-123_0.profraw -> test/checks/a.cpp"""
    relative = profile.relative_to(root)
    name = re.sub(r"\.tmp-[\w.]*profraw$", "", relative.name)
    return str(relative.parent.parent / name)


class Coverage:
    def __init__(self, args):
        self.args = args
        self.root = args.root.resolve()

    def tool(self, name, *arguments):
        done = subprocess.run([f"{self.args.bin}/{name}", *map(str, arguments)],
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{name} failed:\n{done.stderr}")
        return done.stdout

    def merge(self, profiles, out):
        with tempfile.NamedTemporaryFile("w", suffix=".list") as listed:
            listed.write("".join(f"{profile}\n" for profile in profiles))
            listed.flush()
            # One that a killed process left half-written is not fatal.
            self.tool("llvm-profdata", "merge", "-sparse", "--failure-mode=warn",
                      "-f", listed.name, "-o", out)
        return out

    def cov(self, command, *options):
        return self.tool("llvm-cov", command, self.args.object,
                         f"-instr-profile={self.merged}", *options,
                         "-sources", *(self.root / room for room in ROOMS))

    def summaries(self):
        """path -> summary, of the module's own sources."""
        data = json.loads(self.cov("export", "-summary-only"))["data"][0]
        found = {}
        for file in data["files"]:
            path = pathlib.Path(file["filename"]).resolve()
            if self.root in path.parents:
                found[path.relative_to(self.root)] = file["summary"]
        return found

    def report(self, summaries):
        rooms, total = collections.defaultdict(Counts), Counts()
        files = {}
        for path, summary in summaries.items():
            files[path] = Counts()
            for counts in (rooms[room_of(path)], total, files[path]):
                counts.add(summary)
        print(HEADING)
        for room in sorted(rooms):
            print(rooms[room].row(room))
        print(total.row("total"))
        print(f"\nThe files with the least coverage:\n{HEADING}")
        least = sorted(files, key=lambda path: files[path].percent("lines"))
        for path in least[:LEAST]:
            print(files[path].row(str(path)))

    def functions(self):
        """mangled name -> [path, first line, last line]"""
        found = {}
        for function in json.loads(self.cov("export",
                                            "-skip-expansions"))["data"][0][
                                                "functions"]:
            path = pathlib.Path(function["filenames"][0]).resolve()
            if self.root not in path.parents:
                continue
            first, _, last = function["regions"][0][:3]
            # A static function's name has its file in front of it.
            name = re.split("[:;]", function["name"])[-1]
            found[name] = [str(path.relative_to(self.root)), first, last]
        return found

    def reach(self, by_test):
        """Which test runs which function."""
        functions = self.functions()
        tests = {}
        with tempfile.TemporaryDirectory() as folder:
            for test, profiles in sorted(by_test.items()):
                merged = self.merge(profiles, f"{folder}/one.profdata")
                shown = self.tool("llvm-profdata", "show", "--all-functions",
                                  merged)
                tests[test] = sorted(
                    {re.split("[:;]", name)[-1] for name in
                     re.findall(r"^  (\S+):$", shown, re.M)} & set(functions))
        files = {file for file, _, _ in functions.values()}
        digests = {file: hashlib.sha256((self.root / file).read_bytes())
                   .hexdigest() for file in files}
        return {"functions": functions, "files": digests, "tests": tests}

    def run(self):
        profiles = sorted(self.args.profiles.rglob("*.profraw"))
        if not profiles:
            sys.exit(f"no counts in {self.args.profiles}")
        out = self.args.out
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        self.merged = out / "all.profdata"
        self.merge(profiles, self.merged)
        self.report(self.summaries())
        self.cov("show", "-format=html", f"-output-dir={out}",
                 "-show-branches=count", "-show-instantiations=false")
        by_test = collections.defaultdict(list)
        for profile in profiles:
            if ".tmp-" in profile.name:
                by_test[test_of(profile, self.args.profiles)].append(profile)
        (out / "reach.json").write_text(json.dumps(self.reach(by_test)))
        print(f"\n{out}/index.html")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bin", required=True, help="LLVM's programs")
    parser.add_argument("--object", required=True, help="the module")
    parser.add_argument("--profiles", required=True, type=pathlib.Path,
                        help="where *.profraw are, at any depth")
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).parents[2])
    Coverage(parser.parse_args()).run()


if __name__ == "__main__":
    main()
