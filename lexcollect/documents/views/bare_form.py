"""The official complaint of a cause that no cause file covers: what was entered, in words that name no kind of debt.

Owns what of the complaint may be told without the law of the cause. Sums are those of the case file and of agreed
standards (LX-M295); statutory rates, caps and the legal basis are never guessed. Where interest was agreed that nobody
counted while payments were made, no sum is told at all: what is left of the principal is not known.
"""

from __future__ import annotations

from dataclasses import replace

from lexcollect.causes.clause_book import layered
from lexcollect.documents.forms.mapping import mapped
from lexcollect.documents.material import Material, View
from lexcollect.documents.views import complaint, form_charges
from lexcollect.documents.views.form_words import Told

#: That no cause file covers the matter, which is what this form is for.
_NO_FILE = "LX-P009"
#: Fields that hang on the law of the cause (nothing stands there), and on how payments were applied to interest.
_OF_LAW: Told = {"法律依据": ""}
_OF_SUMS: Told = {
    "诉讼请求": "",
    "本金": "",
    "标的总额": "",
    "总额": "",
    "账内已还本金": "",
    "账内已还利息": "",
    "还息至": "",
    "还息推算": "",
    "欠付明细": "",
    "息费合计": "",
    "计息本金": "",
    "其他报酬": "",
    "担保请求": "",
    "违约金": "",
    "罚息违约金": "",
    "息费明细": "",
    "分段": "",
    "续算": "",
    "次日": "",
    "截止日": "",
    "综述": "",
}


def begun(material: Material, number: str) -> View:
    """Return the fields of the complaint, the debt called as form ``number`` calls it.

    That no cause file covers the matter is told otherwise.
    """
    wording = layered(material.book, "", mapped(number).nouns)
    found = complaint.view(replace(material, own_template=True, wording=wording))
    found.findings[:] = [one for one in found.findings if one.code != _NO_FILE]
    return found


def without_law(view: View, told: Told) -> Told:
    """Return what may be told without the law of the cause."""
    kept = dict(told)
    basis = view.fields["合同"]["约定"]
    kept["依据"] = [view.pen.one("form.basis", {"合同": basis, "法律": ""})] if basis else []
    dropped = {**_OF_LAW, **(_OF_SUMS if form_charges.uncounted(view) else {})}
    empty: Told = {name: "" if isinstance(said, str) else [] for name, said in kept.items() if name in dropped}
    return {**kept, **empty}


def say(view: View, number: str) -> None:
    """Say that rates, caps and the legal basis were not checked, and which sums are therefore not told."""
    contract = view.material.contract
    view.say("LX-P304", contract.where, number=number, cause=contract.cause)
    if form_charges.uncounted(view):
        view.say("LX-P730", contract.where, number=number, name=contract.called)
