"""``lexcollect new``: a matter folder from nine skippable questions, or from none."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli_run import ENGLISH_SENTENCE, typed
from lexcollect.casefile.loader import parse_case
from lexcollect.cli.exits import Exit
from lexcollect.cn.guarantee_periods import span
from lexcollect.matter import interview
from lexcollect.matter.outline import Answers, is_natural, outline
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
"""

#: What a user writes into the blanks of an otherwise untouched case file.
BLANKS = {
    "first": "2024-01-01",
    "last": "2024-03-31",
    "name": "某某",
    "cause": "买卖合同纠纷",
    "signed_on": "2023-03-15",
    "amount": "432000.00",
    "date": "2023-04-18",
    "created_on": "2023-03-15",
    "count": "60",
}


def filled(case: str) -> str:
    """Fill every required blank, as a user would; a date of a receivable is before its delivery."""
    return re.sub(r"^(\s*(?:- )?)(\w+):[ ]*(#.*)?$", lambda m: _fill(m), case, flags=re.M)


def _fill(found: re.Match[str]) -> str:
    value = BLANKS.get(found[2])
    if found[2] == "name":
        value = f"某某{found.start()}"  # no two persons or things share a name
    return f"{found[1]}{found[2]}: {value}" if value else found[0]


def test_no_input_makes_the_folders_and_an_explained_case_file(tmp_path):
    code, out, err = typed("new", "沈河案", "--no-input", cwd=tmp_path)
    assert code == Exit.FINE
    assert err == "" and not ENGLISH_SENTENCE.search(out)
    made = sorted(p.name for p in (tmp_path / "沈河案").iterdir())
    assert made == [".lexcollect", "1-收到的材料", "2-整理", "3-文书", "4-证据包", "5-日志", "案件.yaml"]
    case = (tmp_path / "沈河案" / "案件.yaml").read_text("utf-8")
    assert "matter: 沈河案" in case and "# 签订日期" in case


def test_a_fresh_case_file_lacks_facts_but_holds_no_mistake():
    codes = {f.code for f in parse_case(outline("沈河案")).findings if f.level == "error"}
    assert codes == {"LX-C003"}, "only “required, please fill in”"


def test_the_fresh_case_file_loads_once_its_blanks_are_filled():
    loaded = parse_case(filled(outline("沈河案")))
    assert [f.line() for f in loaded.findings if f.level == "error"] == []
    assert loaded.case is not None and loaded.case.matter == "沈河案"


def test_the_optional_paragraphs_load_when_their_marks_are_removed():
    case = outline("沈河案")
    optional = re.sub(
        r"^# ((?:milestones|payouts|rents|leased_things|payments|acknowledgements|communications|agents):|  )",
        r"\1",
        case,
        flags=re.M,
    )
    optional = re.sub(r"^(\s+)# (legal_rep|bank|jurisdiction|late_penalty)", r"\1\2", optional, flags=re.M)
    loaded = parse_case(filled(optional))
    assert [f.line() for f in loaded.findings if f.level == "error"] == []
    assert loaded.case is not None
    assert loaded.case.payments and loaded.case.communications and loaded.case.agents
    assert loaded.case.rents and loaded.case.leased_things


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
    assert [a.kind for a in case.agents] == ["lawyer"]
    contract, security = case.contracts[0], case.securities[0]
    assert (contract.payment_term.count, contract.payment_term.unit) == (60, "day")
    assert str(contract.late_penalty.rate.value) == "0.0005"
    assert (security.kind, security.cap, security.period.each) == ("surety_joint", 800000, True)
    assert (security.period.count, security.period.unit) == (2, "year")


def test_every_question_may_be_skipped(tmp_path):
    code, _, _ = typed("new", "甲", cwd=tmp_path, stdin=b"\n" * 20)
    assert code == Exit.FINE
    typed("new", "乙", "--no-input", cwd=tmp_path)
    one, other = ((tmp_path / name / "案件.yaml").read_text("utf-8") for name in "甲乙")
    assert one.replace("matter: 甲", "matter: 乙") == other


def test_answers_that_stop_halfway_are_kept(tmp_path):
    code, _, _ = typed("new", "甲", cwd=tmp_path, stdin="1\n某某有限公司".encode())
    assert code == Exit.FINE
    assert "name: 某某有限公司" in (tmp_path / "甲" / "案件.yaml").read_text("utf-8")


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
    assert problems == [] and tree.data["matter"] == 'CON:甲<乙>&"丙"'


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
    tree, problems = parse_yaml(outline("案", Answers(creditor_name=name, payment_term=term)), "案件.yaml")
    assert problems == []
    assert (tree.data["parties"][0]["name"] or "") == name
    assert (tree.data["contracts"][0]["payment_term"]["text"] or "") == term


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
    [("随时归还", "demand", ""), ("要求后15日内付清", "demand", "15"), ("没有约定", "demand", "")],
)
def test_a_term_without_a_day_is_taken_and_told(answer, after, count):
    said, remark = interview.payment_term(answer)
    assert said == answer and "没有约定期限" in remark.render("zh")
    tree, problems = parse_yaml(outline("案", Answers(payment_term=answer)), "案件.yaml")
    term = tree.data["contracts"][0]["payment_term"]
    assert problems == [] and (term["after"], term["count"] or "", term["text"]) == (after, count, answer)


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
    assert problems == [] and [p["name"] for p in tree.data["parties"]] == ["孙示例", "李样例", "丙样例"]


def test_a_person_who_claims_is_a_natural_person_also_where_the_cause_is_blank(tmp_path):
    typed("new", "孙案", cwd=tmp_path, stdin="1\n孙示例\n210199197105060017\n李样例\n".encode())
    text = (tmp_path / "孙案" / "案件.yaml").read_text("utf-8")
    tree, _ = parse_yaml(text, "案件.yaml")
    creditor, debtor = tree.data["parties"]
    assert tree.data["contracts"][0]["cause"] is None
    assert (creditor["kind"], creditor["id_no"]) == ("natural", "210199197105060017") and "uscc" not in creditor
    assert debtor["kind"] == "natural" and "legal_rep" not in text
    loaded = parse_case(filled(text))
    assert [f.line() for f in loaded.findings if f.level == "error"] == []
    firm = parse_yaml(outline("案", Answers(creditor_name="津渤公司")), "案件.yaml")[0].data["parties"][0]
    assert firm["kind"] == "organisation" and "uscc" in firm


def test_a_short_name_in_other_letters_is_no_sign_of_a_person():
    assert not is_natural("IBM") and not is_natural("12%") and is_natural("欧阳样例")
