"""Makes a state look as if power had failed while a file was edited.

half_applied.py STATE FILE
"""

import json
import pathlib
import shutil
import sys

state, file = map(pathlib.Path, sys.argv[1:])
before = state / "before"
before.mkdir()
shutil.copy2(file, before / "0")
(before / "files.json").write_text(json.dumps([str(file)]))
file.write_text("garbage")
description = json.loads((state / "pass.json").read_text())
description["stage"] = "applying"
(state / "pass.json").write_text(json.dumps(description))
