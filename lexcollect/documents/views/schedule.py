"""计算表 as an annex: the fields of the Word template, from the same table the workbook is written from."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lexcollect.claims.schedule_table import Paid, Row, Table
from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.dates import long_date
from lexcollect.documents.material import numbered
from lexcollect.wording import say, speaking

TEMPLATE = "annexes/计算表.docx"
_KINDS = {"penalty": "违约金", "interest": "逾期付款损失", "mixed": "违约金和逾期付款损失"}


def view(table: Table) -> dict[str, Any]:
    """Return the fields of the template; every figure was computed before."""
    with speaking("zh"):
        return {
            "标题": table.title,
            "案件": table.matter,
            "债权人": table.creditor,
            "债务人": table.debtor,
            "计算至": long_date(table.as_of) + ("（含当日）" if table.counted else "（不含当日）"),
            "本金": format_yuan(table.principal),
            "分段": [_line(number, row) for number, row in enumerate(table.rows, 1)],
            "付款": _payments(table.payments),
            "小计序号": "三" if table.payments else "二",
            "小计": [
                {
                    "应收款": s.item,
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
            "结论": _conclusion(table),
            "口径": numbered(_method(table)),
        }


def _line(number: int, row: Row) -> dict[str, str]:
    return {
        "序号": str(number),
        "应收款": row.item,
        "基数": format_yuan(row.base),
        "起止": f"{row.first.isoformat()}至{row.last.isoformat()}",
        "天数": f"{row.days:,}",
        "标准": _rate(row),
        "金额": format_yuan(row.amount),
    }


def _rate(row: Row) -> str:
    value = f"{row.rate * 100:f}"
    shown = value.rstrip("0").rstrip(".") if "." in value else value
    if row.per == "day":
        return f"每日{shown}%"
    made = ""
    if row.base_rate is not None and row.published is not None:
        made = f"（{(row.base_rate * 100).normalize():f}%，{row.published.isoformat()}公布）"
    return f"年利率{shown}%{made}"


def _payments(paid: tuple[Paid, ...]) -> list[dict[str, str]]:
    """Return one row for each payment, with all it went to."""
    rows: dict[str, list[Paid]] = defaultdict(list)
    for part in paid:
        rows[part.payment].append(part)
    return [
        {
            "付款": name,
            "日期": long_date(parts[0].day),
            "冲抵": "；".join(f"{p.item} {p.part} {format_yuan(p.amount)}" for p in parts),
            "金额": format_yuan(sum((p.amount for p in parts[1:]), parts[0].amount)),
            "理由": "；".join(dict.fromkeys(p.why for p in parts)),
        }
        for name, parts in rows.items()
    ]


def _conclusion(table: Table) -> str:
    name = _KINDS[table.kind]
    on = f"自次日起每日另计{format_yuan(table.per_day)}元，至实际付清之日止。" if table.per_day else ""
    start = f"计算至{long_date(table.as_of)}，{name}合计{format_yuan(table.total)}元。"
    return start + (on if table.counted else on.replace("自次日起", "自该日起"))


def _method(table: Table) -> list[str]:
    return [*(words.render() for words in table.foot), say("calc.annex.by_hand")]
