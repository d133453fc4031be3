"""Hostile PDF files and images; they enter themselves among the others."""

from __future__ import annotations

import io
import re
import struct
import zlib

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

import small_files as small
from hostile_files import READ, hostile
from small_files import objects, stream


def one_page(content: bytes, more: str = "", box: str = "0 0 595 842", resources: str = "") -> bytes:
    """A PDF of one page with this content; `more` goes into the content's dictionary."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return objects("<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(content, more), font)


FONT = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
TEXT = b"BT /F 16 Tf 90 700 Td (A notice of 2023) Tj ET"


@hostile("PP104", READ)
def _pdf_cut_in_half() -> bytes:
    data = small.pdf(small.notice_page)
    return data[: len(data) // 2]


@hostile("PP104", READ)
def _pdf_without_its_end() -> bytes:
    return small.pdf(small.notice_page)[:-200]


@hostile("PP104")
def _pdf_header_alone() -> bytes:
    return b"%PDF-1.7\n"


@hostile(READ)
def _pdf_whose_table_of_objects_points_astray() -> bytes:
    return re.sub(rb"startxref\n\d+", b"startxref\n999999999", small.pdf(small.notice_page))


@hostile("PP104", READ)
def _pdf_whose_objects_are_elsewhere() -> bytes:
    return re.sub(rb"\d{10} 00000 n", b"0000000017 00000 n", small.pdf(small.notice_page))


@hostile("PP103")
def _pdf_that_is_encrypted() -> bytes:
    return small.pdf(small.notice_page, encrypt=StandardEncryption("open", "own"))


@hostile("PP104", "PP107", READ)
def _pdf_whose_pages_hold_themselves() -> bytes:
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>")


@hostile("PP104", "PP107", "PP108")
def _pdf_that_claims_a_hundred_thousand_pages() -> bytes:
    return one_page(TEXT).replace(b"/Count 1", b"/Count 100000")


@hostile("PP104", "PP107", READ)
def _pdf_that_claims_fewer_pages_than_none() -> bytes:
    return one_page(TEXT).replace(b"/Count 1", b"/Count -5")


@hostile("PP104")
def _pdf_without_pages() -> bytes:
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>")


@hostile("PP104")
def _pdf_whose_root_is_itself_a_number() -> bytes:
    return objects("42", "43")


@hostile("PP107", READ)
def _pdf_with_a_page_as_large_as_a_country() -> bytes:
    return one_page(TEXT, box="0 0 1000000000 1000000000")


@hostile("PP107", READ)
def _pdf_with_a_page_of_no_size() -> bytes:
    return one_page(TEXT, box="0 0 0 0")


@hostile("PP107", READ)
def _pdf_with_a_page_of_odd_size() -> bytes:
    return one_page(TEXT, box="nan inf -99999999999999999999 (x)")


@hostile("PP104", "PP107", READ)
def _pdf_whose_content_unpacks_to_twenty_megabytes() -> bytes:
    return one_page(zlib.compress(b"q Q\n" * 5_000_000, 9), "/Filter/FlateDecode")


@hostile("PP104", "PP107", READ)
def _pdf_packed_many_times_over() -> bytes:
    data = b" " * 100_000_000
    for _ in range(3):
        data = zlib.compress(data, 9)
    return one_page(data, "/Filter[/FlateDecode/FlateDecode/FlateDecode]")


@hostile("PP104", "PP107", READ)
def _pdf_with_a_million_brackets() -> bytes:
    return one_page(b"[" * 1_000_000 + TEXT)


@hostile("PP104", "PP107", READ)
def _pdf_with_an_object_of_a_million_brackets() -> bytes:
    return objects("<</Type/Catalog/Pages 2 0 R>>", "[" * 1_000_000)


@hostile(READ)
def _pdf_with_more_characters_than_a_page_has_room_for() -> bytes:
    return one_page(b"BT /F 1 Tf " + b"(" + b"a" * 20_000 + b") Tj ET")


@hostile("PP104", "PP107", READ)
def _pdf_with_a_form_that_draws_itself() -> bytes:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    form = stream(b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return objects("<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(b"/X Do"), form)


def _doubling(drawn: str, use: bytes, kind: str, depth: int = 28) -> bytes:
    """A PDF whose page uses an object twice that uses the next one twice, and so on."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{drawn.format(5)}>>>>"
    chain = [stream(use * 2, f"{kind}/Resources<<{drawn.format(n + 6)}>>") for n in range(depth)]
    last = stream(b"0 0 300 300 re f", kind)
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(use), *chain, last)


