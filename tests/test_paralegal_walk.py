"""A paralegal walks through a lease with the tool for the first time: typical slips, and what the screen says of each.

Every remedy is followed to the letter, and must lead on. No English key and no place by an English key is shown.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from cli_run import typed as run
from lexcollect.cli.exits import Exit
from lexcollect.findings import Where, finding
from lexcollect.matter.placing import in_words, place_in_chinese

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = ("--as-of", "2026-11-21")
#: 挖机租赁：房东与承租人，每月租金5.8万，合同解除后两台机器按日计占用费；证据目录是初稿的样子。
LEASE = """\
格式: lexcollect/case/1
案名: 连港案
当事人:
  - 编号: 债权人
    身份: 出租人
    类型: 法人
    名称: 辽宁辽畅示例设备租赁有限公司
    住所地: 沈阳市和平区虚构大街8号
  - 编号: 债务人
    身份: 承租人
    类型: 法人
    名称: 大连连港样例建筑工程有限公司
    住所地: 大连市中山区样例巷7号
合同:
  - 编号: 合同
    案由: 租赁合同纠纷
    名称: 设备租赁合同
    签订日期: 2024-03-01
    期满日: 2026-02-28
    逾期违约金: 每日万分之六
    解除: {解除日: 2025-08-04, 事由: 欠租}
租金:
  - 所属合同: 合同
    金额: 58000
    周期: 月
    起: 2025-06-01
    止: 2025-07-31
    付款日: 5
租赁物:
  - {编号: 一号机, 所属合同: 合同, 名称: 挖掘机, 序列号: SMP-0001, 交付日: 2024-03-01, 返还日: 2025-09-15}
  - {编号: 二号机, 所属合同: 合同, 名称: 挖掘机, 序列号: SMP-0002, 交付日: 2024-03-01}
占用费:
  - 编号: 占用费一
    所属合同: 合同
    标题: 占用费
    每日金额: 1000
    起: 2025-08-05
    止: 2025-09-15
    所属租赁物: 一号机
  - 编号: 占用费二
    所属合同: 合同
    标题: 占用费
    每日金额: 1000
    起: 2025-08-05
    所属租赁物: 二号机
催收:
  - {编号: 催告函, 类型: 催告函, 日期: 2025-08-01, 收件人: 债务人, 送达日期: 2025-08-04, 结果: 签收}
"""
CATALOGUE = """\
格式: lexcollect/catalogue/1
分组:
  - {序号: 1, 名称: 合同}
证据:
  - 编号: F594c32a8f1
    序号: "1-1"
    证据名称: 设备租赁合同
    种类: 书证
    来源: 原告保管
    证明对象: 租赁关系、租金标准
    文件: [合同.pdf]
"""


def matter(folder: Path, *changes: tuple[str, str], catalogue: str = "") -> Path:
    text = LEASE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    folder.mkdir(exist_ok=True)
    (folder / "案件.yaml").write_text(text, "utf-8")
    if catalogue:
        (folder / "2-整理").mkdir(exist_ok=True)
        (folder / "1-收到的材料").mkdir(exist_ok=True)
        (folder / "1-收到的材料" / "合同.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        (folder / "2-整理" / "证据目录.yaml").write_text(catalogue, "utf-8")
    return folder


def typed(verb: str, *words: Path | str) -> tuple[int, str, str]:
    """Type a command in an empty folder beside the matter."""
    return run(verb, *map(str, words), cwd=Path(words[0]).parent)


def mended(folder: Path, out: str) -> None:
    """Do what the screen says to the letter: replace the line named by the line shown."""
    row, line = re.search(r"案件\.yaml:(\d+) [^\n]*这一行改成“([^\n]*?)”（LX", out).groups()  # type: ignore[union-attr]
    lines = (folder / "案件.yaml").read_text("utf-8").split("\n")
    lines[int(row) - 1] = line
    (folder / "案件.yaml").write_text("\n".join(lines), "utf-8")


def test_the_lease_is_right_to_the_fen(tmp_path: Path) -> None:
    """Rent 2 × 58,000 = 116,000; fee 42 days (8-05 to 9-15) and 474 days (8-05 to 2026-11-21) × 1,000 = 516,000.

    Penalty 0.06 %: June from 06-06: 534 days × 34.80 = 18,583.20; July from 07-06 (07-05 is a fixed day): 504 × 34.80 =
    17,539.20; together 36,122.40. Sum 668,122.40. Two machines with the same fee are two fees, and nobody asks.
    """
    code, out, _ = typed("calc", matter(tmp_path / "案"), "--full", *DAY)
    assert code == Exit.FINE, out
    assert "应收合计 668,122.40 元" in out and "占用费 516,000.00 元" in out
    assert "LX-C081" not in out and "distinct" not in out


GUARANTEED = (
    "合同:\n",
    "  - {编号: 保证人, 身份: 保证人, 类型: 自然人, 名称: 冯样例, 住所地: 大连市中山区样例巷7号}\n合同:\n",
)
GUARANTEE = (
    "催收:\n",
    """担保:
  - 编号: 保证
    类型: 连带责任保证
    担保人: 保证人
    所属合同: 合同
    设立日期: 2024-03-01
    保证期间: {直至还清: 是, 原文: 直至还清时为止}
