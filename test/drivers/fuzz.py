#!/usr/bin/env python3
"""Mutates the tests' inputs and looks whether the checks survive it.

Tokens are deleted, doubled, swapped, or replaced by others of the file, which
seldom compiles; or statements are, and awaits are added and taken away, which
often does. On each result clang-tidy runs with all checks. It is a failure when

- clang-tidy dies or computes for longer than 20 seconds, and does not without
  the module,
- something is edited in a file that does not compile,
- a file that compiles does not when all its fixes are applied,
- a sanitizer complains.

The same seed gives the same files. Failures are kept, with a line that says how
to see them again.
"""

import collections
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import inputs

TIMEOUT = 20  # seconds of the processor, so that a busy machine does not matter
SLOWER = 10  # A sanitizer; and what a clock may show that waits for others.
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"\(.*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|[A-Za-z_]\w*|\d[\w'.]*|::|->|&&|\|\||<<|==|!=|<=|>=|\s+|.", re.S)
BLOCKS = ("if (true)", "for (int I = 0; I < 3; ++I)", "while (true)", "try",
          "switch (1) default:", "")
DIED = re.compile(r"PLEASE submit a bug report|Stack dump:|LLVM ERROR|"
                  r"AddressSanitizer|runtime error:")


def mutate(text, rng):
    return (mutate_tokens if rng.randrange(2) else mutate_statements)(text, rng)


def mutate_statements(text, rng):
    """1 to 4 changes of lines that hold a statement, or of awaits in them."""
    lines = text.split("\n")
    statements = [i for i, line in enumerate(lines)
                  if re.match(r"  +[^/#].*;$", line)
                  and not re.match(r" +(using|template|struct) ", line)]
    for _ in range(rng.choice((1, 1, 2, 3, 4)) if statements else 0):
        at, other = rng.choice(statements), rng.choice(statements)
        indent = re.match(" *", lines[at]).group(0)
        kind = rng.randrange(8)
        if kind == 0:
            lines[at] = ""
        elif kind == 1:
            lines[at] += "\n" + lines[at]
        elif kind == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = lines[other]
        elif kind == 4:
            lines[at] = lines[at].replace("co_await ", "", 1)
        elif kind == 5:
            lines[at] = re.sub(r"^( *)(?=[\w:]+\()", r"\1co_await ", lines[at])
        elif kind == 6:
            block = rng.choice(BLOCKS)
            lines[at] = (f"{indent}{block} {{\n{lines[at]}\n{indent}}}"
                         + (" catch (...) {\n}" if block == "try" else ""))
        else:
            lines[at] = lines[at].replace("co_return co_await ", "return ", 1)
    return "\n".join(lines)


def mutate_tokens(text, rng):
    """1 to 4 changes of what is neither white space nor an include."""
    head = re.match(r"(?:.*^#include[^\n]*\n)?", text, re.S | re.M).end()
    tokens = TOKEN.findall(text[head:])
    real = [i for i, token in enumerate(tokens)
            if not token.isspace() and not token.startswith(("//", "/*"))]
    for _ in range(rng.choice((1, 1, 1, 2, 2, 4)) if real else 0):
        at, other = rng.choice(real), rng.choice(real)
        kind = rng.randrange(5)
        if kind == 0:
            tokens[at] = ""
        elif kind == 1:
            tokens[at] += " " + tokens[at]
        elif kind == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif kind == 3:
            tokens[at] = tokens[other]
        else:  # A whole range, such as a statement.
            first, last = sorted((at, min(at + rng.randrange(12),
                                          len(tokens) - 1)))
            piece = "".join(tokens[first:last + 1])
            tokens[at] = rng.choice(("", piece + " " + piece))
            for i in range(first + 1, last + 1):
                tokens[i] = ""
    return text[:head] + "".join(tokens)


