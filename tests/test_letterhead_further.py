"""Further heads and feet, right answer first: orders, letters, minutes, joint issuers, web prints, notices on one line.

All are our own writing: real names of organs, made-up matters.
"""
from __future__ import annotations

from typing import Any

import pytest

import policyparse as pp
from letterhead_cases import check, fields_of

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "sealed by another for a body without a seal": (
        "关于印发水土保持要点的通知\n盐水保办〔2021〕3号\n各县（市、区）水利局：\n现印发给你们，请贯彻执行。\n盐城市水土保持工作领导小组办公室\n（盐城市水利局代章）\n2021年8月6日",
        {"issuers": ["盐城市水土保持工作领导小组办公室"], "signatories": ["盐城市水土保持工作领导小组办公室"], "issue_date": "2021-08-06"}),
    "a department below its firm, below a list of attachments": (
        "盐城港集团有限公司\n盐港人〔2021〕60号\n关于做好职称评审的通知\n各单位：\n现将有关事项通知如下：\n附件：1.职称评审申报表\n2.申报人员花名册\n盐城港集团有限公司\n人力资源部\n2021年6月3日",
        {"issuers": ["盐城港集团有限公司"], "signatories": ["盐城港集团有限公司", "人力资源部"], "attachments": ["职称评审申报表", "申报人员花名册"],
         "issue_date": "2021-06-03"}),
    "one line, blanks where the rows ended": (
        "000012 机密★1年 特急 邵阳市水利局 邵阳市财政局 文件 邵水发〔2021〕11 号 签发人：周某某 邵阳市水利局 邵阳市财政局 关于下达防汛资金的 通知 各县（市、区）水利局、财政局： "
        "为做好防汛工作，现将资金下达给你们。 一、规范使用。专款专用。 二、加强监管。按月报送。 邵阳市水利局 邵阳市财政局 2021年6月2日",
        {"issuers": ["邵阳市水利局", "邵阳市财政局"], "document_number": "邵水发〔2021〕11号", "signers": ["周某某"], "copy_number": "000012",
         "classification": "机密★1年", "classification_term": "1年", "urgency": "特急", "title": "邵阳市水利局邵阳市财政局关于下达防汛资金的通知",
         "addressees": ["各县（市、区）水利局", "财政局"], "issue_date": "2021-06-02", "signatories": ["邵阳市水利局", "邵阳市财政局"]}),
    "title whose issuers stand on rows of their own, the last before 关于": (
        "厦门市商务局\n厦门市财政局\n国家税务总局厦门市税务局关于印发会展业发展措施的通知\n厦商务规〔2023〕5号\n各有关单位：\n一、支持范围。\n厦门市商务局\n厦门市财政局\n国家税务总局厦门市税务局\n2023年6月30日",
        {"issuers": ["厦门市商务局", "厦门市财政局", "国家税务总局厦门市税务局"], "document_type": "通知",
         "title": "厦门市商务局厦门市财政局国家税务总局厦门市税务局关于印发会展业发展措施的通知"}),
    "title that a narrow row breaks within an issuer's name": (
        "教育部办公厅 财政部办公厅 民政部办公厅 水利\n部办公厅关于开展研学的通知\n教基厅函〔2024〕21号\n各省、自治区、直辖市教育厅（教委）、财政厅（局）、民政厅（局），\n新疆生产建设兵团教育局：\n一、目标。\n2024年4月15日",
        {"issuers": ["教育部办公厅", "财政部办公厅", "民政部办公厅", "水利部办公厅"], "document_number": "教基厅函〔2024〕21号",
         "title": "教育部办公厅财政部办公厅民政部办公厅水利部办公厅关于开展研学的通知", "issue_date": "2024-04-15"}),
    "order, the first sentence broken by narrow rows": (
        "中华人民共和国水利部令\n第58号\n《水库管理规定》已于2023年7月14日经第9次部\n务会议通过，现予公布，自2023年10月1日起施行。\n部长 李某\n2023年7月28日\n水库管理规定\n第一条 为加强管理，制定本规定。",
        {"issuers": ["中华人民共和国水利部"], "document_number": "第58号", "title": "中华人民共和国水利部令", "document_type": "令", "issue_date": "2023-07-28"}),
    "attachments on rows of their own without numbers, nobody signs": (
        "辽阳市水利局关于征集治水案例的通知\n辽市水函〔2024〕9号\n各县（市、区）水利局：\n一、征集范围。\n附件：征集领域目录\n治水案例申报书（格式）\n治水案例汇总表\n2024年2月5日",
        {"issuers": ["辽阳市水利局"], "attachments": ["征集领域目录", "治水案例申报书（格式）", "治水案例汇总表"], "issue_date": "2024-02-05"}),
    "attachments between semicolons, numbers in their brackets": (
        "辽阳市水利局关于项目验收的通知\n各县（市、区）水利局：\n一、验收范围。\n附件：1.验收清单（含1-1自查表、1-2承诺书）；2.决算表；3.《报告》编写规范\n辽阳市水利局\n2024年2月5日",
        {"attachments": ["验收清单（含1-1自查表、1-2承诺书）", "决算表", "《报告》编写规范"], "signatories": ["辽阳市水利局"], "issue_date": "2024-02-05"}),
    "addressees without their colon": (
        "许昌市科学技术局文件\n许科〔2021〕30号\n关于组织申报重点实验室的通知\n各县（市、区）科技局，有关单位\n一、申报条件。\n许昌市科学技术局\n2021年6月22日",
        {"title": "关于组织申报重点实验室的通知", "addressees": ["各县（市、区）科技局", "有关单位"], "signatories": ["许昌市科学技术局"]}),
    "a central organ behind one whose branches bear regions' names": (
        "国家税务总局 海关总署关于进口货物增值税的公告\n（2023年第11号）\n一、自本月起按次申报。\n特此公告。\n国家税务总局 海关总署\n2023年6月21日",
        {"issuers": ["国家税务总局", "海关总署"], "document_number": "2023年第11号", "signatories": ["国家税务总局", "海关总署"]}),
    "one line, an order that a person signs": (
        "中华人民共和国水利部令 2022年 第4号 《水闸管理办法》已经水利部2022年6月17日第8次部务会议审议通过，现予公布，自2022年9月1日起施行。 部 长 李某某 2022年7月5日 "
        "水闸管理办法 第一条 为加强水闸管理，制定本办法。 第二条 水闸管理单位应当每月巡查不少于2次，并做好记录，发现问题及时处理。",
        {"issuers": ["中华人民共和国水利部"], "document_number": "2022年第4号", "issue_date": "2022-07-05", "title": "中华人民共和国水利部令"}),
    "one line, an order that several persons sign": (
        "国家发展和改革委员会 水利部 令 第52号 《节水产品管理办法》已经国家发展改革委第17次委务会议和水利部部务会议审议通过，现予公布，自2024年5月1日起施行。 "
        "国家发展和改革委员会主任：李某 水利部部长：王某 2024年3月5日 节水产品管理办法 第一条 为规范节水产品，制定本办法。 第二条 生产企业应当每年报送一次信息，并建立台账。",
        {"document_number": "第52号", "issue_date": "2024-03-05", "issuers": ["国家发展和改革委员会", "水利部"]}),
    "one line, a public notice without number and addressees": (
        "关于2023年度丽水市绿色工厂拟认定名单的公示 浏览次数：1258次 发布日期：2023-10-18 根据《绿色工厂管理细则》，经企业申报、县区推荐、专家评审，现将拟认定的36家企业名单予以公示，公示期7天，"
        "任何单位或个人有异议的，请以书面形式反映。 丽水市经济和信息化局 2023年10月18日",
        {"title": "关于2023年度丽水市绿色工厂拟认定名单的公示", "document_type": "公示", "signatories": ["丽水市经济和信息化局"], "issue_date": "2023-10-18"}),
    "one line, the number of a page behind the printing": (
        "舟山市水利局文件 舟水〔2021〕6号 关于做好防汛工作的通知 各县（区）水利局： 一、加强值守。每天巡查不少于2次，发现险情及时报告，做好记录并按月汇总上报。 舟山市水利局 2021年3月8日 抄送：省水利厅，市应急局。 "
        "舟山市水利局办公室 2021年3月9日印发 -2-",
        {"cc": ["省水利厅", "市应急局"], "printed_by": "舟山市水利局办公室", "printed_on": "2021-03-09", "issue_date": "2021-03-08"}),
    "a body whose seal another lends, both in one row": (
        "关于做好水土保持工作的通知\n各县（市、区）水利局：\n一、抓好治理。\n宣城市水土保持工作领导小组办公室（宣城市水利局代章）\n2022年3月8日",
        {"signatories": ["宣城市水土保持工作领导小组办公室"], "issue_date": "2022-03-08"}),
    "a date whose year a narrow page breaks": (
        "宣城市水利局文件\n关于做好防汛工作的通知\n各县（市、区）水利局：\n一、抓好值守。\n宣城市水利局\n20\n22年3月8日",
        {"signatories": ["宣城市水利局"], "issue_date": "2022-03-08"}),
    "answer to a proposal, how it is filed below its number": (
        "商洛市水利局\n商水函〔2023〕41号 签发人：周某\n类别：A\n公开属性：主动公开\n对市政协五届二次会议第116号提案的答复\n陈某某委员：\n您提出的提案收悉。现答复如下：\n一、按月巡查。\n2023年7月20日",
        {"title": "对市政协五届二次会议第116号提案的答复", "document_number": "商水函〔2023〕41号", "signers": ["周某"], "addressees": ["陈某某委员"]}),
    "telegram, its signer before its number": (
        "平急\n克拉玛依市应急管理局明传电报\n签发：艾某 编号：克应急明电〔2022〕9号\n关于做好大风防范工作的通知\n各区应急管理局：\n一、强化值守。\n克拉玛依市应急管理局\n2022年6月19日",
        {"document_number": "克应急明电〔2022〕9号", "signers": ["艾某"], "urgency": "平急", "issuers": ["克拉玛依市应急管理局"]}),
    "a date in Chinese figures with the figure 0": (
        "商洛市水利局文件\n关于做好防汛工作的通知\n各县（区）水利局：\n一、抓好值守。\n商洛市水利局\n二0二0年四月二十日",
        {"signatories": ["商洛市水利局"], "issue_date": "2020-04-20"}),
    "public notice numbered in Chinese figures": (
        "江苏省公安厅\n江苏省司法厅\n公 告\n〔二○一九〕第二号\n为维护社会秩序，现公告如下：\n一、主动登记。\n江苏省公安厅 江苏省司法厅\n二○一九年三月一日",
        {"document_number": "〔2019〕2号", "issuers": ["江苏省公安厅", "江苏省司法厅"], "issue_date": "2019-03-01"}),
    "a lent seal in a row of its own": (
        "中国水利学会河湖专业委员会\n水学河〔2024〕6号\n关于召开研讨会的通知\n各有关单位：\n一、会议主题\n河湖治理\n中国水利学会河湖专业委员会\n（代章）\n2024年4月12日",
        {"signatories": ["中国水利学会河湖专业委员会"], "issue_date": "2024-04-12"}),
    "a seal's star among the signatures": (
        "宣城市水利局\n宣城市财政局\n文件\n关于做好防汛工作的通知\n各县（市、区）水利局：\n一、抓好值守。\n宣城市水利局\n★\n宣城市财政局\n2022年3月8日",
        {"signatories": ["宣城市水利局", "宣城市财政局"], "issue_date": "2022-03-08"}),
    "minutes of a government, its office beside the date": (
        "南平市人民政府\n专题会议纪要\n〔2022〕9号\n南平市人民政府办公室 2022年4月8日\n关于武夷山茶园建设的会议纪要\n4月6日，李某某主持召开会议。\n一、同意建设方案。",
        {"issuers": ["南平市人民政府办公室"], "issue_date": "2022-04-08", "title": "关于武夷山茶园建设的会议纪要"}),
    "attachments numbered 1-1, 1-2": (
        "辽阳市水利局关于项目验收的通知\n各县（市、区）水利局：\n一、验收范围。\n辽阳市水利局\n2024年2月5日\n附件1-1：评价指标表\n附件1-2：评价结果表\n附件2：企业清单",
        {"attachments": ["评价指标表", "评价结果表", "企业清单"], "signatories": ["辽阳市水利局"], "issue_date": "2024-02-05"}),
    "issuers of the title run together, over two rows": (
        "供销联发〔2022〕6号\n供销合作总社农业农村部财政部\n国家邮政局关于推进冷链建设的意见\n各省、自治区、直辖市供销合作社：\n一、加快建设。\n供销合作总社 农业农村部\n财政部 国家邮政局\n2022年3月8日",
        {"title": "供销合作总社农业农村部财政部国家邮政局关于推进冷链建设的意见", "issue_date": "2022-03-08",
         "issuers": ["中华全国供销合作总社", "农业农村部", "财政部", "国家邮政局"]}),
    "mark of two organs in one row, and again in the title": (
        "渭南市教育局 渭南市财政局\n渭教发〔2022〕6号\n渭南市教育局 渭南市财政局关于做好资助工作的通知\n各县（市、区）教育局、财政局：\n一、抓好落实。\n2022年3月8日",
        {"title": "渭南市教育局渭南市财政局关于做好资助工作的通知", "issuers": ["渭南市教育局", "渭南市财政局"], "issue_date": "2022-03-08"}),
    "printed by an office of the issuer, above the date of printing": (
        "东海农业大学文件\n东农发〔2023〕6号\n关于印发教学办法的通知\n各学院：\n现印发给你们。\n东海农业大学\n2023年9月1日\n东海农业大学校长办公室\n2023年9月4日印发",
        {"issuers": ["东海农业大学"], "signatories": ["东海农业大学"], "printed_by": "东海农业大学校长办公室", "printed_on": "2023-09-04", "issue_date": "2023-09-01"}),
    "one line, a date alone before the plan that the text hands on": (
        "平潭综合实验区管理委员会文件 岚综管〔2022〕31号 平潭综合实验区管理委员会关于印发发展民宿若干措施的通知 各片区管理局： 现将《平潭综合实验区发展民宿若干措施》印发给你们，请认真贯彻执行。 "
        "2022年6月2日 平潭综合实验区发展民宿若干措施 为促进民宿发展，制定本措施。 一、加大奖补。每家3万元。 二、规范管理。按季检查。",
        {"issuers": ["平潭综合实验区管理委员会"], "document_number": "岚综管〔2022〕31号", "issue_date": "2022-06-02", "addressees": ["各片区管理局"]}),
    "addressees that narrow rows break within their names": (
        "关于开展教师培训的通知\n晋教师〔2022〕6号\n各市教育局、财政局、人力资源和社会保障局、党委编\n办，省直管县教育局、财政局、人力资源和社会保障局、党\n委编办：\n现将有关事项通知如下。\n"
        "一、培训对象。",
        {"document_number": "晋教师〔2022〕6号", "addressees": [
            "各市教育局", "财政局", "人力资源和社会保障局", "党委编办", "省直管县教育局", "财政局", "人力资源和社会保障局", "党委编办"]}),
    "a newspaper's print, without 的通知": (
        "中共贵州省委办公厅　贵州省人民政府办公厅印发\n《关于加强农村公路养护的实施方案》\n近日，中共贵州省委办公厅、贵州省人民政府办公厅印发了《关于加强农村公路养护的实施方案》，并发出通知。\n一、总体目标\n到2025年，优良路率达到90%。",
        {"issuers": ["中共贵州省委办公厅", "贵州省人民政府办公厅"], "document_type": "方案",
         "title": "中共贵州省委办公厅贵州省人民政府办公厅印发《关于加强农村公路养护的实施方案》"}),
    "two signers, the second below the first": (
        "抚州市人民政府\n抚州市水利局\n文件\n抚府文〔2021〕18号　　　签发人：许某某\n　　　何某\n抚州市人民政府 抚州市水利局\n关于恳请支持灌区改造资金的请示\n省政府：\n现将有关情况请示如下：\n一、基本情况。\n妥否，请批示。\n"
        "抚州市人民政府　抚州市水利局\n2021年9月1日",
        {"issuers": ["抚州市人民政府", "抚州市水利局"], "signers": ["许某某", "何某"], "document_number": "抚府文〔2021〕18号", "document_type": "请示"}),
    "telegram, its own number beside the document's": (
        "等级 特急·明电　赣应急明电〔2023〕8号　赣应急发电第31号\n关于做好强降雪应对工作的通知\n各设区市应急管理局：\n现通知如下：\n一、加强值守。\n江西省应急管理厅\n2023年12月9日",
        {"issuers": ["江西省应急管理厅"], "document_number": "赣应急明电〔2023〕8号", "urgency": "特急", "issue_date": "2023-12-09"}),
    "joint order, the organs in rows above the word": (
        "自然资源部\n水利部\n令\n第12号\n《河湖岸线管理办法》已经审议通过，现予公布，自2024年5月1日起施行。\n自然资源部部长：王某\n水利部部长：李某\n2024年3月5日",
        {"issuers": ["自然资源部", "水利部"], "title": "自然资源部水利部令", "document_number": "第12号", "document_type": "令", "issue_date": "2024-03-05"}),
    "answer to a proposal": (
        "江西省水利厅\n赣水函〔2022〕36号\n江西省水利厅关于省政协第十三届五次会议\n第127号提案的答复\n周某某等3位委员：\n您提出的建议收悉，现答复如下：\n一、关于投入。逐年增加。\n"
        "江西省水利厅\n2022年6月7日",
        {"issuers": ["江西省水利厅"], "document_number": "赣水函〔2022〕36号", "document_type": "答复", "addressees": ["周某某等3位委员"],
         "title": "江西省水利厅关于省政协第十三届五次会议第127号提案的答复", "issue_date": "2022-06-07"}),
    "decision, its date below the number": (
        "中共黄山市委\n黄山市人民政府\n关于推进生态强市建设的决定\n黄发〔2021〕9号\n（2021年8月3日）\n为推进生态强市建设，现作出如下决定。\n一、明确目标。到2025年，建成示范区。",
        {"issuers": ["中共黄山市委员会", "黄山市人民政府"], "document_number": "黄发〔2021〕9号", "issue_date": "2021-08-03", "document_type": "决定"}),
    "minutes numbered by issue, signed by nobody": (
        "市长办公会议纪要\n（第11期）\n景德镇市人民政府办公室　2022年4月8日\n关于推进陶瓷园建设的会议纪要\n4月6日，副市长方某某主持召开会议。现纪要如下：\n一、加快建设。\n出席：方某某。\n"
        "景德镇市人民政府办公室　2022年4月9日印发",
        {"issuers": ["景德镇市人民政府办公室"], "document_number": "第11期", "issue_date": "2022-04-08", "signatories": None, "present": ["方某某"],
         "printed_by": "景德镇市人民政府办公室", "printed_on": "2022-04-09"}),
    "OCR: letters for figures in the date": (
        "关于加强检疫的通知\n各区畜牧局：\n一、加强检疫。\n阜阳市畜牧局\n2O21年1l月3O日",
        {"issue_date": "2021-11-30", "signatories": ["阜阳市畜牧局"]}),
    "one line, attachments before the signature and again after it": (
        "福建省水利厅关于开展山洪灾害防治项目检查的通知 闽水防汛〔2018〕7号 各设区市水利局： 为掌握项目进展，经研究，决定开展检查。现将有关事项通知如下："
        "一、检查范围。各市在建项目。二、检查方式。自查与抽查结合，自查表（见附件1）于6月10日前报送。三、工作要求。各市要高度重视。"
        "附件：1.项目自查表2.抽查安排表3.联系人名单福建省水利厅2018年5月21日附件1项目自查表序号项目名称投资（万元）1沙溪站300附件2抽查安排表组别时间地点",
        {"issuers": ["福建省水利厅"], "document_number": "闽水防汛〔2018〕7号", "title": "福建省水利厅关于开展山洪灾害防治项目检查的通知",
         "addressees": ["各设区市水利局"], "attachments": ["项目自查表", "抽查安排表", "联系人名单"],
         "signatories": ["福建省水利厅"], "issue_date": "2018-05-21", "document_type": "通知"}),
    "one line, a single attachment, its text after": (
        "关于印发《宝鸡市露天矿山整治方案》的通知各县（区）人民政府，市政府各工作部门：现将《宝鸡市露天矿山整治方案》印发给你们，请认真贯彻执行。"
        "附件：宝鸡市露天矿山整治方案宝鸡市人民政府办公室2019年4月2日附件宝鸡市露天矿山整治方案为推进整治，制定本方案。一、目标。到2020年，关闭矿山12座。二、保障。加强领导。",
        {"issuers": ["宝鸡市人民政府办公室"], "document_number": None, "title": "关于印发《宝鸡市露天矿山整治方案》的通知",
         "addressees": ["各县（区）人民政府", "市政府各工作部门"], "attachments": ["宝鸡市露天矿山整治方案"],
         "signatories": ["宝鸡市人民政府办公室"], "issue_date": "2019-04-02"}),
    "one line, attachments with years and brackets": (
        "山西省体育局关于做好2020年体校招生工作的通知 晋体青〔2020〕18号 各市体育局： 现就有关工作通知如下。一、招生计划（附件1）。二、报名。请填写附件2、附件3。"
        "三、纪律。严肃招生纪律。 附件：1.2020年体校招生计划表（分项目） 2.考生报名表（2020年版） 3.2020—2021学年体检要求 山西省体育局 2020年4月30日 （此件主动公开）",
        {"issuers": ["山西省体育局"], "document_number": "晋体青〔2020〕18号", "addressees": ["各市体育局"],
         "attachments": ["2020年体校招生计划表（分项目）", "考生报名表（2020年版）", "2020—2021学年体检要求"],
         "signatories": ["山西省体育局"], "issue_date": "2020-04-30", "notes": ["（此件主动公开）"]}),
    "one line, contacts between the text and the attachments": (
        "关于报送梅州市优秀农民工名单的通知 各县（市、区）人力资源和社会保障局： 现将推荐工作通知如下。一、条件。遵纪守法。二、名额。每县2名。三、时间。3月20日前报送。 "
        "联系人：李某，联系电话：0753-2200000。 附件：1.优秀农民工推荐表 2.优秀农民工汇总表 梅州市人力资源和社会保障局 2016年3月1日",
        {"issuers": ["梅州市人力资源和社会保障局"], "title": "关于报送梅州市优秀农民工名单的通知", "attachments": ["优秀农民工推荐表", "优秀农民工汇总表"],
         "addressees": ["各县（市、区）人力资源和社会保障局"], "issue_date": "2016-03-01", "signatories": ["梅州市人力资源和社会保障局"]}),
    "one line, attachments named without numbers, ended by semicolons": (
        "吉林省文化厅关于举办农民文化节的通知 吉文发〔2011〕40号 各市（州）文化局： 现通知如下。一、时间。9月。二、地点。长春市。三、要求。精心组织。 "
        "附件：农民文化节日程；参演节目申报表 吉林省文化厅 二〇一一年七月八日 主题词：文化 活动 通知 抄送：省政府办公厅。",
        {"issuers": ["吉林省文化厅"], "document_number": "吉文发〔2011〕40号", "attachments": ["农民文化节日程", "参演节目申报表"],
         "issue_date": "2011-07-08", "signatories": ["吉林省文化厅"], "subject_words": ["文化", "活动", "通知"], "cc": ["省政府办公厅"]}),
    "one line, attachments below the signature alone": (
        "邯郸市民政局关于公布养老机构星级评定结果的通知 各县（市、区）民政局： 经评定，现将结果公布如下。一、五星级3家。二、四星级9家。请加强管理。 邯郸市民政局 2022年12月5日 "
        "附件1：五星级养老机构名单 附件2：四星级养老机构名单",
        {"issuers": ["邯郸市民政局"], "attachments": ["五星级养老机构名单", "四星级养老机构名单"], "issue_date": "2022-12-05",
         "signatories": ["邯郸市民政局"], "addressees": ["各县（市、区）民政局"]}),
    "one line, ten attachments": (
        "关于开展贵阳市科普基地申报的通知 各区（市、县）科技局： 现通知如下。一、范围。二、程序。三、时间。7月底前完成。 附件：1.申报书2.评审表3.推荐函4.承诺书5.汇总表6.评分标准7.场地证明8.人员名册9.活动计划10.考核办法 "
        "贵阳市科学技术局 2023年6月2日",
        {"issuers": ["贵阳市科学技术局"], "issue_date": "2023-06-02", "signatories": ["贵阳市科学技术局"],
         "attachments": ["申报书", "评审表", "推荐函", "承诺书", "汇总表", "评分标准", "场地证明", "人员名册", "活动计划", "考核办法"]}),
    "one line, an attachment that is a notice's name": (
        "渭南市卫生健康委员会转发省卫生健康委关于做好冬季防控工作的通知 渭卫疾控发〔2021〕201号 各县（市、区）卫生健康局： 现将文件转发给你们，并提出如下要求。一、提高认识。二、落实责任。 "
        "附件：陕西省卫生健康委员会关于做好冬季防控工作的通知（陕卫函〔2021〕300号） 渭南市卫生健康委员会 2021年11月9日",
        {"issuers": ["渭南市卫生健康委员会"], "document_number": "渭卫疾控发〔2021〕201号", "issue_date": "2021-11-09",
         "attachments": ["陕西省卫生健康委员会关于做好冬季防控工作的通知（陕卫函〔2021〕300号）"], "signatories": ["渭南市卫生健康委员会"]}),
    "one line, joint, signers below a list": (
        "浙江省商务厅 浙江省财政厅关于做好电子商务进农村工作的通知 浙商务联发〔2017〕22号 各市、县（市、区）商务局、财政局： 现通知如下。一、目标。二、任务。三、保障。 "
        "附件：1.申报指南 2.绩效目标表 浙江省商务厅 浙江省财政厅 2017年3月15日",
        {"issuers": ["浙江省商务厅", "浙江省财政厅"], "document_number": "浙商务联发〔2017〕22号", "attachments": ["申报指南", "绩效目标表"],
         "signatories": ["浙江省商务厅", "浙江省财政厅"], "issue_date": "2017-03-15"}),
    "order of a ministry": (
        "中华人民共和国水利部令\n第61号\n《河道采砂许可办法》已经2024年1月5日水利部部务会议审议通过，现予公布，自2024年3月1日起施行。\n部长　赵某某\n2024年1月12日\n河道采砂许可办法\n第一条　为了规范河道采砂，制定本办法。\n第二条　本办法自2024年3月1日起施行。",
        {"document_type": "令", "issue_date": "2024-01-12", "document_number": "第61号|中华人民共和国水利部令第61号|水利部令第61号"}),
    "order of a province, 1998": (
        "黑龙江省人民政府令\n第3号\n《黑龙江省湿地管理规定》业经一九九八年五月四日省人民政府第四次常务会议讨论通过，现予发布施行。\n省长　田某\n一九九八年五月二十日",
        {"document_type": "令", "issue_date": "1998-05-20"}),
    "letter, number under the rule": (
        "国家林业和草原局办公室\n办函资字〔2020〕33号\n国家林业和草原局办公室关于松材线虫病防控问题的复函\n辽宁省林业和草原局：\n你局《关于疫木处置的请示》收悉。经研究，现函复如下：\n一、同意。\n二、加强监管。\n特此复函。\n国家林业和草原局办公室\n2020年4月9日",
        {"issuers": ["国家林业和草原局办公室"], "document_number": "办函资字〔2020〕33号", "document_type": "函|复函", "addressees": ["辽宁省林业和草原局"],
         "signatories": ["国家林业和草原局办公室"], "issue_date": "2020-04-09"}),
    "minutes": (
        "专题会议纪要\n〔2022〕16号\n海东市人民政府办公室　2022年8月3日\n研究冷凉蔬菜基地建设专题会议纪要\n8月1日，副市长马某主持召开会议，研究基地建设。现纪要如下：\n一、会议认为，基地建设进展顺利。\n二、会议要求，加快进度。\n出席：马某、张某。\n列席：李某某。",
        {"document_type": "纪要", "document_number": "〔2022〕16号", "present": ["马某", "张某"], "observers": ["李某某"], "issue_date": "2022-08-03"}),
    "joint, seven ministries": (
        "人力资源社会保障部 教育部 民政部 财政部 农业农村部 退役军人事务部 共青团中央关于做好基层服务项目人员招募工作的通知\n人社部发〔2021〕37号\n各省、自治区、直辖市人力资源社会保障厅（局）、教育厅（教委），新疆生产建设兵团有关部门：\n现通知如下。\n一、做好招募。\n二、加强管理。\n"
        "人力资源社会保障部　教育部\n民政部　财政部\n农业农村部　退役军人事务部\n共青团中央\n2021年5月20日",
        {"document_number": "人社部发〔2021〕37号", "issue_date": "2021-05-20",
         "issuers": ["人力资源和社会保障部", "教育部", "民政部", "财政部", "农业农村部", "退役军人事务部", "共青团中央|中国共产主义青年团中央委员会"],
         "signatories": ["人力资源社会保障部", "教育部", "民政部", "财政部", "农业农村部", "退役军人事务部", "共青团中央"]}),
    "1996, provincial bureau": (
        "四川省地质矿产厅文件\n川地发（1996）第112号\n关于整顿矿业秩序的通知\n各市、地、州地矿局：\n为整顿矿业秩序，现通知如下：\n一、清理采矿许可证。\n二、查处无证开采。\n一九九六年九月十八日\n主题词：矿业　秩序　通知\n抄送：地质矿产部，省人大、省政协。\n四川省地质矿产厅办公室　一九九六年九月二十日印发",
        {"issuers": ["四川省地质矿产厅"], "document_number": "川地发〔1996〕112号", "issue_date": "1996-09-18", "subject_words": ["矿业", "秩序", "通知"],
         "cc": ["地质矿产部", "省人大", "省政协"], "printed_on": "1996-09-20", "printed_by": "四川省地质矿产厅办公室"}),
    "web page, table below a bar, date after the title": (
        "首页 > 政府信息公开 > 法定主动公开内容\n索引号: 11450000/2020-01234\n发文单位: 钦州市人民政府办公室\n成文日期: 2020年10月12日\n标题: 钦州市人民政府办公室关于印发海洋牧场建设计划的通知\n发文字号: 钦政办〔2020〕44号\n发布日期: 2020年10月15日\n效力状态: 有效\n"
        "钦州市人民政府办公室关于印发海洋牧场建设计划的通知\n2020-10-15 09:30　来源：市人民政府办公室　【字体：大 中 小】\n各县（区）人民政府，市直各单位：\n《海洋牧场建设计划》已经市人民政府同意，现印发给你们，请认真组织实施。\n2020年10月12日\n（公开方式：公开）\n海洋牧场建设计划\n一、目标\n到2025年，建成海洋牧场3个。\n二、保障\n加强领导。\n文件下载：\n关联文件：\n",
        {"issuers": ["钦州市人民政府办公室"], "document_number": "钦政办〔2020〕44号", "title": "钦州市人民政府办公室关于印发海洋牧场建设计划的通知",
         "addressees": ["各县（区）人民政府", "市直各单位"], "issue_date": "2020-10-12", "notes": ["（公开方式：公开）"]}),
    "web page, downloads below": (
        "烟台市商务局关于申报外贸综合服务企业的通知\n发布时间：2021-09-02\n各区市商务主管部门：\n现就申报工作通知如下。\n一、申报条件。\n二、申报程序。\n附件：1.申报表\n2.汇总表\n烟台市商务局\n2021年9月1日\n附件下载：\n申报表.doc\n汇总表.xls\n",
        {"issuers": ["烟台市商务局"], "attachments": ["申报表", "汇总表"], "issue_date": "2021-09-01", "signatories": ["烟台市商务局"],
         "addressees": ["各区市商务主管部门"]}),
    "attachments' names that wrap": (
        "西藏自治区科学技术厅关于组织申报重点研发项目的通知\n藏科发〔2022〕88号\n各市（地）科技局：\n现将申报事项通知如下。\n一、申报要求。\n二、报送方式。\n附件：1.西藏自治区重点研发项目申报指南及有关\n填报说明\n2.项目推荐汇总表\n西藏自治区科学技术厅\n2022年6月17日",
        {"issuers": ["西藏自治区科学技术厅"], "document_number": "藏科发〔2022〕88号",
         "attachments": ["西藏自治区重点研发项目申报指南及有关填报说明", "项目推荐汇总表"], "issue_date": "2022-06-17"}),
    "attachments without a colon": (
        "石家庄市应急管理局关于开展工贸企业检查的通知\n石应急〔2023〕15号\n各县（市、区）应急管理局：\n现通知如下。\n一、检查重点。\n二、检查方式。\n附件1.检查表\n附件2.企业名单\n石家庄市应急管理局\n2023年4月18日",
        {"issuers": ["石家庄市应急管理局"], "document_number": "石应急〔2023〕15号", "attachments": ["检查表", "企业名单"], "issue_date": "2023-04-18",
         "signatories": ["石家庄市应急管理局"]}),
    "OCR: brackets, digits and the seal": (
        "南通市海洋与渔业局文件\n通海渔[2O14)27号\n关于加强伏季休渔管理的通知\n各县（市、区）海洋与渔业局：\n现通知如下。\n一、加强宣传。\n二、严格执法。\n南通市海洋与渔业局\n2014年5月2曰",
        {"issuers": ["南通市海洋与渔业局"], "document_number": "通海渔〔2014〕27号", "signatories": ["南通市海洋与渔业局"], "issue_date": "2014-05-02"}),
    "OCR: a stacked mark, the word on its middle row": (
        "湖北省发展和改革\n委员会\n湖北省经济和信息化厅文件\n湖北省能源局\n鄂发改能源〔2020〕210号\n关于做好迎峰度夏工作的通知\n各市、州、直管市、神农架林区发展改革委、经信局：\n现通知如下。\n一、保障供应。\n二、加强管理。\n湖北省发展和改革委员会　湖北省经济和信息化厅\n湖北省能源局\n2020年6月28日",
        {"issuers": ["湖北省发展和改革委员会", "湖北省经济和信息化厅", "湖北省能源局"], "document_number": "鄂发改能源〔2020〕210号",
         "signatories": ["湖北省发展和改革委员会", "湖北省经济和信息化厅", "湖北省能源局"], "issue_date": "2020-06-28"}),
    "urgent, with copy number": (
        "000128\n机密★1年\n特急\n宁夏回族自治区公安厅文件\n宁公发〔2015〕9号　　签发人：何某\n关于加强边境巡控的请示\n自治区人民政府：\n现将有关情况请示如下。\n一、情况。\n二、建议。\n妥否，请批示。\n宁夏回族自治区公安厅\n2015年2月10日\n（联系人：吴某，联系电话：0951-6130000）",
        {"copy_number": "000128", "classification": "机密★1年", "classification_term": "1年", "urgency": "特急", "signers": ["何某"], "document_type": "请示",
         "issuers": ["宁夏回族自治区公安厅"], "document_number": "宁公发〔2015〕9号", "addressees": ["自治区人民政府"], "signatories": ["宁夏回族自治区公安厅"],
         "issue_date": "2015-02-10", "notes": ["（联系人：吴某，联系电话：0951-6130000）"]}),
    "university's notice": (
        "石河子大学文件\n石大校发〔2019〕112号\n关于印发《石河子大学实验室安全管理办法》的通知\n校属各单位：\n现将《石河子大学实验室安全管理办法》印发给你们，请遵照执行。\n石河子大学\n2019年11月25日\n石河子大学实验室安全管理办法\n第一章 总则\n第一条 为加强管理，制定本办法。\n第二条 本办法自公布之日起施行。",
        {"issuers": ["石河子大学"], "document_number": "石大校发〔2019〕112号", "addressees": ["校属各单位"], "signatories": ["石河子大学"], "issue_date": "2019-11-25"}),
    "announcement of a tax office": (
        "国家税务总局青海省税务局关于发票管理有关事项的公告\n国家税务总局青海省税务局公告2021年第6号\n为规范发票管理，现将有关事项公告如下：\n一、本省发票实行电子化。\n二、本公告自2022年1月1日起施行。\n特此公告。\n国家税务总局青海省税务局\n2021年12月3日",
        {"issuers": ["国家税务总局青海省税务局"], "document_type": "公告", "document_number": "国家税务总局青海省税务局公告2021年第6号",
         "signatories": ["国家税务总局青海省税务局"], "issue_date": "2021-12-03"}),
    "township": (
        "三岔河镇人民政府文件\n三政发〔2023〕40号\n三岔河镇人民政府关于做好秋季森林防火工作的通知\n各村（社区），镇直各单位：\n现通知如下。\n一、加强宣传。\n二、严格值守。\n三岔河镇人民政府\n2023年9月28日\n三岔河镇党政办公室　　2023年9月28日印发",
        {"issuers": ["三岔河镇人民政府"], "document_number": "三政发〔2023〕40号", "addressees": ["各村（社区）", "镇直各单位"],
         "signatories": ["三岔河镇人民政府"], "issue_date": "2023-09-28", "printed_on": "2023-09-28", "printed_by": "三岔河镇党政办公室"}),
    "offices of two committees, joint": (
        "大理州爱国卫生运动委员会办公室 大理州乡村振兴局关于推进农村改厕工作的通知\n大爱卫办发〔2022〕8号\n各县（市）爱卫办、乡村振兴局：\n现通知如下。\n一、加快进度。\n二、保证质量。\n大理州爱国卫生运动委员会办公室　大理州乡村振兴局\n2022年5月12日",
        {"document_number": "大爱卫办发〔2022〕8号", "issue_date": "2022-05-12", "addressees": ["各县（市）爱卫办", "乡村振兴局"],
         "signatories": ["大理州爱国卫生运动委员会办公室", "大理州乡村振兴局"]}),
    "bank's branch and regulator": (
        "中国人民银行昆明中心支行 国家外汇管理局云南省分局关于优化跨境结算的通知\n昆银发〔2018〕99号\n人民银行云南省各中心支行：\n现通知如下。\n一、优化流程。\n二、加强监测。\n中国人民银行昆明中心支行\n国家外汇管理局云南省分局\n2018年8月16日",
        {"document_number": "昆银发〔2018〕99号", "issuers": ["中国人民银行昆明中心支行", "国家外汇管理局云南省分局"],
         "signatories": ["中国人民银行昆明中心支行", "国家外汇管理局云南省分局"], "issue_date": "2018-08-16"}),
}


