"""Pairs of items that are alike and yet two: one word, number, date, body, negation or order apart, in lists as notices have them."""
from __future__ import annotations

import random
from dataclasses import dataclass

import notice_phrases as words
from corruption import noisy
from policyparse.ordinals import chinese

SWAPS: dict[str, str] = {
    "school": (
        "中职/技工 初中/高中 小学/中学 公办/民办 本科/专科 高职/中职 学前/特殊 高校/高中 教师/教官 学生/学员 职业/职教 教职工/职工 小学生/学生 中小学/小学 幼儿园/幼儿 "
        "校长/副校长 主校区/分校区 新校区/老校区 校内/校外 课前/课后 在校/在职 寄宿制/走读制 必修/选修 理科/文科 研究生/本科生 教师/教授 班主任/系主任 中专/大专 技校/技师"
    ),
    "level": (
        "省级/国家级 市级/县级 县级/乡级 省级/市级 乡镇/街道 社区/小区 国家/国际 县乡/乡村 地级/地方 区域/全域 全国/全省 全市/全县 厅级/处级 行政村/自然村 总站/分站 "
        "中心/分中心 总公司/子公司 主任/副主任 工程师/总工程师 县医院/医院 乡镇/镇 园区/区 一级/二级 三级/二级 甲级/乙级 甲等/乙等 Ⅰ类/Ⅱ类 A级/B级 特级/高级 初级/中级"
    ),
    "region": (
        "东部/西部 南部/北部 沿海/沿江 城市/农村 城区/城郊 山区/库区 城镇/乡镇 江北/江南 左岸/右岸 上游/下游 河东/河西 境内/境外 老城/新城 郊区/城区 湖区/湘区 牧区/林区 "
        "旱地/水田 平原/丘陵 高原/草原 内河/外河 近海/远海 国道/省道 县道/乡道 东线/西线 干线/支线 干流/支流 南岭/秦岭 云洲市/海州市 青溪区/清溪区 石桥县/石桥镇 "
        "汪家村/江家村 李家村/季家村 吕家湾/昌家湾 木塘村/本塘村 太平村/大平村 上坪乡/土坪乡 王村/玉村 白水镇/百水镇 洪江/沅江 安仁/安化 桃源/桃江 衡山/衡东 永兴/永顺 东港/东巷"
    ),
    "trade": (
        "林业/农业 牧业/渔业 工业/商业 水稻/小麦 油茶/油菜 生猪/生羊 肉牛/奶牛 供水/供电 供气/供热 污水/雨水 水库/水厂 桥梁/道路 铁路/公路 桥涵/隧道 电力/水力 风电/水电 "
        "光伏/光热 煤炭/煤矿 钢铁/钢材 石油/石化 轻工/重工 茶园/菜园 果树/果蔬 林地/草地 耕地/园地 土地/工地 粮食/粮油 蔬菜/蔬果 养牛/养羊 货车/客车 机场/车场 港口/路口 "
        "纺织/编织 造纸/造船 化工/化肥 医药/医疗 中药/西药 中医/西医 药品/食品 食品/饮品 茶叶/烟叶 木材/钢材 竹材/木材 沙石/砂石料 渔船/货船 水产/水利 旅游/旅行 餐饮/餐厅"
    ),
    "people": (
        "老年人/青年人 儿童/少年 男性/女性 农民/农民工 残疾人/残疾儿童 孤儿/幼儿 军人/军属 退役/现役 医生/医师 护士/护工 职工/职员 教练/教官 妇女/妇幼 母亲/父亲 老年/中年 "
        "学徒/学员 干部/群众 党员/团员 企业/企业家 工人/工匠 专家/专员 律师/教师 城镇职工/城乡居民 失业/就业 在岗/离岗 在编/编外 单身/单位 首席/次席 新任/现任"
    ),
    "deed": (
        "审查/审核 检查/检测 检验/检疫 培训/培养 培育/培养 评估/评价 受理/办理 管理/管护 治理/整理 建设/建造 扩建/改建 新建/改建 新建/续建 设施/设备 规划/规范 政策/政务 "
        "公示/公告 申请/申报 财政/财务 公开/公布 推广/推进 登记/登录 巡查/巡视 抽查/抽检 监测/监督 监管/监控 采购/采集 招标/投标 立项/结项 开工/竣工 验收/验证 修订/制订 "
        "补助/补贴 奖励/奖补 减免/免除 征收/征用 出租/出让 收购/收储 种植/养殖 加工/加固 拆除/拆迁 租赁/租用 批发/批准 存储/存量 进口/出口 线上/线下 网上/网下 室内/室外 "
        "定期/不定期 有偿/无偿 公费/自费 免费/收费 初审/复审 初试/复试 复核/复查 直接/间接 主动/被动 自愿/自主 单独/联合 集中/分散 固定/流动 长期/短期 春季/秋季 夏收/秋收 "
        "冬春/冬季 早稻/晚稻 日间/夜间 白天/夜晚 平时/战时 首次/再次 首批/末批 前期/后期 一期/二期 上半年/下半年 上旬/中旬 月初/月末 年初/年底 周一/周二 全额/差额 全部/部分 "
        "全日制/非全日制 新型/小型 轻型/重型 大型/小型 高标准/低标准 正式/非正式 再生资源/资源 重点/一般 一般/普通 优秀/良好 合格/不合格 达标/未达标 已建/在建 已批/未批"
    ),
    "body": (
        "教育厅/财政厅 市教育局/市科技局 县民政局/县残联 发改委/卫健委 市委/市政府 公安/公证 税务局/财务局 省文旅厅/省林业厅 工会/商会 协会/学会 银行/商行 镇政府/县政府 "
        "审计局/统计局 水利局/林业局 纪委/政协 法院/检察院 住建/城建 人大/政协 交警/民警 环保/环卫 气象局/地震局 团委/妇联 医保局/社保局 国资委/财政局"
    ),
    "person": "张明/李明 王建国/王建军 陈静/陈敬 刘强/刘健强 赵宇/赵雨 周斌/周彬 吴敏/吴明 孙丽/孙莉 杨帆/杨凡 朱琳/朱林 胡涛/胡滔 郭伟/郭炜",
    "negation": (
        "可以/不可以 应当/不应当 允许/禁止 能够/不能够 得/不得 包含/不包含 适用/不适用 已/未 有/无 须/无须 属于/不属于 纳入/不纳入 可/不可 需/不需 是/不是 含/不含 "
        "以内/以外 以上/以下 不少于/不多于 不低于/不高于 之前/之后 增加/减少 提高/降低 扩大/缩小 上调/下调 大于/小于 超过/未超过 和/或 取消/取得 增设/撤销 合并/分立"
    ),
    "unit": "所/座 个/家 名/人 亩/公顷 公里/米 万元/元 万元/亿元 吨/公斤 天/周 小时/分钟 年/月 户/人 处/座 条/项 辆/台 次/期 千瓦/兆瓦 平方米/立方米 人次/人",
}
"""What two items differ in, by kind."""

