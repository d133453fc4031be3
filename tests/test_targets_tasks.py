"""What is to be sent, reported, filled in or paid, and by whom, as notices put it."""
from __future__ import annotations

from typing import Any

import pytest

from policyparse import extract, parse
from policyparse.records import Target


def told(t: Target) -> tuple[str | None, Any, str | None]:
    """Object, value and deadline of a target."""
    when = t.deadline
    due = when and (when.date or when.recurrence or (when.within and f"{when.within.value}{when.within.unit}") or when.month_day)
    return t.object, t.quantity and float(t.quantity.value), due


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("各镇要于2023年7月15日前将拟报送项目清单报送市水利局。", [("拟报送项目清单", None, "2023-07-15")]),
        ("请于2023年6月5日前将回执（附件2）加盖单位公章后报送我局。", [("回执", None, "2023-06-05")]),
        ("2023年5月底前，将排查情况形成书面报告报送市安委办。", [("排查情况", None, "2023-05-31")]),
        ("汇总表由各区水务局于2023年4月20日前统一报送至市水务局。", [("汇总表", None, "2023-04-20")]),
        (
            "总结经验做法，并于2023年11月10日前将《年度工作总结》和《三年工作总结》报省治理办公室。",
            [("《年度工作总结》和《三年工作总结》", None, "2023-11-10")],
        ),
        ("决定举办2023年海州市技能大赛。", []),  # the year of what is held, not by when
        ("做好2023年招生工作。", []),
        ("自2023年起10日内向申请人送达到。", [(None, None, "10日")]),  # nothing behind 送达到
        ("我委制定了《“十四五”期间医院提升方案》。", []),
        ("要在2023年3月20日前制定实施方案报区政府备案。", [("实施方案", None, "2023-03-20")]),
        ("结合2024年春季植树活动，推进城乡绿化工作。", []),
        ("编制2025年预算，于2024年10月底前报市财政局。", [("2025年预算", None, "2024-10-31")]),
        ("施工许可1个工作日内办结。", [("施工许可", None, "1工作日")]),
        ("各市要于2023年3月15日前将改造计划分解到项目。", [("改造计划", None, "2023-03-15")]),
        ("请分别于2023年1月29日、2月26日将附件报市水利局汇总。", [("附件", None, "2023-02-26")]),
        ("2023年底前在预算管理改革上取得决定性进展。", [("决定性进展", None, "2023-12-31")]),
        ("2023年底前基本完成深化审批改革的各项任务。", [("深化审批改革的各项任务", None, "2023-12-31")]),
        ("应在12小时内通过疫情信息管理系统进行网络直报。", [(None, None, "12小时")]),
        ("各县出现首例病例，应在6小时内向市疾控中心报告。", [("首例病例", None, "6小时")]),
        ("接到报告的部门应在1小时内向本级政府报告。", [(None, None, "1小时")]),
        ("申报单位于2023年5月10日前登录申报平台填写申请书。", [("申请书", None, "2023-05-10")]),
        ("应当在3个工作日内一次性告知申请人补正的全部内容。", [("申请人补正的全部内容", None, "3工作日")]),
        ("各镇于2023年4月底前撰写自评报告。", [("自评报告", None, "2023-04-30")]),
        ("市卫生健康委于2023年6月15日前公布评审结果。", [("评审结果", None, "2023-06-15")]),
        ("到2026年，基本完成2001年底前建成的住宅小区改造任务。", [("住宅小区改造", None, "2026-12-31")]),
    ],
)
def test_tasks_with_a_date(text: str, targets: list[tuple[str | None, Any, str | None]]) -> None:
    assert [told(t) for t in extract(text)] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("标准化大棚每亩补助600元，冷库每立方米补助200元。", [("标准化大棚", 600, None), ("冷库", 200, None)]),
        ("二等奖奖励3万元。", [("二等奖", 30000, None)]),
        ("市财政局对每个示范村补助30万元。", [("示范村", 300000, None)]),
        ("技术改造项目按实际投资额的12%补助。", [("技术改造项目", 12, None)]),
        ("对购置大型农机的合作社，县农业局按购置价的30%给予补贴。", [("购置大型农机的合作社", 30, None)]),
        ("给予一次性5万元奖励。", [("奖励", 50000, None)]),
        ("分别给予每个品牌一次性奖补8万元、4万元。", [("一次性奖补", 80000, None), ("一次性奖补", 40000, None)]),
        ("对参展企业给予展位费50%的补贴。", [("补贴", 50, None)]),
        ("首批下达70%。", [("首批", 70, None)]),
        ("按年度保费的80%给予补助。", [("年度保费", 80, None)]),
        ("单个企业年度补助不超过90万元。", [("年度补助", 900000, None)]),
    ],
)
def test_what_is_paid_for(text: str, targets: list[tuple[str | None, Any, str | None]]) -> None:
    assert [told(t) for t in extract(text)] == targets


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("单个项目补助不超过50万元。", ["项目"]),
        ("单户补贴不超过2万元。", ["户"]),
        ("单个视频大小不超过200MB。", ["视频"]),
        ("培育制造业单项冠军企业5家。", [None]),
        ("各县每年至少培训教师100人次。", ["县"]),
        ("每所学校每学期开展演练2次。", ["学校"]),
        ("每季度通报1次。", [None]),
        ("每队参加10人，其中学生8人，教师2人。", ["队", "队", "队"]),
        ("生均公用经费标准提高到800元。", ["生"]),
        ("人均预期寿命提高1岁。", [None]),
        ("每台补贴不超过5万元，总额不超过200万元。", ["台", None]),
    ],
)
def test_what_a_quantity_is_spread_over(text: str, per: list[str | None]) -> None:
    assert [t.quantity.per for t in extract(text) if t.quantity] == per


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我县要于2023年4月底前完成排查。", ["我县"]),
        ("市、县两级要于2023年4月底前完成排查。", ["市、县两级"]),
        ("各单位收到通知后，3个工作日内反馈意见。", ["各单位"]),
        ("市教育局将会同市公安局于2023年9月底前对各校开展检查。", ["市教育局", "市公安局"]),
        ("列入名单的重点用水单位应于2023年1月15日前提交报告。", ["重点用水单位"]),
        ("企业首次入选名单的，给予10万元奖励。", []),
        ("省水利厅收到预算后，应当在20日内会同省林业局分解下达。", ["省水利厅", "省林业局"]),
        ("省水利厅在收到预算后20日内，会同省林业局正式下达资金。", ["省水利厅", "省林业局"]),
        ("试点到2027年结束，到期前省水利厅会同省林业局开展评估。", ["省水利厅", "省林业局"]),
        ("获奖单位如发生更名等变化，应在2个月内报告。", ["获奖单位"]),
        ("小学每生每年700元、初中每生每年900元。", []),
    ],
)
def test_who_is_to_do_it(text: str, names: list[str]) -> None:
    assert [b.raw for t in extract(text) for b in t.bodies] == names


