"""Role words: names of a side that one kind of contract uses, read as creditor or debtor where the matter says which.

Owns the closed list of such words. 承包人 of a works contract is the creditor, of a subcontract the debtor; 施工单位
who bought steel owes the price. So a word counts only where every contract of the matter gives it the same side, and
what it was taken for is told. Refuses to guess: a word without a contract to go by stays unknown.
"""

from __future__ import annotations

from typing import Any

from lexcollect.casefile.party_kinds import Role
from lexcollect.casefile.values import spellings

#: What the cause of a contract says → the words for its creditor, the words for its debtor. The first row that fits
#: counts: 分包 stands before 施工.
_ROWS: tuple[tuple[str, str, str], ...] = (
    (
        "分包",
        "分包人 分包方 分包单位 分包商 施工班组",
        "承包人 承包方 总包 总包方 总包单位 总承包人 总承包方",
    ),
    (
        "施工合同 装饰装修 装修合同 建设工程",
        "承包人 承包方 承包单位 施工人 施工方 施工单位 施工企业 装修公司 装修方 装饰公司",
        "发包人 发包方 发包单位 建设单位 建设方 业主 业主方",
    ),
    ("承揽 加工 定作 修理 复制 测试合同 检验合同", "承揽人 承揽方 加工方 加工人 修理方", "定作人 定作方 委托人 委托方"),
    ("物业", "物业公司 物业服务人 物业服务企业 物业企业 物业管理公司 物业", "业主 物业使用人 住户"),
    ("运输", "承运人 承运方 运输公司 物流公司 运输方", "托运人 托运方 货主"),
    ("仓储 保管", "保管人 保管方 仓库 仓储方 仓储公司", "存货人 存货方 寄存人"),
    ("行纪", "行纪人 行纪方 受托人 受托方", "委托人 委托方"),
    ("中介 居间", "中介人 中介方 中介公司 中介机构 居间人 居间方", "委托人 委托方"),
    ("委托 代理合同", "受托人 受托方 代理人 代理方 代理商", "委托人 委托方 被代理人"),
    ("技术 软件开发", "受托人 受托方 开发方 研发方 服务方", "委托人 委托方"),
    (
        "服务 咨询 评估",
        "服务方 服务提供方 服务提供人 服务商 服务公司",
        "服务接受方 服务接受人 委托人 委托方",
    ),
    ("票据", "持票人", "票据债务人 承兑人 出票人"),
    ("保理", "保理人 保理商 保理公司", "应收账款债务人"),
    ("追偿", "追偿人 代偿人", "被追偿人"),
)
#: The one who is served or supplied. A lawyer calls the creditor so: it is the debtor only beside a certain creditor.
_CUSTOMER = frozenset({"客户", "客户方", "顾客"})


def settle(data: dict[str, Any]) -> list[tuple[int, str, Role]]:
    """Write the role in place of each such word in ``data``, a case under English keys; return what was taken for what.

    Each entry is the position of the party, the word, and the role.
    """
    parties = data.get("parties")
    if not isinstance(parties, list):
        return []
    words = {n: word for n, one in enumerate(parties) if (word := _unknown(one))}
    if not words:
        return []
    causes = [str(one["cause"]) for one in _entries(data.get("contracts")) if one.get("cause")]
    found = [(n, word, role) for n, word in words.items() if (role := _meant(word, causes))]
    for n, _, role in found:
        parties[n]["role"] = role.value
    sides = {spellings(Role).get(str(one.get("role", ""))) for one in _entries(parties)}
    if Role.CREDITOR in sides:
        found += [(n, word, Role.DEBTOR) for n, word in words.items() if word in _CUSTOMER]
    for n, _, role in found:
        parties[n]["role"] = role.value
    return sorted(found)


def words() -> tuple[str, ...]:
    """Return every word of the list, for editors that complete what is typed."""
    listed = [word for _, creditor, debtor in _ROWS for word in (*creditor.split(), *debtor.split())]
    return tuple(dict.fromkeys([*listed, *sorted(_CUSTOMER)]))


def _unknown(party: Any) -> str:
    word = party.get("role") if isinstance(party, dict) else None
    return word.strip() if isinstance(word, str) and word.strip() not in spellings(Role) else ""


def _meant(word: str, causes: list[str]) -> Role | None:
    """Return the side of ``word`` in all of ``causes``; nothing where they differ or one of them does not know it."""
    sides = {_side(word, cause) for cause in causes}
    return sides.pop() if len(sides) == 1 else None


def _side(word: str, cause: str) -> Role | None:
    for names, creditor, debtor in _ROWS:
        if any(name in cause for name in names.split()):
            return Role.CREDITOR if word in creditor.split() else Role.DEBTOR if word in debtor.split() else None
    return None


def _entries(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
