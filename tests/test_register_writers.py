"""The register under two writers and under kills: nothing lost, nothing half there; SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import kill_kit
import postgres_kit
from cli_run import PROCESS, typed
from lexcollect.register import reading
from lexcollect.register.opening import open_register
from lexcollect.register.place import place_of
from lexcollect.register.storing import Teller
from lexcollect.register.updating import update_register

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = ("--as-of", "2026-11-21")
ON = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=8)))
ENTRIES = 1000
WRITER = """
import sys
from datetime import datetime, timedelta, timezone
from lexcollect.register.opening import open_register
from lexcollect.register.place import place_of
from lexcollect.register.storing import Teller, enter

register = open_register(place_of(sys.argv[1]), make=True)
now = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=8)))
for number in range(int(sys.argv[3])):
    enter(register, Teller(now, sys.argv[2]), f"案{number}", {"number": number, "words": "电话：承诺月底付"})
"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if postgres_kit.binaries() is None:
        pytest.skip("no PostgreSQL on this machine")
    with postgres_kit.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A register that is not there yet: in a file, and on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "登记库.sqlite")
    name = f"w{random.getrandbits(48)}"
    return postgres_kit.new_database(request.getfixturevalue("server"), name)


def cabinet_of(root: Path, count: int) -> Path:
    for number in range(count):
        folder = root / f"案{number}"
        folder.mkdir(parents=True)
        text = (EXAMPLES / ("matter-loan", "matter-invoices")[number % 2] / "案件.yaml").read_text("utf-8")
        named = next(line for line in text.splitlines() if line.startswith("matter:"))
        (folder / "案件.yaml").write_text(text.replace(named, f"matter: 第{number}案", 1), "utf-8")
    return root


def test_two_processes_writing_a_thousand_entries_each_lose_none(place: str) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, place, who, str(ENTRIES)], stderr=subprocess.PIPE)
        for who in ("甲", "乙")
    ]
    for one in writers:
        _, err = one.communicate(timeout=280)
        assert one.returncode == 0, err.decode()
    with open_register(place_of(place)).reading() as connection:
        lines = reading.events(connection)
    assert Counter(line.who for line in lines) == {"甲": ENTRIES, "乙": ENTRIES}
    for who in ("甲", "乙"):
        assert [line.detail["number"] for line in lines if line.who == who] == list(range(ENTRIES))
    assert len({line.id for line in lines}) == 2 * ENTRIES


def test_two_updates_at_once_make_one_register(place: str, tmp_path: Path) -> None:
    root = cabinet_of(tmp_path / "柜", 8)
    runs = [
        subprocess.Popen([*PROCESS, "register", "update", ".", "--register", place, *DAY], cwd=root) for _ in range(2)
    ]
    assert [run.wait(timeout=280) for run in runs] == [0, 0]
    stored, read = (
        json.loads(typed("due", "--all", "--json", *more, *DAY, cwd=root)[1])
        for more in (("--register", place), ("--no-register",))
    )
    assert stored["deadlines"] == read["deadlines"]
    assert len(stored["matters"]) == 8


def test_a_kill_at_any_moment_leaves_a_sound_register(tmp_path: Path) -> None:
    """Killed before and after calls of the database and the disk; then typed again, the list is the undisturbed one."""
    root = cabinet_of(tmp_path / "柜", 3)
    undisturbed = json.loads(typed("due", "--all", "--json", "--no-register", *DAY, cwd=root)[1])["deadlines"]
    calls, kill_kit.CALLS = kill_kit.CALLS, kill_kit.CALLS | {"execute", "executemany", "commit", "connect"}
    file = root / "登记库.sqlite"

    def work() -> None:
        register = open_register(place_of(str(file)), make=True)
        update_register(register, ON, Teller(NOW, "甲"), [root], processes=1)

    def clean() -> None:
        for one in root.glob("登记库*"):
            one.unlink()

    try:
        count = kill_kit.points(work)
        clean()
        chance = random.Random(13)
        for point in sorted(chance.sample(range(count), 24)):
            clean()
            if not kill_kit.killed_at(work, point):
                continue
            whole_or_not_there(file)
            work()
            _, out, _ = typed("due", "--all", "--json", *DAY, cwd=root)
            data = json.loads(out)
            assert data["deadlines"] == undisturbed, point
            assert data["findings"] == [], point
            code, out, _ = typed("register", "check", *DAY, cwd=root)
            assert code == 0, out
    finally:
        kill_kit.CALLS = calls


