"""Web pages: the notice that a person sees, without the site around it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.pipeline import parse
from policyparse.reading.open import read

BODY = (
    "<p>各区教育局：</p><p>　　为加强管理，现将有关事项通知如下。</p><p>　　一、建设基地。到2025年，建设20个基地，投入5000万元。</p>"
    "<p>　　二、加强检查。各区教育局每年检查1次，结果于12月底前报送。</p><p>海州市教育局</p><p>2023年3月1日</p>"
)
SAID = [
    "各区教育局：", "为加强管理，现将有关事项通知如下。", "一、建设基地。到2025年，建设20个基地，投入5000万元。",
    "二、加强检查。各区教育局每年检查1次，结果于12月底前报送。", "海州市教育局", "2023年3月1日",
]
TITLE = "海州市教育局关于建设基地的通知"
LINKS = "".join(f'<li><a href="/{i}.html">海州市教育局关于第{i}项工作的通知</a></li>' for i in range(12))


def rows(page: str | bytes) -> list[str]:
    """The lines that are read, blanks at their ends left out."""
    reading = read(page.encode() if isinstance(page, str) else page, Options())
    return [reading.text[x.start : x.end].strip() for x in reading.lines]


def page(body: str, head: str = "") -> str:
    """A whole page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


NAVIGATION = f'<div class="nav"><ul>{LINKS}</ul></div><div>您现在的位置：<a href="/">首页</a> &gt; <a href="/x">文件</a></div>'
FOOT = "<div class='foot'>主办：海州市教育局　备案序号：海ICP备12345号</div>"


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="UCAP-CONTENT"><p>{TITLE}</p>{BODY}</div>',
        f'<h1>{TITLE}</h1><div class="info">发布日期：2023-03-02 来源：本站 字号：[大 中 小]</div><div class="TRS_Editor">{BODY}</div>',
        f'<div class="any"><h2>{TITLE}</h2><div class="x7">{BODY}</div></div>',
        f'<table><tr><td width="200"><ul>{LINKS}</ul></td><td><table><tr><td class="title">{TITLE}</td></tr>'
        f'<tr><td id="zoom">{BODY}</td></tr></table></td></tr></table>',
        f'<form id="aspnetForm"><div class="bt">{TITLE}</div><div><span>{BODY}</span></div></form>',
        f'<div class="main"><div class="left">{"".join(f"<p><a href=x>{i}</a></p>" for i in range(9))}</div>'
        f'<article><header><h1>{TITLE}</h1></header>{BODY}</article></div>',
    ],
    ids=["UCAP", "TRS", "unnamed", "tables", "form", "article"],
)
def test_html_main_text_and_title_without_navigation(body: str) -> None:
    assert rows(page(NAVIGATION + body + FOOT, f"<title>{TITLE}_海州市教育局</title>")) == [TITLE, *SAID]


def test_html_a_title_in_the_text_is_not_taken_twice() -> None:
    body = f'<h1>{TITLE}</h1><div id="zoom"><p align="center">海州市教育局关于</p><p>建设基地的通知</p>{BODY}</div>'
    assert rows(page(body)) == ["海州市教育局关于", "建设基地的通知", *SAID]


def test_html_letterhead_and_number_above_the_text_stay() -> None:
    above = f"<div>海州市教育局文件</div><div>海教发〔2023〕7号</div><h1>{TITLE}</h1>"
    assert rows(page(f'{NAVIGATION}{above}<div id="zoom">{BODY}</div>')) == [
        "海州市教育局文件", "海教发〔2023〕7号", TITLE, *SAID,
    ]


