"""``lexcollect new``: a matter folder from nine skippable questions, or from none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.casefile.loader import parse_case
from lexcollect.causes.table import causes
from lexcollect.cli.exits import Exit
from lexcollect.cn.guarantee_periods import span
from lexcollect.matter import interview
from lexcollect.matter.answers import Answers, PartyAnswer, is_natural
from lexcollect.matter.outline import outline
from lexcollect.wording import Lang, speaking
from lexcollect.yamledit import scalar
from lexcollect.yamltree import parse_yaml

STEEL = """2
天津津渤示例钢材贸易有限公司
91120113FAKE00013X
91120113FAKE00013M
沈阳沈河样例重型机械有限公司
91210103FAKE00021K
郑样例
1
80w
80万
每份订单到期后二年，分别计算
1
每份订单最后一批货签收后 60 日
每日万分之五
甲方住所地人民法院
《钢材购销框架合同》，2023年3月15日签
订单一 2023-03-20 432,000元

王某，天津样例律师事务所
"""

#: What a user writes into the blanks of an otherwise untouched case file.
BLANKS = {
    ("first", "起"): "2024-01-01",
    ("last", "止"): "2024-03-31",
    ("name", "名称"): "某某",
    ("cause", "案由"): "买卖合同纠纷",
    ("signed_on", "签订日期"): "2023-03-15",
    ("amount", "金额", "per_day", "每日金额"): "432000.00",
    ("date", "日期"): "2023-04-18",
    ("created_on", "设立日期"): "2023-03-15",
    ("count", "期间长度"): "60",
    ("due", "到期"): "2024-03-15",
    ("assignor", "让与人"): "某某让与公司",
}
VALUES = {key: value for keys, value in BLANKS.items() for key in keys}


def filled(case: str) -> str:
    """Fill every required blank, as a user would; a date of a receivable is before its delivery."""
    term = r"(?m)^(    (?:付款期限|payment_term):)[ ]+#.*$(?!\n      )"
    return re.sub(r"^(\s*(?:- )?)(\w+):[ ]*(#.*)?$", _fill, re.sub(term, r"\1 2024-03-27", case), flags=re.M)


def _fill(found: re.Match[str]) -> str:
    value = VALUES.get(found[2])
    if found[2] in ("name", "名称"):
        value = f"某某{found.start()}"  # no two persons or things share a name
    return f"{found[1]}{found[2]}: {value}" if value else found[0]


def test_no_input_makes_the_folders_and_an_explained_case_file(tmp_path):
    code, out, err = typed("new", "沈河案", "--no-input", cwd=tmp_path)
    assert code == Exit.FINE
    assert err == "" and not ENGLISH_SENTENCE.search(out)
    made = sorted(p.name for p in (tmp_path / "沈河案").iterdir())
    assert made == [".lexcollect", "1-收到的材料", "2-整理", "3-文书", "4-证据包", "5-日志", "案件.yaml"]
    case = (tmp_path / "沈河案" / "案件.yaml").read_text("utf-8")
    assert "案名: 沈河案" in case and "# 签订日期" in case


def test_a_fresh_case_file_lacks_facts_but_holds_no_mistake():
    codes = {f.code for f in parse_case(outline("沈河案")).findings if f.level == "error"}
    assert codes == {"LX-C003"}, "only “required, please fill in”"


def test_the_fresh_case_file_loads_once_its_blanks_are_filled():
    loaded = parse_case(filled(outline("沈河案")))
    assert [f.line() for f in loaded.findings if f.level == "error"] == []
    assert loaded.case is not None and loaded.case.matter == "沈河案"


def opened(case: str) -> str:
    """Remove the mark of every optional line and paragraph, as a user would who needs them all."""
    head, mark, facts = re.split(r"(?m)^(当事人:|parties:)$", case, maxsplit=1)
    facts = re.sub(r"(?m)^# ((?:[一-龥]+|[a-z_]+):| )", r"\1", facts)
    return head + mark + re.sub(r"(?m)^( +)# ((?:[一-龥]+|[a-z_]+):)", r"\1\2", facts)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cause", ["", *(cause.name for cause in causes())])
def test_every_kind_of_debt_has_a_first_file_of_which_only_blanks_are_left(cause: str, lang: Lang) -> None:
    with speaking(lang):
        case = outline("某案", Answers(cause=cause, parties=(PartyAnswer("surety", "赵示例"),), surety_period="二年"))
    if lang == "zh":
        assert not re.search(r"(?m)^[ #-]*[a-z_]+:", case), "the keys are those of the user's language"
    else:
        assert not re.search(r"(?m)^[ #-]*[一-龥]+: ", case)
    assert {f.code for f in parse_case(case).findings if f.stops} == {"LX-C003"}
    loaded = parse_case(filled(case))
    assert [f.line() for f in loaded.findings if f.stops] == []
    assert loaded.case is not None and loaded.case.securities[0].period.count == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cause", ["", *(cause.name for cause in causes())])
def test_the_optional_paragraphs_of_every_kind_hold_no_key_and_no_choice_that_nobody_reads(
    cause: str, lang: Lang
) -> None:
    with speaking(lang):
        case = outline("某案", Answers(cause=cause, lawyer=True))
    findings = parse_case(filled(opened(case))).findings
    told = {f.code: f.line() for f in findings if f.code in ("LX-C007", "LX-C010", "LX-C019", "LX-C236", "LX-C005")}
    assert told == {}
    assert not any(f.code.startswith("LX-A") for f in findings), [f.line() for f in findings]


@pytest.mark.parametrize("cause", ["", *(cause.name for cause in causes())])
def test_a_mark_removed_by_mistake_states_nothing(cause: str) -> None:
    """An example that stands for a value would be told to the court as a fact: examples stand in remarks."""
    keys = (
        "共同关系",
        "押金",
        "解除",
        "加速到期",
        "逾期违约金",
        "逾期利息",
        "期内利息",
        "费用承担",
        "收款账户",
        "法定代表人",
    )
    checked = 0
    for line in outline("某案", Answers(cause=cause)).splitlines():
        if line.strip().startswith(tuple(f"# {key}:" for key in keys)):
            value = line.split("  # ")[1 if line.startswith("    # ") else 0]
            assert re.fullmatch(r"(?:# )?[^:]+: \{(?:[^:{}]+: (?:\[\])?(?:, )?)+\}", value.strip()), line
            checked += 1
    assert checked >= 4


@pytest.mark.parametrize(
    ("cause", "groups"),
    [
        ("租赁合同纠纷", ["租金", "租赁物"]),
        ("房屋租赁合同纠纷", ["租金", "租赁物"]),
        ("融资租赁合同纠纷", ["租金", "租赁物"]),
        ("建设工程施工合同纠纷", ["应收款", "节点"]),
        ("装饰装修合同纠纷", ["应收款", "节点"]),
        ("民间借贷纠纷", ["应收款", "借款交付"]),
        ("追偿权纠纷", ["应收款", "借款交付"]),
        ("保理合同纠纷", ["债权转让", "应收款"]),
        ("票据追索权纠纷", ["应收款"]),
        ("物业服务合同纠纷", ["应收款", "交货"]),
        ("买卖合同纠纷", ["应收款", "交货"]),
    ],
)
def test_the_groups_of_a_first_file_are_those_of_its_kind(cause: str, groups: list[str]) -> None:
    tree, problems = parse_yaml(outline("某案", Answers(cause=cause)), "案件.yaml")
    assert problems == []
    assert [key for key in tree.data if key not in ("格式", "案名", "当事人", "合同")] == groups


LOAN = """1
孙示例
210199197105060017
李样例、王样例（配偶）
330199197511030013

