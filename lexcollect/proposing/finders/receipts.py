"""Bank slips (银行回单) and statements (银行流水): money that came in, from whom, with what words.

Owns the labels of a slip and what is no payment of a debt: a deposit (押金) is one of the contract. A row of a
statement whose balance follows from the row before is sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lexcollect.formats.bank_reversals import came_back, says_back, taken_back
from lexcollect.formats.bank_table import BANK, BankRow, BankTable
from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import CAPITALS, DAY, NAME, SUM, day_of, first, sum_of
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import Text, text

_DAY = regex(rf"(?:交易|记账|入账|付款|收款|转账)(?:日期|时间)\s*[：:]?\s*(?P<value>{DAY})")
_PAYER = regex(rf"(?:付款人|付款方|付款单位|汇款人)\s*(?:户名|名称|全称)?\s*[：:]?\s*(?P<value>{NAME})")
_PAYEE = regex(rf"(?:收款人|收款方|收款单位)\s*(?:户名|名称|全称)?\s*[：:]?\s*(?P<value>{NAME})")
_FIGURE = regex(
    rf"(?:小写[）)]?|(?<!大写[）)])金额(?:[（(]元[）)])?)\s*[：:]?\s*(?P<value>{SUM}|(?<![\d.,])\d{{1,3}}(?:,\d{{3}})*\.\d{{2}}(?!\d))"
)
_WORDS = regex(rf"大写[）)]?\s*[：:]?\s*(?P<value>{CAPITALS})")
_MEMO = regex(r"(?:用途/附言|附言|用途|摘要|备注)\s*[：:]?\s*(?P<value>[^\s　][^\n]{0,40}?)(?=\s{2}|\n|$|（)")
_ACCOUNT = regex(r"收款(?:人)?账号\s*[：:]?\s*(?P<value>\d[\d ]{8,30}\d)")
_DEPOSIT = regex(r"押金|保证金(?!额)")


def receipts_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the payment that a bank slip shows, and its two sides."""
    if kind is not PaperKind.BANK_SLIP:
        return
    day, payer, payee, figure = (first(paper, p) for p in (_DAY, _PAYER, _PAYEE, _FIGURE))
    if not (day and payer and payee and figure):
        return
    paid_on, amount = day_of(day.match["value"]), sum_of(figure.match["value"])
    if paid_on is None or amount is None or payer.match["value"] == payee.match["value"]:
        return
    values = {
        "date": Value(paid_on.isoformat(), day.spot(paper, "value")),
        "amount": Value(f"{amount:.2f}", figure.spot(paper, "value")),
        "channel": Value("银行转账", figure.spot(paper, "value")),
    }
    if memo := first(paper, _MEMO):
        values["memo"] = Value(memo.match["value"].strip(), memo.spot(paper, "value"))
    trust, why = _checked(paper, f"{amount:.2f}")
    between = (payee.match["value"], payer.match["value"])
    people = {"payer": Value(payer.match["value"], payer.spot(paper, "value"))}
    yield _payment(values, people, trust, why, between, kind)
    yield named(payer.match["value"], payer.spot(paper, "value"), "debtor", kind.value)
    yield named(payee.match["value"], payee.spot(paper, "value"), "creditor", kind.value)


def _payment(
    values: dict[str, Value],
    people: dict[str, Value],
    trust: Trust,
    why: tuple[Text, ...],
    between: tuple[str, str],
    kind: PaperKind,
) -> Found:
    memo = values.get("memo")
    if memo is not None and _DEPOSIT.search(str(memo.value)):
        paid = {"amount": values["amount"].value, "paid_on": values["date"].value}
        deposit = {"deposit": Value(paid, values["amount"].spot)}
        return Found("contracts", deposit, kind.value, trust, (*why, text("proposing.why.deposit")), {}, between)
    return Found("payments", values, kind.value, trust, why, people, between)


def _checked(paper: Paper, amount: str) -> tuple[Trust, tuple[Text, ...]]:
    words = first(paper, _WORDS)
    if words is None:
        return Trust.LIKELY, (text("proposing.why.printed"),)
    said = sum_of(words.match["value"])
    if said is not None and f"{said:.2f}" == amount:
        return Trust.SURE, (text("proposing.why.capitals"),)
    return Trust.DOUBTFUL, (text("proposing.why.capitals_differ", words=words.match["value"]),)


def payments_of(paper: Paper, table: BankTable) -> Iterator[Found]:
    """Yield each sum that came in by the rows of a statement; whose it is, the names of the sides decide later.

    What was taken back is yielded as doubtful, with what took it back; money of ours that came back is no payment.
    """
    if table.owner and table.channel == BANK:
        yield named(table.owner, Spot(paper.file, 0, 0, table.owner), "creditor", PaperKind.BANK_STATEMENT.value)
    undone, ours = taken_back(table.rows), came_back(table.rows)
    seen: Counter[tuple[object, ...]] = Counter()
    for at, row in enumerate(table.rows):
        if row.received is None or row.received < 0 or not row.counterparty or at in ours:
            continue
        alike = (row.day, row.received, row.counterparty)
        seen[alike] += 1
        yield _row(paper, table, row, undone.get(at), seen[alike])


def _row(paper: Paper, table: BankTable, row: BankRow, undone: BankRow | None, nth: int) -> Found:
    spot = Spot(paper.file, row.page, row.line, row.words)
    values = {
        "date": Value(row.day.isoformat(), spot),
        "amount": Value(f"{row.received:.2f}", spot),
        "channel": Value(table.channel, spot),
    }
    if row.memo:
        values["memo"] = Value(row.memo, spot)
    if nth > 1:  # the same sum from the same hand on the same day, another row: another payment
        values |= {"_nth": Value(str(nth), spot), "distinct": Value(True, spot)}
    trust, reason = (Trust.SURE, "balance") if row.balance_follows else (Trust.LIKELY, "statement_row")
    why = [text(f"proposing.why.{reason}")]
    if undone is not None:
        trust = Trust.DOUBTFUL
        why.append(text("proposing.why.taken_back", day=undone.day, words=undone.memo or "-", line=undone.line))
    elif says_back(row):
        trust = Trust.DOUBTFUL
        why.append(text("proposing.why.says_back"))
    people = {"payer": Value(row.counterparty, spot)}
    between = (table.owner if table.channel == BANK else "", row.counterparty)
    return _payment(values, people, trust, tuple(why), between, PaperKind.BANK_STATEMENT)
