"""Which exhibit carries which link: a demand moves limitation only as far as its links are shown (诉讼时效规定 8).

The debt of the kit fell due on 2024-03-15: three years end on 2027-03-15. A demand that arrived on 2025-03-04 makes
it 2028-03-04; so every test knows by the end whether the demand counted.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from case_kit import (
    AS_OF,
    CONTRACT,
    PARTIES,
    SURETY,
    agenda_with,
    case_with,
    claim,
    codes,
    debt,
    filing,
    letter,
    seal,
    surety,
)
from lexcollect.casefile.checks import check_case
from lexcollect.deadlines.deadline import Agenda, Deadline
from lexcollect.deadlines.matter import answer_case
from lexcollect.deadlines.proof import Grade, of_communication
from lexcollect.law.carriers import Link, carriers
from lexcollect.law.citations import Known, check
from steel import ROOT

D = date
COUNTED, NOT_COUNTED = D(2028, 3, 4), D(2027, 3, 15)
CASE = {"contracts": [{**CONTRACT, "evidence": ["合同"]}], "obligations": [debt()]}
WHOLE = {"催款函": ("demand_letter",), "面单": ("waybill",), "查询": ("tracking",), "合同": ("contract",)}


def with_catalogue(shown: dict[str, tuple[str, ...]], **groups: Any) -> Agenda:
    return answer_case(case_with(**{**CASE, **groups}), AS_OF, shown=shown).agenda


def plain(on: str = "2025-03-04", **more: Any) -> dict[str, Any]:
    """A letter as an assistant enters it: its exhibits in one list."""
    found = letter(on, id="函", **{"evidence": ["催款函", "面单", "查询"], **more})
    return {key: value for key, value in found.items() if key != "links" or "links" in more}


def sent(shown: dict[str, tuple[str, ...]], **more: Any) -> Deadline:
    return claim(with_catalogue(shown, communications=[plain(**more)]))


def test_a_letter_with_all_four_links_counts_as_strong() -> None:
    deadline = sent(WHOLE)
    assert deadline.period.nominal == COUNTED
    assert deadline.proof and deadline.proof.grade is Grade.STRONG
    assert {held.link.value: held.exhibits for held in deadline.proof.links} == {
        "content": ("催款函",),
        "sent": ("面单",),
        "address": ("合同",),
        "arrival": ("查询",),
    }


@pytest.mark.parametrize(("gone", "link"), [("催款函", "内容"), ("面单", "寄出"), ("查询", "到达")])
def test_without_one_link_no_date_rests_on_the_letter_and_the_link_is_named(gone: str, link: str) -> None:
    deadline = sent({**WHOLE, gone: ("other",)})
    assert deadline.period.nominal == NOT_COUNTED
    [ignored] = deadline.ignored
    assert link in ignored.reason.render("zh") and ignored.event.proof.grade is Grade.WEAK
    assert ignored.would_be and ignored.would_be.nominal == COUNTED  # what the missing link is worth


def test_a_blank_photo_moves_nothing() -> None:
    # The very case: one picture named as the exhibit of a letter, of which nobody said what it shows.
    photo = plain(evidence=["照片"])
    deadline = claim(with_catalogue({"照片": (), "合同": ("contract",)}, communications=[photo]))
    assert deadline.period.nominal == NOT_COUNTED
    assert "照片" in deadline.ignored[0].reason.render("zh")
    assert "LX-D020" in codes(with_catalogue({"照片": ()}, communications=[photo]))
    called_other = with_catalogue({"照片": ("other",)}, communications=[photo])
    assert claim(called_other).period.nominal == NOT_COUNTED


def test_without_a_catalogue_the_list_alone_does_not_say_what_shows_what() -> None:
    deadline = claim(agenda_with(**CASE, communications=[plain()]))
    assert deadline.period.nominal == NOT_COUNTED and "证明链" in deadline.ignored[0].would_count.render("zh")  # type: ignore[union-attr]
    links = {"内容": "催款函", "寄出": "面单", "到达": "查询"}
    named = claim(agenda_with(**CASE, communications=[{**plain(), "证明链": links}]))
    assert named.period.nominal == COUNTED  # the contract's own exhibit is the ground of the agreed address


def test_an_exhibit_named_for_a_link_it_cannot_carry_is_told() -> None:
    links = {"content": "催款函", "sent": "面单", "arrival": "面单"}
    agenda = with_catalogue({**WHOLE, "查询": ("other",)}, communications=[plain(links=links)])
    assert claim(agenda).period.nominal == NOT_COUNTED
    [told] = [f for f in agenda.findings if f.code == "LX-D021"]
    assert "面单" in told.line() and "到达" in told.line()


def test_one_paper_may_carry_several_links() -> None:
    # 诉讼时效规定 8(1)(1): the debtor signs our copy.
    deadline = claim(
        with_catalogue({"签收函": ("signed_demand",)}, communications=[plain(evidence=["签收函"], signed_by="公章")])
    )
    assert (deadline.period.nominal, deadline.proof and deadline.proof.grade) == (COUNTED, Grade.STRONG)


def test_a_letter_to_an_address_without_ground_is_medium_unless_the_addressee_signed() -> None:
    without = {**WHOLE, "合同": ("other",)}
    assert sent(without).proof.grade is Grade.MEDIUM  # type: ignore[union-attr]
    assert sent(without, signed_by="单位收发章").proof.grade is Grade.STRONG  # type: ignore[union-attr]


def test_a_refused_letter_needs_the_ground_of_its_address() -> None:
    # 诉讼时效规定 8(1)(2): what should have arrived must have been sent where it should.
    assert sent(WHOLE, status="refused").proof.grade is Grade.MEDIUM  # type: ignore[union-attr]
    lost = sent({**WHOLE, "合同": ("other",)}, status="refused")
    assert lost.period.nominal == NOT_COUNTED and "地址" in lost.ignored[0].reason.render("zh")


def test_the_contract_does_not_show_the_address_of_a_guarantor_who_never_signed_it() -> None:
    """丁 signed the guarantee, with his address in it; the contract of sale speaks of the debtor's alone."""
    groups = {
        "parties": [*PARTIES, SURETY],
        "securities": [surety(evidence=["保证书"])],
        "communications": [{**plain(on="2024-05-06", status="refused"), "recipient": "丁"}],
    }

    def address(kinds: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        case = case_with(**{**CASE, **groups})
        links = of_communication(case.communications[0], case, kinds).links
        return next(held.exhibits for held in links if held.link is Link.ADDRESS)

    assert address({**WHOLE, "保证书": ("security_paper",)}) == ("保证书",)
    assert address({**WHOLE, "保证书": ("other",)}) == ()


def test_an_exhibit_of_a_link_that_papers_would_not_cite_is_told() -> None:
    links = {"content": "催款函", "arrival": "查询"}
    case = case_with(**CASE, communications=[{**plain(evidence=["催款函"]), "links": links}])
    assert "LX-C170" in [f.code for f in check_case(case)]
    assert "LX-C170" not in [f.code for f in check_case(case_with(**CASE, communications=[plain()]))]


def test_a_chat_shows_no_letter_and_its_arrival_only_by_the_answer_in_it() -> None:
    # A conversation beside the letter: without an answer to it, it shows neither what was posted nor that it came.
    evidence = ["催款函", "面单", "聊天"]
    shown = {**WHOLE, "聊天": ("chat",)}
    silent = claim(with_catalogue(shown, communications=[plain(evidence=evidence)]))
    assert silent.period.nominal == NOT_COUNTED and "到达" in silent.ignored[0].reason.render("zh")
    answered = plain(evidence=evidence, reply="收到了", reply_on="2025-03-04")
    assert claim(with_catalogue(shown, communications=[answered])).period.nominal == COUNTED
    alone = plain(evidence=["聊天", "查询"], reply="收到了", reply_on="2025-03-04")
    assert claim(with_catalogue(shown, communications=[alone])).period.nominal == NOT_COUNTED


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({}, True),
        ({"outlet": "省级媒体"}, True),
        ({"outlet": "市级"}, False),
        ({"addressee_missing": "否"}, False),  # who can be found must be asked, not published
        ({"evidence": ["照片"]}, False),
    ],
)
def test_a_public_notice_counts_only_for_one_who_cannot_be_found(changes: dict[str, Any], counted: bool) -> None:
    # 诉讼时效规定 8(1)(4): national media, or influential media of the province where the missing party lives.
    notice = {
        "id": "公告",
        "kind": "公告",
        "date": "2025-03-04",
        "recipient": "乙",
        "媒体级别": "国家级媒体",
        "下落不明": "是",
        "evidence": ["报样"],
        **changes,
    }
    if "outlet" in changes:
        notice.pop("媒体级别")
    if "addressee_missing" in changes:
        notice.pop("下落不明")
    deadline = claim(with_catalogue({"报样": ("public_notice",), "照片": ()}, communications=[notice]))
    assert deadline.period.nominal == (COUNTED if counted else NOT_COUNTED)
    if not counted:
        assert deadline.ignored[0].would_count is not None


