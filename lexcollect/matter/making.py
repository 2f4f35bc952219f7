"""Making (出文书、出证据包、验包): papers, a package, its masked copy, and the comparison, for who has no terminal.

Owns the turn, the findings, the files that changed and the line in the journal, all as the verbs ``draft``, ``bundle``
and ``verify`` have them; what is made is what is saved. Asks nothing: changes in a sheet that were not taken in are
told, and no package is built beside them; a locked exhibit without a password has its placeholder page, and one with
another password than its own stops the package. What comes after what is decided in ``paper_run`` and ``package_run``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.layout import MASKED_PLACES
from lexcollect.matter.lock import Held, hold
from lexcollect.records import dataclass, field
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.verification import Verification
    from lexcollect.documents.clearing import Point
    from lexcollect.documents.drafting import DraftResult
    from lexcollect.matter.sources import Sources

#: Told while something is made: a key of ``desk.step``.
Step = Callable[[str], object]


@dataclass(frozen=True)
class Made:
    """What became of it: findings, the answer as plain data and in lines, the files written (relative to the matter).

    ``broken``: something was compared and differs, or nothing could be made.
    """

    findings: tuple[Finding, ...]
    data: Mapping[str, Any]
    lines: tuple[str, ...]
    changed: tuple[str, ...] = ()
    broken: bool = False


# --- papers --------------------------------------------------------------------------------------------------------


def offer(folder: Path, as_of: date, sources: Sources | None = None) -> Made:
    """Return how every paper of the matter stands, as ``draft`` without a paper tells it; writes nothing.

    ``sources`` stand in place of the saved files where a draft is asked about. Beside each paper stand whether it goes
    to the court, and the place of each of its blanks; beside them all the digest of the files that were read.
    """
    from lexcollect.matter.answering import answer, answer_sources
    from lexcollect.matter.papers import latest_pages, papers_to_file, survey_papers
    from lexcollect.matter.shapes.papers import offer_json
    from lexcollect.matter.sources import read_sources

    read = sources or read_sources(folder)
    answered = answer(folder, as_of) if sources is None else answer_sources(folder, sources, as_of)
    pages, stale = latest_pages(answered)
    found = survey_papers(answered, pages)
    filed = papers_to_file(answered, pages)
    data = offer_json(answered, found)
    for row, one in zip(data["offered"], found, strict=True):
        row |= {"filed": one.paper.id in filed, "places": [place.as_json() for place in one.places]}
    return Made((*answered.read_findings, *stale), data | {"read": digests_of(read)}, ())


def digests_of(sources: Sources) -> dict[str, str]:
    """Return the digests of case file and catalogue: by them two states of a matter are told apart."""
    return {name: sources.sha256(name) for name in sources.files}


@dataclass(frozen=True)
class Final:
    """That papers are to be final, by ``final_by``, and what is kept in them in spite of a finding: by whom, and why.

    ``who`` works at the page, as the journal has it; it need be neither of the two.
    """

    final: bool = False
    keep: tuple[str, ...] = ()
    by: str = ""
    why: str = ""
    pdf: bool = False
    final_by: str = ""
    who: str = ""


def papers(
    folder: Path, as_of: date, now: datetime, names: Sequence[str], step: Step, wanted: Final | None = None
) -> Made:
    """Write the papers ``names`` (ids, or ``all``) and return what became of each, and what a person may keep."""
    step("waiting")
    with hold(folder, "draft", now) as held:
        told = _sheets(held, strict=False)
        made = _papers(held, as_of, names, step, wanted or Final())
        return _noted(held, "draft", as_of, _with(held, told, made))


def _papers(held: Held, as_of: date, names: Sequence[str], step: Step, wanted: Final) -> Made:
    from lexcollect.matter.paper_run import Asked, drafted, still_open
    from lexcollect.matter.problems import list_problems
    from lexcollect.matter.reviewing import Decision
    from lexcollect.matter.shapes.papers import papers_json

    unnamed = (wanted.keep and not wanted.by.strip()) or (wanted.final and not wanted.final_by.strip())
    lacking = [finding("LX-W161")] if unnamed else []
    lacking += [] if wanted.why.strip() or not wanted.keep else [finding("LX-W162")]
    if lacking:
        raise Refused(lacking)
    step("reading")
    decision = Decision(wanted.keep, wanted.by.strip(), wanted.why.strip(), wanted.who.strip())
    final_by = wanted.final_by.strip()
    asked = Asked(names, final=wanted.final, decision=decision, pdf=wanted.pdf, final_by=final_by)
    made = drafted(held, as_of, asked, lambda what: _stepped(step, "printing" if what == "printing" else "writing"))
    listed = list_problems(held.folder, "draft", made.findings)
    refused = any(paper.refused for paper in made.result.papers) or not made.result.papers
    data = papers_json(made.answered, made.result, made.copies)
    data |= {
        "asked": list(names),
        "final": wanted.final,
        "final_by": wanted.final_by,
        "open": _open(still_open(made, asked)),
    }
    return Made(made.findings, data, _of_papers(made.result), (*made.changed, *listed), refused)


def _stepped(step: Step, word: str) -> AbstractContextManager[object]:
    step(word)
    return nullcontext()


def _open(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Return what a person may keep, each rule once with the words and papers in which it was found."""
    found: dict[str, dict[str, Any]] = {}
    for point in points:
        one = found.setdefault(point.rule, {"rule": point.rule, "papers": [], "words": []})
        one["papers"] += [] if point.paper in one["papers"] else [point.paper]
        one["words"] += [] if point.words in one["words"] else [point.words]
    return list(found.values())