def whole_or_not_there(file: Path) -> None:
    """Every matter that a killed run left in the register is there with all its rows, and the protocol says so."""
    import sqlite3

    if not file.exists():
        return
    opened = sqlite3.connect(file)
    try:
        assert opened.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        if not opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'matters'").fetchone():
            return
        matters = [row[0] for row in opened.execute("SELECT id FROM matters")]
        for table in ("deadlines", "parties", "debts"):
            assert {row[0] for row in opened.execute(f"SELECT matter FROM {table}")} == set(matters), table
        added = opened.execute("SELECT count(*) FROM events WHERE what = 'added'").fetchone()[0]
        assert added == len(matters)
    finally:
        opened.close()


def test_a_process_killed_while_many_write_takes_nobody_elses_entries(tmp_path: Path) -> None:
    place = str(tmp_path / "登记库.sqlite")
    victim, other = (
        subprocess.Popen([sys.executable, "-c", WRITER, place, who, "400"], stderr=subprocess.PIPE)
        for who in ("被杀", "别人")
    )
    while not count_of(place) and victim.poll() is None:
        pass
    victim.kill()
    victim.wait(60)
    _, err = other.communicate(timeout=200)
    assert other.returncode == 0, err.decode()
    with open_register(place_of(place)).reading() as connection:
        lines = reading.events(connection)
    numbers = {who: [line.detail["number"] for line in lines if line.who == who] for who in ("被杀", "别人")}
    assert numbers["别人"] == list(range(400))
    assert numbers["被杀"] == list(range(len(numbers["被杀"])))


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_an_update_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    import os
    import time

    root = cabinet_of(tmp_path / "柜", 70)
    mark = f"{tmp_path}"
    run = subprocess.Popen(
        [*PROCESS, "register", "update", ".", "--processes", "2", *DAY],
        cwd=root,
        env={**os.environ, "LX_TEST_MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def helpers() -> set[int]:
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                marked = mark.encode() in (process / "environ").read_bytes()
            except OSError:
                continue
            if marked and int(process.name) != run.pid:
                found.add(int(process.name))
        return found

    until = time.monotonic() + 60
    while len(helpers()) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    assert len(helpers()) >= 2
    run.kill()
    run.wait(60)
    until = time.monotonic() + 60
    while helpers() and time.monotonic() < until:
        time.sleep(0.1)
    assert helpers() == set()


def count_of(place: str) -> int:
    from lexcollect.findings import Refused

    try:
        with open_register(place_of(place)).reading() as connection:
            return reading.count_events(connection)
    except Refused:
        return 0


# --- a team's register ---


def test_a_team_s_list_is_that_of_the_folders(server: str, tmp_path: Path) -> None:
    address = postgres_kit.new_database(server, "team")
    root = cabinet_of(tmp_path / "柜", 4)
    code, out, err = typed("register", "update", ".", "--register", address, "--by", "王主办", *DAY, cwd=root)
    assert code == 0, out + err
    read = json.loads(typed("due", "--all", "--json", "--no-register", *DAY, cwd=root)[1])
    stored = json.loads(typed("due", "--all", "--json", *DAY, cwd=root, LEXCOLLECT_REGISTER=address)[1])
    assert stored["deadlines"] == read["deadlines"]
    assert stored["findings"] == []
    assert not list(root.glob("*.sqlite"))
    (root / "归档").mkdir()
    shutil.move(root / "案1", root / "归档" / "案1")
    moved = json.loads(typed("register", "update", "--json", *DAY, cwd=root, LEXCOLLECT_REGISTER=address)[1])
    assert [one["to"] for one in moved["moved"]] == ["归档/案1"]
    code, out, _ = typed("register", "check", *DAY, cwd=root, LEXCOLLECT_REGISTER=address)
    assert code == 0 and "数据库完好" in out
    assert typed("register", "rebuild", *DAY, cwd=root, LEXCOLLECT_REGISTER=address)[0] == 0
    (root / "台账.csv").write_text(
        "客户名称,合同编号,到期日,合同金额(元),已付款(元),催收方式,状态\n沈阳甲样例贸易有限公司,HT-1,2024-01-15,100000,0,,逾期\n",
        "utf-8-sig",
    )
    ledger = ("register", "update", str(root / "台账.csv"))
    code, out, err = typed(*ledger, *DAY, cwd=root, LEXCOLLECT_REGISTER=address)
    assert code == 0, out + err
    again = json.loads(typed("due", "--all", "--json", *DAY, cwd=root, LEXCOLLECT_REGISTER=address)[1])
    live = json.loads(typed("due", "--all", "--json", "--no-register", *DAY, cwd=root)[1])
    assert again["deadlines"] == live["deadlines"]
    assert [row["contract"] for row in again["ledgers"]["rows"]] == ["HT-1"]


def test_the_protocol_of_a_team_is_guarded_by_the_server_and_knows_the_login(server: str) -> None:
    import psycopg

    address = postgres_kit.new_database(server, "protocol")
    subprocess.run([sys.executable, "-c", WRITER, address, "甲", "2"], check=True)
    with psycopg.connect(address, autocommit=True) as connection:
        assert {row[0] for row in connection.execute("SELECT login FROM events")} == {"lx"}
        for statement in ("UPDATE events SET who = '别人'", "DELETE FROM events", "TRUNCATE events"):
            with pytest.raises(psycopg.errors.RaiseException, match="only grow"):
                connection.execute(statement)


def test_who_may_only_read_reads_and_is_told_when_writing(server: str, tmp_path: Path) -> None:
    """只读账号看得到期限表，登记被拒绝并说明原因。"""
    import psycopg

    address = postgres_kit.new_database(server, "roles")
    root = cabinet_of(tmp_path / "柜", 2)
    assert typed("register", "update", ".", "--register", address, *DAY, cwd=root)[0] == 0
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'nur-lesen'")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    host = address.split("@", 1)[1]
    reader = f"postgresql://reader:nur-lesen@{host}"
    code, out, _ = typed("due", "--all", "--register", reader, *DAY, cwd=root)
    assert code == 0 and "案0" in out
    code, out, err = typed("register", "update", "--every", "--register", reader, *DAY, cwd=root)
    assert code == 1 and "LX-R012" in out and "permission denied" in out
    assert "nur-lesen" not in out + err


def test_a_password_is_never_told(server: str, tmp_path: Path) -> None:
    root = cabinet_of(tmp_path / "柜", 1)
    address = postgres_kit.new_database(server, "quiet")
    secret = address.split("://lx:", 1)[1].split("@", 1)[0]
    wrong = address.replace(secret, "falsch-0815")
    seen = ""
    for words in (
        ("register", "update", ".", "--register", address, "--debug"),
        ("register", "--register", address, "--json"),
        ("register", "show", "--register", address),
        ("due", "--all", "--register", address, "--debug"),
        ("register", "check", "--register", wrong, "--debug"),
        ("register", "update", ".", "--register", wrong, "--json", "--debug"),
        ("due", "--all", "--register", address.replace("127.0.0.1:", "127.0.0.1:1"), "--debug"),
        ("due", "--all", "--register", address + "weg", "--debug"),
        ("due", "--all", "--register", address.replace("postgresql", "mysql")),
    ):
        _, out, err = typed(*words, *DAY, cwd=root, TMPDIR=str(tmp_path))
        seen += out + err
    assert "LX-R012" in seen and "LX-R001" in seen
    written = seen + "".join(p.read_text("utf-8", "replace") for p in tmp_path.glob("lexcollect-*.log"))
    written += "".join(p.read_text("utf-8", "replace") for p in root.rglob("*.jsonl"))
    for word in (secret, postgres_kit.PASSWORD, "falsch-0815"):
        assert word not in written
