"""One pass: map with run-clang-tidy, reduce with clang-apply-replacements.

The folder of a pass has
  database/compile_commands.json  what is still to be looked at
  done/    a record of each file that was looked at (record.py)
  fixes/   what clang-tidy exported
  log/     what clang-tidy said
  summaries/  what each file tells the others, for async-tidy-link
  program  what they know together, and linked.json what follows from it
  before/  the files that are edited, as they were
  pass.json  what was asked for, and how far it went
"""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from . import commands, exported, installed, record

HERE = pathlib.Path(__file__).resolve().parent
LLVM = json.loads((HERE / "llvm.json").read_text())


class Failure(Exception):
    """What the user has to know, in one or a few lines."""


def program(name):
    path = HERE / LLVM["bin"] / name
    if not path.exists():
        raise Failure(f"there is no {path}: install clang-tidy-{LLVM['major']} "
                      f"and clang-tools-{LLVM['major']}")
    return str(path)


def is_made_by_build(file, options):
    """Whether it stands in the build directory: unless that has the sources in
    it, as where a compile_commands.json stands beside them."""
    build = options["build"]
    return file.startswith(f"{build}/") and \
        not f"{options['source']}/".startswith(f"{build}/")


class Database:
    """A compile_commands.json, by file."""

    def __init__(self, build):
        path = build / "compile_commands.json"
        try:
            self.entries = json.loads(path.read_text())
            self.by_file = {}
            for entry in self.entries:
                file = os.path.normpath(os.path.join(entry["directory"],
                                                     entry["file"]))
                self.by_file.setdefault(file, []).append(entry)
        except OSError as error:
            raise Failure(f"{path}: {error.strerror}; CMake writes it with "
                          "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON") from error
        except (ValueError, KeyError, TypeError) as error:
            raise Failure(f"{path}: not a compilation database: {error}") from error

    def select(self, options):
        """The files of all shards. What the build itself made is left out."""
        named = {os.path.normpath(os.path.join(os.getcwd(), text))
                 for text in options["files"]}
        patterns = [re.compile(text) for text in options["files"]]
        exclude = options["exclude"] and re.compile(options["exclude"])
        files = [file for file in sorted(self.by_file)
                 if not is_made_by_build(file, options)
                 and (not named or file in named
                      or any(pattern.search(file) for pattern in patterns))
                 and not (exclude and exclude.search(file))]
        return files


