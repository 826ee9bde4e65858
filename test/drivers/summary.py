#!/usr/bin/env python3
"""Prints `N passed, N failed` for the JSON results of a lit run."""

import json
import sys
from collections import Counter

try:
    with open(sys.argv[1]) as results:
        tests = json.load(results)["tests"]
except OSError:
    tests = []  # lit did not get so far.

codes = Counter(test["code"] for test in tests)
passed = codes["PASS"] + codes["XFAIL"] + codes["FLAKYPASS"]
skipped = codes["UNSUPPORTED"]
failed = len(tests) - passed - skipped - codes["EXCLUDED"]

print(f"{passed} passed, {failed} failed"
      + (f", {skipped} skipped" if skipped else ""))
sys.exit(0 if passed and not failed else 1)
