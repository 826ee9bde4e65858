"""The HTML page of a pass: one file, no network, works from a mail."""

import html
import json
import os
import pathlib

from . import exported

HERE = pathlib.Path(__file__).resolve().parent


def rows(findings, chosen, refused, source):
    """What the page shows of each finding. Reads the sources, so before they
    are edited."""
    texts = exported.Sources()
    applied = {finding.key for finding, _ in chosen}
    collided = {finding.key for finding in refused}

    def place(message):
        if not message.file:
            return {"file": "", "line": 0, "column": 0}
        line, column = texts.position(message.file, message.offset)
        return {"file": os.path.relpath(message.file, source), "line": line,
                "column": column}
    result = []
    for finding in findings:
        edits = finding.message.edits or finding.offered
        state = ("applied" if finding.key in applied else
                 "collides" if finding.key in collided else
                 "offered" if edits else "reported")
        result.append(dict(
            place(finding.message), check=finding.check, state=state,
            message=finding.message.text,
            notes=[dict(place(note), message=note.text)
                   for note in finding.notes],
            diff=[{"file": os.path.relpath(file, source), "text": text}
                  for file, text in texts.diff(edits)]))
    return result


def page(sections):
    """`sections` is [(name, rows)]."""
    data = json.dumps([{"name": name, "rows": part}
                       for name, part in sections]).replace("</", "<\\/")
    template = (HERE / "report.html").read_text()
    return template.replace("@DATA@", data).replace(
        "@TITLE@", html.escape("Async mistakes"))
