"""Which vocabulary files of a folder the module refuses.

refused.py FOLDER CLANG-TIDY [ARGUMENTS]
"""
import pathlib
import re
import subprocess
import sys

folder, *tidy = sys.argv[1:]
files = sorted(pathlib.Path(folder).glob("*.yaml"))
source = pathlib.Path(folder) / "empty.cpp"
source.write_text("")
run = subprocess.run(
    [*tidy, "--checks=-*,async-*", "--config={CheckOptions: {async.Vocabulary: '"
     + ";".join(map(str, files)) + "'}}", str(source), "--", "-std=c++20"],
    capture_output=True, text=True)
refused = re.findall(r"bad vocabulary file, ignored: (\S+?):\d+: ", run.stdout)
print("".join(f"{pathlib.Path(name).name}\n" for name in sorted(refused)), end="")
