"""Index data (证据索引): ``data/index.json``, what a package holds as data for programs of others.

Owns the one canonical form and what may be told in it: everything that the index and the list of files already tell,
where each exhibit stands, on which day it was taken in, and who collected it as the catalogue states. Internal columns
(内部来源、日期来源、备注), names as received and what was left out are not known here. That no original is held is not
told either: a catalogue that says nothing of it means the same.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lexcollect.bundle.binding import Place, Written
from lexcollect.bundle.exhibits import Exhibit, Original
from lexcollect.bundle.left_out import WITHHELD
from lexcollect.bundle.model import STANDARD, Cover, Profile
from lexcollect.bundle.rendering_data import named_data, paged_data, part_data, rendering_of
from lexcollect.bundle.supplement import ALONE, Numbering
from lexcollect.cn.page_labels import Span
from lexcollect.evidence.items import Catalogue, Collected
from lexcollect.records import dataclass, field
from lexcollect.version import __version__

#: The form of the package itself: docs/bundle-format.md.
FORMAT = 3
SCHEMA = "lexcollect/package-index/1"
#: Where the original is, as the catalogue says it; of what is not here nothing is told.
_ORIGINALS = {"有": "held", "电子": "electronic"}
#: What was noticed of an exhibit and explains its pages to whoever reads them: each says what is seen, names no file.
_TOLD = frozenset(
    {
        *("LX-B010", "LX-B011", "LX-B012", "LX-B013", "LX-B015", "LX-B017", "LX-B018", "LX-B019", "LX-B022"),
        *("LX-B025", "LX-B026", "LX-B027", "LX-B028", "LX-B029", "LX-B030", "LX-B031", "LX-B034", "LX-B035"),
        *("LX-B060", "LX-B067", "LX-B160", "LX-B162", "LX-B163", "LX-B164", "LX-B165", "LX-B166", "LX-B167"),
        WITHHELD,
    }
)


@dataclass(frozen=True, slots=True)
class Packed:
    """What a package holds: exhibits with their originals, by id; ``ranges`` are first and last page of each, ``spans``
    the labels on them; ``numbering`` says what was served before.

    ``kept`` is the digest of the originals; ``received`` the day on which each file was taken in, by its name among the
    raw material, where it is known. ``documents`` are those of the reading copy, ``places`` where in them each stands;
    ``profile`` says how they were made.
    """

    catalogue: Catalogue
    cover: Cover
    exhibits: Sequence[Exhibit]
    originals: Mapping[str, tuple[Original, ...]]
    ranges: Mapping[str, tuple[int, int]]
    spans: Mapping[str, Span]
    index_pages: int
    pages: int
    made_on: date
    kept: str
    numbering: Numbering = ALONE
    received: Mapping[str, date] = field(default_factory=dict)
    documents: Sequence[Written] = ()
    places: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    profile: Profile = STANDARD
    packed_on: date | None = None

    @property
    def in_volumes(self) -> bool:
        """Tell whether the reading copy is more than one document."""
        return len(self.documents) > 1

    def taken_in(self, original: Original) -> date:
        """Return the day by which a file had been taken in (收存日期): without a record, the day of packing."""
        return self.received.get(original.source.name, self.packed_on or self.made_on)


def index_text(packed: Packed) -> str:
    """Return ``data/index.json``: sorted keys, one blank for each level, NFC, LF, no fraction of a number."""
    return canonical(index_data(packed))


def canonical(data: Any) -> str:
    """Return ``data`` in the one form in which JSON is written here."""
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return unicodedata.normalize("NFC", words) + "\n"


def index_data(packed: Packed) -> dict[str, Any]:
    """Return what ``data/index.json`` says."""
    groups = {item.group for item in packed.catalogue.items}
    return {
        "schema": SCHEMA,
        "format": FORMAT,
        "program": {"name": "lexcollect", "version": __version__},
        "package": _package(packed),
        "rendering": rendering_of(packed.profile, (found for one in packed.exhibits for found in one.findings)),
        "digests": {"originals_sha256": packed.kept},
        "groups": [{"number": g.no, "title": g.title} for g in packed.catalogue.groups if g.no in groups],
        "items": [_item(exhibit, packed) for exhibit in packed.exhibits],
    }


def _package(packed: Packed) -> dict[str, Any]:
    cover = packed.cover
    said = {"cause": cover.cause, "case_number": cover.case_no}
    return {
        "case": cover.case_title,
        "submitter": cover.submitter,
        "made_on": packed.made_on.isoformat(),
        "draft": packed.catalogue.unconfirmed or cover.open,
        "pages": packed.pages,
        "index_pages": packed.index_pages,
        **{key: value for key, value in said.items() if value},
        **(_supplement(packed.numbering) if packed.numbering.series.supplement else {}),
        **({"documents": [_document(one) for one in packed.documents]} if packed.in_volumes else {}),
    }


def _supplement(numbering: Numbering) -> dict[str, Any]:
    """Return which set this is and the digest of the manifest of the set before it."""
    previous = {"previous_manifest_sha256": numbering.previous} if numbering.previous else {}
    return {"set": numbering.series.number, **previous}


def _document(one: Written) -> dict[str, Any]:
    labels = {"first": str(one.span.first), "last": str(one.span.last)}
    return {"path": f"data/{one.name}", "pages": one.pages, "labels": labels}


def _place(one: Place) -> dict[str, Any]:
    return {"path": f"data/{one.document}", "first": one.first, "last": one.last}


def _item(exhibit: Exhibit, packed: Packed) -> dict[str, Any]:
    item = exhibit.item
    if item.withdrawn:
        return {**_standing(exhibit, packed), "withdrawn_on": item.withdrawn.day.isoformat()}
    notices = [one.message("zh") for one in exhibit.findings if one.code in _TOLD]
    said = {
        "formed_on": item.date.isoformat() if item.date else "",
        "original": _ORIGINALS.get(item.original, ""),
        "notices": list(dict.fromkeys(notices)),
        "files": [_file(one, exhibit, packed) for one in packed.originals[item.id]],
    }
    return {
        **_standing(exhibit, packed),
        "kind": item.kind,
        "source": item.source,
        "proves": item.purpose,
        **{key: value for key, value in said.items() if value},
        **({"custody": _custody(item.collected)} if item.collected else {}),
    }


def _standing(exhibit: Exhibit, packed: Packed) -> dict[str, Any]:
    """Return what an exhibit is called and where it stands: all that is told of one that was withdrawn."""
    item = exhibit.item
    (first, last), span = packed.ranges[item.id], packed.spans[item.id]
    return {
        "number": item.no,
        "group": item.group,
        "title": item.title,
        "pages": {"first": first, "last": last},
        "labels": {"first": str(span.first), "last": str(span.last)},
        **({"places": [_place(one) for one in packed.places[item.id]]} if packed.in_volumes else {}),
    }


def _custody(how: Collected) -> dict[str, Any]:
    """Return how an exhibit was collected, as the catalogue states it."""
    said = {
        "collected_by": how.by,
        "collected_on": how.moment,
        "from": how.source,
        "tool": how.tool,
        "steps": list(how.steps),
        "carrier": how.carrier,
    }
    return {key: value for key, value in said.items() if value}


def _file(original: Original, exhibit: Exhibit, packed: Packed) -> dict[str, Any]:
    source = original.source
    named = dict(exhibit.named).get(source.name)
    packed_as = {one.source.name: one.packed for one in packed.originals[exhibit.item.id]}
    return {
        "path": original.packed,
        "kind": original.kind.value,
        "size": source.size,
        "sha256": source.sha256,
        "received_on": packed.taken_in(original).isoformat(),
        **part_data(source.part),
        **paged_data(source.paged),
        **(named_data(named, packed_as[named.chat]) if named and named.chat in packed_as else {}),
    }
