"""Adds a finding that edits what another one edits. contradict.py STATE"""

import pathlib
import sys

for path in sorted(pathlib.Path(sys.argv[1]).glob("fixes/*.yaml")):
    text = path.read_text()
    if "service.h" not in text:
        continue
    head, *parts = text.split("  - DiagnosticName:")
    part = next(part for part in parts if "service.h" in part).rstrip(". \n")
    part = part.replace("co_await ", "(void)").replace(
        "the task returned by ''save'' is never awaited, so it never runs",
        "we had another idea")
    assert "we had another idea" in part, part
    path.write_text(text.replace("\n...", "") + "  - DiagnosticName:" + part
                    + "\n...\n")
    break