@pytest.mark.parametrize("name", CASES)
def test_further_head_and_foot(name: str) -> None:
    check(*CASES[name])


FORM, DAYS, RULES = "项目资金申请表", "2021年验收工作安排", "专家库管理办法（试行）"
ATTACHED: dict[str, list[str]] = {
    f"附件：1.{FORM}2.{DAYS}3.《{RULES}》": [FORM, DAYS, RULES],
    f"附件:1，{FORM}2.{DAYS}": [FORM, DAYS],
    f"附件：{FORM}": [FORM],
    f"附件1.{FORM}附件2.{DAYS}": [FORM, DAYS],
    f"附件1 {FORM} 附件2 {RULES}": [FORM, RULES],
    f"附件：1.{FORM}；2.{DAYS}；": [FORM, DAYS],
    f"附件：1.{FORM}.doc2.{DAYS}.xls": [FORM, DAYS],
    f"附件列表：1.{FORM}2.{DAYS}": [FORM, DAYS],
    f"附件说明：1.{FORM}2.{DAYS}": [FORM, DAYS],
    f"附件：一、{FORM}二、{DAYS}": [FORM, DAYS],
    f"附件：①{FORM}②{DAYS}": [FORM, DAYS],
    f"附：{FORM}": [FORM],
    f"附：1.{FORM}2.{DAYS}": [FORM, DAYS],
}
BELOW = {
    "nothing": "", "a note": "（此件公开发布）", "copies": "抄送：市委办公室，市人大常委会办公室。",
    "an annex": "附件1项目资金申请表项目名称单位金额联系人", "who printed it": "淄博市工业和信息化局办公室2021年3月9日印发",
}


