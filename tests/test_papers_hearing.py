"""Papers around a hearing and after it, read as files: 质证意见, 庭审提纲, 代理词, 补充意见, 结案报告, 封面, 目录.

民事诉讼法 71, 76, 141, 144, 163; 民诉法解释 104; 证据规定 15, 61, 68, 90. Sums by hand: three orders
432,000 + 332,000 + 537,600 = 1,301,600; paid 300,000 + 150,000 = 450,000, 34.57 of a hundred; filed
851,600 + 400,000 = 1,251,600.
"""

from __future__ import annotations

import json
import shutil
from datetime import date as D
from pathlib import Path

import pytest
import yaml

from cli_run import typed
from hearing_day import CLOSED, ENDED, HEARD, THEIRS
from lexcollect.casefile import parse_case
from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Filed, Material
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from lexcollect.findings import has_errors
from papers import FOLDER, codes, drafted, errors, material, text_of
from running_suit import PENDING, SUIT
from test_every_kind import KINDS, case_text

COURT = ("evidence_opinion", "counsel_opinion", "supplementary_opinion")
ALL = (*COURT, "hearing_outline")
ENDINGS = ("closing_report", "file_cover", "file_index")


def said(root: Path, paper: str, *changes: tuple[str, str]) -> str:
    given = material(*changes) if changes else material(PENDING, HEARD)
    return text_of(drafted(root, paper, given=given), paper)


def test_each_piece_of_evidence_is_answered_quality_by_quality(tmp_path: Path) -> None:
    """民诉法解释 104: authenticity, lawfulness, relevance, then weight; the grounds with their articles."""
    text = said(tmp_path, "evidence_opinion")
    assert "现就被告一提交的证据，发表质证意见如下：" in text and "（案号：（2026）津0113民初88号）" in text
    first = text[text.index("一、被告一提交的证据1《收条》（第1页）") : text.index("二、")]
    assert first.split("\n")[1:6] == [
        "对方的证明目的：已以现金支付货款200,000元。",
        "真实性：待核对原件后发表意见。",
        "合法性：认可。",
        "关联性：不认可。收条没有写明所付的是哪一份合同的款项。",
        "证明力和证明目的：不认可。",
    ]
    assert "无法与原件核对的复制件不能单独作为认定案件事实的根据" in first and "原告已提交证据4-2。" in first
    assert "二、被告一提交的证据2《证人王某的书面证言》" in text
    for article in ("第七十一条", "第七十六条", "第一百零四条", "第六十一条", "第六十八条", "第九十条"):
        assert article in text
    assert "【待补" not in text and "质证人（盖章）：天津津渤示例钢材贸易有限公司" in text


def test_a_position_that_nobody_took_is_a_blank_and_a_bare_denial_is_asked_about(tmp_path: Path) -> None:
    silent = (HEARD[0], HEARD[1].replace("    genuine: 待核对原件\n", ""))
    result = drafted(tmp_path, "evidence_opinion", given=material(PENDING, silent))
    assert "真实性：【待补：对“《收条》”真实性的意见】" in text_of(result, "evidence_opinion")
    assert "LX-P003" in {f.code for f in result.findings}
    bare = (HEARD[0], HEARD[1].replace("    objections: [证人未出庭, 证人有利害关系]\n", ""))
    assert "LX-P651" in codes("evidence_opinion", PENDING, bare)
    assert "LX-P651" not in codes("evidence_opinion", PENDING, HEARD)
    # Evidence that nobody wants pleaded is not told.
    hidden = (
        HEARD[0],
        HEARD[1].replace("    weight: 不认可\n    objections: [证人", "    plead: no\n    objections: [证人"),
    )
    assert "证人王某" not in said(tmp_path / "2", "evidence_opinion", PENDING, hidden)


def test_such_papers_need_a_suit_and_something_to_answer() -> None:
    for paper in ALL:
        assert errors(paper, HEARD) == ["LX-P367"]
    assert errors("evidence_opinion", PENDING) == ["LX-P650"]
    assert errors("counsel_opinion", PENDING) == errors("supplementary_opinion", PENDING) == ["LX-P653"]
    assert errors("hearing_outline", PENDING) == []
    wrong = (HEARD[0], HEARD[1].replace("民法典 598", "民法典 9999"))
    assert "LX-P652" in errors("counsel_opinion", PENDING, wrong)


