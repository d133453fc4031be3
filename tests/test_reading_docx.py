"""DOCX: what Word shows is what is read, its automatic numbers included."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.pipeline import parse
from policyparse.reading.counting import numeral
from policyparse.reading.open import read
from policyparse.reading.pages import Reading

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:x" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def make(body: str, **parts: str) -> bytes:
    """A DOCX with this body; `numbering`, `styles`, `footnotes`, … are the inside of the parts of that name."""
    out = io.BytesIO()
    kinds = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", _TYPES)
        z.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        relations = ""
        for name, inside in parts.items():
            root = kinds.get(name, "hdr" if name.startswith("header") else "ftr")
            z.writestr(f"word/{name}.xml", f"<w:{root} {_SPACES}>{inside}</w:{root}>")
            relations += f'<Relationship Id="{name}" Type="http://x/{name.rstrip("123456789")}" Target="{name}.xml"/>'
        z.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
    return out.getvalue()


def p(text: str, number: int | None = None, level: int = 0, style: str = "", inside: str = "") -> str:
    """A paragraph."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def level(depth: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*abstract: str, nums: dict[int, tuple[int, str]] | None = None) -> str:
    """numbering.xml: abstract lists, and the lists that use them (`nums`: id → (abstract, overrides))."""
    nums = nums or {i + 1: (i, "") for i in range(len(abstract))}
    return "".join(f'<w:abstractNum w:abstractNumId="{i}">{a}</w:abstractNum>' for i, a in enumerate(abstract)) + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/>{more}</w:num>' for n, (a, more) in nums.items()
    )


def rows(data: bytes) -> list[str]:
    """The lines that are read."""
    reading = read(data, Options())
    return [reading.text[x.start : x.end] for x in reading.lines]


def failure(data: bytes) -> PolicyParseError:
    with pytest.raises(PolicyParseError) as e:
        read(data, Options())
    assert e.value.hint
    return e.value


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 19, "十九"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 10, "一〇"),
        ("ideographDigital", 23, "二三"),
        ("chineseLegalSimplified", 3, "叁"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("ideographEnclosedCircle", 3, "㊂"),
        ("ideographTraditional", 2, "乙"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 9, "ix"),
        ("upperRoman", 44, "XLIV"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 10, "１０"),
        ("no such format", 3, "3"),
        ("chineseCounting", 0, "零"),
    ],
)
def test_numeral(style: str, number: int, expected: str) -> None:
    assert numeral(number, style) == expected


def test_docx_labels_are_put_in_the_text_and_reported() -> None:
    numbering = lists(level(0, "chineseCountingThousand", "第%1条") + level(1, "chineseCounting", "（%2）"))
    data = make(p("总则", 1) + p("甲", 1, 1) + p("乙", 1, 1) + p("附则", 1) + p("丙", 1, 1), numbering=numbering)
    reading = read(data, Options())
    assert reading.text == "第一条总则\n（一）甲\n（二）乙\n第二条附则\n（一）丙\n"
    note = next(d for d in reading.diagnostics if d.code == "PP404")
    assert [reading.text[s.start : s.end] for s in note.spans] == ["第一条", "（一）", "（二）", "第二条", "（一）"]
    assert note.severity == "info"


