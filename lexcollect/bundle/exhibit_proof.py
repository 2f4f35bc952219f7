"""Exhibit proof (单份证明): one exhibit of a package, and the proof that it belongs to it, in a folder of their own.

Owns the form of the folder (docs/bundle-format.md, section 5.2): the originals of the exhibit, ``证明.json`` with a way
to the root for each, the root, the tokens on it, and how to check them without this program. Nothing of another exhibit
is in it. Refuses what is not written in exactly its form: a byte that nobody looks at is one that anybody may change.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.bundle.check_page import check_page
from lexcollect.bundle.comparing import agrees_with, tell_added, tell_odd
from lexcollect.bundle.digest_lists import Unusable
from lexcollect.bundle.inside import read_index
from lexcollect.bundle.manifest import INDEX, MANIFEST, ORIGINALS, PROOF, ROOT, is_inside, same_name
from lexcollect.bundle.merkle import Proof, Step, lines_of, prove, root_from, root_of
from lexcollect.bundle.present import Present
from lexcollect.bundle.tokens.inspecting import inspect
from lexcollect.bundle.tokens.store import PROOFS, Subject, belongs, kept
from lexcollect.bundle.verification import Kind, Outcome
from lexcollect.files import read_bounded, write_bytes, write_text
from lexcollect.patterns import regex
from lexcollect.system import reason_of
from lexcollect.wording import say, text

if TYPE_CHECKING:
    from lexcollect.bundle.tokens.trust import Trust

#: How to check the proof.
NOTE = "证明说明.txt"
SCHEMA = "lexcollect/exhibit-proof/1"
_HEX = regex(r"[0-9a-f]{64}")
_LINE = regex(r"([0-9a-f]{64})  (data/originals/.+)")
_SIDES = {"left": True, "right": False}
_MOST_ROOT = 1 << 10


def numbers_in(package: Path) -> list[str]:
    """Return the numbers of the exhibits of a package that has a root; none of an older one."""
    return [str(one.get("number")) for one in _items(package) if one.get("files")]


def write_proof(package: Path, number: str, out: Path) -> None:
    """Write the proof of the exhibit ``number`` of an intact ``package`` into the folder ``out``, which must be new.

    :class:`KeyError` when the package has no such exhibit with files.
    """
    manifest = (package / MANIFEST).read_bytes()
    names = [f["path"] for one in _items(package) if one.get("number") == number for f in one.get("files", ())]
    if not names:
        raise KeyError(number)
    place = {line[66:].decode("utf-8"): at for at, line in enumerate(lines_of(manifest))}
    made = prove(manifest, [place[name] for name in names])
    root = root_of(manifest)
    (out / ORIGINALS).mkdir(parents=True)
    for name in names:
        shutil.copyfile(package / name, out / name)
    write_text(out / PROOF, proof_text(number, root, made))
    write_bytes(out / ROOT, f"{root}\n".encode())
    for one in kept(package):
        if one.subject is Subject.ROOT:
            (out / PROOFS).mkdir(exist_ok=True)
            write_bytes(out / one.name, (package / one.name).read_bytes())
    write_text(out / say("bundle.file_page", "zh"), check_page())
    stamped = (out / PROOFS).is_dir()
    write_text(out / NOTE, note_text(number, names, root, stamped=stamped), bom=True)


def root_stated(folder: Path) -> str:
    """Return the root that the proof in ``folder`` states."""
    return _read(folder / PROOF)[1]


def _items(package: Path) -> list[dict[str, Any]]:
    try:
        found = read_index(package / INDEX).get("items")
    except Unusable:
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def proof_text(number: str, root: str, proofs: Iterable[Proof]) -> str:
    """Return ``证明.json``, in the form of :func:`~lexcollect.bundle.index_data.canonical`."""
    files = [
        {
            "line": one.line.decode("utf-8"),
            "salt": one.salt.hex(),
            "path": [{"side": "left" if step.left else "right", "sha256": step.digest.hex()} for step in one.path],
        }
        for one in proofs
    ]
    from lexcollect.bundle.index_data import canonical  # brings all that packs; who verifies needs nothing of it

    return canonical({"schema": SCHEMA, "number": number, "root": root, "files": files})


def note_text(number: str, names: Iterable[str], root: str, *, stamped: bool) -> str:
    """Return ``证明说明.txt``: what the folder shows and what not, and the commands."""
    listed = "\n".join(f"  {name}" for name in names)
    said = say("bundle.proof_text", "zh", no=number, files=listed, root=root)
    return said + say("bundle.proof_stamped", "zh") if stamped else said


def compare_proof(there: Present, outcome: Outcome, trust: Trust | None) -> None:
    """Compare the folder of a proof with what it says: files with their lines, lines with the root, tokens with it."""
    outcome.kind = Kind.PROOF
    path = there.files.get(PROOF)
    try:
        if path is None:
            raise Unusable(text("bundle.list_no_text"))
        number, root, proofs = _read(path)
    except Unusable:
        outcome.differs("LX-B193", PROOF)
        return
    outcome.root = root
    named: set[str] = set()
    for proof in proofs:
        match = _LINE.fullmatch(proof.line.decode("utf-8", "replace"))
        name = match[2] if match else ""
        if not match or not is_inside(name) or not name.startswith(f"{ORIGINALS}{number}_"):
            outcome.differs("LX-B193", PROOF)
            continue
        named.add(name)
        if root_from(proof) != root:
            outcome.differs("LX-B194", PROOF, file=name)
        _file(there, name, match[1], outcome)
    _root(there, root, outcome)
    own = {PROOF, NOTE, ROOT, say("bundle.file_page", "zh"), *named}
    tell_added(there, (n for n in there.names if same_name(n) not in own and not belongs(same_name(n))), outcome)
    tell_odd(there, outcome)
    if trust is not None:
        inspect(there.files, outcome, trust)


def _file(there: Present, name: str, digest: str, outcome: Outcome) -> None:
    found = next((n for n in there.names if same_name(n) == name), None)
    if found is None:
        outcome.missing.add(name)
    elif agrees_with(there, found, {"sha256": digest}, outcome) is False:
        outcome.changed.add(name)


def _root(there: Present, root: str, outcome: Outcome) -> None:
    """Compare the file of the root, which the tokens stamp, with the root of the proof."""
    path = there.files.get(ROOT)
    try:
        stated = read_bounded(path, _MOST_ROOT) if path else None
    except OSError as error:
        outcome.cannot("LX-B127", ROOT, reason=reason_of(error))
        return
    if stated is None:
        outcome.missing.add(ROOT)
    elif stated != f"{root}\n".encode():
        outcome.changed.add(ROOT)


def _read(path: Path) -> tuple[str, str, list[Proof]]:
    """Return number, root and proofs of ``证明.json``; :class:`Unusable` unless it is written in exactly its form."""
    said = read_index(path)
    try:
        number, root = said["number"], said["root"]
        proofs = list(_proofs(said["files"]))
        same = path.read_bytes() == proof_text(number, root, proofs).encode("utf-8")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OSError) as error:
        raise Unusable(text("bundle.list_no_text")) from error
    if not (same and proofs and _HEX.fullmatch(root)):
        raise Unusable(text("bundle.list_no_text"))
    return number, root, proofs


def _proofs(files: Iterable[Mapping[str, Any]]) -> Iterator[Proof]:
    for one in files:
        steps = tuple(Step(_SIDES[step["side"]], bytes.fromhex(step["sha256"])) for step in one["path"])
        yield Proof(one["line"].encode("utf-8"), bytes.fromhex(one["salt"]), steps)
