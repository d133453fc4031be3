"""Organs and regions: what is one, and what its short form means in full."""
from __future__ import annotations

from collections import Counter

import pytest

from policyparse.lexicon.names import central_organs, full_name, is_organ, local_organs, region_of
from policyparse.lexicon.regions import Region, region_at, region_of_number, regions
from policyparse.lexicon.tables import adding
from policyparse.options import Options
from policyparse.pipeline import parse
from policyparse.records import Body, DocumentNumber, Header, TextField


@pytest.mark.parametrize(("raw", "region", "full"), [
    ("省教育厅", "湖南省", "湖南省教育厅"),
    ("省发改委", "湖南省", "湖南省发展和改革委员会"),
    ("省发展改革委", "四川省", "四川省发展和改革委员会"),
    ("省人社厅", "湖南省", "湖南省人力资源和社会保障厅"),
    ("住建厅", "湖南省", "湖南省住房和城乡建设厅"),
    ("市科委", "上海市", "上海市科学技术委员会"),
    ("市经济信息化委", "上海市", "上海市经济和信息化委员会"),
    ("市市场监管局", "杭州市", "杭州市市场监督管理局"),
    ("市场监管局", "杭州市", "杭州市市场监督管理局"),
    ("省工信厅", "厦门市", "福建省工业和信息化厅"),
    ("教育厅", "厦门市", "福建省教育厅"),
    ("自治区财政厅", "广西壮族自治区", "广西壮族自治区财政厅"),
    ("市税务局", "上海市", "国家税务总局上海市税务局"),
    ("省委宣传部", "湖南省", "中共湖南省委宣传部"),
    ("团省委", "湖南省", "共青团湖南省委员会"),
    ("浦东新区政府", "上海市", "浦东新区人民政府"),
    ("湖南发改委", None, "湖南省发展和改革委员会"),
    ("南通市政府办公室", None, "南通市人民政府办公室"),
    ("长沙市人社局", "湖南省", "长沙市人力资源和社会保障局"),
    ("科技部", None, "科学技术部"),
    ("发展改革委", None, "国家发展和改革委员会"),
    ("发展改革委", "湖南省", "湖南省发展和改革委员会"),
    ("国家发展改革委", "湖南省", "国家发展和改革委员会"),
    ("财政部", "湖南省", "财政部"),
    ("工信部", "湖南省", "工业和信息化部"),
    ("国家发展改革委办公厅", None, "国家发展和改革委员会办公厅"),
    ("教育局", "湖南省", "教育局"),
    ("统计局", "湖南省", "湖南省统计局"),
    ("国家税务总局湖南省税务局", "湖南省", "国家税务总局湖南省税务局"),
    ("上海海关", "上海市", "上海海关"),
    ("各市州人民政府", "湖南省", "各市州人民政府"),
    ("市直各单位", "长沙市", "市直各单位"),
    ("区直各中等职业学校", "广西壮族自治区", "区直各中等职业学校"),
    ("湖南大学", "湖南省", "湖南大学"),
])
def test_full_name(raw: str, region: str | None, full: str) -> None:
    assert full_name(raw, regions()[region] if region else None) == full


@pytest.mark.parametrize("text", [
    "湖南省教育厅", "省财政厅", "教育部", "国务院办公厅", "中共湖南省委办公厅", "国家税务总局上海市税务局", "新化县人民政府", "教育部办公厅",
    "新疆生产建设兵团教育局", "共青团湖南省委", "上海市疾病预防控制局",
])
def test_organ_is_known(text: str) -> None:
    assert is_organ(text)


@pytest.mark.parametrize("text", ["", "主要任务", "各市州教育局", "为做好工作的委", "加强组织领导", "2022年1月10日", "湖南省", "省教育厅等五部门关于"])
def test_what_is_no_organ(text: str) -> None:
    assert not is_organ(text)


def test_table_of_regions_is_whole() -> None:
    levels = Counter(r.level for r in regions().values())
    assert levels["province"] == 35  # the 34 provinces, and the corps of Xinjiang, which has a number of its own
    own = {"济源市", "仙桃市", "潜江市", "天门市", "神农架林区", "洋浦经济开发区", "杨凌示范区"}
    assert levels["city"] - len(own) == 333
    assert all(r.parent in regions() for r in regions().values() if r.parent)


@pytest.mark.parametrize(("text", "name"), [
    ("湖南省教育厅", "湖南省"), ("湖南教育厅", "湖南省"), ("湖南省长沙市教育局", "长沙市"), ("湘西土家族苗族自治州人民政府", "湘西土家族苗族自治州"),
    ("新化县教育局", "新化县"), ("永城市教育局", "永城市"), ("长沙县教育局", "长沙县"), ("杭州市西湖区教育局", "西湖区"), ("内蒙古教育厅", "内蒙古自治区"), ("吉林省教育厅", "吉林省"),
])
def test_region_that_a_name_opens_with(text: str, name: str) -> None:
    found = region_at(text)
    assert found is not None and found[0].name == name


def test_region_of_a_county_is_told_where_only_one_has_its_name() -> None:
    assert regions()["昆山市"].parent == "苏州市"
    assert regions()["鼓楼区"].parent is None
    below = region_at("南京市鼓楼区教育局")
    assert below is not None and below[0].parent == "南京市"
    assert full_name("省教育厅", regions()["昆山市"]) == "江苏省教育厅"


