#!/usr/bin/env python3
"""The part of this Python's library that some programs need:
python_library.py FOLDER PROGRAM...

Compiles what they import, and what that imports, into FOLDER, which is a
lib/python3.N afterwards. What is in shared objects comes along where it needs
nothing but the C library; the rest is what its users can do without."""
import modulefinder
import pathlib
import py_compile
import shutil
import subprocess
import sys

OPTIONAL = ["ssl", "ctypes", "unittest", "doctest", "pdb", "pydoc", "tkinter",
            "readline", "setuptools", "distutils", "test", "lzma", "bz2", "_yaml",
            "site", "xmlrpc", "http", "email", "xml"]


def needs_only_libc(path):
    said = subprocess.run(["ldd", path], capture_output=True, text=True).stdout
    return {line.split()[0].split(".so")[0] for line in said.splitlines()
            if ".so" in line} <= {
        "linux-vdso", "libc", "libm", "/lib64/ld-linux-x86-64",
        "/lib/ld-linux-aarch64"}


def main():
    folder = pathlib.Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "lib-dynload").mkdir(parents=True)
    found = {}
    for program in sys.argv[2:]:
        ours = pathlib.Path(program).parents[1] / "python"
        finder = modulefinder.ModuleFinder([str(ours), *sys.path[1:]],
                                           excludes=OPTIONAL)
        finder.run_script(program)
        for name in ("os", "encodings", "runpy", "importlib.util"):
            finder.import_hook(name)
        found.update(finder.modules)
    paths = {name: pathlib.Path(module.__file__) for name, module in found.items()
             if module.__file__ and name != "__main__"
             and not name.startswith("async_tidy")}
    for path in paths["encodings"].parent.glob("*.py"):
        if path.stem.startswith(("utf", "ascii", "latin", "idna", "raw", "unicode")):
            paths[f"encodings.{path.stem}"] = path
    for name, path in sorted(paths.items()):
        if path.suffix == ".py":
            stem = name.replace(".", "/")
            stem += "/__init__" if path.stem == "__init__" else ""
            py_compile.compile(
                path, folder / f"{stem}.pyc", f"{stem}.py", doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
        elif needs_only_libc(path):
            shutil.copy(path, folder / "lib-dynload")


main()
