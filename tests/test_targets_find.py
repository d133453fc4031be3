"""Sentences and notices → targets."""
from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyparse as pp
from policyparse import extract
from policyparse.options import Options
from policyparse.records import Target


def short(t: Target) -> tuple[str | None, str | None, Any, str | None]:
    """Action, object, value and deadline of a target."""
    when = t.deadline
    due = when and (when.date or when.recurrence or (when.within and f"{when.within.value}{when.within.unit}") or when.month_day)
    return t.action, t.object, t.quantity and float(t.quantity.value), due


def notice(*body: str, title: str = "关于推进某项工作的通知", issued: str = "2022年3月20日") -> pp.Notice:
    rows = ["海州市教育局", title, "各区教育局：", *body, "海州市教育局", issued]
    return pp.parse("\n".join(rows) + "\n")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("到2025年，建设示范基地20个。", [("建设", "示范基地", 20, "2025-12-31")]),
        (
            "到2030年，非化石能源消费比重达到25%左右，风电装机容量达到1200万千瓦以上。",
            [("达到", "非化石能源消费比重", 25, "2030-12-31"), ("达到", "风电装机容量", 12000000, "2030-12-31")],
        ),
        (
            "改造老旧小区120个，惠及居民3.2万户，加装电梯200部。",
            [("改造", "老旧小区", 120, None), ("惠及", "居民", 32000, None), ("加装", "电梯", 200, None)],
        ),
        (
            "建设10个产业学院、5个实训中心。",
            [("建设", "产业学院", 10, None), ("建设", "实训中心", 5, None)],
        ),
        (
            "覆盖率2023年达到40%、2024年达到60%。",
            [("达到", "覆盖率", 40, "2023-12-31"), ("达到", "覆盖率", 60, "2024-12-31")],
        ),
        ("县级自查在项目完工后1个月内完成。", [("完成", "县级自查", None, "1个月")]),
        ("到2030年，当年新增电动车辆占比达到40%。", [("达到", "当年新增电动车辆占比", 40, "2030-12-31")]),
        ("废塑料、废玻璃等6种再生资源回收量达到80万吨。", [("达到", "再生资源回收量", 800000, None)]),
        ("要在每个季度第1个月的20日前，将调度情况报市政府督查室。", [("报", "调度情况", None, "quarter")]),
        ("每家企业每年最高奖励50万元。", [(None, None, 500000, None)]),
        ("网上申报的截止时间为2023年6月30日。", [("申报", "网上申报", None, "2023-06-30")]),
        ("报名日期：2023年3月1日至3月15日。", [("报名", "报名", None, "2023-03-15")]),
        ("2023年度考核任务应当纳入年终评价。", []),
        ("投诉举报应在7个工作日内办结，满意率达到95%。", [("办结", "投诉举报", None, "7工作日"), ("达到", "满意率", 95, None)]),
        ("全市碳排放力争2030年前达到峰值。", [("达到", "全市碳排放", None, "2030-12-31")]),
        (
            "到2025年，近视率力争每年降低1个百分点，体质优良率明显提高。",
            [("明显提高", "体质优良率", None, "2025-12-31"), ("降低", "近视率", 1, "year")],
        ),
        ("各校于5月20日前将作品报送至组委会，每校限报5件。", [("报送", "作品", None, "05-20"), ("限报", "作品", 5, None)]),
        ("参会名单请于4月10日前反馈。", [("反馈", "参会名单", None, "04-10")]),
        ("自查情况于7月15日前报送我厅法规处。", [("报送", "自查情况", None, "07-15")]),
        ("各地要在2023年12月底前将专项规划印发实施。", [("印发实施", "专项规划", None, "2023-12-31")]),
        ("组织实施（5月至11月）。", []),
        ("省财政每年安排2亿元。", [("安排", None, 200000000, "year")]),
        ("2024年前，甲成网，乙投产，丙通车，产业生态初步构建。", [("初步构建", "产业生态", None, "2024-12-31")]),
        ("2024年年底前，所有乡镇卫生院均设置理疗室。", [("设置", "理疗室", None, "2024-12-31")]),
        ("请各校于2023年9月15日前将落实情况书面报送省教育厅。", [("报送", "落实情况", None, "2023-09-15")]),
        ("由学校提出申请，县教育局在15个工作日内完成审核。", [("完成", "审核", None, "15工作日")]),
        ("2023年底前，对存量危房进行安全鉴定。", [("安全鉴定", "存量危房", None, "2023-12-31")]),
        ("2023年底前完成入海排污口排查。", [("完成", "入海排污口排查", None, "2023-12-31")]),
        ("2023年底前，各县要对培训机构开展一次全面排查。", [("开展", "全面排查", 1, "2023-12-31")]),
        ("2023年3月20日前，各镇要对沿街门店、摊点逐一登记。", [("逐一登记", "沿街门店、摊点", None, "2023-03-20")]),
        ("2023年6月底前，对群众投诉集中的问题实行挂牌督办。", [("挂牌督办", "群众投诉集中的问题", None, "2023-06-30")]),
        ("2023年9月底前，两部门共同确定培训目录。", [("确定", "培训目录", None, "2023-09-30")]),
        ("各社区要将整治计划于2023年4月5日前细化到楼栋。", [("细化", "整治计划", None, "2023-04-05")]),
        ("纸质材料2023年9月25日前送至县文化馆。", [("送", "纸质材料", None, "2023-09-25")]),
        ("2023年底前新建东湖、西山等3所公办幼儿园。", [("新建", "公办幼儿园", 3, "2023-12-31")]),
        ("2023年10月底前，无证经营动态清零。", [("动态清零", "无证经营", None, "2023-10-31")]),
        ("2024年5月底前，各项指标全部达到国家标准。", [("全部达到", "各项指标", None, "2024-05-31")]),
        ("新增床位200张，2023年8月底前投入使用。", [("新增", "床位", 200, "2023-08-31")]),
        ("2023年8月底前对辖区350家餐饮单位开展一遍检查。", [
            (None, "餐饮单位", 350, "2023-08-31"), ("开展", "检查", 1, "2023-08-31")
        ]),
        ("上年受损的312处堤坝，2024年5月15日前全部完工。", [("完工", "堤坝", 312, "2024-05-15")]),
        ("2022年受理的37件信访积案，2024年3月底前全部办结。", [("办结", "信访积案", 37, "2024-03-31")]),
        ("对存在隐患的46公里老旧管道，2024年11月底前完成更新改造。", [("完成更新改造", "老旧管道", 46, "2024-11-30")]),
        ("2023年6月至2024年8月，累计培训从业人员9万人次；其中，司机5万人次，厨师4万人次。", [
            ("培训", "从业人员", 90000, "2024-08-31"), (None, "司机", 50000, "2024-08-31"),
            (None, "厨师", 40000, "2024-08-31"),
        ]),
        ("各县要将20个行政村列入整治范围。", [("列入", "行政村", 20, None)]),
        ("将36个老旧小区全部改造完毕。", [("改造", "老旧小区", 36, None)]),
        ("为低保家庭实施居家改造，每年不少于150户。", [("实施", "居家改造", 150, "year")]),
        ("2025年底前完成75%以上的整治任务，2026年底前全部销号。", [
            ("完成", "整治任务", 75, "2025-12-31"), ("销号", "整治", None, "2026-12-31")
        ]),
        ("港口企业要在2024年11月30日前将应急预案报所在地管理部门备案。", [("报", "应急预案", None, "2024-11-30")]),
        ("施工单位应当于每年6月30日前向水务部门报告方案实施情况。", [("报告", "方案实施情况", None, "year")]),
        ("评审会应于材料齐备后20个工作日内召开。", [("召开", "评审会", None, "20工作日")]),
        ("各区于每年11月10日前完成自查，形成自评报告。", [("完成", "自查", None, "year"), ("形成", "自评报告", None, "year")]),
        ("企业于2024年6月20日前填写申报书，并提交至县商务局。", [
            ("填写", "申报书", None, "2024-06-20"), ("提交", "申报书", None, "2024-06-20")
        ]),
        ("各县于2023年3月底前报送自查报告，由市水务局组织抽查。", [("报送", "自查报告", None, "2023-03-31")]),
        ("2023年10月底前，省水利厅对各地实施情况进行评估。", [("评估", "各地实施情况", None, "2023-10-31")]),
        ("2023年底前完成对辖区内医院的督导检查。", [("完成", "督导检查", None, "2023-12-31")]),
        ("2023年8月底前项目全部竣工投用。", [("全部竣工投用", "项目", None, "2023-08-31")]),
        ("各镇每月对辖区内工地至少检查1次，每季度通报1次检查结果。", [
            ("检查", "辖区内工地", 1, "month"), ("通报", "检查结果", 1, "quarter"),
        ]),
        ("到2030年，实现县域内教育均衡发展。", [("实现", "县域内教育均衡发展", None, "2030-12-31")]),
        ("每年12月底前报送工作总结。", [("报送", "工作总结", None, "year")]),
        ("自收到申请之日起20个工作日内作出决定。", [("作出", "决定", None, "20工作日")]),
        ("能耗强度比2020年下降13.5%。", [("下降", "能耗强度", 13.5, None)]),
        ("每人每月发放生活补贴3000元。", [("发放", "生活补贴", 3000, None)]),
        ("实施危桥改造200座、安防工程5000公里。", [("实施", "危桥改造", 200, None), ("实施", "安防工程", 5000, None)]),
        ("将居民养老金最低标准每人每月提高5元。", [("提高", "居民养老金最低标准", 5, None)]),
        ("建成1所标准化敬老院。", [("建成", "标准化敬老院", 1, None)]),
        ("于3月15日前报送方案。", [("报送", "方案", None, "03-15")]),
        (
            "建成县级示范社区12个、市级示范专业群30个，教师本科以上学历比例达到99%。",
            [("建成", "县级示范社区", 12, None), ("建成", "市级示范专业群", 30, None), ("达到", "教师本科以上学历比例", 99, None)],
        ),
        ("省财政安排专项资金2亿元支持建设。", [("安排", "专项资金", 200000000, None)]),
        ("全年完成造林绿化面积10万亩。", [("完成", "造林绿化面积", 100000, None)]),
        (
            "对认定的示范工厂，省财政一次性奖励20万元，市财政配套奖励10万元。",
            [("一次性奖励", "认定的示范工厂", 200000, None), ("奖励", "认定的示范工厂", 100000, None)],
        ),
        (
            "省、市两级财政分别按照60%、40%的比例分担。",
            [(None, "省、市两级财政", 60, None), ("分担", "省、市两级财政", 40, None)],
        ),
        ("各市县要确保农业保险覆盖率达到80%以上。", [("达到", "农业保险覆盖率", 80, None)]),
        ("建设15分钟便民生活圈20个。", [("建设", "15分钟便民生活圈", 20, None)]),
        ("化解存量债务12亿元。", [("化解", "存量债务", 1200000000, None)]),
        (
            "培育国家级龙头企业2家、省级10家。",
            [("培育", "国家级龙头企业", 2, None), ("培育", "龙头企业", 10, None)],
        ),
        ("培训班为期5天，每期培训80人。", [("培训", None, 80, None)]),
        (
            "请各校于2023年5月8日前将材料一式三份寄送省教育厅。",
            [("寄送", "材料", 3, "2023-05-08")],
        ),
        ("对招用毕业生的企业，按每人1000元的标准给予补贴。", [("给予", "招用毕业生的企业", 1000, None)]),
        (
            "新建公共厕所75座（其中，城区公厕30座、农村公厕45座）。",
            [("新建", "公共厕所", 75, None), (None, "城区公厕", 30, None), (None, "农村公厕", 45, None)],
        ),
        (
            "完成相对薄弱村道路改造80公里、危桥改造40座。",
            [("完成", "相对薄弱村道路改造", 80, None), ("完成", "危桥改造", 40, None)],
        ),
        ("打印稿于2023年4月30日前交至学工办公室。", [("交至", "打印稿", None, "2023-04-30")]),
        ("评审表于2023年5月16日前通过邮箱发送给市教育局。", [("发送", "评审表", None, "2023-05-16")]),
        ("引进人才500名（博士不少于60名）。", [("引进", "人才", 500, None), (None, "博士", 60, None)]),
    ],
)
def test_targets_of_a_sentence(text: str, targets: list[tuple[str | None, str | None, Any, str | None]]) -> None:
    assert [short(t) for t in extract(text)] == targets


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("各县区重点建设1所以上示范园，全省建设10所示范园。", ["县区", None]),
        ("各县区重点建设2个基地，遴选建设5个示范基地。", ["县区", None]),
        ("县教育局和各乡镇人民政府至少开展2次检查。", ["乡镇"]),
        ("各区、县（市）至少办好1所养老机构。", ["区、县（市）"]),
        ("每校限报2项，每项参赛学生不超过5人。", ["校", "项"]),
        ("各单位最多可推荐1项。", ["单位"]),
    ],
)
def test_only_what_each_does_is_shared_out(text: str, per: list[str | None]) -> None:
    assert [t.quantity and t.quantity.per for t in extract(text)] == per


