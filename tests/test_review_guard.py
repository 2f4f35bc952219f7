"""The door of the page: who is let in, and what every answer carries.

Facts: the page of a matter is served on 127.0.0.1:45678. Question: what does each request get that another web page,
another program or another user of the machine could send? Answer: a number without content, and nothing changes.
"""

from __future__ import annotations

import re
import socket
import urllib.request
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexcollect.layout import CASE
from lexcollect.review.forms import MAX_FIELDS, BadForm, Form
from lexcollect.review.guard import MAX_BODY, POLICY
from review_kit import HOST, PORT, Page, desk_of, served, steel

ORIGIN = f"http://{HOST}"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return steel(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def page(matter: Path) -> Page:
    return Page(desk_of(matter))


def test_the_token_opens_once_and_leaves_the_address(page: Page) -> None:
    first = page.get(f"/enter/{page.session.token}")
    token = page.session.token
    assert (first.status, first.headers["location"], first.raw) == (303, "/", b"")
    cookie = first.headers["set-cookie"]
    assert cookie.startswith(f"lexcollect-{PORT}=") and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert not token and page.get("/enter/").status == 403


def test_a_token_is_good_for_two_minutes(page: Page) -> None:
    token = page.session.token
    page.clock += 121
    assert page.get(f"/enter/{token}").status == 403


def test_a_token_of_another_run_opens_nothing(page: Page, matter: Path) -> None:
    other = Page(desk_of(matter)).session.token
    assert page.get(f"/enter/{other}").status == 403
    assert page.get(f"/enter/{page.session.token}").status == 303, "a wrong token does not use up the right one"


@pytest.mark.parametrize(
    "path", ["/", "/evidence", "/save", "/static/review.css", "/favicon.ico", "/picture/a/0/0/tile"]
)
def test_without_the_cookie_every_path_is_closed_and_says_nothing(page: Page, path: str) -> None:
    for cookie in ("", f"lexcollect-{PORT}=", f"lexcollect-{PORT}=wrong", "other=1; x"):
        page.cookie = cookie
        answer = page.get(path)
        assert (answer.status, answer.raw) == (403, b"")


@pytest.mark.parametrize(
    "host", ["localhost:45678", "127.0.0.1", "127.0.0.1:80", "127.0.0.2:45678", "evil.example:45678", "[::1]:45678", ""]
)
def test_another_host_is_told_it_is_wrong_here(page: Page, host: str) -> None:
    page.enter()
    assert page.get("/", host=host).status == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": ""}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:45678"}, 403),
        ({"origin": "https://127.0.0.1:45678"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"hx-request": ""}, 403),
        ({"hx-request": "yes"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "application/json"}, 415),
        ({"content-type": ""}, 415),
        ({"content-length": str(MAX_BODY + 1)}, 413),
        ({"content-length": "-1"}, 413),
    ],
)
def test_what_changes_something_comes_from_the_page_itself(page: Page, headers: dict[str, str], status: int) -> None:
    page.enter()
    before = page.review.desk.version
    answer = page.post("/undo", ("x", "y"), **headers)
    assert (answer.status, answer.raw) == (status, b"")
    assert page.review.desk.version == before


def test_a_body_that_grows_past_its_bound_is_cut_off(page: Page) -> None:
    page.enter()
    headers = {"origin": ORIGIN, "hx-request": "true", "content-type": FORM}
    assert page.ask("POST", "/undo", headers, b"a=" + b"x" * MAX_BODY).status == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
def test_other_methods_are_unknown(page: Page, method: str) -> None:
    page.enter()
    answer = page.ask(method, "/", {"origin": ORIGIN})
    assert answer.status == 405
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    "path", ["/undo", "/save", "/move", "/finish", "/drop", "/cell/x", "/typed/x", "/gone/x", "/timeline"]
)
def test_asking_changes_nothing(page: Page, path: str, matter: Path) -> None:
    before = (matter / CASE).read_bytes()
    page.enter()
    assert page.get(path).status in (200, 404, 405)
    assert (matter / CASE).read_bytes() == before and not page.ended and not page.review.desk.steps


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_may_not_even_look(page: Page, site: str) -> None:
    page.enter()
    assert page.get("/", sec_fetch_site=site).status == 403
    assert page.get("/", sec_fetch_site="none").status == 200


def test_every_answer_tells_the_browser_to_run_our_files_only(page: Page) -> None:
    closed = page.get("/")
    page.enter()
    for answer in (closed, page.get("/"), page.get("/static/review.js"), page.get("/nowhere"), page.post("/undo")):
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert not any(name.startswith("access-control") for name in answer.headers)
    assert "unsafe" not in POLICY and "default-src 'none'" in POLICY


def test_no_page_holds_a_script_or_style_of_its_own(page: Page) -> None:
    page.enter()
    for path in ("/", "/evidence", "/case", "/money", "/timeline", "/findings", "/save"):
        body = page.get(path).body
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", body)
        assert all(match.endswith("></script>") for match in re.findall(r"<script[^>]*>.*?</script>", body, re.S))
        assert set(re.findall(r'(?:src|href)="(https?:)', body)) == set()


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/vendor/../../app.py", "/static/", "/static/review.py"],
)
def test_nothing_outside_the_static_files_is_served(page: Page, path: str) -> None:
    page.enter()
    assert page.get(path).status == 404


def test_a_form_is_bounded_and_nothing_else_is_read() -> None:
    assert Form(b"a=1&a=2&b=%E6%9D%A5").all_of("a") == ["1", "2"]
    assert Form(b"b=%E6%9D%A5").one("b") == "来"
    for bad in (b"&".join(b"a=1" for _ in range(MAX_FIELDS + 1)), b"a=%FF", "a=来".encode(), b"nothing"):
        with pytest.raises(BadForm):
            Form(bad)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_form_or_none(raw: bytes) -> None:
    try:
        form = Form(raw)
    except BadForm:
        return
    assert isinstance(form.one("a"), str)


def test_a_bad_form_gets_a_number(page: Page) -> None:
    page.enter()
    headers = {"origin": ORIGIN, "hx-request": "true", "content-type": FORM}
    answer = page.ask("POST", "/undo", headers, b"a=%FF")
    assert (answer.status, answer.raw) == (400, b"")


def test_it_listens_on_this_machine_only_and_a_second_one_takes_another_port(matter: Path) -> None:
    with served(desk_of(matter)) as first, served(desk_of(matter)) as second:
        assert first.port != second.port
        for page in (first, second):
            with pytest.raises(OSError), socket.create_connection((_other_address(), page.port), 2):
                pass
            request = urllib.request.Request(f"http://127.0.0.1:{page.port}/")
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request, timeout=5)
            assert refused.value.code == 403 and refused.value.read() == b""
            assert "server" not in {name.lower() for name in refused.value.headers}


def _other_address() -> str:
    """Return another address of this machine; 127.0.0.2 where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
        except OSError:
            return "127.0.0.2"
    return found if not found.startswith("127.0.0.1") else "127.0.0.2"
