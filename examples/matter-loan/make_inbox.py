"""Make the raw material of the example again: ``python examples/matter-loan/make_inbox.py``.

Every file is a page of plain words, the same bytes at each run. Names are as untidy as a client leaves them.
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
_LENDER, _BORROWER = "林示例", "陈样例"


def _slip(day: str, amount: str, payer: str, payee: str, memo: str) -> tuple[str, list[str]]:
    said = [f"交易日期：{day}", f"付款人：{payer}", f"收款人：{payee}", f"金额：{amount}元"]
    return "银行电子回单", [*said, f"附言：{memo}"]


def _letter(name: str, asked: str, day: str) -> tuple[str, list[str]]:
    return "催款函", [f"{name}：", asked, "请自收到之日起十五日内付清。", f"{_LENDER}（签名）　{day}"]


def _track(number: str, name: str, day: str) -> tuple[str, list[str]]:
    return "国内特快专递邮件查询", [f"邮件号：{number}", "内件品名：催款函", f"收件人：{name}", f"{day}　已签收，本人签收"]


def _waybill(number: str, name: str, address: str, day: str) -> tuple[str, list[str]]:
    said = [f"邮件号：{number}", f"收件人：{name}", f"地址：{address}", "内件品名：催款函", f"收寄日期：{day}"]
    return "国内特快专递邮件详情单", said


_CHEN, _ZHAO = "江州市西湖区桥头街8号", "江州市南湖区书院路3号"
PAPERS: dict[str, tuple[str, list[str]]] = {
    "身份证_林.pdf": ("居民身份证", [f"姓名：{_LENDER}", "公民身份号码：33019919790512002X", "住址：江州市东湖区柳巷12号"]),
    "借款合同签字版.pdf": (
        "借款合同",
        [f"出借人：{_LENDER}　借款人：{_BORROWER}", "第一条　借款金额400,000元，分两次交付。", "第二条　月利率2%。",
         "第三条　借款人于2021年5月6日前一次还清。", "第六条　出借人为实现债权支出的律师费由借款人承担。",
         "第八条　争议由江州市东湖区人民法院管辖。", "签订日期：2020年5月6日（双方签名、捺印）"],
    ),
    "保证书-赵.pdf": (
        "保证书",
        [f"本人赵示例，自愿为{_BORROWER}2020年5月6日向{_LENDER}的借款承担连带责任保证。",
         "保证期间：主债务履行期限届满之日起六个月。", "保证人：赵示例（签名、捺印）　2020年5月6日"],
    ),
    "保证书(孙).pdf": (
        "保证书",
        [f"{_BORROWER}不能偿还2020年5月6日的借款时，由本人承担保证责任（一般保证）。",
         "保证期间：主债务履行期限届满之日起六个月。", "保证人：孙示例（签名）　2020年5月6日"],
    ),
    "转账回单0506.pdf": _slip("2020年5月6日", "250,000.00", _LENDER, _BORROWER, "借款"),
    "转账回单0615.pdf": _slip("2020年6月15日", "142,000.00", _LENDER, _BORROWER, "借款"),
    "转账回单0615(1).pdf": _slip("2020年6月15日", "142,000.00", _LENDER, _BORROWER, "借款"),
    "陈还款20201120.pdf": _slip("2020年11月20日", "60,000.00", _BORROWER, _LENDER, "还款"),
    "陈还款20211210.pdf": _slip("2021年12月10日", "12,000.00", _BORROWER, _LENDER, "还款"),
    "致赵催告函2021.pdf": _letter("赵示例", f"{_BORROWER}的借款已经到期，请您承担连带保证责任。", "2021年8月30日"),
    "EMS面单2021赵.pdf": _waybill("EA000000014CN", "赵示例", _ZHAO, "2021年8月30日"),
    "EMS查询2021赵.pdf": _track("EA000000014CN", "赵示例", "2021年9月1日"),
    "致陈催款函2024.pdf": _letter(_BORROWER, "请偿还2020年5月6日的借款本息。", "2024年6月18日"),
    "EMS面单2024陈.pdf": _waybill("EA000000028CN", _BORROWER, _CHEN, "2024年6月18日"),
    "EMS查询2024陈.pdf": _track("EA000000028CN", _BORROWER, "2024年6月20日"),
    "致赵催款函2024.pdf": _letter("赵示例", f"请您对{_BORROWER}的借款承担连带保证责任。", "2024年6月18日"),
    "EMS面单2024赵.pdf": _waybill("EA000000031CN", "赵示例", _ZHAO, "2024年6月18日"),
    "EMS查询2024赵.pdf": _track("EA000000031CN", "赵示例", "2024年6月20日"),
    "委托代理合同和发票.pdf": (
        "委托代理合同",
        [f"委托人：{_LENDER}　受托人：江州示例律师事务所", "律师费15,000元。", "发票已开具，2026年8月28日付清。"],
    ),
}  # fmt: skip
TEXTS = {"给律师的备注.txt": "内部：孙说期限早过了不认。陈的房子听说在卖。勿外传。\n"}


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
    INBOX.mkdir(exist_ok=True)
    for name, (title, lines) in PAPERS.items():
        (INBOX / name).write_bytes(_pdf(title, lines))
    for name, words in TEXTS.items():
        (INBOX / name).write_text(words, "utf-8")


if __name__ == "__main__":
    main()
