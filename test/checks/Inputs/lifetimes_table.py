# ruff: noqa: E501 - each line of the tables is a piece of code
"""Every position that a task can go to, with every type and everything that it
can refer to: what outlives that, and the same code with something that lives
long enough.

  lifetimes_table.py print           the program
  lifetimes_table.py vocabulary      what its names mean
  lifetimes_table.py judge FILE      compares the warnings on standard input
                                     with what the program in FILE says
"""

import collections
import re
import sys

PROLOGUE = """\
#include <array>
#include <coroutine>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

std::string name(int);
extern const std::string constant;
void use(std::string_view);
bool count();
extern bool flag;
extern std::vector<std::string> names;
void log(bool);

struct slow_start : std::suspend_always {};
template <class Job, class First> struct frame {
  Job get_return_object();
  First initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void();
  void unhandled_exception();
};
struct awaitable {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const;
};
template <class Job> struct holder {
  Job first;
  int second;
};
template <class Job> struct keeper {
  explicit keeper(Job Given) : Work(std::move(Given)) {}
  Job Work;
};
struct scope {
  template <class Job> bool spawn(Job);
};
template <class Job, class First> struct yielding : frame<Job, First> {
  std::suspend_always yield_value(int) noexcept { return {}; }
};
struct numbers {
  struct place { int operator*() const; place &operator++(); bool operator!=(place) const; };
  place begin(); place end();
};
void take(int);
"""

# The first suspension, whether one can await it, and how its promise is found.
Type = collections.namedtuple("Type", "space first awaited by_traits yields", defaults=[False])
TYPES = [
    Type("lazy", "std::suspend_always", True, False),
    Type("lazy_slow", "slow_start", True, False),
    Type("lazy_traits", "std::suspend_always", True, True),
    Type("eager", "std::suspend_never", True, False),
    Type("eager_traits", "std::suspend_never", True, True),
    Type("gone", "std::suspend_never", False, False),
    Type("gone_traits", "std::suspend_never", False, True),
    Type("nothing", "std::suspend_never", False, True),
    Type("source", "std::suspend_always", False, False, True),
    Type("source_slow", "slow_start", False, False, True),
    Type("source_traits", "std::suspend_always", False, True, True),
]


def is_lazy(job):
    return job.first != "std::suspend_never"


def is_void(job):
    return job.space == "nothing"


def suspends(job):
    return "co_yield 1;" if job.yields else "co_await std::suspend_always{};"


def declare(job):
    """The type and its coroutines, in a namespace."""
    space, first, awaited, by_traits, yields = job
    base = " : awaitable" if awaited else " : numbers" if yields else ""
    body = "" if is_void(job) else f"struct job{base} {{"
    made = "yielding" if yields else "frame"
    if is_void(job):
        body = "using job = void;"
    elif by_traits:
        body += " job(); job(job &&) noexcept; job &operator=(job &&) noexcept; ~job(); };"
    else:
        body += (
            f" using promise_type = ::{made}<job, {first}>;"
            " job(); job(job &&) noexcept; job &operator=(job &&) noexcept; ~job(); };"
        )
    text = f"namespace {space} {{ {body} }}\n"
    if by_traits:
        returned = "void" if is_void(job) else f"{space}::job"
        text += (
            f"template <class... A> struct std::coroutine_traits<{returned}, A...> "
            f"{{ using promise_type = {made}<{returned}, {first}>; }};\n"
        )
    late = suspends(job)
    text += f"namespace {space} {{\n"
    for head, reads in (
        ("ref(const std::string &S)", "use(S);"),
        ("view(std::string_view S)", "use(S);"),
        ("chars(const char *S)", "use(S);"),
        ("own(std::string S)", "use(S);"),
    ):
        if is_lazy(job) and head.startswith("ref"):
            text += f"job {head};\n"
        else:
            text += f"job {head} {{ {late} {reads} }}\n"
    text += (
        f"struct worker {{ std::string S; job run() {{ {late} use(S); }}"
        f" static job fresh(std::string S) {{ {late} use(S); }} }};\n"
        f"inline job idle() {{ {late} }}\n}}\n"
    )
    return text


