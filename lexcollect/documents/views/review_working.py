"""The annex of a review sheet (审查单附件): working of every claim, other readings, gaps, changes, articles.

Owns what stands in each part and in which order. Computes no claim: figures are those of the account and of the law's
answers, differences are what the law gives as the effect of another reading. The sentences are in ``review.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lexcollect.claims.heads import Head
from lexcollect.documents import circumstances as c
from lexcollect.documents.cells_told import NOTHING, bracketed, dated, headed, shortened
from lexcollect.documents.dossier import Dossier
from lexcollect.documents.material import View, series, yuan
from lexcollect.documents.overview import fitting
from lexcollect.documents.survey import Readiness, Surveyed
from lexcollect.documents.views import review_deadlines
from lexcollect.law.trace import Citation

#: So many changes of one paper are shown; the receipts have all.
_CHANGES = 12
#: So much of a field is shown on either side of a change.
_SHOWN = 80


def claims(found: View) -> list[dict[str, Any]]:
    """Return each head of claim with its sum and the steps it was counted in; steps told before are not repeated."""
    said: set[str] = set()
    parts = []
    for number, head in enumerate(found.material.claims.heads, 1):
        steps = [words for words in _steps(found, head) if words not in said]
        said.update(steps)
        told = [bracketed(str(n)) + words for n, words in enumerate(steps, 1)] or [found.pen.one("review.same")]
        amount = found.pen.one("review.yuan_effect", {"金额": yuan(head.amount)})
        title = headed(number, head.title.render("zh"), amount)
        parts.append({"项目": title, "行": [{"内容": dated(line)} for line in told]})
    return parts


def _steps(found: View, head: Head) -> list[str]:
    return list(dict.fromkeys(review_deadlines.step_words(found, step) for step in head.answer.trace))


def lines(found: View) -> list[dict[str, str]]:
    """Return the rows of the schedule: base, days, rate and sum of each stretch; none of a claim that a title fixes."""
    from lexcollect.claims.schedule_table import table_of
    from lexcollect.documents.views import schedule

    material = found.material
    if material.claims.titles or material.claims.apart:
        return []
    table = table_of(material.case, material.claims.account)
    rows: list[dict[str, str]] = schedule.view(table, material.book)["分段"] if table.rows else []
    return rows


def deadlines(found: View, dossier: Dossier) -> list[dict[str, Any]]:
    """Return the working of every deadline, most urgent first."""
    return [review_deadlines.told(found, n, one) for n, one in enumerate(dossier.agenda.deadlines, 1)]


def readings(found: View, dossier: Dossier) -> list[dict[str, str]]:
    """Return what another convention, order of payments or reading would change, in yuan and in days."""
    account, rows = found.material.claims.account, []
    for assumed in account.assumptions:
        rows.append(_reading(found, assumed.text.render("zh"), assumed.effect, ()))
    for order in account.other_orders:
        rows.append(_reading(found, order.reading.render("zh"), order.effect, order.cites))
    for head in found.material.claims.heads:
        for other in head.own_readings:
            said = {"项目": head.title.render("zh"), "读法": other.reading.render("zh")}
            words = found.pen.one("review.reading_head", said)
            rows.append(_reading(found, words, other.value - head.amount, other.cites))
    for one in dossier.agenda.deadlines:
        for another in one.answer.alternatives if one.period else ():
            said = {"项目": review_deadlines.named(one), "读法": another.reading.render("zh")}
            days = (another.value.last_day - one.period.last_day).days if one.period else 0
            effect = found.pen.one("review.day_effect", {"天数": f"{days:+d}"})
            rows.append(
                {"说法": found.pen.one("review.reading_head", said), "影响": effect, "依据": _cites(another.cites)}
            )
    return _once([{**row, "说法": dated(row["说法"])} for row in rows])


def _reading(found: View, words: str, effect: Decimal | int | None, cites: Iterable[Citation]) -> dict[str, str]:
    told = found.pen.one("review.yuan_effect", {"金额": f"{Decimal(effect or 0):+,.2f}"})
    return {"说法": words, "影响": told, "依据": _cites(cites)}


def _cites(cites: Iterable[Citation]) -> str:
    return series(dict.fromkeys(map(str, cites))) or NOTHING


def lacking(found: View, dossier: Dossier) -> list[dict[str, str]]:
    """Return what each paper still lacks: blanks and what refuses it."""
    return [
        {
            "文书": one.title,
            "状态": found.pen.one("review.state", {}, _holds(one)),
            "内容": series(_lacks(found, one)) or NOTHING,
        }
        for one in fitting(dossier)
    ]


def _holds(one: Surveyed) -> frozenset[str]:
    return c.those({"state.ready": one.readiness is Readiness.READY, "state.barred": one.readiness is Readiness.BARRED})


def _lacks(found: View, one: Surveyed) -> Iterator[str]:
    yield from (found.pen.one("review.lacks_blank", {"内容": words}) for words in one.blanks)
    yield from (f.message("zh") + bracketed(f.code) for f in (*one.refusals, *one.doubts))


def changes(dossier: Dossier) -> list[dict[str, str]]:
    """Return what the papers say otherwise than the versions before."""
    return [
        {
            "文书": one.title,
            "版本": one.since,
            "项": change.field,
            "原": shortened(change.old, _SHOWN),
            "现": shortened(change.new, _SHOWN),
        }
        for one in fitting(dossier)
        for change in one.changes[:_CHANGES]
    ]


def forms(found: View) -> list[dict[str, str]]:
    """Return how well the official forms on file were compared, first that of the matter."""
    from lexcollect.documents.forms.reading import EDITION, form_of, numbers
    from lexcollect.documents.views.element_form import form_number

    marks = {number: form_of(number).status for number in numbers()}
    own = "" if found.material.claims.titles else form_number(found.material) or ""
    full = sum(mark == _COMPARED for mark in marks.values())
    said = {"编号": own, "版本": EDITION, "逐字": str(full), "人工": str(len(marks) - full)}
    holds = c.those({"form.full": own and marks[own] == _COMPARED, "form.read": own and marks[own] != _COMPARED})
    return [{"内容": line} for line in found.pen.all("review.form", said, holds)]


_COMPARED = "full"


def articles(found: View, dossier: Dossier) -> list[dict[str, str]]:
    """Return the articles cited on the sheet with their words as of the cut-off day, law by law."""
    return words_of(found, _cited(found, dossier))


def words_of(found: View, cites: Iterable[Citation]) -> list[dict[str, str]]:
    """Return ``cites`` with their words as of the cut-off day, law by law; one that is not on file says so."""
    from lexcollect.law.texts import Missing, text_of

    rows = []
    for cite in sorted(dict.fromkeys(cites), key=_order):
        text = text_of(cite, found.material.as_of)
        missing = isinstance(text, Missing)
        words = found.pen.one("review.no_text") if missing else text.paragraph  # type: ignore[union-attr]
        rows.append({"条文": str(cite), "原文": words})
    return rows


def _cited(found: View, dossier: Dossier) -> Iterator[Citation]:
    material = found.material
    for head in material.claims.heads:
        yield from head.cites
        for step in head.answer.trace:
            yield from step.cites
        for other in head.own_readings:
            yield from other.cites
    for order in material.claims.account.other_orders:
        yield from order.cites
    for stop in material.claims.stops:
        yield from stop.cites
    for one in dossier.agenda.deadlines:
        yield from review_deadlines.cites_of(one)
    yield from found.pen.articles


def _order(cite: Citation) -> tuple[str, int, str]:
    digits = "".join(sign for sign in cite.article.partition("(")[0].partition("-")[0] if sign.isdigit())
    return cite.law, int(digits or 0), cite.article


def _once(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for n, row in enumerate(rows) if row not in rows[:n]]


def left(as_of: date, last: date) -> str:
    """Return how many days are left to ``last``."""
    return str((last - as_of).days)