赵示例、钱示例
1

六个月
2

六个月
借条
2024-03-27
月息一分

"""


def test_a_loan_with_spouse_and_two_sureties_is_understood_and_told(tmp_path: Path) -> None:
    code, out, _ = typed("new", "借款案", cwd=tmp_path, stdin=LOAN.encode())
    assert code == Exit.FINE
    assert "理解为 2 名：李样例（自然人）、王样例（配偶，自然人）" in out
    assert "理解为 2 名：赵示例（自然人）、钱示例（自然人）" in out
    assert "理解为 民间借贷纠纷" in out and "6/9 约定哪天还" in out and "7/9 借款利率" in out
    assert "年化 12.00%" in out and "585" not in out
    text = (tmp_path / "借款案" / "案件.yaml").read_text("utf-8")
    case = parse_case(filled(text)).case
    assert case is not None
    assert [(p.id, p.role.value) for p in case.parties] == [
        ("债权人", "creditor"),
        ("债务人", "debtor"),
        ("配偶", "spouse"),
        ("保证人一", "surety"),
        ("保证人二", "surety"),
    ]
    contract = case.contracts[0]
    assert contract.payment_term.day.isoformat() == "2024-03-27" and contract.term_interest is not None
    assert contract.late_penalty is None
    assert [(s.grantor, s.kind, s.period.count, s.period.unit) for s in case.securities] == [
        ("保证人一", "surety_joint", 6, "month"),
        ("保证人二", "surety_general", 6, "month"),
    ]
    assert "# 共同关系: {依据: , 证据: }" in text, "why the spouse owes is asked for in the file, never assumed"


@pytest.mark.parametrize(
    ("said", "told", "rent"),
    [
        ("每月5日前付58000元", "每月一期、每期 58,000.00 元、期首月 5 日付", ("58000.00", "月", "5")),
        ("每季首月10日前付5.8万元", "每季一期、每期 58,000.00 元、期首月 10 日付", ("58000.00", "季", "10")),
        ("半年一付", "每半年一期", (None, "半年", None)),
    ],
)
def test_rent_is_asked_for_as_rent(tmp_path: Path, said: str, told: str, rent: tuple[str | None, ...]) -> None:
    answers = f"1\n甲公司\n\n乙公司\n\n\n塔吊租赁\n{said}\n日万分之五\n\n"
    code, out, _ = typed("new", "租赁案", cwd=tmp_path, stdin=answers.encode())
    assert code == Exit.FINE and "理解为 建筑设备租赁合同纠纷" in out and told in out
    tree, problems = parse_yaml((tmp_path / "租赁案" / "案件.yaml").read_text("utf-8"), "案件.yaml")
    (one,) = tree.data["租金"]
    assert problems == [] and (one["金额"], one["周期"], one.get("付款日")) == rent
    assert "付款期限" not in tree.data["合同"][0]


@pytest.mark.parametrize(
    ("said", "cause", "unwritten"),
    [
        ("货款，没有合同", "买卖合同纠纷", True),
        ("欠我们装修尾款", "装饰装修合同纠纷", False),
        ("6", "建设工程施工合同纠纷", False),
        ("房租", "房屋租赁合同纠纷", False),
        ("物业费", "物业服务合同纠纷", False),
        ("运费", "运输合同纠纷", False),
        ("技术服务", "技术服务合同纠纷", False),
        ("替人还了银行贷款，追偿", "追偿权纠纷", False),
        ("商票拒付", "票据追索权纠纷", False),
    ],
)
def test_a_debt_told_in_everyday_words_is_recognised_and_said(
    tmp_path: Path, said: str, cause: str, unwritten: bool
) -> None:
    code, out, _ = typed("new", "某案", cwd=tmp_path, stdin=f"1\n甲公司\n\n乙公司\n\n\n{said}\n".encode())
    assert code == Exit.FINE and f"理解为 {cause}" in out
    tree, _ = parse_yaml((tmp_path / "某案" / "案件.yaml").read_text("utf-8"), "案件.yaml")
    assert tree.data["合同"][0]["案由"] == cause
    assert ("书面" in tree.data["合同"][0]) is unwritten and ("没有书面合同" in out) is unwritten


@pytest.mark.parametrize("said", ["欠条", "钱", "纠纷"])
def test_words_that_may_be_several_kinds_of_debt_are_asked_again(said: str) -> None:
    taken, _ = interview.cause(said)
    assert not isinstance(taken, str)


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("甲公司、乙公司", [("甲公司", False), ("乙公司", False)]),
        ("甲公司；乙公司", [("甲公司", False), ("乙公司", False)]),
        ("李样例(妻)", [("李样例", True)]),
        ("李样例及其配偶王样例", [("李样例", False), ("王样例", True)]),
        ("和平示例公司", [("和平示例公司", False)]),
        ("江州示例（集团）有限公司", [("江州示例（集团）有限公司", False)]),
    ],
)
def test_several_names_in_one_answer_are_told_apart(answer: str, names: list[tuple[str, bool]]) -> None:
    assert interview.names_in(answer) == names


def test_a_name_in_a_list_that_is_none_is_told() -> None:
    said, _ = interview.parties("甲公司、80万")
    assert not isinstance(said, str) and "80万" in said.render("zh")


def test_the_wizard_writes_what_it_was_told(tmp_path):
    code, out, _ = typed("new", "沈河案", cwd=tmp_path, stdin=STEEL.encode())
    assert code == Exit.FINE
    assert "× 校验位不符，可能抄错一位" in out and out.count("√ 校验通过") == 2
    assert "年化 18.25%" in out
    text = (tmp_path / "沈河案" / "案件.yaml").read_text("utf-8")
    case = parse_case(filled(text)).case
    assert case is not None
    assert (case.creditor.name, case.creditor.uscc) == ("天津津渤示例钢材贸易有限公司", "91120113FAKE00013M")
    assert case.debtor.uscc == "91210103FAKE00021K"
    assert [(a.kind, a.name, a.firm) for a in case.agents] == [("lawyer", "王某", "天津样例律师事务所")]
    assert [(o.title, str(o.date), o.amount) for o in case.obligations] == [
        ("订单一", "2023-03-20", 432000),
    ]
    assert (case.contracts[0].name, str(case.contracts[0].signed_on)) == ("钢材购销框架合同", "2023-03-15")
    contract, security = case.contracts[0], case.securities[0]
    assert (contract.payment_term.count, contract.payment_term.unit) == (60, "day")
    assert str(contract.late_penalty.rate.value) == "0.0005"
    assert (security.kind, security.cap, security.period.each) == ("surety_joint", 800000, True)
    assert (security.period.count, security.period.unit) == (2, "year")


#: What a line is understood as: day, sum, way, name, number; several pieces are parted by 顿号.
LINES = [
    (
        "contract",
        "《设备租赁合同》LC-ZL-2024-011，2024年3月1日签",
        [("设备租赁合同", "LC-ZL-2024-011", "2024-03-01", "")],
    ),
    ("contract", "借条 2020.11.8", [("借条", "", "2020-11-08", "")]),
    ("deposit", "2024-02-28收11.6万元", [("", "", "2024-02-28", "116000")]),
    (
        "things",
        "挖掘机SMP-0001、沈阳市和平区某街8号",
        [("挖掘机", "SMP-0001", "", ""), ("沈阳市和平区某街8号", "", "", "")],
    ),
    (
        "payouts",
        "2020-11-08银行转账300000元；2020年11月10日微信20万",
        [("", "", "2020-11-08", "300000"), ("", "", "2020-11-10", "200000")],
    ),
    (
        "repaid",
        "2020-11-20还60000元；2021年12月10日微信1.2万",
        [("", "", "2020-11-20", "60000"), ("", "", "2021-12-10", "12000")],
    ),
    (
        "debts",
        "发票01234567，2024年6月3日，3.8万元、6月货款欠11,000元",
        [("发票", "01234567", "2024-06-03", "38000"), ("6月货款", "", "", "11000")],
    ),
    ("settled", "2024-08-30双方结算叁佰贰拾万元整", [("", "", "2024-08-30", "3200000")]),
    (
        "judged",
        "（2024）辽0102民初123号民事判决书，2024年5月20日生效",
        [("判决书", "（2024）辽0102民初123号", "2024-05-20", "")],
    ),
    ("lawyer", "王某，辽宁某某律师事务所", [("王某", "辽宁某某律师事务所", "", "")]),
]


@pytest.mark.parametrize(("asked", "said", "read"), LINES, ids=[asked for asked, _, _ in LINES])
def test_a_line_in_everyday_words_is_understood(asked: str, said: str, read: list[tuple[str, ...]]) -> None:
    from lexcollect.matter.questions import answered, pieces

    found = [
        (p.name, p.number, str(p.day or ""), str(p.amount).removesuffix(".00") if p.amount else "")
        for p in pieces(asked, said)
    ]
    assert found == read
    value, remark = answered(asked, said)
    assert value == said and remark is not None and remark.render("zh").startswith("理解为")


@pytest.mark.parametrize("asked", ["payouts", "repaid", "debts", "deposit", "span", "ended", "settled"])
def test_a_line_of_which_nothing_can_be_read_is_asked_again(asked: str) -> None:
    from lexcollect.matter.questions import answered
    from lexcollect.wording import Text

    value, _ = answered(asked, "去年年底")
    assert isinstance(value, Text) and "请写成" in value.render("zh")


@pytest.mark.parametrize("said", ["没有", "没还过", "一分没还", "无", "至今未还款", "一直没有还过", "none", "Nothing"])
def test_nothing_repaid_is_an_answer(said: str) -> None:
    from lexcollect.matter.questions import answered

    value, remark = answered("repaid", said)
    assert value == "" and remark is not None and remark.key == "cli.ask.none_repaid"


def test_a_repayment_without_its_day_is_asked_again() -> None:
    from lexcollect.matter.questions import answered
    from lexcollect.wording import Text

    assert isinstance(answered("repaid", "还了6万")[0], Text)


#: 借款人写成出借人，保证人写成借款人：各问一次；还款两笔。
TWICE = """1
孙示例

