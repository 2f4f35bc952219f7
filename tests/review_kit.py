"""A matter on the desk and its page for tests: asked without sockets, or served on a port of its own."""

from __future__ import annotations

import asyncio
import contextvars
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from cli_run import typed
from complaints import Complaints
from lexcollect.intake.taking import take_in
from lexcollect.layout import JOURNAL, RAW
from lexcollect.matter.desk.draft import Desk
from lexcollect.matter.example import load_example, prepare
from lexcollect.review.app import Review
from lexcollect.review.guard import Guard
from lexcollect.review.keys import key_of
from lexcollect.review.server import Served
from lexcollect.review.session import Session

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=timezone(timedelta(hours=8)))
PORT = 45_678
HOST = f"127.0.0.1:{PORT}"
#: Seconds a piece of work may take on a busy machine.
PATIENCE = 120


def steel(folder: Path, name: str = "steel") -> Path:
    """Return an example matter in ``folder`` with its material taken in."""
    example = load_example(name)
    matter = folder / "案"
    prepare(example, matter)
    (matter / RAW).mkdir(exist_ok=True)
    take_in(example.inbox, matter)
    return matter


def desk_of(matter: Path, name: str = "steel", **more: Any) -> Desk:
    """Return the matter on the desk, on the day of its example ``name``."""
    return Desk(matter, load_example(name).as_of, **more)


def as_a_client_brings_it(folder: Path, name: str = "steel") -> Path:
    """Return a new matter in ``folder``, begun from the material of an example as a person begins it."""
    inbox = Path(__file__).parents[1] / "examples" / f"matter-{name}" / "inbox"
    shutil.copytree(inbox, folder / "收到")
    code, out, err = typed("new", "案", "--from", "收到", "--no-input", "--as-of", "2026-11-21", cwd=folder)
    assert code in (0, 1), out + err
    return folder / "案"


def key_for(desk: Desk, file: str) -> str:
    """Return how the page calls the line in which a file stands."""
    return key_of(next(row.id for row in desk.lines.rows if file in row.files))


class Answer(NamedTuple):
    """An answer of the page."""

    status: int
    headers: Mapping[str, str]
    body: str
    raw: bytes


class Page:
    """The page behind its guard, asked as a browser asks; ``ended`` once it was told to finish."""

    def __init__(self, desk: Desk, painting: Any = None) -> None:
        self.clock = 1000.0
        self.ended = False
        self.session = Session(PORT, lambda: self.clock)
        self.review = Review(desk, lambda: NOW, self._end, painting)
        self.guard = Guard(self.review.app(), PORT, self.session, lambda: self.clock)
        self.cookie = ""

    def _end(self) -> None:
        self.ended = True

    def enter(self) -> Page:
        """Exchange the token, as the browser does that was opened."""
        answer = self.get(f"/enter/{self.session.token}")
        assert answer.status == 303
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return self

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path, headers)

    def post(self, path: str, *fields: tuple[str, str], **headers: str) -> Answer:
        """Send a form as the page's own script does."""
        body = urlencode(fields).encode()
        given = {
            "origin": f"http://{HOST}",
            "hx-request": "true",
            "sec-fetch-site": "same-origin",
            "content-type": "application/x-www-form-urlencoded",
            "content-length": str(len(body)),
        }
        return self.ask("POST", path, given | headers, body)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Ask with exactly these headers beside host and cookie; one that is empty is not sent."""
        lines = {"host": HOST, "cookie": self.cookie, **{k.replace("_", "-"): v for k, v in headers.items()}}
        address, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": address,
            "raw_path": address.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in lines.items() if v],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", PORT),
        }
        return asyncio.run(self._asked(scope, body))

    async def _asked(self, scope: dict[str, Any], body: bytes) -> Answer:
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.guard(scope, receive, send)
        raw = b"".join(one.get("body", b"") for one in sent[1:])
        headers = {key.decode().lower(): value.decode() for key, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, raw.decode("utf-8", "replace"), raw)


def words_of(body: str) -> str:
    """Return what a person reads of a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def over(page: Page, path: str = "/do/work", mark: str = "hx-retarget") -> Answer:
    """Ask how far it is until it is over, as the page does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = page.get(path)
        if mark in answer.headers or mark in answer.body:
            return answer
        time.sleep(0.1)
    raise AssertionError("it took too long")


def done(page: Page, what: str, *fields: tuple[str, str]) -> str:
    """Have something made, and return how it is told when it is over."""
    began = page.post("/do/start", ("what", what), *fields)
    assert 'hx-get="/do/work"' in began.body, words_of(began.body)
    return over(page).body


def stands(page: Page) -> str:
    """Return whether the matter may be handed in, as the page tells it once it is known what the papers lack."""
    over(page, "/do/gaps", 'hx-get="/standing"')
    return words_of(page.get("/standing").body)


def codes(body: str) -> set[str]:
    """Return the codes of the findings on a page."""
    return set(re.findall(r"LX-[A-Z]\d+", body))


def journal(matter: Path) -> list[dict[str, object]]:
    """Return the lines of the journal."""
    return [json.loads(line) for line in (matter / JOURNAL).read_text("utf-8").splitlines()]


# --- fixtures that a module takes over by naming them: ``fresh, matter, page = matters()`` ---


def matters(make: Callable[[Path], Path] = steel) -> tuple[Any, Any, Any]:
    """Return fixtures: the matter made once for a module, a copy of it for each test, and the page of the copy."""

    @pytest.fixture(scope="module")
    def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
        return make(tmp_path_factory.mktemp("fresh"))

    @pytest.fixture
    def matter(fresh: Path, tmp_path: Path) -> Path:
        return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))

    @pytest.fixture
    def page(matter: Path) -> Iterator[Page]:
        one = Page(desk_of(matter)).enter()
        yield one
        one.review.close()

    return fresh, matter, page


def desks(name: str = "steel") -> tuple[Any, Any]:
    """Return fixtures: an example made once for a module, and a desk with a copy of it on the day of the example."""

    @pytest.fixture(scope="module")
    def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
        return steel(tmp_path_factory.mktemp("fresh"), name)

    @pytest.fixture
    def desk(fresh: Path, tmp_path: Path) -> Desk:
        return Desk(shutil.copytree(fresh, tmp_path / "案", symlinks=True), load_example(name).as_of)

    return fresh, desk


@contextmanager
def served(desk: Desk) -> Iterator[Served]:
    """Give the page on a port, and end it."""
    page = Served(desk, lambda: NOW)
    ready = threading.Event()
    spoken = contextvars.copy_context()  # the page speaks the language of who opens it
    thread = threading.Thread(target=spoken.run, args=(page.run, ready.set), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield page
    finally:
        page.finish()
        thread.join(20)
        assert not thread.is_alive()


@contextmanager
def opened(chromium: Any, desk: Desk, **context: Any) -> Iterator[Any]:
    """Give the page of a matter in the browser; complaints of any kind fail at the end."""
    with served(desk) as page:
        tab = chromium.new_context(viewport={"width": 1280, "height": 720}, **context).new_page()
        tab.home = f"http://127.0.0.1:{page.port}/"
        tab.complaints, tab.served = Complaints(tab, tab.home), page
        tab.goto(page.address)
        assert tab.url == tab.home, "the token left the address"
        try:
            yield tab
        finally:
            tab.context.close()
    tab.complaints.none()
