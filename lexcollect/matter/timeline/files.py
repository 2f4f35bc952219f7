"""Files: the timeline as a page that stands alone, and the chronology for Word and Excel, in ``2-整理``.

Owns their names and that nothing edited by hand is overwritten: what was written last is remembered by its hash; a file
that differs from it is kept and the new one gets a number. The page holds no script, no address and no picture from
elsewhere. All three say that they are inside papers: they hold doubts about our own case. Remarks (备注) and what was
noted inside of an exhibit are in none of them.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from lexcollect.bundle.list_excel import excel_bytes
from lexcollect.bundle.list_tables import Group, ListTable
from lexcollect.bundle.list_word import word_bytes
from lexcollect.files import read_bounded, sha256_bytes, sha256_file, write_all
from lexcollect.findings import Finding, Where, finding, shown
from lexcollect.layout import CHRONOLOGY, SORTED, TIMELINE, TIMELINE_MEMORY
from lexcollect.matter.layout import refuse_links
from lexcollect.matter.timeline.chronicle import GAP_DAYS, Chronicle
from lexcollect.matter.timeline.drawing import draw
from lexcollect.matter.timeline.rows import COLUMNS, PERIODS, event_rows, gap_rows, period_rows
from lexcollect.records import dataclass
from lexcollect.wording import language, say

_MOST, _MOST_BYTES = 1000, 1 << 20
_CSS = (
    "body{margin:0 auto;max-width:960px;padding:1.2em;color:#1c1c1c;background:#fff;"
    'font:14px/1.55 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif}'
    "h1{font-size:1.4em;margin:.2em 0}h2{font-size:1.1em;margin:1.2em 0 .3em}svg{width:100%;height:auto}"
    "table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #cfcac0;padding:.25em .6em .25em 0;"
    "text-align:left;vertical-align:top}td:nth-child(-n+2){white-space:nowrap}.inside{border:3px double #8a5a00;"
    "color:#8a5a00;padding:.3em .8em;font-weight:600}.inside small{font-weight:400}.doubt{color:#a3201b}"
    "@media print{body{max-width:none;padding:0}tr{break-inside:avoid}thead{display:table-header-group}}"
)


@dataclass(frozen=True)
class WrittenTimeline:
    """What became of the three files: ``written`` and the ``same``, by name below the matter."""

    written: tuple[str, ...]
    same: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def write_timeline(folder: Path, chronicle: Chronicle, unsaved: int = 0) -> WrittenTimeline:
    """Write page and chronology; ``unsaved`` tells how many changes they show that are in no file yet.

    The caller holds the matter. :class:`~lexcollect.findings.Refused` where a link stands in place of a folder.
    """
    refuse_links(folder)
    memory, told = _remembered(folder), list[Finding]()
    contents = []
    table = table_of(chronicle, unsaved)
    for name, data in (
        (TIMELINE, page_of(chronicle, unsaved).encode("utf-8")),
        (f"{CHRONOLOGY}.docx", word_bytes(table)),
        (f"{CHRONOLOGY}.xlsx", excel_bytes(table)),
    ):
        digest = sha256_bytes(data)
        place = _place(folder, name, digest, memory, told)
        before = memory.get(place, [])
        # The newest, and the one it replaces: a run killed in between leaves either, and both are ours.
        memory[place] = before if before[:1] == [digest] else [digest, *before[:1]]
        contents.append((place, data))
    fresh = [(name, data) for name, data in contents if not _holds(folder / name, data)]
    known = (json.dumps(memory, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
    if fresh or not _holds(folder / TIMELINE_MEMORY, known):
        write_all([(folder / TIMELINE_MEMORY, known), *((folder / name, data) for name, data in fresh)])
    written = tuple(name for name, _ in fresh)
    return WrittenTimeline(written, tuple(name for name, _ in contents if name not in written), tuple(told))


def page_of(chronicle: Chronicle, unsaved: int = 0) -> str:
    """Return the page that stands alone."""
    drawing = draw(chronicle)
    title = _said("timeline.file_title", matter=chronicle.matter)
    lines = [f"{_said('timeline.as_of')} {chronicle.as_of.isoformat()}"]
    if unsaved:
        lines.append(_said("timeline.unsaved", count=unsaved))
    if not chronicle.answered:
        lines.append(_said("timeline.unanswered"))
    gaps = "".join(f'<li class="doubt">{escape(words)}</li>' for words in gap_rows(chronicle))
    left = [_said("timeline.outside", day=mark.day) for mark in drawing.outside]
    if drawing.bars_left:
        left.append(_said("timeline.bar_more", count=drawing.bars_left))
    notes = "".join(f"<p><small>{line}</small></p>" for line in [_said("timeline.legend"), *left])
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language() == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n"
        f'<p class="inside">{_said("timeline.inside")}<br><small>{_said("timeline.inside_long")}</small></p>\n'
        f"<h1>{title}</h1>\n<p>{'　'.join(lines)}</p>\n{drawing.svg}\n{notes}\n"
        + (f"<h2>{_said('timeline.stands_out')}</h2>\n<ul>{gaps}</ul>\n" if gaps else "")
        + f"<h2>{_said('timeline.events')}</h2>\n{_table(COLUMNS, event_rows(chronicle))}\n"
        + (
            f"<h2>{_said('timeline.periods')}</h2>\n{_table(PERIODS, period_rows(chronicle))}\n"
            if chronicle.bars
            else ""
        )
        + f"<p><small>{_said('timeline.gap_rule', days=GAP_DAYS)}</small></p>\n</body>\n</html>\n"
    )


def table_of(chronicle: Chronicle, unsaved: int = 0) -> ListTable:
    """Return the chronology as a table for Word and Excel."""
    head = [(_label("timeline.about"), chronicle.matter), (_label("timeline.as_of"), chronicle.as_of.isoformat())]
    head.append(("", say("timeline.inside") + "。" if language() == "zh" else say("timeline.inside") + "."))
    if unsaved:
        head.append(("", say("timeline.unsaved", count=unsaved)))
    keys = ("day", "lane", "event", "exhibits", "doubt")
    columns = tuple((key, say(f"timeline.column_{name}")) for key, name in zip(keys, COLUMNS, strict=True))
    groups = [Group("", tuple(event_rows(chronicle)))]
    if chronicle.bars:
        rows = tuple(
            (first, state, f"{period} {person}".strip(), say("timeline.ends", day=last), restarts)
            for period, person, first, restarts, last, state in period_rows(chronicle)
        )
        groups.append(Group(say("timeline.periods"), rows))
    foot = [("", words) for words in gap_rows(chronicle)]
    clean = tuple(
        Group(_clean(group.heading), tuple(tuple(map(_clean, row)) for row in group.rows)) for group in groups
    )
    return ListTable(
        say("timeline.table_title"),
        tuple((label, _clean(words)) for label, words in head),
        columns,
        clean,
        tuple(foot),
    )


def _label(key: str) -> str:
    return say(key) + ("：" if language() == "zh" else ": ")


def _said(key: str, **params: object) -> str:
    return escape(shown(say(key, **params)))


def _clean(words: str) -> str:
    from lexcollect.bundle.fonts import printable

    return printable(shown(words))


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{_said(f"timeline.column_{name}")}</th>' for name in columns)
    last = len(columns) - 1
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="doubt">{escape(cell)}</td>'
            if at == last and columns[at] == "doubt" and cell
            else f"<td>{escape(cell)}</td>"
            for at, cell in enumerate(row)
        )
        + "</tr>\n"
        for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>"


def _remembered(folder: Path) -> dict[str, list[str]]:
    """Return the digests of what the program wrote, by name, the newest first; nothing where that is forgotten."""
    try:
        read = json.loads(read_bounded(folder / TIMELINE_MEMORY, _MOST_BYTES))
        return {str(name): [str(one) for one in row] for name, row in read.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and sha256_file(path) == sha256_bytes(data)


def _place(folder: Path, name: str, digest: str, memory: dict[str, list[str]], told: list[Finding]) -> str:
    """Return where a file goes: ``name``, or the first numbered name when that file was edited by hand."""
    path = Path(name)
    for number in range(1, _MOST):
        found = name if number == 1 else f"{SORTED}/{path.stem}({number}){path.suffix}"
        there = folder / found
        if not there.exists() and not there.is_symlink():
            break
        if there.is_file() and not there.is_symlink() and sha256_file(there) in (digest, *memory.get(found, ())):
            break
    if number > 1:
        told.append(finding("LX-A344", Where(SORTED), file=path.name, other=Path(found).name))
    return found
