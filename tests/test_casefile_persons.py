"""Who is who: numbers that are none, numbers in the wrong place, papers of persons from elsewhere, age when signing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_kit import CONTRACT, PARTIES, SURETY, debt, matter_with, surety
from lexcollect.casefile.days import future_facts
from lexcollect.casefile.loader import Loaded, parse_case
from lexcollect.cn.certificates import Certificate, certificate_of, check_certificate, check_code
from lexcollect.cn.identifiers import check_id_number
from lexcollect.documents.material import Material, View
from lexcollect.documents.views import parties

CASES = Path(__file__).parent / "data" / "odd-cases"
GROWN, CODE = "210199197105060017", "91120113FAKE00013M"


def numbered(body: str) -> str:
    """Return the 17 places ``body`` with the check sign of GB 11643."""
    return body + next(sign for sign in "0123456789X" if "checksum" not in check_id_number(body + sign))


def born(day: str) -> str:
    return numbered(f"210103{day.replace('-', '')}001")


def read(*people: dict[str, Any], **groups: Any) -> Loaded:
    tree = {
        "schema": "lexcollect/case/1",
        "matter": "小案",
        "parties": people,
        "contracts": [CONTRACT],
        "obligations": [debt()],
        **groups,
    }
    return parse_case(json.dumps(tree, ensure_ascii=False, indent=1))


def told(loaded: Loaded) -> list[str]:
    return [f.code for f in loaded.findings if f.code in ("LX-C017", "LX-C018") or "LX-C086" <= f.code <= "LX-C091"]


def message(loaded: Loaded, code: str) -> str:
    return next(f.message("zh") for f in loaded.findings if f.code == code)


def person(**more: Any) -> dict[str, Any]:
    return {**PARTIES[1], "kind": "natural", "name": "孙假样", "legal_rep": None, **more}


# --- numbers in the wrong place ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code, reason",
    [
        (GROWN, "是公民身份号码"),
        ("330599198001011492", "是公民身份号码"),  # the check digit of a credit code fits by chance
        (numbered("81000019850101001"), "是公民身份号码"),
        ("120113000012345", "营业执照注册号"),
        ("1201130000123", "营业执照注册号"),
        ("120113FAKE0001X", "税务登记号"),
        ("12345678-9", "组织机构代码"),
        ("12345678X", "组织机构代码"),
        ("9112011300001234", "位数不对"),
        ("91120113FAKE00031M", "校验位不符"),
    ],
)
def test_what_is_no_credit_code_is_called_by_its_name(code: str, reason: str) -> None:
    loaded = read(PARTIES[0], {**PARTIES[1], "uscc": code})
    assert told(loaded) == ["LX-C017"] and reason in message(loaded, "LX-C017")


@pytest.mark.parametrize(
    "number, reason",
    [
        (CODE, "是统一社会信用代码"),
        ("110105491231002", "第一代身份证"),
        ("2101031971050600", "不是任何证件"),
        ("2101031971050600171", "不是任何证件"),
        ("110105194902300026", "出生日期不存在"),
        ("110105194912310029", "校验位不符"),
        ("张三", "不是任何证件"),
        ("1.10105194912E+17", "不是任何证件"),
    ],
)
def test_what_is_no_number_of_a_person_is_called_by_its_name(number: str, reason: str) -> None:
    loaded = read(PARTIES[0], person(id_no=number))
    assert told(loaded) == ["LX-C018"] and reason in message(loaded, "LX-C018")


def test_a_person_with_a_code_and_a_company_with_an_id_number_are_asked_about() -> None:
    assert told(read(PARTIES[0], person(id_no=GROWN, uscc=CODE))) == ["LX-C086"]
    assert told(read(PARTIES[0], {**PARTIES[1], "id_no": GROWN})) == ["LX-C087"]
    shop = {**PARTIES[1], "kind": "individual_business", "id_no": GROWN, "uscc": CODE}
    assert told(read(PARTIES[0], shop)) == []


@given(st.text("0123456789X", min_size=18, max_size=18))
def test_a_number_is_never_both_a_credit_code_and_an_identity_number(number: str) -> None:
    soft = {"unknown_county"}
    assert check_code(number) or set(check_certificate(number)) - soft or number[0] == "9"


# --- papers of persons from elsewhere ----------------------------------------------------------------------

PAPERS = [
    ("E12345678", Certificate.PASSPORT, "护照号码"),
    ("EA1234567", Certificate.PASSPORT, "护照号码"),
    ("g 1234 5678", Certificate.PASSPORT, "护照号码"),
    ("123456789", Certificate.PASSPORT, "护照号码"),
    ("H12345678", Certificate.HK_MACAO_PERMIT, "港澳居民来往内地通行证号码"),
    ("M1234567802", Certificate.HK_MACAO_PERMIT, "港澳居民来往内地通行证号码"),
    ("12345678", Certificate.TAIWAN_PERMIT, "台湾居民来往大陆通行证号码"),
    ("0012345601（B）", Certificate.TAIWAN_PERMIT, "台湾居民来往大陆通行证号码"),
    (numbered("83000019850101001"), Certificate.RESIDENCE_PERMIT, "港澳台居民居住证号码"),
    (numbered("91156019850101001"), Certificate.PERMANENT_RESIDENCE, "外国人永久居留身份证号码"),
    ("USA110085010112", Certificate.PERMANENT_RESIDENCE, "外国人永久居留身份证号码"),
    (GROWN, Certificate.ID_CARD, "公民身份号码"),
]


@pytest.mark.parametrize("number, kind, called", PAPERS)
def test_papers_of_every_person_are_taken_and_named_in_the_paper(number: str, kind: Certificate, called: str) -> None:
    assert certificate_of(number) is kind and set(check_certificate(number)) <= {"unknown_county"}
    debtor = person(id_no=number, gender="男", birth=None)
    matter = matter_with(parties=[PARTIES[0], debtor])
    view = View("complaint", Material(matter.case, matter.claims, {}))
    printed = parties.identity(view, matter.case.debtor, phone=False)
    assert f"，{called}{matter.case.debtor.id_no}，" in printed
    loaded = read(PARTIES[0], debtor)
    assert told(loaded) == ([] if kind is Certificate.ID_CARD else ["LX-C089"])
    assert told(read(PARTIES[0], {**debtor, "id_kind": kind.value})) == []


def test_a_paper_that_is_named_must_fit_its_number() -> None:
    assert told(read(PARTIES[0], person(id_no=GROWN, id_kind="护照"))) == ["LX-C088"]
    assert told(read(PARTIES[0], person(id_no="E12345678", id_kind="身份证"))) == ["LX-C088"]
    # Eight digits, or an H before them, stand in passports too.
    assert told(read(PARTIES[0], person(id_no="H12345678", id_kind="passport"))) == []


def test_a_wrong_check_digit_of_a_residence_permit_is_found() -> None:
    good = numbered("83000019850101001")
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    assert told(read(PARTIES[0], person(id_no=wrong))) == ["LX-C018"]


# --- age ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day, codes",
    [
        ("2030-01-01", ["LX-C090"]),
        ("2024-01-11", ["LX-C090"]),
        ("2016-05-06", ["LX-C091"]),
        ("2006-01-11", ["LX-C091"]),  # eighteen on the day after the contract of 2024-01-10
        ("2006-01-10", []),
        ("1980-01-01", []),
    ],
)
def test_who_signs_is_born_and_of_age(day: str, codes: list[str]) -> None:
    assert told(read(PARTIES[0], person(id_no=born(day)))) == codes
    assert told(read(PARTIES[0], person(birth=day))) == codes
    assert told(read({**person(id_no=born(day)), "role": "creditor", "id": "甲"}, PARTIES[1])) == codes
    guaranteed = read(*PARTIES, {**SURETY, "id_no": born(day)}, securities=[surety()])
    assert told(guaranteed) == codes


def test_a_surety_is_asked_about_on_the_day_of_his_own_paper() -> None:
    young = {**SURETY, "birth": "2006-06-01"}
    assert told(read(*PARTIES, young, securities=[surety(created_on="2024-03-01")])) == ["LX-C091"]
    assert told(read(*PARTIES, young, securities=[surety(created_on="2024-07-01")])) == []


def test_who_acts_for_others_is_of_age_on_the_day_of_the_answers() -> None:
    agent = {"id": "代理", "name": "周例", "kind": "employee", "id_no": born("2010-02-03")}
    head = {**PARTIES[1], "legal_rep": {"name": "乙例", "id_no": born("2012-02-03")}}
    case = read(PARTIES[0], head, agents=[agent]).case
    assert case is not None
    found = future_facts(case, date(2026, 1, 5))
    assert [(f.code, dict(f.params)["years"]) for f in found] == [("LX-C091", 15), ("LX-C091", 13)]
    assert future_facts(case, date(2031, 1, 5)) == []
    assert [f.code for f in future_facts(case, date(2011, 1, 5)) if f.code == "LX-C090"] == ["LX-C090"]


# --- files as people sent them -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, code, works",
    [("born-in-future", "LX-C090", False), ("uscc-is-an-id", "LX-C017", False), ("passport", "LX-C089", True)],
)
def test_the_files_of_the_collection(name: str, code: str, works: bool) -> None:
    loaded = parse_case((CASES / f"{name}.yaml").read_bytes())
    assert (code in told(loaded), loaded.ok) == (True, works)


# --- a number that is missing ------------------------------------------------------------------------------


def test_a_missing_number_is_told_by_the_side_on_which_the_person_stands() -> None:
    """Who sues hands in a copy of his own card (登记立案规定 6(1)); who is sued must be told from his namesakes."""
    creditor = {**person(), "id": "甲", "role": "creditor"}
    own = [f for f in read(creditor, PARTIES[1]).findings if f.code in ("LX-C050", "LX-C222")]
    assert [f.code for f in own] == ["LX-C222"]
    assert "被告" not in own[0].line("zh")
    assert "defendant" not in own[0].line("en")
    for people in ([PARTIES[0], person()], [*PARTIES, SURETY]):
        assert [f.code for f in read(*people).findings if f.code in ("LX-C050", "LX-C222")] == ["LX-C050"]
