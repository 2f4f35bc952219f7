"""A way in when the first address is used: the same command once more.

Facts: the page of 沈河案 is open; its address was used elsewhere, or is too late. Question: how does the person
get in, without ending the page and without anybody else getting in? Answer: a second start gives a new address of the
page that is open, good once; a used one goes on answering 403 without content.
"""

from __future__ import annotations

import shutil
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.matter.lock import hold_page
from lexcollect.review.door import DOOR, KNOCK, door, knock, knocked
from lexcollect.review.session import Session
from review_kit import NOW, desk_of, served, steel


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def status(address: str) -> int:
    try:
        return int(urllib.request.build_opener(_Stay).open(address, timeout=20).status)
    except urllib.error.HTTPError as error:
        assert error.code != 403 or not error.read(), "no content"
        return error.code


def test_a_second_start_gives_a_new_address_of_the_same_page(matter: Path) -> None:
    with served(desk_of(matter)) as page:
        first = page.address
        assert status(first) == 303 and status(first) == 403
        again, leading = knock(matter)
        assert again.startswith(f"http://127.0.0.1:{page.port}/enter/") and again != first
        assert leading.startswith("file:") and (matter / DOOR).stat().st_mode & 0o077 == 0
        assert status(again) == 303 and status(again) == 403
    assert not (matter / DOOR).exists() and not (matter / KNOCK).exists()


def test_the_terminal_prints_it_and_says_how_to_get_one(matter: Path) -> None:
    with hold_page(matter, NOW), served(desk_of(matter)) as page:
        code, out, told = typed("review", str(matter), "--no-browser", cwd=matter.parent)
    assert code == 0 and f"http://127.0.0.1:{page.port}/enter/" in out + told and "已经开着" in out + told


def test_where_nobody_answers_it_is_told_where_the_page_is(matter: Path) -> None:
    assert knock(matter, wait=0.3) == ("", "") and not (matter / KNOCK).exists()


def test_a_knock_from_another_machine_is_not_answered(matter: Path) -> None:
    (matter / KNOCK).parent.mkdir(parents=True, exist_ok=True)
    (matter / KNOCK).write_text("another-machine", "utf-8")
    assert not knocked(matter) and (matter / KNOCK).exists()
    (matter / KNOCK).write_text(socket.gethostname(), "utf-8")
    assert knocked(matter) and not knocked(matter)


def test_where_nothing_can_be_written_nobody_knocks_or_opens(
    matter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a folder in which no file can be made: no door, no knock, and the page goes on without them.

    Given a knock that cannot be read: it is none.
    """
    blocked = tmp_path / "只读"
    blocked.mkdir()
    (blocked / ".lexcollect").write_text("a file stands where the folder would", "utf-8")
    assert knock(blocked) == ("", "")
    with door(blocked, "http://127.0.0.1:1/enter/x") as leading:
        assert leading == ""

    def refuses(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    (matter / KNOCK).parent.mkdir(parents=True, exist_ok=True)
    (matter / KNOCK).write_text("somebody", "utf-8")
    monkeypatch.setattr(Path, "read_text", refuses)
    assert not knocked(matter)


def test_a_reader_beside_the_page_answers_no_knock(matter: Path) -> None:
    with served(desk_of(matter, read_only=True)):
        assert knock(matter, wait=2.5) == ("", "")


def test_a_new_token_ends_the_old_one() -> None:
    now = 0.0
    session = Session(1, lambda: now)
    old = session.token
    session.renew()
    assert session.exchange(old) == "" and session.exchange(session.token)
