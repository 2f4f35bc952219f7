"""Media: in what a conversation was held, by the program that wrote it down, and what that is called.

Owns the names (微信, QQ, 短信 …): for titles of exhibits and for the channel of a fact.
"""

from __future__ import annotations

#: Begin of the name of a program → the medium.
_MEDIA = (
    ("wecom", "wecom"),
    ("qq", "qq"),
    ("feishu", "feishu"),
    ("welink", "welink"),
    ("whatsapp", "whatsapp"),
    ("telegram", "telegram"),
    ("slack", "slack"),
    ("sigtop", "signal"),
    ("line-", "line"),
    ("imessage", "sms"),
    ("sms-", "sms"),
    ("calls-", "sms"),
)
_CALLED = {
    "wechat": "微信",
    "wecom": "企业微信",
    "qq": "QQ",
    "feishu": "飞书",
    "welink": "WeLink",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "slack": "Slack",
    "signal": "Signal",
    "line": "LINE",
    "sms": "短信",
    "mail": "电子邮件",
}
_ANY = ("chatlab",)


def medium_of(program: str) -> str:
    """Return the medium of a program's export: WeChat where no other is known; empty where any may be meant."""
    if program.startswith(_ANY):
        return ""
    return next((medium for begin, medium in _MEDIA if program.startswith(begin)), "wechat")


def called(medium: str) -> str:
    """Return what a medium is called in a title; empty for one that is not known."""
    return _CALLED.get(medium, "")
