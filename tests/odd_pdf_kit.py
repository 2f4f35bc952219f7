"""Odd PDFs by name: what real mailboxes and scanners hand in, and what nobody would. Same call, same bytes.

Families: ``bytes`` (damage), ``tree`` (pages and boxes), ``drawn`` (content), ``pictures``, ``around`` (annotations,
forms, layers, actions) and ``built`` (how the file is written). :func:`corpus` returns them all.
"""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

Made = dict[str, Callable[[], bytes]]
DRAW = b"1 0 0 rg 20 20 60 60 re f 0 0 1 rg 120 20 60 60 re f 0 g BT /F1 24 Tf 20 150 Td (Delivery note 4711) Tj ET\n"


def document(
    content: bytes = DRAW, size: tuple[float, ...] = (0, 0, 300, 200), pages: int = 1, **entries: object
) -> pikepdf.Pdf:
    """Return a document whose pages draw two squares and a line of text; ``entries`` go into every page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        page = Dictionary(Type=Name.Page, MediaBox=Array(list(size)), Resources=Dictionary(Font=Dictionary(F1=font)))
        page.Contents = pdf.make_stream(content)
        for key, value in entries.items():
            page[f"/{key}"] = value
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def saved(pdf: pikepdf.Pdf, **more: object) -> bytes:
    """Return the bytes of the document."""
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True, **{"object_stream_mode": pikepdf.ObjectStreamMode.disable, **more})  # type: ignore[arg-type]
    return buffer.getvalue()


def plain(content: bytes = DRAW, **entries: object) -> bytes:
    """Return the bytes of a document of one page."""
    return saved(document(content, **entries))  # type: ignore[arg-type]


def written(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """Return a PDF written by hand from its objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Root %d 0 R /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (root, len(places) + 1, trailer, start)
    return bytes(out)


def tree(pages: bytes, *more: bytes) -> bytes:
    """Return a PDF whose catalogue is object 1 and whose page tree, object 2, reads ``pages``."""
    return written(b"<< /Type /Catalog /Pages 2 0 R >>", pages, *more)


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R >>"
SQUARE = b"<< /Length 30 >>\nstream\n1 0 0 rg 20 20 60 60 re f     \nendstream"


