"""催款函 without a law firm, 保证人催告函: written by the creditor itself, a company or a person, for every cause."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.papers import choose
from lexcollect.documents.plaintext import paragraphs
from lexcollect.documents.register import PAPERS
from papers import material as steel_material
from services import AGENT, GUARDS, MATTERS, PROPERTY, service_material

#: Words of a law firm, and of a company where a person writes.
OF_A_FIRM = ("律师", "本所", "委托授权", "受托律师")
OF_A_COMPANY = ("盖章", "公章", "法定代表人", "营业执照")


def text(root: Path, given: Material, paper: str) -> str:
    result = draft([paper], given, root, sources={"案件.yaml": "0" * 64})
    path = result.papers[0].path
    assert path is not None, [f.line() for f in result.findings]
    return "\n".join(paragraphs(path.read_bytes()))


@pytest.mark.parametrize("name", MATTERS)
def test_every_service_matter_has_a_demand_of_the_creditor(tmp_path: Path, name: str) -> None:
    said = text(tmp_path, service_material(name), "demand")
    assert [word for word in OF_A_FIRM if word in said] == [] and "【待补" not in said
    assert "本函构成对贵方履行付款义务的催告。我方保留合同及法律规定的一切权利。" in said
    assert "第五百七十九条" in said and "我方" in said


def test_a_company_writes_under_its_head_and_seal(tmp_path: Path) -> None:
    lines = text(tmp_path, service_material(GUARDS), "demand").splitlines()
    # The number entered is that of its law firm's letter: none stands between its head and the title.
    assert lines[0] == "江州卫安保安服务有限公司" and lines[1] == "催款函"
    assert "江州卫安保安服务有限公司（盖章）" in lines
    whole = "\n".join(lines)
    # 民法典 585: the sums of the hand count.
    assert "两项合计人民币151,550.00元（大写：人民币壹拾伍万壹仟伍佰伍拾元整）" in whole
    assert "向我方付清服务费本金人民币140,000.00元" in whole and "我方依约提供服务，服务费合计180,000.00元" in whole


def test_a_person_writes_without_head_and_seal(tmp_path: Path) -> None:
    said = text(tmp_path, service_material(AGENT), "demand")
    assert said.splitlines()[0] == "催款函" and "江一帆（签名、捺印）" in said
    assert [word for word in OF_A_COMPANY if word in said] == []


def test_an_owner_is_threatened_with_no_cut_of_water_or_power(tmp_path: Path) -> None:
    said = text(tmp_path, service_material(PROPERTY), "demand")
    # 民法典 944(3).
    assert not any(word in said for word in ("停水", "停电", "供水", "供电")) and "第九百四十四条" in said


def test_without_a_lawyer_all_the_papers_hold_the_own_demand_instead_of_the_lawyers_letter() -> None:
    def own(given: Material) -> list[str]:
        return [paper.id for paper in choose(["all"], given)[0] if not paper.beside_a_complaint]

    assert own(service_material(AGENT)) == ["complaint", "preservation", "settlement", "demand"]
    assert own(service_material(GUARDS)) == ["letter", "complaint", "preservation", "settlement"]


def test_a_joint_guarantor_is_asked_to_pay_what_he_guaranteed(tmp_path: Path) -> None:
    given = service_material(AGENT)
    said = text(tmp_path, given, "guarantor")
    for words in (
        "赵一舟：",
        "保证期间没有约定（依法为主债务履行期限届满之日起六个月）",
        "江州青禾食品有限公司未付清《销售代理合同》项下报酬DL-01的债务，尚欠本金90,000.00元、违约金4,104.00元，合计94,104.00元",
        "在保证范围内向我方支付人民币94,104.00元（大写：人民币玖万肆仟壹佰零肆元整）及此后违约金",
        "本函即为我方请求贵方承担保证责任的通知",
        "第六百八十八条",
        "第六百九十三条",
    ):
        assert words in said, words
    assert "第六百八十七条" not in said and [word for word in OF_A_COMPANY if word in said] == []


def test_a_ceiling_bounds_what_is_asked_and_lapsed_orders_are_left_out(tmp_path: Path) -> None:
    said = text(tmp_path, steel_material(), "guarantor")
    assert "在最高债权额800,000.00元范围内请求" in said and "DD-20230406" not in said
    assert "支付人民币800,000.00元（大写：人民币捌拾万元整），汇入" in said
    assert said.count("保证人催告函") == 1 and "（盖章）" in said
    # He knows the debt by its contract, and that he was asked within his period: to 2025-08-08 and 2025-11-06 (二年).
    assert "未付清《钢材购销框架合同》（编号：JB-SH-2023-001）项下订单DD-20230602、DD-20230821的债务" in said
    assert "此前，我方已就上述债务向贵方催告：2025年7月2日，我方以EMS（单号EA102030572CN）向贵方寄送催告函，" in said
    assert "该函于2025年7月4日由贵方本人签收。" in said


def test_a_general_guarantor_is_not_asked_to_pay_before_execution(tmp_path: Path) -> None:
    # 民法典 687(2): he may refuse; 693(1): only suit or arbitration keeps the period.
    given = service_material(AGENT, ("类型: 连带责任保证", "类型: 一般保证"), ("到期: 2025-08-15", "到期: 2026-01-15"))
    result = draft(["guarantor"], given, tmp_path, sources={"案件.yaml": "0" * 64})
    assert "LX-P083" in [f.code for f in result.findings]
    path = result.papers[0].path
    assert path is not None
    said = "\n".join(paragraphs(path.read_bytes()))
    assert "贵方系一般保证人" in said and "仍不能清偿的部分" in said and "第六百八十七条" in said
    assert "连带责任保证" not in said and "请求贵方承担保证责任的通知" not in said


def test_without_a_guarantor_there_is_nobody_to_call_on(tmp_path: Path) -> None:
    result = draft(["guarantor"], service_material(GUARDS), tmp_path, sources={"案件.yaml": "0" * 64})
    assert [f.code for f in result.findings if f.stops] == ["LX-P082"] and result.papers[0].refused


def two_guarantors() -> Material:
    second = (
        "  - {编号: 钱二, 身份: 保证人, 类型: 自然人, 名称: 钱二样, 公民身份号码: 330199197208080034, 性别: 男,\n"
        "     住所: 江州市北湖区钟楼里5号, 电话: 13800000040}\n合同:\n  - 编号"
    )
    also = (
        "  - {编号: 保证钱, 类型: 连带责任保证, 担保人: 钱二, 合同: 代理合同, 名称: 保证书, 出具日期: 2025-01-15,\n"
        "     保证期间: {期间长度: 3, 单位: 年}, 证据: [保证书]}\n保全:\n"
    )
    return service_material(AGENT, ("合同:\n  - 编号", second), ("保全:\n", also))


def test_each_guarantor_has_a_letter_on_a_page_of_its_own(tmp_path: Path) -> None:
    said = text(tmp_path, two_guarantors(), "guarantor")
    assert said.count("保证人催告函") == 2 and "赵一舟：" in said and "钱二样：" in said


def test_each_letter_of_a_file_counts_its_pages_from_one(tmp_path: Path) -> None:
    """Two guarantors have two letters: a section each, both beginning with page 1, and no page break besides."""
    path = draft(["guarantor"], two_guarantors(), tmp_path, sources={"案件.yaml": "0" * 64}).papers[0].path
    assert path is not None
    with zipfile.ZipFile(path) as paper:
        xml = paper.read("word/document.xml").decode()
    assert xml.count("<w:sectPr>") == xml.count('<w:pgNumType w:start="1"/>') == 2
    assert xml.count('<w:pageBreakBefore w:val="0"/>') == 1 and xml.count("footerReference") == 2


def test_papers_of_a_matter_without_a_catalogue_list_no_exhibits_that_are_not_there() -> None:
    given = service_material(GUARDS)
    bare = Material(given.case, given.claims, {})
    complaint, preservation = (PAPERS[paper].view()(bare) for paper in ("complaint", "preservation"))
    annexes = [row["内容"] for row in (*complaint.fields["附件"], *preservation.fields["附件"])]
    assert not any("证据" in line for line in annexes) and "民事起诉状1份；" in annexes
    assert complaint.fields["证据说明"].startswith("【待补") and "LX-P003" in [f.code for f in complaint.findings]
    assert any("证据清单及证据材料2套" in row["内容"] for row in PAPERS["complaint"].view()(given).fields["附件"])


def test_a_refused_lawyers_letter_leads_to_the_own_demand(tmp_path: Path) -> None:
    case = (Path(__file__).parent / "data" / "services" / "销售代理.yaml").read_text("utf-8")
    matter = tmp_path / "代理案"
    matter.mkdir()
    bare = re.sub(r"证据: \[[^\]]*\](, 证明链: \{[^}]*\})?", "证据: []", case)
    (matter / "案件.yaml").write_text(bare, "utf-8")
    _, out, _ = typed("draft", "代理案", "letter", "--as-of", "2026-03-31", cwd=tmp_path)
    assert "LX-P002" in out and "draft 代理案 demand" in out
    _, out, _ = typed("draft", "代理案", "demand", "--as-of", "2026-03-31", cwd=tmp_path)
    assert "√ 催款函" in out
