"""Tracking: a list of letters that came back with waybill numbers and outcomes, read against its batch (寄送状态).

Owns what is said of each letter: which has no number, whose arrival nobody has proved yet and by when it must be, which
came back. A row is known by its hidden id; sorted, filtered and shortened lists are understood, rows that are gone are
named. Days are the user's: none is guessed. Writes nothing into the list that was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from lexcollect.casefile.values import Kind
from lexcollect.findings import Finding, Where, finding
from lexcollect.ledgers.manifest import Entry
from lexcollect.ledgers.sending import COLUMNS, SHEET
from lexcollect.ledgers.track_results import Result
from lexcollect.records import dataclass
from lexcollect.sheets.reading import Book, Line
from lexcollect.wording import Text, say, text

#: So many days after posting the page of the carrier is to be saved, and a second time: it is not kept for long.
FIRST_LOOK, SECOND_LOOK = 3, 7


class Stage(Kind):
    """Where a letter is, as its list tells it."""

    UNPOSTED = "unposted", "no waybill number yet", "未填运单号"
    NO_DAY = "no_day", "posted, day not entered", "未填寄出日期"
    ON_ITS_WAY = "on_its_way", "on its way", "在途"
    SAVE_PAGE = "save_page", "save the tracking page", "应存查询页"
    OVERDUE = "overdue", "no proof of arrival", "缺签收证明"
    DELIVERED = "delivered", "delivered", "已签收"
    REFUSED = "refused", "refused", "拒收"
    RETURNED = "returned", "returned", "退回"
    UNCLEAR = "unclear", "contradicts itself", "填写有矛盾"


#: Letters of which nothing more is to be found out.
DONE = frozenset({Stage.DELIVERED, Stage.REFUSED, Stage.RETURNED})


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter: its entry in the batch, what was filled in, its stage, and what is to be done by when."""

    entry: Entry
    waybill: str
    posted: date | None
    arrived: date | None
    outcome: str
    stage: Stage
    todo: Text
    by: date | None = None
    line: int = 0


@dataclass(frozen=True)
class Status:
    """All letters of a batch with their stages, and what was found wrong with the list."""

    as_of: date
    letters: tuple[Sent, ...]
    findings: tuple[Finding, ...]

    def counts(self) -> dict[Stage, int]:
        """Return how many letters are at each stage; together they are all letters of the batch."""
        found = Counter(one.stage for one in self.letters)
        return {stage: found[stage] for stage in Stage}


def heads() -> dict[str, str]:
    """Return the headings of the list by column, as they are written."""
    return {key: say(f"batch_papers.head.{key}", "zh") for key, _, _ in COLUMNS} | {
        "id": say("batch_papers.head.id", "zh")
    }


def read(
    book: Book, file: str, entries: Sequence[Entry], as_of: date, results: Mapping[str, Result] | None = None
) -> Status:
    """Return what the list ``book`` says of the letters ``entries``; ``results`` are those of the carrier by number."""
    head = heads()
    table = book.tables[SHEET]
    known = {one.id: one for one in entries}
    found: list[Finding] = []
    lines: dict[str, Line] = {}
    for line in table.lines:
        id = line.text(head["id"])
        where = Where(file, sheet=SHEET, cell=f"A{line.number}")
        if id not in known:
            found.append(finding("LX-G150", where, name=line.text(head["name"]) or "—"))
        elif id in lines:
            found.append(finding("LX-G151", where, first=lines[id].number))
        else:
            lines[id] = line
    letters = [_sent(one, lines.get(one.id), file, as_of, results or {}, found) for one in entries]
    gone = [one.name for one in entries if one.id not in lines]
    if gone:
        found.append(finding("LX-G152", Where(file), count=len(gone), names=gone[:5]))
    found += _changed(book, head, lines, file)
    found += _twice(letters, file)
    return Status(as_of, tuple(letters), tuple(found))


