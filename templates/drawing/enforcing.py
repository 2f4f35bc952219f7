"""Applications in enforcement: one order of content for restriction, listing and joinder."""

from __future__ import annotations

from drawing.blocks import agents, annexed, persons, side, signed, to_court
from drawing.kit import each, footer, items, p, package, when


def _application(title: str) -> bytes:
    """Return an application: parties, requests, facts and reasons, court, annexes, signatures."""
    body = [
        p("文书标题", "{{ 标题 }}"),
        *side("申请人", reached=True),
        agents("申请人", "委托代理人"),
        persons("被申请人"),
        p("一级标题", "请求事项："),
        items("项", "请求事项"),
        p("一级标题", "事实与理由："),
        each("段", "段", when("段.题", p("二级标题", "{{ 段.题 }}")), p("正文缩进", "{{ 段.文 }}。")),
        p("正文缩进", "{{ 结尾 }}。"),
        *to_court(),
        when("附件", *annexed()),
        *signed("申请人", others=True),
    ]
    return package(title, body, footers=[footer("dash")])


def draw_restriction() -> bytes:
    """Return the template of the restriction of consumption."""
    return _application("限制消费申请书")


def draw_listing() -> bytes:
    """Return the template of the entry in the list."""
    return _application("纳入失信被执行人名单申请书")


def draw_joinder() -> bytes:
    """Return the template of the joinder or change of a judgment debtor."""
    return _application("追加、变更被执行人申请书")
