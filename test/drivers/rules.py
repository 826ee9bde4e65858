#!/usr/bin/env python3
"""What the checks say of themselves, in the documents: ./dev rules.

tools/async_tidy/rules.json has it from the C++ code (`Rule` in framework/Rule.h,
printed by async-tidy-rules); the tables of README.md, docs/index.md and of each
check's page, and the navigation of mkdocs.yml, are made from that.

  rules.py --write [--from FILE]  takes FILE for the new rules.json, and writes
                                  the documents
  rules.py --check [--from FILE]  fails when one of them differs, when a page or
                                  a test is missing, or when the tests show
                                  other kinds of edits than the rule names
  rules.py --names                the checks' names
  rules.py --dump FILE            fails when clang-tidy --dump-config has other
                                  options or defaults
"""

import argparse
import json
import pathlib
import re
import sys

import libraries

ROOT = libraries.ROOT
RULES = libraries.RULES
MARKDOWN = "<!-- ./dev rules --write -->", "<!-- end -->"
YAML = "      # ./dev rules --write", "      # end"


def text_of(data):
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def page_of(rule):
    return f"docs/checks/{rule['name']}.md"


def overview(rules):
    """README.md's table."""
    return (libraries.row(["check", "the pitfall", "the fix"]) + "|---|---|---|\n"
            + "".join(libraries.row([
                f"[{rule['name']}]({page_of(rule)})",
                f"{rule['pitfall']}: {rule['details']}", rule["repair"]])
                for rule in rules))


def index(rules):
    """The table of docs/index.md: `fix` stands on the warning, `note` on a note."""
    return (libraries.row(["check", "the pitfall", "edits"]) + "|---|---|---|\n"
            + "".join(libraries.row([
                f"[{rule['name']}](checks/{rule['name']}.md)", rule["pitfall"],
                ", ".join(rule["edits"]) or "none"]) for rule in rules))


def option_table(options):
    return libraries.row(["option", "default", "meaning"]) + "|---|---|---|\n" + "".join(
        libraries.row([
            f"`{option['name']}`",
            option.get("shownDefault",
                       option["default"] and f"`{option['default']}`"),
            option["doc"]]) for option in options)


def navigation(rules):
    return "".join(f"      - checks/{rule['name']}.md\n" for rule in rules)


def replaced(text, marks, part):
    """None when the marks are missing."""
    begin, end = marks
    before, found, rest = text.partition(begin + "\n")
    _, closed, after = rest.partition(end + "\n")
    return f"{before}{begin}\n{part}{end}\n{after}" if found and closed else None


def documents(data):
    """Files with their marks, and what should stand between them."""
    rules = data["rules"]
    yield "README.md", MARKDOWN, overview(rules)
    yield "docs/index.md", MARKDOWN, index(rules)
    yield "mkdocs.yml", YAML, navigation(rules)
    for rule in rules:
        yield (page_of(rule), MARKDOWN,
               option_table(rule["options"] + data["commonOptions"]))


def tests_of(rule):
    name = rule["name"].removeprefix("async-")
    for folder, pattern in (("test/libraries", f"*/{name}*.cpp"),
                            ("test/checks", f"{rule['name']}*.cpp")):
        for path in sorted((ROOT / folder).glob(pattern)):
            if re.match(rf"(async-)?{name}(-|\.)", path.name):
                yield path


def problems(data):
    for rule in data["rules"]:
        page = ROOT / page_of(rule)
        if page.exists() and not page.read_text().startswith(
                f"# {rule['name']}\n"):
            yield f"{page_of(rule)}: has another title"
        shown, tests = set(), list(tests_of(rule))
        for path in tests:
            shown |= libraries.kinds_shown(path.read_text()) - {"report"}
        if not tests:
            yield f"{rule['name']}: has no test"
        elif shown != set(rule["edits"]):
            yield (f"{rule['name']}: says {', '.join(rule['edits']) or 'none'} "
                   f"of its edits, its tests show "
                   f"{', '.join(sorted(shown)) or 'none'}")
    names = {rule["name"] for rule in data["rules"]}
    for path in sorted((ROOT / "docs/checks").glob("*.md")):
        if path.stem not in names:
            yield f"docs/checks/{path.name}: there is no such check"


def differences(data):
    if RULES.read_text() != text_of(data):
        yield f"{RULES.relative_to(ROOT)} is old: ./dev rules --write"
    for name, marks, part in documents(data):
        path = ROOT / name
        if not path.exists():
            yield f"{name} is missing"
            continue
        text = path.read_text()
        new = replaced(text, marks, part)
        if new is None:
            yield f"{name}: has no place for the table: {marks[0]} ... {marks[1]}"
        elif new != text:
            yield f"{name}: the table is old: ./dev rules --write"


def dumped(data, text):
    """What --dump-config says otherwise; its form is simple."""
    found = dict(re.findall(r"^  (async-[\w.-]+): +(.*)$", text, re.M))
    for rule in data["rules"]:
        for option in rule["options"] + data["commonOptions"]:
            name = f"{rule['name']}.{option['name']}"
            value = found.pop(name, "")
            value = re.sub(r"^(['\"])(.*)\1$", r"\2", value)
            if value.replace("\\\\", "\\") != option["default"]:
                yield f"{name} is {value}, and not {option['default']}"
    for name in found:
        yield f"{name} is declared by no rule"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--from", dest="source", type=pathlib.Path)
    parser.add_argument("--dump", type=pathlib.Path)
    args = parser.parse_args()
    data = json.loads((args.source or RULES).read_text())
    errors = []
    if args.write:
        RULES.write_text(text_of(data))
        for name, marks, part in documents(data):
            text = (ROOT / name).read_text()
            new = replaced(text, marks, part)
            if new is None:
                errors.append(f"{name}: has no place for the table")
            elif new != text:
                (ROOT / name).write_text(new)
    elif args.check:
        errors += [*differences(data), *problems(data)]
    elif args.dump:
        errors += dumped(data, args.dump.read_text())
    elif args.names:
        print("".join(f"{rule['name']}\n" for rule in data["rules"]), end="")
    else:
        print(overview(data["rules"]), end="")
    print("".join(f"{error}\n" for error in errors), end="")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
