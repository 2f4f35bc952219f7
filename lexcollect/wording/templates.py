"""Wording of the room ``templates``: what is wrong with a Word template, and where in it."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    "unnamed": ("（未命名的模板）", "(unnamed template)"),
    "part_body": ("正文", "body"),
    "part_header": ("页眉（{name}）", "header ({name})"),
    "part_footer": ("页脚（{name}）", "footer ({name})"),
    "part_footnotes": ("脚注", "footnotes"),
    "part_properties": ("文档属性", "document properties"),
    "place_paragraph": ("{part}第{paragraph}段", "{part}, paragraph {paragraph}"),
    "what_call": ("调用函数", "a call"),
    "what_arithmetic": ("乘除等运算", "arithmetic"),
    "what_loop": ("带条件、递归或多变量的循环", "a loop with a condition, recursion or several variables"),
    "what_index": ("按变量取值或切片", "an index that is not constant"),
    "what_other": ("{kind}", "{kind}"),
    "place_cell": ("{part}表{table}第{row}行第{cell}格", "{part}, table {table}, row {row}, cell {cell}"),
}

_SAVE_AGAIN = ("请用 Word 或 WPS 打开后另存为 .docx 再试", "open it in Word or WPS and save it as .docx again")
_IN_WORD = ("请在 Word 里删去后另存为 .docx", "delete it in Word and save the template as .docx")

FINDINGS: dict[str, FindingText] = {
    # --- gate: the file ---
    "LX-T001": FindingText("error", "不是完好的 .docx 文件", "is not an intact .docx file", *_SAVE_AGAIN,
                           "Word 文档是一个压缩包；目录与内容不一致的包，不同程序会读出不同内容",
                           "A Word document is a zip package; one whose directory and content disagree is read "
                           "differently by different programs"),
    "LX-T002": FindingText("error", "有 {size} 字节，超过上限 {limit}", "has {size} bytes, more than {limit}",
                           "请压缩模板里的图片", "shrink the pictures in the template"),
    "LX-T003": FindingText("error", "压缩包里的文件多于 {limit} 个", "holds more than {limit} members", *_SAVE_AGAIN),
    "LX-T004": FindingText("error", "{member} 解压后大得不合常理", "{member} unfolds to an unreasonable size",
                           "请勿使用来历不明的模板；图片请压缩后重新插入",
                           "do not use templates of unknown origin; shrink pictures and insert them again",
                           "极小的文件可以解压成几百兆，使程序停摆", "A tiny file can unfold to hundreds of megabytes"),
    "LX-T005": FindingText("error", "压缩包里有 {count} 个同名文件 {member}", "{count} members have the name {member}",
                           *_SAVE_AGAIN, "同名文件中哪一个生效，各程序不一", "Programs disagree on which of them counts"),
    "LX-T006": FindingText("error", "压缩包里的文件名不合规范：{member}", "has an improper member name: {member}",
                           *_SAVE_AGAIN, "含“..”等的文件名可用来写到别的文件夹",
                           "A name with “..” can be used to write into other folders"),
    "LX-T007": FindingText("error", "{member} 已加密或压缩方式不支持", "{member} is encrypted or packed in another way",
                           "请去掉打开密码，另存为 .docx", "remove the password and save as .docx"),
    "LX-T008": FindingText("error", "缺少 {part}，不是 Word 文档（.docx）", "lacks {part}: not a Word document (.docx)",
                           *_SAVE_AGAIN),
    "LX-T009": FindingText("error", "含有模板不允许的部件 {part}（{type}）", "holds a part that is not allowed: {part} "
                           "({type})", "请在 Word 里删去批注、图表、嵌入字体等后另存为 .docx",
                           "remove comments, charts, embedded fonts and the like in Word and save as .docx"),
    "LX-T010": FindingText("error", "含有不允许的关系“{type}”（指向 {part}）", "holds a relation that is not allowed: "
                           "“{type}” (to {part})", *_IN_WORD),
    "LX-T011": FindingText("error", "引用了文件之外的内容：{type} 指向 {target}", "refers to content outside: {type} to "
                           "{target}", "请改为插入图片或文字本身；超链接只可用 http、https、mailto",
                           "insert the picture or text itself; hyperlinks may only use http, https, mailto",
                           "打开文书时会自动联网取内容，泄露打开的时间与地点",
                           "Opening the paper would fetch the content and tell when and where it was opened"),
    "LX-T012": FindingText("error", "关系“{type}”指向不存在或包外的部件 {target}", "relation “{type}” points to "
                           "{target}, which does not exist in the package", *_SAVE_AGAIN),
    "LX-T013": FindingText("error", "XML 里有 DOCTYPE 或实体声明", "its XML declares a DOCTYPE or entities", *_SAVE_AGAIN,
                           "实体可以读取本机文件或耗尽内存", "Entities can read local files or exhaust the memory"),
    "LX-T014": FindingText("error", "XML 损坏，或不是 UTF-8 编码", "its XML is damaged or not UTF-8", *_SAVE_AGAIN),
    "LX-T015": FindingText("error", "含有不允许的内容（{element}）", "holds content that is not allowed ({element})",
                           "请在 Word 里删去嵌入对象、窗体控件、附加模板或邮件合并后另存为 .docx",
                           "remove embedded objects, form controls, attached templates or mail merge in Word"),
    "LX-T016": FindingText("error", "含有不允许的域：{field}", "holds a field that is not allowed: {field}",
                           "只可使用 {allowed}；其他域请按 Ctrl+Shift+F9 变成文字",
                           "only {allowed} may be used; turn others into text with Ctrl+Shift+F9",
                           "DDEAUTO、INCLUDETEXT 等域会在打开时运行程序或取外部内容",
                           "DDEAUTO, INCLUDETEXT and others run programs or fetch content on opening"),
    "LX-T017": FindingText("error", "含有宏、控件或嵌入对象 {part}（{type}）", "holds a macro, control or embedded object: "
                           "{part} ({type})", "请另存为不带宏的 .docx，并删去嵌入对象",
                           "save it as .docx without macros and delete embedded objects"),
    # --- lint: the tags ---
    "LX-T030": FindingText("error", "标签无法理解：{words}", "the tag cannot be understood: {words} ({reason})",
                           "请检查括号、引号和标点，标签内只用半角符号", "check brackets, quotes and punctuation; use ASCII signs"),
    "LX-T031": FindingText("error", "标签里不允许这种写法：{words}（{what}）", "this is not allowed in a tag: {words} ({what})",
                           "标签里只写字段名、条件和循环；计算由程序完成",
                           "write field names, conditions and loops only; the program does the arithmetic",
                           "模板不调用函数、不做运算，这样任何来历的模板都不能运行程序，数字也只有一个出处",
                           "Templates call nothing and compute nothing: no template can run a program, and figures have "
                           "one source"),
    "LX-T032": FindingText("error", "字段名不得以下划线开头：{words}（{name}）", "a field name must not begin with an "
                           "underscore: {words} ({name})", "请改用中文字段名", "use a proper field name"),
    "LX-T033": FindingText("error", "“{name}”是保留字，不能作字段名：{words}", "“{name}” is reserved and cannot name a "
                           "field: {words}", "请改用中文字段名", "use another field name",
                           "在 docxtpl 中 items、values、keys、get 等会印出程序内部的文字",
                           "In docxtpl items, values, keys, get and others print an inner method"),
    "LX-T034": FindingText("error", "没有“{field}”这个字段：{words}", "there is no field “{field}”: {words}",
                           "最接近的是“{near}”；可用字段请看 lexcollect template fields",
                           "the nearest is “{near}”; see lexcollect template fields"),
    "LX-T035": FindingText("error", "标签用了全角符号：{words}", "full-width signs in a tag: {words}",
                           "请改成半角的 {{{{ }}}} 或 {{% %}}", "write ASCII {{{{ }}}} or {{% %}}"),
    "LX-T036": FindingText("error", "{words} 会占去整段、整行或整格，旁边的内容将丢失：{lost}",
                           "{words} takes its whole paragraph, row or cell; what stands beside it is lost: {lost}",
                           "请让这个标签独占一段、一行或一格", "give the tag a paragraph, row or cell of its own"),
    "LX-T037": FindingText("error", "{words} 与开头的 {opened} 前缀不一致", "{words} has another prefix than {opened}",
                           "开头、中间和结尾请用同一前缀（都用 p、都用 tr，或都不用）",
                           "use the same prefix for opening, middle and end (all p, all tr, or none)"),
    "LX-T038": FindingText("error", "{words} 没有与之配对的 {what}", "{words} has no matching {what}",
                           "请补上缺少的标签，或删去多余的", "add the missing tag or delete the superfluous one"),
    "LX-T039": FindingText("error", "同一段、行或格里有两个 {kind} 标签：{words}", "two {kind} tags in one paragraph, row "
                           "or cell: {words}", "请分成两段、两行或两格", "put them into two paragraphs, rows or cells"),
    "LX-T040": FindingText("error", "前缀 p、tr、tc、r 的位置不对：{words}", "the prefix p, tr, tc or r is misplaced: {words}",
                           "前缀须紧跟 {{% ，后面空一格，例如 {{%p if 有担保 %}}",
                           "put it directly behind {{% and one blank behind it, as in {{%p if x %}}"),
    "LX-T041": FindingText("error", "标签里有弯引号或全角引号：{words}", "curly or full-width quotes in a tag: {words}",
                           "请改成半角直引号", "write straight quotes"),
    "LX-T042": FindingText("error", "修订记录中被删除的文字里有标签：{words}", "a tracked deletion holds a tag: {words}",
                           "请先接受或拒绝全部修订", "accept or reject all changes first",
                           "填入的内容会写进修订记录，对方可以看到", "The value would be written into the revision history"),
    "LX-T043": FindingText("error", "标签里有小数 {number}：{words}", "a tag holds a decimal number {number}: {words}",
                           "金额和比率请用程序给出的文字字段", "use the text fields the program supplies"),
    "LX-T044": FindingText("error", "这个部件里的标签不会被填写：{words}", "tags in this part are not filled in: {words}",
                           "请把标签移到正文、页眉、页脚或脚注", "move the tag to body, header, footer or footnote"),
    "LX-T045": FindingText("error", "标签不在文字里（在域代码、替代文字或属性中）：{words}",
                           "the tag does not stand in text but in a field code, alternative text or attribute: {words}",
                           "请删去，改写在文字里", "delete it there and write it as text"),
    "LX-T046": FindingText("error", "标签只有一半：{words}", "half a tag: {words}",
                           "请补全 {{{{ }}}} 或 {{% %}}；一个标签不能跨段", "complete {{{{ }}}} or {{% %}}; a tag cannot cross paragraphs"),
    "LX-T047": FindingText("error", "带前缀的标签里不能有 % 或 }}：{words}", "a tag with a prefix cannot hold % or }}: {words}",
                           "请改用不含这些符号的条件", "use a condition without these signs"),
    "LX-T048": FindingText("error", "不支持“{name}”：{words}", "“{name}” is not supported: {words}",
                           "只可使用：{allowed}", "only these may be used: {allowed}"),
    "LX-T049": FindingText("error", "不支持 {{{{{kind} …}}}} 插入整段内容：{words}", "inserting by {{{{{kind} …}}}} is not "
                           "supported: {words}", "请写成 {{{{ 字段 }}}}", "write {{{{ field }}}}"),
    "LX-T050": FindingText("error", "不支持的语句“{name}”：{words}", "statement “{name}” is not supported: {words}",
                           "只可使用 if、elif、else、endif、for、endfor", "use if, elif, else, endif, for, endfor only"),
    "LX-T051": FindingText("error", "段落末尾的括号会与下一段连成标签：{words}", "a brace at the end of the paragraph would "
                           "join the next one into a tag: {words}", "请删去多余的括号", "delete the superfluous brace"),
    "LX-T052": FindingText("warning", "单元格里的段落都在条件或循环内，可能全部消失：{words}",
                           "every paragraph of the cell hangs on a condition and may vanish: {words}",
                           "请在格内留一个不受条件影响的空段", "leave an unconditional empty paragraph in the cell",
                           "没有段落的单元格会使 Word 提示文件损坏", "Word calls a file with an empty cell damaged"),
    "LX-T053": FindingText("error", "{words} 开始的内容与文档结构交错", "the block opened by {words} cuts across the "
                           "structure of the document", "开头与结尾请放在同一段内，或用前缀 p、tr 各占一段、一行",
                           "put opening and end into one paragraph, or use the prefix p or tr with own paragraphs or rows"),
    "LX-T054": FindingText("error", "“{words}”附近的文字会在填写时丢失", "text near “{words}” would be lost",
                           "请把附近的标签重新输入一遍，独占一段", "type the tags nearby again, in paragraphs of their own"),
    "LX-T055": FindingText("error", "不是 Word 常用的 XML 写法，标签无法处理", "its XML does not use Word's usual prefix “w”",
                           *_SAVE_AGAIN),
    "LX-T056": FindingText("error", "标签太多或嵌套太深（{count} 个，上限 {limit}）", "too many or too deeply nested tags "
                           "({count}, limit {limit})", "请拆分模板", "split the template"),
    "LX-T057": FindingText("error", "前缀 {kind} 用在了没有行、格或段落的地方：{words}", "prefix {kind} stands where there is "
                           "no row, cell or paragraph: {words}", "表格外请用前缀 p 或不用前缀",
                           "outside tables use the prefix p or none"),
    "LX-T058": FindingText("error", "循环嵌套超过 {limit} 层：{words}", "more than {limit} loops inside each other: {words}",
                           "请减少嵌套", "nest less deeply"),
    # --- render ---
    "LX-T070": FindingText("error", "缺少字段“{field}”（用于 {words}）", "field “{field}” is missing (used by {words})",
                           "请在案件资料中补上，或修改模板", "supply it in the case file, or change the template"),
    "LX-T071": FindingText("error", "{words} 指向一组内容（{field}），不是一段文字", "{words} names a group ({field}), not a text",
                           "请写到具体字段，例如 {{{{ 原告.名称 }}}}", "name a field inside it"),
    "LX-T072": FindingText("error", "字段“{field}”里有无法写入文书的字符 {character}（在“{before}”之后）",
                           "field “{field}” holds the character {character}, which no paper can hold (behind “{before}”)",
                           "请在案件资料中删去这个看不见的字符", "delete the invisible character in the case file"),
    "LX-T073": FindingText("error", "生成的内容超过上限 {limit} 字", "the output is longer than {limit} characters",
                           "请检查模板中的循环和数据", "check the loops of the template and the data"),
    "LX-T074": FindingText("error", "{words} 无法执行", "{words} cannot be carried out",
                           "请检查标签里比较和循环的字段是否合适", "check the fields compared or looped over in the tag"),
    "LX-T075": FindingText("error", "文档属性 {name} 有 {count} 字，超过 {limit}", "document property {name} has {count} "
                           "characters, more than {limit}", "请缩短标题等属性", "shorten it"),
    "LX-T076": FindingText("error", "表格的列无法计算", "the columns of a table cannot be worked out",
                           "请重新插入这个表格，或不用 {{%tc %}}、colspan、hm", "insert the table anew, or avoid {{%tc %}}, "
                           "colspan, hm"),
}