@pytest.mark.parametrize(
    ("levels", "paragraphs", "expected"),
    [
        ([("decimal", "%1."), ("decimal", "%1.%2")], [0, 1, 1, 0, 1], ["1. ", "1.1 ", "1.2 ", "2. ", "2.1 "]),
        ([("chineseCounting", "%1、"), ("decimalEnclosedCircle", "%2")], [0, 1, 1], ["一、", "①", "②"]),
        ([("bullet", "\uf0b7")], [0, 0], ["", ""]),
        ([("none", "")], [0], [""]),
        ([("chineseCounting", "第%1章"), ("decimal", "%1.%2", "<w:isLgl/>")], [0, 1], ["第一章", "1.1 "]),
        ([("decimal", "%1.", '<w:suff w:val="nothing"/>')], [0], ["1."]),
        ([("chineseCounting", "第%1章"), ("chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')],
         [0, 1, 1, 0, 1], ["第一章", "第一条", "第二条", "第二章", "第三条"]),
        ([("decimal", "%1"), ("decimal", "%2)"), ("decimal", "%3-", '<w:lvlRestart w:val="1"/>')],
         [0, 1, 2, 1, 2, 0, 2], ["1 ", "1) ", "1- ", "2) ", "2- ", "2 ", "1- "]),
        ([("decimal", "%1."), ("decimal", "%1.%2")], [1, 1, 0], ["1.1 ", "1.2 ", "1. "]),
    ],
)
def test_docx_levels(levels: list[tuple[str, ...]], paragraphs: list[int], expected: list[str]) -> None:
    numbering = lists("".join(level(i, *x) for i, x in enumerate(levels)))
    data = make("".join(p("文", 1, depth) for depth in paragraphs), numbering=numbering)
    assert rows(data) == [label + "文" for label in expected]


def test_docx_lists_that_share_a_definition_count_on_and_an_override_begins_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = lists(level(0, "decimal", "%1."), nums={1: (0, ""), 2: (0, ""), 3: (0, start)})
    data = make(p("a", 1) + p("b", 2) + p("c", 3) + p("d", 3) + p("e", 1), numbering=numbering)
    assert rows(data) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_docx_a_list_may_begin_with_another_number() -> None:
    assert rows(make(p("a", 1), numbering=lists(level(0, "chineseCounting", "%1、", start=3)))) == ["三、a"]


def test_docx_numbers_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    named = '<w:pStyle w:val="H3"/>'
    numbering = lists(
        level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.", named)
    )
    body = p("甲", style="H1") + p("乙", style="H2") + p("丙", style="H3") + p("丁", 0, style="H1") + p("戊", style="H1")
    assert rows(make(body, styles=styles, numbering=numbering)) == ["一、甲", "（一）乙", "1. 丙", "丁", "二、戊"]


def test_docx_an_empty_numbered_paragraph_counts_and_is_not_shown() -> None:
    assert rows(make(p("a", 1) + p("", 1) + p("b", 1), numbering=lists(level(0, "decimal", "%1.")))) == ["1. a", "3. b"]


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"{r('到')}<w:ins>{r('2025')}</w:ins><w:del><w:r><w:delText>2024</w:delText></w:r></w:del>{r('年')}", ["到2025年"]),
        (f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>", ["新"]),
        (f"<w:hyperlink>{r('链')}</w:hyperlink><w:smartTag>{r('接')}</w:smartTag>", ["链接"]),
        (f"<w:sdt><w:sdtPr>{r('不')}</w:sdtPr><w:sdtContent>{r('内容')}</w:sdtContent></w:sdt>", ["内容"]),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲", "乙"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲\t乙"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>露</w:t></w:r>", ["露"]),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>露</w:t></w:r>", ["露"]),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
         "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>2022年</w:t></w:r>", ["2022年"]),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>公开</w:t></w:r>", ["☑公开"]),
        ("<w:r><w:ruby><w:rt><w:r><w:t>chu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>楚</w:t></w:r></w:rubyBase></w:ruby></w:r>",
         ["楚"]),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", ["a+b"]),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t></w:r>", ["A-B"]),
    ],
)
def test_docx_inline(inside: str, expected: list[str]) -> None:
    assert rows(make(f"<w:p>{inside}</w:p>")) == expected


def test_docx_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    removed = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('各市')}</w:p>"
    assert rows(make(removed + p("人民政府："))) == ["各市人民政府："]
    assert rows(make(removed)) == ["各市"]


def _box(text: str) -> str:
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><x:txbx>{content}</x:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_docx_text_boxes_are_read_once_and_before_their_paragraph() -> None:
    assert rows(make(p("海教发〔2023〕7号", inside=_box("海州市教育局文件")))) == ["海州市教育局文件", "海教发〔2023〕7号"]


