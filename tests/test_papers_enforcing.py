"""Applications in enforcement: restriction of consumption, the list of dishonest debtors, added debtors; read as files.

The example after judgment on 2024-12-01. Granted 480,000.00 + 20,000.00 + 4,400.00, received 124,400.00 + 120,000.00 +
50,000.00 + 30,000.00 + 60,000.00 = 384,400.00; left 120,000.00. Doubled part at 0.0175% a day, to the day of payment:
260,000 × 15 = 682.50; 210,000 × 126 = 4,630.50; 180,000 × 102 = 3,213.00; 120,000 × 215 = 4,515.00; 13,041.00 in all.
"""

from __future__ import annotations

from datetime import date as D
from pathlib import Path

import pytest

from enforced import NEVER, NOTICE, OWNER, enforced, refused, requests, said, told
from lexcollect.casefile import kinds as k
from lexcollect.cli.exits import Exit, exit_for
from lexcollect.documents.register import PAPERS as REGISTER

PAPERS_OF = {id: paper.view() for id, paper in REGISTER.items() if id in ("consumption_limit", "debtor_joinder")}
PAPERS = ("consumption_limit", "dishonest_listing", "debtor_joinder")
LIMIT = "编号: 限高, 类型: 限制消费, 被执行人: 南浦"
OWNED = "单位的人员: [{姓名: 赵样品, 身份: 实际控制人, 理由: 持有南浦公司90%的股权}]"
LIST = "编号: 失信, 类型: 纳入失信, 被执行人: 南浦"
ADD = "编号: 追加, 类型: 追加被执行人, 被追加人: 赵样品"
UNPAID = f"{ADD}, 追加依据: 未出资股东, 责任范围金额: 800000.00, 事实日期: 2023-12-31"
FACTS = "事实: 认缴100万元，实缴20万元, 财产不足的情况: 贵院查询到的银行存款余额为312.05元"
FILED = "  - {编号: 执行, 类型: 申请执行,"
INSOLVENT = ("财产线索:\n", "破产:\n  - {当事人: 南浦, 受理日期: 2024-11-05}\n财产线索:\n")


# --- what all three need -------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", PAPERS)
def test_without_a_request_or_without_enforcement_there_is_no_paper(paper: str) -> None:
    assert refused(paper) == ["LX-P570"]
    row = {"consumption_limit": LIMIT, "dishonest_listing": f"{LIST}, 失信情形: 有履行能力而拒不履行"}.get(
        paper, f"{UNPAID}, {FACTS}"
    )
    never = (FILED, "  - {编号: 报案, 类型: 报案,")
    assert refused(paper, OWNER, requests(row), never) == ["LX-P571"]


@pytest.mark.parametrize("paper", PAPERS[:2])
def test_only_whom_the_title_binds_is_restricted_or_listed(paper: str) -> None:
    kind = "限制消费" if paper == "consumption_limit" else "纳入失信"
    row = f"编号: 一, 类型: {kind}, 被执行人: 赵样品, 失信情形: 有履行能力而拒不履行"
    assert refused(paper, OWNER, requests(row)) == ["LX-P572"]


@pytest.mark.parametrize("paper", PAPERS)
def test_an_insolvent_debtor_is_left_to_the_insolvency(paper: str) -> None:
    """企业破产法 19: enforcement against it is stayed; against the guarantor the title binds it goes on."""
    rows = requests(LIMIT, f"{LIST}, 失信情形: 有履行能力而拒不履行", f"{UNPAID}, {FACTS}")
    assert "LX-P070" in told(paper, OWNER, rows, INSOLVENT)
    both = (
        "财产线索:\n",
        "破产:\n  - {当事人: 南浦, 受理日期: 2024-11-05}\n  - {当事人: 王样例, 受理日期: 2024-11-05}\n财产线索:\n",
    )
    assert refused(paper, OWNER, rows, both).count("LX-P070") >= 1


# --- restriction of consumption ------------------------------------------------------------------------------


