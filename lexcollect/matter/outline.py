"""Outline: the first 案件.yaml of a matter, explained line by line.

Owns filling the shipped outline (``templates/matter/case.yaml``) with what is already known. What is not known
stays blank, never a made-up value: loading then names each blank with its line.
"""

from __future__ import annotations

import re
from string import Template

from lexcollect.cn.guarantee_periods import span
from lexcollect.cn.width import screen_width
from lexcollect.records import dataclass
from lexcollect.resources import resource
from lexcollect.yamledit import scalar

_REMARK_COLUMN = 40


@dataclass(frozen=True, slots=True)
class Answers:
    """What an interview learnt; an empty text means skipped. ``*_id`` are credit codes or ID numbers."""

    lawyer: bool = False
    creditor_name: str = ""
    creditor_id: str = ""
    debtor_name: str = ""
    debtor_id: str = ""
    surety_name: str = ""
    surety_kind: str = ""
    surety_cap: str = ""
    surety_period: str = ""
    cause: str = ""
    payment_term: str = ""
    penalty: str = ""
    jurisdiction: str = ""


def outline(matter: str, answers: Answers | None = None) -> str:
    """Return the text of a case file called ``matter`` with ``answers`` filled in."""
    a = answers or Answers()
    empty = Template((resource("templates") / "matter" / "case.yaml").read_text("utf-8"))
    natural, claims = is_natural(a.debtor_name), is_natural(a.creditor_name)
    rep = "    # legal_rep: {name: 吴某某, post: 执行董事}  # 法定代表人\n"
    filled = empty.substitute(
        matter=scalar(matter),
        creditor_name=scalar(a.creditor_name),
        creditor_kind="natural" if claims else "organisation",
        creditor_id_key="id_no" if claims else "uscc",
        creditor_id_value=scalar(a.creditor_id),
        creditor_id_remark="公民身份号码，18 位" if claims else "统一社会信用代码，18 位",
        creditor_paper="身份证" if claims else "营业执照",
        creditor_rep="" if claims else "    # legal_rep: {name: 周某某, post: 执行董事}  # 法定代表人\n",
        debtor_kind="natural" if natural else "organisation",
        debtor_name=scalar(a.debtor_name),
        debtor_id_key="id_no" if natural else "uscc",
        debtor_id_value=scalar(a.debtor_id),
        debtor_rep="" if natural else rep,
        surety_party=_surety_party(a),
        agents=_agents(a),
        cause=scalar(a.cause),
        contract_name="",
        penalty=_penalty(a),
        jurisdiction=_jurisdiction(a),
        securities=_securities(a),
        **_term(a.payment_term),
    )
    return "\n".join(_aligned(line) for line in filled.rstrip().splitlines()) + "\n"


def _aligned(line: str) -> str:
    """Put the remark behind a value into its column."""
    value, mark, remark = line.rpartition("  # ")
    # A quote behind the mark means that the mark stands inside a quoted value; remarks hold no quotes.
    if not mark or '"' in remark or value.lstrip().startswith("#"):
        return line.rstrip()
    return value.rstrip() + " " * max(_REMARK_COLUMN - screen_width(value.rstrip()), 2) + "# " + remark


def is_natural(name: str) -> bool:
    """Tell whether ``name`` looks like a person's: two to four characters without a word for an organisation."""
    if not re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,4}", name):
        return False
    return not re.search(r"公司|厂|店|社|中心|企业|院|局|部|行|集团|工程队", name)


_EVENTS = (
    "last_delivery 最后一批签收、signing 签订、invoice 开票、invoice_receipt 收到发票、month_end 月结、"
    "acceptance 验收、settlement 结算、completion 竣工、statement 对账、demand 没有约定"
)


def _term(text: str) -> dict[str, str]:
    """Return the payment term that ``text`` says; of one that cannot be read only the words stay."""
    from lexcollect.cn.payment_terms import BadTerm, Term, read_term

    try:
        term = read_term(text)
    except BadTerm as bad:
        term = Term(number=bad.number, event="demand") if bad.reason == "demand" else Term()
    if term.day is not None:
        lines = [f"      day: {term.day.isoformat()}  # 固定的到期日"]
    else:
        lines = [
            f"      count: {term.number or ''}",
            f"      unit: {term.unit}  # day 日、month 月、year 年、workday 工作日、month_day 次月几日",
            f"      after: {term.event or ('' if text else 'last_delivery')}  # {_EVENTS}",
        ]
    return {"term": "\n".join(lines), "term_text": scalar(text)}


def _penalty(a: Answers) -> str:
    return (
        f"""\
    late_penalty:  # 逾期付款违约金
      rate: {scalar(a.penalty)}
      clause:"""
        if a.penalty
        else """\
    # late_penalty: {rate: 每日万分之五, clause: "5.1"}   # 约定的逾期付款违约金"""
    )


def _jurisdiction(a: Answers) -> str:
    if not a.jurisdiction:
        return """    # jurisdiction: {kind: court, court: , clause: "8.1"}   # 争议解决条款"""
    kind = "arbitration" if "仲裁" in a.jurisdiction else "court"
    named = re.search(r"[住所]", a.jurisdiction) is None and a.jurisdiction.endswith("法院")
    return f"""\
    jurisdiction:
      kind: {kind}
      {"court" if named else "text"}: {scalar(a.jurisdiction)}"""


def _agents(a: Answers) -> str:
    lines = """\
agents:
  - id: 律师
    kind: lawyer
    name:  # 代理律师姓名
    firm:  # 律师事务所
    licence_no:  # 执业证号
    phone:
"""
    return lines if a.lawyer else "# 代理人\n" + "".join(f"# {line}\n" for line in lines.splitlines())


def _surety_party(a: Answers) -> str:
    if not a.surety_name:
        return ""
    natural = is_natural(a.surety_name)
    return f"""
  - id: 保证人
    role: surety
    kind: {"natural" if natural else "organisation"}
    name: {scalar(a.surety_name)}
    {"id_no" if natural else "uscc"}:
    domicile:
    phone:
"""


def _securities(a: Answers) -> str:
    if not a.surety_name:
        return ""
    period = span(a.surety_period)
    lines = [
        "",
        "# 担保",
        "securities:",
        "  - id: 保证",
        f"    kind: {a.surety_kind or 'surety_unclear'}  # surety_joint 连带、surety_general 一般",
        "    grantor: 保证人",
        "    contract: 合同",
        "    created_on:  # 出具日期",
        f"    cap: {scalar(a.surety_cap)}  # 最高额；没有限额就留空",
    ]
    if a.surety_period:
        lines.append("    period:  # 保证期间")
        if "还清" in a.surety_period or "清偿完毕" in a.surety_period:
            lines.append("      until_repaid: 是")
        elif period:
            lines += [f"      count: {period[0]}", f"      unit: {period[1]}"]
        if "分别" in a.surety_period:
            lines.append("      each: 是  # 每份订单分别计算")
        lines.append(f"      text: {scalar(a.surety_period)}")
    return "\n".join(lines) + "\n"
