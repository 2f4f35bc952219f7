"""租赁物交接清单: what both sides fill in and sign when a leased thing is given back; the condition is left blank.

States nothing of the condition and settles no money. The sentences are in ``retaking.yaml``.
"""

from __future__ import annotations

from lexcollect.documents.material import Material, View, listed
from lexcollect.documents.views import contract, parties
from lexcollect.documents.views.retaking_notice import begin, in_insolvency, keeper, rows, to_hand_over
from lexcollect.documents.views.termination_notice import contract_called


def view(material: Material) -> View:
    """Return the fields of the record and what is to be said about it."""
    found = begin("handover_record", material)
    things = to_hand_over(found)
    if not things or not contract.fits_templates(found, found.material):
        return found
    case, pen = found.material.case, found.pen
    broke = in_insolvency(found.material)
    gives_back = keeper(found, broke) if broke else listed(p.name for p in found.material.debtors)
    names = {
        "交出方": gives_back,
        "接收方": listed(p.name for p in case.creditors),
        "合同": contract_called(found, numbered=True),
    }
    gives, takes = pen.one("retaking.hands_over"), pen.one("retaking.receives")
    found.fields = {
        "缘由": pen.one("retaking.record_about", names),
        "时间": pen.one("retaking.record_time"),
        "地点": pen.one("retaking.record_place"),
        "各物": rows(things),
        "情况": pen.one("retaking.record_condition"),
        "保留": [pen.one("retaking.record_kept"), pen.one("retaking.record_copies")],
        "各方": [
            *(
                {"称谓": gives, **parties.signature(found, p), **({"名称": gives_back} if broke else {})}
                for p in ((case.debtor,) if broke else found.material.debtors)
            ),
            *({"称谓": takes, **parties.signature(found, p)} for p in case.creditors),
        ],
    }
    return found
