"""Three matters entered by hand from the papers alone: what the interview and the screens made of it.

A lease, a mediation paper in enforcement and twelve invoices, typed from an empty folder with what the screen says.
Each test is one place where the screen misled, asked twice, or counted what nobody had entered.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.cli.exits import Exit
from lexcollect.cn.payment_terms import read_term
from lexcollect.evidence.titles import drafted_proof, drafted_title
from lexcollect.formats.kinds import FileKind
from lexcollect.matter import interview
from lexcollect.matter.answers import Answers, PartyAnswer
from lexcollect.matter.outline import outline
from lexcollect.matter.questions import JUDGED, answered
from lexcollect.wording import Text
from test_opposing_money import Told
from test_papers_named import written
from test_paralegal_walk import CALLED, DAY, GUARANTEE, GUARANTEED, LEASE, matter, typed

# --- the interview -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["没有约定", "没有", "无", "合同没有约定违约金", "没写", "未约定", "没有约定，按法律"]
)
def test_that_nothing_was_agreed_is_an_answer(words: str) -> None:
    """没有约定 was refused as no rate, and read as a court that had been agreed."""
    for check in (interview.rate, interview.loan_rate, interview.jurisdiction):
        value, remark = check(words)
        assert value == "" and remark is not None and "没有约定" in remark.render("zh")


@pytest.mark.parametrize("words", ["逾期没有付的每日万分之五", "每日万分之五"])
def test_a_rate_with_a_not_in_it_is_still_a_rate(words: str) -> None:
    assert not interview.says_none(words)


def test_a_sum_and_a_day_are_no_judgment() -> None:
    """One Enter too many, and the receivables were entered as a judgment in force since the first delivery."""
    value, _ = answered(JUDGED, "FP-01 2025-06-12 24800元、FP-02 2025-07-03 31500元")
    assert isinstance(value, Text)
    assert answered(JUDGED, "（2023）江0102民初456号民事调解书，2023-04-10生效")[1] is not None


def test_an_answer_to_another_question_is_none() -> None:
    """One line off, and the sum of a note stood as the court, two transfers as the number of the contract."""
    for words in ("2020-05-06，400000元", "《借款合同》，2020年5月6日"):
        assert isinstance(interview.jurisdiction(words)[0], Text)
    for words in ("甲方所在地", "由江州市东湖区人民法院管辖", "提交江州仲裁委员会", "原告住所地"):
        assert interview.jurisdiction(words)[0] == words
    assert isinstance(answered("contract", "2020-05-06银行转账250000元、2020-06-15银行转账142000元")[0], Text)
    assert answered("contract", "LC-ZL-2024-011，2024-03-01")[1] is not None


@pytest.mark.parametrize(
    "words", ["2021年5月6日前一次还清", "借款人于2021年5月6日前一次性还清全部本息", "2021-05-06 如数归还"]
)
def test_the_words_of_a_loan_contract_are_a_day(words: str) -> None:
    """“2021年5月6日前一次还清” is how the contract says it; it was read as no term."""
    assert read_term(words).day == date(2021, 5, 6)


def test_how_a_part_of_a_month_counts_is_read_from_the_words_of_the_contract() -> None:
    """It was not asked, and its absence kept every sum of the lease from the screen."""
    words = "每月58,000元，每月5日前支付，不足一月的日租金按月租金除以30计算"
    text = outline("案", Answers(cause="租赁合同纠纷", payment_term=words))
    assert "折算天数: 30" in text and "付款日: 5" in text and "金额: 58000.00" in text
    assert "折算天数: 30" in outline("案", Answers(cause="租赁合同纠纷", payment_term="每月9000元，不足整月按30天折算"))
    assert "# 折算天数:" in outline("案", Answers(cause="租赁合同纠纷", payment_term="每月5日前付58000元"))


def test_without_a_written_contract_is_an_answer_to_the_question_for_it(tmp_path: Path) -> None:
    said = ["1", "甲示例厂", "", "乙示例厂", "", "", "买卖", *["没有约定"] * 3, "没有书面合同"]
    console = asked_all(tmp_path, [*said, "5月货款 2024-05-20 52000元", "", ""])
    assert "书面: 否" in console and "管辖:\n      类型" not in console
    assert "金额: 52000.00" in console


def asked_all(folder: Path, said: list[str]) -> str:
    """Return the case file that the answers ``said`` make."""
    from lexcollect.cli.wizard import ask_all

    class Asked:
        lines = iter(said)

        def ask(self, _: str) -> str | None:
            return next(self.lines, None)

        def say(self, *_: object, **__: object) -> None: ...

        def line(self, *_: object) -> None: ...

    answers, _ = ask_all(Asked(), None)  # type: ignore[arg-type]
    return outline(folder.name, answers)


def test_more_than_ten_receivables_are_numbered_in_one_way() -> None:
    """订单十 was followed by 订单11."""
    words = "、".join(f"货{n} 2024-05-{n:02} 1000元" for n in range(10, 22))
    text = outline("案", Answers(cause="买卖合同纠纷", more={"debts": words}))
    assert "编号: 订单十一\n" in text and "编号: 订单十二\n" in text


# --- a judged matter ---------------------------------------------------------------------------------------------

JUDGED_ANSWERS = Answers(
    parties=(
        PartyAnswer("creditor", "江州示例建材有限公司"),
        PartyAnswer("debtor", "南浦样例商贸有限公司"),
        PartyAnswer("surety", "王样例", kind="surety_joint", period="主债务履行期限届满之日起二年"),
    ),
    cause="买卖合同纠纷",
    payment_term="2022年9月30日前付清",
    more={
        "contract": "《建材购销合同》，2022年3月1日",
        "debts": "DD-1 2022-03-10 500000元",
        JUDGED: "（2023）江0102民初456号民事调解书，2023-04-10生效",
    },
)


def test_a_judged_matter_is_asked_for_what_the_paper_grants() -> None:
    """Three lines stood there, and neither awards nor enforcement: the keys had to be looked for in the guide."""
    text = outline("江州案", JUDGED_ANSWERS)
    for line in (
        "# 对方: [债务人, 保证人]",
        "# 判项: [{类型: 本金, 金额: , 应付日期: }",
        "# 执行和解: [{签订日期: ,",
        "# 程序:",
    ):
        assert line in text, line
    assert "生效日期: 2023-04-10" in text


def filled(**more: str) -> str:
    """Return that file with the blanks of the paper taken out of their remarks and filled in."""
    text = outline("江州案", JUDGED_ANSWERS).replace(
        "    # 判项: [{类型: 本金, 金额: , 应付日期: }, {类型: 本金, 金额: , 应付日期: }]",
        "    判项: [{类型: 本金, 金额: 120000, 应付日期: 2023-08-31}]",
    )
    text = text.replace("    # 法院或机构:  # 法院或者仲裁机构的全名", "    法院或机构: 江州市东湖区人民法院")
    for key, value in more.items():
        text = text.replace(f"    # {key}: [债务人, 保证人]", f"    {key}: {value}")
    return text


def test_a_title_that_names_nobody_leaves_the_guarantor_to_be_asked_for(tmp_path: Path) -> None:
    """It was counted against the debtor, and the guarantor whom it binds was told to be free."""
    (folder := tmp_path / "案").mkdir()
    (folder / "案件.yaml").write_text(filled(), "utf-8")
    _, out, _ = typed("calc", folder, "--full", "--as-of", "2026-09-15")
    assert "只按约束南浦样例商贸有限公司计算，没有算 王样例" in out and "LX-C511" in out


def test_a_guarantor_whom_a_title_binds_is_not_told_to_be_free(tmp_path: Path) -> None:
    """The guarantee period of two years was over on 2024-09-30; the mediation paper had decided before."""
    (folder := tmp_path / "案").mkdir()
    (folder / "案件.yaml").write_text(filled(对方="[债务人, 保证人]"), "utf-8")
    _, out, _ = typed("due", folder, "--full", "--as-of", "2026-09-15")
    assert "LX-C511" not in out and "保证人不再承担责任" not in out
    assert "保证期间（订单一）" in out and out.count("已有文书") == 2 and "生效文书已经确定其责任" in out


def test_money_that_a_court_took_is_no_consent_of_the_debtor(tmp_path: Path) -> None:
    """诉讼时效规定 14 asks for performance by the debtor; a slip of a deduction was counted as such."""
    slip = "    证明类型: 支付凭证\n    文件: [合同.pdf]"
    catalogue = CATALOGUE_OF_ONE.replace("    文件: [合同.pdf]", slip)
    paid = "付款:\n  - {日期: 2025-09-20, 金额: 100, 付款人: 债务人, 附言: 执行扣划发还, 证据: [F594c32a8f1]}\n催收:\n"
    _, out, _ = typed("due", matter(tmp_path / "案", ("催收:\n", paid), catalogue=catalogue), "--full", *DAY)
    assert "法院扣划、发还的款项，不是对方同意履行" in out


# --- the lease ---------------------------------------------------------------------------------------------------

CATALOGUE_OF_ONE = """\
格式: lexcollect/catalogue/1
分组:
  - {序号: 1, 名称: 合同}
