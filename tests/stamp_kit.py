"""A small matter with its package, for the tests of time stamps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from authority_kit import Authority
from bundle_kit import marked_pdf, pdf_bytes
from calc_run import asked, data


def small_matter(folder: Path, more: bytes = b"") -> Path:
    """Return a matter of one paper with its package, typed as a clerk types it; ``more`` makes it another paper."""
    papers = folder / "材料"
    papers.mkdir()
    (papers / "合同.pdf").write_bytes(pdf_bytes(marked_pdf()) + more)
    matter = folder / "沈河案"
    assert asked("new", str(matter), "--from", str(papers), "--no-input")[0] == 0
    assert asked("bundle", str(matter))[0] == 0
    return matter


def stamped(matter: Path, authority: Authority, *words: str) -> list[Path]:
    """Have the latest package of ``matter`` stamped by ``authority``; return the answers, as the clerk carries them."""
    (package,) = (matter / "4-证据包").glob("v*")
    assert asked("bundle", "stamp", str(matter), "--request", *words)[0] == 0
    answers = []
    for request in sorted((package / "proofs").glob("*.tsq")):
        answer = authority.folder / request.with_suffix(".tsr").name
        if not (package / "proofs" / answer.name).exists():
            authority.answer(request, answer)
            answers.append(answer)
    return answers


def taken(matter: Path, answers: list[Path], *words: str) -> dict[str, Any]:
    """Take ``answers`` in and return what the program said."""
    given = [word for answer in answers for word in ("--response", str(answer))]
    return data("bundle", "stamp", str(matter), *given, *words)


@contextmanager
def served(authority: Authority, *, status: int = 200) -> Iterator[str]:
    """Run ``authority`` as a server on this machine; yield its address."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            right = self.headers["Content-Type"] == "application/timestamp-query" and status == 200
            if right:
                (authority.folder / "sent.tsq").write_bytes(sent)
                authority.answer(authority.folder / "sent.tsq", authority.folder / "sent.tsr")
            self.send_response(status if right or status != 200 else 415)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            if right:
                self.wfile.write((authority.folder / "sent.tsr").read_bytes())

        def log_message(self, *_: object) -> None:
            """Say nothing on the screen of the tests."""

    server = HTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
