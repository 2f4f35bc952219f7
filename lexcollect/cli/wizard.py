"""Wizard: the nine questions of ``new``, and what the kind of debt needs besides.

Owns the questions and their order; what counts as an answer is told in ``matter.interview``. Every question may be
skipped with Enter. Whatever is wrong with an answer is said at once and asked once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.causes.cause import Asked
from lexcollect.matter import interview
from lexcollect.matter.answers import Answers, PartyAnswer, is_natural
from lexcollect.matter.everyday import Family, family_of, is_unwritten
from lexcollect.wording import Text, say, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console


class _Over(Exception):
    """No more answers will come."""


def ask_all(console: Console, source: Path | None) -> tuple[Answers, Path | None]:
    """Return the answers, and the folder whose material shall be taken in now, if any."""
    got: dict[str, Any] = {}
    try:
        _parties(console, got)
        _terms(console, got)
        _more(console, got)
        source = _material(console, source)
    except _Over:
        console.line()
    return Answers(**got), source


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


def _parties(console: Console, got: dict[str, Any]) -> None:
    got["lawyer"] = _choice(console, "side", ("creditor", "lawyer")) == "lawyer"
    for who in ("creditor", "debtor"):
        _side(console, got, who)
    if _side(console, got, "surety"):
        _guarantees(console, got)


def _guarantees(console: Console, got: dict[str, Any]) -> None:
    """Ask for the guarantee of each surety: one may stand jointly and another only after the debtor."""
    parties = list(got["parties"])
    several = sum(party.side == "surety" for party in parties) > 1
    for at, party in enumerate(parties):
        if party.side != "surety":
            continue
        name = f"{party.name} " if several else ""
        for key, ask in _OF_A_GUARANTEE:
            parties[at] = replace(parties[at], **{key: ask(console, name)})
            got["parties"] = tuple(parties)


#: What is asked of each guarantee, in its order.
_OF_A_GUARANTEE: tuple[tuple[str, Callable[[Console, str], str]], ...] = (
    ("kind", lambda console, name: _choice(console, "surety_kind", interview.SURETY_KINDS, name=name)),
    ("cap", lambda console, name: _checked(console, "surety_cap", interview.amount, name=name)),
    (
        "period",
        lambda console, name: _checked(console, "surety_period", interview.surety_period, keep=True, name=name),
    ),
)


def _side(console: Console, got: dict[str, Any], who: str) -> bool:
    """Ask for the parties of one side, several in one answer, and for the number of each."""
    earlier = [(party.side, party.name) for party in got.get("parties", ())]
    answer = _checked(console, who, interview.parties_beside(earlier))
    named = interview.names_in(answer)
    for name, spouse in named:
        question, check = ("id_no", interview.id_number) if is_natural(name) else ("uscc", interview.credit_code)
        party = PartyAnswer("spouse" if spouse and who == "debtor" else who, name)
        got["parties"] = (*got.get("parties", ()), party)  # kept also where no more answers come
        if who == "surety":
            continue
        unlike = interview.number_beside(check, [(one.name, one.number) for one in got["parties"]])
        number = _checked(console, question, unlike, name=f"{name} " if len(named) > 1 else "")
        got["parties"] = (*got["parties"][:-1], replace(party, number=number))
    return bool(named)


#: How the questions about term and rate are put to a family of causes, and what takes their answers.
_TERMS: dict[Family, tuple[str, interview.Check]] = {
    Family.LEASE: ("payment_term_lease", interview.rent),
    Family.FINANCE_LEASE: ("payment_term_lease", interview.rent),
    Family.LOAN: ("payment_term_loan", interview.payment_term),
    Family.WORKS: ("payment_term_works", interview.payment_term),
    Family.SERVICE: ("payment_term_service", interview.payment_term),
}
_RATES: dict[Family, tuple[str, interview.Check]] = {Family.LOAN: ("penalty_loan", interview.loan_rate)}


def _terms(console: Console, got: dict[str, Any]) -> None:
    said: list[str] = []
    got["cause"] = _checked(console, "cause", interview.cause, said=said)
    if any(map(is_unwritten, said)):
        got["unwritten"] = True
        console.say("cli.ask.unwritten")
    family = family_of(got["cause"])
    question, check = _TERMS.get(family, ("payment_term", interview.payment_term))
    got["payment_term"] = _checked(console, question, check, keep=True)
    question, check = _RATES.get(family, ("penalty", interview.rate))
    got["penalty"] = _checked(console, question, check)
    got["jurisdiction"] = _checked(console, "jurisdiction", interview.jurisdiction)


def _more(console: Console, got: dict[str, Any]) -> None:
    """Ask what the kind of debt needs besides, who acts, and whether there is a judgment; each may be skipped."""
    from lexcollect.causes.table import cause_of
    from lexcollect.matter.questions import JUDGED, LAWYER, answered

    cause = cause_of(got["cause"]) if got["cause"] else None
    asked = [str(one) for one in cause.interview] if cause else []
    if got.get("unwritten") and Asked.CONTRACT in asked:
        asked.remove(Asked.CONTRACT)
    more: dict[str, str] = {}
    got["more"] = more
    console.say("cli.ask.more_head")
    for question in (*asked, JUDGED, *((LAWYER,) if got.get("lawyer") else ())):
        words = _checked(console, f"more.{question}", partial(answered, question))
        if question == Asked.CONTRACT and is_unwritten(words):
            got["unwritten"] = True
        elif words:
            more[question] = words
    for at, party in enumerate(got.get("parties", ())):
        if party.side == "surety":
            key, check = ("id_no", interview.id_number) if party.natural else ("uscc", interview.credit_code)
            unlike = interview.number_beside(check, [(one.name, one.number) for one in got["parties"]])
            number = _checked(console, key, unlike, name=f"{party.name} ")
            got["parties"] = (*got["parties"][:at], replace(party, number=number), *got["parties"][at + 1 :])


def _answer(console: Console, question: str, **values: str) -> str:
    answer = console.ask(say(f"cli.ask.{question}", **values))
    if answer is None:
        raise _Over
    # Pasted text may hold marks nobody sees; a line break cannot stand in an answer.
    return "".join(c for c in answer if c.isprintable()).strip()


def _choice(console: Console, question: str, values: Sequence[str], **said: str) -> str:
    numbers = {str(i): value for i, value in enumerate(values, 1)}
    for _ in range(2):
        answer = _answer(console, question, **said)
        if not answer or answer in numbers:
            return numbers.get(answer, "")
        console.line(f"    × {text('cli.ask.problem.number', last=len(values))}")
    console.say("cli.ask.left_blank")
    return ""


def _checked(
    console: Console,
    question: str,
    check: interview.Check,
    *,
    keep: bool = False,
    said: list[str] | None = None,
    **values: str,
) -> str:
    """Ask until an answer holds, twice at most; ``keep`` keeps the words of one that nobody can read.

    ``said`` takes the words as they were typed, ``values`` are those of the question.
    """
    answer = ""
    for _ in range(2):
        answer = _answer(console, question, **values)
        if said is not None:
            said.append(answer)
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