def _of_papers(result: DraftResult) -> tuple[str, ...]:
    return tuple(f"{'×' if one.refused else '√'} {one.title}　{one.line()}" for one in result.papers)


# --- packages ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Going:
    """How a package goes on behind what was handed in, and what opens its locked files (kept nowhere)."""

    supplement: bool = False
    insert: bool = False
    late: str = ""
    print_late: bool = False
    searchable: bool = True
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


def package(folder: Path, as_of: date, now: datetime, profile: str, step: Step, going: Going | None = None) -> Made:
    """Build the next version of the package in the way of binding ``profile``.

    :class:`Refused` where a password that was given does not open its file.
    """
    from lexcollect.matter.packages import profile_named

    step("waiting")
    with hold(folder, "bundle", now) as held:
        chosen, told = profile_named(folder, profile)
        if chosen is None or has_errors(told):
            raise Refused(told)
        told = [*_sheets(held, strict=True), *told]
        return _noted(held, "bundle", as_of, _with(held, told, _package(held, as_of, chosen, step, going or Going())))


def _package(held: Held, as_of: date, profile: Any, step: Step, going: Going) -> Made:
    from lexcollect.matter.package_run import Asked, opened_by, packed
    from lexcollect.matter.problems import list_problems
    from lexcollect.matter.shapes.papers import package_json

    step("reading")
    asked = Asked(
        profile, going.passwords, going.searchable, going.supplement, going.insert, going.late, going.print_late
    )
    made = packed(
        held.folder,
        as_of,
        held.now.date(),
        asked,
        lambda catalogue: opened_by(catalogue, going.passwords),
        lambda count: _stepped(step, "building"),
    )
    listed = list_problems(held.folder, "bundle", made.findings)
    data = package_json(made.packing, made.built)
    if made.built.folder is None:
        return Made(made.findings, data, (say("cli.bundle.none").strip(),), listed, True)
    lines = (*_of_package(made.packing, made.built), *_of_going_on(made.numbering), *_of_day(as_of, held.now.date()))
    return Made(made.findings, data, lines, (*made.changed, *listed))


def _of_day(as_of: date, today: date) -> tuple[str, ...]:
    """Return what is told of the day of a package: it is given, so that the same package can be made again."""
    return () if as_of == today else (say("desk.do.day", day=as_of, today=today),)


def _of_going_on(numbering: Any) -> tuple[str, ...]:
    series = numbering.series
    if not series.last:
        return ()
    if series.supplement:
        day = numbering.previous_on
        return (say("desk.do.going.made", number=series.number, last=series.last, day=day),)
    return (say("desk.do.going.kept", last=series.last, count=len(series.kept)),)


def handed_in(
    folder: Path, as_of: date, now: datetime, step: Step, *, version: str, on: date, to: Sequence[str], late: str
) -> Made:
    """Record that ``version`` of the package was handed in ``on`` that day ``to`` each of these, as ``bundle serve``.

    From then on its numbers and pages do not move. :class:`Refused` without a recipient.
    """
    from lexcollect.matter import package_run

    recipients = package_run.recipients_of(to)
    if not recipients:
        raise Refused([finding("LX-W163")])
    step("waiting")
    with hold(folder, "bundle serve", now) as held:
        step("comparing")
        done = package_run.handed_in(folder, on, recipients, version, package_run.one_line(late), now.date())
        one = done.serving.set
        lines = [
            say("bundle_verb.serve.recorded" if done.serving.new else "bundle_verb.serve.known", version=one.version),
            *(say("bundle_verb.serve.handed", day=handed.day, to=handed.to) for handed in one.handed),
            say("bundle_verb.serve.fixed", count=len(one.exhibits), last=done.serving.served.last),
        ]
        made = Made(done.findings, {}, tuple(line.strip("　 ") for line in lines), done.changed)
        return _noted(held, "bundle serve", as_of, _with(held, (), made))


def _of_package(packing: Any, built: Any) -> tuple[str, ...]:
    """Return the extent of a package, how many sets are needed, and its digest, as ``bundle`` tells them."""
    from lexcollect.bundle.manifest import grouped

    catalogue, cover = packing.catalogue, packing.cover
    packed = [item for item in catalogue.items if item.id in built.pages]
    extent = {"groups": len({item.group for item in packed}), "items": len(packed), "files": len(built.received)}
    sets = "cli.bundle.sets_enforcement" if cover.enforcement else "cli.bundle.sets"
    lines = [
        say("cli.bundle.head" if built.new else "cli.bundle.same", folder=built.folder.name),
        say("cli.bundle.extent", **extent, pages=built.total_pages, index=built.index_pages),
        say(sets, opponents=cover.opponents, sets=cover.sets_to_file),
    ]
    draft = catalogue.unconfirmed or cover.open
    lines.append(say("cli.bundle.draft" if draft else "cli.bundle.digest", digest=grouped(built.content)))
    reasons = Counter(left.reason for left in catalogue.left_out)
    if reasons:
        told = [f"{reason} {count}" for reason, count in reasons.items()]
        lines.append(say("cli.bundle.left_out", count=len(catalogue.left_out), reasons=told))
    return tuple(one.strip("　 ") for line in lines for one in line.split("\n"))