def expressions(job):
    """What makes a task that refers to something that dies with the expression;
    and the same, referring to nothing."""
    late = suspends(job) + " use(S);"
    arrow = f"-> {job.space}::job"
    n = job.space
    return [
        ("temporary", f"{n}::ref(name(1))", f"{n}::own(name(1))"),
        ("converted", f'{n}::ref("x")', f'{n}::own("x")'),
        ("view", f"{n}::view(name(1))", f'{n}::view("x")'),
        ("characters", f"{n}::chars(name(1).c_str())", f'{n}::chars("x")'),
        ("object", f"{n}::worker{{name(1)}}.run()", f"{n}::worker::fresh(name(1))"),
        (
            "closure",
            f"[S = name(1)]() {arrow} {{ {late} }}()",
            f"[](std::string S) {arrow} {{ {late} }}(name(1))",
        ),
        # No coroutine, and has what the task refers to.
        *([] if is_void(job) else [(
            "plain_closure",
            f"[S = name(1)]() {{ return {n}::ref(S); }}()",
            f"[S = name(1)]() {{ return {n}::own(S); }}()",
        )]),
    ]


def locals_of(job):
    """A declaration, what refers to it, and what refers to nothing."""
    late = suspends(job) + " use(S);"
    arrow = f"-> {job.space}::job"
    n = job.space
    text = "std::string S = name(1);"
    return [
        ("variable", text, f"{n}::ref(S)", f"{n}::own(S)"),
        ("view_of_it", text, f"{n}::view(S)", f"{n}::view(constant)"),
        ("alias", text + " auto &A = S;", f"{n}::ref(A)", f"{n}::own(A)"),
        ("pointer", text + " auto *At = &S;", f"{n}::ref(*At)", f"{n}::own(*At)"),
        ("string_view", text + " std::string_view Seen = S;", f"{n}::view(Seen)", f'{n}::view("x")'),
        ("its_owner", f"{n}::worker W{{name(1)}};", "W.run()", f"{n}::worker::fresh(W.S)"),
        (
            "named_closure",
            f"auto L = [S = name(1)]() {arrow} {{ {late} }};",
            "L()",
            f"[](std::string S) {arrow} {{ {late} }}(name(1))",
        ),
        (
            "binding",
            "auto [S, I] = std::pair(name(1), 1);",
            f"{n}::ref(S)",
            f"{n}::own(S)",
        ),
    ]


