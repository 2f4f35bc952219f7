"""Wizard: the nine questions of ``new``.

Owns the questions, their order and what counts as an answer. Every question may be skipped with Enter; it asks
nothing that the material itself can tell. Whatever is wrong with an answer is said at once and asked once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.skeleton import Answers, is_natural
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

CAUSES = ("买卖合同纠纷", "租赁合同纠纷", "承揽合同纠纷", "民间借贷纠纷")
SURETY_KINDS = ("surety_joint", "surety_general", "surety_unclear")

#: Takes an answer; returns the value to keep, or a sentence that says what is wrong, and a remark to show.
Check = Callable[[str], tuple[str | Text, Text | None]]


class _Over(Exception):
    """No more answers will come."""


def ask_all(console: Console, source: Path | None) -> tuple[Answers, Path | None]:
    """Return the answers, and the folder whose material shall be taken in now, if any."""
    got: dict[str, str | bool] = {}
    try:
        _parties(console, got)
        _terms(console, got)
        source = _material(console, source)
    except _Over:
        console.line()
    return Answers(**got), source  # type: ignore[arg-type]


def _material(console: Console, source: Path | None) -> Path | None:
    if source is not None:
        refused = _answer(console, "take_in").lower() in ("n", "no", "否", "不", "2")
        return None if refused else source
    for _ in range(2):
        answer = _answer(console, "take_in_from").strip("\"'")  # a path dragged into the window is quoted
        if not answer:
            return None
        if Path(answer).is_dir():
            return Path(answer)
        console.say("cli.ask.no_folder")
    return None


def _parties(console: Console, got: dict[str, str | bool]) -> None:
    got["lawyer"] = _choice(console, "side", ("creditor", "lawyer")) == "lawyer"
    for who in ("creditor", "debtor"):
        got[f"{who}_name"] = name = _answer(console, who)
        if name:
            natural = who == "debtor" and is_natural(name)
            got[f"{who}_id"] = _checked(console, "id_no" if natural else "uscc", _id_no if natural else _uscc)
    got["surety_name"] = name = _answer(console, "surety")
    if name:
        got["surety_kind"] = _choice(console, "surety_kind", SURETY_KINDS)
        got["surety_cap"] = _checked(console, "surety_cap", _amount)
        got["surety_period"] = _answer(console, "surety_period")


def _terms(console: Console, got: dict[str, str | bool]) -> None:
    cause = _answer(console, "cause")
    got["cause"] = CAUSES[int(cause) - 1] if cause in ("1", "2", "3", "4") else cause.removeprefix("5").strip()
    got["payment_term"] = _answer(console, "payment_term")
    got["penalty"] = _checked(console, "penalty", _rate)
    got["jurisdiction"] = _answer(console, "jurisdiction")


def _answer(console: Console, question: str) -> str:
    answer = console.ask(say(f"cli.ask.{question}"))
    if answer is None:
        raise _Over
    # Pasted text may hold marks nobody sees; a line break cannot stand in an answer.
    return "".join(c for c in answer if c.isprintable()).strip()


def _choice(console: Console, question: str, values: Sequence[str]) -> str:
    answer = _answer(console, question)
    numbers = {str(i): value for i, value in enumerate(values, 1)}
    return numbers.get(answer, "")


def _checked(console: Console, question: str, check: Check) -> str:
    for _ in range(2):
        answer = _answer(console, question)
        if not answer:
            return ""
        value, remark = check(answer)
        if isinstance(value, Text):
            console.line(f"    × {value}")
            continue
        if remark:
            console.line(f"    {remark}")
        return value
    console.say("cli.ask.left_blank")
    return ""


def _uscc(answer: str) -> tuple[str | Text, Text | None]:
    from lexcollect.cn.identifiers import check_uscc, normalise_uscc

    problems = check_uscc(answer)
    return (_problem(problems), None) if problems else (normalise_uscc(answer), text("cli.ask.checks_out"))


def _id_no(answer: str) -> tuple[str | Text, Text | None]:
    from lexcollect.cn.identifiers import SOFT_PROBLEMS, check_id_number, normalise_id_number

    problems = [p for p in check_id_number(answer) if p not in SOFT_PROBLEMS]
    return (_problem(problems), None) if problems else (normalise_id_number(answer), text("cli.ask.checks_out"))


def _problem(problems: Sequence[str]) -> Text:
    return text(f"cli.ask.problem.{problems[0]}")


def _amount(answer: str) -> tuple[str | Text, Text | None]:
    from lexcollect.cn.amounts import BadAmount, parse_yuan

    try:
        return f"{parse_yuan(answer):.2f}", None
    except BadAmount:
        return text("cli.ask.problem.amount"), None


def _rate(answer: str) -> tuple[str | Text, Text | None]:
    from decimal import Decimal

    from lexcollect.cn.rates import BadRate, parse_rate

    try:
        rate = parse_rate(answer)
    except BadRate:
        return text("cli.ask.problem.rate"), None
    times = {"day": 365, "month": 12, "year": 1}[rate.per]
    yearly = (rate.value * times * 100).quantize(Decimal("0.01"))
    return answer, text("cli.ask.yearly", percent=f"{yearly}%")
