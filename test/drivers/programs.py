#!/usr/bin/env python3
"""Makes hostile programs that tell what they do, and looks whether they do the
same when all their fixes are applied.

A program is put together from the shapes in hostile/shapes.txt: a host, and in it
one or two chains, each a defect within what makes its obvious fix wrong, such as a
lock, shared state, an order of effects, or a caller that goes on. It is named by
its parts, `lazy/coroutine/lock_guard.drop.plain`, and the same name gives the same
program. Many make a unit, which is compiled with AddressSanitizer; each runs in a
process of its own. It is a failure when one

- does not compile any more, prints something else, hangs or uses freed memory,
- is still offered a fix after the third pass.

Lines that begin with `+` are of work that was dropped: they do not count. The same
seed gives the same programs. What fails is made smaller by leaving parts away.
"""

import collections
import concurrent.futures
import dataclasses
import functools
import itertools
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import inputs

HOSTILE = inputs.TESTS / "drivers/hostile"
PASSES = 3
UNIT = 60  # Programs in one file.
# Who hears of what background work throws, so that this is a fix.
HANDLERS = ", ".join(
    f"async-{check}.CompletionHandler: 'hostile::failed'"
    for check in ("detached-coroutine", "discarding-callback"))
CONFIG = "{CheckOptions: {" + HANDLERS + "}}"


@dataclasses.dataclass
class Family:
    """A kind of task: what the words of the shapes are there."""
    task: str
    wait: tuple
    holds: str
    begun: str = ""
    flags: tuple = ()
    header: str = ""


FAMILIES = {
    "asio": Family("boost::asio::awaitable",
                   ("boost::asio::co_spawn(pool(), ",
                    ", boost::asio::use_future).get()"), "asio lazy-start alone"),
    "lazy": Family("home::lazy", ("home::sync_wait(", ")"), "own lazy-start alone"),
    "eager": Family("home::eager", ("home::sync_wait(", ")"), "own begins alone",
                    begun="home::eager<void>"),
    "detached": Family("home::lazy", ("home::sync_wait(", ")"),
                       "own lazy-start begins detached alone", begun="home::detached"),
    "concurrencpp": Family("concurrencpp::result", ("", ".get()"),
                           "concurrencpp begins alone",
                           begun="concurrencpp::result<void>"),
    "cppcoro": Family("cppcoro::task", ("cppcoro::sync_wait(", ")"),
                      "cppcoro lazy-start"),
    "folly": Family("folly::coro::Task", ("folly::coro::blockingWait(", ")"),
                    "folly lazy-start"),
}


# ---- Shapes -----------------------------------------------------------------

@dataclasses.dataclass
class Shape:
    """One of shapes.txt, which says what the members are."""
    kind: str
    name: str
    shows: str
    needs: list
    gives: list
    file: str = ""
    text: str = ""


@functools.cache
def shapes():
    found = {}
    for part in re.split(r"^== ", (HOSTILE / "shapes.txt").read_text(),
                         flags=re.M)[1:]:
        head, *lines = part.rstrip().split("\n")
        kind, name, shows = re.fullmatch(r"(\w+) ([\w-]+): (.*)", head).groups()
        key = f"{kind} {name}" if kind == "host" else name
        shape = found[key] = Shape(kind, name, shows, [], [])
        for line in lines:
            word, _, rest = line.partition(":")
            if word in ("needs", "gives"):
                getattr(shape, word).extend(rest.split())
            elif word == "file":
                shape.file += rest[1:] + "\n"
            else:
                shape.text += line + "\n"
    return found


@functools.cache
def of_kind(kind):
    return [shape for shape in shapes().values() if shape.kind == kind]


def without(words, gives):
    """The words that hold inside of what gives these."""
    gone = {word[1:] for word in gives if word.startswith("-")}
    return (words - gone) | {w for w in gives if not w.startswith("-")}


def fits(shape, words):
    return all((word[1:] not in words) if word.startswith("-") else word in words
               for word in shape.needs)


def stand_together(family, host, chains):
    """Does each part have what it needs?"""
    outside = set(FAMILIES[family].holds.split())
    if not fits(host, outside):
        return False
    for chain in chains:
        words = without(outside, host.gives)
        for shape in chain:  # Of a value, whatever is around it may ask.
            if shape.kind == "value":
                words |= set(shape.gives)
        for shape in chain:
            if not fits(shape, words):
                return False
            words = without(words, shape.gives)
    return True


