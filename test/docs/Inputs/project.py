"""Writes the project that the documents' commands are run in: a git repository
with a branch `main`, a commit behind it, and CMake's database in build/.

project.py STANDINS FOLDER CLANGXX
"""

import pathlib
import subprocess
import sys

standins, folder, clangxx = sys.argv[1:]
root = pathlib.Path(folder)
(root / "src").mkdir(parents=True)
(root / "CMakeLists.txt").write_text(f"""\
cmake_minimum_required(VERSION 3.25)
project(shop LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
add_library(shop OBJECT src/server.cpp src/stock.cpp)
target_include_directories(shop SYSTEM PRIVATE {standins})
target_compile_options(shop PRIVATE -Wno-unused-value)
""")
(root / "src/stock.cpp").write_text("""\
#include <cppcoro/task.hpp>

cppcoro::task<> count(int Item);

cppcoro::task<> count_twice(int Item) {
  count(Item);
  co_await count(Item);
}
""")
SERVER = """\
#include <cppcoro/task.hpp>

cppcoro::task<> save(int Id);

cppcoro::task<> serve(int Id) {
  co_await save(Id);
}
"""
(root / "src/server.cpp").write_text(SERVER)
(root / ".gitignore").write_text("build\nfound*\nasync.*\n")


def run(*command):
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)


git = ["git", "-c", "user.name=A", "-c", "user.email=a@localhost", "-c",
       "init.defaultBranch=main"]
run(*git, "init", "--quiet")
run(*git, "add", ".")
run(*git, "commit", "--quiet", "-m", "The shop")
run(*git, "checkout", "--quiet", "-b", "change")
(root / "src/server.cpp").write_text(SERVER.replace(
    "  co_await", "  save(Id - 1);\n  co_await"))
run(*git, "commit", "--quiet", "-am", "Save twice")
run("cmake", "-S", ".", "-B", "build", "-G", "Ninja",
    f"-DCMAKE_CXX_COMPILER={clangxx}", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