def test_what_is_counted_does_not_act() -> None:
    [target] = extract("到2027年，高新技术企业突破1000家。")
    assert target.bodies == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("建设20个基地。", "count"),
        ("入学率达到95%。", "ratio"),
        ("产值增长8%。", "growth"),
        ("产值翻一番。", "growth"),
        ("占比提高3个百分点。", "growth"),
        ("投入资金3亿元。", "funding"),
        ("办理时限不超过5天。", "limit"),
        ("死亡人数控制在50人以内。", "limit"),
        ("师生比不高于1:18。", "ratio"),
        ("2023年底前完成验收工作。", "task"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    [target] = extract(text)
    assert target.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "截至去年底，全市已建成基地20个。",
        "地区生产总值同比增长5.8%。",
        "申报单位成立3年以上，负责人年龄不超过55周岁。",
        "依据《教育法》第12条和国发〔2019〕4号文件。",
        "坚持“两个确保”，推动“1+6”融合。",
        "深入实施三年行动和第二轮计划。",
        "小型企业是指从业人员100人以下的企业。",
        "补助金额=实际人数×500元。",
        "逾期不改正的，处500元罚款。",
        "本办法自2022年5月1日起施行，有效期至2027年4月30日。",
        "建立一批项目，引进若干人才。",
        "允许误差为±5%。",
        "联系电话：0731-12345678。",
    ],
)
def test_no_target(text: str) -> None:
    assert extract(text) == ()


