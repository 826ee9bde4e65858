#!/usr/bin/env python3
"""Which check does what with which library: ./dev libraries.

The rows are the files of vocabulary/, the cells what the tests of
test/libraries/ show: `fix` when --fix edits, `note` when the edit is offered on
a note, `report` when there is only a message, `–` when the check does not apply,
`?` when nobody has looked. A check without a test must stand,
with a reason, in the head comment of the vocabulary file:

  # Does not apply:
  #   async-resume-context: nothing captures a context

and so must a section that the file leaves empty although most libraries fill it.
Why a check only reports, no edit being right, stands there under `# Only reported:`.

  libraries.py          prints the table
  libraries.py --write  puts it into README.md and docs/libraries.md
  libraries.py --check  fails when they differ, or a cell or section is unexplained
"""

import argparse
import json
import pathlib
import re
import sys

import rest
from vocabularies import vocabularies

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "tools/async_tidy/rules.json"
NOT_LISTED = re.compile(r"^# No library of tasks", re.M)
BEGIN, END = "<!-- ./dev libraries --write -->", "<!-- end -->"

# What a file says, or why it does not: any one of the sections, or a key.
ROLES = {
    "types": r"^types:",
    "waits": r"^waits:",
    "blocking-calls": r"^blocking-calls:",
    "detaches": r"^detaches:|role: detached",
    "fan-out": r"^(fan-out|per-element|spawns):",
    "stop-tokens": r"^stop-tokens:",
    "ready-values": r"^ready-values:",
}


def checks():
    """The names, without `async-`."""
    return [rule["name"].removeprefix("async-")
            for rule in json.loads(RULES.read_text())["rules"]]


def kinds_shown(text):
    """What a test shows: a set of `report`, `note` and `fix`."""
    # A line that stays as it is may be expected, too.
    fixes, before, shown = [], "", set()
    for line in map(str.strip, text.splitlines()):
        fix = re.match(r"// CHECK-FIXES((?:-[A-Z]+)*): *(.*)", line)
        if fix and fix.group(2).strip() != before:
            fixes.append(re.sub("-(NEXT|DAG)$", "", fix.group(1)))
        if not line.startswith("// CHECK"):
            before = line
    joined = re.sub(r"\\\n// RUN:", " ", text)
    for run in re.findall(r"^// RUN: *(%check.*)", joined, re.M):
        suffixes = re.search(r"-check-suffixes=(\S*)", run)
        for suffix in (suffixes.group(1) if suffixes else "").split(","):
            dash = f"-{suffix}" if suffix else ""
            if re.search(rf"// CHECK-(MESSAGES|NOTES){dash}:", text):
                shown.add("report")
            if dash in fixes:
                shown.add("note" if "-fix-notes" in run else "fix")
    return shown


class Test:
    """What the tests of one check with one library show."""

    def __init__(self):
        self.rank = 0  # 1 report, 2 note, 3 fix

    def add(self, text):
        for kind in kinds_shown(text):
            self.rank = max(self.rank,
                            ("", "report", "note", "fix").index(kind))

    def cell(self, explained):
        return ("–" if explained else "?", "report", "note", "fix")[self.rank]


def reasons_under(title, text):
    """What stands under that title in the head comment: names, reasons."""
    found, name = {}, ""
    head = re.search(rf"^# {title}:\n((?:#   .*\n)+)", text, re.M)
    for line in head.group(1).splitlines() if head else []:
        if line[4:5].isspace():  # The line above goes on.
            found[name] += " " + line[1:].strip()
            continue
        name, _, found[name] = line[1:].strip().partition(": ")
    return found


class Library:
    def __init__(self, vocabulary, names):
        text = vocabulary.text
        self.path = vocabulary.path
        self.title = re.search(r"^library: *(.*)", text, re.M).group(1)
        self.reasons = reasons_under("Does not apply", text)
        self.only_reported = reasons_under("Only reported", text)
        self.missing = [role for role, pattern in ROLES.items()
                        if not re.search(pattern, text, re.M)
                        and role not in self.reasons]
        self.tests = {name: Test() for name in names}
        for tests in vocabulary.tests:
            for test in sorted(tests.glob("*.cpp")):
                for name in names:
                    if re.match(rf"{name}(-|\.)", test.name):
                        self.tests[name].add(rest.whole(test))

    def errors(self):
        where = self.path.relative_to(ROOT)
        for role in self.missing:
            yield f"{where}: no '{role}', and no reason"
        for name, test in self.tests.items():
            explained = f"async-{name}" in self.reasons
            if not test.rank and not explained:
                yield f"{where}: no test of 'async-{name}', and no reason"
            if test.rank and explained:
                yield f"{where}: 'async-{name}' does not apply, and has a test"
            if f"async-{name}" in self.only_reported and test.rank != 1:
                yield f"{where}: 'async-{name}' does more than to report"
        known = set(ROLES) | {f"async-{name}" for name in self.tests}
        for name in (self.reasons | self.only_reported).keys() - known:
            yield f"{where}: '{name}' is neither a check nor a section"


def libraries():
    found = [Library(vocabulary, checks()) for vocabulary in vocabularies()
             if not NOT_LISTED.search(vocabulary.text)]
    return sorted(found, key=lambda library: library.title.lower())


def row(cells):
    return "| " + " | ".join(cells) + " |\n"


def table(known):
    names = checks()
    text = row(["library"] + names) + "|---" * (len(names) + 1) + "|\n"
    for library in known:
        text += row([library.title] + [
            library.tests[name].cell(f"async-{name}" in library.reasons)
            for name in names])
    return text


def reasons(known):
    text = ""
    for library in known:
        known_reasons = library.reasons | {
            f"{name} only reports": reason
            for name, reason in library.only_reported.items()}
        if known_reasons:
            text += f"\n**{library.title}**\n\n"
            text += "".join(f"- {name}: {reason}\n"
                            for name, reason in known_reasons.items())
    return text


def documents(known):
    """The files that show the table, with the text they should have."""
    for name, parts in (("README.md", table(known)),
                        ("docs/libraries.md",
                         table(known) + "\n## Why not\n" + reasons(known))):
        path = ROOT / name
        old = path.read_text()
        before, _, rest = old.partition(BEGIN)
        _, _, after = rest.partition(END)
        yield path, old, f"{before}{BEGIN}\n{parts}{END}{after}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    known = libraries()
    if args.write:
        for path, _, new in documents(known):
            path.write_text(new)
        return 0
    if not args.check:
        print(table(known), end="")
        return 0
    errors = [error for library in known for error in library.errors()]
    errors += [f"{path.relative_to(ROOT)}: the table is old: "
               "./dev libraries --write"
               for path, old, new in documents(known) if old != new]
    print("".join(f"{error}\n" for error in errors), end="")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
