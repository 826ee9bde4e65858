#!/bin/sh
# A program in Python, in the Python that came along.
here=$(dirname "$(readlink -f "$0")")
exec "$here/../libexec/python3" "$here/../libexec/$(basename "$0")" "$@"