def _bytes() -> Made:
    whole = plain()
    made: Made = {
        "empty": lambda: b"",
        "only_a_head": lambda: b"%PDF-1.4\n",
        "a_web_page": lambda: b"<!DOCTYPE html><html><body>Please log in</body></html>",
        "a_photo": lambda: picture("JPEG"),
        "a_zip": lambda: b"PK\x05\x06" + bytes(18),
        "zeros": lambda: bytes(20_000),
        "noise": lambda: random.Random(1).randbytes(20_000),
        "noise_before": lambda: random.Random(2).randbytes(900) + whole,
        "much_noise_before": lambda: random.Random(3).randbytes(9000) + whole,
        "noise_behind": lambda: whole + random.Random(4).randbytes(3000),
        "twice": lambda: whole + whole,
        "no_head": lambda: whole[9:],
        "version_9": lambda: whole.replace(b"%PDF-1.", b"%PDF-9.", 1),
        "no_xref": lambda: whole[: whole.rindex(b"xref\n", 0, whole.rindex(b"startxref"))],
        "startxref_wrong": lambda: whole[: whole.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n",
        "startxref_huge": lambda: whole[: whole.rindex(b"startxref")] + b"startxref\n99999999999999\n%%EOF\n",
        "trailer_gone": lambda: whole.replace(b"trailer", b"reliart"),
        "line_ends_of_mail": lambda: whole.replace(b"\n", b"\r\n"),
        "seven_bits": lambda: bytes(one & 0x7F for one in whole),
        "places_shifted": lambda: whole.replace(b"0000000", b"0000001", 3),
        "every_endobj_gone": lambda: whole.replace(b"endobj", b"      "),
        "every_endstream_gone": lambda: whole.replace(b"endstream", b"         "),
        "upper_case": lambda: whole.replace(b" obj", b" OBJ"),
    }
    made |= {
        f"cut_at_{share}": (lambda share=share: whole[: len(whole) * share // 100]) for share in (10, 50, 80, 97, 99)
    }
    return made


def _tree() -> Made:
    sizes: dict[str, tuple[float, ...]] = {
        "a_wall_chart": (0, 0, 14_400, 14_400),
        "a_stamp": (0, 0, 20, 20),
        "three_points": (0, 0, 3, 3),
        "below_a_point": (0, 0, 0.5, 0.5),
        "a_till_slip": (0, 0, 160, 9000),
        "a_banner": (0, 0, 9000, 160),
        "corners_reversed": (300, 200, 0, 0),
        "negative_corner": (-300, -200, 0, 0),
        "far_away": (90_000, 90_000, 90_300, 90_200),
        "no_size": (0, 0, 0, 0),
        "not_a_number": (0, 0, 1e38, 200),
        "two_numbers": (0, 0),
    }
    made: Made = {name: (lambda size=size: saved(document(size=size))) for name, size in sizes.items()}
    made |= {f"turned_by_{turn}": (lambda turn=turn: plain(Rotate=turn)) for turn in (90, 180, 270, -90, 450, 45, 3600)}
    made |= {f"unit_{unit}": (lambda unit=unit: plain(UserUnit=unit)) for unit in (2, 10, 0, -1)}
    boxes = {
        "inside": [50, 10, 250, 190],
        "outside": [900, 900, 990, 990],
        "empty": [50, 50, 50, 50],
        "over": [-99, -99, 900, 900],
    }
    made |= {f"crop_{name}": (lambda box=box: plain(CropBox=Array(box))) for name, box in boxes.items()}
    made |= {
        f"crop_turned_{turn}": (lambda turn=turn: plain(CropBox=Array([50, 10, 250, 190]), Rotate=turn))
        for turn in (90, 270)
    }
    made |= {
        "no_pages": lambda: saved(pikepdf.new()),
        "kids_missing": lambda: tree(b"<< /Type /Pages /Count 1 >>"),
        "kids_null": lambda: tree(b"<< /Type /Pages /Count 3 /Kids [null 3 0 R null] >>", PAGE, SQUARE),
        "kids_loop": lambda: tree(b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        "kids_loop_of_two": lambda: tree(
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"
        ),
        "kids_are_numbers": lambda: tree(b"<< /Type /Pages /Count 2 /Kids [7 (a)] >>"),
        "kids_point_nowhere": lambda: tree(b"<< /Type /Pages /Count 2 /Kids [88 0 R 99 0 R] >>"),
        "count_zero": lambda: tree(b"<< /Type /Pages /Count 0 /Kids [3 0 R] >>", PAGE, SQUARE),
        "count_million": lambda: tree(b"<< /Type /Pages /Count 1000000 /Kids [3 0 R] >>", PAGE, SQUARE),
        "count_negative": lambda: tree(b"<< /Type /Pages /Count -1 /Kids [3 0 R] >>", PAGE, SQUARE),
        "no_types": lambda: tree(b"<< /Count 1 /Kids [3 0 R] >>", PAGE.replace(b"/Type /Page ", b""), SQUARE),
        "one_page_three_times": lambda: tree(b"<< /Type /Pages /Count 3 /Kids [3 0 R 3 0 R 3 0 R] >>", PAGE, SQUARE),
        "page_is_the_root": lambda: written(b"<< /Type /Catalog /Pages 3 0 R >>", b"null", PAGE, SQUARE),
        "everything_inherited": lambda: tree(
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 300 200] /Rotate 90 /CropBox [10 10 290 190] "
            b"/Resources << >> >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            SQUARE,
        ),
        "no_box_at_all": lambda: tree(
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", SQUARE
        ),
        "box_is_null": lambda: tree(
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE.replace(b"[0 0 300 200]", b"null"), SQUARE
        ),
        "box_of_words": lambda: tree(
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE.replace(b"[0 0 300 200]", b"[(a) /b null 7]"), SQUARE
        ),
        "parent_missing": lambda: tree(
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE.replace(b"/Parent 2 0 R ", b""), SQUARE
        ),
        "deep_tree": _deep_tree,
        "three_thousand_pages": lambda: saved(document(b"0 g 9 9 9 9 re f\n", pages=3000)),
        "hundred_sizes": _hundred_sizes,
    }
    return made


def _deep_tree() -> bytes:
    nodes = [
        b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (n + 1, max(n - 1, 1)) for n in range(2, 402)
    ]
    page = b"<< /Type /Page /Parent 401 0 R /MediaBox [0 0 300 200] /Contents 403 0 R >>"
    return written(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page, SQUARE)


def _hundred_sizes() -> bytes:
    pdf, draw = document(), random.Random(5)
    for _ in range(99):
        other = document(
            size=(0, 0, draw.randint(30, 1500), draw.randint(30, 1500)), Rotate=draw.choice((0, 90, 180, 270))
        )
        pdf.pages.extend(other.pages)
    return saved(pdf)


def _drawn() -> Made:
    deflated = zlib.compress(DRAW)
    streams: dict[str, tuple[bytes, object]] = {
        "hex": (DRAW.hex().encode() + b">", Name.ASCIIHexDecode),
        "run_length": (b"".join(b"\0" + DRAW[n : n + 1] for n in range(len(DRAW))) + b"\x80", Name.RunLengthDecode),
        "deflate_cut": (deflated[:-9], Name.FlateDecode),
        "deflate_damaged": (deflated[:40] + b"\xff\xff" + deflated[42:], Name.FlateDecode),
        "deflate_of_nothing": (b"", Name.FlateDecode),
        "unknown_filter": (DRAW, Name.NoSuchFilter),
        "crypt_filter": (DRAW, Name.Crypt),
        "twenty_filters": (DRAW, Array([Name.ASCIIHexDecode] * 20)),
        "filter_is_a_number": (DRAW, 7),
    }
    made: Made = {
        f"stream_{name}": (lambda data=data, by=by: _filtered(data, by)) for name, (data, by) in streams.items()
    }
    contents: dict[str, bytes] = {
        "nothing": b"",
        "blanks": b" \n\n ",
        "open_q": b"q q q 0.5 0 0 0.5 0 0 cm " + DRAW,
        "extra_Q": b"Q Q Q " + DRAW + b"Q Q",
        "open_text": DRAW + b"BT /F1 12 Tf 20 100 Td (open",
        "no_end_of_text": DRAW + b"BT /F1 12 Tf 20 100 Td (a) Tj",
        "unknown_words": b"foo 1 2 bar " + DRAW + b" baz",
        "huge_numbers": b"9e99 0 0 9e99 0 0 cm " + DRAW,
        "matrix_of_zeros": b"q 0 0 0 0 0 0 cm 0 0 9 9 re f Q " + DRAW,
        "deep_arrays": b"[" * 3000 + b"]" * 3000 + DRAW,
        "deep_q": b"q " * 30_000 + DRAW + b"Q " * 30_000,
        "long_text": b"BT /F1 1 Tf " + b"(lorem ipsum) Tj " * 60_000 + b"ET " + DRAW,
        "many_lines": b"".join(b"0 %d m 300 %d l S\n" % (n % 200, n * 7 % 200) for n in range(400)),
        "inline_picture": b"q 60 0 0 60 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\xff\xff\x00 EI Q " + DRAW,
        "inline_picture_open": DRAW + b"BI /W 200 /H 200 /BPC 8 /CS /RGB ID abc",
        "white_words": b"1 g BT /F1 24 Tf 20 100 Td (hidden) Tj ET " + DRAW,
        "words_under_a_box": b"BT /F1 24 Tf 20 100 Td (ID 210101) Tj ET 0 g 10 90 200 40 re f " + DRAW,
        "unseen_words": b"BT 3 Tr /F1 24 Tf 20 100 Td (unseen) Tj ET " + DRAW,
        "font_not_there": b"BT /F99 24 Tf 20 100 Td (no font) Tj ET " + DRAW,
        "clipped_away": b"0 0 1 1 re W n " + DRAW,
        "marked_content": b"/Span << /ActualText (x) >> BDC " + DRAW + b"EMC EMC EMC",
        "binary": random.Random(6).randbytes(3000) + b"\n" + DRAW,
    }
    made |= {f"content_{name}": (lambda data=data: plain(data)) for name, data in contents.items()}
    made |= {
        "content_missing": lambda: plain_without("Contents"),
        "resources_missing": lambda: plain_without("Resources"),
        "content_split_in_a_word": lambda: _pieces(DRAW[:5], DRAW[5:40], DRAW[40:]),
        "content_with_holes": lambda: _pieces(DRAW, None, b"\n"),
        "content_of_a_hundred_pieces": lambda: _pieces(*[DRAW[n : n + 2] for n in range(0, len(DRAW), 2)]),
        "content_is_a_number": lambda: plain(Contents=7),
        "bomb_of_200_MB": lambda: _filtered(zlib.compress(b"0 0 m 9 9 l S\n" * 15_000_000, 9), Name.FlateDecode),
        "bomb_in_two_steps": lambda: _filtered(
            zlib.compress(zlib.compress(bytes(400_000_000), 9), 9), Array([Name.FlateDecode] * 2)
        ),
        "forms_thirty_deep": lambda: _forms(30),
        "form_that_draws_itself": lambda: _forms(0),
        "font_of_drawings": _type3,
        "chinese_font_not_embedded": _cjk,
        "pattern": lambda: _with_resources(b"/Pattern cs /P1 scn 0 0 300 200 re f", _pattern),
        "shading_axial": lambda: _with_resources(b"/S1 sh", lambda pdf: {"Shading": Dictionary(S1=_shading(2))}),
        "shading_radial": lambda: _with_resources(b"/S1 sh", lambda pdf: {"Shading": Dictionary(S1=_shading(3))}),
        "blended": lambda: _with_resources(
            b"/G1 gs " + DRAW, lambda pdf: {"ExtGState": Dictionary(G1=Dictionary(BM=Name.Multiply, ca=0.4))}
        ),
        "soft_mask": lambda: _with_resources(b"/G1 gs " + DRAW, _soft_mask),
        "colours_lab": lambda: _coloured(Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]), b"60 40 20"),
        "colours_separation": lambda: _coloured(
            Array([Name.Separation, Name.Spot, Name.DeviceCMYK, _function(1, 4)]), b"0.7"
        ),
        "colours_indexed": lambda: _coloured(Array([Name.Indexed, Name.DeviceRGB, 1, String("abcdef")]), b"1"),
        "colours_profile_broken": _icc,
        "colours_inks": lambda: plain(b"0.2 0.9 0.1 0.3 k 20 20 200 100 re f"),
    }
    return made


def plain_without(key: str) -> bytes:
    """Return a document whose page lacks an entry."""
    pdf = document()
    del pdf.pages[0].obj[f"/{key}"]
    return saved(pdf)


def _filtered(data: bytes, by: object) -> bytes:
    pdf = document(b"x")
    stream = Stream(pdf, data)
    stream.stream_dict["/Filter"] = by
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _pieces(*pieces: bytes | None) -> bytes:
    pdf = document()
    pdf.pages[0].obj.Contents = Array(
        [pdf.make_stream(one) if one is not None else pikepdf.Object.parse(b"null") for one in pieces]
    )
    return saved(pdf)


def _form(pdf: pikepdf.Pdf, content: bytes, **resources: object) -> Stream:
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 200]), Resources=Dictionary(**resources)
    )


