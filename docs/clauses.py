"""The page of all sentences of the papers, written from the files of clauses.

Run ``python docs/clauses.py`` to write ``docs/clauses.md`` anew; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexcollect.causes import causes
from lexcollect.causes.circumstances import CIRCUMSTANCES
from lexcollect.causes.clause import Choice, Clause, Place
from lexcollect.causes.clause_book import THIS_DEBT, this_debt, titled_places, words_of
from lexcollect.layout import CLAUSES, TEMPLATES

PAGE = Path(__file__).resolve().parent / "clauses.md"
HEAD = f"""<!-- Written by `python docs/clauses.py`; do not edit. -->

# 文书里的句子 · Sentences of the papers

文书里的每一句，要么在 Word 模板里，要么在这里。要改这里的句子，在案件的 `{TEMPLATES}/{CLAUSES}/` 下放一个 YAML 文件，
逐条写编号和新句子，没有写到的沿用自带的：

```yaml
clauses:
  letter.period: 收到本函之日起{{日数}}个自然日内
```

花括号里是字段，只能用该处列出的字段和案由用词；方括号里的字，其中的字段为空时整段省去。编号、字段、情形写错的，会指出第几行，不会写出文书。

A sentence of a paper stands in its Word template or here. To say one in your own words put a YAML file into
`{TEMPLATES}/{CLAUSES}/` of the matter, clause id and sentence, one by one; what it leaves out stays. Braces are fields:
those of the place and the words of the cause. What stands in square brackets falls away with an empty field.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_nouns(), "", *_places()]) + "\n"


def _nouns() -> Iterator[str]:
    yield "## 案由用词 · Words of the cause"
    yield ""
    for cause in causes():
        words = {**words_of(cause), THIS_DEBT: this_debt(words_of(cause))}
        yield f"- {cause.name}：" + "，".join(f"`{{{key}}}` {word}" for key, word in words.items())


def _places() -> Iterator[str]:
    room = ""
    for title, place in titled_places():
        if place.id.partition(".")[0] != room:
            room = place.id.partition(".")[0]
            yield from ("", f"## {title} · `{room}`", "")
        yield _place(place)
        yield from (_clause(clause) for clause in place.clauses)


def _place(place: Place) -> str:
    fields = "，".join(f"`{{{name}}}`" for name in sorted(place.fields))
    said = "；逐条都写" if place.choice is Choice.ALL else ""
    return f"- **{place.title}**{said}" + (f"　字段 {fields}" if fields else "")


def _clause(clause: Clause) -> str:
    when = [_name(n) for n in sorted(clause.when)] + [f"不是：{_name(n)}" for n in sorted(clause.unless)]
    notes = "，".join([*when, *map(str, clause.articles)])
    return f"  - `{clause.id}`　{clause.sentence.text}" + (f"　〔{notes}〕" if notes else "")


def _name(circumstance: str) -> str:
    return f"{CIRCUMSTANCES[circumstance]} `{circumstance}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