def test_a_clause_that_reports_holds_no_target() -> None:
    parsed = notice("一、基本情况", "全市建设学校30所。", "二、主要任务", "全市建设学校40所。")
    assert [float(t.quantity.value) for t in parsed.targets if t.quantity] == [40]


def test_deadline_of_the_sentence_before() -> None:
    parsed = notice("一、目标", "到2025年，体系基本健全。新建学校30所。")
    [task, count] = parsed.targets
    assert (task.deadline and task.deadline.source, count.deadline and count.deadline.source) == ("sentence", "clause")


def test_deadline_of_a_heading_above() -> None:
    parsed = notice("一、第一阶段（2023年6月底前）", "（一）改造校舍", "改造校舍12栋。", "二、保障措施", "加强领导。")
    [target] = parsed.targets
    assert target.deadline is not None
    assert (target.deadline.date, target.deadline.source) == ("2023-06-30", "ancestor")


def test_deadline_of_a_heading_beside_one_of_a_later_segment() -> None:
    parsed = notice("一、启动阶段（2023年4月至5月）。成立工作专班，召开部署会议，5月10日前各镇制定工作方案。")
    assert [(t.object, t.deadline and t.deadline.date) for t in parsed.targets] == [
        ("工作专班", "2023-05-31"), ("部署会议", "2023-05-31"), ("工作方案", "2023-05-10")
    ]


