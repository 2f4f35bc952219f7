"""The example after judgment: every figure and date of its facts.md, from the raw folder to the application."""

from __future__ import annotations

from datetime import date as D
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from case_kit import PARTIES, SURETY, filing, matter_with
from cli_run import typed
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.casefile.sketch import sketch_case
from lexcollect.claims.stop import Act
from lexcollect.documents.drafting import DraftResult, draft
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs, tables
from lexcollect.matter.example import load_example, names
from test_claims_titles import AGREED, AS_OF, RECOVERED, facts, mediation, paid

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "matter-enforcement"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = tmp_path_factory.mktemp("演示")
    code, out, err = typed("demo", "--matter", "enforcement", cwd=place)
    assert code == 0, out + err
    return place / "示例-江州案", out


def whole(path: Path) -> str:
    """The whole text of a paper, tables too."""
    data = path.read_bytes()
    return "\n".join([*paragraphs(data), *(cell for table in tables(data) for row in table for cell in row)])


def test_the_walk_tells_sum_fee_and_last_day(walked: tuple[Path, str]) -> None:
    _, out = walked
    assert "enforcement" in names() and load_example("enforcement").as_of == AS_OF
    for said in (
        "16 个文件",
        "应收合计 146,754.00 元，其中生效文书确定的本金 120,000.00、迟延履行期间的加倍部分债务利息 26,754.00",
        "执行申请费 2,101.31",
        "2026-11-02　申请执行时效　未届满",
        "证据 4 组 14 份（14 个文件）",
        "恢复执行申请书　已写入",
        "没有文件被改动、缺少或多出",
    ):
        assert said in out, said


def test_the_account_is_the_hand_count(walked: tuple[Path, str]) -> None:
    import json

    code, out, _ = typed("calc", "--as-of", "2026-09-15", "--json", cwd=walked[0])
    data = json.loads(out)
    (title,) = data["titles"]
    assert (code, data["total"], data["per_day"]) == (0, "146754.00", "21.00")
    assert [(row["amount"], row["days"], row["double"]) for row in title["double_lines"] if row["days"]] == [
        ("50000.00", 15, "131.25"),
        ("30000.00", 141, "740.25"),
        ("60000.00", 243, "2551.50"),
        ("120000.00", 1111, "23331.00"),
    ]
    assert [row["effect"] for row in title["readings"]] == ["-1494.50", "-3412.50"]
    assert (title["agreement"]["kept"], title["agreement"]["broken_on"]) == ("broken", "2024-07-31")


def test_the_days_are_the_hand_count(walked: tuple[Path, str]) -> None:
    import json

    _, out, _ = typed("due", "--as-of", "2026-09-15", "--json", cwd=walked[0])
    found = next(d for d in json.loads(out)["deadlines"] if d["rule"] == "enforce.apply")
    assert (found["nominal"], found["last_day"], found["act_by"]) == ("2026-10-31", "2026-11-02", "2026-10-30")


def test_the_application_says_what_was_counted_and_nothing_else(walked: tuple[Path, str]) -> None:
    said = whole(walked[0] / "3-文书" / "v1" / "恢复执行申请书.docx")
    for words in (
        "恢复（2023）江0102民初456号民事调解书的强制执行，原执行案号（2023）江0102执789号",
        "申请执行人与二被执行人买卖合同纠纷一案，上述文书确定：",
        "尚未履行的货款本金120,000.00元",
        "暂计至2026年9月15日为26,754.00元；自2026年9月16日起，以尚未清偿的金钱债务120,000.00元为基数",
        "以上款项暂计至2026年9月15日共146,754.00元",
        "2023年9月15日收到50,000.00元，冲抵违约金20,000.00元、货款本金30,000.00元",
        "执行和解协议自2024年7月31日到期的一期起没有足额履行，和解后已付60,000.00元",
        "23,331.00",
        "合计",
        "第二百四十一条、第二百四十七条、第二百六十四条",
        "江州市东湖区人民法院",
    ):
        assert words in said, words
    assert not [bad for bad in ("判令", "原告", "None", "{", "}", "【待补") if bad in said]


