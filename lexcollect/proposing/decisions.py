"""Decisions (待确认事实): what was proposed and what a person decided, as text of one file of the matter.

Owns the form of ``2-整理/待确认事实.yaml``. What is proposed and what was decided are two lists and never one: a
proposal is worked out anew each time, a decision is kept for ever. A refused fact is not proposed again unless the
papers say something else of it. Who speaks for whom in chats and mails (发言人) is decided once a speaker and kept
beside them. Refuses a file of another form; touches no disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from lexcollect.findings import Refused, Where, finding
from lexcollect.proposing.papers import Spot
from lexcollect.proposing.sayings.shapes import told_moment
from lexcollect.proposing.sayings.speakers import Sign, Who
from lexcollect.proposing.shapes import Proposal
from lexcollect.records import dataclass
from lexcollect.wording import Lang, say
from lexcollect.yamledit import quoted
from lexcollect.yamltree import parse_yaml

SCHEMA = "lexcollect/facts/1"
_SPEAKER_KEYS = ("账号", "称呼", "代表", "姓名", "依据", "决定人", "日期")
_KEYS = ("编号", "决定", "决定人", "日期", "内容", "指纹", "写入")
#: What follows from other facts and changes with them: no word of a paper.
_FOLLOWS = frozenset(
    {"id", "role", "contract", "obligation", "designated_for", "for_contract", "distinct", "status", "links"}
    | {"payer", "sender", "recipient", "grantor", "by"}
)


class Verdict(StrEnum):
    """What a person said of a proposal."""

    ACCEPTED = "采纳"
    CORRECTED = "改后采纳"
    REFUSED = "不采纳"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: which proposal (``id``, ``mark`` of its values), what, by whom, when, where it was written."""

    id: str
    verdict: Verdict
    by: str
    day: date
    words: str
    mark: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Speaks:
    """For whom a speaker speaks, as a person decided: ``party`` by name, empty for nobody of the matter."""

    key: str
    called: str
    party: str
    person: str
    ground: str
    by: str
    day: date

    @property
    def who(self) -> Who:
        """Return the decision as the finder of facts takes it."""
        return Who(self.party, Sign.DECIDED, self.person, self.ground)


def mark_of(proposal: Proposal, without: Collection[str] = ()) -> str:
    """Return short digests of what the papers say, key by key: a key with another value is asked again.

    Keys ``without`` a decision are left out, and so asked again too.
    """
    return " ".join(sorted(_pieces(proposal, without)))


def _pieces(proposal: Proposal, without: Collection[str] = ()) -> set[str]:
    follows = _FOLLOWS | {"kind"} if proposal.group == "parties" else _FOLLOWS
    follows = follows | frozenset(without)
    said = {key: value.value for key, value in proposal.values.items() if key not in follows}
    raw = {key: json.dumps(value, ensure_ascii=False, sort_keys=True, default=str) for key, value in said.items()}
    return {f"{key}:{hashlib.sha256(text.encode('utf-8')).hexdigest()[:8]}" for key, text in raw.items()}


def still_open(proposals: Iterable[Proposal], decided: Sequence[Decided]) -> tuple[Proposal, ...]:
    """Return the proposals that say something on which nobody has decided."""
    known: dict[str, set[str]] = {}
    for one in decided:
        known.setdefault(one.id.removesuffix("?"), set()).update(one.mark.split())
    return tuple(one for one in proposals if _pieces(one) - known.get(one.id.removesuffix("?"), set()))


def read_decisions(raw: bytes, name: str) -> tuple[Decided, ...]:
    """Return the decisions in the text ``raw`` of the file ``name``; :class:`Refused` when it has another form."""
    return tuple(_decided(entry, name) for entry in _entries(raw, name, "已决定"))


def read_speakers(raw: bytes, name: str) -> tuple[Speaks, ...]:
    """Return who was decided to speak for whom; :class:`Refused` when the file has another form."""
    return tuple(_speaks(entry, name) for entry in _entries(raw, name, "发言人"))


def _entries(raw: bytes, name: str, key: str) -> list[Any]:
    tree, _ = parse_yaml(raw, name)
    data = tree.data if tree is not None else None
    if not isinstance(data, dict) or data.get("格式") != SCHEMA:
        raise Refused([finding("LX-I150", Where(name))])
    entries = data.get(key) or []
    if not isinstance(entries, list):
        raise Refused([finding("LX-I150", Where(name))])
    return entries


def _speaks(entry: Any, name: str) -> Speaks:
    try:
        key, called, party, person, ground, by, day = (str(entry[one] or "") for one in _SPEAKER_KEYS)
        return Speaks(key, called, party, person, ground, by, date.fromisoformat(day))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused([finding("LX-I150", Where(name))]) from None


def _decided(entry: Any, name: str) -> Decided:
    try:
        id, verdict, by, day, words, mark = (str(entry[key]) for key in _KEYS[:6])
        return Decided(id, Verdict(verdict), by, date.fromisoformat(day), words, mark, str(entry.get("写入") or ""))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused([finding("LX-I150", Where(name))]) from None


def text_of(open_: Sequence[tuple[Proposal, str]], decided: Sequence[Decided], speakers: Sequence[Speaks] = ()) -> str:
    """Return the text of the file: open proposals (each with its words) for reading, decisions below them."""
    out = [f"# {line}" for line in say("proposing.file.head", "zh").split("\n")]
    out += [f"格式: {SCHEMA}", "", "待确认:" if open_ else "待确认: []"]
    for proposal, words in open_:
        out += [
            f"  - 编号: {quoted(proposal.id)}",
            f"    内容: {quoted(words)}",
            f"    可信度: {say(f'proposing.trust.{proposal.trust}', 'zh')}",
            f"    理由: {quoted('；'.join(reason.render('zh') for reason in proposal.why))}",
            "    出处:",
        ]
        out += [f"      - {quoted(place_of(spot))}" for spot in proposal.sources]
    out += ["", "已决定:" if decided else "已决定: []"]
    for one in decided:
        out += [
            f"  - 编号: {quoted(one.id)}",
            f"    决定: {one.verdict}",
            f"    决定人: {quoted(one.by)}",
            f"    日期: {one.day.isoformat()}",
            f"    内容: {quoted(one.words)}",
            f"    指纹: {quoted(one.mark)}",
            *([f"    写入: {quoted(one.written)}"] if one.written else []),
        ]
    out += ["", "发言人:"] if speakers else []
    for speaks in speakers:
        said = (speaks.key, speaks.called, speaks.party, speaks.person, speaks.ground, speaks.by)
        pairs = zip(_SPEAKER_KEYS, (*said, speaks.day.isoformat()), strict=True)
        out += [f"  {'-' if key == '账号' else ' '} {key}: {quoted(value)}" for key, value in pairs]
    return "\n".join(out) + "\n"


def place_of(spot: Spot, lang: Lang = "zh") -> str:
    """Return how the place of words is told: the file, its page or message, the words themselves."""
    shown = " ".join(spot.words.split())[:60]
    if spot.said is not None:
        at = spot.said
        when = told_moment(at.when, lang)
        return say(
            "proposing.place.said", lang, file=spot.file, number=at.number, when=when, sender=at.sender, words=shown
        )
    key = "proposing.place.page" if spot.page else "proposing.place"
    return say(key, lang, file=spot.file, page=spot.page, words=shown)