CATALOGUES = [
    "<table><tr><td><b>索 引 号：</b></td><td>11/2023-7</td><td><b>发文机关：</b></td><td>海州市教育局</td></tr>"
    "<tr><td>发文字号：</td><td>海教发〔2023〕7号</td><td>成文日期：</td><td>2023年03月01日</td></tr></table>",
    "<table><tr><th>索 引 号</th><td>11/2023-7</td><th>发文机关</th><td>海州市教育局</td></tr>"
    "<tr><th>发文字号</th><td>海教发〔2023〕7号</td><th>成文日期</th><td>2023年03月01日</td></tr></table>",
    "<dl><dt>索 引 号：</dt><dd>11/2023-7</dd><dt>发文机关：</dt><dd>海州市教育局</dd>"
    "<dt>发文字号：</dt><dd>海教发〔2023〕7号</dd><dt>成文日期：</dt><dd>2023年03月01日</dd></dl>",
    "<ul><li><b>索 引 号：</b>11/2023-7</li><li><b>发文机关：</b>海州市教育局</li>"
    "<li><b>发文字号：</b>海教发〔2023〕7号</li><li><b>成文日期：</b>2023年03月01日</li></ul>",
]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=["table", "table without colons", "definitions", "list"])
def test_html_catalogue_is_read_as_entries_and_set_aside(catalogue: str) -> None:
    data = page(f'{NAVIGATION}<div>{catalogue}</div><div id="zoom"><p>{TITLE}</p>{BODY}</div>').encode()
    notice = parse(data)
    entries = ["索 引 号：11/2023-7", "发文机关：海州市教育局", "发文字号：海教发〔2023〕7号", "成文日期：2023年03月01日"]
    assert notice.text.split("\n")[:4] == entries
    assert not notice.tables
    assert notice.header.title is not None and notice.header.title.text == TITLE
    assert notice.header.document_number is not None and notice.header.document_number.text == "海教发〔2023〕7号"
    assert [c.label for c in notice.clauses] == ["一", "二"]
    assert {r.text for r in notice.removed} >= {entries[0], entries[1]}


