"""An editor's session with async-clangd; prints what it saw.

session.py CLANGD STANDINS TOY FOLDER
"""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "drivers"))
import lsp

CODE = """\
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <vector>

cppcoro::task<> save(int Id);

cppcoro::task<> handle(const std::vector<int> &Ids) {
  save(1);
  std::vector<cppcoro::task<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id));
  co_await cppcoro::when_all(std::move(Tasks));
}
"""


def say(path, diagnostics):
    for one in sorted(diagnostics, key=lambda one: one["range"]["start"]["line"]):
        line = one["range"]["start"]["line"] + 1
        print(f"{path.name}:{line}: {one['message'].splitlines()[0]} "
              f"[{one.get('code')}] from {one.get('source')}")


def main():
    clangd, standins, toy, folder = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    root = lsp.project(
        folder,
        {"server.cpp": CODE, ".clang-tidy": "Checks: '-*,async-*'\n",
         "toy.cpp": pathlib.Path(toy, "../vocabulary/source.cpp").read_text()},
        ["-std=c++20", f"-isystem{standins}", f"-I{toy}"])
    server = lsp.Server([clangd, "--background-index=false"], root)

    path = root / "server.cpp"
    diagnostics = server.open(path)
    say(path, diagnostics)
    text = CODE
    for version, check in ((2, "async-unawaited-task"),
                           (3, "async-unbounded-concurrency")):
        one = next(one for one in diagnostics if one.get("code") == check)
        actions = server.actions(path, one)
        for action in actions:
            print(f"  action of {check}: {action['title']}")
        text = lsp.apply(text, actions[0], path.as_uri())
        diagnostics = server.change(path, version, text)
        print(f"after {check}:")
        say(path, diagnostics)
    print(text)

    path = root / "toy.cpp"
    print("without a vocabulary file:")
    say(path, server.open(path))
    shutil.copy(pathlib.Path(toy, "toy.yaml"), root / ".async-tidy.yaml")
    print("with .async-tidy.yaml:")
    say(path, server.change(path, 2, path.read_text() + "\n"))
    print(f"exit code {server.close()}")


main()
