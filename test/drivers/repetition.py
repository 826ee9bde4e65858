#!/usr/bin/env python3
"""No eight lines of logic stand twice: repetition.py DIRECTORY...

Compares the C++ files below the directories line by line, without comments,
includes, forward declarations, white space, and lines of punctuation alone.
Prints each pair of equal blocks, whole, and fails then."""
import collections
import pathlib
import re
import sys

LINES = 8
LEFT_OUT = re.compile(r'#include .*|using namespace .*|namespace .*|\W*|'
                      r"(?:class|struct|enum class) \w+;|(?:public|private):")


def logic(path):
    """(number, text) of the lines that say something."""
    text = re.sub(r"//.*", "", path.read_text())
    for number, line in enumerate(text.split("\n"), 1):
        line = re.sub(r"\s+", " ", line).strip()
        if not LEFT_OUT.fullmatch(line):
            yield number, line


files = {path: list(logic(path)) for directory in sys.argv[1:]
         for path in sorted(pathlib.Path(directory).rglob("*"))
         if path.suffix in (".h", ".cpp")}
places = collections.defaultdict(list)
for path, lines in files.items():
    for start in range(len(lines) - LINES + 1):
        block = tuple(text for _, text in lines[start:start + LINES])
        places[block].append((path, start))

found = 0
for starts in places.values():
    for path, start in starts[1:]:
        other, begin = starts[0]
        lines, others = files[path], files[other]
        # The pair is printed where it begins.
        if start and begin and lines[start - 1][1] == others[begin - 1][1]:
            continue
        length = LINES
        while (start + length < len(lines) and begin + length < len(others)
               and lines[start + length][1] == others[begin + length][1]):
            length += 1
        found += 1
        print(f"{other}:{others[begin][0]} and {path}:{lines[start][0]}: "
              f"{length} equal lines")
        for _, text in lines[start:start + length]:
            print("   ", text)
sys.exit(found > 0 or not files)
