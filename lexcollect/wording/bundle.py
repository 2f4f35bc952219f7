"""Wording of the room ``bundle``."""

from lexcollect.wording import FindingText

_CHECK_ZH = """\
核验说明

一、这个文件夹是什么
data\\证据.pdf          证据目录和全部证据页，逐页编有页码，页码与PDF页次一致
data\\清单.csv          每份证据对应的文件、大小、SHA-256 和页码
data\\originals         收到的原始文件，逐字节复制，未作任何修改
manifest-sha256.txt    data 中每个文件的 SHA-256
tagmanifest-sha256.txt、tagmanifest-sha512.txt    其余说明文件的校验值
本文件夹按 BagIt 1.0（RFC 8493）编排，打包日期：{day}。

manifest-sha256.txt 自身的 SHA-256 为：
{digest}

二、怎样核验（不需要安装本软件）
1. Linux，在本文件夹中运行：
   sha256sum -c manifest-sha256.txt
   sha256sum -c tagmanifest-sha256.txt
2. macOS，在本文件夹中运行：
   shasum -a 256 -c manifest-sha256.txt
   shasum -a 256 -c tagmanifest-sha256.txt
3. Windows，查看一个文件的校验值，再与清单中的一行比较：
   certutil -hashfile data\\证据.pdf SHA256
4. Windows PowerShell，在本文件夹中一次核对全部文件：
   Get-Content manifest-sha256.txt -Encoding UTF8 | ForEach-Object {{ $h, $f = $_ -split '  ', 2; if ((Get-FileHash -Algorithm SHA256 -LiteralPath $f).Hash -ne $h) {{ "不一致：$f" }} }}
5. 装有本软件的，运行 lexcollect verify 加本文件夹的路径：被改动、缺少和多出的文件都会逐一列出。
   第1至4种方法只核对清单所列的文件，不能发现多出的文件。

三、核验结果说明什么
一致：这些文件自导入以来未改变。
不说明：文件内容是否真实，也不说明导入以前发生过什么。
证据.pdf 是为阅读和装订制作的副本，缩放和转正只在副本中进行；应以 originals 中的原始文件及证据原件为准。
"""

_CHECK_EN = """\
How to check this folder

1. What it is
data/证据.pdf          index and all exhibit pages; the printed number is the number of the PDF page
data/清单.csv          file, size, SHA-256 and pages of each exhibit
data/originals         the files as received, copied byte for byte
manifest-sha256.txt    SHA-256 of each file in data
tagmanifest-sha256.txt, tagmanifest-sha512.txt    digests of the other files
BagIt 1.0 (RFC 8493), made on {day}.

SHA-256 of manifest-sha256.txt itself:
{digest}

2. How to check it without this program
Linux:    sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt
macOS:    shasum -a 256 -c manifest-sha256.txt && shasum -a 256 -c tagmanifest-sha256.txt
Windows:  certutil -hashfile data\\证据.pdf SHA256
With lexcollect verify, files that were added are found as well.

3. What the result means
It agrees: these files have not changed since they were imported.
It does not say whether their content is true, nor what happened before.
"""

_SETS_ZH = """\
对方当事人 {opponents} 人：提交 {sets} 套（对方 {opponents} 套、法院 1 套），另自留 1 套，共 {own} 套。
（证据副本按对方当事人人数提交：最高人民法院关于民事诉讼证据的若干规定第19条）"""

_HOW_ZH = """\
打印要求：A4，按实际大小（100%）打印；横向页上边朝左装订；左侧留有装订边；各套内容须一致。
提交前：在证据目录上签名或盖章，核对提交日期；开庭携带证据原件和电子数据的原始载体。"""