证据:
  - 编号: F594c32a8f1
    序号: "1-1"
    证据名称: 解除通知书
    种类: 书证
    来源: 原告保管
    证明对象: 通知
    文件: [合同.pdf]
"""


def test_a_guarantee_without_a_day_stops_no_sums(tmp_path: Path) -> None:
    """The one blank of the interview, 设立日期, kept every figure from the first screen."""
    undated = (GUARANTEE[0], GUARANTEE[1].replace("    设立日期: 2024-03-01\n", "    设立日期:\n"))
    code, out, _ = typed("calc", matter(tmp_path / "案", GUARANTEED, undated), "--full", *DAY)
    assert code == Exit.FINE and "应收合计 668,122.40 元" in out
    assert "冯样例 的保证没有写设立日期" in out and "LX-C003" not in out


def test_a_notice_of_termination_can_be_entered_as_one(tmp_path: Path) -> None:
    """解除通知书 was refused; entered as 催款函 it was called so on every screen."""
    notice = (
        "  - {编号: 解除, 类型: 合同解除通知书, 日期: 2025-08-01, 收件人: 债务人, 送达日期: 2025-08-04, 结果: 签收}\n"
    )
    folder = matter(tmp_path / "案", ("催收:\n", "催收:\n" + notice))
    _, out, _ = typed("due", folder, "--full", *DAY)
    assert "2025-08-04 解除通知书" in out and "LX-C512" in out
    text = (folder / "案件.yaml").read_text("utf-8").replace("结果: 签收}", "结果: 签收, 内容: 通知解除并要求付款}", 1)
    (folder / "案件.yaml").write_text(text, "utf-8")
    assert "LX-C512" not in typed("due", folder, "--full", *DAY)[1]


def test_a_demand_on_file_without_proof_is_not_told_as_none(tmp_path: Path) -> None:
    """A letter of 2025-08-20 to the guarantor stood in the file; the screen said that nobody had asked him."""
    letter = "  - {编号: 函, 类型: 催告函, 日期: 2025-08-20, 收件人: 保证人, 送达日期: 2025-08-22, 结果: 签收}\n"
    sent = (GUARANTEE[0], GUARANTEE[1] + letter)
    _, out, _ = typed("calc", matter(tmp_path / "案", GUARANTEED, sent), "--full", *DAY)
    assert "期间内登记的主张（2025-08-22）没有足够的证据，没有计入" in out


def test_exhibits_are_told_by_number_and_title_and_the_key_by_its_label(tmp_path: Path) -> None:
    """F594c32a8f1 and “proof” stood on a Chinese screen."""
    sent = "{编号: 催告函, 类型: 催告函, 日期: 2025-08-01, 收件人: 债务人, 送达日期: 2025-08-04, 结果: 签收"
    folder = matter(tmp_path / "案", (sent, f"{sent}, 证据: [F594c32a8f1]"), catalogue=CATALOGUE_OF_ONE)
    _, out, _ = typed("due", folder, "--full", *DAY)
    assert "没有写明 1-1 解除通知书 是什么（证明类型）" in out and "该项写“证明类型”" in out
    assert "F594c32a8f1" not in out and "proof" not in out


def test_what_nobody_entered_of_a_waybill_is_asked_and_not_stated(tmp_path: Path) -> None:
    """“The waybill does not name the contents” stood there of one that did."""
    catalogue = CATALOGUE_OF_ONE.replace("    文件:", "    证明类型: [催款文书, 投递查询]\n    文件:")
    sent = "{编号: 催告函, 类型: 催告函, 日期: 2025-08-01, 收件人: 债务人, 送达日期: 2025-08-04, 结果: 签收"
    folder = matter(tmp_path / "案", (sent, f"{sent}, 证据: [F594c32a8f1]"), catalogue=catalogue)
    _, out, _ = typed("due", folder, "--full", *DAY)
    assert "没有登记面单的内件品名写了什么" in out and "把“面单写明内件”填为“是”" in out
    text = (folder / "案件.yaml").read_text("utf-8").replace("结果: 签收, 证据", "结果: 签收, 内件品名写明: 否, 证据")
    (folder / "案件.yaml").write_text(text, "utf-8")
    assert "面单没有写明内件，不能证明寄的是这份函" in typed("due", folder, "--full", *DAY)[1]


def test_an_empty_order_of_payments_is_asked_for(tmp_path: Path) -> None:
    """顺序: [] was taken for an agreement that charges go first, and the sum was another."""
    code, out, _ = typed("calc", matter(tmp_path / "案", ("    解除:", "    冲抵约定: {顺序: []}\n    解除:")), *DAY)
    assert code == Exit.FINDINGS and "付款冲抵·顺序" in out and "LX-C021" in out


def test_two_fees_called_alike_are_told_apart(tmp_path: Path) -> None:
    _, out, _ = typed("calc", matter(tmp_path / "案"), "--full", *DAY)
    assert "SMP-0001占用费：每日 1,000.00 元 × 42 天" in out and "SMP-0002占用费：每日 1,000.00 元 × 474 天" in out


def test_a_guarantee_in_the_contract_is_told_as_promised_there(tmp_path: Path) -> None:
    """“出具保证书” and “担保范围没有约定” stood in the complaint: there was no bond, and the clause named its scope."""
    guarantee = (GUARANTEE[0], GUARANTEE[1].replace("    保证期间:", "    证据: [合同]\n    保证期间:"))
    changes = (("签订日期: 2024-03-01", "签订日期: 2024-03-01\n    证据: [合同]"), GUARANTEED, guarantee, CALLED)
    text = LEASE + "选择: {法院: 沈阳市和平区人民法院}\n"
    for old, new in changes:
        text = text.replace(old, new, 1)
    exhibits = {id: ExhibitRef(id, f"1-{n}", id, "书证", 1) for n, id in enumerate(("合同", "函", "面单", "查询"), 1)}
    papers, _ = written(tmp_path, text, "complaint", as_of=date(2026, 11, 21), exhibits=exhibits)
    said = papers["complaint"]
    assert "冯样例" in said and "出具保证书" not in said and "担保范围没有约定" not in said
    assert "在《设备租赁合同》中向原告承诺" in said


def test_a_missing_due_day_is_told_once(tmp_path: Path) -> None:
    """It was an error and a warning, and of payments named for other debts it was said that their order hangs on it."""
    repair = (
        "催收:\n",
        """应收款:
  - {编号: 维修费, 所属合同: 合同, 请求名目: 赔偿, 金额: 18600, 计违约金: 否}
