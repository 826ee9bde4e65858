"""Writes files of one source in several encodings of lines and characters, and
compares what --fix made of them: fixed_files.py write|compare DIRECTORY"""

import pathlib
import sys

SOURCE = """#include <coroutine>
// caf\xe9 \x80 \xff
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task send(const char *Text); /* \xe4\xf6 */
task all() {
  send("gr\xfc\xdfe"); /* \xe9 */
  auto unread = send("x"); // \xb5
  for (int i = 0; i < 3; ++i) send("\xa9");
  co_return;
}
task forward() { /* \xe9 */
  co_return co_await send("\xfc"); // \xf1
}
"""
EDITS = {
    '  send("gr': '  co_await send("gr',
    "  auto unread = send": "  co_await send",
    ") send": ") co_await send",
    "co_return co_await send": "return send",
}
FIXED = SOURCE
for before, after in EDITS.items():
    FIXED = FIXED.replace(before, after)


def encodings(text):
    lines = text.encode("latin-1")
    windows = lines.replace(b"\n", b"\r\n")
    mark = b"\xef\xbb\xbf"
    yield "lines.cpp", lines
    yield "crlf.cpp", windows
    yield "mixed.cpp", lines.replace(b"\n", b"\r\n", 17)
    yield "mark.cpp", mark + lines
    yield "mark_crlf.cpp", mark + windows
    yield "no_end.cpp", lines.removesuffix(b"\n")


action, directory = sys.argv[1], pathlib.Path(sys.argv[2])
for name, content in encodings(SOURCE if action == "write" else FIXED):
    if action == "write":
        (directory / name).write_bytes(content)
    elif (directory / name).read_bytes() != content:
        sys.exit(f"{name} is not as expected")
