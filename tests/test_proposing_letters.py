"""Demand letters between persons: the letter, its slip and its tracking page are one demand with its links.

Facts: 林示例 lent to 陈样例; 赵示例 stands surety. The folder holds letters under the names that people give them, with
the slip of the post and the page of the track. Question: is the demand proposed, to whom, when it arrived, and does
each paper carry its own link (诉讼时效规定 8)? Answer: yes, and only for the number that a page names.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lexcollect.evidence.titles import LETTER_TITLES, drafted_proof, drafted_title
from lexcollect.formats.courier_track import Fate, tracks_in
from lexcollect.formats.kinds import FileKind
from lexcollect.proposing.exhibits import exhibits_of
from lexcollect.proposing.gathering import found_in, gather
from lexcollect.proposing.kinds import kind_of
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Proposal
from proposing_kit import fact, facts, paper

ZHAO, CHEN = "江州市南湖区书院路3号", "江州市西湖区桥头街8号"
CONTRACT = paper(
    "借款合同\n出借人：林示例  借款人：陈样例\n第一条 借款金额400,000元。\n签订日期：2020年5月6日（双方签名、捺印）\n",
    "借款合同.pdf",
)
SURETY = paper(
    "保证书\n本人赵示例，自愿为陈样例的借款承担连带责任保证。\n保证人：赵示例（签名、捺印）  2020年5月6日\n",
    "保证书.pdf",
)
ID_CARD = paper(
    f"姓名 赵示例\n性别 男  民族 汉\n出生 1980年1月20日\n住址 {ZHAO}\n公民身份号码 330199198001200013\n", "赵.jpg"
)
ASKED = "陈样例的借款已经到期，请您承担连带保证责任。"


def letter(title: str, to: str = "赵示例：", asked: str = ASKED, foot: str = "林示例（签名）  2021年8月30日") -> Paper:
    return paper(f"{title}\n{to}\n{asked}\n请自收到之日起十五日内付清。\n{foot}\n", "函.pdf")


def waybill(
    number: str = "EA000000014CN", to: str = "赵示例", address: str = ZHAO, posted: str = "2021年8月30日"
) -> Paper:
    head = f"国内特快专递邮件详情单\n邮件号：{number}\n收件人：{to}\n地址：{address}\n"
    words = f"{head}内件品名：催款函\n收寄日期：{posted}\n"
    return paper(words, "面单.pdf")


def track(number: str = "EA000000014CN", ended: str = "2021年9月1日  已签收，本人签收") -> Paper:
    return paper(f"国内特快专递邮件查询\n邮件号：{number}\n收件人：赵示例\n{ended}\n", "查询.pdf")


def demands(*papers: Paper) -> list[Proposal]:
    exhibits = {one.file: one.file for one in papers}
    return [one for one in gather(papers, {}, exhibits).proposals if one.group == "communications"]


def said(one: Proposal) -> dict[str, Any]:
    return {key: value.value for key, value in one.values.items()}


@pytest.mark.parametrize(
    "title",
    [
        "催款函",
        "催 告 函",
        "催收函",
        "催款通知书",
        "还款通知",
        "还款通知书",
        "逾期贷款催收通知书",
        "借款到期还款通知书",
        "履行保证责任通知书",
        "关于承担保证责任的催告函",
        "保证责任催告函",
        "催缴通知",
    ],
)
def test_a_letter_is_a_demand_under_the_names_that_people_give_it(title: str) -> None:
    (one,) = demands(CONTRACT, SURETY, letter(title), waybill(), track())
    held = said(one)
    assert (held["kind"], held["date"], held["recipient"]) == ("letter", "2021-08-30", "赵示例")
    assert (held["posted_on"], held["delivered_on"], held["status"]) == ("2021-08-30", "2021-09-01", "delivered")
    assert (held["tracking_no"], held["signed_by"]) == ("EA000000014CN", "本人")
    assert held["links"] == {"content": ["函.pdf"], "sent": ["面单.pdf"], "arrival": ["查询.pdf"]}
    assert "address_basis" in one.lacking  # no paper of his has the address: it is asked for


@pytest.mark.parametrize(
    "title", ["欠款确认函", "债权转让通知书", "合同到期不续租告知函", "发货通知", "对账函", "还款计划", "询证函"]
)
def test_what_only_sounds_like_a_demand_is_none(title: str) -> None:
    assert not facts(f"{title}\n赵示例：\n请查收附件。\n林示例  2021年8月30日\n", "communications")


def test_a_lawyer_writes_for_a_person() -> None:
    words = (
        f"律师函\n致：赵示例\n江州示例律师事务所受林示例女士的委托，就借款事宜函告如下：\n{ASKED}\n"
        "江州示例律师事务所\n2021年8月30日\n"
    )
    (one,) = demands(CONTRACT, SURETY, paper(words, "函.pdf"), waybill(), track())
    held = said(one)
    assert (held["kind"], held["recipient"], held["delivered_on"]) == ("lawyer_letter", "赵示例", "2021-09-01")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("赵示例：", "赵示例"),
        ("赵示例先生：", "赵示例"),
        ("尊敬的赵示例女士：", "赵示例"),
        ("致：赵示例", "赵示例"),
        ("致 保证人赵示例：", "赵示例"),
        ("致：赵示例（公民身份号码330199198001200013）", "赵示例"),
    ],
)
def test_how_a_person_is_addressed(line: str, name: str) -> None:
    assert fact(letter("催款函", line).text, "communications")["recipient"] == name


@pytest.mark.parametrize("line", ["敬启者：", "保证人：赵示例", "事由：", "赵示例"])
def test_what_is_no_address_of_a_person(line: str) -> None:
    assert not facts(letter("催款函", line).text, "communications")


def test_a_letter_says_whether_it_is_to_the_debtor_or_to_a_surety() -> None:
    """No paper of the guarantee is there: the letter alone tells as what it asks."""
    asked = {
        one.plain("name"): one.plain("role")
        for words in (letter("催款函"), letter("催款函", "陈样例：", "请偿还2020年5月6日的借款本息。"))
        for one in found_in(words)
        if one.group == "parties"
    }
    assert asked == {"林示例": "creditor", "赵示例": "surety", "陈样例": "debtor"}
    both = {
        one.plain("name"): one.plain("role")
        for one in found_in(letter("催收函", "致：陈样例（借款人）、赵示例（保证人）"))
        if one.group == "parties"
    }
    assert both == {"林示例": "creditor", "陈样例": "debtor", "赵示例": "surety"}


def test_a_tracking_page_proves_arrival_only_for_the_number_it_names() -> None:
    (one,) = demands(CONTRACT, SURETY, letter("催告函"), waybill(), track("EA000000028CN"))
    held = said(one)
    assert held["status"] == "sent" and "delivered_on" not in held and "arrival" not in held["links"]
    two = track().text + "\n邮件号：EA000000028CN\n2021年9月5日  已签收，他人代收：门卫\n"
    (one,) = demands(CONTRACT, SURETY, letter("催告函"), waybill(), paper(two, "查询.pdf"))
    assert (said(one)["delivered_on"], said(one)["signed_by"]) == ("2021-09-01", "本人")


@pytest.mark.parametrize(
    ("line", "fate", "day"),
    [
        ("2024年6月20日 已签收，本人签收", Fate.DELIVERED, date(2024, 6, 20)),
        ("2024-06-20 妥投", Fate.DELIVERED, date(2024, 6, 20)),
        ("签收时间：2024年6月20日 10时", Fate.DELIVERED, date(2024, 6, 20)),
        ("2024/6/20 收件人拒收", Fate.REFUSED, date(2024, 6, 20)),
    ],
)
def test_a_page_that_tells_days_only(line: str, fate: Fate, day: date) -> None:
    words = f"邮件号：EA000000028CN\n{line}\n"
    (found,) = tracks_in(words, by_days=True)
    assert (found.events[-1].fate, found.events[-1].time.date()) == (fate, day)
    assert not tracks_in(words)  # of any other paper a day beside a number is no track


def test_a_page_on_which_it_is_under_way_proves_no_arrival() -> None:
    assert not tracks_in("邮件号：EA000000028CN\n2024年6月20日 未签收，派送中\n打印日期 2024年6月21日\n", by_days=True)


@pytest.mark.parametrize(
    ("ground", "basis"),
    [
        (ID_CARD, "id_card"),
        (
            paper(f"借款合同\n出借人：林示例  借款人：陈样例\n保证人赵示例的送达地址：{ZHAO}。\n", "约定.pdf"),
            "contract",
        ),
    ],
)
def test_the_address_rests_on_the_paper_that_has_it(ground: Paper, basis: str) -> None:
    (one,) = demands(CONTRACT, SURETY, ground, letter("催告函"), waybill(), track())
    held = said(one)
    assert held["address_basis"] == basis
    assert list(held["links"]) == ["content", "sent", "address", "arrival"]
    assert held["links"]["address"] == [ground.file] and ground.file not in one.exhibits


def test_another_address_rests_on_nothing() -> None:
    (one,) = demands(CONTRACT, SURETY, ID_CARD, letter("催告函"), waybill(address=CHEN), track())
    assert "address_basis" not in one.values and "address" not in said(one)["links"]


def test_title_id_and_purpose_keep_the_word_of_the_paper() -> None:
    made = {name: exhibits_of(found_in(letter(name)))["函.pdf"] for name in ("催款函", "催告函", "履行保证责任通知书")}
    assert {name: one.title for name, one in made.items()} == {
        name: f"《{name}》（2021年8月30日，致赵示例）" for name in made
    }
    assert {one.purpose for one in made.values()} == {"2021年8月30日向保证人赵示例请求承担连带保证责任"}
    to_chen = letter("催款函", "陈样例：", "请偿还2020年5月6日的借款本息。否则将要求支付违约金。")
    assert exhibits_of(found_in(to_chen))["函.pdf"].purpose == "2021年8月30日向陈样例请求偿还2020年5月6日的借款本息"
    seen = exhibits_of(found_in(track()))["查询.pdf"]
    assert seen.purpose == "邮件EA000000014CN（收件人赵示例）于2021年9月1日本人签收"
    (one,) = demands(CONTRACT, SURETY, letter("催告函"), waybill(), track())
    assert said(one)["id"] == "催告函0830赵示例"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("致赵催告函2021.pdf", "催告函"),
        ("致赵催款函2024.pdf", "催款函"),
        ("催收函.pdf", "催收函"),
        ("还款通知.jpg", "还款通知书"),
        ("履行保证责任通知书(赵).pdf", "履行保证责任通知书"),
        ("律师函.pdf", "律师函"),
    ],
)
def test_a_file_is_called_by_its_own_word(name: str, title: str) -> None:
    assert drafted_title(name, FileKind.PDF) == title and title in LETTER_TITLES
    assert drafted_proof(name, FileKind.PDF) == "催款文书"


def test_an_identity_card_tells_the_person_and_no_side() -> None:
    assert kind_of(ID_CARD) == "居民身份证"
    held = fact(ID_CARD.text, "parties")
    assert (held["name"], held["id_no"], held["gender"]) == ("赵示例", "330199198001200013", "男")
    assert (held["birth"], held["domicile"], held["ethnicity"]) == ("1980-01-20", ZHAO, "汉")
    assert "role" not in held
    assert not [one for one in gather([CONTRACT, ID_CARD], {}, {}).proposals if one.id == "parties:赵示例"]


def test_a_surety_is_not_said_to_owe_the_whole_debt() -> None:
    """The letter tells the debt and asks him within his guarantee: its ceiling may be lower (民法典 690)."""
    words = letter("催告函", asked="陈样例尚欠借款851,600.00元，请您在保证范围内承担连带清偿责任。")
    assert exhibits_of(found_in(words))["函.pdf"].purpose == "2021年8月30日向保证人赵示例请求承担连带清偿责任"