付款:
  - {日期: 2025-06-05, 金额: 58000, 付款人: 债务人, 指定清偿: 2025-06}
催收:
""",
    )
    _, out, _ = typed("calc", matter(tmp_path / "案", repair), "--full", *DAY)
    assert "LX-M300" in out and "LX-C035" not in out and "LX-M301" not in out


def test_without_terms_of_a_settlement_all_papers_are_those_without_it(tmp_path: Path) -> None:
    _, out, _ = typed("draft", matter(tmp_path / "案"), "all", *DAY)
    assert "还款和解协议　未写出" not in out and "和解方案" not in out and "LX-A300" in out


def test_a_blank_entry_is_told_by_its_chinese_place(tmp_path: Path) -> None:
    blank = ("催收:\n", "交货:\n  - {所属订单: 2025-06, 日期: , 单号: }\n催收:\n")
    _, out, _ = typed("calc", matter(tmp_path / "案", blank), "--full", *DAY)
    assert "交货第1条" in out and "交货[1]" not in out


def test_two_exhibits_with_one_number_are_both_there(tmp_path: Path) -> None:
    """The number was told, and besides that one of the two did not exist, at each place that names it."""
    second = CATALOGUE_OF_ONE.split("证据:\n")[1].replace("F594c32a8f1", "F2").replace("[合同.pdf]", "[第二份.pdf]")
    catalogue = CATALOGUE_OF_ONE + second
    sent = "{编号: 催告函, 类型: 催告函, 日期: 2025-08-01, 收件人: 债务人, 送达日期: 2025-08-04, 结果: 签收"
    folder = matter(tmp_path / "案", (sent, f"{sent}, 证据: [F594c32a8f1, F2]"), catalogue=catalogue)
    (folder / "1-收到的材料" / "第二份.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    _, out, _ = typed("calc", folder, "--full", *DAY)
    assert "LX-C030" not in out


# --- invoices ----------------------------------------------------------------------------------------------------

SMALL_SELLER = """格式: lexcollect/case/1
案名: 联轴
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 公司, 名称: 苏州联轴示例轴承有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 公司, 名称: 常州重装样例机械股份有限公司}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 书面: 否, 中小企业款项: {付款方类型: 大型企业, 企业规模: 小型, 已告知: 是}TERM}
应收款:
  - {编号: 一, 合同: 合同, 金额: 24800}
