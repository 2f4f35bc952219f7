"""Progress: what a run has made of a batch so far, so that a run after a kill goes on where it was (进度).

Owns the folder out of sight in which a batch grows, and the log beside its papers: one line a debtor, written after the
paper. A line counts only while its paper lies there with the digest it names; what a kill cut in two counts for nothing
and is made again. Nothing of the log is in the batch.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from lexcollect.files import sha256_file
from lexcollect.ledgers.letters import Made
from lexcollect.ledgers.manifest import Entry
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, pair

_LOG = "progress.jsonl"


@dataclass
class Progress:
    """The batch on its way in ``folder``: entries of papers that lie there, reasons where there is none."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    refused: dict[str, tuple[str, list[list[str]]]] = field(default_factory=dict)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    log: TextIO | None = None

    @classmethod
    def opened(cls, folder: Path) -> Progress:
        """Return what lies in ``folder`` of an earlier run, as far as it is whole."""
        found = cls(folder)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lines = (folder / _LOG).read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            lines = []
        for line in lines:
            try:
                found._take(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError):
                continue  # the line that a kill cut in two
        return found

    def _take(self, said: dict[str, Any]) -> None:
        """Take one line of the log; the last one of a debtor counts."""
        id, inputs = said["id"], said["inputs"]
        self.entries.pop(id, None)
        self.refused.pop(id, None)
        if "reasons" in said:
            self.refused[id] = (inputs, said["reasons"])
            return
        lists = {key: tuple(said["entry"][key]) for key in ("rows", "contracts", "notes")}
        entry = Entry(**{**said["entry"], **lists})
        path = self.folder / entry.file
        if ".." not in Path(entry.file).parts and path.is_file() and sha256_file(path) == entry.sha256:
            self.entries[id] = entry
            if said.get("fields"):
                self.forms[id] = said["fields"]

    def has(self, id: str, inputs: str) -> bool:
        """Tell whether the paper of a debtor is made from just these ``inputs``, or was refused for them.

        What was made from others is forgotten.
        """
        if id in self.entries and self.entries[id].inputs == inputs:
            return True
        if id in self.refused and self.refused[id][0] == inputs:
            return True
        self.entries.pop(id, None)
        self.refused.pop(id, None)
        return False

    def add(self, entry: Entry, made: Made) -> None:
        """Keep what became of a debtor: the paper first, then its line in the log."""
        if made.data is None:
            reasons = [[reason.render("zh"), reason.render("en"), code] for reason, code in _reasons(made)]
            self.refused[made.id] = (entry.inputs, reasons)
            self._write({"id": made.id, "inputs": entry.inputs, "reasons": reasons})
            return
        path = self.folder / entry.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
        self.entries[made.id] = entry
        if made.fields is not None:
            self.forms[made.id] = made.fields
        self._write(
            {
                "id": made.id,
                "inputs": entry.inputs,
                "entry": asdict(entry),
                **({"fields": made.fields} if made.fields is not None else {}),
            }
        )

    def _write(self, said: dict[str, Any]) -> None:
        if self.log is None:
            self.log = (self.folder / _LOG).open("a", encoding="utf-8", newline="\n")
            self.log.write("\n")  # whatever a kill left of a line ends here
        self.log.write(json.dumps(said, ensure_ascii=False) + "\n")
        self.log.flush()

    def flush(self) -> None:
        """Close the log."""
        if self.log is not None:
            self.log.close()
            self.log = None

    def entry(self, id: str) -> Entry | None:
        """Return the entry of a debtor's paper, if there is one."""
        return self.entries.get(id)

    def reasons(self, id: str) -> tuple[Sequence[Text], str]:
        """Return why a debtor has no paper, and the code of the first reason."""
        _, reasons = self.refused.get(id, ("", []))
        said = [pair(zh, en) for zh, en, _ in reasons]
        return said, next((code for _, _, code in reasons), "")

    def fields(self) -> dict[str, dict[str, Any]]:
        """Return what official forms were filled with, by debtor."""
        return self.forms


def _reasons(made: Made) -> list[tuple[Text, str]]:
    codes = [*made.codes, *[""] * len(made.reasons)]
    return list(zip(made.reasons, codes, strict=False))
