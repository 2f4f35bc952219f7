"""Exhibit 3-2 goes to the notary alone: one delivery slip of a package of many, and that it belongs to the package.

Art. 93 of 民事诉讼证据规定 asks whether electronic data were kept whole; a proof shows it of one file alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexcollect.bundle.merkle import Proof, Step, holds, lines_of, prove, root_from, root_of


def manifest_of(count: int) -> bytes:
    """Return the manifest of a package with ``count`` files."""
    names = sorted(f"data/originals/{n}-1_送货单.jpg" for n in range(count))
    return "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in names).encode()


def by_the_letter(manifest: bytes) -> str:
    """Return the root as the document describes it, written a second time: RFC 6962, 2.1, by recursion."""
    key = hashlib.sha256(b"lexcollect merkle 1\n" + manifest).digest()
    lines = manifest.split(b"\n")[:-1]

    def tree(part: list[bytes]) -> bytes:
        if len(part) == 1:
            salt = hashlib.sha256(key + part[0]).digest()
            return hashlib.sha256(b"\0" + salt + part[0]).digest()
        left = 1 << (len(part) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + tree(part[:left]) + tree(part[left:])).digest()

    return tree(lines).hex()


@pytest.mark.parametrize("count", range(1, 201))
def test_every_file_of_every_package_is_proved_and_by_no_other_line(count: int) -> None:
    manifest = manifest_of(count)
    root = root_of(manifest)
    assert root == by_the_letter(manifest)
    proofs = prove(manifest, range(count))
    assert all(holds(proof, root) for proof in proofs)
    assert [proof.line for proof in proofs] == lines_of(manifest)
    for proof, other in zip(proofs, [*proofs[1:], proofs[0]], strict=True):
        if count > 1:
            assert not holds(replace(proof, line=other.line), root)
            assert not holds(replace(proof, path=other.path), root)
        for at, step in enumerate(proof.path):
            turned = (*proof.path[:at], replace(step, left=not step.left), *proof.path[at + 1 :])
            assert not holds(replace(proof, path=turned), root)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_altered_byte_of_a_proof_fails(data: st.DataObject) -> None:
    manifest = manifest_of(data.draw(st.integers(2, 200)))
    root = root_of(manifest)
    at = data.draw(st.integers(0, len(lines_of(manifest)) - 1))
    [proof] = prove(manifest, [at])
    parts = [proof.line, proof.salt, *(step.digest for step in proof.path)]
    which = data.draw(st.integers(0, len(parts) - 1))
    place = data.draw(st.integers(0, len(parts[which]) - 1))
    raw = bytearray(parts[which])
    raw[place] ^= data.draw(st.integers(1, 255))
    parts[which] = bytes(raw)
    steps = (Step(step.left, digest) for step, digest in zip(proof.path, parts[2:], strict=True))
    altered = Proof(parts[0], parts[1], tuple(steps))
    assert not holds(altered, root)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200), st.data())
def test_a_path_that_is_longer_or_shorter_proves_nothing(count: int, data: st.DataObject) -> None:
    manifest = manifest_of(count)
    [proof] = prove(manifest, [data.draw(st.integers(0, count - 1))])
    assert not holds(replace(proof, path=(*proof.path, Step(True, bytes(32)))), root_of(manifest))
    assert not holds(replace(proof, path=(Step(False, bytes(32)),) * 64), root_of(manifest))
    if proof.path:
        assert not holds(replace(proof, path=proof.path[:-1]), root_of(manifest))
    assert root_from(replace(proof, salt=b"")) == ""


def test_a_neighbour_that_can_be_guessed_is_not_confirmed_by_the_proof_beside_it() -> None:
    """Whoever guesses the bytes and the name of the neighbour right still cannot make its leaf: the salt is missing."""
    manifest = manifest_of(2)
    first, second = lines_of(manifest)
    [proof] = prove(manifest, [0])
    guesses = {hashlib.sha256(b"\0" + salt + second).digest() for salt in (b"", proof.salt, bytes(32))}
    assert proof.path[0].digest not in guesses and proof.line == first


def test_another_manifest_has_another_root() -> None:
    whole = manifest_of(9)
    lines = whole.splitlines(True)
    others = [b"".join(lines[:-1]), b"".join(reversed(lines)), whole.replace(b"  data", b" *data"), manifest_of(10)]
    assert len({root_of(m) for m in (whole, *others)}) == 5
