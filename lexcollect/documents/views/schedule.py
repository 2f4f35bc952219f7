"""计算表 as an annex: the fields of the Word template, from the same table the workbook is written from.

The sentences are in ``schedule.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lexcollect.causes.clause_book import ClauseBook, book_of
from lexcollect.claims.schedule_table import Paid, Row, Table
from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.documents import grounds
from lexcollect.documents.cells_told import dated
from lexcollect.documents.circumstances import of_subtotal, of_table, those
from lexcollect.documents.material import numbered, series
from lexcollect.documents.pen import Pen
from lexcollect.law.rules.parts import Part
from lexcollect.wording import Text, say, speaking

if TYPE_CHECKING:
    from lexcollect.law.trace import Citation

#: What only the lawyer is told.
_READINGS = frozenset({"calc.foot.loss_reading", "calc.foot.loss_unknown", "calc.foot.interest_reading"})


def view(table: Table, book: ClauseBook | None = None) -> dict[str, Any]:
    """Return the fields of the template, in the sentences of ``book``; every figure was computed before."""
    pen = Pen(book or book_of(None), of_table(table))
    with speaking("zh"):
        return {
            "标题": table.title,
            "案件": table.matter,
            "债权人": table.creditor,
            "债务人": table.debtor,
            "签章": pen.one("schedule.seal"),
            "计算至": pen.one("schedule.as_of", {"日期": long_date(table.as_of)}),
            "本金": format_yuan(table.principal),
            "分段": [_line(pen, number, row) for number, row in enumerate(table.rows, 1)],
            "付款": _payments(table.payments),
            "冲抵表题": pen.one("schedule.payments_head"),
            "冲抵表头": pen.one("schedule.paid_head"),
            "小计序号": pen.one("schedule.subtotal_number"),
            "小计": [
                {
                    "应收款": pen.one("schedule.subtotal", {"编号": s.item}, of_subtotal(table, s)),
                    "天数": f"{s.days:,}",
                    "应计": format_yuan(s.accrued),
                    "冲抵": format_yuan(s.paid),
                    "余额": format_yuan(s.left),
                }
                for s in table.subtotals
            ],
            "合计": {
                "天数": f"{sum(s.days for s in table.subtotals):,}",
                "应计": format_yuan(table.accrued),
                "冲抵": format_yuan(table.paid),
                "余额": format_yuan(table.total),
            },
            "结论": _conclusion(pen, table),
            "口径": numbered([*_conventions(table.foot), say("calc.annex.by_hand")]),
        }


def _line(pen: Pen, number: int, row: Row) -> dict[str, str]:
    stretch = {"起": long_date(row.first), "止": long_date(row.last)}
    return {
        "序号": str(number),
        "应收款": row.item,
        "基数": format_yuan(row.base),
        "起止": _broken(pen.one("schedule.stretch", stretch), stretch["止"]),
        "天数": f"{row.days:,}",
        "标准": _rate(pen, row),
        "金额": format_yuan(row.amount),
    }


def _rate(pen: Pen, row: Row) -> str:
    published = ""
    if row.base_rate is not None and row.published is not None:
        base = "" if row.base_rate == row.rate else f"{(row.base_rate * 100).normalize():f}"
        published = pen.one("schedule.published", {"基准": base, "公布日": long_date(row.published)})
    value = f"{row.rate * 100:f}"
    said = {"数": value.rstrip("0").rstrip(".") if "." in value else value, "公布": published}
    told = pen.one("schedule.rate", said, those({"per_year": row.per != "day", "to_limit": row.to_limit}))
    return _broken(told, published, 1) if published else told


def _broken(told: str, at: str, before: int = 0) -> str:
    """Return ``told`` with a new line in the cell before its last ``at`` and the signs ``before`` it."""
    place = told.rfind(at) - before
    return f"{told[:place]}\n{told[place:]}" if place > 0 else told


def _conventions(foot: Iterable[Text]) -> Iterator[str]:
    """Yield the conventions as a court reads them: days in words, laws by title, what rests on the same together.

    Other readings are for the lawyer, who has them in the workbook and on the review sheet: the creditor signs this.
    """
    for (key, cites), group in groupby((words for words in foot if words.key not in _READINGS), _rests_on):
        if not cites:
            yield from (dated(words.render()) for words in group)
            continue
        told = series(dict(words.params)["said"].render() for words in group)
        yield dated(say(key, cites=grounds.written(cites), said=told))


def _rests_on(words: Text) -> tuple[str, tuple[Citation, ...]]:
    return words.key, dict(words.params).get("cites", ())


def _payments(paid: tuple[Paid, ...]) -> list[dict[str, str]]:
    """Return one row for each payment, with all it went to."""
    rows: dict[str, list[Paid]] = defaultdict(list)
    for part in paid:
        rows[part.payment].append(part)
    return [
        {
            "付款": name,
            "日期": long_date(parts[0].day),
            "冲抵": series(f"{p.item} {p.part} {format_yuan(p.amount)}" for p in parts),
            "金额": format_yuan(sum((p.amount for p in parts[1:]), parts[0].amount)),
            "理由": series(dict.fromkeys(p.why for p in parts)),
        }
        for name, parts in rows.items()
    ]


def _conclusion(pen: Pen, table: Table) -> str:
    sums = {
        "违约金": format_yuan(table.left_of(Part.PENALTY)),
        "损失": format_yuan(table.left_of(Part.INTEREST)),
    }
    said = {
        "日期": long_date(table.as_of),
        "名称": pen.one("schedule.kind", sums),
        "合计": format_yuan(table.total),
        "每日": format_yuan(table.per_day) if table.per_day else "",
    }
    return pen.one("schedule.conclusion", said)
