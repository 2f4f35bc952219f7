"""Make the raw material of the example again: ``python examples/matter-invoices/make_inbox.py``.

Every file is a page of plain words, the same bytes at each run: twelve delivery notes, twelve invoices and six papers
more. The figures are those of ``facts.md``.
"""

from __future__ import annotations

import json
from pathlib import Path

INBOX = Path(__file__).resolve().parent / "inbox"
_LAYOUT = """
#let data = json(bytes(sys.inputs.data))
#set page(width: 210mm, height: 297mm, margin: 25mm)
#set text(font: data.fonts, size: 12pt, lang: "zh")
#set par(leading: 1em)
#align(center, text(size: 18pt, data.title))
#v(1em)
#for line in data.lines [#line #parbreak()]
"""
_SELLER, _BUYER = "苏州联轴示例轴承有限公司", "常州重装样例机械股份有限公司"
#: Delivered, amount in yuan, goods, quantity, day of the invoice.
DEALS = (
    ("2025-06-12", "24,800.00", "6208型深沟球轴承", "1,240套", "2025-06-20"),
    ("2025-07-03", "31,500.00", "30210型圆锥滚子轴承", "900套", "2025-07-10"),
    ("2025-07-25", "18,640.00", "6205型深沟球轴承", "1,165套", "2025-08-01"),
    ("2025-08-14", "42,000.00", "22216型调心滚子轴承", "300套", "2025-08-21"),
    ("2025-09-04", "27,360.00", "30212型圆锥滚子轴承", "760套", "2025-09-11"),
    ("2025-09-23", "35,200.00", "6310型深沟球轴承", "880套", "2025-09-29"),
    ("2025-10-16", "22,950.00", "51110型推力球轴承", "850套", "2025-10-23"),
    ("2025-11-06", "29,700.00", "32210型圆锥滚子轴承", "660套", "2025-11-13"),
    ("2025-11-20", "16,880.00", "6206型深沟球轴承", "1,055套", "2025-11-27"),
    ("2025-12-19", "38,400.00", "22218型调心滚子轴承", "240套", "2025-12-25"),
    ("2026-01-08", "25,600.00", "6308型深沟球轴承", "800套", "2026-01-15"),
    ("2026-01-28", "33,120.00", "30214型圆锥滚子轴承", "690套", "2026-02-04"),
)
PAPERS: dict[str, tuple[str, list[str]]] = {
    "常州重装企业信息查询.pdf": (
        "企业信用信息查询结果",
        [f"名称：{_BUYER}", "统一社会信用代码：91320411FAKE00520R", "法定代表人：钱样远", "住所：常州市新北区样例路66号",
         "企业规模：大型", "查询日期：2026年11月18日"],
    ),
    "中小企业声明函(签收).pdf": (
        "中小企业声明函",
        [f"{_BUYER}：", f"本公司{_SELLER}属于小型企业，特此告知。", f"{_SELLER}（盖章）　2025年6月5日",
         f"签收：{_BUYER}（收发章）　2025年6月5日"],
    ),
    "对账单2026.3(盖章).pdf": (
        "往来账项对账单",
        [f"{_BUYER}：", "截至2026年3月31日，贵公司应付本公司货款人民币342,650.00元。", f"{_SELLER}（盖章）",
         f"以上信息核对无误。{_BUYER}（财务专用章）　2026年4月2日"],
    ),
    "催款函20260817.pdf": (
        "催款函",
        [f"{_BUYER}：", "贵公司尚欠本公司货款346,150.00元。请于收到本函之日起7日内付清上述货款及逾期利息。",
         f"{_SELLER}（盖章）　二〇二六年八月十七日"],
    ),
    "EMS面单.pdf": (
        "EMS邮件详情单",
        ["邮件号：{number}", f"收件人：{_BUYER}", "地址：常州市新北区样例路66号", "内件品名：催款函（催要货款346,150元及逾期利息）",
         "收寄日期：2026年8月17日"],
    ),
    "EMS查询0819.pdf": (
        "EMS邮件投递查询",
        ["邮件号：{number}", "2026-08-19 10:21:37　已签收，签收人：单位收发章"],
    ),
}  # fmt: skip
_NUMBER = "EA202608179CN"


def _long(day: str) -> str:
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def _deals() -> dict[str, tuple[str, list[str]]]:
    """Return delivery notes and invoices, named as they came."""
    found: dict[str, tuple[str, list[str]]] = {}
    for number, (delivered, amount, goods, quantity, billed) in enumerate(DEALS, 1):
        note = f"SH-{number:02d}"
        found[f"送货单/{note} {delivered.replace('-', '')}.pdf"] = (
            "送货单",
            [f"单号：{note}　日期：{_long(delivered)}", f"收货单位：{_BUYER}", f"货物：{goods}　数量：{quantity}",
             f"金额：{amount}元", f"收货：{_BUYER}（收货专用章）"],
        )  # fmt: skip
        code = f"253220000000000000{number:02d}"
        found[f"发票/dzfp_{code}_{billed.replace('-', '')}.pdf"] = (
            "电子发票（增值税专用发票）",
            [f"发票号码：{code}　开票日期：{_long(billed)}", f"购买方：{_BUYER}", f"销售方：{_SELLER}",
             f"项目：{goods}　数量：{quantity}", f"价税合计：{amount}元"],
        )  # fmt: skip
    return found


def _pdf(title: str, lines: list[str]) -> bytes:
    import typst

    from lexcollect.bundle.fonts import choose

    fonts = choose([title, *lines])
    folders = list(dict.fromkeys(str(path.parent) for path in fonts.files))
    compiler = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    )
    data = {"title": title, "lines": lines, "fonts": list(fonts.serif)}
    made: bytes = compiler.compile(
        input=_LAYOUT.encode(), format="pdf", timestamp=0, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    return made


def main() -> None:
    """Write every file of the inbox."""
    for name, (title, lines) in (PAPERS | _deals()).items():
        path = INBOX / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_pdf(title, [line.replace("{number}", _NUMBER) for line in lines]))


if __name__ == "__main__":
    main()
