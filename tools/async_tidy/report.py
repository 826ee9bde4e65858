"""The HTML page of a pass: one file, no network, works from a mail."""

import html
import json
import os
import pathlib
import re

from . import exported

HERE = pathlib.Path(__file__).resolve().parent


# The steps of a way, as AsyncTidyModule/program/SummaryText.cpp words them.
STEP = re.compile(r"'?(?P<of>.+?)'? is (?:called by (?P<coroutine>the coroutine |"
                  r"(?=a coroutine here$))?'?(?P<by>.+?)'?|handed to '(?P<to>.+)')"
                  r" here(?:, which runs it on an event loop or executor)?")
HIDDEN = re.compile(r"\d+ more calls lie between")


def way(row):
    """Who calls whom, from the coroutine or executor to the finding: [(name,
    kind, number of the note that tells it)], with the file and line of each.
    Empty where the notes tell no way."""
    steps = []
    for number, note in enumerate(row["notes"]):
        found = STEP.fullmatch(note["message"])
        if HIDDEN.fullmatch(note["message"]) and steps:
            steps.append({"name": note["message"], "kind": "hidden",
                          "note": number, "file": "", "line": 0})
        if not found:
            continue
        if not steps:
            steps.append({"name": found["of"], "kind": "finding", "note": None,
                          "file": row["file"], "line": row["line"]})
        steps.append({"name": found["by"] or found["to"], "note": number,
                      "kind": "coroutine" if found["coroutine"] is not None
                      else "executor" if found["to"] else "call",
                      "file": note["file"], "line": note["line"]})
    return steps[::-1]


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
                "column": column, "code": texts.around(message.file, line)}
    result = []
    for finding in findings:
        edits = finding.message.edits or finding.offered
        state = ("applied" if finding.key in applied else
                 "collides" if finding.key in collided else
                 "offered" if edits else "reported")
        row = dict(
            place(finding.message), check=finding.check, state=state,
            message=finding.message.text,
            notes=[dict(place(note), message=note.text)
                   for note in finding.notes],
            diff=[{"file": os.path.relpath(file, source), "text": text}
                  for file, text in texts.diff(edits)])
        result.append(dict(row, way=way(row)))
    return result


def page(sections):
    """`sections` is [(name, rows)]."""
    data = json.dumps([{"name": name, "rows": part}
                       for name, part in sections]).replace("</", "<\\/")
    template = (HERE / "report.html").read_text()
    return template.replace("@DATA@", data).replace(
        "@TITLE@", html.escape("Async mistakes"))
