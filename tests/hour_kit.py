"""A person at the page of a new matter: every click, key and typed value is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cli_run import typed
from complaints import Complaints
from lexcollect.matter.desk.draft import Desk
from lexcollect.review.keys import key_of
from review_kit import served

#: Milliseconds a piece of work may take on a busy machine.
WORK = 120_000
NOTHING: Any = {}


def begun(folder: Path, inbox: Path, day: str) -> Path:
    """Return a new matter in ``folder`` with the material of ``inbox`` taken in, as a person begins it."""
    import shutil

    shutil.copytree(inbox, folder / "收到")
    code, out, err = typed("new", "案", "--from", "收到", "--no-input", "--as-of", day, cwd=folder)
    assert code in (0, 1), out + err
    return folder / "案"


class Clerk:
    """A person who works on the page; ``clicks``, ``keys`` and ``typed`` count what it costs."""

    def __init__(self, tab: Any, desk: Desk, complaints: Complaints) -> None:
        self.tab, self.desk, self.complaints = tab, desk, complaints
        self.clicks = self.keys = self.typed = self.chosen = 0

    # --- the hand ------------------------------------------------------------------------------------------------

    def click(self, what: Any) -> None:
        self.complaints.doing = f"clicking {what}"
        what.click()
        self.clicks += 1

    def press(self, key: str) -> None:
        self.complaints.doing = f"pressing {key}"
        self.tab.keyboard.press(key)
        self.keys += 1

    def focused(self, what: Any) -> None:
        """Wait until the page has given the focus back."""
        from playwright.sync_api import expect

        expect(what).to_be_focused()

    def sent(self, doing: Any) -> None:
        """Do something that the page sends, and wait for the answer to be shown."""
        with self.tab.expect_response(lambda told: told.request.method == "POST") as answer:
            doing()
        assert answer.value.status < 400, answer.value.url
        self.tab.wait_for_timeout(60)

    def fill(self, field: Any, words: str) -> None:
        """Type one value and go on with Tab."""
        self.click(field)
        field.fill(words)
        self.typed += 1
        self.sent(lambda: self.press("Tab"))

    def pick(self, field: Any, option: str) -> None:
        """Choose one of a list: open it, choose."""
        self.clicks, self.chosen = self.clicks + 2, self.chosen + 1
        self.sent(lambda: field.select_option(label=option))

    def go(self, name: str) -> None:
        """Go to a page by its name in the bar."""
        with self.tab.expect_navigation(wait_until="load"):
            self.click(self.tab.locator("header nav").get_by_role("link", name=re.compile(f"^{name}")).first)

    # --- exhibits ------------------------------------------------------------------------------------------------

    def row(self, file: str) -> Any:
        return next(row for row in self.desk.lines.rows if file in row.files)

    def exhibit(self, file: str) -> str:
        """What an exhibit is called in lists."""
        row = self.row(file)
        return f"{row.cells['number']} {row.cells['title']}"

    def card(self, file: str) -> Any:
        return self.tab.locator(f"#row-{key_of(self.row(file).id)}")

    def drag(self, file: str, group: int) -> None:
        """Drag a card into a group with the mouse as a hand does; the list scrolls while the card is held."""
        card, tab = self.card(file), self.tab
        self.complaints.doing = f"dragging {file} to group {group}"
        target = tab.locator(f'ol.drop[data-group="{group}"]')
        card.scroll_into_view_if_needed()
        box = card.bounding_box()
        x, y = box["x"] + box["width"] - 30, box["y"] + box["height"] / 2
        tab.mouse.move(x, y)
        tab.mouse.down()
        tab.mouse.move(x, y - 12, steps=4)

        def let_go() -> None:
            for _ in range(80):
                end = target.bounding_box()
                aim = end["y"] + min(end["height"] / 2, 40)
                if 120 < aim < 660:
                    break
                tab.mouse.wheel(0, -200 if aim <= 120 else 200)
                tab.wait_for_timeout(25)
            tab.mouse.move(x - 20, aim, steps=15)
            tab.mouse.move(x - 22, aim + 1, steps=3)
            tab.mouse.up()

        self.clicks += 1
        self.sent(let_go)

    def open(self, file: str) -> None:
        """Open the page of a file from the list."""
        key = key_of(self.row(file).id)
        if not self.tab.url.endswith(f"/file/{key}"):
            self.complaints.doing = f"opening {file}"
            self.tab.goto(f"{self.tab.home}file/{key}")
            self.clicks += 1  # its card

    def look_at(self, file: str, *, seen: str | None = None, **cells: str) -> None:
        """Open a file, fill in what the program could not read, and say that it was looked at, its original too.

        ``seen`` is what it is as a proof where its own words do not say so; its original lies on the desk.
        """
        self.open(file)
        for name, words in cells.items():
            self.fill(self.tab.locator(f"#cell-{name}"), words)
        if self.tab.locator("#looked-form input[name=original]").count():
            self.click(self.tab.locator("#looked-form").get_by_label("无" if seen is None else "有", exact=True))
        if self.tab.locator("#looked-form input[name=how]").count():  # no page can be shown: how it was looked at
            self.click(self.tab.locator("#looked-form input[name=how]").last)
        if seen is not None and self.tab.locator("#seen").count():
            self.click(self.tab.locator("#seen"))
        elif seen:
            self.clicks, self.chosen = self.clicks + 2, self.chosen + 1
            self.tab.locator("#looked-proof").select_option(seen)
        if self.tab.locator("#looked").count():
            with self.tab.expect_navigation():
                self.click(self.tab.locator("#looked"))

    # --- the case file -------------------------------------------------------------------------------------------

    def table(self, name: str) -> None:
        """Open a table of the case file."""
        self.go("案件信息")
        with self.tab.expect_navigation(wait_until="load"):
            self.click(self.tab.get_by_role("link", name=name, exact=True))

    def fact(self, name: str) -> Any:
        """The fact that is called ``name``."""
        return self.tab.locator("section.fact:not(.new)").filter(
            has=self.tab.get_by_role("heading", name=re.compile(re.escape(name)))
        )

    def field(self, fact: Any, head: str) -> Any:
        """A field of a fact; where it is not in sight its list of more is opened."""
        found = fact.locator(".one").filter(has=self.tab.locator(f'span[title]:text-is("{head}")')).first
        if not found.is_visible():
            self.click(fact.locator("details > summary").filter(has_text="更多项目").first)
        return found

    def enter(self, fact: Any, head: str, words: str) -> None:
        """Type a value into a field of a fact that stands there."""
        self.fill(self.field(fact, head).locator("input:not([type=hidden]), textarea").first, words)

    def choose(self, fact: Any, head: str, option: str) -> None:
        """Choose from the list of a field."""
        self.pick(self.field(fact, head).locator("select").first, option)

    def tick(self, fact: Any, head: str, *options: str) -> None:
        """Tick several of a field: exhibits by their names, or words of a closed list."""
        for option in options:
            field = self.field(fact, head)
            if not field.locator("details.pick-list").first.evaluate("one => one.open"):
                self.click(field.locator("summary").first)
            box = field.locator("label.option").filter(has_text=option).locator("input").first
            if box.is_checked():
                continue  # what was taken over has it already
            self.clicks, self.chosen = self.clicks + 1, self.chosen + 1
            self.sent(box.check)

    def add(
        self,
        typed_: dict[str, str],
        chosen: dict[str, str] = NOTHING,
        ticked: dict[str, tuple[str, ...]] = NOTHING,
    ) -> None:
        """Add a fact with the empty form at the end of its table."""
        form = self.tab.locator("#new-fact")

        def of(head: str) -> Any:
            if head == "属于哪一条":
                return form.locator("label.field").filter(has_text=head).first
            found = form.locator(".one").filter(has=self.tab.locator(f'span[title]:text-is("{head}")')).first
            if not found.is_visible():
                self.click(form.locator("details > summary").filter(has_text="更多项目").last)
            return found

        for head, words in typed_.items():
            field = of(head).locator("input:not([type=hidden]), textarea").first
            self.click(field)
            field.fill(words)
            self.typed += 1
        for head, option in chosen.items():
            of(head).locator("select").select_option(label=option)
            self.clicks, self.chosen = self.clicks + 2, self.chosen + 1
        for head, options in ticked.items():
            field = of(head)
            if not field.locator("details.pick-list").first.evaluate("one => one.open"):
                self.click(field.locator("summary").first)
            for option in options:
                field.locator("label.option").filter(has_text=option).locator("input").first.check()
                self.clicks, self.chosen = self.clicks + 1, self.chosen + 1
        self.sent(lambda: self.click(form.locator("button.main")))

    def names(self, group: str) -> list[str]:
        """What the facts of a group are called in lists."""
        from lexcollect.review.facts import called

        return list(called(self.desk)[group].values())

    # --- the end ---------------------------------------------------------------------------------------------------

    def tell(self, matter: str) -> None:
        """Say what it cost."""
        print(f"{matter}: {self.typed} values typed, {self.chosen} chosen, {self.clicks} clicks, {self.keys} keys")

    def save(self, name: str) -> None:
        from playwright.sync_api import expect

        self.click(self.tab.locator("#box").get_by_role("link", name="查看并保存"))
        who = self.tab.locator("#who")
        if not who.input_value():
            self.click(who)
            who.fill(name)
            self.typed += 1
        self.sent(lambda: self.click(self.tab.get_by_role("button", name="保存", exact=True)))
        expect(self.tab.locator("#save")).to_contain_text("已保存")

    def made(self, form: str, button: str) -> str:
        """Have something made on the page of papers and packages, and return what is told of it."""
        from playwright.sync_api import expect

        section = self.tab.locator(form)
        self.sent(lambda: self.click(section.get_by_role("button", name=button, exact=True)))
        done = self.tab.locator("#work .told.done, #work .told.error").first
        expect(done).to_be_visible(timeout=WORK)
        return str(self.tab.locator("#work").inner_text())


@contextmanager
def at_the_page(chromium: Any, matter: Path, day: str) -> Iterator[Clerk]:
    """Give a person at the page of ``matter``; complaints of the browser fail at the end."""
    from datetime import date

    desk = Desk(matter, date.fromisoformat(day))
    with served(desk) as page:
        tab = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
        tab.home = f"http://127.0.0.1:{page.port}/"
        complaints = Complaints(tab, tab.home)
        tab.goto(page.address)
        try:
            yield Clerk(tab, desk, complaints)
        finally:
            tab.context.close()
    complaints.none()
