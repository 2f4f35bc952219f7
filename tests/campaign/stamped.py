"""Stamped: a package with tokens and a signature, altered, and what each reader is told.

A trial alters one thing. Asked are a stranger without roots, a reader who trusts the authority, and one who was given
the content digest. What holds: whatever is altered in the payload and made to fit in all lists is seen by who has a
token or the signature, trusted or not, and by who has the digest; with the proofs taken away only the digest sees it,
and nobody is told that a token or signature stands for the package. A token that was altered, exchanged or taken from
another package never stands for this one, unless openssl accepts it too (what lies outside its signature may change).
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from alterations import ANEW, MANIFEST, PAPERS, append, cut, files, flip_bit, limited, put_in, tree
from tally import Tally

from authority_kit import Authority
from authority_kit import run as openssl
from calc_run import data
from lexcollect.bundle.tokens.paths import read_roots
from lexcollect.bundle.tokens.trust import Trust
from lexcollect.bundle.verification import Means, Verification
from lexcollect.bundle.verify import verify
from stamp_kit import small_matter, stamped, taken

PROVED = {Means.TOKEN, Means.SIGNATURE}


class World:
    """A stamped and signed package, one of another matter, and the authority that stamped both."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder / "机构", between=True)
        words = ("pkcs12", "-export", "-in", "tsa.pem", "-inkey", "tsa.key", "-certfile", "chain.pem")
        openssl(*words, "-passout", "pass:p", "-out", "k.p12", cwd=self.authority.folder)
        self.package = self._package(folder / "一", b"")
        self.other = self._package(folder / "二", b"\n% other\n")
        self.before = tree(self.package)
        self.content = hashlib.sha256((self.package / MANIFEST).read_bytes()).hexdigest()
        self.trust = Trust(read_roots(self.authority.roots.read_bytes()))

    def _package(self, folder: Path, more: bytes) -> Path:
        folder.mkdir()
        matter = small_matter(folder, more)
        taken(matter, stamped(matter, self.authority))
        for answer in self.authority.folder.glob("*.tsr"):
            answer.unlink()
        key = str(self.authority.folder / "k.p12")
        assert data("bundle", "sign", str(matter), "--key", key, "--password", "p")["exit"] == 0
        (package,) = (matter / "4-证据包").glob("v*")
        return package

    def restore(self) -> None:
        """Put everything back."""
        shutil.rmtree(self.package)
        for name, bytes_ in self.before.items():
            path = self.package / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes_)

    def proofs(self, *endings: str) -> list[Path]:
        """Return the proofs of the package with one of the ``endings``."""
        return sorted(p for p in (self.package / "proofs").iterdir() if p.suffix in endings)


def rewritten(chance: random.Random, world: World) -> str:
    """The payload altered and every list made anew, the proofs left as they are."""
    path = world.package / chance.choice([*files(world.package, "data/originals/"), "data/证据.pdf"])
    path.write_bytes(chance.choice((flip_bit, cut, append, put_in))(chance, path.read_bytes()))
    for step in ANEW:
        step(world.package)
    return "seen"


def rewritten_without_proofs(chance: random.Random, world: World) -> str:
    """The same, and the proofs taken away."""
    rewritten(chance, world)
    shutil.rmtree(world.package / "proofs")
    return "digest only"


def without_proofs(chance: random.Random, world: World) -> str:
    """The proofs taken away, or one of them: nothing else is altered."""
    for path in world.proofs(".tsr", ".tsq", ".p7s"):
        if chance.random() < 0.6:
            path.unlink()
    return "claims"


def token_altered(chance: random.Random, world: World) -> str:
    """Bytes of an answer or of the signature changed."""
    path = chance.choice(world.proofs(".tsr", ".p7s"))
    path.write_bytes(chance.choice((flip_bit, cut, append, put_in))(chance, path.read_bytes()))
    return "claims"


def tokens_exchanged(chance: random.Random, world: World) -> str:
    """The answers for manifest and root change their names."""
    one, two = world.proofs(".tsr")
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return "seen"


def token_of_another(chance: random.Random, world: World) -> str:
    """An answer or a signature of another package, with its request or without."""
    path = chance.choice(world.proofs(".tsr", ".p7s"))
    path.write_bytes((world.other / "proofs" / path.name).read_bytes())
    if chance.random() < 0.5 and path.suffix == ".tsr":
        shutil.copy(world.other / "proofs" / f"{path.stem}.tsq", path.with_suffix(".tsq"))
    return "seen"


def request_exchanged(chance: random.Random, world: World) -> str:
    """The kept request is another one: its nonce is not that of the answer."""
    path = chance.choice(world.proofs(".tsq"))
    shutil.copy(world.other / "proofs" / path.name, path)
    return "seen"


