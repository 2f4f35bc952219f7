"""Make the raw material of the example again: ``python examples/matter-works/make_inbox.py``.

Papers of a building site as a client hands them over: contract, progress sheets, acceptance, handover, settlement, bank
slips, a demand with its waybill; besides a copy saved twice, a draft and notes that stay inside. All names are invented.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

INBOX = Path(__file__).resolve().parent / "inbox"
_LAYOUT = """
#let data = json(bytes(sys.inputs.data))
#set page(width: 210mm, height: data.at("height", default: 297) * 1mm, margin: 24mm)
#set text(font: data.fonts, size: 11.5pt, lang: "zh")
#set par(leading: 0.95em, justify: true)
#align(center, text(size: 18pt, weight: "bold", data.title))
#v(0.6em)
#for line in data.lines [#line #parbreak()]
#if data.rows.len() > 0 {
  table(columns: data.rows.at(0).len(), inset: 7pt, ..data.rows.flatten())
}
#v(1em)
#for line in data.signs [#align(right, line) #parbreak()]
"""
_US, _THEM = "江州云岭示例建筑工程有限公司", "江州汉东样例产业园开发有限公司"
_WORKS = "汉东样例产业园2号厂房"
_NUMBER = "HD-SG-2023-05"

Page = dict[str, Any]


def _page(title: str, lines: list[str], *signs: str, rows: list[list[str]] | None = None, height: int = 297) -> Page:
    return {"title": title, "lines": lines, "signs": list(signs), "rows": rows or [], "height": height}


def _slip(day: str, amount: str, memo: str, number: str) -> Page:
    rows = [
        ["交易日期", day, "回单编号", number],
        ["付款人", _THEM, "收款人", _US],
        ["付款账号", "3300 0000 0000 0000 022", "收款账号", "3300 0000 0000 0000 011"],
        ["开户行", "江州示范银行西湖支行", "开户行", "江州示范银行东湖支行"],
        ["金额（元）", amount, "附言", memo],
    ]
    return _page("江州示范银行　电子回单", [], "（电子回单专用章）", rows=rows, height=148)


CONTRACT = [
    f"发包人（甲方）：{_THEM}　　承包人（乙方）：{_US}",
    f"第一条　工程名称：{_WORKS}土建及安装工程。工程地点：江州市西湖区样例路200号。",
    "第二条　承包范围：施工图纸范围内的土建、给排水、电气安装工程。",
    "第三条　承包人资质：建筑工程施工总承包贰级。",
    "第五条　工期：2023年4月1日开工，2024年9月30日前竣工。",
    "第十一条　合同价款：8,600,000.00元，按实结算。",
    "第十二条　付款",
    "12.1　本工程不付预付款。",
    "12.2　进度款按发包人审定的月进度支付，于审定次月25日付清。",
    "12.3　竣工验收合格后15日内付至合同价款的85%。",
    "12.4　竣工结算完成后30日内付至结算价款的97%。",
    "第十五条　质量保证金",
    "15.1　质量保修期按国家规定执行。",
    "15.2　结算价款的3%为质量保证金，竣工验收合格后12个月内返还，不计利息。",
    "第十六条　违约责任",
    "16.3　发包人逾期付款，承包人为实现债权支出的律师费由发包人承担。",
    "第十八条　通知与送达",
    "18.1　甲方：江州市西湖区样例路200号，收件人郁样文，电话19900000012；乙方：江州市东湖区虚构大道66号，收件人沈例安，电话19900000011。",
    "18.2　上述地址同时作为诉讼文书的送达地址；拒收的，视为送达。",
    "第十九条　争议解决：由承包人住所地人民法院管辖。",
]

PAPERS: dict[str, Page] = {
    "汉东公司工商信息.pdf": _page(
        "企业信用信息公示报告（节选）",
        ["查询日期：2026年3月12日"],
        rows=[
            ["名称", _THEM],
            ["统一社会信用代码", "91330199FAKE00042R"],
            ["住所", "江州市西湖区样例路200号"],
            ["法定代表人", "高样本（执行董事）"],
            ["状态", "存续"],
        ],
    ),
    "施工合同 盖章版.pdf": _page(
        f"建设工程施工合同　{_NUMBER}", CONTRACT, "甲方（盖章）　乙方（盖章）", "签订日期：2023年3月10日"
    ),
    "施工合同 谈判稿v3.pdf": _page(f"建设工程施工合同　{_NUMBER}（谈判稿）", CONTRACT[:6], "未签署"),
    "资质证书.pdf": _page(
        "建筑业企业资质证书",
        [f"企业名称：{_US}", "资质类别及等级：建筑工程施工总承包贰级", "有效期：2021年6月1日至2026年5月31日"],
        "（发证机关章）",
    ),
    "进度款审定单 2023年9月.pdf": _page(
        "工程进度款审定单（一）",
        [f"工程名称：{_WORKS}　　合同编号：{_NUMBER}", "审定进度款：2,000,000.00元，于2023年10月25日支付。"],
        "发包人（盖章）：郁样文",
        "2023年9月25日",
    ),
    "进度款审定单2.pdf": _page(
        "工程进度款审定单（二）",
        [f"工程名称：{_WORKS}　　合同编号：{_NUMBER}", "审定进度款：2,500,000.00元，于2024年3月25日支付。"],
        "发包人（盖章）：郁样文",
        "2024年2月25日",
    ),
    "竣工报告（签收）.pdf": _page(
        "竣工验收报告",
        [f"工程名称：{_WORKS}", "本工程已于2024年9月5日按施工图纸全部完成，自检合格，申请竣工验收。"],
        f"承包人：{_US}（盖章）",
        "2024年9月6日　发包人签收：郁样文",
    ),
    "竣工验收证明书.pdf": _page(
        "单位工程竣工验收证明书",
        [f"工程名称：{_WORKS}", "验收日期：2024年9月20日", "验收结论：符合设计要求和施工质量验收规范，验收合格。"],
        "发包人、监理、设计、勘察、施工五方盖章",
    ),
    "结算书签收单.pdf": _page(
        "竣工结算文件签收单",
        [f"工程名称：{_WORKS}　　合同编号：{_NUMBER}", "今收到承包人提交的竣工结算书一套，报送金额9,120,000.00元。"],
        "发包人签收：郁样文",
        "2024年10月30日",
    ),
    "工程结算协议.pdf": _page(
        "工程结算协议",
        [
            f"甲方：{_THEM}　　乙方：{_US}",
            f"一、双方确认{_WORKS}（合同{_NUMBER}）结算价款为9,000,000.00元。",
            "二、其中质量保证金270,000.00元（3%），按合同第15.2条返还。",
            "三、其余款项按合同第12.4条支付。",
        ],
        "甲方（盖章）　乙方（盖章）",
        "2025年1月10日",
    ),
    "银行回单/回单20231025.pdf": _slip("2023年10月25日", "2,000,000.00", "9月进度款", "20231025001"),
    "银行回单/回单20240325.pdf": _slip("2024年3月25日", "2,500,000.00", "2月进度款", "20240325007"),
    "银行回单/回单20241202.pdf": _slip("2024年12月2日", "1,000,000.00", "验收款", "20241202003"),
    "银行回单/回单20250630.pdf": _slip("2025年6月30日", "600,000.00", "工程款", "20250630012"),
    "催款函20251205.pdf": _page(
        "催款函",
        [
            f"{_THEM}：",
            f"贵我双方签订的{_WORKS}施工合同（{_NUMBER}）已于2024年9月20日验收合格，2025年1月10日结算价款9,000,000.00元。",
            "贵方至今未付清验收款和结算款，质量保证金270,000.00元的返还期限也已届满。"
            "请于收到本函后七日内支付验收款、结算款，返还质量保证金并支付利息。",
        ],
        f"{_US}（盖章）",
        "2025年12月5日",
    ),
    "律师费发票.pdf": _page(
        "电子发票（普通发票）",
        ["发票号码：26332000000000000021　　开票日期：2026年3月10日"],
        rows=[
            ["购买方", _US],
            ["销售方", "江州样例律师事务所"],
            ["项目", "*鉴证咨询服务*律师费"],
            ["价税合计", "60,000.00元"],
        ],
        height=148,
    ),
}
#: What was photographed or saved from a screen.
PICTURES: dict[str, Page] = {
    "IMG_20240926_101500.jpg": _page(
        "工程移交单",
        [f"工程名称：{_WORKS}", "移交内容：厂房整体及钥匙一套，自即日起由发包人使用。"],
        f"移交人：{_US}　沈例安",
        "接收人：郁样文（发包人盖章）　2024年9月26日",
        height=148,
    ),
    "EMS面单1205.jpg": _page(
        "中国邮政速递物流　EMS邮件详情单",
        ["邮件号：EA123456785CN　　收寄日期：2025年12月5日"],
        rows=[
            ["寄件人", f"{_US}　沈例安　19900000011"],
            ["收件人", f"{_THEM}　郁样文　19900000012"],
            ["收件地址", "江州市西湖区样例路200号"],
            ["内件品名", "催款函（汉东样例产业园2号厂房工程款）"],
        ],
        height=148,
    ),
    "微信图片_20251210.png": _page(
        "邮件查询　EA123456785CN",
        [
            "2025-12-05 15:20:11　江州市东湖区　已收件",
            "2025-12-06 08:02:37　江州市西湖区　到达投递站",
            "2025-12-08 10:41:26　江州市西湖区　已签收，签收人：郁样文",
        ],
        height=148,
    ),
}
TEXTS = {"备注（内部）.txt": "内部：郁样文说年底前一定安排，三月又说先卖3号厂房。优先权四月初到期，别拖。\n"}
#: Saved twice: the first name is the original.
COPIES = {"工程结算协议 - 副本.pdf": "工程结算协议.pdf"}


def _typeset(page: Page, kind: str) -> bytes:
    import typst

    from lexcollect.bundle.fonts import choose

    texts = [page["title"], *page["lines"], *page["signs"], *(cell for row in page["rows"] for cell in row)]
    fonts = choose(texts)
    folders = list(dict.fromkeys(str(path.parent) for path in fonts.files))
    compiler = typst.Compiler(
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    )
    data = json.dumps({**page, "fonts": list(fonts.serif)}, ensure_ascii=False)
    more: dict[str, Any] = {"timestamp": 0} if kind == "pdf" else {"ppi": 110.0}
    made: bytes = compiler.compile(input=_LAYOUT.encode(), format=kind, sys_inputs={"data": data}, **more)
    return made


def _picture(page: Page, name: str) -> bytes:
    from PIL import Image

    drawn = _typeset(page, "png")
    if name.endswith(".png"):
        return drawn
    with Image.open(io.BytesIO(drawn)) as picture, io.BytesIO() as out:
        picture.convert("RGB").save(out, "JPEG", quality=82)
        return out.getvalue()


def names() -> set[str]:
    """Return the names of all files of the inbox."""
    return {*PAPERS, *PICTURES, *TEXTS, *COPIES}


def main() -> None:
    """Write every file of the inbox."""
    for name, page in PAPERS.items():
        path = INBOX / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_typeset(page, "pdf"))
    for name, page in PICTURES.items():
        (INBOX / name).write_bytes(_picture(page, name))
    for name, words in TEXTS.items():
        (INBOX / name).write_text(words, "utf-8")
    for name, original in COPIES.items():
        (INBOX / name).write_bytes((INBOX / original).read_bytes())


if __name__ == "__main__":
    main()