@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("attached", ATTACHED)
def test_attachments_of_one_line_whatever_follows(attached: str, below: str, gap: str) -> None:
    text = gap.join([
        "关于做好技术改造项目验收工作的通知", "各区县工业和信息化局，高新区经发局：",
        "为做好验收，现就有关工作通知如下。一、验收范围。申请表见附件1。二、验收程序。各区县初验，市局复验。三、有关要求。要高度重视，3月底前完成。",
        attached, "淄博市工业和信息化局2021年3月8日", BELOW[below],
    ])
    found = fields_of(text)
    assert (found["attachments"], found["signatories"], found["issue_date"]) == (
        ATTACHED[attached], ["淄博市工业和信息化局"], "2021-03-08",
    )


@pytest.mark.parametrize(("below", "attachments"), [
    (f"附件1：{FORM}\n附件2：{RULES}", [FORM, RULES]),  # nothing but the names
    (f"附件1：{FORM}\n附件2：{RULES}\n（此件公开发布）", [FORM, RULES]),
    (f"附件1：{FORM}\n单位\n金额\n附件2：{RULES}\n第一条 为加强管理，制定本办法。", None),  # the annexes themselves
])
def test_names_of_annexes_below_the_signature(below: str, attachments: list[str] | None) -> None:
    text = f"关于做好验收工作的通知\n各区县工业和信息化局：\n一、验收范围。\n二、验收程序。\n淄博市工业和信息化局\n2021年3月8日\n{below}"
    assert fields_of(text)["attachments"] == attachments


