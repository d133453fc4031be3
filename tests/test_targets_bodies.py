"""Who has to do it: the subject of a sentence. ▲ marks the predicate."""
from __future__ import annotations

import time

import pytest

from policyparse import extract
from policyparse.reading.text import read_string
from policyparse.targets.bodies import subject_bodies
from policyparse.targets.organs import is_organ, split_names
from policyparse.targets.subjects import find_subject


def subject(marked: str) -> list[str]:
    at, text = marked.index("▲"), marked.replace("▲", "")
    return [text[a:b] for (a, b), helps in find_subject(text, 0, len(text), at) if not helps]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各市州教育局、省属高校于6月底前▲报送材料", ["各市州教育局", "省属高校"]),
        ("2025年底前，市教育局和市财政局▲建成20所学校", ["市教育局", "市财政局"]),
        ("到2025年，各县（市、区）▲建成1所综合高中", ["各县（市、区）"]),
        ("各单位请于5月8日前将回执▲发送至邮箱", ["各单位"]),
        ("各承办单位应在10个工作日内▲答复建议人", ["各承办单位"]),
        ("由市发展改革委牵头，会同市财政局▲制定1项办法", ["市发展改革委"]),
        ("省教育厅委托省教科院于6月底前▲完成评估", ["省教育厅"]),
        ("各区、县（市）至少▲办好1所养老机构", ["各区、县（市）"]),
        ("各县（市、区）人民政府每年▲安排不少于500万元", ["各县（市、区）人民政府"]),
        ("各级党委和政府应当每年▲召开1次会议", ["各级党委", "政府"]),
        ("市、县（市、区）教育行政部门每学年▲开展1次督导", ["市、县（市、区）教育行政部门"]),
        ("市和区县都要每三年▲组织一次监测", ["市", "区县"]),
        ("市、区协同▲共建3个园区", ["市", "区"]),
        ("请各地各校于5月10日前▲报送总结", ["各地", "各校"]),
        ("联系人信息请各推荐单位于8月1日前▲发送至邮箱", ["各推荐单位"]),
        ("由省教育厅牵头，2023年6月底前▲制定标准", ["省教育厅"]),
        ("国家发展改革委、工业和信息化部等部门▲制定10项标准", ["国家发展改革委", "工业和信息化部"]),
        ("省科技厅、省卫生健康委等5部门▲开展联合检查", ["省科技厅", "省卫生健康委"]),
        ("长沙市、株洲市要率先▲建成2个园区", ["长沙市", "株洲市"]),
        ("有条件的学校▲开设2门课程", ["有条件的学校"]),
        ("学生数在200人以上的学校应▲配备1名校医", ["学校"]),
        ("各级融资担保、再担保机构要▲降低费率", ["各级融资担保、再担保机构"]),
        ("组织各地区▲完成自查", ["各地区"]),
        ("受理机关应当自受理之日起20个工作日内▲作出决定", ["受理机关"]),
        ("各市教育局（含直属单位）于3月底前▲报送计划", ["各市教育局"]),
        ("经开区管委会▲新建3所学校", ["经开区管委会"]),
        ("县级以上人民政府应当在6个月内▲制定细则", ["县级以上人民政府"]),
        ("省级财政▲安排专项资金3000万元", ["省级财政"]),
        ("由区财政按每户500元的标准▲给予补贴", ["区财政"]),
        ("各级财政、教育部门每年▲开展1次清查", ["各级财政、教育部门"]),
        ("厅每月10日▲通报一次进展", ["厅"]),
        ("局里组织▲编写案例5个", ["局里"]),
        ("建设主体应于每年2月底前▲提出申请", ["建设主体"]),
        ("各省份要▲认定3家实训基地", ["各省份"]),
        ("各驻村工作队每年至少▲走访农户两遍", ["各驻村工作队"]),
        ("市、县两级财政每年▲安排不少于80万元", ["市、县两级财政"]),
        ("省防指4月上旬▲组织6个检查组", ["省防指"]),
        ("各街道办事处5月15日前▲完成清查", ["各街道办事处"]),
        ("市、县、乡三级汛前各▲组织1次演练", ["市、县、乡三级"]),
        ("省级在分配资金时▲给予300万元奖励", ["省级"]),
        ("请各校高度重视，确保学生参与率▲不低于90%", ["各校"]),
    ],
)
def test_subject_of_the_predicate(sentence: str, expected: list[str]) -> None:
    assert subject(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各高校要完善制度，按照规定配备教师，每年▲开展1次评估", ["各高校"]),
        ("各市州要高度重视，责任到人，于12月底前▲完成整改", ["各市州"]),
        ("各中学每周开设课程：高一▲2节；高二▲3节".replace("▲3", "3"), ["各中学"]),
        ("省财政厅统筹资金，各市州▲建设1个中心", ["各市州"]),
        ("市妇联帮扶困难家庭800户，▲发放慰问金不少于60万元", ["市妇联"]),
        ("各区自5月8日起，每周五下午5时前▲报送情况", ["各区"]),
        ("各市于9月底前制定计划，每季度首月5日前▲报送数据", ["各市"]),
        ("市水务局每月组织巡查2次，每季度会同市公安局▲开展一次执法", ["市水务局"]),
    ],
)
def test_subject_from_before_in_the_sentence(sentence: str, expected: list[str]) -> None:
    assert subject(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "请及时组织编制县（市、区）建设方案，于3月29日前▲报送",
        "到2025年，▲建设30个中心",
        "全省▲建设30个中心",
        "学生每年▲参加2次活动",
        "申请人应在30日内▲提交材料",
        "评审会应于3月底前▲召开",
        "公共厕所每日▲开放16小时",
        "项目所在村▲增加1家",
        "区城管局每月检查2次，检查结果每季度▲公布",
        "省级▲给予100万元",
        "支持企业▲建设10个中心",
        "鼓励高校▲开设课程2门",
        "学校食堂▲设置窗口3个",
        "学校体育课程每周▲达到3节",
        "各市州办好1所高职院校，全省▲遴选10所高职院校",
        "各市州办好1所高职院校，▲遴选建设10所高职院校",
        "组织各地区开展自查，2019年▲修订办法",
        "对考核优秀的单位，▲给予50万元奖励",
        "各区县要加强管理，学生体质合格率▲达到95%",
        "新引进的10家企业▲投产",
        "规范机构收费的行为，6月底前▲完成",
        "所有社区医院和乡镇卫生院设立中医馆，▲遴选名中医50名",
    ],
)
def test_no_body_is_the_subject(sentence: str) -> None:
    assert subject(sentence) == []


