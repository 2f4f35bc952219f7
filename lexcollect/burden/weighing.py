"""Weighing: how well the exhibits of a fact bear it (证明力).

Owns the rules by which proof is missing or weak: nothing but our own word, an unsigned note, an invoice alone, a copy
without its original. What the debtor confirmed cures a signature that binds nobody. Counts no period.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexcollect.burden.inquiry import Inquiry
from lexcollect.burden.shapes import Asked, Doubt, Gravity, Supplier
from lexcollect.casefile import kinds as k
from lexcollect.casefile.exhibits import NO_ORIGINAL
from lexcollect.casefile.models import Delivery
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass

#: The kinds of evidence (民事诉讼法 66) of which an original is asked for, and the one that cannot stand alone.
_IN_ORIGINAL, _OWN_WORD = frozenset({"书证", "物证", "视听资料"}), "当事人的陈述"
#: The performances that end with a signature for a thing.
_SIGNED_FOR = ("交付", "运抵")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a doubt means: how grave it is, who can fill it, and its articles (none: those of the element)."""

    gravity: Gravity
    supplier: Supplier
    cites: tuple[Citation, ...] = ()


#: What each doubt means. An element that carries no claim by itself is never graver than weak (``matrix``).
MEANING: Mapping[Doubt, Meaning] = {
    Doubt.NOTHING: Meaning(Gravity.DECIDES, Supplier.CLIENT),
    Doubt.UNKNOWN: Meaning(Gravity.DECIDES, Supplier.CLIENT),
    Doubt.ASSERTED: Meaning(Gravity.WEAK, Supplier.CLIENT, (Citation("证据规定", "90(1)"),)),
    Doubt.OWN_STATEMENT: Meaning(Gravity.WEAK, Supplier.CLIENT, (Citation("证据规定", "90(1)"),)),
    Doubt.INVOICE_ONLY: Meaning(Gravity.WEAK, Supplier.CLIENT, (Citation("买卖合同解释", "5(1)"),)),
    Doubt.UNSIGNED: Meaning(Gravity.WEAK, Supplier.CLIENT, (Citation("证据规定", "92"),)),
    Doubt.NO_AUTHORITY: Meaning(Gravity.WEAK, Supplier.CLIENT, (Citation("民法典", "170"), Citation("民法典", "172"))),
    Doubt.NO_PAPER: Meaning(Gravity.WEAK, Supplier.CLIENT),
    Doubt.NOT_BOUGHT: Meaning(Gravity.WEAK, Supplier.CLIENT, (Citation("融资租赁解释", "1"),)),
    Doubt.COPY_ONLY: Meaning(
        Gravity.WEAK, Supplier.CLIENT, (Citation("证据规定", "11"), Citation("证据规定", "90(5)"))
    ),
    Doubt.COPY: Meaning(Gravity.HELPS, Supplier.CLIENT, (Citation("证据规定", "11"), Citation("证据规定", "61"))),
}
#: With these the fact is as good as not shown.
EMPTY = frozenset({Doubt.NOTHING, Doubt.UNKNOWN})


def doubts(asked: Inquiry, one: Asked, exhibits: tuple[str, ...]) -> tuple[Doubt, ...]:
    """Return the doubts about a fact that ``exhibits`` are to bear, the gravest first."""
    return tuple(dict.fromkeys(_doubts(asked, one, exhibits)))


def copies(asked: Inquiry, exhibits: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``exhibits`` of which the original is wanted and not held."""
    refs = (asked.exhibits[id] for id in exhibits if id in asked.exhibits)
    return tuple(ref.id for ref in refs if ref.kind in _IN_ORIGINAL and ref.original == NO_ORIGINAL)


def _doubts(asked: Inquiry, one: Asked, exhibits: tuple[str, ...]) -> Iterator[Doubt]:
    if one.fact is not None and one.fact.standing is k.FactStanding.UNKNOWN:
        yield Doubt.UNKNOWN
        return
    if not exhibits:
        yield Doubt.NOTHING
        return
    if one.fact is not None and one.fact.standing is k.FactStanding.ASSERTED:
        yield Doubt.ASSERTED
    yield from one.doubts
    kinds = {asked.exhibits[id].kind for id in exhibits if id in asked.exhibits}
    if kinds == {_OWN_WORD}:
        yield Doubt.OWN_STATEMENT
    if isinstance(one.fact, Delivery):
        yield from _delivery(asked, one.fact, exhibits)
    without = copies(asked, exhibits)
    if without:
        yield Doubt.COPY_ONLY if len(without) == len(exhibits) else Doubt.COPY


def _delivery(asked: Inquiry, delivery: Delivery, exhibits: tuple[str, ...]) -> Iterator[Doubt]:
    """Yield the doubts about a delivery: an invoice does not show it, nor a note that nobody of the buyer signed."""
    if {*exhibits} <= asked.invoices:
        yield Doubt.INVOICE_ONLY
        return
    if asked.cause.performance.verb not in _SIGNED_FOR or asked.confirmed & {*exhibits}:
        return
    if delivery.receiver_authority is k.ReceiverAuthority.UNSIGNED:
        yield Doubt.UNSIGNED
    elif delivery.receiver_authority is k.ReceiverAuthority.UNPROVED:
        yield Doubt.NO_AUTHORITY
