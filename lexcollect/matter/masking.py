"""Masking (对方副本): the copy of a matter's latest package for the other side.

Owns which package is meant (the one that stands, intact: never one that would be built now), what a person says about
it (``2-整理/遮盖.yaml``), what recognition found on its pages before, and the list of what was masked, which stays$
matter. How a copy is made is the business of ``bundle.masking``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.layout import MASKED, MASKED_PLACES, MASKING, OCR, PACKAGES, READINGS
from lexcollect.matter.packages import package_of
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lexcollect.bundle.masking.choices import Choices
    from lexcollect.bundle.masking.copy import Copied, Standing
    from lexcollect.formats.ocr.engine import Engine

#: No list of wishes is longer, in bytes.
_MOST = 4 << 20


def mask_package(matter: Path, made_on: date) -> Copied:
    """Make the masked copy of the latest package of ``matter``; :class:`Refused` where none stands or a wish is wrong.

    A copy that holds the same as the last one is not written again.
    """
    from dataclasses import replace

    from lexcollect.bundle.masking.choices import wanted_of
    from lexcollect.bundle.masking.copy import make_copy

    package = _standing(matter)
    choices = _choices(matter)
    wanted, wrong = wanted_of(choices, package.pages, package.sheets, _wordless(matter, package))
    if wrong:
        raise Refused(wrong)
    made = make_copy(package, matter / PACKAGES / MASKED, wanted, made_on=made_on, engine=_engine(matter))
    if made.folder is not None:
        _keep_places(matter, made, package)
    told = _behind(matter, package)
    return replace(made, findings=(*told, *made.findings))


def _standing(matter: Path) -> Standing:
    """Return the latest package, intact; :class:`Refused` otherwise."""
    from lexcollect.bundle.masking.copy import standing
    from lexcollect.matter.verifying import verify_folder

    folder = package_of(matter)
    if folder is None:
        raise _none(text("masking.no_package"))
    checked = verify_folder(folder)
    if not checked.ok:
        raise _none(text("masking.not_intact", version=folder.name))
    try:
        return standing(folder)
    except (OSError, ValueError, KeyError) as error:
        raise _none(text("masking.not_intact", version=folder.name)) from error


def _none(reason: Text) -> Refused:
    return Refused([finding("LX-B258", Where(PACKAGES), reason=reason)])


def _choices(matter: Path) -> Choices:
    from lexcollect.bundle.masking.choices import Choices, read_choices
    from lexcollect.files import read_bounded
    from lexcollect.system import reason_of

    try:
        raw = read_bounded(matter / MASKING, _MOST)
    except FileNotFoundError:
        return Choices()
    except OSError as error:
        raise Refused([finding("LX-B003", Where(MASKING), reason=reason_of(error))]) from error
    choices, found = read_choices(raw, MASKING)
    if has_errors(found):
        raise Refused(found)
    return choices


def _wordless(matter: Path, package: Standing) -> frozenset[int]:
    """Return the pages of exhibits of one file on which recognition looked for words and found none."""
    from lexcollect.formats.ocr.memory import recall

    no, digest = say("bundle.csv_no", "zh"), say("bundle.csv_sha256", "zh")
    files: dict[str, list[str]] = {}
    for row in package.rows:
        files.setdefault(row[no], []).append(row[digest])
    found = set()
    for exhibit, (first, last) in package.pages.items():
        if len(files[exhibit]) == 1:
            sheets = recall(matter / OCR, files[exhibit][0]).sheets
            found |= {page for page in range(first, last + 1) if _silent(sheets.get(page - first + 1))}
    return frozenset(found)


def _silent(sheet: object) -> bool:
    return sheet is not None and not getattr(sheet, "pieces", ())


def _engine(matter: Path) -> Callable[[], Engine | None]:
    """Return what loads the recognising engine once, when it is first asked for and there is one.

    It reads no picture a second time as long as the matter keeps what was read.
    """
    from functools import cache

    from lexcollect.formats.ocr.engine import installed, load
    from lexcollect.matter.kept_readings import Remembering
    from lexcollect.matter.page_memory import secret_of

    @cache
    def engine() -> Engine | None:
        if not installed():
            return None
        secret = secret_of()
        return Remembering(load(), matter / READINGS, secret) if secret else load()

    return engine


def _keep_places(matter: Path, made: Copied, package: Standing) -> None:
    from lexcollect.bundle.masking.copy import log_text
    from lexcollect.files import write_text

    assert made.folder is not None and made.masked is not None
    path = matter / MASKED_PLACES.format(version=made.folder.name)
    if made.new or not path.exists():
        write_text(path, log_text(package, made.masked.places, values=True), bom=True)


def _behind(matter: Path, package: Standing) -> list[Finding]:
    """Tell when the catalogue holds other files than the package."""
    from lexcollect.matter.opening import open_parts

    parts = open_parts(matter, read_material=False)
    if parts.catalogue is None:
        return []
    digest = say("bundle.csv_sha256", "zh")
    packed = {row[digest] for row in package.rows}
    if {one.sha256 for one in parts.catalogue.files() if one.sha256} == packed:
        return []
    return [finding("LX-B259", Where(package.folder.name), version=package.folder.name)]