# ---- Programs ---------------------------------------------------------------

def chosen(rng, among):
    """One of them; more often one that leaves something to be fixed."""
    mild = [shape for shape in among if "mild" in shape.gives]
    if mild and rng.random() < 0.6:
        return rng.choice(mild)
    return rng.choice(among)


def random_core(rng, holds):
    """A statement, or a place and operands with a value; and the work."""
    of_families = set(" ".join(f.holds for f in FAMILIES.values()).split())

    def one(kind):
        return chosen(rng, [shape for shape in of_kind(kind) if
                            of_families.intersection(shape.needs) <= holds])
    if rng.random() < 0.55:
        return [one("statement"), one("work")]
    operands = rng.sample(of_kind("operand"), rng.choice((0, 0, 1)))
    return [one("place"), *operands, one("value"), one("work")]


def random_arounds(rng):
    around = [chosen(rng, of_kind("around"))
              for _ in range(rng.choice((0, 1, 1, 1, 2)))]
    return around[:1] if around[1:] == around[:1] else around


def random_program(rng, family):
    """Around each core and its host, what they can have: so that a core that
    needs much is no rarer than others."""
    holds = set(FAMILIES[family].holds.split())
    while True:
        cores = [random_core(rng, holds) for _ in range(rng.choice((1, 1, 2)))]
        for _ in range(100):
            host = chosen(rng, of_kind("host"))
            chains = [random_arounds(rng) + core for core in cores]
            if stand_together(family, host, chains):
                return spelled(family, host, chains)


def programs_with(part, rng, family):
    """Random ones; with the part, if that is not empty and can be there."""
    for _ in range(20000):
        name = random_program(rng, family)
        if not part or part in re.split(r"[/.+]", name):
            yield name


def spelled(family, host, chains):
    return f"{family}/{host.name}/" + "+".join(
        ".".join(shape.name for shape in chain) for chain in chains)


def taken_apart(name):
    family, host, chains = name.split("/")
    return family, shapes()[f"host {host}"], [
        [shapes()[part] for part in chain.split(".")]
        for chain in chains.split("+")]


def replace_calls(text, word, write):
    """Each `word(...)` by what `write` makes of what is between the parentheses."""
    while match := re.search(rf"\b{word}\(", text):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        text = (text[:match.start()] + write(text[match.end():end - 1])
                + text[end:])
    return text


class Writer:
    """Writes the program that is called so."""

    def __init__(self, name):
        self.family, self.host, self.chains = taken_apart(name)
        self.kind = FAMILIES[self.family]
        self.number = 0
        self.checks = []

    def words(self, text, number):
        """Replaces the words that have a number, or are of the family."""
        text = replace_calls(text, "WATCH", lambda lock: (
            f"Task<void> watch$n() {{\n  for (int I = 0; I < 4; ++I) {{\n"
            f"    co_await onlookers_turn();\n    if (!isFree({lock}))\n"
            f'      say("held while others run");\n  }}\n  co_return;\n}}'))
        text = replace_calls(text, "CHANGE", lambda change: (
            f"Task<void> change$n() {{\n  co_await onlookers_turn();\n  {change};\n"
            "  co_return;\n}"))
        return text.replace("$n", str(number))

    def chain(self, chain):
        """(text that stands in the host, text that stands before it)"""
        dropped = any("dropped" in shape.gives for shape in chain)
        file, text, work = "", "", ""
        for shape in reversed(chain):
            self.number += 1
            if shape.kind == "work":
                work = f"work{self.number}"
            here, there = (
                self.words(part.replace("$work", work), self.number)
                .replace("$say", "also" if dropped else "say")
                for part in (shape.text, shape.file))
            for line in re.findall(r"^CHECK\((.*)\)\n", here, re.M):
                self.checks.append(f'say("check", {line});\n')
            here = re.sub(r"^CHECK\(.*\)\n", "", here, flags=re.M)
            hole = "$value" if shape.kind in ("place", "operand") else "$body"
            here, there = (indented(part, hole, text) for part in (here, there))
            file, text = file + there, here
            if shape.kind in ("value", "operand"):
                text = text.strip()
        return file, text

    def text(self, namespace):
        file = body = ""
        for chain in self.chains:
            before, here = self.chain(chain)
            file, body = file + before, body + here
        self.number += 1
        host = self.words(self.host.file, self.number)
        text = (file + indented(host, "$body", body)
                + "} // namespace\nvoid run() {\n"
                + indent(self.host.text + "".join(self.checks)) + "}\n")
        kind = self.kind
        text = replace_calls(text, "WAIT",
                             lambda task: kind.wait[0] + task + kind.wait[1])
        text = re.sub(r"\bTask<", kind.task + "<", text)
        text = re.sub(r"\bBegun\b", kind.begun, text)
        if "unordered" in self.host.gives:
            text = re.sub(r"\btick\(", "steady_tick(", text)
        if "hidden" in self.host.gives:
            text = re.sub(r"(?<![\w:])(boost|home|cppcoro|folly)::(?!Version)",
                          r"::\1::", text)
        return (f"namespace {namespace} {{\nnamespace {{\n{text}"
                f"}} // namespace {namespace}\n")


