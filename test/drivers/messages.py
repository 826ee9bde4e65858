#!/usr/bin/env python3
"""Which texts of the C++ code no test expects: messages.py SOURCE-TREE

A text is a string literal of words, that is, a message, a note, the reason of a
refusal, or a part of one; `%select` makes a text of each alternative. A test
expects it when it stands, whole and in one piece, in an expectation of FileCheck
or of %check, or in a literal of a unit test. A text of checks/PITFALL/ is looked
for where async-PITFALL is tested, any other in all tests. Prints the texts that
are missing, and those that are too long for a line, in vocabulary/ as well; fails
then.
"""

import pathlib
import re
import sys

# Literals are joined over what this calls a gap.
TOKEN = re.compile(
    r"""(?P<gap>//[^\n]*|/\*.*?\*/|\s+)
      | R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)"
      | "(?P<literal>(?:[^"\\\n]|\\.)*)"
      | (?P<other>'(?:[^'\\\n]|\\.)+'|\#[ \t]*(?:include|error)[^\n]*|\w+|.)""",
    re.S | re.X)
ESCAPE = re.compile(r"\\(n?)(.?)")
# What a rule says of itself, which the documents repeat, and what stops whoever
# writes a check.
UNSAID = re.compile(
    r"(?:\bRuleOption \w+\[\]|\bconst Rule [\w:]+) = \{.*?\};"
    r"|\b(?:report_fatal_error|llvm_unreachable|assert)\(.*?;", re.S)
# Not said, but looked for in what others say.
SEARCH = re.compile(r"(==|!=|\b(contains|consume_(front|back)|(starts|ends)_with|find)\()$")
PLACEHOLDER = re.compile(r"%(?:(?:select\{([^}]*)\})?\d|s)")
# The long explanation stands on the check's page.
LONGEST = 160
IN_VOCABULARY = re.compile(
    r"^\s*(?:- |- \{)?(structured|not-fixed|bound-idiom|shared-form): (.*)$", re.M)
EXPECTED = re.compile(r"^\W*(?!RUN|REQUIRES|NOTE)[A-Z][A-Z0-9_-]*(?<!-NOT):(.*)", re.M)


def literals(code, searched=True):
    """(line, text) of each literal; adjacent ones are one. Not `searched`: without
    those that are looked for in other texts."""
    start, text, before = 0, None, ""
    for token in TOKEN.finditer(code):
        if token["gap"]:
            continue
        literal = token["raw"] if token["raw"] is not None else token["literal"]
        if literal is None:
            if text is not None:
                yield code.count("\n", 0, start) + 1, text
            before, text = "" if text is not None else before[-40:], None
            before += token["other"]
        elif text is not None:
            text += ESCAPE.sub(r"\2", literal)
        else:
            start = token.start()
            text = None if not searched and SEARCH.search(before) else ESCAPE.sub(r"\2", literal)


def is_text(literal):
    """At least two words, and no code."""
    said = PLACEHOLDER.sub("x", literal)
    return "%select{" in literal or (
        re.search(r"[a-z][,;:]? '?[a-z]|[a-z]' [a-z]|^[' ]+[a-z]+ [a-z]", said)
        and not re.search(r"[{}()&]|co_await |^//|^\w+ $", said))


def patterns(text):
    """(what to print, how it is looked for) for a text and its alternatives."""
    def pattern(chosen=None, alternative=None):
        parts, end = [], 0
        for place in PLACEHOLDER.finditer(text):
            parts.append(re.escape(text[end:place.start()]))
            end = place.end()
            if place[1] is None:
                parts.append(".*?")
            else:
                ways = [alternative] if place.start() == chosen else place[1].split("|")
                parts.append("(?:" + "|".join(
                    PLACEHOLDER.sub(".*?", re.sub(r"[^\w%{}| ]", r"\\\g<0>", way))
                    for way in ways) + ")")
        return re.compile("".join(parts) + re.escape(text[end:]))

    selects = [place for place in PLACEHOLDER.finditer(text) if place[1] is not None]
    if not selects:
        yield text, pattern()
    for place in selects:
        for way in place[1].split("|"):
            yield (text[:place.start()] + f"{{{way}}}" + text[place.end():],
                   pattern(place.start(), way))


def expectations(path):
    text = path.read_text(errors="replace")
    if path.parts[-3:-2] == ("unit",):
        yield from (literal for _, literal in literals(text))
    for line in EXPECTED.findall(text):
        # What a regular expression stands for is not expected word by word.
        yield re.sub(r"\{\{.*?\}\}", "\0", line)


def main(root):
    tests = {path: "\n".join(expectations(path))
             for path in sorted((root / "test").rglob("*"))
             if path.suffix in (".cpp", ".test") and "Inputs" not in path.parts}
    everything = "\n".join(tests.values())
    missing = count = 0
    for path in sorted([*root.glob("AsyncTidyModule/*/*"), *root.glob("checks/*/*"),
                        *root.glob("AsyncTidyModule/VersionGuard.*")]):
        if path.suffix not in (".h", ".cpp"):
            continue
        expected = everything
        if path.parent.parent.name == "checks":
            check = f"async-{path.parent.name}"
            expected = "\n".join(
                said for test, said in tests.items()
                if test.parent.name == path.parent.name
                or re.search(rf"RUN:.*{check}", test.read_text(errors="replace")))
        code = UNSAID.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())
        for line, text in literals(code, searched=False):
            if not is_text(text):
                continue
            for shown, pattern in patterns(text):
                count += 1
                if len(shown) > LONGEST:
                    missing += 1
                    print(f"{path.relative_to(root)}:{line}: too long: {shown}")
                if not pattern.search(expected):
                    missing += 1
                    print(f"{path.relative_to(root)}:{line}: no test expects: {shown}")
    for path in sorted(root.glob("vocabulary/*.yaml")):
        code = path.read_text()
        for found in IN_VOCABULARY.finditer(code):
            if len(found[2].strip("'\"")) > LONGEST:
                missing += 1
                line = code.count("\n", 0, found.start(2)) + 1
                print(f"{path.relative_to(root)}:{line}: too long: {found[2]}")
    print(f"{count} texts, {missing} in no test or too long")
    return missing > 0 or not count


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
