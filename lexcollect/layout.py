"""Layout: the name of every folder and file of a matter, each exactly once.

Owns names only, relative to the matter's folder and written with ``/``. Touches no disk and knows nothing of what the
files hold; which room writes which of them is told there.
"""

from __future__ import annotations

#: The case file (案件文件): the truth, typed by the user.
CASE = "案件.yaml"
#: The case file as a spreadsheet form (案件信息表).
CASE_SHEET = "案件信息.xlsx"

#: Exact copies of what was received, read-only, never renamed (收到的材料).
RAW = "1-收到的材料"
#: The matter's own limits for contacts (联系规则); made by the user.
CONTACT_RULES = "联系规则.yaml"
#: Working papers: catalogue, lists (整理).
SORTED = "2-整理"
#: Papers, version by version (文书).
PAPERS = "3-文书"
#: The receipts beside the papers of a version (回执).
RECEIPTS = "回执"
#: Packages, version by version (证据包).
PACKAGES = "4-证据包"
#: Single exhibits with the proof that they belong to a package (单份证明).
PROOFS_OF_ONE = "单份证明"
#: Masked copies of packages for the other side, below the packages (对方副本).
MASKED = "对方副本"
#: What was done when (日志).
LOG = "5-日志"
#: The folders of a new matter.
FOLDERS = (RAW, SORTED, PAPERS, PACKAGES, LOG)
#: Templates of the matter's own (自用模板); made by the user.
TEMPLATES = "templates"
#: Ways of binding a package of the matter's own (装订方案); made by the user.
PROFILES = "profiles"
#: Sentences in words of the matter's own, in a folder of templates (条款).
CLAUSES = "条款"
#: Styles that go over those of every template, and the letterheads of the law firm and of the creditor (样式、信笺).
STYLE_SHEET = "样式.docx"
LETTERHEAD = "信笺.docx"
LETTERHEAD_OF_CREDITOR = "信笺-债权人.docx"
#: What can be deleted without loss of facts; the register of raw material among it.
CACHE = ".lexcollect"

#: What a person changed on the page and has not saved yet (未保存的改动).
UNSAVED = f"{CACHE}/review/unsaved.json"

#: Held while the page of the matter is open, with its address (整理页).
PAGE_LOCK = f"{CACHE}/review/lock"

#: Exhibits as they were rendered for a package, by their content.
PAGES = f"{CACHE}/pages"
#: What was read on pictures of pages while a copy was masked, by their pixels.
READINGS = f"{CACHE}/readings"

#: The evidence catalogue (证据目录).
CATALOGUE_NAME = "证据目录.yaml"
CATALOGUE = f"{SORTED}/{CATALOGUE_NAME}"
#: The catalogue as a spreadsheet that people correct (证据整理表).
EVIDENCE_SHEET = f"{SORTED}/证据整理表.xlsx"
#: The matter over time as a page that stands alone, and as a chronology for Word and Excel (时间线、大事记).
TIMELINE = f"{SORTED}/时间线.html"
CHRONOLOGY = f"{SORTED}/大事记"
#: Hashes of both as they were written last.
TIMELINE_MEMORY = f"{CACHE}/timeline.json"
#: Hashes of the sheets as they were written last.
SHEET_MEMORY = f"{CACHE}/sheets.json"
#: Sheets as people handed them in, before they were written anew (交回的表格).
SHEETS_HANDED_IN = f"{LOG}/表格"
#: The list of the raw material with its hashes (材料清单).
MATERIAL_LIST_NAME = "材料清单.csv"
MATERIAL_LIST = f"{SORTED}/{MATERIAL_LIST_NAME}"
#: What was proposed as facts and what a person decided on it (待确认事实).
FACTS_NAME = "待确认事实.yaml"
FACTS = f"{SORTED}/{FACTS_NAME}"
#: Which versions of the package were handed in, to whom and when, and under which numbers and pages (已提交).
SERVED_NAME = "已提交.yaml"
SERVED = f"{SORTED}/{SERVED_NAME}"
#: Which received file stands in a version of the package under which name (装包对照); never packed itself.
PACKED_NAMES = f"{SORTED}/装包对照-{{version}}.csv"
#: What is to be masked in the copy for the other side, as a person says (遮盖).
MASKING = f"{SORTED}/遮盖.yaml"
#: What was masked in a copy, with the words themselves (遮盖明细); never packed itself.
MASKED_PLACES = f"{SORTED}/遮盖明细-{{version}}.csv"
#: Which files a version of the package does not hold, and why (未提交清单); never packed itself.
WITHHELD = f"{SORTED}/未提交清单-{{version}}.csv"
#: The list of every finding of an intake (问题清单).
PROBLEMS_NAME = "问题清单.csv"
PROBLEMS = f"{SORTED}/{PROBLEMS_NAME}"
#: The lists of every finding of a package and of a draft, where the screen could not hold them.
PROBLEMS_OF = {
    "bundle": f"{SORTED}/问题清单-证据包.csv",
    "draft": f"{SORTED}/问题清单-文书.csv",
}
#: The register of the raw material: the hash of the first day, name by name.
REGISTER = f"{CACHE}/intake.json"
#: Words that were recognised in pictures, a file for each hash of a source (识别出的文字).
OCR = f"{CACHE}/ocr"
#: Annexes to the papers (附件): the schedule as sheet and as Word file.
ANNEXES = f"{PAPERS}/附件"
#: Hashes of the annexes written last.
ANNEX_MEMORY = f"{CACHE}/annexes.json"
#: One line for each run that changed the matter (日志).
JOURNAL = f"{LOG}/journal.jsonl"
#: Held by the run that writes in the matter (锁).
LOCK = f"{CACHE}/lock"
#: What a run is about to write into case file and catalogue, until both are written.
COMMIT = f"{CACHE}/commit.json"
#: Stands while a new matter is made and its material taken in; a killed run leaves it.
BEGUN = f"{CACHE}/new"
#: LPR rows of the matter's own (费率补充).
RATES = "费率补充.csv"
#: The plan of steps of the matter's own (催收计划), and a folder of plans by name, there or beside the matters.
PLAN = "催收计划.yaml"
PLANS = "plans"
#: What was recorded of steps: done, left out, held until a day (步骤登记).
STEPS = f"{SORTED}/催收步骤.yaml"
#: What an office decided for its matters, beside them (事务): the plan of steps, who is away and who stands in.
OFFICE = "事务.yaml"
#: Notes on customers (客户信用记录) and conflict checks, a line each (利益冲突核对), beside the matters; never packed.
CUSTOMERS = "客户.yaml"
CONFLICTS = "利益冲突核对.jsonl"

#: What must be a file or folder of the matter itself: a link in its place leads what is read or written elsewhere.
GUARDED = (
    *(*FOLDERS, CACHE, CASE, CASE_SHEET, CATALOGUE, EVIDENCE_SHEET, MATERIAL_LIST, PROBLEMS, FACTS, SERVED),
    *PROBLEMS_OF.values(),
    *(SHEET_MEMORY, SHEETS_HANDED_IN, TIMELINE_MEMORY),
    *(REGISTER, OCR, READINGS, ANNEXES, ANNEX_MEMORY, JOURNAL, LOCK, COMMIT, BEGUN, RATES, PLAN, STEPS),
)

#: What a matter's folder holds besides raw material that lies loose in it.
OWN = (*FOLDERS, CACHE, CASE, CASE_SHEET, PLAN)
