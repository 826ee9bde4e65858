"""What clang-tidy writes with --export-fixes: findings and their edits."""

import bisect
import dataclasses
import difflib
import itertools
import json
import ntpath
import os
import pathlib
import re

import yaml

# libyaml's reader is ten times faster, and not everywhere.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# C:\x, C:/x and \\server\x are absolute, wherever they are read.
WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
INCLUDE = re.compile(r"#include [^\n]+\n+")
INCLUDES = re.compile(f"({INCLUDE.pattern})+")


@dataclasses.dataclass(frozen=True, order=True)
class Edit:
    file: str  # absolute
    offset: int  # bytes
    length: int  # bytes
    text: str

    @property
    def is_include(self):
        """Whether it adds nothing but includes, whose order is of no account."""
        return self.length == 0 and bool(INCLUDES.fullmatch(self.text))

    def parts(self):
        """Of several includes, one edit each: others may add some of them."""
        if not self.is_include:
            return [self]
        return [dataclasses.replace(self, text=match.group())
                for match in INCLUDE.finditer(self.text)]

    def collides(self, other):
        """Whether the result depends on which of the two is applied first."""
        if self.file != other.file:
            return False
        if self.length == 0 and other.length == 0:
            return self.offset == other.offset and not (
                self.is_include and other.is_include)
        return self.offset < other.offset + other.length and \
            other.offset < self.offset + self.length


@dataclasses.dataclass(frozen=True)
class Message:
    text: str
    file: str  # "" for a message that stands nowhere
    offset: int
    edits: tuple


@dataclasses.dataclass(frozen=True)
class Finding:
    check: str
    level: str  # Warning, Error or Remark
    message: Message
    notes: tuple

    @property
    def key(self):
        """Equal for the same finding in two translation units."""
        return (self.message.file, self.message.offset, self.check,
                self.message.text)

    @property
    def offered(self):
        """The edits of a note: for a human's judgement."""
        return next((note.edits for note in self.notes if note.edits), ())


def absolute(file, folder=""):
    """A path as an export has it, in the folder or absolute, with `/` in it."""
    if not WINDOWS.match(file) and not WINDOWS.match(folder):
        return os.path.normpath(os.path.join(folder, file))
    path = ntpath.normpath(ntpath.join(folder, file)).replace("\\", "/")
    return path[0].upper() + path[1:]


def uri(file):
    kind = pathlib.PureWindowsPath if WINDOWS.match(file) else pathlib.Path
    return kind(file).as_uri()


def read(path, moved=None):
    """The findings in one file. `moved` (old, new) renames a source tree."""
    with open(path, encoding="utf-8", errors="surrogateescape") as text:
        try:
            data = yaml.load(text, Loader) or {}
        except yaml.YAMLError as error:
            raise SystemExit(f"{path}: not what clang-tidy writes with "
                             f"--export-fixes: {error}") from error
    if not isinstance(data, dict) or "Diagnostics" not in data:
        raise SystemExit(f"{path}: not what clang-tidy writes with "
                         "--export-fixes: no 'Diagnostics'")
    return [_finding(entry, moved) for entry in data["Diagnostics"] or ()]


def read_json(path):
    """The same from async-tidy-link, which writes JSON: much faster."""
    data = json.loads(path.read_text(errors="surrogateescape"))
    return [_finding(entry, None) for entry in data["Diagnostics"]]


def _finding(entry, moved):
    folder = entry.get("BuildDirectory", "")

    def name(file):
        if not file:
            return ""
        file = absolute(file, folder)
        if moved and file.startswith(moved[0] + "/"):
            file = moved[1] + file[len(moved[0]):]
        return file

    def message(part):
        return Message(
            part.get("Message", ""), name(part.get("FilePath", "")),
            part.get("FileOffset", 0),
            tuple(Edit(name(edit["FilePath"]), edit["Offset"], edit["Length"],
                       edit["ReplacementText"])
                  for edit in part.get("Replacements") or ()))
    return Finding(entry["DiagnosticName"], entry.get("Level", "Warning"),
                   message(entry["DiagnosticMessage"]),
                   tuple(message(note) for note in entry.get("Notes") or ()))


class Sources:
    """The texts that findings speak of, read once. Missing files are empty."""

    def __init__(self):
        self._texts = {}
        self._lines = {}

    def text(self, file):
        if file not in self._texts:
            try:
                with open(file, "rb") as source:
                    self._texts[file] = source.read()
            except OSError:
                self._texts[file] = b""
        return self._texts[file]

    def line_starts(self, file):
        if file not in self._lines:
            self._lines[file] = [0] + [match.end() for match in
                                       re.finditer(b"\n", self.text(file))]
        return self._lines[file]

    def fitted(self, edit):
        """Its text, with the line ends of the file."""
        if b"\r\n" not in self.text(edit.file):
            return edit.text
        return re.sub("\r?\n", "\r\n", edit.text)

    def position(self, file, offset):
        """(line, column), from 1; the column counts UTF-16's units."""
        starts = self.line_starts(file)
        line = bisect.bisect_right(starts, offset)
        before = self.text(file)[starts[line - 1]:offset]
        return line, 1 + len(before.decode("utf-8", "replace")
                             .encode("utf-16-le")) // 2

    def around(self, file, line, context=2):
        """The lines around one: {"first": number of the first, "lines": [...]};
        empty where the file is missing."""
        starts = self.line_starts(file) + [len(self.text(file))]
        first = max(1, line - context)
        last = min(len(starts) - 1, line + context)
        return {"first": first, "lines": [
            self.text(file)[starts[i - 1]:starts[i]]
            .decode("utf-8", "replace").rstrip("\r\n")
            for i in range(first, last + 1)]}

    def diff(self, edits, context=2):
        """The edits as unified diffs: [(file, text)]."""
        result = []
        for file in sorted({edit.file for edit in edits}):
            old, starts = self.text(file), self.line_starts(file)
            new = bytearray(old)
            for edit in sorted((edit for edit in edits if edit.file == file),
                               reverse=True):
                new[edit.offset:edit.offset + edit.length] = \
                    edit.text.encode("utf-8", "surrogateescape")
            # Only what is near: a diff of whole files is slow.
            touched = [edit for edit in edits if edit.file == file]
            first = max(0, bisect.bisect_right(
                starts, min(edit.offset for edit in touched)) - 1 - context)
            last = bisect.bisect_right(starts, max(
                edit.offset + edit.length for edit in touched)) + context
            begin = starts[first]
            end = starts[last] if last < len(starts) else len(old)
            lines = [text.decode("utf-8", "replace").replace("\r\n", "\n")
                     .split("\n") for text in
                     (old[begin:end], bytes(new[begin:end + len(new) - len(old)]))]
            hunks = list(difflib.unified_diff(*lines, lineterm="",
                                              n=context))[2:]
            result.append((file, "\n".join(_shifted(hunks, first))))
        return result


def _shifted(hunks, lines):
    for line in hunks:
        if line.startswith("@@"):
            line = re.sub(r"([-+])(\d+)", lambda match: match.group(1) + str(
                int(match.group(2)) + lines), line)
        yield line


def collect(paths, moved=None):
    """All findings of many files, each once, in the order of their places."""
    return merge(read(path, moved) for path in paths)


def merge(parts):
    """The findings of many translation units, each once."""
    found = {}
    for finding in itertools.chain.from_iterable(parts):
        known = found.setdefault(finding.key, finding)
        # A file that sees more of a header may know more of a fix.
        if not known.message.edits and finding.message.edits:
            found[finding.key] = finding
    return [found[key] for key in sorted(found)]
