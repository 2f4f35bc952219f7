"""Exhibits: one line of the catalogue of a matter on the desk as a page.

Owns what is shown of it and what can be chosen. What goes out and what stays inside stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, finding, shown
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.patterns import regex
from lexcollect.review.html import Kept
from lexcollect.review.keys import called_in, key_of, named
from lexcollect.wording import Text, clauses, language, listed, say

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.listing import Filter
    from lexcollect.review.typed import Refusal
    from lexcollect.sheets.rows import Lines, Row

#: Columns of one exhibit as its page shows them: what goes out, then what stays inside.
OUTSIDE = ("title", "date", "kind", "proof", "source", "purpose", "original")
COLLECTED = ("collected_by", "collected_on", "collected_from", "collected_with", "collected_how", "carrier")
INSIDE = ("note", "by", "why")
#: An id that intake made of the bytes of a file.
MADE = regex(r"F[0-9a-f]{10}(?:-\d+)?")
#: States of a file that are told beside it.
_ODD = (Status.BROKEN, Status.ENCRYPTED, Status.EMPTY)
_NONE: Mapping[str, Refusal] = MappingProxyType({})


def lines_of(desk: Desk) -> Lines | None:
    """Return the lines of the catalogue; ``None`` where there is none that can be read."""
    try:
        return desk.lines
    except Refused:
        return None


def as_called(desk: Desk, one: Finding) -> Finding:
    """Return a finding that names exhibits by number and title where it holds an id that the program made."""
    if lines_of(desk) is None:
        return one
    return named(one, lambda words: desk.exhibits.shown(words) if MADE.fullmatch(words) else words)


def in_words(desk: Desk, sentence: str) -> str:
    """Return a sentence that was told elsewhere, exhibits by number and title in place of ids the program made."""
    if lines_of(desk) is None:
        return sentence
    return MADE.sub(lambda found: desk.exhibits.shown(found[0]), sentence)


def is_submitted(row: Row) -> bool:
    """Tell whether a line is an exhibit that is handed in."""
    from lexcollect.sheets.columns import YES

    return row.cells.get("submit") == YES


def name_of(row: Row) -> str:
    """Return how a line is called on a page: its number and title, else its file."""
    words = f"{row.cells.get('number', '')} {title_of(row)}".strip()
    return shown(words) or (shown(row.files[0]) if row.files else "")


def said_of(desk: Desk, words: Text) -> str:
    """Return a sentence that names exhibits by number and title where it holds an id that the program made."""
    if lines_of(desk) is None:
        return shown(str(words))
    return shown(str(called_in(words, lambda id: desk.exhibits.shown(id) if MADE.fullmatch(id) else id)))


def title_of(row: Row) -> str:
    """Return the title of a line, with its first file while the title is open: rows called alike are told apart."""
    from lexcollect.evidence.items import OPEN

    title = row.cells.get("title", "")
    return f"{title}（{row.files[0].rpartition('/')[2]}）" if OPEN in title and row.files else title


def problems(desk: Desk, row: Row) -> str:
    """Return what is the matter with the files of a line; a question that somebody has decided is none any more."""
    from lexcollect.evidence.decisions import word_of
    from lexcollect.intake.origin import About
    from lexcollect.matter.desk.questions import open_about
    from lexcollect.sheets.columns import UNDECIDED

    known = [desk.seen[name] for name in row.files if name in desk.seen]
    open_ = open_about(row, desk.seen)
    told = [say("sheets.problem.decide", about=word_of(about, language())) for about in open_]
    if open_ == (About.UNCLEAR,) and row.cells.get("submit") == UNDECIDED and desk.proposed.rests_on(row.files):
        told.append(say("desk.rests_on_it"))
    told += [say("sheets.problem.twin", twin=one.twin) for one in known if one.twin and one.status is Status.DUPLICATE]
    told += [say(f"intake.status.{one.status}") for one in known if one.status in _ODD]
    told += [say("sheets.problem.gone", name=name) for name in row.files if name not in desk.seen]
    if day := desk.once("withdrawn", lambda: _withdrawn(desk)).get(row.id):
        told.insert(0, say("sheets.problem.withdrawn", day=day))
    return shown(clauses(dict.fromkeys(told)))


def _withdrawn(desk: Desk) -> dict[str, date]:
    """Return the day on which each exhibit was withdrawn after it had been served, by its line."""
    from lexcollect.sheets.rows import ITEM

    items = desk.parts.catalogue.items if desk.parts.catalogue else ()
    return {f"{ITEM}{item.id}": item.withdrawn.day for item in items if item.withdrawn is not None}


def row_of(desk: Desk, key: str) -> Row | None:
    """Return the line that the browser calls ``key``, also where it has another key since that page was made."""
    lines = lines_of(desk)
    if lines is None:
        return None
    return desk.once("keys", lambda: _by_key(desk, lines.rows)).get(key)


def _by_key(desk: Desk, rows: Sequence[Row]) -> dict[str, Row]:
    """Return the lines by their keys; a key of before leads to the line that has the same files now.

    An exhibit that is left out becomes a line of its file, and the other way round; the page it was left out on still
    calls it as before, and so does what that page has yet to ask for.
    """
    now = {key_of(row.id): row for row in rows}
    by_files = {row.files: row for row in rows if row.files}
    before = {key: by_files[files] for key, files in desk.called.items() if files in by_files}
    desk.called |= {key: row.files for key, row in now.items()}
    return before | now


def one_file(
    desk: Desk, row: Row, refused: Mapping[str, Refusal] = _NONE, wanted: Filter | None = None
) -> dict[str, Any]:
    """Return one line of the catalogue with its fields, competing days, files and neighbours.

    ``wanted`` is the filter of the list that one came from: the neighbours are those that it keeps.
    ``refused`` is what was refused of its fields: it stays in the field, with the reason beside it.
    """
    from lexcollect.evidence.items import EVIDENCE_KINDS, ORIGINALS
    from lexcollect.law.carriers import carriers
    from lexcollect.review.deciding import decision
    from lexcollect.review.listing import Filter as Every
    from lexcollect.review.listing import card_of, neighbours
    from lexcollect.review.looked import looked
    from lexcollect.review.parts import parts_of
    from lexcollect.review.terms import choice
    from lexcollect.review.twins import twins_of
    from lexcollect.sheets.columns import ANSWERS, BY_KEY
    from lexcollect.sheets.edits import is_item
    from lexcollect.sheets.rows import group_cell

    lines = desk.lines
    choices: dict[str, Sequence[str]] = {
        "kind": EVIDENCE_KINDS,
        "original": ORIGINALS,
        "proof": [one.zh for one in carriers().values()],
        "submit": ANSWERS,
        "group": [group_cell(number, title) for number, title in sorted(lines.groups.items())],
    }

    def field(name: str) -> dict[str, Any]:
        held = refused.get(name)
        return {
            "key": name,
            "head": BY_KEY[name].head if language() == "zh" else say(f"desk.column.{name}"),
            "value": Kept(held.words if held is not None else row.cells.get(name, "")),
            "refused": list(held.told) if held is not None else [],
            "choices": [{"value": one, "name": choice(name, one)} for one in _offered(name, row, choices)],
            "strict": name in ("kind", "original", "submit"),
            "long": name in ("purpose", "title", "source", "collected_how", "note", "why", "reason"),
        }

    card = card_of(row, desk, twins_of(desk.seen))
    wanted = wanted or Every()
    before, after, place, count = neighbours(desk, row, wanted)
    return {
        "card": card,
        "twins": card["twins"],
        "decision": decision(desk, row),
        "looked": looked(desk, row, refused),
        "parts": parts_of(desk, row),
        "key": key_of(row.id),
        "is_item": is_item(row.id),
        "place": [field("submit"), field("reason"), field("group"), field("order")],
        "outside": [field(name) for name in OUTSIDE],
        "collected": [field(name) for name in COLLECTED],
        "inside": [field(name) for name in INSIDE],
        "date_source": row.cells.get("date_source", ""),
        "days": _days(desk, row),
        "files": [_file(desk, row, at) for at in range(len(row.files))],
        "problem": problems(desk, row),
        "private": _private(desk, row),
        "before": before,
        "after": after,
        "count": count,
        "at": place,
        "address": wanted.address,
    }


def _private(desk: Desk, row: Row) -> list[str]:
    """Return what the chats of a line say that may be private, as far as they are handed in; intake read them."""
    from lexcollect.evidence.private_runs import words_of
    from lexcollect.matter.desk.questions import private_of
    from lexcollect.review.chats import known_numbers

    found = private_of(row, desk.seen)
    return [str(words) for words in words_of(private_of(row, desk.seen, known_numbers(desk)))] if found else []


def no_choice(name: str, words: str, row: Row) -> list[Finding]:
    """Return what is to be told of words that stand in no closed list of their column, with the nearest that do."""
    from difflib import get_close_matches

    from lexcollect.evidence.items import EVIDENCE_KINDS, OPEN, ORIGINALS
    from lexcollect.law.carriers import carriers
    from lexcollect.review.terms import choice
    from lexcollect.sheets.columns import BY_KEY

    lists: dict[str, Sequence[str]] = {
        "kind": EVIDENCE_KINDS,
        "original": ORIGINALS,
        "proof": [one.zh for one in carriers().values()],
    }
    known = {choice(name, one): one for one in lists.get(name, ())} | {one: one for one in lists.get(name, ())}
    held = row.cells.get(name, "").split("、")
    found = []
    for word in filter(None, (part.strip() for part in words.replace("，", "、").split("、"))):
        if name not in lists or word in known or word in held or word == OPEN:
            continue
        near = get_close_matches(word, known, 3, 0.3) or [one for one in known if set(word) & set(one)][:3]
        near = near or [choice(name, one) for one in lists[name]]
        head = BY_KEY[name].head if language() == "zh" else say(f"desk.column.{name}")
        found.append(finding("LX-W165", text=word, head=head, near=near))
    return found


def _offered(name: str, row: Row, choices: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the choices of a column; what stands there and is none of them is one, or it would seem to be another."""
    now, offered = row.cells.get(name, ""), choices.get(name, ())
    return (now, *offered) if offered and now and now not in offered else offered