def indent(text, by="  "):
    return re.sub(r"^(?=[^\n#])", by, text, flags=re.M)


def indented(text, hole, filling):
    """Fills the hole; a hole on a line of its own with lines."""
    text = re.sub(rf"^( *){re.escape(hole)}\n",
                  lambda match: indent(filling, match.group(1)), text, flags=re.M)
    return text.replace(hole, filling.strip())


# ---- Units ------------------------------------------------------------------

class Unit:
    """Programs in one file, as they are and as their fixes make them."""

    def __init__(self, args, folder, family, names):
        self.args, self.folder, self.kind = args, folder, FAMILIES[family]
        self.file = folder / "unit.cpp"
        self.texts = {f"p{number}": Writer(name).text(f"p{number}")
                      for number, name in enumerate(names)}
        self.names = {f"p{number}": name for number, name in enumerate(names)}
        self.head = ""
        self.hosts = {key: taken_apart(name)[1]
                      for key, name in self.names.items()}
        self.header = family
        self.failures = {}  # Verdict and more, by the programs' names.
        self.found, self.fixed = set(), set()

    def flags(self):
        return [*compiler_flags(), "-include-pch",
                str(self.args.work / f"{self.header}.pch")]

    def write(self):
        rows = "".join(f'    {{"{key}", {key}::run}},\n' for key in self.texts)
        self.file.write_text(
            self.head + "".join(f"// == {key}\n{text}"
                                for key, text in self.texts.items())
            + "// == main\nint main() {\n  static const program Programs[] = {\n"
            + rows + "  };\n  runAll(Programs, std::size(Programs));\n}\n")

    def read(self):
        """The texts of the file, which fixes have changed."""
        head, *parts = re.split(r"^// == (\w+)\n", self.file.read_text(),
                                flags=re.M)
        self.head = head
        texts = dict(zip(parts[::2], parts[1::2], strict=True))
        del texts["main"]
        return texts

    def places(self):
        """The program of each line."""
        places = []
        for line in self.file.read_text().split("\n"):
            mark = re.match(r"// == (\w+)$", line)
            places.append(mark.group(1) if mark else places[-1] if places
                          else "main")
        return places

    def compile(self):
        """What the compiler says of each program that it does not take."""
        built = subprocess.run(
            [f"{self.args.bin}/clang++", *self.flags(), "-ferror-limit=0",
             "-fno-caret-diagnostics", str(self.file),
             "-o", str(self.folder / "unit")],
            capture_output=True, text=True)
        if not built.returncode:
            return {}
        places, wrong = self.places(), {}
        here = re.escape(str(self.file)) + r":(\d+):"
        # An error in a header is of the program that a note behind it names.
        for said in re.split(r"^(?=\S+ (?:fatal )?error: )", built.stderr,
                             flags=re.M)[1:]:
            if place := re.search(here, said):
                wrong.setdefault(places[int(place.group(1)) - 1],
                                 said.split("error: ", 1)[1].split("\n")[0])
        if not wrong or "main" in wrong:
            raise RuntimeError(built.stderr[:4000])
        return wrong

    def outputs(self):
        """What each program prints."""
        try:
            ran = subprocess.run(
                [str(self.folder / "unit")], capture_output=True, text=True,
                errors="replace", timeout=900,
                env={"ASAN_OPTIONS": "detect_leaks=0:symbolize=0",
                     "ASAN_SYMBOLIZER_PATH": ""})
        except subprocess.TimeoutExpired:
            return {}
        parts = re.split(r"^= (\w+)\n", ran.stdout, flags=re.M)
        return dict(zip(parts[1::2], parts[2::2], strict=True))

    def fail(self, key, verdict, more):
        self.failures[self.names[key]] = (verdict, more)

    def build(self, fallback):
        """Compiles; programs that do not are as in `fallback`, or leave it."""
        for _ in range(4):
            self.write()
            wrong = self.compile()
            if not wrong:
                return
            for key, said in wrong.items():
                if fallback:
                    self.fail(key, "does not compile",
                              said + "\n" + self.texts[key])
                    self.texts[key] = fallback[key]
                else:
                    self.fail(key, "the program itself does not compile",
                              said + "\n" + self.texts.pop(key))
        raise RuntimeError(f"{self.file} does not compile")

    def fix(self):
        places = self.places()
        ran = subprocess.run(
            [f"{self.args.bin}/clang-tidy", f"--load={self.args.module}",
             f"--config={CONFIG}", "--checks=-*,async-*", "--quiet",
             str(self.file), "--fix-notes" if self.args.notes else "--fix", "--",
             *self.flags()], capture_output=True, text=True)
        for line in re.findall(r"unit\.cpp:(\d+):\d+: warning: .*\[async-",
                               ran.stdout):
            self.found.add(places[int(line) - 1])
        return self.read()

    def run(self):
        self.build(None)
        before = self.outputs()
        for key in list(self.texts):
            if re.search(r"AddressSanitizer|^ended by 14$",
                         before.get(key, "AddressSanitizer"), re.M):
                self.fail(key, "the program itself is wrong",
                          before.get(key, "") + self.texts.pop(key))
        originals = dict(self.texts)
        if len(before) != len(originals):
            self.write()
        for number in range(PASSES + 1):
            last = dict(self.texts)
            self.texts = self.fix()
            changed = [key for key in last if self.texts[key] != last[key]]
            if not changed:
                return
            self.fixed.update(changed)
            if number == PASSES:
                for key in changed:
                    self.fail(key, "still has a fix", self.texts[key])
                return
            self.build(last)
            after = self.outputs() if not self.args.notes else before
            for key in changed:
                if self.texts[key] == last[key]:
                    continue  # It did not compile.
                said = difference(before[key], after.get(key, ""),
                                  "unordered" in self.hosts[key].gives)
                if said:
                    self.fail(key, "does something else",
                              f"{said}\n{originals[key]}"
                              f"--- fixed:\n{self.texts[key]}")
                    self.texts[key] = last[key] = ""
            if "" in self.texts.values():
                self.texts = {k: t for k, t in self.texts.items() if t}
                self.write()


