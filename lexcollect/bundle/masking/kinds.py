"""Kinds (遮盖种类): which sorts of numbers and words are masked, as dated data.

Owns the table ``kinds.tsv`` beside it: a line a shape, with its arithmetic, the words before it, the article it serves
and where its form comes from. Whether a kind is masked unless the matter says otherwise stands there too
(个人信息保护法 6: 对个人权益影响最小; 28: 金融账户等敏感个人信息). Searches nothing.
"""

from __future__ import annotations

import csv
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from lexcollect.records import dataclass


class Kind(StrEnum):
    """What a masked place was."""

    ID_NUMBER = "id_number"  # 公民身份号码
    ACCOUNT = "account"  # 银行账号、卡号
    MOBILE = "mobile"  # 手机号码
    LANDLINE = "landline"  # 固定电话
    WECHAT = "wechat"  # 微信号
    EMAIL = "email"  # 电子邮箱
    ADDRESS = "address"  # 住址
    WORDS = "words"  # words that a person gave
    BOX = "box"  # a place that a person gave
    DIGEST = "digest"  # 原始文件的校验值: with all but a number known, it would tell the number


class Spelling(StrEnum):
    """Which separators between the figures of a number are taken for its spelling."""

    ANY = "any"  # wherever they stand: arithmetic or a label says what it is
    GROUPED = "grouped"  # only as people group such numbers, or where a line ends
    PLAIN = "plain"  # none
    TEXT = "text"  # no number


class Check(StrEnum):
    """The arithmetic that a number must fulfil."""

    ID18 = "id18"
    ID15 = "id15"
    LUHN = "luhn"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One form in which a kind is written; ``label`` are words one of which must stand before it, or nothing.

    ``masked``: unless the matter says otherwise. ``basis`` is the article, ``source`` where the form comes from.
    """

    kind: Kind
    masked: bool
    spelling: Spelling
    digits: str
    check: Check
    label: str
    basis: str
    source: str
    verified_on: date


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every shape of the table, in its order: the first that fits a place names its kind."""
    with Path(__file__).with_name("kinds.tsv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Shape(
                Kind(row["kind"]),
                row["masked"] == "yes",
                Spelling(row["spelling"]),
                row["digits"],
                Check(row["check"]),
                row["label"],
                row["basis"],
                row["source"],
                date.fromisoformat(row["verified_on"]),
            )
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def standard() -> frozenset[Kind]:
    """Return the kinds that are masked unless the matter says otherwise."""
    return frozenset(shape.kind for shape in shapes() if shape.masked)
