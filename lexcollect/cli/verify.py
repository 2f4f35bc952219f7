"""``verify`` (验包): is a package, or the raw material, still what its list says.

Owns how the answer is told: every changed, missing and added file by name, what the list itself rests on, and what is
not said. Separates “compared and different” (4) from “not compared” (3). What a folder stands for is decided in
``matter.verifying``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.bundle_subs import matter_words
from lexcollect.cli.console import words_for
from lexcollect.cli.exits import Exit
from lexcollect.cli.options import Arg, Opt, now
from lexcollect.cli.refusals import then
from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.layout import RAW
from lexcollect.matter.layout import is_matter, shown
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.trust import Trust
    from lexcollect.bundle.verification import Verification
    from lexcollect.cli.console import Console


@verb(
    "verify",
    Arg(["folder"], "cli.value.package", required=False, type=click.Path(path_type=Path)),
    Opt(["--list", "listing"], "cli.opt.list", value_key="cli.value.file", type=click.Path(path_type=Path)),
    Opt(["--digest", "digests"], "cli.opt.digest", value_key="cli.value.digest", multiple=True),
    Opt(["--roots"], "cli.opt.roots", value_key="cli.value.file", type=click.Path(path_type=Path)),
    Opt(["--crl"], "cli.opt.crl", value_key="cli.value.file", multiple=True, type=click.Path(path_type=Path)),
    Opt(["--ocsp"], "cli.opt.ocsp", value_key="cli.value.file", multiple=True, type=click.Path(path_type=Path)),
    Opt(
        ["--earlier"],
        "cli.opt.earlier",
        value_key="cli.value.package",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
    ),
    Opt(["--deep"], "cli.opt.deep", is_flag=True),
    Opt(["--render"], "cli.opt.render", is_flag=True),
    Opt(["--password"], "cli.opt.render_password", value_key="cli.value.password", multiple=True),
)
def command(
    console: Console,
    folder: Path | None,
    listing: Path | None,
    digests: tuple[str, ...],
    roots: Path | None,
    crl: tuple[Path, ...],
    ocsp: tuple[Path, ...],
    earlier: tuple[Path, ...],
    deep: bool,
    render: bool,
    password: tuple[str, ...],
) -> Report:
    """Compare ``folder`` (default: the current one) with its list, and the list with ``digests`` kept elsewhere."""
    from lexcollect.matter.packages import latest_package
    from lexcollect.matter.trusting import trust_in

    place, typed = folder or Path(), _typed(digests)
    look = ("verify", *((folder,) if folder else ()), *(("--list", listing) if listing else ()))
    with then(dict.fromkeys(("LX-B180", "LX-B181", "LX-B202"), look)):
        trust = trust_in(roots, now(), (*crl, *ocsp))
    made_with = _made_with(password) if render or password else None
    if is_matter(place) and listing is None:
        return of_matter(console, place, typed, trust, deep=deep, render=made_with)
    package = place if listing else latest_package(place)
    return of_folder(console, package, listing, typed, trust, earlier, deep=deep, render=made_with)


def _made_with(words: tuple[str, ...]) -> dict[str, str]:
    """Return the passwords with which pages are made anew: ``1-1=密码``, or the name of a file in the package."""
    from lexcollect.cli.bundle import given_passwords

    return given_passwords(words)


def _typed(words: tuple[str, ...]) -> tuple[str, ...]:
    from lexcollect.bundle.laid_down import typed_digest

    meant = tuple(typed_digest(word) for word in words)
    for word, digest in zip(words, meant, strict=True):
        if not digest:
            raise click.UsageError(say("cli.verify.bad_digest", word=word))
    return meant


def of_folder(
    console: Console,
    place: Path,
    listing: Path | None = None,
    typed: tuple[str, ...] = (),
    trust: Trust | None = None,
    earlier: tuple[Path, ...] = (),
    *,
    deep: bool = False,
    render: Mapping[str, str] | None = None,
) -> Report:
    """Compare a package, or a folder with a ``listing``."""
    from lexcollect.matter.shapes.papers import verification_json
    from lexcollect.matter.verifying import verify_folder

    with console.step("cli.verify.working", folder=shown(place)):
        result = verify_folder(place, listing, typed, trust, earlier=earlier, deep=deep, render=render)
    given: tuple[str | Path, ...] = ("--list", listing) if listing else ()
    following: tuple[str | Path, ...] = ("verify", place, *given, "--json") if result.checked or result.broken else ()
    if matter := _matter_around(place):
        following = _after(matter, result, raw=place.resolve() == (matter / RAW).resolve())
    following = _for_roots(place, result) or _with_passwords(place, result) or following
    return Report(
        result.findings, verification_json(result), lambda out: show(out, result), following, exit=exit_of(result)
    )


def of_matter(
    console: Console,
    matter: Path,
    typed: tuple[str, ...] = (),
    trust: Trust | None = None,
    *,
    deep: bool = False,
    render: Mapping[str, str] | None = None,
) -> Report:
    """Compare the raw material of ``matter`` with what was taken in, then its latest package."""
    from lexcollect.matter.shapes.papers import checked_json
    from lexcollect.matter.verifying import verify_matter

    with console.step("cli.verify.working", folder=shown(matter)):
        checked = verify_matter(matter, typed, trust, deep=deep, render=render)

    def show_both(out: Console) -> None:
        show(out, checked.raw)
        if checked.package:
            show(out, checked.package)

    code = Exit.INTEGRITY if checked.broken else Exit.FINE if checked.ok else Exit.UNREADABLE
    following: tuple[str | Path, ...] = ("due", *words_for(matter))
    if not checked.ok:
        broken = checked.package if checked.raw.ok and checked.package else checked.raw
        following = _after(matter, broken, raw=broken is checked.raw)
        following = _for_roots(matter, broken) or _with_passwords(matter, broken) or following
    return Report(checked.findings, checked_json(checked), show_both, following, exit=code)


def _matter_around(place: Path) -> Path | None:
    """Return the matter in which a package or the raw material lies, if it is in one."""
    return next((folder for folder in place.absolute().parents if is_matter(folder)), None) if place.is_dir() else None


def _for_roots(place: Path, result: Verification) -> tuple[str | Path, ...]:
    """Return how a token is asked for where roots were named and the package has none; nothing otherwise."""
    lacking = any(one.code in ("LX-B188", "LX-B322") for one in result.findings)
    return ("bundle", "stamp", place, "--request") if lacking and not result.broken else ()


def _with_passwords(place: Path, result: Verification) -> tuple[str | Path, ...]:
    """Return how to look again at exhibits for which only a password was missing; nothing when there are none."""
    from lexcollect.bundle.render_check import locked

    numbers = locked(result.renderings or ())
    if result.broken or not numbers:
        return ()
    given = tuple(word for no in numbers for word in ("--password", say("cli.verify.password_of", no=no)))
    return ("verify", place, "--render", *given)


def _after(matter: Path, result: Verification, *, raw: bool) -> tuple[str | Path, ...]:
    """Return what to type next: what was changed is restored and looked at again; new files are taken in."""
    try:
        near = matter.relative_to(Path.cwd())
    except ValueError:
        near = matter
    words = words_for(near)
    if result.ok:
        return ("due", *words)
    if not raw:
        return ("bundle", *matter_words(near))
    return ("verify" if result.changed or result.missing else "intake", *words)


def show(out: Console, result: Verification) -> None:
    """Print what was compared, how it ended and what that rests on; the files themselves are findings."""
    from lexcollect.bundle.levels import Found, levels_of
    from lexcollect.bundle.manifest import grouped
    from lexcollect.bundle.verification import Chain, Kind, Means

    out.say("cli.verify.head", folder=shown(result.folder), count=result.checked)
    if result.broken:
        counts = {"changed": len(result.changed), "missing": len(result.missing), "added": len(result.added)}
        out.say("cli.verify.different", **counts)
    elif not result.ok:
        out.say("cli.verify.not_checked" if not result.checked else "cli.verify.in_part")
    else:
        out.say(f"cli.verify.agrees.{result.kind}")
    for level, found in levels_of(result).items():
        if found is Found.NOT_ASKED:
            out.say(f"cli.verify.level.{level}", found=text(f"cli.verify.not_asked.{level}"))
        elif found is not Found.NONE:
            out.say(f"cli.verify.level.{level}", found=text(f"cli.verify.found.{found}"))
    if result.renderings:
        from lexcollect.bundle.render_check import counted

        out.say("cli.verify.renderings", **counted(result.renderings))
    for means in result.shown_by:
        out.say(f"cli.verify.shown.{means}")
    if result.tokens:
        from lexcollect.cli.token_show import show_tokens

        show_tokens(out, result.tokens)
    if result.chain is not Chain.NONE:
        out.say(f"cli.verify.chain.{result.chain}")
    if result.content:
        out.say(f"cli.verify.content.{result.kind}", digest=grouped(result.content))
    if result.originals:
        out.say("cli.verify.originals", digest=grouped(result.originals))
    if result.root:
        out.say("cli.verify.root", digest=grouped(result.root))
    if result.ok:
        typed = {Means.TYPED, Means.TYPED_ROOT} & set(result.shown_by)
        limits = "cli.verify.limits_proof" if result.kind is Kind.PROOF else "cli.verify.limits"
        stamped = "cli.verify.truth_token" if Means.TOKEN in result.shown_by else limits
        out.say("cli.verify.truth" if typed else stamped)


def exit_of(result: Verification) -> Exit:
    """Return 0 for “agrees”, 4 for every difference, 3 when something could not be compared."""
    if result.broken:
        return Exit.INTEGRITY
    return Exit.FINE if result.ok else Exit.UNREADABLE
