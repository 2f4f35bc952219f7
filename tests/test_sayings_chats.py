"""The same chat through the exports of many programs: the legal events that a person wrote down beside it are found.

``candidate_events`` of ``tests/data/chats/expected.yaml`` was written before this search. An event is asked for where
the export holds a message of that minute with words; what an exporter dropped (01 to 05, 10, 13) it cannot find.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lexcollect.formats.reading import content
from lexcollect.formats.recognise import identify
from lexcollect.formats.shapes import Message
from lexcollect.proposing.sayings.days import days_named
from lexcollect.proposing.sayings.facts import facts_said
from lexcollect.proposing.sayings.folded import folded
from lexcollect.proposing.sayings.hearing import Heard
from lexcollect.proposing.sayings.listening import listen
from lexcollect.proposing.sayings.speakers import Sign, Who, decided_as, who_speaks
from lexcollect.proposing.shapes import Found, Trust
from lexcollect.proposing.sides import Sides

DATA = Path(__file__).resolve().parent / "data" / "chats"
EXPECTED: dict[str, Any] = yaml.safe_load((DATA / "expected.yaml").read_text("utf-8"))
EVENTS: list[dict[str, Any]] = EXPECTED["candidate_events"]
#: Exports that lose the date or the year: an event without a day is none.
DATELESS = ("12-chatlog/one-day.txt", "12-chatlog/one-year.txt")
CREDITOR, DEBTOR = "天津市津北恒泽钢材贸易有限公司", "沈阳铁西北辰重型机械制造有限公司"
SIDES = Sides(frozenset({CREDITOR}), frozenset({DEBTOR}), frozenset(), {})
OURS = ("刘建平", "wxid_hz8k2m4n6p0q22")
#: The exports of the one chat; 09 is refused, from 18 on it is another.
FILES = sorted(name for name in EXPECTED["files"] if name[:2] < "18" and name[:2] != "09")


@cache
def messages(name: str) -> tuple[Message, ...]:
    path = DATA / name
    return tuple(content(path, identify(path, name)).messages())


@cache
def heard(name: str) -> Heard:
    """The chat with its speakers decided by a person, who knows 刘建平 and 海涛."""
    talk = listen(messages(name), "wechat", "")
    decided = {
        decided_as(name, one): Who(
            CREDITOR if one.owner or any(sign in (one.key, *one.names) for sign in OURS) else DEBTOR, Sign.DECIDED
        )
        for one in talk.speakers
        if one.key
    }
    return Heard(talk, who_speaks(talk, name, SIDES, (), decided))


def facts(name: str) -> list[Found]:
    one = heard(name)
    return list(facts_said(one.talk, name, one.who, SIDES))


def minute(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M")


def words_at(name: str, at: str) -> list[Message]:
    """The messages of that minute that somebody wrote, in the chat itself or in a mail that carries it."""
    every = [one for message in messages(name) for one in (message, *message.children) if not one.hearsay]
    return [one for one in every if one.time.value is not None and minute(one.time.value) == at and one.text.strip()]


@pytest.mark.parametrize("name", FILES)
def test_every_event_that_a_person_wrote_down_is_met(name: str) -> None:
    one, asked = heard(name), 0
    found: dict[str, set[str]] = {}
    for saying in one.candidates(SIDES):
        if saying.at.when.value is not None:
            found.setdefault(minute(saying.at.when.value), set()).add(saying.hit.category)
    for event in EVENTS:
        at, category = minute(datetime.fromisoformat(str(event["time"]))), event["category"].partition(" ")[0]
        if category == "none":
            assert not found.get(at), (at, found.get(at))
        elif category != "payment.card" and "forward" not in event["category"] and words_at(name, at):
            asked += 1
            assert category in found.get(at, set()), (at, category, found.get(at))
    assert asked >= (0 if name in DATELESS else 4)


@pytest.mark.parametrize(
    "name", ["06-memotrace-2x.csv", "08-memotrace-2x/沈阳北辰-王海涛部长.html.json", "14-ciphertalk.json"]
)
def test_forwarded_and_quoted_words_are_nobodys_statement(name: str) -> None:
    """2025-04-02: an acknowledgement inside a forward; 2024-03-01 10:25: our own demand, quoted by the debtor."""
    one = heard(name)
    rest = [saying for saying in one.talk.sayings if saying.origin != "own"]
    assert {saying.origin.value for saying in rest} == {"quoted", "forwarded"}
    assert all(one.reason_against(saying, SIDES) for saying in rest)
    assert not [fact for fact in facts(name) if fact.plain("date") == "2025-04-02"]


def test_facts_of_the_chat_with_their_sums_and_days() -> None:
    """By hand from the chat: two promises of 2024-03-01 end on 06-30; the sums stand in the messages."""
    told = {(one.group, one.plain("kind"), one.plain("date")): one for one in reversed(facts("06-memotrace-2x.csv"))}
    owes = told["acknowledgements", "promise_message", "2024-03-01"]
    assert owes.plain("amount") == "541796.80"
    days = [one.plain("new_due_on") for one in facts("06-memotrace-2x.csv") if "new_due_on" in one.values]
    assert days == ["2024-06-30", "2024-12-31"]
    named = days_named(folded("3月底先给你20万，剩下的6月底前清").text, date(2024, 3, 1))
    assert [one.day for one in named] == [date(2024, 3, 31), date(2024, 6, 30)]
    assert ("acknowledgements", "extension_request", "2024-04-02") in told
    demand = told["communications", "im", "2024-03-01"]
    assert (demand.plain("amount"), demand.plain("reply_on")) == ("541796.80", "2024-03-01")
    assert told["issues", "", ""].plain("theirs").startswith("2025-01-08：你们那批板探伤有不合格的")
    assert not any(
        one.plain("date") == "2025-04-01" for one in told.values()
    )  # an offer to settle is no acknowledgement


def test_payments_claimed_and_the_card_of_a_transfer() -> None:
    """The ledger of the sample: 200,000 and 50,000 by bank, 20,000 by card; the red packet of 2025-01-28 is none."""
    paid = {
        (one.plain("date"), one.plain("amount"), one.trust)
        for one in facts("06-memotrace-2x.csv")
        if one.group == "payments"
    }
    doubt = Trust.DOUBTFUL
    assert paid == {
        ("2023-12-29", "200000.00", doubt),
        ("2024-02-05", "20000.00", doubt),
        ("2024-06-28", "50000.00", doubt),
    }
    assert heard("06-memotrace-2x.csv").talk.red_packets == 1


def test_an_unknown_speaker_is_asked_for_and_says_nothing() -> None:
    talk = listen(messages("06-memotrace-2x.csv"), "wechat", "")
    nobody = Sides(frozenset({CREDITOR}), frozenset({"大连另一家有限公司"}), frozenset(), {})
    one = Heard(talk, who_speaks(talk, "聊天.csv", nobody, (), {}))
    assert {speaker.key for speaker in one.asked()} == {"刘建平", "沈阳北辰-王海涛部长"}
    assert list(facts_said(talk, "聊天.csv", one.who, nobody)) == []


def test_a_decision_on_a_bare_name_holds_in_its_own_file_only() -> None:
    """海涛 of one export is decided; the same name in another file may be anybody. An account is one everywhere."""
    named = listen(messages("16-wechatexporter-ios/海涛.txt"), "wechat", "")
    other = Sides(frozenset({CREDITOR}), frozenset({"大连另一家有限公司"}), frozenset(), {})
    here = next(one for one in named.speakers if one.key == "海涛")
    decided = {decided_as("甲.txt", here): Who("大连另一家有限公司", Sign.DECIDED)}
    assert "海涛" in who_speaks(named, "甲.txt", other, (), decided)
    assert "海涛" not in who_speaks(named, "乙.txt", other, (), decided)
    account = next(one for one in heard("14-ciphertalk.json").talk.speakers if one.owner is False)
    assert decided_as("甲.json", account) == decided_as("乙.json", account) == account.key


def test_a_remark_that_abbreviates_one_party_is_a_sign_and_no_proof() -> None:
    talk = listen(messages("06-memotrace-2x.csv"), "wechat", "")
    who = who_speaks(talk, "聊天.csv", SIDES, (), {})
    assert who["沈阳北辰-王海涛部长"].sign is Sign.REMARK
    assert all(one.trust is Trust.DOUBTFUL for one in facts_said(talk, "聊天.csv", who, SIDES))


def test_a_recalled_message_is_shown_and_proposes_nothing() -> None:
    """19: the archive keeps 不是说了吗，现在真没钱，先欠着, recalled on 2024-09-18."""
    talk = listen(messages("19-wecom-archive.jsonl"), "wecom", "")
    lost = [one for one in talk.sayings if one.lost]
    assert lost and all(one.lost == "recalled" for one in lost)
    one = Heard(talk, {})
    assert all("state:recalled" in one.reason_against(saying, SIDES) for saying in lost)


def test_of_very_many_statements_the_first_and_the_last_are_kept() -> None:
    from dataclasses import replace

    first = next(m for m in messages("06-memotrace-2x.csv") if "刚转了5万" in m.text)
    many = (replace(first, number=number) for number in range(1, 5_001))
    talk = listen(many, "wechat", "")
    assert talk.messages == 5_000 and len(talk.sayings) == 2_000
    assert (talk.sayings[0].at.number, talk.sayings[-1].at.number) == (1, 5_000)
    assert talk.left + len(talk.sayings) >= 5_000


# --- soft words: who says them decides what they are ----------------------------------------------------------


HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"


def soft(folder: Path, *lines: tuple[str, int]) -> list[Found]:
    """Return what a chat of these lines (words, whether we said them) proposes; a person decided who speaks."""
    rows = "".join(
        f"{n},218,1,0,{ours},{1_733_200_000 + n * 60},,{words},2024-12-03 12:{n:02}:00,王,王,wxid_{ours}\n"
        for n, (words, ours) in enumerate(lines, 1)
    )
    path = folder / "软话.csv"
    path.write_text(HEAD + rows, "utf-8-sig")
    said = tuple(content(path, identify(path, path.name)).messages())
    talk = listen(said, "wechat", "")
    who = {
        decided_as(path.name, one): Who(CREDITOR if one.owner else DEBTOR, Sign.DECIDED)
        for one in talk.speakers
        if one.key
    }
    return list(facts_said(talk, path.name, who_speaks(talk, path.name, SIDES, (), who), SIDES))


@pytest.mark.parametrize("words", ["年底了安排了吗", "年底了 货款安排了吗？", "过年前能不能安排一下"])
def test_the_creditor_who_asks_demands_and_promises_nothing(words: str, tmp_path: Path) -> None:
    found = soft(tmp_path, ("在忙", 0), (words, 1))
    assert [one.group for one in found] == ["communications"]


@pytest.mark.parametrize("words", ["年底安排", "年底前付", "月底给你们安排", "春节前安排 放心"])
def test_the_debtor_who_says_so_promises_and_the_weakness_is_told(words: str, tmp_path: Path) -> None:
    """诉讼时效规定 14: a promise of performing; it names neither sum nor debt."""
    found = [one for one in soft(tmp_path, ("货款什么时候付", 1), (words, 0)) if one.group == "acknowledgements"]
    assert found and found[0].plain("kind") == "promise_message" and found[0].plain("content") == words
    why = " ".join(reason.render() for reason in found[0].why)
    assert "同意履行的承诺" in why and "诉讼时效规定第14条" in why and "弱点：没有说欠多少、付哪一笔" in why


@pytest.mark.parametrize("words", ["年底了安排了吗", "年底安排送货", "年底安排人去对账", "如果年底回款就安排"])
def test_what_the_debtor_asks_or_arranges_otherwise_is_no_promise_that_stands(words: str, tmp_path: Path) -> None:
    found = [one for one in soft(tmp_path, (words, 0)) if one.group == "acknowledgements"]
    assert all(one.trust is Trust.DOUBTFUL for one in found)


def test_words_with_the_sum_are_told_with_the_other_weakness(tmp_path: Path) -> None:
    found = [one for one in soft(tmp_path, ("账对得上 欠你们541796.80没错", 0)) if one.group == "acknowledgements"]
    why = " ".join(reason.render() for reason in found[0].why)
    assert "同意履行" in why and "谁说的、代表谁" in why and "没有说欠多少" not in why
