"""Wording of the room ``law``: steps of the working, other readings, refusals."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    "pair": ("{zh}", "{en}"),
    "unknown_before": (
        "法规库中“{title}”（{name}）最早的数值自{first}起适用，{day}适用的规定不在库中；请补充参数文件后再算",
        "the law book knows “{title}” ({name}) from {first} only, not for {day}; add the earlier value first",
    ),
    "unknown_after": (
        "法规库中“{title}”（{name}）的数值只核到{last}，{day}适用的规定不在库中；请更新参数文件后再算",
        "the law book knows “{title}” ({name}) up to {last} only, not for {day}; update the parameter first",
    ),
    "no_calendar": (
        "工作日历从{first}起才有资料，{day}是否休息日无从判断；请人工核对该日",
        "the working-day calendar starts on {first}; whether {day} was a day off is not known: check by hand",
    ),
    "beyond_calendar": (
        "从{day}起计算{n}个单位超出了可以表示的日期；请核对起算日和期限",
        "{n} units from {day} leave the range of dates; check the start and the length",
    ),
}

FINDINGS: dict[str, FindingText] = {
    "LX-L001": FindingText(
        "error", "参数文件缺少 {key}", "the parameter file lacks {key}",
        "按 law/book.py 开头的格式补上这一项", "add it in the form shown at the head of law/book.py",
    ),
    "LX-L002": FindingText(
        "error", "参数文件中的“{key}”不是已知的项目", "“{key}” is not a known key of a parameter file",
        "检查拼写，或删去这一行", "check the spelling or delete the line",
    ),
    "LX-L003": FindingText(
        "error", "“{value}”不是日期", "“{value}” is not a date",
        "写成 2017-10-01 的样子", "write it like 2017-10-01",
    ),
    "LX-L004": FindingText(
        "error", "数值没有按生效日先后排列", "the values are not in order of their first day",
        "把较早生效的数值写在前面", "put the earlier value first",
    ),
    "LX-L005": FindingText(
        "error", "确定程度“{value}”不在可用的几种之中", "the certainty “{value}” is not a known one",
        "改为 statutory、convention、debated、guidance 或 secondary",
        "use statutory, convention, debated, guidance or secondary",
    ),
}
