"""Writes a project of four sources and a header that all include.

project.py STANDINS FOLDER...
"""

import json
import pathlib
import sys

HEADER = """\
#pragma once
#include <cppcoro/task.hpp>

cppcoro::task<> save(int Id);

inline cppcoro::task<int> save_all(int First) {
  save(First);
  co_return First;
}
"""

SOURCE = """\
#include "service.h"

cppcoro::task<> handle_{name}(int Id) {{
  int Saved = co_await save_all(Id);
  save(Saved);
  co_await save(Saved + 1);
}}
"""


def main():
    standins, *folders = sys.argv[1:]
    for folder in map(pathlib.Path, folders):
        folder = folder.resolve()
        for name in ("src", "include", "build"):
            (folder / name).mkdir(parents=True)
        (folder / "include/service.h").write_text(HEADER)
        entries = []
        for name in ("a", "b", "c", "d"):
            (folder / f"src/{name}.cpp").write_text(SOURCE.format(name=name))
            entries.append({
                "directory": str(folder / "build"), "file": f"../src/{name}.cpp",
                "command": f"clang++ -std=c++20 -I../include -isystem {standins}"
                           f" -c ../src/{name}.cpp"})
        # What the build itself makes is not touched.
        (folder / "build/made.cpp").write_text(SOURCE.format(name="made"))
        entries.append({
            "directory": str(folder / "build"), "file": "made.cpp", "command":
            f"clang++ -std=c++20 -I../include -isystem {standins} -c made.cpp"})
        (folder / "build/compile_commands.json").write_text(
            json.dumps(entries, indent=1))


main()
