"""Titles with wrong, lost and added characters: set right from the notice's other words, and from those alone."""
from __future__ import annotations

import pytest

import policyparse as pp
from policyparse.letterhead.parts import Head
from policyparse.letterhead.wording import read_again
from policyparse.records import Header
from policyparse.view import View


def text_of(title: str, foot: str = "", body: str = "", top: str = "") -> str:
    body = body or "一、提高认识。各地要高度重视。\n二、抓好落实。各单位要认真组织实施。"
    return "\n".join(x for x in (top, title, "各县（区）人民政府，市政府各部门：", body, foot) if x)


def put_out(name: str, foot: str, body: str = "") -> str:
    return text_of(f"云南省玉溪市人民政府关于印发{name}的通知", foot, body)


def after(name: str, below: str = "为提升卫生院能力，制定本方案。\n一、总体要求\n加强卫生院建设。\n二、保障措施\n加大投入。") -> str:
    return f"玉溪市人民政府\n2023年3月8日\n{name}\n{below}"


SIGNED = "玉溪市人民政府\n2023年3月8日"
MENDED: dict[str, tuple[str, str]] = {
    "the plan's own title": (
        put_out("玉溪市乡镇卫生院能力捉升实施方案", after("玉溪市乡镇卫生院能力提升实施方案", "为推进能力提升，制定本方案。\n一、总体要求\n加强建设。")),
        "云南省玉溪市人民政府关于印发玉溪市乡镇卫生院能力提升实施方案的通知"),
    "no character of any word": (
        put_out("玉溪市乡镇卫生院能力提升实施方桉", after("玉溪市乡镇卫生院能力提升实施方案")),
        "云南省玉溪市人民政府关于印发玉溪市乡镇卫生院能力提升实施方案的通知"),
    "a sign in a character's place": (
        put_out("《玉溪市乡镇卫□院能力提升实施方案》", after("玉溪市乡镇卫生院能力提升实施方案")),
        "云南省玉溪市人民政府关于印发《玉溪市乡镇卫生院能力提升实施方案》的通知"),
    "named in the text": (
        put_out("《玉溪市湿地保护与修复规划》".replace("湿", "温"), SIGNED,
                "现将《玉溪市湿地保护与修复规划》印发给你们。\n一、湿地保护工作要抓紧。加强湿地保护。\n二、抓好落实。"),
        "云南省玉溪市人民政府关于印发《玉溪市湿地保护与修复规划》的通知"),
    "a lost character": (
        put_out("《玉溪市中小学教师培训行动划》".replace("动划", "动计划"). replace("教师培", "教培"), SIGNED,
                "现将《玉溪市中小学教师培训行动计划》印发给你们。\n一、加强教师培训。\n二、抓好落实。"),
        "云南省玉溪市人民政府关于印发《玉溪市中小学教师培训行动计划》的通知"),
    "a doubled character": (
        put_out("《玉溪市中小学教教师培训行动计划》", SIGNED,
                "现将《玉溪市中小学教师培训行动计划》印发给你们。\n一、小学教师培训要加强。\n二、抓好落实。"),
        "云南省玉溪市人民政府关于印发《玉溪市中小学教师培训行动计划》的通知"),
    "list of attachments": (
        put_out("玉溪市乡村道路养护办法".replace("养", "荞"), "附件：玉溪市乡村道路养护办法\n" + SIGNED),
        "云南省玉溪市人民政府关于印发玉溪市乡村道路养护办法的通知"),
    "web page's table": (
        text_of("玉溪市人民政府关于做好秋季植树造休工作的通知", SIGNED, "一、秋季植树造林要抓紧。\n二、抓好落实。",
                top="索引号：5304/2023-001\n发文机关：玉溪市人民政府\n标题：玉溪市人民政府关于做好秋季植树造林工作的通知\n发文字号：玉政发〔2023〕5号"),
        "玉溪市人民政府关于做好秋季植树造林工作的通知"),
    "an issuer who signs": (
        text_of("玉溪市人民攻府关于做好秋季植树造林工作的通知", SIGNED), "玉溪市人民政府关于做好秋季植树造林工作的通知"),
    "an issuer's department": (
        text_of("云南省教肓厅关于做好秋季招生工作的通知", "云南省教育厅\n2023年3月8日"), "云南省教育厅关于做好秋季招生工作的通知"),
    "an issuer, by the lexicon alone": (
        text_of("云甫省教育厅关于做好秋季招生工作的通知", "2023年3月8日"), "云南省教育厅关于做好秋季招生工作的通知"),
    "a department, by the lexicon alone": (
        text_of("云南省教肓厅关于做好秋季招生工作的通知", "2023年3月8日"), "云南省教育厅关于做好秋季招生工作的通知"),
    "the notice's region in what it puts out": (
        text_of("云南省教育厅关于印发《云甫省学前教育行动计划》的通知", "云南省教育厅\n2023年3月8日"),
        "云南省教育厅关于印发《云南省学前教育行动计划》的通知"),
    "issuer and plan both": (
        text_of("云甫省教育厅关于印发《乡村学校休育工作方案》的通知", "云南省教育厅\n2023年3月8日",
                "现将《乡村学校体育工作方案》印发给你们。\n一、学校体育要加强。\n二、抓好落实。"),
        "云南省教育厅关于印发《乡村学校体育工作方案》的通知"),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_title_is_mended_from_its_words_elsewhere(name: str) -> None:
    text, title = MENDED[name]
    notice = pp.parse(text)
    assert notice.header.title is not None
    assert notice.header.title.text == title
    assert notice.header.title.raw in text
    repairs = [r for r in notice.repairs if r.kind == "title-mended"]
    assert repairs
    assert all(r.spans and r.before != r.after and r.after in title for r in repairs)
    assert notice.header.document_type == "通知"


@pytest.mark.parametrize(("title", "signed", "issuer"), [
    ("云甫省教育厅关于做好招生工作的通知", "", "云南省教育厅"),
    ("云南省教肓厅关于做好招生工作的通知", "云南省教育厅", "云南省教育厅"),
    ("云南省教肓厅 云南省财政厅关于做好招生工作的通知", "云南省教育厅\n云南省财政厅", "云南省教育厅"),
])
def test_an_issuer_that_the_title_misread_is_named_right(title: str, signed: str, issuer: str) -> None:
    notice = pp.parse(text_of(title, f"{signed}\n2023年3月8日"))
    assert notice.header.issuers[0].name == issuer
    assert len(notice.header.issuers) == max(1, len(signed.split()))


def test_a_running_head_tells_too() -> None:
    title, running = "关于做好古树名本保护工作的通知", "关于做好古树名木保护工作的通知"
    views = [View.of(x, [(0, len(x))]) for x in (title, running)]
    head = Head(header=Header(), blocks=[], rest=[], running=[views[1], views[1]])
    assert [(s.start, s.end, s.after) for s in read_again(head, [], views[0]).mended] == [(7, 8, "木")]


OTHERS: dict[str, tuple[str, str]] = {
    "细则 for 方案": ("《玉溪市湿地保护实施方案》", "《玉溪市湿地保护实施细则》"),
    "another year": ("《2023年湿地保护工作要点》", "《2022年湿地保护工作要点》"),
    "another batch": ("《第三批湿地保护项目名单》", "《第二批湿地保护项目名单》"),
    "another level": ("《玉溪市市级湿地保护办法》", "《玉溪市县级湿地保护办法》"),
    "another school": ("《普通高中招生工作方案》", "《普通高校招生工作方案》"),
    "another subject": ("《本科学校招生工作方案》", "《专科学校招生工作方案》"),
    "on trial": ("《玉溪市湿地保护管理办法（试行）》", "《玉溪市湿地保护管理办法》"),
    "with 的": ("《玉溪市加强湿地保护的意见》", "《玉溪市加强湿地保护意见》"),
    "with 和": ("《玉溪市加强和改进湿地保护意见》", "《玉溪市加强改进湿地保护意见》"),
    "up for down": ("《湿地上游保护工作方案》", "《湿地下游保护工作方案》"),
    "not yet for already": ("《未建湿地保护工作方案》", "《末建湿地保护工作方案》"),
    "a longer name": ("《湿地保护工作方案》", "《湿地保护修复工作方案》"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_of_another_document_leaves_the_title_alone(name: str) -> None:
    title, other = OTHERS[name]
    notice = pp.parse(put_out(title, SIGNED, f"一、按{other}执行。\n二、{other}有效。{other}另行印发。"))
    assert notice.header.title is not None
    assert title in notice.header.title.text
    assert not [r for r in notice.repairs if r.kind == "title-mended"]
    assert not [d for d in notice.diagnostics if d.code == "PP211"]


@pytest.mark.parametrize(("body", "foot"), [
    # one place has the title's word, another the other
    ("现将《玉溪市温地保护规划》印发给你们。\n一、湿地要保护。\n二、《玉溪市湿地保护规划》由市林草局解释。", SIGNED),
    # a single place, and both are words
    ("一、抓好落实。\n二、《玉溪市湿地保护规划》由市林草局解释。", SIGNED),
])
def test_where_the_evidence_disagrees_the_title_stays(body: str, foot: str) -> None:
    notice = pp.parse(put_out("《玉溪市温地保护规划》", foot, body))
    assert notice.header.title is not None
    assert "温地" in notice.header.title.text
    assert [d.code for d in notice.diagnostics if d.code == "PP211"] == ["PP211"]
    assert not [r for r in notice.repairs if r.kind == "title-mended"]


def test_an_issuer_under_its_short_form_was_not_misread() -> None:
    text = (
        "中共赤峰市委\n赤峰市人民政府\n文件\n赤发〔2021〕9号\n中共赤峰市委赤峰市人民政府关于推进乡村建设的实施意见\n各旗县区党委：\n一、抓好落实。\n"
        "中共赤峰市委\n赤峰市人民政府\n2021年3月8日"
    )
    notice = pp.parse(text)
    assert notice.header.title is not None and notice.header.title.text == "中共赤峰市委赤峰市人民政府关于推进乡村建设的实施意见"
    assert [body.name for body in notice.header.issuers] == ["中共赤峰市委员会", "赤峰市人民政府"]


@pytest.mark.parametrize("title", [
    "玉溪市教育局关于做好招生工作的通知",  # signed by another body of the same kind
    "市教育局关于做好招生工作的通知",
    "云南教育厅关于做好招生工作的通知",
    "云南省教育厅关于做好招生工作的通知",
])
def test_an_issuer_that_may_be_meant_is_left_alone(title: str) -> None:
    notice = pp.parse(text_of(title, "玉溪市教育体育局\n2023年3月8日"))
    assert notice.header.title is not None
    assert notice.header.title.text == title
