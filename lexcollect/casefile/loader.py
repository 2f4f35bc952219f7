"""Loader: text → :class:`Case`, or every finding at once.

Owns the way from a YAML file to the frozen model: keys in either language, the place of every fact, the schema
number, validation, cross-checks. Never raises for what a user wrote.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lexcollect.casefile.checks import check_case, check_fragments
from lexcollect.casefile.facts import Alone, Fact, Field, Slip, fields_of, read_fact
from lexcollect.casefile.kinds import CostKind
from lexcollect.casefile.labels import label_of, labels_of
from lexcollect.casefile.models import SCHEMA, Case, Rent
from lexcollect.casefile.naming import label_at
from lexcollect.casefile.refusals import finding_of
from lexcollect.casefile.role_words import settle
from lexcollect.files import sha256_bytes
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.layout import CASE
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import pair
from lexcollect.wording import text as sentence
from lexcollect.yamltree import Path_, Plain, Tree, as_meant, dotted, parse_yaml, read_bytes

#: Told of a file that does not say its form; whatever else is wrong with it is told beside it.
_NO_SCHEMA = "LX-C001"
#: Keys that nearly every group has: they are never what an unknown one stands for.
_EVERYWHERE = frozenset({"where", "evidence", "distinct", "standing", "plead"})
#: So many keys of a group are named where none is like the one that was written.
_KNOWN_SHOWN = 16
#: Every accepted spelling of the keys of a group.
_KEYS: dict[type[Fact], dict[str, str]] = {}
#: A key behind a full-width comma: ``订单一，付款人：乙``.
_NEXT_KEY = regex(r"，\s*([^\s，：:]{1,20})\s*[：:]\s*")
#: What stands after the comma of ``600,000.50元`` once braces have cut it in two.
_AFTER_A_COMMA = regex(r"\d{3}(\.\d+)?\s*元?")


@dataclass(frozen=True)
class Loaded:
    """What loading gave: the case (``None`` after errors), the findings, and the digest of the text read.

    ``read`` is the case as it was read although its facts do not agree: for what else can be told of it at once.
    """

    case: Case | None
    findings: tuple[Finding, ...]
    sha256: str = ""
    read: Case | None = None

    @property
    def ok(self) -> bool:
        """Whether the case can be worked with."""
        return self.case is not None


@dataclass
class _Reading:
    tree: Tree
    findings: list[Finding] = field(default_factory=list)
    places: dict[Path_, Where] = field(default_factory=dict)
    #: The places of facts whose key is told to be misspelt.
    misspelt: set[Path_] = field(default_factory=set)
    #: Whether entries that were left blank keep their place.
    as_placed: bool = False


def load_case(path: Path, name: str | None = None) -> Loaded:
    """Read the case file at ``path``; ``name`` is how findings call the file."""
    raw, findings = read_bytes(path, name)
    return Loaded(None, tuple(findings)) if raw is None else parse_case(raw, name or path.name)


def parse_case(text: str | bytes, name: str = CASE) -> Loaded:
    """Read a case from ``text``."""
    tree, findings = parse_yaml(text, name)
    if tree is None:
        return Loaded(None, _in_file_order([*findings, *_behind_slips(text, name, findings)]))
    return _from_tree(tree, sha256_bytes(text.encode() if isinstance(text, str) else text))


def in_english(text: str | bytes, name: str = CASE, *, as_placed: bool = False) -> dict[str, Any]:
    """Return what ``text`` says under English keys, unchecked; nothing when it cannot be read as a case at all.

    ``as_placed``: entries that were left blank are there too, so that positions are those of the file.
    """
    tree, _ = parse_yaml(text, name)
    if tree is None or not isinstance(tree.data, dict) or _schema_problem(tree):
        return {}
    return _whole(_Reading(tree, as_placed=as_placed), tree.data)


def parts_of(text: str | bytes, name: str = CASE) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return what ``text`` says of some groups of a case under English keys, each with its place, and what is wrong.

    For a file that holds parts of a case, such as what all papers of a batch share: keys are checked, values are not.
    """
    tree, findings = parse_yaml(text, name)
    if tree is None:
        return {}, _in_file_order(findings)
    if not isinstance(tree.data, dict):
        return {}, (finding("LX-C005", Where(tree.file, 1)),)
    reading = _Reading(tree)
    if (problem := _schema_problem(tree)) is not None:
        return {}, (problem,)
    data = _whole(reading, tree.data)
    return data, _in_file_order(reading.findings)