def test_attachments_below_a_bare_head() -> None:
    text = f"关于做好验收工作的通知\n各区县工业和信息化局：\n一、验收范围。\n二、验收程序。\n附件\n1.{FORM}\n2.{DAYS}\n淄博市工业和信息化局\n2021年3月8日"
    assert fields_of(text)["attachments"] == [FORM, DAYS]


@pytest.mark.parametrize(("foot", "signed"), [
    ("联系人：王某，电话：0533-2300000淄博市工业和信息化局2021年3月8日", ["淄博市工业和信息化局"]),
    ("中共淄博市委组织部2021年3月8日", ["中共淄博市委组织部"]),
    ("二〇二一年三月八日", None),
])
def test_what_stands_right_after_the_last_attachment(foot: str, signed: list[str] | None) -> None:
    text = f"关于做好验收工作的通知各区县工业和信息化局：现通知如下。一、验收范围。二、验收程序。附件：1.{FORM}2.{DAYS}{foot}"
    found = fields_of(text)
    assert (found["attachments"], found["signatories"], found["issue_date"]) == ([FORM, DAYS], signed, "2021-03-08")


@pytest.mark.parametrize("caption", ["附件：{}", "附件1：{}", "附：{}", "附件 {}", "附件\n{}", "附件：\n{}"])
@pytest.mark.parametrize("signed", ["", "2022年5月6日\n", "淄博市工业和信息化局\n2022年5月6日\n"])
@pytest.mark.parametrize("begins", ["第一章 总则\n第一条 验收应当公开。", "为做好验收，制定本办法。\n第一条 验收应当公开。", "一、总则\n验收应当公开。"])
def test_the_name_that_was_listed_heads_the_annex_below(caption: str, signed: str, begins: str) -> None:
    name = "项目验收管理办法"
    notice = pp.parse(
        f"淄博市工业和信息化局文件\n关于印发《{name}》的通知\n各区县工业和信息化局：\n现将《{name}》印发给你们，请认真执行。\n"
        f"附件：{name}\n{signed}{caption.format(name)}\n{begins}\n第二条 验收每年进行1次。"
    )
    assert [x.text for x in notice.footer.attachments] == [name]
    assert [c.heading for c in notice.clauses if c.label.startswith("附")] == [name]


