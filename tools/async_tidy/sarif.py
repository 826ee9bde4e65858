"""async-tidy-sarif: from --export-fixes to SARIF 2.1.0."""

import argparse
import hashlib
import json
import os
import pathlib
import re
import sys
import urllib.parse

from . import engine, exported

HERE = pathlib.Path(__file__).resolve().parent
PAGES = HERE.parents[1] / "checks"
UPSTREAM = "https://clang.llvm.org/extra/clang-tidy/checks/"
LEVELS = {"Error": "error", "Warning": "warning", "Remark": "note"}


def rule(check, docs):
    """What SARIF calls a rule; ours say what they are, and have a page."""
    result = {"id": check, "defaultConfiguration": {"level": "warning"}}
    known = {one["name"]: one for one in
             json.loads((HERE / "rules.json").read_text())["rules"]}
    if check in known:
        text = (PAGES / f"{check}.md").read_text()
        paragraphs = [part.strip() for part in text.split("\n\n")]
        full = next((part for part in paragraphs
                     if part and not part.startswith("#")), check)
        result["shortDescription"] = {"text": known[check]["pitfall"]}
        result["fullDescription"] = {"text": " ".join(full.split())}
        result["help"] = {"text": text, "markdown": text}
        if docs:
            result["helpUri"] = f"{docs.rstrip('/')}/{check}.md"
    elif not check.startswith(("clang-diagnostic-", "clang-analyzer-", "async-")):
        module, _, name = check.partition("-")
        result["helpUri"] = f"{UPSTREAM}{module}/{name}.html"
    return result


class Converter:
    def __init__(self, root, docs):
        self.root, self.docs = str(root), docs
        self.texts = exported.Sources()
        self.rules = {}

    def artifact(self, file):
        if file.startswith(f"{self.root}/"):
            return {"uri": urllib.parse.quote(os.path.relpath(file, self.root)),
                    "uriBaseId": "SRCROOT"}
        return {"uri": exported.uri(file)}

    def region(self, file, offset, length=0):
        line, column = self.texts.position(file, offset)
        end_line, end_column = self.texts.position(file, offset + length)
        return {"startLine": line, "startColumn": column, "endLine": end_line,
                "endColumn": end_column}

    def location(self, message):
        # The word there: SARIF's readers underline nothing for an empty region.
        word = re.match(rb"\w*", self.texts.text(message.file)[message.offset:])
        return {"physicalLocation": {
            "artifactLocation": self.artifact(message.file),
            "region": self.region(message.file, message.offset,
                                  len(word.group()))}}

    def fix(self, edits, text):
        changes = {}
        for edit in edits:
            changes.setdefault(edit.file, []).append({
                "deletedRegion": self.region(edit.file, edit.offset,
                                             edit.length),
                "insertedContent": {"text": edit.text}})
        return {"description": {"text": text}, "artifactChanges": [
            {"artifactLocation": self.artifact(file), "replacements": part}
            for file, part in changes.items()]}

    def result(self, finding):
        if finding.check not in self.rules:
            self.rules[finding.check] = (len(self.rules),
                                         rule(finding.check, self.docs))
        message = finding.message
        result = {
            "ruleId": finding.check,
            "ruleIndex": self.rules[finding.check][0],
            "level": LEVELS.get(finding.level, "warning"),
            "message": {"text": message.text},
            "locations": [self.location(message)],
            # The same after lines were added above it.
            "partialFingerprints": {"asyncTidy/v1": self.fingerprint(message,
                                                                     finding)}}
        related = [dict(self.location(note), message={"text": note.text})
                   for note in finding.notes if note.file]
        if related:
            result["relatedLocations"] = related
        fixes = [self.fix(part.edits, part.text)
                 for part in (message, *finding.notes) if part.edits]
        if fixes:
            result["fixes"] = fixes
        return result

    def fingerprint(self, message, finding):
        starts = self.texts.line_starts(message.file)
        line = self.texts.position(message.file, message.offset)[0]
        text = self.texts.text(message.file)[starts[line - 1]:]
        words = b" ".join(text.split(b"\n")[0].split())
        name = os.path.relpath(message.file, self.root)
        return hashlib.sha256(b"\0".join((
            finding.check.encode(), name.encode(), message.text.encode(),
            words))).hexdigest()[:32]

    def log(self, findings):
        results = [self.result(finding) for finding in findings
                   if finding.message.file]
        llvm = json.loads((HERE / "llvm.json").read_text())
        return {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "AsyncTidy", "semanticVersion": llvm["version"],
                    **({"informationUri": self.docs} if self.docs else {}),
                    "rules": [part for _, part in self.rules.values()]}},
                "columnKind": "utf16CodeUnits",
                "originalUriBaseIds": {"SRCROOT": {
                    "uri": exported.uri(self.root) + "/"}},
                "results": results}]}


def write(findings, root, docs, output):
    """To a file, or to standard output."""
    text = json.dumps(Converter(root, docs).log(findings), indent=1)
    if output:
        output.write_text(text + "\n")
    else:
        print(text)


def main():
    parser = argparse.ArgumentParser(
        prog="async-tidy-sarif", description="Turns what clang-tidy writes "
        "with --export-fixes into SARIF 2.1.0.")
    parser.add_argument("input", nargs="+", type=pathlib.Path,
                        help="YAML files, folders of them, or the states of "
                        "`async-tidy-pass find`")
    parser.add_argument("-o", dest="output", type=pathlib.Path,
                        help="the SARIF file (standard output)")
    parser.add_argument("--source", type=pathlib.Path, default=pathlib.Path(),
                        help="the root of the sources; paths are given "
                        "relative to it (the working directory)")
    parser.add_argument("--was", default="", metavar="FOLDER",
                        help="where the root was when clang-tidy looked, such as "
                        r"C:\src")
    parser.add_argument("--docs-url", default="",
                        help="where the checks' pages are published")
    parser.add_argument("--incomplete", action="store_true", help="there are "
                        "files of the program that nobody looked at")
    args = parser.parse_args()
    root, passes, paths = args.source.resolve(), [], []
    for path in args.input:
        if not path.exists():
            print(f"async-tidy-sarif: {path}: no such file", file=sys.stderr)
            return 2
        if (path / "pass.json").exists():
            one = engine.Pass(path)
            if args.incomplete:
                one.state["whole"] = False
            passes.append(one)
        else:
            paths += sorted(path.glob("**/*.yaml")) if path.is_dir() else [path]
    moved = (exported.absolute(args.was), str(root)) if args.was else None
    findings = exported.merge([exported.collect(paths, moved)] + [
        engine.merge(passes, root)])
    write(findings, root, args.docs_url, args.output)
    return 0
