"""Make the raw material of the example again: ``python examples/matter-enforcement/make_inbox.py``.

Every file is a page or two of plain words, the same bytes at each run. Names are as untidy as a client leaves them.
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
_COURT = "江州市东湖区人民法院"
_SELLER, _BUYER = "江州示例建材有限公司", "南浦样例商贸有限公司"


def _slip(day: str, amount: str, memo: str) -> tuple[str, list[str]]:
    said = [f"交易日期：{day}", f"付款人：{_BUYER}　账号：6200000000000000022", f"收款人：{_SELLER}"]
    return "网上银行电子回单", [*said, f"金额：{amount}元", f"附言：{memo}"]


PAPERS: dict[str, tuple[str, list[str]]] = {
    "营业执照(副本).pdf": ("营业执照", [f"名称：{_SELLER}", "统一社会信用代码：91330100MA0EX0B01J", "法定代表人：林示例"]),
    "南浦企业信息查询20260910.pdf": (
        "企业信用信息查询结果",
        [f"名称：{_BUYER}", "统一社会信用代码：91330100MA0EX0B02M", "法定代表人：许样本", "对外投资：江州样例置业有限公司，30%",
         "查询日期：2026年9月10日"],
    ),
    "购销合同盖章版.pdf": (
        "建材购销合同",
        [f"出卖人：{_SELLER}", f"买受人：{_BUYER}", "第一条　标的：水泥、砂石，总价500,000.00元（订单DD-1）。",
         "第五条　货款于2022年9月30日前付清。", "第六条　逾期付款的，按逾期货款每日万分之三支付违约金。",
         "第九条　争议由江州市东湖区人民法院管辖。", "签订日期：2022年3月1日（双方盖章）"],
    ),
    "保证书 王.pdf": (
        "保证书",
        [f"本人王样例，自愿为{_BUYER}在《建材购销合同》项下的债务向{_SELLER}承担连带责任保证。",
         "保证期间：主债务履行期限届满之日起二年。", "保证人：王样例（签名、捺印）　2022年3月1日"],
    ),
    "（2023）江0102民初456号 民事调解书.pdf": (
        "民事调解书",
        [_COURT, "（2023）江0102民初456号", f"原告：{_SELLER}　被告：{_BUYER}、王样例", "案由：买卖合同纠纷",
         f"一、{_BUYER}支付{_SELLER}货款480,000元，分四期各120,000元，于2023年4月28日、6月30日、8月31日、10月31日前付清。",
         "二、末期另付违约金20,000元。", "三、案件受理费4,400元由被告负担，于2023年4月28日前直接支付原告。",
         "四、有一期未按期足额支付的，其余各期同时到期，原告可以就全部未付款项申请执行。",
         "五、王样例对上述债务承担连带清偿责任。", "2023年4月10日"],
    ),
    "送达回证456.pdf": ("送达回证", ["（2023）江0102民初456号民事调解书", "受送达人各方均于2023年4月10日签收。"]),
    "回单20230428.pdf": _slip("2023年4月28日", "124,400.00", "第一期及诉讼费"),
    "回单20230428 - 副本.pdf": _slip("2023年4月28日", "124,400.00", "第一期及诉讼费"),
    "回单0630.pdf": _slip("2023年6月30日", "120,000.00", "第二期"),
    "IMG_0915回单.pdf": _slip("2023年9月15日", "50,000.00", "部分"),
    "执行受理通知书.pdf": (
        "执行案件受理通知书",
        [_COURT, "（2023）江0102执789号", f"申请执行人：{_SELLER}", "你方的执行申请，本院已于2023年11月6日立案执行。"],
    ),
    "执行款发还凭证.pdf": ("执行款发还凭证", ["（2023）江0102执789号", "2024年1月19日扣划并发还30,000.00元。"]),
    "和解协议（盖章）.pdf": (
        "执行和解协议",
        [f"申请执行人：{_SELLER}　被执行人：{_BUYER}、王样例", "一、尚欠款项180,000元，分三期支付，各60,000元。",
         "二、付款日：2024年4月30日、7月31日、10月31日。", "2024年3月15日（各方盖章、签名）"],
    ),
    "执行笔录2024.3.15.pdf": ("执行笔录", [_COURT, "2024年3月15日", "双方陈述：已达成执行和解并提交协议，请求中止执行。"]),
    "回单20240430.pdf": _slip("2024年4月30日", "60,000.00", "和解第一期"),
}  # fmt: skip
TEXTS = {"notes.txt": "内部：许总说年底前卖股权，注意查置业公司。勿外传。\n"}


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
