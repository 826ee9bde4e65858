"""What yaml-language-server offers in vocabulary files, by their schema.

complete.py SERVER SCHEMA FOLDER
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "drivers"))
import lsp

# Where a '^' stands, somebody asks.
TEXTS = [
    "may^\n",
    "types:\n  - name: mine::task\n    ^\n",
    "types:\n  - name: mine::task\n    role: ^\n",
    "types:\n  - {name: mine::task, start: ^}\n",
    "waits:\n  - name: mine::get\n    ^\n",
    "ready:\n  - name: mine::get\n    ^\n",
    "sleep:\n  ^\n",
]


def main():
    server, schema, folder = sys.argv[1:]
    root = lsp.project(folder, {}, [])
    client = lsp.Server([server, "--stdio"], root)
    first = (f"# yaml-language-server: $schema={pathlib.Path(schema).resolve()}\n"
             "library: mine\n")
    for number, text in enumerate(TEXTS):
        uri = (root / str(number) / ".async-tidy.yaml").as_uri()
        text = first + text
        client.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1,
            "text": text.replace("^", "")}})
        before = text[:text.index("^")]
        answer = client.request("textDocument/completion", {
            "textDocument": {"uri": uri},
            "position": {"line": before.count("\n"),
                         "character": len(before.splitlines()[-1])
                         if not before.endswith("\n") else 0}})
        labels = sorted(item["label"] for item in answer["items"])
        print(f"{TEXTS[number].split()!r}: {' '.join(labels)}")
    hover = client.request("textDocument/hover", {
        "textDocument": {"uri": uri}, "position": {"line": 1, "character": 2}})
    print("hover:", hover["contents"]["value"].replace("\n", " "))
    client.process.kill()


main()
