"""``bundle stamp`` (时间戳): requests for a time-stamp authority and its answers, kept in ``proofs/`` of a package.

Owns what is typed and how it is told. Without an option every token that is there is checked. Nothing goes to a
network unless an authority is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.bundle_subs import matter_words
from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt, now
from lexcollect.cli.refusals import Steps, Words, then
from lexcollect.cli.report import Report
from lexcollect.matter.layout import shown
from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.trust import Trust
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding
    from lexcollect.matter.stamping import Taken


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: the digest by its name, a renewal of the tokens, or stamps inside copies of the PDFs."""

    hash_name: str
    renew: bool
    in_pdf: bool


def answer(
    console: Console,
    folder: Path | None,
    request: bool,
    renew: bool,
    response: tuple[Path, ...],
    authority: str,
    hash_name: str,
    roots: Path | None,
    keep_roots: bool,
    in_pdf: bool,
) -> Report:
    """Write requests, take answers in, or check what lies in ``proofs/``."""
    from lexcollect.matter.stamping import package_to_stamp
    from lexcollect.matter.trusting import trust_in

    asks = request or bool(authority)
    if request + bool(response) + bool(authority) > 1 or ((renew or in_pdf) and not asks) or (renew and in_pdf):
        raise click.UsageError(say("bundle_verb.stamp.one_of"))
    place, here = folder or Path(), (folder,) if folder else ()
    with then(_after_refusal(place, here)):
        package = package_to_stamp(place)
        trust = trust_in(roots, now())
        if keep_roots:
            _keep(console, roots)
        return _answered(
            console, package, here, request, _Wanted(hash_name, renew, in_pdf), response, authority, trust, roots
        )


def _after_refusal(place: Path, here: tuple[Path, ...]) -> Steps:
    """Return what is typed after a refusal, by its code."""
    from lexcollect.matter.layout import is_matter

    build: Words = ("bundle", *matter_words(place)) if is_matter(place) else ("verify", place)
    ask: Words = ("bundle", "stamp", *here, "--request")
    look: Words = ("bundle", "stamp", *here)
    steps: dict[str, Words] = {
        "LX-B170": build,
        "LX-B171": ("verify", place),
        "LX-W003": ("verify", place),
        "LX-B184": ask,
        "LX-B321": ask,
    }
    return steps | dict.fromkeys(("LX-B180", "LX-B181", "LX-B182"), look)


def _answered(
    console: Console,
    package: Path,
    here: tuple[Path, ...],
    request: bool,
    wanted: _Wanted,
    response: tuple[Path, ...],
    authority: str,
    trust: Trust,
    roots: Path | None,
) -> Report:
    words: tuple[str | Path, ...] = ("--roots", roots) if roots else ()
    if not (request or authority or response):
        return _checked(package, trust, ("bundle", "stamp", *here, "--request"))

    def work() -> Report:
        if request:
            return _requested(package, wanted, ("bundle", "stamp", *here, *words))
        if authority:
            return _asked(console, package, wanted, authority, trust, here)
        ask: tuple[str | Path, ...] = ("bundle", "stamp", *here, "--request")
        return _taken_in(package, response, trust, ("verify", *here, *words), ask)

    return alone(console, package, "bundle stamp", work)


def _keep(console: Console, roots: Path | None) -> None:
    """Keep a copy of the roots in the configuration folder, for every later run."""
    from lexcollect.matter.trusting import keep_roots

    if roots is None:
        raise click.UsageError(say("bundle_verb.stamp.keep_what"))
    place = keep_roots(roots)
    if console.talks:
        console.say("bundle_verb.stamp.roots_kept", place=str(place))


def alone(console: Console, package: Path, verb: str, work: Callable[[], Report]) -> Report:
    """Return what ``work`` reports, done while no other run writes in the matter of the package."""
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.stamping import matter_of

    matter = matter_of(package)
    return in_turn(console, matter, verb, work) if matter else work()


def _written(package: Path, wanted: _Wanted) -> tuple[str, ...]:
    """Write requests, for the package, its PDFs or to renew its tokens; return their paths in the package."""
    from lexcollect.bundle.tokens.request import Hash
    from lexcollect.matter.document_stamps import write_document_requests
    from lexcollect.matter.stamping import write_renewal, write_requests

    write = write_document_requests if wanted.in_pdf else write_renewal if wanted.renew else write_requests
    made = write(package, Hash(wanted.hash_name))
    if not made:
        raise click.UsageError(say("bundle_verb.stamp.nothing_to_renew"))
    return made


def _requested(package: Path, wanted: _Wanted, following: tuple[str | Path, ...]) -> Report:
    made = _written(package, wanted)
    data = {"package": shown(package), "requests": list(made)}
    answers = [_answer_to(name) for name in made]
    following = (*following, *_given(answers))
    return report_on(package, data, lambda out: _show_requests(out, package, made), _with_lists(made), following)


def _given(answers: list[str]) -> tuple[str, ...]:
    return tuple(word for name in answers for word in ("--response", name))


def _with_lists(requests: tuple[str, ...]) -> tuple[str, ...]:
    """Return requests with the list that the one of a renewal is about: both were written."""
    lists = (name.removesuffix(".tsq") + ".txt" for name in requests if name.endswith("-renewal.tsq"))
    return (*requests, *lists)


def _answer_to(request: str) -> str:
    return Path(request).with_suffix(".tsr").name


