"""Verb and object, around a quantity and without one."""
from __future__ import annotations

import pytest

from policyparse.targets.nouns import core, strip_left, subject_of
from policyparse.targets.phrases import around
from policyparse.targets.quantities import find_amounts
from policyparse.targets.sentences import segments, sentences
from policyparse.targets.tasks import task
from policyparse.targets.verbs import verb_at


def read(text: str) -> tuple[str | None, str | None]:
    """Action and object of the first quantity of a segment."""
    amount = next(iter(find_amounts(text)))
    phrase = around(text, (0, len(text)), amount, len(text), None)
    return phrase.action, text[slice(*phrase.object)] if phrase.object else None


@pytest.mark.parametrize(
    ("text", "action", "what"),
    [
        ("建设10个实训基地", "建设", "实训基地"),
        ("遴选建设10所高水平院校", "遴选建设", "高水平院校"),
        ("进一步新增床位100张", "新增", "床位"),
        ("新建改建农村公路300公里", "新建改建", "农村公路"),
        ("高等教育毛入学率达到60%", "达到", "高等教育毛入学率"),
        ("工业增加值年均增长7%左右", "增长", "工业增加值"),
        ("碳排放强度比2020年下降18%", "下降", "碳排放强度"),
        ("产业增加值翻一番", "翻", "产业增加值"),
        ("女教师占教师总数的40%", "占", "女教师"),
        ("办理时限压缩至法定时限的30%以内", "压缩至", "办理时限"),
        ("办理时限不超过5天", None, "办理时限"),
        ("师生比不高于1:18", None, "师生比"),
        ("按学生总数的1%配备校医", "配备", "校医"),
        ("按照设备投资额的50%给予补助", "给予补助", "设备投资额"),
        ("按50%给予补助", "给予", "补助"),
        ("拆除违法建设100万平方米", "拆除", "违法建设"),
        ("对专精特新企业奖励10万元", "奖励", "专精特新企业"),
        ("推荐函（一式3份）", None, "推荐函"),
        ("每县至少建设2所公办幼儿园", "建设", "公办幼儿园"),
        ("培训骨干教师不少于3000人次", "培训", "骨干教师"),
        ("人均体育场地面积达到2.8平方米", "达到", "人均体育场地面积"),
        ("打造12个智能制造、绿色制造等示范园区", "打造", "示范园区"),
        ("招募200名志愿者参加服务", "招募", "志愿者"),
        ("推荐3个典型案例报送省文化厅", "推荐", "典型案例"),
        ("开发30部课程等教学活动", "开发", "课程"),
        ("建设2所中等职业学校", "建设", "中等职业学校"),
        ("给予30万元奖励", "给予", "奖励"),
        ("设立总规模20亿元的产业基金", "设立", "产业基金"),
        ("支持12个县创建示范县", "支持", "县"),
        ("培育一家在资本实力、管理水平等方面突出的龙头机构", "培育", "龙头机构"),
        ("其中独居老人家庭10万户", None, "独居老人家庭"),
        ("单个项目补助不超过500万元", "补助", "单个项目"),
        ("对辖区内养老机构每半年至少检查1次", "检查", "辖区内养老机构"),
        ("小学组和初中组各1支队伍", None, "小学组和初中组"),
        ("入库项目数量不少于年度计划的1.5倍", None, "入库项目数量"),
        ("数据上报率保持100%", "保持", "数据上报率"),
        ("完成固定资产投资增长8%", "增长", "固定资产投资"),
        ("造林更新（含防火林带建设和植被恢复）13万亩", None, "造林更新"),
        ("乡镇供水站100%完成水质检测", "完成", "乡镇供水站"),
        ("全年培训基层卫生人员不少于800人次", "培训", "基层卫生人员"),
        ("新增绿化面积3000亩", "新增", "绿化面积"),
        ("社区卫生服务站服务人口不少于8000人", None, "社区卫生服务站服务人口"),
        ("公共充电设施服务半径在1.5公里以内", None, "公共充电设施服务半径"),
        ("设施装备配套率在上年基础上提高5个百分点", "提高", "设施装备配套率"),
        ("基本养老保险参保率保持在95%以上", "保持在", "基本养老保险参保率"),
        ("基本建成标准化厂房12万平方米", "建成", "标准化厂房"),
        ("重点行业污染物排放量削减10%以上", "削减", "重点行业污染物排放量"),
        ("推动30个项目开工建设", "推动", "项目"),
        ("保障性租赁住房新开工5000套", "新开工", "保障性租赁住房"),
        ("公共预算收入同口径增长5%", "增长", "公共预算收入"),
        ("居民收入增长快于经济增长1个百分点", "增长", "居民收入"),
        ("货物贸易总额突破300亿元", "突破", "货物贸易总额"),
        ("4A级景区增至6家", "增至", "4A级景区"),
        ("县级医院达到合格水平的比例不低于90%", None, "县级医院达到合格水平的比例"),
        ("农村就业困难人员就业800人", None, "农村就业困难人员就业"),
        ("帮助200户农户增收致富", "帮助", "农户"),
        ("选派90名医生深入基层巡诊", "选派", "医生"),
        ("推动5个养老设施建设", "推动", "养老设施建设"),
        ("给予每家5万元奖补", "给予", "奖补"),
        ("基础养老金每人每月提高15元", "提高", "基础养老金"),
        ("争取上级补助资金3亿元以上", "争取", "上级补助资金"),
        ("银行和担保机构承担的风险分担补偿比例不低于30%", None, "风险分担补偿比例"),
        ("建设项目（含改建、扩建）全流程审批时间压缩至20个工作日", "压缩至", "全流程审批时间"),
        ("细颗粒物（PM2.5）年均浓度下降6%", "下降", "细颗粒物（PM2.5）年均浓度"),
        ("改造提升20万亩", "改造提升", None),
        ("实现城镇新增就业5万人", "实现", "城镇新增就业"),
        ("60%以上的城市全面消除黑臭水体", "全面消除", "城市"),
        ("线上培训每课时不超过30分钟", None, "线上培训"),
        ("其中省级财政补助不低于2000元", None, "省级财政补助"),
        ("按不低于10%的比例开展抽查", "开展", "抽查"),
        ("安排5%用于校园绿化", "安排", "校园绿化"),
        ("带动旅游产业总规模达到500亿元", "达到", "旅游产业总规模"),
        ("学前教育经费人均不低于300元", None, "学前教育经费"),
        ("补助标准提高至每生每年6000元", "提高至", "补助标准"),
        ("优化调整公交线路15条", "优化调整", "公交线路"),
        ("实施路灯节能提升3000盏", "实施", "路灯节能提升"),
        ("60%的村庄全面完成污水治理", "全面完成", "村庄"),
        ("变更登记3个工作日办结", "办结", "变更登记"),
        ("牧区专职防疫员至少2人", None, "牧区专职防疫员"),
    ],
)
def test_around_a_quantity(text: str, action: str | None, what: str | None) -> None:
    assert read(text) == (action, what)


