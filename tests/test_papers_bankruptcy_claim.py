"""债权申报书: what is filed with an administrator; the steel matter, the lease, works and a title, read as files.

Steel, accepted 2026-11-02: penalty at 0.05% a day to 2026-11-01 on 432,000 × 24 days = 5,184.00; 132,000 × 1,207 =
79,662.00; 332,000 × 1,181 = 196,046.00; 537,600 × 90 = 24,192.00; 387,600 × 1,001 = 193,993.80: 499,077.80 beside
851,600.00, 1,350,677.80 in all (企业破产法 46(2)).
"""

from __future__ import annotations

from datetime import date as D
from decimal import Decimal
from pathlib import Path

import pytest

import enforced
from lexcollect.casefile.models import Insolvency
from lexcollect.claims.filing import filed
from papers import codes, drafted, errors, material
from test_papers_preservation import read
from works import works_with


def accepted(*rows: str) -> tuple[str, str]:
    """The group of insolvencies with these entries."""
    return ("choices:\n", "insolvencies:\n" + "".join(f"  - {{{row}}}\n" for row in rows) + "choices:\n")


HEAD = "court: 沈阳市中级人民法院, case_no: （2026）辽01破5号, administrator: 辽宁示例律师事务所"
DEBTOR = f"person: 沈河, kind: 重整, accepted_on: 2026-11-02, claims_until: 2027-01-15, {HEAD}"
SURETY = f"person: 郑样例, accepted_on: 2026-10-10, claims_until: 2027-01-15, {HEAD}"


def said(root: Path, *changes: tuple[str, str]) -> str:
    return read(drafted(root, "bankruptcy_claim", given=material(*changes)), "bankruptcy_claim")


def test_the_claim_goes_to_the_administrator_with_its_heads_to_the_day_before_acceptance(tmp_path: Path) -> None:
    text = said(tmp_path, accepted(DEBTOR))
    assert text.startswith("债权申报书\n沈阳沈河样例重型机械有限公司管理人（辽宁示例律师事务所）：\n申报人：天津津渤")
    assert "沈阳市中级人民法院于2026年11月2日裁定受理债务人重整一案，案号（2026）辽01破5号。" in text
    assert "申报人申报债权人民币1,350,677.80元（大写：人民币壹佰叁拾伍万零陆佰柒拾柒元捌角），各项如下：" in text
    assert "货款\n—\n851,600.00" in text and "违约金\n2026年11月1日\n499,077.80\n合计" in text
    assert "附利息的债权自破产申请受理时（2026年11月2日）起停止计息，利息、违约金等计算至2026年11月1日；" in text
    assert "上述债权没有债务人的财产担保；" in text
    assert "上述债权由郑样例提供连带责任保证，申报不影响申报人请求其承担保证责任。" in text
    assert "第四十四条、第四十六条、第四十八条、第四十九条" in text and "原告" not in text.split("三、证据")[0]
    assert "起诉" not in text and "贵院" not in text and "【待补" not in text
    assert {"LX-P595", "LX-P600"} <= set(codes("bankruptcy_claim", accepted(DEBTOR)))


def test_a_guarantors_insolvency_takes_the_guarantee_alone_up_to_its_ceiling(tmp_path: Path) -> None:
    """Orders two and three are covered: 332,000 + 387,600 = 719,600.00; penalty to 2026-10-09: 196,046 − 23 × 166 =
    192,228.00 and 24,192 + 193,993.80 − 23 × 193.80 = 213,728.40, 405,956.40; ceiling 800,000.00 (破产法规定三 4)."""
    text = said(tmp_path, accepted(SURETY))
    assert "申报人就郑样例承担的保证债务申报债权人民币800,000.00元（大写：人民币捌拾万元整），各项如下：" in text
    assert "719,600.00" in text and "2026年10月9日\n405,956.40\n合计\n\n\n1,125,556.40" in text
    assert "保证范围内的各项合计1,125,556.40元，以最高债权额为限申报800,000.00元；" in text
    assert "沈阳沈河样例重型机械有限公司是郑样例所保证的债务的债务人，申报不影响申报人请求其清偿。" in text
    assert "由郑样例提供连带责任保证，申报" not in text
    # The debtor is not insolvent: its own account runs on to the as-of day.
    assert material(accepted(SURETY)).claims.total == Decimal("1359193.80")


def test_both_insolvent_one_paper_each(tmp_path: Path) -> None:
    """破产法规定三 5: the whole is filed in each of them; the debtor's acceptance came later than the guarantor's."""
    text = said(tmp_path, accepted(DEBTOR, SURETY))
    assert text.count("债权申报书\n") == 2 and "郑样例管理人（辽宁示例律师事务所）：" in text
    assert "人民币1,350,677.80元" in text and "人民币800,000.00元" in text


