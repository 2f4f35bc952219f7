"""What was said in the chats and mails of whole matters: asked about, decided by a person, and read by ``due``.

The days are those of the sheets of facts, section 5: 2023-11-10, 2024-02-05, 2024-09-12 and 2025-05-23 in the chat;
with the last demand the claim ends on 2028-05-23 (民法典 188, 195, 202; a Tuesday).
"""

from __future__ import annotations

import json
from datetime import date as D
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile.loader import in_english, parse_case
from lexcollect.layout import CASE, CATALOGUE, FACTS
from lexcollect.matter.creation import create
from lexcollect.matter.deciding import accept, decide_speaker, open_facts
from lexcollect.matter.lock import hold
from lexcollect.matter.proposing import papers_of, speakers_in
from lexcollect.matter.receiving import receive
from lexcollect.proposing.decisions import Speaks
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Trust

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=8)))
CREDITOR, DEBTOR = "天津津渤示例钢材贸易有限公司", "沈阳沈河样例重型机械有限公司"
HE = "wxid_sample_he0001"
GROUND = "合同第6.1条载明的微信号"


def without(text: str, key: str, following: str) -> str:
    """The case file as it was before anybody entered the facts of the group ``key``."""
    return text[: text.index(f"\n{key}:")] + text[text.index(f"\n{following}:") :]


