"""Reading of the shipped forms.

Owns the folder ``data/<edition>``: which editions and forms there are, and a file as a :class:`Form`. A later edition
stands beside the earlier one in a folder of its own; ``edition.yaml`` pins each file by its SHA-256. A broken file is a
programming mistake, found by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lexcollect.documents.forms.form import Annex, Block, Form, Notes, Printed, Row, Section
from lexcollect.files import sha256_file
from lexcollect.patterns import regex
from lexcollect.yamltree.shipped import read_shipped

DATA = Path(__file__).parent / "data"
#: The edition in force: 法〔2025〕82号, from 14 July 2025.
EDITION = "2025-07-14"
#: The form with which the edition prints a list of evidence.
_WITH_ANNEX = "28"
#: The numbers of civil complaints; the answer to one has a number with a word, 60 and above are of enforcement.
_COMPLAINT = regex(r"0[5-9]|[1-5]\d")


def numbers(edition: str = EDITION) -> tuple[str, ...]:
    """Return the numbers of the forms of an edition, in order."""
    return tuple(sorted(path.stem for path in (DATA / edition).glob("[0-9]*.yaml")))


@cache
def form_of(number: str, edition: str = EDITION) -> Form:
    """Return the form ``number`` (``06``); :class:`KeyError` when the edition has none."""
    path = DATA / edition / f"{number}.yaml"
    if not path.is_file():
        raise KeyError(number)
    tree, problems = read_shipped(path)
    if tree is None or problems:
        raise ValueError(f"{path.name}: {problems}")
    data: Any = tree.data
    return form_from(data, edition)


def of_cause(cause: str, edition: str = EDITION) -> str | None:
    """Return the number of the complaint form for a cause by its official name, or ``None``."""
    found = (number for number in numbers(edition) if _COMPLAINT.fullmatch(number))
    return next((number for number in found if form_of(number, edition).cause == cause), None)


def annex_of(form: Form) -> Annex:
    """Return the list of evidence of ``form``: its own, else as the edition prints it with the one that has it."""
    own = form.annex or form_of(_WITH_ANNEX, form.edition).annex
    if own is None:
        raise KeyError(_WITH_ANNEX)
    return own


def digest_of(fields: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the file of the form that ``fields`` name: what the paper was drawn from."""
    return sha256_file(DATA / fields["版本"] / f"{fields['文本']}.yaml")


def form_from(data: Mapping[str, Any], edition: str) -> Form:
    """Return a form as its file holds it; :class:`KeyError`, :class:`TypeError`, :class:`ValueError` for another."""
    head = data.get("head")
    label, cell = (int(width) for width in data["grid"])
    return Form(
        id=data["id"],
        edition=edition,
        title=data["title"],
        subtitle=data["subtitle"],
        cause=data["cause"],
        status=data["status"],
        grid=(label, cell),
        notes=_notes(data["notes"]),
        parties_title=data["parties_title"],
        parties=tuple(_block(block) for block in data["parties"]),
        sections=tuple(_section(section) for section in data["sections"]),
        signature=tuple(data["signature"]),
        head=tuple(zip(head["cells"], map(int, head["widths"]), strict=True)) if head else (),
        head_height=int(head["height"]) if head else 0,
        annex=_annex(data["annex"]) if "annex" in data else None,
    )


def _annex(data: Mapping[str, Any]) -> Annex:
    groups = tuple((group["title"], tuple(tuple(row) for row in group["rows"])) for group in data["groups"])
    return Annex(data["marker"], data["title"], tuple(data["columns"]), groups, tuple(data["signature"]))


def _notes(data: Mapping[str, Any]) -> Notes:
    return Notes(
        data["head"],
        data.get("lead", ""),
        tuple(data["items"]),
        data["star"],
        tuple(data["warning"]),
        int(data["height"]),
    )


def _block(data: Mapping[str, Any]) -> Block:
    cell = _printed(data["lines"], data.get("ymd", ()))
    return Block(data["title"], data["kind"], data["side"], int(data["height"]), cell)


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        data["title"],
        data["letter"],
        int(data["height"]),
        data.get("hint", ""),
        tuple(data.get("guidance", ())),
        data.get("free", ""),
        int(data.get("free_height", 0)),
        tuple(_row(row) for row in data["rows"]),
    )


def _row(data: Mapping[str, Any]) -> Row:
    return Row(
        data["id"],
        data.get("no", ""),
        _printed([data.get("label", "")]),
        _printed(data["lines"], data.get("ymd", ())),
        int(data["height"]),
        "full" in data,
    )


def _printed(lines: list[str], days: Any = ()) -> Printed:
    return Printed(tuple(lines), frozenset(days))
