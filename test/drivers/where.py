#!/usr/bin/env python3
"""Where a message of the output is written: ./dev where "TEXT"

TEXT is a message or a part of one, as clang-tidy prints it; a whole line, with
file and check, will do. The messages in the code have `%0`, `%select{a|b}1` and
stand in several string literals; some are in the vocabulary. Prints the line,
the page of its check, and the tests that expect it.
"""

import pathlib
import re
import sys

from vocabularies import vocabularies

ROOT = pathlib.Path(__file__).resolve().parents[2]
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
ADJACENT = re.compile(rf"{LITERAL}(?:\s*{LITERAL})*")
# What follows a literal in C++, or a placeholder in it.
GAP = "\0"
SELECT = re.compile(r"%select\{([^{}]*)\}\d")
PLACEHOLDER = re.compile(r"%\d|\{[a-z_]+\}")
MOST = 5


class Message:
    """A text of the sources, with the forms that it can take."""

    def __init__(self, path, line, text):
        self.path, self.line = path, line
        forms = [text]
        while any(SELECT.search(form) for form in forms):
            forms = [SELECT.sub(lambda _, choice=choice: choice, form, count=1)
                     for form in forms
                     for found in [SELECT.search(form)] if found
                     for choice in found.group(1).split("|")] + [
                     form for form in forms if not SELECT.search(form)]
        self.forms = [PLACEHOLDER.sub(GAP, form).replace("%%", "%")
                      for form in forms]

    def score(self, text):
        """How much of TEXT is this; 0 when that says nothing: less than a third
        of it, and not all that is fixed here either."""
        score, form = max((common(form, text), form) for form in self.forms)
        fixed = len(form.replace(GAP, "").strip())
        return score if score >= max(4, min(len(text) // 3,
                                            max(fixed, 10))) else 0

    def is_part(self, text):
        """True when it is put into another message as a whole."""
        return any(len(form) > 12 and GAP not in form and form in text
                   for form in self.forms)

    def fragment(self):
        """What of it is the same whatever is put in."""
        return max((part.strip() for form in self.forms
                    for part in form.split(GAP)), key=len)


def common(form, text):
    """How many characters of TEXT the fixed parts of FORM give when TEXT is
    read as a part of the message; 0 when it cannot be."""
    # best[i]: with form[:i] behind us; a gap may give any characters, or none.
    best = [0] * (len(form) + 1)
    for letter in text:
        after = [-1] * (len(form) + 1)
        for at, known in enumerate(form):
            if best[at] < 0:
                continue
            if known == GAP:
                best[at + 1] = max(best[at + 1], best[at])
                after[at] = max(after[at], best[at])
            elif known == letter:
                after[at + 1] = max(after[at + 1], best[at] + 1)
        best = after
        if max(best) < 0:
            return 0
    return max(best)


def code_messages():
    for folder in ("AsyncTidyModule", "checks"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            # Comments become blanks: places stay as they are.
            text = re.sub(rf"{LITERAL}|//[^\n]*|R\"",
                          lambda found: found.group()
                          if found.group()[0] == '"'
                          else " " * len(found.group()), path.read_text())
            for found in ADJACENT.finditer(text):
                joined = "".join(re.findall(rf"{LITERAL}", found.group()))
                joined = joined.replace('""', "")[1:-1].replace('\\"', '"')
                if " " in joined:
                    yield Message(path, text.count("\n", 0, found.start()) + 1,
                                  joined)


def vocabulary_messages():
    value = re.compile(
        r"^(?P<in> *)[^#\n]*?[\w-]+: *>-\n(?P<folded>(?:(?P=in) +.*\n)+)"
        r"|[\w-]+: *(?:\"(?P<two>[^\"\n]*)\"|'(?P<one>[^'\n]*)'"
        r"|(?P<plain>[^\s\"'{}\[\]#>][^{}\[\]#\n]*))", re.M)
    for vocabulary in vocabularies():
        text = re.sub(r"^ *#.*", "", vocabulary.text, flags=re.M)
        for match in value.finditer(text):
            words = " ".join((match["folded"] or match["two"] or match["one"]
                              or match["plain"] or "").split())
            if " " in words:
                line = text.count("\n", 0, match.start()) + 1
                yield Message(vocabulary.path, line, words)


def stripped(text):
    """The message of a line of output, and its check."""
    text = " ".join(text.split())
    check = re.search(r" \[(async-[a-z-]+)[^\]]*\]$", text)
    text = re.sub(r" \[[\w.,-]+\]$", "", text)
    text = re.sub(r"^(?:\S+:\d+:\d+: )?(?:warning|error|note): ", "", text)
    return text.removeprefix("not fixed: "), check and check.group(1)


def found(text, check):
    """The messages that give the most of TEXT, and those that are put into
    them."""
    words = set(re.findall(r"\w{4,}", text)) or set(text.split())
    near = [message for message in [*code_messages(), *vocabulary_messages()]
            if any(word in form for form in message.forms for word in words)]
    scored = [(message.score(text), message) for message in near]
    best = max((score for score, _ in scored), default=0)
    same = [message for score, message in scored if best and score == best]
    own = [message for message in same if check and
           message.path.parent.name == check.removeprefix("async-")]
    if not same:  # Text around what is put in, written piece by piece.
        parts = [message for message in near if message.is_part(text)]
        longest = max((len(part.fragment()) for part in parts), default=0)
        return [part for part in parts if len(part.fragment()) == longest], []
    rooms = {message.path.parent for message in own or same}
    parts = [message for message in near if message not in same and
             message.path.parent in rooms and message.is_part(text)]
    return own or same, parts


def tests_of(fragment):
    for path in sorted((ROOT / "test").rglob("*")):
        if path.suffix in (".cpp", ".test", ".h") and path.is_file():
            if path.name != "where.test" and fragment in path.read_text(errors="replace"):
                yield str(path.relative_to(ROOT))


def main():
    if len(sys.argv) != 2 or not sys.argv[1].strip() or sys.argv[1] in (
            "-h", "--help"):
        print(__doc__, end="")
        return 2
    text, check = stripped(sys.argv[1])
    messages, parts = found(text, check)
    if not messages:
        print(f"nothing says '{text}'", file=sys.stderr)
        return 1
    for fragment in dict.fromkeys(one.fragment() for one in messages):
        pages = {}
        for message in messages:
            if message.fragment() != fragment:
                continue
            print(f"{message.path.relative_to(ROOT)}:{message.line}")
            page = f"docs/checks/async-{message.path.parent.name}.md"
            if (ROOT / page).exists():
                pages[page] = True
        tests = list(tests_of(fragment))
        for kind, files in (("page", [*pages]), ("test", tests[:MOST])):
            for file in files:
                print(f"  {kind}   {file}")
        if len(tests) > MOST:
            print(f"         and {len(tests) - MOST} more")
    for part in parts:
        print(f"with {part.path.relative_to(ROOT)}:{part.line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
