"""Editions of the official forms: which are on file, whether each file is the pinned one, and a folder as an edition.

Owns ``edition.yaml``: number of the notice and SHA-256 of each file. A later edition stands beside the earlier one; one
that somebody prepared in a folder of his own is read the same way and refused with file and place.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lexcollect.documents.forms.form import Form
from lexcollect.documents.forms.reading import DATA, form_from
from lexcollect.files import sha256_file
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.yamltree import read_yaml

_PINS = "edition.yaml"
_FORMS = "[0-9]*.yaml"


@dataclass
class Edition:
    """One edition: its day, the notice it was published with, its forms and their digests, and what is wrong with it.

    ``altered`` are the numbers whose file is not the one that is pinned.
    """

    name: str
    instrument: str
    forms: dict[str, Form] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    altered: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def on_file() -> tuple[str, ...]:
    """Return the editions that are shipped, oldest first."""
    return tuple(sorted(path.parent.name for path in DATA.glob(f"*/{_PINS}")))


def edition_in(folder: Path) -> Edition:
    """Return the edition that ``folder`` holds, with a finding for each file that is none or not the pinned one."""
    tree, problems = read_yaml(folder / _PINS)
    pins: Any = tree.data if tree is not None else {}
    if not isinstance(pins, Mapping):
        pins = {}
    found = Edition(str(pins.get("edition", folder.name)), str(pins.get("instrument", "")), findings=[*problems])
    pinned = pins.get("forms", {})
    for path in sorted(folder.glob(_FORMS), key=lambda found: found.stem):
        found.digests[path.stem] = sha256_file(path)
        form = _form_in(path, found)
        if form is not None:
            found.forms[path.stem] = form
    if isinstance(pinned, Mapping):
        found.altered = tuple(n for n, digest in found.digests.items() if pinned and pinned.get(n) != digest)
    if not found.digests:
        found.findings.append(finding("LX-P311", Where(folder.name)))
    found.findings += [finding("LX-P310", Where(f"{n}.yaml"), number=n, edition=found.name) for n in found.altered]
    return found


def _form_in(path: Path, edition: Edition) -> Form | None:
    tree, problems = read_yaml(path)
    edition.findings += problems
    if tree is None:
        return None
    data: Any = tree.data
    try:
        return form_from(data, edition.name)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        edition.findings.append(finding("LX-P312", Where(path.name), what=str(error)))
        return None
