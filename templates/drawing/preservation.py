"""诉讼、诉前财产保全申请书: the six contents of 财产保全规定 1, request in the words of 民事诉讼法 103, 104 and 105."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import agents, annexed, clues, persons, side, signed, to_court
from drawing.kit import each, footer, items, p, package, when


def _parties() -> Iterator[str]:
    yield from side("申请人", reached=True)
    yield agents("申请人", "委托诉讼代理人")
    yield persons("被申请人", reached=True)


def _request() -> Iterator[str]:
    yield p("一级标题", "请求事项：")
    yield items("项", "请求事项")
    yield p("条款", "请求保全的财产价值合计以人民币{{ 保全数额.总额 }}元为限。")


def _told(at: str = "") -> str:
    """Return what is told of a contract; ``at`` is the field it stands in, of several contracts."""
    confirmed = "" if at else "{{ 欠款证据 }}"
    return (
        f"{{{{ {at}合同.订立 }}}}。"
        f"{{{{ {at}履行 }}}}{{{{ {at}词.债 }}}}合计{{{{ {at}合计.货款 }}}}元，{{{{ {at}合计.清偿 }}}}"
        f"，尚欠{{{{ {at}合计.尚欠 }}}}元{confirmed}。{{% if {at}违约金.分段 %}}"
        f"{{{{ {at}违约金.依据 }}}}。{{{{ {at}词.违约 }}}}"
        f"{{{{ {at}违约金.截止 }}}}为{{{{ {at}违约金.合计 }}}}元。{{% endif %}}"
        f"{{% for 占 in {at}占用费 %}}{{{{ 占 }}}}。{{% endfor %}}"
    )


def _facts() -> Iterator[str]:
    yield p("一级标题", "事实与理由：")
    yield p("二级标题", "（一）案件事实及请求所根据的权利")
    begun = "{{ 开头 }}"
    yield when("not 分部", p("正文缩进", begun + _told()))
    yield when("分部", p("正文缩进", begun), each("部", "分部", p("正文缩进", _told("部."))))
    yield when("分部 and 欠款证据", p("正文缩进", "以上欠款有债务人的确认为证{{ 欠款证据 }}。"))
    yield each(
        "证",
        "保证",
        p(
            "正文缩进",
            "{{ 证.日期 }}，{{ 证.保证人 }}{{ 证.承诺 }}对{{ 证.债权范围 }}提供"
            "{{ 证.方式 }}{% if 证.最高债权额 %}，最高债权额为{{ 证.最高债权额 }}元{% endif %}"
            "{{ 证.证据 }}。{{ 证.主张 }}。",
        ),
    )
    yield each("句", "共同", p("正文缩进", "{{ 句 }}。"))
    yield p("二级标题", "（二）保全的必要性")
    yield each("由", "保全理由", p("正文缩进", "{{ 由 }}。"))


def _amount_assets_guarantee() -> Iterator[str]:
    yield p("一级标题", "请求保全数额：")
    yield each(
        "额",
        "保全数额.各被申请人",
        p("正文缩进", "{{ 额.称谓 }}{{ 额.名称 }}：人民币{{ 额.金额 }}元（{{ 额.构成 }}）。"),
    )
    yield from clues("{{ 财产标题 }}：")
    yield when("查控申请 and 财产线索", p("正文缩进", "{{ 查控申请 }}。", gap=True))
    yield when("查控申请 and not 财产线索", p("正文缩进", "{{ 查控申请 }}。"))
    yield p("一级标题", "担保情况：", gap=True)
    yield p("正文缩进", "{{ 担保情况 }}。")
    yield when("其他事项", p("一级标题", "其他需要载明的事项："), each("事", "其他事项", p("正文缩进", "{{ 事 }}。")))
    yield p(
        "正文缩进",
        "{{ 目的 }}，申请人根据{{ 法律依据 }}的规定提出本申请。申请人知悉，申请有错误"
        "的，应当赔偿被申请人因保全所遭受的损失。",
    )
    yield p("正文缩进", "以上申请，请依法裁定准许。", keep=True)


def _close() -> Iterator[str]:
    yield from to_court()
    yield from annexed()
    yield from signed("申请人", others=True)


def _titled() -> Iterator[str]:
    yield p("一级标题", "执行依据：")
    yield p("正文缩进", "{{ 执行依据 }}。")
    yield p("一级标题", "事实与理由：")
    yield p("二级标题", "（一）生效法律文书的主要内容和履行情况")
    yield p("正文缩进", "上述文书确定：{{ 判项 }}。")
    yield each("事", "经过", p("正文缩进", "{{ 事 }}。"))
    yield p("正文缩进", "{{ 尚欠 }}。")
    yield p("二级标题", "（二）情况紧急")
    yield each("由", "保全理由", p("正文缩进", "{{ 由 }}。"))


def _drawn(title: str) -> bytes:
    parts = (_parties, _request, _facts, _amount_assets_guarantee, _close)
    body = [p("文书标题", title), *(block for part in parts for block in part())]
    return package(title, body, footers=[footer("dash")])


def draw() -> bytes:
    """Return the template of the application in a suit."""
    return _drawn("诉讼财产保全申请书")


def draw_before_enforcement() -> bytes:
    """Return the template of the application between title and enforcement."""
    title = "执行前财产保全申请书"
    parts = (_parties, _request, _titled, _amount_assets_guarantee, _close)
    body = [p("文书标题", title), *(block for part in parts for block in part())]
    return package(title, body, footers=[footer("dash")])


def draw_before_suit() -> bytes:
    """Return the template of the application before suit."""
    return _drawn("诉前财产保全申请书")
