"""E-invoices as data (数电票 XML): the fields that the tax platform wrote for programs.

Owns the names of the fields and the sums that must agree (金额＋税额＝价税合计). Refuses nothing: what is no invoice is
``None``, and a field that is not there is empty. An unsigned file proves its own words only; nothing is asked online.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from lexcollect.cn.amounts import BadAmount, parse_yuan
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.xml_parts import elements
from lexcollect.records import dataclass

#: The fields of the platform's XML → ours. The day of issue stands twice; the supervised one is the official.
_FIELDS = {
    "InvoiceNumber": "number",
    "EIid": "number",
    "IssueTime": "issued",
    "RequestTime": "issued",
    "SellerName": "seller",
    "SellerIdNum": "seller_code",
    "BuyerName": "buyer",
    "BuyerIdNum": "buyer_code",
    "TotalAmWithoutTax": "amount",
    "TotalTaxAm": "tax",
    "TotalTax-includedAmount": "total",
}
_OFFICIAL = ("InvoiceNumber", "IssueTime")
_GOODS = ("ItemName", "SpecMod", "Quantity", "MeaUnits")


@dataclass(frozen=True, slots=True)
class EInvoice:
    """The fields of one e-invoice as they are written; sums in yuan, ``None`` where there is none."""

    number: str
    issued: str
    seller: str
    seller_code: str
    buyer: str
    buyer_code: str
    amount: Decimal | None
    tax: Decimal | None
    total: Decimal | None
    goods: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether amount and tax come to the total."""
        if self.amount is None or self.tax is None or self.total is None:
            return False
        return self.amount + self.tax == self.total


def read_e_invoice(data: bytes) -> EInvoice | None:
    """Return the invoice that ``data`` is, or ``None`` when it is none."""
    found: dict[str, str] = {}
    goods: list[str] = []
    item: dict[str, str] = {}
    try:
        for tag, element in elements(data):
            words = (element.text or "").strip()
            if tag in _GOODS and words:
                item[tag] = words
            elif tag == "IssuItemInformation":
                goods.append(" ".join(item[name] for name in _GOODS if name in item))
                item = {}
            elif tag in _FIELDS and words and (tag in _OFFICIAL or _FIELDS[tag] not in found):
                found[_FIELDS[tag]] = words
    except BadFile:
        return None
    if "number" not in found or "total" not in found:
        return None
    return invoice_of(found, tuple(goods))


def invoice_of(fields: Mapping[str, str], goods: tuple[str, ...] = ()) -> EInvoice:
    """Return the invoice whose fields are ``fields``, by our names."""
    amount, tax, total = (sum_of(fields.get(name, "")) for name in ("amount", "tax", "total"))
    said = fields.get
    number, issued = said("number", ""), said("issued", "")
    seller, buyer = (said("seller", ""), said("seller_code", "")), (said("buyer", ""), said("buyer_code", ""))
    return EInvoice(number, issued, *seller, *buyer, amount, tax, total, goods)


def sum_of(words: str) -> Decimal | None:
    """Return the sum that a field says, or ``None`` when it says none."""
    try:
        return parse_yuan(words)
    except BadAmount:
        return None