def _forms(deep: int) -> bytes:
    pdf = document()
    form = _form(pdf, b"1 0 0 rg 20 20 60 60 re f")
    for _ in range(deep):
        form = _form(pdf, b"q 0.98 0 0 0.98 0 0 cm /X Do Q", XObject=Dictionary(X=form))
    if not deep:
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        form.write(b"1 0 0 rg 20 20 60 60 re f /X Do /X Do")
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)


def _with_resources(content: bytes, made: Callable[[pikepdf.Pdf], dict[str, object]]) -> bytes:
    pdf = document(content)
    for key, value in made(pdf).items():
        pdf.pages[0].obj.Resources[f"/{key}"] = value
    return saved(pdf)


def _pattern(pdf: pikepdf.Pdf) -> dict[str, object]:
    tile = pdf.make_stream(
        b"1 0 0 rg 0 0 10 10 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 20, 20]),
        XStep=20,
        YStep=20,
        Resources=Dictionary(),
    )
    return {"Pattern": Dictionary(P1=tile)}


def _function(given: int, out: int) -> Dictionary:
    ones = Array([1] * out)
    return Dictionary(FunctionType=2, Domain=Array([0, 1] * given), C0=Array([0] * out), C1=ones, N=1)


def _shading(kind: int) -> Dictionary:
    coords = [0, 0, 300, 0] if kind == 2 else [150, 100, 10, 150, 100, 90]
    return Dictionary(ShadingType=kind, ColorSpace=Name.DeviceRGB, Coords=Array(coords), Function=_function(1, 3))