class Fuzzer:
    def __init__(self, args, work):
        self.args, self.work = args, pathlib.Path(work)
        folders = {"%standins": inputs.TESTS / "standins",
                   "%inputs": inputs.TESTS / "checks/Inputs",
                   "%S/Inputs": inputs.TESTS / "checks/Inputs"}

        def expand(flag):
            for name, folder in folders.items():
                flag = flag.replace(name, str(folder))
            return flag
        self.sources = [(path, text, [expand(flag) for flag in flags])
                        for path, text, flags in inputs.inputs(args.only)]
        torture = sorted((inputs.TESTS / "torture").glob("*.cpp"))
        for path in torture * max(1, len(self.sources) // 20):
            self.sources.append((path, path.read_text(), [
                "-std=c++2c", "-isystem", str(folders["%standins"])]))
        self.tidy = f"{args.bin}/clang-tidy"
        self.environment = dict(os.environ)
        if args.preload:
            self.environment.update(
                LD_PRELOAD=args.preload, UBSAN_OPTIONS="print_stacktrace=1",
                # LLVM's own poisoning is for programs that have it everywhere:
                # clang-tidy fills slabs that the module's inline code poisoned.
                ASAN_OPTIONS="detect_leaks=0:detect_odr_violation=0:"
                             "detect_container_overflow=0:allow_user_poisoning=0")

    def run_tidy(self, file, flags, *options, check=True):
        """(exit code, output); the code is None after a time-out."""
        command = [self.tidy, "--config={}", "--quiet", *options, str(file)]
        if check:
            command[1:1] = [f"--load={self.args.module}", "--checks=-*,async-*"]
        else:
            command[1:1] = ["--checks=-*,google-explicit-constructor"]
        seconds = TIMEOUT * (SLOWER if self.args.preload else 1)
        try:
            result = subprocess.run(["prlimit", f"--cpu={seconds}"] + command
                                    + ["--"] + flags,
                                    capture_output=True, text=True,
                                    errors="replace", env=self.environment,
                                    timeout=seconds * SLOWER)
        except subprocess.TimeoutExpired:
            return None, ""
        if result.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return None, ""
        return result.returncode, result.stdout + result.stderr

    def one(self, number):
        """What came of input `number`: a word, and more for a failure."""
        rng = random.Random(f"{self.args.seed}-{number}")
        path, text, flags = rng.choice(self.sources)
        folder = self.work / str(number)
        folder.mkdir()
        file, fixes = folder / "input.cpp", folder / "fixes.yaml"
        file.write_text(mutate(text, rng))
        code, said = self.run_tidy(file, flags, f"--export-fixes={fixes}")
        verdict = self.judge(folder, file, fixes, flags, code, said)
        if verdict[0].startswith("FAILED"):
            kept = self.args.keep / f"{self.args.seed}-{number}.cpp"
            self.args.keep.mkdir(parents=True, exist_ok=True)
            kept.write_text(mutate(text, random_again(self.args.seed, number,
                                                      self.sources)))
            verdict = (verdict[0], f"{kept} -- {' '.join(flags)}\n"
                       f"  from {path.relative_to(inputs.TESTS)}\n"
                       + verdict[1])
        shutil.rmtree(folder)
        return verdict

    def judge(self, folder, file, fixes, flags, code, said):
        if code is None or code < 0 or DIED.search(said):
            plain, words = self.run_tidy(file, flags, check=False)
            if plain is None or plain < 0 or DIED.search(words):
                return "clang itself dies", ""
            return "FAILED: dies" if code is not None else "FAILED: hangs", \
                said[-3000:]
        edits = fixes.is_file() and "ReplacementText:" in fixes.read_text()
        if "[clang-diagnostic-error]" in said or "error: " in said:
            if edits and re.search(r"DiagnosticName: +async-[^\n]*\n(?:(?!  - "
                                   r"DiagnosticName).*\n)*? +ReplacementText:",
                                   fixes.read_text()):
                return "FAILED: edits what does not compile", said[-3000:]
            return "does not compile", ""
        if not edits:
            return "no fix" if "[async-" in said else "silent", ""
        before = file.read_text()
        applied = subprocess.run(
            [f"{self.args.bin}/clang-apply-replacements", str(folder)],
            capture_output=True, text=True, errors="replace")
        if applied.returncode or applied.stderr:
            return "FAILED: fixes collide", applied.stderr[-3000:]
        result = subprocess.run(
            [f"{self.args.bin}/clang++", "-fsyntax-only", "-w", str(file)]
            + flags, capture_output=True, text=True, errors="replace")
        if result.returncode:
            after = file.read_text().splitlines()
            changed = [line for line in after
                       if line not in set(before.splitlines())]
            return "FAILED: a fix does not compile", \
                result.stderr[:1500] + "\n" + "\n".join(changed[:30])
        return "fixed", ""


def random_again(seed, number, sources):
    """The generator as it was when the file was mutated."""
    rng = random.Random(f"{seed}-{number}")
    rng.choice(sources)
    return rng


def main():
    parser = inputs.fuzz_parser(__doc__, 5000)
    parser.add_argument("--only", default="", help="inputs that match")
    parser.add_argument("--preload", help="a sanitizer's run-time library")
    args = parser.parse_args()
    results = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as work:
        fuzzer = Fuzzer(args, work)
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for verdict, text in pool.map(fuzzer.one, range(args.count)):
                results[verdict] += 1
                if text:
                    print(f"{verdict}: {text}\n", flush=True)
    failed = sum(count for verdict, count in results.items()
                 if verdict.startswith("FAILED"))
    print(f"{args.count} inputs, seed {args.seed}: " + ", ".join(
        f"{count} {verdict}" for verdict, count in results.most_common()))
    return 1 if failed else 0


sys.exit(main())
