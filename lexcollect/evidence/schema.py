"""Schema: the JSON Schema of an evidence catalogue, written from the keys that are read.

Owns what editors use for completion and checks. It describes what :mod:`lexcollect.evidence.reading` accepts; that
files exist and numbers follow is checked there. Run ``python -m lexcollect.evidence.schema`` to write
``schemas/catalogue-1.schema.json`` anew; a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from lexcollect.evidence.decisions import ANSWERS, DECISION_KEYS, word_of
from lexcollect.evidence.items import EVIDENCE_KINDS, OPEN, ORIGINALS
from lexcollect.evidence.keys import GROUP, LISTS, TOP
from lexcollect.evidence.paged import PAGE_KEYS
from lexcollect.evidence.reading import MAX_TEXT, SCHEMA
from lexcollect.intake.origin import About
from lexcollect.law.carriers import carriers
from lexcollect.wording import say

_TEXT = {"type": "string", "maxLength": MAX_TEXT}
_ABOUT = {"enum": [word for about in About for word in (word_of(about), about.value)]}
_PROOF = {"enum": [word for one in carriers().values() for word in (one.zh, one.key)]}
#: What may stand under a key that is not any text: closed words, lists, numbers.
_SHAPES: dict[str, dict[str, Any]] = {
    "kind": {"enum": [*EVIDENCE_KINDS, "当事人陈述"]},
    "original": {"enum": [*ORIGINALS, OPEN]},
    "files": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    "collected_how": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    **{key: {"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]} for key in PAGE_KEYS},
    "proof": {"anyOf": [_PROOF, {"type": "array", "items": _PROOF, "minItems": 1}]},
    "about": {"anyOf": [_ABOUT, {"type": "array", "items": _ABOUT, "minItems": 1}]},
    "decision": {"enum": [word for key in ANSWERS for word in (say(f"evidence.decision.{key}", "zh"), key)]},
}
_NEEDED = {
    "groups": tuple(GROUP),
    "items": ("id", "number", "title", "kind", "source", "purpose", "files"),
    "left_out": ("file", "reason"),
    "decisions": DECISION_KEYS,
}
#: Keys with their Chinese names.
Spelt = Mapping[str, tuple[str, ...]]


def catalogue_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``lexcollect/catalogue/1``."""
    lists = {
        key: {"type": ["array", "null"], "items": _entry(keys, _NEEDED[key], f"#/properties/{key}/items")}
        for key, keys in LISTS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "证据目录（lexcollect evidence catalogue）",
        "type": "object",
        "additionalProperties": False,
        **_keys(
            {key: {"const": SCHEMA} if key == "schema" else lists[key] for key in TOP},
            TOP,
            ("schema", "groups", "items"),
            "#",
        ),
    }


def schema_text() -> str:
    """Return the schema as it is stored in ``schemas/catalogue-1.schema.json``."""
    return json.dumps(catalogue_schema(), ensure_ascii=False, indent=1) + "\n"


def _entry(keys: Spelt, needed: Sequence[str], pointer: str) -> dict[str, Any]:
    shapes = {key: {**_shape(key, keys), "title": keys[key][0]} for key in keys}
    return {"type": "object", "additionalProperties": False, **_keys(shapes, keys, needed, pointer)}


def _keys(shapes: Mapping[str, Any], keys: Spelt, needed: Sequence[str], pointer: str) -> dict[str, Any]:
    """Return what stands under each key, in either language, and which keys are needed."""
    other = {name: {"$ref": f"{pointer}/properties/{key}"} for key in keys for name in keys[key]}
    wanted = [{"anyOf": [{"required": [name]} for name in (key, *keys[key])]} for key in needed]
    return {"properties": {**shapes, **other}, "allOf": wanted}


def _shape(key: str, keys: Spelt) -> dict[str, Any]:
    if key == "number":
        return {"type": ["integer", "string"]} if keys is GROUP else {**_TEXT, "pattern": r"^\d+-\d+[a-z]?$"}
    return _SHAPES.get(key, _TEXT)


if __name__ == "__main__":
    from lexcollect.resources import resource

    (resource("schemas") / "catalogue-1.schema.json").write_text(schema_text(), "utf-8", newline="\n")
