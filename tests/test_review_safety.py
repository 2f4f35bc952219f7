"""The security list, request by request, on a page that runs: what each gets, and what is left of it on the machine.

Facts: 沈河案, its page on a port of its own, with sockets. Questions: is there any address of the page that answers
without its cookie, to another host, to another origin? Where do token and cookie stand? How long may somebody be
silent, how much may they send? What do signs that steer a screen become?
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from browser import browser
from complaints import Complaints
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.desk.moves import members
from lexcollect.review.door import DOOR, door
from lexcollect.review.guard import MAX_BODY, POLICY
from lexcollect.review.keys import key_of
from lexcollect.review.server import Served
from review_kit import HOST, Page, desk_of, served, steel

linux = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the list of processes is read from /proc")
PAYLOADS = (
    '"><img src=x onerror="document.title=\'ran\'">',
    "<script>document.title='ran'</script>",
    "javascript:document.title='ran'",
    "' onfocus='document.title=1' autofocus='",
    "{{ 7*191 }}",
    "</textarea><svg onload=\"document.title='ran'\">",
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


@pytest.fixture
def page(matter: Path) -> Page:
    return Page(desk_of(matter))


@pytest.fixture
def running(matter: Path) -> Iterator[Served]:
    with served(desk_of(matter)) as found:
        yield found


# --- every address of the page, also those that are added later ----------------------------------------------------


def addresses(page: Page, method: str) -> list[str]:
    """Return an address for every route of the page."""
    app: Any = page.review.app()
    row = key_of(members(page.review.desk.lines, 2)[0].id)
    routes = [one for one in app.routes if isinstance(one, Route) and method in (one.methods or ())]
    values = {"int": "0", "path": "review.css", "str": row}
    return [re.sub(r"\{\w+(?::(\w+))?\}", lambda m: values[m[1] or "str"], one.path) for one in routes]


def test_every_address_is_closed_without_the_cookie_and_for_another_host(page: Page) -> None:
    paths = addresses(page, "GET") + addresses(page, "POST")
    assert len(paths) > 25
    for path in paths:
        for ask in (page.get, page.post):
            closed = ask(path)
            assert (closed.status, closed.raw) == (403, b""), path
            assert closed.headers["content-security-policy"] == POLICY
            assert ask(path, host="evil.example").status == 421, path
    page.enter()
    for path in paths:
        assert page.get(path, host="localhost:45678").status == 421, path


def test_every_change_needs_origin_script_header_and_a_form(page: Page) -> None:
    page.enter()
    before = page.review.desk.version
    for path in addresses(page, "POST"):
        for headers, status in (
            ({"origin": "http://evil.example"}, 403),
            ({"origin": ""}, 403),
            ({"hx-request": ""}, 403),
            ({"sec-fetch-site": "same-site"}, 403),
            ({"content-type": "multipart/form-data; boundary=x"}, 415),
            ({"content-length": str(MAX_BODY + 1)}, 413),
        ):
            answer = page.post(path, ("x", "y"), **headers)
            assert (answer.status, answer.raw) == (status, b""), (path, headers)
    assert page.review.desk.version == before and not page.ended


def test_asking_for_any_address_changes_nothing(page: Page, matter: Path) -> None:
    page.enter()
    before = {name: (matter / name).read_bytes() for name in (CASE, CATALOGUE)}
    names = sorted(path.relative_to(matter) for path in matter.rglob("*"))
    for path in addresses(page, "GET") + addresses(page, "POST"):
        assert page.get(path).status in (200, 204, 404, 405), path
        assert page.get(path, sec_fetch_site="cross-site").status == 403, path
    assert {name: (matter / name).read_bytes() for name in before} == before
    assert sorted(path.relative_to(matter) for path in matter.rglob("*")) == names
    assert not page.review.desk.steps and not page.ended
    page.review.close()


def test_keys_and_numbers_that_are_none_are_not_found_and_never_a_fault(page: Page) -> None:
    page.enter()
    app: Any = page.review.app()
    for route in app.routes:
        for value in ("..", "%2e%2e%2f", "a" * 3000, "\u202e", "0", "-1", "1'--"):
            path = re.sub(r"\{\w+(?::\w+)?\}", lambda _, put=value: put, route.path)  # type: ignore[misc]
            answer = page.get(path) if "GET" in route.methods else page.post(path, ("row", value), ("head", value))
            assert answer.status < 500, path
    page.review.close()


# --- the entry -----------------------------------------------------------------------------------------------------


def test_the_file_that_leads_to_the_page_is_for_its_owner_and_goes_with_it(matter: Path) -> None:
    path = matter / DOOR
    with door(matter, "http://127.0.0.1:1/enter/x") as leading:
        assert leading == path.as_uri() and "enter" not in leading
        assert path.stat().st_mode & 0o777 == 0o600 or os.name == "nt"
        assert 'content="0;url=http://127.0.0.1:1/enter/x"' in path.read_text("utf-8")
    assert not path.exists()


def test_a_link_in_its_place_is_not_followed_and_an_old_one_is_written_anew(matter: Path, tmp_path: Path) -> None:
    path, other = matter / DOOR, tmp_path / "other.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    other.write_text("mine", "utf-8")
    path.symlink_to(other)
    with door(matter, "http://127.0.0.1:1/enter/x") as leading:
        assert leading and other.read_text("utf-8") == "mine"
    path.mkdir()
    with door(matter, "http://127.0.0.1:1/enter/x") as leading:
        assert not leading, "then the address is printed"


def test_the_entry_takes_a_browser_that_comes_from_that_file_and_nothing_that_embeds_it(page: Page) -> None:
    token = page.session.token
    for dest in ("image", "iframe", "script", "empty"):
        assert page.get(f"/enter/{token}", sec_fetch_site="cross-site", sec_fetch_dest=dest).status == 403
    wrong = page.get("/enter/wrong", sec_fetch_site="cross-site", sec_fetch_dest="document")
    assert (wrong.status, wrong.raw) == (403, b"")
    answer = page.get(f"/enter/{token}", sec_fetch_site="cross-site", sec_fetch_dest="document")
    assert answer.status == 200 and "0;url=/" in answer.body and token not in answer.body
    assert "SameSite=Strict" in answer.headers["set-cookie"]
    assert page.get("/", sec_fetch_site="cross-site", sec_fetch_dest="document").status == 403


def test_a_browser_opens_the_file_and_arrives_without_the_token(matter: Path) -> None:
    from playwright.sync_api import expect

    with browser() as chromium, served(desk_of(matter)) as page, door(matter, page.address) as leading:
        tab = chromium.new_page()
        tab.goto(leading)
        expect(tab.get_by_role("heading", level=1)).to_contain_text("沈河案")
        assert tab.url == f"http://127.0.0.1:{page.port}/"
        tab.go_back()
        assert "/enter/" not in tab.url


# --- where token and cookie stand ----------------------------------------------------------------------------------


@linux
def test_token_and_cookie_stand_in_no_file_no_list_of_processes_and_no_environment(matter: Path) -> None:
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "lexcollect", "review", str(matter), "--no-browser", "--as-of", "2026-11-21"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None and process.stderr is not None
    line = next(line for line in process.stdout if "http://" in line)
    port, token = re.findall(r"127\.0\.0\.1:(\d+)/enter/([\w-]+)", line)[0]
    answer = asked(int(port), "GET", f"/enter/{token}")
    cookie = str(answer.getheader("set-cookie")).partition(";")[0]
    secrets = [token, cookie.partition("=")[2]]
    assert len(secrets[0]) > 40 and len(secrets[1]) > 40
    headers = {"Cookie": cookie}
    picture = re.findall(r'data-src="(/picture/[^"]+)"', body_of(int(port), "/evidence", headers))[0]
    body_of(int(port), picture, headers)
    change = {
        **headers,
        "Origin": f"http://127.0.0.1:{port}",
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    form = f"row=payments/付款一&head={key_of('附言')}&words=甲"
    assert asked(int(port), "POST", f"/typed/{key_of('付款')}", change, quoted(form)).status == 200
    assert asked(int(port), "POST", "/save", change, quoted("who=李样例")).status == 200
    pids = family(process.pid)
    assert len(pids) > 1, "the painter is there"
    for pid in pids:
        for name in ("cmdline", "environ"):
            held = Path(f"/proc/{pid}/{name}").read_bytes().decode("utf-8", "replace")
            assert not any(secret in held for secret in secrets), name
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130) and not any(secret in out + err for secret in secrets)
    for path in matter.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not any(secret.encode() in held for secret in secrets), path.name


@linux
def test_the_program_that_is_opened_is_given_a_file_and_no_address(matter: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {seen}.new\nmv {seen}.new {seen}\n', "utf-8")
    program.chmod(0o755)
    env = {**os.environ, "BROWSER": f"{program} %s", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "lexcollect", "review", str(matter), "--as-of", "2026-11-21"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    end = time.monotonic() + 60
    while not seen.exists():
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.05)
    assert seen.read_text("utf-8").strip() == (matter / DOOR).resolve().as_uri()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert "/enter/" not in out + err and not (matter / DOOR).exists()


def quoted(form: str) -> bytes:
    from urllib.parse import quote

    return quote(form, safe="=&").encode()


def asked(port: int, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Any:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request(method, path, body, headers or {})
    answer: Any = line.getresponse()
    answer.body = answer.read()
    line.close()
    return answer


def body_of(port: int, path: str, headers: dict[str, str]) -> str:
    found: bytes = asked(port, "GET", path, headers).body
    return found.decode("utf-8", "replace")


def family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text("ascii").split():
            found += family(int(child))
    return found


# --- how long, how much, how many ----------------------------------------------------------------------------------


def spoken(port: int, raw: bytes, *, patience: float = 20) -> bytes:
    """Say ``raw`` and return what comes until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        line.sendall(raw)
        found = b""
        while part := line.recv(65536):
            found += part
        return found


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\xff\x16\x03\x01",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ],
)
def test_what_is_no_request_of_a_browser_gets_a_number_and_nothing_of_the_matter(running: Served, raw: bytes) -> None:
    answer = spoken(running.port, raw)
    assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421") or not answer
    assert "沈河".encode() not in answer and b"lexcollect" not in answer and len(answer) < 1_500


