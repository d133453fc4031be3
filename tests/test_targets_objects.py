"""What a target is about, what is done to it, and over what its quantity is distributed."""
from __future__ import annotations

import pytest

from policyparse import extract

Row = tuple[str | None, str | None, float | None, str | None]


def rows(text: str) -> list[Row]:
    """Action, object, value and distribution of each target."""
    return [(t.action, t.object, t.quantity and float(t.quantity.value), t.quantity and t.quantity.per) for t in extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各县（区）每年开展农产品质量例行监测不少于4次。", [("开展", "农产品质量例行监测", 4, "县（区）")]),
        ("市林业局每年抽查项目的比例不低于15%。", [(None, "抽查项目的比例", 15, None)]),
        ("校长、教研员每年参加培训不少于60学时。", [("参加", "培训", 60, None)]),
        ("县级图书馆每周开放时间不少于50小时。", [(None, "县级图书馆每周开放时间", 50, None)]),
    ],
)
def test_targets_objects_leave_out_who_acts(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省级绿色矿山每两年复核一次。", [("复核", "省级绿色矿山", 1, "两年")]),
        ("公交车辆每运行2小时消毒一次。", [(None, "消毒", 1, "2小时")]),
        ("优秀案例每所学校推荐不超过3个。", [("推荐", "优秀案例", 3, "学校")]),
        ("巡护轨迹每日上传一次。", [("上传", "巡护轨迹", 1, None)]),
        ("放映公益电影每村每月1场。", [("放映", "公益电影", 1, "村")]),
        ("租赁补贴按每人每平方米每月12元发放。", [("发放", "租赁补贴", 12, "人·平方米·月")]),
        ("普惠性托育机构按每托位每年800元补助。", [("补助", "普惠性托育机构", 800, "托位·年")]),
    ],
)
def test_targets_objects_stand_before_every(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "管护补助按每年每公里干渠2万元、支渠8000元。",
            [(None, "干渠", 20000, "年·公里"), (None, "支渠", 8000, "年·公里")],
        ),
        (
            "按照一等奖5000元、二等奖3000元的标准给予奖励。",
            [(None, "一等奖", 5000, None), ("给予", "二等奖", 3000, None)],
        ),
        (
            "从专项资金中按初级每人800元、中级每人1200元标准补贴。",
            [(None, "初级", 800, "人"), ("补贴", "中级", 1200, "人")],
        ),
        ("入选国家级的一次性奖励50万元、省级的奖励20万元。", [
            ("一次性奖励", "入选国家级", 500000, None), ("奖励", "省级", 200000, None),
        ]),
        ("单站充电桩不少于6个。", [(None, "充电桩", 6, "站")]),
    ],
)
def test_targets_objects_of_sums_in_a_row(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_targets_objects_inherit_what_is_built_not_whom_it_serves() -> None:
    found = rows("改造老旧小区80个，惠及居民2万户，2030年底前完工70%以上。")
    assert [what for _, what, _, _ in found] == ["老旧小区", "老旧小区", "居民"]


def test_targets_objects_are_no_measure_of_a_choice() -> None:
    assert [what for _, what, _, _ in rows("保障性住房建筑面积以不超过70平方米为主。")] == ["保障性住房建筑面积"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市住建局应当会同市水务局编制排水专项规划，每五年修编一次。", [("修编", "排水专项规划", 1, "五年")]),
        ("对集中连片50亩以上的果园实施标准化改造，年底前完成3000亩。", [("完成", "集中连片50亩以上的果园", 3000, None)]),
        ("改造泵站18座，2030年6月底前完成首批5座。", [("改造", "泵站", 18, None), ("完成", "泵站", 5, None)]),
        ("建设书屋60座，受益群众3万人，每镇不少于2座。", [
            ("建设", "书屋", 60, None), (None, "书屋", 2, "镇"), ("受益", "群众", 30000, None),
        ]),
        ("培训班为期5天，每期培训80人。", [("培训", None, 80, "期")]),
    ],
)
def test_targets_objects_named_before_are_taken_from_there(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教师培训经费按不低于公用经费的5%安排。", [("安排", "教师培训经费", 5, None)]),
        ("质量保证金按合同价的3%存储。", [(None, "质量保证金", 3, None)]),
        ("由双方分别按扣除标准的50%扣除。", [("扣除", "扣除标准", 50, None)]),
        ("固定车位100%预留充电设施安装条件。", [("预留", "固定车位", 100, None)]),
        ("在粮食产区设置试点5个。", [("设置", "试点", 5, None)]),
        ("城镇新增就业6万人。", [(None, "城镇新增就业", 60000, None)]),
        ("食用农产品抽检量达到每千人4批次。", [("达到", "食用农产品抽检量", 4, "千人")]),
        ("国家级公益林补助由每亩每年16元提高至18元。", [("提高至", "国家级公益林补助", 18, "亩·年")]),
        ("对获得专利金奖的，每项奖励60万元。", [("奖励", "获得专利金奖的", 600000, "项")]),
        ("每个示范区核心面积不少于300亩。", [(None, "核心面积", 300, "示范区")]),
        ("从业人员每年接受安全教育培训不少于20学时。", [("接受", "安全教育培训", 20, None)]),
        ("对新建的蜂场，每平方米补助50元。", [("补助", "新建的蜂场", 50, "平方米")]),
        ("推荐汇总表（纸质版一式3份）报送市文旅局。", [(None, "推荐汇总表", 3, None)]),
    ],
)
def test_targets_objects_of_shares_names_and_cases(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般问题15日内整改完毕。", [("整改", "问题")]),
        ("对临河、临崖路段，2030年底前全部处治完毕。", [("处治", "临河、临崖路段")]),
        ("农贸市场未达标的，2030年底前通过购置、租赁等方式补足。", [("补足", "农贸市场未达标的")]),
        ("重大隐患由县级督办，2030年10月8日前全部销号。", [("销号", "重大隐患")]),
        ("无证园2030年底前实现动态清零。", [("实现", "无证园")]),
        ("每年1月底前提出考核等次建议。", [("提出", "考核等次建议")]),
    ],
)
def test_targets_objects_of_what_comes_to_an_end(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(action, what) for action, what, _, _ in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推广玉米密植种植30万亩。", [("推广", "玉米密植种植", 300000, None)]),
        ("降低企业用气成本6%。", [("降低", "企业用气成本", 6, None)]),
        ("服务对象不少于5家。", [(None, "服务对象", 5, None)]),
        ("学生每天阅读时间平均不超过40分钟。", [(None, "阅读时间", 40, None)]),
        ("动态类信息更新间隔不超过15天。", [(None, "动态类信息更新间隔", 15, None)]),
        ("开展“迎新春”等招聘活动80场以上。", [("开展", "“迎新春”", 80, None)]),
        ("成果净收益的60%以上奖励给研发团队。", [("奖励", "成果净收益", 60, None)]),
        ("3000吨级以上泊位达到12个。", [("达到", "3000吨级以上泊位", 12, None)]),
        ("新建80人以上村级幼儿园20所。", [("新建", "80人以上村级幼儿园", 20, None)]),
        ("60人以上班额比例控制在1%以内。", [("控制在", "60人以上班额比例", 1, None)]),
        ("培养培训护理员600人次。", [("培养培训", "护理员", 600, None)]),
        ("每队不超过4名选手。", [(None, "选手", 4, "队")]),
        ("护理员与老年人配比不低于1：4。", [(None, "护理员与老年人配比", 1, None)]),
        (
            "给予每张2000元一次性建设补贴和每月100元运营补贴。",
            [("给予", "一次性建设补贴", 2000, "张"), ("给予", "运营补贴", 100, "张·月")],
        ),
        (
            "区级财政按每户不超过3000元给予补助，累计改造不少于900户。",
            [("给予", "补助", 3000, "户"), ("改造", None, 900, None)],
        ),
        ("实施“智慧食堂”建设。2024年建成60个。", [("建成", "“智慧食堂”建设", 60, None)]),
        ("加强组织领导。每季度召开1次。", [("召开", None, 1, None)]),
        ("五年累计培训社会体育指导员900人次。", [("培训", "社会体育指导员", 900, None)]),
        ("中长期贷款增速高于各项贷款平均增速3个百分点。", [("高于", "中长期贷款增速", 3, None)]),
        ("分别给予60万元、30万元奖励。", [("给予", "奖励", 600000, None), ("给予", "奖励", 300000, None)]),
        ("新建或改造农村公路300公里。", [("新建或改造", "农村公路", 300, None)]),
        ("在12县建设冷藏设施，累计新建或改造60座。", [("建设", "冷藏设施", 12, None), ("新建或改造", "冷藏设施", 60, None)]),
        ("在重点乡镇建设保鲜设施，每镇不少于2座。", [(None, "保鲜设施", 2, "镇")]),
        ("推进充电桩建设，到2026年底建成900个。", [("建成", "充电桩建设", 900, None)]),
        ("更新的环卫车辆70%采用新能源。", [("采用", "更新的环卫车辆", 70, None)]),
        (
            "对吸纳脱贫人口的车间，按每人1000元的标准给予岗位补贴。",
            [("给予", "岗位补贴", 1000, "人")],
        ),
        (
            "油菜籽、花生、大豆单产水平分别达到150公斤、280公斤和140公斤。",
            [("达到", "油菜籽", 150, None), ("达到", "花生", 280, None), ("达到", "大豆单产水平", 140, None)],
        ),
    ],
)
def test_targets_objects_are_whole_names(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规范艺术培训机构的办学行为，大约为3万人。", ["规范艺术培训机构的办学行为"]),  # the 为 of 行为 puts nothing first
        ("对，按照投入的50%给予支持。", ["投入"]),  # 对 at the end of its segment
        ("县级每季度不少于1次，建设12家。", ["县级", "县级"]),  # a grade, and nothing that it is the grade of
    ],
)
def test_targets_objects_are_never_empty(text: str, expected: list[str]) -> None:
    assert [target.object for target in extract(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争15个旗县率先实现污水集中处理。", [("实现", "旗县", 15, None)]),
        ("到2025年，8家以上企业进入行业百强。", [("进入", "企业", 8, None)]),
        ("6个社区建成省级样板。", [("建成", "社区", 6, None)]),
        ("支持9个乡镇率先建成美丽集镇。", [("支持", "乡镇", 9, None)]),
    ],
)
def test_targets_objects_that_come_to_something_by_themselves(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("污水集中处理率由2019年的64%提升至85%。", [("提升至", "污水集中处理率", 85, None)]),
        ("完成投资70亿元，较“十三五”时期增长12%。", [("完成", "投资", 7e9, None), ("增长", "投资", 12, None)]),
        ("社区医生按服务人口每万人配备4名以上。", [("配备", "社区医生", 4, "万人")]),
        ("贷款平均利率下降15个基点。", [("下降", "贷款平均利率", 15, None)]),
        ("积尘负荷不超过6.5吨/月·平方公里。", [(None, "积尘负荷", 6.5, "月·平方公里")]),
        ("年服务人次达到900万以上。", [("达到", "年服务人次", 9_000_000, None)]),
        ("新能源汽车保有量控制在40万以内。", [("控制在", "新能源汽车保有量", 400_000, None)]),
    ],
)
def test_targets_objects_are_apart_from_what_they_are_compared_with(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2027年，60人以上大班额比例控制在3%以内。", [("控制在", "60人以上大班额比例", 3, None)]),
        ("校舍维修补助标准为每平方米900元。", [(None, "校舍维修补助标准", 900, "平方米")]),
        ("对民族学校按照学生年人均300元标准增加取暖经费。", [("增加", "取暖经费", 300, "人·年")]),
        ("带动500家小微企业成长为规模以上企业。", [("带动", "小微企业", 500, None)]),
        ("理事会会议每半年至少召开2次。", [("召开", "理事会会议", 2, None)]),
        (
            "教师每3年参加培训不少于180学时，其中集中培训每年不少于24学时。",
            [("参加", "培训", 180, "3年"), (None, "培训", 24, None)],
        ),
        (
            "每人每年参加法治培训不少于3次，累计不少于24学时。",
            [("参加", "法治培训", 3, "人"), (None, "法治培训", 24, "人")],
        ),
        (
            "市级负责人每季度检查工地不少于1次，县级负责人每月不少于2次。",
            [("检查", "工地", 1, None), (None, "工地", 2, None)],
        ),
        (
            "专项资金的70%以上用于设备更新，不超过20%的部分可用于人员培训。",
            [("用于", "专项资金", 70, None), ("用于", "专项资金", 20, None)],
        ),
        ("用水总量不超过分配指标，其中2026年不超过8亿立方米。", [(None, "用水总量", 800000000, None)]),
        (
            "开发强度控制在基于2022年建设用地规模的1.2倍以内。",
            [("控制在", "开发强度", 1.2, None)],
        ),
        ("各县将自查报告报送省厅，一式4份。", [(None, "自查报告", 4, None)]),
        ("各省级财政部门每年举办培训不少于2期。", [("举办", "培训", 2, "省级财政部门")]),
        ("奖补资金全额用于学生住宿，每生每月60元。", [(None, "奖补资金", 60, "生·月")]),
        ("省级二类赛事每两年举办一届，单项参赛人数不少于40人。", [
            ("举办", "省级二类赛事", 1, "两年"), (None, "参赛人数", 40, "项"),
        ]),
        ("审计鉴定等支出不得超过1.5%。", [(None, "审计鉴定等支出", 1.5, None)]),
        ("申请报告应当包括灾情、需求等内容，一式5份。", [(None, "申请报告", 5, None)]),
        ("单个市县最高不超过当年总额的12%。", [(None, "单个市县", 12, "市县")]),
        (
            "房屋损毁补助不超过重置价的40%，单套最高补助3万元。",
            [(None, "房屋损毁补助", 40, None), (None, "单套", 30000, None)],
        ),
        ("农户每5年轮训一遍，培训不少于30学时。", [("轮训", "农户", 1, "5年"), (None, "培训", 30, None)]),
        ("全体校长参加不少于90学时的专题研修。", [("参加", "专题研修", 90, None)]),
        ("第2—4批名单中的300家园区须在2026年底前完成复核。", [(None, "园区", 300, None)]),
        ("优先推荐创新能力强的单位，民营企业占比不低于25%。", [(None, "民营企业占比", 25, None)]),
        ("每年选派200名专家到两类地区支医。", [("选派", "专家", 200, None)]),
        ("各级主要负责同志每年至少检查一次校园安全。", [("检查", "校园安全", 1, None)]),
    ],
)
def test_targets_objects_in_rules_on_schools_and_funds(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建粮仓、冷库、烘干房各不少于2座。", [("新建", "粮仓、冷库、烘干房", 2, None)]),
        ("打造百亩示范田12个。", [("打造", "百亩示范田", 12, None)]),
        ("每县推广2套技术，建设样板园、样板村各1个。", [("推广", "技术", 2, "县"), ("建设", "样板园、样板村", 1, "县")]),
        (
            "除险加固4座大中型和60座小型水闸。",
            [("除险加固", "水闸", 4, None), ("除险加固", "小型水闸", 60, None)],
        ),
        (
            "每个地市至少建设3个、每个县至少建设1个物流中心。",
            [("建设", "物流中心", 3, "地市"), ("建设", "物流中心", 1, "县")],
        ),
        ("种植药材3万亩，亩均增收不低于500元。", [("种植", "药材", 30000, None), (None, "亩均增收", 500, "亩")]),
        (
            "完成投资50亿元，其中管网工程20亿元，水源置换工程30亿元。",
            [("完成", "投资", 5e9, None), (None, "管网工程", 2e9, None), (None, "水源置换工程", 3e9, None)],
        ),
    ],
)
def test_targets_objects_of_what_is_listed_or_shared(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize("label", ["①", "（2）", "2.", "二是"])
def test_targets_objects_leave_out_a_label_inside_their_paragraph(label: str) -> None:
    assert rows(f"{label}硬化村内道路210公里。") == rows("硬化村内道路210公里。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建停车场泊位100%预留充电接口。", [("预留", "新建停车场泊位", 100, None)]),
        ("实现行政村、30户以上自然村广播100%覆盖。", [("覆盖", "行政村、30户以上自然村广播", 100, None)]),
        ("恢复有效灌溉面积7万亩。", [("恢复", "有效灌溉面积", 70000, None)]),
        (
            "每年新增园位300个，三年共计新增900个。",
            [("新增", "园位", 300, None), ("新增", "园位", 900, None)],
        ),
        (
            "经营主体突破8万户，“小升规”企业净增60家。",
            [("突破", "经营主体", 80000, None), ("净增", "“小升规”企业", 60, None)],
        ),
        ("关停红星化工厂等4家企业。", [("关停", "企业", 4, None)]),
        ("带动社会投资6亿元。", [("带动", "社会投资", 6e8, None)]),
        (
            "开展培训3万人次，其中农民工1万人次、退役军人2000人次。",
            [("开展", "培训", 30000, None), (None, "农民工", 10000, None), (None, "退役军人", 2000, None)],
        ),
    ],
)
def test_targets_objects_of_all_of_whom(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027年4月底前，建立问题台账；2027年8月底前，各区完成整改。", ["问题台账", "整改"]),
        ("到2027年，在服务流程、服务效率等方面全面提升。", ["服务流程、服务效率"]),
    ],
)
def test_targets_objects_of_steps_are_their_own(text: str, expected: list[str]) -> None:
    assert [t.object for t in extract(text)] == expected