@hostile("PP104")
def _pdf_with_forms_that_draw_each_other_a_billion_times() -> bytes:
    return _doubling("/XObject<</X {} 0 R>>", b"/X Do ", "/Type/XObject/Subtype/Form/BBox[0 0 900 900]")


@hostile("PP104", "PP107")
def _pdf_with_patterns_that_paint_each_other_a_billion_times() -> bytes:
    kind = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 900 900]/XStep 900/YStep 900"
    return _doubling("/Pattern<</X {} 0 R>>", b"/Pattern cs /X scn 0 0 500 500 re f ", kind)


@hostile("PP104", "PP107")
def _pdf_with_masks_that_mask_each_other_a_billion_times() -> bytes:
    kind = "/Subtype/Form/BBox[0 0 900 900]/Group<</S/Transparency/CS/DeviceGray>>"
    return _doubling("/ExtGState<</X<</SMask<</S/Alpha/G {} 0 R>>>>>>", b"/X gs 0 0 500 500 re f ", kind)


@hostile("PP104")
def _pdf_with_a_hundred_thousand_forms_of_a_hundred_thousand_lines() -> bytes:
    form = zlib.compress(b"0 0 1 1 re f " * 100_000, 9)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    content = stream(zlib.compress(b"/X Do " * 100_000, 9), "/Filter/FlateDecode")
    drawn = stream(form, "/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode")
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, drawn)


@hostile("PP104", "PP107", READ)
def _pdf_whose_content_unpacks_to_two_hundred_megabytes() -> bytes:
    return one_page(zlib.compress(b"0 0 1 1 re f " * 16_000_000, 1), "/Filter/FlateDecode")


def _picture(content: bytes, width: int, height: int) -> bytes:
    """A page that draws a white picture."""
    about = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceGray"
    white = stream(zlib.compress(b"\xff" * (width * height), 9), f"{about}/Filter/FlateDecode")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    contents = stream(zlib.compress(content, 9), "/Filter/FlateDecode")
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, contents, white)


@hostile("PP104", "PP107")
def _pdf_with_a_large_picture_drawn_ten_thousand_times() -> bytes:
    return _picture(b"q 595 0 0 842 0 0 cm /X Do Q " * 10_000, 3000, 4000)


@hostile("PP104", "PP107")
def _pdf_with_a_tiny_picture_drawn_ten_thousand_times_over_the_page() -> bytes:
    return _picture(b"q 595 0 0 842 0 0 cm /X Do Q " * 10_000, 2, 2)


@hostile("PP104", "PP107")
def _pdf_with_ten_thousand_pictures_within_its_content() -> bytes:
    picture = b"q 595 0 0 842 0 0 cm BI /W 60 /H 60 /BPC 8 /CS /G ID " + b"w" * 3600 + b" EI Q "
    return one_page(zlib.compress(picture * 4_000, 9), "/Filter/FlateDecode")


@hostile("PP104", "PP107")
def _pdf_whose_page_is_painted_over_a_hundred_thousand_times() -> bytes:
    return one_page(zlib.compress(b"0 0 600 900 re f " * 90_000, 9), "/Filter/FlateDecode")


@hostile("PP104", "PP107")
def _pdf_painted_over_within_a_form_turned_by_an_eighth() -> bytes:
    form = stream(zlib.compress(b"0 0 900 900 re f " * 90_000, 9), "/Subtype/Form/BBox[0 0 900 900]/Filter/FlateDecode")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    contents = stream(b".7 .7 -.7 .7 300 -300 cm /X Do")
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, contents, form)


@hostile("PP104", "PP107")
def _pdf_with_a_pattern_of_tiles_too_small_to_see() -> bytes:
    about = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.01/YStep 0.01/Resources<<>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Pattern<</X 5 0 R>>>>>>"
    contents = stream(b"/Pattern cs /X scn 0 0 595 842 re f")
    tile = stream(b"0 0 1 1 re f", about)
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, contents, tile)


@hostile("PP104", READ)
def _pdf_with_fifty_thousand_letters_as_large_as_the_page() -> bytes:
    return one_page(b"BT /F 900 Tf -500 Tc 0 0 Td (" + b"a" * 50_000 + b") Tj ET")


_LINES = zlib.compress(b"0 0 1 1 re f " * 100_000, 9)