@pytest.mark.parametrize("caption", ["附件：{}", "附件1：{}", "附：{}", "附件 {}"])
@pytest.mark.parametrize(("signed", "names"), [
    ("", None), ("2022年5月6日 ", None), ("淄博市工业和信息化局 ", ["淄博市工业和信息化局"]), ("技术改造科 2022年5月6日 ", ["技术改造科"]),
])
def test_one_line_the_name_that_was_listed_heads_the_annex(caption: str, signed: str, names: list[str] | None) -> None:
    name = "项目验收管理办法"
    text = (
        f"淄博市工业和信息化局文件 淄工信〔2022〕6号 关于印发《{name}》的通知 各区县工业和信息化局： 现将《{name}》印发给你们，请认真执行。 "
        f"附件：1.{name} 2.项目验收申请表 {signed}{caption.format(name)} 第一章 总则 第一条 验收应当公开。 第二条 验收每年进行1次。 第二章 附则 第三条 按月报送。"
    )
    found = fields_of(text)
    assert (found["attachments"], found["signatories"]) == ([name, "项目验收申请表"], names)
    assert [c.heading for c in pp.parse(text).clauses if c.label.startswith("附")] == [name]


@pytest.mark.parametrize(
    ("number", "issuer"), [("荆政发〔2023〕8号", "荆州市人民政府"), ("鄂政发〔2023〕8号", "市人民政府"), ("", "市人民政府")]
)
def test_a_bare_issuer_takes_the_region_of_the_title_that_its_number_confirms(number: str, issuer: str) -> None:
    head = f"市人民政府关于印发荆州市护林措施的通知\n{number}\n各县人民政府：\n现将《荆州市护林措施》印发给你们。\n2023年5月6日\n"
    assert [x.name for x in pp.parse(head).header.issuers] == [issuer]
