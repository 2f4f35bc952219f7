"""Inputs: what a user wrote becomes amounts, rates and payments, or findings.

Owns the reading of amounts, percentages and payments for sums without a matter. Every slip is noted and reading goes
on; :meth:`Inputs.done` stops when any was an error. Computes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.patterns import regex
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.law.rules.debts import Payment

_ZERO = Decimal("0.00")
_SHOWN = 60
_PAID = regex(r"^(?P<day>[^:：=]+)[:：=](?P<amount>.+)$")
_NUMBER = regex(r"^[0-9]{1,9}(?:\.[0-9]{1,12})?$")


class Inputs:
    """Collects findings while the words of one command are read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def say(self, code: str, field: str = "", **params: Any) -> None:
        """Note a finding about the option or argument ``field``."""
        self.findings.append(finding(code, Where(field=field), **params))

    def done(self) -> tuple[Finding, ...]:
        """Return what was noted; :class:`Refused` with all of it when any is an error."""
        if has_errors(self.findings):
            raise Refused(self.findings)
        return tuple(self.findings)

    def amount(self, written: str, field: str, *, zero: bool = False) -> Decimal:
        """Return the amount in yuan that ``written`` says (0.00 after a finding); zero only if allowed."""
        from lexcollect.cn.amounts import BadAmount
        from lexcollect.cn.yuan import read_yuan

        try:
            value = read_yuan(written).value
        except BadAmount as bad:
            code = "LX-M102" if bad.reason == "unit" else "LX-M101"
            self.say(code, field, written=_short(written), reason=text(f"general.amount.{bad.reason}"))
            return _ZERO
        if not value and not zero:
            self.say("LX-M122", field)
        return value

    def number(self, written: str, field: str) -> Decimal | None:
        """Return a plain positive number such as 4 or 1.5; a % sign behind it is taken off."""
        from lexcollect.cn.width import squeeze

        plain = squeeze(written).removesuffix("%").removesuffix("倍")
        if plain.startswith(("-", "−")):
            self.say("LX-M106", field, written=_short(written))
            return None
        try:
            if _NUMBER.match(plain):
                return Decimal(plain)
        except InvalidOperation:
            pass
        self.say("LX-M116", field, written=_short(written))
        return None

    def payments(self, written: Sequence[str], first: date, last: date) -> tuple[Payment, ...]:
        """Return the payments in ``written`` (``DATE:AMOUNT``, several parted by blanks or semicolons)."""
        words = (part for one in written for part in re.split(r"[\s;；]+", one) if part)
        return self.paid((read for word in words if (read := self._payment(word))), first, last)

    def paid(self, received: Iterable[tuple[date, Decimal]], first: date, last: date) -> tuple[Payment, ...]:
        """Return the payments ``received`` (day, amount); one outside of ``first`` to ``last`` is noted."""
        from lexcollect.law.rules.debts import Payment

        out: list[Payment] = []
        for number, (day, amount) in enumerate(received, 1):
            if day < first:
                self.say("LX-M104", "--payments", day=day, amount=amount, first=first)
            elif day > last:
                self.say("LX-M111", "--payments", day=day, amount=amount, last=last)
            out.append(Payment(say("calc.payment_id", number=number), day, amount))
        return tuple(out)

    def dated(self, written: Sequence[str], field: str) -> list[tuple[date, Decimal]]:
        """Return the sums in ``written`` (``DATE:AMOUNT``) of the option ``field``, in their order."""
        return [read for word in written if (read := self._payment(word, field))]

    def spans(self, written: Sequence[str], field: str) -> list[tuple[date, date]]:
        """Return the spans in ``written`` (``DATE~DATE``, both days in it) as (first day, first day after)."""
        from lexcollect.cn.dates import BadDate, parse_date

        found = []
        for word in written:
            first, _, last = word.replace("～", "~").replace("至", "~").partition("~")
            try:
                span = (parse_date(first), parse_date(last) + timedelta(days=1))
            except BadDate:
                self.say("LX-M163", field, written=_short(word))
                continue
            if span[0] >= span[1]:
                self.say("LX-M163", field, written=_short(word))
            else:
                found.append(span)
        return found

    def _payment(self, word: str, field: str = "--payments") -> tuple[date, Decimal] | None:
        from lexcollect.cn.dates import BadDate, parse_date

        found = _PAID.match(word)
        if found is None:
            self.say("LX-M103", field, written=_short(word), reason=text("calc.payment_parts"))
            return None
        try:
            day = parse_date(found["day"])
        except BadDate as bad:
            self.say("LX-M103", field, written=_short(word), reason=text(f"general.date.{bad.reason}", day=bad.day))
            return None
        return day, self.amount(found["amount"], field)


def _short(written: str) -> str:
    return written[:_SHOWN]
