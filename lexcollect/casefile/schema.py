"""Schema: the JSON Schema of a case file, written from the models.

Owns what editors use for completion and checks. It describes what the loader accepts: keys in English or Chinese,
titles in Chinese.
"""

from __future__ import annotations

import json
from typing import Any

from lexcollect.casefile.labels import labels_of
from lexcollect.casefile.models import SCHEMA, Case


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``lexcollect/case/1``."""
    schema: dict[str, Any] = Case.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    _dress(schema, "Case", "#")
    for name, definition in schema["$defs"].items():
        _dress(definition, name, f"#/$defs/{name}")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "案件（lexcollect case file）"
    schema["properties"]["schema"] = {"const": SCHEMA, "title": "格式"}
    return schema


def schema_text() -> str:
    """Return the schema as it is stored in ``schemas/case-1.schema.json``."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _dress(definition: dict[str, Any], group: str, pointer: str) -> None:
    """Give properties Chinese titles and accept their Chinese names."""
    properties: dict[str, Any] = definition.get("properties", {})
    spellings: dict[str, list[str]] = {}
    taken = set(properties)
    for key in list(properties):
        properties[key] = _one_or_list(properties[key])
        names = labels_of(group, key)
        properties[key]["title"] = names[0] if names else key
        spellings[key] = [key]
        for name in names:
            if name not in taken:
                taken.add(name)
                spellings[key].append(name)
                properties[name] = {"$ref": f"{pointer}/properties/{key}"}
    required = definition.pop("required", [])
    if required:
        definition["allOf"] = [{"anyOf": [{"required": [name]} for name in spellings[key]]} for key in required]


def _one_or_list(field: dict[str, Any]) -> dict[str, Any]:
    """A list of words may be written as one line: 合同、订单一."""
    item = field.get("items", {})
    if field.get("type") == "array" and "$ref" not in item:
        return {"anyOf": [{k: v for k, v in field.items() if k not in ("default", "title")}, {"type": "string"}]}
    # A key may stand without a value.
    return {"anyOf": [{k: v for k, v in field.items() if k not in ("default", "title")}, {"type": "null"}]}
