"""解除合同通知书, 收回租赁物通知书, 租赁物交接清单: when a contract may be ended by notice, and how a thing comes back.

The lease of the example before it was terminated: 58,000 a month due on the 5th; December 2024 was paid, of January
30,000. A demand of 2025-06-10 arrived on 2025-06-12 and gave ten days: until 2025-06-22 (民法典 722). On 2025-07-20 the
rents of January to July are open but for the 30,000: 7 × 58,000 − 30,000 = 376,000.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from finance_lease import finance_lease_with
from letter_pages import codes, written
from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.material import Material
from lexcollect.law.states import State
from lexcollect.resources import resource
from services import GUARDS, service_material
from test_papers_stages import material_of

AS_OF = date(2025, 7, 20)
CHOICE = "contract: 租赁合同, basis: 催告后仍不履行, clause: 第六条, ground: 欠付租金累计达两个月, known_on: 2025-06-23"
#: What happened only after the day of the notice.
AFTERWARDS = (
    r"    termination: .*\n",
    r"running_fees:.*?\n(?=payments)",
    r"  - \{id: 维修费.*\n",
    r"  - \{id: 押金, kind.*\n",
    r"  - \{id: 解除[连冯].*\n",
    r"settlement:.*?\n(?=choices)",
    r"obligations:\n  # .*\n",
)


def lease_text(choice: str = CHOICE, grace: str = "grace_days: 10, ") -> str:
    """Return the case file of the example as it stood before the notice, with what is to be terminated."""
    text = (resource("examples") / "matter-lease" / "案件.yaml").read_text("utf-8")
    for words in AFTERWARDS:
        text, count = re.subn(words, "", text, flags=re.S if ".*?" in words else 0)
        assert count, words
    for was, now in (
        ("last: 2025-08-04", "last: 2026-02-28"),
        (", returned_on: 2025-09-15", ""),
        (", return_evidence: 收回交接单", ""),
        ("amount: 318000.00, content", f"amount: 318000.00, {grace}content"),
        ("choices:\n", f"choices:\n  termination: {{{choice}}}\n" if choice else "choices:\n"),
    ):
        assert was in text, was
        text = text.replace(was, now)
    return text


def lease(choice: str = CHOICE, grace: str = "grace_days: 10, ", as_of: date = AS_OF) -> Material:
    loaded = parse_case(lease_text(choice, grace))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return material_of(answer_case(loaded.case, as_of))


def example(*changes: tuple[str, str]) -> Material:
    """Return the example itself, in which the lease ended on 2025-08-04."""
    text = (resource("examples") / "matter-lease" / "案件.yaml").read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    ids = dict.fromkeys(id for fact in facts_of(loaded.case) for id in fact.evidence)
    matter = answer_case(loaded.case, date(2026, 11, 21))
    return Material(
        matter.case, matter.claims, {id: ExhibitRef(id, f"{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    )


def stopped(tmp_path: Path, given: Material, paper: str = "termination_notice") -> list[str]:
    """Return what refuses the paper."""
    return [f.code for f in written(tmp_path, given, paper)[1] if f.stops]


def test_a_lease_ends_after_a_demand_whose_period_is_over(tmp_path: Path) -> None:
    said, found = written(tmp_path, lease(), "termination_notice")
    assert "租金人民币376,000.00元" in said and "上述催告给予的期限于2025年6月22日届满，贵方仍未履行" in said
    assert "第七百二十二条" in said and "《设备租赁合同》自本通知到达贵方时解除" in said
    assert "向我方返还XE215挖掘机（SMP-0001）、XE215挖掘机（SMP-0002）" in said and said.count("返还XE215挖掘机") == 1
    assert "抄送：冯样例（保证人；合同解除后" in said
    assert "考虑" not in said and "LX-P556" in [f.code for f in found]


def test_a_last_period_in_the_notice_ends_the_contract_by_itself(tmp_path: Path) -> None:
    # 民法典 565(1), second sentence.
    said, _ = written(tmp_path, lease(f"{CHOICE}, days: 5"), "termination_notice")
    assert "自收到本通知之日起5日内仍不付清上述欠款的，《设备租赁合同》自该期限届满时解除" in said
    assert "自本通知到达贵方时解除" not in said


def test_while_the_period_of_the_demand_runs_nothing_is_terminated(tmp_path: Path) -> None:
    # 2025-06-12 and ten days: the last day is 06-22; on that day it still runs.
    assert stopped(tmp_path / "a", lease(as_of=date(2025, 6, 22))) == ["LX-P548"]
    assert stopped(tmp_path / "b", lease(as_of=date(2025, 6, 23))) == []


def test_without_a_period_on_file_a_person_must_look(tmp_path: Path) -> None:
    found = codes(tmp_path, lease(grace=""), "termination_notice")
    assert "LX-P550" in found and "LX-P548" not in found


def test_without_a_demand_or_a_ground_there_is_no_notice(tmp_path: Path) -> None:
    given = lease()
    bare = Material(given.case.but(communications=()), given.claims, given.exhibits)
    assert stopped(tmp_path / "a", bare) == ["LX-P546"]
    assert stopped(tmp_path / "b", lease("")) == ["LX-P543"]
    assert stopped(tmp_path / "c", lease("basis: 约定解除, known_on: 2025-06-23")) == ["LX-P545"]
    assert stopped(tmp_path / "d", lease("basis: 拒绝履行, known_on: 2025-06-23")) == ["LX-P551"]


def test_the_right_is_gone_after_a_year_or_as_agreed(tmp_path: Path) -> None:
    # 民法典 564(2): known on 2024-07-18, a year ends on 2025-07-18, a Friday; on 07-20 it is over.
    assert stopped(tmp_path / "a", lease("basis: 约定解除, clause: 第六条, known_on: 2024-07-18")) == ["LX-P553"]
    assert stopped(tmp_path / "b", lease("basis: 约定解除, clause: 第六条, known_on: 2024-07-22")) == []
    agreed = "basis: 约定解除, clause: 第六条, known_on: 2025-06-01, agreed_until: 2025-07-01"
    assert stopped(tmp_path / "c", lease(agreed)) == ["LX-P553"]
    assert "LX-P549" in codes(tmp_path / "d", lease("basis: 约定解除, clause: 第六条"), "termination_notice")


def test_the_agenda_shows_until_when_the_contract_can_be_terminated() -> None:
    case = parse_case(lease_text()).case
    assert case is not None
    agenda = answer_case(case, AS_OF).agenda
    found = agenda.get("termination:租赁合同")
    # Known on 2025-06-23: 2026-06-23, a Tuesday.
    assert found is not None and found.period is not None and found.period.last_day == date(2026, 6, 23)
    assert found.state is State.RUNNING


def test_what_has_ended_is_not_ended_again(tmp_path: Path) -> None:
    given = example(("choices:\n", f"choices:\n  termination: {{{CHOICE}}}\n"))
    assert stopped(tmp_path, given) == ["LX-P544"]


def finance(choice: str, day: str) -> Material:
    early = "    加速到期: {到期日: 2025-05-18, 条款: 第9条, 证据: [催告函, 回执一]}\n"
    return material_of(
        finance_lease_with(
            (early, ""),
            ("content: 要求收到后10日内付清欠租", "grace_days: 10, content: 要求收到后10日内付清欠租"),
            ("  letter: {", f"  termination: {{{choice}}}\n  letter: {{"),
            as_of=date.fromisoformat(day),
        )
    )


def test_a_finance_lessor_takes_back_and_asks_for_no_rent(tmp_path: Path) -> None:
    # Demanded on 2025-05-08 with ten days, until 05-18; four rents are open on 05-20 (融资租赁解释 5(2)).
    said, _ = written(
        tmp_path, finance("basis: 催告后仍不履行, known_on: 2025-05-19", "2025-05-20"), "termination_notice"
    )
    assert "第七百五十二条" in said and "全部未付租金及其他费用与收回租赁物价值的差额" in said
    assert "汇入我方的下列账户" not in said and "未到期的租金" not in said


def test_who_called_the_whole_rent_in_terminates_nothing(tmp_path: Path) -> None:
    given = material_of(
        finance_lease_with(
            ("  letter: {", "  termination: {basis: 约定解除, clause: 第9条, known_on: 2025-05-19}\n  letter: {"),
            as_of=date(2025, 6, 10),
        )
    )
    assert "LX-P552" in stopped(tmp_path, given)


def test_an_agreed_ground_names_its_clause_and_warns_of_trifles(tmp_path: Path) -> None:
    ground = "解除依据: 约定解除, 条款: 第9条, 解除事由: 连续两个月未付服务费, 知道解除事由日: 2026-03-01"
    given = service_material(GUARDS, ("选择:\n", f"选择:\n  拟解除合同: {{{ground}}}\n"))
    said, found = written(tmp_path, given, "termination_notice")
    assert "合同第9条约定的解除事由已经发生：连续两个月未付服务费" in said and "第五百六十二条" in said
    assert "LX-P554" in [f.code for f in found]


def test_only_what_is_out_after_the_end_is_asked_back(tmp_path: Path) -> None:
    said, found = written(tmp_path, example(), "retaking_notice")
    # 一号机 came back on 2025-09-15.
    table = said[said.index("应当返还的租赁物") : said.index("SMP-0001占用费自")]
    assert "SMP-0002" in table and "SMP-0001" not in table and "LX-P558" in [f.code for f in found]
    assert not any(word in said for word in ("强制收回", "拖走", "自行取走"))
    assert stopped(tmp_path / "b", lease(), "retaking_notice") == ["LX-P557"]


@pytest.mark.parametrize("words", ["完好", "良好", "已收到租金", "两清"])
def test_the_record_states_no_condition_and_settles_nothing(tmp_path: Path, words: str) -> None:
    said, _ = written(tmp_path, example(), "handover_record")
    assert words not in said and "不影响任何一方对租金、占用费和其他款项的主张" in said


#: The lessee of the example went into insolvency after the lease had ended.
BROKE = (
    "choices:\n",
    (
        "insolvencies:\n  - {person: DEBTOR, accepted_on: 2026-06-01, court: 常州市中级人民法院KIND,"
        " administrator: 江苏样本律师事务所}\nchoices:\n"
    ),
)


def broke(kind: str = "", **changes: str) -> Material:
    debtor = example().case.debtor.id
    text = BROKE[1].replace("DEBTOR", debtor).replace("KIND", kind)
    for was, now in changes.items():
        assert was in text, was
        text = text.replace(was, now)
    return example((BROKE[0], text))


def test_of_a_lessee_in_insolvency_the_thing_is_asked_of_its_administrator(tmp_path: Path) -> None:
    """企业破产法 38; 破产法规定二 2(1), 26, 27: no money is asked for, the thing is none of the estate."""
    said, found = written(tmp_path, broke(), "retaking_notice")
    debtor = broke().case.debtor.name
    assert f"{debtor}管理人（江苏样本律师事务所）：" in said and "贵方" not in said
    assert f"2026年6月1日，常州市中级人民法院裁定受理{debtor}的破产申请" in said
    assert f"由{debtor}占有，尚未返还我方" in said and "SMP-0002" in said
    assert "《中华人民共和国企业破产法》第三十八条" in said and "第二十七条" in said and "第七百三十三条" in said
    assert f"以{debtor}为被告向人民法院提起诉讼，请求行使取回权" in said and "不代替债权申报" in said
    told = {f.code for f in found}
    assert "LX-P761" in told and not {"LX-P070", "LX-P762", "LX-P763"} & told
    record, _ = written(tmp_path / "b", broke(), "handover_record")
    assert f"{debtor}管理人（江苏样本律师事务所）" in record


def test_a_restructuring_keeps_to_the_terms_agreed_and_an_unknown_administrator_is_a_blank(tmp_path: Path) -> None:
    """企业破产法 76."""
    given = broke(", kind: restructuring", **{", administrator: 江苏样本律师事务所": ""})
    said, found = written(tmp_path, given, "retaking_notice")
    assert "LX-P762" in {f.code for f in found} and "【待补：" in said


def test_a_lease_that_goes_on_is_for_the_administrator_to_decide(tmp_path: Path) -> None:
    """企业破产法 18: nothing is to be given back yet; money is still barred (16)."""
    text = lease_text().replace("choices:\n", BROKE[1].replace("KIND", "").replace("2026-06-01", "2025-07-01"), 1)
    loaded = parse_case(text.replace("DEBTOR", example().case.debtor.id))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    given = material_of(answer_case(loaded.case, AS_OF))
    assert stopped(tmp_path / "a", given, "retaking_notice") == ["LX-P557"]
    assert "LX-P764" in codes(tmp_path / "c", given, "retaking_notice")
    assert "LX-P070" in stopped(tmp_path / "b", given, "demand")
