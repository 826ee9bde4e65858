#!/usr/bin/env python3
"""Writes the skeleton of a check: ./dev new check NAME

NAME is the pitfall in lower-case words, such as `nested-task`; users will write
`async-nested-task`. What is written passes its own test and reports calls of a
function that is called like the check: put what you look for in its place.
"""

import json
import re
import shutil
import subprocess
import sys

import libraries
import rules

ROOT = libraries.ROOT

HEADER = """\
//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_@GUARD@_H
#define ASYNCTIDY_@GUARD@_H

#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds @MISTAKE@.
///
/// For the user-facing documentation see docs/checks/async-@NAME@.md.
class @CLASS@ : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_@GUARD@_H
"""

SOURCE = """\
//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/@NAME@/@CLASS@.h"

namespace clang::tidy::async {

const Rule @CLASS@::TheRule = {
    "async-@NAME@",
    "@MISTAKE@",
    "@DETAILS@",
    "@REPAIR@",
    Repairs::None,
    Precedence::Cost, // It yields to all others.
    {}};

void @CLASS@::checkBody(const CallableBody &Body, const BodyIndex &) {
  for (const CallExpr *Call : Body.Calls) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getIdentifier() ||
        Callee->getName() != "@FUNCTION@" || !isNew(Call->getExprLoc()))
      continue;
    Rewrite Edits = rewrite(*Body.Callable);
    Edits.refuse("what to write is not decided");
    report(Call->getExprLoc(), "%0 is called here", std::move(Edits))
        << Callee->getDeclName();
  }
}

} // namespace clang::tidy::async
"""

PAGE = """\
# async-@NAME@

Finds @MISTAKE@.

```cpp
@FUNCTION@();  // warning: '@FUNCTION@' is called here
```

## Options

<!-- ./dev rules --write -->
<!-- end -->

## Limits

- What it does not see, and why.
"""

TEST = """\
// RUN: %check %s async-@NAME@ %t --
#include <coroutine>

void @FUNCTION@();
void @FUNCTION@_of(int);
struct other { void @FUNCTION@_too(); };

void reported() {
  @FUNCTION@();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '@FUNCTION@' is called here [async-@NAME@]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: what to write is not decided
}

// Silent: what is close to it.
void silent(other &Other, void (*Unknown)()) {
  @FUNCTION@_of(1);
  Other.@FUNCTION@_too();
  Unknown();
}
"""


def class_of(name):
    return "".join(word.capitalize() for word in name.split("-")) + "Check"


def register(name):
    """The two lines of AsyncTidyModule.cpp, in their order."""
    path = ROOT / "AsyncTidyModule/AsyncTidyModule.cpp"
    text = path.read_text()
    include = f'#include "checks/{name}/{class_of(name)}.h"\n'
    for pattern, line in ((r'(?:#include "checks/.*\n)+', include),
                          (r"(?:^ +registered<\w+>\(\),\n)+",
                           f"      registered<{class_of(name)}>(),\n")):
        found = re.search(pattern, text, re.M)
        lines = sorted([*found.group().splitlines(keepends=True), line])
        text = text[:found.start()] + "".join(lines) + text[found.end():]
    path.write_text(text)


def declare(name):
    """The rule as async-tidy-rules will print it."""
    data = json.loads(libraries.RULES.read_text())
    data["rules"] = sorted(data["rules"] + [{
        "name": f"async-{name}", **TEXTS, "edits": [], "precedence": "cost",
        "options": []}], key=lambda rule: rule["name"])
    libraries.RULES.write_text(rules.text_of(data))


TEXTS = {"pitfall": "the mistake, in a few words", "details": "what there is of it",
         "repair": "none yet"}


def main():
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__, end="")
        return 2
    name = sys.argv[1].removeprefix("async-")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*", name):
        print(f"'{sys.argv[1]}' is no name for a check: lower-case words joined "
              "by '-', such as nested-task", file=sys.stderr)
        return 1
    for known in libraries.checks():
        shorter, longer = sorted((name, known), key=len)
        if longer.startswith(f"{shorter}-"):
            print(f"async-{shorter} would have the tests of async-{longer}: "
                  "names must not begin with each other", file=sys.stderr)
            return 1
    made = {f"checks/{name}/{class_of(name)}.h": HEADER,
            f"checks/{name}/{class_of(name)}.cpp": SOURCE,
            f"docs/checks/async-{name}.md": PAGE,
            f"test/checks/async-{name}.cpp": TEST}
    there = [file for file in (f"checks/{name}", *made) if (ROOT / file).exists()]
    if there:
        print(f"async-{name} is there already: {there[0]}", file=sys.stderr)
        return 1
    words = {"NAME": name, "CLASS": class_of(name),
             "GUARD": class_of(name).upper(),
             "FUNCTION": name.replace("-", "_"), "MISTAKE": TEXTS["pitfall"],
             "DETAILS": TEXTS["details"], "REPAIR": TEXTS["repair"]}
    for file, text in made.items():
        (ROOT / file).parent.mkdir(exist_ok=True)
        (ROOT / file).write_text(re.sub(
            r"@(" + "|".join(words) + r")@", lambda word: words[word.group(1)],
            text))
        print(f"new      {file}")
    if shutil.which("clang-format-22"):
        subprocess.run(["clang-format-22", "-i", *(
            ROOT / file for file in made if file.startswith("checks/"))],
            check=True)
    register(name)
    declare(name)
    for driver in ("rules.py", "libraries.py"):
        subprocess.run([sys.executable, ROOT / "test/drivers" / driver,
                        "--write"], check=True)
    print("changed  AsyncTidyModule/AsyncTidyModule.cpp, and the tables and "
          "lists of checks\n"
          f"Now:     ./dev lit test/checks/async-{name}.cpp\n"
          "Then:    write it; `./dev rules --write` after each change of its "
          "rule,\n         ./dev test libraries: which libraries have no test yet")
    return 0


if __name__ == "__main__":
    sys.exit(main())
