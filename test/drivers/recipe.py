#!/usr/bin/env python3
"""Runs a CI recipe here: recipe.py github|gitlab FILE PROJECT WORK

Each job gets a clone of PROJECT under WORK, with WORK/bin first in PATH. The
steps that install packages are left out, actions that move files do so, and
SARIF that would be sent must be there. Jobs whose rules speak of merge requests
get the branch `main` to compare with.
"""

import glob
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml


def bash(text, folder, work, **environment):
    lines = [line for line in text.splitlines() if "apt-get" not in line]
    subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(lines)],
                   cwd=folder, check=True, env=dict(
                       os.environ, PATH=f"{work}/bin:{os.environ['PATH']}",
                       **environment))


def clone(project, work, name):
    folder = work / name
    subprocess.run(["git", "clone", "--quiet", str(project), str(folder)],
                   check=True)
    return folder


def copy(pattern, source, target):
    for path in glob.glob(str(source / pattern)):
        destination = target / os.path.relpath(path, source)
        if os.path.isdir(path):
            shutil.copytree(path, destination)
        else:
            shutil.copy2(path, destination)


def github(recipe, project, work):
    stored = work / "artifacts"
    for name, job in recipe["jobs"].items():
        matrix = job.get("strategy", {}).get("matrix", {})
        for values in itertools.product(*matrix.values()):
            chosen = dict(zip(matrix, map(str, values), strict=True))

            def expand(text):
                return re.sub(r"\$\{\{ matrix\.(\w+) \}\}",
                              lambda match: chosen[match.group(1)], str(text))
            title = "-".join([name, *chosen.values()])
            print(f"== {title}", flush=True)
            folder = clone(project, work, title)
            for step in job["steps"]:
                uses, options = step.get("uses", ""), step.get("with", {})
                if "run" in step:
                    bash(expand(step["run"]), folder, work)
                elif uses.startswith("actions/upload-artifact@"):
                    target = stored / expand(options["name"])
                    source = folder / expand(options["path"])
                    if source.is_dir():
                        shutil.copytree(source, target)
                    else:
                        target.mkdir(parents=True)
                        shutil.copy2(source, target)
                elif uses.startswith("actions/download-artifact@"):
                    copy(options["pattern"], stored, folder)
                elif uses.startswith("github/codeql-action/upload-sarif@"):
                    assert (folder / options["sarif_file"]).stat().st_size
                else:
                    assert uses.startswith("actions/checkout@"), uses


def gitlab(recipe, project, work):
    before = recipe["default"]["before_script"]
    stored = work / "artifacts"
    stored.mkdir()
    for stage, (name, job) in itertools.product(recipe["stages"],
                                                recipe.items()):
        if name in ("default", "stages") or job["stage"] != stage:
            continue
        count = job.get("parallel", 1)
        for number in range(1, count + 1):
            print(f"== {name} {number}/{count}", flush=True)
            folder = clone(project, work, f"{name}-{number}")
            copy("*", stored, folder)
            bash("\n".join(before + job["script"]), folder, work,
                 CI_NODE_INDEX=str(number), CI_NODE_TOTAL=str(count),
                 CI_MERGE_REQUEST_DIFF_BASE_SHA="origin/main")
            for pattern in job.get("artifacts", {}).get("paths", ()):
                for path in glob.glob(str(folder / pattern)):
                    name_there = stored / os.path.basename(path)
                    if os.path.isdir(path):
                        shutil.copytree(path, name_there, dirs_exist_ok=True)
                    else:
                        shutil.copy2(path, name_there)


def main():
    kind, file, project, work = sys.argv[1:]
    work = pathlib.Path(work).resolve()
    recipe = yaml.safe_load(pathlib.Path(file).read_text())
    {"github": github, "gitlab": gitlab}[kind](
        recipe, pathlib.Path(project).resolve(), work)


main()
