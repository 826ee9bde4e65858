#!/usr/bin/env python3
"""Makes programs of several files out of tests' inputs of one file, and compares
what the link finds: split.py BIN MODULE OUT REGEX [--without REGEX] [--parts N] [--seed S]

The bodies of an input's functions go to files of their own, in turns; all else
becomes a header that these include. %linked then tells whether the findings and
edits are those of one file. What a file alone knows, static functions and unnamed
namespaces, is given names first. Prints one line per input, and the difference
where there is one; what does not compile any more, as a name means something else
in a header, is said and left out.
"""

import argparse
import pathlib
import random
import re
import subprocess
import sys

import inputs

DRIVERS = pathlib.Path(__file__).resolve().parent
# What must stay in the header, by what the head of a definition has in it.
STAYS = re.compile(r"^(template|class|struct|union|enum|using|typedef|concept|"
                   r"extern|friend|requires|inline|constexpr|consteval)\b|"
                   r"\b(inline|constexpr|consteval|operator|requires)\b|"
                   r"^(\[\[\w+\]\]\s*)?(auto|decltype\(auto\))[^>]*$|[={]")
HEAD = re.compile(r"^[\w\[\]:<>,*&\s~]+[\s*&>]+[\w:]+\s*\(.*\)\s*(const|noexcept|"
                  r"&|\s)*(->[\w\s:<>,*&]+)?$", re.S)


def blanked(text):
    """The text with blanks for what is in comments and literals."""
    def blanks(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(\\.|[^"\\\n])*"|'
                  r"(?<!\w)'(\\.|[^'\\\n])*'", blanks, text, flags=re.S)


def end_of_braces(code, start):
    """The place behind the brace that closes the one at `start`."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(code, start):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return match.end()
    raise ValueError("a brace is not closed")


def named(text):
    """The text without what other files cannot mean."""
    names = 0

    def name(_):
        nonlocal names
        names += 1
        return f"namespace only_here_{names} {{}} using namespace " \
            f"only_here_{names}; namespace only_here_{names} {{"
    text = re.sub(r"^namespace\s*\{", name, text, flags=re.M)
    return re.sub(r"^((?:\[\[[\w:]+\]\] |long |unsigned )*)static (?!_assert)",
                  r"\1", text, flags=re.M)


def definitions(text):
    """(start, brace, end, namespaces) of each function that can be moved."""
    code, spaces, at, conditions = blanked(text), [], 0, 0
    token = re.compile(r"^[ \t]*#[^\n]*(\\\n[^\n]*)*|[;{}]", re.M)
    start, found = 0, []
    while match := token.search(code, at):
        at = match.end()
        if match.group()[-1] not in ";{}":
            directive = match.group().strip("# \t")
            conditions += directive.startswith("if")
            conditions -= directive.startswith("endif")
            start = at
            continue
        if match.group() == "}":
            spaces.pop()
        elif match.group() == "{":
            head = code[start:match.start()].strip()
            space = re.fullmatch(r"(?:inline )?namespace ([\w:]+)", head)
            if space or head.startswith(("namespace", 'extern "C"', "extern  ")):
                spaces.append(space.group(1) if space else "")
            else:
                at = end_of_braces(code, match.start())
                if HEAD.match(head) and not STAYS.search(head) and \
                        not conditions and "" not in spaces:
                    first = start + len(code[start:]) - len(code[start:].lstrip())
                    found.append((first, match.start(), at, list(spaces)))
                elif not re.match(r".*\)[\w\s]*$|.*->", head, re.S):
                    continue  # A class, or a variable: up to its semicolon.
        start = at
    return found


def split(text, parts, rng):
    """The header's text, and that of each file."""
    text, header, at = named(text), ["#pragma once\n"], 0
    files = [['#include "all.h"\n'] for _ in range(parts)]
    for start, brace, end, spaces in definitions(text):
        head, body = text[start:brace], text[brace:end]
        # Members are declared in their class already.
        member = re.search(r"(\w+::)+~?\w+\s*\($", head[:head.index("(") + 1])
        header += [text[at:start], "" if member else head.rstrip() + ";"]
        at = end
        into = files[rng.randrange(parts)]
        into += [f"namespace {space} {{ " for space in spaces]
        into += [head, body, " }" * len(spaces), "\n"]
    return "".join([*header, text[at:]]), ["".join(file) for file in files]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("module")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("only")
    parser.add_argument("--without", default="^$", help="inputs to leave out")
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--checks", default="async-blocking-wait,async-blocking-call")
    args = parser.parse_args()
    wrong = 0
    known = {"%standins": DRIVERS.parent / "standins",
             "%inputs": DRIVERS.parent / "checks/Inputs",
             "%S/Inputs": DRIVERS.parent / "checks/Inputs"}
    for path, text, flags in inputs.inputs(args.only):
        for word, place in known.items():
            flags = [flag.replace(word, str(place)) for flag in flags]
        if re.search(args.without, str(path)):
            continue
        name = "-".join(path.relative_to(inputs.TESTS).with_suffix("").parts[1:])
        folder = args.out / name
        folder.mkdir(parents=True, exist_ok=True)
        header, files = split(text, args.parts, random.Random(args.seed))
        (folder / "all.h").write_text(header)
        for number, file in enumerate(files):
            (folder / f"part{number}.cpp").write_text(file)
        result = subprocess.run(
            [sys.executable, str(DRIVERS / "linked.py"), args.bin, args.module,
             str(folder), f"-checks={args.checks}", "--", *flags],
            capture_output=True, text=True)
        shown = result.stdout + result.stderr
        failed = "error:" in shown
        print(f"{name}: {shown.count(' warning: ')} findings"
              if not result.returncode else f"{name}: " +
              ("does not compile" if failed else "differs"), flush=True)
        if result.returncode and not failed:
            print(shown)
            wrong += 1
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