催收:
""",
)
#: A letter to the guarantor with its chain: content, posting with its content named, address, arrival.
CALLED = (
    "催收:\n",
    """催收:
  - 编号: 函二
    类型: 催告函
    日期: 2025-08-01
    收件人: 保证人
    送达日期: 2025-08-04
    结果: 签收
    面单写明内件: 是
    地址依据: 合同约定
    证据: [函, 面单, 查询]
    证明链: {内容: 函, 寄出: 面单, 地址: 函, 到达: 查询}
""",
)


def test_who_is_free_of_every_rent_is_asked_for_no_fee(tmp_path: Path) -> None:
    """Nothing was said to the guarantor. Six months (民法典 692(2), 担保制度解释 32): June to 2025-12-05, July to
    2026-01-05; both are over on 2026-11-21, and he is free (693(2)). The fee of 516,000 was asked of him all the same.
    """
    folder = matter(tmp_path / "案", GUARANTEED, GUARANTEE)
    code, out, _ = typed("calc", folder, "--full", *DAY)
    assert code == Exit.FINE and "可主张 516,000.00 元" not in out
    assert "没有请求 冯样例 承担占用费 516,000.00 元" in out and "LX-M380" in out


def test_a_demand_in_time_keeps_the_guarantor_bound_to_the_fee(tmp_path: Path) -> None:
    """A letter of 2025-08-01 reached him on 2025-08-04, within the six months of June and July."""
    folder = matter(tmp_path / "案", GUARANTEED, GUARANTEE, CALLED)
    _, out, _ = typed("calc", folder, "--full", *DAY)
    assert "LX-M380" not in out and "占用费 516,000.00 元" in out.split("担保人 冯样例")[1].split("\n")[0]


def test_a_file_of_the_material_that_was_changed_is_not_mended_by_a_new_package(tmp_path: Path) -> None:
    """What to do and what to type fit what was compared: raw material is restored, a package is built again."""
    raw = tmp_path / "材料"
    raw.mkdir()
    Image.new("RGB", (80, 60)).save(raw / "送货单.jpg")
    folder = matter(tmp_path / "案")
    typed("intake", raw, folder)
    assert typed("bundle", folder, *DAY)[0] == Exit.FINE
    made = next((folder / "4-证据包" / "v1" / "data" / "originals").iterdir())
    made.chmod(0o644)
    kept = made.read_bytes()
    made.write_bytes(b"x")
    for place in (folder / "4-证据包" / "v1", folder):
        code, out, _ = typed("verify", place)
        assert code == Exit.INTEGRITY and "请从备份恢复，或重新出证据包（LX-B050）" in out
        assert re.search(r"下一步　lexcollect bundle \S*案\n?$", out), out
    made.write_bytes(kept)
    assert typed("verify", folder)[0] == Exit.FINE
    stored = folder / "1-收到的材料" / "送货单.jpg"
    stored.chmod(0o644)
    stored.write_bytes(b"x")
    code, out, _ = typed("verify", folder)
    assert code == Exit.INTEGRITY and "请从备份恢复收到时的那一份" in out and "重新出证据包" not in out
    assert re.search(r"下一步　lexcollect verify \S*案\n?$", out), out
    code, out, _ = typed("bundle", folder, *DAY)
    assert code == Exit.FINDINGS and re.search(r"下一步　lexcollect verify \S*案", out), out


def test_after_a_package_of_an_unfinished_case_file_the_case_file_is_next(tmp_path: Path) -> None:
    raw = tmp_path / "材料"
    raw.mkdir()
    Image.new("RGB", (80, 60)).save(raw / "送货单.jpg")
    folder = matter(tmp_path / "案", ("    止: 2025-07-31\n", "    止:\n"))
    typed("intake", raw, folder)
    code, out, _ = typed("bundle", folder, *DAY)
    assert code == Exit.FINE and re.search(r"下一步　lexcollect calc \S*案", out), out


def test_a_lease_has_no_official_form_and_is_told_only_that(tmp_path: Path) -> None:
    """The court was asked for as well, and 下一步 was the command that had just been refused."""
    code, out, _ = typed("draft", matter(tmp_path / "案"), "form", *DAY)
    assert code == Exit.FINDINGS and "LX-P240" in out and "LX-P004" not in out
    assert re.search(r"下一步　lexcollect draft \S*案 complaint", out), out


@pytest.mark.parametrize(
    ("line", "slipped"),
    [
        ("    每日金额: 1000\n    起: 2025-08-05\n    所属", "    每日金额: 1000\n\t起: 2025-08-05\n    所属"),
        ("    每日金额: 1000\n    起: 2025-08-05\n    所属", "    每日金额: 1000\n  起: 2025-08-05\n    所属"),
    ],
    ids=["tab", "two blanks"],
)
def test_a_line_mended_as_the_screen_says_leads_on(tmp_path: Path, line: str, slipped: str) -> None:
    """The line shown for a tab stood at the level of the dash: the next run found the next mistake."""
    folder = matter(tmp_path / "案", (line, slipped))
    code, out, _ = typed("calc", folder, *DAY)
    assert code == Exit.FINDINGS and "这一行改成“    起: 2025-08-05”" in out and "YAML" not in out
    mended(folder, out)
    code, out, _ = typed("calc", folder, *DAY)
    assert code == Exit.FINE and "应收合计 668,122.40 元" in out


def test_a_blank_is_told_at_its_own_line_in_chinese(tmp_path: Path) -> None:
    code, out, _ = typed("calc", matter(tmp_path / "案", ("    止: 2025-07-31\n", "    止:\n")), *DAY)
    row = LEASE[: LEASE.index("    止: 2025-07-31")].count("\n") + 1
    assert code == Exit.FINDINGS
    assert f"案件.yaml:{row} 租金第1条·止 租金缺少必填项“止”；请补上这一项（LX-C003）" in out


def test_who_is_named_otherwise_is_found(tmp_path: Path) -> None:
    """A party by part of its name, and two addressees in one: neither is told to be registered anew."""
    for said, told in (("连港", "“大连连港样例建筑工程有限公司”的编号是“债务人”"), ("债权人、债务人", "每个另写一条")):
        code, out, _ = typed("calc", matter(tmp_path / "案", ("收件人: 债务人", f"收件人: {said}")), *DAY)
        assert code == Exit.FINDINGS and told in out, out


def test_an_exhibit_cited_by_its_number_is_told_its_id_and_holds_up_no_sum(tmp_path: Path) -> None:
    """In one run with an unknown party: what is wrong with exhibits came in a wave of its own."""
    cited = ("签收}", "签收, 证据: [1-1, F99]}")
    folder = matter(tmp_path / "案", cited, catalogue=CATALOGUE)
    for verb in ("calc", "due"):
        code, out, _ = typed(verb, folder, "--full", *DAY)
        assert code == Exit.FINE
        assert "引用的证据“1-1”不在证据目录里" in out and "这一份的编号是“F594c32a8f1”" in out
        assert "“F99”" in out and "最接近" not in out  # ids made by a program resemble each other by chance
    folder = matter(tmp_path / "案", cited, ("收件人: 债务人", "收件人: 连港"))
    code, out, _ = typed("calc", folder, *DAY)
    assert code == Exit.FINDINGS and "LX-C030" in out and "LX-C034" in out


def test_a_catalogue_with_chinese_keys_is_read_and_its_slips_are_told_in_chinese(tmp_path: Path) -> None:
    slips = CATALOGUE.replace("    证明对象: 租赁关系、租金标准\n", "").replace("种类: 书证", "证据类别: 书证")
    folder = matter(tmp_path / "案", catalogue=CATALOGUE)
    assert "证据目录" not in typed("calc", folder, *DAY)[1]
    _, out, _ = typed("due", matter(tmp_path / "案", catalogue=slips), "--full", *DAY)
    assert "缺少“种类、证明对象”；请补上（LX-E003）　位置：证据目录.yaml:5 证据第1条" in out
    assert "LX-A161" in out and "LX-A160" not in out  # one mistake, told of once
    assert "证据第1条·证据类别 不认识“证据类别”；是不是想写 证据种类？" in out
    assert not re.search(r"items|purpose|kind", out)


def test_the_first_draft_of_a_catalogue_is_chinese_for_who_reads_chinese(tmp_path: Path) -> None:
    raw = tmp_path / "材料"
    raw.mkdir()
    Image.new("RGB", (80, 60)).save(raw / "送货单.jpg")
    for lang, keys in (
        ("zh", ("编号: F", "证明对象: 待确认", "不提交:")),
        ("en", ("id: F", "purpose: 待确认", "left_out:")),
    ):
        folder = matter(tmp_path / lang)
        typed("intake", raw, folder, "--lang", lang)
        text = (folder / "2-整理" / "证据目录.yaml").read_text("utf-8")
        assert all(key in text for key in keys), text
        assert typed("due", folder, *DAY)[0] == Exit.FINE


def test_places_are_in_the_language_of_the_reader() -> None:
    one = finding("LX-C003", Where("案件.yaml", 12, 3, "payments[2].amount（金额）"), key="amount", label="金额")
    assert str(in_words(one, "zh").where) == "案件.yaml:12 付款第2条·金额"
    assert in_words(one, "en") == one
    assert place_in_chinese("parties[1].legal_rep.name") == "当事人第1条·法定代表人·名称"
    assert place_in_chinese("parties[2].法人代表") == "当事人第2条·法人代表"
    assert place_in_chinese("items[2].purpose") == "证据第2条·证明对象"


def test_no_chinese_sentence_of_a_finding_holds_an_english_key() -> None:
    """Keys as they stand in a Chinese case file: 在“催收”里登记, never communications. A typed command is no key."""
    import csv

    from lexcollect.casefile.labels import LABELS

    verbs = {"due", "letter", "sme", "date", "source", "name"}
    verbs |= {"plan", "text", "order", "title", "basis", "note", "percent", "why", "articles"}
    keys = {key.split(".")[-1] for key in LABELS} - verbs
    held = []
    for sheet in (Path(__file__).parents[1] / "lexcollect" / "wording" / "findings").glob("*.csv"):
        for row in csv.DictReader(sheet.read_text("utf-8-sig").splitlines()):
            for said in (row["zh"], row["remedy_zh"]):
                words = re.findall(
                    r"(?<![-\w./])[a-z_]{3,}(?![-\w./])", re.sub(r"\{[^{}]*\}|(draft( 案件文件夹)?|law) \w+", "", said)
                )
                held += [(row["code"], word) for word in words if word in keys]
    assert held == []


def test_an_example_keeps_its_figures_with_a_catalogue_in_chinese(tmp_path: Path) -> None:
    """Every key of the lease's own catalogue by its Chinese name: the same exhibits, dates and digest."""
    from lexcollect.evidence.keys import ITEM, TOP
    from lexcollect.matter.opening import open_matter

    folder = Path(shutil.copytree(EXAMPLES / "matter-lease", tmp_path / "案"))
    (folder / "2-整理").mkdir(exist_ok=True)
    catalogue = folder / "2-整理" / "证据目录.yaml"
    shutil.move(folder / "证据目录.yaml", catalogue)
    shutil.move(folder / "inbox", folder / "1-收到的材料")
    before = open_matter(folder).catalogue
    text = catalogue.read_text("utf-8")
    for key, labels in (*TOP.items(), *ITEM.items()):
        text = re.sub(rf"(?m)^(\s*(?:- )?(?:\{{)?){key}:", rf"\g<1>{labels[0]}:", text)
    assert "证明对象:" in text and "purpose:" not in text
    catalogue.write_text(text, "utf-8")
    after = open_matter(folder).catalogue
    assert before is not None and after is not None and before.items and after.digest == before.digest