def _soft_mask(pdf: pikepdf.Pdf) -> dict[str, object]:
    group = _form(pdf, b"0.5 g 0 0 150 200 re f")
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    return {"ExtGState": Dictionary(G1=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))}


def _coloured(space: object, values: bytes) -> bytes:
    content = b"/C1 cs " + values + b" scn 20 20 200 100 re f"
    return _with_resources(content, lambda pdf: {"ColorSpace": Dictionary(C1=space)})


def _icc() -> bytes:
    def made(pdf: pikepdf.Pdf) -> dict[str, object]:
        profile = pdf.make_stream(b"no profile", N=3, Alternate=Name.DeviceRGB)
        return {"ColorSpace": Dictionary(C1=Array([Name.ICCBased, profile]))}

    return _with_resources(b"/C1 cs 1 0 0 scn 20 20 200 100 re f", made)


def _type3() -> bytes:
    def made(pdf: pikepdf.Pdf) -> dict[str, object]:
        square = pdf.make_stream(b"750 0 0 0 750 750 d1 0 0 750 750 re f")
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 750, 750]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=square),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([1000]),
            Resources=Dictionary(),
        )
        return {"Font": Dictionary(F1=font)}

    return _with_resources(b"BT /F1 40 Tf 20 80 Td (aaa) Tj ET", made)


