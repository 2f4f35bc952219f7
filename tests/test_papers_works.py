"""The four papers of a works contract: every sentence is of works, every figure is that of the hand count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from works import AS_OF, works_with

PAPERS = ("complaint", "letter", "preservation", "settlement")
#: Words of a sale, of a penalty that nobody agreed, and of an unfinished sentence.
FOREIGN = (
    "货款",
    "货物",
    "买受",
    "买方",
    "卖方",
    "订单",
    "订购",
    "供货",
    "违约金",
    "借款",
    "交付工程",
    "None",
    "{",
    "}",
    "待补",
)
NO_TERM = (
    (
        "due: {count: 30, unit: day, after: settlement, up_to: 97, clause: 第12.4条, "
        "text: 竣工结算完成后30日内付至结算价款的97%}"
    ),
    "bears_penalty: 是",
)
PENALTY = ("    notice:", "    late_penalty: {rate: 每日万分之一, clause: 第12.7条}\n    notice:")


def drafted(root: Path, *changes: tuple[str, str], papers: tuple[str, ...] = PAPERS, on: date = AS_OF) -> DraftResult:
    matter = works_with(*changes, as_of=on)
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    exhibits = {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    now = matter.due_now
    material = Material(matter.case, matter.claims, exhibits, earlier=(now.case, now.claims) if now else None)
    return draft(papers, material, root, sources={"案件.yaml": "0" * 64})


def texts(result: DraftResult) -> dict[str, str]:
    """Return the whole text of each paper, tables too."""
    found = {}
    for one in result.papers:
        assert one.path is not None, [f.line() for f in result.findings]
        data = one.path.read_bytes()
        cells = (cell for table in tables(data) for row in table for cell in row)
        found[one.paper] = "\n".join([*paragraphs(data), *cells])
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts(drafted(tmp_path_factory.mktemp("works")))


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_of_a_sale_stands_in_the_papers_of_works(said: dict[str, str], paper: str) -> None:
    assert [word for word in FOREIGN if word in said[paper]] == []


def test_the_complaint_asks_for_what_was_counted_by_hand(said: dict[str, str]) -> None:
    for words in (
        "案由：建设工程施工合同纠纷",
        "1. 判令被告支付工程款2,675,430.12元；",
        "2. 判令被告返还工程质量保证金270,000.00元；",
        "暂计至2026年3月20日为78,629.77元；自2026年3月21日起以2,945,430.12元为基数，按全国银行间同业拆借中心公布",
        "的同期一年期贷款市场报价利率计算至实际付清之日止",
        "4. 判令被告支付律师费60,000.00元；",
        "5. 确认原告就款项YS-1、JS-1、ZB-1项下工程价款2,945,430.12元",
        "对汉东样例产业园2号厂房工程折价或者拍卖的价款享有优先受偿权",
        "（以上第1项至第4项暂计至2026年3月20日共3,084,059.89元）",
        "约定由原告承包施工汉东样例产业园2号厂房土建及安装工程，合同价款8,600,000.00元",
        "2024年9月20日，工程通过竣工验收",
        "2025年1月10日，原告与被告完成结算，结算价款9,000,000.00元",
        "被告应向原告支付验收款（编号YS-1）2,810,000.00元",
        "最后付款日为2024年10月8日（期间届满日2024年10月5日为法定休息日，顺延）",
        "被告应向原告返还质保金（编号ZB-1）270,000.00元",
        "按照合同第15.2条约定，该笔质量保证金的返还期限届满日为2025年9月22日",
        "欠付的工程价款自应付之日起按照同期一年期贷款市场报价利率计算利息：",
        "利息共124,059.89元，其中45,430.12元已经冲抵，尚欠78,629.77元",
        "由不动产所在地人民法院专属管辖，案涉工程位于江州市西湖区样例路200号",
        "江州市西湖区人民法院",
    ):
        assert words in said["complaint"], words
    for article in ("第七百八十八条", "第七百九十九条", "第八百零七条", "第十七条", "第二十六条", "第四十一条"):
        assert article in said["complaint"], article
    # The court that the contract names is not that of the works (民事诉讼法 34, 35); no penalty was agreed (585).
    assert "东湖区人民法院" not in said["complaint"] and "第三十五条、第一百二十二条" not in said["complaint"]
    assert "第五百八十五条" not in said["complaint"]


def test_the_other_papers_say_the_same_figures(said: dict[str, str]) -> None:
    assert (
        "向委托人付清工程款（含质量保证金）人民币2,945,430.12元及计算至实际付清之日的欠付工程价款的利息"
        in said["letter"]
    )
    assert "依法向江州市西湖区人民法院提起诉讼" in said["letter"]
    assert (
        "工程款本金2,945,430.12元、暂计至2026年3月20日的利息78,629.77元、实现债权的费用60,000.00元"
        in said["preservation"]
    )
    assert "利息人民币78,629.77元" in said["settlement"] and "欠款及利息明细表" in said["settlement"]
    assert "案涉工程所在地（江州市西湖区样例路200号）人民法院" in said["settlement"]
    assert "款项JD-1" not in said["settlement"].split("第二条")[0].split("其中：")[1]


def test_priority_is_asked_for_what_is_in_time_and_never_unasked(tmp_path: Path) -> None:
    # 2026-04-07 was the last day of YS-1: left are 1,420,000 + 270,000.
    late = drafted(tmp_path / "a", papers=("complaint",), on=date(2026, 4, 8))
    assert "就款项JS-1、ZB-1项下工程价款1,690,000.00元" in texts(late)["complaint"]
    assert [f.code for f in late.findings if f.code == "LX-P086"] == ["LX-P086"]
    silent = drafted(
        tmp_path / "b", ("      priority: 是            # 请求建设工程价款优先受偿\n", ""), papers=("complaint",)
    )
    assert "优先受偿" not in texts(silent)["complaint"] and "第八百零七条" not in texts(silent)["complaint"]
    assert "LX-P085" in {f.code for f in silent.findings}
    sub = drafted(tmp_path / "c", ("cause: 建设工程施工合同纠纷", "cause: 建设工程分包合同纠纷"), papers=("complaint",))
    assert "优先受偿" not in texts(sub)["complaint"] and "LX-P087" in {f.code for f in sub.findings}
    fitted = drafted(tmp_path / "d", ("cause: 建设工程施工合同纠纷", "cause: 装饰装修合同纠纷"), papers=("complaint",))
    assert "装饰装修工程折价或者拍卖的价款享有优先受偿权" in texts(fitted)["complaint"]
    assert "第三十七条" in texts(fitted)["complaint"]


def test_a_court_that_is_not_at_the_works_is_refused_and_its_clause_is_told(tmp_path: Path) -> None:
    chosen = ("  court: 江州市西湖区人民法院\n  letter", "  court: 江州市东湖区人民法院\n  letter")
    refused = drafted(tmp_path / "a", chosen, papers=("complaint", "preservation"))
    assert [p.path for p in refused.papers] == [None, None]
    assert {"LX-P088"} == {f.code for f in refused.findings if f.level.value == "error"}
    assert "LX-P089" in {f.code for f in drafted(tmp_path / "b", papers=("complaint",)).findings}


def test_an_agreed_penalty_is_told_as_a_penalty(tmp_path: Path) -> None:
    complaint = texts(drafted(tmp_path, PENALTY, papers=("complaint",)))["complaint"]
    assert "按照合同第12.7条，被告逾期付款的，应自逾期之次日起按逾期工程款的每日万分之一支付违约金" in complaint
    assert "第五百八十五条" in complaint and "第二十六条" not in complaint and "市场报价利率" not in complaint


def test_the_late_interest_of_a_small_contractor_is_called_so(tmp_path: Path) -> None:
    small = ("    notice:", "    sme: {buyer: large, size: 小型企业, told: 是, evidence: [验收报告]}\n    notice:")
    complaint = texts(drafted(tmp_path, small, papers=("complaint",)))["complaint"]
    assert "判令被告支付逾期利息（暂计至2026年3月20日" in complaint and "每日万分之五" in complaint
    assert "市场报价利率" not in complaint and "欠付工程价款的利息" not in complaint


def test_a_day_that_the_law_names_is_not_told_as_agreed(tmp_path: Path) -> None:
    complaint = texts(drafted(tmp_path, NO_TERM, papers=("complaint",)))["complaint"]
    assert (
        "支付结算款（编号JS-1）1,420,000.00元（证据6）。合同没有约定付款时间，依法以2024年9月26日为应付款日"
        in complaint
    )
    assert "竣工结算完成后30日内" not in complaint


def test_a_void_contract_is_compensated_and_no_breach_is_pleaded(tmp_path: Path) -> None:
    complaint = texts(drafted(tmp_path, ("qualification: held", "qualification: 无资质"), papers=("complaint",)))[
        "complaint"
    ]
    assert "支付工程折价补偿款2,675,430.12元" in complaint and "第七百九十三条" in complaint
    assert "已构成违约" not in complaint and "第五百七十七条" not in complaint
    assert "律师费" not in complaint and "合同没有约定" not in complaint


def test_the_settlement_of_a_void_contract_does_not_let_it_go_on(tmp_path: Path) -> None:
    # 民法典 155, 157, 793: a void contract binds nobody from the start; 507: its clause on disputes stands.
    # Its clause on costs falls too: the lawyer's fee of 60,000 is not owed, and the last instalment is less by it.
    changes = (("qualification: held", "qualification: 无资质"), ("amount: 1584059.89", "amount: 1524059.89"))
    void = texts(drafted(tmp_path, *changes, papers=("settlement",)))["settlement"]
    assert "原合同继续有效" not in void
    assert "原合同无效的，不影响本协议对工程价款的结算和清理；原合同中有关解决争议方法的条款的效力不受影响。" in void


def test_the_settlement_of_a_valid_contract_lets_it_go_on(said: dict[str, str]) -> None:
    assert "除本协议明确变更的内容外，原合同继续有效。" in said["settlement"]


def test_what_was_not_entered_is_not_pleaded(tmp_path: Path) -> None:
    text = "  - {contract: 施工合同, kind: handover, date: 2024-09-26, evidence: 移交单}\n"
    complaint = texts(drafted(tmp_path, (text, ""), papers=("complaint",)))["complaint"]
    assert "交付被告使用" not in complaint


def test_a_retention_that_is_not_due_is_left_for_later_and_holds_up_nothing(tmp_path: Path) -> None:
    # Paid back two years after acceptance: 2026-09-20, a Sunday on which one works (holiday notice). The
    # rest: 2,675,430.12 + 27,241.11 + 47,416.33 + 60,000.
    released = ("due: {count: 12, unit: month, after: acceptance", "due: {count: 24, unit: month, after: acceptance")
    # No interest on the retention yet: the instalments of the settlement come to 3,972.33 less.
    result = drafted(tmp_path, released, ("amount: 1584059.89", "amount: 1580087.56"))
    complaint = texts(result)["complaint"]
    assert "判令被告支付工程款2,675,430.12元" in complaint and "判令被告返还工程质量保证金" not in complaint
    assert "以2,675,430.12元为基数" in complaint and "共2,810,087.56元" in complaint
    assert "质量保证金270,000.00元（款项ZB-1）的返还期限至2026年9月20日届满，原告另行主张" in complaint
    assert "就款项YS-1、JS-1项下工程价款2,675,430.12元" in complaint
    assert "人民币2,675,430.12元" in texts(result)["letter"]
    # The settlement may settle what is not due yet.
    assert "2,945,430.12" in texts(result)["settlement"]


def test_silence_is_pleaded_only_where_it_was_agreed(tmp_path: Path) -> None:
    unsettled = "  - {contract: 施工合同, kind: settlement, date: 2025-01-10, amount: 9000000.00, evidence: 结算协议}\n"
    silence = ("      price:", "      reply_days: 28\n      price:")
    complaint = texts(drafted(tmp_path, (unsettled, ""), silence, papers=("complaint",)))["complaint"]
    assert (
        "收到竣工结算文件后28日内不答复的视为认可，按照合同第12.4条约定，该笔款项的最后付款日为2024年12月27日"
        in complaint
    )
    assert "第二十一条" in complaint and "完成结算" not in complaint
