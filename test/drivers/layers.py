#!/usr/bin/env python3
"""Who may include whom, and one place for every name: layers.py SOURCE-TREE

The rooms stand from left to right. A file includes its own room and what stands to
the left of it; two pitfalls never include each other; no circle of includes; a
unit's files, and its class, have the unit's name; and a function or class that is
local to a file, or a variable, has a name that no other file uses, so that a name
says who is called; and only *Versions.h asks which LLVM it is. Prints what breaks
this, and fails then."""
import collections
import pathlib
import re
import sys

ROOMS = ["knowledge", "code", "flow", "program", "edits", "framework"]
root = pathlib.Path(sys.argv[1])
module, checks = root / "AsyncTidyModule", root / "checks"
files = {path.relative_to(base).as_posix(): path
         for base, under in ((module, module), (root, checks))
         for path in sorted(under.rglob("*")) if path.suffix in (".h", ".cpp")}
problems, includes = [], collections.defaultdict(list)
homes, units = collections.defaultdict(set), collections.defaultdict(set)


def room(name):
    return name.rpartition("/")[0]


def place(name):  # Rooms from 0, then the pitfalls, then what loads them all.
    if "/" not in name:
        return len(ROOMS) + 1
    if re.fullmatch("checks/[^/]+", room(name)):
        return len(ROOMS)
    return ROOMS.index(room(name)) if room(name) in ROOMS else None


def local_names(text, header):
    """The functions, variables and classes that only this file, or header, has."""
    while (less := re.sub(r"<[^<>;{}]*>", "", text)) != text:
        text = less
    function = r"[^\s#;={}(/][^#;={}(/]*?(?<![:~])\b(\w+)\("
    variable = r"[^\s#;={}()/][^#;={}()/]*?[\s&*](\w+)(?:\[[^\]\n]*\])*\s*(?:=|;|{)"
    no_type = r"(?!static|typedef|using|class|struct|enum|template|friend|extern|return|\w+:$)"
    a_class = r"(?:class|struct) (\w+)[^;]*?{"
    hidden = "".join(re.findall(r"^namespace {\n(.*?)^} // namespace\n", text, re.M | re.S))
    names = re.findall(rf"^static\s+{function}", text, re.M)
    names += re.findall(rf"^(?!static|typedef|\w+:$){function}", text if header else hidden, re.M)
    names += re.findall(rf"^(?:static|inline|constexpr)\s+{variable}", text, re.M)
    names += re.findall(rf"^{no_type}{variable}", hidden, re.M)
    return names + re.findall(rf"^{a_class}", text if header else hidden, re.M)


for name, path in files.items():
    text = re.sub(r"//(?! namespace\n).*", "", path.read_text())
    stem, header = path.stem, path.suffix == ".h"
    units[stem].add(name)
    if place(name) is None:
        problems.append(f"{name}: {room(name)} is on no list of rooms")
    if "VERSION_MAJOR" in text and not stem.endswith("Versions"):
        problems.append(f"{name}: asks which LLVM it is; see ClangVersions.h")
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'#\s*include\s+"(.+)"', line)
        beside = match and (path.parent / match[1]).resolve()
        to = match and next((n for n, p in files.items()
                             if n == match[1] or p.resolve() == beside), None)
        if not to:
            continue
        where = f"{name}:{number} includes {to}"
        includes[name].append(to)
        if None in (place(name), place(to)):
            continue
        if place(name) < place(to):
            problems.append(f"{where}: {room(name)} comes before {room(to) or 'the module itself'}")
        elif place(name) == len(ROOMS) == place(to) and room(name) != room(to):
            problems.append(f"{where}: a pitfall knows no other pitfall")
    own = name[:-len(path.suffix)] + ".h"
    if not header and name != "AsyncTidyModule.cpp" and includes[name][:1] != [own]:
        problems.append(f"{name}: does not include {own} first")
    for local in local_names(text, header):
        homes[local].add(name)
    for a_class in re.findall(r"^class (\w+)[^;]*?{", text, re.M) if header else []:
        if a_class != stem and not stem.endswith("Versions"):
            problems.append(f"{name}: class {a_class} has another name than its header")

for stem, names in units.items():
    if len({room(name) for name in names}) > 1:
        problems.append(f"{stem} is the name of several units: {' '.join(sorted(names))}")
for local, names in homes.items():
    if len(names) > 1:
        problems.append(f"{local} is a name in several files: {' '.join(sorted(names))}")
for test in sorted((root / "test/unit").glob("*/*.cpp")):
    beside = test.parent.name if test.parent.name in ROOMS else "checks/" + test.parent.name
    if f"{beside}/{test.stem.removesuffix('Test')}.h" not in files:
        problems.append(f"{test.relative_to(root)}: tests no unit of {beside}")

done, open_ = set(), []


def follow(name):  # A circle is reported where the walk closes it.
    if name in open_:
        problems.append("a circle of includes: " + " ".join(open_[open_.index(name):] + [name]))
    elif name not in done:
        open_.append(name)
        for to in includes[name]:
            follow(to)
        open_.pop()
        done.add(name)


for name in files:
    follow(name)
print("\n".join(problems))
sys.exit(bool(problems) or not files)