def test_history_since_a_year_lends_no_year() -> None:
    text = "2021年以来持续开展专项行动。各镇于11月底前完成整改。"
    assert [t.deadline and (t.deadline.date, t.deadline.month_day) for t in extract(text)] == [(None, "11-30")]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("各校要将排查情况于2023年9月30日前形成书面材料报市教育局。", [("排查情况", None, "2023-09-30")]),
        ("各镇要将实施方案经主要负责人审定后，于2023年4月10日前报送市安委办。", [("实施方案", None, "2023-04-10")]),
        ("各地应于2023年5月15日前向市经信局提交自查报告，同时抄送市统计局。", [("自查报告", None, "2023-05-15")]),
        ("2023年9月底前，市局将组成督查组，采取暗访的方式，对各地工作进展进行督查。", [("各地工作进展", None, "2023-09-30")]),
        ("我市从2023年3月15日起至6月15日，开展集中整治行动。", [("集中整治行动", None, "2023-06-15")]),
        ("2023年8月底前完成初步设计，10月底前开工建设。", [("初步设计", None, "2023-08-31"), ("初步设计", None, "2023-10-31")]),
        ("应在2个工作日内与申请人取得联系。", [("联系", None, "2工作日")]),
        ("发现疑似病例时，应在24小时内进行网络直报。", [("疑似病例", None, "24小时")]),
        ("2023年9月底前组织专家对各县实施情况进行评估。", [("各县实施情况", None, "2023-09-30")]),
        ("2023年老旧小区改造新开工49个。", [("老旧小区改造", 49, "2023-12-31")]),
        ("应在合同到期后3个月内提出申请，不能按期完成的，须在到期前1个月提出延期申请。", [("申请", None, "3个月")]),
    ],
)
def test_what_goes_before_a_task_is_none(text: str, targets: list[tuple[str | None, Any, str | None]]) -> None:
    assert [told(t) for t in extract(text)] == targets