# Where a task goes. E is what makes it, J its type, I a name of one's own; the
# line with `@` is the one that is reported. Of whom:
#   any      each type that is an object
#   awaited  what can be awaited
#   eager    what runs at once
#   runs     the same, also where there is no object
STORED = [
    ("variable", "awaited", "lazy::job I() {@ auto T = E;\n co_await lazy::idle(); co_await std::move(T); }"),
    ("assigned", "awaited", "lazy::job I() { J T;@ T = E;\n co_await lazy::idle(); co_await std::move(T); }"),
    ("reference", "awaited", "lazy::job I() {@ auto &&T = E;\n co_await lazy::idle(); co_await std::move(T); }"),
    ("pushed", "awaited", "lazy::job I() { std::vector<J> V;@ V.push_back(E);\n for (auto &T : V) co_await std::move(T); }"),
    ("emplaced", "awaited", "lazy::job I() { std::vector<J> V;@ V.emplace_back(E);\n for (auto &T : V) co_await std::move(T); }"),
    ("mapped", "awaited", "lazy::job I() { std::map<int, J> V;@ V[1] = E;\n for (auto &T : V) co_await std::move(T.second); }"),
    ("array", "awaited", "lazy::job I() {@ J V[] = {E};\n for (auto &T : V) co_await std::move(T); }"),
    ("std_array", "awaited", "lazy::job I() {@ std::array<J, 1> V = {E};\n for (auto &T : V) co_await std::move(T); }"),
    ("optional", "awaited", "lazy::job I() {@ std::optional<J> T = E;\n co_await lazy::idle(); co_await std::move(*T); }"),
    ("engaged", "awaited", "lazy::job I() { std::optional<J> T;@ T.emplace(E);\n co_await lazy::idle(); co_await std::move(*T); }"),
    ("unique", "awaited", "lazy::job I() {@ auto T = std::make_unique<J>(E);\n co_await lazy::idle(); co_await std::move(*T); }"),
    ("heap", "awaited", "lazy::job I() {@ auto *T = new J(E);\n co_await lazy::idle(); co_await std::move(*T); }"),
    ("pair", "awaited", "lazy::job I() {@ auto [T, N] = std::pair(E, 1);\n co_await lazy::idle(); co_await std::move(T); }"),
    ("tuple", "awaited", "lazy::job I() {@ auto T = std::make_tuple(E, 1);\n co_await lazy::idle(); co_await std::move(std::get<0>(T)); }"),
    ("aggregate", "awaited", "lazy::job I() {@ holder<J> H{E, 1};\n co_await lazy::idle(); co_await std::move(H.first); }"),
    ("parentheses", "awaited", "lazy::job I() {@ holder<J> H(E, 1);\n co_await lazy::idle(); co_await std::move(H.first); }"),
    ("designated", "awaited", "lazy::job I() {@ holder<J> H{.first = E, .second = 1};\n co_await lazy::idle(); co_await std::move(H.first); }"),
    ("kept_by_class", "awaited", "lazy::job I() {@ keeper<J> H{E};\n co_await lazy::idle(); co_await std::move(H.Work); }"),
    ("part", "awaited", "lazy::job I() { holder<J> H{};@ H.first = E;\n co_await lazy::idle(); co_await std::move(H.first); }"),
    ("choice", "awaited", "lazy::job I() {@ auto T = flag ? E : N::idle();\n co_await lazy::idle(); co_await std::move(T); }"),
    ("comma", "awaited", "lazy::job I() {@ auto T = (count(), E);\n co_await lazy::idle(); co_await std::move(T); }"),
    ("moved", "awaited", "lazy::job I() {@ auto T = std::move(E);\n co_await lazy::idle(); co_await std::move(T); }"),
    ("exchanged", "awaited", "lazy::job I() { J T;@ (void)std::exchange(T, E);\n co_await lazy::idle(); co_await std::move(T); }"),
    ("captured", "awaited", "auto I() {@ return [T = E]() mutable { return std::move(T); };\n }"),
    ("captured_here", "awaited", "lazy::job I() {@ auto F = [T = E]() mutable { return std::move(T); };\n co_await F(); }"),
    ("kept_in_if", "awaited", "lazy::job I() {@ if (auto T = E; flag)\n co_await std::move(T); }"),
    ("member", "awaited", "struct I { J T; void set() {@ T = E; }\n };"),
    ("member_init", "awaited", "struct I { J T;\n I() :@ T(E) {}\n };"),
    ("braced_init", "awaited", "struct I { J T;\n I() :@ T{E} {}\n };"),
    ("in_class", "awaited", "struct I {@ J T = E;\n I(); };"),
    ("global", "awaited", "@J I = E;\n"),
    ("static_local", "awaited", "J &I() {@ static J T = E;\n return T; }"),
    ("default_argument", "awaited", "lazy::job I_takes(J T = E) { co_await std::move(T); }\nlazy::job I() {@ auto T = I_takes();\n co_await lazy::idle(); co_await std::move(T); }"),
    ("argument", "awaited", "lazy::job I_takes(J T) { co_await std::move(T); }\nlazy::job I() {@ auto T = I_takes(E);\n co_await lazy::idle(); co_await std::move(T); }"),
    ("lambda_body", "awaited", "auto I() { return [] {@ return E;\n }; }"),
    ("returned", "awaited", "J I() {@ return E;\n }"),
    ("returned_optional", "awaited", "std::optional<J> I() {@ return E;\n }"),
    ("returned_choice", "awaited", "J I() {@ return flag ? E : N::idle();\n }"),
    ("returned_aggregate", "awaited", "holder<J> I() {@ return {E, 1};\n }"),
    ("returned_heap", "awaited", "std::unique_ptr<J> I() {@ return std::make_unique<J>(E);\n }"),
]

