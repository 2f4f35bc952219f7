"""Page: the report as one HTML file that needs nothing else (网页报告).

Owns the markup and its style: light and dark, wide and narrow, on paper. No script, no address outside the file, every
word escaped; a policy in the head forbids a browser to load or run anything. The same report gives the same bytes.
"""

from __future__ import annotations

from html import escape

from lexcollect.files import sha256_bytes
from lexcollect.reporting.charts import drawn
from lexcollect.reporting.svg import svg
from lexcollect.reporting.tables import MOST_ROWS, Cell, Column, Form, Part, Sheetful, Table, cut_words, shown
from lexcollect.wording import language, say

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d8dde4;--paper:#fff;--shade:#f4f6f9;--mark:#3a6ea5}
@media (prefers-color-scheme:dark){:root{--ink:#e7ebf0;--soft:#9aa5b4;--line:#39424e;
--paper:#161b22;--shade:#1f2630;--mark:#8ab4e8}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
main{max-width:1200px;margin:0 auto;padding:28px 24px 60px}
h1{font-size:26px;margin:0 0 4px}
h2{font-size:20px;margin:44px 0 6px;padding-top:14px;border-top:2px solid var(--mark)}
h3{font-size:16px;margin:26px 0 8px}
p,ul{margin:4px 0}
.lead{color:var(--soft)}
.meaning{color:var(--soft);font-size:13.5px}
.note{color:var(--soft);font-size:13.5px;margin-top:6px}
nav{margin:14px 0 0}
nav a{color:var(--mark);margin-right:16px;white-space:nowrap}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
th,td{padding:5px 9px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{background:var(--shade);font-weight:600}
.n{text-align:right;white-space:nowrap}
.d{white-space:nowrap}
tfoot td{font-weight:600;border-top:2px solid var(--ink);border-bottom:0}
figure{margin:12px 0 18px}
figcaption{font-size:13.5px;color:var(--soft);margin-bottom:4px}
svg{width:100%;max-width:860px;height:auto}
@page{size:A4 landscape;margin:14mm 12mm}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--paper:#fff;--shade:#eee;--mark:#000}
main{max-width:none;padding:0}nav{display:none}h2{break-before:page}h2.first{break-before:auto}
h2,h3{break-after:avoid}tr,figure{break-inside:avoid}thead{display:table-header-group}tfoot{display:table-row-group}.wide{overflow:visible}
svg rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}table{font-size:9.5pt}}
"""
_MARK = "<!-- lexcollect report "
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(report: Sheetful) -> str:
    """Return the report as the text of one HTML file."""
    title = escape(report.title.render())
    links = "".join(f'<a href="#{part.key}">{escape(part.title.render())}</a>' for part in report.parts)
    lines = "".join(f'<p class="lead">{escape(line.render())}</p>' for line in report.lines)
    parts = "".join(_part(part, first=not n) for n, part in enumerate(report.parts))
    nav = f"<nav>{links}</nav>" if len(report.parts) > 1 else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language() == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="generator" content="lexcollect">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{lines}{nav}\n"
        f"{parts}</main>\n</body>\n</html>\n"
    )
    return f"{page}{_MARK}{sha256_bytes(page.encode('utf-8'))} -->\n"


def is_ours(data: bytes) -> bool:
    """Tell whether ``data`` is a page of ours that nobody changed since."""
    page, mark, rest = data.rpartition(_MARK.encode("ascii"))
    return bool(mark) and rest == f"{sha256_bytes(page)} -->\n".encode("ascii")


def _part(part: Part, *, first: bool) -> str:
    meaning = "".join(f'<p class="meaning">{escape(line.render())}</p>' for line in part.meaning)
    tables = "".join(_table(table) for table in part.tables)
    mark = ' class="first"' if first else ""
    return f'<section>\n<h2 id="{part.key}"{mark}>{escape(part.title.render())}</h2>\n{meaning}\n{tables}</section>\n'


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col"{_class(c)}>{escape(c.head.render())}</th>' for c in table.columns)
    rows = "".join(f"<tr>{_cells(table, row)}</tr>\n" for row in table.rows[:MOST_ROWS])
    foot = f"<tfoot><tr>{_cells(table, table.total)}</tr></tfoot>" if table.total else ""
    notes = "".join(f'<p class="note">{escape(note.render())}</p>' for note in table.notes)
    if len(table.rows) > MOST_ROWS:
        notes = f'<p class="note">{escape(cut_words(table))}</p>' + notes
    if not table.rows:
        rows = f'<tr><td colspan="{len(table.columns)}">{escape(say("reporting.nothing"))}</td></tr>'
    return (
        f"<h3>{escape(table.title.render())}</h3>\n{_figure(table)}"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>{foot}'
        f"</table></div>\n{notes}\n"
    )


def _figure(table: Table) -> str:
    chart = drawn(table)
    if chart is None:
        return ""
    more = len(table.rows) - len(chart.labels)
    cut = escape(say("reporting.drawn_first", count=len(chart.labels))) if more else ""
    caption = f"<figcaption>{cut}</figcaption>" if cut else ""
    return f"<figure>{caption}{svg(chart, _unit(table))}</figure>\n"


def _unit(table: Table) -> str:
    """Return what the axis of a chart counts: money, or how many."""
    assert table.chart is not None
    form = table.columns[table.place(table.chart.values[0])].form
    return say("reporting.axis") if form is Form.MONEY else say("reporting.axis_count")


def _cells(table: Table, row: tuple[Cell, ...]) -> str:
    cells = zip(table.columns, row, strict=True)
    return "".join(f"<td{_class(c)}>{escape(shown(cell, c.form))}</td>" for c, cell in cells)


def _class(column: Column) -> str:
    if column.form.number:
        return ' class="n"'
    return ' class="d"' if column.form is Form.DATE or column.short else ""
