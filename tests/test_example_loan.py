"""The private loan of two payouts and two sureties: every figure and date of its facts.md, from folder to papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli_run import typed
from lexcollect.documents.plaintext import paragraphs, tables

DAY = ("--as-of", "2026-09-10")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("演示")
    code, out, err = typed("demo", "--matter", "loan", cwd=place)
    assert code == 0, out + err
    return place / "示例-林案", out


def asked(verb: str, matter: Path) -> dict[str, Any]:
    code, out, _ = typed(verb, *DAY, "--json", cwd=matter)
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def whole(matter: Path, paper: str) -> str:
    data = (matter / "3-文书" / "v1" / f"{paper}.docx").read_bytes()
    return "\n".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])


def test_the_walk_tells_sums_days_and_a_whole_package(walked: tuple[Path, str]) -> None:
    for said in (
        "20 个文件",
        "应收合计 626,667.77 元，其中本金 367,443.73 元、利息 244,224.04 元、费用 15,000.00 元",
        "担保人 赵示例：仅 JK-001，可主张 626,667.77 元",
        "案件受理费 10,066.68 元",
        "证据 5 组 18 份（18 个文件）",
        "没有文件被改动、缺少或多出",
    ):
        assert said in walked[1], said
    for paper in ("律师函", "民事起诉状", "诉讼财产保全申请书", "还款和解协议"):
        assert f"{paper}　已写入" in walked[1]


def test_the_account_is_the_hand_count(walked: tuple[Path, str]) -> None:
    data = asked("calc", walked[0])
    (loan,) = data["obligations"]
    assert [(s["first"], s["last"], s["base"], s["rate"], s["amount"]) for s in loan["segments"]] == [
        ("2020-05-06", "2020-06-14", "250000.00", "24.00", "6575.34"),
        ("2020-06-15", "2020-08-19", "392000.00", "24.00", "17011.73"),
        ("2020-08-20", "2020-11-19", "392000.00", "12.00", "11856.66"),
        ("2020-11-20", "2021-05-06", "367443.73", "12.00", "20294.97"),
        ("2021-05-07", "2021-12-09", "367443.73", "12.00", "26214.34"),
        ("2021-12-10", "2026-09-10", "367443.73", "12.00", "209714.73"),
    ]
    assert [head["amount"] for head in data["heads"]] == ["367443.73", "8294.97", "235929.07", "15000.00"]
    assert (data["total"], data["per_day"]) == ("626667.77", "120.80")
    (other,) = [o for o in data["other_orders"] if o["total"] == "690630.24"]
    assert (other["principal"], other["effect"]) == ("370803.11", "78962.47")


def test_the_days_are_the_hand_count(walked: tuple[Path, str]) -> None:
    rows = asked("due", walked[0])["deadlines"]
    found = {(d["rule"], d["person"]): (d["state"], d["nominal"], d["last_day"]) for d in rows}
    assert found["limitation.general", "陈样例"] == ("running", "2027-06-20", "2027-06-21")
    assert found["guarantee.limitation_joint", "赵示例"] == ("running", "2027-06-20", "2027-06-21")
    assert found["guarantee.period", "赵示例"] == ("preserved", "2021-11-06", "2021-11-08")
    assert found["guarantee.period", "孙示例"] == ("lapsed", "2021-11-06", "2021-11-08")


def test_the_complaint_asks_what_was_counted_of_those_who_are_liable(walked: tuple[Path, str]) -> None:
    text = whole(walked[0], "民事起诉状")
    for said in (
        "判令被告一返还借款本金367,443.73元",
        "判令被告一支付借期内利息8,294.97元",
        "235,929.07元；自2026年9月11日起以367,443.73元为基数，按年利率12%计算至实际付清之日止",
        "2020年5月6日以银行转账方式交付借款250,000.00元",
        "2020年6月15日以银行转账方式交付借款142,000.00元",
        "本金按实际交付的392,000.00元计算",
        "共626,667.77元",
    ):
        assert said in text, said
    assert "孙示例" not in text and "借款借款" not in text


def test_no_paper_names_the_surety_whose_guarantee_lapsed(walked: tuple[Path, str]) -> None:
    for paper in ("律师函", "诉讼财产保全申请书", "还款和解协议"):
        assert "孙示例" not in whole(walked[0], paper)


def test_the_interest_is_not_said_to_run_from_default_alone(walked: tuple[Path, str]) -> None:
    """The whole of it is counted from the first payout on 2020-05-06, a year before the loan fell due.

    6,575.34 + 17,011.73 + 11,856.66 + 20,294.97 + 26,214.34 + 209,714.73 = 291,667.77; paid on it are
    35,443.73 + 12,000.00 = 47,443.73; left are 244,224.04.
    """
    text = whole(walked[0], "民事起诉状")
    told = "年利率12%。暂计至2026年9月10日，利息共291,667.77元，其中47,443.73元已经冲抵，尚欠244,224.04元，计算如下"
    assert told in text and "自逾期之次日起" not in text


def test_the_only_guarantor_of_a_settlement_consents_without_a_lone_number(walked: tuple[Path, str]) -> None:
    text = whole(walked[0], "还款和解协议")
    assert "\n丙方已阅知本协议全部内容，" in text and "1. 丙方" not in text
    assert "其保证的范围为借款JK-001项下的主债权及其利息、" in text and "其保证的主债权为" not in text


def test_what_went_to_principal_is_not_told_as_all_that_was_repaid(walked: tuple[Path, str]) -> None:
    """Of 60,000.00 + 12,000.00 = 72,000.00 repaid, 24,556.27 went to principal and 47,443.73 to interest."""
    told = "已还款72,000.00元（冲抵利息47,443.73元、本金24,556.27元）"
    assert f"贵方{told}" in whole(walked[0], "律师函")
    assert f"被申请人一{told}，尚欠367,443.73元" in whole(walked[0], "诉讼财产保全申请书")