def test_deadline_of_the_title() -> None:
    parsed = notice("一、重点工作", "新建学校30所。每次培训时长不超过3小时。", title="关于印发教育三年行动计划（2022—2024年）的通知")
    [count, limit] = parsed.targets
    assert count.deadline is not None
    assert (count.deadline.date, count.deadline.source) == ("2024-12-31", "document")
    assert limit.deadline is None
    assert parsed.horizon is not None
    assert parsed.horizon.date == "2024-12-31"


def test_deadline_of_a_heading_where_no_title_is() -> None:
    parsed = pp.parse("海州市2024年民生实事工作目标\n一、交通出行\n1．建设公共停车场30个。\n2．打通道路12条。\n")
    assert [t.deadline and t.deadline.date for t in parsed.targets] == ["2024-12-31"] * 2


YEARS = {
    "a title of a year's work": "关于切实抓好2023年冬春农田水利工作的通知\n各县（市）人民政府：\n一、清淤渠道80公里。\n",
    "a plan of a year": "海州市2023年大气污染防治实施计划\n一、主要任务\n淘汰老旧车800辆。\n",
    "a clause on the time of action": "专项整治方案\n一、整治时间\n2023年4月10日至12月31日。\n二、任务\n检查餐饮单位80家。\n",
    "what is dealt out": "《政府工作报告》提出的2023年主要任务，已经市政府同意，现就责任分解如下：\n一、新增企业80家。\n",
    "a decision on a year": "为改善民生，市政府决定2023年继续办好十件实事。现将任务通知如下。\n1.新建公厕80座。\n2.改造校舍9栋。\n",
    "goals of a year's work": "全市2023年工作的主要预期目标是：新增就业8万人；新建公厕80座。\n",
    "a list under a year": "2023年全市造林任务80万亩，其中：城区绿化8万亩；村镇绿化72万亩。\n",
}


