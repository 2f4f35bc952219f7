"""What the rules of court fees make of the input of a worked example.

Owns the same translation as ``lawcheck.money`` for the topics ``court_fee.*``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.law.rules import fee_claims, fees
from lexcollect.lawcheck.facts import Facts, Plain, Topic, kinds
from lexcollect.lawcheck.money import DAY, amount

_PAYERS = {"counterclaimant": "counterclaiming defendant", "debtor": "被执行人"}
_FIXED: dict[str, Any] = {"公示催告": "public_summons", "申请撤销仲裁裁决": "arbitration_review"}


def _acceptance(facts: Facts, _: Mapping[str, Any]) -> Plain:
    grounds: list[fees.Halving] = []
    if facts.text("procedure") in ("simplified", "small_claims"):
        grounds.append("simplified")
    if facts.text("closed_by") == "mediation":
        grounds.append("mediation")
    if facts.text("closed_by") == "withdrawal":
        grounds.append("withdrawal")
    fee = fees.acceptance_fee(facts.number("claim"), DAY, halved=grounds).value
    return {"fee": fee.amount, "full_fee": fee.full, "payer": f"{fee.borne_by} (art. {fee.bears_under})"}


def _counterclaim(facts: Facts, _: Mapping[str, Any]) -> Plain:
    fee = fees.counterclaim_fee(facts.number("counterclaim"), DAY, joined=facts.flag("joined")).value
    return {"fee": fee.amount, "prepaid_by": _PAYERS[fee.prepaid_by]}


def _appeal(facts: Facts, _: Mapping[str, Any]) -> Plain:
    withdrawn = facts.text("closed_by") == "withdrawal_of_appeal"
    return {"fee": fees.appeal_fee(facts.number("appealed_part"), DAY, withdrawn=withdrawn).value.amount}


def _change(facts: Facts, _: Mapping[str, Any]) -> Plain:
    change = fee_claims.change_of_claim(facts.number("claim_before"), facts.number("claim_after"), DAY).value
    return {"fee_before": change.before, "fee_after": change.after, "top_up": change.top_up, "refund": change.refund}


def _claim_value(facts: Facts, _: Mapping[str, Any]) -> Plain:
    if facts.get("property_claims") is not None:
        claims = [amount(str(part)) for part in facts.get("property_claims")]
    else:
        claims = [facts.number(key) for key in ("principal", "interest_to_filing", "lawyer_fee_claimed")]
    value = fee_claims.claim_value(claims).value
    return {"claim_value": value, "fee": fees.acceptance_fee(value, DAY).value.amount}


def _payment_order(facts: Facts, _: Mapping[str, Any]) -> Plain:
    return {"fee": fees.payment_order_fee(facts.number("claim"), DAY).value.amount}


def _preservation(facts: Facts, _: Mapping[str, Any]) -> Plain:
    return {"fee": fees.preservation_fee(facts.number("preserved_amount"), DAY).value.amount}


def _enforcement(facts: Facts, _: Mapping[str, Any]) -> Plain:
    fee = fees.enforcement_fee(facts.number("enforced_amount"), DAY).value
    return {
        "fee": fee.amount,
        "prepaid": bool(fee.prepaid_by),
        "borne_by": f"{_PAYERS[fee.borne_by]} (art. {fee.bears_under})",
    }


def _fixed(facts: Facts, _: Mapping[str, Any]) -> Plain:
    kind = _FIXED.get(facts.text("application"))
    if kind:
        return {"fee": fees.fixed_fee(kind, DAY).value.amount}
    band = fees.fee_band("jurisdiction", DAY).value
    return {"fee_min": band.low, "fee_max": band.high}


def _bankruptcy(facts: Facts, _: Mapping[str, Any]) -> Plain:
    return {"fee": fees.bankruptcy_fee(facts.number("estate"), DAY).value.amount}


_PROCEDURE = "ordinary|ordinary_first_instance|simplified|small_claims"

TOPICS: dict[str, Topic] = {
    "court_fee.acceptance": Topic(
        _acceptance, kinds(f"claim:number procedure:{_PROCEDURE} closed_by:judgment|mediation|withdrawal")
    ),
    "court_fee.acceptance.halved": Topic(
        _acceptance, kinds(f"claim:number procedure:{_PROCEDURE} closed_by:judgment|mediation|withdrawal")
    ),
    "court_fee.counterclaim": Topic(_counterclaim, kinds("counterclaim:number joined:flag")),
    # The fee follows the part appealed against, whatever was awarded (17).
    "court_fee.appeal": Topic(
        _appeal, kinds("appealed_part:number closed_by:judgment|withdrawal_of_appeal first_instance_award:told")
    ),
    "court_fee.change_of_claim": Topic(_change, kinds("claim_before:number claim_after:number")),
    # Interest after filing and claims without a value do not count (民诉法解释 201).
    "court_fee.claim_value": Topic(
        _claim_value,
        kinds(
            "property_claims:list principal:number interest_to_filing:number lawyer_fee_claimed:number"
            " interest_after_filing:told non_property_claims:told"
        ),
    ),
    "court_fee.payment_order": Topic(_payment_order, kinds("claim:number")),
    "court_fee.preservation": Topic(_preservation, kinds("preserved_amount:number")),
    "court_fee.enforcement": Topic(_enforcement, kinds("enforced_amount:number")),
    "court_fee.fixed": Topic(_fixed, kinds("application:公示催告|申请撤销仲裁裁决|管辖权异议不成立")),
    "court_fee.bankruptcy": Topic(_bankruptcy, kinds("estate:number")),
}
