"""Asks the schema about vocabulary files, and writes files that are wrong.

schema.py SCHEMA FILE...           says which it refuses, with the first reason
schema.py SCHEMA --bad FOLDER      writes bad files there and asks about them
"""
import json
import pathlib
import sys

import jsonschema
import yaml

# Without the line `library: mine`.
BAD = {
    "unknown-key": "wait: []",
    "unknown-key-of-entry": "waits: [{name: f, lazy: true}]",
    "key-of-another-section": "ready: [{name: f, timed: true}]",
    "missing-role": "types: [{name: 'a::b'}]",
    "missing-because": "must-use: [{name: f}]",
    "missing-header": "tokens: [{blocking: a, awaiting: b}]",
    "missing-value": "ready-values: [{type: a, void: 'b()'}]",
    "unknown-word": "types: [{name: a, role: taks}]",
    "no-name": "waits: [{name: 'a b'}]",
    "no-name-in-list": "pools: [a, 'b<int>']",
    "no-pattern": "executors: [{name: 'a::*b'}]",
    "no-star-elsewhere": "waits: [{name: 'a::b*'}]",
    "header-with-brackets": "conversion: {task: a, header: '<a.h>'}",
    "no-flag": "waits: [{name: f, timed: perhaps}]",
    "no-number": "waits: [{name: f, arguments: many}]",
    "less-than-none": "waits: [{name: f, arguments: -1}]",
    "no-list": "waits: {name: f}",
    "no-mapping": "locks: [a]",
    "list-for-text": "starts-tasks: [a]",
    "no-lower-word": "gate-words: [Gate]",
    "unknown-placeholder": "bound-idiom: 'only {limits} at a time'",
    "placeholder-where-none-is": "starts-tasks: 'f({task})'",
    "placeholder-missing": "loses-token: [{name: f, pass-on: 'g()'}]",
    "placeholder-twice": "sleep: {write: 'f({time}, {time})'}",
    "neither": "sleep: {finest: us}",
    "both": "sleep: {write: 'f({time})', hint: g}",
    "needs-another": "blocking-calls: [{name: f, sleep: true}]",
    "excludes-another":
        "blocking-calls: [{name: f, twin: g, write: 'h({arguments})'}]",
    "role-without": "types: [{name: a, role: future, accepts: [any]}]",
    "role-only": "types: [{name: a, role: task, instead: 'b<>'}]",
    "counts": "types: [{name: a, role: task, not-fixed: b, "
              "not-fixed-argument: 'c{2}'}]",
    "schema-to-come": "schema: 2",
}


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    files = [pathlib.Path(name) for name in sys.argv[2:]]
    if sys.argv[2] == "--bad":
        folder = pathlib.Path(sys.argv[3])
        files = [folder / f"{name}.yaml" for name in BAD]
        for path in files:
            path.write_text(f"library: mine\n{BAD[path.stem]}\n")
    validator = jsonschema.Draft7Validator(schema)
    for path in sorted(files):
        error = next(validator.iter_errors(yaml.safe_load(path.read_text())), None)
        if error:
            where = "/".join(map(str, error.absolute_path))
            print(f"{path.name}: {where}: {error.message[:200]}")


main()