def _days(desk: Desk, row: Row) -> list[dict[str, str]]:
    """Return the competing days of the files and where each comes from."""
    found: dict[str, str] = {}
    for name in row.files:
        seen = desk.seen.get(name)
        for day, source in seen.dates if seen else ():
            found.setdefault(day, say(f"intake.date.{source}"))
    return [{"day": day, "source": source} for day, source in found.items()]


def kind_word(kind: FileKind) -> str:
    """Return what a file is in a plain word."""
    return say(f"desk.kind.{kind.value}")


def packed(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file of an archive as the page lists it: its name, what it is, its pages, the files inside it."""
    first, last = one["first"], one["last"]
    return {
        "name": shown(one["name"]),
        "kind": kind_word(FileKind(one["kind"])),
        "pages": (str(first) if first == last else f"{first}–{last}") if first else "",
        "within": listed(shown(name) for name in one["within"]),
        "more": one["more"],
    }


def _file(desk: Desk, row: Row, at: int) -> dict[str, Any]:
    name = row.files[at]
    seen = desk.seen.get(name)
    return {
        "name": shown(name),
        "at": at,
        "status": say(f"intake.status.{seen.status}") if seen else say("desk.file.gone"),
        "kind": kind_word(seen.kind if seen else FileKind.UNKNOWN),
        "chat": seen is not None and seen.kind is FileKind.CHAT,
        "twin": shown(seen.twin) if seen and seen.twin and seen.status is Status.DUPLICATE else "",
    }
