"""Contact rules in a matter (联系规则): the policy in force there, and what the rules say of a contact.

Owns the two places of a policy: ``联系规则.yaml`` in the user's configuration folder for every matter, and the matter's
own, which goes before it. The judgment is that of ``contacts``; the words of a note are looked through by the language
rules of papers (``documents.lint``).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.layout import CONTACT_RULES

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case, Communication
    from lexcollect.contacts.policy import Policy
    from lexcollect.findings import Finding, Where

#: A policy is a page of text and no more.
_LARGEST = 100_000


def policy_for(folder: Path) -> tuple[Policy, tuple[Finding, ...]]:
    """Return the policy of the matter ``folder`` over that of the house, and what is wrong with either."""
    from lexcollect.contacts.policy import Policy, read_policy
    from lexcollect.files import read_bounded
    from lexcollect.matter.rates import config_folder

    found: list[Finding] = []
    policies: list[Policy] = []
    for place in (config_folder() / CONTACT_RULES, folder / CONTACT_RULES):
        if not place.is_file():
            policies.append(Policy())
            continue
        policy, wrong = read_policy(read_bounded(place, _LARGEST), CONTACT_RULES)
        policies.append(policy)
        found += wrong
    return policies[1].over(policies[0]), tuple(found)


def rules_on(folder: Path, case: Case, made: Communication) -> tuple[Finding, ...]:
    """Return what contact rules and language rules say of ``made``, one of the communications of ``case``."""
    from lexcollect.contacts.judging import judged
    from lexcollect.matter.holidays import calendar_in_use

    policy, wrong = policy_for(folder)
    calendar, _ = calendar_in_use()
    words = (made.content, made.reply, made.next_step)
    return (*wrong, *judged(case, made, policy, calendar.is_working), *in_words(case, words, made.where))


def in_words(case: Case, words: Iterable[str], where: Where) -> tuple[Finding, ...]:
    """Return what the language rules find in the words of a note."""
    from lexcollect.documents.folding import folded
    from lexcollect.documents.lint import Grade, Setting, hits
    from lexcollect.findings import finding
    from lexcollect.wording import text

    names = tuple(sorted((folded(p.name) for p in case.parties), key=len, reverse=True))
    found = []
    for hit in hits([one for one in words if one], Setting(notes=True, names=names)):
        code = {Grade.RED: "LX-N018", Grade.WARNING: "LX-N019"}.get(hit.grade)
        if code:
            rule = hit.rule
            why, advice = text(f"documents.lint.{rule.id}.why"), text(f"documents.lint.{rule.id}.advice")
            found.append(finding(code, where, rule=rule.id, words=hit.words, basis=rule.basis, why=why, advice=advice))
    return tuple(found)