def test_a_unit_is_restricted_with_those_behind_it(tmp_path: Path) -> None:
    """限制消费规定 1, 3(2), 4."""
    text = said(
        tmp_path, "consumption_limit", OWNER, NOTICE, requests(f"{LIMIT}, {OWNED}, 事实: 收到通知后向关联公司转款")
    )
    assert text.startswith("限制消费申请书\n申请人（申请执行人）：江州示例建材有限公司")
    assert "采取限制消费措施，南浦样例商贸有限公司及其法定代表人许样本、实际控制人赵样品不得" in text
    assert "贵院执行案号为（2023）江0102执789号（证据1-" in text
    assert "上述文书生效后，申请人共收到384,400.00元。" in text
    assert "截至2024年12月1日，尚未履行货款本金120,000.00元，另有加倍部分债务利息13,041.00元。" in text
    assert "执行通知书指定的履行期间于2023年11月20日届满，上述给付义务至今没有履行完毕。" in text
    assert "许样本是南浦样例商贸有限公司的法定代表人。" in text
    assert "赵样品是南浦样例商贸有限公司的实际控制人：持有南浦公司90%的股权。" in text
    assert "收到通知后向关联公司转款。" in text and "【待补" not in text
    assert "《中华人民共和国民事诉讼法》第二百六十六条" in text and "第一条、第三条、第四条、第五条" in text
    assert "此致\n江州市东湖区人民法院" in text and "第二百四十一条" not in text


def test_a_person_is_restricted_alone(tmp_path: Path) -> None:
    row = f"编号: 限高, 类型: 限制消费, 被执行人: 王样例, {OWNED}"
    text = said(tmp_path, "consumption_limit", NOTICE, requests(row))
    assert "1. 对被执行人王样例采取限制消费措施，限制其高消费及非生活或者经营必需的有关消费；" in text
    assert "赵样品" not in text and "LX-P576" in told("consumption_limit", NOTICE, requests(row))


def test_the_period_of_the_notice_comes_first_and_what_nobody_entered_is_a_blank(tmp_path: Path) -> None:
    """限制消费规定 1: who has not performed in the period of the notice; on its last day it is not over."""
    late = (NOTICE[0], NOTICE[1].replace("2023-11-20", "2024-12-01"))
    assert refused("consumption_limit", late, requests(LIMIT)) == ["LX-P574"]
    assert refused("consumption_limit", (late[0], late[1].replace("12-01", "11-30")), requests(LIMIT)) == []
    nobody = f"{LIMIT}, 单位的人员: [{{姓名: 赵样品, 身份: 影响债务履行的直接责任人员}}]"
    text = said(tmp_path, "consumption_limit", requests(nobody))
    assert "【待补：执行通知书指定的履行期间届满日】" in text and "直接责任人员：【待补：赵样品与不履行的关系】" in text


# --- the list ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ground", "sentence"),
    [
        ("有履行能力而拒不履行", "南浦样例商贸有限公司有履行能力而拒不履行生效法律文书确定的义务：账户有存款。"),
        ("规避执行", "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行：账户有存款。"),
        ("违反财产报告制度", "南浦样例商贸有限公司违反财产报告制度：账户有存款。"),
        ("拒不履行执行和解协议", "南浦样例商贸有限公司无正当理由拒不履行执行和解协议：账户有存款。"),
    ],
)
def test_each_ground_is_told_with_its_facts(tmp_path: Path, ground: str, sentence: str) -> None:
    text = said(tmp_path, "dishonest_listing", requests(f"{LIST}, 失信情形: {ground}, 事实: 账户有存款"))
    assert "将被执行人南浦样例商贸有限公司纳入失信被执行人名单，依法予以公布并进行信用惩戒。" in text
    assert sentence in text
    # Grounds two to six carry a term of two years (失信名单规定 2); the first has none.
    assert ("第一条、第二条、第五条" in text) is (ground != "有履行能力而拒不履行")


def test_a_ground_without_facts_is_a_blank_and_one_without_a_ground_is_refused(tmp_path: Path) -> None:
    text = said(tmp_path, "dishonest_listing", requests(f"{LIST}, 失信情形: 违反限制消费令"))
    assert "违反限制消费令：【待补：该情形的事实】。" in text
    assert refused("dishonest_listing", requests(LIST)) == ["LX-P004"]


