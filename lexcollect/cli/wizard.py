"""Wizard: the nine questions of ``new``.

Owns the questions and their order; what counts as an answer is told in ``matter.interview``. Every question may be
skipped with Enter. Whatever is wrong with an answer is said at once and asked once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.matter import interview
from lexcollect.matter.outline import Answers, is_natural
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


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
        got[f"{who}_name"] = name = _checked(console, who, interview.party)
        if name:
            question, check = ("id_no", interview.id_number) if is_natural(name) else ("uscc", interview.credit_code)
            got[f"{who}_id"] = _checked(console, question, check)
    got["surety_name"] = name = _checked(console, "surety", interview.party)
    if name:
        got["surety_kind"] = _choice(console, "surety_kind", interview.SURETY_KINDS)
        got["surety_cap"] = _checked(console, "surety_cap", interview.amount)
        got["surety_period"] = _checked(console, "surety_period", interview.surety_period, keep=True)


def _terms(console: Console, got: dict[str, str | bool]) -> None:
    got["cause"] = _checked(console, "cause", interview.cause)
    got["payment_term"] = _checked(console, "payment_term", interview.payment_term, keep=True)
    got["penalty"] = _checked(console, "penalty", interview.rate)
    got["jurisdiction"] = _checked(console, "jurisdiction", interview.jurisdiction)


def _answer(console: Console, question: str) -> str:
    answer = console.ask(say(f"cli.ask.{question}"))
    if answer is None:
        raise _Over
    # Pasted text may hold marks nobody sees; a line break cannot stand in an answer.
    return "".join(c for c in answer if c.isprintable()).strip()


def _choice(console: Console, question: str, values: Sequence[str]) -> str:
    numbers = {str(i): value for i, value in enumerate(values, 1)}
    for _ in range(2):
        answer = _answer(console, question)
        if not answer or answer in numbers:
            return numbers.get(answer, "")
        console.line(f"    × {text('cli.ask.problem.number', last=len(values))}")
    console.say("cli.ask.left_blank")
    return ""


def _checked(console: Console, question: str, check: interview.Check, *, keep: bool = False) -> str:
    """Ask until an answer holds, twice at most; ``keep`` keeps the words of one that nobody can read."""
    answer = ""
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
    console.say("cli.ask.kept_as_text" if keep else "cli.ask.left_blank")
    return answer if keep else ""
