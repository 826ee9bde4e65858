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
import subprocess
import sys
import time


def digest(path):
    """A file's contents as a short text, "" for a file that is not there."""
    try:
        return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def key(file):
    """The name of a file's records: unique, and readable."""
    return f"{pathlib.Path(file).name}-" + \
        hashlib.sha256(file.encode()).hexdigest()[:12]


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
    result = subprocess.run(
        [tidy, f"--export-fixes={partial}", *arguments], capture_output=True,
        text=True, errors="replace")
    said = result.stdout + result.stderr
    failed = result.returncode < 0 or "PLEASE submit a bug report" in said
    (folder / f"log/{name}.txt").write_text(said)
    if partial.exists():
        partial.replace(fixes)
    record = {"file": file, "digest": before,
              "seconds": round(time.monotonic() - start, 2),
              "died": failed,
              "errors": "error: " in said and "[clang-diagnostic-" in said}
    part = folder / f"part/{name}.json"
    part.write_text(json.dumps(record))
    part.replace(folder / f"done/{name}.json")  # At once, or not at all.
    return 0


if __name__ == "__main__":
    sys.exit(main())
