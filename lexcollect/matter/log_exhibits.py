"""Exhibits of entries (登记的证据): a file that comes with an entry gets its line in the evidence catalogue.

Owns what such a line says: what the file is as a proof, its group, the next free number there. What it proves is left
open (待确认), so that the package stays a draft until a person has looked. A file that is listed already keeps its
line. Without a catalogue nothing is done. Writes nothing: the changes go through the one writer.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lexcollect.evidence.items import OPEN
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import say
from lexcollect.yamledit.changes import Add, Change, Set


class Sort(NamedTuple):
    """What a file is: its kind as a proof (``law.carriers``), kind of evidence, original, words of its usual group."""

    proof: str
    kind: str
    original: str
    groups: tuple[str, ...]


_SENT = ("催收", "催款", "通知", "时效", "往来")
_PAID = ("付款", "结算", "支付", "回款", "履行")
#: What the files of entries are, by the option that named them.
SORTS: Mapping[str, Sort] = {
    "copy": Sort("催款文书", "书证", "有", _SENT),
    "slip": Sort("邮寄面单", "书证", "有", _SENT),
    "page": Sort("投递查询", "电子数据", "电子", _SENT),
    "recording": Sort("录音录像", "视听资料", "电子", _SENT),
    "minutes": Sort("上门记录", "书证", "有", _SENT),
    "picture": Sort("聊天记录", "电子数据", "电子", _SENT),
    "sms": Sort("短信记录", "电子数据", "电子", _SENT),
    "mail": Sort("电子邮件", "电子数据", "电子", _SENT),
    "paper": Sort("还款承诺", "书证", "有", _SENT),
    "bank_slip": Sort("银行回单", "书证", "有", _PAID),
    "register": Sort("登记信息", "电子数据", "电子", ("主体",)),
    "invoice": Sort("其他", "书证", "有", ("费用",)),
}
_NUMBER = regex(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with an entry, and what it is (a key of :data:`SORTS`)."""

    path: Path
    what: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An attached file as it lies in the material: its name there, and what it is."""

    name: str
    what: str


def listed(
    data: MutableMapping[str, Any], taken: Sequence[Taken], called: str, day: str
) -> tuple[tuple[str, ...], list[Change]]:
    """Return the ids of the exhibits that ``taken`` are, and the changes of the catalogue ``data`` that list them.

    ``called`` is the id of the entry, ``day`` the day it is about. ``data`` takes the new lines in, so that the next
    entry counts on from there.
    """
    items: list[dict[str, Any]] = [one for one in data.get("items") or [] if isinstance(one, dict)]
    ids: list[str] = []
    changes: list[Change] = []
    for one in taken:
        sort = SORTS[one.what]
        known = next((item for item in items if one.name in _files(item)), None)
        if known is not None and known.get("id"):
            ids.append(str(known["id"]))
            if not known.get("proof"):
                changes.append(Set(("items", str(known["id"]), "proof"), sort.proof))
            continue
        group = _group(data, items, sort)
        if group is None:
            continue
        item = _item(items, one, sort, group, called, day)
        place = _behind(items, group)
        items.insert(len(items) if place is None else place, item)
        ids.append(item["id"])
        changes.append(Add(("items",), item, place))
    data["items"] = items
    return tuple(ids), changes


def _item(items: list[dict[str, Any]], one: Taken, sort: Sort, group: int, called: str, day: str) -> dict[str, Any]:
    taken = {str(item.get("id")) for item in items}
    number, id = 1, f"{called}-{sort.proof}"
    while id in taken:
        number += 1
        id = f"{called}-{sort.proof}{number}"
    return {
        "id": id,
        "number": f"{group}-{_last(items, group) + 1}",
        "title": f"{called}　{sort.proof}",
        "date": day,
        "date_source": say("log_verb.exhibit.day", "zh"),
        "kind": sort.kind,
        "source": say("log_verb.exhibit.source", "zh"),
        "purpose": OPEN,
        "original": sort.original,
        "proof": sort.proof,
        "files": [one.name],
    }


def _files(item: Mapping[str, Any]) -> list[str]:
    files = item.get("files") or []
    return [str(one.get("file", "")) if isinstance(one, dict) else str(one) for one in _many(files)]


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _group(data: Mapping[str, Any], items: list[dict[str, Any]], sort: Sort) -> int | None:
    """Return the group of the last exhibit of that kind, else the one whose title names it, else the last group."""
    for item in reversed(items):
        if sort.proof in map(str, _many(item.get("proof") or [])) and (found := _NUMBER.match(str(item.get("number")))):
            return int(found[1])
    groups = [
        one for one in data.get("groups") or [] if isinstance(one, dict) and str(one.get("number", "")).isdecimal()
    ]
    for word in sort.groups:
        for one in groups:
            if word in str(one.get("title", "")):
                return int(str(one["number"]))
    return max((int(str(one["number"])) for one in groups), default=None)


def _last(items: list[dict[str, Any]], group: int) -> int:
    found = (_NUMBER.match(str(item.get("number", ""))) for item in items)
    return max((int(one[2]) for one in found if one and int(one[1]) == group), default=0)


def _behind(items: list[dict[str, Any]], group: int) -> int | None:
    """Return the position behind the last exhibit of a group; ``None`` for the end of the list."""
    places = [
        at for at, item in enumerate(items) if (m := _NUMBER.match(str(item.get("number", "")))) and int(m[1]) <= group
    ]
    return places[-1] + 1 if places and places[-1] + 1 < len(items) else None