孙示例
李样例

赵示例、李样例
赵示例
1

六个月
借条
2024-03-27
月息一分

2023年5月10日借条
2023-05-10，500000元
2023-05-10银行转账500000元
2023-11-10银行转账60000元、2024-02-01微信1.2万
"""


def test_a_name_given_twice_is_told_and_repayments_are_asked(tmp_path: Path) -> None:
    code, out, _ = typed("new", "借款案", cwd=tmp_path, stdin=TWICE.encode())
    assert code == Exit.FINE
    assert "“孙示例”前面已经写作债权人" in out and "“李样例”前面已经写作债务人" in out
    assert "已经还过的每一笔" in out
    case = parse_case(filled((tmp_path / "借款案" / "案件.yaml").read_text("utf-8"))).case
    assert case is not None
    assert [(p.id, p.name) for p in case.parties] == [("债权人", "孙示例"), ("债务人", "李样例"), ("保证人", "赵示例")]
    assert [(str(p.date), p.amount, p.payer, p.channel) for p in case.payments] == [
        ("2023-11-10", 60000, "债务人", "银行转账"),
        ("2024-02-01", 12000, "债务人", "微信"),
    ]


@pytest.mark.parametrize(
    ("earlier", "said", "told"),
    [
        ([("creditor", "林示例")], "林示例", "前面已经写作债权人"),
        ([("debtor", "陈样例")], "赵示例、陈样例", "前面已经写作债务人"),
        ([("surety", "赵示例")], "赵示例", "前面已经写作保证人"),
        ([], "陈样例、陈样例", "在这一行里写了两次"),
    ],
)
def test_the_same_name_is_asked_once_more_and_then_believed(
    earlier: list[tuple[str, str]], said: str, told: str
) -> None:
    check = interview.parties_beside(earlier)
    first, _ = check(said)
    assert first.render("zh").count(told) == 1  # type: ignore[union-attr]
    assert check(said)[0] == said, "another person of the same name"
    assert interview.parties_beside(earlier)("周示例")[0] == "周示例"


def test_the_number_of_another_party_is_told() -> None:
    check = interview.number_beside(interview.id_number, [("林示例", "33019919790512002X")])
    assert "与林示例的相同" in check("33019919790512002x")[0].render("zh")  # type: ignore[union-attr]
    assert check("330199197511030013")[0] == "330199197511030013"


LEASE = """2
辽宁辽畅示例设备租赁有限公司

