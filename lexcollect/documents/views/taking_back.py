"""Taking back in papers: the loss of a finance lease that was terminated, told as one difference (融资租赁解释 11).

Owns how its parts and the value of each thing are told. The figures are those of ``claims``, the sentences stand in
``figures.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.taking_back import TakenBack
from lexcollect.documents.material import View, day, listed, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import figures


def told(view: View) -> Iterator[str]:
    """Yield one sentence for each loss: what is unpaid, less the value of what is taken back."""
    for loss in view.material.claims.losses:
        yield view.pen.one("figures.taken_back", {**_sums(view, loss), "各物": listed(_things(view, loss))})


def _sums(view: View, loss: TakenBack) -> dict[str, str]:
    whole = loss.due + loss.later
    both = loss.due and loss.later
    beside = [
        view.pen.one("figures.beside_due", {"名目": figures.called(view, o), "金额": yuan(o.principal)})
        for o in view.material.beside
    ]
    return {
        "租金": yuan(whole),
        "到期": yuan(loss.due) if both else "",
        "未到期": yuan(loss.later) if both else "",
        "其他": listed(beside),
        "名称": view.nouns["逾期违约"] if loss.charges else "",
        "违约金": yuan(loss.charges) if loss.charges else "",
        "解除日": day(loss.day),
        "合计": yuan(loss.owed) if loss.owed != whole else "",
        "残值": yuan(loss.residual) if loss.residual else "",
        "价值": yuan(loss.value),
        "损失": yuan(loss.loss),
    }


def _things(view: View, loss: TakenBack) -> Iterator[str]:
    """Yield each thing with its value and on what that rests."""
    paper = PAPERS[view.paper]
    for thing in loss.things:
        assert thing.value is not None  # a loss has the value of every thing
        said = {
            "品名": thing.name,
            "号码": thing.number,
            "日期": day(thing.valued_on) if thing.valued_on else "",
            "价值": yuan(thing.value),
            "证据": "" if paper.letter or paper.to_guarantors else view.material.cite(thing.value_evidence),
        }
        yield view.pen.one("figures.thing_value", said, of_kind("valuation", thing.valued_by))
