#!/usr/bin/env python3
"""Runs checks over one test file and compares with what the file says.

  %check FILE CHECKS TEMP [options] [-- compiler flags]

CHECKS is a comma-separated list. The work is done on a copy in the directory
TEMP. In the file,

  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: text {{regex}} [check-name]
      expects a message of this line and column. Notes are written in the same
      way. A warning that nothing expects is a failure.
  // CHECK-NOTES: ...
      does the same; a file that has one must expect every note.
  // CHECK-FIXES: whole line
      is FileCheck's, over the file after --fix, with full-line matches. A line
      that the fix changed and nothing expects is a failure.
  // CHECK-AGAIN: warning: text [check-name]
      expects a warning of the second run, over the fixed file, that the first
      run did not give.

The file must compile, before and after. The second run must offer no fix and
give no warning but those that the first run could not fix.

Options:
  -config={...}       for clang-tidy
  -fix-notes          apply the fixes on notes, too
  -check-suffixes=A,B read CHECK-MESSAGES-A and so on; an empty one means the
                      plain names
  -header=FILE        copy this header beside the file and treat it the same
  -no-compile         the file does not compile
  -rest=FILE          read this behind the file, as a part of it
  -replace=A=>B       read B for A, in the whole file; may be repeated
  -std=c++20          the default
"""

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter

import precompiled

DIRECTIVE = re.compile(r" *// *CHECK-(MESSAGES|NOTES|FIXES|AGAIN)"
                       r"((?:-[A-Z0-9_]+)*):(.*)")
DIAGNOSTIC = re.compile(r"^(?:(.+?:\d+:\d+): )?(warning|error|note): (.*)$")
FIXED = "FIX-IT applied suggested code changes"
# What a directive leaves behind, so that the other lines keep their numbers.
MARK = "//!"


def pattern(text, line=0):
    """A directive's text as a regular expression."""
    out = ""
    for part in re.split(r"(\{\{.*?\}\}|\[\[.*?\]\])", text.strip()):
        at_line = re.fullmatch(r"\[\[#?@LINE *([+-] *\d+)?\]\]", part)
        if at_line:
            offset = (at_line.group(1) or "0").replace(" ", "")
            out += str(line + int(offset))
        elif part.startswith("{{"):
            out += f"(?:{part[2:-2]})"
        elif part.startswith("[["):
            out += ".*"  # A FileCheck variable; only its own run knows it.
        else:
            out += re.escape(part)
    return out


class TestFile:
    """A source under test: its text, its copy, what it expects."""

    def __init__(self, path, temp, suffixes, replacements, rest=None):
        self.path = path
        self.name = os.path.basename(path)
        self.copy = os.path.join(temp, self.name)
        self.expected = {"MESSAGES": [], "NOTES": [], "FIXES": [], "AGAIN": []}
        with open(path) as source:
            text = source.read()
        if rest:
            with open(rest) as more:
                text += more.read()
        if replacements or rest:
            for replacement in replacements:
                text = text.replace(*replacement.split("=>"))
            # What FileCheck reads.
            self.path = self.copy + ".expected"
            with open(self.path, "w") as replaced:
                replaced.write(text)
        lines = text.split("\n")
        self.text = ""
        for number, line in enumerate(lines, 1):
            found = DIRECTIVE.search(line)
            if found:
                line = line[:found.start()] + MARK
                kind, suffix, rest = found.groups()
                # FileCheck's own -NEXT, -NOT, ... follow the test's suffix.
                name = re.sub(r"-(NEXT|SAME|NOT|DAG|EMPTY|COUNT-\d+)$", "",
                              suffix)[1:]
                if name in suffixes and not suffix.endswith("-NOT"):
                    self.expected[kind].append((number, rest.strip()))
            self.text += line + ("\n" if number < len(lines) else "")

    def write(self):
        with open(self.copy, "w") as copy:
            copy.write(self.text)

    def read(self):
        with open(self.copy) as copy:
            return copy.read()


