"""Wording of the room ``evidence``: what can be wrong with an evidence catalogue."""

from lexcollect.wording import FindingText, error, note, warning

TEXTS: dict[str, tuple[str, str]] = {
    "key.groups": ("groups（组别）", "groups"),
    "key.items": ("items（各份证据）", "items"),
    "key.number": ("number（编号）", "number"),
    "key.title": ("title（证据名称）", "title"),
    "key.kind": ("kind（证据种类）", "kind"),
    "key.source": ("source（证据来源）", "source"),
    "key.purpose": ("purpose（证明对象）", "purpose"),
    "key.original": ("original（原件）", "original"),
    "key.files": ("files（文件）", "files"),
    "key.reason": ("reason（原因）", "reason"),
    "shape.list": ("列表（每行以“- ”开头）", "a list (each line begins with “- ”)"),
    "shape.mapping": ("“名称: 内容”的形式", "“key: value” lines"),
    "shape.text": ("一段文字", "a text"),
    "date.empty": ("是空的", "empty"),
    "date.unreadable": ("看不出是日期", "not readable as a date"),
    "date.no_such_day": ("没有这一天", "no such day"),
    "date.ambiguous": ("年月日次序不明", "day, month and year are ambiguous"),
    "date.two_digit_year": ("年份只有两位", "the year has two digits"),
    "date.out_of_range": ("年份超出范围", "the year is out of range"),
    "reason.system": ("系统文件", "system file"),
    "draft.head": (
        (
            "证据目录初稿：由程序按文件名和类型拟出，请逐条核对后再出证据包。\n"
            "顺序、组别、名称、日期、来源、证明对象都可以改；id 不要改，案件.yaml 用它引用证据。\n"
            "“待确认”处请填写；working_source 和 date_source 只在内部使用。"
        ),
        "First draft of the evidence catalogue, made from names and types: check every line.",
    ),
    "draft.left": ("不提交的文件及原因。要提交时移到上面的 items。", "Files left out, with the reason."),
}


