"""A page that stood open too long, or a matter that lacks something: what is asked of things that are not there.

Facts: 沈河案. Meanwhile a file was taken away, the catalogue or the case file cannot be read, an exhibit is called by a
key of yesterday. Question: does the page answer each with a reason, without a fault, and is nothing changed by it?
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lexcollect.casefile.kinds import AddressBasis, CommunicationKind, Status
from lexcollect.layout import CASE, CATALOGUE, FACTS, RAW
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.desk.steps import Lined, from_plain
from lexcollect.review import phrases, purposes
from lexcollect.review.keys import key_of
from lexcollect.review.twins import key_of_pair, twins_of
from lexcollect.review.views import places
from lexcollect.sheets.edits import is_item
from lexcollect.wording import say
from review_kit import Page, desk_of, matters, steel, words_of

COPY = "IMG_2031(1).jpg"


fresh, matter, page = matters()


def of(name: str) -> str:
    return key_of(f"file:{name}")


# --- files that are gone ----------------------------------------------------------------------------------------------


def test_twins_of_which_one_file_was_taken_away_are_told_and_not_compared(page: Page, matter: Path) -> None:
    (twin,) = twins_of(page.review.desk.seen)[COPY]
    for name in (twin.left, twin.right):
        next((matter / RAW).rglob(name)).unlink()
    assert page.get(f"/twins/{of(COPY)}").status == 200
    assert say("desk.tile.gone") in words_of(page.get(f"/pair/{key_of_pair(twin)}/0").body)
    picture = page.get(f"/pair/{key_of_pair(twin)}/0/left")
    assert picture.status == 200 and picture.headers["content-type"].startswith("image/svg+xml")
    assert page.get(f"/pair/{key_of_pair(twin)}/words").status == 200
    assert page.get(f"/pair/{of(COPY)}/words").status == 404


# --- keys of yesterday ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/cell/nobody", (("cell-title", "x"),)),
        ("/typed/nobody", (("row", "x"), ("head", "x"), ("words", "x"))),
        ("/fact/nobody", (("new-x", "x"),)),
        ("/gone/nobody", (("row", "x"),)),
        ("/move", (("row", "nobody"), ("group", "2"))),
        ("/move", (("row", "nobody"), ("number", "2-1"))),
        ("/phrase/nobody", (("phrase", "x"),)),
        ("/files/nobody", (("file", "0"),)),
        ("/join/nobody", (("into", "x"),)),
        ("/twins/nobody/0", (("keep", "left"),)),
    ],
)
def test_a_key_that_is_none_any_more_is_told_and_changes_nothing(
    page: Page, path: str, fields: tuple[tuple[str, str], ...]
) -> None:
    answer = page.post(path, *fields)
    assert answer.status == 200 and "LX-W101" in answer.body
    assert not page.review.desk.steps


@pytest.mark.parametrize("path", ["/case/nobody", "/file/nobody", "/phrases/nobody", "/twins/nobody", "/proof/nobody"])
def test_pages_of_what_is_not_there(page: Page, path: str) -> None:
    assert page.get(path).status == 404


def test_a_fact_taken_away_twice_is_gone_once(page: Page) -> None:
    table = key_of("付款")
    assert "LX-W101" not in page.post(f"/gone/{table}", ("row", "payments/付款一")).body
    assert "LX-W101" in page.post(f"/gone/{table}", ("row", "payments/付款一")).body
    assert len(page.review.desk.steps) == 1


@pytest.mark.parametrize("data", [None, [], {}, {"step": "none"}, {"step": "lined"}, {"step": "typed", "grid": "付款"}])
def test_what_is_kept_of_another_version_and_is_no_step_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match="no step"):
        from_plain(data)


# --- files that cannot be read ----------------------------------------------------------------------------------------


def test_without_a_catalogue_there_is_no_list_and_no_fault(matter: Path) -> None:
    (matter / CATALOGUE).unlink()
    page = Page(desk_of(matter)).enter()
    for path in ("/", "/evidence", "/findings", "/case", "/do", "/standing", "/timeline"):
        assert page.get(path).status in (200, 404), path
    assert 'class="card' not in page.get("/evidence").body
    assert "LX-W101" in page.post("/move", ("row", "x"), ("group", "1")).body and not page.review.desk.steps


def test_a_case_file_that_cannot_be_read_is_told_on_every_page_of_it(page: Page, matter: Path) -> None:
    (matter / CASE).write_text("- : :", "utf-8")
    page.review.desk.read_again()
    for path in ("/case", f"/case/{key_of('付款')}"):
        answer = page.get(path)
        assert answer.status == 200 and "案件文件读不出来" in answer.body and "/typed/" not in answer.body
    answer = page.post(f"/typed/{key_of('付款')}", ("row", "payments/付款一"), ("head", key_of("金额")), ("words", "1"))
    assert answer.status == 200 and not page.review.desk.steps


def test_a_mistake_in_the_catalogue_leads_to_its_exhibit(matter: Path) -> None:
    text = (matter / CATALOGUE).read_text("utf-8")
    first = re.search(r"files: \[\"?([^\]\"]+)", text)
    assert first is not None
    (matter / CATALOGUE).write_text(text.replace(first[1], "不在这里.pdf", 1), "utf-8")
    page = Page(desk_of(matter)).enter()
    body = unescape(page.get("/findings").body)
    assert "不在这里.pdf" in body
    (missing,) = (one for one in page.review.desk.findings if one.code == "LX-E026")
    row = next(one for one in page.review.desk.lines.rows if "不在这里.pdf" in one.files)
    place = places(page.review.desk)[missing]
    assert place.link == f"/file/{key_of(row.id)}" and place.name.startswith(row.cells["number"])
    assert f'href="{place.link}"' in body
    unlisted = next(one for one in page.review.desk.findings if one.code == "LX-E013")
    assert places(page.review.desk)[unlisted].link == f"/file/{of(first[1])}", "the file that nobody decided on"


def test_the_list_of_what_waits_may_be_gone(matter: Path) -> None:
    desk = desk_of(matter)
    assert desk.proposed.untouched
    (matter / FACTS).unlink(missing_ok=True)
    assert not Desk(matter, desk.as_of).proposed.listed


def test_undone_further_back_than_files_are_kept(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given more steps than are kept with their files: going back to the first still finds what stood there."""
    monkeypatch.setattr("lexcollect.matter.desk.draft._KEPT", 2)
    desk = desk_of(matter)
    row = next(one.id for one in desk.lines.rows if one.cells.get("number") == "2-1")
    for number in range(6):
        desk.take(Lined(((row, "title", f"第{number}次"),)))
    for number in reversed(range(5)):
        assert desk.undo()
        held = desk.lines.row(row)
        assert held is not None and held.cells["title"] == f"第{number}次"
    assert desk.can_redo and desk.redo() and len(desk.steps) == 2