SPAWNED = [
    ("statement", "scope", "void I(scope &P) {@ P.spawn(E);\n count(); }"),
    ("tested", "scope", "void I(scope &P) {@ if (P.spawn(E)) count();\n count(); }"),
    ("negated", "scope", "bool I(scope &P) {@ if (!P.spawn(E)) return false;\n return count(); }"),
    ("result", "scope", "bool I(scope &P) {@ return P.spawn(E);\n }"),
    ("variable", "scope", "bool I(scope &P) {@ bool B = P.spawn(E);\n return B && count(); }"),
    ("operand", "scope", "void I(scope &P) {@ log(count() && P.spawn(E));\n count(); }"),
    ("argument", "scope", "void I(scope &P) {@ log(P.spawn(E));\n count(); }"),
    ("choice", "scope", "bool I(scope &P) {@ return flag ? P.spawn(E) : false;\n }"),
    ("void", "scope", "void I(scope &P) {@ (void)P.spawn(E);\n count(); }"),
    ("bare_for", "scope", "void I(scope &P) { for (int N = 0; N < 3; ++N)\n@ P.spawn(E);\n }"),
    ("bare_range", "scope", "void I(scope &P) { for (auto &N : names)\n@ P.spawn(E);\n }"),
    ("bare_while", "scope", "void I(scope &P) { while (count())\n@ P.spawn(E);\n }"),
    ("do", "scope", "void I(scope &P) { do\n@ P.spawn(E);\n while (count()); }"),
    ("else", "scope", "void I(scope &P) { if (count()) log(true); else\n@ P.spawn(E);\n }"),
    ("case", "scope", "void I(scope &P, int N) { switch (N) { case 1:\n@ P.spawn(E);\n } }"),
    ("handler", "scope", "void I(scope &P) { try { count(); } catch (...) {\n@ P.spawn(E);\n } }"),
    ("lambda", "scope", "auto I(scope &P) { return [&P] {\n@ P.spawn(E);\n }; }"),
    ("constructor", "scope", "struct I { I(scope &P) {\n@ P.spawn(E);\n } };"),
    ("member_init", "scope", "struct I { bool B; I(scope &P)\n@ : B(P.spawn(E)) {}\n };"),
    ("coroutine", "scope", "lazy::job I(scope &P) {@ P.spawn(E);\n co_await lazy::idle(); }"),
]

DROPPED = [
    ("statement", "runs", "void I() {@ E;\n count(); }"),
    ("void", "runs", "void I() {@ (void)E;\n count(); }"),
    ("bare_range", "runs", "void I() { for (auto &N : names)\n@ E;\n }"),
    ("bare_while", "runs", "void I() { while (count())\n@ E;\n }"),
    ("else", "runs", "void I() { if (count()) log(true); else\n@ E;\n }"),
    ("case", "runs", "void I(int N) { switch (N) { case 1:\n@ E;\n } }"),
    ("left_of_comma", "runs", "void I() {@ E, count();\n }"),
    ("increment", "runs", "void I() { for (int N = 0; N < 3;\n@ ++N, E) count();\n }"),
    ("lambda", "runs", "auto I() { return [] {\n@ E;\n }; }"),
    ("coroutine", "runs", "lazy::job I() {@ E;\n co_await lazy::idle(); }"),
]

# The same for variables, which D declares.
LEFT = [
    ("returned", "awaited", "J I() { D@ return E;\n }"),
    ("named_first", "awaited", "J I() { D auto T = E;\n@ return T;\n }"),
    ("moved_out", "awaited", "J I() { D auto T = E;\n@ return std::move(T);\n }"),
    ("from_part", "awaited", "J I() { D holder<J> H{E, 1};\n@ return std::move(H.first);\n }"),
    ("whole_aggregate", "awaited", "holder<J> I() { D holder<J> H{E, 1};\n@ return H;\n }"),
    ("choice", "awaited", "J I() { D@ return flag ? E : N::idle();\n }"),
    ("inner_block", "awaited", "lazy::job I() { J T; if (flag) { D@ T = E;\n } co_await std::move(T); }"),
    ("loop", "awaited", "lazy::job I() { std::vector<J> V; for (int K = 0; K < 3; ++K) { D@ V.push_back(E);\n } for (auto &T : V) co_await std::move(T); }"),
    ("part_of_outer", "awaited", "lazy::job I() { holder<J> H{}; { D@ H.first = E;\n } co_await std::move(H.first); }"),
    ("member_of_this", "awaited", "struct I { J T; void set() { D@ T = E;\n } };"),
    ("spawned_last", "scope", "void I(scope &P) { D@ P.spawn(E);\n }"),
    ("spawned_in_block", "scope", "lazy::job I(scope &P) { if (flag) { D@ P.spawn(E);\n } co_await lazy::idle(); }"),
    ("spawned_in_loop", "scope", "lazy::job I(scope &P) { for (int K = 0; K < 3; ++K) { D@ P.spawn(E);\n } co_await lazy::idle(); }"),
    ("spawned_then_returns", "scope", "bool I(scope &P) { D@ P.spawn(E);\n return true; }"),
    ("spawned_by_return", "scope", "bool I(scope &P) { D@ return P.spawn(E);\n }"),
    ("spawned_tested", "scope", "bool I(scope &P) { D@ if (!P.spawn(E)) return false;\n return true; }"),
    ("spawned_then_continues", "scope", "void I(scope &P) { for (auto &N : names) { D@ P.spawn(E);\n continue; } }"),
    ("spawned_then_counts", "scope", "void I(scope &P, int &N) { D@ P.spawn(E);\n ++N; }"),
    ("dropped_last", "runs", "void I() { D@ E;\n }"),
    ("dropped_in_block", "runs", "lazy::job I() { if (flag) { D@ E;\n } co_await lazy::idle(); }"),
    ("dropped_in_loop", "runs", "void I() { for (int K = 0; K < 3; ++K) { D@ (void)E;\n } }"),
    ("dropped_then_returns", "runs", "bool I() { D@ E;\n return true; }"),
]