@pytest.mark.parametrize(
    ("text", "action", "what"),
    [
        ("制定年度实施方案", "制定", "年度实施方案"),
        ("现代治理体系基本建立", "基本建立", "现代治理体系"),
        ("改革取得突破性进展", "取得", "改革"),
        ("污水处理能力基本满足生活需求", "基本满足生活需求", "污水处理能力"),
        ("林业产业迈入高质量发展阶段", "迈入", "高质量发展阶段"),
        ("试点地区对试点情况进行评估总结", "评估总结", "试点情况"),
        ("组织本地以学校为单位进行展演活动", "组织", "展演活动"),
        ("各区县完成试点方案报批", "完成", "试点方案报批"),
        ("将自查报告报送市教育局", "报送", "自查报告"),
        ("总结材料报送领导小组办公室", "报送", "总结材料"),
        ("产品质量达到国际先进水平", "达到", "产品质量"),
        ("组织开展专项检查", "组织开展", "专项检查"),
        ("组织开展验收评估", "组织开展", "验收评估"),
        ("行政村快递服务实现全覆盖", "实现", "行政村快递服务"),
        ("场内车辆力争全面实现电动化", "力争全面实现", "场内车辆"),
        ("对进展情况进行督促检查、跟踪问效", "督促检查、跟踪问效", "进展情况"),
    ],
)
def test_without_a_quantity(text: str, action: str, what: str) -> None:
    phrase = task(text, 0, len(text))
    assert phrase is not None
    assert phrase.object is not None
    assert (phrase.action, text[slice(*phrase.object)]) == (action, what)


def test_no_predicate() -> None:
    assert task("三个重点领域", 0, 6) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("并进一步建设学校", "建设学校"),
        ("到2025年，建设学校", "建设学校"),
        ("能源消费总量", "能源消费总量"),
        ("将军路改造", "将军路改造"),
        ("应当按时报送", "按时报送"),
    ],
)
def test_what_introduces_a_segment(text: str, rest: str) -> None:
    assert text[strip_left(text, 0, len(text)) :] == rest


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("具有较强带动作用的现代农业产业园", "现代农业产业园"),
        ("“最美的风景”主题活动", "“最美的风景”主题活动"),
        ("文明实践站等工作", "文明实践站"),
        ("申报材料（含电子版和纸质版）", "申报材料"),
    ],
)
def test_core_of_a_noun(text: str, noun: str) -> None:
    part = core(text, 0, len(text))
    assert part is not None
    assert text[slice(*part)] == noun


@pytest.mark.parametrize(("text", "noun"), [("力争全市森林覆盖率", "全市森林覆盖率"), ("推动就业率均", "就业率"), ("原则上", None), ("持证教师（取得双重资格的教师）", "持证教师")])
def test_subject(text: str, noun: str | None) -> None:
    part = subject_of(text, 0, len(text))
    assert (text[slice(*part)] if part else None) == noun


@pytest.mark.parametrize(
    ("text", "verb"), [("培训教师", "培训"), ("培训机构", None), ("报告事项", None), ("设备更新", None), ("增加值", None), ("实施方案", None)]
)
def test_a_verb_is_a_word_of_its_own(text: str, verb: str | None) -> None:
    m = verb_at(text, 0)
    assert (m.word if m else None) == verb


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一是建设（含改建。扩建）学校。二是培训", ["一是建设（含改建。扩建）学校", "二是培训"]),
        ("完成《规划。纲要》编制！", ["完成《规划。纲要》编制"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == parts


def test_segments_respect_quotes_and_brackets() -> None:
    text = "建设“智慧，校园”（县，市），培训；检查"
    assert [text[a:b] for a, b in segments(text)] == ["建设“智慧，校园”（县，市）", "培训", "检查"]