# --- what an exhibit proves -------------------------------------------------------------------------------------------

DAY = date(2024, 3, 15)
CASE_OF = SimpleNamespace(parties=(SimpleNamespace(id="乙", name="沈河公司"),))


@pytest.mark.parametrize(
    ("write", "fact", "said"),
    [
        (
            "_party",
            {"name": "沈河公司", "legal_rep": SimpleNamespace(name="何样例")},
            "沈河公司的主体资格；法定代表人为何样例",
        ),
        ("_party", {"name": "郑样例"}, "郑样例的主体资格"),
        (
            "_contract",
            {"name": "买卖合同", "number": "X-1", "signed_on": DAY},
            "2024年3月15日双方订立《买卖合同》（编号X-1）",
        ),
        ("_contract", {"name": "", "signed_on": None}, "双方订立合同"),
        (
            "_obligation",
            {"goods": "螺纹钢", "quantity": "10吨", "date": DAY, "title": "第一批", "id": "x", "amount": Decimal(5)},
            "2024年3月15日第一批：螺纹钢10吨，5.00元",
        ),
        ("_delivery", {"goods": "", "quantity": "", "date": DAY, "receiver": "王"}, "2024年3月15日交付货物，王签收"),
        ("_invoice", {"date": DAY, "amount": Decimal("1000")}, "2024年3月15日开具发票1,000.00元"),
        (
            "_payment",
            {"payer": "乙", "date": DAY, "amount": Decimal(7), "memo": "货款"},
            "2024年3月15日沈河公司付款7.00元，附言“货款”",
        ),
        ("_payout", {"date": None, "amount": None}, "交付借款"),
        (
            "_acknowledged",
            {"by": "乙", "seal": "公章", "date": DAY, "amount": Decimal(9)},
            "2024年3月15日沈河公司盖公章确认结欠9.00元",
        ),
        ("_acknowledged", {"by": "丙", "seal": "", "date": DAY, "amount": None}, "2024年3月15日承认债务"),
        (
            "_letter",
            {"date": DAY, "recipient": "乙", "amount": None, "delivered_on": DAY, "signed_by": "门卫"},
            "2024年3月15日向沈河公司主张权利，2024年3月15日由门卫签收",
        ),
        (
            "_security",
            {"grantor": "乙", "created_on": DAY, "name": "保证书", "cap": Decimal(100)},
            "沈河公司2024年3月15日出具《保证书》，最高额100.00元",
        ),
        ("_cost", {"amount": Decimal(30)}, "支出费用30.00元"),
        ("_cost", {}, "支出费用"),
    ],
)
def test_what_a_fact_gives_an_exhibit_to_prove(write: str, fact: dict[str, Any], said: str) -> None:
    assert getattr(purposes, write)(SimpleNamespace(**fact), CASE_OF) == said


