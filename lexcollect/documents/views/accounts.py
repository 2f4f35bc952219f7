"""Accounts to pay into (收款账户): of every creditor of the matter, and how a payment is divided among them.

Owns which accounts a paper names. Creditors by shares (按份债权, 民法典 517) are each paid on their own account, so
each must have one; a payment to one of joint creditors is good for all (518), and one account is enough. The sentence
is in ``parties.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import BankAccount
from lexcollect.casefile.sides import said
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents.material import View


def there(view: View) -> bool:
    """Tell whether there is an account to pay into, with a finding for each that is missing."""
    creditors = view.material.case.creditors
    how, without = said(creditors), [p for p in creditors if p.bank is None]
    if len(creditors) == 1 or len(without) == len(creditors):
        return view.require(creditors[0].bank, "bank", creditors[0].where)
    if how is k.Sharing.SHARES:
        for party in without:
            view.require(party.bank, "bank", party.where)
        return not without
    if how is not k.Sharing.JOINT:
        for party in without:
            view.say("LX-P140", party.where, name=party.name)
    return True


def accounts(view: View) -> dict[str, Any]:
    """Return the fields of the accounts: the first, the others (``其余``), and who is paid on which (``说明``)."""
    creditors = view.material.case.creditors
    first, *rest = dict.fromkeys(p.bank for p in creditors if p.bank is not None)
    among = of_kind("sharing", said(creditors)) if rest else frozenset()
    return {
        **_account(first),
        "其余": [_account(bank) for bank in rest],
        "说明": view.pen.one("parties.accounts", {}, among) if rest else "",
    }


def _account(bank: BankAccount) -> dict[str, str]:
    return {"户名": bank.account_name, "开户行": bank.bank_name, "账号": bank.account_no}