def test_the_package_of_an_enforcement_is_for_the_court_alone(walked: tuple[Path, str]) -> None:
    """执行工作规定 18 wants no copies by the number of debtors; 民事诉讼证据规定 19 is of suits."""
    folder, out = walked
    (plan,) = folder.rglob("打印方案.txt")
    said = plan.read_text(encoding="utf-8-sig")
    assert "申请执行：提交法院 1 套，另自留 1 套，共 2 套" in said and "第19条" not in said
    assert "申请执行人江州示例建材有限公司与被执行人南浦样例商贸有限公司" in said
    assert "原告" not in said and "被告" not in said
    assert "提交法院 1 套" in out and "被告 " not in out


def test_a_case_file_that_is_not_finished_knows_enforcement_too() -> None:
    text = (EXAMPLE / "案件.yaml").read_text(encoding="utf-8")
    found, before = sketch_case(text), sketch_case(text.split("生效文书:")[0])
    assert found is not None and before is not None
    assert (found.decided, before.decided) == (True, False)


# --- the first application, and what stands against either -----------------------------------------------------


def drafted(root: Path, *papers: str, as_of: D = AS_OF, **groups: Any) -> DraftResult:
    matter = matter_with(as_of, **groups)
    ids = dict.fromkeys(id for fact in walk(matter.case) for id in getattr(fact, "evidence", ()))
    exhibits = {id: ExhibitRef(id, str(n), id, "书证", 1) for n, id in enumerate(ids, 1)}
    given = Material(matter.case, matter.claims, exhibits)
    return draft(papers or ("all",), given, root, sources={"案件.yaml": "0" * 64})


def test_before_any_application_the_paper_is_that_for_enforcement(tmp_path: Path) -> None:
    result = drafted(tmp_path, **facts(mediation(organ="某某法院"), RECOVERED))
    assert [(p.paper, p.refused) for p in result.papers] == [("enforcement", False)]
    said = whole(result.papers[0].path or Path())
    assert "申请强制执行" in said and "恢复" not in said and "第二百五十条" in said
    assert "执行和解" not in said  # none was entered


def test_what_tells_the_contract_is_refused_and_names_the_paper_that_fits(tmp_path: Path) -> None:
    result = drafted(tmp_path, "letter", "settlement", "resumption", **facts(mediation(organ="某某法院"), RECOVERED))
    assert all(p.refused for p in result.papers)
    assert {"LX-P105", "LX-P109"} <= {f.code for f in result.findings}


def test_a_matter_without_a_title_has_no_application_and_is_not_offered_one(tmp_path: Path) -> None:
    result = drafted(tmp_path, "enforcement")
    assert "LX-P106" in {f.code for f in result.findings} and result.papers[0].refused
    assert not {"enforcement", "resumption"} & {p.paper for p in drafted(tmp_path).papers}


def test_while_the_settlement_is_kept_nothing_is_resumed() -> None:
    """执行和解规定 11: before the next day, and while it is being kept."""
    kept = facts(mediation(agreements=[AGREED]), RECOVERED, filings=[filing("2023-11-06", "enforcement")])
    stops = [s for s in matter_with(D(2024, 6, 1), **kept).claims.stops if s.act is Act.ENFORCE and s.bars]
    assert [(s.ground.value, str(s.cites[0])) for s in stops] == [("performing", "执行和解规定第11条第1款第2项")]
    broken = matter_with(AS_OF, **kept).claims.stops
    assert not [s for s in broken if s.act is Act.ENFORCE and s.bars]


def test_an_insolvent_debtor_is_not_executed_and_its_guarantor_is(tmp_path: Path) -> None:
    """企业破产法 19: execution stands still; the person who stands beside the debtor in the title goes on."""
    gone = [{"person": "乙", "accepted_on": "2026-05-09", "court": "样例市中级人民法院"}]
    both = facts(mediation(organ="某某法院", against=["乙", "丁"]), RECOVERED, insolvencies=gone)
    result = drafted(tmp_path, "enforcement", parties=[*PARTIES, SURETY], **both)
    assert not result.papers[0].refused
    assert "被执行人：丁样" in whole(result.papers[0].path or Path())
    alone = drafted(tmp_path, "enforcement", **{**both, "titles": [mediation(organ="某某法院")]})
    assert alone.papers[0].refused and "LX-P070" in {f.code for f in alone.findings}


