"""The four papers of the equipment lease: every sentence is of a lease, every figure is that of its fact sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from test_claims_lease import AS_OF, CASE_FILE

PAPERS = ("complaint", "letter", "preservation", "settlement")
#: Words of a sale, of a loan and of an unfinished sentence: none of them has a place in a lease.
FOREIGN = ("货款", "买", "卖", "订单", "订购", "供货", "借款", "利息", "抵销", "None", "{", "}", "待补")


def drafted(root: Path, *changes: tuple[str, str], papers: tuple[str, ...] = PAPERS) -> DraftResult:
    text = CASE_FILE.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    matter = answer_case(loaded.case, AS_OF)
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return draft(papers, Material(matter.case, matter.claims, exhibits), root, sources={"案件.yaml": "0" * 64})


def texts(result: DraftResult) -> dict[str, str]:
    """Return the whole text of each paper, tables too."""
    found = {}
    for one in result.papers:
        assert one.path is not None, [f.line() for f in result.findings]
        data = one.path.read_bytes()
        cells = (cell for table in tables(data) for row in table for cell in row)
        # Exhibit numbers and periods have hyphens at which no line ends.
        found[one.paper] = "\n".join([*paragraphs(data), *cells]).replace("\u2011", "-")
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("lease")))


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_of_a_sale_or_a_loan_stands_in_the_papers_of_a_lease(said: dict[str, str], paper: str) -> None:
    own = said[paper].replace("主债务本息", "")
    assert [word for word in FOREIGN if word in own] == []


def test_the_complaint_asks_for_money_for_the_termination_and_for_the_machine(said: dict[str, str]) -> None:
    complaint = said["complaint"]
    for words in (
        "案由：建筑设备租赁合同纠纷",
        "判令被告一支付租金267,733.33元",
        "判令被告一支付SMP-0001维修费18,600.00元",
        "暂计至2026年11月21日为102,452.32元；自2026年11月22日起以267,733.33元为基数，按每日万分之六计算",
        "判令被告一支付SMP-0001占用费42,000.00元",
        "判令被告一支付SMP-0002占用费（暂计至2026年11月21日为474,000.00元；自2026年11月22日起按每日1,000.00元计算至实际返还之日止）",
        "确认原告与被告一之间的《设备租赁合同》于2025年8月4日解除",
        "判令被告一向原告返还XE215挖掘机（SMP-0002）；不能返还的，按约定价值赔偿420,000.00元",
        "以上第1项至第5项暂计至2026年11月21日共904,785.65元",
    ):
        assert words in complaint
    assert "返还XE215挖掘机（SMP-0001）" not in complaint


def test_the_complaint_tells_handover_deposit_termination_and_return(said: dict[str, str]) -> None:
    complaint = said["complaint"]
    for words in (
        "2024年3月1日，原告将XE215挖掘机（SMP-0001）、XE215挖掘机（SMP-0002）交付被告一使用",
        "2025年8月1日至4日租金（2025-08期）7,733.33元。按照合同约定，该期租金的支付日为2025年8月5日",
        "2025年8月4日，原告以押金116,000.00元抵扣所欠款项",
        "冲抵2025-01期租金28,000.00元、2025-02期租金58,000.00元、2025-03期租金30,000.00元",
        "解除合同的通知到达被告一（合同第六条），合同自该日解除",
        "2025年9月15日，原告收回XE215挖掘机（SMP-0001）",
        "寄送解除合同通知",
    ):
        assert words in complaint
    for article in ("第五百六十五条", "第七百零三条", "第七百二十一条", "第七百二十二条", "第七百三十三条"):
        assert article in complaint


def test_the_letter_asks_for_the_machine_and_every_sum(said: dict[str, str]) -> None:
    letter = said["letter"]
    assert "向委托人返还XE215挖掘机（SMP-0002），并向委托人付清租金人民币267,733.33元" in letter
    assert "五项合计人民币904,785.65元" in letter
    assert "贵方已付88,000.00元，另以押金抵扣116,000.00元" in letter
    assert "（证据" not in letter


def test_preservation_and_settlement_come_to_the_same_claim(said: dict[str, str]) -> None:
    for paper in ("preservation", "settlement"):
        assert "904,785.65" in said[paper]
        assert "SMP-0001维修费" in said[paper]
    assert "SMP-0002占用费按每日1,000.00元另行计算至实际返还之日" in said["settlement"]


def test_what_was_given_back_or_is_not_asked_for_is_not_asked_back(tmp_path: Path) -> None:
    kept = ("number: SMP-0002, value: 420000.00,", "number: SMP-0002, asked: 否,")
    complaint = texts(drafted(tmp_path, kept, papers=("complaint",)))["complaint"]
    assert "返还XE215挖掘机" not in complaint


def test_without_an_agreed_value_only_the_thing_is_asked_for(tmp_path: Path) -> None:
    complaint = texts(drafted(tmp_path, ("SMP-0002, value: 420000.00,", "SMP-0002,"), papers=("complaint",)))
    assert "判令被告一向原告返还XE215挖掘机（SMP-0002）；" in complaint["complaint"]
    assert "不能返还的" not in complaint["complaint"]


def test_premises_have_the_court_of_their_place(tmp_path: Path) -> None:
    result = drafted(tmp_path, ("cause: 建筑设备租赁合同纠纷", "cause: 房屋租赁合同纠纷"), papers=("complaint",))
    complaint = texts(result)["complaint"]
    assert "由租赁房屋所在地人民法院专属管辖" in complaint
    assert "合同第十一条约定" not in complaint
    assert "第三十四条" in complaint
    assert "LX-P091" in [f.code for f in result.findings]


def test_a_finance_lease_that_was_terminated_is_not_written(tmp_path: Path) -> None:
    result = drafted(tmp_path, ("cause: 建筑设备租赁合同纠纷", "cause: 融资租赁合同纠纷"), papers=("complaint",))
    assert [p.path for p in result.papers] in ([], [None])
    assert "LX-P261" in [f.code for f in result.findings]


def test_rent_without_a_day_is_due_by_law_and_no_agreement_is_told(tmp_path: Path) -> None:
    # December 2024 to August 2025 is under a year: all of it is due on 2025-08-04, the day the lease ended.
    changes = (
        ("due_day: 5, roll: 不顺延, month_days: 30, clause: 第三条", "month_days: 30"),
        ("designated_for: 2024-12, ", ""),
        ("designated_for: 2025-01, ", ""),
    )
    complaint = texts(drafted(tmp_path, *changes, papers=("complaint",)))["complaint"]
    assert "合同没有约定支付日，依照《中华人民共和国民法典》第七百二十一条，上述租金应于2025年8月4日支付" in complaint
    assert "按照合同约定，该期租金的支付日" not in complaint
    assert "中小企业" not in complaint


def test_letters_of_the_lessor_itself_cite_no_exhibit_and_ask_for_the_machine(tmp_path: Path) -> None:
    demand = texts(drafted(tmp_path, papers=("demand",)))["demand"]
    assert "向我方返还XE215挖掘机（SMP-0002），并向我方付清租金人民币267,733.33元" in demand
    assert "（证据" not in demand


def test_a_lease_without_a_paper_is_told_without_one(tmp_path: Path) -> None:
    unwritten = ("    name: 设备租赁合同\n    number: LC-ZL-2024-011\n    signed_on: 2024-03-01\n", "    written: 否\n")
    complaint = texts(drafted(tmp_path, unwritten, papers=("complaint",)))["complaint"]
    assert "确认原告与被告一之间的租赁合同于2025年8月4日解除" in complaint
    assert "2025年8月1日至4日租金（2025-08期）7,733.33元。该期租金的支付日为2025年8月5日" in complaint
    assert "租金租金" not in complaint


def test_the_letter_tells_the_termination_before_it_asks_for_the_machine(tmp_path: Path) -> None:
    # 民法典 565: the contract ends when the notice arrives, 2025-08-04.
    ended = "2025年8月4日，委托人因欠付租金累计达两个月且经催告仍未支付解除合同的通知到达贵方（合同第六条），合同自该日"
    letter = texts(drafted(tmp_path / "a", papers=("letter",)))["letter"]
    assert letter.count(ended) == 1 and letter.index(ended) < letter.index("返还XE215挖掘机")
    assert "（证据" not in letter
