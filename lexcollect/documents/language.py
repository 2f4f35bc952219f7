"""Language: what the rules of ``lint`` must know of a matter, and the user's own words they are run over (自述文字).

Owns the setting of a paper, what the case file has word by word, and the free sentences of a case file with their
places. Holds no rule and no pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lexcollect.casefile.checks import facts_of
from lexcollect.casefile.facts import walk
from lexcollect.casefile.models import Case
from lexcollect.documents.folding import folded
from lexcollect.documents.lint import Grade, Hit, Setting, hits, is_lender
from lexcollect.documents.material import Material
from lexcollect.documents.register import Paper
from lexcollect.findings import Finding, Level, Where

#: Keys whose words are those of others, or were said at the time: history, which a paper may quote.
_SAID = ("content", "reply")
#: Keys whose words are the user's own.
_OWN = ("note", "description")


def setting_of(material: Material, paper: Paper) -> Setting:
    """Return what the language rules must know of a paper."""
    from lexcollect.documents.views.parties import licensed_lawyer

    case = material.case
    numbers = _case_numbers(case)
    return Setting(
        letter=paper.letter,
        lawyer=licensed_lawyer(material) is not None,
        case_no=bool(numbers),
        property_service=any("物业" in c.cause for c in case.contracts),
        lender=any(is_lender(p.name) for p in case.creditors),
        names=tuple(sorted((folded(p.name) for p in case.parties), key=len, reverse=True)),
        case_numbers=numbers,
        strangers=_strangers(case, paper) if paper.letter else frozenset(),
        entered=entered(case),
    )


def entered(case: Case) -> tuple[str, ...]:
    """Return what others said or agreed, word by word as it was entered, the longest first: what may be quoted."""
    said = [c.content for c in case.communications] + [c.reply for c in case.communications]
    said += [a.content for a in case.acknowledgements] + [p.memo for p in case.payments]
    said += [getattr(fact, "text", "") for contract in case.contracts for fact in walk(contract)]
    return tuple(sorted({words for words in said if words}, key=lambda words: (-len(words), words)))


def _case_numbers(case: Case) -> frozenset[str]:
    """Return the case numbers on file, as the patterns read them."""
    groups = (case.filings, case.titles, case.measures, case.insolvencies)
    return frozenset(folded(fact.case_no) for group in groups for fact in group if fact.case_no)


def _strangers(case: Case, paper: Paper) -> frozenset[str]:
    """Return the identity numbers of those whom a letter does not go to (个人信息保护法 6)."""
    asked = {s.grantor for s in case.securities} if paper.to_guarantors else {p.id for p in case.debtors}
    others = (p for p in case.parties if p.id not in asked)
    heads = (p.legal_rep.id_no for p in case.parties if p.legal_rep and p.legal_rep.id_no)
    return frozenset(number.lower() for number in (*(p.id_no for p in others if p.id_no), *heads))


def own_words(case: Case) -> Iterator[tuple[Where, str, bool]]:
    """Yield the free sentences of a case file: place, words, and whether they were said at the time."""
    for fact in facts_of(case):
        for name in (*_SAID, *_OWN):
            if words := getattr(fact, name, ""):
                yield fact.where, words, name in _SAID
    if case.preservation and case.preservation.reason:
        yield case.preservation.where, case.preservation.reason, False


def in_own_words(material: Material, paper: Paper) -> list[Finding]:
    """Return what the rules find in the user's own words, at their place, unless somebody kept them.

    History is no more than a warning."""
    reviewed = material.case.reviews
    about = replace(setting_of(material, paper), letter=False, notes=True, strangers=frozenset())
    return [
        _mild(_as_history(hit) if said else hit, where)
        for where, words, said in own_words(material.case)
        for hit in hits([words], about)
        if not any(one.rule == hit.rule.id and folded(one.words).startswith(folded(hit.sentence)) for one in reviewed)
    ]


def _as_history(hit: Hit) -> Hit:
    return Hit(hit.rule, Grade.QUOTED, hit.words, hit.sentence) if hit.grade is Grade.RED else hit


def _mild(hit: Hit, where: Where) -> Finding:
    found = hit.finding(where)
    return Finding(found.code, where, found.params, Level.WARNING) if found.stops else found