def _cjk() -> bytes:
    def made(pdf: pikepdf.Pdf) -> dict[str, object]:
        info = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=2)
        child = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=info
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light"),
            Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array([child]),
        )
        return {"Font": Dictionary(F1=font)}

    return _with_resources(b"BT /F1 30 Tf 20 80 Td <900181a7> Tj ET 1 0 0 rg 20 20 60 20 re f", made)


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    """Return a picture of two halves."""
    image = Image.new("RGB", size, (230, 30, 30))
    image.paste((30, 30, 230), (size[0] // 2, 0, size[0], size[1]))
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, kind)
    return buffer.getvalue()


def _pictured(data: bytes, **entries: object) -> bytes:
    pdf = document(b"q 200 0 0 120 20 20 cm /I Do Q")
    stream = Stream(pdf, data)
    usual = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 60, "Height": 40, "BitsPerComponent": 8}
    usual["ColorSpace"] = Name.DeviceRGB
    for key, value in (usual | entries).items():
        stream.stream_dict[f"/{key}"] = value if not callable(value) else value(pdf)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(stream)))
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def _pictures() -> Made:
    raw = Image.open(io.BytesIO(picture("PNG"))).tobytes()
    grey = bytes(60 * 40)
    half = bytes([255] * 30 + [60] * 30) * 40
    jpeg = {"Filter": Name.DCTDecode}

    def mask(data: bytes) -> Callable[[pikepdf.Pdf], object]:
        return lambda pdf: pdf.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=60,
            Height=40,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )

    return {
        "jpeg": lambda: _pictured(picture("JPEG"), **jpeg),
        "jpeg_grey": lambda: _pictured(picture("JPEG", "L"), ColorSpace=Name.DeviceGray, **jpeg),
        "jpeg_inks": lambda: _pictured(picture("JPEG", "CMYK"), ColorSpace=Name.DeviceCMYK, **jpeg),
        "jpeg_inks_inverted": lambda: _pictured(
            picture("JPEG", "CMYK"), ColorSpace=Name.DeviceCMYK, Decode=Array([1, 0] * 4), **jpeg
        ),
        "jpeg_cut": lambda: _pictured(picture("JPEG")[:-200], **jpeg),
        "jpeg_of_noise": lambda: _pictured(b"\xff\xd8" + random.Random(7).randbytes(900), **jpeg),
        "jpeg_lies_of_its_size": lambda: _pictured(picture("JPEG"), Width=6000, Height=4000, **jpeg),
        "jpeg_2000": lambda: _pictured(picture("JPEG2000"), Filter=Name.JPXDecode),
        "raw": lambda: _pictured(raw),
        "raw_too_short": lambda: _pictured(raw[:700]),
        "raw_inverted": lambda: _pictured(raw, Decode=Array([1, 0, 1, 0, 1, 0])),
        "sixteen_bits": lambda: _pictured(bytes(two for one in raw for two in (one, one)), BitsPerComponent=16),
        "one_bit": lambda: _pictured(b"\xf0" * 320, BitsPerComponent=1, ColorSpace=Name.DeviceGray),
        "stencil": lambda: _pictured(b"\xf0" * 320, BitsPerComponent=1, ImageMask=True),
        "fax": _fax,
        "fax_damaged": lambda: _pictured(
            b"\x26\xa0" * 40, BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=Name.CCITTFaxDecode
        ),
        "jbig2_damaged": lambda: _pictured(
            b"\0" * 40, BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=Name.JBIG2Decode
        ),
        "soft_masked": lambda: _pictured(raw, SMask=mask(half)),
        "masked_by_colour": lambda: _pictured(raw, Mask=Array([200, 255, 0, 60, 0, 60])),
        "mask_of_another_size": lambda: _pictured(raw, SMask=mask(grey[:100])),
        "indexed": lambda: _pictured(
            bytes([0] * 30 + [1] * 30) * 40, ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 1, String("abcdef")])
        ),
        "no_width": lambda: _pictured(raw, Width=0),
        "negative_height": lambda: _pictured(raw, Height=-40),
        "a_billion_pixels": lambda: _pictured(
            zlib.compress(bytes(9_000_000), 9), Width=40_000, Height=40_000, Filter=Name.FlateDecode
        ),
        "masks_itself": lambda: _pictured(raw, SMask=lambda pdf: pdf.Root),
    }


