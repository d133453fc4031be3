"""Hostile files that are tiny on disk and cost much where nothing bounds them; they enter themselves among the others."""

from __future__ import annotations

import zlib

import small_files as small
from hostile_files import READ, hostile
from hostile_pages import FONT, TEXT, one_page, sharing
from small_files import objects, stream


def _packed(data: bytes, more: str = "") -> bytes:
    return stream(zlib.compress(data, 9), f"/Filter/FlateDecode{more}")


_PAGE = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{FONT}>>"
_CATALOG, _ONE = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"


@hostile(READ)
def _pdf_whose_five_hundred_pages_share_a_form_that_draws_nothing() -> bytes:
    return sharing(500, b" /X Do", b"q Q " * 1_000_000)


@hostile("PP108")
def _pdf_with_a_hundred_pages_of_ninety_thousand_characters() -> bytes:
    return sharing(100, b" BT /F 1 Tf 1 0 0 1 10 10 Tm (" + b"a" * 30_000 + b") Tj ET")


@hostile(READ, "PP104", "PP107")
def _pdf_whose_object_has_a_number_of_five_thousand_digits() -> bytes:
    return one_page(TEXT) + b"\n" + b"9" * 5_000 + b" 0 obj\n<</Contents " + b"9" * 5_000 + b" 0 R>>\nendobj"


@hostile(READ)
def _pdf_with_rows_of_contents_that_never_end() -> bytes:
    return one_page(TEXT) + b"/Contents[" * 30_000 + b"1 0 R " * 60_000


@hostile(READ, "PP104")
def _pdf_with_a_hundred_bombs_of_packed_objects() -> bytes:
    bomb = _packed(b"0 0 " + b" " * 16_000_000, "/Type/ObjStm/N 1/First 4")
    return objects(_CATALOG, _ONE, f"{_PAGE}>>", stream(TEXT), *[bomb] * 100)


@hostile("PP108")
def _pdf_whose_table_of_objects_unpacks_to_a_hundred_megabytes() -> bytes:
    head = objects(_CATALOG, _ONE, f"{_PAGE}>>", stream(TEXT)).partition(b"xref\n")[0]
    table = _packed(bytes(100_000_000), "/Type/XRef/Size 30/W[1 4 2]/Root 1 0 R")
    return head + b"5 0 obj\n" + table + b"\nendobj\n" + f"startxref\n{len(head)}\n%%EOF".encode()


@hostile("PP104")
def _pdf_with_hundreds_of_packed_pictures_within_its_content() -> bytes:
    picture = b" q 5 0 0 8 0 0 cm BI /W 4000 /H 4000 /BPC 8 /CS /G /F /Fl ID " + zlib.compress(bytes(16_000_000), 9) + b" EI Q"
    return one_page(zlib.compress(TEXT + picture * 800, 9), "/Filter/FlateDecode")


@hostile("PP104", "PP107")
def _pdf_with_thousands_of_notes_that_paint_the_page_over() -> bytes:
    note = "<</Type/Annot/Subtype/Stamp/Rect[0 0 595 842]/F 4/AP<</N 5 0 R>>>>"
    form = _packed(b"0 0 595 842 re f " * 1_000, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    notes = " ".join(f"{n + 6} 0 R" for n in range(2_000))
    return objects(_CATALOG, _ONE, f"{_PAGE}/Annots[{notes}]>>", stream(b"0 0 9 9 re f"), form, *[note] * 2_000)


@hostile("PP104", "PP107")
def _pdf_shaded_by_a_program_of_sixty_thousand_steps() -> bytes:
    domain = "/Domain[0 1000 0 1000]"
    shading = f"/Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB{domain}/Function 5 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{shading}>>>>"
    program = b"{" + b"dup sin cos " * 20_000 + b" pop 0 0 0 }"
    function = stream(program, f"/FunctionType 4{domain}/Range[0 1 0 1 0 1]")
    return objects(_CATALOG, _ONE, page, stream(b"/S sh"), function)


# OFD


_LETTERS = '<ofd:TextObject ID="7" Boundary="28 37 156 8" Size="5.6"><ofd:TextCode X="0" Y="5">{}</ofd:TextCode></ofd:TextObject>'


def _ofd(content: str, parts: dict[str, str | bytes] | None = None, common: str = "", pages: int = 1, head: str = "") -> bytes:
    """An OFD whose pages all have this content, each in a part of its own."""
    page = f'<ofd:Page xmlns:ofd="{small.OFD}">{head}<ofd:Content>{content}</ofd:Content></ofd:Page>'
    tree = "".join(f'<ofd:Page ID="{n}" BaseLoc="p{n}.xml"/>' for n in range(pages))
    document = f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{tree}</ofd:Pages>"
    return small.zipped({
        **small.ofd_parts(), "Doc/Document.xml": f'<ofd:Document xmlns:ofd="{small.OFD}">{document}</ofd:Document>',
        **{f"Doc/p{n}.xml": page for n in range(pages)}, **(parts or {}),
    })


@hostile("PP104")
def _ofd_with_drawings_that_draw_each_other_a_billion_times() -> bytes:
    use = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="{}"/>'
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>{use.format(n + 1) * 2}</ofd:Content></ofd:CompositeGraphicUnit>'
        for n in range(38)
    )
    drawings = f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>"
    resources: dict[str, str | bytes] = {"Doc/r.xml": f'<ofd:Res xmlns:ofd="{small.OFD}">{drawings}</ofd:Res>'}
    return _ofd(use.format(0), resources, "<ofd:DocumentRes>r.xml</ofd:DocumentRes>")


