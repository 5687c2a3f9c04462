"""Holds YAML files against a JSON Schema, with readers that are not ours.

Standard input: {"schema": {...}, "documents": [text, ...]}.
Standard output: for each document a list of "path: message"; empty where it is valid.
"""

import json
import re
import sys

import jsonschema
import yaml


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML 1.2.2, 10.3 "Core Schema": NO is a text, 2026-01-31 too, only true and false are truth values."""

    yaml_implicit_resolvers = {}


def integer(loader, node):
    text = loader.construct_scalar(node)
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text[2:] if base != 10 else text, base)


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
CoreLoader.add_constructor("tag:yaml.org,2002:int", integer)

task = json.load(sys.stdin)
jsonschema.Draft7Validator.check_schema(task["schema"])
validator = jsonschema.Draft7Validator(task["schema"])
json.dump(
    [
        [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(yaml.load(text, CoreLoader))]
        for text in task["documents"]
    ],
    sys.stdout,
)
