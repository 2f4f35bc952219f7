"""The example's raw folder is kept byte for byte, odd names and system files included."""

from __future__ import annotations

from intake_kit import INBOX, truth
from lexcollect.files import sha256_file


def test_the_example_folder_is_the_sheet_of_facts() -> None:
    found = {
        p.relative_to(INBOX).as_posix(): (p.stat().st_size, sha256_file(p)) for p in INBOX.rglob("*") if p.is_file()
    }
    assert found == {row["path"]: (int(row["bytes"]), row["sha256"]) for row in truth()}
    assert len(found) == 49
