"""Each kind of debt beyond the shipped examples, from the raw folder to bundle, check and papers, as a user types it.

Totals and days are counted by hand where the kind is tested for itself (tests/test_claims_finance_lease.py,
tests/test_premises_lease.py, tests/test_papers_services.py, tests/test_transfers.py); here they must come out of a
folder whose exhibits are files and whose catalogue says what each file is. Three years: 民法典 188; a last day that is
no working day moves on: 民法典 203.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from every_kind import Walked, exhibits_of, walk
from lexcollect.casefile import Case, parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.causes.clause_book import book_of, this_debt
from lexcollect.causes.table import causes
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from transfers import YOU, assigned, bill, factored, recourse

DATA = Path(__file__).resolve().parent / "data"
FOUR = {"律师函", "民事起诉状", "诉讼财产保全申请书", "还款和解协议"}
OWN_LETTER = {"催款函", "民事起诉状", "诉讼财产保全申请书", "还款和解协议"}

#: What a suit is filed with beside the complaint: the person who signs fills in what no case file has.
BESIDE = {
    *("授权委托书", "律师事务所函", "法定代表人身份证明书", "送达地址确认书", "证据清单", "审查单"),
    "民事起诉状（要素式）",
}

#: Gaps a template left, and nouns said twice.
UNFINISHED = ("None", "{", "}", "的的", "款款", "应收账款应收账款", "款项货款", "。。")


def _written(groups: dict[str, Any]) -> str:
    return json.dumps({"schema": "lexcollect/case/1", "matter": "小案", **groups}, ensure_ascii=False, indent=1)


def _plan(amount: str) -> dict[str, Any]:
    return {"instalments": [{"due_on": "2026-06-30", "amount": amount}], "guarantor_consents": True}


def _iou() -> dict[str, Any]:
    """A price of 86,000 that an IOU of 2024-06-30 confirms and makes payable by 2024-12-31."""
    iou = {
        "id": "欠条",
        "kind": "iou",
        "date": "2024-06-30",
        "by": "乙",
        "amount": "86000.00",
        "signed_by": "许样本",
        "seal": "公章",
        "content": "尚欠水泵款86,000元，2024年12月31日前付清",
        "evidence": ["欠条"],
    }
    return {
        **assigned(assignments=[], communications=[], securities=[], deliveries=[]),
        "parties": [assigned()["parties"][0], YOU],
        "contracts": [{"id": "买卖", "cause": "买卖合同纠纷", "written": False, "goods": "水泵"}],
        "obligations": [
            {"id": "QK-1", "contract": "买卖", "amount": "86000.00", "due": "2024-12-31", "evidence": ["欠条"]}
        ],
        "acknowledgements": [iou],
        "settlement": {"instalments": [{"due_on": "2026-06-30", "amount": "86000.00"}]},
    }


@cache
def case_text(kind: str) -> str:
    made = {
        "追偿权": lambda: recourse(settlement=_plan("287654.79")),
        "债权转让": lambda: assigned(settlement=_plan("244760.00")),
        "保理": lambda: factored(settlement=_plan("244760.00")),
        "票据": bill,
        "欠条": _iou,
    }
    if kind in made:
        return _written(made[kind]())
    return (DATA / f"{kind}.yaml").read_text("utf-8")


#: Kind → day of the account, total, rule of the decisive row, its last day counted by hand.
KINDS = {
    # 民法典 752: all rents called on 2025-05-18, three years.
    "finance_lease/案件": ("2025-11-30", "497080.00", "limitation.finance_lease_rent", "2028-05-18"),
    # The demand arrived on 2026-01-10, a Saturday; 2029-01-10 is a Wednesday.
    "premises_lease/案件": ("2026-03-31", "96868.59", "limitation.periodic", "2029-01-10"),
    # Part payment of 2025-06-30 (诉讼时效规定 14).
    "services/加工承揽": ("2026-03-31", "72556.90", "limitation.general", "2028-06-30"),
    # The letter arrived on 2025-03-12; 2028-03-12 is a Sunday.
    "services/物业服务": ("2026-03-31", "14247.00", "limitation.periodic", "2028-03-13"),
    # The surety was reached on 2025-12-03 within six months of 2025-08-15 (民法典 692, 694); 2028-12-03 is a Sunday.
    "services/销售代理": ("2026-03-31", "94104.00", "guarantee.limitation_joint", "2028-12-04"),
    "services/保安服务": ("2026-03-31", "151550.00", "limitation.general", "2028-12-04"),
    # No demand: the first price due 2024-09-30.
    "services/公路运输": ("2026-03-31", "89701.47", "limitation.general", "2027-09-30"),
    # The debtor's payment of 2025-01-15; 2028-01-15 is a Saturday.
    "追偿权": ("2026-03-31", "287654.79", "limitation.general", "2028-01-17"),
    # The notice arrived on 2025-02-14 (诉讼时效规定 17).
    "债权转让": ("2026-03-31", "244760.00", "limitation.general", "2028-02-14"),
    "保理": ("2026-03-31", "244760.00", "limitation.general", "2028-02-14"),
    # 票据法 17(1)(3): six months from the refusal of 2024-12-13.
    "票据": ("2025-05-31", "507330.14", "bill.recourse_6m", "2025-06-13"),
    # The day the IOU agrees, 2024-12-31, starts three years anew (民法典 188, 195).
    "欠条": ("2026-03-31", "86000.00", "limitation.general", "2027-12-31"),
}


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Walked]:
    name = request.param
    return name, walk(case_text(name), tmp_path_factory.mktemp("kind"), KINDS[name][0])


def test_a_matter_of_each_kind_goes_from_folder_to_papers(kind: tuple[str, Walked]) -> None:
    name, walked = kind
    _, total, rule, last = KINDS[name]
    assert set(walked.codes.values()) == {0}, walked.said
    assert walked.told("calc")["total"] == total
    rows = [row for row in walked.told("due")["deadlines"] if row["rule"] == rule]
    assert min(row["last_day"] for row in rows) == last
    for verb in ("calc", "due"):
        assert not [f for f in walked.told(verb)["findings"] if f["level"] == "error"]
    assert "没有文件被改动、缺少或多出" in walked.said["verify"]


def test_every_paper_that_fits_is_written_without_gaps(kind: tuple[str, Walked]) -> None:
    name, walked = kind
    papers = walked.papers()
    assert set(papers) - BESIDE == (OWN_LETTER if "代理" in name else FOUR)
    for paper, text in papers.items():
        # The surety of the agent gave no period: the settlement says where it is missing.
        gap = "代理" in name and paper == "还款和解协议"
        assert paper in BESIDE or ("待补" in text) is gap, paper
        if paper == "审查单":  # it quotes findings, and with them keys to be written
            continue
        assert not [
            word for word in ("None", "{", "}", "的的", "款款", "应收账款应收账款", "款项货款") if word in text
        ], paper


def test_each_exhibit_is_in_the_bundle_as_it_was_received(kind: tuple[str, Walked]) -> None:
    name, walked = kind
    case = parse_case(case_text(name)).case
    assert case is not None
    (package,) = [path for path in (walked.folder / "4-证据包").iterdir() if path.is_dir()]
    raw = {path.read_bytes() for path in (walked.folder.parent / "客户发来").iterdir()}
    inside = {path.read_bytes() for path in package.rglob("*") if path.is_file()}
    assert len(raw) == len(exhibits_of(case)) and raw <= inside
    assert (package / "data" / "证据.pdf").stat().st_size


@pytest.mark.parametrize("kind", ["票据"], indirect=True)
def test_no_paper_of_a_bill_tells_of_a_contract_made(kind: tuple[str, Walked]) -> None:
    for paper, text in kind[1].papers().items():
        assert "合同的订立" not in text and "签订《" not in text, paper
        assert "款项编号" not in text and "款项PJ-1" not in text, paper


def test_one_debt_is_pointed_at_without_saying_its_noun_twice() -> None:
    """No 该应收账款应收账款, 该服务费服务费, 该票据票据款, 该款项货款, whichever way the due day was found."""
    for cause in causes():
        nouns = book_of(cause).nouns
        this = this_debt(nouns)
        doubled = nouns["债"].startswith(nouns["单笔"]) or nouns["单笔"] == "款项"
        assert this == ("该笔" if doubled else f"该{nouns['单笔']}") + nouns["债"]
    said = {this_debt(book_of(cause).nouns) for cause in causes()}
    assert {"该订单货款", "该笔应收账款", "该笔票据款", "该笔代偿款", "该笔服务费", "该笔工程款"} <= said


@pytest.mark.parametrize("name", ["services/保安服务", "services/公路运输", "保理", "欠条"])
def test_a_debt_without_a_written_contract_is_named_once(name: str, tmp_path: Path) -> None:
    matter = answer_case(_unwritten(name), date.fromisoformat(KINDS[name][0]))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(exhibits_of(matter.case), 1)}
    made = draft(["complaint"], Material(matter.case, matter.claims, exhibits), tmp_path, sources={})
    (paper,) = made.papers
    assert paper.path is not None, [f.line() for f in made.findings]
    text = "\n".join(paragraphs(paper.path.read_bytes()))
    noun = {"services/保安服务": "服务费", "services/公路运输": "运费", "保理": "应收账款", "欠条": "货款"}[name]
    assert f"该笔{noun}的最后付款日" in text
    assert f"{noun}{noun}" not in text


def _unwritten(name: str) -> Case:
    text = case_text(name)
    if name in ("保理", "欠条"):
        groups = json.loads(text)
        groups["contracts"] = [{**contract, "written": False} for contract in groups["contracts"]]
        groups["obligations"] = [{k: v for k, v in o.items() if k != "date"} for o in groups["obligations"]]
        text = json.dumps(groups, ensure_ascii=False)
    else:
        text = text.replace("合同纠纷\n    名称", "合同纠纷\n    written: 否\n    名称")
    case = parse_case(text).case
    assert case is not None and not case.contracts[0].written
    return case
