"""What async-clangd shows of a file that the linked program knows; prints it.

program.py CLANGD FOLDER FILE...
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "drivers"))
import lsp


def show(path, diagnostics):
    for one in sorted(diagnostics, key=lambda one: one["range"]["start"]["line"]):
        print(f"{path.name}:{one['range']['start']['line'] + 1}: "
              f"{one['message'].splitlines()[0]} [{one.get('code')}]")
        for other in one.get("relatedInformation", []):
            where = other["location"]
            print(f"  {where['uri'].rsplit('/')[-1]}:"
                  f"{where['range']['start']['line'] + 1}: {other['message']}")


def main():
    clangd, folder, *names = sys.argv[1:]
    root = pathlib.Path(folder).resolve()
    server = lsp.Server([clangd, "--background-index=false",
                         f"--compile-commands-dir={root}/build"], root)
    for name in names:
        path = root / name
        print(f"in {path.name}:")
        show(path, server.open(path))
    print(f"exit code {server.close()}")


main()
