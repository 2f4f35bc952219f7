"""Served checks: a catalogue against what was handed in (编号一经提交不再变动).

Owns the rule that a number once served never moves: no served exhibit gets another number, no served number another
exhibit, none is dropped without a word, and none quietly gets other files. Changes nothing: who reads the catalogue is
told both numbers and what to do.
"""

from __future__ import annotations

from lexcollect.evidence.excerpts import words_of
from lexcollect.evidence.items import Catalogue, Item
from lexcollect.evidence.paged import told_of
from lexcollect.evidence.served import Served, ServedExhibit
from lexcollect.findings import Finding, Where, finding
from lexcollect.layout import CATALOGUE_NAME
from lexcollect.wording import say


def check_served(catalogue: Catalogue, served: Served) -> list[Finding]:
    """Return what ``catalogue`` says otherwise than what was handed in."""
    known = served.exhibits
    if not known:
        return [_early(item) for item in catalogue.items if item.withdrawn]
    found: list[Finding] = []
    for one in known.values():
        item = catalogue.item(one.id)
        found += [_gone(one)] if item is None else _changed(item, one)
    taken = {one.no: one for one in known.values()}
    for item in catalogue.items:
        if item.id in known:
            continue
        if item.withdrawn:
            found.append(_early(item))
        if other := taken.get(item.no):
            where = Where(CATALOGUE_NAME, field=item.title)
            found.append(finding("LX-E131", where, no=item.no, id=other.id, title=other.title, pages=str(other.pages)))
    return found


def _gone(one: ServedExhibit) -> Finding:
    where = Where(CATALOGUE_NAME, field=say("bundle.exhibit_no", no=one.no))
    return finding("LX-E132", where, id=one.id, title=one.title, pages=str(one.pages))


def _early(item: Item) -> Finding:
    return finding("LX-E134", Where(CATALOGUE_NAME, field=say("bundle.exhibit_no", no=item.no)), id=item.id)


def _changed(item: Item, one: ServedExhibit) -> list[Finding]:
    where, found = Where(CATALOGUE_NAME, field=item.title), []
    if item.no != one.no:
        found.append(finding("LX-E130", where, served=one.no, now=item.no, pages=str(one.pages)))
    digests = {file.sha256 for file in item.files}
    excerpt = next((words_of(file.part) for file in item.files if file.part), "")
    other = excerpt != one.excerpt
    if "" not in digests:
        other = other or digests != set(one.files) or told_of(item.files) != (one.turned, one.left_out)
    if not item.withdrawn and item.files and other:
        found.append(finding("LX-E133", where, no=one.no, pages=str(one.pages)))
    return found
