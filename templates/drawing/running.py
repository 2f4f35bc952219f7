"""Papers in a running suit: one order of content for every application, and 律师事务所函."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drawing.blocks import agents, annexed, persons, side, signed, to_court
from drawing.kit import Column, each, footer, items, p, package, table, when

CLAIMS = (
    Column("序号", 8, "行.序号"),
    Column("原诉讼请求", 46, "行.原", style="表格文字左"),
    Column("变更后的诉讼请求", 46, "行.新", style="表格文字左"),
)


def _application(
    title: str, *, tabled: Sequence[str] = (), asks: str = "申请", who: str = "申请人", lawyers: bool = False
) -> bytes:
    """Return an application: parties, requests, facts and reasons, court, annexes, signatures."""
    body: list[str] = [
        p("文书标题", title),
        *side("申请人", reached=True),
        agents("申请人", "委托诉讼代理人"),
        persons("被申请人"),
        p("一级标题", "请求事项："),
        items("项", "请求事项"),
        *tabled,
        p("一级标题", "事实与理由：", gap=bool(tabled)),
        p("正文缩进", "{{ 案情 }}。"),
        each("段", "段", when("段.题", p("二级标题", "{{ 段.题 }}")), p("正文缩进", "{{ 段.文 }}。")),
        p("正文缩进", f"{who}根据{{{{ 法律依据 }}}}的规定提出本{asks}。"),
        p("正文缩进", f"以上{asks}，{{{{ 处理 }}}}。", keep=True),
        *to_court(),
        when("附件", *annexed()),
        *_signed(who, lawyers),
    ]
    return package(title, body, footers=[footer("dash")])


def _signed(who: str, lawyers: bool) -> Iterator[str]:
    whole = list(signed(who, others=True))
    yield from whole[:-1]
    if lawyers:
        yield each("名", "律师", p("落款首行", "申请律师（签名）：{{ 名 }}"))
    yield whole[-1]


def draw_change() -> bytes:
    """Return the template of the change of claims."""
    return _application("变更诉讼请求申请书", tabled=[p("表题", "变更前后的诉讼请求"), table("行 in 对照", CLAIMS)])


def draw_withdrawal() -> bytes:
    """Return the template of the withdrawal."""
    return _application("撤诉申请书")


def draw_reply() -> bytes:
    """Return the template of the answer to an objection to jurisdiction."""
    return _application("对管辖权异议的答辩意见", asks="答辩意见", who="答辩人")


def draw_investigation() -> bytes:
    """Return the template of the application that the court collects evidence."""
    return _application("调查收集证据申请书")


def draw_order() -> bytes:
    """Return the template of the application for a lawyer's order of investigation."""
    return _application("律师调查令申请书", lawyers=True)


def draw_production() -> bytes:
    """Return the template of the application that the other side produces a document."""
    return _application("责令提交书证申请书")


def draw_evidence() -> bytes:
    """Return the template of the preservation of evidence."""
    return _application("证据保全申请书")


def draw_extension() -> bytes:
    """Return the template of the longer period for evidence."""
    return _application("延期举证申请书")


def _letter() -> Iterator[str]:
    yield when("书.首", p("文书标题", "律师事务所函"))
    yield when("not 书.首", p("文书标题新页", "律师事务所函"))
    yield p("正文顶格", "{{ 书.法院 }}：")
    yield p("正文缩进", "{{ 书.正文 }}。")
    yield p("正文缩进", "特此函告。", keep=True)
    yield from annexed("书.附件")
    yield p("落款首行", "{{ 书.律所 }}（盖章）")
    yield p("落款日期", "{{ 书.日期 }}")


def draw_firm() -> bytes:
    """Return the template of the firm's letter to the court."""
    return package("律师事务所函", [each("书", "各书", *_letter())], footers=[footer("dash")])
