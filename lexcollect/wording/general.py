"""Wording that belongs to no single room: how findings are printed, how files are read, what a run reports."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    "finding_line": ("{place}{message}；{remedy}（{code}）", "{place}{message}; {remedy} ({code})"),
    "level.error": ("错误", "error"),
    "level.warning": ("注意", "warning"),
    "level.note": ("提示", "note"),
    "next": ("下一步", "Next"),
}

FINDINGS: dict[str, FindingText] = {
    "LX-A001": FindingText("error", "找不到这个文件", "file not found",
                           "请检查文件名和所在文件夹", "check the name and the folder"),
    "LX-A002": FindingText("error", "无法读取：{reason}", "cannot be read: {reason}",
                           "请检查读取权限，或把文件复制到本机再试", "check the permissions, or copy it to this machine"),
    "LX-A003": FindingText("error", "不是 UTF-8 文本（像是 {encoding}）", "is not UTF-8 text (looks like {encoding})",
                           "请用记事本或 WPS 另存为 UTF-8 编码", "save it with UTF-8 encoding"),
    "LX-A004": FindingText("error", "YAML 格式有误，读到“{text}”处无法理解", "YAML cannot be understood near “{text}”",
                           "请检查缩进、冒号后的空格和成对的引号", "check indentation, the space after colons, and quotes"),
    "LX-A005": FindingText("error", "文件有 {size} 字节，超过上限 {limit}", "file has {size} bytes, more than {limit}",
                           "请确认选对了文件", "check that this is the right file"),
    "LX-A006": FindingText("error", "“{key}”后面用了全角冒号“：”", "a full-width colon stands after “{key}”",
                           "请改成半角冒号加一个空格，例如“{key}: 内容”", "write an ASCII colon and a space: “{key}: …”"),
    "LX-A007": FindingText("error", "缩进里有制表符（Tab）", "a tab stands in the indentation",
                           "请改用空格缩进", "indent with spaces"),
    "LX-A008": FindingText("error", "嵌套超过 {limit} 层", "nested more than {limit} levels deep",
                           "请检查缩进", "check the indentation"),
    "LX-A009": FindingText("error", "不接受 YAML 的锚点、别名和合并键（{text}）",
                           "YAML anchors, aliases and merge keys are refused ({text})",
                           "请把内容直接写出来；以 * 或 & 开头的文字请加引号", "write the content out; quote text that begins with * or &"),
    "LX-A010": FindingText("error", "一个文件里有几份 YAML（--- 分隔）", "several YAML documents in one file (---)",
                           "请只保留一份", "keep only one"),
    "LX-A011": FindingText("error", "“{key}”写了两次（第一次在第 {first} 行）", "“{key}” stands twice (first on line {first})",
                           "请删去其中一个", "delete one of them"),
    "LX-A012": FindingText("error", "不接受 YAML 标签 {tag}", "YAML tag {tag} is refused",
                           "请删去感叹号开头的标签", "delete the tag"),
}