def masked(folder: Path, as_of: date, now: datetime, step: Step) -> Made:
    """Make the masked copy of the latest package; it holds no value that was masked, and neither does the answer."""
    from lexcollect.matter.masking import mask_package
    from lexcollect.matter.shapes.papers import masked_json

    step("waiting")
    with hold(folder, "bundle --masked", now) as held:
        step("masking")
        made = mask_package(folder, as_of)
        changed: tuple[str, ...] = ()
        if made.folder is not None and made.new:
            root = made.folder.relative_to(folder).as_posix()
            changed = (*(f"{root}/{name}" for name in made.files), MASKED_PLACES.format(version=made.folder.name))
        lines = _of_copy(made)
        done = Made(made.findings, masked_json(folder, made), lines, changed, made.folder is None)
        return _noted(held, "bundle", as_of, _with(held, (), done))


def _of_copy(made: Any) -> tuple[str, ...]:
    if made.folder is None or made.masked is None:
        return (say("bundle_verb.masked.none").strip(),)
    lines = [say("bundle_verb.masked.head" if made.new else "bundle_verb.masked.same", folder=made.folder.name)]
    for kind, count in Counter(one.kind for one in made.masked.places).items():
        pages = len({one.page for one in made.masked.places if one.kind is kind and one.page})
        lines.append(say("bundle_verb.masked.kind", kind=say(f"masking.kind_{kind}"), count=count, pages=pages))
    if made.masked.unseen:
        lines.append(say("bundle_verb.masked.draft", count=len(made.masked.unseen)))
    elif made.draft:
        lines.append(say("bundle_verb.masked.draft_too"))
    lines.append(say("bundle_verb.masked.look", file=MASKED_PLACES.format(version=made.folder.name)))
    return tuple(line.strip("　 ") for line in lines)


def checked(folder: Path, step: Step) -> Made:
    """Compare the raw material with what was taken in, then the latest package; writes nothing."""
    from lexcollect.matter.shapes.papers import checked_json
    from lexcollect.matter.verifying import verify_matter

    step("comparing")
    found = verify_matter(folder)
    parts = [found.raw, *((found.package,) if found.package else ())]
    lines = tuple(line for part in parts for line in _of_comparison(folder, part))
    return Made(found.findings, checked_json(found), lines, broken=not found.ok)


def _of_comparison(folder: Path, result: Verification) -> tuple[str, ...]:
    from lexcollect.bundle.manifest import grouped

    place = Path(result.folder)
    name = place.relative_to(folder).as_posix() if place.is_relative_to(folder) else place.name
    lines = [say("cli.verify.head", folder=name, count=result.checked)]
    if result.broken:
        counts = {"changed": len(result.changed), "missing": len(result.missing), "added": len(result.added)}
        lines.append(say("cli.verify.different", **counts))
    elif not result.ok:
        lines.append(say("cli.verify.not_checked" if not result.checked else "cli.verify.in_part"))
    else:
        lines.append(say(f"cli.verify.agrees.{result.kind}"))
    lines += [say(f"cli.verify.shown.{means}") for means in result.shown_by]
    if result.content:
        lines.append(say(f"cli.verify.content.{result.kind}", digest=grouped(result.content)))
    return tuple(line.strip("　 ") for line in lines)


# --- what all of them share ------------------------------------------------------------------------------------------


def _sheets(held: Held, *, strict: bool) -> tuple[Finding, ...]:
    """Tell of changes in a sheet that nobody took in; ``strict``: then nothing is made (:class:`Refused`)."""
    from lexcollect.matter.sheet_memory import SHEETS, handed_in
    from lexcollect.matter.sheets import read_handed, settle

    if not any(handed_in(held.folder, sheet) for sheet in SHEETS):
        return ()
    left = [one for one in read_handed(held.folder, held.now.date()) if one.said or one.findings]
    if not left:
        settle(held)  # saved without a change: from now on it is known
        return ()
    if strict:
        raise Refused([finding("LX-W078", Where(one.file)) for one in left])
    return tuple(finding("LX-W074", Where(one.file), count=len(one.said)) for one in left)


def _with(held: Held, told: Sequence[Finding], made: Made) -> Made:
    findings = tuple(dict.fromkeys((*held.findings, *told, *made.findings)))
    return Made(findings, made.data, made.lines, made.changed, made.broken)


def _noted(held: Held, verb: str, as_of: date, made: Made) -> Made:
    """Leave the line in the journal that a run of the verb leaves."""
    from lexcollect.matter.journal import note

    if made.changed:
        note(held.folder, verb, held.now, as_of, made.changed)
    return made
