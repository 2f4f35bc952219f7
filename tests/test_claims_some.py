"""Only some receivables of a matter are claimed (本次主张): counted by hand, then asked.

One contract, 0.05 % a day. D1 100,000 due 2025-01-31, D2 50,000 due 02-28, D3 80,000 due 03-31; 110,000 came on
2025-05-01 and named none of them. The earliest due first (民法典 560(2)), each with its penalty before it (561):

- D1: 02-01 to 04-30, 89 days × 50.00 = 4,450.00, and 100,000.00
- D2: 03-01 to 04-30, 61 days × 25.00 = 1,525.00, and the other 4,025.00 of the 5,550.00 left: 45,975.00
- D2 goes on: 05-01 to 06-30, 61 days × 22.9875 = 1,402.24; D3: 91 days × 40.00 = 3,640.00

D2 and D3 are claimed: 125,975.00 and 5,042.24, together 131,017.24; fee 2,300 + 31,017.24 × 2 % = 2,920.34. D3 alone:
83,640.00. D1 alone: it is paid.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile import parse_case
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from lexcollect.findings import Refused
from lexcollect.law.states import State

AS_OF = date(2025, 6, 30)
CASE = """schema: lexcollect/case/1
案名: 三笔货款
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 虚构甲商贸有限公司, 住所: 甲地, 法定代表人: 张甲, 电话: '02100000000',
     账户: {户名: 虚构甲商贸有限公司, 开户行: 虚构银行, 账号: '62'}}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 虚构乙制造有限公司, 住所: 乙地}
  - {编号: 丙, 身份: 保证人, 类型: 自然人, 名称: 丙示例, 住所: 丙地}
合同:
  - {编号: A, 案由: 买卖合同纠纷, 名称: 轴承购销合同, 签订日期: 2024-12-10, 货物: 轴承, 违约金: 每日万分之五}
应收款:
  - {编号: D1, 合同: A, 日期: 2024-12-12, 金额: 100000, 到期: 2025-01-31}
  - {编号: D2, 合同: A, 日期: 2024-12-15, 金额: 50000, 到期: 2025-02-28}
  - {编号: D3, 合同: A, 日期: 2024-12-22, 金额: 80000, 到期: 2025-03-31}
付款:
  - {日期: 2025-05-01, 金额: 110000}
担保:
  - {编号: 保, 类型: 连带责任保证, 担保人: 丙, 出具日期: 2024-12-10, 保证期间: 没有约定}
