#!/usr/bin/env python3
"""What the files about this tree say of it is true: repository.py SOURCE-TREE

- CONTRIBUTING.md names every room, test/README.md every folder of tests; they and
  README.md name paths, units and commands that exist
- .github/CODEOWNERS gives every room to somebody, and nothing that is not there
- the issue forms are what GitHub reads
- the version is that of the changelog; docs/releases.md names every LLVM
- .pre-commit-config.yaml calls commands that ./dev has

Prints what is not, and fails then.
"""

import datetime
import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(sys.argv[1]).resolve()
problems = []


def expect(condition, problem):
    if not condition:
        problems.append(problem)


def read(name):
    return (ROOT / name).read_text()


def folders(*patterns):
    return sorted(path.relative_to(ROOT).as_posix() for pattern in patterns
                  for path in ROOT.glob(pattern) if path.is_dir())


COMMANDS = set(re.findall(r"^([a-z-]+)(?: \|[^)]*)?\)", read("dev"), re.M))
UNITS = {path.stem for path in (*ROOT.glob("AsyncTidyModule/**/*.h"),
                                *ROOT.glob("checks/**/*.h"))}


def check_paths(name):
    """Links, and what looks like a path, a unit or a command in backticks."""
    text, folder = read(name), (ROOT / name).parent
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        expect((folder / link).exists(), f"{name}: no {link}")
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    for code in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text):
        command = re.match(r"\./dev ([a-z-]+)", code)
        if command:
            expect(command[1] in COMMANDS, f"{name}: ./dev has no {command[1]}")
        # Not what stands for something, is built, or is a user's.
        elif re.fullmatch(r"[\w.-]+(/[\w.*{},-]+)*/?", code) and "/" in code \
                and not re.search(r"\b[A-Z]{3,}\b|(?i:xyz)|lost-result|^(build|tools/our)", code):
            pattern = re.sub(r"\{([^}]*)\}.*", "*", code).rstrip("/")
            expect(any(next(base.glob(pattern), None)
                       for base in (ROOT, folder, ROOT / "AsyncTidyModule")),
                   f"{name}: no {code}")


def check_contributing():
    text = read("CONTRIBUTING.md")
    rows = {row[0]: row[1] for row in re.findall(
        r"^\| `([\w/.-]+)` \|[^|\n]*\|([^|\n]*)\|$", text, re.M)}
    for room in folders("AsyncTidyModule/*"):
        expect(f"{room}/" in rows, f"CONTRIBUTING.md does not name {room}/")
    expect("checks/PITFALL/" in rows, "CONTRIBUTING.md does not name checks/")
    for folder in folders("[a-z]*"):
        expect(f"`{folder}/" in text or folder in ("build", "checks"),
               f"CONTRIBUTING.md does not name {folder}/")
    for room, names in rows.items():
        for unit in re.findall(r"`(\w+)`", names):
            expect(any(ROOT.glob(f"{room.replace('PITFALL', '*')}{unit}.h")),
                   f"CONTRIBUTING.md: no {unit} in {room}")
    for answer in re.findall(r"^\| [a-z][^|]*\? \|(.*)\|$", text, re.M):
        for unit in re.findall(r"`(\w+)`", answer):
            expect(unit in UNITS, f"CONTRIBUTING.md: no unit {unit}")
    tests = read("test/README.md")
    for folder in folders("test/*"):
        expect(f"| `{folder.partition('/')[2]}/` |" in tests,
               f"test/README.md does not name {folder}/")


def check_owners():
    owned = []
    for number, line in enumerate(read(".github/CODEOWNERS").splitlines(), 1):
        place, *owners = line.partition("#")[0].split() or [""]
        if not place:
            continue
        expect(owners and all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", owner)
                              for owner in owners),
               f"CODEOWNERS:{number}: no owner")
        owned.append(place.strip("/"))
        expect(place == "*" or (ROOT / owned[-1]).is_dir(),
               f"CODEOWNERS:{number}: no {place}")
    for room in folders("AsyncTidyModule/*", "checks/*"):
        expect(any(room.startswith(f"{place}/") or room == place
                   for place in owned), f"CODEOWNERS: nobody has {room}/")
    expect("*" in owned, "CODEOWNERS: the rest is nobody's")


