"""Writes the compile_commands.json of FOLDER/src: database.py FOLDER STANDINS"""

import json
import pathlib
import sys

folder, standins = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
(folder / "build").mkdir()
(folder / "build/compile_commands.json").write_text(json.dumps([
    {"directory": str(folder / "build"), "file": f"../src/{source.name}",
     "command": f"clang++ -std=c++20 -isystem {standins} -c ../src/{source.name}"}
    for source in sorted((folder / "src").glob("*.cpp"))], indent=1))
