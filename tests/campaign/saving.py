"""Saving: a person at the page takes steps and saves them, and the process is killed (SIGKILL) at any point of it.

After each kill: case file and catalogue are both old or both new, for whoever reads them and on the disk once the next
one has come; what was shown as done is there, saved or offered again; nothing is done twice. Then it is saved again: it
must end as a saving that was never killed, with one line for it in the journal.
"""

from __future__ import annotations

import json
import random
import shutil
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from unittest.mock import patch

from matters import journal_torn, torn
from tally import Tally

from kill_kit import killed_at, points
from lexcollect.layout import JOURNAL, UNSAVED
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.moves import members
from lexcollect.matter.desk.steps import Lined, New, Step, Typed
from lexcollect.matter.sheets import WrittenSheets
from lexcollect.matter.writing import hold, read_sources
from review_kit import NOW, desk_of, steel

#: Of so many trials one is killed again while it picks up what the first left.
_AGAIN = 3
#: Of so many trials one is killed behind the two files, while the workbooks are written.
_SHEETS = 8


def steps_on(desk: Desk) -> list[Step]:
    """Return what the person does: a date, a payment that is new, an amount, an exhibit renamed."""
    first = members(desk.lines, 5)[0].id
    return [
        Typed("付款", "payments/付款一", "附言", "货款一"),
        New("付款", (("日期", "2026年5月6日"), ("金额", "1万元"), ("证据", "4-1"))),
        Typed("付款", "payments/付款一", "金额", "290,000元"),
        Lined(((first, "title", "改了名称的证据"),)),
    ]


def run(count: int, seed: int, folder: Path) -> Tally:
    """Kill ``count`` persons at work in ``folder`` and return what became of the matter."""
    tally, luck = Tally("saving"), random.Random(seed)
    origin = steel(folder / "origin")
    states, journal = _whole(origin, folder / "whole")
    total, files = (points(partial(_work, _copy(origin, folder / "trial"), sheets=all_of)) for all_of in (True, False))
    tally.count("points", total)
    tally.count("points of the two files", files)
    while tally.tried < count:
        place = _copy(origin, folder / "trial")
        sheets = tally.tried % _SHEETS == 0  # the workbooks are long to write, and what counts is done before
        point = luck.randrange(files, total) if sheets else luck.randrange(files)
        tally.tried += killed_at(partial(_work, place, sheets=sheets), point)
        if luck.randrange(_AGAIN) == 0:
            tally.count("killed again", killed_at(partial(_picked_up, place), luck.randrange(200)))
        _look(tally, place, states, journal, f"point {point}")
    return tally


def _copy(origin: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(origin, place, symlinks=True))


def _work(place: Path, *, sheets: bool = False) -> None:
    desk = desk_of(place)
    for step in steps_on(desk):
        desk.take(step)
    _save(desk, sheets=sheets)


def _save(desk: Desk, *, sheets: bool = False) -> None:
    none = patch("lexcollect.matter.sheets.write_sheets", lambda held: WrittenSheets((), ()))
    with nullcontext() if sheets else none:
        desk.save("李样例", NOW)


def _picked_up(place: Path) -> None:
    desk = desk_of(place)
    desk.recover()
    if desk.steps:
        _save(desk)


def _whole(origin: Path, place: Path) -> tuple[list[dict[str, bytes]], int]:
    """Return the files after each step of a person who is not killed, and how many lines the journal has then."""
    desk = desk_of(_copy(origin, place))
    states = [dict(desk.sources.files)]
    for step in steps_on(desk):
        desk.take(step)
        states.append(dict(desk.sources.files))
    _save(desk)
    return states, len(_lines(place))


def _lines(place: Path) -> list[dict[str, object]]:
    raw = (place / JOURNAL).read_text("utf-8").splitlines()
    found = [json.loads(line) for line in raw if line]
    return [one for one in found if one.get("command") == "review"]


def _look(tally: Tally, place: Path, states: list[dict[str, bytes]], journal: int, note: str) -> None:
    seen = dict(read_sources(place).files)
    if seen not in (states[0], states[-1]):
        tally.bad("torn", f"{note}: neither old nor new")
        return
    tally.count("new" if seen == states[-1] else "old")
    kept = _kept(place)
    desk = desk_of(place)
    found = desk.recover()
    if found.findings:
        tally.bad("silent", f"{note}: {[one.code for one in found.findings]}")
    now = dict(desk.sources.files)
    if now not in states:
        tally.bad("lost", f"{note}: a step was done twice, or half")
    elif seen == states[0] and now != states[kept]:
        tally.bad("lost", f"{note}: {kept} steps were kept, others are offered")
    elif seen == states[-1] and desk.steps:
        tally.bad("lost", f"{note}: saved steps are offered again")
    for step in steps_on(desk)[states.index(now) if now in states else 0 :]:
        desk.take(step)
    if desk.steps:
        _save(desk)
    with hold(place, "draft", NOW):
        pass  # whoever writes next finishes what stands begun
    if {name: (place / name).read_bytes() for name in states[-1]} != states[-1]:
        tally.bad("lost", f"{note}: saved again it is another text")
    if len(_lines(place)) != journal or journal_torn(place):
        tally.bad("torn", f"{note}: {len(_lines(place))} lines in the journal")
    if (place / UNSAVED).exists() or torn(place):
        tally.bad("torn", f"{note}: {torn(place)} left")


def _kept(place: Path) -> int:
    """Return how many steps stand in the memory of what is unsaved."""
    try:
        return len(json.loads((place / UNSAVED).read_text("utf-8"))["steps"])
    except FileNotFoundError:
        return 0