FINDINGS: dict[str, FindingText] = {
    "LX-E001": error(
        "不是证据目录，或版本不对（schema 写的是“{found}”）",
        "is no evidence catalogue (schema: “{found}”)",
        "第一行请写 schema: {schema}",
        "let the first line be schema: {schema}",
    ),
    "LX-E002": error("不认识“{key}”", "unknown key “{key}”", "是不是想写 {near}？", "did you mean {near}?"),
    "LX-E003": error("缺少“{key}”", "“{key}” is missing", "请补上", "add it"),
    "LX-E004": error("“{key}”的写法不对", "“{key}” has the wrong shape", "这里应当是{shape}", "write {shape}"),
    "LX-E005": error(
        "编号 id“{id}”用了两次（第一次在第 {first} 行）",
        "id “{id}” is used twice (first on line {first})",
        "每份证据的 id 必须不同",
        "give each exhibit its own id",
    ),
    "LX-E006": error(
        "证据编号 {no} 用了两次（第一次在第 {first} 行）",
        "number {no} is used twice (first on line {first})",
        "请改用另一个编号，插入时可用 4-2a",
        "choose another number; 4-2a may be inserted",
    ),
    "LX-E007": error(
        "证据编号“{text}”看不懂",
        "number “{text}” cannot be read",
        '请写成 组号-序号，例如 "3-2"，插入的写 "4-2a"',
        'write group-number, such as "3-2" or "4-2a"',
    ),
    "LX-E008": error(
        "证据编号 {no} 属于第 {group} 组，但没有这一组",
        "number {no} belongs to group {group}, which does not exist",
        "请在 groups 里加上，或改编号",
        "add the group or change the number",
    ),
    "LX-E009": error("第 {no} 组写了两次", "group {no} stands twice", "请删去其中一个", "delete one of them"),
    "LX-E010": error(
        "收到的材料里没有“{file}”", "the material holds no “{file}”", "是不是“{near}”？", "did you mean “{near}”?"
    ),
    "LX-E011": error(
        "“{file}”指向收到的材料之外",
        "“{file}” points out of the material",
        "请写 1-收到的材料 以下的相对路径，用 / 分隔",
        "write a relative path below it with /",
    ),
    "LX-E012": error(
        "“{file}”已在第 {first} 行用过",
        "“{file}” was used on line {first}",
        "每个文件只能出现一次；同一证据的附件写在 files 里",
        "let each file stand once",
    ),
    "LX-E013": error(
        "文件“{file}”既没有列为证据，也没有写明不提交的原因",
        "“{file}” is neither an exhibit nor left out with a reason",
        "请加到 items，或加到 left_out 并写原因",
        "add it to items, or to left_out with a reason",
    ),
    "LX-E014": error(
        "“{text}”不是法定的证据种类",
        "“{text}” is no kind of evidence",
        "请从这八种里选：{kinds}（民事诉讼法第66条）",
        "choose one of {kinds} (Civil Procedure Law art. 66)",
    ),
    "LX-E015": error("日期“{text}”{reason}", "date “{text}”: {reason}", "请写成 2023-03-15", "write 2023-03-15"),
    "LX-E016": error(
        "原件情况“{text}”看不懂",
        "original “{text}” cannot be read",
        "请从这几种里选：{choices}",
        "choose one of {choices}",
    ),
    "LX-E017": warning(
        "对外的内容里有内部用语“{cue}”",
        "internal wording “{cue}” in a text that will be filed",
        "请改写；内部说明写在 working_source 或注释里",
        "rephrase; keep remarks internal",
    ),
    "LX-E035": warning(
        "有 {count} 处对外的内容还写着“待确认”",
        "{count} {count:text|texts} that will be filed still {count:says|say} 待确认 (open)",
        "请写明证据名称、来源和证明对象，再出证据包",
        "write title, source and purpose before building the package",
    ),
    "LX-E018": error(
        "组号“{text}”不是正整数", "group number “{text}” is no positive integer", "请写 1、2、3 …", "write 1, 2, 3 …"
    ),
    "LX-E019": warning(
        "写了日期，但没有写日期从哪里来",
        "a date without its source",
        "请补 date_source，例如“打印的签订日期”",
        "add date_source",
    ),
    "LX-E020": note(
        "有 {count} 个系统文件没有列出，按“系统文件”计入不提交：{names}",
        "{count} system {count:file was|files were} not listed and {count:counts|count} as left out: {names}",
        "不用处理",
        "nothing to do",
    ),
    "LX-E021": error(
        "没有收到的材料这个文件夹",
        "the folder of the material does not exist",
        "请先运行 lexcollect intake",
        "run lexcollect intake first",
    ),
    "LX-E022": warning(
        "第 {no} 组里没有证据",
        "group {no} holds no exhibit",
        "请删去这一组，或把证据编入",
        "delete the group or fill it",
    ),
    "LX-E023": error(
        "编号 id“{id}”含空格或其他符号，或超过 40 字",
        "id “{id}” holds spaces or signs, or is too long",
        "只用汉字、字母、数字和 - . （）",
        "use letters, digits and - . ( )",
    ),
    "LX-E024": warning(
        "“{file}”是空文件或系统文件，却列为证据",
        "“{file}” is empty or a system file",
        "请核对是否选对了文件",
        "check that it is the right file",
    ),
    "LX-E025": error(
        "“{key}”超过 {limit} 字，或含控制字符",
        "“{key}” is longer than {limit} or holds control characters",
        "请删减",
        "shorten it",
    ),
    "LX-E026": error(
        "收到的材料里没有“{file}”",
        "the material holds no “{file}”",
        "请核对文件名；文件要先用 lexcollect intake 收入",
        "check the name; take the file in first",
    ),
    "LX-E027": note(
        "证据目录已经有了，没有改动",
        "the catalogue exists and was left as it is",
        "新收的文件请自行加入，或列入 left_out",
        "add new files by hand",
    ),
    "LX-E028": warning(
        "编号不连续：有 {no}，没有 {missing}",
        "numbers have a gap: {no} without {missing}",
        "请重新编号，或确认是有意空出",
        "renumber, or confirm that it is meant",
    ),
    "LX-E029": warning(
        "“{file}”与“{twin}”完全相同，却都列为证据",
        "“{file}” and “{twin}” are the same bytes, both submitted",
        "请留一份，另一份列入 left_out",
        "keep one and leave the other out",
    ),
    "LX-E030": warning(
        "证据目录初稿已写好，内容都待确认",
        "a first draft of the catalogue was written; all of it is to be confirmed",
        "请逐条核对名称、日期、来源和证明对象",
        "check titles, dates, sources and purposes",
    ),
}
