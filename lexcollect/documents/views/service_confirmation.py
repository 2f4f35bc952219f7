"""送达地址确认书: the creditor's own address for service, one for each creditor (法院专递邮寄送达规定 3–5).

Without an address entered for service the domicile is filled in and the user is told: the party confirms it by its
signature, and bears what comes of an address where it cannot be reached. Whether to be served by electronic
means is for the person who signs (民诉法解释 136): both boxes stay empty unless the case file says which. The sentences
are in ``filing.yaml``.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.models import Party
from lexcollect.casefile.parties import ServiceAddress
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, numbered
from lexcollect.documents.views import complaint, enforcement, parties


def view(material: Material) -> View:
    """Return the fields of the confirmations and what is to be said about them."""
    found = enforcement.attended("service_confirmation", material)
    found.fields = {"各书": [_of(found, p, first=n == 0) for n, p in enumerate(found.material.case.creditors)]}
    return found


def _consent(place: ServiceAddress | None) -> frozenset[str]:
    said = place.electronic if place else None
    return c.those({"electronic_service": said is True, "no_electronic_service": said is False})


def _address(found: View, party: Party) -> str:
    if party.service_address:
        return party.service_address.address
    if party.domicile:
        found.say("LX-P520", party.where, name=party.name, address=party.domicile)
    return found.need(party.domicile, "service_address", party.where, name=party.name)


def _of(found: View, party: Party, *, first: bool) -> dict[str, Any]:
    material, place = found.material, party.service_address
    phone = (place.phone if place else "") or party.phone
    email = (place.email if place else "") or party.email
    return {
        "首": first,
        "受送达人": party.name,
        "对方": listed(p.name for p in enforcement.opponents(found)),
        "案由": complaint.cause_title(found),
        "地址": _address(found, party),
        "邮编": found.need(place.postcode if place else "", "postcode", party.where, name=party.name),
        "电子": found.pen.one("filing.electronic_choice", {}, _consent(place)),
        "代收人": place.recipient if place else "",
        "电话": found.need(phone, "phone", party.where, name=party.name),
        "邮箱": email,
        "电子送达地址": found.pen.one(
            "filing.electronic_address", {"邮箱": email}, c.those({"told": email}), _consent(place)
        ),
        "确认": found.pen.one("filing.read", {}, of_kind("party", party.kind)),
        "告知": numbered(found.pen.all("filing.consequences", {})),
        "落款": {**parties.signature(found, party), "日期": day(material.as_of)},
    }