@pytest.mark.parametrize("case", YEARS)
def test_the_year_of_a_plan_covers_its_targets(case: str) -> None:
    parsed = pp.parse(YEARS[case])
    assert parsed.targets
    assert {t.deadline and t.deadline.date for t in parsed.targets} == {"2023-12-31"}


def test_the_year_of_a_call_for_applications_is_no_deadline() -> None:
    parsed = pp.parse("关于组织2023年度教学成果奖申报工作的通知\n各高校：\n一、每所高校推荐3项。\n")
    assert [t.deadline for t in parsed.targets] == [None]


def test_what_is_sent_out_is_no_task() -> None:
    assert not pp.extract("现将2023年全市教育工作要点印发给你们，请认真贯彻执行。")


def test_the_heading_row_of_a_list_is_no_task() -> None:
    parsed = pp.parse("海州市2023年为民办实事项目\n1.新建公厕80座。\n2.改造校舍9栋。\n")
    assert [t.quantity.unit for t in parsed.targets if t.quantity] == ["座", "栋"]
    assert len(parsed.targets) == 2

@pytest.mark.parametrize(
    ("title", "body", "date"),
    [
        ("关于印发2022年植树计划的通知", ("一、任务", "植树30万株。"), "2022-12-31"),
        ("关于做好2022年植树造林工作的通知", ("一、任务", "植树30万株。"), "2022-12-31"),
        ("关于做好2022年示范项目申报工作的通知", ("一、支持范围", "支持项目30个。"), None),
        ("关于举办2022年全省护林技能竞赛的通知", ("一、名额", "每市选派队员3名。"), None),
        ("关于印发2022年护林方案的通知", ("一、行动时间", "2022年4月1日至10月31日。", "二、任务", "修建防火道30公里。"), "2022-10-31"),
        ("关于分解工作的通知", ("现将2022年全市重点工作分解如下：", "一、任务", "植树30万株。"), "2022-12-31"),
    ],
)
def test_a_notice_about_one_year_has_its_horizon(title: str, body: tuple[str, ...], date: str | None) -> None:
    parsed = notice(*body, title=title)
    assert [t.deadline and t.deadline.date for t in parsed.targets] == [date]


@pytest.mark.parametrize(
    "text",
    ["为抓好2022年秸秆禁烧工作，改善环境质量，制定本方案。", "2022年是换届之年，要统筹抓好各项工作。", "现将2022年实事任务分解下达。"],
)
def test_a_year_that_says_which_work_is_no_deadline(text: str) -> None:
    assert not notice(text).targets


