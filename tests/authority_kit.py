"""A time-stamp authority of our own, run by openssl: certificates of every kind, and answers to requests.

Facts of a case are words of ``Kind``: what the certificate of the authority is like. All files lie in one folder.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lexcollect.bundle.tokens.ber import tlv
from outside import program

GOOD_USE = "extendedKeyUsage=critical,timeStamping"


def run(*words: str | Path, cwd: Path, ok: bool = True) -> subprocess.CompletedProcess[bytes]:
    """Run openssl in ``cwd``; ``ok``: it must succeed."""
    done = subprocess.run([program("openssl"), *map(str, words)], cwd=cwd, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0 or not ok, done.stderr.decode()
    return done


def zulu(time: datetime) -> str:
    return time.strftime("%Y%m%d%H%M%SZ")


class Authority:
    """A root, perhaps one between, and the signer's certificate with its key (``rsa:2048`` or a curve)."""

    def __init__(
        self,
        folder: Path,
        *,
        key: str = "rsa:2048",
        use: str = GOOD_USE,
        between: bool | str = False,
        valid: tuple[timedelta, timedelta] = (timedelta(days=-30), timedelta(days=300)),
        config: str = "",
        digests: str = "sha256, sha384, sha512, sha1, sm3",
        imprint_digest: str = "sha256",
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.digest = imprint_digest
        now = datetime.now(UTC)
        wide = (now - timedelta(days=3000), now + timedelta(days=3000))
        self._certificate("root", "rsa:2048", "根证书示例", "basicConstraints=critical,CA:TRUE", wide, "")
        issuer = "root"
        if between:
            ca = "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign"
            if isinstance(between, str):
                ca = between if "basicConstraints" in between else f"{ca}\n{between}"
            self._certificate("between", "rsa:2048", "中间证书示例", ca, wide, "root")
            issuer = "between"
        self._certificate("tsa", key, "时间戳机构示例", use, (now + valid[0], now + valid[1]), issuer)
        chain = (folder / "between.pem").read_bytes() if between else b""
        (folder / "chain.pem").write_bytes(chain)
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(
            "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\ncrypto_device = builtin\nsigner_cert = tsa.pem\n"
            f"signer_key = tsa.key\nsigner_digest = {imprint_digest}\ndefault_policy = 1.2.3.4.1\n"
            f"digests = {digests}\naccuracy = secs:1, millisecs:500\nordering = no\ntsa_name = yes\n"
            "ess_cert_id_chain = no\ness_cert_id_alg = sha256\n" + ("certs = chain.pem\n" if between else "") + config
        )

    def _certificate(
        self, name: str, key: str, words: str, extensions: str, valid: tuple[datetime, datetime], issuer: str
    ) -> None:
        kind, _, size = key.partition(":")
        how = (
            ["-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{size}"]
            if kind == "rsa"
            else ["-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{size}"]
        )
        run("genpkey", *how, "-out", f"{name}.key", cwd=self.folder)
        run(
            "req",
            "-new",
            "-utf8",
            "-key",
            f"{name}.key",
            "-subj",
            f"/C=CN/O=示例/CN={words}",
            "-out",
            f"{name}.csr",
            cwd=self.folder,
        )
        (self.folder / f"{name}.ext").write_text(extensions + "\n")
        (self.folder / "index.txt").write_text("")
        (self.folder / "ca.serial").write_text(f"{abs(hash(name)) % 10**8:08d}\n")
        by = issuer or name
        (self.folder / "ca.cnf").write_text(
            "[ca]\ndefault_ca = c\n[c]\ndatabase = index.txt\nserial = ca.serial\nnew_certs_dir = .\n"
            "default_md = sha256\npolicy = p\nunique_subject = no\n[p]\ncountryName = optional\n"
            "organizationName = optional\ncommonName = supplied\n"
        )
        signed = (
            ["-selfsign", "-keyfile", f"{name}.key"] if not issuer else ["-cert", f"{by}.pem", "-keyfile", f"{by}.key"]
        )
        run(
            "ca",
            "-batch",
            "-utf8",
            "-notext",
            "-config",
            "ca.cnf",
            *signed,
            "-in",
            f"{name}.csr",
            "-out",
            f"{name}.pem",
            "-extfile",
            f"{name}.ext",
            "-startdate",
            zulu(valid[0]),
            "-enddate",
            zulu(valid[1]),
            cwd=self.folder,
        )

    @property
    def roots(self) -> Path:
        return self.folder / "root.pem"

    def answer(self, request: Path, out: Path, *, ok: bool = True) -> bool:
        """Answer a request; tell whether openssl was willing."""
        done = run(
            "ts",
            "-reply",
            "-config",
            "tsa.cnf",
            "-section",
            "t",
            "-queryfile",
            request.resolve(),
            "-out",
            out.resolve(),
            cwd=self.folder,
            ok=ok,
        )
        return done.returncode == 0

    def sign(self, content: bytes, out: Path, *more: str) -> None:
        """Sign ``content`` as a time stamp, whatever the certificate is for: ``openssl ts`` refuses to."""
        (self.folder / "content").write_bytes(content)
        kind = "1.2.840.113549.1.9.16.1.4"
        run(
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-cades",
            "-md",
            "sha256",
            "-econtent_type",
            kind,
            "-signer",
            "tsa.pem",
            "-inkey",
            "tsa.key",
            "-in",
            "content",
            "-outform",
            "DER",
            "-out",
            "token",
            *more,
            cwd=self.folder,
        )
        out.write_bytes(tlv(0x30, bytes.fromhex("3003020100"), (self.folder / "token").read_bytes()))

    def revoke(self, reason: str = "") -> None:
        """Take the certificate back, with a reason or without."""
        more = ["-crl_reason", reason] if reason else []
        run(
            "ca",
            "-config",
            "ca.cnf",
            "-cert",
            "root.pem",
            "-keyfile",
            "root.key",
            "-revoke",
            "tsa.pem",
            *more,
            cwd=self.folder,
        )

    def revocation_list(self, out: Path) -> None:
        """Write the list of certificates that the root took back."""
        run(
            "ca",
            "-config",
            "ca.cnf",
            "-cert",
            "root.pem",
            "-keyfile",
            "root.key",
            "-gencrl",
            "-crldays",
            "30",
            "-out",
            "list.pem",
            cwd=self.folder,
        )
        run("crl", "-in", "list.pem", "-outform", "DER", "-out", out.resolve(), cwd=self.folder)

    def responder(self, name: str, use: str = "extendedKeyUsage=OCSPSigning", issuer: str = "root") -> None:
        """Make a certificate of somebody who answers for the root."""
        register = self.folder / "index.txt"
        issued, now = register.read_text(), datetime.now(UTC)
        valid = (now - timedelta(days=1), now + timedelta(days=30))
        self._certificate(name, "rsa:2048", f"答复人{name}", use, valid, issuer)
        register.write_text(issued)

    def status_answer(self, out: Path, *, by: str = "root", of: str = "tsa", ok: bool = True) -> None:
        """Write what ``by`` answers about a certificate (OCSP)."""
        asked = ("-issuer", "root.pem", "-cert", f"{of}.pem", "-no_nonce", "-reqout", "asked")
        run("ocsp", *asked, cwd=self.folder)
        who = ("-CA", "root.pem", "-rsigner", f"{by}.pem", "-rkey", f"{by}.key")
        run("ocsp", "-index", "index.txt", *who, "-reqin", "asked", "-respout", out.resolve(), cwd=self.folder, ok=ok)

    def accepts(self, data: Path, answer: Path, *more: str | Path) -> bool:
        """Tell what ``openssl ts -verify`` says of an answer over a file."""
        done = run(
            "ts",
            "-verify",
            "-data",
            data.resolve(),
            "-in",
            answer.resolve(),
            "-CAfile",
            "root.pem",
            *more,
            cwd=self.folder,
            ok=False,
        )
        assert (b"Verification: OK" in done.stdout + done.stderr) == (done.returncode == 0)
        return done.returncode == 0