def _fax() -> bytes:
    buffer = io.BytesIO()
    Image.open(io.BytesIO(picture("PNG"))).convert("1").save(buffer, "TIFF", compression="group4")
    with Image.open(io.BytesIO(buffer.getvalue())) as made:
        at, size = made.tag_v2[273][0], made.tag_v2[279][0]  # type: ignore[attr-defined]
    return _pictured(
        buffer.getvalue()[at : at + size],
        BitsPerComponent=1,
        ColorSpace=Name.DeviceGray,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=Dictionary(K=-1, Columns=60, Rows=40),
    )


def _annotated(*annots: dict[str, object], form: dict[str, object] | None = None, **root: object) -> bytes:
    pdf = document()
    made = [
        pdf.make_indirect(
            Dictionary(
                **(
                    {"Type": Name.Annot, "Rect": Array([20, 100, 120, 130])}
                    | {k: _value(pdf, v) for k, v in one.items()}
                )
            )
        )
        for one in annots
    ]
    if made:
        pdf.pages[0].obj.Annots = Array(made)
    if form is not None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(made), **{k: _value(pdf, v) for k, v in form.items()})
    for key, value in root.items():
        pdf.Root[f"/{key}"] = _value(pdf, value)
    return saved(pdf)


def _value(pdf: pikepdf.Pdf, value: object) -> object:
    return value(pdf) if callable(value) else value


def _look(content: bytes) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: Dictionary(
        N=pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 30]))
    )