交货:
  - {所属订单: 一, 日期: 2025-06-12}
"""


@pytest.mark.parametrize("term", ["", ", 付款期限: 没有约定"])
def test_that_no_term_was_agreed_is_the_same_as_silence_to_a_small_seller(term: str, tmp_path: Path) -> None:
    """条例 9(2): sixty days after 2025-06-12 are 2025-08-11; 17: 24,800 × 0.0005 = 12.40 from 08-12.

    To 2026-11-21: 20 days of August, 122 of the rest of 2025, 325 of 2026 = 467 days = 5,790.80. Written out as
    没有约定 it was due on receipt, 60 days earlier: 744.00 more.
    """
    told = Told(tmp_path, SMALL_SELLER.replace("TERM", term), "2026-11-21")
    assert told.exit == Exit.FINE
    assert told.heads == {"price": "24800.00", "late_interest": "5790.80"}
    assert "LX-M234" not in told.codes


def test_a_price_due_on_receipt_is_asked_for_the_receipt(tmp_path: Path) -> None:
    """民法典 628: the remedy was to write a demand."""
    text = SMALL_SELLER.replace("TERM", ", 付款期限: 没有约定").replace(
        ", 中小企业款项: {付款方类型: 大型企业, 企业规模: 小型, 已告知: 是}", ""
    )
    told = Told(tmp_path, text.split("交货:")[0], "2026-11-21")
    (found,) = [f for f in told.all["findings"] if f["code"] in ("LX-M420", "LX-M232")]
    assert found["code"] == "LX-M420" and "交货" in found["remedy"] and "628" in found["remedy"]


def test_what_was_entered_of_size_and_statement_is_told_whole(tmp_path: Path) -> None:
    """“原告系小型” and “在对账单上确认，确认欠款”, without the sum that stood in the file."""
    text = SMALL_SELLER.replace("TERM", "").replace("日期: 2025-06-12}", "日期: 2025-06-12, 证据: [送货单]}")
    text += "确认:\n  - {编号: 对账, 类型: 对账单, 日期: 2026-04-02, 作出人: 乙, 金额: 20000, 证据: [对账单]}\n"
    text += "选择: {法院: 常州市新北区人民法院}\n"
    exhibits = {id: ExhibitRef(id, f"1-{n}", id, "书证", 1) for n, id in enumerate(("送货单", "对账单"), 1)}
    papers, _ = written(tmp_path, text, "complaint", as_of=date(2026, 11, 21), exhibits=exhibits)
    assert "原告系小型企业，已主动告知被告" in papers["complaint"]
    assert "被告在对账单上确认欠款20,000.00元（证据1-2）" in papers["complaint"]


def test_a_demand_asks_for_no_debt_that_arose_later() -> None:
    """Repair of 2025-09-28, demanded first on 2025-12-01; the letter of 2025-06-12 asked for rent."""
    from lexcollect.claims.on_demand import due_on_demand

    text = """格式: lexcollect/case/1