大连连港样例建筑工程有限公司

冯样例
1

直至主债务本息还清时为止
设备租赁
每月5日前付58000元
每日万分之六
出租方住所地人民法院
《设备租赁合同》LC-ZL-2024-011，2024年3月1日签
2024-03-01至2026-02-28
2025.8.4
2024-02-28收11.6万元
挖掘机SMP-0001、挖掘机SMP-0002

王某，辽宁某某律师事务所
210299198209190035
"""


def test_a_lease_is_asked_what_a_lease_needs(tmp_path: Path) -> None:
    """Term, end, deposit and machines; 18 rents follow: 2024-03 to 2025-08, the last cut short on 4 August."""
    code, out, _ = typed("new", "连港案", cwd=tmp_path, stdin=LEASE.encode())
    assert code == Exit.FINE
    for told in ("2024-03-01 至 2026-02-28", "2024-02-28 116,000.00 元", "2 项：挖掘机 SMP-0001、挖掘机 SMP-0002"):
        assert f"理解为 {told}" in out, out
    text = (tmp_path / "连港案" / "案件.yaml").read_text("utf-8")
    assert "# 押金:" not in text and "# 解除:" not in text, "the example of a line that is written now is gone"
    case = parse_case(filled(text).replace("# 折算天数:", "折算天数: 30 #")).case
    assert case is not None
    contract, rent = case.contracts[0], case.rents[0]
    assert (contract.number, str(contract.ends_on), contract.deposit.amount) == ("LC-ZL-2024-011", "2026-02-28", 116000)
    assert (str(rent.first), str(rent.last), rent.due_day) == ("2024-03-01", "2025-08-04", 5)
    assert str(contract.termination.day) == "2025-08-04"
    assert [(thing.name, thing.number) for thing in case.leased_things] == [
        ("挖掘机", "SMP-0001"),
        ("挖掘机", "SMP-0002"),
    ]
    assert [(a.name, a.firm) for a in case.agents] == [("王某", "辽宁某某律师事务所")]
    assert next(p for p in case.parties if p.id == "保证人").id_no == "210299198209190035"
    assert len(case.obligations) == 18


def test_every_kind_asks_only_what_its_file_can_hold() -> None:
    """Each question of each kind of debt, answered: the file still has no mistake but blanks."""
    said = {asked: line for asked, line, _ in LINES} | {
        "span": "2024-03-01至2026-02-28",
        "ended": "2025-08-04",
        "note": "2023-05-10，500000元",
        "project": "某小区土建，沈阳市浑南区",
        "accepted": "2024-06-30",
    }
    for cause in causes():
        more = {str(asked): said[asked] for asked in (*cause.interview, "judged", "lawyer")}
        for lang in ("zh", "en"):
            with speaking(lang):
                case = outline("某案", Answers(cause=cause.name, lawyer=True, more=more))
            findings = parse_case(case).findings
            assert {f.code for f in findings if f.stops} <= {"LX-C003"}, (cause.id, [f.line() for f in findings])


def test_a_spouse_in_brackets_is_one(tmp_path: Path) -> None:
    """陈某（配偶王某）became two firms, 陈某（ and 王某）."""
    for said in ("陈某（配偶王某）", "陈某及其配偶王某", "陈某、王某（配偶）", "陈某（配偶：王某）"):
        assert interview.names_in(said) == [("陈某", False), ("王某", True)], said


def test_every_question_may_be_skipped(tmp_path):
    code, _, _ = typed("new", "甲", cwd=tmp_path, stdin=b"\n" * 20)
    assert code == Exit.FINE
    typed("new", "乙", "--no-input", cwd=tmp_path)
    one, other = ((tmp_path / name / "案件.yaml").read_text("utf-8") for name in "甲乙")
    assert one.replace("案名: 甲", "案名: 乙") == other


def test_answers_that_stop_halfway_are_kept(tmp_path):
    code, _, _ = typed("new", "甲", cwd=tmp_path, stdin="1\n某某有限公司".encode())
    assert code == Exit.FINE
    assert "名称: 某某有限公司" in (tmp_path / "甲" / "案件.yaml").read_text("utf-8")


def test_nothing_that_exists_is_overwritten(tmp_path):
    typed("new", "甲", "--no-input", cwd=tmp_path)
    case = tmp_path / "甲" / "案件.yaml"
    case.write_text("我改过", "utf-8")
    code, out, _ = typed("new", "甲", cwd=tmp_path, stdin=b"\n" * 20)
    assert code == Exit.FINDINGS and "LX-A106" in out and "1/9" not in out
    assert case.read_text("utf-8") == "我改过"


def test_a_folder_that_already_holds_other_files_becomes_a_matter(tmp_path):
    (tmp_path / "甲" / "1-收到的材料").mkdir(parents=True)
    (tmp_path / "甲" / "1-收到的材料" / "合同.pdf").write_bytes(b"%PDF")
    code, _, _ = typed("new", "甲", "--no-input", cwd=tmp_path)
    assert code == Exit.FINE
    assert (tmp_path / "甲" / "1-收到的材料" / "合同.pdf").read_bytes() == b"%PDF"


def test_a_name_that_no_windows_folder_can_have_is_mended_and_kept_in_the_file(tmp_path):
    code, _, _ = typed("new", 'CON:甲<乙>&"丙"', "--no-input", cwd=tmp_path)
    assert code == Exit.FINE
    (folder,) = tmp_path.iterdir()
    assert not set('<>:"|?*') & set(folder.name)
    tree, problems = parse_yaml((folder / "案件.yaml").read_bytes(), "案件.yaml")
    assert problems == [] and tree.data["案名"] == 'CON:甲<乙>&"丙"'


def test_a_place_that_cannot_be_written_is_refused_with_the_reason(tmp_path):
    (tmp_path / "档案").write_text("不是文件夹", "utf-8")
    code, out, err = typed("new", "档案/甲", "--no-input", cwd=tmp_path)
    assert code == Exit.UNREADABLE
    assert "LX-A103" in out and "Traceback" not in out + err


def test_the_journal_says_when_and_what_but_not_who(tmp_path):
    typed("new", "甲", "--no-input", "--as-of", "2026-11-21", cwd=tmp_path)
    (line,) = (tmp_path / "甲" / "5-日志" / "journal.jsonl").read_text("utf-8").splitlines()
    entry = json.loads(line)
    assert entry["command"] == "new" and entry["changed"] == ["案件.yaml"] and entry["as_of"] == "2026-11-21"
    assert set(entry) == {"when", "command", "as_of", "version", "exit", "changed"}
    assert str(tmp_path) not in line


@settings(max_examples=150)
@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_typed_becomes_exactly_that_value(name, term):
    name, term = ("".join(c for c in t if c.isprintable()).strip() for t in (name, term))
    tree, problems = parse_yaml(
        outline("案", Answers(parties=(PartyAnswer("creditor", name),), payment_term=term)), "案件.yaml"
    )
    assert problems == []
    assert (tree.data["当事人"][0]["名称"] or "") == name
    assert ((tree.data["合同"][0]["付款期限"] or {}).get("原文") or "") == term


@pytest.mark.parametrize(
    "word", ["yes: no", "- 甲", "#甲", "'甲'", "&a", "*b", "甲 # 乙", "~", "null", "甲: 乙", "[1]"]
)
def test_words_that_mean_something_in_yaml_are_quoted(word):
    tree, problems = parse_yaml(f"a: {scalar(word)}\n", "案件.yaml")
    assert problems == [] and tree.data["a"] == word


def test_periods_are_read_from_what_the_contract_says():
    assert span("签收后 60 日") == (60, "day")
    assert span("每份订单到期后二年，分别计算") == (2, "year")
    assert span("验收后三个月内") == (3, "month")
    assert span("３０天") == (30, "day")
    assert span("货到付款") is None


def test_a_short_name_without_a_word_for_a_firm_is_a_person():
    assert is_natural("郑样例") and not is_natural("样例五金店") and not is_natural("") and not is_natural("某某公司")


@pytest.mark.parametrize(
    ("answer", "after", "count"),
    [("随时归还", "没有约定", ""), ("要求后15日内付清", "没有约定", "15"), ("没有约定", "没有约定", "")],
)
def test_a_term_without_a_day_is_taken_and_told(answer, after, count):
    said, remark = interview.payment_term(answer)
    assert said == answer and "没有约定期限" in remark.render("zh")
    tree, problems = parse_yaml(outline("案", Answers(payment_term=answer)), "案件.yaml")
    term = tree.data["合同"][0]["付款期限"]
    assert problems == [] and (term["起算"], term["期间长度"] or "", term["原文"]) == (after, count, answer)


def test_a_penalty_on_lpr_is_taken_and_a_missing_day_is_pointed_to():
    said, remark = interview.rate("违约时一年期LPR的1.5倍")
    assert said == "违约时一年期LPR的1.5倍" and remark.render("zh") == "理解为违约时一年期LPR的1.5倍"
    assert "没有说是哪一天" in interview.rate("LPR的4倍")[1].render("zh")


@pytest.mark.parametrize(
    "answer",
    ["年利率12%", "12%", "每日万分之五", "2024年3月27日", "2024-03-27", "80000", "80,000.00元", "80万", "叁拾万元整"],
)
def test_a_rate_a_day_or_an_amount_is_nobodys_name(answer):
    said, remark = interview.party(answer)
    assert not isinstance(said, str) and answer in said.render("zh") and remark is None


@pytest.mark.parametrize(
    "answer", ["孙示例", "万样", "陆元", "伍例", "天津津渤示例钢材贸易有限公司", "360示例公司", "3M示例厂"]
)
def test_names_that_hold_figures_or_numerals_are_taken(answer):
    assert interview.party(answer) == (answer, None)


def test_a_rate_given_as_the_name_of_a_party_is_asked_again(tmp_path):
    answers = "1\n年利率12%\n孙示例\n\n2024-03-27\n李样例\n\n80万\n丙样例\n"
    code, out, _ = typed("new", "借款案", cwd=tmp_path, stdin=answers.encode())
    assert code == Exit.FINE and out.count("不像名称") == 3
    tree, problems = parse_yaml((tmp_path / "借款案" / "案件.yaml").read_text("utf-8"), "案件.yaml")
    assert problems == [] and [p["名称"] for p in tree.data["当事人"]] == ["孙示例", "李样例", "丙样例"]


def test_a_person_who_claims_is_a_natural_person_also_where_the_cause_is_blank(tmp_path):
    typed("new", "孙案", cwd=tmp_path, stdin="1\n孙示例\n210199197105060017\n李样例\n".encode())
    text = (tmp_path / "孙案" / "案件.yaml").read_text("utf-8")
    tree, _ = parse_yaml(text, "案件.yaml")
    creditor, debtor = tree.data["当事人"]
    assert tree.data["合同"][0]["案由"] is None
    assert (creditor["类型"], creditor["公民身份号码"]) == ("自然人", "210199197105060017")
    assert "统一社会信用代码" not in creditor
    assert debtor["类型"] == "自然人" and "法定代表人" not in text
    loaded = parse_case(filled(text))
    assert [f.line() for f in loaded.findings if f.level == "error"] == []
    firm = outline("案", Answers(parties=(PartyAnswer("creditor", "津渤公司"),)))
    party = parse_yaml(firm, "案件.yaml")[0].data["当事人"][0]
    assert party["类型"] == "法人" and "统一社会信用代码" in party


def test_a_short_name_in_other_letters_is_no_sign_of_a_person():
    assert not is_natural("IBM") and not is_natural("12%") and is_natural("欧阳样例")
