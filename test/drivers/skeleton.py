#!/usr/bin/env python3
"""Does a new check's skeleton pass its own test?

  skeleton.py SOURCE BUILD TEMP NAME

Makes the check in a copy of the source tree, compiles what is new with the
commands of the build, links that with the build's other objects, and runs the
new test, and those of the lists of checks, on the module.
"""

import json
import pathlib
import shlex
import shutil
import subprocess
import sys

source, build, temp = (pathlib.Path(path).resolve() for path in sys.argv[1:4])
name = sys.argv[4]
copy, objects = temp / "tree", build / "CMakeFiles/AsyncTidyObjects.dir"


def run(*command, **arguments):
    print("$", shlex.join(map(str, command)), flush=True)
    subprocess.run(list(map(str, command)), check=True, **arguments)


def tracked():
    """The files of the tree; not those of builds in it."""
    for path in sorted(source.iterdir()):
        if path.name not in (".git", "build", "__pycache__"):
            yield path


def compiled(file, like):
    """An object made from the copy's FILE as the build makes LIKE."""
    entry = next(entry for entry in
                 json.loads((build / "compile_commands.json").read_text())
                 if entry["file"] == str(source / like))
    made = temp / (file.name + ".o")
    command = []
    for word in shlex.split(entry["command"]):
        if word.startswith(f"-I{source}"):
            word = f"-I{copy}{word[len(f'-I{source}'):]}"
        elif word == entry["file"]:
            word = str(file)
        command.append(word)
    command[command.index("-o") + 1] = str(made)
    run(*command, cwd=entry["directory"])
    return command[0], made


shutil.rmtree(temp, ignore_errors=True)
copy.mkdir(parents=True)
for path in tracked():
    if path.is_dir():
        shutil.copytree(path, copy / path.name,
                        ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(path, copy)

drivers = copy / "test/drivers"
run(sys.executable, drivers / "new_check.py", name)
[new] = (copy / "checks" / name).glob("*.cpp")
registration = "AsyncTidyModule/AsyncTidyModule.cpp"
compiler, check = compiled(new, registration)
_, module = compiled(copy / registration, registration)
old = [path for path in objects.rglob("*.o")
       if path.name.startswith("unity_") or not path.match(f"{registration}.o") and (
           source / path.relative_to(objects).with_suffix("")).exists()]
old += objects.rglob("EmbeddedVocabulary.cpp.o")
library = temp / "AsyncTidyModule.so"
run(compiler, "-shared", "-o", library, module, check, *old)

tools = pathlib.Path(compiler).parent
run(sys.executable, drivers / "check.py", f"--bin={tools}",
    f"--module={library}", copy / f"test/checks/async-{name}.cpp",
    f"async-{name}", temp / "test", "--")
tidy = [tools / "clang-tidy", f"--load={library}", "--checks=-*,async-*"]
with open(temp / "dump", "w") as dump:
    run(*tidy, "--dump-config", stdout=dump)
run(sys.executable, drivers / "rules.py", "--dump", temp / "dump")
run(sys.executable, drivers / "rules.py", "--check")
run(sys.executable, drivers / "layers.py", copy)
listed = subprocess.run([*tidy, "--list-checks"], capture_output=True,
                        text=True, check=True).stdout.split()
assert f"async-{name}" in listed, listed
