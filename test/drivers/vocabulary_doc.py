#!/usr/bin/env python3
"""The tables in docs/vocabulary.md are what docs/async-tidy.schema.json says,
which is what Vocabulary.def says: `./dev schema` writes both.

A table stands between `<!-- keys of SECTION -->` and `<!-- end -->`; that of the
file itself is the one of `file`.
"""
import argparse
import json
import pathlib
import re
import sys

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "vocabulary.md"
BLOCK = re.compile(r"(<!-- keys of (\S+) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def inner(key):
    """The mapping that stands behind a key, by itself or in a list; or None."""
    found = key.get("items", key)
    return found if "properties" in found else None


def has_table(key):
    """A name alone is said in the table above."""
    return inner(key) and set(inner(key)["properties"]) != {"name"}


def table(mapping, links):
    rows = ["| key | meaning | default |", "|---|---|---|"]
    for name, key in mapping["properties"].items():
        text, _, default = key["description"].partition(" Default: ")
        default = default.removesuffix(".")
        if "items" in key and not inner(key):
            text = "List. " + text
        if links and has_table(key):
            text += f" [Its keys](#{name})."
        if name in mapping.get("required", []):
            default = "required"
        rows.append(f"| `{name}` | {text} | {default} |")
    return "\n".join(rows).replace("|  |", "| |") + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    schema = json.loads((DOCS / "async-tidy.schema.json").read_text())
    tables = {"file": table(schema, links=True)}
    for name, key in schema["properties"].items():
        if has_table(key):
            tables[name] = table(inner(key), links=False)
    for section, name in (("sleep", "includes"), ("detaches", "scopes")):
        part = inner(schema["properties"][section])["properties"][name]
        tables[f"{section}.{name}"] = table(inner(part), links=False)

    page = PAGE.read_text()
    documented = [match[2] for match in BLOCK.finditer(page)]
    for name in sorted(set(tables) ^ set(documented)):
        print(f"{PAGE.name}: '<!-- keys of {name} -->' is",
              "missing" if name in tables else "of no section")
    new = BLOCK.sub(
        lambda match: match[1] + "\n" + tables.get(match[2], "") + "\n" + match[3],
        page)
    if arguments.write:
        PAGE.write_text(new)
    elif new != page:
        print(f"{PAGE.name}: not what the schema says; run ./dev schema")
    return new != page and not arguments.write or set(tables) != set(documented)


if __name__ == "__main__":
    sys.exit(main())