def test_a_late_application_may_be_made_and_is_warned_of(tmp_path: Path) -> None:
    """民诉法解释 481(1): the court takes it; the debtor may object."""
    old = facts(mediation(organ="某某法院"), paid(("2023-04-28", "124400")))
    result = drafted(tmp_path, "enforcement", **old)
    assert not result.papers[0].refused and "LX-P076" in {f.code for f in result.findings}


def test_after_an_ended_enforcement_new_assets_reopen_it(tmp_path: Path) -> None:
    """民诉法解释 517(2)."""
    ended = facts(
        mediation(organ="某某法院", terminated_on="2024-12-20"),
        RECOVERED,
        filings=[filing("2023-11-06", "enforcement")],
        asset_clues=[{"kind": "vehicle", "owner": "乙", "description": "轿车一辆", "source": "site_visit"}],
    )
    result = drafted(tmp_path, **ended)
    assert [p.paper for p in result.papers] == ["resumption"] and not result.papers[0].refused
    said = whole(result.papers[0].path or Path())
    assert "2024年12月20日，人民法院裁定终结本次执行程序" in said and "不受申请执行时效期间的限制" in said
    assert "第五百一十七条" in said


def test_the_annex_of_the_contract_is_not_written_after_judgment(walked: tuple[Path, str]) -> None:
    _, out, err = typed("calc", "--annex", "--as-of", "2026-09-15", cwd=walked[0])
    assert "LX-P105" in out + err
    assert not list((walked[0] / "3-文书" / "附件").glob("*"))


def test_the_whole_sum_may_be_left_to_the_second_title() -> None:
    """Two titles, one chosen: the other is told."""
    other = mediation(id="判决", case_no="（2023）某0102民初9号", covers=["货款"])
    two = {**facts(mediation(), [{**p, "title": "调解书"} for p in RECOVERED]), "titles": [mediation(), other]}
    matter = matter_with(AS_OF, **two, choices={"title": "判决"})
    assert matter.case.choices.title == "判决" and len(matter.claims.titles) == 2
    assert matter.claims.titles[0].total == Decimal("146754.00")


def test_one_paper_of_identity_is_not_listed_as_one_each(tmp_path: Path) -> None:
    person = {"id": "甲", "role": "creditor", "kind": "natural", "name": "甲样", "domicile": "甲地"}
    given = facts(mediation(organ="某某法院"), RECOVERED) | {"parties": [person, *PARTIES[1:]]}
    said = whole(drafted(tmp_path, **given).papers[0].path or Path())
    assert "申请执行人身份证件复印件1份" in said and "复印件各1份" not in said


def test_the_agent_of_an_enforcement_has_a_power_of_its_own(walked: tuple[Path, str], tmp_path: Path) -> None:
    """执行工作规定 20: matter, powers and period; to waive, to settle and to collect need special words."""
    folder = tmp_path / "案"
    copytree(walked[0], folder)
    code, out, err = typed(
        "draft", "power_of_attorney", "service_confirmation", str(folder), "--no-input", cwd=tmp_path
    )
    assert code == 0, out + err
    (power,) = (folder / "3-文书").rglob("授权委托书.docx")
    said = whole(power)
    assert "委托人因与南浦样例商贸有限公司、王样例买卖合同纠纷执行一案" in said and "代为申请执行、参加执行程序" in said
    assert "特别授权：代为放弃、变更民事权利，进行执行和解；不包括代为收取执行款项" in said
    assert "诉讼" not in said.replace("委托诉讼", "") and list((folder / "3-文书").rglob("送达地址确认书.docx"))


def test_the_list_of_clues_calls_the_applicant_by_one_name(walked: tuple[Path, str], tmp_path: Path) -> None:
    """Signed by the 申请执行人, so the bank slip is that person's too."""
    folder = copytree(walked[0], tmp_path / "江州")
    code, out, err = typed("draft", "asset_list", "--as-of", "2026-09-15", cwd=folder)
    assert code == 0, out + err
    (paper,) = (folder / "3-文书").glob("v*/财产线索清单.docx")
    said = whole(paper)
    assert "银行回单：申请执行人收付款的回单载明（证据" in said and "申请执行人（盖章）" in said
