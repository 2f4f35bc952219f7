"""Matters for the papers of preservation and of a running suit: the steel matter with what each paper is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hearing_day import ENDED, HEARD
from lexcollect.documents.material import Filed, Material
from papers import material
from running_suit import ASKED, PENDING

BEFORE_SUIT = "preservation_before_suit"
#: Asked for before the suit, and why at once.
EARLY = ("  stage: suit\n", "  stage: pre_suit\n  urgent: 被申请人于2026年11月18日将一号库内的部分钢材运往外地\n")
MEASURES = """measures:
  - id: 账户
    asset: bank
    owner: 沈河
    description: 盛京样例银行沈阳沈河支行账户
    amount: 500000.00
    taken_on: 2025-12-10
    notified_end: 2026-12-09
    organ: 天津市北辰区人民法院
    case_no: （2025）津0113民初88号
    ruling_no: （2025）津0113民初88号之一
choices:
"""
TAKEN = ("choices:\n", MEASURES)
INSURER = "{kind: insurer, provider: 样例财产保险股份有限公司天津分公司, number: YLBH2026TJ0113, amount: 1359193.80}"
OWN = "{kind: own_property, thing: 天津市北辰区虚构路18号6层房屋, value: 2000000.00, amount: 500000.00}"
THIRD = (
    "{kind: third_party, provider: 天津样例担保有限公司, code: 91120113FAKE00099X, manner: 连带责任保证, "
    "amount: 500000.00}"
)
#: Nobody answered what an application for a payment order states.
UNANSWERED = (
    (
        "    court: 沈阳市沈河区人民法院\n"
        "    nothing_owed_in_return: 是\n    no_other_disputes: 是\n"
        "    in_china: 是\n    can_be_served: 是\n    no_presuit_preservation: 是\n"
    ),
    "    {}\n",
)
#: The debtor's insolvency, with its administrator.
INSOLVENT = (
    "choices:\n",
    (
        "insolvencies:\n  - {person: 沈河, kind: 重整, accepted_on: 2026-11-02, claims_until: 2027-01-15,\n"
        "     court: 沈阳市中级人民法院, case_no: （2026）辽01破5号, administrator: 辽宁示例律师事务所}\nchoices:\n"
    ),
)
#: The settlement was mediated, and took effect.
CONFIRMED = (
    "  grace_days: 5\n",
    """  grace_days: 5
  mediation: {organ: 沈阳市样例商事调解中心, mediator: 韩示例, agreement_no: 商调5号, effective_on: 2026-11-10,
    court: 沈阳市沈河区人民法院}
""",
)
#: A cost that was spent, and the papers that lie in the matter when it is closed.
SPENT = ("closing:\n", "costs:\n  - {kind: lawyer_fee, amount: 20000.00, date: 2026-03-05}\nclosing:\n")
FILED = (Filed("催款函", "v1", date(2026, 3, 5), "张示例"), Filed("民事起诉状", "v2", date(2026, 6, 10)))
_SUIT = ("claims_change", "withdrawal", "jurisdiction_reply")
_EVIDENCE = (
    *("evidence_investigation", "investigation_order", "document_production"),
    *("evidence_preservation", "evidence_extension"),
)
_HEARD = ("evidence_opinion", "hearing_outline", "counsel_opinion", "supplementary_opinion")
_CLOSED = ("closing_report", "file_cover", "file_index")
#: The seller kept the title of what it delivered.
KEPT = (
    "    late_penalty: {rate: 每日万分之五, clause: 第5.1条}\n",
    """    late_penalty: {rate: 每日万分之五, clause: 第5.1条}
    title_kept: {clause: 第七条, text: 需方付清全部货款前，货物所有权属于供方, thing: 三批热轧钢板,
      place: 沈阳市沈河区样例街99号一号库, registered_on: 2023-04-08, number: 虚构0007号,
      ground: unpaid, redeem_days: 15}
""",
)
#: The demand of 2025-05-20 gave seven days.
KEPT_GRACE = (
    "    content: 要求收到之日起7日内付清货款851,600元及违约金\n",
    "    content: 要求收到之日起7日内付清货款851,600元及违约金\n    grace_days: 7\n",
)
#: The debtor's own workshop, mortgaged for everything the steel matter claims.
WORKSHOP = (
    "choices:\n",
    (
        "collaterals:\n  - {id: 厂房, kind: mortgage, grantor: 沈河, thing: 沈河区示例路1号厂房,"
        " registered_on: 2023-03-10, number: 虚构证明第2号, amount: 1500000.00,"
        " location: 沈阳市沈河区示例路1号, registry: 沈阳市不动产登记中心,"
        " state: 完好、由债务人使用、没有查封和租赁}\n"
        "choices:\n  realisation: {court: 沈阳市沈河区人民法院, undisputed: yes}\n"
    ),
)
_CHANGES = {
    "security_realisation": (WORKSHOP,),
    "goods_retaking": (KEPT, KEPT_GRACE),
    **dict.fromkeys(_HEARD, (PENDING, HEARD)),
    **dict.fromkeys(_SUIT, (PENDING,)),
    **dict.fromkeys(_EVIDENCE, (PENDING, ASKED)),
    **dict.fromkeys(_CLOSED, (ENDED, SPENT)),
    "preservation_undertaking": ((INSURER, OWN),),
    "preservation_suretyship": ((INSURER, THIRD),),
    BEFORE_SUIT: (EARLY,),
    "payment_order": (),
    "bankruptcy_claim": (INSOLVENT,),
    "mediation_agreement": (PENDING,),
    "mediation_confirmation": (CONFIRMED,),
    "preservation_renewal": (TAKEN,),
    "preservation_release": (TAKEN,),
}
#: Papers that a matter has a use for only once something else happened.
LATER = frozenset(_CHANGES) | {"asset_list", "preservation_cover", "firm_letter"}


def matter_for(paper: str, *changes: tuple[str, str]) -> Material:
    """Return the steel matter as the paper ``paper`` needs it, with ``changes``."""
    given = material(*changes, *_CHANGES.get(paper, ()))
    return replace(given, filed=FILED) if paper in _CLOSED else given