def test_a_day_after_yu_is_when_it_is_done() -> None:
    found = extract("请各校把登记表于9月20日交学区办公室。")
    assert [(t.object, t.deadline and t.deadline.month_day) for t in found] == [("登记表", "09-20")]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "主要实施水闸除险加固3座、泵站更新改造500千瓦、塘坝整治20口。",
            [("水闸除险加固", 3, None), ("泵站更新改造", 500, None), ("塘坝整治", 20, None)],
        ),
        ("全年目标任务是完成投资5亿元。", [("投资", 500000000, None)]),
        ("2023年12月底前全市进行检查验收。", [("检查验收", None, "2023-12-31")]),
        ("每年9月30日前提出申请，各校于当年11月15日前完成评审。", [("申请", None, "year"), ("评审", None, "year")]),
        ("迎接2023年6月份的全县验收。", []),
        ("助学金标准在每生每年1000—3000元范围内确定。", [("助学金标准", 1000, None)]),
        ("要精心组织实施，确保2023年3月底前全面完成建设任务。", [("建设任务", None, "2023-03-31")]),
    ],
)
def test_works_and_their_steps(text: str, targets: list[tuple[str | None, Any, str | None]]) -> None:
    assert [told(t) for t in extract(text)] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("2023年3月底前完成自查，6月底前完成整改。", [("自查", None, "2023-03-31"), ("整改", None, "2023-06-30")]),
        ("要抓紧制定技术指南，2023年3月中旬前印发各地执行。", [("技术指南", None, "2023-03-20")]),
        ("要将落实情况纳入年度总结，每年11月15日前报市政府办公室。", [("落实情况", None, "year")]),
        ("抽查结果7个工作日内向社会公布。", [("抽查结果", None, "7工作日")]),
        ("发生险情的，要立即电话报告（1小时内书面报告）县防汛办。", [("险情", None, "1小时")]),
        (
            "要立即上报（事件发生后20分钟内电话报告事件概况、2小时内书面报告事件经过）。",
            [("事件概况", None, "20分钟"), ("事件经过", None, "2小时")],
        ),
        ("2023年6月底前，对先进单位给予表彰。", [("先进单位", None, "2023-06-30")]),
        ("2023年6月底前，对合作社给予奖励资金。", [("奖励资金", None, "2023-06-30")]),
        ("各区于每年6月底、12月底前报送小结。", [("小结", None, "half-year")]),
        ("培育产值超50亿元企业5家。", [("产值超50亿元企业", 5, None)]),
        ("安排资金3000万元，其中用于设施建设2000万元。", [("资金", 3e7, None), ("设施建设", 2e7, None)]),
    ],
)
def test_steps_reports_and_shares(text: str, targets: list[tuple[str | None, Any, str | None]]) -> None:
    assert [told(t) for t in extract(text)] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("各地要公布举报电话，对群众来信在7个工作日内核实处理。", [("群众来信", None, "7工作日")]),
        ("2026年6月底前摸清家底，2026年10月底前完成整改。", [
            ("家底", None, "2026-06-30"), ("整改", None, "2026-10-31"),
        ]),
        ("对排查出的隐患，要挂牌督办，限期20日内整改到位。", [("排查出的隐患", None, "20日")]),
        ("请于2026年4月15日前将2026年规划方案（一式2份）报送省厅。", [("2026年规划方案", 2.0, "2026-04-15")]),
        ("学校应公示收费项目，接到投诉后应于5个工作日内答复。", [("投诉", None, "5工作日")]),
        ("救助资金应于灾后4个月内使用完毕。", [("救助资金", None, "4个月")]),
        ("发现问题的限期2个月内整改，整改不到位的取消称号。", [("问题", None, "2个月")]),
        ("应当在每学期开学前20日内将方案报县教育局备案。", [("方案", None, "20日")]),
        ("转户手续在受理后2个工作日内办结，每学期集中办理一次。", [("转户手续", None, "2工作日"), ("转户手续", 1.0, "half-year")]),
        ("市水利局将于2026年4月底前统一通报。", [(None, None, "2026-04-30")]),
        ("统筹地区自收到结果之日起2个月内落地执行。", [("执行", None, "2个月")]),
        ("各单位如有异议，应于2026年5月10日前书面反馈。", [("异议", None, "2026-05-10")]),
    ],
)
def test_tasks_of_notices_to_lower_offices(text: str, targets: list[tuple[str | None, Any, str | None]]) -> None:
    assert [told(t) for t in extract(text)] == targets


def test_a_phase_with_its_days_is_no_task() -> None:
    assert extract("动员部署阶段（2023年6月20日至2023年7月2日）。") == ()


def _times(text: str) -> list[str | None]:
    return [t.deadline and (t.deadline.date or t.deadline.recurrence or str(t.deadline.within)) for t in extract(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2027年底前建成书屋40个，对验收合格的每个给予8万元补助。", None),
        ("2027年5月底前出台办法，每两年组织一次评估。", None),
        ("2027年7月1日至10月31日，对购买家电的居民每台给予200元补贴。", "2027-10-31"),
        ("对考核优秀的街道，每年给予6万元奖励。", "year"),
        ("2027年度工程务必于2027年5月底前全部完工。", "2027-05-31"),
    ],
)
def test_times_of_what_is_paid_for_each_or_every_year(text: str, last: str | None) -> None:
    assert _times(text)[-1] == last


def test_a_limit_on_one_body_does_not_bind_the_next() -> None:
    assert len(extract("市民政局要在方案印发后1个月内细化清单，市财政局将增幅保持在合理水平。")) == 1


def test_the_title_of_an_annex_is_no_task() -> None:
    parsed = parse(
        "关于印发方案的通知\n各校：\n现将方案印发给你们。\n附件：“十四五”期间能力提升工作方案\n海州市教育局\n2023年5月6日\n"
        "附件\n“十四五”期间能力提升工作方案\n一、目标\n新建实训室40间。\n"
    )
    assert [t.object for t in parsed.targets] == ["实训室"]