@pytest.fixture(scope="module")
def unentered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The steel matter with its catalogue, where no demand and no consent has been entered yet."""
    return as_before(tmp_path_factory.mktemp("steel") / "沈河案")


def as_before(folder: Path) -> Path:
    create(folder, "沈河案")
    example = ROOT / "examples" / "matter-steel"
    text = (example / "案件.yaml").read_text("utf-8")
    text = without(without(text, "acknowledgements", "communications"), "communications", "securities")
    (folder / CASE).write_text(text, "utf-8")
    (folder / CATALOGUE).write_bytes((example / "证据目录.yaml").read_bytes())
    receive(example / "inbox", folder)
    return folder


def read(folder: Path) -> list[Paper]:
    return list(papers_of(folder, receive(folder / "1-收到的材料", folder).intake.records))


def ends(folder: Path) -> dict[str, tuple[str, str]]:
    """The claim against the debtor, by debt: its last day and state."""
    code, out, _ = typed("due", str(folder), "--as-of", "2026-11-21", "--json", cwd=folder.parent)
    assert code in (0, 1)
    rows = [row for row in json.loads(out)["deadlines"] if row["rule"] == "limitation.general"]
    return {row["obligation"]: (row["nominal"], row["state"]) for row in rows}


def test_the_demand_in_the_chat_carries_the_deadline_once_a_person_accepted_it(unentered: Path) -> None:
    folder = unentered
    papers = read(folder)
    before = (folder / CASE).read_bytes()
    found = open_facts(folder, papers)
    demand = next(one for one in found.proposals if one.id == f"communications:2025-05-23:{DEBTOR}:im")
    assert demand.trust is Trust.DOUBTFUL  # a remark is a sign and no proof
    assert (folder / CASE).read_bytes() == before

    found = decide_speaker(folder, found, Speaks(HE, "何姐", DEBTOR, "何样文", GROUND, "李范文", NOW.date()))
    assert [one.key for one in speakers_in(folder)] == [HE]
    demand = next(one for one in open_facts(folder, papers).proposals if one.id == demand.id)
    said = {key: value.value for key, value in demand.values.items()}
    assert demand.trust is Trust.LIKELY
    assert said["content"] == "催款函EMS寄给你们公司了，今天签收的，请转吴总"
    assert (said["reply"], said["reply_on"]) == ("收到了，放吴总桌上了", "2025-05-23")
    assert (said["tied_to"], demand.exhibits) == (GROUND, ("微信",))
    with hold(folder, "intake", NOW) as held:
        accept(held, papers, demand, "李范文")

    case = parse_case((folder / CASE).read_bytes()).case
    assert case is not None
    (entered,) = case.communications
    assert (entered.date, entered.recipient, entered.evidence) == (D(2025, 5, 23), "沈河", ("微信",))
    code, out, _ = typed("due", str(folder), "--as-of", "2026-11-21", cwd=folder.parent)
    assert code in (0, 1)
    assert "2028-05-23" in out and "5-1 王例成与何样文微信聊天记录" in out


def test_the_days_of_the_sheet_are_proposed_with_their_messages(unentered: Path) -> None:
    """2024-02-05 is a payment, which the case file has already: the bank slip proves more than talk of it."""
    found = {one.id: one for one in open_facts(unentered, read(unentered)).proposals}
    said = {id.split(":")[0] + " " + id.split(":")[1 if "communications" in id else 2] for id in found}
    assert {"communications 2023-11-10", "communications 2024-09-12", "acknowledgements 2023-11-10"} <= said
    owes = found["acknowledgements:promise_message:2024-09-12"]
    assert owes.values["amount"].value == "851600.00"
    place = owes.sources[0]
    assert place.said is not None
    assert (place.file, place.said.number, place.said.reference) == (
        "微信/沈河样例-何会计/沈河样例-何会计.csv",
        30,
        "20433",
    )
    assert (len(place.said.before), len(place.said.after)) == (2, 2)
    assert not any(one.group == "payments" for one in found.values())


def test_what_the_surety_said_is_no_consent_of_the_debtor(tmp_path: Path) -> None:
    """Lease, section 4: the chat with the guarantor of 2025-11-20 is not to be booked against the lessee."""
    folder = tmp_path / "挖机案"
    create(folder, "挖机案")
    example = ROOT / "examples" / "matter-lease"
    (folder / CASE).write_bytes((example / "案件.yaml").read_bytes())
    received = receive(example / "inbox", folder)
    found = open_facts(folder, list(papers_of(folder, received.intake.records)))
    said = [one for one in found.proposals if any(spot.said for spot in one.sources)]
    surety = next(p["id"] for p in in_english((folder / CASE).read_bytes())["parties"] if p["name"] == "冯样例")
    assert said
    for one in said:
        assert "2025-11-20" in one.id
        assert surety in {one.values[key].value for key in ("by", "recipient") if key in one.values}


# --- as a user meets it ------------------------------------------------------------------------------------------


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    folder = tmp_path / "沈河案"
    code, out, _ = typed("intake", str(ROOT / "examples" / "matter-steel" / "inbox"), str(folder), cwd=tmp_path)
    assert code == 1  # files that cannot be read
    assert "3 份聊天、邮件里有" in out and "句话可能有法律意义" in out
    return folder


def test_a_chat_gets_the_title_and_purpose_a_paralegal_would_write(fresh: Path) -> None:
    text = (fresh / CATALOGUE).read_text("utf-8")
    assert '名称: "与“沈河样例-何会计”的微信聊天记录（2023-04-12至2025-05-23）"' in text
    assert "2024年9月12日确认欠款851,600.00元" in text
    assert "原始载体为机主的设备" in text


def test_pictures_of_the_chat_are_proposed_with_it_and_pictures_of_papers_are_not(fresh: Path) -> None:
    """By their names: 何会计 stands in the chat, 聊天长截图 can only be of it; 担保书-郑总签字 is a paper."""
    text = (fresh / CATALOGUE).read_text("utf-8")
    chat = text[text.index("与“沈河样例-何会计”的微信聊天记录") :].partition("\n  - ")[0]
    assert "像是这份聊天的截图" in chat
    assert '- "重要❗何会计承认欠款.png"' in chat and '- "聊天长截图.jpg"' in chat
    assert "担保书" not in chat and "微信图片_20240205171512.jpg" not in chat
    assert text.count("聊天长截图.jpg") == 2  # once as a part, once in the remark


def test_a_note_of_a_call_is_a_clue_and_carries_no_date(fresh: Path) -> None:
    shown = json.loads(typed("intake", str(fresh), "--facts", "--json", cwd=fresh.parent)[1])
    call = next(one for one in shown["facts"] if one["values"].get("kind") == "call")
    assert (call["values"]["date"], call["values"]["recorded"], call["trust"]) == ("2025-11-03", True, "doubtful")
    said = [one for one in shown["statements"] if one["file"] == "邮件/还款计划.eml" and "附件" in one["place"]]
    assert any("每月10日前支付10万" in one["text"] for one in said)


def test_a_draft_and_a_payment_of_the_day_are_no_promises(fresh: Path) -> None:
    """今天先打30万，您查一下 tells of a payment; a plan without a seal promises nothing; what is paid is asked."""
    shown = json.loads(typed("intake", str(fresh), "--facts", "--json", cwd=fresh.parent)[1])
    told = {one["id"]: one for one in shown["facts"]}
    assert not {f"acknowledgements:promise_message:{day}" for day in ("2023-07-14", "2024-04-17")} & told.keys()
    assert told["payments:2024-02-05:150000.00"]["lacking"] == ["designated_for"]
    assert any("8月那个圆钢订单" in why for why in told["payments:2024-02-05:150000.00"]["why"])


def test_the_list_tells_candidates_with_their_lines_and_what_was_kept_back(fresh: Path) -> None:
    before = {path: path.read_bytes() for path in (fresh / CASE, fresh / FACTS)}
    code, out, _ = typed("intake", str(fresh), "--said", cwd=fresh.parent)
    assert code == 0
    assert "〔承认欠款、请求延期、说困难〕第30条　2024-09-12 15:32:10 +08:00（时区在文件里）" in out
    assert "      诚信钢材-王：何经理，851600元货款拖一年了，再不付我们要起诉了" in out
    assert "挡下的" in out and "一般应答，不作宽限" in out and "语音 1 条" in out
    assert {path: path.read_bytes() for path in before} == before


def test_the_speakers_are_asked_for_once_and_remembered(tmp_path: Path) -> None:
    """Before the first fact that was said: 何姐 is the debtor's, the sender of one mail ours, of the other nobody's."""
    folder = as_before(tmp_path / "沈河案")
    keys = ["1", "何样文", GROUND, "3", "王例成", "", "4", "0"]
    asked = "\n".join(keys).encode()
    code, out, _ = typed("intake", str(folder), "--facts", "--by", "李范文", cwd=folder.parent, stdin=asked)
    assert code == 0 and out.count("代表谁？") == 3
    found = {one.key: (one.party, one.person, one.ground, one.by) for one in speakers_in(folder)}
    assert found == {
        HE: (DEBTOR, "何样文", GROUND, "李范文"),
        "wanglc@jinbo-sample.example": (CREDITOR, "王例成", "", "李范文"),
        "caigou@shenhe-sample.example": ("", "", "", "李范文"),
    }
    code, out, _ = typed("intake", str(folder), "--facts", "--by", "李范文", cwd=folder.parent, stdin=b"0\n")
    assert code == 0 and "代表谁？" not in out
    shown = json.loads(typed("intake", str(folder), "--facts", "--json", cwd=folder.parent)[1])
    known = {one["key"]: (one["party"], one["known_by"]) for one in shown["speakers"]}
    assert known[HE] == (DEBTOR, "decided")
    owes = next(one for one in shown["statements"] if one["id"] == "20433" and one["category"] == "debt.acknowledged")
    assert (owes["words"], owes["time"], owes["against"]) == ("尾款851600我们认", "2024-09-12T15:32:10+08:00", [])
    plain = next(one for one in shown["statements"] if one["category"] == "not.extension")
    assert "category:none" in plain["against"]
