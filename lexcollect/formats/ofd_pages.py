"""Words and data of an OFD (版式文档, GB/T 33190): its lines page by page, and the invoice inside.

Owns where in the container the pages, the data of an invoice (CustomData) and attached XML stand. Draws nothing and
judges no signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lexcollect.formats.e_invoice import EInvoice, invoice_of, read_e_invoice
from lexcollect.formats.limits import MAX_CUE_PAGES
from lexcollect.formats.refusals import BadFile
from lexcollect.formats.xml_parts import elements
from lexcollect.formats.zipbox import natural, open_zip, read_member

_PART = 4_000_000
#: The names of the data in the head of an invoice → ours.
_NAMED = {
    "发票号码": "number",
    "开票日期": "issued",
    "销售方名称": "seller",
    "销售方纳税人识别号": "seller_code",
    "购买方名称": "buyer",
    "购买方纳税人识别号": "buyer_code",
    "合计金额": "amount",
    "合计税额": "tax",
    "价税合计": "total",
}


def pages_of_ofd(path: Path) -> Iterator[str]:
    """Yield the words of each page in the order of the pages; :class:`BadFile` when it does not open."""
    with open_zip(path) as box:
        pages = [name for name in box.namelist() if is_page(name)]
        for name in sorted(pages, key=natural)[:MAX_CUE_PAGES]:
            data = read_member(box, box.getinfo(name), _PART)
            yield "\n".join(element.text or "" for tag, element in elements(data) if tag == "TextCode")


def is_page(name: str) -> bool:
    """Tell whether the member called ``name`` is a page."""
    return "/Pages/" in name and name.endswith("Content.xml")


def invoice_of_ofd(path: Path) -> EInvoice | None:
    """Return the invoice that the OFD carries as attached XML, else as data of its head; ``None`` when it has none."""
    with open_zip(path) as box:
        for name in box.namelist():
            if "/Attach" in name and name.endswith(".xml") and (found := _attached(box, name)):
                return found
        return _of_head(box)


def _attached(box: ZipFile, name: str) -> EInvoice | None:
    try:
        return read_e_invoice(read_member(box, box.getinfo(name), _PART))
    except BadFile:
        return None


def _of_head(box: ZipFile) -> EInvoice | None:
    if "OFD.xml" not in box.namelist():
        return None
    data = read_member(box, box.getinfo("OFD.xml"), _PART)
    said = {e.get("Name", ""): (e.text or "").strip() for tag, e in elements(data) if tag == "CustomData"}
    if not said.get("发票号码") or not said.get("价税合计"):
        return None
    return invoice_of({key: said.get(name, "") for name, key in _NAMED.items()})
