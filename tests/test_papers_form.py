"""民事起诉状（要素式）: the official form says what the narrative complaint says, and ticks what was entered only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lexcollect.documents.forms import form_of
from lexcollect.documents.forms.mapping import covered, mapped
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import complaint, form_facts
from loan import loan_with
from papers import codes, drafted, fields, material, text_of
from services import GUARDS, service
from works import works_with


def row(found: dict[str, Any], id: str) -> dict[str, Any]:
    cell: dict[str, Any] = found["各栏"].get(id, {})
    return cell


def of_loan(*changes: tuple[str, str]) -> dict[str, Any]:
    matter = loan_with(*changes)
    return PAPERS["form"].view()(Material(matter.case, matter.claims, {})).fields


def test_claims_are_the_figures_of_the_complaint() -> None:
    """Facts: steel, on 21 November 2026. Question: rows 1, 2 and 10. Answer: 851,600.00, 507,593.80, 1,359,193.80."""
    found, told = fields("form"), fields("complaint")
    assert row(found, "C1")["填"] == {"price": "851,600.00"}
    charged = row(found, "C2")
    assert charged["填"]["penalty"] == "507,593.80" == told["违约金"]["合计"]
    assert charged["填"]["base"] == "851,600.00" and charged["填"]["standard"] == "每日万分之五"
    assert (charged["填"]["date"], charged["填"]["from"]) == ("2026年11月21日", "2026年11月22日")
    assert charged["选"] == ["是"]  # until paid
    assert row(found, "C10")["文"] == ["1,359,193.80元（暂计至2026年11月21日）"]
    assert found["自述"]["C"] == [f"{item['序号']}. {item['内容']}" for item in told["诉讼请求"]]


def test_what_nobody_entered_is_not_ticked() -> None:
    """Quality, inspection, mediation, pre-suit preservation: nothing entered, nothing stated, and the rows are told."""
    found = fields("form")
    assert [id for id in ("C5", "J2", "F5", "F6", "F11", "F12", "F13", "F14", "S1", "S2", "S3") if row(found, id)] == []
    assert {"LX-P242", "LX-P243", "LX-P775"} <= set(codes("form"))
    told = [f.line("zh") for f in PAPERS["form"].view()(material()).findings if f.code in ("LX-P242", "LX-P775")]
    assert any("“事实与理由”第 5、6" in line for line in told)  # as the form numbers them, not as its file does
    assert any("“事实与理由”第 11" in line for line in told)
    assert not any("F5" in line or "C5" in line for line in told)


def test_agreed_court_and_penalty_with_their_clauses() -> None:
    found = fields("form")
    assert row(found, "J1") == {"填": {"clause": "第8.1条：由甲方（卖方）住所地人民法院管辖"}, "选": ["有"]}
    assert row(found, "F7") == {"填": {"rate": "0.05", "clause3": "5.1"}, "选": ["迟延履行违约金"]}


def test_payments_stand_by_the_day_on_which_the_debt_was_due() -> None:
    """300,000 on 14 July 2023 (due 19 June), 150,000 on 5 February 2024 (due 6 November 2023): both late."""
    assert row(fields("form"), "F8")["填"] == {
        "paid_on_time": "0.00",
        "paid_late": "450,000.00",
        "unpaid": "851,600.00",
    }
    early = fields("form", ("date: 2023-07-14, amount", "date: 2023-06-19, amount"))
    assert row(early, "F8")["填"]["paid_on_time"] == "300,000.00"


def test_the_guarantor_is_a_defendant_with_his_box_and_no_other() -> None:
    found = fields("form")
    blocks = {block["称"]: block for block in found["当事人"]}
    assert blocks["被告二"]["栏"] == "被告（自然人）" and blocks["被告二"]["选"] == ["男"]
    assert blocks["被告一"]["选"] == ["有限责任公司"]  # 公司法 7: the name says it
    assert row(found, "F21")["选"] == ["连带责任保证"]
    assert row(found, "F20")["填"]["surety"] == "郑样例"


def test_a_company_limited_by_shares_is_no_limited_liability_company() -> None:
    named = ("name: 沈阳沈河样例重型机械有限公司", "name: 沈阳沈河样例重型机械股份有限公司")
    blocks = {block["称"]: block for block in fields("form", named)["当事人"]}
    assert blocks["被告一"]["选"] == ["股份有限公司"]


def test_one_demand_stands_in_the_blanks_and_several_below() -> None:
    found = row(fields("form"), "F10")
    assert found["选"] == ["是"] and "填" not in found and len(found["文"]) == 3


def test_the_paper_reads_as_the_form_with_the_words_in_it(tmp_path: Path) -> None:
    """Facts in, Word out: every row of the form stands once, in order, and the boxes show."""
    said = text_of(drafted(tmp_path, "form"), "form")
    assert "（买卖合同纠纷）" in said
    assert "性别：男√    女□" in said
    assert "违约金√    507,593.80元" in said
    labels = [f"{row.number}. {row.head.lines[0]}" for row in form_of("06").rows.values() if row.number]
    places = [said.find(label) for label in labels]
    assert all(place >= 0 for place in places)


def test_a_second_draft_changes_nothing(tmp_path: Path) -> None:
    drafted(tmp_path, "form")
    assert drafted(tmp_path, "form").changed_nothing


def test_loan_principal_interest_and_what_was_handed_over() -> None:
    """Facts: 300,000 agreed, 291,000 handed over (民法典 670). Rows 1, 2, 3 of form 09 as the account has them."""
    matter = loan_with()
    told = complaint.view(Material(matter.case, matter.claims, {})).fields
    found = of_loan()
    assert found["文本"] == "09"
    assert row(found, "C1")["填"]["principal"] == told["合计"]["尚欠"]
    assert row(found, "F3")["填"] == {"agreed": "300,000.00元", "provided": "291,000.00元"}
    assert row(found, "F4")["选"] == ["是"]


def test_works_price_retention_and_priority() -> None:
    """Facts: the works example on 30 September 2026. Rows of form 13 as the account has them (民法典 807)."""
    matter = works_with(as_of=date(2026, 9, 30))
    found = PAPERS["form"].view()(Material(matter.case, matter.claims, {})).fields
    assert found["文本"] == "13"
    assert row(found, "C1")["填"] == {"amount": "2,945,430.12"}
    assert row(found, "C1")["文"] == ["其中工程款2,675,430.12元", "其中工程质量保证金270,000.00元"]
    assert row(found, "C3")["选"] == ["是"] and "270,000.00元" in row(found, "C3")["填"]["content"]
    assert row(found, "F8")["填"]["balance"] == row(found, "C1")["填"]["amount"]
    assert row(found, "F9")["选"] == ["是"]  # accepted on 20 September 2024


def test_form_nine_prints_no_code_for_a_defendant_so_it_follows_the_name() -> None:
    block = form_of("09").block("debtor", "organisation")
    assert block is not None and "uscc" not in block.cell.blanks


def test_no_form_is_invented_for_a_cause_that_has_none() -> None:
    """Services have no official form: refused by name, the narrative stands (法〔2025〕82号)."""
    matter = service(GUARDS)
    found = PAPERS["form"].view()(Material(matter.case, matter.claims, {}))
    assert "LX-P240" in [f.code for f in found.findings if f.stops]


#: Forms on a title; the facts of the others are those of a complaint.
ON_TITLE = ("04", "60", "62", "63", "65", "66", "67", "68")


@pytest.mark.parametrize("number", [number for number in covered() if number not in ON_TITLE])
def test_every_mapping_asks_for_facts_that_are_told(number: str) -> None:
    """A field or a circumstance that nobody fills would leave its row blank for ever."""
    view = complaint.view(material())
    asked = mapped(number)
    assert asked.fields <= form_facts.told(view).keys()
    assert asked.circumstances <= form_facts.known(view)


def test_lines_of_the_paper_hold_no_blank_braces(tmp_path: Path) -> None:
    result = drafted(tmp_path, "form")
    path = result.papers[0].path
    assert path is not None
    lines = paragraphs(path.read_bytes())
    assert not [line for line in lines if "{" in line or "None" in line or "，，" in line or "（）" in line]


def test_what_changed_is_told_by_the_sections_and_numbers_of_the_form(tmp_path: Path) -> None:
    """Four days later the penalty is 425.80 a day more: 507,593.80 + 4 × 425.80 = 509,297.00."""
    drafted(tmp_path, "form")
    again = drafted(tmp_path, "form", given=material(as_of=date(2026, 11, 25)))
    changes = again.papers[0].changes
    lines = [str(change.line()) for change in changes]
    assert "诉讼请求第2项：507,593.80 → 509,297.00" in lines
    assert any(line.startswith("诉讼请求：") for line in lines)  # told in one's own words
    assert not [line for line in lines if line.split("：")[0].isascii() or "填" in line.split("：")[0]]