def test_a_year_before_a_colon_goes_for_the_whole_list() -> None:
    parsed = notice("2022年全市预期目标是：出口增长5%；税收增长6%；失业率低于4%。")
    assert [t.deadline and t.deadline.date for t in parsed.targets] == ["2022-12-31"] * 3


def test_a_month_is_reckoned_from_the_date_of_the_notice() -> None:
    parsed = notice("一、要求", "请于4月15日前报送实施方案。")
    [target] = parsed.targets
    assert target.deadline is not None
    assert target.deadline.date == "2022-04-15"


def test_a_date_without_year_is_reported() -> None:
    parsed = pp.parse("关于报送材料的通知\n各单位：\n请于4月15日前报送实施方案。\n")
    assert [t.deadline.month_day for t in parsed.targets if t.deadline] == ["04-15"]
    assert "PP301" in {d.code for d in parsed.diagnostics}


def test_digits_misread_as_letters_are_mended() -> None:
    parsed = notice("一、任务", "到2O25年，建设基地1O个，培训5 000人次。")
    first, second = parsed.targets
    assert first.quantity is not None
    assert second.quantity is not None
    assert (float(first.quantity.value), first.quantity.raw, first.deadline and first.deadline.date) == (10, "1O个", "2025-12-31")
    assert (float(second.quantity.value), second.quantity.raw) == (5000, "5 000人次")
    mended = [(r.before, r.after) for r in parsed.repairs if r.kind == "number-normalised"]
    assert mended == [("2O25", "2025"), ("1O", "10")]
    assert [d.code for d in parsed.diagnostics].count("PP302") == 2


@pytest.mark.parametrize("text", ["新增5G基站20个。", "采用IPv6协议10套。", "建设A类项目3个。"])
def test_letters_that_belong_there_stay(text: str) -> None:
    parsed = notice("一、任务", text)
    assert not parsed.repairs


def test_more_evidence_makes_the_rules_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyparse.trust.model.load", lambda folder: {})
    [full] = extract("到2025年，建设基地20个。")
    [no_date] = extract("建设基地20个。")
    [no_verb] = extract("平均得分不低于80%。")
    [task] = extract("每年报送工作总结。")
    assert full.confidence > no_date.confidence > no_verb.confidence > task.confidence


def test_min_confidence_leaves_out_the_unsure() -> None:
    text = "到2025年，建设基地20个。材料一式5份。"
    assert len(extract(text)) == 2
    assert [t.object for t in extract(text, Options(min_confidence=0.9))] == ["基地"]


def test_extract_is_public() -> None:
    assert pp.extract is extract
    assert extract("") == ()


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    extract(text)


_WORDS = [
    *("到2025年", "2022年6月底前", "每年", "每县", "建设", "培训", "达到", "不少于", "不超过", "给予", "完成", "报送", "已", "其中"),
    *("10", "3.5万", "三十", "一半", "1O", "1:18", "5 000", "翻一番", "个", "%", "元", "人次", "以上", "左右", "的", "各"),
    *("基地", "教师", "入学率", "资金", "方案", "，", "。", "、", "；", "（", "）", "“", "”", "\n"),
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_WORDS), max_size=24).map("".join))
def test_spans_point_at_what_is_said(text: str) -> None:
    def words(spans: tuple[pp.Span, ...]) -> str:
        return "".join("".join(text[s.start : s.end] for s in spans).split())

    for target in extract(text):
        assert words(target.evidence.spans) == "".join(target.evidence.text.split())
        if target.quantity:
            assert words(target.quantity.spans) == "".join(target.quantity.raw.split())
        if target.deadline:
            assert words(target.deadline.spans) == "".join(target.deadline.raw.split())
        assert target.object is None or target.object.strip()


def test_an_object_that_is_cut_off_says_so() -> None:
    parsed = notice("一、建设高水平学校。到2025年，支持建设3所“海韵”高水平职业", "二、加强队伍建设。到2025年，培训教师300名。")
    [cut] = [d for d in parsed.diagnostics if d.code == "PP304"]
    assert cut.message == "“海韵”高水平职业 is cut off"
    assert parsed.text[cut.spans[0].start : cut.spans[0].end] == parsed.targets[0].object