def _sent(
    entry: Entry,
    line: Line | None,
    file: str,
    as_of: date,
    results: Mapping[str, Result],
    found: list[Finding],
) -> Sent:
    head = heads()
    told = {key: line.text(head[key]) if line else "" for key in ("waybill", "posted", "arrived", "outcome")}
    where = Where(file, sheet=SHEET, cell=f"A{line.number if line else 0}")
    waybill = number_of(told["waybill"])
    posted, arrived = _day(told["posted"], where, found), _day(told["arrived"], where, found)
    outcome = told["outcome"]
    if (result := results.get(waybill)) is not None and waybill:
        posted, arrived = posted or result.posted, arrived or result.arrived
        outcome = outcome or result.outcome
    if waybill and _mistyped(waybill):
        found.append(finding("LX-G153", where, number=waybill))
    stage, todo, by = _stage(waybill, posted, arrived, outcome, as_of)
    if stage is Stage.UNCLEAR:
        found.append(finding("LX-G154", where, name=entry.name, posted=posted or "—", arrived=arrived or "—"))
    return Sent(entry, waybill, posted, arrived, outcome, stage, todo, by, line.number if line else 0)


def _stage(
    waybill: str, posted: date | None, arrived: date | None, outcome: str, as_of: date
) -> tuple[Stage, Text, date | None]:
    """Return the stage of a letter, what is to be done, and by when."""
    if (posted and arrived and arrived < posted) or any(day and day > as_of for day in (posted, arrived)):
        return Stage.UNCLEAR, text("batch_papers.track.unclear"), None
    if not waybill:
        stage = Stage.UNCLEAR if arrived else Stage.UNPOSTED
        return stage, text("batch_papers.track.unposted"), None
    ended = _ended(outcome, arrived)
    if ended is not None:
        return ended, text(f"batch_papers.track.{ended.value}"), None
    if posted is None:
        return Stage.NO_DAY, text("batch_papers.track.no_day"), None
    first, second = posted + timedelta(FIRST_LOOK), posted + timedelta(SECOND_LOOK)
    if as_of < first:
        return Stage.ON_ITS_WAY, text("batch_papers.track.on_its_way"), first
    if as_of < second:
        return Stage.SAVE_PAGE, text("batch_papers.track.save_page"), second
    return Stage.OVERDUE, text("batch_papers.track.overdue"), second


def _ended(outcome: str, arrived: date | None) -> Stage | None:
    """Return how a letter ended: by the words of its outcome, else by the day it arrived."""
    if "拒" in outcome or "refus" in outcome.lower():
        return Stage.REFUSED
    if any(word in outcome for word in ("退", "未妥投", "查无", "遗失")) or "return" in outcome.lower():
        return Stage.RETURNED
    if arrived is not None and ("签收" in outcome or "妥投" in outcome or "deliver" in outcome.lower() or not outcome):
        return Stage.DELIVERED
    return None


def number_of(words: str) -> str:
    """Return a waybill number half-width, upper case, without spaces."""
    from lexcollect.cn.identifiers import normalise_s10

    return normalise_s10(words)


def _mistyped(number: str) -> bool:
    """Tell whether a number of the form of EMS has a wrong check digit; other carriers have no such digit."""
    from lexcollect.cn.identifiers import check_s10

    return len(number) == 13 and number[:2].isalpha() and number[-2:].isalpha() and bool(check_s10(number))


def _day(words: str, where: Where, found: list[Finding]) -> date | None:
    from lexcollect.cn.dates import BadDate, parse_date

    if not words:
        return None
    try:
        return parse_date(words.split(" ")[0])
    except BadDate:
        found.append(finding("LX-G155", where, words=words))
        return None


def _changed(book: Book, head: Mapping[str, str], lines: Mapping[str, Line], file: str) -> Iterator[Finding]:
    """Yield a note for each grey cell that says something else than it did: letter and batch keep what was written."""
    kept = book.memory.rows(SHEET)
    for id, line in lines.items():
        for key in ("name", "address", "phone"):
            before, now = kept.get(id, {}).get(key, ""), line.text(head[key])
            if before != now:
                where = Where(file, sheet=SHEET, cell=f"A{line.number}", field=head[key])
                yield finding("LX-G156", where, before=before or "—", now=now or "—")


def _twice(letters: Sequence[Sent], file: str) -> Iterator[Finding]:
    """Yield an error for a number that stands at two letters: one of them proves nothing."""
    often = Counter(one.waybill for one in letters if one.waybill)
    for number, count in sorted(often.items()):
        if count > 1:
            rows = [one.line for one in letters if one.waybill == number]
            yield finding("LX-G157", Where(file, sheet=SHEET), number=number, rows=rows)
