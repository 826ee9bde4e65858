"""Exports and reports of other systems, in the programs' own Python:
elsewhere.py PYTHON-FOLDER FOLDER"""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, sys.argv[1])
from async_tidy import commands, engine, exported, report, sarif

FOLDER = pathlib.Path(sys.argv[2])


def equal(what, expected):
    if what != expected:
        raise SystemExit(f"{what!r}\nis not\n{expected!r}")


# ---- Paths -------------------------------------------------------------------

for file, folder, expected in (
        ("a.cpp", "/build", "/build/a.cpp"),
        ("../src/a.cpp", "/p/build", "/p/src/a.cpp"),
        ("/src/a.cpp", "C:\\build", "C:/src/a.cpp"),
        ("C:\\src\\a.cpp", "", "C:/src/a.cpp"),
        ("C:\\src\\a.cpp", "/build", "C:/src/a.cpp"),
        ("c:/src\\x\\..\\a.cpp", "D:\\build", "C:/src/a.cpp"),
        ("..\\src\\a b.cpp", "C:\\p\\build", "C:/p/src/a b.cpp"),
        ("src/a.cpp", "\\\\server\\share", "//server/share/src/a.cpp"),
        # Here a backslash is a letter like any other.
        ("odd\\name.cpp", "/build", "/build/odd\\name.cpp")):
    equal(exported.absolute(file, folder), expected)
equal(exported.uri("C:/my src/a.cpp"), "file:///C:/my%20src/a.cpp")
equal(exported.uri("/my src/a.cpp"), "file:///my%20src/a.cpp")

# ---- An export that Windows wrote, of a file with its line ends ---------------

SOURCE = b"void f() {\r\n  save(1);\r\n  run();\r\n}\r\n"
(FOLDER / "src").mkdir(parents=True)
source = FOLDER / "src/a.cpp"
source.write_bytes(SOURCE)
(FOLDER / "fixes.yaml").write_text(r"""---
MainSourceFile: 'C:\p\src\a.cpp'
Diagnostics:
  - DiagnosticName: async-unawaited-task
    DiagnosticMessage:
      Message: "first"
      FilePath: 'C:\p\src\a.cpp'
      FileOffset: 14
      Replacements:
        - FilePath: 'C:/p/src/a.cpp'
          Offset: 14
          Length: 8
          ReplacementText: "co_await (\n    save(1));"
    Level: Warning
    BuildDirectory: 'C:\p\build'
  - DiagnosticName: async-blocking-wait
    DiagnosticMessage:
      Message: "second"
      FilePath: '..\src\a.cpp'
      FileOffset: 26
      Replacements: []
    Level: Warning
    BuildDirectory: 'c:\p\build'
...
""")
there = exported.read(FOLDER / "fixes.yaml")
equal([one.message.file for one in there], ["C:/p/src/a.cpp"] * 2)
here = exported.collect([FOLDER / "fixes.yaml"], ("C:/p", str(FOLDER)))
equal({one.message.file for one in here}, {str(source)})

texts = exported.Sources()
equal(texts.position(str(source), 26), (3, 3))
equal(texts.around(str(source), 3, 0), {"first": 3, "lines": ["  run();"]})
edit = here[0].message.edits[0]
equal(texts.fitted(edit), "co_await (\r\n    save(1));")
(_, diff), = texts.diff([edit])
equal(diff, "@@ -1,4 +1,5 @@\n void f() {\n-  save(1);\n+  co_await (\n"
            "+    save(1));\n   run();\n }")
(row, _) = report.rows(here, [], [], str(FOLDER))
equal((row["file"], row["line"], row["diff"][0]["text"]), ("src/a.cpp", 2, diff))

# Applied, it keeps them; so does an include, of which two findings want the same.
state = FOLDER / "state"
state.mkdir()
include = exported.Edit(str(source), 0, 0, "#include <chrono>\n")
engine.apply(state, [(here[0], [edit, include])])
equal(source.read_bytes(), b"#include <chrono>\r\nvoid f() {\r\n  co_await (\r\n"
      b"    save(1));\r\n  run();\r\n}\r\n")

# As SARIF: where it was, and where it is.
log = sarif.Converter("C:/p", "").log(there)
location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
equal(location["artifactLocation"], {"uri": "src/a.cpp", "uriBaseId": "SRCROOT"})
equal(log["runs"][0]["originalUriBaseIds"]["SRCROOT"]["uri"], "file:///C:/p/")
source.write_bytes(SOURCE)
said = subprocess.run(
    [pathlib.Path(sys.argv[1]).parent / "bin/async-tidy-sarif", FOLDER / "fixes.yaml",
     "--source", FOLDER, "--was", "c:\\p"], stdout=subprocess.PIPE, check=True).stdout
results = json.loads(said)["runs"][0]["results"]
region = results[1]["locations"][0]["physicalLocation"]["region"]
equal((region["startLine"], region["startColumn"], region["endColumn"]), (3, 3, 6))

# ---- Commands ----------------------------------------------------------------

for command, arguments in (
        ("g++ -fcoroutines -fconcepts -Werror -Werror=all -DX='a b' -c a.cpp",
         ["g++", "-DX=a b", "-c", "a.cpp"]),
        ("g++ -fmodules-ts -fmodule-mapper=m -fanalyzer -Wlogical-op -c a.cpp",
         ["g++", "-Wlogical-op", "-c", "a.cpp"]),
        ("g++ -fmodules -fno-exceptions -Wno-error -fconceptual -c a.cpp", None)):
    entry = {"directory": "/", "file": "a.cpp", "command": command}
    equal(commands.for_clang(entry).get("arguments"), arguments)
entry = {"directory": "/", "file": "a.cpp", "arguments": ["g++", "-fcontracts"]}
equal(commands.for_clang(entry)["arguments"], ["g++"])
print("well")
