"""Served (已提交): which versions of the package were handed in, and what each exhibit was called in them.

Owns the form of ``2-整理/已提交.yaml``: each set with day and recipients, the digest of its manifest, and number,
title, pages and digests of every exhibit. What stands there is never written anew, only added to. Refuses a file of
another form; touches no disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lexcollect.cn.page_labels import Span, page_span
from lexcollect.findings import Refused, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import say
from lexcollect.yamledit import quoted
from lexcollect.yamltree import parse_yaml

SCHEMA = "lexcollect/served/1"
_DIGEST = regex(r"^[0-9a-f]{64}$")
_VERSION = regex(r"^v[1-9]\d{0,5}$")
#: No exhibit and no index has more pages, and no package more exhibits: a record that says so is none of ours.
_MOST_PAGES, _MOST_EXHIBITS, _MOST_NUMBER = 100_000, 100_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Handed:
    """That a set was handed in: on which ``day``, and ``to`` whom (法院, 对方)."""

    day: date
    to: str


@dataclass(frozen=True, slots=True)
class ServedExhibit:
    """An exhibit as it was handed in: its stable ``id``, number, title, labels of its pages, digests of its files.

    ``excerpt`` says which messages of a chat it was, empty for a whole file; ``turned`` and ``left_out`` which pages
    stood turned and which were not printed, by the digests of their files (:func:`lexcollect.evidence.paged.told_of`).
    """

    id: str
    no: str
    title: str
    pages: Span
    files: tuple[str, ...]
    excerpt: str = ""
    turned: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ServedSet:
    """A set that was handed in (一次提交).

    ``version`` is that of the package, ``content`` the SHA-256 of its manifest; ``supplement``: it holds only what was
    new then. ``index`` are the pages in front of its first exhibit, ``last`` the number of its last page; ``late`` is
    why the evidence came only then (逾期举证的理由). ``exhibits`` are all it holds.
    """

    version: str
    content: str
    supplement: bool
    handed: tuple[Handed, ...]
    index: Span
    last: int
    exhibits: tuple[ServedExhibit, ...]
    late: str = ""

    @property
    def day(self) -> date:
        """Return the day on which it was handed in first."""
        return min(one.day for one in self.handed)


@dataclass(frozen=True, slots=True)
class Served:
    """Everything that was handed in, in the order in which it was recorded."""

    sets: tuple[ServedSet, ...] = ()

    @property
    def exhibits(self) -> Mapping[str, ServedExhibit]:
        """Return every exhibit that was handed in by its stable id, as it was handed in first."""
        found: dict[str, ServedExhibit] = {}
        for one in self.sets:
            for exhibit in one.exhibits:
                found.setdefault(exhibit.id, exhibit)
        return found

    @property
    def last(self) -> int:
        """Return the number of the last page that was handed in; 0 when none was."""
        return max((one.last for one in self.sets), default=0)

    def set_of(self, version: str) -> ServedSet | None:
        """Return the set that was ``version`` of the package, if it was handed in."""
        return next((one for one in self.sets if one.version == version), None)


def read_served(raw: bytes, name: str) -> Served:
    """Return what the text ``raw`` of the file ``name`` records; :class:`Refused` when it has another form."""
    tree, _ = parse_yaml(raw, name)
    data = tree.data if tree is not None else None
    try:
        if not isinstance(data, dict) or data["格式"] != SCHEMA or not isinstance(data["提交"], list):
            raise ValueError(SCHEMA)
        return Served(tuple(_set(entry) for entry in data["提交"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused([finding("LX-B219", Where(name))]) from None


def _set(entry: Mapping[str, Any]) -> ServedSet:
    handed = tuple(Handed(date.fromisoformat(one["日期"]), _words(one["提交给"])) for one in entry["送交"])
    exhibits = tuple(map(_exhibit, entry["证据"]))
    kind, last = entry["种类"], int(entry["末页"])
    sound = handed and exhibits and kind in _KINDS and len(exhibits) <= _MOST_EXHIBITS and 0 < last <= _MOST_NUMBER
    sound = sound and all(one.pages.last.number <= last for one in exhibits)
    if not sound or not _VERSION.match(entry["版本"]) or not _DIGEST.match(entry["清单校验值"]):
        raise ValueError(kind)
    late = entry.get("逾期理由") or ""
    supplement = kind == _KINDS[1]
    version, content = entry["版本"], entry["清单校验值"]
    return ServedSet(version, content, supplement, handed, _span(entry["目录页"]), last, exhibits, str(late))


def _exhibit(entry: Mapping[str, Any]) -> ServedExhibit:
    files = tuple(entry["文件"])
    if not all(isinstance(one, str) and _DIGEST.match(one) for one in files):
        raise ValueError(files)
    id, no, title = (_words(entry[key]) for key in ("编号", "序号", "名称"))
    parts = tuple(_words(entry[key]) if key in entry else "" for key in _PARTS)
    return ServedExhibit(id, no, title, _span(entry["页码"]), files, *parts)


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _span(words: Any) -> Span:
    found = page_span(_words(words))
    if found is None or found.last.number - found.first.number > _MOST_PAGES:
        raise ValueError(words)
    return found


_KINDS = ("全套", "补充")
_PARTS = ("节选", "转正", "略去页")


def text_of(served: Served) -> str:
    """Return the text of the file; the same record gives the same bytes."""
    out = [f"# {line}" for line in say("evidence.served.head", "zh").split("\n")]
    out += [f"格式: {SCHEMA}", "", "提交:"]
    for one in served.sets:
        out += _lines(one)
    return "\n".join(out) + "\n"


def _lines(one: ServedSet) -> Iterator[str]:
    yield f"  - 版本: {one.version}"
    yield f"    种类: {_KINDS[one.supplement]}"
    yield f"    清单校验值: {quoted(one.content)}"
    yield "    送交:"
    for handed in one.handed:
        yield f"      - {{日期: {handed.day.isoformat()}, 提交给: {quoted(handed.to)}}}"
    if one.late:
        yield f"    逾期理由: {quoted(one.late)}"
    yield f"    目录页: {quoted(str(one.index))}"
    yield f"    末页: {one.last}"
    yield "    证据:"
    for exhibit in one.exhibits:
        yield f"      - 编号: {quoted(exhibit.id)}"
        yield f"        序号: {quoted(exhibit.no)}"
        yield f"        名称: {quoted(exhibit.title)}"
        yield f"        页码: {quoted(str(exhibit.pages))}"
        for key, words in zip(_PARTS, (exhibit.excerpt, exhibit.turned, exhibit.left_out), strict=True):
            if words:
                yield f"        {key}: {quoted(words)}"
        yield "        文件:"
        yield from (f"          - {quoted(digest)}" for digest in exhibit.files)
