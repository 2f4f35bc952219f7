"""Wording of the room ``formats``: what a file is, and the units in which its content is counted."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    "kind.pdf": ("PDF", "a PDF"),
    "kind.jpeg": ("JPEG 图片", "a JPEG picture"),
    "kind.png": ("PNG 图片", "a PNG picture"),
    "kind.heic": ("HEIC 图片", "a HEIC picture"),
    "kind.avif": ("AVIF 图片", "an AVIF picture"),
    "kind.tiff": ("TIFF 图片", "a TIFF picture"),
    "kind.bmp": ("BMP 图片", "a BMP picture"),
    "kind.gif": ("GIF 图片", "a GIF picture"),
    "kind.webp": ("WebP 图片", "a WebP picture"),
    "kind.docx": ("Word 文档", "a Word document"),
    "kind.xlsx": ("Excel 表格", "an Excel workbook"),
    "kind.pptx": ("演示文稿", "a presentation"),
    "kind.odf": ("OpenDocument 文档", "an OpenDocument file"),
    "kind.package": ("其他文档", "another document file"),
    "kind.ofd": ("OFD 文件", "an OFD file"),
    "kind.ole": ("旧版 Office 文件", "an older Office file"),
    "kind.zip": ("压缩包", "a zip archive"),
    "kind.archive": ("压缩包（非 zip）", "an archive (not zip)"),
    "kind.mail": ("电子邮件", "a mail"),
    "kind.chat": ("聊天记录", "a chat export"),
    "kind.csv": ("CSV 表格", "a CSV table"),
    "kind.html": ("网页", "a web page"),
    "kind.xml": ("XML 文件", "an XML file"),
    "kind.rtf": ("RTF 文档", "an RTF document"),
    "kind.audio": ("录音", "a sound file"),
    "kind.video": ("视频", "a video"),
    "kind.text": ("文本", "plain text"),
    "kind.empty": ("空文件", "an empty file"),
    "kind.system": ("系统文件", "a system file"),
    "kind.unknown": ("无法识别的文件", "an unknown file"),
    "unit.parts": ("个邮件部分", "parts of the mail"),
    "unit.cells": ("个单元格", "cells"),
    "unit.rows": ("行", "rows"),
    "unit.pictures": ("张图片", "pictures"),
    "unit.frames": ("帧（页）", "frames (pages)"),
    "size.a3_landscape": ("A3 横向", "A3 landscape"),
    "size.a3_portrait": ("A3 纵向", "A3 portrait"),
    "size.other_landscape": ("{width}×{height} 毫米横向", "{width}×{height} mm landscape"),
    "size.other_portrait": ("{width}×{height} 毫米纵向", "{width}×{height} mm portrait"),
}


FINDINGS: dict[str, FindingText] = {}
