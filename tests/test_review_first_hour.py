"""The first hour: from a folder of papers to a package that verifies, in the browser alone.

Facts: the folders of the steel and of the loan matter as a client brings them. Question: does a person who reads the
papers and works on the page only come to the figures that were counted by hand, and what does it cost? Answer: not a
character of YAML, not one id; clicks, keys and typed values are counted and bounded.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import browser
from cli_run import typed
from hour_kit import WORK, Clerk, at_the_page, begun
from lexcollect.evidence.progress import progress_of

pytest.importorskip("playwright.sync_api")
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def chromium_here() -> Iterator[Any]:
    with browser() as opened:
        yield opened


# --- the steel -------------------------------------------------------------------------------------------------------

_STAMPED, _LETTER, _SLIP, _TRACK = "合同盖章版.pdf", "催款函（2025.5.20）.pdf", "EMS面单.jpg", "EMS查询.png"
_TO_ZHENG, _HIS_SLIP, _HIS_TRACK = "致郑样例催告函.pdf", "IMG_3310.HEIC", "微信图片_20250710093012.png"
_SURETY, _TRANSFER, _SCENE = "担保书-郑总签字.jpg", "微信图片_20240205171512.jpg", "照片/IMG_20230907_153012.jpg"
#: Pictures of no known kind → the group they are dragged to.
DRAGGED = dict.fromkeys(("IMG_2031.jpg", "IMG_2032.jpg", "IMG_2107.JPG", _SCENE), 3)
DRAGGED |= {_TRANSFER: 4, _HIS_SLIP: 5, _HIS_TRACK: 5}
#: What the program could not read off a picture or say of a paper: file → cells that a person fills in.
STEEL: dict[str, dict[str, str]] = {
    "工商查询(加密).pdf": {"purpose": "被告一的主体资格"},
    _SURETY: {"purpose": "郑样例承担连带责任保证，最高债权额800,000.00元"},
    "订单1 20230406.pdf": {"purpose": "订单一：H型钢100吨，432,000.00元"},
    "２０２３０８２１订单（三）.pdf": {"purpose": "订单三：圆钢120吨，537,600.00元"},
    _STAMPED: {"purpose": "买卖合同关系；付款期限；违约金标准"},
    "订单2.pdf": {"purpose": "订单二：中厚板80吨，332,000.00元"},
    "照片/现场照片.zip": {"purpose": "2023年9月7日卸货"},
    "送货单9.7.pdf": {"purpose": "2023年9月7日交付50吨"},
    "送货单\u30000828.png": {"purpose": "2023年8月28日交付70吨"},
    "邮件/Re_ 三季度对账单.eml": {"purpose": "对账单的发送过程"},
    "对账单(盖章).pdf": {"purpose": "被告一盖章确认余额1,001,600.00元"},
    _SLIP: {"purpose": "催款函寄往合同约定地址"},
    _TRACK: {"purpose": "2025年5月23日签收"},
    "IMG_2031.jpg": {"title": "送货单SH-0412", "purpose": "2023年4月12日交付60吨"},
    "IMG_2032.jpg": {"title": "送货单SH-0418", "purpose": "2023年4月18日交付40吨"},
    "IMG_2107.JPG": {"title": "送货单SH-0609", "purpose": "2023年6月9日交付80吨"},
    _SCENE: {"title": "卸货现场照片", "purpose": "2023年9月7日卸货"},
    _TRANSFER: {"title": "银行回单150,000.00元", "purpose": "被告一付款150,000.00元，指定订单三"},
    _HIS_SLIP: {"title": "邮件详情单（郑样例）", "purpose": "催告函寄往郑样例住址"},
    _HIS_TRACK: {"title": "邮件投递查询结果（郑样例）", "purpose": "2025年7月4日本人签收"},
}
#: Papers whose originals lie on the desk: what they are as a proof is ticked, or chosen where no words say it.
SEEN = {
    _STAMPED: "合同",
    _SURETY: "担保文件",
    **dict.fromkeys((_LETTER, _TO_ZHENG), "催款文书"),
    **dict.fromkeys((_SLIP, _HIS_SLIP), "邮寄面单"),
    **dict.fromkeys((_TRACK, _HIS_TRACK), "投递查询"),
}
#: Proposed facts that are right: group, and words by which each is known.
TAKEN = (
    ("当事人", "91120113FAKE00013M"),
    ("当事人", "91210103FAKE00021K"),
    ("当事人", "210199197105060017"),
    ("合同", "JB-SH-2023-001"),
    ("付款", "2023-07-14"),
    ("付款", "2024-02-05"),
    ("往来", "支付至实际付清之日止的违约金"),
    ("往来", "在保证范围内向我司承担连带清偿责任"),
    ("担保", "800000.00"),
)
_ONE, _TWO, _THREE = "DD-20230406（订单一）", "DD-20230602（应收款2）", "DD-20230821（应收款3）"


def test_the_steel_matter_in_the_browser(chromium_here: Any, tmp_path: Path) -> None:
    """Figures by hand (facts.md): 851,600.00 + 507,593.80 = 1,359,193.80; limitation until 2028-05-23; cap 800,000."""
    matter = begun(tmp_path, EXAMPLES / "matter-steel" / "inbox", "2026-11-21")
    with at_the_page(chromium_here, matter, "2026-11-21") as clerk:
        steel_sorted(clerk)
        looked_at(clerk, STEEL, SEEN)
        facts_taken(clerk, TAKEN)
        steel_entered(clerk)
        steel_proved(clerk)
        box = clerk.tab.locator("#box").inner_text()
        for figure in ("851,600.00", "507,593.80", "1,359,193.80", "2028-05-23", "2028-07-04"):
            assert figure in box, box
        made_and_verified(clerk, "天津市北辰区人民法院", "证据 5 组 28 份")
        clerk.tell("steel")
        assert clerk.typed <= 60 and clerk.clicks < 260 and clerk.keys < 80
    out = typed("calc", "案", "--as-of", "2026-11-21", cwd=tmp_path)[1]
    assert all(figure in out for figure in ("851,600.00", "507,593.80", "1,359,193.80", "800,000.00"))


def steel_sorted(clerk: Clerk) -> None:
    """What nobody could group is dragged to its group; of two that are alike one is handed in; a day is chosen."""
    clerk.go("证据")
    for file, group in DRAGGED.items():
        clerk.drag(file, group)
        assert clerk.row(file).cells["number"].startswith(f"{group}-")
    clerk.click(clerk.card("mmexport1681291234567.jpg").locator('a[href^="/twins/"]'))
    clerk.sent(lambda: clerk.click(clerk.tab.locator('button[name=keep][value="left"]')))
    assert clerk.row("mmexport1681291234567.jpg").cells["submit"] == "否"
    clerk.open(_SURETY)
    days = clerk.tab.locator("ul.choices button")
    assert days.count() >= 1
    clerk.sent(lambda: clerk.click(days.filter(has_text="2023-03-15").first))
    assert clerk.row(_SURETY).cells["date_source"] == "人工填写"


def steel_entered(clerk: Clerk) -> None:
    """What stands on papers that the program could not read: who, the orders, the deliveries."""
    clerk.table("当事人")
    ours, theirs = clerk.fact("天津津渤"), clerk.fact("沈阳沈河")
    clerk.enter(ours, "法定代表人·名称", "周范例")
    clerk.enter(ours, "住所地", "天津市北辰区虚构路18号示例大厦6层")
    clerk.enter(theirs, "法定代表人·名称", "吴样本")
    clerk.table("合同")
    contract = clerk.fact("钢材购销框架合同")
    clerk.enter(contract, "案由", "买卖合同纠纷")
    clerk.enter(contract, "付款冲抵·顺序", "指定订单、先到期本金、违约金、费用")
    clerk.tick(contract, "证据", clerk.exhibit(_STAMPED))
    clerk.table("应收款")
    clerk.enter(clerk.fact("订单一"), "标题", "DD-20230406")
    clerk.enter(clerk.fact("订单一"), "金额", "43.2万")
    for title, amount in (("DD-20230602", "332,000"), ("DD-20230821", "537600元")):
        clerk.add({"标题": title, "金额": amount}, {"所属合同": "钢材购销框架合同"})
    clerk.table("交货")
    clerk.enter(clerk.tab.locator("section.fact:not(.new)").first, "日期", "2023.4.12")
    for order, day in ((_ONE, "2023.4.18"), (_TWO, "2023.6.9"), (_THREE, "2023.8.28"), (_THREE, "2023.9.7")):
        clerk.add({"日期": day}, {"所属订单": order})


def steel_proved(clerk: Clerk) -> None:
    """What a payment was for, the guarantee, and the two demands with the links of their proof."""
    clerk.table("付款")
    payment = clerk.fact("2024-02-05")
    clerk.choose(payment, "付款人", "沈阳沈河样例重型机械有限公司（债务人）")
    clerk.choose(payment, "指定清偿", _THREE)
    clerk.tick(payment, "证据", clerk.exhibit(_TRANSFER))
    clerk.table("担保")
    surety = clerk.fact("最高额连带责任保证书")
    clerk.enter(surety, "债权发生起", "2023.3.15")
    clerk.enter(surety, "债权发生止", "2023.12.31")
    clerk.tick(surety, "担保范围", "本金", "违约金", "费用")
    clerk.enter(surety, "保证期间·期间长度", "2")
    clerk.choose(surety, "保证期间·单位", "年")
    clerk.choose(surety, "保证期间·分别计算", "是")
    clerk.tick(surety, "证据", clerk.exhibit(_SURETY))
    clerk.table("催收")
    links = {"内容": _LETTER, "寄出": _SLIP, "地址": _STAMPED, "到达": _TRACK}
    posted(clerk, "催款函0520债务人", ("EA102030405CN", "2025.5.20", "2025.5.23", "收发章"), "合同约定", links)
    links = {"内容": _TO_ZHENG, "寄出": _HIS_SLIP, "到达": _HIS_TRACK}
    posted(clerk, "催款函0702郑样例", ("EA102030572CN", "2025.7.2", "2025.7.4", "本人"), "身份证住址", links)


# --- the loan --------------------------------------------------------------------------------------------------------

#: The papers say by their own words what they are; what nobody could read has to be typed in.
LOAN: dict[str, dict[str, str]] = {}
_LETTERS = ("致赵催告函2021.pdf", "致赵催款函2024.pdf", "致陈催款函2024.pdf")
_TRACKS = ("EMS查询2021赵.pdf", "EMS查询2024赵.pdf", "EMS查询2024陈.pdf")
LOAN_SEEN = dict.fromkeys(
    ("身份证_林.pdf", "借款合同签字版.pdf", "保证书-赵.pdf", "保证书(孙).pdf", *_LETTERS, *_TRACKS), ""
)
LOAN_RECEIPTS = ("转账回单0506.pdf", "转账回单0615.pdf", "陈还款20201120.pdf", "陈还款20211210.pdf")
LOAN_SLIPS = ("EMS面单2021赵.pdf", "EMS面单2024赵.pdf", "EMS面单2024陈.pdf")
LOAN_TAKEN = (
    ("当事人", "孙示例"),
    ("当事人", "林示例"),
    ("当事人", "赵示例"),
    ("当事人", "陈样例"),
    ("合同", "江州市东湖区人民法院"),
    ("合同", "借款合同"),
    ("付款", "60000.00"),
    ("付款", "12000.00"),
    ("往来", "EA000000014CN"),
    ("往来", "EA000000028CN"),
    ("往来", "EA000000031CN"),
    ("担保", "孙示例"),
    ("担保", "赵示例"),
)


def test_the_loan_in_the_browser(chromium_here: Any, tmp_path: Path) -> None:
    """Figures by hand (facts.md of the example): 626,667.77 together; limitation until 2027-06-21."""
    matter = begun(tmp_path, EXAMPLES / "matter-loan" / "inbox", "2026-09-10")
    with at_the_page(chromium_here, matter, "2026-09-10") as clerk:
        loan_sorted(clerk)
        looked_at(clerk, LOAN, LOAN_SEEN | dict.fromkeys((*LOAN_SLIPS, *LOAN_RECEIPTS), ""))
        facts_taken(clerk, LOAN_TAKEN)
        loan_entered(clerk)
        loan_proved(clerk)
        box = clerk.tab.locator("#box").inner_text()
        for figure in ("367,443.73", "626,667.77", "2027-06-21"):
            assert figure in box, box
        made_and_verified(clerk, "江州市东湖区人民法院", "份（18 个文件）")
        clerk.tell("loan")
        assert clerk.typed <= 24 and clerk.clicks < 190 and clerk.keys < 30


def loan_sorted(clerk: Clerk) -> None:
    """By keyboard: the joint guarantee goes first; letters stand before their slips; of two copies one is left out."""
    clerk.go("证据")
    assert [clerk.row(file).cells["number"] for file in _LETTERS] == ["4-1", "4-4", "4-7"]
    assert [clerk.row(file).cells["number"] for file in _TRACKS] == ["4-3", "4-6", "4-9"]
    clerk.card("保证书-赵.pdf").focus()
    clerk.focused(clerk.card("保证书-赵.pdf"))
    clerk.sent(lambda: clerk.press("Alt+ArrowUp"))
    assert clerk.row("保证书-赵.pdf").cells["number"] == "2-2"
    clerk.click(clerk.card("转账回单0615.pdf").locator('a[href^="/twins/"]'))
    clerk.sent(lambda: clerk.click(clerk.tab.locator('button[name=keep][value="left"]')))


def loan_entered(clerk: Clerk) -> None:
    clerk.table("当事人")
    clerk.choose(clerk.fact("林示例"), "类型", "自然人")
    clerk.choose(clerk.fact("陈样例"), "类型", "自然人")
    clerk.enter(clerk.fact("陈样例"), "住所地", "江州市西湖区桥头街8号")
    clerk.table("合同")
    contract = clerk.fact("借款合同")
    clerk.enter(contract, "案由", "民间借贷纠纷")
    clerk.enter(contract, "付款期限·固定日期", "2021.5.6")
    clerk.enter(contract, "期内利息·标准", "月利率2%")
    clerk.tick(contract, "费用承担·承担的费用", "律师费")
    clerk.table("应收款")
    clerk.enter(clerk.fact("订单一"), "金额", "40万")
    clerk.enter(clerk.fact("订单一"), "日期", "2020.5.6")
    clerk.table("交货")
    clerk.sent(lambda: clerk.click(clerk.tab.get_by_role("button", name="删去这一条").first))
    clerk.table("借款交付")
    for day, amount, file in (("2020.5.6", "25万", "转账回单0506.pdf"), ("2020.6.15", "142000", "转账回单0615.pdf")):
        clerk.add(
            {"日期": day, "金额": amount, "付款方式": "银行转账"},
            {"所属应收款": clerk.names("obligations")[0]},
            {"证据": (clerk.exhibit(file),)},
        )
    clerk.table("费用")
    fee = {"证据": (clerk.exhibit("委托代理合同和发票.pdf"),)}
    clerk.add({"金额": "15000", "日期": "2026.8.28"}, {"类型": "律师费"}, fee)


def loan_proved(clerk: Clerk) -> None:
    clerk.table("担保")
    for surety, file in (("赵示例", "保证书-赵.pdf"), ("孙示例", "保证书(孙).pdf")):
        fact = clerk.fact(f"保证{surety}")
        clerk.tick(fact, "担保范围", "没有约定")
        clerk.tick(fact, "证据", clerk.exhibit(file))
    clerk.table("催收")
    for letter in ("催款函0830赵示例", "催款函0618赵示例", "催款函0618债务人"):
        clerk.choose(clerk.fact(letter), "地址依据", "身份证住址")


# --- what both do ----------------------------------------------------------------------------------------------------


def looked_at(clerk: Clerk, cells: dict[str, dict[str, str]], seen: dict[str, str]) -> None:
    """Every file is decided: filled in where it has to be, confirmed with one press, the next one follows."""
    files = [row.files[0] for row in clerk.desk.lines.rows if row.cells.get("submit") == "是"]
    for file in files:
        clerk.look_at(file, seen=seen.get(file), **cells.get(file, {}))
    catalogue = clerk.desk.parts.catalogue
    assert catalogue is not None and not progress_of(catalogue).left


def facts_taken(clerk: Clerk, taken: tuple[tuple[str, str], ...]) -> None:
    """Proposed facts that are right are taken with one press each."""
    clerk.go("待确认")
    for group, words in taken:
        heading = clerk.tab.get_by_role("heading", name=group)
        form = clerk.tab.locator("form.proposal").filter(has=heading)
        said = form.filter(has_text=words)
        found = said if said.count() else form.filter(has=clerk.tab.locator(f'input[value*="{words}"]'))
        assert found.count(), (group, words)
        clerk.sent(lambda found=found: clerk.click(found.first.locator("button.take")))


def posted(clerk: Clerk, fact: Any, words: tuple[str, ...], basis: str, links: dict[str, str]) -> None:
    """A letter by post: number, days, who signed; what shows its contents, that it went out, its address, arrival."""
    fact = clerk.fact(fact) if isinstance(fact, str) else fact
    for head, value in zip(("运单号", "寄出日期", "送达日期", "签署人"), words, strict=True):
        clerk.enter(fact, head, value)
    clerk.choose(fact, "面单写明内件", "是")
    clerk.choose(fact, "地址依据", basis)
    clerk.choose(fact, "结果", "已送达")
    for link, file in links.items():
        clerk.tick(fact, f"证明链·{link}", clerk.exhibit(file))


def made_and_verified(clerk: Clerk, court: str, extent: str) -> None:
    """Saved under a name; papers and a package are made on the page, and the package agrees with its lists."""
    from playwright.sync_api import expect

    clerk.table("选择")
    clerk.add({"法院": court})
    clerk.save("李范文")
    folder = clerk.desk.folder
    clerk.go("出文书")
    expect(clerk.tab.locator("fieldset.papers").first).to_be_visible(timeout=WORK)
    for paper in ("complaint", "evidence_list"):
        clerk.click(clerk.tab.locator(f'input[name=paper][value="{paper}"]'))
    said = clerk.made("#papers-form", "出勾选的文书")
    assert "√ 民事起诉状" in said and "√ 证据清单" in said, said
    package = "section[aria-labelledby=do-package]"
    said = clerk.made(package, "出证据包")
    assert extent in said and "草稿未确认" not in said, said
    said = clerk.made(package, "验包")
    assert "与包内清单一致" in said and "与收材料时的登记一致" in said, said
    with clerk.tab.expect_download() as kept:
        clerk.click(clerk.tab.locator("#outputs").get_by_role("link", name="证据.pdf", exact=True))
    shutil.copyfile(kept.value.path(), folder.parent / "证据.pdf")
    assert (folder.parent / "证据.pdf").read_bytes() == (folder / "4-证据包/v1/data/证据.pdf").read_bytes()
