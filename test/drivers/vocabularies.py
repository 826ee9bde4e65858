"""The files of vocabulary/ as the module has them."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALSO = re.compile(r"# Also as (\S+)\.yaml, with:\n((?:#   .+ => .+\n)+)")


class Vocabulary:
    """One of them. What is the same library under another name has the tests of
    the first, and may have more."""

    def __init__(self, path, stem, text, tests):
        self.path, self.stem, self.text = path, stem, text
        self.tests = [path.parents[1] / "test/libraries" / name for name in tests]


def vocabularies(root=ROOT):
    """See cmake/EmbedVocabulary.cmake."""
    for path in sorted((root / "vocabulary").glob("*.yaml")):
        text = path.read_text()
        also = ALSO.search(text)
        # Lines keep their numbers.
        text = ALSO.sub(lambda rules: "#\n" * rules[0].count("\n"), text)
        yield Vocabulary(path, path.stem, text, [path.stem])
        if also:
            for rule in also.group(2).splitlines():
                text = text.replace(*rule.removeprefix("#   ").split(" => "))
            yield Vocabulary(path, also.group(1), text,
                             [path.stem, also.group(1)])
