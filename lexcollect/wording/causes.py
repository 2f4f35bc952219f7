"""What the room of causes says: mistakes in a cause file. They are met by who adds a cause, not by who uses one."""

from lexcollect.wording import FindingText, error

TEXTS: dict[str, tuple[str, str]] = {}

FINDINGS: dict[str, FindingText] = {
    "LX-K001": error(
        "案由文件缺少 {key}，或者不是应有的形式",
        "the cause file lacks {key}, or it is not of the right shape",
        "照 causes/data/sale.yaml 的样子补上",
        "add it in the form of causes/data/sale.yaml",
    ),
    "LX-K002": error(
        "案由文件中的“{key}”不是已知的项目",
        "“{key}” is not a known key of a cause file",
        "检查拼写，或删去这一行",
        "check the spelling or delete the line",
    ),
    "LX-K003": error(
        "“{value}”不是日期",
        "“{value}” is not a date",
        "写成 2026-01-01 的样子",
        "write it like 2026-01-01",
    ),
    "LX-K004": error(
        "“{value}”不在可用的几种之中",
        "“{value}” is not one of the known words",
        "可用：{known}",
        "use one of: {known}",
    ),
    "LX-K005": error(
        "案由文件引用的{cite}不在法规索引中",
        "the cause file cites {cite}, which the index of laws does not know",
        "核对法规名称和条号",
        "check the law's short name and the number of the article",
    ),
    "LX-K006": error(
        "案由文件提到的规则 {rule} 不存在",
        "the cause file names the rule {rule}, which does not exist",
        "可用的规则见 lexcollect law show",
        "see lexcollect law show for the rules there are",
    ),
    "LX-K007": error(
        "案由“{name}”与编号 {number} 在 2026 年版案由规定中对不上",
        "the cause “{name}” with number {number} is not in the list of 2026",
        "核对 causes/data/official.csv",
        "check causes/data/official.csv",
    ),
}
