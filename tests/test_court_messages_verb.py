"""``intake --message``: a message of a court, the day that follows shown at once, and ``due`` after it.

The steel matter. Counted by hand: served 2026-11-27, fifteen days are Saturday 2026-12-12, so Monday 12-14
(民事诉讼法 171, 85); notice of the fee 2026-09-24, seven days are 2026-10-01, a holiday until 10-07, so 10-08
(诉讼费用交纳办法 22); a bank account frozen on 2026-03-02 without a stated end holds until 2027-03-01 (民诉法解释
485), renewal seven days before: 02-22.
"""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cli_run import typed
from lexcollect.casefile.loader import in_english
from lexcollect.layout import CASE, RAW
from lexcollect.matter.answering import answer
from lexcollect.matter.creation import create
from lexcollect.matter.deciding import accept, open_facts
from lexcollect.matter.following import Foresight
from lexcollect.matter.lock import hold
from lexcollect.proposing.papers import Paper
from proposing_kit import BUYER, SELLER, paper

ROOT = Path(__file__).resolve().parent.parent
NO, COURT = "（2026）津0113民初1234号", "天津市北辰区人民法院"
SMS = f"【{COURT}】您好，{NO}一案有新的送达文书：民事判决书。请登录 https://zxfw.court.gov.cn/zxfw 查收。\n"
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def steel(tmp_path: Path) -> Path:
    """The steel matter without its catalogue, so that no exhibit is missing."""
    folder = tmp_path / "沈河案"
    create(folder, "沈河案")
    shutil.copy(ROOT / "examples" / "matter-steel" / "案件.yaml", folder / CASE)
    (tmp_path / "短信.txt").write_text(SMS, encoding="utf-8")
    return folder


def test_the_day_of_appeal_is_shown_and_after_taking_it_is_due(steel: Path) -> None:
    words = ("intake", str(steel), "--message", "短信.txt", "--received", "2026-11-27", "--as-of", "2026-11-30")
    code, out, _ = typed(*words, "--no-input", cwd=steel.parent)
    assert code == 0
    assert "→ 采纳后：上诉期至 2026-12-14（周一）（民事诉讼法第171条第1款" in out
    assert "titles" not in in_english((steel / CASE).read_bytes())
    code, out, _ = typed(*words, "--by", "李范文", cwd=steel.parent, stdin=b"1\n0\n")
    assert code == 0
    assert "lexcollect due" in out
    (title,) = in_english((steel / CASE).read_bytes())["titles"]
    assert (title["case_no"], str(title["served_on"])) == (NO, "2026-11-27")
    (appeal,) = answer(steel, date(2026, 11, 30), dates_anyway=True).agenda.of_rule("proc.appeal.judgment")
    assert appeal.period is not None
    assert (appeal.period.nominal, appeal.period.last_day) == (date(2026, 12, 12), date(2026, 12, 14))


def test_pasted_it_is_listed_with_the_day_of_the_fee(steel: Path) -> None:
    words = f"【{COURT}】{NO}一案已立案，请于收到通知次日起七日内缴纳案件受理费17032.74元。\n".encode()
    given = ("intake", str(steel), "--message", "-", "--received", "2026-09-24", "--as-of", "2026-09-25", "--json")
    code, out, _ = typed(*given, cwd=steel.parent, stdin=words)
    assert code == 0
    (one,) = json.loads(out)["facts"]
    assert one["values"]["fee_notice_on"] == "2026-09-24"
    assert [(day["title"], day["last_day"]) for day in one["follows"]] == [("预交案件受理费", "2026-10-08")]
    (kept,) = (steel / RAW / "法院消息").iterdir()
    assert kept.read_bytes() == words
    assert kept.name.startswith("收到2026-09-24-")


def test_a_message_without_its_day_is_not_taken_in(steel: Path) -> None:
    code, out, _ = typed("intake", str(steel), "--message", "短信.txt", "--no-input", cwd=steel.parent)
    assert code == 1
    assert "LX-I285" in out
    assert not (steel / RAW / "法院消息").exists()


def test_a_message_file_that_is_not_there_is_called_a_file(steel: Path) -> None:
    """The name is misspelt: what is asked for is a file, and both streams speak of one."""
    code, out, told = typed("intake", str(steel), "--message", "短信1.txt", "--no-input", cwd=steel.parent)
    assert code == 3
    assert (
        "LX-A341" in out + told and "找不到这个文件" in out + told and "文件夹" not in (out + told).split("LX-A341")[0]
    )


