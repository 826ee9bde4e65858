"""A client of a language server over standard input and output."""

import json
import pathlib
import subprocess
import threading


class Server:
    """Starts `command`, and speaks the Language Server Protocol with it."""

    TIMEOUT = 120  # seconds, for any answer

    def __init__(self, command, root):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, cwd=root)
        self.number = 0
        self.diagnostics = {}  # By uri, the newest.
        self.received = []
        self.changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()
        self.request("initialize", {
            "processId": None, "rootUri": root.as_uri(), "capabilities": {
                "textDocument": {
                    "codeAction": {"codeActionLiteralSupport": {
                        "codeActionKind": {"valueSet": ["quickfix"]}}},
                    "publishDiagnostics": {"relatedInformation": True}},
                "workspace": {"workspaceEdit": {"documentChanges": True}}}})
        self.notify("initialized", {})

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while True:
                line = stream.readline()
                if not line:
                    return
                if line == b"\r\n":
                    break
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(stream.read(length))
            with self.changed:
                if message.get("method") == "textDocument/publishDiagnostics":
                    part = message["params"]
                    self.diagnostics[part["uri"]] = (part.get("version"),
                                                     part["diagnostics"])
                self.received.append(message)
                self.changed.notify_all()
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})

    def _send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data)
                                 + data)
        self.process.stdin.flush()

    def _wait(self, predicate, what):
        with self.changed:
            if not self.changed.wait_for(lambda: predicate() is not None,
                                         self.TIMEOUT):
                raise SystemExit(f"no {what} after {self.TIMEOUT} seconds")
            return predicate()

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def request(self, method, params):
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        answer = self._wait(lambda: next(
            (message for message in self.received
             if message.get("id") == number and "method" not in message), None),
            f"answer to {method}")
        if "error" in answer:
            raise SystemExit(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def open(self, path):
        """The document's diagnostics."""
        return self.send_text("textDocument/didOpen", path, 1, {
            "textDocument": {"uri": path.as_uri(), "languageId": "cpp",
                             "version": 1, "text": path.read_text()}})

    def change(self, path, version, text):
        return self.send_text("textDocument/didChange", path, version, {
            "textDocument": {"uri": path.as_uri(), "version": version},
            "contentChanges": [{"text": text}]})

    def send_text(self, method, path, version, params):
        self.notify(method, params)
        uri = path.as_uri()

        def newest():
            known = self.diagnostics.get(uri)
            return known[1] if known and known[0] == version else None
        return self._wait(newest, f"diagnostics of {path.name}")

    def actions(self, path, diagnostic):
        """The quick fixes for a diagnostic."""
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": path.as_uri()},
            "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic]}})

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(self.TIMEOUT)


def apply(text, action, uri):
    """`text` after an action's edits of the document `uri`."""
    edit = action["edit"]
    edits = edit.get("changes", {}).get(uri, [])
    for part in edit.get("documentChanges", []):
        if part["textDocument"]["uri"] == uri:
            edits = edits + part["edits"]
    lines = text.splitlines(True)

    def offset(position):  # The tests' inputs are ASCII.
        return sum(map(len, lines[:position["line"]])) + position["character"]
    for part in sorted(edits, key=lambda part: offset(part["range"]["start"]),
                       reverse=True):
        start, end = (offset(part["range"][name]) for name in ("start", "end"))
        text = text[:start] + part["newText"] + text[end:]
    return text


def project(folder, files, flags):
    """Writes `files` {name: text} and a compile_commands.json over the .cpp."""
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    (folder / "compile_commands.json").write_text(json.dumps([
        {"directory": str(folder), "file": str(folder / name), "arguments":
         ["clang++", *flags, "-c", str(folder / name)]}
        for name in files if name.endswith(".cpp")]))
    return folder
