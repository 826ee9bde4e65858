"""What a CMake project installs, as CMake's file API tells: others rely on it.

CMake answers in BUILD/.cmake/api/v1/reply once somebody asks, by an empty file
BUILD/.cmake/api/v1/query/codemodel-v2 (or one of a client), and it configures.
"""

import json
import os


def installed(build):
    """Absolute paths of files and folders that are installed; [] where CMake was
    not asked, or has an answer that this cannot read."""
    reply = build / ".cmake/api/v1/reply"
    try:
        # The last one by name is the current one.
        index = json.loads(max(reply.glob("index-*.json")).read_text())
        models = [entry["jsonFile"] for entry in index["objects"]
                  if entry["kind"] == "codemodel"]
        return sorted({path for name in models
                       for path in _of_model(reply, name)})
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _of_model(reply, name):
    model = json.loads((reply / name).read_text())
    root = model["paths"]["source"]
    for entry in (folder for configuration in model["configurations"]
                  for folder in configuration["directories"]):
        if "jsonFile" not in entry:  # CMake before 3.21.
            continue
        folder = json.loads((reply / entry["jsonFile"]).read_text())
        for rule in folder["installers"]:
            if rule["type"] in ("file", "fileSet", "directory"):
                for path in rule.get("paths", ()):
                    source = path if isinstance(path, str) else path["from"]
                    # Relative to the project's root, where they are inside.
                    yield os.path.normpath(os.path.join(root, source))


class Headers:
    """Whether a file is one of them."""

    def __init__(self, paths):
        self._paths = set(paths)

    def __contains__(self, file):
        while file not in self._paths:
            above = os.path.dirname(file)
            if above == file:
                return False
            file = above
        return True