def payload_of_another(chance: random.Random, world: World) -> str:
    """The whole payload of the other package with its lists under these proofs."""
    for name in files(world.package):
        if not name.startswith("proofs/"):
            (world.package / name).unlink()
    for name in files(world.other):
        if not name.startswith("proofs/"):
            target = world.package / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((world.other / name).read_bytes())
    return "seen"


def added_proof(chance: random.Random, world: World) -> str:
    """A file put among the proofs: one of ours by name, or any."""
    name = chance.choice(("0002-manifest.tsr", "0009-root.tsr", "0003-manifest.p7s", "x.txt", "a/b.tsr", "证据.pdf"))
    path = world.package / "proofs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(
        chance.choice((b"", chance.randbytes(300), (world.other / "proofs/0001-manifest.tsr").read_bytes()))
    )
    return "seen"


def paper_altered(chance: random.Random, world: World) -> str:
    """One byte of payload or papers, the lists as they were."""
    path = world.package / chance.choice([n for n in files(world.package) if not n.startswith("proofs/")])
    path.write_bytes(flip_bit(chance, path.read_bytes()))
    return "seen"


def nothing(chance: random.Random, world: World) -> str:
    """Times only."""
    os.utime(world.package / chance.choice(PAPERS), times=(0, 0))
    return "same"


KINDS: dict[Callable[[random.Random, World], str], int] = {
    rewritten: 24,
    rewritten_without_proofs: 10,
    without_proofs: 8,
    token_altered: 24,
    tokens_exchanged: 2,
    token_of_another: 6,
    request_exchanged: 4,
    payload_of_another: 3,
    added_proof: 8,
    paper_altered: 8,
    nothing: 3,
}


def run(count: int, seed: int, folder: Path) -> Tally:
    """Alter ``count`` times and count what passed for the original, and what was claimed without ground."""
    chance, tally, world = random.Random(seed), Tally("stamped"), World(folder)
    honest = verify(world.package, trust=world.trust)
    assert honest.ok and set(honest.shown_by) >= PROVED, honest.findings
    while tally.tried < count:
        kind = chance.choices([*KINDS], [*KINDS.values()])[0]
        must = kind(chance, world)
        altered = tree(world.package)
        if altered != world.before or must == "same":
            tally.tried += 1
            what = f"{tally.tried} {kind.__name__}"
            try:
                with limited():
                    judge(tally, world, must, what)
            except TimeoutError:
                tally.bad("hung", what)
            except Exception as error:
                tally.bad("crashed", f"{what}: {error!r}")
            if tree(world.package) != altered:
                tally.bad("lost", f"{what}: verify changed a file")
        world.restore()
    return tally


def judge(tally: Tally, world: World, must: str, what: str) -> None:
    """Ask the three readers and count what is wrong with their answers."""
    stranger = verify(world.package)
    trusting = verify(world.package, trust=world.trust)
    knowing = verify(world.package, digests=[world.content])
    tally.count(must)
    if must == "same":
        if not (stranger.ok and trusting.ok and knowing.ok):
            tally.bad("silent", f"{what}: called different")
        return
    if must == "seen" and (stranger.ok or trusting.ok):
        tally.bad("unseen", f"{what}: {[f.code for f in trusting.findings]}")
    if must == "digest only" and knowing.ok:
        tally.bad("unseen", what)
    if must == "digest only" and (PROVED & {*stranger.shown_by, *trusting.shown_by}):
        tally.bad("silent", f"{what}: a proof is claimed that is not there")
    if must == "claims":
        _claims(tally, world, trusting, what)


def _claims(tally: Tally, world: World, told: Verification, what: str) -> None:
    """What is called valid openssl accepts too, and what is called broken is not called the same."""
    there = world.proofs(".tsr", ".p7s")
    if not there and PROVED & {*told.shown_by}:
        tally.bad("silent", f"{what}: a proof is claimed that is not there")
    for token in told.tokens:
        accepted = _accepted(world, world.package / "proofs" / Path(token.name).name)
        if str(token.verdict) == "valid" and not accepted:
            tally.bad("unseen", f"{what}: openssl refuses {token.name}")
        if str(token.verdict) == "invalid" and told.ok:
            tally.bad("unseen", f"{what}: {token.name} is invalid and all is well")
        tally.count("tokens that openssl refuses" if not accepted else "tokens that stand")


def _accepted(world: World, token: Path) -> bool:
    about = world.package / (MANIFEST if "manifest" in token.name else "merkle-root.txt")
    if token.suffix == ".tsr":
        words = ("ts", "-verify", "-data", about, "-in", token, "-CAfile", "root.pem")
    else:
        words = ("cms", "-verify", "-inform", "DER", "-binary", "-in", token, "-content", about, "-CAfile", "root.pem")
        words = (*words, "-purpose", "any", "-out", "said")
    return openssl(*words, cwd=world.authority.folder, ok=False).returncode == 0
