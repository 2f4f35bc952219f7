"""Schema: the JSON Schema of a case file, written from the models.

Owns what editors use for completion and checks. It describes what the loader accepts: keys in English or Chinese,
titles in Chinese. Run ``python -m lexcollect.casefile.schema`` to write ``schemas/case-1.schema.json`` anew; a test
compares.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from lexcollect.casefile import role_words
from lexcollect.casefile.facts import Fact, Field, fields_of
from lexcollect.casefile.labels import labels_of
from lexcollect.casefile.models import SCHEMA, Case
from lexcollect.casefile.party_kinds import Role
from lexcollect.casefile.values import spellings

_NOTHING = {"type": "null"}


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``lexcollect/case/1``."""
    schema = {"$defs": {m.__name__: _group(m) for m in sorted(_models(), key=lambda m: m.__name__)}, **_group(Case)}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "案件（lexcollect case file）"
    schema["properties"]["schema"] = {"const": SCHEMA, "title": "格式"}
    return schema


def schema_text() -> str:
    """Return the schema as it is stored in ``schemas/case-1.schema.json``."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _models() -> set[type[Fact]]:
    """Return the group of every key, however deep."""
    found: set[type[Fact]] = set()
    left: list[type[Fact]] = [Case]
    while left:
        inner = {field.model for field in fields_of(left.pop()) if field.model is not None} - found
        found |= inner
        left += inner
    return found


def _group(model: type[Fact]) -> dict[str, Any]:
    """Return the schema of one group: titles in Chinese, every spelling of a key accepted."""
    group = model.__name__
    pointer = "#" if model is Case else f"#/$defs/{group}"
    properties: dict[str, Any] = {}
    spellings: dict[str, list[str]] = {field.key: [field.key] for field in fields_of(model)}
    for field in fields_of(model):
        names = labels_of(group, field.key)
        properties[field.key] = _property(field) | {"title": names[0] if names else field.key}
    for key in list(properties):
        for name in labels_of(group, key):
            if name not in properties:
                spellings[key].append(name)
                properties[name] = {"$ref": f"{pointer}/properties/{key}"}
    schema: dict[str, Any] = {
        "additionalProperties": False,
        "description": inspect.cleandoc(model.__doc__ or ""),
        "properties": properties,
        "title": group,
        "type": "object",
    }
    required = [field.key for field in fields_of(model) if field.required]
    if required:
        schema["allOf"] = [{"anyOf": [{"required": [name]} for name in spellings[key]]} for key in required]
    return schema


def _property(field: Field) -> dict[str, Any]:
    """Return what may stand under a key: nothing, what its type says, or a list of words as one line (合同、订单一)."""
    said = {"description": f"{field.refers.words.zh} {field.refers.words.en}"} if field.refers else {}
    shape = _one(field)
    if field.size is None:
        own = {"anyOf": [shape, _NOTHING]} if field.optional else shape
        return {"anyOf": [own, _NOTHING], **said}
    least = max(field.size.least, field.wanted)
    items = {
        "items": shape,
        **({"maxItems": field.size.most} if field.size.most is not None else {}),
        **({"minItems": least} if least else {}),
        "type": "array",
    }
    return {"anyOf": [items, _NOTHING if field.model is not None else {"type": "string"}], **said}


def _one(field: Field) -> dict[str, Any]:
    if field.model is not None:
        group = {"$ref": f"#/$defs/{field.model.__name__}"}
        return {"anyOf": [group, {"type": ["string", "number"]}]} if field.model.alone else group
    if field.kind is not None:
        beside = role_words.words() if field.kind is Role else ()
        return {"enum": list(dict.fromkeys([*spellings(field.kind), *beside]))}
    assert field.value is not None
    return dict(field.value.shape)


if __name__ == "__main__":
    from lexcollect.resources import resource

    (resource("schemas") / "case-1.schema.json").write_text(schema_text(), "utf-8", newline="\n")