TEXTS: dict[str, tuple[str, str]] = {
    "file_bundle": ("证据.pdf", "证据.pdf"),
    "file_list": ("清单.csv", "清单.csv"),
    "file_check": ("核验说明.txt", "核验说明.txt"),
    "file_print": ("打印方案.txt", "打印方案.txt"),
    # the index
    "index_title": ("证据目录", "Index of evidence"),
    "head_case": ("案　　件：", "Case: "),
    "head_cause": ("案　　由：", "Cause: "),
    "head_case_no": ("案　　号：", "Case no.: "),
    "head_submitter": ("提 交 人：", "Submitted by: "),
    "head_extent": ("证据数量：", "Extent: "),
    "extent": (
        "共{groups}组{items}份，连目录共{pages}页（目录为第{index}页）",
        "{groups} {groups:group|groups}, {items} {items:exhibit|exhibits}, {pages} {pages:page|pages} with the index (pages {index})",
    ),
    "column_no": ("编号", "No."),
    "column_title": ("证据名称", "Exhibit"),
    "column_source": ("证据来源", "Source"),
    "column_purpose": ("证明对象", "What it proves"),
    "column_pages": ("页码", "Pages"),
    "group": ("第{number}组　{title}", "Group {number}: {title}"),
    "foot_copies": ("份　　数：", "Sets: "),
    "foot_sets": (
        "本证据提交一式{sets}份，其中法院1份、对方当事人{opponents}份。",
        "{sets}, of which 1 for the court and {opponents} for the other side.",
    ),
    "foot_submitter": ("提交人（盖章）：", "Submitted by (seal): "),
    "foot_date": ("提交日期：", "Date: "),
    # pages
    "exhibit_no": ("证据{no}", "exhibit {no}"),
    "stamp": ("{name} · 第{page}页", "{name} · page {page}"),
    "outline": ("{name}（第{pages}页）", "{name} (p. {pages})"),
    "document_title": ("证据：{case}", "Evidence: {case}"),
    "signed_note": (
        "原件含电子签名，验证以随附的原始文件为准",
        "The original bears an electronic signature; verify the enclosed file",
    ),
    "strip_note": ("长图分页显示，第{number}段，共{count}段", "Long picture, part {number} of {count}"),
    "placeholder": (
        "原件随附，本版未排印内容。{reason}。",
        "The original is enclosed; its content is not printed here. {reason}.",
    ),
    "row_file": ("随附文件", "Enclosed file"),
    "row_size": ("文件大小", "Size"),
    "size": ("{size} 字节", "{size} bytes"),
    "kind_picture": ("图片", "picture"),
    # places named in findings
    "case_title": ("案件名称", "case title"),
    "submitter": ("提交人", "submitter"),
    "cause": ("案由", "cause of action"),
    "case_no": ("案号", "case number"),
    "group_place": ("证据分组{no}", "group {no}"),
    # the list of files
    "csv_no": ("编号", "编号"),
    "csv_title": ("证据名称", "证据名称"),
    "csv_kind": ("证据种类", "证据种类"),
    "csv_date": ("形成日期", "形成日期"),
    "csv_file": ("包内文件", "包内文件"),
    "csv_name": ("原文件名", "原文件名"),
    "csv_size": ("大小（字节）", "大小（字节）"),
    "csv_sha256": ("SHA-256", "SHA-256"),
    "csv_first": ("起页", "起页"),
    "csv_last": ("止页", "止页"),
    "csv_source": ("证据来源", "证据来源"),
    "csv_purpose": ("证明对象", "证明对象"),
    # papers
    "check_text": (_CHECK_ZH, _CHECK_EN),
    "print_head": ("打印方案　{case}", "Print plan: {case}"),
    "print_extent": (
        "每套 {pages} 页（目录 {index} 页），双面打印为 {sheets} 张 A4 纸。",
        "Each set has {pages} {pages:page|pages} (index: {index}), printed on both sides {sheets} {sheets:sheet|sheets} of A4.",
    ),
    "print_sets": (
        _SETS_ZH,
        "{opponents} opposing {opponents:party|parties}: hand in {sets} {sets:set|sets} ({opponents} for them, 1 for the court), keep 1; {own} in all.",
    ),
    "print_total": (
        "合计 {pages} 页，双面打印为 {sheets} 张。",
        "{pages} {pages:page|pages} in all, {sheets} {sheets:sheet|sheets} on both sides.",
    ),
    "print_how": (
        _HOW_ZH,
        "Print on A4 at 100 %; bind landscape pages with the top to the left; all sets must be the same.",
    ),
    "print_items": ("各份证据页码：", "Pages of each exhibit:"),
    "print_item": ("证据{no}　{title}　第{where}页，共{pages}页", "exhibit {no}  {title}  page {where} ({pages})"),
}

