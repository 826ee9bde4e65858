#!/usr/bin/env python3
"""Applies all fixes to a copy of a source tree, and looks at what is left of it.

  fix_check.py [options] DIR

DIR has a compile_commands.json. The tree that holds DIR and the files that it
names is copied, once for each way of applying fixes:

  export   clang-tidy --export-fixes for every file, then
           clang-apply-replacements. Applies the fixes on notes, too.
  run      run-clang-tidy -fix, which does the same by itself.
  fix      clang-tidy --fix over all files in one process. No fixes on notes.
  each     as `export`, one check after the other (with --each), and in the
           opposite order.

Files that do not compile are named and left out: `run-clang-tidy -fix` repairs
their errors with clang's own suggestions.

A fix may make the next one possible: a function that only waited has become a
coroutine that only passes on, for example. So each way is repeated until no fix
is offered. Every file that compiled before must compile after each pass, and
the fourth run must offer no fix. What `export` and `run` make in the first pass,
and what `export` and `each` make in the end, must be the same text. Exit code 0
only when all that holds; else what failed is shown, with the diagnostic that
broke a file.
"""

import argparse
import concurrent.futures
import difflib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

WARNING = re.compile(r"^(.+?:\d+:\d+): warning: (.*) \[(async-[\w-]+)[\],]")
PASSES = 3
SKIPPED = shutil.ignore_patterns(".git", ".hg", ".svn")


class Unit:
    """One file to compile, and how."""

    def __init__(self, entry):
        self.directory = entry["directory"]
        self.file = os.path.normpath(os.path.join(self.directory,
                                                  entry["file"]))
        self.command = entry.get("arguments") or shlex.split(entry["command"])

    def syntax_check(self, compiler):
        """The command without its output, for our compiler."""
        kept, skip = [compiler, "-fsyntax-only", "-w"], False
        for argument in self.command[1:]:
            if skip or argument in ("-c", "-MD", "-MMD", "-MP"):
                skip = False
            elif argument in ("-o", "-MF", "-MT", "-MQ"):
                skip = True
            else:
                kept.append(argument)
        return kept


class Tree:
    """A copy of the sources, and its compilation database."""

    def __init__(self, database, root, work, name):
        self.name = name
        self.first = {}  # Texts of what is edited after the first pass.
        self.root = pathlib.Path(work) / name
        shutil.copytree(root, self.root, symlinks=True, ignore=SKIPPED)
        moved = database.replace(json.dumps(str(root))[1:-1],
                                 json.dumps(str(self.root))[1:-1])
        self.database = pathlib.Path(work) / f"{name}-db"
        self.database.mkdir()
        self.entries = json.loads(moved)
        self.leave_out([])

    def leave_out(self, files):
        """Writes the compilation database without these."""
        self.entries = [entry for entry in self.entries
                        if self.relative(Unit(entry).file) not in files]
        self.units = [Unit(entry) for entry in self.entries]
        (self.database / "compile_commands.json").write_text(
            json.dumps(self.entries))

    def relative(self, text):
        return text.replace(f"{self.root}/", "")

    def texts(self, names):
        return {name: (self.root / name).read_text(errors="replace")
                for name in names if (self.root / name).is_file()}


