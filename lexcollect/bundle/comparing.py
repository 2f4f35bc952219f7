"""Comparing: files that are there with what a list claims of them.

Owns which claim is about which file, and the one place where a file is read to be compared. A file that cannot be read
is not compared, which is no accusation. Knows nothing of packages and registers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.bundle.manifest import digests, same_name
from lexcollect.bundle.present import Present, system_files
from lexcollect.bundle.verification import Outcome, some
from lexcollect.system import reason_of

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Files of more bytes are hashed two at a time.
_LARGE = 8 << 20
#: Name → algorithm → digest.
Claims = Mapping[str, Mapping[str, str]]


def aligned(claims: Iterable[str], there: Iterable[str], *, fold: bool = False) -> dict[str, str]:
    """Return which name in the folder a claimed name means, each once.

    First the same name, then one in another normal form (macOS gives back its own), then with ``fold`` the only one
    that differs in upper and lower case.
    """
    claims, free = list(claims), dict.fromkeys(there)
    found = {name: name for name in claims if name in free}
    for name in found:
        del free[name]
    for form in (same_name, _folded)[: 2 if fold else 1]:
        open_ = _by_form((n for n in claims if n not in found), form)
        for key, names in _by_form(free, form).items():
            if len(names) == 1 and len(open_.get(key, ())) == 1:
                found[open_[key][0]] = names[0]
                del free[names[0]]
    return found


def _folded(name: str) -> str:
    return same_name(name).casefold()


def _by_form(names: Iterable[str], form: Callable[[str], str]) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for name in names:
        forms.setdefault(form(name), []).append(name)
    return forms


def compare(there: Present, claims: Claims, outcome: Outcome, *, fold: bool = False) -> None:
    """Compare every file with the claim about it, and tell of files without a claim and claims without a file."""
    found = aligned(claims, there.names, fold=fold)
    for claim, wanted in sorted(claims.items()):
        if claim not in found:
            outcome.missing.add(claim)
        elif (agrees := agrees_with(there, found[claim], wanted, outcome)) is not None and not agrees:
            outcome.changed.add(found[claim])
    tell_added(there, set(there.names) - set(found.values()), outcome)
    tell_odd(there, outcome)


def agrees_with(there: Present, name: str, wanted: Mapping[str, str], outcome: Outcome) -> bool | None:
    """Tell whether the file ``name`` has one of the digests ``wanted``; ``None`` when it cannot be read."""
    got = digests_of(there.files.place(name), wanted, name, outcome)
    if got is None:
        return None
    return any(got.get(algorithm) == digest for algorithm, digest in wanted.items())


class Ahead:
    """The digests of large files, computed two at a time while others are asked for: hashing needs no interpreter."""

    def __init__(self, there: Present, names: Collection[str], algorithms: Iterable[str]) -> None:
        large = [name for name in there.files.larger(_LARGE) if name in names]
        self._begun: dict[str, Future[dict[str, str]]] = {}
        if len(large) > 1:
            from concurrent.futures import ThreadPoolExecutor

            pool = ThreadPoolExecutor(2)
            self._begun = {name: pool.submit(digests, there.files[name], algorithms) for name in large}
            pool.shutdown(wait=False)

    def of(self, path: Path | str, algorithms: Iterable[str], name: str) -> dict[str, str]:
        """Return the digests of a file, as :func:`lexcollect.bundle.manifest.digests` does."""
        begun = self._begun.pop(name, None)
        return begun.result() if begun is not None else digests(path, algorithms)


def digests_of(
    path: Path | str | None, algorithms: Iterable[str], name: str, outcome: Outcome, ahead: Ahead | None = None
) -> dict[str, str] | None:
    """Return the digests of a file and count it; none for a link or device, ``None`` for what cannot be read."""
    if path is None:
        return {}
    try:
        got = ahead.of(path, algorithms, name) if ahead else digests(path, algorithms)
    except OSError as error:
        outcome.cannot("LX-B127", name, reason=reason_of(error))
        return None
    outcome.checked += 1
    return got


def tell_added(there: Present, names: Iterable[str], outcome: Outcome) -> None:
    """Tell apart what no list names: what a system put there, and what is added."""
    names = set(names)
    system = system_files(names, there.files)
    outcome.system |= system
    outcome.added |= names - system


def tell_odd(there: Present, outcome: Outcome) -> None:
    """Tell of links and devices: whatever a list says of them, they are no files and were not read."""
    if there.odd:
        outcome.notes("LX-B128", count=len(there.odd), names=some(sorted(there.odd)))