FINDINGS: dict[str, FindingText] = {
    "LX-B001": FindingText(
        "error",
        "没有字体能印出“{char}”（{point}）",
        "no font can print “{char}” ({point})",
        "请核对这个字；确需使用的，请安装含有该字的字体（如 Noto Serif CJK）",
        "check the character; if it is right, install a font that has it (such as Noto Serif CJK)",
    ),
    "LX-B002": FindingText(
        "error",
        "文件内容与导入时不一致（SHA-256 不同）",
        "the file is not what was imported (SHA-256 differs)",
        "请恢复导入时的文件，或重新收材料后再出证据包",
        "restore the imported file, or import again",
    ),
    "LX-B003": FindingText(
        "error",
        "无法读取：{reason}",
        "cannot be read: {reason}",
        "请检查文件是否还在原处、是否有读取权限",
        "check that the file is there and may be read",
    ),
    "LX-B004": FindingText(
        "error",
        "证据目录里没有证据",
        "the catalogue holds no exhibit",
        "请先在证据目录中列出要提交的证据",
        "list the exhibits to be filed first",
    ),
    "LX-B005": FindingText(
        "error",
        "这份证据没有对应的文件",
        "this exhibit has no file",
        "请在证据目录中补上文件",
        "name its file in the catalogue",
    ),
    "LX-B010": FindingText(
        "warning",
        "文件有密码，未能打开",
        "the file needs a password",
        "已用占位页代替；请提供密码后重新出证据包",
        "a placeholder stands for it; give the password and build again",
    ),
    "LX-B011": FindingText(
        "warning",
        "文件已损坏，无法作为{kind}打开",
        "the file is damaged and does not open as {kind}",
        "已用占位页代替；请换用完好的文件",
        "a placeholder stands for it; use an intact file",
    ),
    "LX-B012": FindingText(
        "warning",
        "文件是空的（0 字节）",
        "the file is empty (0 bytes)",
        "已用占位页代替；请换用完好的文件或不提交",
        "a placeholder stands for it; use an intact file or leave it out",
    ),
    "LX-B013": FindingText(
        "note",
        "这类文件不逐页显示",
        "files of this kind are not shown page by page",
        "已用占位页代替，原件随附；需要逐页显示的，请另存为 PDF",
        "a placeholder stands for it, the original is enclosed; save it as PDF to show its pages",
    ),
    "LX-B014": FindingText(
        "note",
        "文件名以 {ending} 结尾，内容其实是{kind}",
        "named {ending}, but the content is {kind}",
        "已按内容处理，请核对",
        "it was treated by its content; check it",
    ),
    "LX-B015": FindingText(
        "warning",
        "第 {page} 页无法读取",
        "page {page} cannot be read",
        "该页已用占位页代替；请换用完好的文件",
        "a placeholder stands for it; use an intact file",
    ),
    "LX-B016": FindingText(
        "note",
        "文件有轻微损坏，已按修复后的内容显示",
        "the file is slightly damaged and is shown as repaired",
        "请与原件核对每一页",
        "compare every page with the original",
    ),
    "LX-B017": FindingText(
        "warning",
        "文件过大或内含过多（上限 {limit}）",
        "the file is too large or holds too much (limit {limit})",
        "已用占位页代替；请拆分后再提交",
        "a placeholder stands for it; split the file",
    ),
    "LX-B018": FindingText(
        "warning",
        "图片尺寸过大（{size}）",
        "the picture is too large ({size})",
        "已用占位页代替；请缩小后另存一份",
        "a placeholder stands for it; save a smaller copy",
    ),
    "LX-B019": FindingText(
        "warning",
        "PDF 里没有页",
        "the PDF has no page",
        "已用占位页代替；请换用完好的文件",
        "a placeholder stands for it; use an intact file",
    ),
    "LX-B020": FindingText(
        "warning",
        "文件含 {count} 个隐藏图层，证据页中同样不显示",
        "{count} {count:layer is|layers are} hidden, and stay hidden here",
        "请打开原文件核对隐藏的内容",
        "look at what is hidden in the original",
    ),
    "LX-B021": FindingText(
        "note",
        "文件含脚本、启动程序或外部跳转，证据页中已去除",
        "scripts, launches or outside links were left out of the pages",
        "无需处理，原文件未改动",
        "nothing to do; the original is unchanged",
    ),
    "LX-B022": FindingText(
        "note",
        "文件含电子签名，证据页只显示其外观",
        "the file is signed; the pages only show how the signature looks",
        "验证签名请使用随附的原文件",
        "verify the signature on the enclosed original",
    ),
    "LX-B023": FindingText(
        "warning",
        "PDF 内嵌 {count} 个附件，证据页中不显示",
        "{count} {count:file is|files are} embedded and not shown",
        "需要提交的，请取出附件另列为证据",
        "extract them and list them as exhibits if they matter",
    ),
    "LX-B024": FindingText(
        "warning",
        "这是动态表单（XFA），显示的可能不是真实内容",
        "a dynamic form (XFA): what is shown may not be its content",
        "请用 Adobe 打开后打印为 PDF",
        "open it in Adobe Reader and print it to PDF",
    ),
    "LX-B025": FindingText(
        "warning",
        "这是 PDF 文件包，只显示了封面",
        "a PDF portfolio: only its cover is shown",
        "请取出其中的文件另列为证据",
        "extract its files and list them as exhibits",
    ),
    "LX-B026": FindingText(
        "warning",
        "密码不对，未能打开",
        "the password is wrong",
        "已用占位页代替；请核对密码后重新出证据包",
        "a placeholder stands for it; check the password and build again",
    ),
    "LX-B027": FindingText(
        "warning",
        "图片数据不完整，下半部分可能显示不出来",
        "the picture's data is incomplete; part of it may not show",
        "请换用完好的图片",
        "use an intact picture",
    ),
    "LX-B028": FindingText(
        "warning",
        "压缩包有密码，未能打开",
        "the archive needs a password",
        "已用占位页代替；请解压后把文件放进材料文件夹",
        "a placeholder stands for it; unpack it into the folder of material",
    ),
    "LX-B029": FindingText(
        "warning",
        "压缩包里没有可用的文件",
        "the archive holds no usable file",
        "已用占位页代替；请核对",
        "a placeholder stands for it; check it",
    ),
    "LX-B030": FindingText(
        "note",
        "第 {page} 页缩小到 {percent}% 放进 A4",
        "page {page} is shown at {percent} % on A4",
        "请确认小字仍能看清",
        "check that small print can still be read",
    ),
    "LX-B031": FindingText(
        "note",
        "长图已分成 {count} 页显示",
        "the long picture is shown on {count} {count:page|pages}",
        "请核对分页处没有漏字",
        "check where it is cut",
    ),
    "LX-B032": FindingText(
        "note",
        "压缩包里有 {count} 个系统文件未显示",
        "{count} system {count:file|files} in the archive {count:is|are} not shown",
        "无需处理，原压缩包随附",
        "nothing to do; the archive itself is enclosed",
    ),
    "LX-B033": FindingText(
        "warning",
        "压缩包内有指向文件夹之外的路径，没有打开",
        "the archive holds names that leave the folder and was not opened",
        "已用占位页代替；请确认来源，手工解压后把文件放进材料文件夹",
        "a placeholder stands for it; check where it comes from and unpack it by hand",
    ),
    "LX-B034": FindingText(
        "note",
        "图片含 {count} 帧，只显示第一帧",
        "the picture has {count} {count:frame|frames}; the first is shown",
        "需要其他画面的，请另存为单张图片",
        "save other frames as pictures if they matter",
    ),
    "LX-B035": FindingText(
        "warning",
        "压缩包里的“{name}”已损坏，取不出来",
        "“{name}” in the archive is damaged and cannot be taken out",
        "已用占位页代替；请向提供人重新要一份",
        "a placeholder stands for it; ask for an intact one",
    ),
    "LX-B036": FindingText(
        "warning",
        "证据应为第 {first} 至 {last} 页，但文件只有 {count} 页",
        "pages {first} to {last} are the exhibit, but the file has {count}",
        "请核对页码范围；范围内没有页的，已用占位页代替",
        "check the range; a placeholder stands for it when no page lies in it",
    ),
    "LX-B040": FindingText(
        "note",
        "内容与 {version} 完全相同，没有生成新版本",
        "the same as {version}; no new version was written",
        "无需处理",
        "nothing to do",
    ),
    "LX-B041": FindingText(
        "warning",
        "{version} 在生成后被改动过",
        "{version} was altered after it was made",
        "已另生成新版本；请查明 {version} 为何改动",
        "a new version was written; find out why {version} was altered",
    ),
    "LX-B050": FindingText(
        "error", "文件被改动", "changed", "请从备份恢复，或重新出证据包", "restore it, or build the package again"
    ),
    "LX-B051": FindingText(
        "error", "文件缺少", "missing", "请从备份恢复，或重新出证据包", "restore it, or build the package again"
    ),
    "LX-B052": FindingText(
        "error",
        "清单以外的文件",
        "not on the list",
        "请确认是谁放入的；不属于本包的，请移走",
        "find out who put it there; move it away if it does not belong",
    ),
    "LX-B053": FindingText(
        "error",
        "清单指向文件夹以外的路径“{path}”，未读取",
        "the list names “{path}” outside the folder; it was not read",
        "清单不可信，请向制作人重新索取",
        "do not trust this list; ask for a new one",
    ),
    "LX-B054": FindingText(
        "error",
        "清单中这一行无法理解",
        "this line of the list cannot be understood",
        "清单可能被改动，请向制作人重新索取",
        "the list may have been altered; ask for a new one",
    ),
    "LX-B055": FindingText(
        "error",
        "没有可用来核对的清单",
        "there is no list to compare with",
        "请选择证据包文件夹，或指定材料清单",
        "choose a package, or name a list of the material",
    ),
    "LX-B056": FindingText("error", "找不到这个文件夹", "no such folder", "请检查路径", "check the path"),
    "LX-B057": FindingText(
        "error",
        "缺少 manifest-sha256.txt，data 中的文件无法核对",
        "without manifest-sha256.txt the files in data cannot be checked",
        "请向制作人重新索取完整的证据包",
        "ask for the complete package",
    ),
    "LX-B058": FindingText(
        "error",
        "文件夹无法读取",
        "the folder cannot be read",
        "请检查读取权限，或复制到本机再核对",
        "check the permissions, or copy it to this machine",
    ),
}
