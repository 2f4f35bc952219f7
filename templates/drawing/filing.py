"""Filed with a complaint: 授权委托书, 法定代表人身份证明书, 送达地址确认书; one page set for each creditor."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import annexed, person, signed
from drawing.kit import each, footer, p, package, when


def _title(title: str) -> Iterator[str]:
    yield when("书.首", p("文书标题", title))
    yield when("not 书.首", p("文书标题新页", title))


def _power() -> Iterator[str]:
    yield from _title("授权委托书")
    yield from person("书.委托人", "委托人")
    yield each("人", "书.受委托人", p("当事人", "**受委托人：**{{ 人 }}。"))
    yield p("正文缩进", "{{ 书.事项 }}。")
    yield each("限", "书.权限", p("正文缩进", "{{ 限 }}。"))
    yield p("正文缩进", "委托的审级和期限：{{ 书.期限 }}。", keep=True)
    yield from annexed("书.附件")
    yield from signed("委托人", "书.落款")


def _certificate() -> Iterator[str]:
    yield from _title("{{ 书.标题 }}")
    yield p("正文缩进", "{{ 书.证明 }}。")
    yield p("正文缩进", "特此证明。")
    yield p("正文缩进", "单位名称：{{ 书.名称 }}")
    yield p("正文缩进", "统一社会信用代码：{{ 书.信用代码 }}")
    yield when("书.证件号码", p("正文缩进", "上述人员的身份证件号码：{{ 书.证件号码 }}"))
    yield when("书.电话", p("正文缩进", "联系电话：{{ 书.电话 }}"))
    yield from annexed("书.附件")
    yield p("落款首行", "{{ 书.名称 }}（盖章）")
    yield p("落款日期", "{{ 书.日期 }}")


def _service() -> Iterator[str]:
    yield from _title("送达地址确认书")
    yield p("正文缩进", "案件：{{ 书.受送达人 }}与{{ 书.对方 }}{{ 书.案由 }}一案")
    yield p("一级标题", "一、告知事项")
    # What the court tells is set smaller than what the party fills in, so that both stand on two pages.
    yield each("项", "书.告知", p("短函正文", "{{ 项.序号 }}. {{ 项.内容 }}"))
    yield p("一级标题", "二、送达地址")
    yield p("正文缩进", "受送达人：{{ 书.受送达人 }}", keep=True)
    yield p("正文缩进", "送达地址：{{ 书.地址 }}", keep=True)
    yield p("正文缩进", "邮政编码：{{ 书.邮编 }}", keep=True)
    yield when("书.代收人", p("正文缩进", "收件人（代收人）：{{ 书.代收人 }}", keep=True))
    yield p("正文缩进", "联系电话：{{ 书.电话 }}")
    yield p("一级标题", "三、电子送达（由受送达人勾选）")
    yield p("正文缩进", "{{ 书.电子 }}")
    yield when("书.电子送达地址", p("正文缩进", "{{ 书.电子送达地址 }}"))
    yield p("一级标题", "四、确认")
    yield p("正文缩进", "{{ 书.确认 }}。", keep=True)
    yield from signed("受送达人", "书.落款")


def draw_power() -> bytes:
    """Return the template of the power of attorney."""
    return package("授权委托书", [each("书", "各书", *_power())], footers=[footer("dash")])


def draw_certificate() -> bytes:
    """Return the template of the certificate of identity."""
    return package("法定代表人身份证明书", [each("书", "各书", *_certificate())], footers=[footer("dash")])


def draw_service() -> bytes:
    """Return the template of the confirmation of the address for service."""
    return package("送达地址确认书", [each("书", "各书", *_service())], footers=[footer("dash")])