def test_a_blank_entry_of_a_first_file_holds_up_nothing(tmp_path: Path) -> None:
    """交货 left as it came: without a day it stopped the account, the deadlines and the papers."""
    blank = ("催收:\n", "交货:\n  - 所属订单: 2025-06\n    日期:\n    单号:\n    签收人:\n催收:\n")
    code, out, _ = typed("calc", matter(tmp_path / "案", blank), "--full", *DAY)
    assert code == Exit.FINE and "应收合计 668,122.40 元" in out
    assert "一条交货只有空白，没有计入；用得到的填好；用不到的删去这一条（LX-C360）" in out
    half = (blank[0], blank[1].replace("单号:", "单号: SH-1"))
    code, out, _ = typed("calc", matter(tmp_path / "案", half), *DAY)
    assert code == Exit.FINDINGS and "交货第1条·日期 交货“SH-1”缺少必填项“日期”" in out


def test_the_command_after_a_refused_paper_asks_for_that_paper_again(tmp_path: Path) -> None:
    """下一步 of `draft filing` was `draft`, which writes other papers."""
    for papers in ("filing", "all", "complaint"):
        code, out, _ = typed("draft", matter(tmp_path / "案"), papers, *DAY)
        assert code == Exit.FINDINGS and "LX-P004" in out
        assert re.search(rf"下一步　lexcollect draft \S*案 {papers} ", out), out