def test_a_department_of_a_party_committee_is_one_name() -> None:
    found, = extract("市委组织部于2024年11月底前组织评估。")
    assert [body.raw for body in found.bodies] == ["市委组织部"]


def test_a_rate_is_no_part_of_a_name() -> None:
    found, = extract("工作者薪酬按不低于全市非私营单位平均工资的80%确定。")
    assert found.bodies == ()


def test_whose_the_thing_is_does_not_act() -> None:
    assert [target.bodies for target in extract("政府性担保机构平均担保费率降至1%以下。")] == [()]


def test_one_after_huitong_supports() -> None:
    reading = read_string("省教育厅会同省财政厅每年遴选3所学校。\n")
    bodies = subject_bodies(reading.view(reading.lines[0]), 0, 18, 11, None, reading, None)
    assert [(b.raw, b.role) for b in bodies] == [("省教育厅", "subject"), ("省财政厅", "support")]


def test_spans_point_at_the_names() -> None:
    reading = read_string("到2025年，各 市州教育局建成1个中心。\n")
    view = reading.view(reading.lines[0])
    (body,) = subject_bodies(view, 0, len(view), view.text.index("建成"), None, reading, None)
    assert reading.text[body.spans[0].start : body.spans[0].end] == body.raw == "各 市州教育局"


@pytest.mark.parametrize("name", ["省教育厅", "各级党委", "共青团中央", "申报单位", "学校", "市人大常委会", "国资委"])
def test_organs(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize("name", ["社会", "全部", "本科", "运行", "举办", "场所", "学生", "完成时限", "局", "部署"])
def test_what_only_ends_like_an_organ(name: str) -> None:
    assert not is_organ(name)


def test_a_long_list_that_leads_nowhere_is_given_up_at_once() -> None:
    text = "、".join(["市局", "县委", "省厅"] * 30) + "的情况汇总表"
    began = time.perf_counter()
    assert find_subject(text, 0, len(text), len(text)) == ()
    assert time.perf_counter() - began < 1


def test_etc_alone_names_nobody() -> None:
    text = "省教育厅、等有关部门"
    assert [text[a:b] for a, b in split_names(text, 0, len(text))] == ["省教育厅"]


def test_a_sentence_that_begins_with_who_helps_names_nobody_before() -> None:
    (found,) = find_subject("会同市财政局于2024年8月底前修订补贴目录", 0, 21, 16)
    assert found == ((2, 6), True)