@pytest.mark.parametrize(("prefix", "name"), [
    ("湘教财", "湖南省"), ("沪府办发", "上海市"), ("鲁医保发", "山东省"), ("内政办发", "内蒙古自治区"), ("榕政办", "福州市"), ("国办发", None), ("教职成", None),
])
def test_region_that_a_number_names(prefix: str, name: str | None) -> None:
    region = region_of_number(prefix)
    assert (region.name if region else None) == name


@pytest.mark.parametrize(("name", "stem"), [
    ("湖南省", "湖南"), ("广西壮族自治区", "广西"), ("内蒙古自治区", "内蒙古"), ("延边朝鲜族自治州", "延边"), ("长沙市", "长沙"), ("阿里地区", "阿里"),
])
def test_stem_of_a_region(name: str, stem: str) -> None:
    assert regions()[name].stem == stem


def header(issuer: str | None = None, prefix: str | None = None, title: str | None = None) -> Header:
    number = DocumentNumber(text="", raw="", prefix=prefix, year=2022, serial=1, spans=()) if prefix else None
    return Header(
        issuers=(Body(name=issuer, raw=issuer),) if issuer else (),
        document_number=number,
        title=TextField(text=title, raw=title, spans=()) if title else None,
    )


@pytest.mark.parametrize(("given", "name"), [
    (header(issuer="湖南省教育厅", prefix="沪教"), "湖南省"),
    (header(issuer="中共长沙市委办公厅"), "长沙市"),
    (header(issuer="国家税务总局湖南省税务局"), "湖南省"),
    (header(prefix="湘教财"), "湖南省"),
    (header(title="浙江省人民政府关于做好工作的通知"), "浙江省"),
    (header(issuer="教育部", title="教育部关于湖南省试点的批复"), None),
    (header(), None),
])
def test_region_of_a_notice(given: Header, name: str | None) -> None:
    region: Region | None = region_of(given)
    assert (region.name if region else None) == name


def test_short_forms_lead_to_names_in_full() -> None:
    for table in (local_organs(), central_organs()):
        assert all(table.get(full, full) == full for full in table.values())


ADDED = Options(lexicon={
    "local": {"文投办": "文化投资促进办公室"},
    "standing": {"沙湖管委会": "沙湖生态旅游区管理委员会"},
    "regions": [{"name": "海州省", "level": "province", "prefixes": ["海"]}],
})
TEXT = "海州省文投办文件\n海文投发〔2023〕7号\n关于建设基地的通知\n各市教育局：\n现通知如下。\n{task}\n海州省文化投资促进办公室\n沙湖管委会\n2023年5月1日"


def test_caller_may_add_names() -> None:
    notice = parse(TEXT.format(task="一、建设基地。到2025年，建设20个基地（省文投办负责）。"), ADDED)
    assert [b.name for b in notice.header.issuers] == ["海州省文化投资促进办公室"]
    assert [b.name for b in notice.footer.signatories] == ["海州省文化投资促进办公室", "沙湖生态旅游区管理委员会"]
    assert [b.name for a in notice.assignments for b in a.bodies] == ["海州省文化投资促进办公室"]


def test_added_names_are_forgotten_after_the_parse() -> None:
    parse(TEXT.format(task="一、要认真落实。"), ADDED)
    assert "海州省" not in regions()
    assert "文投办" not in local_organs()


def test_added_name_counts_before_the_tables() -> None:
    with adding(Options(lexicon={"local": {"大数据局": "大数据应用局"}}).lexicon.rows()):
        assert full_name("大数据局", regions()["济南市"]) == "济南市大数据应用局"
    assert full_name("大数据局", regions()["济南市"]) == "济南市大数据发展管理局"


@pytest.mark.parametrize(("raw", "full"), [
    ("国家网信办", "国家互联网信息办公室"), ("中央网信办", "中央网络安全和信息化委员会办公室"), ("中国证监会", "中国证券监督管理委员会"),
    ("国家食品药品监管总局", "国家食品药品监督管理总局"), ("应急部", "应急管理部"), ("国家疾控局", "国家疾病预防控制局"),
    ("全国爱卫办", "全国爱国卫生运动委员会办公室"), ("国务院国资委", "国务院国有资产监督管理委员会"), ("劳动保障部", "劳动和社会保障部"),
    ("国家数据局", "国家数据局"), ("国家林草局", "国家林业和草原局"), ("中央社会工作部", "中共中央社会工作部"),
])
def test_central_organs_old_and_new(raw: str, full: str) -> None:
    assert full_name(raw, None) == full


@pytest.mark.parametrize(("raw", "full"), [
    ("市科创委", "深圳市科技创新委员会"), ("市文广旅局", "深圳市文化广电和旅游局"), ("市安委办", "深圳市安全生产委员会办公室"),
    ("市人大常委会", "深圳市人民代表大会常务委员会"), ("市防汛办", "深圳市防汛抗旱指挥部办公室"), ("市双拥办", "深圳市双拥工作领导小组办公室"),
    ("市委编办", "中共深圳市委机构编制委员会办公室"), ("市委网信办", "中共深圳市委网络安全和信息化委员会办公室"), ("市政数局", "深圳市政务服务和数据管理局"),
    ("市住房建设局", "深圳市住房建设局"), ("市监委", "深圳市监察委员会"), ("市中院", "深圳市中级人民法院"),
])
def test_local_organs_old_and_new(raw: str, full: str) -> None:
    assert full_name(raw, regions()["深圳市"]) == full
