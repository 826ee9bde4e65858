"""The C++ examples of a page, each a file: examples.py PAGE FOLDER

FOLDER gets NAME.cpp for each example that stands behind `<!-- compiled: NAME -->`."""

import pathlib
import re
import sys

page, folder = map(pathlib.Path, sys.argv[1:])
folder.mkdir(parents=True, exist_ok=True)
text = page.read_text()
found = re.findall(r"^<!-- compiled: (\w+) -->\n```cpp\n(.*?)^```$", text, re.M | re.S)
for name, code in found:
    (folder / f"{name}.cpp").write_text(code)
print(len(found), "examples,", text.count("```cpp") - len(found), "others")
