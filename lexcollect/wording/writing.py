"""Wording of writing back: turns, places, conflicts, and what an interrupted write left."""

from lexcollect.wording import FindingText, error, note, warning

TEXTS: dict[str, tuple[str, str]] = {}

FINDINGS: dict[str, FindingText] = {
    "LX-W001": error(
        "另一次运行正在这个案件里写东西（进程 {pid}，{verb}，始于 {since}）",
        "another run works on this matter (process {pid}, {verb}, since {since})",
        "请等它结束再运行；如果它停住不动，结束该进程即可，锁会自动解除",
        "run again when it has ended; if it hangs, end that process and the lock falls by itself",
    ),
    "LX-W002": warning(
        "这个磁盘不支持文件锁，无法防止两次运行同时写这个案件",
        "this disk knows no file locks, so two runs cannot be kept from writing at once",
        "请确认没有别的程序或别人正在处理这个案件",
        "make sure that no other program or person works on this matter",
    ),
    "LX-W003": error(
        "这里是链接，不是文件或文件夹本身；写进去会改到别处",
        "this is a link, not the file or folder itself; writing would change something elsewhere",
        "请把真正的文件或文件夹放到案件里，再重试",
        "put the real file or folder into the matter and try again",
    ),
    "LX-W010": error(
        "没有 {place} 这一处（找不到“{part}”）",
        'there is no place {place} ("{part}" is missing)',
        "请核对编号和键名；如果文件刚被别人改过，请重新读取",
        "check ids and keys; if the file was changed just now, read it again",
    ),
    "LX-W011": error(
        "{place} 说不清是哪一处：有两条都叫“{part}”",
        'the place {place} is not clear: two entries are called "{part}"',
        "请先给其中一条改编号",
        "give one of them another id first",
    ),
    "LX-W012": error(
        "{place} 的写法程序不会改，原文没有动",
        "{place} is written in a form that the program does not change; nothing was touched",
        "请用文本编辑器改这一处，或者改写成普通的“键: 内容”",
        'change it in a text editor, or rewrite it as plain "key: value"',
    ),
    "LX-W020": note(
        "删去的内容上方的说明还留着，现在写在别的内容上面：{remark}",
        "the remark above what was removed is still there, and now stands above something else: {remark}",
        "如果它只说被删去的那一条，请删掉它",
        "delete it if it speaks of the removed entry only",
    ),
    "LX-W021": note(
        "这句说明随删去的内容一起去掉了：{remark}",
        "this remark went with what was removed: {remark}",
        "如果还要用，请从日志里找回（5-日志/journal.jsonl）",
        "if it is still wanted, the journal holds it (5-日志/journal.jsonl)",
    ),
    "LX-W030": note(
        "上一次写入中途停了，现已写完：{files}",
        "a write that was cut short before has been finished: {files}",
        "不需要做什么；改了什么写在日志里",
        "nothing to do; the journal tells what changed",
    ),
    "LX-W031": warning(
        "上一次写入留下的记录读不出来，已改名为 {kept} 留存；案件文件和证据目录没有动",
        "the record of a write that was cut short cannot be read; it is kept as {kept}, and no file was touched",
        "请核对案件文件和证据目录是否一致",
        "check that case file and catalogue agree",
    ),
    "LX-W032": warning(
        "上一次写入中途停了，之后文件又被改过，所以那次写入整个撤销：{files}",
        "a write was cut short before, and a file was changed since; that write has been undone as a whole: {files}",
        "请重做那次修改；当时要写的内容留在 .lexcollect/{kept}",
        "make those changes again; what was to be written is kept in .lexcollect/{kept}",
    ),
    "LX-W040": error(
        "没有写入：改成这样，文件里会有 {count} 处错误",
        "nothing was written: with these changes the file would have {count} {count:error|errors}",
        "请先改正下面各处（行号按改后的文件）",
        "mend the following first (lines are those of the changed file)",
    ),
    "LX-W041": error(
        "这个文件读取之后又被改过，没有写入",
        "this file was changed since it was read; nothing was written",
        "请重新读取，对照两边的改动后再写",
        "read it again, compare the two, and write anew",
    ),
    "LX-W042": error(
        "两边都改了这一处：原来 {base}，文件里现在 {theirs}，本次要写 {ours}",
        "both sides changed this place: it was {base}, the file now says {theirs}, this change says {ours}",
        "请决定以哪一个为准",
        "decide which one is right",
    ),
}
