"""Surroundings of the pages of a received PDF: forms, annotations, layers, links, scripts, files inside.

Owns what is done before its pages are taken: values and annotations are drawn into the pages, as they look or, without
a look, as they say; hidden layers stay hidden; nothing that acts (scripts, launches, forms, links to files) comes
along; and everything that is left behind is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lexcollect.bundle.appearances import Written, draw_missing
from lexcollect.bundle.canvas import LAYER
from lexcollect.bundle.links import tell_links
from lexcollect.bundle.problems import Notes
from lexcollect.bundle.stamp import Lettering
from lexcollect.formats.hidden_pdf import form_fields
from lexcollect.formats.layers import is_array, is_dict, layers_of, name_of
from lexcollect.formats.pdf_damage import damage_of, pages_told
from lexcollect.formats.pdf_files import files_of
from lexcollect.formats.second_reader import form_values, page_counts, values_of
from lexcollect.formats.shapes import Part, page_list
from lexcollect.wording import text

_ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie"}
#: So many values are named in one finding; the count says how many there are.
_VALUES_TOLD = 8


def tell_second_opinion(
    source: Any, count: int, path: Path, password: str, notes: Notes, *, sound: bool = False
) -> None:
    """Tell where another reader of the same file finds other pages or other values in its form.

    ``sound``: intake asked it for the pages of this very file, and both agreed.
    """
    if not sound and (counts := page_counts(count, path, password)):
        told = [text(f"formats.reader.{reader}", count=number) for reader, number in counts.items()]
        notes.add("LX-B070", counts=told, count=count)
    here = values_of(source)
    there = form_values(path, password) if here else None
    if there is not None:
        apart = [name for name in sorted({*here, *there}) if here.get(name, "") != there.get(name, "")]
        if apart:
            notes.add("LX-B072", names=apart[:_VALUES_TOLD], count=len(apart))


def prepare(
    source: Any, pages: list[Any], part: Part | None, notes: Notes, *, sound: bool = False
) -> tuple[Lettering | None, frozenset[int]]:
    """Report what the file carries besides its pages, mark its hidden layers, draw its annotations into its pages.

    Returns what must stay open until the pages are written, and the pages on which something without a look was drawn.
    ``sound``: intake looked for damage in this very file and found none.
    """
    shown = [(number, page) for number, page in enumerate(pages, start=1) if part is None or number in part]
    if not sound and (found := damage_of(shown)):
        notes.add("LX-B068", what=pages_told(found))
    root = source.Root
    if "/Collection" in root:
        notes.add("LX-B025")
    form = root.get("/AcroForm")
    if is_dict(form) and "/XFA" in form:
        notes.add("LX-B024")
    try:
        attached = max(len(source.attachments), sum(1 for _ in files_of(source, pages)))
    except Exception:  # whether something is inside cannot be told: say that the file is damaged
        attached = 0
        notes.add("LX-B016")
    if attached:
        notes.add("LX-B023", count=attached)
    hidden = _mark_layers(source)
    if hidden:
        notes.add("LX-B020", count=hidden)
    try:
        tell_links(source, pages, part, notes)
    except Exception:  # where they lead cannot be told; no word of a page hangs on it
        notes.add("LX-B152")
    letters, drawn, failed = _draw_surroundings(source, pages, part, notes)
    tell_missing(failed, part, notes)
    if source.get_warnings():
        notes.add("LX-B016")
    return letters, drawn


def _draw_surroundings(
    source: Any, pages: list[Any], part: Part | None, notes: Notes
) -> tuple[Lettering | None, frozenset[int], set[int]]:
    """Draw values and annotations into their pages; also return the pages where that failed."""
    annotated = annotated_pages(pages)
    letters, drawn, failed = None, frozenset[int](), set[int]()
    try:
        looks = draw_missing(source, pages)
        letters, drawn = looks.letters, frozenset(one.page for one in looks.written)
        failed |= looks.failed
        _tell_written([one for one in looks.written if part is None or one.page in part], notes)
    except Exception:  # not even the letters could be made
        failed |= annotated
    try:
        failed |= _flatten(source, notes)
    except Exception:
        failed |= annotated
    return letters, drawn, failed


def annotated_pages(pages: list[Any]) -> set[int]:
    """Return the numbers of the pages that have annotations or fields, or of which that cannot be told."""
    found = set()
    for number, page in enumerate(pages, start=1):
        try:
            if "/Annots" in page.obj and len(page.obj["/Annots"]):
                found.add(number)
        except Exception:  # no list, or a broken one
            found.add(number)
    return found


def tell_missing(failed: Iterable[int], part: Part | None, notes: Notes) -> None:
    """Tell on which of the shown pages values of fields or annotations may be missing."""
    if shown := sorted(number for number in failed if part is None or number in part):
        notes.add("LX-B151", pages=page_list(shown))


def _tell_written(written: list[Written], notes: Notes) -> None:
    for drawn, code in ((True, "LX-B062"), (False, "LX-B063")):
        found = [one for one in written if one.drawn is drawn]
        if found:
            told = [text("bundle.value_at", page=one.page, value=one.told) for one in found if one.told]
            more = ["…"] if len(told) > _VALUES_TOLD else []
            notes.add(
                code, count=len(found), pages=page_list(one.page for one in found), values=told[:_VALUES_TOLD] + more
            )


def _flatten(source: Any, notes: Notes) -> set[int]:
    """Draw what has a look into its page, and tell of what would act; return the pages whose list cannot be read."""
    form = source.Root.get("/AcroForm")
    if is_dict(form) and "/NeedAppearances" in form:
        form["/NeedAppearances"] = False
    active = _has_action(source.Root.get("/OpenAction")) or "/AA" in source.Root
    names = source.Root.get("/Names")
    active = active or (is_dict(names) and "/JavaScript" in names)
    failed = set()
    for number, page in enumerate(source.pages, start=1):
        found = page.obj.get("/Annots")
        if found is None:
            continue
        try:
            kept = [a for a in found if is_dict(a)] if is_array(found) else []
            active = active or any(_has_action(a.get("/A")) or "/AA" in a for a in kept)
            kept = [a for a in kept if _drawn(a)]
        except Exception:  # without this page the others are still drawn
            failed.add(number)
            kept = []
        page.obj["/Annots"] = source.make_indirect(_array(kept))
    if active:
        notes.add("LX-B021")
    source.flatten_annotations("screen")
    return failed


def _drawn(annotation: Any) -> bool:
    """Tell whether an annotation leaves a mark: it has a look, and its layer is not hidden."""
    layer = annotation.get("/OC")
    return "/AP" in annotation and not (is_dict(layer) and name_of(layer.get(LAYER)) == "/Off")


def _has_action(action: Any) -> bool:
    return is_dict(action) and name_of(action.get("/S")) in _ACTIVE


def _mark_layers(source: Any) -> int:
    """Write into each layer whether it is shown, so that it survives copying; return how many are hidden."""
    from pikepdf import Name

    hidden = 0
    for layer, off in layers_of(source):
        layer[LAYER] = Name.Off if off else Name.On
        hidden += off
    return hidden


def is_signed(source: Any) -> bool:
    """Tell whether a field of the form bears an electronic signature."""
    form = source.Root.get("/AcroForm")
    if not is_dict(form):
        return False
    return any(name_of(field.get("/FT")) == "/Sig" and "/V" in field for field in form_fields(form))


def _array(values: list[Any]) -> Any:
    from pikepdf import Array

    return Array(values)
