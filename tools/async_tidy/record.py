#!/usr/bin/python3
"""Stands for clang-tidy in run-clang-tidy, and keeps what it said of each file.

async-tidy-pass calls run-clang-tidy with this program, and passes the folder of
the pass and the clang-tidy to call in the environment. A file that is done has
a record in done/, so that an interrupted pass can go on where it was.
"""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time


def digest(path):
    """A file's contents as a short text, "" for a file that is not there."""
    try:
        return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def text_digest(text):
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:16]


def key(file):
    """The name of a file's records: unique, and readable."""
    return f"{pathlib.Path(file).name}-" + \
        hashlib.sha256(file.encode()).hexdigest()[:12]


def summaries(folder, name):
    """Of one file; one with several commands has several."""
    return sorted((folder / "summaries").glob(f"{name}*.summary"))


def reads(folder, name):
    """The user's files that a file was compiled from: [[path...], digest]."""
    paths = set()
    for summary in summaries(folder, name):
        with open(summary, encoding="utf-8", errors="surrogateescape") as text:
            for line in text:
                tag, *fields = line.rstrip("\n").split("\t")
                if tag == "p" and len(fields) == 2 and fields[1]:
                    paths.add(re.sub(r"\\([tn\\])", lambda found: {
                        "t": "\t", "n": "\n"}.get(found[1], found[1]), fields[0]))
                elif tag not in ("p", "u", "async-tidy-summary"):
                    break  # What was read stands first.
    return [sorted(paths), together(sorted(paths), digest)]


def together(paths, digest_of):
    """One digest of many files."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(digest_of(path).encode())
    return whole.hexdigest()[:16]


def main():
    tidy = os.environ["ASYNC_TIDY_PROGRAM"]
    arguments = sys.argv[1:]
    if "-list-checks" in arguments:
        os.execv(tidy, [tidy, *arguments])
    folder = pathlib.Path(os.environ["ASYNC_TIDY_FOLDER"])
    file = arguments[-1]
    name = key(file)
    fixes, partial = folder / f"fixes/{name}.yaml", folder / f"part/{name}.yaml"
    # run-clang-tidy's own place for fixes, which not all versions have.
    while "-export-fixes" in arguments or "--export-fixes" in arguments:
        at = arguments.index("-export-fixes" if "-export-fixes" in arguments
                             else "--export-fixes")
        del arguments[at:at + 2]
    before, start = digest(file), time.monotonic()
    summary = folder / f"summaries/{name}.summary"
    link = os.environ.get("ASYNC_TIDY_LINK") == "1"
    # What a configuration says of linked programs is for others: this makes one.
    environment = dict(os.environ, ASYNC_TIDY_PROGRAM_FILE="",
                       ASYNC_TIDY_SUMMARIES=str(summary) if link else "")
    for old in summaries(folder, name):
        old.unlink()
    result = subprocess.run(
        [tidy, f"--export-fixes={partial}", *arguments], capture_output=True,
        text=True, errors="replace", env=environment)
    said = result.stdout + result.stderr
    failed = result.returncode < 0 or "PLEASE submit a bug report" in said
    (folder / f"log/{name}.txt").write_text(said)
    if partial.exists():
        partial.replace(fixes)
    record = {"file": file, "digest": before,
              "seconds": round(time.monotonic() - start, 2),
              "died": failed, "reads": reads(folder, name),
              "errors": "error: " in said and "[clang-diagnostic-" in said}
    part = folder / f"part/{name}.json"
    part.write_text(json.dumps(record))
    part.replace(folder / f"done/{name}.json")  # At once, or not at all.
    return 0


if __name__ == "__main__":
    sys.exit(main())