FRAMES = (
    "{v}{x}{o}，{m}，{a}",
    "{m}，{v}{x}{o}，{f}，{a}",
    "{x}{o}由{b}负责，{d}，{a}",
    "{b}{d}，{v}{x}{o}",
    "对{x}{o}，{b}{d}；{m}，{a}，{f}",
    "{v}{o}，{a}，{x}部分按规定单独安排，{f}",
    "{v}{x}{o}",
    "{x}{o}{f}",
    "{v}{x}{o}和{p}，{m}，{b}{d}，{f}，{a}，{e}",
)
_VERBAL = ("{b}对{p}{x}{o}的，{d}，{a}", "{v}{o}，{x}{p}的，{b}{d}", "{m}，{b}{x}{v}{o}，{a}")
_COUNTED = ("{v}{o}，总量达到{n}{x}，{a}", "{m}，{v}{o}{n}{x}，{b}{d}")
_NUMBERED = ("{v}{o}{x}，{m}，{a}", "{m}，{x}{v}{o}，{a}", "{b}{d}，{v}{o}{x}", "{v}{o}和{p}，{x}，{m}，{b}{d}，{a}，{e}")
_ORDERS = (
    "{v}{y}带动{z}，{m}，{a}", "先{v}{y}，后{v}{z}，{b}{d}", "把{y}的经验用到{z}，{m}，{a}", "{y}服从{z}，{b}{d}，{a}", "{m}，由{y}转为{z}，{f}，{a}",
)


@dataclass(frozen=True)
class Twins:
    """A list with two items that are alike: what they differ in, and the text."""

    kind: str
    one: str
    other: str
    text: str
    items: int


def twins(seed: int) -> Twins:
    """The list of a seed."""
    rng = random.Random(seed * 104729 + 11)
    kind = rng.choice([*SWAPS, "number", "number", "date", "order", "share"])
    say = _Sayer(rng)
    form, one, other = _pair(rng, say, kind)
    rate = rng.choice([0.0, 0.0, 0.01, 0.02])  # a slip elsewhere does not make one of two
    one, other = (_filled(noisy(rng, form, rate), x) for x in (one, other))
    count = rng.choice([2, 3, 5, 8, 12, 20, 30])
    rest = list(dict.fromkeys(say.frame(rng.choice(FRAMES), rng.choice(SWAPS["trade"].split()).partition("/")[0]) for _ in range(count - 2)))
    at = rng.randrange(len(rest) + 1)
    items = [*rest[:at], one, *rest[at:]]
    items.insert(rng.randrange(at + 1, len(items) + 1) if rng.random() < 0.4 else at + 1, other)
    if rng.random() < 0.5:
        items.reverse()
    form = rng.choice(["（{c}）", "{n}.", "{n}、", "（{n}）", "{n}）"])
    end = rng.choice(["。", "。", "；"])
    rows = [form.format(c=chinese(n), n=n) + x + (end if n < len(items) else "。") for n, x in enumerate(items, 1)]
    return Twins(kind, one, other, "一、主要任务\n" + "\n".join(rows) + "\n二、保障措施\n各单位要抓好落实。", len(items) + 2)