def test_docx_text_box_within_a_text_box_is_read_once() -> None:
    nested = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('外', inside=_box('内'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert rows(make(f"<w:p>{nested}</w:p>")) == ["内", "外"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(x) for x in text.split('|'))}</w:tc>"


def table(*lines: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def test_docx_tables_keep_merged_cells_and_mark_their_lines() -> None:
    body = p("附表") + table(
        cell("任务", '<w:vMerge w:val="restart"/>') + cell("指标", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("2024年") + cell("2025年"),
        cell("基地") + cell("10个") + cell("20个|其中省级5个"),
    )
    reading = read(make(body + p("完")), Options())
    assert reading.tables[0].rows == (
        ("任务", "指标", ""),
        ("", "2024年", "2025年"),
        ("基地", "10个", "20个\n其中省级5个"),
    )
    assert [reading.text[x.start : x.end] for x in reading.lines if x.table == 0] == [
        "任务", "指标", "2024年", "2025年", "基地", "10个", "20个", "其中省级5个",
    ]
    (start, end), *others = reading.tables[0].spans
    assert not others
    assert reading.text[start:end].startswith("任务\n") and reading.text[start:end].endswith("\n其中省级5个")


def test_docx_a_table_that_only_arranges_text_is_none() -> None:
    reading = read(make(p("正文") + table(cell("抄送：省委办公厅。"), cell("海州市教育局") + cell("2023年3月1日印发"))), Options())
    assert not reading.tables
    assert reading.text == "正文\n抄送：省委办公厅。\n海州市教育局\u30002023年3月1日印发\n"


def test_docx_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    notes = f'<w:footnote w:id="-1">{p("")}</w:footnote><w:footnote w:id="2">{p("指2020年数。")}</w:footnote>'
    body = p("总量翻番。", inside='<w:r><w:footnoteReference w:id="2"/></w:r>') + p("下一段。")
    assert rows(make(body, footnotes=notes)) == ["总量翻番。", "注1：指2020年数。", "下一段。"]


def _section(*references: str, first: bool = False) -> str:
    inside = "".join(
        f'<w:{"header" if part.startswith("header") else "footer"}Reference w:type="{kind}" r:id="{part}"/>'
        for kind, part in (x.split() for x in references)
    )
    return f"<w:sectPr>{inside}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def test_docx_running_heads_are_left_out_and_reported_and_a_letterhead_stays() -> None:
    data = make(
        p("正文") + _section("first header1", "default header2", "default footer1", first=True),
        header1=p("海州市教育局文件"), header2=p("内部资料"), footer1=p("— 1 —"),
    )
    reading = read(data, Options())
    assert reading.text == "海州市教育局文件\n正文\n"
    assert [d.message for d in reading.diagnostics if d.code == "PP405"] == ["a running head or foot was left out: 内部资料"]


def test_docx_by_python_docx_parses_to_clauses() -> None:
    document = Document()
    for text in ("海州市教育局关于建设基地的通知", "各区教育局：", "现就有关事项通知如下。"):
        document.add_paragraph(text)
    for text in ("建设基地。到2025年，建设20个基地。", "加强管理。各区教育局每年检查1次。"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("海州市教育局")
    document.add_paragraph("2023年3月1日")
    out = io.BytesIO()
    document.save(out)
    notice = parse(out.getvalue())
    assert notice.source.media_type.endswith("wordprocessingml.document")
    assert [c.label for c in notice.clauses] == ["1", "2"]
    assert notice.targets[0].evidence.text == "建设20个基地"
    assert (notice.source.pages[0].width, notice.source.pages[0].origin) == (None, "text")


def test_docx_in_the_strict_form_is_read() -> None:
    strict = io.BytesIO()
    with zipfile.ZipFile(strict, "w") as z:
        z.writestr("[Content_Types].xml", _TYPES)
        z.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            f"<w:body>{p('正文')}</w:body></w:document>",
        )
    assert rows(strict.getvalue()) == ["正文"]


def test_docx_relations_that_lead_nowhere_do_no_harm() -> None:
    data = make(p("正文"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            lost = "".join(
                f'<Relationship Id="{i}" Type="http://x/{kind}" Target="{target}"/>'
                for i, (kind, target) in enumerate([("numbering", "NULL"), ("styles", "../../../etc/passwd"), ("footnotes", "")])
            )
            new.writestr(name, text.replace("<Relationships>", f"<Relationships>{lost}"))
    assert rows(out.getvalue()) == ["正文"]


def _packed(**parts: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", _TYPES)
        z.writestr("word/document.xml", parts["document"])
    return out.getvalue()


def _misplaced(data: bytes) -> bytes:
    """The same container, its directory wrong about where the last part begins."""
    at = data.rfind(b"PK\x01\x02") + 42
    return data[:at] + b"\xf0\xff\xff\x7f" + data[at + 4 :]


def _nested(depth: int) -> str:
    return f"<w:document {_SPACES}><w:body>{'<w:sdt>' * depth}{'</w:sdt>' * depth}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make(p("正文"))[:-200], "PP104"),
        (_misplaced(make(p("正文"))), "PP104"),
        (_packed(document="<w:document"), "PP104"),
        (_packed(document=b"\x00\x01"), "PP104"),
        (_packed(document=f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {_SPACES}>&e;</w:document>'),
         "PP104"),
        (_packed(document="<!DOCTYPE a [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><a>&b;</a>"), "PP104"),
        (_packed(document=_nested(5000)), "PP104"),
        (_packed(document=_nested(90)), "PP107"),
        (_packed(document=f"<w:document {_SPACES}/>"), "PP107"),
        (make(p("  ")), "PP107"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "PP105"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "PP103"),
    ],
    ids=["truncated", "misplaced", "no xml", "binary", "external entity", "entities", "deep", "less deep", "no body", "blank",
         "doc", "encrypted"],
)
def test_docx_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert failure(data).code == code


def test_docx_bomb_is_not_unpacked() -> None:
    assert failure(_packed(document=b"<a>" + b" " * (80 * 1024 * 1024) + b"</a>")).code == "PP108"


def test_an_archive_with_a_folder_named_word_is_no_docx() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/a.txt", "通知")
    assert "policyparse batch" in failure(out.getvalue()).hint


def test_docx_has_no_pages_to_choose() -> None:
    with pytest.raises(PolicyParseError, match="PP109"):
        read(make(p("正文")), Options(pages=(2, 3)))


def test_docx_rows_lie_end_to_end_in_the_text() -> None:
    reading: Reading = read(make(p("甲") + table(cell("一") + cell("二"), cell("三") + cell("四")) + p("乙")), Options())
    assert [x.end + 1 for x in reading.lines[:-1]] == [x.start for x in reading.lines[1:]]
    assert reading.lines[-1].end + 1 == len(reading.text) == reading.pages[0].end
