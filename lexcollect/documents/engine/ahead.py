"""Ahead: the shipped templates, compiled before they are shipped.

Owns the results of gate, lint and compile for the shipped templates: they lie in ``documents/data/ahead`` as JSON, each
under the SHA-256 of its template, and hold the Python that Jinja wrote. A letter then costs neither the examination of
a template that our tests have examined nor Jinja's parser. What was made with another Jinja is not used: its code asks
for that Jinja's runtime; the template is then compiled like a user's own. ``python -m
lexcollect.documents.engine.ahead`` writes the results anew; a test holds them to what the compiler says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from lexcollect.documents.engine.compiled import Compiled, Part, code_of
from lexcollect.documents.engine.places import Place

FOLDER = Path(__file__).resolve().parent.parent / "data" / "ahead"


def recall(sha256: str) -> Compiled | None:
    """Return the compiled template ``sha256`` if it is a shipped one and was made with the Jinja that runs."""
    try:
        kept = json.loads((FOLDER / f"{sha256}.json").read_bytes())
    except FileNotFoundError:
        return None
    return _compiled(kept) if kept["jinja"] == _jinja() else None


@cache
def _jinja() -> str:
    return str(getattr(jinja2, "__version__", ""))


def _compiled(kept: dict[str, Any]) -> Compiled:
    return Compiled(
        tuple(_part(values) for values in kept["parts"]),
        {name: text.encode("utf-8") for name, text in kept["fixed"].items()},
        frozenset(kept["dropped"]),
        frozenset(kept["fields"]),
        (),
        tuple((Place(*place), words, name) for place, words, name in kept["literals"]),
    )


def _part(values: dict[str, Any]) -> Part:
    lines = {int(line): (Place(*place), words) for line, (place, words) in values["lines"].items()}
    return Part(values["name"], code_of(values["python"]), lines, values["python"], **values["minds"])


def kept_of(compiled: Compiled) -> dict[str, Any] | None:
    """Return what is kept of a compiled template; ``None`` if there is something to tell the user of it."""
    if compiled.remarks:
        return None
    return {
        "jinja": _jinja(),
        "parts": [_kept_part(part) for part in compiled.parts],
        "fixed": {name: data.decode("utf-8") for name, data in sorted(compiled.fixed.items())},
        "dropped": sorted(compiled.dropped),
        "fields": sorted(compiled.fields),
        "literals": [[_numbers(place), words, name] for place, words, name in compiled.literals],
    }


def _kept_part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "python": part.python,
        "lines": {str(line): [_numbers(place), words] for line, (place, words) in part.lines.items()},
        "minds": {key: getattr(part, key) for key in ("listing", "grid", "pictures", "blocks", "notes")},
    }


def _numbers(place: Place) -> list[Any]:
    return [place.part, place.paragraph, place.table, place.row, place.cell]


def shipped() -> Iterator[tuple[Path, str, Compiled]]:
    """Yield path, SHA-256 and compiled form, made anew, of every shipped template that can be compiled."""
    from lexcollect.documents.engine import compile_anew
    from lexcollect.files import sha256_bytes
    from lexcollect.resources import resource

    for path in sorted(resource("templates").rglob("*.docx")):
        data = path.read_bytes()
        yield path, sha256_bytes(data), compile_anew(data, path.name)[0]


def write() -> None:
    """Write the results for every shipped template; those of earlier templates go."""
    from lexcollect.files import write_text

    results = {f"{sha256}.json": kept for _, sha256, compiled in shipped() if (kept := kept_of(compiled))}
    FOLDER.mkdir(exist_ok=True)
    for name, kept in results.items():
        write_text(FOLDER / name, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    for path in FOLDER.iterdir():
        if path.name not in results:
            path.unlink()


if __name__ == "__main__":
    write()
