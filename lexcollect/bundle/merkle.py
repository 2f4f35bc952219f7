"""Merkle tree (默克尔树): one digest over the lines of a manifest, and the proof that a single line is under it.

Owns the hashing of docs/bundle-format.md, section 5.1 (the tree of RFC 6962 over salted lines) and nothing of files. An
exhibit can so be shown to belong to a package without the other exhibits. Each leaf has a salt that follows from the
whole manifest: without it, whoever gets one exhibit could try out what its neighbours might be (a slip of few words has
few readings). No chance plays a part, so that the same package has the same root.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence

from lexcollect.records import dataclass

#: What stands in front of the manifest when the key of its salts is made: no other digest of ours begins so.
KEY_OF = b"lexcollect merkle 1\n"
_LEAF, _NODE = b"\x00", b"\x01"
#: Bytes of a digest and of a salt.
_SIZE = 32
#: More digests on a path than this belong to no tree: it would have more leaves than a list has lines.
MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class Step:
    """A sibling on the way up, and whether it stands on the left."""

    left: bool
    digest: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """That ``line`` is under a root: its salt, and its siblings from the leaf upwards."""

    line: bytes
    salt: bytes
    path: tuple[Step, ...]


def lines_of(manifest: bytes) -> list[bytes]:
    """Return the lines of a manifest in their order, without their ends."""
    return manifest.removesuffix(b"\n").split(b"\n") if manifest else []


def root_of(manifest: bytes) -> str:
    """Return the root over the lines of ``manifest`` in lower-case hexadecimal."""
    return _levels(_leaves(manifest))[-1][0].hex()


def prove(manifest: bytes, places: Iterable[int]) -> list[Proof]:
    """Return the proof of each line at ``places`` (from 0)."""
    lines, key = lines_of(manifest), _key(manifest)
    levels = _levels(_leaves(manifest))
    return [Proof(lines[at], _salt(key, lines[at]), _path(levels, at)) for at in places]


def root_from(proof: Proof) -> str:
    """Return the root to which ``proof`` leads; empty when it can be the proof of no tree."""
    digests = (proof.salt, *(step.digest for step in proof.path))
    if len(proof.path) > MOST_STEPS or any(len(digest) != _SIZE for digest in digests):
        return ""
    found = _leaf(proof.salt, proof.line)
    for step in proof.path:
        found = _node(step.digest, found) if step.left else _node(found, step.digest)
    return found.hex()


def holds(proof: Proof, root: str) -> bool:
    """Tell whether ``proof`` leads to ``root``."""
    found = root_from(proof)
    return bool(found) and hmac.compare_digest(found, root)


def _key(manifest: bytes) -> bytes:
    return hashlib.sha256(KEY_OF + manifest).digest()


def _salt(key: bytes, line: bytes) -> bytes:
    return hashlib.sha256(key + line).digest()


def _leaf(salt: bytes, line: bytes) -> bytes:
    return hashlib.sha256(_LEAF + salt + line).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _leaves(manifest: bytes) -> list[bytes]:
    key = _key(manifest)
    return [_leaf(_salt(key, line), line) for line in lines_of(manifest)]


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the tree from its leaves to its root: a node that has no sibling goes up as it is.

    That is the tree of RFC 6962, whose left part is the largest power of two: the same nodes, level by level. Of no
    leaf at all the root is the digest of nothing.
    """
    level = list(leaves) or [hashlib.sha256().digest()]
    levels = [level]
    while len(level) > 1:
        pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = [*pairs, level[-1]] if len(level) & 1 else pairs
        levels.append(level)
    return levels


def _path(levels: Sequence[Sequence[bytes]], place: int) -> tuple[Step, ...]:
    found = []
    for level in levels[:-1]:
        if (sibling := place ^ 1) < len(level):
            found.append(Step(sibling < place, level[sibling]))
        place >>= 1
    return tuple(found)
