#!/usr/bin/env python3
"""Small mistakes in a Containerfile: containerfile.py CONTAINERFILE

- an instruction that there is none of, or that comes before FROM
- an image without a tag, or as of today; a stage that is not there
- a COPY of what the folder of the Containerfile does not have
- apt-get install without the lists, with what it recommends, or with a question
- what shellcheck says of a RUN

Prints what is wrong, and fails then."""
import json
import pathlib
import re
import subprocess
import sys

path = pathlib.Path(sys.argv[1])
text = re.sub(r"^\s*#.*\n", "", path.read_text(), flags=re.M).replace("\\\n", "")
problems, stages = [], set()
for line in filter(None, map(str.strip, text.split("\n"))):
    word, _, rest = line.partition(" ")
    if not stages and word not in ("FROM", "ARG"):
        problems.append(f"{word} comes before FROM")
    if word == "FROM":
        image, _, stage = rest.partition(" AS ")
        if not re.fullmatch(r"[\w./-]+:(?!latest)[\w.-]+", image) and image not in stages:
            problems.append(f"no fixed tag: {image}")
        stages.add(stage or image)
    elif word == "COPY":
        source = re.match(r"--from=(\S+)", rest)
        if source and source[1] not in stages:
            problems.append(f"no stage {source[1]}")
        if not source:
            problems += [f"nothing to copy: {name}" for name in rest.split()[:-1]
                         if not (path.parent / name).exists()]
    elif word == "RUN":
        for install in re.findall(r"apt-get install[^&;|]*", rest):
            for needed in ("-y", "--no-install-recommends"):
                if needed not in install.split():
                    problems.append(f"apt-get install without {needed}")
            if "apt-get update" not in rest.partition(install)[0]:
                problems.append("apt-get install without apt-get update before it")
        said = subprocess.run(["shellcheck", "-s", "sh", "-f", "gcc", "-"], text=True,
                              input=f"{rest}\n", capture_output=True).stdout
        problems += [f"shell: {one.partition(': ')[2]}" for one in said.splitlines()]
    elif word in ("ENTRYPOINT", "CMD"):
        try:
            json.loads(rest)
        except ValueError:
            problems.append(f"{word} is no list of words")
    elif word not in ("ARG", "ENV", "LABEL", "USER", "WORKDIR"):
        problems.append(f"no instruction {word}")
print("\n".join(problems))
sys.exit(bool(problems))