def test_what_stands_against_an_entry_is_told() -> None:
    """失信名单规定 3(2), 4; 1(6) needs a settlement that is broken: on 2024-07-31 the second instalment was due."""
    able = f"{LIST}, 失信情形: 有履行能力而拒不履行, 事实: 有存款"
    frozen = (
        "财产线索:\n",
        "保全措施:\n  - {编号: 账户, 财产类型: 银行存款, 权利人: 南浦, 采取日期: 2024-05-06}\n财产线索:\n",
    )
    assert "LX-P580" in told("dishonest_listing", requests(able), frozen)
    broken = f"{LIST}, 失信情形: 拒不履行执行和解协议, 事实: 没有付款"
    assert refused("dishonest_listing", requests(broken), as_of=D(2024, 7, 31)) == ["LX-P074"]
    assert refused("dishonest_listing", requests(broken), NEVER) == ["LX-P579"]
    assert refused("dishonest_listing", requests(broken)) == []
    child = (
        "330199198103150053\n    性别: 男\n    出生日期: 1981-03-15",
        '"330199201003150018"\n    性别: 男\n    出生日期: 2010-03-15',
    )
    minor = "编号: 失信, 类型: 纳入失信, 被执行人: 王样例, 失信情形: 有履行能力而拒不履行, 事实: 有存款"
    assert "LX-P578" in refused("dishonest_listing", requests(minor), child)


# --- added and changed debtors -------------------------------------------------------------------------------


def test_a_shareholder_who_did_not_pay_in_answers_up_to_it(tmp_path: Path) -> None:
    """变更追加规定 17; against the ruling a suit within fifteen days (32)."""
    rows = requests(f"{UNPAID}, {FACTS}")
    text = said(tmp_path, "debtor_joinder", OWNER, rows)
    assert text.startswith("追加被执行人申请书\n") and "被申请人：赵样品，男，1990年3月7日出生" in text
    assert "追加赵样品为（2023）江0102执789号案件的被执行人，在尚未缴纳的出资800,000.00元的范围内依法承担责任。" in text
    assert "贵院查询到的银行存款余额为312.05元，南浦样例商贸有限公司的财产不足以清偿生效法律文书确定的债务。" in text
    assert (
        "赵样品是南浦样例商贸有限公司的股东（出资人），出资期限于2023年12月31日届满，没有缴纳或者没有足额缴纳出资："
        "认缴100万元，实缴20万元。" in text
    )
    assert "第一条、第十七条、第二十八条的规定" in text and "1. 本申请书副本2份" in text and "【待补" not in text
    codes = told("debtor_joinder", OWNER, rows)
    assert "LX-P588" in codes and "LX-P587" not in codes and "LX-P585" not in codes


def test_an_amount_or_a_shortfall_nobody_entered_is_a_blank(tmp_path: Path) -> None:
    bare = f"{ADD}, 追加依据: 抽逃出资"
    text = said(tmp_path, "debtor_joinder", OWNER, requests(bare))
    for blank in ("责任范围的金额", "被执行人财产不足的情况", "该情形的事实"):
        assert f"【待补：{blank}】" in text, blank
    ended = ("    加速到期: 是", "    终本裁定日期: 2024-11-05\n    加速到期: 是")
    text = said(tmp_path / "b", "debtor_joinder", OWNER, requests(bare), ended)
    assert "贵院已裁定终结本次执行程序，南浦样例商贸有限公司的财产不足以清偿生效法律文书确定的债务。" in text


@pytest.mark.parametrize(
    ("ground", "article", "extent", "by_suit"),
    [
        ("普通合伙人", "第十四条", "清偿生效法律文书确定的债务", False),
        ("未足额出资的有限合伙人", "第十四条", "在未足额缴纳的出资100.00元的范围内承担责任", True),
        ("抽逃出资", "第十八条", "在抽逃的出资100.00元的范围内承担责任", True),
        ("未履行出资义务即转让股权的原股东", "第十九条", "在未依法缴纳的出资100.00元的范围内承担责任", True),
        ("一人公司股东", "第二十条", "对该公司的债务承担连带责任", True),
        ("未经清算即注销", "第二十一条", "对该公司的债务承担连带清偿责任", True),
        ("无偿接受财产", "第二十二条", "在无偿接受的财产（价值100.00元）范围内承担责任", False),
        ("注销登记时承诺清偿", "第二十三条", "在承诺的范围（100.00元）内承担清偿责任", False),
        ("向执行法院承诺代为履行", "第二十四条", "在承诺的范围（100.00元）内承担责任", False),
        ("依行政命令无偿受让财产", "第二十五条", "在接受的财产（价值100.00元）范围内承担责任", False),
    ],
)
def test_each_ground_has_its_article_its_extent_and_its_way_of_attack(
    tmp_path: Path, ground: str, article: str, extent: str, by_suit: bool
) -> None:
    row = f"{ADD}, 追加依据: {ground}, 责任范围金额: 100.00, 事实: 见证据, 财产不足的情况: 没有存款"
    text = said(tmp_path, "debtor_joinder", OWNER, requests(row))
    assert f"{extent}。\n事实与理由" in text and article in text
    assert ("LX-P588" in told("debtor_joinder", OWNER, requests(row))) is by_suit


