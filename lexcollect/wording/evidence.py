"""Wording of the room ``evidence``."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {}

FINDINGS: dict[str, FindingText] = {}
