"""Each reason why a quantity is no promise, by itself and in its place."""
from __future__ import annotations

import time
from datetime import date

import pytest

import policyparse as pp
from policyparse.targets.candidate import Candidate
from policyparse.targets.deadlines import find_deadlines
from policyparse.targets.judge import REASONS, is_narrative, promises_task, says_who_may, why_not
from policyparse.targets.mood import moods
from policyparse.targets.quantities import find_amounts
from policyparse.targets.sentences import depths

HOLDS = dict(REASONS)


def candidate(text: str, which: int = 0, own_date: bool = False) -> Candidate:
    """The quantity `which` of a text without commas."""
    amounts = list(find_amounts(text))
    amount, whole = amounts[which], (0, len(text))
    mood = moods(text, [whole], [own_date])[0]
    return Candidate(text, whole, amount, depths(text)[amount.number_at], own_date, which + 1 < len(amounts), mood)


CASES = [
    ("those it is shared out among", "14个市州各建设1所实训中心", "建设14个实训中心"),
    ("part of a name or an ordinal", "实施三年行动", "建设三个中心"),
    ("part of a name or an ordinal", "对前10名企业给予支持", "对10名学员给予支持"),
    ("part of a name or an ordinal", "监测的2000家企业上报率保持100%", "监测2000家企业"),
    ("part of a name or an ordinal", "第2—6批名单", "建设2—6批"),
    ("part of a name or an ordinal", "升级千兆光纤", "升级千家企业"),
    ("part of a name or an ordinal", "误差控制在±5%", "误差控制在5%"),
    ("what is left behind", "将8个审批环节压减到3个", "减少8个审批环节"),
    ("what is left behind", "平均办理时间从20天压缩至5天", "办理时间压缩至20天"),
    ("said aside", "建设站点（共3个）", "建设站点3个"),
    ("reached before", "已建成12个中心", "计划建成12个中心"),
    ("reached before", "去年完成投资3亿元", "完成投资3亿元"),
    ("a formula", "补助额=人数×500元", "每人补助500元"),
    ("an example", "例如某企业投资1000万元", "某项投资1000万元"),
    ("a definition", "小型企业是指100人的企业", "培训企业职工100人"),
    ("who may apply, or a penalty", "申报单位成立3年以上", "建设周期3年以上"),
    ("who may apply, or a penalty", "年龄不超过35周岁", "规模不超过35人"),
    ("who may apply, or a penalty", "罚款500元", "补助500元"),
    ("who may apply, or a penalty", "处以5万元以下的罚款", "给予5万元以下的补助"),
    ("what a thing is made of", "专家组由5名成员组成", "聘请5名专家"),
    ("the step of a rate", "每增加1人", "增加1人"),
    ("the step of a rate", "每培育1家企业", "每年培育1家企业"),
    ("the extent of a thing", "项目总投资3亿元", "完成投资3亿元"),
    ("the extent of a thing", "建设内容包括厂房3栋", "建设厂房3栋"),
    ("the extent of a thing", "淘汰35蒸吨以下锅炉", "用水量控制在35吨以下"),
    ("a formula", "按80人核定经费", "按80人的规模建设"),
    ("a definition", "1学分相当于10课时", "完成10课时"),
    ("who may apply, or a penalty", "处骗取金额2倍以上4倍以下罚款", "提高到2倍以上"),
    ("what a thing is made of", "笔试成绩占40%", "女教师占40%"),
    ("reached before", "共对30个地方予以表扬", "共同对30个地方开展督导"),
    ("who may apply, or a penalty", "扣减次年招生计划15%", "招生计划增加15%"),
    ("the extent of a thing", "取消60人以上大班额", "培训60人以上"),
    ("points back", "上述8家企业", "培育8家企业"),
    ("points back", "甲公司等8家企业", "关停甲公司等8家企业"),
    ("describes a thing", "抓好甲公司20万吨纯碱等项目建设", "抓好20万吨纯碱生产"),
    ("describes a thing", "杜绝5人以上事故", "培训5人以上"),
    ("a condition", "超过3个月未开工的项目", "工期不超过3个月"),
    ("a time that nothing asks for", "普及15年基础教育", "保存15年"),
    ("what a thing is made of", "实行百分制，现场答辩占40%".replace("，", ""), "现场核查占40%"),
    ("who may apply, or a penalty", "处违法所得的1倍以上罚款3倍", "提高到3倍"),
    ("part of a name or an ordinal", "二类50万元", "两类企业"),
    ("a condition", "参训率低于60%的", "参训率不低于60%"),
    ("describes a thing", "超100亿元的20个", "超100亿元"),
    ("describes a thing", "对收缴率低于70%的县", "收缴率不低于70%"),
    ("a word rather than a count", "千人以上供水工程", "培训干部千人以上"),
    ("describes a thing", "产值超100亿元的企业", "产值超100亿元"),
    ("a time that nothing asks for", "有3年的管理经历", "培训时间不少于3天"),
    ("money that nobody gives", "面值100元", "奖励100元"),
    ("a word rather than a count", "每年选派教师到三类学校", "每年建设三所学校"),
    ("a word rather than a count", "坚持一个目标", "建设三个中心"),
    ("says how many there are", "改造内容包括管网、路面、照明3类", "设置照明3类"),
    ("says how many there are", "共有12项", "建设12项"),
]