# Generators.
ITERATED = [
    ("variable", "yields", "void I() {@ auto T = E;\n for (int X : T) take(X); }"),
    ("loop", "yields", "void I() {@ for (int X : E) take(X);\n }"),
    ("loop_with_init", "yields", "void I() {@ for (int K = 1; int X : E) take(X + K);\n }"),
    ("moved", "yields", "void I() {@ auto T = std::move(E);\n for (int X : T) take(X); }"),
    ("choice", "yields", "void I() {@ auto T = flag ? E : N::idle();\n for (int X : T) take(X); }"),
    ("optional", "yields", "void I() {@ std::optional<J> T = E;\n for (int X : *T) take(X); }"),
    ("unique", "yields", "void I() {@ auto T = std::make_unique<J>(E);\n for (int X : *T) take(X); }"),
    ("pair", "yields", "void I() {@ auto [T, K] = std::pair(E, 1);\n for (int X : T) take(X); }"),
    ("aggregate", "yields", "void I() {@ holder<J> H{E, 1};\n for (int X : H.first) take(X); }"),
    ("pushed", "yields", "void I() { std::vector<J> V;@ V.push_back(E);\n for (auto &T : V) for (int X : T) take(X); }"),
    ("captured", "yields", "auto I() {@ return [T = E]() mutable { return std::move(T); };\n }"),
    ("member", "yields", "struct I { J T; void set() {@ T = E; }\n };"),
    ("member_init", "yields", "struct I { J T;\n I() :@ T(E) {}\n };"),
    ("in_class", "yields", "struct I {@ J T = E;\n I(); };"),
    ("global", "yields", "@J I = E;\n"),
    ("static_local", "yields", "J &I() {@ static J T = E;\n return T; }"),
    ("lambda_body", "yields", "auto I() { return [] {@ return E;\n }; }"),
    ("returned", "yields", "J I() {@ return E;\n }"),
    ("returned_optional", "yields", "std::optional<J> I() {@ return E;\n }"),
    ("returned_choice", "yields", "J I() {@ return flag ? E : N::idle();\n }"),
]
LEFT += [
    (where + "_source", "yields", template) for where, whom, template in LEFT
    if where in ("returned", "named_first", "moved_out", "from_part", "whole_aggregate", "choice", "member_of_this")
] + [
    ("inner_block_source", "yields", "void I() { J T; if (flag) { D@ T = E;\n } for (int X : T) take(X); }"),
    ("loop_source", "yields", "void I() { std::vector<J> V; for (int K = 0; K < 3; ++K) { D@ V.push_back(E);\n } for (auto &T : V) for (int X : T) take(X); }"),
]
# Eager ones that nobody waits for, whatever is waited for behind them.
LEFT.append(("dropped_then_waits", "runs", "lazy::job I() { D@ E;\n co_await lazy::idle(); }"))