def _around() -> Made:
    green = _look(b"0 0.6 0 rg 0 0 100 30 re f")
    text = {"Subtype": Name.Widget, "FT": Name.Tx, "T": String("amount"), "V": String("851600")}
    actions: dict[str, Dictionary] = {
        "script": Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")),
        "launch": Dictionary(S=Name.Launch, F=String("calc.exe")),
        "web": Dictionary(S=Name.URI, URI=String("http://example.invalid/")),
        "other_file": Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit])),
        "send": Dictionary(S=Name.SubmitForm, F=String("http://example.invalid/")),
        "import": Dictionary(S=Name.ImportData, F=String("data.fdf")),
    }
    made: Made = {
        f"action_{name}": (lambda a=a: _annotated({"Subtype": Name.Link, "A": a}, OpenAction=a))
        for name, a in actions.items()
    }
    made |= {
        "note": lambda: _annotated({"Subtype": Name.Text, "Contents": String("internal remark")}),
        "stamp": lambda: _annotated({"Subtype": Name.Stamp, "AP": green}),
        "stamp_hidden": lambda: _annotated({"Subtype": Name.Stamp, "AP": green, "F": 2}),
        "stamp_not_printed": lambda: _annotated({"Subtype": Name.Stamp, "AP": green, "F": 0}),
        "free_text_without_a_look": lambda: _annotated(
            {"Subtype": Name.FreeText, "Contents": String("paid"), "DA": String("/Helv 12 Tf 0 g")}
        ),
        "highlight": lambda: _annotated(
            {
                "Subtype": Name.Highlight,
                "C": Array([1, 1, 0]),
                "QuadPoints": Array([20, 130, 120, 130, 20, 100, 120, 100]),
            }
        ),
        "ink": lambda: _annotated(
            {"Subtype": Name.Ink, "InkList": Array([Array([20, 100, 60, 130, 120, 100])]), "C": Array([1, 0, 0])}
        ),
        "attached_file": lambda: _annotated({"Subtype": Name.FileAttachment, "FS": _file}),
        "sound": lambda: _annotated({"Subtype": Name.Sound, "Sound": lambda pdf: pdf.make_stream(b"x", R=8000)}),
        "film": lambda: _annotated({"Subtype": Name.RichMedia, "AP": green}),
        "unknown_annotation": lambda: _annotated({"Subtype": Name.Nonsense, "AP": green}),
        "annotations_are_a_number": lambda: plain(Annots=7),
        "annotation_without_a_place": lambda: _annotated({"Subtype": Name.Stamp, "AP": green, "Rect": Array([])}),
        "field_with_a_look": lambda: _annotated({**text, "AP": green}, form={}),
        "field_without_a_look": lambda: _annotated(
            text, form={"NeedAppearances": True, "DA": String("/Helv 12 Tf 0 g")}
        ),
        "field_twice": lambda: _annotated({**text, "AP": green}, {**text, "V": String("0"), "AP": green}, form={}),
        "field_chinese": lambda: _annotated({**text, "V": String("某甲钢材")}, form={"NeedAppearances": True}),
        "tick": lambda: _annotated(
            {
                "Subtype": Name.Widget,
                "FT": Name.Btn,
                "T": String("ok"),
                "AS": Name.Yes,
                "AP": lambda pdf: Dictionary(N=Dictionary(Yes=green(pdf).N)),
            },
            form={},
        ),  # type: ignore[attr-defined]
        "signed_field": lambda: _annotated(
            {"Subtype": Name.Widget, "FT": Name.Sig, "T": String("s"), "AP": green, "V": _signature},
            form={"SigFlags": 3},
        ),
        "field_tree_loop": _field_loop,
        "dynamic_form": lambda: _annotated(
            form={"XFA": lambda pdf: Array([String("template"), _xml(pdf)])}, NeedsRendering=True
        ),
        "portfolio": lambda: _annotated(
            Collection=Dictionary(View=Name.D),
            Names=lambda pdf: Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.pdf"), _file(pdf)]))),
        ),
        "layer_off": lambda: _layered(off=True),
        "layer_on": lambda: _layered(off=False),
        "layer_rule": lambda: _layered(off=True, rule=True),
        "outline_loop": _outline_loop,
        "outline_deep": lambda: _outline_deep(300),
        "page_labels_odd": lambda: _annotated(
            PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.r, St=-5), 9, 7]))
        ),
        "names_loop": lambda: _names_loop(),
        "page_actions": lambda: plain(AA=Dictionary(O=actions["script"])),
        "thumbnail": lambda: _annotated_page(
            "Thumb",
            lambda pdf: pdf.make_stream(b"\0" * 12, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceRGB),
        ),
        "private_data": lambda: plain(PieceInfo=Dictionary(Tool=Dictionary(Private=String("C:\\Users\\wang")))),
        "metadata_of_megabytes": lambda: _annotated(
            Metadata=lambda pdf: pdf.make_stream(
                b"<x>" + b"a" * 3_000_000 + b"</x>", Type=Name.Metadata, Subtype=Name.XML
            )
        ),
        "structure_loop": lambda: _structure_loop(),
        "viewer_wishes": lambda: _annotated(ViewerPreferences=Dictionary(HideToolbar=True), PageMode=Name.FullScreen),
    }
    return made


def _annotated_page(key: str, made: Callable[[pikepdf.Pdf], object]) -> bytes:
    pdf = document()
    pdf.pages[0].obj[f"/{key}"] = made(pdf)
    return saved(pdf)


def _file(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(Type=Name.Filespec, F=String("a.pdf"), EF=Dictionary(F=pdf.make_stream(b"enclosed")))


def _xml(pdf: pikepdf.Pdf) -> object:
    return pdf.make_stream(b"<template/>")


def _signature(pdf: pikepdf.Pdf) -> object:
    return Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 9, 9, 9]), Contents=String("x"))


def _field_loop() -> bytes:
    pdf = document()
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a")))
    field.Kids = Array([field])
    field.Parent = field
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return saved(pdf)


def _layered(*, off: bool, rule: bool = False) -> bytes:
    pdf = document(b"/OC /L1 BDC 0 0.6 0 rg 20 100 200 60 re f EMC " + DRAW)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    named = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name.AllOn)) if rule else layer
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=named)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer] if off else [])))
    return saved(pdf)


def _outline_loop() -> bytes:
    pdf = document()
    one = pdf.make_indirect(Dictionary(Title=String("a")))
    one.Next = one
    one.First = one
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=one, Last=one, Count=1))
    return saved(pdf)


