"""Views: the first page, where findings are mended, and decisions to be saved as plain data.

Owns what those pages show and in which order; every sum, day and finding is the desk's, as other verbs tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lexcollect.findings import Finding, Refused, shown
from lexcollect.layout import CASE, CATALOGUE, CATALOGUE_NAME
from lexcollect.patterns import regex
from lexcollect.proposing.decisions import Verdict
from lexcollect.review.closed import is_asked
from lexcollect.review.exhibits import COLLECTED, INSIDE, OUTSIDE, is_submitted, lines_of
from lexcollect.review.facts import column_of, fact_key, findings_by_row
from lexcollect.review.keys import key_of, told
from lexcollect.review.saying import row_words, said
from lexcollect.wording import language, listed, say

if TYPE_CHECKING:
    from lexcollect.matter.desk.adopting import Adopted
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.matter.desk.spoken import Spoken
    from lexcollect.sheets.rows import Lines, Row

#: The fields of an exhibit that have a heading on its page.
COLUMNS = frozenset((*OUTSIDE, *COLLECTED, *INSIDE))


def overview(desk: Desk) -> dict[str, Any]:
    """Return what was taken in, how far it is looked at, and what is missing."""
    from lexcollect.evidence.progress import progress_of
    from lexcollect.formats.kinds import Status
    from lexcollect.review.listing import asked_outside

    counts: dict[str, int] = {}
    for one in desk.seen.values():
        counts[one.status.value] = counts.get(one.status.value, 0) + 1
    parts, lines = desk.parts, lines_of(desk)
    progress = progress_of(parts.catalogue) if parts.catalogue is not None else None
    left = list(progress.left) if progress else []
    rows = [row for row in lines.rows if is_submitted(row) and is_asked(desk, row)] if lines and progress else []
    left += [name for row in rows for name in row.files if name not in left]
    sketch = parts.sketch
    return {
        "folder": desk.folder.name,
        "matter": parts.case.matter if parts.case else "",
        "creditors": list(sketch.creditors) if sketch else [],
        "opponents": list(sketch.opponents) if sketch else [],
        "statuses": [
            {"word": say(f"intake.status.{status}"), "count": counts[status]}
            for status in (one.value for one in Status)
            if status in counts
        ],
        "files": len(desk.seen),
        "looked_at": progress.total - len(left) if progress else 0,
        "to_look_at": progress.total if progress else 0,
        "left": [{"name": shown(name), "key": _row_key(lines, name)} for name in left],
        "asked": asked_outside(desk),
        "exhibits": sum(1 for row in lines.rows if is_submitted(row)) if lines else 0,
        "missing": _missing(desk),
        "errors": sum(one.stops for one in desk.findings),
        "warnings": sum(not one.stops and not one.informs for one in desk.findings),
    }


def _missing(desk: Desk) -> list[dict[str, str]]:
    """Return what the matter lacks to prove its claim, as the matrix of proof tells it."""
    answered = desk.answered
    if answered is None:
        return []
    from lexcollect.burden import gaps_of
    from lexcollect.matter.proof import proof_of

    zh = language() == "zh"
    found = []
    for row, gap in gaps_of(proof_of(answered)):
        papers = row.element.evidence if zh else row.element.evidence_en
        found.append(
            {
                "element": row.element.fact if zh else row.element.fact_en,
                "what": str(gap.what),
                "names": listed(str(name) for name in gap.names[:4]) + ("…" if len(gap.names) > 4 else ""),
                "fill": listed(papers) if gap.papers else str(gap.fill or ""),
            }
        )
    return found


def _row_key(lines: Lines | None, name: str) -> str:
    row = next((row for row in lines.rows if name in row.files), None) if lines else None
    return key_of(row.id) if row else ""


class Place(NamedTuple):
    """Where a finding is mended: the address on the page, and what stands there is called."""

    link: str = ""
    name: str = ""


def places(desk: Desk) -> dict[Finding, Place]:
    """Return for each finding the place on the page where it is mended."""
    from lexcollect.sheets.case_grids import grids

    found: dict[Finding, Place] = {}
    try:
        table_of = {row.id: (grid, row) for grid in grids() for row in desk.rows[grid.name]}
        for id, mine in findings_by_row(desk).items():
            grid, row = table_of[id]
            at, words = f"/case/{key_of(grid.name)}#{fact_key(grid.name, id)}", shown(row_words(desk, grid, row))
            for one in mine:
                column = column_of(grid, one)
                here = f"{key_of(column.head)}-told" if column is not None else ""
                head = (column.head if language() == "zh" else column.english) if column is not None else ""
                found[one] = Place(f"{at}{here}", f"{words}　{head}".strip())
    except Refused:
        pass
    for one in desk.findings:
        if one.where.file in (CATALOGUE, CATALOGUE_NAME) and lines_of(desk) is not None:
            row_ = _line_named(desk, one)
            title = f"{row_.cells.get('number', '')} {row_.cells.get('title', '')}".strip() if row_ else ""
            title = title or (shown(row_.files[0]) if row_ and row_.files else _of_groups(one))
            title = f"{title}　{_head_of(one)}".strip() if row_ else title
            found.setdefault(one, Place(f"/file/{key_of(row_.id)}" if row_ else "/evidence", title))
        elif one.where.file == CASE:
            found.setdefault(one, Place("/case", say("desk.nav_case")))
    return found


def placed(desk: Desk, found: Sequence[Finding]) -> list[dict[str, str]]:
    """Return findings as pages show them, each with the place on the page where it is mended."""
    known = places(desk) if found else {}
    shown_ = []
    for one in found:
        place = known.get(one) or _of_file(one)
        shown_.append({**told(said(desk, one)), "link": place.link, "name": place.name})
    return shown_


def _of_file(one: Finding) -> Place:
    if one.where.file == CASE:
        return Place("/case", say("desk.nav_case"))
    if one.where.file in (CATALOGUE, CATALOGUE_NAME):
        return Place("/evidence", say("desk.nav_evidence"))
    return Place()


#: A group of the catalogue, and the last key of a place in it.
_GROUP, _KEY = regex(r"groups\[(\d{1,6})\]"), regex(r"\.([a-z_]+)(?:\[\d+\])?$")


def _of_groups(one: Finding) -> str:
    """Return what the catalogue is called where a finding is about no exhibit of it: its groups, or all of it."""
    group = _GROUP.match(one.where.field)
    words = say("desk.nav_evidence")
    if group is None:
        return words
    return f"{words}　{say('desk.catalogue.groups')}　{say('desk.nth', number=int(group[1]))}"


def _head_of(one: Finding) -> str:
    """Return the heading of the field of an exhibit in which a finding stands; nothing where it has none."""
    from lexcollect.sheets.columns import BY_KEY

    found = _KEY.search(one.where.field)
    if found is None or found[1] not in COLUMNS:
        return ""
    return BY_KEY[found[1]].head if language() == "zh" else say(f"desk.column.{found[1]}")


#: An entry of the catalogue, as a finding names it: items[2].files[1].
_ENTRY = regex(r"(items|left_out|decisions)\[(\d{1,6})\]")


def _line_named(desk: Desk, one: Finding) -> Row | None:
    """Return the line that a finding speaks of: by its place, by the id or by the file among its words."""
    known = desk.once("lines by what names them", lambda: _lines_by_name(desk))
    entry = _ENTRY.match(one.where.field)
    words = [entry[0]] if entry else []
    words += [word for _, value in one.params for word in (value if isinstance(value, tuple) else (str(value),))]
    return next((row for word in (*words, one.where.field) if (row := known.get(str(word)))), None)


def _lines_by_name(desk: Desk) -> dict[str, Row]:
    """Return the lines by the places of their entries in the catalogue, by the ids of exhibits and by files."""
    from lexcollect.evidence.keys import in_english
    from lexcollect.sheets.edits import bare, is_item
    from lexcollect.yamltree import parse_yaml

    lines = desk.lines
    found = {name: row for row in lines.rows for name in row.files}
    ids = {bare(row.id): row for row in lines.rows if is_item(row.id)}
    tree, _ = parse_yaml(desk.sources.catalogue or b"", "")
    data = in_english(tree).data if tree is not None else None
    for group, name, by in (("items", "id", ids), ("left_out", "file", found), ("decisions", "file", found)):
        entries = data.get(group) if isinstance(data, dict) else None
        for at, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
            called_so = entry.get(name) if isinstance(entry, dict) else None
            if isinstance(called_so, str) and (row := by.get(called_so.strip())):
                found[f"{group}[{at}]"] = row
    return found | ids


def decisions(desk: Desk) -> list[dict[str, Any]]:
    """Return the decisions that would be saved: what each says, what it writes, and what it is called to change it."""
    words = {verdict: say(f"desk.verdict.{verdict.name.lower()}") for verdict in Verdict}
    facts = [
        {"verdict": words[one.verdict], "fact": shown(one.told), "writes": _writes(desk, one), "key": decision_key(one)}
        for one in desk.decisions
    ]
    spoke = (
        {"verdict": say("desk.speaks"), "fact": shown(spoken(one)), "writes": "", "key": ""} for one in desk.spoken
    )
    return [*facts, *spoke]


def decision_key(step: Adopted) -> str:
    """Return how a decision is called in the browser."""
    return key_of(f"{step.id}\n{step.verdict}\n{step.told}\n{step.values}")


def _writes(desk: Desk, step: Adopted) -> str:
    """Return what a decision writes into the case file, field by field; nothing where it refuses."""
    import json

    from lexcollect.review.changes import entry_words

    values = json.loads(step.values)
    return entry_words(desk, step.group, values) if values else ""


def spoken(step: Spoken) -> str:
    """Return for whom a speaker speaks, in words."""
    party = step.party or say("desk.speaks.nobody")
    return "　".join(part for part in (f"{step.called} → {party}", step.person, step.ground) if part)
