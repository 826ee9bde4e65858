#!/usr/bin/env python3
"""Which entries of the vocabulary no test uses: vocabulary_use.py [SOURCE-TREE]

Prints one line for each, and fails then. A test uses an entry when its code, not
a comment or what it expects, has the last part of the name as a word; a pattern,
a word that begins so. The tests of a library are the files under
test/libraries/LIBRARY, and all others that mention its namespace. What is no
library of tasks may be used by any test.

A class is used, too, where only a stand-in defines it which these tests include:
the objects of many are not named but returned. The words of `usual:` are used by
the names in UsualNamesTest.cpp.
"""

import collections
import functools
import pathlib
import re
import sys

import yaml
from vocabularies import ROOT, vocabularies

root = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
TESTS = root / "test"
STANDINS = TESTS / "standins"
# Lists of names inside of entries, and of names alone.
INNER = ("accepts", "sources", "requests", "none", "carriers", "unless", "back-with")
WORDS = {"any"}  # Stand for something else.


def code(text):
    # What a test puts into a text that it shares with others is code.
    put_in = re.findall(r"'-replace=\w+=>(.*?)'", text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r'//.*|^#include\b.*|R?"[a-z]*\(?(library|namespaces):.*', "", text, flags=re.M)
    return "\n".join([text, *put_in])


@functools.cache
def words(path):
    return frozenset(re.findall(r"\w+", code(path.read_text())))


@functools.cache
def includes(path):
    """The stand-ins that a file includes, and those that these include."""
    found = set()
    for name in re.findall(r"^ *# *include *[<\"](.+)[>\"]", path.read_text(), re.M):
        for header in (STANDINS / name, path.parent / name):
            if header.is_file() and header.is_relative_to(STANDINS):
                found |= {header} | includes(header)
    return frozenset(found)


@functools.cache
def classes(header):
    """What a stand-in declares as a class, and all words between."""
    text = re.sub(r"\[\[.*?\]\]", "", code(header.read_text()), flags=re.S)
    heads = re.findall(r"\b(?:class|struct)\s+([\w\s]+)", text)
    return frozenset(re.findall(r"\w+", " ".join(heads)))


def words_of_names(path):
    """All that UsualNames would see as the words of a name in a string."""
    names = re.findall(r'"([A-Za-z0-9_]+)"', path.read_text()) if path.exists() else []
    word = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
    return ["_".join(word.findall(name)).lower() for name in names]


def unused_words(lists):
    names = words_of_names(TESTS / "unit/knowledge/UsualNamesTest.cpp")
    for key, words_ in lists.items():
        for entry in words_:
            whole = entry.removesuffix("*") + (r"\w*" if entry.endswith("*") else "(_|$)")
            if not any(re.search(rf"(^|_){whole}", name) for name in names):
                yield f"usual: {key}: {entry}"


def entries(sections):
    """(section, name), of lists in entries, too."""
    for section, value in sections.items():
        if section == "locks":
            yield from ((key, name) for key in ("guards", "mutexes") for name in value.get(key, []))
        if not isinstance(value, list) or section == "namespaces":
            continue
        for entry in value:
            if not isinstance(entry, dict):
                yield section, entry
                continue
            known = [entry[key] for key in ("name", "type", "blocking") if key in entry]
            needs = entry.get("needs", [])
            yield from ((section, name) for name in
                        known[:1] or ([needs] if isinstance(needs, str) else needs))
            for key in INNER:
                yield from ((key, name) for name in entry.get(key, []) if name not in WORDS)


def unused(vocabulary, folders, others):
    sections = yaml.safe_load(vocabulary.text)
    names = {name.rpartition("::")[2] for name in sections["namespaces"]}
    own = [path for folder in folders for path in folder.glob("*.cpp")]
    files = own + [path for path in others if not own or names & words(path)]
    known = set().union(*map(words, files))
    for header in set().union(*map(includes, files)):
        known |= classes(header)
    yield from unused_words(sections.get("usual", {}))
    for section, name in entries(sections):
        last = name.rpartition("::")[2]
        if last.endswith("*"):
            if not any(word.startswith(last[:-1]) for word in known):
                yield f"{vocabulary.stem}: {section}: {name}"
        elif last not in known:
            yield f"{vocabulary.stem}: {section}: {name}"


def main():
    others = [path for folder in ("checks", "behaviour", "libraries", "unit")
              for path in sorted((TESTS / folder).rglob("*.cpp"))]
    # What is the same library twice shares its tests.
    folders = collections.defaultdict(set)
    for vocabulary in vocabularies(root):
        folders[vocabulary.path].update(vocabulary.tests)
    lines = [line for vocabulary in vocabularies(root)
             for line in unused(vocabulary, folders[vocabulary.path], others)]
    print("".join(f"{line}\n" for line in lines), end="")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
