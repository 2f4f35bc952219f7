"""Asked keys: which keys of a case file a matter of a cause is asked for.

Owns reading them off the first case file of that cause (``matter.outline``), its optional paragraphs too: what a new
matter is asked for is told there once. Decides nothing about what a matter must have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from lexcollect.matter.answers import Answers, PartyAnswer
from lexcollect.matter.everyday import Family, family_of
from lexcollect.matter.outline import outline
from lexcollect.patterns import regex
from lexcollect.wording import speaking

#: A key of the case file: its group, and the keys below it.
Keys = tuple[str, ...]

_LINE = regex(r"^(?:# )?(?P<blanks> *)(?:# )?(?P<dash>- )?(?P<key>[a-z][a-z_]*):(?: (?P<rest>.*))?$")
#: A key within braces on one line.
_INNER = regex(r"[{,] *([a-z][a-z_]*):")
#: A cause of each family of facts; the general file asks what all have in common.
_OF_FAMILIES = (
    *("", "买卖合同纠纷", "民间借贷纠纷", "租赁合同纠纷", "融资租赁合同纠纷", "建设工程施工合同纠纷", "服务合同纠纷"),
    *("票据追索权纠纷", "追偿权纠纷", "保理合同纠纷"),
)
#: A person and an organisation on either side and a surety, so that what is asked of each is there.
_PARTIES = (
    *(
        PartyAnswer("creditor"),
        PartyAnswer("creditor", "周范例"),
        PartyAnswer("debtor"),
        PartyAnswer("debtor", "吴样本"),
    ),
    *(PartyAnswer("surety", kind="surety_joint"), PartyAnswer("spouse", "郑样例")),
)
#: Answers that bring out the keys below a term: a term counted from an event, and one that is a day.
_TERMS = ("", "签收后60日内", "2024-03-27")


def asked(causes: Iterable[str]) -> frozenset[Keys]:
    """Return the keys that a matter of ``causes`` is asked for; of no cause, those that all matters share."""
    found = [_asked(cause) for cause in causes if cause]
    return frozenset().union(*found) if found else _asked("")


def asked_elsewhere(causes: Iterable[str]) -> frozenset[Keys]:
    """Return the keys that only matters of other causes are asked for: group and key, without what is below it."""
    here = {keys[:2] for keys in asked(causes)}
    return frozenset(keys[:2] for cause in _OF_FAMILIES for keys in _asked(cause) if keys[:2] not in here)


def _asked(cause: str) -> frozenset[Keys]:
    family = family_of(cause)
    return _of(
        next((one for one in _OF_FAMILIES if family_of(one) is family), "") if family is not Family.GENERAL else ""
    )


@cache
def _of(cause: str) -> frozenset[Keys]:
    found: set[Keys] = set()
    with speaking("en"):
        for term in _TERMS:
            answers = Answers(
                cause=cause,
                parties=_PARTIES,
                payment_term=term,
                penalty="每日万分之五" if term else "",
                jurisdiction="原告住所地人民法院" if term else "",
            )
            found |= set(_keys_in(outline("", answers)))
    return frozenset(found)


def _keys_in(text: str) -> Iterator[Keys]:
    """Yield the keys of a case file, those of optional paragraphs too."""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        depth = len(found["blanks"]) + (2 if found["dash"] else 0)
        while above and above[-1][0] >= depth:
            above.pop()
        here = (*(key for _, key in above), found["key"])
        above.append((depth, found["key"]))
        yield here
        for inner in _INNER.findall((found["rest"] or "").partition("  # ")[0]):
            yield (*here, inner)