def long_notice(clauses: int, items: str) -> str:
    """A notice of so many clauses: lists of 12 items below （一） below 一、, or one list; the items `different` or `alike`."""
    rng = random.Random(clauses)
    say = _Sayer(rng)
    trades = SWAPS["trade"].replace("/", " ").split()
    rows: list[str] = []
    form, length = "", 0
    while len(rows) < clauses:
        n = len(rows)
        if items != "one list" and not n % 53:
            rows.append(f"{chinese(n // 53 + 1)}、{rng.choice(words.HEADS)}")
        elif items != "one list" and not (n - 1) % 13:
            rows.append(f"（{chinese(n % 53 // 13 + 1)}）{rng.choice(words.VERBS)}{rng.choice(say.objects)}。{say.frame(FRAMES[1], '服务')}。")
            form, length = say.fill(FRAMES[1]), 0
        else:
            length += 1
            if not form or (items == "one list" and not n % 12):
                form = say.fill(FRAMES[1])
            own = say.fill(rng.choice(FRAMES)) if items == "different" else form
            rows.append(f"{length if items != 'one list' else n % 250 + 1}." + own.replace("{x}", rng.choice(trades)) + "。")
    return "\n".join(rows)


class _Sayer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.objects = words.SUBJECTS[rng.choice(list(words.SUBJECTS))].split()

    def frame(self, form: str, x: str) -> str:
        return self.fill(form).replace("{x}", x)

    def fill(self, form: str) -> str:
        """A frame with everything said but what two items differ in."""
        rng = self.rng
        one, two = rng.sample(self.objects, 2)
        aim, end = rng.sample(words.AIMS, 2)
        figure = rng.choice(words.FIGURES).format(
            y=rng.randint(2021, 2031), n=rng.choice([3, 8, 20, 35, 60, 150]), p=rng.randint(60, 99), k=rng.randint(2, 9), m=rng.randint(1, 12)
        )
        return form.format(
            v=rng.choice(words.VERBS), o=one, p=two, m=rng.choice(words.MEANS), a=aim, e=end, f=figure, d=rng.choice(words.DUTIES), b=rng.choice(words.BODIES),
            n=rng.choice([3, 8, 20, 35, 60, 150]), x="{x}", y="{y}", z="{z}",
        )


def _filled(form: str, words: dict[str, str]) -> str:
    for slot, word in words.items():
        form = form.replace(slot, word)
    return form


def _pair(rng: random.Random, say: _Sayer, kind: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """A frame, and what one and the other say in it."""
    if kind == "order":
        y, z = rng.sample(say.objects, 2)
        return say.fill(rng.choice(_ORDERS)), {"{y}": y, "{z}": z}, {"{y}": z, "{z}": y}
    if kind in ("number", "date", "share"):
        x, other = _numbers(rng, kind)
        frames = _NUMBERED
    else:
        x, other = rng.choice(SWAPS[kind].split()).split("/")
        frames = {"negation": _VERBAL, "unit": _COUNTED}.get(kind, FRAMES)
    if rng.random() < 0.5:
        x, other = other, x
    return say.fill(rng.choice(frames)), {"{x}": x}, {"{x}": other}


def _numbers(rng: random.Random, kind: str) -> tuple[str, str]:
    if kind == "date":
        y, m, d = rng.randint(2021, 2030), rng.randint(1, 11), rng.randint(1, 27)
        return rng.choice([
            (f"{y}年底前", f"{y + 1}年底前"), (f"{m}月底前", f"{m + 1}月底前"), (f"{m}月{d}日前", f"{m}月{d + 1}日前"), (f"每年{m}月", f"每年{m + 1}月"),
            (f"到{y}年", f"到{y + 5}年"), ("第一季度", "第二季度"), ("“十四五”期间", "“十五五”期间"), (f"{y}年", f"{y}年{m}月"),
        ])
    if kind == "share":
        p = rng.randint(3, 98)
        return rng.choice([(f"达到{p}%", f"达到{p + 1}%"), (f"达到{p}.5%", f"达到{p}%"), ("占三成", "占五成"), ("三分之一", "三分之二"), (f"{p}%以上", f"{p}%左右")])
    n = rng.choice([1, 2, 3, 5, 10, 12, 50, 100, 300])
    return rng.choice([
        (f"{n}个", f"{n + 2}个"), (f"{n}所", f"{n}0所"), (f"{n}万元", f"{n + 5}万元"), ("一批", "两批"), ("三个", "五个"), ("二十个", "三十个"), ("第一批", "第二批"), ("三级", "二级"),
    ])