def compiler_flags():
    return ["-std=c++20", "-O0", "-fsanitize=address", "-pthread", "-w",
            "-I", str(HOSTILE), "-isystem", str(inputs.TESTS / "standins")]


def difference(before, after, unordered):
    """Where two traces part, without what dropped work prints."""
    def lines(text):
        found = [line for line in text.split("\n")
                 if line and not line.startswith("+")]
        return sorted(found) if unordered else found
    for one, other in zip([*lines(before), "the end"],
                          [*lines(after), "the end"], strict=False):
        if one != other:
            return f"{one!r}, then {other!r}"
    return ""


# ---- Runs -------------------------------------------------------------------

class Runner:
    def __init__(self, args):
        self.args = args
        self.folders = 0

    def prepare(self, family):
        subprocess.run(
            [f"{self.args.bin}/clang++", "-x", "c++-header", *compiler_flags(),
             str(HOSTILE / f"{family}.h"),
             "-o", str(self.args.work / f"{family}.pch")], check=True)

    def run(self, family, names):
        """What became of programs, as a Unit."""
        self.folders += 1
        folder = self.args.work / str(self.folders)
        folder.mkdir()
        unit = Unit(self.args, folder, family, names)
        unit.run()
        return unit

    def smaller(self, name, verdict):
        """What fails in the same way with fewer parts."""
        found = True
        while found:
            found = False
            for other in simpler(name):
                failures = self.run(other.split("/")[0], [other]).failures
                if failures.get(other, ("",))[0] == verdict:
                    name, found = other, True
                    break
        return name


