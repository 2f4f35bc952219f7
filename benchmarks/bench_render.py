"""Warm rendering against docxtpl: the same six-page template with two looped tables, the same data.

Prints milliseconds and the ratio; the project promises at least 15. Run: python benchmarks/bench_render.py
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import Environment

from lexcollect.documents import engine

PROMISED = 15


def template() -> bytes:
    """A complaint of six pages: parties, facts, two tables that grow with the data, header and footer."""
    document = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.sections[0].header.paragraphs[0].text = "{{ 案件.标题 }}"
    document.sections[0].footer.paragraphs[0].text = "{{ 律师.名称 }}　{{ 律师.电话 }}"
    document.add_heading("民事起诉状", 0)
    for side in ("原告", "被告"):
        for name in ("名称", "住所", "信用代码", "法定代表人", "电话"):
            document.add_paragraph(f"{side}{name}：{{{{ {side}.{name} }}}}")
    document.add_paragraph("{%p for 请求 in 诉讼请求 %}")
    document.add_paragraph("{{ loop.index }}. {{ 请求 }}")
    document.add_paragraph("{%p endfor %}")
    _table(document, "交货", ("日期", "名称", "数量", "单价", "金额", "证据"))
    for number in range(24):
        document.add_paragraph(
            f"第{number + 1}节　"
            + "原告依约交付货物，被告签收后未按合同约定付款，经原告多次催告仍未清偿。" * 4
            + "尚欠{{ 金额.本金 }}元（大写：{{ 金额.大写 }}）。"
        )
    document.add_paragraph("{%p if 有保证人 %}")
    document.add_paragraph("保证人{{ 保证人.名称 }}在{{ 保证人.限额 }}元范围内承担连带责任。")
    document.add_paragraph("{%p endif %}")
    _table(document, "付款", ("日期", "金额", "抵充", "余额"))
    document.add_paragraph("此致　{{ 法院 }}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, name: str, columns: tuple[str, ...]) -> None:
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, columns, strict=True):
        cell.text = title
    table.cell(1, 0).text = f"{{%tr for 行 in {name} %}}"
    for cell, title in zip(table.rows[2].cells, columns, strict=True):
        cell.text = f"{{{{ 行.{title} }}}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def data() -> dict[str, Any]:
    party = {
        "名称": "沈阳<甲>&乙钢材有限公司",
        "住所": "沈阳市沈河区",
        "信用代码": "91210103MA0000000X",
        "法定代表人": "王某",
        "电话": "024-00000000",
    }
    row = {
        "日期": "2023年3月15日",
        "名称": "螺纹钢",
        "数量": "12.5吨",
        "单价": "4,120.00",
        "金额": "51,500.00",
        "证据": "证据3-2，第17页",
        "抵充": "第1批",
        "余额": "851,600.00",
    }
    return {
        "案件": {"标题": "买卖合同纠纷"},
        "律师": {"名称": "某律师", "电话": "024"},
        "原告": party,
        "被告": party,
        "诉讼请求": ["判令被告支付货款", "判令被告支付违约金", "诉讼费由被告承担"],
        "交货": [row] * 20,
        "付款": [row] * 15,
        "金额": {"本金": "851,600.00", "大写": "捌拾伍万壹仟陆佰元整"},
        "有保证人": True,
        "保证人": {"名称": "李某", "限额": "800,000.00"},
        "法院": "沈阳市沈河区人民法院",
    }


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """Median time of one call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> int:
    source, values = template(), data()

    def peer() -> None:
        paper = DocxTemplate(io.BytesIO(source))
        paper.render(values, Environment(autoescape=True))
        paper.save(io.BytesIO())

    start = time.perf_counter()
    ready = engine.load(source)
    cold = (time.perf_counter() - start) * 1000
    ready.render(values)
    peer()
    ours, theirs = milliseconds(lambda: ready.render(values), 200), milliseconds(peer, 15)
    ratio = theirs / ours
    print(f"docxtpl {theirs:.2f} ms, warm engine {ours:.2f} ms, first load {cold:.1f} ms")
    print(f"ratio {ratio:.1f} (promised: at least {PROMISED})")
    return 0 if ratio >= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
