"""Commands of a compile_commands.json, as clang-tidy can take them."""

import re
import shlex

# What GCC knows and clang does not, and what makes an error of a warning: after an
# error clang-tidy applies no fix.
LEFT_OUT = re.compile(r"""
    -f(no-)?(concepts(-ts)?|coroutines|modules-ts|implicit-constexpr|reflection|
      contracts|canonical-system-headers|condition-coverage|path-coverage)
    | -f(concepts-diagnostics-depth|module-mapper|module-(only|header)
      |diagnostics-format|contract-.+)(=.*)?
    | -f(no-)?analyzer(-.*)? | -fdump-.* | -m(no-)?fancy-math-387
    | -Werror(=.*)? | -pedantic-errors""", re.VERBOSE)


def for_clang(entry):
    """The entry as it is, or with `arguments` that lack these."""
    words = entry.get("arguments") or shlex.split(entry.get("command", ""))
    kept = [word for word in words if not LEFT_OUT.fullmatch(word)]
    if kept == words:
        return entry
    return {**{key: entry[key] for key in entry if key != "command"},
            "arguments": kept}