FIELDS = {"markdown": {"value"}, "input": {"label"}, "textarea": {"label"},
          "dropdown": {"label", "options"}, "checkboxes": {"label", "options"}}


def check_form(path):
    name = path.relative_to(ROOT)
    form = yaml.safe_load(path.read_text())
    for key in ("name", "description", "labels", "body"):
        expect(isinstance(form, dict) and form.get(key), f"{name}: no '{key}'")
        if not (isinstance(form, dict) and form.get(key)):
            return
    expect(set(form) <= {"name", "description", "title", "labels", "body",
                         "assignees", "projects", "type"},
           f"{name}: keys that no form has")
    ids = [part["id"] for part in form["body"] if "id" in part]
    expect(len(ids) == len(set(ids)), f"{name}: an id stands twice")
    asked = False
    for part in form["body"]:
        kind, attributes = part.get("type"), part.get("attributes") or {}
        where = f"{name}: {part.get('id', kind)}"
        expect(kind in FIELDS, f"{where}: no type '{kind}'")
        for key in FIELDS.get(kind, ()):
            expect(attributes.get(key), f"{where}: no '{key}'")
        expect(kind == "markdown" or re.fullmatch(r"[\w-]+", part.get("id", "")),
               f"{where}: no id")
        expect(set(part) <= {"type", "id", "attributes", "validations"},
               f"{where}: keys that no part has")
        options = attributes.get("options", [])
        expect(kind != "dropdown" or
               (all(isinstance(option, str) for option in options)
                and len(set(options)) == len(options)),
               f"{where}: options that are no different words")
        required = (part.get("validations") or {}).get("required", False)
        expect(isinstance(required, bool), f"{where}: 'required' is no boolean")
        asked |= required
    expect(asked, f"{name}: asks for nothing")


def check_versions():
    version = re.search(r"^project\(\w+ VERSION ([\d.]+)", read("CMakeLists.txt"),
                        re.M)[1]
    changes = re.findall(r"^## \[(.+)\](?: - (.+))?$", read("CHANGELOG.md"), re.M)
    released = [change for change in changes if change[0] != "Unreleased"]
    expect(released and released[0][0] == version,
           f"CHANGELOG.md does not begin with {version}")
    for number, date in released:
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            problems.append(f"CHANGELOG.md: {number} has no date")
    dates = [date for _, date in released]
    expect(dates == sorted(dates, reverse=True), "CHANGELOG.md: not newest first")
    presets = json.loads(read("CMakePresets.json"))["configurePresets"]
    built = [name for name in (preset["name"] for preset in presets)
             if re.fullmatch(r"llvm-\d+", name)]
    rows = re.findall(r"^\| (\d+) \|", read("docs/releases.md"), re.M)
    expect([f"llvm-{row}" for row in rows] == built,
           f"docs/releases.md: LLVM {' '.join(rows)}, but {' '.join(built)}")


def check_hooks():
    config = yaml.safe_load(read(".pre-commit-config.yaml"))
    for repository in config["repos"]:
        expect(repository["repo"] == "local",
               f".pre-commit-config.yaml: {repository['repo']} is not local")
        for hook in repository["hooks"]:
            program, command, *_ = hook["entry"].split()
            expect(program == "./dev" and command in COMMANDS,
                   f".pre-commit-config.yaml: no command {hook['entry']}")


for document in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md",
                 "test/README.md", "examples/orders/README.md"):
    check_paths(document)
check_contributing()
check_owners()
forms = [path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
         if path.name != "config.yml"]
for form in forms:
    check_form(form)
expect({form.stem for form in forms} >=
       {"false-alarm", "miss", "broken-fix", "crash", "library"},
       "an issue form is missing")
check_versions()
check_hooks()
print("\n".join(problems))
sys.exit(bool(problems))
