#!/usr/bin/env python3
"""The style and the small mistakes of our own files: one line per finding, and
`N passed, N failed` in the end, where each part passes or each finding fails.

  format  clang-format, as .clang-format says
  tidy    AsyncTidy's checks, over AsyncTidy
  shell   shellcheck
  python  ruff, as ruff.toml says
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).parents[2]
RUFF = ("@astral-sh/ruff-wasm-nodejs", "0.17.3")
# Not the notes of clang, which have no name in brackets.
FINDING = re.compile(r"[^\s:]+:\d+:\d+: (?!note: .*[^]]$)")


def run(command, **options):
    return subprocess.run([str(word) for word in command], cwd=ROOT, text=True,
                          errors="replace", capture_output=True, **options)


def findings(command, status=(0, 1)):
    """The lines of a linter's output that are findings."""
    result = run(command)
    lines = (result.stdout + result.stderr).replace(f"{ROOT}/", "").splitlines()
    found = [line for line in lines if FINDING.match(line)]
    if result.returncode not in status or (result.returncode and not found):
        found.append(f"{command[0]}: exit {result.returncode}: "
                     + " ".join(lines[-3:]))
    return found


def files():
    """All that is ours, as paths from the root, without what is built."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders
                            if name not in (".git", "build", "node_modules"))
        for name in sorted(names):
            yield (pathlib.Path(folder) / name).relative_to(ROOT)


def scripts(suffixes, program):
    """Files with one of the suffixes, or with `program` in the first line."""
    for path in files():
        if path.suffix in suffixes:
            yield path
        elif path.suffix in ("", ".in"):
            with open(ROOT / path, "rb") as text:
                first = text.readline(100)
            if first.startswith(b"#!") and program.search(first):
                yield path


def cxx(*folders):
    return [path for path in files() if path.suffix in (".h", ".cpp")
            and any(path.is_relative_to(folder) for folder in folders)]


def lint_format(args):
    found = findings(
        ["clang-format-22", "--dry-run", "--Werror",
         *cxx("AsyncTidyModule", "checks", "clangd", "standalone", "test/unit", "bench", "tools",
              "examples")])
    # One line per file: all of it is repaired at once.
    first = {line.split(":")[0]: line for line in reversed(found)}
    return [line.split(": ")[0] + ": not formatted; ./dev format repairs it"
            if "clang-format-violations" in line else line
            for line in reversed(first.values())]


def lint_tidy(args):
    # clang's headers cost far more than what is ours; they are read once for
    # the shared rooms and once for the checks.
    args.build.mkdir(parents=True, exist_ok=True)
    units = []
    for folder in ("AsyncTidyModule", "checks"):
        unit = args.build / f"{folder}.cpp"
        unit.write_text("".join(f'#include "{ROOT / path}"\n'
                                for path in cxx(folder) if path.suffix == ".cpp"))
        units.append(unit)

    def tidy(unit):
        # In C++20: the checks are silent in the C++17 that we are built as.
        return findings(
            [args.bin / "clang-tidy", f"--load={args.module}",
             "--checks=-*,async-*", "--header-filter=.", "--quiet",
             "--warnings-as-errors=*", unit, "--", "-std=c++20",
             "-fno-exceptions", "-ferror-limit=0", "-IAsyncTidyModule", "-I.",
             "-isystem", args.bin.parent / "include"])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [line for found in pool.map(tidy, units) for line in found]


def lint_shell(args):
    shell = re.compile(rb"\b(ba)?sh\b")
    return findings(["shellcheck", "--format=gcc",
                     *scripts((".sh",), shell)])


def lint_python(args):
    name, version = RUFF
    packages = args.build / "npm"
    manifest = packages / "node_modules" / name / "package.json"
    if not manifest.exists() or json.loads(
            manifest.read_text())["version"] != version:
        packages.mkdir(parents=True, exist_ok=True)
        result = run(["npm", "install", "--silent", "--no-audit", "--no-fund",
                      "--prefix", packages, f"{name}@{version}"])
        if result.returncode:
            return [f"npm cannot install {name}: {result.stderr.strip()}"]
    settings = tomllib.loads((ROOT / "ruff.toml").read_text())
    python = scripts((".py",), re.compile(rb"python"))
    return findings(["node", "test/drivers/ruff.mjs", packages,
                     json.dumps(settings), *python])


PARTS = {"format": lint_format, "tidy": lint_tidy, "shell": lint_shell,
         "python": lint_python}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--module", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True,
                        help="a folder for what is made on the way")
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help=f"{', '.join(PARTS)}; all unless given")
    args = parser.parse_args()
    args.build, args.module = args.build.resolve(), args.module.resolve()
    unknown = set(args.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    passed = failed = 0
    for part in args.parts or PARTS:
        found = PARTS[part](args)
        for line in found:
            print(line)
        passed += not found
        failed += len(found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