@hostile("PP104")
def _pdf_whose_page_names_its_content_five_thousand_times() -> bytes:
    return one_page(_LINES, "/Filter/FlateDecode").replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 5_000 + b"]")


@hostile("PP104")
def _pdf_whose_contents_are_a_row_elsewhere_that_names_one_five_thousand_times() -> bytes:
    row = "[" + "4 %and\n0 R " * 5_000 + "]"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Cont#65nts 5 0 R/Resources<<>>>>"
    contents = stream(_LINES, "/Filter/FlateDecode")
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, contents, row)


@hostile("PP104")
def _pdf_whose_content_says_it_is_a_picture() -> bytes:
    return one_page(zlib.compress(b"0 0 1 1 re f " * 16_000_000, 1), "/Subtype/Image/Filter/FlateDecode")


def _lone(content: bytes) -> bytes:
    """A page with a lone character in a font that is not in the file: PDFium passes over it, and pdfminer is asked."""
    about = "<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>"
    inner = f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo{about}/DW 1000>>"
    font = f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[{inner}]>>"
    page = one_page(TEXT + b" BT /G 16 Tf 90 600 Td <6587> Tj ET" + content)
    return page.replace(b"/Font<</F 5 0 R>>", f"/Font<</F 5 0 R/G {font}>>".encode())


@hostile(READ)
def _pdf_with_a_lone_character_among_a_hundred_thousand_lines() -> bytes:
    return _lone(b" 0 0 1 1 re f" * 100_000)


@hostile(READ)
def _pdf_with_a_lone_character_and_a_reference_to_itself() -> bytes:
    data = _lone(b"").replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 6 0 R")
    return data.replace(b"xref\n0 6", b"6 0 obj\n6 0 R\nendobj\nxref\n0 6")


@hostile("PP107", READ)
def _pdf_with_type_of_no_size() -> bytes:
    lines = b"".join(b"1 0 0 1 90 %d Tm (A notice of 2023, and more of it) Tj " % (700 - 20 * n) for n in range(8))
    return one_page(b"BT /F 0.0001 Tf " + lines + b"ET")


@hostile("PP107", READ)
def _pdf_with_type_pressed_flat() -> bytes:
    lines = b"".join(b"16 0 0 0.0001 90 %d Tm (A notice of 2023, and more of it) Tj " % (700 - 20 * n) for n in range(8))
    return one_page(b"BT /F 1 Tf " + lines + b"ET")


