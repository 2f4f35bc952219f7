"""Ten thousand letters of demand from ledger rows: what a batch costs beside the engine of papers alone.

The engine alone is one process that writes papers it was handed the answers for: view, filling, language rules, the
look at the finished text, one file. The batch does that and besides makes a case of every row, answers it, keeps its
log, writes manifest and list for posting, and makes all of it durable; its workers' starts are counted. Compared are
letters per second of processor time, measured in the same run, so that other work on the machine changes little. Then
the same batch is run again (nothing may be written), and a third one is killed at a random moment and run again (the
same bytes). Usage::

    python benchmarks/bench_batch.py [LETTERS]

Ends with 1 when the batch reaches less than half of the engine's letters a second and core, when the second run writes
anything, when the bytes after a kill differ, or when a process takes more than 1,000 MB.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from lexcollect.deadlines.matter import answer_case
from lexcollect.documents.drafting import compose
from lexcollect.documents.material import Material
from lexcollect.ledgers import batches
from lexcollect.ledgers.cases import case_of
from lexcollect.ledgers.creditor import Profile, profile_in
from lexcollect.ledgers.debtors import Chosen, Group, choose
from lexcollect.ledgers.letters import Setting, with_law
from lexcollect.ledgers.row import Action, DebtorKind, LedgerRow, Limitation, LimitationState
from lexcollect.ledgers.workers import cores

LETTERS, LEAST, MEGABYTES = 10_000, Decimal("0.5"), 1_000
#: So many letters the engine alone writes: their average is what counts.
SAMPLE = 400
AS_OF = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
CREDITOR = """schema: lexcollect/case/1
当事人:
  - {编号: 我方, 身份: 债权人, 类型: 法人, 名称: 示例零售集团有限公司, 统一社会信用代码: 91120113FAKE00013M,
     法定代表人: {姓名: 周范例, 职务: 执行董事}, 住所地: 天津市北辰区虚构路18号, 电话: 022-00000018,
     收款账户: {户名: 示例零售集团有限公司, 开户行: 渤海湾示范银行天津北辰支行, 账号: "1200000000000000001"}}
合同:
  - {编号: 通用, 案由: 买卖合同纠纷, 名称: 商品分期买卖合同}
"""


def profile() -> Profile:
    """Return the creditor."""
    found, _ = profile_in(CREDITOR.encode(), "债权人.yaml")
    assert found is not None
    return found


def id_number(number: int) -> str:
    """Return an invented ID number with a right check digit (GB 11643); the county code is none."""
    body = f"370199{1960 + number % 40:04d}0101{number // 40 % 1000:03d}"
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def rows(count: int) -> list[LedgerRow]:
    """Return rows of so many debtors; every twentieth has a second contract, no two sums are alike."""
    chance = random.Random(11)
    out = []
    for number in range(count):
        for part in range(1 + (number % 20 == 0)):
            amount = Decimal(chance.randrange(100_000, 90_000_000)) / 100
            paid = (amount / 3).quantize(Decimal("0.01")) if number % 4 == 0 else Decimal(0)
            out.append(
                LedgerRow(
                    number=len(out) + 4,
                    cells=(),
                    name=f"样例客户{number}",
                    kind=DebtorKind.PERSON,
                    ident=id_number(number),
                    phones=(f"199{number:08d}",),
                    address=f"济南市样例区示例路{number}号",
                    contract=f"SL{number:06d}-{part}",
                    sign=date(2024, 3, 1),
                    due=date(2024, 6, 1 + chance.randrange(28)),
                    amount=amount,
                    paid=paid,
                    balance=amount - paid,
                    terms=chance.choice(["日0.05%", "无", "年化24%", ""]),
                    limitation=Limitation(LimitationState.OK, expiry=date(2027, 6, 1)),
                    action=Action.READY,
                )
            )
    return out


def engine(groups: list[Group], setting: Setting, folder: Path) -> float:
    """Return the processor seconds a letter that the engine of papers takes alone."""
    materials = []
    for group in groups:
        made = case_of(group, setting.profile, AS_OF)
        assert made.case is not None
        matter = answer_case(made.case, AS_OF)
        materials.append(Material(*matter.asked, {}))
    compose(setting.paper, materials[0], sources={})  # template and sentences are read once
    start = time.process_time()
    for number, material in enumerate(materials):
        draft, _ = compose(setting.paper, material, sources={})
        assert draft is not None
        (folder / f"{number}.docx").write_bytes(draft.data)
    return (time.process_time() - start) / len(materials)


def used() -> float:
    """Return the processor seconds of this process and of those it waited for."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def write(folder: Path, chosen: Chosen, setting: Setting) -> batches.Outcome:
    """Write the batch with a process for each core."""
    return batches.write(batches.Work(folder, "催款函", "台账.xlsx", setting, chosen, NOW, 0, max(cores(), 2)))


def digest(folder: Path) -> str:
    """Return the digest of all that a batch has written."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "lock":
            whole.update(f"{path.relative_to(folder)} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def killed(folder: Path, letters: int, after: float) -> None:
    """Begin the batch in a process of its own and kill it after so many seconds."""
    words = [sys.executable, __file__, "--write", str(folder), f"{letters}"]
    process = subprocess.Popen(words, start_new_session=True)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def main(letters: int) -> int:
    """Run it and print what was measured."""
    setting = with_law(Setting("demand", profile(), AS_OF), Path("/nowhere"))
    chosen = choose(rows(letters), AS_OF)
    with tempfile.TemporaryDirectory() as root:
        place = Path(root)
        (place / "engine").mkdir()
        alone = engine(list(chosen.groups[:SAMPLE]), setting, place / "engine")
        before, start = used(), time.perf_counter()
        out = write(place / "batch", chosen, setting)
        lasted, spent = time.perf_counter() - start, used() - before
        each = spent / letters
        ratio = alone / each
        print(f"engine alone: {alone * 1000:.1f} ms of processor time a letter ({SAMPLE} letters)", flush=True)
        print(f"batch: {len(out.written)} letters in {lasted:.0f} s, {cores()} cores, {each * 1000:.1f} ms a letter")
        print(f"letters a second and core: {ratio:.2f} of the engine alone (at least {LEAST})", flush=True)
        start = time.perf_counter()
        again = write(place / "batch", chosen, setting)
        print(f"second run: {time.perf_counter() - start:.1f} s, {len(again.written)} written", flush=True)
        whole = digest(place / "batch")
        after = lasted * random.Random().uniform(0.2, 0.8)
        killed(place / "killed", letters, after)
        write(place / "killed", chosen, setting)
        same = digest(place / "killed") == whole
        print(f"killed after {after:.0f} s and run again: {'the same bytes' if same else 'OTHER BYTES'}")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(f"peak {peak:.0f} MB a process")
    fine = ratio >= LEAST and not again.written and same and len(out.written) == letters and peak < MEGABYTES
    return 0 if fine else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        os.nice(5)
        write(
            Path(sys.argv[2]),
            choose(rows(int(sys.argv[3])), AS_OF),
            with_law(Setting("demand", profile(), AS_OF), Path("/nowhere")),
        )
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else LETTERS))
