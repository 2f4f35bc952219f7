"""Words of a plan file (计划用语): keys and closed values, each in English and in the Chinese that people write.

Owns the two tables. The first Chinese word is how a key or value is called on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from lexcollect.steps.plan import Counted, Do, Only

_K = TypeVar("_K", bound=StrEnum)

#: Keys of the file, of a step and of a band.
PLAN_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("名称",),
    "title_en": ("英文名称",),
    "base": ("沿用",),
    "margin": ("提前天数",),
    "steps": ("步骤",),
    "bands": ("分段",),
}
STEP_KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "代号"),
    "do": ("做什么", "事项"),
    "title": ("名称", "标题"),
    "title_en": ("英文名称",),
    "after": ("在其后", "起算"),
    "days": ("天数",),
    "counted": ("从哪天起", "起算日"),
    "working": ("工作日",),
    "only": ("适用",),
    "least": ("最低金额", "金额不低于"),
    "drop": ("删去",),
}
BAND_KEYS: Mapping[str, tuple[str, ...]] = {
    "first": ("从", "起"),
    "last": ("到", "止"),
    "plan": ("计划",),
}

DO: Mapping[Do, tuple[str, ...]] = {
    Do.REMINDER: ("付款提醒", "提醒"),
    Do.CALL: ("电话", "电话催收"),
    Do.MESSAGE: ("微信或邮件", "微信", "短信", "邮件"),
    Do.STATEMENT: ("对账",),
    Do.VISIT: ("上门", "上门拜访"),
    Do.LETTER: ("催款函",),
    Do.FINAL_LETTER: ("最终催告函",),
    Do.LAWYER_LETTER: ("律师函",),
    Do.GUARANTOR_LETTER: ("保证人催告函",),
    Do.PAYMENT_ORDER: ("申请支付令", "支付令"),
    Do.PRESERVE: ("申请财产保全", "财产保全", "保全"),
    Do.SUE: ("起诉或仲裁", "起诉", "申请仲裁", "仲裁"),
    Do.ENFORCE: ("申请执行", "执行"),
    Do.INTERNAL: ("内部事项", "内部"),
}
COUNTED: Mapping[Counted, tuple[str, ...]] = {
    Counted.DONE: ("完成之日", "完成", "发出"),
    Counted.ARRIVAL: ("到达之日", "到达", "送达"),
    Counted.PERIOD: ("函件期满", "期满"),
}
ONLY: Mapping[Only, tuple[str, ...]] = {
    Only.ALL: ("全部",),
    Only.COMPANY: ("单位", "公司"),
    Only.NATURAL: ("自然人", "个人"),
    Only.GUARANTEED: ("有保证人",),
}
DUE_WORDS = ("due", "到期日", "到期")


def key_of(word: str, table: Mapping[str, tuple[str, ...]]) -> str:
    """Return the English key that ``word`` is, or ``""``."""
    return next((key for key, others in table.items() if word == key or word in others), "")


def value_of(word: str, table: Mapping[_K, tuple[str, ...]]) -> _K | None:
    """Return the member that ``word`` names, or ``None``."""
    return next((member for member, words in table.items() if word == member.value or word in words), None)


def called(member: Do | Counted | Only) -> str:
    """Return how a closed value is called in Chinese."""
    if isinstance(member, Do):
        return DO[member][0]
    return COUNTED[member][0] if isinstance(member, Counted) else ONLY[member][0]
