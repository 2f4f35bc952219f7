"""Articles of what is settled (各条): what 执行和解协议 and 还款承诺书 print alike.

Owns how a side is called and signs, the numbered articles with the plan below its own, and the account to pay into.
What the articles say belongs to each paper. The sentences are in ``settlement.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.claims.settling import Plan
from lexcollect.cn.numerals import han_number
from lexcollect.documents.material import SIDES, View, words, yuan
from lexcollect.documents.views import parties
from lexcollect.documents.views.settlement_plan import instalment_rows

#: The article below which the instalments stand as a table.
PLAN = "plan"


def side(found: View, number: int, each: int, among: int) -> str:
    """Return what the person ``each`` of ``among`` on the side ``number`` is called: 甲方, 乙方二."""
    return found.pen.one("settlement.side", {"序": SIDES[number], "数": han_number(each) if among > 1 else ""})


def signing(found: View, group: Iterable[Party], label: Mapping[str, str]) -> list[dict[str, str]]:
    """Return how each of ``group`` signs."""
    return [{"称谓": label[party.id], **_signs(found, party)} for party in group]


def _signs(found: View, party: Party) -> dict[str, str]:
    signs = parties.signature(found, party)
    return {**signs, "代表人": found.pen.one("settlement.signs_for") if signs["代表人"] else ""}


def written(found: View, articles: Iterable[tuple[str, Sequence[str]]], made: Plan) -> dict[str, Any]:
    """Return the fields of the articles (key of the heading, paragraphs) that say something, and of the plan."""
    said = [(key, paragraphs) for key, paragraphs in articles if paragraphs]
    return {
        "各条": [
            {
                "序": found.pen.one("settlement.article", {"数": han_number(number)}),
                "题": found.pen.one(f"{found.paper}.{key}_head"),
                "款": list(each) if len(each) == 1 else [f"{n}. {one}" for n, one in enumerate(each, 1)],
                "表": key == PLAN,
                "末": number == len(said),
            }
            for number, (key, each) in enumerate(said, 1)
        ],
        "分期": instalment_rows(found, made),
        "分期合计": {"金额": yuan(made.paid), "大写": words(made.paid)},
    }


def into(account: Mapping[str, Any]) -> dict[str, str]:
    """Return the account that an article names."""
    return {"户名": account["户名"], "开户行": account["开户行"], "账号": account["账号"]}