def _show_requests(out: Console, package: Path, made: tuple[str, ...]) -> None:
    out.say("bundle_verb.stamp.requested", count=len(made), folder=shown(package))
    for name in made:
        out.say("bundle_verb.stamp.file", name=name)
    out.say("bundle_verb.stamp.send")
    for name in made:
        out.say("bundle_verb.stamp.curl", request=Path(name).name, answer=_answer_to(name))


def _asked(
    console: Console, package: Path, wanted: _Wanted, authority: str, trust: Trust, here: tuple[Path, ...]
) -> Report:
    """Write requests, send them, and take the answers in; the requests stay where the authority cannot be reached."""
    from lexcollect.matter.stamping import ask_authority, take_in
    from lexcollect.matter.trusting import address_of

    address = address_of(authority)
    made = _written(package, wanted)
    with console.step("bundle_verb.stamp.asking", address=address):
        answers, told = ask_authority(package, made, address)
    taken = take_in(package, answers, trust)
    by_hand: tuple[str | Path, ...] = ("bundle", "stamp", *here, *_given([_answer_to(name) for name in made]))
    following: tuple[str | Path, ...] = ("verify", *here) if taken.files else by_hand
    return _of_taken(package, taken, following, made, (*told, *taken.findings))


def _taken_in(
    package: Path,
    response: tuple[Path, ...],
    trust: Trust,
    following: tuple[str | Path, ...],
    ask: tuple[str | Path, ...],
) -> Report:
    """Take answers in; where none was kept, the next step is to ask once more."""
    from lexcollect.matter.stamping import read_answers, take_in

    taken = take_in(package, read_answers(response), trust)
    return _of_taken(package, taken, following if taken.files else ask, (), taken.findings)


def _of_taken(
    package: Path,
    taken: Taken,
    following: tuple[str | Path, ...],
    requests: tuple[str, ...],
    findings: tuple[Finding, ...],
) -> Report:
    from lexcollect.cli.token_show import show_tokens
    from lexcollect.matter.shapes.papers import token_json

    def show(out: Console) -> None:
        out.say("bundle_verb.stamp.taken", count=len(taken.files), folder=shown(package))
        for name in taken.files:
            out.say("bundle_verb.stamp.file", name=name)
        show_tokens(out, taken.tokens)

    data = {
        "package": shown(package),
        "requests": list(requests),
        "taken_in": list(taken.files),
        "time_stamps": [token_json(one) for one in taken.tokens],
    }
    return report_on(package, data, show, (*_with_lists(requests), *taken.files), following, findings)


def _checked(package: Path, trust: Trust, following: tuple[str | Path, ...]) -> Report:
    """Check every token that is there, and the package not at all."""
    from lexcollect.bundle.tokens.inspecting import inspect
    from lexcollect.bundle.tokens.store import kept
    from lexcollect.bundle.verification import Outcome
    from lexcollect.cli.exits import Exit
    from lexcollect.cli.token_show import show_tokens
    from lexcollect.matter.shapes.papers import token_json
    from lexcollect.matter.stamping import files_of

    outcome, found = Outcome(), kept(package)
    inspect(files_of(package), outcome, trust)

    def show(out: Console) -> None:
        out.say("bundle_verb.stamp.listed", count=len(found), folder=shown(package))
        show_tokens(out, outcome.tokens)

    data = {
        "package": shown(package),
        "proofs": [one.name for one in found],
        "time_stamps": [token_json(one) for one in outcome.tokens],
    }
    code = Exit.INTEGRITY if outcome.broken else Exit.UNREADABLE if outcome.incomplete else Exit.FINE
    return Report(tuple(outcome.findings), data, show, following, exit=code)


def report_on(
    package: Path,
    data: Mapping[str, object],
    show: Callable[[Console], None],
    changed: tuple[str, ...],
    following: tuple[str | Path, ...],
    findings: tuple[Finding, ...] = (),
) -> Report:
    """Return the report of a run that wrote ``changed`` below the package."""
    from lexcollect.matter.stamping import matter_of

    matter = matter_of(package)
    place = package.resolve().relative_to(matter.resolve()).as_posix() if matter else ""
    return Report(findings, data, show, following, matter, tuple(f"{place}/{name}" for name in changed))


command = SubVerb(
    "bundle stamp",
    "bundle_verb.about.stamp",
    answer,
    [
        Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
        Opt(["--request"], "bundle_verb.opt.request", is_flag=True),
        Opt(["--renew"], "bundle_verb.opt.renew", is_flag=True),
        Opt(["--in-pdf"], "bundle_verb.opt.in_pdf", is_flag=True),
        Opt(
            ["--response"],
            "bundle_verb.opt.response",
            value_key="cli.value.file",
            multiple=True,
            type=click.Path(path_type=Path),
        ),
        Opt(["--authority"], "bundle_verb.opt.authority", value_key="bundle_verb.value.authority", default=""),
        Opt(["--roots"], "bundle_verb.opt.roots", value_key="cli.value.file", type=click.Path(path_type=Path)),
        Opt(["--keep-roots"], "bundle_verb.opt.keep_roots", is_flag=True),
        Opt(
            ["--hash", "hash_name"],
            "bundle_verb.opt.hash",
            value_key="bundle_verb.value.hash",
            type=click.Choice(["sha256", "sha384", "sha512", "sm3"]),
            default="sha256",
        ),
    ],
)
