#!/usr/bin/env python3
"""Makes a project of the tests' inputs: inputs.py OUT [--only REGEX]

OUT gets copies of the files that `%check` runs over, of the stand-ins, and a
compile_commands.json. Left out are files that do not compile or need a package
(REQUIRES).
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import tempfile

import rest

TESTS = pathlib.Path(__file__).resolve().parents[1]
RUN = re.compile(r"^// RUN: *%check %s \S+ %t\S*(.*?) -- *(.*)$", re.M)
DIRECTIVE = re.compile(r" *// *(CHECK-[A-Z0-9_-]+|RUN):.*")


def inputs(only=""):
    """(path, text without directives, flags) of each file that stands alone."""
    for path in sorted(TESTS.glob("libraries/**/*.cpp")) + sorted(
            TESTS.glob("checks/*.cpp")):
        text = rest.whole(path).replace("\\\n// RUN:", "")
        run = RUN.search(text)
        if not run or "// REQUIRES:" in text or \
                re.search(r"-no-compile|-header=|-config", run.group(1)) or \
                not re.search(only, str(path.relative_to(TESTS))):
            continue
        standard = re.search(r"-std=(\S+)", run.group(1))
        flags = [standard.group(0) if standard else "-std=c++20"]
        yield path, DIRECTIVE.sub("", rest.whole(path)), \
            flags + shlex.split(run.group(2))


def fuzz_parser(description, count):
    """The arguments that the fuzzers share."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bin", required=True, help="LLVM's programs")
    parser.add_argument("--module", required=True,
                        type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--keep", type=pathlib.Path, default=pathlib.Path(
        tempfile.gettempdir()) / "async-tidy-fuzz")
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    return parser


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    out = args.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for folder in ("standins", "checks/Inputs"):
        shutil.copytree(TESTS / folder, out / folder)
    known = {"%standins": out / "standins", "%inputs": out / "checks/Inputs",
             "%S/Inputs": out / "checks/Inputs"}
    database = []
    for path, text, flags in inputs(args.only):
        copy = out / path.relative_to(TESTS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text)
        arguments = ["clang++"]
        for flag in flags:
            for name, folder in known.items():
                flag = flag.replace(name, str(folder))
            arguments.append(flag)
        database.append({"directory": str(out), "file": str(copy),
                         "arguments": arguments + ["-c", str(copy)]})
    (out / "compile_commands.json").write_text(json.dumps(database, indent=1))
    print(f"{len(database)} files")


if __name__ == "__main__":
    main()
