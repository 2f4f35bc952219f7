"""Guarantees and things given as security, as the official forms ask for them.

Owns which of several stands in the blanks of a form and which in lines below.
"""

from __future__ import annotations

from lexcollect.documents.material import View, listed, series
from lexcollect.documents.views.form_words import Told, closed, fit


def told(view: View) -> Told:
    """Return the first guarantee in blanks, the others in lines; grantors and things of pledges and mortgages."""
    told_ = view.fields["保证"]
    names = [view.material.case.party(surety.party).name for surety in view.material.sureties]
    content = [fit(view, "form.guarantee", said) for said in told_]
    dated = [
        view.pen.one("form.guarantee_dated", {"日期": said["日期"], "保证人": name, "内容": words})
        for said, name, words in zip(told_, names, content, strict=True)
    ]
    kept = closed(said["催告"] for said in view.fields["保证责任"])
    things = view.material.case.collaterals
    return {
        "保证日": told_[0]["日期"] if told_ else "",
        "保证人": names[0] if names else "",
        "保证内容": content[0] if content else "",
        "其他保证": [*dated[1:], *kept],
        "各份保证": closed([*dated, *kept]),
        "物保日": "",
        "物保人": listed(dict.fromkeys(view.material.case.party(each.grantor).name for each in things)),
        "担保物": series(
            view.pen.one("form.collateral", {"方式": each.kind.label, "担保物": each.thing, "登记": each.number})
            for each in things
        ),
    }
