"""Tests of one text for many libraries: `%check %s ... -rest=%S/FILE`, or
`%check %inputs/FILE ... -replace=...`."""

import pathlib
import re

INPUTS = pathlib.Path(__file__).resolve().parents[1] / "checks/Inputs"


def whole(path):
    """The text of a test, and of what its RUN lines add to it."""
    text = path.read_text()
    added = dict.fromkeys(re.findall(r"^// RUN: *%check .*-rest=%S/(\S+)", text,
                                     re.M))
    inputs = dict.fromkeys(re.findall(r"^// RUN: *%check %inputs/(\S+)", text, re.M))
    return text + "".join([(path.parent / name).read_text() for name in added]
                          + [(INPUTS / name).read_text() for name in inputs])