def test_what_nobody_entered_is_a_blank_and_a_late_claim_says_so(tmp_path: Path) -> None:
    """企业破产法 56."""
    text = said(tmp_path, accepted("person: 沈河, accepted_on: 2026-11-02"))
    for blank in ("沈阳沈河样例重型机械有限公司的管理人", "受理沈阳沈河样例重型机械有限公司破产的法院"):
        assert f"【待补：{blank}】" in text, blank
    assert "LX-P593" in codes("bankruptcy_claim", accepted("person: 沈河, accepted_on: 2026-11-02"))
    late = DEBTOR.replace("2026-11-02", "2026-08-03").replace("2027-01-15", "2026-11-20")
    text = said(tmp_path / "b", accepted(late))
    assert "债权申报期限已于2026年11月20日届满，申报人在破产财产最后分配前补充申报。" in text
    assert "LX-P592" in codes("bankruptcy_claim", accepted(late))
    same = late.replace("2026-11-20", "2026-11-21")
    assert "补充申报" not in said(tmp_path / "c", accepted(same))


def test_without_open_proceedings_nothing_is_filed() -> None:
    assert errors("bankruptcy_claim") == ["LX-P590"]
    assert errors("bankruptcy_claim", accepted(DEBTOR.replace("2026-11-02", "2026-11-22"))) == ["LX-P590"]
    over = accepted(DEBTOR.replace("2026-11-02", "2026-03-02") + ", ended_on: 2026-10-09, ending: 批准重整计划")
    assert errors("bankruptcy_claim", over) == ["LX-P590"] and "LX-P591" in codes("bankruptcy_claim", over)
    gone = accepted(DEBTOR.replace("2026-11-02", "2026-03-02") + ", ended_on: 2026-10-09, ending: 驳回申请")
    assert errors("bankruptcy_claim", gone) == ["LX-P590"]


def test_security_in_the_debtors_things_is_told_with_its_entry(tmp_path: Path) -> None:
    """企业破产法 49, 109."""
    thing = (
        "asset_clues:\n",
        """collaterals:
  - {id: 设备, kind: mortgage, grantor: 沈河, thing: 数控机床2台, registered_on: 2023-04-03, number: "0101",
     amount: 500000.00}
asset_clues:
""",
    )
    text = said(tmp_path, accepted(DEBTOR), thing)
    assert "上述债权有财产担保：债务人以数控机床2台抵押，于2023年4月3日办理登记，登记证明号0101" in text
    assert "担保的债权额为500,000.00元" in text and "没有债务人的财产担保" not in text and "第一百零九条" in text


def test_a_title_is_told_by_what_it_granted_and_the_doubled_part_stops(tmp_path: Path) -> None:
    """13,041.00 to 2024-12-01, 21.00 a day: to 2024-12-09 eight days more, 13,209.00; with 120,000.00 133,209.00."""
    gone = ("财产线索:\n", "破产:\n  - {当事人: 南浦, 受理日期: 2024-12-10, 管理人: 某所}\n财产线索:\n")
    text = enforced.said(tmp_path, "bankruptcy_claim", gone, as_of=D(2025, 1, 20))
    assert "申报人申报债权人民币133,209.00元" in text and "2024年12月9日\n13,209.00" in text
    assert "上述债权已由江州市东湖区人民法院（2023）江0102民初456号民事调解书确定" in text
    assert "2024年4月30日收到60,000.00元，冲抵货款本金60,000.00元" in text
    assert "执行和解协议自2024年7月31日到期的一期起没有足额履行" in text and "《建材购销合同》" not in text


def test_works_keep_their_priority_and_their_undue_sums(tmp_path: Path) -> None:
    """民法典 807. Accepted before the retention falls due on 2025-09-22: it counts as due (企业破产法 46(1))."""
    row = "insolvencies:\n  - {person: 汉东, accepted_on: 2025-09-10, administrator: 某所}\n"
    matter = works_with(("choices:\n", f"{row}choices:\n"), as_of=D(2025, 9, 15))
    found = filed(matter.case, matter.claims, matter.case.insolvencies[0])
    assert found.last == D(2025, 9, 9)
    assert sum(h.amount for h in found.heads if not h.per_day and not h.lines) == Decimal("2945430.12")
    text = read(drafted(tmp_path, "bankruptcy_claim", given=enforced.shown(matter)), "bankruptcy_claim")
    assert "在2025年9月10日尚未到期的债权，自破产申请受理时视为到期；" in text
    assert "工程折价或者拍卖的价款享有优先受偿权" in text


@pytest.mark.parametrize(("on", "extra"), [("2026-05-06", True), ("2026-11-20", False)])
def test_costs_after_acceptance_are_no_claim_to_be_filed(on: str, extra: bool) -> None:
    """企业破产法 44, 107: what arose before acceptance is a claim."""
    spent = f"costs:\n  - {{kind: 律师费, amount: 30000.00, date: {on}}}\nchoices:\n"
    rows = accepted(DEBTOR)
    given = material((rows[0], rows[1].replace("choices:\n", spent)))
    one: Insolvency = given.case.insolvencies[0]
    kept = sum(c.amount for c in filed(given.case, given.claims, one).claims.costs)
    assert kept == (Decimal(30000) if extra else 0)
    told = codes("bankruptcy_claim", (rows[0], rows[1].replace("choices:\n", spent)))
    assert ("LX-P596" in told) is not extra