def two_debts(**more: Any) -> Any:
    debts = tuple(SimpleNamespace(id=id, title=title) for id, title in (("DD-1", "订单一"), ("DD-2", "订单二")))
    return SimpleNamespace(**vars(CASE_OF), obligations=debts, **more)


@pytest.mark.parametrize(
    ("memo", "designated", "silent"),
    [("货款", "", True), ("", "", False), ("货款", "DD-1", False), ("付订单一货款", "", False), ("9月货款", "", False)],
)
def test_a_payment_is_silent_only_where_its_words_are_known_and_name_no_debt(
    memo: str, designated: str, silent: bool
) -> None:
    paid = {"payer": "乙", "date": DAY, "amount": Decimal(7), "memo": memo, "designated_for": designated}
    assert purposes._payment(SimpleNamespace(**paid), two_debts()).endswith("未指明所付的是哪一笔债务") is silent


LINKED = SimpleNamespace(content=("函",), sent=("面单",), address=("合同",), arrival=("查询",), answer=())


@pytest.mark.parametrize(
    ("id", "status", "said"),
    [
        ("函", Status.REFUSED, "2024年3月15日向沈河公司主张8.00元，要求七日内付清"),
        ("面单", Status.REFUSED, "2024年3月15日以EMS寄往沈河公司（单号EA1）"),
        ("合同", Status.REFUSED, "沈河公司约定的送达地址"),
        ("查询", Status.REFUSED, "寄给沈河公司的邮件EA1于2024年3月15日拒收"),
        ("查询", Status.DELIVERED, "寄给沈河公司的邮件EA1于2024年3月15日由门卫签收"),
        ("查询", Status.SENT, ""),
        ("别的", Status.RETURNED, "2024年3月15日向沈河公司主张8.00元，要求七日内付清，2024年3月15日退回"),
    ],
)
def test_of_a_letter_an_exhibit_shows_its_own_link_and_how_it_really_ended(id: str, status: Status, said: str) -> None:
    """A contract that names an address does not show that a letter arrived; what was refused was not signed for."""
    letter = SimpleNamespace(
        kind=CommunicationKind.LETTER,
        date=DAY,
        recipient="乙",
        amount=Decimal(8),
        links=LINKED,
        content="要求七日内付清。",
        carrier="EMS",
        tracking_no="EA1",
        contents_named=False,
        address_basis=AddressBasis.CONTRACT,
        delivered_on=DAY,
        status=status,
        signed_by="门卫",
    )
    assert purposes.said("communications", letter, two_debts(), id) == said


def test_headings_of_the_matrix_are_no_purpose_and_a_leased_thing_has_days(tmp_path: Path) -> None:
    desk = desk_of(steel(tmp_path, "lease"))
    offered = {row.cells["title"]: phrases.phrases_for(desk, row) for row in desk.lines.rows if is_item(row.id)}
    assert offered["设备交接单"] == [
        "2024年3月1日交付XE215挖掘机（SMP-0001）",
        "2024年3月1日交付XE215挖掘机（SMP-0002）",
    ]
    assert offered["设备收回交接单（SMP-0001）"] == ["2025年9月15日收回XE215挖掘机（SMP-0001）"]
    assert "2024年2月28日收取押金116,000.00元" in offered["押金回单116,000.00元"]
    every = [one for ones in offered.values() for one in ones]
    assert not any(one in ("已经支付租金", "付款期限届满", "租赁物已经交付") for one in every)


def test_a_phrase_is_taken_once_and_offered_no_more(page: Page) -> None:
    key = key_of("item:合同")
    offered = [unescape(one) for one in re.findall(r'name="phrase" value="([^"]+)"', page.get(f"/phrases/{key}").body)]
    assert offered and page.get(f"/phrases/{of(COPY)}").status == 200
    taken = page.post(f"/phrase/{key}", ("phrase", offered[0]))
    assert taken.status == 200 and len(page.review.desk.steps) == 1
    assert offered[0] not in [
        unescape(one) for one in re.findall(r'name="phrase" value="([^"]+)"', page.get(f"/phrases/{key}").body)
    ]
    assert "LX-W101" in page.post(f"/phrase/{key}", ("phrase", "没有给过的话")).body