class Pass:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.path = self.folder / "pass.json"
        self.state = {}
        if self.path.exists():
            self.state = json.loads(self.path.read_text())

    @property
    def options(self):
        return self.state["options"]

    def save(self, **changes):
        self.state.update(changes)
        part = self.folder / "pass.json.part"
        part.write_text(json.dumps(self.state, indent=1))
        part.replace(self.path)

    def records(self):
        return [json.loads(path.read_text())
                for path in sorted((self.folder / "done").glob("*.json"))]

    # ---- Map ----------------------------------------------------------------

    def find(self, options, show):
        """Looks at each file of the shard that was not looked at yet."""
        for name in ("done", "fixes", "log", "part", "database", "summaries"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        if self.state and self.options != options:
            raise Failure(f"{self.folder} belongs to a run with other options; "
                          "remove it, or choose another --state")
        build = pathlib.Path(options["build"])
        database = Database(build)
        chosen = database.select(options)
        number, count = options["shard"]
        files = chosen[number - 1::count]
        if not files:
            raise Failure(f"no file of {build}/compile_commands.json is chosen")
        inputs = inputs_of(database, files, options)
        known, digests = self.state.get("inputs", {}), Digests()
        for entry in self.records():
            file = entry["file"]
            if known.get(file) != inputs.get(file) or \
                    self.edited_since(entry, digests):
                self.forget(file)
        self.save(options=options, stage="find", files=files, inputs=inputs,
                  installed=installed.installed(build),
                  whole=len(chosen) == len(database.by_file))
        done = {entry["file"] for entry in self.records()}
        todo = [file for file in files if file not in done]
        if len(todo) < len(files):
            show.line(f"going on: {len(files) - len(todo)} of {len(files)} "
                      "files are done")
        if todo:
            self.run_clang_tidy(database, files, todo, show)
        died = [entry["file"] for entry in self.records() if entry["died"]]
        for file in died:
            show.line(f"clang-tidy died: {file}; see {self.log(file)}")
        missing = len(files) - len(self.records())
        if missing:
            raise Failure(f"{missing} files could not be looked at; see "
                          f"{self.folder}/run-clang-tidy.log")
        self.save(stage="found", edited={
            edit.file: record.digest(edit.file)
            for finding in self.findings()
            for edit in finding.message.edits + finding.offered})

    def edited_since(self, entry, digests):
        """Whether a file, or a header that it read or wants to edit, is newer."""
        if digests.of(entry["file"]) != entry["digest"]:
            return True
        paths, together = entry["reads"]
        if record.together(paths, digests.of) != together:
            return True
        fixes = self.folder / f"fixes/{record.key(entry['file'])}.yaml"
        if not fixes.exists():
            return False
        edited = {edit.file for finding in exported.read(fixes)
                  for edit in finding.message.edits + finding.offered}
        return any(not os.path.exists(file) or
                   os.path.getmtime(file) > fixes.stat().st_mtime
                   for file in edited)

    def run_clang_tidy(self, database, files, todo, show):
        options = self.options
        folder = self.folder / "database"
        (folder / "compile_commands.json").write_text(json.dumps(
            [dict(commands.for_clang(entry), file=file) for file in todo
             for entry in database.by_file[file]]))
        wrapper = HERE.parents[1] / "bin/async-clang-tidy"
        # run-clang-tidy wants a program without arguments.
        recorder = self.folder / "record"
        recorder.write_text(f"#!/bin/sh\nexec '{sys.executable}' "
                            f"'{HERE / 'record.py'}' \"$@\"\n")
        recorder.chmod(0o755)
        command = [sys.executable, program("run-clang-tidy"),
                   "-clang-tidy-binary", str(recorder), "-p", str(folder),
                   "-j", str(options["jobs"]), "-quiet",
                   f"-checks=-*,{options['checks']}",
                   # Headers may have relative names: findings() chooses.
                   "-header-filter=.*", "-extra-arg=-Wno-unknown-warning-option",
                   *(f"-extra-arg={text}" for text in options["extra"])]
        environment = dict(os.environ, ASYNC_TIDY_PROGRAM=str(wrapper),
                           ASYNC_TIDY_FOLDER=str(self.folder),
                           ASYNC_TIDY_LINK=str(int(options["link"])))
        with open(self.folder / "run-clang-tidy.log", "w") as log:
            # In a group of its own: that of LLVM 16 kills all of its group when
            # it is interrupted.
            running = subprocess.Popen(command, stdout=log, stderr=log,
                                       env=environment, start_new_session=True)
            try:
                seen = {path.name for path in
                        (self.folder / "done").glob("*.json")}
                while True:
                    code = running.poll()
                    for path in sorted((self.folder / "done").glob("*.json")):
                        if path.name not in seen:
                            seen.add(path.name)
                            show.progress(len(seen), len(files), json.loads(
                                path.read_text()))
                    if code is not None:
                        return
                    time.sleep(0.1)
            finally:
                if running.poll() is None:
                    os.killpg(running.pid, signal.SIGTERM)
                    running.wait()

    def log(self, file):
        return self.folder / f"log/{record.key(file)}.txt"

    def forget(self, file):
        for path in (f"done/{record.key(file)}.json",
                     f"fixes/{record.key(file)}.yaml"):
            (self.folder / path).unlink(missing_ok=True)
        for summary in record.summaries(self.folder, record.key(file)):
            summary.unlink()

    def findings(self, source=None):
        """What was found in the source tree, or in the one it was moved to, by
        looking at each file alone."""
        moved = (self.options["source"], str(source)) if source else None
        return self.chosen(exported.collect(
            sorted((self.folder / "fixes").glob("*.yaml")), moved), source)

    def chosen(self, findings, source=None):
        looked = self.options["source"]
        root = str(source or looked)
        exclude = self.options["exclude"]
        return [finding for finding in findings
                if finding.message.file.startswith(f"{root}/")
                and not is_made_by_build(finding.message.file, self.options)
                and not finding.check.startswith("clang-diagnostic-")
                # By the name that it had when it was looked at.
                and not (exclude and re.search(
                    exclude, looked + finding.message.file[len(root):]))]

    def is_whole(self):
        """Whether every file has a summary that is to be relied on; a shard's
        files are its own affair."""
        return self.state["whole"] and all(
            not entry["died"] and record.summaries(
                self.folder, record.key(entry["file"]))
            for entry in self.records())


class Digests:
    """Of files, each read once."""

    def __init__(self):
        self._known = {}

    def of(self, path):
        if path not in self._known:
            self._known[path] = record.digest(path)
        return self._known[path]


def inputs_of(database, files, options):
    """What else a look at each file depends on: its command, the module, and
    what is configured in the folders above."""
    above, digests = {}, Digests()
    # The checks are in the one or in the other.
    checks = [digests.of(HERE.parents[1] / name)
              for name in ("AsyncTidyModule.so", "bin/async-clang-tidy")]

    def configured(folder):
        if folder not in above:
            here = [digests.of(folder / name)
                    for name in (".clang-tidy", ".async-tidy.yaml")]
            above[folder] = here + (configured(folder.parent)
                                    if folder != folder.parent else [])
        return above[folder]
    return {file: record.text_digest(json.dumps(
        [database.by_file[file], configured(pathlib.Path(file).parent),
         *checks, options["checks"], options["extra"]]))
        for file in files}


# ---- Reduce -----------------------------------------------------------------

def are_all(passes):
    """Whether these are all shards of one run, or runs of their own, as a build
    system makes them of each file."""
    numbers = sorted(tuple(one.options["shard"]) for one in passes)
    return set(numbers) == {(1, 1)} or \
        numbers == [(i + 1, numbers[0][1]) for i in range(numbers[0][1])]


def limits(passes, folder, source):
    """Options for the link: what is not edited, and what is public."""
    kept, public = set(), set()
    for one in passes:
        options, root = one.options, one.options["source"]
        is_public = public_headers(one)
        for file in {file for entry in one.records()
                     for file in entry["reads"][0]}:
            where = moved(file, root, source)
            if not file.startswith(f"{root}/") or \
                    is_made_by_build(file, options) or \
                    options["exclude"] and re.search(options["exclude"], where):
                kept.add(where)
            if is_public(file, where):
                public.add(where)
    result = []
    for name, files in (("keep", kept), ("public", public)):
        path = folder / f"{name}.txt"
        path.write_text("".join(f"{file}\n" for file in sorted(files)),
                        errors="surrogateescape")
        result += [f"--{name}-list", str(path)]
    return result


def public_headers(one):
    """Whether others rely on a file: (where it was, where it is) -> bool."""
    wanted = one.options.get("public")
    if wanted is None:
        known = installed.Headers(one.state.get("installed", ()))
        return lambda file, where: file in known
    return lambda file, where: bool(wanted and re.search(wanted, where))


def moved(file, root, source):
    """Where a file is when the tree is somewhere else."""
    return f"{source}{file[len(root):]}" \
        if source and file.startswith(f"{root}/") else file


def link(passes, program_file, source=None, show=None):
    """What the summaries of all shards say together: the findings that depend
    on other files, the places of those, and a line about it. Writes the program
    to the file. `show` is told of each step."""
    tool = HERE.parents[1] / "bin/async-tidy-link"
    part = pathlib.Path(f"{program_file}.link")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    command = [str(tool), *(f"{one.folder / 'summaries'}={one.options['source']}"
                            for one in passes),
               "--source", str(source or passes[0].options["source"]),
               "-o", str(program_file), "--fixes", str(part / "fixes.json"),
               "--places", str(part / "places.json")]
    command += limits(passes, part, source)
    if not are_all(passes) or not all(one.is_whole() for one in passes):
        command.append("--incomplete")
    said = run_link(command + (["--progress"] if show else []), show)
    findings = exported.read_json(part / "fixes.json")
    places = {tuple(place)
              for place in json.loads((part / "places.json").read_text())}
    shutil.rmtree(part)
    return findings, places, said


def run_link(command, show):
    """Its line of output, and the lines of its progress, as they come."""
    try:
        running = subprocess.Popen(command, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
    except OSError as error:
        raise Failure(f"{command[0]}: {error.strerror}; with --no-link, each "
                      "file is looked at alone") from error
    with running:
        lines = []
        for line in running.stderr:
            lines.append(line.strip())
            if show:
                show.step(lines[-1])
        said = running.stdout.read().strip()
    if running.returncode:
        failure = [line for line in lines if line.startswith("async-tidy-link: ")]
        raise Failure("\n".join(failure or lines[-5:]) or
                      f"{command[0]}: {running.returncode}")
    return said


def merge(passes, source=None, program_file=None, show=None, quiet=False):
    """The findings of several shards, each once, in order: what each file shows,
    and what they know together. `show` is told of the link; `quiet`, only while
    it goes on."""
    parts = [one.findings(source) for one in passes]
    if passes and passes[0].options["link"]:
        with tempfile.TemporaryDirectory() as folder:
            linked, places, line = link(
                passes, program_file or pathlib.Path(folder) / "program", source,
                show)
        if show and not quiet:
            show.line(line)
        parts = [[finding for finding in part
                  if (finding.message.file, finding.message.offset,
                      finding.check) not in places] for part in parts]
        parts.append(passes[0].chosen(linked, source))
    return exported.merge(parts)


def choose(findings, notes):
    """(finding, edits) of what can be applied together, and what cannot.

    clang-apply-replacements applies nothing at all when two edits of a run
    collide. Within one file the checks see to it; two files may still have
    different opinions of a header that both include.
    """
    chosen, refused, by_file = [], [], {}
    for finding in findings:
        edits = finding.message.edits or (finding.offered if notes else ())
        if not edits:
            continue
        new = [edit for edit in dict.fromkeys(
                   part for edit in edits for part in edit.parts())
               if edit not in by_file.get(edit.file, ())]
        if any(edit.collides(other) for edit in new
               for other in by_file.get(edit.file, ())):
            refused.append(finding)
            continue
        for edit in new:
            by_file.setdefault(edit.file, {})[edit] = None
        chosen.append((finding, new))
    return chosen, refused


def restore(folder):
    """Undoes edits that were interrupted."""
    before = folder / "before"
    if before.exists():
        for number, file in enumerate(
                json.loads((before / "files.json").read_text())):
            shutil.copy2(before / str(number), file)
        shutil.rmtree(before)


def with_includes_together(chosen):
    """The same with all includes at one place as one edit, which only one
    finding has: two insertions at one place would conflict."""
    texts, result = {}, []
    for _, new in chosen:
        for edit in new:
            if edit.is_include:
                place = edit.file, edit.offset
                texts[place] = texts.get(place, "") + edit.text
    for finding, new in chosen:
        result.append((finding, [
            edit if not edit.is_include else dataclasses.replace(
                edit, text=texts.pop((edit.file, edit.offset)))
            for edit in new if not edit.is_include or
            (edit.file, edit.offset) in texts]))
    return result


def apply(folder, chosen, format_style=None):
    """Edits the files, and keeps them as they were. Returns their names."""
    chosen = with_includes_together(chosen)
    edits = [edit for _, new in chosen for edit in new]
    files = sorted({edit.file for edit in edits})
    part = folder / "before.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for number, file in enumerate(files):
        shutil.copy2(file, part / str(number))
    (part / "files.json").write_text(json.dumps(files))
    part.rename(folder / "before")
    fixes = folder / "apply"
    shutil.rmtree(fixes, ignore_errors=True)
    fixes.mkdir()
    texts = exported.Sources()
    data = {"MainSourceFile": "", "Diagnostics": [
        {"DiagnosticName": finding.check, "DiagnosticMessage": {
            "Message": finding.message.text, "FilePath": finding.message.file,
            "FileOffset": finding.message.offset, "Replacements": [
                {"FilePath": edit.file, "Offset": edit.offset,
                 "Length": edit.length, "ReplacementText": texts.fitted(edit)}
                for edit in new]}}
        for finding, new in chosen if new]}
    # JSON is YAML.
    (fixes / "fixes.yaml").write_text(
        json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8",
        errors="surrogateescape")
    style = ["-format", f"-style={format_style}"] if format_style else []
    result = subprocess.run(
        [program("clang-apply-replacements"), *style, str(fixes)],
        capture_output=True, text=True)
    if result.returncode or result.stderr.strip():
        raise Failure("clang-apply-replacements: "
                      + (result.stderr.strip() or str(result.returncode)))
    return files


def stale(passes, findings, source=None):
    """Files that are not what was looked at: edits would hit the wrong place."""
    result, digests = set(), Digests()
    edited = {edit.file for finding in findings
              for edit in finding.message.edits + finding.offered}
    for one in passes:
        root = one.options["source"]
        looked = dict(one.state.get("edited", {}))
        looked.update((entry["file"], entry["digest"])
                      for entry in one.records())
        for file, digest in looked.items():
            file = moved(file, root, source)
            if digests.of(file) != digest:
                result.add(file)
        # Headers that the link alone edits.
        for entry in one.records():
            paths = [moved(file, root, source) for file in entry["reads"][0]]
            if not edited.isdisjoint(paths) and \
                    record.together(paths, digests.of) != entry["reads"][1]:
                result |= edited.intersection(paths)
    return sorted(result)
