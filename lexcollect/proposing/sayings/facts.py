"""Facts said (聊天、邮件 → 待确认事实): statements of identified speakers as facts of the case file.

Owns which category becomes which fact: consent (民法典 195(2), 诉讼时效规定 14) an acknowledgement, a demand
(195(1), 规定 8) a communication with its answer, a claimed payment or the card of a transfer a payment, an objection
an issue. What is only listed for a person (waiver, more time, settlement, delivery …) is no fact here. Words of others
(quoted, forwarded, derived) and messages that were taken back propose nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from lexcollect.formats.said import PaymentState
from lexcollect.patterns import regex
from lexcollect.proposing.papers import Spot
from lexcollect.proposing.sayings.days import Named, days_named
from lexcollect.proposing.sayings.folded import Folded, folded
from lexcollect.proposing.sayings.searching import clause, sentence
from lexcollect.proposing.sayings.shapes import At, Line, Origin, Saying, Talk
from lexcollect.proposing.sayings.speakers import SURE, Sign, Who
from lexcollect.proposing.sayings.sums import Money, only, sums_named
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.proposing.sides import Sides
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

#: What a fact from a chat and from a mail is called as a paper.
CHAT, MAIL = "聊天记录", "电子邮件"
#: A transfer that came to nothing.
_UNDONE = frozenset({PaymentState.RETURNED, PaymentState.EXPIRED})
_CHANNELS = {"mail": "email", "sms": "sms"}
_ACKNOWLEDGES = frozenset({"debt.acknowledged"})
_PROMISES = frozenset({"promise"})
_DEMANDS = frozenset({"demand", "demand.guarantor"})
_OBJECTS = {
    "quality.disputed": "质量异议",
    "quantity.disputed": "数量异议",
    "debt.denied": "对欠款的异议",
    "set_off": "抵扣主张",
}
#: Rules that ask for time; the others of their category are excuses, which ask for nothing.
_ASKS = frozenset({"P031", "P032", "P036", "P039", "P040"})
#: So long after a demand a message of the other side is its answer.
_ANSWER = timedelta(days=7)
_PAYS = regex(r"付|打(?!电话|听)|转|汇|给|结|清|还(?!有|是|没|在|要|剩|差|欠)|安排|解决|兑现|凑")
#: A plan that is still being drafted, or bears no seal yet, promises nothing.
_UNSETTLED = regex(
    r"[还尚]?[没未](?:有)?(?:盖章|签字|签章|批|定下来|定稿)|[待等](?:领导)?(?:盖章|签字|审批|批准)|草稿|草案|初稿|拟的"
)
#: Who asks to look at the account tells that money went out.
_LOOK = regex(r"(?:您|你)?(?:注意)?(?:查一?下|查收|查查|查账|看一?下到没到|收到回)")
#: What the debtor says that a payment is for.
_PURPOSE = regex(
    r"(?:是|算|抵|冲)(?:付|还)?[^，,。；;！!？?]{0,14}(?:订单|合同|第[^，,。；;]{1,6}[批笔]|那[批笔]|利息|本金)[^，,。；;！!？?]{0,4}"
)
_YESTERDAY = ("昨天", "昨日", "昨晚")
_EARLIER = ("上周", "上个", "上月", "前天", "前几天", "月初", "之前", "早就")


@dataclass(frozen=True, slots=True)
class _Told:
    """All that the speaker of one message says in it, by category; ``sure`` where no hit was kept back."""

    saying: Saying
    who: Who
    side: str
    hits: Mapping[str, tuple[Saying, ...]]

    def first(self, categories: frozenset[str], *, wide: bool = False) -> Saying | None:
        """Return the first hit of ``categories`` that stands, else, with ``wide``, one that the wide net has."""
        found = [one for category in categories for one in self.hits.get(category, ())]
        standing = [one for one in found if not one.hit.against]
        if standing or not wide:
            return standing[0] if standing else None
        return next((one for one in found if one.hit.against == ("cue",)), None)


def facts_said(talk: Talk, file: str, who: Mapping[str, Who], sides: Sides) -> Iterator[Found]:
    """Yield the facts in what identified speakers say in ``talk``, which is the file ``file``."""
    paper = MAIL if talk.program == "mail" else CHAT
    for told in _messages(talk, who, sides):
        if told.side in ("debtor", "surety"):
            yield from _consent(talk, file, paper, told)
            yield from _claimed(file, paper, told)
            yield from _objection(file, paper, told)
        elif told.side == "creditor":
            yield from _demand(talk, file, paper, told, who, sides)
    yield from _transfers(talk, file, paper, who, sides)


def _messages(talk: Talk, who: Mapping[str, Who], sides: Sides) -> Iterator[_Told]:
    """Yield each message that proposes something once, with its hits."""
    by_message: dict[int, list[Saying]] = {}
    for one in talk.sayings:
        if one.origin is Origin.OWN and not one.lost and one.at.when.value is not None and one.speaker in who:
            by_message.setdefault(one.at.number, []).append(one)
    for said in by_message.values():
        known = who[said[0].speaker]
        side = sides.side(known.party)
        wanted = "creditor" if side == "creditor" else "debtor"
        hits: dict[str, tuple[Saying, ...]] = {}
        for one in said:
            if one.hit.who in (wanted, "either"):
                hits[one.hit.category] = (*hits.get(one.hit.category, ()), one)
        if hits and side:
            yield _Told(said[0], known, side, hits)


# --- consent of the debtor ---------------------------------------------------------------------------------------


def _consent(talk: Talk, file: str, paper: str, told: _Told) -> Iterator[Found]:
    owes, promises = told.first(_ACKNOWLEDGES, wide=True), told.first(_PROMISES, wide=True)
    amount = _amount(owes) if owes else None
    days = _days(promises) if promises else ()
    if owes is not None and owes.hit.against and amount is None:
        owes = None  # the wide net alone, and no sum: nothing that could be an acknowledgement
    if promises is not None and promises.hit.against and not days:
        promises = None
    if promises is not None and (_UNSETTLED.search(promises.text) or _paid_now(promises, days)):
        promises, days = None, ()
    asks = next(
        (one for one in told.hits.get("delay.requested", ()) if one.hit.rule in _ASKS and not one.hit.against), None
    )
    base = owes or promises or asks
    if base is None:
        return
    spot = _spot(file, base)
    kind = "promise_message" if owes or promises else "extension_request"
    values = {
        "kind": Value(kind, spot),
        "date": Value(_day(base).isoformat(), spot),
        **({"amount": Value(f"{amount.value:.2f}", spot)} if amount and owes else {}),
        "channel": Value(_CHANNELS.get(talk.program, "im"), spot),
        "content": Value(base.text, spot),
    }
    if told.who.person:
        values["signed_by"] = Value(told.who.person, spot)
    if told.who.ground:
        values["tied_to"] = Value(told.who.ground, spot)
    tier = 1 if not base.hit.against else 2
    why = [*_why(told, base)]
    if kind == "promise_message":
        why.append(text("proposing.said.consent" if amount and owes else "proposing.said.soft"))
    if "settlement.offer" in told.hits:
        tier, why = 2, [*why, text("proposing.said.settlement")]
    trust = _trust(told.who, tier)
    people = {"by": Value(told.who.party, spot)}
    yield Found("acknowledgements", values, paper, trust, tuple(why), people)
    if days := tuple(day for day in days if day.day > _day(base)):  # what is paid today puts nothing off
        yield _named_day(values, paper, people, spot, days, base)


def _named_day(
    values: Mapping[str, Value],
    paper: str,
    people: Mapping[str, Value],
    spot: Spot,
    days: tuple[Named, ...],
    base: Saying,
) -> Found:
    """Return the day that was promised, apart: it is counted by us unless it was written in full."""
    last = max(days, key=lambda one: one.day)
    told = "、".join(f"{one.words}={one.day.isoformat()}" for one in days)
    key = {name: values[name] for name in ("kind", "date")}
    why = (text("proposing.said.day", said=_day(base), days=told),)
    return Found(
        "acknowledgements", {**key, "new_due_on": Value(last.day.isoformat(), spot)}, paper, Trust.DOUBTFUL, why, people
    )


def _days(one: Saying) -> tuple[Named, ...]:
    """Return the days of the promise: beside a word of paying in the sentence of the hit, from the day of saying on."""
    held = folded(one.text)
    begin, end = sentence(held.text, *_within(held, one))
    said = held.text[begin:end]
    out = []
    for day in days_named(said, _day(one)):
        start, finish = clause(said, day.start, day.start + len(day.words))
        if day.day >= _day(one) and _PAYS.search(said, start, finish):
            out.append(day)
    return tuple(out)


def _paid_now(one: Saying, days: tuple[Named, ...]) -> bool:
    """Tell whether the words speak of money that goes out this day and is to be looked for: nothing is put off."""
    return {day.day for day in days} <= {_day(one)} and _LOOK.search(one.text) is not None


def _amount(one: Saying) -> Money | None:
    """Return the one sum in the clause of the hit, else the one in its sentence."""
    held = folded(one.text)
    start, end = _within(held, one)
    for begin, finish in (clause(held.text, start, end), sentence(held.text, start, end)):
        if found := sums_named(held.text[begin:finish]):
            return only(found)
    return None


def _within(held: Folded, one: Saying) -> tuple[int, int]:
    """Return where the hit stands in the folded words that were kept of its message."""
    start, end = one.hit.start, one.hit.end
    return (start, end) if end <= len(held.text) else (0, len(held.text))


# --- what the debtor says it paid, and objects to ------------------------------------------------------------------


def _claimed(file: str, paper: str, told: _Told) -> Iterator[Found]:
    one = told.first(frozenset({"payment.claimed"})) or _sent_today(told)
    amount = _amount(one) if one else None
    day = _paid_on(one) if one else None
    if one is None or amount is None or day is None:
        return
    spot = _spot(file, one)
    values = {"date": Value(day.isoformat(), spot), "amount": Value(f"{amount.value:.2f}", spot)}
    why = [text("proposing.said.claimed"), *_why(told, one)]
    if purpose := _PURPOSE.search(one.text):  # it decides which debt is paid (民法典 560): asked for, with the words
        values["purpose"] = Value(purpose[0], spot)
        why.append(text("proposing.said.purpose", words=purpose[0]))
    yield Found("payments", values, paper, Trust.DOUBTFUL, tuple(why))


def _sent_today(told: _Told) -> Saying | None:
    """Return the words that sound like a promise and tell of a payment of this day."""
    one = told.first(_PROMISES)
    return one if one is not None and _paid_now(one, _days(one)) else None


def _paid_on(one: Saying) -> date | None:
    """Return the day of a payment that is told: today unless another is named; a vague one gives none."""
    if any(word in one.text for word in _YESTERDAY):
        return _day(one) - timedelta(days=1)
    return None if any(word in one.text for word in _EARLIER) else _day(one)


def _objection(file: str, paper: str, told: _Told) -> Iterator[Found]:
    for category, title in _OBJECTS.items():
        one = told.first(frozenset({category}))
        if one is None:
            continue
        spot = _spot(file, one)
        words = f"{_day(one).isoformat()}：{one.text}"
        values = {"title": Value(title, spot), "theirs": Value(words, spot)}
        yield Found("issues", values, paper, _trust(told.who, 1), _why(told, one))


def _transfers(talk: Talk, file: str, paper: str, who: Mapping[str, Who], sides: Sides) -> Iterator[Found]:
    """Yield what cards of transfers show: one payment a transfer, on the day of receipt where that is shown."""
    seen: dict[tuple[str, str], Found] = {}
    for one in talk.transfers:
        payment, when = one.payment, one.at.when.value
        if payment.amount is None or when is None:
            continue
        key = (payment.transfer or f"{payment.amount} {when.date()}", "")
        if payment.state in _UNDONE:
            seen.pop(key, None)
            continue
        sent = who.get(one.speaker)
        if sent is None or (payment.state is PaymentState.INITIATED and sides.side(sent.party) == "creditor"):
            continue  # nobody knows whose it is, or we sent it
        spot = Spot(file, 0, one.at.offset, payment.memo or f"{payment.amount}", one.at)
        values = {
            "date": Value(when.date().isoformat(), spot),
            "amount": Value(f"{payment.amount:.2f}", spot),
            "channel": Value("微信转账", spot),
            **({"memo": Value(payment.memo, spot)} if payment.memo else {}),
        }
        seen[key] = Found("payments", values, paper, Trust.DOUBTFUL, (text("proposing.said.card"),))
    yield from seen.values()


# --- demand of the creditor --------------------------------------------------------------------------------------


def _demand(talk: Talk, file: str, paper: str, told: _Told, who: Mapping[str, Who], sides: Sides) -> Iterator[Found]:
    one = told.first(_DEMANDS, wide=True)
    to = _addressee(talk, told, who, sides)
    if one is None or to is None:
        return
    amount = _amount(one)
    if one.hit.against and amount is None:
        return
    spot = _spot(file, one)
    values = {
        "kind": Value(_CHANNELS.get(talk.program, "im"), spot),
        "date": Value(_day(one).isoformat(), spot),
        **({"amount": Value(f"{amount.value:.2f}", spot)} if amount else {}),
        "content": Value(one.text, spot),
        **({"wording_clear": Value(False, spot)} if one.hit.against else {}),
        **_answer(file, one, to, who),
    }
    if to.ground:
        values["tied_to"] = Value(to.ground, spot)
    people = {"sender": Value(told.who.party, spot), "recipient": Value(to.party, spot)}
    sure = told.who.sign in SURE or told.who.sign in (Sign.OWNER, Sign.OTHER)
    trust = _trust(to, 1 if sure and not one.hit.against else 2)
    why = (*_why(told, one), _known_by(to))
    yield Found("communications", values, paper, trust, tuple(dict.fromkeys(why)), people, (told.who.party, to.party))


def _addressee(talk: Talk, told: _Told, who: Mapping[str, Who], sides: Sides) -> Who | None:
    """Return whom the message reaches: the one of the other side in the chat; of several parties nobody is chosen."""
    others = [who[one.key] for one in talk.speakers if one.key in who and one.key != told.saying.speaker]
    facing = [one for one in others if sides.side(one.party) in ("debtor", "surety")]
    if not facing or len({one.party for one in facing}) != 1:
        return None
    return next((one for one in facing if one.sign in SURE), facing[0])


def _answer(file: str, one: Saying, to: Who, who: Mapping[str, Who]) -> dict[str, Value]:
    """Return the first words of the other side behind the demand; an answer shows that it arrived."""
    said = one.at.when.value
    for line in one.at.after:
        known = who.get(line.speaker)
        if line.speaker == one.speaker or known is None or known.party != to.party or not line.text:
            continue
        when = line.when.value
        if said is None or when is None or when - said > _ANSWER:
            return {}
        spot = _line_spot(file, one, line)
        out = {"reply": Value(line.text, spot), "reply_on": Value(when.date().isoformat(), spot)}
        if when.date() == said.date():
            out |= {"delivered_on": Value(when.date().isoformat(), spot), "status": Value("delivered", spot)}
        return out
    return {}


# --- places and reasons ------------------------------------------------------------------------------------------


def _day(one: Saying) -> date:
    assert one.at.when.value is not None
    return one.at.when.value.date()


def _spot(file: str, one: Saying) -> Spot:
    return Spot(file, 0, one.at.offset, one.text, one.at)


def _line_spot(file: str, one: Saying, line: Line) -> Spot:
    at: At = replace(one.at, sender=line.who, when=line.when, before=(), after=())
    return Spot(file, 0, one.at.offset, line.text, at)


def _trust(who: Who, tier: int) -> Trust:
    return Trust.LIKELY if tier == 1 and who.sign in SURE else Trust.DOUBTFUL


def _why(told: _Told, one: Saying) -> tuple[Text, ...]:
    against = (text("proposing.said.wide"),) if one.hit.against else ()
    return (_known_by(told.who), *against)


def _known_by(who: Who) -> Text:
    return text(f"proposing.said.by.{who.sign}", party=who.party, person=who.person or "—")
