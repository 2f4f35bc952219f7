"""Everyday words (日常说法) for a debt: which 案由 a new user means, and which family of facts a matter of it has.

Owns both tables. A word that may be one of several causes (欠条: for what?) is refused, never guessed.
"""

from __future__ import annotations

from enum import StrEnum

from lexcollect.patterns import regex

_LOAN, _SALE = "民间借贷纠纷", "买卖合同纠纷"
#: Words of everyday use → cause, the first that is found.
_WORDS = tuple(
    (regex(words), name)
    for words, name in (
        ("融资租赁|售后回租", "融资租赁合同纠纷"),
        ("保理", "保理合同纠纷"),
        ("代偿|追偿|替.*还", "追偿权纠纷"),
        ("汇票|商票|本票|支票", "票据追索权纠纷"),
        ("塔吊|挖机|挖掘机|脚手架|吊车|建筑设备|架管|钢管租", "建筑设备租赁合同纠纷"),
        ("租车|车辆租|汽车租", "车辆租赁合同纠纷"),
        ("房租|房屋租|商铺|厂房|写字楼|门面|店面|房子租|租房|仓库租", "房屋租赁合同纠纷"),
        ("设备租|机械租|出租设备|设备租金|^租赁|^租金|^出租", "租赁合同纠纷"),
        ("装修|装饰", "装饰装修合同纠纷"),
        ("分包", "建设工程分包合同纠纷"),
        ("工程款|施工|土建|建设工程|工程尾款|质保金", "建设工程施工合同纠纷"),
        ("物业", "物业服务合同纠纷"),
        ("运费|运输|物流|货运", "运输合同纠纷"),
        ("仓储|仓库保管", "仓储合同纠纷"),
        ("软件|小程序|系统开发|网站开发", "计算机软件开发合同纠纷"),
        ("技术服务", "技术服务合同纠纷"),
        ("技术", "技术合同纠纷"),
        ("居间|中介", "中介合同纠纷"),
        ("律师费|法律服务", "法律服务合同纠纷"),
        ("保安|安保", "保安服务合同纠纷"),
        ("培训", "教育培训合同纠纷"),
        ("加工|定作|承揽|定制|印刷|维修", "承揽合同纠纷"),
        ("借款|借钱|借条|借贷|借给|出借", _LOAN),
        ("委托|代理费", "委托合同纠纷"),
        ("服务费|咨询|顾问费|推广|服务", "服务合同纠纷"),
        ("货款|货钱|买卖|购销|供货|采购|发票|卖货|送货", _SALE),
    )
)
_UNWRITTEN = regex("没有?签?合同|无合同|没签|没有书面|口头|未签")


class Family(StrEnum):
    """Which facts the first case file of a matter asks for."""

    GENERAL = "general"
    SALE = "sale"
    LOAN = "loan"
    LEASE = "lease"
    FINANCE_LEASE = "finance_lease"
    WORKS = "works"
    SERVICE = "service"
    BILL = "bill"
    RECOURSE = "recourse"
    FACTORING = "factoring"


_FAMILIES = {
    "sale": Family.SALE,
    "private_loan": Family.LOAN,
    "lease": Family.LEASE,
    "premises_lease": Family.LEASE,
    "finance_lease": Family.FINANCE_LEASE,
    "construction": Family.WORKS,
    "bill_payment": Family.BILL,
    "bill_recourse": Family.BILL,
    "recourse": Family.RECOURSE,
    "factoring": Family.FACTORING,
}


def cause_meant(answer: str) -> str:
    """Return the official name of the cause that everyday words mean; empty where they mean none for certain."""
    return next((name for words, name in _WORDS if words.search(answer)), "")


def is_unwritten(answer: str) -> bool:
    """Tell whether ``answer`` says that there is no written contract."""
    return _UNWRITTEN.search(answer) is not None


def family_of(cause: str) -> Family:
    """Return the family of a 案由; of one that no file covers, and of none, the general one."""
    from lexcollect.causes.table import cause_of

    known = cause_of(cause) if cause else None
    if known is None:
        return Family.GENERAL
    return _FAMILIES.get(known.id, Family.SERVICE)