def simpler(name):
    """Programs with one part less, or with a part that shows nothing."""
    family, host, chains = taken_apart(name)
    candidates = [(host, [chain]) for chain in chains] if len(chains) > 1 else []
    for other in ("coroutine", "plain-inside"):
        other = shapes()[f"host {other}"]
        if other is not host and "started" not in host.gives and \
                host.name not in ("coroutine", "plain-inside"):
            candidates.append((other, chains))
    for which, chain in enumerate(chains):
        def changed(by, which=which):
            return (host, [*chains[:which], by, *chains[which + 1:]])
        for at, shape in enumerate(chain):
            plain = {"work": "plain", "place": "add", "value": "wait"}
            rest = [*chain[:at], *chain[at + 1:]]
            if shape.kind in ("around", "operand"):
                candidates.append(changed(rest))
            elif plain.get(shape.kind, shape.name) != shape.name:
                rest.insert(at, shapes()[plain[shape.kind]])
                candidates.append(changed(rest))
    return [spelled(family, *candidate) for candidate in candidates
            if stand_together(family, *candidate)]


def units(args):
    """(family, names) of each unit."""
    if args.parts:
        names = args.parts
    else:
        rng = random.Random(args.seed)
        families = args.family or list(FAMILIES)
        each = -(-args.count // (len(families) * len(args.having or [""])))
        programs = (name for part in args.having or [""] for family in families
                    for name in itertools.islice(
                        programs_with(part, rng, family), each))
        names = list(dict.fromkeys(programs))
    by_family = collections.defaultdict(list)
    for name in names:
        by_family[name.split("/")[0]].append(name)
    for family, all_names in by_family.items():
        for at in range(0, len(all_names), args.unit):
            yield family, all_names[at:at + args.unit]


class Figures:
    """How many of the programs have a finding, and of how many something was
    edited: of a run in which little is edited little can be learned."""

    def __init__(self):
        self.rows = collections.defaultdict(lambda: [0, 0, 0, 0])

    def add(self, unit, key, name, parts):
        one = (1, key in unit.found, key in unit.fixed, name in unit.failures)
        families = [name.split("/")[0]]
        words = re.split(r"[/.+]", name)[1:] if parts else families
        for word in dict.fromkeys(words):
            self.rows[word] = [a + b for a, b in zip(self.rows[word], one,
                                                     strict=True)]

    def print(self):
        for word, (count, found, fixed, failed) in sorted(self.rows.items()):
            print(f"{word:24} {count:5} programs {found:5} found {fixed:5} fixed "
                  f"{fixed * 100 // count:3}% {failed:3} failed")


def main():
    parser = inputs.fuzz_parser(__doc__, 2000)
    parser.add_argument("--parts", action="append", help="a program, by its name")
    parser.add_argument("--family", action="append", choices=list(FAMILIES))
    parser.add_argument("--having", action="append", metavar="PART",
                        help="random programs with this part")
    parser.add_argument("--unit", type=int, default=UNIT,
                        help="programs in one file")
    parser.add_argument("--whole", action="store_true",
                        help="do not make smaller what fails")
    parser.add_argument("--notes", action="store_true",
                        help="apply what stands on notes, too, which may change\n"
                             "what is printed: it compiles, and comes to an end")
    parser.add_argument("--figures", choices=("family", "part"), default="family",
                        help="what to count them by")
    parser.add_argument("--text", action="store_true",
                        help="print the programs of --parts, and run nothing")
    args = parser.parse_args()
    if args.text:
        for name in args.parts:
            print(Writer(name).text("p0"))
        return 0
    failed = collections.Counter()
    figures = Figures()
    count = fixed = 0
    with tempfile.TemporaryDirectory(prefix="programs-") as work:
        args.work = pathlib.Path(work)
        runner = Runner(args)
        work = list(units(args))
        for family in dict(work):
            runner.prepare(family)
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for unit in pool.map(lambda unit: runner.run(*unit), work):
                count += len(unit.names)
                fixed += len(unit.fixed)
                for key, name in unit.names.items():
                    figures.add(unit, key, name, args.figures == "part")
                for name, (verdict, more) in unit.failures.items():
                    failed[verdict] += 1
                    if not args.whole:
                        name = runner.smaller(name, verdict)
                    print(f"FAILED: {verdict}: {name}\n"
                          f"  ./dev fuzz --programs --parts {name}\n{more}\n",
                          flush=True)
    figures.print()
    print(f"{count} programs, seed {args.seed}: {fixed} fixed, "
          f"{sum(failed.values())} failed" + "".join(
              f", {number} {verdict}" for verdict, number in failed.items()))
    return 1 if failed else 0


sys.exit(main())
