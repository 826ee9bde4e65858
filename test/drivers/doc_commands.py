#!/usr/bin/env python3
"""Runs the commands of a document: doc_commands.py DOCUMENT [--in FOLDER]

Each ```sh block is run by bash, in order, in FOLDER. It must end with exit code 0;
comments in front of a block say otherwise:

  <!-- not run: why -->        this block is not run
  <!-- exit code: 1 -->        it ends with that code
  <!-- file: NAME -->          the block is what FOLDER/NAME must contain
"""

import argparse
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"(?:^<!-- ([^\n]*) -->\n)?^```(\w+)\n(.*?)^```$",
                   re.M | re.S)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("document", type=pathlib.Path)
    parser.add_argument("--in", dest="folder", type=pathlib.Path,
                        default=pathlib.Path())
    args = parser.parse_args()
    for comment, language, text in BLOCK.findall(args.document.read_text()):
        name, _, value = comment.partition(": ")
        if name == "file":
            (args.folder / value).write_text(text)
        if language != "sh":
            continue
        if name == "not run":
            print(f"not run: {text.splitlines()[0]}")
            continue
        expected = int(value) if name == "exit code" else 0
        result = subprocess.run(["bash", "-euo", "pipefail", "-c", text],
                                cwd=args.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True)
        print("".join(f"$ {line}\n" for line in text.splitlines())
              + result.stdout, flush=True)
        if result.returncode != expected:
            print(f"exit code {result.returncode}, not {expected}")
            return 1
    return 0


sys.exit(main())