def test_what_is_filed_beside_a_complaint_pleads_nothing(tmp_path: Path) -> None:
    """The address for service was said to leave out a guarantor whose period is over."""
    _, out, _ = typed("draft", matter(tmp_path / "案", GUARANTEED, GUARANTEE), "filing", *DAY)
    told = [line for line in out.split("\n") if "LX-P075" in line]
    assert told and all("送达地址确认书" not in line for line in told)


def test_the_first_catalogue_shows_how_a_decision_is_recorded(tmp_path: Path) -> None:
    """The marks removed, the file moved and the blanks filled in as the remarks say: the package is built."""
    raw = tmp_path / "材料"
    raw.mkdir()
    (raw / "往来.txt").write_text("货收到了，下月付款", "utf-8")
    folder = matter(tmp_path / "案")
    typed("intake", raw, folder)
    catalogue = folder / "2-整理" / "证据目录.yaml"
    text = catalogue.read_text("utf-8")
    item = '{编号: 往来, 序号: "1-1", 名称: 往来记录, 种类: 书证, 来源: 原告保管, 证明对象: 交货, 文件: [往来.txt]}'
    text = text.replace("分组: []", "分组: [{序号: 1, 名称: 往来}]").replace("证据: []", f"证据:\n  - {item}")
    text = re.sub(r"(?m)^  - 文件: .往来\.txt.\n(?:    .*\n)*", "", text).replace("不提交:\n", "不提交: []\n")
    text = re.sub(r"(?m)^# (提交决定:|  - \{)", r"\1", text)
    for open_, word in (
        ("决定人: 待确认", "决定人: 王某"),
        ("日期: 待确认", "日期: 2026-11-20"),
        ("理由: 待确认", "理由: 对方发来"),
    ):
        assert open_ in text, text
        text = text.replace(open_, word)
    catalogue.write_text(text, "utf-8")
    code, out, _ = typed("bundle", folder, *DAY)
    assert code == Exit.FINE and "证据 1 组 1 份" in out, out


