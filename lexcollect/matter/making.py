"""Making (出文书、出证据包、验包): papers, a package, its masked copy, and the comparison, for who has no terminal.

Owns the turn, the findings, the files that changed and the line in the journal, all as the verbs ``draft``, ``bundle``
and ``verify`` have them; what is made is what is saved. Asks nothing: changes in a sheet that were not taken in are
told, and no package is built beside them; a locked exhibit without a password has its placeholder page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, Refused, Where, finding, has_errors
from lexcollect.layout import MASKED_PLACES, PACKED_NAMES, WITHHELD
from lexcollect.matter.lock import Held, hold
from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.verification import Verification
    from lexcollect.documents.drafting import DraftResult

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


def offer(folder: Path, as_of: date) -> Made:
    """Return how every paper of the matter stands, as ``draft`` without a paper tells it; writes nothing."""
    from lexcollect.matter.answering import answer
    from lexcollect.matter.papers import latest_pages, survey_papers
    from lexcollect.matter.shapes.papers import offer_json

    answered = answer(folder, as_of)
    pages, stale = latest_pages(answered)
    found = survey_papers(answered, pages)
    return Made((*answered.read_findings, *stale), offer_json(answered, found), ())


def papers(folder: Path, as_of: date, now: datetime, names: Sequence[str], step: Step) -> Made:
    """Write the papers ``names`` (ids, or ``all``) and return what became of each."""
    step("waiting")
    with hold(folder, "draft", now) as held:
        told = _sheets(held, as_of, strict=False)
        made = _papers(held, as_of, names, step)
        return _noted(held, "draft", as_of, _with(held, told, made))


def _papers(held: Held, as_of: date, names: Sequence[str], step: Step) -> Made:
    from lexcollect.matter.answering import answer
    from lexcollect.matter.papers import latest_pages, write_papers
    from lexcollect.matter.problems import list_problems
    from lexcollect.matter.shapes.papers import papers_json

    step("reading")
    answered = answer(held.folder, as_of)
    pages, stale = latest_pages(answered)
    step("writing")
    result = write_papers(answered, names, pages)
    findings = tuple(dict.fromkeys((*answered.read_findings, *stale, *result.findings)))
    changed = tuple(path.relative_to(held.folder).as_posix() for path in result.written)
    listed = list_problems(held.folder, "draft", findings)
    refused = any(paper.refused for paper in result.papers) or not result.papers
    return Made(findings, papers_json(answered, result), _of_papers(result), (*changed, *listed), refused)


def _of_papers(result: DraftResult) -> tuple[str, ...]:
    return tuple(f"{'×' if one.refused else '√'} {one.title}　{one.line()}" for one in result.papers)


# --- packages ------------------------------------------------------------------------------------------------------


def package(folder: Path, as_of: date, now: datetime, profile: str, step: Step) -> Made:
    """Build the next version of the package in the way of binding ``profile``."""
    from lexcollect.matter.packages import profile_named

    step("waiting")
    with hold(folder, "bundle", now) as held:
        chosen, told = profile_named(folder, profile)
        if chosen is None or has_errors(told):
            raise Refused(told)
        told = [*_sheets(held, as_of, strict=True), *told]
        return _noted(held, "bundle", as_of, _with(held, told, _package(held, as_of, chosen, step)))


def _package(held: Held, as_of: date, profile: Any, step: Step) -> Made:
    from lexcollect.matter.cited_pages import moved_citations
    from lexcollect.matter.laid_down import laid_down
    from lexcollect.matter.packages import pack
    from lexcollect.matter.packing import open_packing
    from lexcollect.matter.problems import list_problems
    from lexcollect.matter.serving import numbering_for
    from lexcollect.matter.shapes.papers import package_json

    step("reading")
    packing = open_packing(held.folder, as_of)
    numbering = numbering_for(held.folder)
    step("building")
    built = pack(packing, {}, as_of, numbering=numbering, profile=profile)
    findings = [*packing.read_findings, *built.findings]
    changed: tuple[str, ...] = ()
    if built.folder is None:
        listed = list_problems(held.folder, "bundle", findings)
        return Made(tuple(findings), package_json(packing, built), (say("cli.bundle.none").strip(),), listed, True)
    findings += moved_citations(held.folder, packing.catalogue, {**numbering.series.kept, **built.labels})
    root = built.folder.relative_to(held.folder).as_posix()
    if built.new or root not in laid_down(held.folder).digests:
        names = (PACKED_NAMES.format(version=built.folder.name), WITHHELD.format(version=built.folder.name))
        changed = (*(f"{root}/{name}" for name in built.files), *names)
    listed = list_problems(held.folder, "bundle", findings)
    return Made(tuple(findings), package_json(packing, built), _of_package(packing, built), (*changed, *listed))


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


def _sheets(held: Held, as_of: date, *, strict: bool) -> tuple[Finding, ...]:
    """Tell of changes in a sheet that nobody took in; ``strict``: then nothing is made (:class:`Refused`)."""
    from lexcollect.matter.sheet_memory import SHEETS, handed_in
    from lexcollect.matter.sheets import read_handed, settle

    if not any(handed_in(held.folder, sheet) for sheet in SHEETS):
        return ()
    left = [one for one in read_handed(held.folder, as_of) if one.said or one.findings]
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
