"""Titles: what an exhibit is called before a person has looked at it.

Owns the plain words for common papers (合同, 送货单 …) that a draft calls an exhibit by, and the sign that a title is
nothing but the name a file came with: 客户催了三次_最终版2 is not for the other side. Invents nothing: what a name
does not say stays open.
"""

from __future__ import annotations

import re
import unicodedata

from lexcollect.evidence.items import OPEN
from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.patterns import regex
from lexcollect.wording import say

#: A program's prefix says where a picture was saved, not what it shows.
_PREFIX = regex(r"(?:^|(?<=/))(?:微信图片|mmexport|IMG)[_\d]*")
#: Letters that ask for money, each by the word that it is called by: a 催告函 is no 催款函.
_DEMANDS = {
    "履行保证责任通知书": "(?:履行|承担)(?:保证|担保)责任.*(?:通知|函|告知)|保证责任.{0,2}通知",
    "保证责任催告函": "保证责任.{0,2}催告",
    "催告函": "催告",
    "催收函": "催收(?:函|通知)",
    "催款函": "催款|催收",
    "还款通知书": "还款(?:通知|告知|提示)",
    "逾期通知书": "逾期.{0,4}(?:通知|告知)",
}
#: What a paper is called, and the words in a name that say so, the closer ones first.
_PAPERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (title, regex(cue, re.IGNORECASE))
    for title, cue in (
        ("营业执照", "营业执照"),
        ("企业登记信息查询结果", "工商|企业信息|企业登记"),
        ("身份证明", "身份证|户籍|法定代表人"),
        ("民事判决书", "判决书"),
        ("民事调解书", "调解书"),
        ("民事裁定书", "裁定书"),
        ("仲裁裁决书", "裁决书"),
        ("送达回证", "送达回证"),
        ("执行笔录", "执行笔录"),
        ("执行案件受理通知书", "执行.*受理|执行立案"),
        ("受理通知书", "受理通知|立案通知"),
        ("执行款发还凭证", "执行款|发还"),
        ("邮件投递查询结果", "EMS.*查询|快递.*查询|签收查询|投递查询"),
        ("邮件详情单", "EMS|面单|快递"),
        ("解除通知书", "解除"),
        ("律师函", "律师函"),
        *((title, cue) for title, cue in _DEMANDS.items()),
        ("还款计划", "还款计划"),
        ("还款承诺书", "承诺"),
        ("借条", "借条"),
        ("欠条", "欠条"),
        ("微信聊天记录", "微信|聊天"),
        ("承兑汇票", "承兑|汇票"),
        ("银行流水", "流水|交易明细"),
        ("银行回单", "回单|网银"),
        ("收据", "收据|收条"),
        ("付款凭证", "付款|收款|转账|还款(?!协议|计划|承诺|单|通知)"),
        ("对账单", "对账"),
        ("结算单", "结算"),
        ("发票", "发票|dzfp"),
        ("设备收回交接单", "(?:收回|返还).*交接|交接.*(?:收回|返还)"),
        ("交接单", "交接"),
        ("中小企业声明函", "中小企业"),
        ("损坏照片", "损坏"),
        ("现场照片", "现场|卸货"),
        ("运单", "运单"),
        ("送货单", "送货"),
        ("发货单", "发货"),
        ("收货单", "收货|签收"),
        ("验收单", "验收"),
        ("入库单", "入库"),
        ("出库单", "出库"),
        ("保证书", "担保|保证"),
        ("抵押、质押文件", "抵押|质押"),
        ("和解协议", "和解"),
        ("补充协议", "补充"),
        ("采购订单", "订单"),
        ("合同", "合同"),
        ("协议", "协议"),
    )
)
_BY_KIND = {
    FileKind.CHAT: "聊天记录",
    FileKind.MAIL: "电子邮件",
    FileKind.AUDIO: "录音",
    FileKind.VIDEO: "录像",
}
#: What a paper with one of these titles is as a proof (证明类型); a draft only suggests it.
_PROOFS = {
    "企业登记信息查询结果": "登记信息",
    "身份证明": "身份证明",
    "居民身份证": "身份证明",
    "邮件投递查询结果": "投递查询",
    "邮件详情单": "邮寄面单",
    "律师函": "催款文书",
    "民事判决书": "裁判文书",
    "民事调解书": "裁判文书",
    "民事裁定书": "裁判文书",
    "仲裁裁决书": "裁判文书",
    "执行案件受理通知书": "立案回执",
    "受理通知书": "立案回执",
    "和解协议": "和解协议",
    "解除通知书": "催款文书",
    **dict.fromkeys(_DEMANDS, "催款文书"),
    "还款计划": "还款承诺",
    "还款承诺书": "还款承诺",
    "欠条": "还款承诺",
    "微信聊天记录": "聊天记录",
    "聊天记录": "聊天记录",
    "电子邮件": "电子邮件",
    "录音": "录音录像",
    "录像": "录音录像",
    "银行流水": "银行回单",
    "银行回单": "银行回单",
    "对账单": "对账单",
    "保证书": "担保文件",
    "抵押、质押文件": "担保文件",
    "补充协议": "合同",
    "合同": "合同",
    "协议": "合同",
}
#: What names have and titles have not: signs of copies and versions, programs' numbers.
_RAW = regex(r"[0-9A-Za-z_()（）\[\]【】~-]|终稿|最终|副本|修改|草稿|新建|未命名|微信图片|截图|扫描")


#: The titles of letters by which something is asked for or declared.
LETTER_TITLES = frozenset({*_DEMANDS, "律师函", "解除通知书"})


def words_of(name: str) -> tuple[str, str]:
    """Return what a received name says in its last part, and in all: ordinary letters, no prefix of a program."""
    whole = _PREFIX.sub("", unicodedata.normalize("NFKC", name))
    return whole.rpartition("/")[2], whole


def drafted_title(name: str, kind: FileKind) -> str:
    """Return the title a draft gives the file: a plain word for what its name or kind says, else one left open."""
    for words in words_of(name):
        if title := next((title for title, cue in _PAPERS if cue.search(words)), ""):
            return f"{_BY_KIND[kind]}（{title}）" if kind is FileKind.MAIL else title
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    return f"{OPEN}：{say('evidence.draft.picture' if kind in PICTURES else 'evidence.draft.paper', 'zh')}"


def drafted_proof(name: str, kind: FileKind) -> str:
    """Return what the file may be as a proof, by the title a draft gives it; empty where that says nothing.

    A name proves nothing: whoever has looked at the exhibit confirms it.
    """
    return _PROOFS.get(_BY_KIND[kind] if kind is FileKind.MAIL else drafted_title(name, kind), "")


def proof_of(title: str) -> str:
    """Return what a paper of this plain title is as a proof; empty where that says nothing."""
    return _PROOFS.get(title, "")


def proof_by_kind(kind: FileKind) -> str:
    """Return what a file of ``kind`` is as a proof, whatever it is called: a chat, a mail, a recording; else empty."""
    return _PROOFS.get(_BY_KIND.get(kind, ""), "")


def is_file_name(title: str, name: str) -> bool:
    """Tell whether ``title`` is only the name that the file came with, and looks like one."""
    last = name.rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return _same(title) in (_same(last), _same(stem)) and bool(_RAW.search(stem))


def _same(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
