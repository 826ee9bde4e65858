#!/usr/bin/env python3
"""Looks at the files of a small program, links them, and prints all findings.

  %linked FOLDER [options] [-- compiler flags]

looks at each .cpp of the folder, which `split-file` has made of a test. A finding
is a line such as

  a.cpp:5: warning: text [check]

with its notes, indented, below; an edit is `a.cpp:5: -old +new`. The tool fails
unless the same comes out

- when the summaries are read in another order, and from two folders;
- when clang-tidy looks at each file with the linked program, which leaves edits
  of several files to async-tidy-pass;
- when one file has the text of all others (not with -apart).

Options:
  -checks=A,B      async-blocking-wait,async-blocking-call
  -config={...}    for clang-tidy
  -apart           what the files define would collide in one
  -incomplete      the program has other files, too
  -broken=FILE     this file does not compile
  -link=OPTION     for async-tidy-link
  -edits           print the edits
  -compile         compile and link the program, before and after its edits;
                   then, nothing may be left to edit
  -deadlocks       and run it: it does not end before, and prints its output after
"""

import argparse
import bisect
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys

import precompiled

BIN, MODULE = sys.argv[1], sys.argv[2]
BUILD = pathlib.Path(MODULE).parent
sys.path.insert(0, str(BUILD / "python"))
from async_tidy import engine, exported  # noqa: E402

ONE = "all_in_one.cpp"


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("-checks",
                        default="async-blocking-wait,async-blocking-call")
    parser.add_argument("-config", default="{}")
    parser.add_argument("-broken", default="")
    parser.add_argument("-link", action="append", default=[])
    for name in ("apart", "incomplete", "edits", "compile",
                 "deadlocks"):
        parser.add_argument(f"-{name}", action="store_true")
    own, flags = sys.argv[3:], []
    if "--" in own:
        at = own.index("--")
        own, flags = own[:at], own[at + 1:]
    return parser.parse_args(own), ["-std=c++20", *flags]


class Program:
    def __init__(self, args, flags):
        self.args, self.flags = args, flags
        self.folder = args.folder.resolve()
        self.files = sorted(self.folder.glob("*.cpp"))
        self.out = self.folder / "out"
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()

    def flags_of(self, file):
        """A file's own headers are not asked: what they include tells where an edit
        needs an include, and a precompiled header would hide it."""
        return [*self.flags, *precompiled.flags(
            BIN, MODULE, file.read_text(errors="replace"), self.flags)]

    def look(self, file, name, **environment):
        """clang-tidy's findings in one file."""
        fixes = self.out / f"{name}.yaml"
        result = subprocess.run(
            [f"{BIN}/clang-tidy", f"--load={MODULE}", "--quiet",
             f"--checks=-*,{self.args.checks}", f"--config={self.args.config}",
             "--header-filter=.*", f"--export-fixes={fixes}", str(file), "--",
             *self.flags_of(file)], capture_output=True, text=True,
            env=dict(os.environ, **environment))
        if file.name != self.args.broken and (
                result.returncode or "error:" in result.stdout):
            sys.exit(result.stdout + result.stderr)
        return exported.read(fixes) if fixes.exists() else []

    def link(self, name, *folders):
        """(findings, places) of the summaries in the folders."""
        fixes, places, program = (self.out / f"{name}.{ending}" for ending in
                                  ("fixes.json", "places.json", "program"))
        result = subprocess.run(
            [str(BUILD / "bin/async-tidy-link"),
             *(f"{folder}={self.folder}" for folder in folders),
             "-o", str(program), "--fixes", str(fixes), "--places", str(places),
             *(["--incomplete"] if self.args.incomplete else []),
             *self.args.link], capture_output=True, text=True)
        if result.returncode:
            sys.exit(result.stdout + result.stderr)
        return [path.read_bytes() for path in (fixes, places, program)]

    def linked(self, name, files):
        """What the link makes of these files, and of what they show alone."""
        summaries = self.out / name
        summaries.mkdir()
        alone = [self.look(file, f"{name}-{file.stem}", ASYNC_TIDY_SUMMARIES=str(
            summaries)) for file in files]
        written = self.link(name, summaries)
        (self.out / "again.json").write_bytes(written[0])
        places = {tuple(place) for place in engine.json.loads(written[1])}
        decided = exported.read_json(self.out / "again.json")
        return exported.merge([*([finding for finding in part
                                  if (finding.message.file,
                                      finding.message.offset,
                                      finding.check) not in places]
                                 for part in alone), decided]), written

    def shuffled(self):
        """The same summaries in two folders, and in another order."""
        for number, path in enumerate(sorted((self.out / "many").iterdir())):
            half = self.out / f"half{number % 2}"
            half.mkdir(exist_ok=True)
            shutil.copy(path, half / f"{100 - number}.summary")
        halves = sorted(self.out.glob("half*"), reverse=True)
        return self.link("shuffled", *halves)

    def as_one_file(self):
        """The findings in one file that has the text of all others, at their
        places in those."""
        one, starts, text = self.folder / ONE, [], ""
        for file in self.files:
            starts.append(len(text.encode()))
            text += file.read_text()
        one.write_text(text)
        findings, _ = self.linked("one", [one])
        one.unlink()

        def moved(part):
            if part.file != str(one):
                return {}
            at = bisect.bisect_right(starts, part.offset) - 1
            return {"file": str(self.files[at]), "offset": part.offset - starts[at]}

        def message(said):
            return dataclasses.replace(said, **moved(said), edits=tuple(
                dataclasses.replace(edit, **moved(edit)) for edit in said.edits))
        return exported.merge([[dataclasses.replace(
            finding, message=message(finding.message),
            notes=tuple(map(message, finding.notes))) for finding in findings]])

    def shown(self, findings):
        texts, lines = exported.Sources(), []

        def place(message):
            line, _ = texts.position(message.file, message.offset)
            return f"{os.path.relpath(message.file, self.folder)}:{line}"

        def show(message, indent):
            for edit in sorted(message.edits) if self.args.edits else ():
                line, _ = texts.position(edit.file, edit.offset)
                old = texts.text(edit.file)[edit.offset:edit.offset + edit.length]
                lines.append(f"{indent}{os.path.relpath(edit.file, self.folder)}:"
                             f"{line}: -{old.decode()} +{edit.text}"
                             .replace("\n", "\\n"))
        for finding in findings:
            lines.append(f"{place(finding.message)}: warning: "
                         f"{finding.message.text} [{finding.check}]")
            show(finding.message, "  ")
            for note in finding.notes:
                if note.text.startswith("expanded from macro"):
                    continue  # clang-tidy says so of what it prints.
                lines.append(f"  {place(note)}: note: {note.text}")
                show(note, "    ")
        return lines

    def compiles(self):
        """What keeps it from it."""
        objects = [self.out / f"{file.stem}.o" for file in self.files]
        commands = [[*self.flags_of(file), "-w", "-c", file, "-o", made]
                    for file, made in zip(self.files, objects, strict=True)]
        commands += [[*self.flags, *objects, "-o", self.out / "program.exe"]]
        for command in commands:
            result = subprocess.run([f"{BIN}/clang++", *command],
                                    capture_output=True, text=True)
            if result.returncode:
                return result.stderr
        return ""


