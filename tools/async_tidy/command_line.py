"""async-tidy-pass: what it can be asked for, and what it says."""

import argparse
import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from . import engine, report, sarif
from .engine import Failure, Pass

DESCRIPTION = """\
Finds and repairs async mistakes in a whole repository.

  run     all of it: find, apply, build, and again until nothing is offered
  find    looks at the files of a compile_commands.json, or at one shard of
          them, and keeps what it finds in --state; edits nothing
  link    puts together what all files know, for clang-tidy and editors
  apply   edits the sources with what one or more `find` have kept
  report  makes an HTML page of what was found

`find` and `run` go on where they were interrupted. Fixes that need a human's
judgement are applied only with --fix-notes. What stands in the build directory
is never edited. What a file needs to know of others, all commands put together
from what `find` keeps; with --no-link, each file is looked at alone. Exit
code: 0 when all went well, 1 when the build fails or fixes are left, 2 for what
could not be done."""


class Show:
    """Progress: a line that is overwritten on a terminal, few lines elsewhere."""

    def __init__(self):
        self.terminal = sys.stdout.isatty()
        self.start = time.monotonic()
        self.shown = -1

    def line(self, text):
        print(("\r\033[K" if self.terminal else "") + text, flush=True)

    def step(self, text):
        """What goes on at the moment; the next line overwrites it."""
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\033[Klinking: {text}"[:width], end="", flush=True)

    def progress(self, done, total, entry):
        text = f"[{done}/{total}] {entry['seconds']:.1f} s {entry['file']}"
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            print("\r\033[K" + text[:width], end="" if done < total else "\n",
                  flush=True)
        elif done * 20 // total > self.shown:  # At most twenty lines.
            self.shown = done * 20 // total
            print(text, flush=True)


def shard(text):
    try:
        number, count = map(int, text.split("/"))
    except ValueError:
        number = count = 0
    if not 1 <= number <= count:
        raise argparse.ArgumentTypeError(
            f"'{text}' is not i/n with 1 <= i <= n, such as 2/4")
    return [number, count]


def parser():
    result = argparse.ArgumentParser(
        prog="async-tidy-pass", description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = result.add_subparsers(dest="command", required=True,
                                     metavar="COMMAND")

    def command(name, text):
        return commands.add_parser(name, help=text, description=text)
    find = command("find", "look at files, or at one shard of them")
    run = command("run", "find, apply and build until nothing is offered")
    for one in (find, run):
        one.add_argument("files", nargs="*", metavar="FILE",
                         help="files, or regular expressions over their paths "
                         "(all of the database)")
        one.add_argument("-p", dest="build", type=pathlib.Path, required=True,
                         help="the directory of compile_commands.json")
        one.add_argument("--source", type=pathlib.Path, default=pathlib.Path(),
                         help="the tree that may be edited "
                         "(the working directory)")
        one.add_argument("--checks", default="async-*")
        one.add_argument("--exclude", default="", metavar="REGEX",
                         help="paths that are not looked at, nor edited")
        one.add_argument("--public-headers", metavar="REGEX",
                         help="paths of headers that others rely on: what they "
                         "declare keeps its type (what CMake's file API says "
                         "is installed; '' is none)")
        one.add_argument("--extra-arg", action="append", default=[],
                         help="for the compiler")
        one.add_argument("--no-link", dest="link", action="store_false",
                         help="look at each file alone")
        one.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
        one.add_argument("--state", type=pathlib.Path,
                         help="where to keep what is found "
                         "(BUILD/async-tidy-pass)")
    find.add_argument("--shard", type=shard, default=[1, 1], metavar="i/n",
                      help="every n-th file, beginning with the i-th")
    run.add_argument("--build", dest="rebuild", metavar="COMMAND",
                     help="builds the project, after each round of edits")
    run.add_argument("--passes", type=int, default=3,
                     help="how often to apply fixes at most (3)")
    run.add_argument("--report", type=pathlib.Path, metavar="HTML",
                     help="a page of all that was found and edited")
    apply = command("apply", "edit the sources with what was found")
    for one in (run, apply):
        one.add_argument("--fix-notes", action="store_true",
                         help="apply the fixes on notes, too")
        one.add_argument("--format", nargs="?", const="file", metavar="STYLE",
                         help="format the edited lines (clang-format's -style)")
    link = command("link", "put together what all files know")
    link.add_argument("-o", dest="output", type=pathlib.Path, required=True,
                      metavar="PROGRAM",
                      help="a file for the option async.Program")
    page = command("report", "make an HTML page of what was found")
    page.add_argument("-o", dest="output", type=pathlib.Path,
                      metavar="HTML", help="the page")
    page.add_argument("--sarif", type=pathlib.Path,
                      help="the same for code scanning")
    page.add_argument("--list", action="store_true",
                      help="print the findings, too")
    for one in (find, page):
        one.add_argument("--fail", action="store_true",
                         help="exit code 1 when there are findings")
    for one in (apply, link, page):
        one.add_argument("states", nargs="+", type=pathlib.Path,
                         metavar="STATE", help="the --state of a `find`")
        one.add_argument("--source", type=pathlib.Path, help="the tree, where "
                         "it is not where `find` saw it")
        one.add_argument("--incomplete", action="store_true", help="there are "
                         "files of the program that nobody looked at")
    return result


def options_of(args):
    source = args.source.resolve()
    return {"build": str(args.build.resolve()), "source": str(source),
            "files": args.files, "checks": args.checks,
            "exclude": args.exclude, "public": args.public_headers,
            "extra": args.extra_arg,
            "jobs": args.jobs, "link": args.link, "shard": getattr(args, "shard", [1, 1])}


def state_of(args):
    return (args.state or args.build / "async-tidy-pass").resolve()


def counted(number, thing):
    ending = "es" if thing.endswith("x") else "s"
    return f"{number} {thing}{'' if number == 1 else ending}"


def summarize(findings, chosen, refused, source, show):
    """A table by check, and one by directory."""
    fixed = {finding.key for finding, _ in chosen}
    for title, name in (
            ("check", lambda finding: finding.check),
            ("directory", lambda finding: os.path.dirname(os.path.relpath(
                finding.message.file, source)) or ".")):
        counts = collections.defaultdict(lambda: [0, 0, 0])
        for finding in findings:
            row = counts[name(finding)]
            row[0] += 1
            row[1] += finding.key in fixed
            row[2] += finding.key not in fixed and bool(
                finding.offered or finding.message.edits)
        if not counts:
            continue
        width = max(len(title), *map(len, counts))
        show.line(f"  {title:{width}}  found  fixes  offered")
        for key in sorted(counts):
            row = counts[key]
            show.line(f"  {key:{width}}  {row[0]:5}  {row[1]:5}  {row[2]:7}")
    for finding in refused:
        show.line(f"  left for another pass, it collides with another fix: "
                  f"{finding.message.file}: {finding.check}")


def broken(one, show):
    for entry in one.records():
        if entry["errors"]:
            show.line(f"  does not compile, so only reported: {entry['file']}")


def find(args, show):
    one = Pass(state_of(args))
    one.find(options_of(args), show)
    # What a shard needs to know of the others, `link` and all later ones do.
    findings = (engine.merge([one], None, one.folder / "program", show)
                if one.options["shard"][1] == 1 else one.findings())
    chosen, refused = engine.choose(findings, False)
    show.line(f"{counted(len(one.state['files']), 'file')}, "
              f"{counted(len(findings), 'finding')}, {len(chosen)} with a fix")
    summarize(findings, chosen, refused, one.options["source"], show)
    broken(one, show)
    return 1 if args.fail and findings else 0


def shards(args):
    passes = []
    for folder in args.states:
        one = Pass(folder.resolve())
        if one.state.get("stage") not in ("found", "applying", "applied"):
            raise Failure(f"{folder}: no finished `async-tidy-pass find`")
        passes.append(one)
        if args.incomplete:
            one.state["whole"] = False
    if not engine.are_all(passes):
        raise Failure("these are not all shards of one run: " + ", ".join(
            "{}/{}".format(*one.options["shard"]) for one in passes))
    source = args.source.resolve() if args.source else None
    return passes, source


def edit(passes, findings, folder, args, source, show):
    """Applies what can be applied; remembers that it has begun."""
    first = passes[0]
    if first.state["stage"] != "applying":
        changed = engine.stale(passes, findings, source)
        if changed:
            raise Failure("changed since it was looked at, so `find` has to "
                          "run again: " + ", ".join(changed[:5]))
    chosen, refused = engine.choose(findings, args.fix_notes)
    first.save(stage="applying")
    files = engine.apply(folder, chosen, args.format)
    first.save(stage="applied")
    show.line(f"{counted(len(chosen), 'fix')} applied to "
              f"{counted(len(files), 'file')}")
    return chosen, refused


def apply(args, show):
    passes, source = shards(args)
    if passes[0].state["stage"] == "applied":
        raise Failure(f"{args.states[0]}: is applied already")
    interrupted = passes[0].state["stage"] == "applying"
    if interrupted:
        engine.restore(passes[0].folder)
    findings = engine.merge(passes, source, show=show)
    _, refused = edit(passes, findings, passes[0].folder, args, source, show)
    for finding in refused:
        show.line(f"not applied, it collides with another fix: "
                  f"{finding.message.file}: {finding.message.text}")
    return 0


def link(args, show):
    passes, source = shards(args)
    if not all(one.options["link"] for one in passes):
        raise Failure("some `find` had --no-link: there is nothing to link")
    show.line(engine.link(passes, args.output.resolve(), source,
                          show)[2])
    show.line(f"{args.output}: for the option async.Program")
    return 0


def make_report(args, show):
    passes, source = shards(args)
    if not args.output and not args.sarif and not args.list:
        raise Failure("report to where? Give -o HTML, --sarif SARIF or --list")
    findings = engine.merge(passes, source, show=show, quiet=True)
    chosen, refused = engine.choose(findings, False)
    root = str(source or passes[0].options["source"])
    rows = report.rows(findings, chosen, refused, root)
    for row in rows if args.list else ():
        show.line(f"{row['file']}:{row['line']}:{row['column']}: warning: "
                  f"{row['message']} [{row['check']}]")
        for note in row["notes"]:
            show.line(f"  {note['file']}:{note['line']}:{note['column']}: note: "
                      f"{note['message']}")
    if args.output:
        args.output.write_text(report.page([("found", rows)]))
    if args.sarif:
        sarif.write(findings, root, "", args.sarif)
    show.line(f"{args.output or args.sarif or 'found'}: {counted(len(rows), 'finding')}")
    return 1 if args.fail and rows else 0


def run(args, show):
    """State: BUILD/async-tidy-pass/N for pass N, and run.json."""
    folder, options = state_of(args), options_of(args)
    source, edited, sections = options["source"], set(), []
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "finished").exists():  # That run is over: this is another.
        shutil.rmtree(folder)
        folder.mkdir()
    for number in range(1, args.passes + 2):
        one = Pass(folder / str(number))
        rows = one.folder / "rows.json"
        if one.state.get("stage") not in ("applying", "applied", "built"):
            show.line(f"pass {number}: looking")
            one.find(options, show)
        elif one.options != options:
            raise Failure(f"{folder} belongs to a run with other options; "
                          "remove it, or choose another --state")
        if one.state["stage"] == "applying":
            engine.restore(one.folder)
        if one.state["stage"] in ("found", "applying"):
            findings = engine.merge([one], None, folder / "program", show)
            chosen, refused = engine.choose(findings, args.fix_notes)
            rows.write_text(json.dumps(report.rows(findings, chosen, refused,
                                                   source)))
            show.line(f"pass {number}: {counted(len(findings), 'finding')}, "
                      f"{len(chosen)} with a fix")
            summarize(findings, chosen, refused, source, show)
            broken(one, show)
            if not chosen or number > args.passes:
                break
            edit([one], findings, one.folder, args, None, show)
        sections.append((f"pass {number}", json.loads(rows.read_text())))
        edited |= set(json.loads((one.folder / "before/files.json")
                                 .read_text()))
        if one.state["stage"] == "applied":
            rebuild(args, one, show)
            one.save(stage="built")
    sections.append(("left", json.loads(rows.read_text())))
    if args.report:
        args.report.write_text(report.page(sections))
        show.line(f"report: {args.report}")
    (folder / "finished").touch()
    if chosen:
        show.line(f"{counted(len(chosen), 'fix')} left after {args.passes} "
                  "passes")
        return 1
    applied = sum(row["state"] == "applied" for _, part in sections[:-1]
                  for row in part)
    show.line(f"done: {counted(applied, 'fix')} in "
              f"{counted(len(edited), 'file')}; "
              f"{counted(len(sections[-1][1]), 'finding')} left, "
              "none with a fix")
    return 0


def rebuild(args, one, show):
    if not args.rebuild:
        return
    show.line(f"building: {args.rebuild}")
    log = one.folder / "build.log"
    with open(log, "w") as output:
        code = subprocess.run(args.rebuild, shell=True, stdout=output,
                              stderr=output).returncode
    if code:
        errors = [line for line in log.read_text(errors="replace").splitlines()
                  if "error" in line.lower()][:10]
        raise Broken("\n".join([f"the build fails after these edits; see {log}",
                                *errors]))


class Broken(Failure):
    pass


def main():
    args = parser().parse_args()
    show = Show()
    # What job runners send when time is up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return {"find": find, "apply": apply, "report": make_report,
                "link": link, "run": run}[args.command](args, show)
    except Broken as failure:
        print(f"async-tidy-pass: {failure}", file=sys.stderr)
        return 1
    except (Failure, OSError, engine.re.error) as failure:
        print(f"async-tidy-pass: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nasync-tidy-pass: interrupted; the same command goes on",
              file=sys.stderr)
        return 130
