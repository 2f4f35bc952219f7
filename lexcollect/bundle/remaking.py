"""Remaking (重新制作): the pages of an exhibit made anew from a package alone, as its index says they were made.

Owns the road back: a row of ``index.json`` and the exact originals it names become the document that stands in the
reading copy, feet, marks and all. Takes no original whose bytes are not those of the index, follows no path out of the
folder, and uses nothing that was kept. Compares nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lexcollect.bundle.assemble import Document, Piece, assemble
from lexcollect.bundle.exhibits import Exhibit, Original, Tools, make_exhibit
from lexcollect.bundle.jumps import Entry
from lexcollect.bundle.manifest import ORIGINALS
from lexcollect.bundle.model import Cover
from lexcollect.bundle.numbers import fitted
from lexcollect.bundle.office_source import PRINTED, OfficePrints
from lexcollect.bundle.rendering_data import Told, paged_of, part_of, place_of
from lexcollect.bundle.standing_sheets import withdrawn_sheet
from lexcollect.cn.page_labels import Span, page_label
from lexcollect.evidence.items import Item, SourceFile, Withdrawn
from lexcollect.findings import Finding
from lexcollect.formats.chats.linking import names_at
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.reading import content
from lexcollect.formats.recognise import identify
from lexcollect.records import dataclass, field
from lexcollect.wording import say

#: So many files lie between two that are looked at a second time with a page that goes over as it is.
_SELDOM = 1 << 30
#: The day of making stands in no page.
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """An exhibit as the index of a package states it: where its pages stand, by document, and what it is made from.

    ``missing`` are originals that are not there as the index says; ``named`` are those that a chat names, and where:
    the chat, the message, which of its names.
    """

    item: Item
    labels: Span
    places: tuple[tuple[str, int, int], ...]
    originals: tuple[Original, ...]
    missing: tuple[str, ...] = ()
    named: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """An exhibit made anew: the document with its pages, what was noticed."""

    document: Path
    pages: int
    findings: tuple[Finding, ...]


def rows_of(folder: Path, index: Mapping[str, Any], whole: Mapping[str, str]) -> Iterator[Row]:
    """Yield the exhibits of ``index``; ``whole`` are the files of the package that are as its list says, by digest.

    Raises :class:`ValueError` for an index that states no such thing.
    """
    try:
        for number, said in enumerate(index["items"]):
            yield _row(folder, f"{number}", said, whole)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the index does not name its exhibits") from error


def _row(folder: Path, key: str, said: Mapping[str, Any], whole: Mapping[str, str]) -> Row:
    originals, missing, named = [], [], {}
    for one in said.get("files", ()):
        packed = str(one["path"])
        if not packed.startswith(ORIGINALS) or whole.get(packed, "") != one["sha256"]:
            missing.append(packed)
            continue
        path, kind = folder / packed, FileKind(one["kind"]).value
        source = SourceFile(
            path, path.name, one["sha256"], int(one["size"]), kind, part_of(one.get("part")), paged=paged_of(one)
        )
        originals.append(Original(source, packed, path))
        if place := place_of(one.get("named_by")):
            named[packed] = place
    item = Item(
        key,
        str(said["number"]),
        int(said["group"]),
        str(said["title"]),
        *(None, "", str(said.get("kind", "")), "", "", "", ""),
        tuple(one.source for one in originals),
        withdrawn=Withdrawn(date.fromisoformat(said["withdrawn_on"]), "") if "withdrawn_on" in said else None,
    )
    return Row(item, _span(said["labels"]), tuple(_places(said)), tuple(originals), tuple(missing), named)


def _span(said: Mapping[str, Any]) -> Span:
    first, last = page_label(str(said["first"])), page_label(str(said["last"]))
    if first is None or last is None:
        raise ValueError("no label of a page")
    return Span(first, last)


def _places(said: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    usual = {"path": f"data/{say('bundle.file_bundle', 'zh')}"}
    for one in said.get("places") or (usual | dict(said["pages"]),):
        yield str(one["path"]), int(one["first"]), int(one["last"])


class Remaker:
    """Makes exhibits of one package anew in the folder ``work``.

    ``passwords`` open locked originals, by the number of the exhibit or the name in the package; they are kept nowhere.
    """

    def __init__(self, told: Told, cover: Cover, work: Path, passwords: Mapping[str, str], *, draft: bool) -> None:
        self._told, self._cover, self._work, self._passwords = told, cover, work, passwords
        self._mark = say("bundle.draft", "zh") if draft else ""
        self._tools = Tools(told.profile, {}, OfficePrints(work), every=_SELDOM)

    def prepare(self, rows: Sequence[Row]) -> None:
        """Have the office files of ``rows`` printed in one process."""
        every = (one for row in rows for one in row.originals)
        self._tools.office.prepare((one.path, one.kind, one.source.name) for one in every if one.kind in PRINTED)

    @contextmanager
    def made(self, row: Row) -> Iterator[Made]:
        """Yield the exhibit made anew; its files are gone afterwards."""
        room = self._work / f"item-{row.item.id}"
        room.mkdir()
        try:
            yield self._make(row, room)
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def _make(self, row: Row, room: Path) -> Made:
        exhibit = self._exhibit(row, room)
        name = say("bundle.exhibit_no", "zh", no=row.item.no)
        labels = fitted(exhibit.pages, row.labels)
        captions = [say("bundle.stamp", "zh", name=name, page=str(label)) for label in labels]
        lent = {one.source.sha256: one.path for one in row.originals}
        piece = Piece(exhibit.parts, captions, labels)
        document = Document([piece], [Entry(name, 1)], {}, exhibit.notes, self._mark, lent)
        assemble(document, self._cover, self._told.profile, _ANY_DAY, room / "made.pdf")
        return Made(room / "made.pdf", exhibit.pages, exhibit.findings)

    def _exhibit(self, row: Row, room: Path) -> Exhibit:
        if row.item.withdrawn:
            return withdrawn_sheet(row.item, row.labels, room, "item")
        given = self._passwords
        known = {one.path.name: given.get(one.path.name) or given.get(row.item.no, "") for one in row.originals}
        tools = replace(self._tools, passwords={name: word for name, word in known.items() if word})
        return make_exhibit(row.item, _called(row), room, "item", tools)


def _called(row: Row) -> tuple[Original, ...]:
    """Return the originals under the names by which the chats among them know them."""
    names: dict[str, str] = {}
    for chat in (one for one in row.originals if one.packed in {place[0] for place in row.named.values()}):
        places = {packed: (message, name) for packed, (by, message, name) in row.named.items() if by == chat.packed}
        said = names_at(content(chat.path, identify(chat.path)).messages(), places.values())
        names |= {packed: said[place] for packed, place in places.items() if place in said}
    return tuple(
        replace(one, source=replace(one.source, name=names.get(one.packed, one.source.name))) for one in row.originals
    )
