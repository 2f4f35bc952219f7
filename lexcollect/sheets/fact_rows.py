"""Fact rows: what the papers say, as a table in which a person takes, corrects or refuses it (待确认).

Owns what stands in its cells: a block of rows for each proposed fact, first what it is, then one row a value, with the
words of the paper, the file, the page, the doubts, and what another source says beside it. Decides nothing: the values
are those of :mod:`lexcollect.proposing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lexcollect.casefile.facts import Field
from lexcollect.casefile.labels import label_of
from lexcollect.files import sha256_bytes
from lexcollect.proposing.decisions import Verdict, mark_of
from lexcollect.proposing.shapes import Proposal, Rival
from lexcollect.proposing.standing import fields_by_key, model_of
from lexcollect.proposing.telling import key_label, told, value_told
from lexcollect.sheets.workbook import Shape, SheetColumn, SheetRow, SheetTable
from lexcollect.wording import say

#: The name of the table, and the headings that a person may write under.
TABLE, VERDICT, VALUE, WHO, ID = "待确认", "决定", "值", "决定人", "编号ID"
FACT, KEY = "fact/", "//"
VERDICTS = tuple(verdict.value for verdict in Verdict)
_COLUMNS = (
    SheetColumn(VERDICT, VERDICT, 11, choices=VERDICTS, strict=True),
    SheetColumn("where", "写到哪里", 22, open=False),
    SheetColumn(VALUE, VALUE, 34),
    SheetColumn("trust", "可信度", 8, open=False),
    SheetColumn("doubt", "要留意的", 30, open=False),
    SheetColumn("rival", "别处的说法（矛盾）", 30, open=False),
    SheetColumn("words", "材料原话", 30, open=False),
    SheetColumn("file", "文件", 28, open=False),
    SheetColumn("page", "页", 5, open=False),
    SheetColumn(WHO, WHO, 10),
    SheetColumn("id", ID, 30, open=False, hidden=True),
)
#: So many files are named beside a fact.
_FILES = 2
HEADS = tuple(column.head for column in _COLUMNS)


def facts_table(proposals: Sequence[Proposal], ids: Mapping[str, tuple[str, ...]]) -> SheetTable:
    """Return the table of ``proposals``; ``ids`` are the ids of each group, which a value that refers may be."""
    rows = tuple(row for proposal in proposals for row in _block(proposal, ids))
    notes = tuple(say(f"sheets.facts.note{n}") for n in (1, 2)) if rows else (say("sheets.facts.none"),)
    return SheetTable(TABLE, say("sheets.facts.title", count=len(proposals)), notes, _COLUMNS, rows)


def lead_of(proposal: Proposal) -> str:
    """Return the id of the first row of a block."""
    return f"{FACT}{proposal.id}"


def seal_of(proposal: Proposal) -> str:
    """Return a digest of all that a person sees of ``proposal``: what it says, and what speaks against it."""
    said = [mark_of(proposal), str(proposal.at), *(_rival(proposal, one) for one in proposal.rivals)]
    return sha256_bytes("\n".join(said).encode("utf-8"))[:16]


def keys_of(proposal: Proposal) -> tuple[str, ...]:
    """Return the keys of ``proposal`` in the order of the case file: what is said, and what is lacking."""
    return tuple(key for key in fields_by_key(proposal.group) if key in proposal.values or key in proposal.lacking)


def key_of(id: str, key: str) -> str:
    """Return how a key of the fact ``id`` is called."""
    return label_of(model_of(id.partition(":")[0]).__name__, key)


def is_plain(value: Any) -> bool:
    """Tell whether a value can be typed in one cell."""
    return not isinstance(value, (Mapping, list, tuple))


def shown_of(proposal: Proposal, key: str) -> str:
    """Return what the cell of ``key`` shows; nothing for what is lacking."""
    held = proposal.values.get(key)
    return "" if held is None else value_told(proposal, key, held.value, "zh")


def name_of(proposal: Proposal) -> str:
    """Return how a fact is called: its group, and the entry it adds to."""
    noun = model_of(proposal.group).noun.zh
    return f"{noun}（{proposal.at}）" if isinstance(proposal.at, str) else noun


def _block(proposal: Proposal, ids: Mapping[str, tuple[str, ...]]) -> Iterator[SheetRow]:
    lead = {
        "where": name_of(proposal),
        "trust": say(f"proposing.trust.{proposal.trust}", "zh"),
        "doubt": "；".join(why.render("zh") for why in proposal.why),
        "file": _files(proposal),
    }
    memory = {"seal": seal_of(proposal), "mark": mark_of(proposal), "told": told(proposal, "zh")}
    yield SheetRow(lead_of(proposal), lead, memory=memory, lead=True, locked=(VALUE,))
    fields = fields_by_key(proposal.group)
    for key in keys_of(proposal):
        yield _value(proposal, key, fields[key], ids)


def _files(proposal: Proposal) -> str:
    """Return the first files that say so, and how many there are."""
    names = list(dict.fromkeys(spot.file for spot in proposal.sources))
    more = [say("sheets.facts.files", "zh", count=len(names))] if len(names) > _FILES else []
    return "\n".join([*names[:_FILES], *more])


def _value(proposal: Proposal, key: str, field: Field, ids: Mapping[str, tuple[str, ...]]) -> SheetRow:
    held, words = proposal.values.get(key), shown_of(proposal, key)
    rivals = [one for one in proposal.rivals if one.key == key]
    cells = {
        "where": f"　{key_label(proposal, key, 'zh')}",
        VALUE: words,
        "doubt": "" if held else say("sheets.facts.lacking", "zh"),
        "rival": "\n".join(_rival(proposal, one) for one in rivals),
    }
    if held is not None:
        cells |= {
            "words": " ".join(held.spot.words.split())[:120],
            "file": held.spot.file,
            "page": str(held.spot.page or ""),
        }
    kind = field.value.words.zh if field.value else ""
    shape = Shape.DATE if kind == "日期" else Shape.MONEY if kind.startswith("金额") else Shape.TEXT
    locked = (VALUE,) if held is not None and not is_plain(held.value) else ()
    choices = choices_of(field, ids)
    offers = {VALUE: choices} if choices else {}
    id = f"{lead_of(proposal)}{KEY}{key}"
    return SheetRow(id, cells, memory={VALUE: words}, shapes={VALUE: shape}, locked=locked, choices=offers)


def choices_of(field: Field, ids: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what can be chosen under a key: the words of a closed list, or the ``ids`` of the facts it refers to."""
    if field.kind is not None:
        return tuple(member.label for member in field.kind)
    if field.value is not None and field.value.words.zh == "是、否":
        return ("是", "否")
    return ids.get(field.refers.group, ()) if field.refers is not None else ()


def _rival(proposal: Proposal, rival: Rival) -> str:
    value = value_told(proposal, rival.key, rival.value, "zh")
    if rival.spot is None:
        return say("sheets.facts.entered", "zh", value=value)
    return say("sheets.facts.rival", "zh", value=value, file=rival.spot.file, page=rival.spot.page)