GB_PAGE = page(f"<div>{TITLE}</div><div>{BODY}</div>", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')


@pytest.mark.parametrize(
    "data",
    [
        GB_PAGE.encode("gb18030"),
        GB_PAGE.replace("gb2312", "utf-8").encode("gb18030"),
        GB_PAGE.replace("charset=gb2312", "").encode("gb18030"),
        GB_PAGE.replace("gb2312", "no-such").encode("gb18030"),
        GB_PAGE.encode("utf-8"),
        b"\xef\xbb\xbf" + GB_PAGE.encode("utf-8"),
        GB_PAGE.encode("utf-16"),
        GB_PAGE.replace("gb2312", "big5").replace("一、", "").encode("utf-8"),
        GB_PAGE.encode("gb18030").replace(b"</body>", b"\xff</body>"),
    ],
    ids=["gb2312", "says utf-8", "says nothing", "says nonsense", "utf-8 says gb2312", "bom", "utf-16", "says big5", "broken byte"],
)
def test_html_charset_by_mark_bytes_and_meta(data: bytes) -> None:
    assert rows(data)[:2] == [TITLE, SAID[0]]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<p>甲&nbsp;&nbsp;乙&lt;丙&gt;&#20008;&ldquo;丁&rdquo;</p>", ["甲\xa0\xa0乙<丙>丨“丁”"]),
        ("<p>到2025年，\n      建成</p>", ["到2025年，建成"]),
        ("<p>GDP\n growth</p>", ["GDP growth"]),
        ("<p>甲<!-- 乙 --><b>丙</b></p>", ["甲丙"]),
        ("<p>甲</p><script>var a='乙';</script><style>丙{}</style><noscript>丁</noscript>", ["甲"]),
        ("<p>甲</p><p style='display:none'>乙</p><div hidden><p>丙</p></div><p style='visibility: hidden'>丁</p>", ["甲"]),
        ("<p>甲<span style='display: none'>乙</span>丙</p>", ["甲丙"]),
        ("<p>甲\u200b乙\ufeff</p><p>\u3000 \xa0</p>", ["甲乙"]),
        ("<pre>甲\n  乙\n</pre>", ["甲", "乙"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<select><option>乙</option></select><button>丙</button></p>", ["甲"]),
        ("<p>H<sub>2</sub>O、10<sup>3</sup></p>", ["H2O、103"]),
        ("<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
    ],
)
def test_html_blocks(inside: str, expected: list[str]) -> None:
    assert rows(page(inside)) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<ol><li>甲</li><li>乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol start='3'><li>甲</li><li value='7'>乙</li></ol>", ["3.甲", "7.乙"]),
        ("<ol type='a'><li>甲</li></ol>", ["a.甲"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol class='custom_cn2 list-paddingleft-1'><li><p>甲</p></li><li><p>乙</p></li></ol>", ["（一）甲", "（二）乙"]),
        ("<ol style='list-style:none'><li>甲</li></ol>", ["甲"]),
        ("<ol><li>一、甲</li><li>二、乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ("<ol><li>甲<ol><li>子</li></ol></li><li>乙</li></ol>", ["1.甲", "1.子", "2.乙"]),
    ],
)
def test_html_lists_show_their_numbers(inside: str, expected: list[str]) -> None:
    assert rows(page(inside)) == expected


def test_html_counted_labels_are_reported() -> None:
    reading = read(page("<ol><li>甲</li></ol>").encode(), Options())
    note = next(d for d in reading.diagnostics if d.code == "PP404")
    assert [(s.start, s.end) for s in note.spans] == [(0, 2)]


def test_html_data_tables_keep_their_grid_and_their_lines() -> None:
    table = (
        "<table><caption>附表</caption><tr><th rowspan=2>任务</th><th colspan=2>指标</th></tr><tr><td>2024年</td><td>2025年</td></tr>"
        "<tr><td><p>基地</p></td><td>10个</td><td><p>20个</p><p>其中省级5个</p></td></tr></table>"
    )
    reading = read(page(f'<div id="zoom">{BODY}{table}<p>完</p></div>').encode(), Options())
    assert [t.rows[1:] for t in reading.tables] == [(("", "2024年", "2025年"), ("基地", "10个", "20个\n其中省级5个"))]
    lines = [reading.text[x.start : x.end] for x in reading.lines if x.table == 0]
    assert lines[-6:] == ["2024年", "2025年", "基地", "10个", "20个", "其中省级5个"]
    assert reading.text.endswith("完\n")


def test_html_tables_that_arrange_the_page_are_none() -> None:
    layout = f"<table><tr><td>{TITLE}</td></tr><tr><td>{BODY}</td></tr></table>"
    reading = read(page(layout).encode(), Options())
    assert not reading.tables
    assert all(x.table is None for x in reading.lines)


def test_html_lists_of_links_within_the_text_are_left_out_but_not_annexes() -> None:
    more = f"<div><ul>{LINKS}</ul></div>"
    annexes = "<div>附件：<p><a href=1.doc>1.任务表</a></p><p><a href=2.doc>2.名单</a></p></div>"
    said = rows(page(f'<div id="zoom">{BODY}{more}{annexes}</div>'))
    assert said == [*SAID, "附件：", "1.任务表", "2.名单"]


def test_html_source_and_offsets() -> None:
    reading = read(page(BODY).encode(), Options())
    assert reading.source.media_type == "text/html"
    assert (reading.pages[0].origin, reading.pages[0].width, reading.pages[0].end) == ("text", None, len(reading.text))
    assert [x.end + 1 for x in reading.lines[:-1]] == [x.start for x in reading.lines[1:]]


@pytest.mark.parametrize(
    "body", ["", "<script>document.write('通知')</script>", "<frameset><frame src='a.html'></frameset>", "<p>&nbsp;</p>"]
)
def test_html_without_text_says_so(body: str) -> None:
    with pytest.raises(PolicyParseError) as e:
        read(page(body).encode(), Options())
    assert e.value.code == "PP107"
    assert e.value.hint


@pytest.mark.parametrize("nesting", ["<div>", "<font>", "<table><tr><td>", "<blockquote><p>"])
def test_html_nested_thousands_deep_is_read(nesting: str) -> None:
    assert SAID[1] in rows(page(nesting * 3000 + BODY))


def test_html_external_entities_are_not_fetched() -> None:
    data = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>甲&x;乙</p></body></html>'
    assert "root" not in "".join(rows(data))


def test_html_of_ten_megabytes_of_scripts_is_read_in_no_time() -> None:
    data = page(f"<script>{'var a = 1 < 2;' * 350_000}</script><div>{BODY}</div><script>{'x();' * 1_400_000}</script>").encode()
    assert len(data) > 10_000_000
    start = time.process_time()
    assert rows(data) == SAID
    assert time.process_time() - start < 5


def test_html_time_grows_with_its_length_only() -> None:
    for hostile in ("<a href=x>", "<ol><li>", "<td>", "&amp", "<p>" * 3, "</div>", "<table>"):
        start = time.process_time()
        read(page(f"<p>甲，乙。</p>{hostile * 20_000}").encode(), Options())
        assert time.process_time() - start < 5, hostile


def test_reading_a_text_loads_no_parser_of_markup() -> None:
    code = "import sys, policyparse as pp; pp.parse('关于开学的通知\\n一、做好准备。\\n'); print('lxml' in sys.modules, 'docx' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False"]
