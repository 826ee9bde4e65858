#!/usr/bin/python3
"""look.py STATE FILE [FLAG...]: what `async-tidy-pass find` keeps of one file that
is compiled, in this folder, with these flags. Says only what goes wrong."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

PASS = pathlib.Path(__file__).resolve().parents[1] / "bin/async-tidy-pass"
# Other repositories, and what the build makes.
NOT_OURS = "/(external|bazel-out)/"


def main():
    state, file, *flags = sys.argv[1:]
    with tempfile.TemporaryDirectory() as build:
        (pathlib.Path(build) / "compile_commands.json").write_text(json.dumps([{
            "directory": os.getcwd(), "file": file,
            "arguments": ["clang++", *flags, "-c", file]}]))
        result = subprocess.run(
            [str(PASS), "find", "-p", build, "--state", state, "--source", ".",
             "-j", "1", "--exclude", NOT_OURS], capture_output=True, text=True)
    if result.returncode:
        print(result.stdout + result.stderr, file=sys.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
