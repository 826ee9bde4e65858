#!/usr/bin/env python3
"""Makes docs/editors.svg: a finding, as Neovim shows it.

  picture.py ASYNC_CLANGD FOLDER OUT.svg

The real editor runs in a terminal that is in here (pyte), and opens server.cpp in
FOLDER, which has what clangd needs. What stands on the screen then is written as
SVG, and as plain text to the output.
"""

import fcntl
import html
import os
import pathlib
import pty
import select
import signal
import struct
import sys
import termios
import time

import pyte

COLUMNS, LINES = 100, 18
WIDTH, HEIGHT, MARGIN = 8.4, 19, 10  # of a character, in a font of 14
INK, PAPER = "#24292f", "#ffffff"


class Screen(pyte.Screen):
    """Passes over what this terminal does not know."""

    def select_graphic_rendition(self, *attributes, private=False):
        if not private:
            super().select_graphic_rendition(*attributes)


def editor(clangd, folder, ready):
    """Runs Neovim, and gives the screen when the finding is there."""
    screen = Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(
            TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8",
            ASYNC_CLANGD=clangd, PICTURE_READY=str(ready),
            XDG_STATE_HOME=f"{folder}/state", XDG_CACHE_HOME=f"{folder}/cache")
        script = pathlib.Path(__file__).with_suffix(".lua")
        os.execvp("nvim", ["nvim", "--noplugin", "-n", "-u", "NONE", "-i", "NONE",
                           "-c", f"luafile {script}", "server.cpp"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ,
                struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    end = time.monotonic() + 90
    try:
        while time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                stream.feed(os.read(terminal, 65536))
            elif ready.exists():  # and a second without a change
                break
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return screen


def color(name, default):
    return default if name == "default" else f"#{name}"


def runs(line):
    """Parts of a line that look the same: column, text, character."""
    start = 0
    for column in range(1, COLUMNS + 1):
        one = line[start]
        if (column == COLUMNS
                or line[column]._replace(data="") != one._replace(data="")):
            yield start, "".join(line[at].data for at in range(start, column)), one
            start = column


def svg(screen):
    width, height = COLUMNS * WIDTH + 2 * MARGIN, LINES * HEIGHT + 2 * MARGIN
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" '
           f'height="{height}" viewBox="0 0 {width:.0f} {height}" '
           'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" '
           'font-size="14">')
    yield (f'<rect width="100%" height="100%" rx="6" fill="{PAPER}" '
           'stroke="#d0d7de"/>')
    for row in range(LINES):
        y = MARGIN + row * HEIGHT
        for column, text, look in runs(screen.buffer[row]):
            x, length = MARGIN + column * WIDTH, len(text) * WIDTH
            ink, paper = color(look.fg, INK), color(look.bg, PAPER)
            if look.reverse:
                ink, paper = paper, ink
            if paper != PAPER:
                yield (f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" '
                       f'height="{HEIGHT}" fill="{paper}"/>')
            words = text.strip()
            if not words:
                continue
            x += (len(text) - len(text.lstrip())) * WIDTH
            style = ' font-weight="bold"' if look.bold else ""
            style += ' text-decoration="underline"' if look.underscore else ""
            yield (f'<text x="{x:.1f}" y="{y + 14}" fill="{ink}"{style} '
                   f'textLength="{len(words) * WIDTH:.1f}">'
                   # Blanks that are not made one.
                   f'{html.escape(words).replace(" ", "&#160;")}</text>')
    yield "</svg>"


def main():
    clangd, folder, out = sys.argv[1:]
    ready = pathlib.Path(folder, "ready").resolve()
    ready.unlink(missing_ok=True)
    screen = editor(os.path.abspath(clangd), folder, ready)
    print("\n".join(line.rstrip() for line in screen.display).rstrip())
    pathlib.Path(out).write_text("\n".join(svg(screen)) + "\n")


if __name__ == "__main__":
    main()