def place_in(data: Any, slip: Slip) -> Where:
    """Return where in the file the fact of ``slip`` stands that was read from ``data`` (:func:`parts_of`)."""
    where = Where()
    for part in slip.loc:
        if isinstance(data, dict):
            where = data.get("where", where)
            data = data.get(part)
        elif isinstance(data, (list, tuple)) and isinstance(part, int) and part < len(data):
            data = data[part]
    if isinstance(data, dict):
        where = data.get("where", where)
    return Where(where.file, where.line, where.column, _label(slip.loc))


def _from_tree(tree: Tree, digest: str) -> Loaded:
    reading = _Reading(tree)
    if not isinstance(tree.data, dict):
        return Loaded(None, (finding("LX-C005", Where(tree.file, 1)),), digest)
    problem = _schema_problem(tree)
    if problem and problem.code != _NO_SCHEMA:
        return Loaded(None, (problem,), digest)  # of another form: what its keys mean is not known
    reading.findings.extend([problem] if problem else [])
    data = _whole(reading, tree.data)
    case, slips = read_fact(Case, data)
    if case is None and (found := _unsized(data, slips)):
        case, slips = found
    told = _not_misspelt(reading, slips, but=("schema",) if problem else None)
    reading.findings.extend(finding_of(slip, _place_of(reading, slip.loc), data) for slip in told)
    if case is None:
        wrong = [slip for slip in slips if not slip.remark]
        return Loaded(None, _in_file_order([*reading.findings, *_of_the_rest(data, wrong)]), digest)
    case = _written_out(case)
    reading.findings.extend(check_case(case))
    findings = _in_file_order(reading.findings)
    return Loaded(None if has_errors(findings) else case, findings, digest, case)


def _unsized(data: dict[str, Any], slips: list[Slip]) -> tuple[Case, list[Slip]] | None:
    """Return the case with receivables whose amount nobody entered; what else is wrong in it is told first."""
    if not any(slip.loc[:1] == ("obligations",) and slip.loc[2:] == ("amount",) for slip in slips):
        return None
    from lexcollect.casefile.unsized import without_amounts  # only where an amount is missing

    return without_amounts(data, slips)


def _not_misspelt(reading: _Reading, slips: list[Slip], but: Path_ | None = None) -> list[Slip]:
    """Return ``slips`` without what is missing because its key is misspelt, or at ``but``: that is told already."""
    known = reading.misspelt | ({but} if but else set())
    return [s for s in slips if not (s.code == "missing" and s.loc in known)]


def _behind_slips(text: str | bytes, name: str, told: list[Finding]) -> list[Finding]:
    """Return what else is wrong in a file with slips of the keyboard, so that it need not be read in waves.

    Where a part could not be read at all, only what single values show is told: what refers to it is not wrong.
    """
    tree, cut = as_meant(text, name)
    if tree is None or not isinstance(tree.data, dict):
        return []
    if cut and (_schema_problem(tree) or not tree.data):
        return []
    rows = {one.where.line for one in told}
    if not cut:
        found = list(_from_tree(tree, "").findings)
    else:
        reading = _Reading(tree)
        _, slips = read_fact(Case, data := _whole(reading, tree.data))
        inner = [slip for slip in _not_misspelt(reading, slips) if len(slip.loc) > 1]
        found = [*reading.findings, *(finding_of(slip, _place_of(reading, slip.loc), data) for slip in inner)]
    # A line that has a slip of its own is told of that first, unless a value in it is wrong however it is read.
    return [one for one in found if one.stops or one.where.line not in rows]


def _written_out(case: Case) -> Case:
    """Return the case with a receivable for each period of its rents, and for each repair of what was damaged."""
    if case.rents:
        from lexcollect.casefile.rents import with_rents  # only who has rents pays for it

        case = with_rents(case)
    if any(cost.kind is CostKind.REPAIR for cost in case.costs):
        from lexcollect.casefile.damage import with_damage  # only who repaired something needs it

        case = with_damage(case)
    return case


