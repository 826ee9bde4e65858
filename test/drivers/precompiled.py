"""The headers that cost most, parsed once for all tests.

A test's file is read with a precompiled header that consists of one header, the
dearest of those that the file includes itself: nothing is seen that it does not ask
for. Such headers lie beside the tests' output; the first test that needs one makes
it, and anew when a file of it has changed.
"""

import fcntl
import hashlib
import os
import pathlib
import re
import subprocess

# Dearest first; from four seconds down to half a second.
HEADERS = ["boost/asio.hpp", "asio.hpp", "QCoro/QCoroFuture", "QCoro/QCoroTask",
           "QCoroTask", "boost/cobalt.hpp", "coro/coro.hpp", "drogon/drogon.h",
           "folly/coro/AsyncScope.h", "folly/coro/Task.h", "tmc/all_headers.hpp",
           "future", "pplawait.h", "ppltasks.h", "concurrencpp/concurrencpp.h",
           "winrt/Windows.Foundation.h", "hpx/future.hpp", "thread", "memory",
           "chrono", "ylt/coro_http/coro_http_client.hpp", "iostream",
           "seastar/core/app-template.hh", "mutex", "functional",
           "async_simple/coro/Lazy.h", "folly/coro/BlockingWait.h",
           "cppcoro/sync_wait.hpp", "string"]
# A file's start, where headers do not see a macro of the file.
START = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/|#\s*include\s*[<\"][^\n]*)*", re.S)
INCLUDE = re.compile(r"^#\s*include\s*<([^>\n]+)>", re.M)
# Flags that say nothing of a header, and those with which it is left alone.
OF_THE_FILE = re.compile(r"-(W(?!error)|l|L)")
FOLDER = re.compile(r"-(I|isystem)")
OTHERWISE = re.compile(r"-(include|x|D(?!ASIO_HAS_)|U|Werror|-?target|fmodule|w$)")


def flags(tools, module, text, given):
    """What the compiler in `tools` gets besides the `given` flags, for this text."""
    own = set(INCLUDE.findall(START.match(text).group()))
    header = next((name for name in HEADERS if name in own), None)
    if not header or any(map(OTHERWISE.match, given)):
        return []
    compiler = pathlib.Path(tools) / "clang++"
    said, words = [], iter(given)
    for flag in words:
        folder = FOLDER.match(flag)
        parts = [flag, next(words)] if folder and folder.end() == len(flag) else [flag]
        # The standard library's own headers need no folder.
        if not OF_THE_FILE.match(flag) and not (folder and header.isalpha()):
            said += parts
    command = [str(compiler), *said, "-Wno-everything", "-x", "c++-header"]
    key = hashlib.sha256(repr((header, command, compiler.stat().st_mtime_ns)).encode())
    folder = pathlib.Path(module).parent / "test/precompiled"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{re.sub('[^A-Za-z]', '-', header)}-{key.hexdigest()[:12]}"
    made, source = folder / f"{name}.pch", folder / f"{name}.h"
    with open(folder / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_current(made):
            source.write_text(f"#include <{header}>\n")
            part = folder / f"{name}.part"
            done = subprocess.run([*command, source, "-o", part, "-MD", "-MF",
                                   made.with_suffix(".d")], capture_output=True)
            if done.returncode:
                return []  # The test will say why.
            os.replace(part, made)
    return ["-include-pch", str(made)]


def is_current(made):
    """It was made after all that went into it."""
    if not made.exists():
        return False
    time = made.stat().st_mtime_ns
    listed = made.with_suffix(".d").read_text().replace("\\\n", " ").split()[1:]
    return all(os.path.exists(path) and os.stat(path).st_mtime_ns < time
               for path in listed)