def test_a_case_that_ends_in_de_is_a_condition() -> None:
    text = "首次列入百家重点企业的，给予奖励"
    [amount] = find_amounts(text)
    assert HOLDS["a condition"](Candidate(text, (0, text.index("，")), amount))


def test_every_reason_is_tested() -> None:
    assert {name for name, _, _ in CASES} == set(HOLDS)


@pytest.mark.parametrize(("name", "text", "other"), CASES)
def test_reason_holds(name: str, text: str, other: str) -> None:
    assert HOLDS[name](candidate(text))
    assert not HOLDS[name](candidate(other))


@pytest.mark.parametrize(("name", "text", "other"), CASES)
def test_no_promise(name: str, text: str, other: str) -> None:
    assert why_not(candidate(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "建设10个实训基地",
        "高等教育毛入学率达到60%",
        "给予每户5000元补助",
        "培训教师不少于3000人次",
        "审批时限压缩至3天",
        "每县至少建设一所",
        "新建三座水厂",
        "总容量达到50万千瓦以上",
        "推荐函（一式3份）",
        "共建12个实验室",
        "80%的社区建成综合服务中心",
        "电网具备5%以上的尖峰响应能力",
        "学生实习每天工作时间不超过8小时",
        "减免小微企业3个月租金",
        "每个单位确定1名联络员",
    ],
)
def test_promise(text: str) -> None:
    assert why_not(candidate(text)) is None


def test_many_quantities_of_one_segment_take_time_that_grows_with_them() -> None:
    took = []
    for size in (400, 4_000):
        begin = time.process_time()
        pp.extract("已纳入近3年每增加" * size)
        took.append(time.process_time() - begin)
    assert took[1] < 50 * took[0] + 0.2  # each reading all words of the segment would take a hundred times


def test_a_date_makes_the_past_a_promise() -> None:
    assert why_not(candidate("累计完成改造20个")) == "reached before"
    assert why_not(candidate("累计完成改造20个", own_date=True)) is None


@pytest.mark.parametrize(
    ("heading", "narrative"),
    [("基本情况", True), ("面临的形势", True), ("存在问题", True), ("主要成效", True), ("取得整治新成效", False), ("主要目标", False), ("形势与任务", False), ("重点举措", False)],
)
def test_narrative_headings(heading: str, narrative: bool) -> None:
    assert is_narrative(heading) is narrative


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("集中整治阶段（2022年6月20日至7月2日）", False),
        ("2022年6月底前完成整改", True),
        ("2022年6月底前已完成整改", False),
        ("2020年6月底前完成整改", False),
        ("本办法自2022年6月1日起施行", False),
        ("有效期至2025年12月31日", False),
    ],
)
def test_tasks(text: str, promised: bool) -> None:
    issued = date(2022, 3, 20)
    [when] = find_deadlines(text, issued)
    assert promises_task(text, (0, len(text)), when, issued) is promised


@pytest.mark.parametrize(
    ("heading", "says"),
    [("申报条件", True), ("招生对象和范围", True), ("补助对象", True), ("补助对象和标准", False), ("参赛对象", False),
     ("改善住宿条件", False), ("改善条件的资格", True)],
)
def test_headings_that_say_who_may(heading: str, says: bool) -> None:
    assert says_who_may(heading) is says