class Diagnostic:
    def __init__(self, where, severity, text):
        self.where, self.severity, self.text = where, severity, text
        self.fixed = False

    def __str__(self):
        where = f"{self.where}: " if self.where else ""
        return f"{where}{self.severity}: {self.text}"


class Test:
    def __init__(self, args, flags):
        self.args = args
        self.failed = False
        suffixes = args.check_suffixes.split(",")
        shutil.rmtree(args.temp, ignore_errors=True)
        os.makedirs(args.temp)
        self.files = [TestFile(path, args.temp, suffixes, args.replace,
                               args.rest if path == args.file else None)
                      for path in [args.file] + args.header]
        self.prefixes = [f"CHECK-FIXES-{s}" if s else "CHECK-FIXES"
                         for s in suffixes]
        self.flags = [f"-std={args.std}"] + flags
        if args.stdlib:
            self.flags.append(f"-stdlib={args.stdlib}")

    def fail(self, title, lines):
        self.failed = True
        print(f"{self.args.file}: {title}")
        print("".join(f"    {line}\n" for line in lines), end="")

    def run(self, command):
        print("$ " + shlex.join(command), flush=True)
        return subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def command(self):
        return [f"{self.args.bin}/clang-tidy", f"--load={self.args.module}",
                f"--checks=-*,{self.args.checks}", "--quiet",
                "--header-filter=.*",
                "--fix-notes" if self.args.fix_notes else "--fix",
                # An empty one keeps files named .clang-tidy out of the test.
                f"--config={self.args.config or '{}'}",
                self.files[0].copy, "--"] + self.flags + precompiled.flags(
                    self.args.bin, self.args.module, self.files[0].read(),
                    self.flags)

    def tidy(self):
        """Runs the checks with fixes on the copies."""
        done = self.run(self.command())
        found = []
        for line in done.stdout.split("\n"):
            match = DIAGNOSTIC.match(line)
            if match and match.group(3) == FIXED:
                # The note follows the message that had the fix.
                owner = [d for d in found if d.severity != "note"][-1:]
                for diagnostic in owner:
                    diagnostic.fixed = True
            elif match:
                where, severity, text = match.groups()
                where = (where or "").removeprefix(self.args.temp + "/")
                found.append(Diagnostic(where, severity, text))
        if done.returncode < 0 or "Stack dump:" in done.stdout:
            self.fail("clang-tidy crashed:", done.stdout.split("\n"))
        elif not found and done.returncode != 0:
            self.fail("clang-tidy failed:", done.stdout.split("\n"))
        if self.args.no_compile:
            found = [d for d in found if "[clang-diagnostic-" not in d.text]
        return found

    def match_messages(self, found):
        """Pairs messages with expectations; what is left over is wrong."""
        left, missing, strict = list(found), [], False
        for file in self.files:
            strict = strict or bool(file.expected["NOTES"])
            for line, text in file.expected["MESSAGES"] + file.expected["NOTES"]:
                # ":3:5: ..." is about the file it stands in.
                name = file.name if text.startswith(":") else ""
                regex = re.compile(r"(?:^|.*/)" + re.escape(name)
                                   + pattern(text, line))
                match = next((d for d in left if regex.match(str(d))), None)
                if match:
                    left.remove(match)
                else:
                    missing.append(f"line {line}: {pretty(text, line)}")
        if missing:
            self.fail("expected, but not given:", missing)
        if not strict:
            left = [d for d in left if d.severity != "note"]
        if left:
            self.fail("given, but not expected:", left)

    def match_fixes(self, file, fixed):
        """The fixed text has what CHECK-FIXES says, and no other change."""
        lines = [line for line in fixed.split("\n") if line.strip() != MARK]
        lines = [plain(line) for line in lines]
        with open(file.copy + ".fixed", "w") as out:
            out.write("\n".join(lines) + "\n")
        wanted = [pattern(plain(text)) for _, text in file.expected["FIXES"]]
        if wanted:
            done = self.run([
                f"{self.args.bin}/FileCheck", "--match-full-lines",
                f"--check-prefixes={','.join(self.prefixes)}",
                "--allow-unused-prefixes",
                f"--input-file={file.copy}.fixed", file.path])
            if done.returncode:
                self.fail("the fixed text is not as expected:",
                          done.stdout.split("\n"))
        before = {plain(line) for line in file.text.split("\n")}
        changed = [line for line in lines if line and line not in before
                   and not any(re.fullmatch(w, line) for w in wanted)]
        if changed:
            self.fail(f"changed in {file.name}, but not expected:", changed)

    def run_again(self, first):
        """What is still reported was not fixed before, and has no fix; clang's own
        errors say that what was fixed does not compile."""
        before = {file: file.read() for file in self.files}
        unfixed = Counter(d.text for d in first if not d.fixed)
        again = [pattern(text) for file in self.files
                 for _, text in file.expected["AGAIN"]]
        surprising, broken = [], []
        for diagnostic in self.tidy():
            text = f"{diagnostic.severity}: {diagnostic.text}"
            regex = next((r for r in again if re.fullmatch(r, text)), None)
            if diagnostic.severity == "note":
                continue
            if diagnostic.severity == "error":
                broken.append(diagnostic)
            elif regex is not None:
                again.remove(regex)
            elif unfixed[diagnostic.text]:
                unfixed[diagnostic.text] -= 1
            else:
                surprising.append(diagnostic)
        if broken:
            self.fail("does not compile:", broken)
        if surprising:
            self.fail("given by the second run only:", surprising)
        if again:
            self.fail("expected of the second run, but not given:", again)
        for file, text in before.items():
            if file.read() != text:
                self.fail("the second run still has fixes:",
                          diff(text, file.read()))

    def test(self):
        for file in self.files:
            file.write()
        found = self.tidy()
        self.match_messages(found)
        fixed = {file: file.read() for file in self.files}
        for file, text in fixed.items():
            self.match_fixes(file, text)
        # That the file compiles as it was, clang-tidy has shown: an error is a
        # message that nothing expects. The second run shows it of the fixed one.
        if any(text != file.text for file, text in fixed.items()):
            self.run_again(found)
        if self.failed:
            for file, text in fixed.items():
                print(f"--- what was fixed in {file.name}:")
                print("\n".join(diff(file.text, text)))
            print("--- all messages:")
            print("\n".join(map(str, found)))
        return 1 if self.failed else 0


