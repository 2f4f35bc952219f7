"""执行担保书: who gives it, in which enforcement, what article 4 of the rules asks for, court, annexes, signature."""

from __future__ import annotations

from drawing.blocks import annexed, person, signed, to_court
from drawing.kit import footer, items, p, package


def draw() -> bytes:
    """Return the template of the undertaking in enforcement."""
    title = "执行担保书"
    body = [
        p("文书标题", title),
        *person("担保人"),
        p("正文缩进", "{{ 序言 }}："),
        items("项", "各条"),
        p("正文缩进", "担保人根据{{ 法律依据 }}的规定出具本担保书。", keep=True),
        *to_court(),
        *annexed(),
        *signed("担保人"),
    ]
    return package(title, body, footers=[footer("dash")])
