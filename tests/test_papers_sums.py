"""The finished paper: parts come to their sums, capitals to their figures, and no list in a sentence is empty."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from in_suit import LATER
from lexcollect.casefile.loader import parse_case
from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.capitals import capitals
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.finished import check_finished, texts_of
from lexcollect.documents.material import Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.documents.sums import wrong_capitals, wrong_requests, wrong_sums, wrong_totals
from lexcollect.resources import resource
from papers import drafted, material, text_of
from steel import AS_OF, steel_case

ODD = Path(__file__).parent / "data" / "odd-cases"


def wrong(text: str) -> list[tuple[str, str]]:
    return [(str(w.whole), str(w.parts)) for w in wrong_sums(text)]


# --- the grammar -------------------------------------------------------------------------------------------

RIGHT = [
    "人民币1,359,193.80元（货款本金851,600.00元、暂计至2026年11月21日的违约金507,593.80元）",
    "人民币50,000.00元（在债权总额113,620.00元范围内，该总额包括货款本金100,000.00元、违约金13,620.00元）",
    "人民币80.00元（在最高债权额80.00元范围内，订单一项下债权总额100.00元，包括本金90.00元、违约金10.00元）",
    "货款100,000.00元（含运费2,000.00元）",
    "货款合计1,301.00元，被告已付470.00元（冲抵违约金20.00元、本金450.00元），尚欠851.00元",
    "货款100.00元（证据2-1，第4–6页；证据3-1）",
    "支付违约金（暂计至2026年11月21日为507.80元；自次日起以851,600.00元为基数，按每日万分之五计算）",
    "欠款100.00元（每日0.05元）",
    "欠款100.00元（其中违约金20.00元）",
    "货款合计1,301,600.00元，被申请人一已付450,000.00元，尚欠851,600.00元",
    "货款合计100.00元，被告尚未付款，尚欠100.00元",
    "违约金共90.00元，其中40.00元已经冲抵，尚欠50.00元",
    "本金90.00元、违约金19.00元，合计109.00元。其中：订单一本金90.00元、违约金10.00元；订单二违约金9.00元。",
    "尚欠本金100.00元（大写：人民币壹佰元整），并应支付违约金20.00元，两项合计120.00元（大写：人民币壹佰贰拾元整）：",
    "货款432,000.00元；单价4,320元/吨，共100吨",
    "货款合计100.00元，违约金合计20.00元，至今尚欠",
    "最高债权额800,000.00元；本金719,600.00元、违约金421,427.80元，合计1,141,027.80元，超过最高债权额",
    "要求支付1,000元",
]
NOT_RIGHT = [
    (
        "货款合计1,301.00元，被告已付470.00元（冲抵违约金20.00元、本金450.00元），尚欠852.00元",
        ("1301.00", "1302.00"),
    ),
    ("被告已付480.00元（冲抵违约金20.00元、本金450.00元）", ("480.00", "470.00")),
    ("人民币50,000.00元（货款本金100,000.00元、暂计至2025年5月1日的违约金13,620.00元）", ("50000.00", "113620.00")),
    (
        "人民币50,000.00元（债权为货款本金100,000.00元、违约金13,620.00元，本次请求保全其中一部分）",
        ("50000.00", "113620.00"),
    ),
    ("人民币50,000.00元（货款本金100,000.00元）", ("50000.00", "100000.00")),
    ("人民币50.00元（在债权总额113.00元范围内，该总额包括本金100.00元、违约金14.00元）", ("113.00", "114.00")),
    ("人民币500.00元（在债权总额113.00元范围内，该总额包括本金100.00元、违约金13.00元）", ("500.00", "113.00")),
    (
        "人民币800,000.00元（订单一项下本金719,600.00元、违约金421,427.80元，以最高债权额为限）",
        ("800000.00", "1141027.80"),
    ),
    ("欠款100.00元（其中违约金120.00元）", ("100.00", "120.00")),
    ("本金为719.60元、违约金为421.40元，合计1,141.10元", ("1141.10", "1141.00")),
    ("欠本金100元，并应支付违约金20元，两项合计130元", ("130", "120")),
    ("货款合计100.00元，被告已付40.00元，尚欠50.00元", ("100.00", "90.00")),
    ("货款合计100.00元，被告尚未付款，尚欠90.00元", ("100.00", "90.00")),
    ("违约金共90.00元，其中40.00元已经冲抵，尚欠60.00元", ("90.00", "100.00")),
    (
        "合计人民币120.00元（大写：人民币壹佰贰拾元整）。其中：订单一本金100.00元；订单二本金10.00元。",
        ("120.00", "110.00"),
    ),
    ("人民币30元(本金10元、利息10元)", ("30", "20")),
    ("人民币３０元（本金１０元、利息１０元）", ("30", "20")),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_adds_up_and_what_is_no_sum_is_not_doubted(text: str) -> None:
    assert wrong(text) == [] and list(wrong_capitals(text)) == []


@pytest.mark.parametrize("text, told", NOT_RIGHT)
def test_parts_that_do_not_come_to_the_sum_are_told_with_both_figures(text: str, told: tuple[str, str]) -> None:
    assert wrong(text) == [told]


MONEY = st.decimals(min_value=1, max_value=9_999_999, places=2)


@given(st.lists(MONEY, min_size=2, max_size=5), st.decimals(min_value="0.01", max_value=999, places=2))
def test_a_bracket_holds_exactly_when_its_parts_come_to_the_sum(parts: list[Decimal], off: Decimal) -> None:
    names = ("本金", "利息", "违约金", "律师费", "保全保险费")
    listed = "、".join(f"{name}{format_yuan(part)}元" for name, part in zip(names, parts, strict=False))
    whole = sum(parts, Decimal(0))
    for text in ("人民币{}元（{}）。", "{1}，合计人民币{0}元。", "合计{}元。其中：{}。"):
        assert wrong(text.format(format_yuan(whole), listed)) == []
        assert len(wrong(text.format(format_yuan(whole + off), listed))) == 1
    left = "货款合计{}元，被告已付{}元，尚欠{}元"
    assert wrong(left.format(format_yuan(whole), format_yuan(parts[0]), format_yuan(whole - parts[0]))) == []
    assert len(wrong(left.format(format_yuan(whole), format_yuan(parts[0]), format_yuan(whole - parts[0] + off)))) == 1
    said = f"{format_yuan(whole)}元（大写：人民币{capitals(whole)}）"
    assert list(wrong_capitals(said)) == []
    assert len(list(wrong_capitals(f"{format_yuan(whole + off)}元（大写：人民币{capitals(whole)}）"))) == 1


def test_the_total_of_the_requests_is_that_of_the_numbered_lines() -> None:
    lines = [
        "1. 判令被告支付货款100.00元；",
        "2. 判令被告支付违约金（暂计至今日为20.00元；自次日起以100.00元为基数）；",
    ]
    costs = "3. 判令被告支付律师费5.00元；"
    assert list(wrong_requests([*lines, "（以上第1、2项暂计至今日共120.00元）"])) == []
    assert list(wrong_requests([*lines, costs, "（以上第1项至第3项暂计至今日共125.00元）"])) == []
    ((place, found),) = wrong_requests([*lines, costs, "（以上第1项至第3项暂计至今日共120.00元）"])
    assert (place, str(found.parts)) == (3, "125.00")
    assert [str(w.parts) for _, w in wrong_requests([*lines, "（以上第1项暂计至今日共120.00元）"])] == ["100.00"]


def test_a_total_row_is_the_sum_of_its_columns() -> None:
    head = ["订单", "金额（元）", "备注"]
    assert list(wrong_totals([head, ["一", "1,000.00", "3"], ["二", "20.50", ""], ["合计", "1,020.50", ""]])) == []
    (found,) = wrong_totals([head, ["一", "1,000.00", "3"], ["二", "20.50", ""], ["合计", "1,020.00", ""]])
    assert "金额" in found.words and str(found.parts) == "1020.50"
    assert list(wrong_totals([head, ["合计", "0.00", ""]])) == []


# --- every shipped paper -----------------------------------------------------------------------------------


#: Those a bare matter has no use for: on a title, to guarantors, notices of an assignment nobody entered, and what
#: is asked for once measures were taken or a suit is pending.
APART = {"assignment_notice", "assignee_notice"} | LATER
#: And those on a lease that ends, a thing to be handed over, a small enterprise.
APART |= {"termination_notice", "retaking_notice", "handover_record", "sme_complaint"}
#: And one that needs a ground which no young debt has.
APART |= {"write_off"}
#: And the sheets that are written from a catalogue and from the answers on days, of which there are none here.
APART |= {"evidence_list", "review", "attack"}
BARE = [p.id for p in PAPERS.values() if not p.on_title and not p.to_guarantors and p.id not in APART]


@pytest.mark.parametrize("name", ["preservation-below-claim", "letter-without-material"])
@pytest.mark.parametrize("paper", BARE)
def test_no_shipped_paper_of_a_bare_matter_has_an_empty_list_or_a_sum_that_fails(
    tmp_path: Path, paper: str, name: str
) -> None:
    text = (ODD / f"{name}.yaml").read_text("utf-8").replace("amount: 63620.00", "amount: 62690.00")
    case = parse_case(text).case
    assert case is not None
    matter = answer_case(case, AS_OF.replace(year=2025, month=5, day=1))
    result = draft([paper], Material(matter.case, matter.claims, {}), tmp_path, sources={})
    (path,) = result.written
    assert [f.code for f in result.findings if "LX-P050" <= f.code <= "LX-P054" and f.stops] == []
    said = text_of(result, paper)
    assert not re.search(r"：。|：；|（）|元（债权为", said)
    assert check_finished(path.read_bytes(), paper) == []


def test_a_letter_without_material_says_nothing_of_material_and_its_sections_run_on(tmp_path: Path) -> None:
    case = parse_case((ODD / "letter-without-material.yaml").read_bytes()).case
    assert case is not None
    matter = answer_case(case, AS_OF)
    said = text_of(draft(["letter"], Material(case, matter.claims, {}), tmp_path, sources={}), "letter")
    assert "材料" not in said and "贵方尚未付款" in said
    heads = [line for line in said.split("\n") if re.match("[一二三四五六]、", line)]
    assert heads == ["一、基本事实", "二、法律分析", "三、付款要求", "四、逾期后果", "五、声明与联系方式"]
    full = text_of(drafted(tmp_path / "full", "letter"), "letter")
    assert "一、本函依据的材料\n委托人向本所提供了下列材料：合同、" in full and "六、声明与联系方式" in full
    assert "上述材料出具" in full


@pytest.mark.parametrize(
    "amount, debtor, surety",
    [
        (
            "500000.00",
            "人民币500,000.00元（在债权总额1,359,193.80元范围内",
            "人民币500,000.00元（在最高债权额800,000.00元范围内",
        ),
        ("1359193.80", "人民币1,359,193.80元（货款本金", "人民币800,000.00元（在最高债权额800,000.00元范围内"),
    ],
)
def test_preservation_below_the_claim_says_so_for_each_respondent(
    tmp_path: Path, amount: str, debtor: str, surety: str
) -> None:
    given_ = material(("preservation:\n", f"preservation:\n  amount: {amount}\n"))
    result = drafted(tmp_path, "preservation", given=given_)
    said = text_of(result, "preservation")
    assert (
        debtor in said and surety in said and "债权总额1,141,027.80元，包括本金719,600.00元、违约金421,427.80元" in said
    )
    assert ("LX-P052" in {f.code for f in result.findings}) is (amount == "500000.00")


def test_preservation_below_an_uncapped_guarantee_is_told_as_part_of_it(tmp_path: Path) -> None:
    case = ("    cap: 800000.00\n", ""), ("preservation:\n", "preservation:\n  amount: 500000.00\n")
    said = text_of(drafted(tmp_path, "preservation", given=material(*case)), "preservation")
    assert (
        "人民币500,000.00元（在所保证的债权范围内，订单DD-20230602、DD-20230821项下债权总额1,141,027.80元，包括" in said
    )


# --- templates and words of the user's own -----------------------------------------------------------------


def own_template(tmp_path: Path, was: str, now: str) -> Path:
    """Return a folder with the shipped application in which words of the template are changed."""
    source = resource("templates") / "court_filings" / "诉讼财产保全申请书.docx"
    target = tmp_path / "templates" / "court_filings" / source.name
    target.parent.mkdir(parents=True)
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                assert was.encode() in data, was
                data = data.replace(was.encode(), now.encode())
            new.writestr(name, data)
    target.write_bytes(out.getvalue())
    return tmp_path / "templates"


@pytest.mark.parametrize(
    "was, now, code",
    [
        ("人民币{{ 额.金额 }}元（{{ 额.构成 }}）", "人民币1.00元（{{ 额.构成 }}）", "LX-P050"),
        ("{{ 词.债 }}合计{{ 合计.货款 }}元", "{{ 词.债 }}合计1.00元", "LX-P050"),
        ("以上申请，请依法裁定准许。", "附下列材料：{{ 其他事项|join('、') }}。", "LX-P051"),
        ("以上申请，请依法裁定准许。", "担保金额人民币{{ 其他事项|join('') }}元。", "LX-P051"),
        ("以上申请，请依法裁定准许。", "保全1,000.00元（大写：人民币壹万元整）。", "LX-P054"),
    ],
)
def test_a_template_that_breaks_the_sums_gives_no_paper(tmp_path: Path, was: str, now: str, code: str) -> None:
    folder = own_template(tmp_path, was, now)
    result = drafted(tmp_path / "out", "preservation", templates=[folder])
    told = [f for f in result.findings if f.code == code]
    assert told and not result.written and all(f.stops for f in told)
    assert "诉讼财产保全申请书" in told[0].message("zh")


@pytest.mark.parametrize(
    "wrongly",
    [
        "确认五批货物合计1,301,600.00元、已付300,000.00元、尚欠1,001,000.00元",
        "确认五批货物合计1,301,600.00元(税后)、已付300,000.00元、尚欠1,001,000.00元",
        "确认欠款1,001,000元（货款1,001,600元）",
        "确认欠款1,001,600元（大写：壹佰万元整），，盖章为凭",
    ],
)
def test_what_the_debtor_wrote_wrongly_is_quoted_and_pointed_at(tmp_path: Path, wrongly: str) -> None:
    given_ = material(("确认五批货物合计1,301,600.00元、已付300,000.00元、尚欠1,001,600.00元", wrongly))
    result = drafted(tmp_path, "complaint", given=given_)
    told = [f for f in result.findings if "LX-P050" <= f.code <= "LX-P054"]
    assert told and not any(f.stops for f in told)
    assert wrongly in text_of(result, "complaint")


@settings(max_examples=15, deadline=None)
@given(
    paid=st.decimals(min_value=1, max_value=431_999, places=2),
    named=st.booleans(),
    asked=st.one_of(st.none(), st.decimals(min_value=1, max_value=1_000_000, places=2)),
)
def test_whatever_was_paid_and_asked_every_paper_adds_up(
    tmp_path_factory: pytest.TempPathFactory, paid: Decimal, named: bool, asked: Decimal | None
) -> None:
    changes = [("amount: 300000.00, payer: 沈河", f"amount: {paid}, payer: {'沈河' if named else '郑样例'}")]
    if asked is not None:
        changes.append(("preservation:\n", f"preservation:\n  amount: {asked}\n"))
    result = drafted(tmp_path_factory.mktemp("out"), "letter", "complaint", "preservation", given=material(*changes))
    assert [f.line("zh") for f in result.findings if f.code in ("LX-P050", "LX-P051", "LX-P053", "LX-P054")] == []
    assert len(result.written) == 3


def test_the_texts_of_a_case_are_all_of_them() -> None:
    texts = set(texts_of(steel_case()))
    assert {"沈河案", "钢材购销框架合同", "何样文", "第5.1条"} <= texts
    assert all(paragraphs and isinstance(text, str) for text in texts)
