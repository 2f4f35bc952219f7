"""授权委托书: one for each creditor, with the powers of each agent spelled out (民事诉讼法 61, 62; 民诉法解释 88, 89).

Once a title decided the debt it is for the enforcement (执行工作规定 20). Special powers are those the law names and no
others: to collect the money is never among them. The stage for which
the agents act is filled in where it was entered for each of them, else it is a blank. Sentences: ``filing.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Agent, Party
from lexcollect.cn.numerals import han_number
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, numbered, series
from lexcollect.documents.views import complaint, enforcement, parties

#: No party has more agents (民事诉讼法 61).
_MOST_AGENTS = 2


def view(material: Material) -> View:
    """Return the fields of the powers of attorney and what is to be said about them."""
    found = enforcement.attended("power_of_attorney", material)
    agents = found.material.case.agents
    if not agents:
        found.say("LX-P160")
        return found
    if len(agents) > _MOST_AGENTS:
        found.say("LX-P161", agents[_MOST_AGENTS].where, names=[a.name for a in agents[:_MOST_AGENTS]])
    found.fields = {"各书": [_for(found, p, first=n == 0) for n, p in enumerate(found.material.case.creditors)]}
    return found


def _for(found: View, party: Party, *, first: bool) -> dict[str, Any]:
    material = found.material
    agents = material.case.agents[:_MOST_AGENTS]
    for agent in agents:
        _fits(found, agent, party)
    said = {
        "对方": listed(p.name for p in enforcement.opponents(found)),
        "案由": complaint.cause_title(found),
        "人数": han_number(len(agents)) if len(agents) > 1 else "",
    }
    return {
        "首": first,
        "委托人": parties.block(found, party, ""),
        "受委托人": parties.agents(found),
        "事项": found.pen.one("filing.entrusted", said, enforcement.stage(found)),
        "权限": [_of_agent(found, "filing.powers", agent) for agent in agents],
        "期限": _stages(found, agents),
        "附件": numbered(_of_agent(found, "filing.agent_papers", agent) for agent in agents),
        "落款": {**parties.signature(found, party), "日期": day(material.as_of)},
    }


def needed(material: Material) -> bool:
    """Tell whether anybody acts for the creditor."""
    return bool(material.case.agents)


def _stages(found: View, agents: Sequence[Agent]) -> str:
    """Return for which stages the agents are appointed; of one of whom nobody said so, it is a blank."""
    of_each = {a.name: listed(stage.label for stage in a.stages) for a in agents}
    unsaid = [a for a in agents if not a.stages]
    if unsaid:
        return found.need("", "stage", unsaid[0].where, name=unsaid[0].name)
    if len(set(of_each.values())) == 1:
        return next(iter(of_each.values()))
    told = (found.pen.one("filing.stages_of", {"姓名": name, "审级": stages}) for name, stages in of_each.items())
    return series(told)


def _of_agent(found: View, place: str, agent: Agent) -> str:
    special = c.those({"special_authority": agent.authority is k.Authority.SPECIAL})
    return found.pen.one(place, {"姓名": agent.name}, c.of_agent(agent), special, enforcement.stage(found))


def _fits(found: View, agent: Agent, party: Party) -> None:
    """Warn of a relative of a company, who cannot act for it on that ground, and of a lawyer without firm or number."""
    natural = parties.is_natural(party)
    if agent.kind is k.AgentKind.CLOSE_RELATIVE and not natural:
        found.say("LX-P162", agent.where, name=agent.name, party=party.name)
    if agent.kind is k.AgentKind.LAWYER and not (agent.firm and agent.licence_no):
        found.say("LX-P163", agent.where, name=agent.name)