选择: {法院: 乙地人民法院, 本次主张: [CLAIMED]}
"""


def answered(claimed: str, text: str = CASE) -> Matter:
    loaded = parse_case(text.replace("CLAIMED", claimed))
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return answer_case(loaded.case, AS_OF)


def paper(matter: Matter, kind: str) -> tuple[set[str], str]:
    case, claims = matter.asked
    view = PAPERS[kind].view()(Material(case, claims, {}, some=claims.account.whole is not None))
    return {f.code for f in view.findings if f.stops}, json.dumps(view.fields, ensure_ascii=False, default=str)


def test_payments_stay_where_the_law_put_them_over_all_receivables() -> None:
    claims = answered("D2, D3").claims
    assert {h.kind.value: h.amount for h in claims.heads} == {"price": D("125975.00"), "penalty": D("5042.24")}
    assert claims.total == D("131017.24") and claims.per_day == D("62.99")
    assert claims.fees is not None and claims.fees.acceptance.value.amount == D("2920.34")


def test_one_receivable_alone_bears_its_own_sums() -> None:
    claims = answered("D3").claims
    assert claims.total == D("83640.00")
    (surety,) = claims.sureties
    assert surety.covered == ("D3",) and surety.amount == D("83640.00")


def test_all_of_them_chosen_is_no_choice() -> None:
    assert answered("D1, D2, D3").claims.account.whole is None


def test_every_deadline_stands_and_what_is_left_out_is_told() -> None:
    matter = answered("D3")
    rows = {id: d.state for d in matter.agenda.deadlines if d.rule.startswith("limitation") for id in d.obligations}
    assert rows == {"D2": State.RUNNING, "D3": State.RUNNING}
    (told,) = [f for f in matter.agenda.findings if f.code == "LX-D070"]
    # D2 with its 45,975.00 and 1,402.24; D1 is paid.
    assert dict(told.params)["left"] == ("D2",) and dict(told.params)["amount"] == D("47377.24")
    assert not [f for f in answered("D2, D3").agenda.findings if f.code == "LX-D070"]


@pytest.mark.parametrize("kind", ["complaint", "form", "preservation", "demand"])
def test_papers_speak_of_the_chosen_ones_alone(kind: str) -> None:
    stops, said = paper(answered("D2, D3"), kind)
    assert not stops and "D1" not in said and "5,042.24" in said and "125,975.00" in said


def test_the_complaint_tells_the_payment_as_it_was() -> None:
    said = paper(answered("D2, D3"), "complaint")[1]
    assert "支付110,000.00元" in said and "其余104,450.00元冲抵其他款项" in said and "131,017.24" in said


def test_what_is_paid_cannot_be_sued_for_by_choosing_it() -> None:
    assert "LX-P073" in paper(answered("D1"), "complaint")[0]


def test_a_gap_in_what_is_not_claimed_leaves_the_claim_complete() -> None:
    text = CASE.replace("金额: 100000, 到期: 2025-01-31}", "金额: 100000}").replace(
        "付款:\n  - {日期: 2025-05-01, 金额: 110000}\n", ""
    )
    matter = answered("D2, D3", text)
    # 122 days × 25.00 and 91 × 40.00.
    assert not matter.short and matter.claims.total == D("136690.00")
    assert [f.code for f in answered("D1, D2", text).short] == ["LX-M300"]


def test_two_contracts_keep_their_own_costs() -> None:
    text = CASE.replace(
        "应收款:", "  - {编号: B, 案由: 买卖合同纠纷, 名称: 乙合同, 签订日期: 2024-12-20, 货物: 齿轮}\n应收款:"
    )
    text = text.replace("编号: D3, 合同: A", "编号: D3, 合同: B")
    matter = answered("D2", text)
    assert {h.contract for h in matter.claims.heads} == {"A"}
    stops, said = paper(matter, "complaint")
    assert not stops and "乙合同" not in said


def test_of_two_moneys_one_is_claimed_at_a_time() -> None:
    # D3 stands under a contract of its own, in US dollars, and no payment is made: 80,000 and 91 days × 40.00.
    text = CASE[: CASE.index("付款:")] + CASE[CASE.index("选择:") :]
    text = text.replace("编号: D3, 合同: A", "编号: D3, 币种: 美元, 合同: B")
    other = "  - {编号: B, 案由: 买卖合同纠纷, 名称: 乙合同, 签订日期: 2024-12-20, 违约金: 每日万分之五}\n"
    text = text.replace("应收款:", other + "应收款:")
    assert answered("D3", text).claims.total == D("83640.00")
    with pytest.raises(Refused) as error:
        _ = answered("D2, D3", text).claims
    assert [f.code for f in error.value.findings] == ["LX-M312"]


def test_an_id_that_is_no_receivable_is_told() -> None:
    assert "LX-C034" in {f.code for f in parse_case(CASE.replace("CLAIMED", "D9")).findings}


def test_typed_on_a_matter(tmp_path: Path) -> None:
    (tmp_path / "案件.yaml").write_text(CASE.replace("CLAIMED", "D3"), encoding="utf-8")
    code, said, _ = typed("calc", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0 and "83,640.00" in said and "LX-D070" in said
    code, said, _ = typed("due", "--as-of", "2025-06-30", cwd=tmp_path)
    assert "主债务诉讼时效（D2）" in said and "没有主张 D2" in said
    code, _, _ = typed("draft", "complaint", "form", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0 and (tmp_path / "3-文书/v1/民事起诉状.docx").is_file()
    code, _, _ = typed("calc", "--annex", "--as-of", "2025-06-30", cwd=tmp_path)
    assert code == 0