def test_a_value_with_a_colon_is_shown_in_quotes_and_the_rest_is_told_too(tmp_path: Path) -> None:
    """The line to write was not shown, and what else was wrong came in a second run."""
    slips = ("名称: 设备租赁合同\n", "名称: 设备租赁合同: 补充协议  # 两份\n"), ("止: 2025-07-31", "止: 2025-07-32")
    folder = matter(tmp_path / "案", *slips)
    _, out, _ = typed("calc", folder, *DAY)
    assert '这一行改成“名称: "设备租赁合同: 补充协议"  # 两份”（LX-A004）' in out
    assert "“2025-07-32”不能作为日期：没有这一天" in out
    text = (folder / "案件.yaml").read_text("utf-8").replace("设备租赁合同: 补充协议", '"设备租赁合同: 补充协议"')
    (folder / "案件.yaml").write_text(text.replace("2025-07-32", "2025-07-31"), "utf-8")
    assert typed("calc", folder, *DAY)[0] == Exit.FINE


def test_a_number_of_a_spreadsheet_is_told_as_the_day_it_shows(tmp_path: Path) -> None:
    """45352 is 2024-03-01: 45292 is 2024-01-01, and January and February of 2024 have 31 + 29 days."""
    _, out, _ = typed("calc", matter(tmp_path / "案", ("签订日期: 2024-03-01", "签订日期: 45352")), *DAY)
    assert "表格里显示为 2024-03-01；核对后照写" in out


def test_a_payment_that_was_early_in_part_is_told_of_that_part_alone(tmp_path: Path) -> None:
    """116,000 on 2025-06-20: June was due on 06-05, penalty 06-06 to 06-19 is 14 × 34.80 = 487.20, then 58,000; the
    rest, 57,512.80, waits for 07-05. It was called a payment of 付款1, applied since 只有这一笔到期未清.
    """
    early = ("催收:\n", "付款:\n  - {日期: 2025-06-20, 金额: 116000, 付款人: 债务人}\n催收:\n")
    _, out, _ = typed("calc", matter(tmp_path / "案", early), "--full", *DAY)
    assert "2025-07 本金 57,512.80 元（收到时未到期，2025-07-05 冲抵；余 487.20 元）" in out
    assert "2025-06-20 的付款，116,000.00 元中的 57,512.80 元收到时没有到期未清的债务" in out and "付款1（" not in out