def _image(width: int, height: int, data: bytes, filtered: str) -> bytes:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    more = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceGray"
    image = stream(data, f"{more}/Filter/{filtered}")
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return objects("<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(b"q 595 0 0 842 0 0 cm /X Do Q"), image)


@hostile("PP104", "PP107")
def _pdf_with_an_image_bomb() -> bytes:
    return _image(50_000, 50_000, zlib.compress(bytes(50_000_000), 9), "FlateDecode")


@hostile("PP104", "PP107")
def _pdf_with_broken_jpeg2000() -> bytes:
    return _image(1000, 1000, b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\xff\x4f\xff\x51" + bytes(range(256)), "JPXDecode")


@hostile("PP104", "PP107")
def _pdf_with_broken_jbig2() -> bytes:
    return _image(1000, 1000, b"\x97JB2\r\n\x1a\n" + bytes(range(256)) * 4, "JBIG2Decode")


def sharing(pages: int, content: bytes, form: bytes = b"q Q") -> bytes:
    """A PDF whose pages all have one content, which may draw one form (X) and write in Helvetica (F)."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<{FONT}/XObject<</X 4 0 R>>>>>>"
    kids = " ".join(f"{n + 5} 0 R" for n in range(pages))
    packed = stream(zlib.compress(TEXT + content, 9), "/Filter/FlateDecode")
    drawn = stream(zlib.compress(form, 9), "/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode")
    catalog, tree = "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"
    return objects(catalog, tree, packed, drawn, *[page] * pages)


@hostile("PP104", READ)
def _pdf_whose_three_thousand_pages_share_one_costly_content() -> bytes:
    return sharing(3_000, b" q Q" * 200_000)


@hostile(READ)
def _pdf_whose_three_hundred_pages_share_one_costly_form() -> bytes:
    return sharing(300, b" /X Do", b"0 0 1 1 re f " * 10_000)


@hostile("PP104", READ)
def _pdf_with_a_letter_that_says_it_is_a_picture() -> bytes:
    drawing = zlib.compress(b"1000 0 0 0 750 750 d1 " + b"0 0 1 1 re f " * 16_000_000, 1)
    about = "/Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
    letters = "/Encoding<</Type/Encoding/Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]/CharProcs 7 0 R"
    font = f"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]{letters}>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    contents = stream(b"BT /F 16 Tf 90 700 Td (aaa) Tj ET")
    return objects("<</Type/Catalog/Pages 2 0 R>>", pages, page, contents, font, stream(drawing, about), "<</a 6 0 R>>")


@hostile("PP104")
def _pdf_with_letters_that_mean_five_hundred_characters_each() -> bytes:
    table = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <{'6587' * 500}> endbfchar endcmap"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    contents = stream(b"BT /F 1 Tf 90 700 Td (" + b"a" * 50_000 + b") Tj ET")
    return objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, contents, font, stream(table.encode()))


# images


def _bomb_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@hostile("PP108")
def _image_of_50000_by_50000() -> bytes:
    return _bomb_header(50_000, 50_000)


@hostile("PP108")
def _image_of_18000_by_18000() -> bytes:
    return _bomb_header(18_000, 18_000)


@hostile("PP104")
def _image_whose_pixels_are_missing() -> bytes:
    return _bomb_header(1_000, 1_000)


@hostile("PP104")
def _image_header_alone() -> bytes:
    return small.image()[:20]


@hostile("PP104", READ)
def _jpeg_cut_in_half() -> bytes:
    data = small.image("JPEG", (1000, 1400))
    return data[: len(data) // 2]


@hostile("PP104", READ)
def _tiff_cut_in_half() -> bytes:
    data = small.image("TIFF", (400, 500))
    return data[: len(data) // 2]


@hostile("PP104", READ)
def _tiff_whose_pages_go_round() -> bytes:
    data = bytearray(small.image("TIFF"))
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<I", data, at + 2 + 12 * count, at)  # the next page is this one
    return bytes(data)


@hostile("PP104")
def _jpeg2000_of_noise() -> bytes:
    return b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(range(256)) * 4


@hostile("PP104")
def _webp_of_noise() -> bytes:
    return b"RIFF\xff\xff\xff\x7fWEBPVP8 " + bytes(range(256)) * 4


@hostile(READ)
def _image_in_cmyk() -> bytes:
    return small.image("JPEG", mode="CMYK")


@hostile(READ)
def _image_of_16_bits() -> bytes:
    return small.image("PNG", mode="I;16")


@hostile(READ)
def _image_of_black_and_white() -> bytes:
    return small.image("TIFF", mode="1", compression="group4")


@hostile("PP107")
def _image_as_thin_as_a_hair() -> bytes:
    return small.image("PNG", (100_000, 41))


@hostile(READ)
def _image_of_a_strip_that_hangs_down() -> bytes:
    return small.image("PNG", (200, 40_000))


def _directory(*entries: tuple[int, int], after: int) -> bytes:
    """A page's directory in a TIFF: short values alone, and where the next one is."""
    return struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", tag, 3, 1, n) for tag, n in entries) + struct.pack("<I", after)


_GREY = ((256, 8), (257, 8), (258, 8), (259, 1), (262, 1), (273, 8), (278, 8), (279, 64))


@hostile("PP108")
def _tiff_of_a_hundred_thousand_pages() -> bytes:
    size = len(_directory(*_GREY, after=0))
    pages = (_directory(*_GREY, after=72 + size * (n + 1) if n < 99_999 else 0) for n in range(100_000))
    return b"II*\x00" + struct.pack("<I", 72) + b"\xff" * 64 + b"".join(pages)


@hostile(READ)
def _tiff_whose_second_page_has_no_size() -> bytes:
    data = small.image("TIFF", (200, 280))
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    out = bytearray(data + _directory((258, 8), after=0))
    struct.pack_into("<I", out, at + 2 + 12 * count, len(data))
    return bytes(out)


@hostile("PP108")
def _tiff_of_sixty_pages_of_a_hundred_million_pixels() -> bytes:
    page = Image.new("1", (10_000, 10_000), 1)
    out = io.BytesIO()
    page.save(out, "TIFF", compression="group4")
    data = out.getvalue()
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    body = data[at : at + 2 + 12 * count]
    start, size = len(data), len(body) + 4
    moved = b"".join(body + struct.pack("<I", start + size * (n + 1) if n < 59 else 0) for n in range(60))
    return data[:4] + struct.pack("<I", start) + data[8:] + moved
