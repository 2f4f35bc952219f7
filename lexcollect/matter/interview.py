"""Interview: what counts as an answer to the questions of a new matter.

Owns the choices that are offered and the check of each answer, whoever asks: a console, or a page. Every question may
be left open; nothing is asked that the material itself can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from lexcollect.wording import Text, text

#: Causes of action (案由) offered by number.
CAUSES = ("买卖合同纠纷", "租赁合同纠纷", "承揽合同纠纷", "民间借贷纠纷")
#: Kinds of a guarantee: joint (连带), general (一般), not agreed.
SURETY_KINDS = ("surety_joint", "surety_general", "surety_unclear")

#: Takes an answer; returns the value to keep, or a sentence that says what is wrong, and a remark to show.
Check = Callable[[str], tuple[str | Text, Text | None]]


def cause_of(answer: str) -> str:
    """Return the cause of action for an answer: a number of :data:`CAUSES`, or the name itself."""
    return CAUSES[int(answer) - 1] if answer in ("1", "2", "3", "4") else answer.removeprefix("5").strip()


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


def rate(answer: str) -> tuple[str | Text, Text | None]:
    """Check an agreed rate (每日万分之五); the remark says what it comes to in a year."""
    from lexcollect.cn.rates import BadRate, parse_rate

    try:
        read = parse_rate(answer)
    except BadRate as bad:
        return text("cli.ask.problem.rate", reason=text(f"general.rate.{bad.reason}")), None
    times = {"day": 365, "month": 12, "year": 1}[read.per]
    yearly = (read.value * times * 100).quantize(Decimal("0.01"))
    return answer, text("cli.ask.yearly", percent=f"{yearly}%")


def _problem(problems: Sequence[str]) -> Text:
    return text(f"casefile.problem.{problems[0]}")
