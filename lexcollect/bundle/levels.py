"""Levels (核验层次): what of a package was compared, each its own answer, and why the whole is not “agrees”.

Owns the closed lists of levels, answers and reasons, and how they follow from a result. Compares nothing itself: an
answer that nobody asked for is “not looked at”, never “agrees”.
"""

from __future__ import annotations

from enum import StrEnum

from lexcollect.bundle.tokens.verdict import Verdict
from lexcollect.bundle.verification import Chain, Kind, Verification


class Level(StrEnum):
    """What is compared, from the files outwards."""

    PAYLOAD = "payload"  # every file of data is the one its list names, and there is no other
    LISTS = "lists"  # lists, papers and digests agree with each other
    PAGES = "pages"  # the index as data agrees with the pages of the reading copy
    RENDERINGS = "renderings"  # pages made anew from the originals in the package look as those of the reading copy
    STAMPS = "stamps"  # tokens and signatures
    CHAIN = "chain"  # a supplement and the sets before it


class Found(StrEnum):
    """What comparing a level brought."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"  # something of it could not be compared
    NOT_ASKED = "not_asked"
    NONE = "none"  # the package has nothing of the kind


class Reason(StrEnum):
    """Why the answer is not “agrees”; several may stand together."""

    ALTERED = "altered"
    MISSING = "missing"
    EXTRA = "extra"
    CONTRADICTS = "contradicts"  # files are as listed, but papers, digests, tokens or the journal say otherwise
    UNVERIFIABLE = "unverifiable"


_OPEN = frozenset({"LX-B057", "LX-B058", "LX-B125", "LX-B126", "LX-B127"})
_NOT_RENDERED = frozenset({"LX-B291", "LX-B292", "LX-B293"})
#: What contradicts the lists from inside the package; pages, tokens and earlier sets are levels of their own.
_INSIDE = frozenset(
    {
        *("LX-B053", "LX-B054", "LX-B120", "LX-B121", "LX-B122", "LX-B123"),
        *("LX-B141", "LX-B143", "LX-B190", "LX-B191", "LX-B200"),
    }
)


def levels_of(result: Verification) -> dict[Level, Found]:
    """Return the answer of every level; empty for what is no package."""
    if result.kind is not Kind.PACKAGE:
        return {}
    return {
        Level.PAYLOAD: _files(result, payload=True),
        Level.LISTS: _files(result, payload=False),
        Level.PAGES: _pages(result),
        Level.RENDERINGS: _renderings(result),
        Level.STAMPS: _stamps(result),
        Level.CHAIN: {
            Chain.NONE: Found.NONE,
            Chain.INTACT: Found.AGREES,
            Chain.NOT_HERE: Found.OPEN,
            Chain.BROKEN: Found.DIFFERS,
        }[result.chain],
    }


def reasons_of(result: Verification) -> tuple[Reason, ...]:
    """Return why a result is not “agrees”: none when it is."""
    named = {
        Reason.ALTERED: result.changed,
        Reason.MISSING: result.missing,
        Reason.EXTRA: result.added,
    }
    found = [reason for reason, names in named.items() if names]
    files = {"LX-B050", "LX-B051", "LX-B052"}
    if result.broken and any(one.stops and one.code not in files | _OPEN for one in result.findings):
        found.append(Reason.CONTRADICTS)
    if result.incomplete or not (result.checked or result.broken):
        found.append(Reason.UNVERIFIABLE)
    return tuple(found)


def _files(result: Verification, *, payload: bool) -> Found:
    def within(name: str) -> bool:
        return name.startswith("data/") is payload

    differing = any(within(name) for name in (*result.changed, *result.missing, *result.added))
    inside = not payload and any(one.code in _INSIDE for one in result.findings)
    if differing or inside:
        return Found.DIFFERS
    unread = any(one.code in _OPEN and within(one.where.file) for one in result.findings)
    return Found.OPEN if unread or not result.checked else Found.AGREES


def _pages(result: Verification) -> Found:
    if result.pages is None:
        return Found.NOT_ASKED
    codes = {one.code for one in result.findings}
    if "LX-B199" in codes:
        return Found.DIFFERS
    if "LX-B201" in codes:
        return Found.OPEN
    return Found.AGREES if result.pages else Found.NONE


def _renderings(result: Verification) -> Found:
    if result.renderings is None:
        return Found.NOT_ASKED
    codes = {one.code for one in result.findings}
    if "LX-B290" in codes:
        return Found.DIFFERS
    return Found.AGREES if result.renderings and not codes & _NOT_RENDERED else Found.OPEN


def _stamps(result: Verification) -> Found:
    verdicts = {one.verdict for one in result.tokens}
    if not verdicts:
        return Found.NONE
    if Verdict.INVALID in verdicts:
        return Found.DIFFERS
    return Found.AGREES if verdicts == {Verdict.VALID} else Found.OPEN