@pytest.mark.parametrize("ground", ["未届期或者未足额出资股权的受让人", "执行担保人", "只在和解协议中承诺的第三人"])
def test_what_the_rules_do_not_list_is_refused(ground: str) -> None:
    """变更追加规定 10–25 are closed; 执行担保规定 11; 公司法 88(2)."""
    assert refused("debtor_joinder", OWNER, requests(f"{ADD}, 追加依据: {ground}, 事实: 见证据")) == ["LX-P581"]


def test_what_the_law_does_not_give_ends_as_a_legal_stop() -> None:
    """A ground that is none, a restriction while the notice still gives time: exit 6, no mistake of form."""
    none = PAPERS_OF["debtor_joinder"](enforced(OWNER, requests(f"{ADD}, 追加依据: 执行担保人, 事实: 见证据")))
    assert exit_for(none.findings) is Exit.LEGAL_STOP
    late = (NOTICE[0], NOTICE[1].replace("2023-11-20", "2024-12-01"))
    early = PAPERS_OF["consumption_limit"](enforced(late, requests(LIMIT)))
    assert exit_for(early.findings) is Exit.LEGAL_STOP
    assert exit_for(PAPERS_OF["debtor_joinder"](enforced()).findings) is Exit.FINDINGS


def test_a_ground_fits_its_debtor_and_a_merger_changes_and_adds_nobody(tmp_path: Path) -> None:
    person = f"{ADD}, 被执行人: 王样例, 追加依据: 一人公司股东"
    assert refused("debtor_joinder", OWNER, requests(person)) == ["LX-P583"]
    bound = "编号: 追加, 类型: 追加被执行人, 被追加人: 王样例, 追加依据: 一人公司股东"
    assert refused("debtor_joinder", requests(bound)) == ["LX-P582"]
    assert refused("debtor_joinder", OWNER, requests(f"{ADD}, 追加依据: 合并")) == ["LX-P584"]
    changed = "编号: 变更, 类型: 变更被执行人, 被追加人: 赵样品, 追加依据: 合并, 事实日期: 2024-06-03, 事实: 见登记"
    text = said(tmp_path, "debtor_joinder", OWNER, requests(changed))
    assert text.startswith("变更被执行人申请书\n") and "变更赵样品为（2023）江0102执789号案件的被执行人，" in text
    assert "2024年6月3日，南浦样例商贸有限公司因合并而终止，" in text and "财产不足以清偿" not in text
    assert "LX-P585" in told(
        "debtor_joinder", OWNER, requests(UNPAID.replace("2023-12-31", "2043-12-31") + f", {FACTS}")
    )


def test_every_ground_of_the_case_file_is_told_or_refused(tmp_path: Path) -> None:
    """No closed value is without a sentence: each ground either writes a paper or is refused by name."""
    refusing = {k.JoinderGround.BUYER_OF_UNPAID, k.JoinderGround.SURETY_TO_COURT, k.JoinderGround.ONLY_AGREED}
    fitting = {k.JoinderGround.HEIR: "王样例"}
    for ground in k.JoinderGround:
        kind = "变更被执行人" if ground is k.JoinderGround.MERGED else "追加被执行人"
        debtor = f", 被执行人: {fitting[ground]}" if ground in fitting else ""
        row = f"编号: 一, 类型: {kind}, 被追加人: 赵样品, 追加依据: {ground.value}, 责任范围金额: 1.00, 事实: 见证据"
        row += debtor
        stops = refused("debtor_joinder", OWNER, requests(row))
        if ground in refusing:
            assert stops == ["LX-P581"], ground
        elif ground is k.JoinderGround.OF_BRANCH:
            assert stops == ["LX-P583"], ground  # the debtor of the example is no branch
        else:
            text = said(tmp_path / ground.value, "debtor_joinder", OWNER, requests(row))
            assert "：见证据。" in text and "案件的被执行人，" in text, ground
