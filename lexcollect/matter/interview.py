"""Interview: what counts as an answer to the questions of a new matter.

Owns the choices that are offered and the check of each answer, whoever asks: a console, or a page. Every question may
be left open; nothing is asked that the material itself can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from lexcollect.patterns import regex
from lexcollect.wording import Text, text

#: Causes of action (案由) offered by number.
CAUSES = (
    "买卖合同纠纷",
    "租赁合同纠纷",
    "承揽合同纠纷",
    "民间借贷纠纷",
    "房屋租赁合同纠纷",
    "建设工程施工合同纠纷",
    "服务合同纠纷",
)
#: Kinds of a guarantee: joint (连带), general (一般), not agreed.
SURETY_KINDS = ("surety_joint", "surety_general", "surety_unclear")

#: Nothing was agreed: 没有、没有约定、合同没有写利息、没有书面合同、未约定违约金.
_NONE = regex(
    r"(?:双方|合同|协议|借条|里|也|都|均|中|上)*(?:没有?|未|无)(?:另行|书面|明确)?(?:约定|写明?|说|签订?)?"
    r"(?:书面)?(?:合同|协议|违约金|利息|利率|管辖|条款|仲裁)*(?:[，,；;。].*)?"
)
#: Words of a clause on disputes: an answer without any belongs to another question.
_FORUM = regex("法院|仲裁|所在地|住所|居住地|履行地|签订地|标的物|诉讼|起诉|管辖|[甲乙丙]方|当地|原告|被告")
#: Takes an answer; returns the value to keep, or a sentence that says what is wrong, and a remark to show.
Check = Callable[[str], tuple[str | Text, Text | None]]


def cause(answer: str) -> tuple[str | Text, Text | None]:
    """Check a cause: a number of :data:`CAUSES`, a name of the official list (民事案件案由规定), or everyday words."""
    from difflib import get_close_matches

    from lexcollect.causes.table import official, official_name
    from lexcollect.matter.everyday import cause_meant

    if answer.isdecimal():
        known = answer in {str(number) for number in range(1, len(CAUSES) + 1)}
        if not known:
            return text("cli.ask.problem.number", last=len(CAUSES)), None
        return CAUSES[int(answer) - 1], text("cli.ask.understood", words=CAUSES[int(answer) - 1])
    name = official_name(answer.removeprefix(str(len(CAUSES) + 1)))
    if name not in official() and (meant := cause_meant(answer)):
        return meant, text("cli.ask.cause_meant", words=meant)
    if name not in official():
        near = get_close_matches(name, official(), n=3, cutoff=0.5)
        return text("cli.ask.problem.cause_near" if near else "cli.ask.problem.cause", typed=answer, near=near), None
    return name, text("cli.ask.understood", words=name) if name != answer else None


def parties(answer: str) -> tuple[str | Text, Text | None]:
    """Check one or more names (甲公司、乙公司; 李某（配偶）); the remark says how many were understood, and as what."""
    from lexcollect.matter.answers import is_natural

    named = names_in(answer)
    for name, _ in named:
        taken, _ = party(name)
        if isinstance(taken, Text):
            return taken, None
    said = []
    for name, spouse in named:
        kind = text(f"cli.ask.kind.{'natural' if is_natural(name) else 'organisation'}")
        said.append(text("cli.ask.one_spouse" if spouse else "cli.ask.one_party", name=name, kind=kind))
    if len(said) == 1 and not named[0][1]:
        return answer, text("cli.ask.read_as", kind=kind)
    return answer, text("cli.ask.several", count=len(said), names=tuple(said))


def parties_beside(earlier: Sequence[tuple[str, str]]) -> Check:
    """Return the check of names beside those that were given (``earlier``: side and name); the same is asked again.

    Who writes it once more means two people of one name: the number of each tells them apart.
    """
    told: set[str] = set()

    def check(answer: str) -> tuple[str | Text, Text | None]:
        value, remark = parties(answer)
        names = [name for name, _ in names_in(answer)]
        if isinstance(value, Text) or told & {*names}:
            return value, remark
        for name in names:
            side = next((side for side, known in earlier if known == name), "")
            if side or names.count(name) > 1:
                told.add(name)
                where = text(f"cli.ask.called.{side}") if side else text("cli.ask.called.here")
                return text("cli.ask.problem.twice", name=name, where=where), None
        return value, remark

    return check


def number_beside(check: Check, earlier: Sequence[tuple[str, str]]) -> Check:
    """Return ``check`` for a number that nobody has yet (``earlier``: name and number)."""

    def beside(answer: str) -> tuple[str | Text, Text | None]:
        value, remark = check(answer)
        whose = next((name for name, number in earlier if number and number == value), "")
        return (text("cli.ask.problem.number_twice", name=whose), None) if whose else (value, remark)

    return beside


def names_in(answer: str) -> list[tuple[str, bool]]:
    """Return the names in an answer, each with whether it is said to be the spouse of the one before."""
    import re

    spelt = re.sub(r"[（(]\s*(?:配偶|妻子|丈夫|妻|夫)[:：]?([^（）()]+)[）)]", r"、配偶:\1", answer)
    spelt = re.sub(r"(?:及|和|与|、)?其?(?:配偶|妻子|丈夫)[:：]?(?=[^）):：])", "、配偶:", spelt)
    spelt = re.sub(r"(?:之|的)?、配偶:", "、配偶:", spelt)
    out = []
    for piece in re.split("[、；;，]+", spelt):
        name = piece.strip()
        marked = re.search(r"[（(](?:配偶|妻子?|丈夫|夫)[）)]$", name)
        spouse = marked is not None or name.startswith("配偶:")
        name = name[: marked.start()] if marked else name.removeprefix("配偶:")
        if name.strip():
            out.append((name.strip(), spouse))
    return out


def party(answer: str) -> tuple[str | Text, Text | None]:
    """Check the name of a party: a rate, a day or a bare amount belongs to another question."""
    if _is_figure(answer):
        return text("cli.ask.problem.name", typed=answer), None
    return answer, None


def _is_figure(answer: str) -> bool:
    """Tell whether ``answer`` is figures and signs only, or reads as a rate, a day or an amount."""
    import re

    from lexcollect.cn.amounts import BadAmount
    from lexcollect.cn.dates import BadDate, parse_date
    from lexcollect.cn.rates import BadRate, read_rate
    from lexcollect.cn.width import fold
    from lexcollect.cn.yuan import read_yuan

    if re.fullmatch(r"[0-9\s.,%‰￥¥元万亿年月日wW/:-]*[0-9][0-9\s.,%‰￥¥元万亿年月日wW/:-]*", fold(answer)):
        return True
    if re.fullmatch("[陆伍万].{1,3}", answer):
        return False  # surnames that are numerals too
    for read, bad in ((read_rate, BadRate), (parse_date, BadDate), (read_yuan, BadAmount)):
        try:
            read(answer)
        except bad:
            continue
        return True
    return False


def payment_term(answer: str) -> tuple[str | Text, Text | None]:
    """Check a payment term; the remark says how it was read, so that nobody counts from what was not meant."""
    from lexcollect.cn.payment_terms import BadTerm, read_term

    try:
        term = read_term(answer)
    except BadTerm as bad:
        if bad.reason == "demand":
            key = "cli.ask.term_grace" if bad.number else "cli.ask.term_demand"
            return answer, text(key, length=text("cli.ask.unit.day", number=bad.number))
        return text("cli.ask.problem.term", reason=text(f"general.term.{bad.reason}")), None
    if term.up_to:  # one question about the whole price cannot say how much each part is
        return text("cli.ask.problem.term", reason=text("general.term.portion")), None
    if term.day is not None:
        return answer, text("cli.ask.term_day", day=term.day)
    if term.unit == "month_day":
        return answer, text("cli.ask.term_next_month", number=term.number)
    unit = text(f"cli.ask.unit.{term.unit}", number=term.number)
    return answer, text("cli.ask.term_period", event=text(f"cli.ask.event.{term.event}"), length=unit)


def surety_period(answer: str) -> tuple[str | Text, Text | None]:
    """Check a guarantee period; the remark says how it was read."""
    from lexcollect.cn.guarantee_periods import span

    if "还清" in answer or "清偿完毕" in answer:
        return answer, text("cli.ask.until_repaid")
    period = span(answer)
    if period is None:
        return text("cli.ask.problem.period"), None
    each = text("cli.ask.each") if "分别" in answer else ""
    return answer, text("cli.ask.period", length=text(f"cli.ask.unit.{period[1]}", number=period[0]), each=each)


def says_none(answer: str) -> bool:
    """Tell whether an answer says that nothing was agreed (没有约定、没有书面合同、无)."""
    return _NONE.fullmatch(answer.strip("。，, ")) is not None


def jurisdiction(answer: str) -> tuple[str | Text, Text | None]:
    """Take a dispute clause; the remark says whether it names a court or arbitration, or that there is none."""
    if says_none(answer):
        return "", text("cli.ask.no_clause")
    if not _FORUM.search(answer):
        return text("cli.ask.problem.forum"), None
    return answer, text("cli.ask.arbitration" if "仲裁" in answer else "cli.ask.court")


def credit_code(answer: str) -> tuple[str | Text, Text | None]:
    """Check a unified social credit code (统一社会信用代码)."""
    from lexcollect.cn.certificates import check_code
    from lexcollect.cn.identifiers import normalise_uscc

    problems = check_code(answer)
    return (_problem(problems), None) if problems else (normalise_uscc(answer), text("cli.ask.checks_out"))


def id_number(answer: str) -> tuple[str | Text, Text | None]:
    """Check the number of an identity card (公民身份号码) or of another paper of a natural person."""
    from lexcollect.cn.certificates import check_certificate
    from lexcollect.cn.identifiers import SOFT_PROBLEMS, normalise_id_number

    problems = [p for p in check_certificate(answer) if p not in SOFT_PROBLEMS]
    return (_problem(problems), None) if problems else (normalise_id_number(answer), text("cli.ask.checks_out"))


def amount(answer: str) -> tuple[str | Text, Text | None]:
    """Check a sum in yuan."""
    from lexcollect.cn.amounts import BadAmount
    from lexcollect.cn.yuan import read_yuan

    try:
        return f"{read_yuan(answer).value:.2f}", None
    except BadAmount as bad:
        return text("cli.ask.problem.amount", reason=text(f"general.amount.{bad.reason}")), None


def rent(answer: str) -> tuple[str | Text, Text | None]:
    """Check how rent is paid (每月5日前付58000元); the remark says what was understood."""
    from lexcollect.matter.rent_words import read_rent

    read = read_rent(answer)
    if not read.told:
        return text("cli.ask.problem.rent"), None
    parts = [text(f"cli.ask.every.{read.every}")]
    parts += [text("cli.ask.rent_sum", amount=read.amount)] if read.amount else []
    parts += [text("cli.ask.rent_day", day=read.day)] if read.day else []
    parts += [text("cli.ask.rent_by", days=read.month_days)] if read.month_days else []
    return answer, text("cli.ask.understood", words=tuple(parts))


def loan_rate(answer: str) -> tuple[str | Text, Text | None]:
    """Check the agreed rate of a loan; the remark says it by the year."""
    if says_none(answer) or answer in ("无息", "不计息"):
        return "", text("cli.ask.no_interest")
    value, remark = rate(answer)
    if isinstance(value, Text) or remark is None or remark.key != "cli.ask.yearly":
        return value, remark
    return value, text("cli.ask.yearly_loan", percent=dict(remark.params)["percent"])


def rate(answer: str) -> tuple[str | Text, Text | None]:
    """Check an agreed rate (每日万分之五, LPR的1.5倍); the remark says how it was read."""
    from lexcollect.cn.floating import Floating, floating_words
    from lexcollect.cn.rates import BadRate, read_rate

    if says_none(answer):
        return "", text("cli.ask.no_rate")
    try:
        read = read_rate(answer)
    except BadRate as bad:
        return text("cli.ask.problem.rate", reason=text(f"general.rate.{bad.reason}")), None
    if isinstance(read, Floating):
        clear = read.anchor or read.running or read.series == "benchmark"
        return answer, text("cli.ask.floating" if clear else "cli.ask.floating_open", words=floating_words(read))
    times = {"day": 365, "month": 12, "year": 1}[read.per]
    yearly = (read.value * times * 100).quantize(Decimal("0.01"))
    return answer, text("cli.ask.yearly", percent=f"{yearly}%")


def _problem(problems: Sequence[str]) -> Text:
    return text(f"casefile.problem.{problems[0]}")
