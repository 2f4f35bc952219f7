"""庭审提纲: the order of a hearing on one sheet, each point with its exhibit, page, original and speaker (140–145).

For our own side, never for the court: it holds what we would ask and how we would settle. Claims are those filed, else
those of a complaint of today; what has to be proved comes from the proof matrix of the cause. An exhibit has a page
once a package was built. The sentences are in ``hearing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Filing, Issue
from lexcollect.causes.cause import Burden
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, in_a_row, listed, numbered, without_stop
from lexcollect.documents.unbroken import unbroken
from lexcollect.documents.views import complaint, evidence_opinion, in_court, parties, relief, running

#: Where an original is, in the words of the catalogue.
_HELD, _NONE, _ELECTRONIC = "有", "无", "电子"
_SUMMARY = (k.Procedure.SIMPLIFIED, k.Procedure.SMALL_CLAIMS)


def view(material: Material) -> View:
    """Return the fields of the outline and what is to be said about it."""
    found = View("hearing_outline", material)
    pending = running.asked_in(found)
    if pending is None:
        return found
    label = in_court.labels(found, pending)
    found.fields = {
        "案情": in_court.case_told(found, pending),
        "庭": list(_day(found, pending)),
        "请求": numbered(_claims(found, pending)),
        "请求说明": complaint.sum_told(found) if not pending.claimed else "",
        "顺序": found.pen.one(
            "hearing.outline_order", {}, c.those({"summary_procedure": pending.procedure in _SUMMARY})
        ),
        "举证": list(_exhibits(found)),
        "待证": list(_to_prove(found)),
        "质证": list(_theirs(found, label)),
        "发问": list(_questions(found)),
        "焦点": [_issue(found, n, one) for n, one in enumerate(in_court.issues(material), 1)],
        "调解": list(_settling(found)),
        "日期": day(material.as_of),
    }
    found.fields["带来"] = numbered(_take_along(found))
    return found


def _order(found: View, pending: Filing) -> str:
    """Return whether the court keeps to the order of the law (141, 144, 163)."""
    return found.pen.one("hearing.outline_order", {}, c.those({"summary_procedure": pending.procedure in _SUMMARY}))


def _day(found: View, pending: Filing) -> Iterator[dict[str, str]]:
    """Yield when and where, before whom, who appears; what nobody entered is a blank to be filled by hand."""
    held = found.material.case.hearing
    where = held.where if held else pending.where
    agents = [in_court.agents_told(found)] if found.material.case.agents else []
    rows = {
        "court": running.court_of(found, pending),
        "case_no": found.need(pending.case_no, "suit_no", pending.where),
        "when": in_a_row((day(held.date), held.time)) if held else found.need("", "hearing_day", where),
        "room": held.room if held else "",
        "judge": held.judge if held else "",
        "clerk": held.clerk if held else "",
        "present": listed(held.present if held and held.present else agents),
    }
    for name, value in rows.items():
        if value:
            yield {"事项": found.pen.one(f"hearing.sheet_{name}"), "内容": value}


def _claims(found: View, pending: Filing) -> list[str]:
    """Return the claims as filed, else as a complaint of this day asks them."""
    if pending.claimed:
        return [without_stop(one.text) for one in pending.claimed]
    sued = parties.defendants(found.material)
    return list(relief.relief(found, sued, parties.labels(found, sued, "complaint.defendant")))


def _exhibits(found: View) -> Iterator[dict[str, str]]:
    """Yield our exhibits in their order: number, what it proves, page, where the original is, who shows it."""
    held = found.material.case.hearing
    agents = [a.name for a in found.material.case.agents[:1]]
    speaker = held.presenter if held and held.presenter else listed(agents)
    for one in found.material.exhibits.values():
        yield {
            "编号": one.no,
            "名称": one.title,
            "证明": one.purpose,
            "页码": one.page_range,
            "原件": one.original,
            "说明人": speaker,
        }


def _to_prove(found: View) -> Iterator[dict[str, str]]:
    """Yield what each cause has to prove and who bears the burden, each fact once."""
    seen: set[str] = set()
    for part in found.material.parts:
        for element in part.cause.proof if part.cause else ():
            if element.fact in seen:
                continue
            seen.add(element.fact)
            said = {"事实": element.fact, "条文": listed(str(cite) for cite in element.cites)}
            ours = element.burden is Burden.CREDITOR
            yield {
                "事实": found.pen.one("hearing.on_fact", said),
                "责任": found.pen.one("hearing.burden", {}, c.those({"burden_ours": ours})),
                "证据": listed(element.evidence),
                "缺失": element.missing,
            }


def _theirs(found: View, label: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the other side's evidence with our positions in a word each."""
    for one in evidence_opinion.told_of(found.material):
        row = {
            "真实": _word(one.genuine),
            "合法": _word(one.lawful),
            "关联": _word(one.relevant),
            "证明力": _word(one.weight),
        }
        yield {"证据": evidence_opinion.named(found, one, label), **row, "反驳": found.material.numbers(one.evidence)}


def _word(position: k.Position | None) -> str:
    return position.label if position else ""


def _questions(found: View) -> Iterator[dict[str, str]]:
    for number, one in enumerate(found.material.case.questions, 1):
        yield {
            "序号": str(number),
            "问谁": one.to,
            "问题": one.text,
            "目的": one.purpose,
            "预期": one.expected,
            "证据": found.material.numbers(one.evidence),
        }


def _issue(found: View, number: int, one: Issue) -> dict[str, str]:
    cites = in_court.articles_of(found, one)
    return {
        "题": f"{number}. {without_stop(one.title)}",
        "对方": without_stop(one.theirs),
        "我方": found.need(without_stop(one.ours), "issue_ours", one.where, name=one.title),
        "依据": in_court.written(cites) if cites else "",
        "证据": found.material.cite(one.evidence),
        "发言人": one.speaker,
    }


def _settling(found: View) -> Iterator[str]:
    """Yield who may settle, and that there is a plan; its terms stand in the agreement, not here."""
    for agent in found.material.case.agents[:2]:
        special = agent.authority is k.Authority.SPECIAL
        yield found.pen.one("hearing.may_settle", {"代理人": agent.name}, c.those({"special_power": special}))
    if found.material.case.settlement:
        yield found.pen.one("hearing.settle_plan")


def _take_along(found: View) -> list[str]:
    """Return what has to be taken to court: identity, powers, originals in the order of their exhibits.

    What has no original is told too: the other side may say that the copy cannot stand alone (证据规定 90(5)).
    """
    case, exhibits = found.material.case, found.material.exhibits.values()
    by = {kind: _unbroken(e.no for e in exhibits if e.original == kind) for kind in (_HELD, _ELECTRONIC, _NONE)}
    said = {
        "身份材料": parties.own_papers_of(found, case.creditors),
        "原件": by[_HELD],
        "电子": by[_ELECTRONIC],
        "没有": by[_NONE],
    }
    how = c.those(
        {
            "originals": by[_HELD],
            "carriers": by[_ELECTRONIC],
            "copies_only": by[_NONE],
            "lawyer_acts": any(a.kind is k.AgentKind.LAWYER for a in case.agents),
        }
    )
    more = case.hearing.take_along if case.hearing else ()
    return [*found.pen.all("hearing.take_along", said, how), *more]


def _unbroken(numbers: Iterable[str]) -> str:
    """Return numbers of exhibits between which alone a line may end."""
    return str(unbroken(listed(numbers)))