def test_the_guides_name_every_kind_of_exhibit() -> None:
    english, chinese = ((ROOT / "docs" / name).read_text("utf-8") for name in ("guide.md", "guide.zh-CN.md"))
    flat = " ".join(english.split())
    assert [one.key for one in carriers().values() if f"{one.zh} ({one.key})" not in flat] == []
    assert [one.zh for one in carriers().values() if one.zh not in chinese] == []


def test_a_payment_needs_a_slip() -> None:
    # 诉讼时效规定 14: 2025-03-04 paid in part.
    paid = [{"id": "付", "date": "2025-03-04", "amount": "1000.00", "evidence": ["图"]}]
    assert claim(with_catalogue({"图": ("bank_slip",)}, payments=paid)).period.nominal == COUNTED
    assert claim(with_catalogue({"图": ("chat",)}, payments=paid)).period.nominal == NOT_COUNTED
    assert claim(with_catalogue({"图": ()}, payments=paid)).period.nominal == NOT_COUNTED


def test_a_statement_needs_the_statement() -> None:
    agreed = [seal("2025-03-04", evidence=["单"])]
    assert claim(with_catalogue({"单": ("statement",)}, acknowledgements=agreed)).period.nominal == COUNTED
    assert claim(with_catalogue({"单": ("waybill",)}, acknowledgements=agreed)).period.nominal == NOT_COUNTED


