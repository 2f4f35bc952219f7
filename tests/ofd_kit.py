"""OFD files for tests, made as the tax platform makes them: a template under the page, remarks over it, a seal."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text(
    number: int, box: str, words: str, *, x: str = "0", y: str = "4", delta: str = "", font: int = 1, more: str = ""
) -> str:
    """Return a text object: ``box`` is its boundary, ``delta`` the distances of its characters."""
    spaced = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="{font}" Size="4" {more}>'
        f'<ofd:TextCode X="{x}" Y="{y}"{spaced}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(number: int, box: str, data: str, *, more: str = "", colour: str = "128 0 0") -> str:
    """Return a path object drawn in ``colour``."""
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{box}" LineWidth="0.3" {more}>'
        f'<ofd:StrokeColor Value="{colour}"/><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )


def picture(number: int, box: str, resource: int) -> str:
    """Return a picture that fills ``box``."""
    width, height = box.split()[2:]
    return f'<ofd:ImageObject ID="{number}" Boundary="{box}" CTM="{width} 0 0 {height} 0 0" ResourceID="{resource}"/>'


def content(objects: str, *, area: str = "0 0 210 140", template: str = "") -> str:
    """Return the part of a page."""
    under = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return (
        f"{HEAD}<ofd:Page {NS}><ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>{under}"
        f'<ofd:Content><ofd:Layer ID="9" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def ofd(
    pages: list[str],
    *,
    template: str = "",
    pictures: Mapping[str, bytes] | None = None,
    remarks: str = "",
    more: Mapping[str, bytes | str] | None = None,
    resources: str = "",
) -> bytes:
    """Return an OFD with the parts of its ``pages``; ``pictures`` are members of its folder Res, numbered from 30."""
    pictures = pictures or {}
    media = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
        for number, name in enumerate(pictures, start=30)
    )
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(pages))
    )
    under = '<ofd:TemplatePage ID="70" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    parts: dict[str, bytes | str] = {
        "OFD.xml": f"{HEAD}<ofd:OFD {NS} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo/>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 140"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{under}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>",
        "Doc_0/PublicRes.xml": f'{HEAD}<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="楷体" '
        'FamilyName="KaiTi"/><ofd:Font ID="2" FontName="黑体" FamilyName="SimHei"/></ofd:Fonts></ofd:Res>',
        "Doc_0/DocumentRes.xml": f'{HEAD}<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias>'
        f"{resources}</ofd:Res>",
    }
    parts |= {f"Doc_0/Pages/Page_{number}/Content.xml": one for number, one in enumerate(pages)}
    parts |= {f"Doc_0/Res/{name}": data for name, data in pictures.items()}
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = template
    if remarks:
        parts["Doc_0/Annots/Annotations.xml"] = (
            f'{HEAD}<ofd:Annotations {NS}><ofd:Page PageID="0"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc>'
            "</ofd:Page></ofd:Annotations>"
        )
        parts["Doc_0/Annots/Page_0/Annotation.xml"] = f"{HEAD}<ofd:PageAnnot {NS}>{remarks}</ofd:PageAnnot>"
    parts |= more or {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return buffer.getvalue()


def invoice() -> bytes:
    """Return a page that looks as an electronic invoice: frame and titles in the template, values on the page."""
    from PIL import Image

    square = io.BytesIO()
    Image.frombytes("L", (60, 60), random.Random(9).randbytes(3600)).convert("1").save(square, "PNG")
    lines = "M 0 0 L 190 0 L 190 90 L 0 90 C M 0 20 L 190 20 M 95 0 L 95 20 M 0 70 L 190 70"
    brown = '<ofd:FillColor Value="128 0 0"/>'
    titles = text(10, "75 8 70 8", "电子发票（普通发票）", delta="g 9 5.5", y="6", more='Weight="700"').replace(
        "<ofd:TextCode", f"{brown}<ofd:TextCode"
    )
    template = content(
        path(11, "10 30 190 90", lines)
        + titles
        + text(12, "12 35 40 6", "购买方名称：", font=2)
        + text(13, "107 35 40 6", "销售方名称：", font=2)
        + path(14, "95 16 30 10", "M 0 5 A 15 5 0 1 1 30 5 A 15 5 0 1 1 0 5 C", colour="200 0 0")
    )
    page = content(
        text(20, "140 18 60 6", "发票号码：23122000000000000009", delta="g 5 4 g 19 2.1")
        + text(21, "34 35 60 6", "江北例示机械有限公司")
        + text(22, "129 35 60 6", "某甲钢材（上海）有限公司")
        + text(23, "12 52 60 6", "*维修劳务*设备检修")
        + text(24, "150 52 40 6", "¥3,200.00", delta="g 8 2.2")
        + text(25, "12 102 120 6", "价税合计（大写）　叁仟贰佰圆整")
        + picture(26, "12 6 20 20", 30),
        template="70",
    )
    remark = (
        '<ofd:Annot ID="50" Type="Stamp"><ofd:Appearance Boundary="150 100 40 10">'
        + text(51, "0 0 40 6", "已开具红字发票", more='Alpha="160"')
        + '</ofd:Appearance></ofd:Annot><ofd:Annot ID="52" Visible="false"><ofd:Appearance Boundary="0 0 9 9">'
        + text(53, "0 0 40 6", "不显示的批注")
        + "</ofd:Appearance></ofd:Annot>"
    )
    return ofd([page], template=template, pictures={"code.png": square.getvalue()}, remarks=remark)


def der(tag: int, data: bytes) -> bytes:
    """Return a value of DER."""
    size = len(data)
    length = bytes([size]) if size < 128 else b"\x84" + size.to_bytes(4, "big")
    return bytes([tag]) + length + data


def seal(kind: str, data: bytes) -> bytes:
    """Return the nest of a signature with its seal: the picture lies four sequences deep."""
    shown = der(0x30, der(0x16, kind.encode()) + der(0x04, data) + der(0x02, b"\x28") + der(0x02, b"\x28"))
    head = der(0x30, der(0x16, b"ES") + der(0x02, b"\x04") + der(0x16, b"maker"))
    return der(0x30, der(0x30, der(0x02, b"\x04") + der(0x30, der(0x30, head + shown) + der(0x04, b"\0" * 9))))


def sealed(kind: str, data: bytes, *, page: int = 0, box: str = "150 80 40 40") -> dict[str, bytes | str]:
    """Return the members that put a seal on a page."""
    return {
        "Doc_0/Signs/Sign_0/Signature.xml": f"{HEAD}<ofd:Signature {NS}><ofd:SignedInfo><ofd:StampAnnot ID='1' "
        f"PageRef='{page}' Boundary='{box}'/></ofd:SignedInfo><ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat"
        "</ofd:SignedValue></ofd:Signature>",
        "Doc_0/Signs/Sign_0/SignedValue.dat": seal(kind, data),
    }