def _of_the_rest(data: dict[str, Any], slips: list[Slip]) -> list[Finding]:
    """Return the cross-findings of the facts that could be read, so that the user sees everything at once."""
    lost: set[str] = set()
    for group, index in sorted(
        {(str(s.loc[0]), s.loc[1]) for s in slips if len(s.loc) > 1 and isinstance(s.loc[1], int)},
        key=lambda place: -place[1],
    ):
        entry = data[group].pop(index)
        lost |= {str(v) for v in entry.values()} if isinstance(entry, dict) else set()
    rest, _ = read_fact(Case, data)
    if rest is None:
        return []  # nothing sound to stand on; the first findings come first
    rest = _written_out(rest)
    return [f for f in check_fragments(rest) if not lost & {str(v) for _, v in f.params}]


def _schema_problem(tree: Tree) -> Finding | None:
    assert isinstance(tree.data, dict)
    keys = ["schema", *labels_of("Case", "schema")]
    key = next((name for name in keys if name in tree.data), None)
    if key is None:
        return finding(_NO_SCHEMA, Where(tree.file, 1), expected=SCHEMA)
    if tree.data[key] != SCHEMA:
        return finding("LX-C002", tree.where((key,)), found=str(tree.data[key]), expected=SCHEMA)
    return None


def _in_file_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.where.line, f.where.column, f.code)))


#: Groups that a first file offers with one blank entry, and that a matter may do without.
_MAY_STAY_BLANK = frozenset({"agents", "deliveries", "invoices", "milestones", "leased_things"})
#: The group every matter needs, unless what is owed stands as rent: then its blank entry is none.
_OWED, _RENTS = "obligations", "rents"


# --- keys in either language ------------------------------------------------------------------------------


def _whole(reading: _Reading, data: dict[str, Any]) -> dict[str, Any]:
    """Return the case under English keys; what a party is called in its contract is read as the side it stands on."""
    out = _translate_group(reading, data, Case, (), ())
    for at, word, role in settle(out):
        where = reading.places.get(("parties", at, "role"), Where(reading.tree.file))
        reading.findings.append(finding("LX-C340", where, text=word, role=pair(*role.named)))
    return out


def _translate(reading: _Reading, data: Plain, field: Field, source: Path_, target: Path_) -> Any:
    """Return what stands under a key, its places noted; one line may hold a list of words."""
    if not field.many:
        return _translate_one(reading, data, field, source, target)
    reading.places[target] = reading.tree.where(source, _label(target))
    if isinstance(data, list):
        kept = [i for i, each in enumerate(data) if not _only_blanks(reading, each, field, (*source, i), (*target, i))]
        return [_translate_one(reading, data[i], field, (*source, i), (*target, at)) for at, i in enumerate(kept)]
    if isinstance(data, str) and field.model is None:
        # One exhibit need not be written as a list: "evidence: 合同" or "合同、订单一".
        return words_in(data)
    return data


def _only_blanks(reading: _Reading, data: Plain, field: Field, source: Path_, target: Path_) -> bool:
    """Tell whether an entry of a first file was left as it came: it counts for nothing, and a note says so."""
    may = field.key in _MAY_STAY_BLANK or (field.key == _OWED and _has_rent(reading))
    if reading.as_placed or not may or field.model is None or not isinstance(data, dict):
        return False
    keys, fields = keys_of(field.model), {f.key: f for f in fields_of(field.model)}
    written = {keys.get(key.strip(), key) for key, value in data.items() if value is not None}
    blank = any(value is None for value in data.values())
    if not blank or any(key not in ("id", "kind") and not (key in fields and fields[key].refers) for key in written):
        return False
    reading.findings.append(
        finding("LX-C360", reading.tree.where(source, _label(target)), group=pair(*field.model.noun))
    )
    return True


def _has_rent(reading: _Reading) -> bool:
    """Tell whether the file has an entry of rent that somebody filled in."""
    top = reading.tree.data if isinstance(reading.tree.data, dict) else {}
    rents = next((value for key, value in top.items() if keys_of(Case).get(str(key).strip()) == _RENTS), None)
    amounts = {key for key, known in keys_of(Rent).items() if known == "amount"}
    return isinstance(rents, list) and any(isinstance(one, dict) and any(map(one.get, amounts)) for one in rents)


