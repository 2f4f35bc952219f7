"""强制执行申请书: what a title fixed, what was performed, what is left, the doubled part (民事诉讼法 247–250, 264).

Owns both applications on a title; 恢复执行申请书 is the same paper after a broken settlement in enforcement or a ruling
for want of assets. Refuses a matter without a title in force whose sums are entered. The sentences are in
``enforcement.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Award, Filing, Party
from lexcollect.causes.circumstances import of_kind
from lexcollect.claims.stop import Act, Ground
from lexcollect.claims.title_heads import PERFORM
from lexcollect.claims.titles import Kept, TitleAccount
from lexcollect.cn.rates import rate_words
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed, numbered, series, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import parties
from lexcollect.findings import has_errors
from lexcollect.law.rules.parts import Part
from lexcollect.law.trace import Citation
from lexcollect.wording import text

_PARTS = (Part.PRINCIPAL, Part.PENALTY, Part.COSTS)
#: Papers of a court: that court executes (民事诉讼法 235(1)).
_OF_COURT = frozenset({k.TitleKind.JUDGMENT, k.TitleKind.APPEAL_JUDGMENT, k.TitleKind.MEDIATION_PAPER})
_RESUME = "resumption"


def view(material: Material) -> View:
    """Return the fields of the application and what is to be said about it."""
    return written("enforcement", material)


def attended(paper: str, material: Material) -> View:
    """Return the view of a paper that goes with a suit, or with the enforcement of the title that decided the debt."""
    if not _decided(material):
        return stops.begin(paper, material)
    title = title_of(material)
    return stops.begin(paper, material, title.against if title else (), Act.ENFORCE)


def opponents(found: View) -> list[Party]:
    """Return against whom such a paper goes: who is sued, or whom the title binds."""
    title = title_of(found.material) if _decided(found.material) else None
    if title is None:
        return parties.defendants(found.material)
    return [found.material.case.party(id) for id in title.against if id not in found.material.left_out]


def stage(found: View) -> frozenset[str]:
    """Return whether a title is enforced."""
    return c.those({"enforcing": _decided(found.material)})


def _decided(material: Material) -> bool:
    """Tell whether a title in force decided the debt: nothing of it is left to sue for (民诉法解释 247)."""
    sued = {stop.person for stop in material.claims.stops if stop.act is Act.SUE and stop.ground is Ground.DECIDED}
    return bool(material.claims.titles) and {p.id for p in material.debtors} <= sued


def applies(material: Material) -> bool:
    """Tell whether enforcement is to be asked for the first time."""
    title = title_of(material)
    return title is not None and not to_resume(material, title)


def title_of(material: Material) -> TitleAccount | None:
    """Return the title the paper stands on: the one chosen, else the first on which something is left."""
    titles = material.claims.titles
    chosen = material.case.choices.title
    if chosen:
        return next((t for t in titles if t.title.id == chosen), None)
    return next((t for t in titles if t.total), titles[0] if titles else None)


def to_resume(material: Material, title: TitleAccount) -> bool:
    """Tell whether enforcement was applied for and stands still: settled and broken, or ended for want of assets."""
    agreed = title.agreement
    broken = agreed is not None and agreed.kept is Kept.BROKEN and agreed.fact.resumed_on is None
    return bool(filed(material, title)) and (broken or _ended(material, title))


def filed(material: Material, title: TitleAccount) -> Filing | None:
    """Return the last application for enforcement of ``title`` to the cut-off day."""
    known = [
        f
        for f in material.case.filings
        if f.kind is k.FilingKind.ENFORCEMENT
        and title.effective <= f.date <= material.as_of
        and (not f.covers or set(f.covers) & set(title.covers))
    ]
    return max(known, key=lambda f: f.date, default=None)


def _ended(material: Material, title: TitleAccount) -> bool:
    return title.title.terminated_on is not None and title.title.terminated_on <= material.as_of


def written(paper: str, material: Material) -> View:
    """Return the fields of ``paper``, one of the two applications."""
    title = title_of(material)
    if title is None:
        found = View(paper, material)
        found.say("LX-P106", paper=PAPERS[paper].name, instead=text("claims.instead.no_title"))
        return found
    found = stops.begin(paper, material, title.against)
    material = found.material
    resume = to_resume(material, title)
    if resume is not (paper == _RESUME):
        other = PAPERS[_RESUME if resume else "enforcement"]
        found.say("LX-P109", title.title.where, paper=PAPERS[paper].name, other=other.name, id=other.id)
    court = court_of(found, title)
    asked = [material.case.party(id) for id in title.against if id not in material.left_out]
    remark(found, title, asked)
    if has_errors(found.findings) or not court:
        return found
    label = parties.labels(found, asked, "enforcement.debtor")
    whole = parties.all_of(found, asked, "enforcement.debtors")
    how = how_of(material, title, resume=resume)
    found.fields = {
        **_people(found, asked, label),
        "案由": material.contract.cause,
        "全体被执行人": whole,
        "请求事项": numbered(requests(found, title, whole, how)),
        "合计": found.pen.one("enforcement.sum", {"截止日": day(material.as_of), "合计": yuan(title.total)}),
        "执行依据": found.pen.one("enforcement.basis", named(found, title, basis=True)),
        "判项": granted(found, title, how),
        "经过": history(found, title, how),
        "尚欠": owed_words(found, title, how),
        "加倍": _lines(found, title),
        "算法": found.pen.one("enforcement.method", {}, how),
        "线索": clues(found, asked),
        "查控": found.pen.one("enforcement.assets"),
        "法院": court,
        "附件": numbered(_annexes(found, title, how)),
        "落款": {**parties.signature(found, material.case.creditor), "日期": day(material.as_of)},
    }
    based = grounds.written(grounds.grounds(paper, material.circumstances, None, articles(found, title)))
    found.fields["依据"] = found.pen.one("enforcement.clause_of_law", {"依据": based}, how)
    return found


def articles(found: View, title: TitleAccount) -> tuple[Citation, ...]:
    """Return the articles of what the paper said, and that by which such a title is enforced."""
    return (*found.pen.articles, PERFORM[title.title.kind])


def how_of(material: Material, title: TitleAccount, *, resume: bool) -> frozenset[str]:
    """Return how the title stands, as the sentences ask for it."""
    agreed = title.agreement
    return c.those(
        {
            "resumed": resume,
            "accelerated": title.missed,
            "broken": agreed is not None and agreed.kept is Kept.BROKEN,
            "ended_for_now": _ended(material, title),
            "doubled": title.double,
            "paper.title": title.title.evidence,
            "paper.agreement": agreed is not None and agreed.fact.evidence,
        }
    ) | of_kind("title", title.title.kind)


def court_of(found: View, title: TitleAccount) -> str:
    """Return the court that executes: the one chosen, that of the pending case, else that of the paper (235)."""
    material = found.material
    before = filed(material, title)
    organ = title.title.organ if title.title.kind in _OF_COURT else ""
    court = material.case.choices.court or (before.organ if before else "") or organ
    return court if found.require(court, "court") else ""


def remark(found: View, title: TitleAccount, asked: list[Party]) -> None:
    """Say that several persons are bound, and that another title is not performed."""
    number = title.title.case_no or title.title.id
    if len(asked) > 1:
        found.say("LX-P107", title.title.where, number=number, names=listed(p.name for p in asked))
    others = [t.title.case_no or t.title.id for t in found.material.claims.titles if t is not title and t.total]
    if others and not found.material.case.choices.title:
        found.say("LX-P108", title.title.where, number=number, others=listed(others))


def _people(found: View, asked: list[Party], label: dict[str, str]) -> dict[str, Any]:
    def with_address(party: Party, name: str) -> dict[str, Any]:
        place, reach = parties.service_place(found, party)
        return {**parties.block(found, party, name), "送达地址": place, "联系方式": reach}

    applicant = with_address(found.material.case.creditor, found.pen.one("enforcement.applicant"))
    return {
        "申请人": {**applicant, "代理人": parties.agents(found)},
        "被执行人": [with_address(p, label[p.id]) for p in asked],
    }


def named(found: View, title: TitleAccount, *, basis: bool = False) -> dict[str, str]:
    """Return how the title is called: number and kind, as the basis also who made it, its effect and its exhibit."""
    fact = title.title
    said = {
        "案号": fact.case_no or found.need("", "case_no", fact.where),
        "文书": found.pen.one("enforcement.paper", {}, of_kind("title", fact.kind)),
    }
    if not basis:
        return said
    proof = found.material.cite(fact.evidence)
    return {**said, "机关": fact.organ, "生效日": day(title.effective), "证据": proof}


def _parts(found: View, title: TitleAccount) -> list[str]:
    sums = [(part, title.left(part)) for part in _PARTS]
    return [part_said(found, title, part, amount) for part, amount in sums if amount]


def part_said(found: View, title: TitleAccount, part: Part, amount: Decimal) -> str:
    """Return one sum with what it is; what runs is called as the title called it."""
    said = {"名目": title.running.render("zh"), "金额": yuan(amount)}
    return found.pen.one("enforcement.part", said, of_kind("part", part))


def requests(found: View, title: TitleAccount, whole: str, how: frozenset[str]) -> Iterator[str]:
    """Yield what is asked for: the sums left, what runs by the title, the doubled part, the costs of enforcement."""
    material = found.material
    called_by = named(found, title)
    days = {"截止日": day(material.as_of), "次日": day(material.as_of + timedelta(days=1))}
    if "resumed" in how:
        before = filed(material, title)
        yield found.pen.one("enforcement.request_resume", {**called_by, "执行案号": before.case_no if before else ""})
    parts = _parts(found, title)
    if parts:
        fixed = sum((title.left(part) for part in _PARTS), title.total * 0)
        said = {**called_by, "债务人": whole, "各项": listed(parts), "合计": yuan(fixed)}
        yield found.pen.one("enforcement.request_sums", said, c.those({"one": len(parts) == 1}))
    interest, each = title.left(Part.INTEREST), title.interest_per_day
    if interest or each:
        of_it = {"债务人": whole, "名目": title.running.render("zh")}
        said = {**of_it, **days, "金额": yuan(interest), "每日": yuan(each)}
        yield found.pen.one("enforcement.request_interest", said, c.those({"runs": each}))
    if title.double or title.owed.double_per_day:
        said = {"债务人": whole, **days, "金额": yuan(title.double), "基数": yuan(title.owed.double_base)}
        yield found.pen.one("enforcement.request_double", said, c.those({"runs": title.owed.double_per_day}))
    yield found.pen.one("enforcement.request_fees", {"债务人": whole})


def granted(found: View, title: TitleAccount, how: frozenset[str]) -> str:
    """Return what the title fixed, day by day, and that a missed instalment makes all due."""
    fact = title.title
    last = title.debts[-1].expires
    dated = bool(fact.performance_day or fact.performance_count or fact.instalment_days)
    rows: dict[Any, list[Award]] = {}
    for award in fact.awards:
        if award.kind is not k.AwardKind.COURT_FEE_TO_COURT:
            rows.setdefault(award.due_on or (None if fact.instalment_days and award.rate else last), []).append(award)
    told = []
    for when, awards in sorted(rows.items(), key=lambda row: row[0] or last):
        items = listed(_award(found, award, how) for award in awards)
        said = {"日期": day(when) if when else "", "各项": items}
        told.append(found.pen.one("enforcement.granted", said, c.those({"at_once": not dated or when is None})))
    return series(part for part in (*told, found.pen.one("enforcement.accelerates", {}, how)) if part)


def _award(found: View, award: Award, how: frozenset[str]) -> str:
    kind = of_kind("award", award.kind) | how
    if award.rate is None:
        return found.pen.one("enforcement.award", {"金额": yuan(award.amount or 0)}, kind)  # type: ignore[arg-type]
    said = {
        "起": day(award.first) if award.first else "",
        "止": day(award.last) if award.last else "",
        "标准": rate_words(award.rate),
    }
    return found.pen.one("enforcement.award_running", said, kind)


def history(found: View, title: TitleAccount, how: frozenset[str]) -> list[str]:
    """Return what was performed, applied for and agreed since, in the order of the days."""
    material, rows = found.material, []
    for payment in title.payments:
        fact = material.payments[payment.id]
        parts = [
            part_said(found, title, s.part, s.amount) for s in title.owed.settlement.shares if s.payment == payment.id
        ]
        said = {
            "日期": day(payment.day),
            "金额": yuan(payment.amount),
            "各项": listed(parts),
            "证据": material.cite(fact.evidence),
        }
        rows.append((payment.day, found.pen.one("enforcement.paid", said)))
    if title.missed:
        rows.append((title.missed, found.pen.one("enforcement.missed", {"日期": day(title.missed)}, how)))
    before = filed(material, title)
    if before is not None and "resumed" in how:
        said = {"日期": day(before.date), "法院": before.organ, "案号": before.case_no, "证据": ""}
        rows.append((before.date, found.pen.one("enforcement.filed", {**said, "证据": material.cite(before.evidence)})))
    rows += agreed_rows(found, title, how)
    ended = title.title.terminated_on
    if ended is not None and ended <= material.as_of:
        rows.append((ended, found.pen.one("enforcement.ended", {"日期": day(ended), "证据": ""}, how)))
    told = [said for _, said in sorted(rows, key=lambda row: row[0])]
    new = found.pen.one("enforcement.found", {}, how)
    return [*told, new] if new else told


def agreed_rows(found: View, title: TitleAccount, how: frozenset[str]) -> Iterator[tuple[Any, str]]:
    """Yield the settlement in enforcement and that it was broken, each with its day."""
    agreed = title.agreement
    if agreed is None:
        return
    parts = [
        found.pen.one("enforcement.agreement_part", {"日期": day(i.due_on), "金额": yuan(i.amount)})
        for i in agreed.fact.instalments
    ]
    said = {
        "日期": day(agreed.fact.signed_on),
        "各期": listed(parts),
        "证据": found.material.cite(agreed.fact.evidence),
    }
    yield agreed.fact.signed_on, found.pen.one("enforcement.agreement", said)
    if agreed.broken_on:
        paid = yuan(agreed.paid) if agreed.paid else ""
        said = {"日期": day(agreed.broken_on), "已付": paid}
        yield agreed.broken_on, found.pen.one("enforcement.broken", said, how)


def owed_words(found: View, title: TitleAccount, how: frozenset[str]) -> str:
    """Return what is left on the cut-off day, part by part."""
    parts = _parts(found, title)
    if title.left(Part.INTEREST):
        parts.append(part_said(found, title, Part.INTEREST, title.left(Part.INTEREST)))
    said = {
        "截止日": day(found.material.as_of),
        "各项": listed(parts),
        "加倍": yuan(title.double),
    }
    return found.pen.one("enforcement.owed", said, how)


def _lines(found: View, title: TitleAccount) -> list[dict[str, str]]:
    """Return the rows of the doubled part with their sum; what was paid in time bears none and has no row."""
    counted = [line for line in title.owed.lines if line.days]
    rows = [
        {
            "序号": str(number),
            "基数": yuan(line.amount),
            "届满": day(line.expires),
            "止": day(line.paid),
            "天数": f"{line.days:,}",
            "金额": yuan(line.double),
        }
        for number, line in enumerate(counted, 1)
    ]
    if not rows:
        return []
    head = found.pen.one("enforcement.lines_sum", {})
    return [*rows, {**dict.fromkeys(rows[0], ""), "序号": head, "金额": yuan(title.owed.double)}]


def clues(found: View, asked: list[Party]) -> list[dict[str, str]]:
    """Return the lawful clues to assets of ``asked``, one row each."""
    material, persons = found.material, {p.id for p in asked}
    known = [clue for clue in material.case.asset_clues if clue.owner in persons]
    if not known:
        found.say("LX-P007", why=text("documents.clue.enforce"))
    return [
        {
            "序号": str(number),
            "权利人": material.case.party(clue.owner).name,
            "类型": clue.kind.label,
            "信息": series(part for part in (clue.description, clue.location, clue.encumbrances) if part),
            "来源": f"{clue.source.label}{material.cite(clue.evidence)}",
        }
        for number, clue in enumerate(known, 1)
    ]


def _annexes(found: View, title: TitleAccount, how: frozenset[str]) -> list[str]:
    papers = parties.own_papers(found, found.material.case.creditor)
    said = {"文书": found.pen.one("enforcement.paper", {}, of_kind("title", title.title.kind)), "身份材料": papers}
    alone = parties.one_paper(found, [found.material.case.creditor])
    return found.pen.all("enforcement.annexes", said, how | alone)