def test_a_message_of_no_court_is_said_to_give_nothing(steel: Path) -> None:
    (steel.parent / "短信.txt").write_text("【快递】您的包裹已到\n", encoding="utf-8")
    code, out, _ = typed("intake", str(steel), "--message", "短信.txt", "--no-input", cwd=steel.parent)
    assert code == 0
    assert "LX-I280" in out


def ahead(steel: Path, read: Paper, as_of: date = date(2026, 11, 30)) -> list[tuple[str, date]]:
    """The days that would follow from the facts of the paper, each with its title."""
    seen = Foresight(steel, as_of)
    return [(day.title, day.last_day) for one in open_facts(steel, [read]).proposals for day in seen.of(one)]


def test_a_freeze_shows_its_renewal_and_its_end(steel: Path) -> None:
    words = (
        f"财产保全情况告知书\n{NO}\n已于2026年3月2日冻结被申请人{BUYER}名下渤海湾示范银行账户2100123。\n2026年3月6日\n"
    )
    days = dict(ahead(steel, paper(words)))
    assert days["申请续行保全：渤海湾示范银行账户2100123"] == date(2027, 2, 22)
    assert days["查封、冻结到期：渤海湾示范银行账户2100123"] == date(2027, 3, 1)


def test_a_ruling_that_sends_the_case_away_shows_ten_days(steel: Path) -> None:
    """171(2): served 2026-11-27, ten days are Monday 2026-12-07."""
    ruling = (
        f"民事裁定书\n{NO}\n原告：{SELLER}，住所地天津市。\n被告：{BUYER}，住所地沈阳市。\n被告{BUYER}对管辖权提出异议。"
        f"裁定如下：\n被告{BUYER}对本案管辖权提出的异议成立，本案移送沈阳市沈河区人民法院处理。\n2026年11月20日\n"
    )
    slip = f"电子送达凭证\n{NO}\n受送达人：{SELLER}\n送达文书：民事裁定书\n电子送达\n送达成功时间：2026-11-27\n"
    filed = "filings:\n  - {id: 起诉, kind: suit, date: 2026-09-04, organ: 天津市北辰区人民法院}\n"
    with (steel / CASE).open("a", encoding="utf-8") as stream:
        stream.write(filed)
    read = [paper(ruling, "裁定.pdf"), paper(slip, "凭证.pdf")]
    (one,) = (o for o in open_facts(steel, read).proposals if o.group == "filings")
    assert ("对管辖裁定的上诉", date(2026, 12, 7)) in [
        (day.title, day.last_day) for day in Foresight(steel, date(2026, 11, 30)).of(one)
    ]
    with hold(steel, "intake", NOW) as held:
        accept(held, read, one, "李范文")
    (suit,) = in_english((steel / CASE).read_bytes())["filings"]
    assert (suit["id"], suit["objection"]["by"], suit["objection"]["upheld"]) == ("起诉", "沈河", "是")
    (ruled,) = answer(steel, date(2026, 11, 30), dates_anyway=True).agenda.of_rule("proc.appeal.ruling")
    assert ruled.period is not None
    assert ruled.period.last_day == date(2026, 12, 7)


def test_a_summons_shows_its_day_and_goes_in_as_the_hearing(steel: Path) -> None:
    read = paper(f"传票\n{NO}\n应到时间：2026年12月22日上午9时30分\n应到处所：第三法庭\n")
    assert ahead(steel, read) == [("开庭", date(2026, 12, 22))]
    (one,) = (o for o in open_facts(steel, [read]).proposals if o.group == "hearing")
    with hold(steel, "intake", NOW) as held:
        decided = accept(held, [read], one, "李范文")
    assert decided.written == "hearing"
    hearing = in_english((steel / CASE).read_bytes())["hearing"]
    assert (str(hearing["date"]), hearing["time"], hearing["room"]) == ("2026-12-22", "上午9时30分", "第三法庭")
    assert not [o for o in open_facts(steel, [read]).proposals if o.group == "hearing"]


def test_what_is_no_courts_sets_nothing_running(steel: Path) -> None:
    slip = f"银行电子回单\n付款人：{BUYER}\n收款人：{SELLER}\n交易日期：2026-11-20\n金额：￥1,000.00\n"
    assert ahead(steel, paper(slip)) == []