def test_a_noun_that_ends_like_the_one_before_is_no_verb() -> None:
    first, second = pp.extract("完成铁路投资80亿元、公路水运投资18亿元。")
    assert (first.action, first.object) == ("完成", "铁路投资")
    assert (second.action, second.object) == ("完成", "公路水运投资")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("到2026年，全国80%以上的县（市、区）建成综合窗口。", 80, "%"),
        ("小区按每百户20平方米以上的标准配套建设养老用房。", 20, "平方米"),
        ("培养万名骨干护士。", 10000, "名"),
        ("高级技工占技工总数的比例达到1/4。", 25, "%"),
    ],
)
def test_one_quantity(text: str, value: float, unit: str) -> None:
    [target] = pp.extract(text)
    assert target.quantity is not None
    assert (float(target.quantity.value), target.quantity.unit) == (value, unit)


def test_grades_in_a_list_share_their_noun() -> None:
    found = pp.extract("建设国家级产业园5个、省级15个、市级30个。")
    assert [(t.object, t.quantity and t.quantity.raw) for t in found] == [("国家级产业园", "5个"), ("产业园", "15个"), ("产业园", "30个")]


def test_a_place_is_no_object() -> None:
    [target] = pp.extract("作品展将于2024年5月20日至25日在省会举行。")
    assert (target.action, target.object) == ("举行", "作品展")


def test_what_doubles_stands_before() -> None:
    first, second = pp.extract("到2026年，建成绿色工厂80家，较2023年翻一番。")
    assert (first.object, second.object) == ("绿色工厂", "绿色工厂")


def test_what_is_spread_stands_before() -> None:
    found = pp.extract("2024年3月底前完成试点，形成可复制的经验，2024年5月底前在全省推广。")
    assert [t.object for t in found] == ["试点", "可复制的经验", "可复制的经验"]


def test_find_items_of_a_list_share_its_verb_though_they_hold_one() -> None:
    found = extract("建成学校实践中心40个、企业实践中心20个。")
    assert [(t.action, t.object) for t in found] == [("建成", "学校实践中心"), ("建成", "企业实践中心")]


def test_find_a_body_that_is_counted_does_not_act_whatever_its_bracket_says() -> None:
    [target] = extract("建成混合所有制二级学院（产业学院）12个。")
    assert target.bodies == ()


PLAN = "海州市2024年优化营商环境工作要点\n一、主要任务\n{}\n海州市人民政府办公室\n2024年2月5日\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("工业项目全流程审批时间不超过20个工作日。", "2024-12-31"),  # what the plan is to bring about
        ("新建社区食堂35个。", "2024-12-31"),
        ("单个视频时长不超过8分钟。", None),  # a limit at all times
        ("对吸纳就业的企业每人补贴2000元。", None),  # what is paid for a case
    ],
)
def test_a_plans_year_covers_what_is_to_be_reached(text: str, day: str | None) -> None:
    [target] = pp.parse(PLAN.format(text)).targets
    assert (target.deadline and target.deadline.date) == day


@pytest.mark.parametrize(
    ("clause", "targets"),
    [
        ("制定实施细则。（水利局牵头，2022年9月底前完成）", [("制定", "实施细则", None, "2022-09-30")]),
        ("开展专项清查。（2022年8月底前完成，水利局负责）", [("开展", "专项清查", None, "2022-08-31")]),
        ("制定巡查细则。（水利局负责，2022年6月底前完成）编制林区图册。（林业局负责，2022年9月底前完成）", [
            ("制定", "巡查细则", None, "2022-06-30"), ("编制", "林区图册", None, "2022-09-30"),
        ]),
        ("完善考核办法。（水利局、林业局负责，长期坚持）", []),
    ],
)
def test_a_bracket_says_who_answers_and_by_when(clause: str, targets: list[tuple[Any, ...]]) -> None:
    assert [short(t) for t in notice(f"一、{clause}").targets] == targets