class FixCheck:
    def __init__(self, args):
        self.args = args
        self.failed = False
        self.tidy = f"{args.bin}/clang-tidy"
        self.pool = concurrent.futures.ThreadPoolExecutor(args.jobs)

    def fail(self, text):
        self.failed = True
        print(f"FAILED: {text}")

    def tidy_command(self, tree, checks, *more):
        return [self.tidy, f"--load={self.args.module}", "--config={}",
                f"--checks=-*,{checks}", "--quiet",
                f"--header-filter=^{re.escape(str(tree.root))}/",
                "-p", str(tree.database), *more]

    def compile(self, tree):
        """What the compiler says of the files that do not compile."""
        def one(unit):
            result = subprocess.run(
                unit.syntax_check(f"{self.args.bin}/clang++"),
                cwd=unit.directory, capture_output=True, text=True,
                errors="replace")
            return result.returncode and tree.relative(result.stderr)
        return {tree.relative(unit.file): said for unit, said in
                zip(tree.units, self.pool.map(one, tree.units),
                    strict=True) if said}

    def find(self, tree, checks):
        """The findings, and those that have a fix; fixes as YAML in a folder."""
        fixes = tree.database / "fixes"
        shutil.rmtree(fixes, ignore_errors=True)
        fixes.mkdir()
        files = sorted({unit.file for unit in tree.units})

        def one(number):
            result = subprocess.run(
                self.tidy_command(tree, checks,
                                  f"--export-fixes={fixes}/{number}.yaml",
                                  files[number]),
                capture_output=True, text=True, errors="replace")
            if result.returncode < 0:
                return result.stdout + f"\nclang-tidy died: {files[number]}"
            return result.stdout
        found, fixable = set(), set()
        for said in self.pool.map(one, range(len(files))):
            if "\nclang-tidy died" in said:
                self.fail(tree.relative(said[said.rindex("\n") + 1:]))
            for line in said.splitlines():
                warning = WARNING.match(line)
                if warning:
                    found.add((tree.relative(warning.group(1)),
                               warning.group(3), warning.group(2)))
        for path in fixes.glob("*.yaml"):
            fixable |= self.fixable(path, tree)
        return found, fixable

    @staticmethod
    def fixable(path, tree):
        """(check, file, offset) of the diagnostics in `path` with edits."""
        result = set()
        for part in re.split(r"^  - (?=DiagnosticName)", path.read_text(),
                             flags=re.M)[1:]:
            name = re.match(r"DiagnosticName: +(\S+)", part).group(1)
            if "ReplacementText:" in part and name.startswith("async-"):
                file = re.search(r"FilePath: +'?(.*?)'?\n", part).group(1)
                offset = re.search(r"FileOffset: +(\d+)", part).group(1)
                result.add((name, tree.relative(file), int(offset)))
        return result

    def apply(self, tree):
        result = subprocess.run(
            [f"{self.args.bin}/clang-apply-replacements",
             str(tree.database / "fixes")], capture_output=True, text=True)
        if result.returncode or result.stderr:
            self.fail(f"{tree.name}: clang-apply-replacements: "
                      + tree.relative(result.stderr.strip()))

    def run_clang_tidy(self, tree, checks):
        tool = shutil.which(f"run-clang-tidy-{self.args.llvm}") or \
            f"{self.args.bin}/run-clang-tidy"
        result = subprocess.run(
            [tool, "-clang-tidy-binary", self.tidy,
             "-clang-apply-replacements-binary",
             f"{self.args.bin}/clang-apply-replacements",
             "-load", str(self.args.module), "-config", "{}",
             f"-checks=-*,{checks}", "-quiet", "-fix", "-j",
             str(self.args.jobs),
             f"-header-filter=^{re.escape(str(tree.root))}/",
             "-p", str(tree.database)], capture_output=True, text=True,
            errors="replace")
        if "Error" in result.stderr:
            self.fail(f"{tree.name}: " + tree.relative(result.stderr[-2000:]))

    def fix(self, tree, checks):
        files = sorted({unit.file for unit in tree.units})
        subprocess.run(self.tidy_command(tree, checks, "--fix", *files),
                       capture_output=True)

    def changed(self, tree):
        """The names of the files that differ from the original."""
        names, original = set(), self.root
        for folder, _, files in os.walk(tree.root):
            for file in files:
                path = pathlib.Path(folder) / file
                name = path.relative_to(tree.root)
                if path.suffix in (".yaml", ".json") or path.is_symlink():
                    continue
                if path.read_bytes() != (original / name).read_bytes():
                    names.add(str(name))
        return names

    def repair(self, tree, apply, offered):
        """Applies fixes, and compiles, until none is offered."""
        failed = set()
        for number in range(1, PASSES + 1):
            fixes = offered()
            if not fixes:
                return
            apply()
            for file, said in self.compile(tree).items():
                if file not in failed:
                    failed.add(file)
                    self.fail(f"{tree.name}, pass {number}: {file} does not "
                              "compile any more\n" + "\n".join(
                                  line for line in said.splitlines()
                                  if "error:" in line)[:2000])
            print(f"{tree.name}, pass {number}: {len(fixes)} fixes, "
                  f"{len(self.changed(tree))} files edited so far")
            if number == 1:
                tree.first = tree.texts(self.changed(tree))
        for name, file, offset in sorted(offered()):
            self.fail(f"{tree.name}: {file}, byte {offset}: a fix is left "
                      f"[{name}]")

    def outside_notes(self, tree):
        left = set()
        for path in (tree.database / "fixes").glob("*.yaml"):
            for part in re.split(r"^  - (?=DiagnosticName)", path.read_text(),
                                 flags=re.M)[1:]:
                own = part.split("\n    Notes:")[0]
                if "ReplacementText:" in own:
                    name = re.match(r"DiagnosticName: +(\S+)", part).group(1)
                    file = re.search(r"FilePath: +'?(.*?)'?\n", own).group(1)
                    offset = re.search(r"FileOffset: +(\d+)", own).group(1)
                    left.add((name, tree.relative(file), int(offset)))
        return left

    def compare(self, one, other, mine, theirs):
        for name in sorted(mine.keys() | theirs.keys()):
            if mine.get(name) != theirs.get(name):
                self.fail(f"{one} and {other} differ:\n" + "".join(
                    difflib.unified_diff(
                        mine.get(name, "").splitlines(True),
                        theirs.get(name, "").splitlines(True),
                        f"{one}/{name}", f"{other}/{name}", n=1)))

    def run(self, work):
        args = self.args
        folder = args.directory.resolve()
        text = (folder / "compile_commands.json").read_text()
        units = [Unit(entry) for entry in json.loads(text)]
        self.root = args.root and args.root.resolve() or pathlib.Path(
            os.path.commonpath([str(folder)] + [os.path.dirname(unit.file)
                                                for unit in units]))


        export = Tree(text, self.root, work, "export")
        broken = self.compile(export)
        print(f"{len(units)} files, {len(broken)} that do not compile")
        for file in broken:
            print(f"  does not compile: {file}")
        export.leave_out(broken)

        def tree(name):
            copy = Tree(text, self.root, work, name)
            copy.leave_out(broken)
            return copy

        found = {}

        def look():
            found["all"], fixable = self.find(export, args.checks)
            found.setdefault("first", (found["all"], fixable))
            return fixable
        self.repair(export, lambda: self.apply(export), look)
        print(f"{len(found['first'][0])} findings, "
              f"{len(found['first'][1])} with a fix; "
              f"{len(found['all'])} findings left")
        done = export.texts(self.changed(export))

        if "run" in args.paths:
            run = tree("run")
            self.run_clang_tidy(run, args.checks)
            self.compare("export", "run", export.first,
                         run.texts(self.changed(run)))
        if "fix" in args.paths:
            fix = tree("fix")

            def left():
                self.find(fix, args.checks)
                return self.outside_notes(fix)
            self.repair(fix, lambda: self.fix(fix, args.checks), left)
        if args.each:
            names = sorted({name for name, _, _ in found["first"][1]})
            for order, name in ((names, "each"), (names[::-1], "each-back")):
                each = tree(name)

                def apply_each():
                    for check in order:
                        self.find(each, check)
                        self.apply(each)
                self.repair(each, apply_each,
                            lambda: self.find(each, args.checks)[1])
                self.compare("export", name, done,
                             each.texts(self.changed(each)))
        return 1 if self.failed else 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path, metavar="DIR")
    parser.add_argument("--bin", required=True, help="LLVM's programs")
    parser.add_argument("--llvm", default="22", help="its version")
    parser.add_argument("--module", required=True, type=pathlib.Path)
    parser.add_argument("--root", type=pathlib.Path,
                        help="the tree to copy, when DIR is not part of it")
    parser.add_argument("--checks", default="async-*")
    parser.add_argument("--paths", default="run,fix", type=lambda text:
                        text.split(","), help="besides `export`")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--keep", action="store_true",
                        help="leave the copies behind and say where")
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    args = parser.parse_args()
    args.module = args.module.resolve()
    work = tempfile.mkdtemp(prefix="fix-check-")
    try:
        status = FixCheck(args).run(work)
    finally:
        if args.keep:
            print(f"The copies are in {work}.")
        else:
            shutil.rmtree(work)
    print("all is well" if not status else "fix-check failed")
    return status


sys.exit(main())