def test_counsel_answers_the_issues_and_the_party_says_the_same_in_its_own_name(tmp_path: Path) -> None:
    text = said(tmp_path, "counsel_opinion")
    assert "天津样例律师事务所张示例作为原告的委托诉讼代理人" in text
    assert "截至2026年11月21日，被告一已付450,000.00元，尚欠货款本金851,600.00元。" in text
    assert "起诉状所列各项诉讼请求的金额合计1,251,600.00元。" in text  # as filed, not as it would be today
    assert "二、关于订单三的货物是否已经交付\n对方主张，订单三的50吨圆钢没有收到。\n" in text
    assert "订单三的货物已经交付（证据4-2，第" in text and "《中华人民共和国民法典》第五百九十八条" in text
    assert "四、关于对方提交的证据" in text and "原告不认可其关联性、证明力和证明目的。" in text
    assert text.rstrip().endswith("委托诉讼代理人（签名）：张示例\n2026年11月21日")
    own = said(tmp_path / "2", "supplementary_opinion")
    assert "原告依据本案事实和法律，提出补充意见如下：" in own and "委托诉讼代理人" not in own
    assert own.split("一、", 1)[1].split("此致")[0] == text.split("一、", 1)[1].split("此致")[0]


def test_the_outline_follows_the_hearing_and_names_exhibit_page_and_original(tmp_path: Path) -> None:
    """140–145: the day, the claims, evidence, the other side's, questions, issues, settlement."""
    text = said(tmp_path, "hearing_outline")
    order = ["一、开庭信息", "二、核对当事人之后", "三、法庭调查：举证", "四、法庭调查：质证", "五、法庭调查：发问"]
    places = [text.index(head) for head in (*order, "六、法庭辩论", "七、最后陈述")]
    assert places == sorted(places) and "不提交法庭，不交对方" in text
    assert "2026年12月10日，上午9时" in text and "第五法庭" in text and "法庭调查、法庭辩论按法定顺序进行。" in text
    assert "1. 判令被告一向原告支付货款851,600.00元；" in text
    assert "4-2\n往来账项对账单DZ-2023Q3\n" in text and "\n有\n张示例\n" in text
    originals = next(line for line in text.split("\n") if line.startswith("3. 证据原件"))
    assert "2-1" in originals.replace("\u2011", "-") and "2-3" not in originals.replace("\u2011", "-")
    assert "没有原件的证据" in text and "已经付款（民诉法解释第91条）\n被告\n" in text
    assert "当庭出示证据（证据4-2，第" in text and "发言人：张示例。" in text
    assert "张示例为一般授权，不能代为和解或者变更诉讼请求" in text
    short = (PENDING[0], SUIT.replace("普通程序", "简易程序"))
    assert "不受法庭调查、法庭辩论法定顺序的限制" in said(tmp_path / "2", "hearing_outline", short, HEARD)


def test_a_closed_matter_is_told_in_figures_and_days(tmp_path: Path) -> None:
    text = said(tmp_path, "closing_report", ENDED)
    assert "应收款合计\n1,301,600.00\n" in text and "已收到的款项\n450,000.00\n" in text
    assert "已收到的款项占应收款合计的34.6%。" in text
    assert "自2026年3月2日至2026年11月21日，共265日。" in text  # 30 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 21
    assert "2026年11月21日结案，结果：部分收回。被告一付清货款本金后结案。" in text
    assert "欠款成因：催收延误、合同条款缺陷。" in text and "2024年2月5日\n收到沈阳沈河样例重型机械有限公司付款" in text
    assert "起诉时请求的金额" not in text and "生效文书判给" not in text  # neither was there
    paid = (ENDED[0], CLOSED.replace("result: 部分收回", "result: 全部收回"))
    assert "LX-P665" in codes("closing_report", paid) and "LX-P665" not in codes("closing_report", ENDED)
    assert errors("closing_report") == errors("file_cover") == errors("file_index") == ["LX-P660"]
    assert "LX-P663" in codes("file_cover", PENDING, ENDED)


def test_what_was_claimed_and_awarded_has_its_line(tmp_path: Path) -> None:
    title = (
        "titles:\n  - {id: 判决, kind: judgment, organ: 天津市北辰区人民法院, case_no: （2026）津0113民初88号, "
        "made_on: 2026-09-01, "
        "awards: [{kind: 本金, amount: 851600.00}, {kind: court_fee_to_creditor, amount: 16064.40}]}\nchoices:\n"
    )
    decided = SUIT.replace(
        "    complaint_served_on", "    outcome: 判决\n    ended_on: 2026-09-01\n    complaint_served_on"
    )
    text = said(tmp_path, "closing_report", ("choices:\n", decided), ("choices:\n", title), ENDED)
    assert "起诉时请求的金额\n1,251,600.00\n" in text  # 851,600 + 400,000
    assert "生效文书判给的定额款项\n867,664.40\n" in text  # 851,600 + 16,064.40
    assert "程序结束，天津市北辰区人民法院，（2026）津0113民初88号，判决" in text