def _translate_one(reading: _Reading, data: Plain, field: Field, source: Path_, target: Path_) -> Any:
    if isinstance(data, dict) and field.model is not None:
        return _translate_group(reading, data, field.model, source, target)
    reading.places[target] = reading.tree.where(source, _label(target))
    if isinstance(data, str) and field.model is not None and field.model.alone:
        data = Alone(data)
        data.where = reading.places[target]
    return data


def _translate_group(
    reading: _Reading, data: dict[str, Any], model: type[Fact], source: Path_, target: Path_
) -> dict[str, Any]:
    """Return the keys of a group in English; unknown keys become findings and are left out."""
    reading.places[target] = reading.tree.where(source, _label(target))
    keys, fields = keys_of(model), {field.key: field for field in fields_of(model)}
    out: dict[str, Any] = {"where": reading.places[target]}
    for written, value in data.items():
        key = keys.get(written.strip())
        where = reading.tree.where((*source, written), _label((*target, written)))
        if key is None:
            told = _unknown_key(written, model, where)
            reading.findings.append(told)
            if near := keys.get(str(dict(told.params).get("near", ""))):
                reading.misspelt.add((*target, near))
        elif key in out:
            reading.findings.append(finding("LX-C020", where, key=written, same=key))
        elif value is None:
            reading.places[(*target, key)] = where  # a blank that must be filled in is told at its own line
        else:
            value = _up_to_the_next_key(reading, value, (*source, written), keys)
            out[key] = _translate(reading, value, fields[key], (*source, written), (*target, key))
    return out


def _up_to_the_next_key(reading: _Reading, value: Plain, source: Path_, keys: dict[str, str]) -> Plain:
    """Return ``value`` without the next key that a full-width comma between braces has left in it; it is told."""
    if not isinstance(value, str) or source not in reading.tree.bare:
        return value
    found = _NEXT_KEY.search(value)
    if found is None or found[1] not in keys:
        return value
    head = value[: found.start()]
    mended = f"{source[-1]}: {head}, {found[1]}: {value[found.end() :]}"
    reading.findings.append(finding("LX-A118", reading.tree.where(source), sign="，", right=",", mended=mended))
    return head


def _unknown_key(written: str, model: type[Fact], where: Where) -> Finding:
    keys = keys_of(model)
    if _AFTER_A_COMMA.fullmatch(written.strip()):
        return finding("LX-C024", where, key=written)
    from lexcollect.casefile import meant  # only who wrote an unknown key pays for it

    if meant.is_domicile(written, model.__name__):
        return finding("LX-C220", where, key=written)
    if place := meant.elsewhere(written, model.__name__):
        return finding("LX-C236", where, key=written, place=sentence(f"casefile.elsewhere.{place}"))
    near = meant.near(written, keys)
    own = [field.key for field in fields_of(model) if field.key not in _EVERYWHERE]
    # Where not all are shown, those that share most signs with what was written stand first.
    own.sort(key=lambda key: -len(set(written) & set(label_of(model.__name__, key))))
    known = [pair(label_of(model.__name__, key), key) for key in own[:_KNOWN_SHOWN]]
    return finding("LX-C010" if near else "LX-C019", where, key=written, near=near, known=known)


def keys_of(model: type[Fact]) -> dict[str, str]:
    """Return every accepted spelling of a key → the English key."""
    out = _KEYS.get(model)
    if out is None:
        out = {field.key: field.key for field in fields_of(model)}
        for key in list(out):
            for spelling in labels_of(model.__name__, key):
                out.setdefault(spelling, key)
        _KEYS[model] = out
    return out


def words_in(text: str) -> list[str]:
    """Return the words of a list that is written as one text: ``合同、订单一``."""
    return [part for part in text.replace("、", ",").replace("，", ",").split(",") if part.strip()]


# --- places ------------------------------------------------------------------------------------------------


def _place_of(reading: _Reading, loc: tuple[str | int, ...]) -> Where:
    for length in range(len(loc), -1, -1):
        place = reading.places.get(loc[:length])
        if place is not None:
            return Where(place.file, place.line, place.column, _label(loc))
    return Where(reading.tree.file, field=_label(loc))


def _label(path: Path_) -> str:
    """Return ``payments[1].amount（金额）``; list positions count from 1 on screen."""
    out = dotted(path)
    last = path[-1] if path else ""
    chinese = label_at(path) if isinstance(last, str) and last else ""
    return f"{out}（{chinese}）" if chinese and chinese != last else out