# Silent whatever E refers to.
KEPT = [
    ("in_place", "yields", "void I() { D take(*E.begin()); }"),
    ("asked", "yields", "void I() { D log(E.begin() != E.end()); }"),
    ("given", "yields", "void I_takes(J T) { for (int X : T) take(X); }\nvoid I() { D I_takes(E); }"),
    ("awaited", "awaited", "lazy::job I() { D co_await E; }"),
    ("awaited_moved", "awaited", "lazy::job I() { D co_await std::move(E); }"),
    ("awaited_choice", "awaited", "lazy::job I() { D co_await (flag ? E : N::idle()); }"),
    ("awaited_argument", "awaited", "lazy::job I_takes(J T) { co_await std::move(T); }\nlazy::job I() { D co_await I_takes(E); }"),
    ("awaited_return", "awaited", "lazy::job I() { D co_return co_await E; }"),
    ("awaited_in_lambda", "awaited", "lazy::job I() { co_await [=]() -> lazy::job { D co_await E; }(); }"),
]
KEPT_LOCALS = [
    ("looped", "yields", "void I() { D for (int X : E) take(X); }"),
    ("kept_and_looped", "yields", "void I() { D auto T = E; for (int X : T) take(X); }"),
    ("held", "yields", "void I() { D std::vector<J> V; V.push_back(E); for (auto &T : V) for (int X : T) take(X); }"),
    ("same_block", "awaited", "lazy::job I() { D auto T = E; co_await lazy::idle(); co_await std::move(T); }"),
    ("outer_block", "awaited", "lazy::job I() { D { auto T = E; co_await std::move(T); } }"),
    ("in_container", "awaited", "lazy::job I() { D std::vector<J> V; V.push_back(E); for (auto &T : V) co_await std::move(T); }"),
    ("in_aggregate", "awaited", "lazy::job I() { D holder<J> H{E, 1}; co_await std::move(H.first); }"),
    ("awaited_in_block", "awaited", "lazy::job I() { J T; { D T = E; co_await std::move(T); } co_await lazy::idle(); }"),
    ("spawned_and_waits", "scope", "lazy::job I(scope &P) { D P.spawn(E); co_await lazy::idle(); }"),
    ("spawned_on_own", "scope", "void I() { scope P; D P.spawn(E); count(); }"),
    ("static", "awaited", "J I() { static std::string Z; return N::ref(Z); }"),
    ("callers", "awaited", "J I(const std::string &Z) { return N::ref(Z); }"),
]


def applies(whom, job):
    if whom == "awaited":
        return job.awaited
    if whom == "yields" or job.yields:
        return whom == "yields" and job.yields
    if whom == "scope":
        return job.awaited and is_lazy(job)
    return not is_lazy(job)


def fill(template, number, job, made, declared=""):
    text = re.sub(r"\bI\b", f"f{number}", template)
    text = re.sub(r"\bI_takes\b", f"f{number}_takes", text)
    text = re.sub(r"\bN::", f"{job.space}::", text)
    text = re.sub(r"\bJ\b", f"{job.space}::job", text)
    text = re.sub(r"\bD\b", lambda _: declared, text)
    return re.sub(r"\bE\b", lambda _: made, text)


def cells():
    """A name, the code, and whether the line with `@` is reported."""
    for job in TYPES:
        for what, bad, good in expressions(job):
            for positions in (STORED, SPAWNED, DROPPED, ITERATED):
                for where, whom, template in positions:
                    if applies(whom, job):
                        name = f"{job.space} {where} {what}"
                        yield name, job, template, bad, "", True
                        yield name, job, template, good, "", False
            for where, whom, template in KEPT:
                if applies(whom, job):
                    yield f"{job.space} {where} {what}", job, template, bad, "", False
        for what, declared, bad, good in locals_of(job):
            for where, whom, template in LEFT:
                if applies(whom, job):
                    name = f"{job.space} {where} {what}"
                    yield name, job, template, bad, declared, True
                    yield name, job, template, good, declared, False
            for where, whom, template in KEPT + KEPT_LOCALS:
                if applies(whom, job):
                    yield f"{job.space} {where} {what}", job, template, bad, declared, False


def program():
    text = PROLOGUE
    for job in TYPES:
        text += declare(job)
    count = 0
    for number, (name, job, template, made, declared, bad) in enumerate(cells()):
        count += bad
        code = fill(template, number, job, made, declared)
        marked = re.sub(r"@([^\n]*)", r"\1 // WARN" if bad else r"\1", code)
        text += f"// {name}\n{marked}\n"
    return text, count


def judge(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    found = collections.Counter()
    for line in sys.stdin:
        place = re.match(r".*?:(\d+):\d+: warning: .*\[async-dangling-task\]", line)
        if place:
            found[int(place[1])] += 1
        elif " error: " in line:
            print(line, end="")
    wrong = 0
    title = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("// "):
            title = line[3:]
        expected = line.endswith("// WARN")
        if bool(found[number]) != expected or found[number] > 1:
            wrong += 1
            print(f"{'missed' if expected and not found[number] else 'unexpected'}: "
                  f"{title}: {line}")
    print(f"{sum(line.endswith('// WARN') for line in lines)} combinations, {wrong} wrong")


def main():
    if sys.argv[1] == "print":
        print(program()[0], end="")
    elif sys.argv[1] == "vocabulary":
        print("library: table\nnamespaces: [lazy]\n"
              "hand-over:\n  - {name: 'scope::spawn'}")
    else:
        judge(sys.argv[2])


main()