@hostile("PP104", READ)
def _ofd_whose_thousand_pages_share_a_costly_template() -> bytes:
    path = '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 9</ofd:AbbreviatedData></ofd:PathObject>'
    template: dict[str, str | bytes] = {
        "Doc/t.xml": f'<ofd:Page xmlns:ofd="{small.OFD}"><ofd:Content>{path * 30_000}</ofd:Content></ofd:Page>'
    }
    use = '<ofd:Template TemplateID="5"/>'
    common = '<ofd:TemplatePage ID="5" BaseLoc="t.xml"/>'
    return _ofd(_LETTERS.format("关于建设基地的通知"), template, common, pages=1_000, head=use)


@hostile("PP104", "PP107")
def _ofd_with_a_large_picture_drawn_two_thousand_times() -> bytes:
    media = '<ofd:MultiMedias><ofd:MultiMedia ID="8"><ofd:MediaFile>i.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    parts: dict[str, str | bytes] = {
        "Doc/r.xml": f'<ofd:Res xmlns:ofd="{small.OFD}">{media}</ofd:Res>', "Doc/i.png": small.image("PNG", (3000, 4000)),
    }
    picture = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="8"/>'
    return _ofd(picture * 900, parts, "<ofd:DocumentRes>r.xml</ofd:DocumentRes>")


@hostile("PP104", "PP107")
def _ofd_painted_over_ten_thousand_times() -> bytes:
    path = '<ofd:PathObject Boundary="0 0 210 297" Fill="true"><ofd:AbbreviatedData>M 0 0 L 210 9 L 210 297</ofd:AbbreviatedData></ofd:PathObject>'
    return _ofd(path * 10_000)


@hostile("PP108")
def _ofd_with_fifty_pages_of_eighty_thousand_characters() -> bytes:
    return _ofd(_LETTERS.format("关于建设" * 10_000), pages=50)


# DOCX


def _docx(body: str, **parts: str) -> bytes:
    document = f"<w:document xmlns:w='{small.WORD}'><w:body>{body}</w:body></w:document>"
    return small.zipped({
        **small.docx_parts(), "word/document.xml": document,
        **{f"word/{name}.xml": f"<w:{name} xmlns:w='{small.WORD}'>{inside}</w:{name}>" for name, inside in parts.items()},
    })


_TEXT = "<w:r><w:t>要建设基地。</w:t></w:r>"
_REFERENCE = "<w:r><w:footnoteReference w:id='{}'/></w:r>"


@hostile("PP108")
def _docx_of_a_million_characters_in_a_few_kilobytes() -> bytes:
    return _docx(f"<w:p><w:r><w:t>{'到2025年，建设20个基地。' * 1_000}</w:t></w:r></w:p>" * 100)


@hostile("PP108")
def _docx_of_four_million_tags() -> bytes:
    return _docx("<w:p/>" * 4_000_000)


@hostile("PP108")
def _docx_whose_labels_are_a_million_characters_long() -> bytes:
    level = f"<w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='{'第' * 1_000_000}%1'/></w:lvl>"
    listed = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" + _TEXT + "</w:p>"
    number = "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    return _docx(listed * 5_000, numbering=f"<w:abstractNum w:abstractNumId='1'>{level}</w:abstractNum>{number}")


@hostile(READ)
def _docx_whose_twenty_thousand_lists_have_twenty_thousand_levels() -> bytes:
    level = "<w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/></w:lvl>" * 20_000
    lists = "".join(f"<w:num w:numId='{n}'><w:abstractNumId w:val='1'/></w:num>" for n in range(20_000))
    return _docx(f"<w:p>{_TEXT}</w:p>", numbering=f"<w:abstractNum w:abstractNumId='1'>{level}</w:abstractNum>{lists}")


@hostile(READ)
def _docx_with_a_note_that_refers_to_itself() -> bytes:
    note = f"<w:footnote w:id='1'><w:p>{_TEXT}{_REFERENCE.format(1) * 2}</w:p></w:footnote>"
    return _docx(f"<w:p>{_TEXT}{_REFERENCE.format(1) * 1_000}</w:p>", footnotes=note)


@hostile("PP104")
def _docx_with_notes_that_refer_to_one_another_without_end() -> bytes:
    notes = "".join(f"<w:footnote w:id='{n}'><w:p>{_TEXT}{_REFERENCE.format(n + 1)}</w:p></w:footnote>" for n in range(3_000))
    return _docx(f"<w:p>{_TEXT}{_REFERENCE.format(0)}</w:p>", footnotes=notes)


@hostile(READ)
def _docx_with_a_table_of_one_long_row_and_many_short_ones() -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>县</w:t></w:r></w:p></w:tc>"
    return _docx(f"<w:tbl><w:tr>{cell * 5_000}</w:tr>{f'<w:tr>{cell * 2}</w:tr>' * 5_000}</w:tbl>")


# web pages


@hostile(READ)
def _html_with_a_table_of_one_long_row_and_many_short_ones() -> bytes:
    table = "<table><tr>" + "<td>县" * 5_000 + "</tr>" + "<tr><td>县<td>市" * 5_000 + "</table>"
    return f"<html><body><div>{table}<p>各县要抓好落实，</p></div></body></html>".encode()


@hostile("PP108")
def _html_of_three_million_tags() -> bytes:
    return b"<html><body>" + b"<p>" * 3_000_000 + b"</body></html>"