def plain(line):
    """As FileCheck compares: without the directive, blanks made one."""
    return " ".join(line.removesuffix(MARK).split())


def pretty(text, line):
    return re.sub(r"\[\[#?@LINE *([+-]\d+)?\]\]",
                  lambda m: str(line + int(m.group(1) or 0)), text)


def split_flags(arguments):
    """What stands before and behind the first "--"."""
    end = (arguments + ["--"]).index("--")
    return arguments[:end], arguments[end + 1:]


def diff(before, after):
    return list(difflib.unified_diff(before.split("\n"), after.split("\n"),
                                     "before", "after", lineterm="", n=1))


def parser(description):
    """The arguments of this driver, and of forked_check.py."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bin", required=True, help="where clang-tidy is")
    parser.add_argument("--module", required=True)
    parser.add_argument("--stdlib", help="libc++ instead of libstdc++")
    parser.add_argument("file")
    parser.add_argument("checks")
    parser.add_argument("temp")
    parser.add_argument("-config", default="")
    parser.add_argument("-fix-notes", action="store_true")
    parser.add_argument("-check-suffixes", default="")
    parser.add_argument("-header", action="append", default=[])
    parser.add_argument("-no-compile", action="store_true")
    parser.add_argument("-rest")
    parser.add_argument("-replace", action="append", default=[])
    parser.add_argument("-std", default="c++20")
    return parser


def main():
    arguments, flags = split_flags(sys.argv[1:])
    return Test(parser(__doc__).parse_args(arguments), flags).test()


if __name__ == "__main__":
    sys.exit(main())