def test_cover_and_index_hold_the_file(tmp_path: Path) -> None:
    cover = said(tmp_path, "file_cover", ENDED)
    assert "卷宗号\n2026民字第12号\n" in cover and "保管至\n2036年11月21日" in cover
    given = material(ENDED)
    filed = (Filed("律师函", "v1", D(2026, 3, 5), "李主任"), Filed("民事起诉状", "v2", D(2026, 6, 1)))
    index = text_of(
        drafted(tmp_path / "2", "file_index", given=Material(**{**vars_of(given), "filed": filed})), "file_index"
    )
    assert "1\n律师函\nv1\n2026年3月5日\n李主任\n2\n民事起诉状\nv2\n" in index
    assert "买卖合同原件\n原件\n已于2026年11月20日退还周范例\n" in index and "留存，存放于档案室3柜" in index
    bare = (ENDED[0], CLOSED.partition("  kept:\n")[0] + "choices:\n")
    assert "LX-P664" in codes("file_index", bare) and "【待补" not in cover


def vars_of(given: Material) -> dict[str, object]:
    return {"case": given.case, "claims": given.claims, "exhibits": given.exhibits}


def test_the_index_lists_what_was_drafted_before_and_not_itself(tmp_path: Path) -> None:
    """As typed: a letter in v1, then the closing; drafting the index again changes nothing."""
    matter = tmp_path / "matter"
    shutil.copytree(FOLDER, matter)
    (matter / "2-整理").mkdir(exist_ok=True)
    case = matter / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("choices:\n", CLOSED), "utf-8")
    if (matter / "证据目录.yaml").exists():
        shutil.move(matter / "证据目录.yaml", matter / "2-整理" / "证据目录.yaml")
    if (matter / "inbox").exists():
        shutil.move(matter / "inbox", matter / "1-收到的材料")
    day = ("--as-of", "2026-11-21", "--no-input")
    code, out, err = typed("draft", str(matter), "demand", *day, cwd=tmp_path)
    assert code == 0, out + err
    for _ in range(2):
        code, out, err = typed("draft", str(matter), "file_index", "closing_report", *day, cwd=tmp_path)
        assert code == 0, out + err
    assert not (matter / "3-文书" / "v2" / "卷内目录.docx").exists()
    found = "\n".join(paragraphs((matter / "3-文书" / "v1" / "卷内目录.docx").read_bytes()))
    assert "1\n催款函\nv1\n2026年11月21日\n" in found and "卷内目录\nv1" not in found and "结案报告" not in found


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_debt_has_these_papers(name: str, tmp_path: Path) -> None:
    """The same hearing and closing put on each kind: no gap, no word of another kind of debt."""
    tree = yaml.load(case_text(name), Loader=yaml.BaseLoader)
    ends, whole = KINDS[name][0], parse_case(case_text(name)).case
    assert whole is not None
    debtor = whole.debtor.id
    more = yaml.load(
        THEIRS.replace("by: 沈河", f"by: {debtor}").replace("    evidence: 对账单\n", ""), Loader=yaml.BaseLoader
    )
    more |= yaml.load(
        "issues:\n  - {id: 焦点, title: 债务是否已经清偿, ours: 债务没有清偿}\n"
        f"closing: {{date: '{ends}', result: 部分收回, handler: 张示例, file_no: 第1号, opened_on: '{ends}', "
        "kept_until: '2040-01-01'}\n"
        f"filings:\n  - {{id: 一审, kind: 起诉, date: '{ends}', organ: 江州市东湖区人民法院, "
        "case_no: （2026）示0101民初1号}\n",
        Loader=yaml.BaseLoader,
    )
    loaded = parse_case(json.dumps({**tree, **more}, ensure_ascii=False))
    assert loaded.case is not None, [f.line() for f in loaded.findings if f.stops]
    matter = answer_case(loaded.case, D.fromisoformat(ends))
    ids = dict.fromkeys(id for fact in facts_of(matter.case) for id in fact.evidence)
    refs = {id: ExhibitRef(id, f"1-{n}", id, "书证", 1, original="有") for n, id in enumerate(ids, 1)}
    given = Material(matter.case, matter.claims, refs)
    wanted = [p for p in (*ALL, *ENDINGS) if p != "counsel_opinion" or matter.case.agents]
    for paper in wanted:
        view = PAPERS[paper].view()(given)
        assert not has_errors(view.findings), (paper, [f.line() for f in view.findings])
    result = draft(wanted, given, tmp_path, sources={})
    assert not [f.line() for f in result.findings if f.stops]
    for one in result.papers:
        assert one.path is not None
        text = "\n".join(paragraphs(one.path.read_bytes()))
        assert not [word for word in ("None", "{", "}", "的的", "款款", "。。", "，，") if word in text], one.title