def test_a_promise_by_chat_needs_the_ground_of_the_account() -> None:
    promise = {"id": "诺", "kind": "promise_message", "date": "2025-03-04", "channel": "im", "evidence": ["聊天"]}
    tied = {**promise, "tied_to": "合同第6.1条载明的微信号"}
    assert claim(with_catalogue({"聊天": ("chat",)}, acknowledgements=[tied])).period.nominal == COUNTED
    assert claim(with_catalogue({"聊天": ("chat",)}, acknowledgements=[promise])).period.nominal == NOT_COUNTED
    assert claim(with_catalogue({"聊天": ("other",)}, acknowledgements=[tied])).period.nominal == NOT_COUNTED


def test_a_mail_to_the_agreed_mailbox_needs_the_servers_record_or_an_answer() -> None:
    # 民法典 137(2): it arrives when it enters the agreed system; that it left ours does not show it.
    mail = {
        "id": "邮",
        "kind": "email",
        "date": "2025-03-04",
        "recipient": "乙",
        "delivered_on": "2025-03-04",
        "address_basis": "contract",
        "evidence": ["邮件", "记录"],
    }
    shown = {"邮件": ("email",), "合同": ("contract",), "记录": ("other",)}
    assert claim(with_catalogue(shown, communications=[mail])).period.nominal == NOT_COUNTED
    arrived = with_catalogue({**shown, "记录": ("mail_server",)}, communications=[mail])
    assert (claim(arrived).period.nominal, claim(arrived).proof.grade) == (COUNTED, Grade.MEDIUM)  # type: ignore[union-attr]
    answered = with_catalogue(shown, communications=[{**mail, "reply": "收到", "reply_on": "2025-03-04"}])
    assert claim(answered).period.nominal == COUNTED


def test_a_suit_needs_the_courts_receipt() -> None:
    suit = [filing("2025-03-04", outcome="dismissed", ended_on="2025-06-02", evidence=["回执"])]
    assert claim(with_catalogue({"回执": ("court_receipt",)}, filings=suit)).period.nominal == COUNTED
    assert claim(with_catalogue({"回执": ("waybill",)}, filings=suit)).period.nominal == NOT_COUNTED


def test_a_catalogue_that_says_what_everything_is_draws_no_remark() -> None:
    agenda = with_catalogue(WHOLE, communications=[plain()])
    assert not {"LX-D020", "LX-D021"} & set(codes(agenda))


def test_the_table_is_closed_and_cites_articles_that_exist() -> None:
    table = carriers()
    assert all(check(one.cite) is Known.YES for one in table.values())
    assert all(any(link in one.links for one in table.values()) for link in Link)
    assert not table["other"].links and len({one.zh for one in table.values()}) == len(table)