def test_who_says_nothing_or_says_it_drop_by_drop_is_sent_away(
    running: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexcollect.review.connections.LOOK", 0.3)
    began = time.monotonic()
    for raw in (b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1"):
        assert spoken(running.port, raw) == b""
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as line, pytest.raises(OSError):
        for _ in range(100):
            line.sendall(b"G")
            time.sleep(0.1)
    assert time.monotonic() - began < 15


def test_a_body_that_does_not_come_is_not_waited_for(running: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexcollect.review.guard.BODY_SECONDS", 0.3)
    host = f"127.0.0.1:{running.port}"
    cookie = str(asked(running.port, "GET", "/enter/" + running.address.rpartition("/")[2]).getheader("set-cookie"))
    head = (
        f"POST /undo HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nHX-Request: true\r\n"
        f"Cookie: {cookie.partition(';')[0]}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na=1"
    )
    assert spoken(running.port, head.encode()).startswith(b"HTTP/1.1 408")


def test_more_connections_than_a_browser_opens_are_turned_away_and_the_page_is_there_again(running: Served) -> None:
    lines = [socket.create_connection(("127.0.0.1", running.port), timeout=20) for _ in range(40)]
    try:
        time.sleep(0.3)
        assert asked(running.port, "GET", "/").status == 503
    finally:
        for line in lines:
            line.close()
    end = time.monotonic() + 20
    while asked(running.port, "GET", "/").status != 403:
        assert time.monotonic() < end
        time.sleep(0.1)


# --- what stands on the page ---------------------------------------------------------------------------------------


def test_signs_that_steer_a_screen_are_spelled_out_wherever_they_are_shown(matter: Path) -> None:
    name = "甲\u202e乙\u200b丙\u2066"
    for file, key in ((CASE, r"(?m)^matter: .*$"), (CATALOGUE, r'(?m)^    title: "?.*送货单SH-0412.*$')):
        text = (matter / file).read_text("utf-8")
        head = "matter" if file == CASE else "    title"
        put = re.sub(key, lambda _, head=head: f'{head}: "{name}"', text, count=1)  # type: ignore[misc]
        assert put != text
        (matter / file).write_text(put, "utf-8")
    page = Page(desk_of(matter)).enter()
    for path in ("/", "/evidence", "/findings", "/save", "/money", "/case"):
        body = page.get(path).body
        assert not set(body) & set("\u202e\u200b\u2066"), path
    body = page.get("/evidence").body
    assert "甲\\u202e乙\\u200b丙\\u2066" in body
    page.review.close()


def test_no_payload_runs_in_any_field_of_any_form(matter: Path) -> None:
    """Every text field of a table and of an exhibit is filled in the browser, and every page looked at after it."""
    from playwright.sync_api import expect

    desk = desk_of(matter)
    row = members(desk.lines, 3)[0].id
    case = (matter / CASE).read_text("utf-8")
    (matter / CASE).write_text(
        re.sub(r"(?m)^matter: .*$", lambda _: 'matter: "' + '<script>x</script>"', case), "utf-8"
    )
    desk = desk_of(matter)
    with browser() as chromium, served(desk) as page:
        tab = chromium.new_page()
        home = f"http://127.0.0.1:{page.port}/"
        complaints = Complaints(tab, home)
        tab.goto(page.address)
        for path, form in ((f"file/{key_of(row)}", "#form"), (f"case/{key_of('付款')}", "#facts")):
            tab.goto(home + path)
            named = f"{form} form.one :is(input:not([type=hidden]):not([type=checkbox]), textarea)"
            ids = tab.eval_on_selector_all(named, "all => all.filter(one => one.id).map(one => one.id)")
            assert len(ids) > 6
            for number, id in enumerate(ids[:14]):
                field = tab.locator(f"[id='{id}']")
                if not field.count() or not field.is_visible():
                    continue
                with tab.expect_response(lambda told: told.request.method == "POST"):
                    field.fill(PAYLOADS[number % len(PAYLOADS)])
                    field.press("Tab")
                expect(tab.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
            for looked in ("", "evidence", path, "findings", "save", "money"):
                tab.goto(home + looked)
                assert tab.title() not in ("ran", "1"), looked
                assert not tab.locator("img[src=x], svg[onload], [onfocus]").count()
        assert len(desk.steps) > 5
        complaints.none()
        tab.context.close()


def test_the_policy_names_nothing_but_our_own_files() -> None:
    parts = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert parts.pop("default-src") == parts.pop("base-uri") == parts.pop("frame-ancestors") == "'none'"
    assert set(parts) == {"script-src", "style-src", "img-src", "connect-src", "form-action"}
    assert set(parts.values()) == {"'self'"} and HOST.startswith("127.0.0.1")