def _outline_deep(deep: int) -> bytes:
    pdf = document()
    one = pdf.make_indirect(Dictionary(Title=String("leaf")))
    for number in range(deep):
        one = pdf.make_indirect(Dictionary(Title=String(str(number)), First=one, Last=one, Count=1))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=one, Last=one, Count=1))
    return saved(pdf)


def _names_loop() -> bytes:
    pdf = document()
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node])
    pdf.Root.Names = Dictionary(Dests=node, EmbeddedFiles=node, JavaScript=node)
    return saved(pdf)


def _structure_loop() -> bytes:
    pdf = document()
    node = pdf.make_indirect(Dictionary(S=Name.P))
    node.K = Array([node])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=node))
    return saved(pdf)


def _locked(**how: object) -> bytes:
    return saved(document(), encryption=pikepdf.Encryption(metadata=how["R"] in (4, 6), aes=how["R"] in (4, 6), **how))  # type: ignore[arg-type]


def _built() -> Made:
    whole = plain()
    return {
        "object_streams": lambda: saved(document(pages=20), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "linearized": lambda: saved(document(pages=5), linearize=True),
        "old_1_0": lambda: saved(document(), force_version="1.0"),
        "new_2_0": lambda: saved(document(), force_version="2.0"),
        "owner_only_40": lambda: _locked(owner="o", user="", R=2),
        "owner_only_128": lambda: _locked(owner="o", user="", R=3),
        "owner_only_aes": lambda: _locked(owner="o", user="", R=4),
        "owner_only_256": lambda: _locked(owner="o", user="", R=6),
        "locked_40": lambda: _locked(owner="o", user="u", R=2),
        "locked_256": lambda: _locked(owner="o", user="u", R=6),
        "locked_by_a_stranger": lambda: whole.replace(
            b"trailer <<", b"trailer << /Encrypt << /Filter /Foreign /V 9 >>"
        ),
        "later_revision": lambda: _revised(whole),
        "revision_of_revision": lambda: _revised(_revised(whole)),
        "previous_is_itself": lambda: whole.replace(
            b"trailer <<", b"trailer << /Prev %d" % whole.rindex(b"xref\n", 0, whole.rindex(b"startxref"))
        ),
        "hybrid": lambda: whole.replace(b"trailer <<", b"trailer << /XRefStm 9"),
        "length_wrong": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE,
            SQUARE.replace(b"30", b"9999"),
        ),
        "length_of_itself": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE,
            SQUARE.replace(b"30", b"4 0 R"),
        ),
        "catalogue_missing": lambda: written(
            b"<< /Foo 1 >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, SQUARE
        ),
        "root_is_a_page": lambda: written(PAGE, b"null", root=1),
        "root_nowhere": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, SQUARE, root=99
        ),
        "fifty_thousand_objects": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE,
            SQUARE,
            *[b"(x)"] * 50_000,
        ),
        "deep_values": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R /Deep " + b"[" * 2000 + b"]" * 2000 + b" >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE,
            SQUARE,
        ),
        "chain_of_references": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE.replace(b"[0 0 300 200]", b"5 0 R"),
            SQUARE,
            b"6 0 R",
            b"7 0 R",
            b"[0 0 300 200]",
        ),
        "names_escaped": lambda: written(
            b"<< /Type /Catalog /#50ages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, SQUARE
        ),
        "file_named_by_a_stream": lambda: written(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            PAGE,
            b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream",
        ),
    }


def _revised(whole: bytes) -> bytes:
    """Return ``whole`` with a later revision behind it that puts a green bar on the page."""
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    at = len(whole)
    data = b"0 0.6 0 rg 20 100 200 60 re f"
    one = b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (number, len(data), data)
    start = whole[whole.rindex(b"startxref") :].split()[1]
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        root, size = pdf.trailer.Root.objgen[0], int(pdf.trailer.Size)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    end = b"trailer << /Root %d 0 R /Size %d /Prev %b >>\nstartxref\n%d\n%%%%EOF\n" % (root, size, start, at + len(one))
    return whole + one + table + end


@cache
def corpus() -> dict[str, Callable[[], bytes]]:
    """Return every odd PDF by name, each made when called."""
    made: dict[str, Callable[[], bytes]] = {}
    for family, kinds in (
        ("bytes", _bytes()),
        ("tree", _tree()),
        ("drawn", _drawn()),
        ("pictures", _pictures()),
        ("around", _around()),
        ("built", _built()),
    ):
        made |= {f"{family}/{name}": kind for name, kind in kinds.items()}
    return made
