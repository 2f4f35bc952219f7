"""Which fields a form of the case file shows, and what its lists offer.

Facts: a lease, a loan and a sale as a client brings them. Question: does a person find what papers and sums of this
kind of debt need without looking for it, and can everything be chosen that another fact is named by? Answer: the keys
that a new matter of the cause is asked for are in sight, those of others stand apart, and what is filled in shows.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from lexcollect.evidence.items import EVIDENCE_KINDS, ORIGINALS
from lexcollect.law.carriers import carriers
from lexcollect.matter.asked_keys import asked, asked_elsewhere
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example
from lexcollect.review.facts import table
from lexcollect.review.keys import key_of
from lexcollect.sheets.case_grids import grids
from lexcollect.sheets.columns import ANSWERS
from lexcollect.wording import speaking
from review_kit import Page, steel


@pytest.fixture(scope="module")
def lease(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("lease"), "lease")


@pytest.fixture
def desk(lease: Path) -> Desk:
    return Desk(lease, load_example("lease").as_of)


def heads(desk: Desk, name: str, part: str) -> set[str]:
    grid = next(one for one in grids() if one.name == name)
    return {one["head"] for one in table(desk, grid)["empty"][part]}


@pytest.mark.parametrize(
    ("cause", "keys"),
    [
        ("房屋租赁合同纠纷", ("contracts.termination.day", "rents.due_day", "leased_things.returned_on")),
        ("民间借贷纠纷", ("contracts.term_interest.rate", "payouts.amount", "contracts.payment_term.day")),
        ("建设工程施工合同纠纷", ("contracts.works.price", "obligations.portion", "milestones.kind")),
        ("票据追索权纠纷", ("obligations.bill.presented_on",)),
        ("买卖合同纠纷", ("contracts.sme.buyer", "deliveries.receiver", "contracts.payment_term.count")),
        ("", ("contracts.payment_term.clause", "securities.grantor")),
    ],
)
def test_a_cause_asks_for_its_keys_and_for_those_of_every_letter(cause: str, keys: tuple[str, ...]) -> None:
    found = {".".join(one) for one in asked([cause])}
    assert {*keys, "parties.phone", "parties.bank.account_no", "choices.court"} <= found


def test_every_key_that_is_asked_is_a_key_of_the_case_file() -> None:
    known = {(grid.group, *grid.below, *column.path) for grid in grids() for column in grid.columns}
    roots = {one[:n] for one in known for n in range(1, len(one))}
    prose = {"role", "kind", "schema"}  # remarks at the left edge of the first case file, and its form
    for cause in ("买卖合同纠纷", "民间借贷纠纷", "租赁合同纠纷", "建设工程施工合同纠纷", "票据追索权纠纷"):
        for one in asked([cause]):
            assert one in known or one in roots or one[0] in prose or ("", *one) in known, one


def test_what_only_other_causes_ask_is_none_of_this_one() -> None:
    loan = asked_elsewhere(["民间借贷纠纷"])
    assert ("contracts", "termination") in loan and ("contracts", "term_interest") not in loan
    both = asked_elsewhere(["民间借贷纠纷", "租赁合同纠纷"])
    assert ("contracts", "termination") not in both and ("contracts", "works") in both


def test_the_fields_of_the_cause_come_first_and_those_of_others_stand_apart(desk: Desk) -> None:
    seen, others = heads(desk, "合同", "seen"), heads(desk, "合同", "others")
    assert {"解除·解除日", "押金·金额", "期满日", "证据"} <= seen
    assert any(head.startswith("工程") for head in others) and not seen & others
    assert {"电话", "收款账户·账号", "收款账户·开户行"} <= heads(desk, "当事人", "seen")
    grid = next(one for one in grids() if one.name == "合同")
    every = {column.head for column in grid.columns} - {"编号"}
    assert seen | others | heads(desk, "合同", "more") == every, "no field is lost"


def test_what_is_filled_in_is_always_in_sight(desk: Desk) -> None:
    for grid in grids():
        for fact in table(desk, grid)["rows"]:
            assert not [one["head"] for one in (*fact["more"], *fact["others"]) if one["value"] or one["told"]]


def test_a_payment_is_meant_for_a_period_of_rent_chosen_from_a_list(desk: Desk) -> None:
    page = Page(desk).enter()
    body = unescape(page.get(f"/case/{key_of('付款')}").body)
    assert re.search(r'<option value="2025-03">[^<]*58,000\.00[^<]*2025-03-05</option>', body)
    row = desk.rows["付款"][0]
    page.post(f"/typed/{key_of('付款')}", ("row", row.id), ("head", key_of("指定清偿")), ("words", "2025-03"))
    case = desk.parts.case
    assert case is not None and "2025-03" in {one.designated_for for one in case.payments}


def test_where_nothing_can_be_chosen_yet_nobody_types_a_number(tmp_path: Path) -> None:
    from cli_run import typed

    assert typed("new", "新案", "--no-input", cwd=tmp_path)[0] in (0, 1)
    page = Page(Desk(tmp_path / "新案", load_example("steel").as_of)).enter()
    body = unescape(page.get(f"/case/{key_of('占用费')}").body)
    thing = body.partition(f'id="new-{key_of("所属租赁物")}"')
    assert thing[0].endswith("<select ") and "先在“案件信息”里添加" in thing[2].partition("</div>")[0]


def test_a_new_matter_names_the_page(tmp_path: Path) -> None:
    from cli_run import typed

    assert "lexcollect review 新案" in typed("new", "新案", "--no-input", cwd=tmp_path)[1]
    assert "in the browser: lexcollect review x" in typed("--lang", "en", "new", "x", "--no-input", cwd=tmp_path)[1]


def test_why_a_new_fact_was_refused_stands_at_its_form(desk: Desk) -> None:
    page = Page(desk).enter()
    grid = next(one for one in grids() if one.below and one.many and one.group == "contracts")
    head = next(column.head for column in grid.columns if column.path[-1] == "name")
    body = page.post(f"/fact/{key_of(grid.name)}", (f"new-{key_of(head)}", "张三")).body
    form = body.partition('id="new-fact"')[2].partition("</form>")[0]
    assert "没有写入" in form and 'data-refused="1"' in form and not desk.steps
    assert "没有写入" not in page.get(f"/case/{key_of(grid.name)}").body


def test_no_choice_of_a_closed_list_is_chinese_on_an_english_page(desk: Desk) -> None:
    """What the person or the material said stays as it is; what the program offers is English on an English page."""
    closed = {*EVIDENCE_KINDS, *ORIGINALS, *ANSWERS, *(one.zh for one in carriers().values())}
    with speaking("en"):
        page = Page(desk).enter()
        files = [f"/file/{key_of(row.id)}" for row in desk.lines.rows[:4]]
        found = set[str]()
        for path in ("/evidence", *files, *(f"/case/{key_of(grid.name)}" for grid in grids())):
            for shown in re.findall(r"<option[^>]*>([^<]+)</option>", page.get(path).body):
                found.add(unescape(shown))
        left = {one for one in found if one in closed}
        assert {"document", "held", "not decided"} <= found
        assert not left
        cards = page.get("/evidence").body.partition('id="list"')[2]
        assert "document" in cards and "书证" not in cards


@pytest.fixture(scope="module")
def loan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("loan"), "loan")


def rows_of(desk: Desk, name: str) -> list[dict[str, set[str]]]:
    grid = next(one for one in grids() if one.name == name)
    found = table(desk, grid)["rows"]
    return [
        {"seen": {one["head"] for one in fact["fields"]}, "more": {one["head"] for one in fact["more"]}}
        for fact in found
    ]


def test_a_person_is_asked_for_what_persons_have(loan: Path, desk: Desk) -> None:
    """Facts: four persons, a lessor and a lessee that are companies. Question: what stands in sight of each?"""
    companys = {"统一社会信用代码", "法定代表人·名称", "法定代表人·职务"}
    persons = {"公民身份号码", "性别", "出生日期", "民族"}
    for fact in rows_of(Desk(loan, load_example("loan").as_of), "当事人"):
        assert persons <= fact["seen"] and companys <= fact["more"] and not companys & fact["seen"]
        assert "共同关系·依据" in fact["more"], "no spouse, no joint debtor"
    company = rows_of(desk, "当事人")[0]
    assert companys <= company["seen"] and {"性别", "出生日期", "民族", "证件类型"} <= company["more"]


def test_a_party_of_which_nobody_said_the_kind_is_asked_for_both(loan: Path) -> None:
    seen = heads(Desk(loan, load_example("loan").as_of), "当事人", "seen")
    assert {"统一社会信用代码", "公民身份号码", "法定代表人·名称"} <= seen


def test_a_loan_is_asked_for_no_goods(loan: Path, desk: Desk) -> None:
    made = Desk(loan, load_example("loan").as_of)
    goods = {"订单编号", "货物", "数量", "单价"}
    assert goods <= heads(made, "应收款", "others") and not goods & heads(made, "应收款", "seen")
    assert {"标题", "日期", "金额"} <= heads(made, "应收款", "seen") and "货物" not in heads(made, "合同", "seen")
    sale = heads(Desk(steel(loan.parent / "sale"), load_example("steel").as_of), "应收款", "seen")
    assert {"货物", "订单编号"} <= sale


def test_what_stands_behind_a_press_can_be_written(loan: Path) -> None:
    desk = Desk(loan, load_example("loan").as_of)
    page = Page(desk).enter()
    for name, head, words in (("当事人", "统一社会信用代码", "91120113FAKE00013M"), ("应收款", "货物", "钢材")):
        row = desk.rows[name][0]
        page.post(f"/typed/{key_of(name)}", ("row", row.id), ("head", key_of(head)), ("words", words))
        assert desk.rows[name][0].shown.get(head) == words
