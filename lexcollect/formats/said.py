"""Said: what belongs to a message beside its words: when, quoted whom, with what attached, which money it shows.

Owns the small records around :class:`~lexcollect.formats.shapes.Message` and the closed list of doubts (:class:`Note`)
that a reader may have about one. Refuses to be an opinion: what is not in the source stays empty, quoted words are
never those of the sender, and what a program wrote (转写, 占位文字) stands apart from what a person wrote.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from lexcollect.records import dataclass


class TimeSource(StrEnum):
    """Where the zone of a time comes from: it decides how far the time can be trusted."""

    IN_DATA = "in_data"  # seconds since 1970, or written with its offset
    ASSUMED = "assumed"  # local time without a zone, read as Chinese time (+08:00)
    NONE = "none"  # there is no time that could be read


class Precision(StrEnum):
    """How exactly a time is written: what is not written is zero in the value and means nothing."""

    MICROSECOND = "microsecond"
    MILLISECOND = "millisecond"
    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as found: ``value`` with its offset from UTC, where its zone comes from, how exact it is.

    ``raw`` are the characters of the source. A line without a time of its own has ``not_before``: the time of the line
    before it, which is a bound and no time.
    """

    value: datetime | None = None
    source: TimeSource = TimeSource.NONE
    precision: Precision = Precision.NONE
    raw: str = ""
    not_before: datetime | None = None


class NameKind(StrEnum):
    """Who chose the name that stands as the sender's: only an account is confirmed by the platform."""

    UNKNOWN = "unknown"
    ACCOUNT = "account"  # 账号
    NICKNAME = "nickname"  # 昵称, chosen by the person
    REMARK = "remark"  # 备注, chosen by the owner of the device: proves nothing about the person
    GROUP_CARD = "group_card"  # 群昵称
    PHONE_BOOK = "phone_book"  # 通讯录, as the owner saved it


class State(StrEnum):
    """What became of a message."""

    SENT = "sent"
    DRAFT = "draft"
    FAILED = "failed"
    RECALLED = "recalled"
    DELETED = "deleted"
    EDITED = "edited"


class DerivedKind(StrEnum):
    """Where words come from that nobody typed."""

    SPEECH_TO_TEXT = "speech_to_text"
    OCR = "ocr"
    EXPORTER_LABEL = "exporter_label"  # what the exporting program puts in place of a file, a card, a call
    DATA = "data"  # the fields of a type that is not known here, as they stand


@dataclass(frozen=True, slots=True)
class Derived:
    """Words that a program made: never shown as the words of a party."""

    kind: DerivedKind
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that is quoted (引用): its words as quoted, whose they are said to be, its id where one is given."""

    text: str
    sender: str = ""
    time: Moment = Moment()
    reference: str = ""


class LinkedBy(StrEnum):
    """How an attachment was found beside the chat."""

    NOT = ""
    EXACT_PATH = "exact_path"
    NAME = "name"
    NAME_AND_TIME = "name+time"
    MD5 = "md5"
    INSIDE = "inside"  # a part of the same mail or page file


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a message names: ``path`` as exported, what is said of it, and whether it was found.

    ``size`` in bytes and ``md5`` are declarations of the source. ``present`` is ``None`` until somebody looked;
    ``found`` is then the name below the folder of the chat, and ``linked_by`` says how it was found. Nothing is
    fetched from an address.
    """

    name: str
    path: str = ""
    size: int | None = None
    md5: str = ""
    media_type: str = ""
    present: bool | None = None
    found: str = ""
    linked_by: LinkedBy = LinkedBy.NOT


class PaymentState(StrEnum):
    """What the card of a transfer (转账) or the line of a program says of the money."""

    INITIATED = "initiated"  # 发起
    RECEIVED = "received"  # 已收款: the second message of one payment
    RETURNED = "returned"  # 已退还
    EXPIRED = "expired"  # 已过期
    GIVEN = "given"  # 红包: no amount is told, or no payment of a debt


@dataclass(frozen=True, slots=True)
class Payment:
    """Money in a message: what a card or a line shows, which is no proof that it was paid.

    ``amount`` in ``currency``; ``None`` where none is told. ``transfer`` is the id both cards of one payment share,
    ``transaction`` that of the payment service. ``card`` says whether it was read from the card itself or from an
    exporter's line of text.
    """

    amount: Decimal | None
    state: PaymentState
    currency: str = "CNY"
    memo: str = ""
    transfer: str = ""
    transaction: str = ""
    payer: str = ""
    receiver: str = ""
    card: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A wording of an edited message, and when it was written."""

    text: str
    time: Moment = Moment()


class Note(StrEnum):
    """A doubt about a message or a file, by the code under which it is told."""

    NO_SECONDS = "time.no_seconds"
    NO_DATE = "time.no_date"
    NO_YEAR = "time.no_year"
    NO_TIME = "time.missing"
    RELATIVE = "time.relative"
    ZONE_ASSUMED = "time.zone_assumed"
    DATE_ORDER = "time.date_order_ambiguous"
    NAME_ONLY = "sender.name_only"
    ID_ONLY = "sender.id_only"
    SENDER_UNKNOWN = "sender.unknown"
    NO_DIRECTION = "direction.missing"
    DIRECTION_UNRELIABLE = "direction.unreliable"
    ATTACHMENT_MISSING = "attachment.missing"
    SELECTION = "selection.partial"
    COUNT = "count.mismatch"
    GAP = "sequence.gap"
    RENUMBERED = "sequence.renumbered"
    SHARED_IDS = "sequence.shared_between_chats"
    CUT = "content.truncated"
    EMPTY_TYPES = "content.empty_for_compressed_types"
    RECALLED = "message.recalled"
    EDITED_NO_HISTORY = "message.edited_no_history"
    NOT_SENT = "message.not_sent"
    HEADER_INSIDE = "header.inside_body_possible"
    UNPARSED = "line.unparsed"
    XML_REPAIRED = "xml.repaired"
    TORN = "json.truncated"
    FALSE_TRANSFER = "weflow.false_transfer"
    TRANSFER_NO_IDS = "transfer.no_ids"
    TRANSFER_UNCONFIRMED = "transfer.unconfirmed"
    RED_PACKET = "red_packet.not_payment"
    HEARSAY = "forward.hearsay"
    PASTED = "provenance.pasted_text"
    THIRD_PARTY = "provenance.third_party_exporter"
    RESAVED = "file.edited_after_export"
    TRAINING_SET = "format.refused_training_set"
    ENCRYPTED = "format.refused_encrypted"
    RELATIVE_ONLY = "format.refused_relative_time"
