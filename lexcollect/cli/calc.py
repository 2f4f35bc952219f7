"""``calc`` (算账): what is owed on the as-of day, per obligation and per liable person, with the working.

Owns how the account is told on screen. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_heads import (
    late_heading,
    losses,
    settlement_sums,
    surety_sums,
    total_line,
)
from lexcollect.cli.calc_subs import SUBS, parent
from lexcollect.cli.exits import Exit
from lexcollect.cli.fitting import Block, brief_rows, show_fitting
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.report import Report
from lexcollect.cli.shown import day, signed
from lexcollect.cn.amounts import fen
from lexcollect.findings import Finding, Level
from lexcollect.law.options import Cutoff
from lexcollect.wording import pair, say

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.claims.account import Account, ObligationAccount
    from lexcollect.claims.claim import Claims
    from lexcollect.claims.persons import SuretyClaim
    from lexcollect.claims.workings import Applied, Workings
    from lexcollect.cli.console import Console
    from lexcollect.law.rules.debts import Share
    from lexcollect.matter.answering import Answered

#: So many lines of debts stand on a screen that does not hold them all.
_ROWS = 8


@parent(
    "calc",
    SUBS,
    "calc",
    Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--annex"], "calc.opt.annex", is_flag=True),
    Opt(["--full"], "cli.opt.full", is_flag=True),
    Opt(["--yes"], "cli.opt.yes", is_flag=True),
)
def command(console: Console, matter: Path | None, annex: bool, full: bool, yes: bool) -> Report:
    """Compute the claims of ``matter``; with ``annex`` also write the schedule as xlsx and docx."""
    from lexcollect.cli.sheet_turn import sheets_first, with_sheets
    from lexcollect.matter.layout import find_matter

    folder = find_matter(matter)
    found = sheets_first(console, folder, yes=yes)
    if not annex:
        return with_sheets(found, lambda: _computed(console, folder, anyway=True, full=full)[0])
    from lexcollect.cli.turn import in_turn

    answer = lambda: with_annex(*_computed(console, folder, full=full))  # noqa: E731
    return with_sheets(found, lambda: in_turn(console, folder, "calc --annex", answer))


def _computed(console: Console, matter: Path | None, *, anyway: bool = False, full: bool) -> tuple[Report, Answered]:
    """Return the report on the claims of ``matter``, and its answers.

    ``anyway``: where a rate is missing, what can be computed is shown as incomplete, with the exit code that says so.
    """
    from lexcollect.cli.console import words_for
    from lexcollect.matter.answering import answer, told_once
    from lexcollect.matter.shapes.account import account_json

    answered = answer(matter, console.settings.as_of, dates_anyway=anyway)
    case, claims, short = answered.matter.case, answered.matter.claims, answered.matter.short

    def show(out: Console) -> None:
        if short:
            out.say("claims.incomplete", reason=short[0].message())
        for money, part in claims.apart or ((case, claims),):
            if money.currency.value != "CNY" or claims.apart:
                out.unit = money.currency.unit if out.settings.lang == "zh" else money.currency.english
            if claims.apart:
                out.say("claims.in_money", money=pair(*money.currency.named))
            show_claims(out, money, part, findings, words_for(answered.folder), full=full)

    findings = told_once((*answered.read_findings, *(replace(f, level=Level.ERROR) for f in short), *claims.findings))
    data: dict[str, Any] = {"complete": not short}
    if claims.apart:  # money by money: no figure is the sum of several
        data["accounts"] = [account_json(money, part) for money, part in claims.apart]
    else:
        data |= account_json(case, claims)
    code = Exit.LAW_UNKNOWN if short else None
    following: tuple[str | Path, ...] = ("due", *words_for(answered.folder))
    report = Report(findings, data, show, next=following, exit=code, one_by_one=full)
    return report, answered


def with_annex(report: Report, answered: Answered) -> Report:
    """Return ``report`` after writing the annex of the matter, which it then names."""
    from lexcollect.matter.annex import write_annex

    annex = write_annex(answered)
    findings = (*annex.findings, *report.findings)
    if not (annex.written or annex.same):
        return replace(report, findings=findings)

    def show(out: Console) -> None:
        for key, names in (("written", annex.written), ("same", annex.same)):
            for name in names:
                out.say(f"calc.annex.{key}", file=name)
        if report.show:
            report.show(out)

    data = {**report.data, "annex": [*annex.written, *annex.same]}
    return replace(report, findings=findings, data=data, show=show, matter=answered.folder, changed=annex.written)


def show_claims(
    out: Console, case: Case, claims: Claims, findings: Sequence[Finding], words: Sequence[Path], *, full: bool = False
) -> None:
    """Print the account: the whole of it where it fits one screen or ``full`` is asked for, else what decides."""
    from lexcollect.claims.workings import workings_of

    decided = claims.decided
    undecided = [o for o in claims.account.obligations if o.id not in decided]
    behind = workings_of(case, claims)
    blocks = [Block(0, lambda out: _head(out, claims))]
    if claims.titles:
        from lexcollect.cli.calc_titles import title_blocks

        blocks += title_blocks(case, claims)
    if undecided:
        blocks.append(_debts(case, claims.account, undecided))
    blocks.append(
        Block(
            0,
            lambda out: _totals(out, claims),
            say("claims.part_reasons"),
            lambda out: _totals(out, claims, brief=True),
        )
    )
    if undecided:
        applied = behind.applied
        blocks.append(Block(3, lambda out: _payments(out, claims.account, applied), _payments_head(claims.account)))
    blocks += [
        Block(1, partial(_surety, case=case, account=claims.account, surety=surety), say("claims.part_sureties"))
        for surety in claims.sureties
    ]
    if claims.titles:
        from lexcollect.cli.calc_titles import show_fee

        blocks.append(Block(2, lambda out: show_fee(out, claims), say("claims.part_fees")))
    if undecided:
        heading = late_heading(claims.account)
        blocks += [
            Block(2, lambda out: _fees(out, claims), say("claims.part_fees")),
            Block(4, lambda out: _otherwise(out, claims), say("claims.assumptions")),
            Block(5, lambda out: _segments(out, behind, heading), say("claims.lines")),
        ]
    show_fitting(out, blocks, findings, ("calc", *words, "--full"), full=full)


def _head(out: Console, claims: Claims) -> None:
    counted = claims.account.conventions.cutoff is Cutoff.COUNTED
    out.say("claims.as_of", day=day(claims.as_of), counted=say(f"claims.{'counted' if counted else 'not_counted'}"))


def _debts(case: Case, account: Account, shown: Sequence[ObligationAccount]) -> Block:
    """Return the table of debts; of many the first ones and their sum where room is short."""
    unsized = {o.id for o in case.obligations if not o.amount}
    table = partial(_obligations, account=account, shown=shown, unsized=unsized)
    if len(shown) < _ROWS:
        return Block(0, table)
    return Block(0, table, say("claims.part_obligations"), partial(table, brief=True))


def _obligations(
    out: Console,
    account: Account,
    shown: Sequence[ObligationAccount],
    unsized: Container[str],
    *,
    brief: bool = False,
) -> None:
    heads = [say(f"claims.col.{c}") for c in ("obligation", "principal", "due", "first_day", "days")]
    heads.append(late_heading(account))
    rows: list[Sequence[str]] = []
    for o in shown:
        days = "+".join(str(line.days) for line in o.lines) or "0"
        late = f"{o.penalty + o.interest:,.2f}"
        due, first = _due_and_first(account, o)
        owed = f"{o.principal:,.2f}" if o.id not in unsized else say("claims.amount_unknown")
        rows.append((o.id, owed, due, first, days, late))
    zero = Decimal("0.00")
    late = f"{sum((o.penalty + o.interest for o in shown), zero):,.2f}"
    principal = sum((o.principal for o in shown), zero)
    rows.append((say("claims.sum"), f"{principal:,.2f}", "", "", "", late))
    out.table(heads, brief_rows(rows, _ROWS, last=1) if brief else rows, right=(1, 4, 5))


def _due_and_first(account: Account, o: ObligationAccount) -> tuple[str, str]:
    """Return the due day and the first day that bears, as the table shows them: of some debts there is none."""
    void = any(debt.void for debt in account.ledger.debts if debt.id == o.id)
    if o.due.open and not void:
        return say("claims.day_unknown" if o.due.unknown else "claims.not_demanded"), "—"
    # A bill bears from its maturity, that day counted (票据法 70), money of a void loan from the day it came.
    from_the_start = o.lines and (void or o.id in account.ledger.bills)
    since = o.lines[0].first.isoformat() if from_the_start else "—" if void else o.first_day.isoformat()
    return say("claims.void") if void else day(o.due.rolled), since


def _totals(out: Console, claims: Claims, *, brief: bool = False) -> None:
    """Print what is owed together; ``brief``: without the steps by which a rate was found."""
    account = claims.account
    out.line(total_line(claims))
    for line in losses(claims):
        if not (brief and line.startswith(" ")):
            out.line("  " + line)
    for fee in claims.running:
        out.line(
            "  "
            + say(
                "claims.running",
                title=fee.title,
                per_day=fee.per_day,
                days=fee.days,
                first=fee.first,
                last=fee.last,
                amount=fee.amount,
                open=say("claims.running_open") if fee.open else "",
            )
        )
    for first in claims.priorities:
        if first.entitled and first.obligations:
            out.say("claims.priority", amount=first.amount, ids=first.obligations, last=first.last_day)
    if claims.per_day:
        next_day = claims.as_of + timedelta(days=1 if account.conventions.cutoff is Cutoff.COUNTED else 0)
        key = "claims.per_day_moving" if account.moves else "claims.per_day"
        out.say(key, day=next_day, amount=claims.per_day)
    for cost in claims.costs:
        out.say(
            "claims.cost" if cost.claimed else "claims.cost_left_out",
            kind=pair(*cost.kind.named),
            amount=cost.amount,
            reason=cost.reason,
        )
        if cost.met:
            out.say("claims.cost_met", met=cost.met, left=cost.left)


def _payments_head(account: Account) -> str:
    from lexcollect.casefile.kinds import PaymentKind

    return say("claims.payments_set_off" if PaymentKind.SET_OFF in account.ledger.kinds.values() else "claims.payments")


def _payments(out: Console, account: Account, applied: Sequence[Applied]) -> None:
    if not applied:
        return
    out.line(_payments_head(account))
    for one in applied:
        parts = [
            say(
                "claims.payment_part",
                id=met.share.debt,
                part=met.part,
                amount=met.share.amount,
                left=met.share.left,
                why=_why(met.share),
            )
            for met in one.met
        ]
        if one.unused:
            parts.append(say("claims.working.unused", amount=one.unused))
        key = "claims.set_off" if one.set_off else "claims.payment"
        out.line("  " + say(key, day=one.day, amount=one.amount, parts=parts))


def _why(share: Share) -> str:
    return say("claims.waited", day=share.day) if share.waited else say(f"law_money.why.{share.why}")


def _surety(out: Console, *, case: Case, account: Account, surety: SuretyClaim) -> None:
    covered = say("claims.only", ids=list(surety.covered)) if surety.covered else say("claims.nothing")
    out.say(
        "claims.surety",
        name=case.party(surety.party).name,
        covered=covered,
        parts=surety_sums(account, surety),
        gross=surety.gross,
        amount=surety.amount,
    )
    if surety.void:
        out.line("  " + say("claims.surety_void"))
    if surety.cap is not None:
        out.line("  " + say("claims.surety_cap", cap=surety.cap))
    for id, reason in surety.excluded:
        out.line("  " + say("claims.surety_excluded", id=id, reason=reason))


def _fees(out: Console, claims: Claims) -> None:
    from lexcollect.claims.stop import Ground

    if claims.fees is None:
        out.say("claims.fee_foreign")
        return
    acceptance, preservation = claims.fees.acceptance.value, claims.fees.preservation.value
    if any(stop.ground is Ground.ARBITRATION for stop in claims.stops):
        out.say("claims.fee_arbitration", total=str(claims.total))
    else:
        out.say("claims.fee_acceptance", amount=acceptance.amount, working=acceptance.working)
    cap = say("claims.fee_capped") if preservation.cap is not None else ""
    if claims.fees.paid:
        rest = acceptance.amount - claims.fees.paid
        out.say(f"claims.fee_paid_{'rest' if rest >= 0 else 'over'}", paid=claims.fees.paid, rest=abs(rest))
    out.say("claims.fee_preservation", amount=preservation.amount, exact=fen(preservation.exact), cap=cap)


def _otherwise(out: Console, claims: Claims) -> None:
    account = claims.account
    if not account.assumptions and not account.other_orders:
        return
    out.say("claims.assumptions")
    for assumption in account.assumptions:
        out.line("  " + say("claims.effect", reading=assumption.text, effect=signed(assumption.effect)))
    for other in account.other_orders:
        s = other.settlement
        out.line(
            "  "
            + say(
                "claims.effect_order",
                reading=other.reading,
                parts=settlement_sums(account, s),
                total=s.total,
                effect=signed(other.effect),
            )
        )
        for surety in claims.sureties:
            now = surety.principal
            then = sum((s.balance(id).principal for id in surety.covered), Decimal("0.00"))
            if then != now:
                out.line("  " + say("claims.effect_guaranteed", now=now, other=then))


def _segments(out: Console, behind: Workings, heading: str) -> None:
    rows = [row for working in behind.heads if not working.of_fee for row in working.rows]
    if not rows:
        return
    out.line()
    out.say("claims.lines")
    heads = [say(f"claims.col.{c}") for c in ("obligation", "base", "period", "days", "rate")]
    heads.append(heading)
    cells = [
        (
            row.line.item,
            f"{row.line.base:,.2f}",
            f"{row.line.first} – {row.line.last}",
            f"{row.line.days:,}" + (f"/{row.basis}" if row.basis.isdigit() else ""),
            row.rate + (say("claims.working.of", made=row.made) if row.made else ""),
            f"{row.line.amount:,.2f}",
        )
        for row in rows
    ]
    out.table(heads, cells, right=(1, 3, 5))
    for source in behind.sources:
        out.line("  " + source.render())