案名: 维修
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 公司, 名称: 甲示例有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 公司, 名称: 乙样例有限公司}
合同:
  - {编号: 合同, 案由: 租赁合同纠纷, 名称: 租赁合同, 签订日期: 2024-03-01}
应收款:
  - {编号: 维修费, 合同: 合同, 请求名目: 赔偿, 日期: 2025-09-28, 金额: 18600, 到期: 没有约定}
催收:
  - {编号: 一, 类型: 催款函, 日期: 2025-06-10, 收件人: 乙, 送达日期: 2025-06-12, 结果: 签收}
  - {编号: 二, 类型: 催款函, 日期: 2025-11-28, 收件人: 乙, 送达日期: 2025-12-01, 结果: 签收}
"""
    case = parse_case(text).case
    assert case is not None
    (debt,) = case.obligations
    assert debt.due is not None
    assert due_on_demand(case, debt, debt.due, date(2026, 11, 21)).day == date(2025, 12, 1)


# --- the first catalogue -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "proof"),
    [
        ("解除通知书(致连港及冯样例).pdf", "解除通知书", "催款文书"),
        ("设备交接单20240301.jpg", "交接单", ""),
        ("收回设备交接单.jpg", "设备收回交接单", ""),
        ("流水/交易明细20240201-20250731.csv", "银行流水", "银行回单"),
        ("（2023）江0102民初456号 民事调解书.pdf", "民事调解书", "裁判文书"),
        ("送达回证456.pdf", "送达回证", ""),
        ("执行受理通知书.pdf", "执行案件受理通知书", "立案回执"),
        ("和解协议（盖章）.pdf", "和解协议", "和解协议"),
        ("陈还款20201120.pdf", "付款凭证", ""),
        ("还款协议.pdf", "协议", "合同"),
        ("执行款发还凭证.pdf", "执行款发还凭证", ""),
        ("挖机损坏照片/DSC00001.JPG", "损坏照片", ""),
        ("中小企业声明函(签收).pdf", "中小企业声明函", ""),
        ("催款函20260817.pdf", "催款函", "催款文书"),
    ],
)
def test_common_papers_are_called_what_their_names_say(name: str, title: str, proof: str) -> None:
    assert (drafted_title(name, FileKind.PDF), drafted_proof(name, FileKind.PDF)) == (title, proof)