ACROSS = "not fixed: what changes with it stands in several files"


def as_in_one_file(finding):
    """Without what async-tidy-pass alone does, or what is said instead."""
    def alone(message):
        across = len({edit.file for edit in message.edits} | {
            finding.message.file}) > 1
        return dataclasses.replace(message, edits=()) if across else message
    return dataclasses.replace(
        finding, message=alone(finding.message), notes=tuple(
            alone(note) for note in finding.notes
            if not note.text.startswith((ACROSS, "fixed together with"))
            and alone(note) == note))


def includes_once(findings):
    """Of a run of clang-tidy, one finding has the include that all need."""
    seen = set()

    def message(said):
        edits = [part for edit in said.edits for part in edit.parts()]
        left = tuple(edit for edit in edits
                     if not edit.is_include or edit not in seen)
        seen.update(edits)
        return dataclasses.replace(said, edits=left)
    return [dataclasses.replace(
        finding, message=message(finding.message), notes=tuple(
            message(note) for note in finding.notes)) for finding in findings]


def run(program):
    """What it prints; None when it does not end."""
    try:
        return subprocess.run([str(program.out / "program.exe")], text=True,
                              capture_output=True, timeout=3).stdout
    except subprocess.TimeoutExpired:
        return None


def without_includes(lines):
    """One file has an include once, and others once each."""
    return [line for line in lines if "- +#include" not in line]


def differ(title, one, other):
    if one == other:
        return False
    print(f"--- {title}")
    print("\n".join(exported.difflib.unified_diff(one, other, lineterm="", n=0)))
    return True


def main():
    args, flags = arguments()
    program = Program(args, flags)
    findings, written = program.linked("many", program.files)
    printed_edits, args.edits = args.edits, True
    shown, wrong = program.shown(findings), False
    if program.shuffled() != written:
        print("--- another order gives another program")
        wrong = True
    again = exported.merge([program.look(
        file, f"again-{file.stem}",
        ASYNC_TIDY_PROGRAM_FILE=str(program.out / "many.program"))
        for file in program.files])
    wrong |= differ("with the linked program",
                    *(program.shown(includes_once(map(as_in_one_file, found)))
                      for found in (findings, again)))
    if not args.apart:
        wrong |= differ("as one file", without_includes(shown),
                        without_includes(program.shown(program.as_one_file())))
    args.edits = printed_edits
    for line in program.shown(findings):
        print(line)
    if args.compile:
        for stage in ("before", "after"):
            errors = program.compiles()
            if errors:
                print(f"--- does not compile {stage} the edits:\n{errors}")
                wrong = True
            if args.deadlocks:
                output = run(program)
                if (output is None) != (stage == "before"):
                    print(f"--- {stage} the edits, it does not end, or does")
                    wrong = True
                print(output or "", end="")
            if stage == "before":
                engine.apply(program.out, engine.choose(findings, False)[0])
        left = [finding for finding in program.linked("after", program.files)[0]
                if finding.message.edits]
        if left:
            print("--- left to edit:", *program.shown(left), sep="\n")
            wrong = True
    return wrong


if __name__ == "__main__":
    sys.exit(main())
