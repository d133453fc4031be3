"""The words by which a sentence's subject is told: what may stand before a name, what follows it, what begins no name.

Compiled by hand from the usage of 公文, 2026. All patterns are for folded text (`View.text`).
"""
from __future__ import annotations

import re

from policyparse.lexicon.verbs import STRONG, WEAK

_DAY = r"(?:\d{4}|[今明次当本全])年(?:度)?|\d{1,2}(?:月份?|[日时点])|[首次当末]月|[上下]午|\d{4}[—–\-－~～至]\d{4}年"
_EACH = r"每(?:年|月|周[一二三四五六日]?|季度?|天|日|学期|学年|半年)"
_QUARTER = r"[上下]半年|第?[一二三四]季度"
TIME = re.compile(
    rf"(?:到|至|在|于|自|从|截至|截止)?(?:(?:{_DAY})|“[^”]{{2,6}}”|{_EACH}|{_QUARTER}|"
    r"年(?=底|末|初|内)|(?:到期|期满|届满|开学|放假)(?=之?前)|[\d一二两三四五六七八九十]{1,8}年|力争|争取){1,9}"
    rf"的?(?:底|末|初|中旬|上旬|下旬|期间|时期|以来|内|[春秋]季学期|{_QUARTER}|\d{{1,2}}[:：]\d{{2}}){{0,4}}"
    r"(?:以前|之前|前|起|开始)?[，,]?"
)
"""A date or a period at the beginning of a segment."""

CONNECTIVE = re.compile(
    r"[—\-·●]{1,6}|\d{1,3}[.．、]|[一二三四五六七八九十]是|首先|其次|最后|其中|同时|此外|另外|为此|因此|并且|而且|但是|以及|"
    r"并|且|而|但|和|及(?!时)|原则上|一般|必要时"
)
ASKING = re.compile(r"请|由|要求|责成")
"""Before the one who is to do it."""

ASKED = re.compile(
    r"(?:请|由|责成|要求)"
    r"(?=各|有关|相关|全|省|市|县|区|[一-龥]{2,12}(?:厅|局|委|部|部门|单位)(?:于|在|牵头|会同|负责))"
)
"""The same within a segment: 联系方式请各单位于…"""

CAUSING = re.compile(r"组织(?=各|有关|相关)|确保|保障")
"""What follows does it; but that goes no further than its own segment."""

MODAL = "应当|必须|务必|不得|不准|可以|需要|能够|应|须|要|需|可|都|均|也|将|不再|仍|还|再|已|一律|至少|最多|原则上"
FUNCTION = re.compile(
    rf"(?:{MODAL}|在|于|从|自|到|至|按照|按|根据|依据|依照|依托|依法|结合|通过|围绕|针对|对于|对|把|以|为|向|由|与|同|会同|联合|"
    r"利用|参照|参考|借助|面向|立足|聚焦|基于|采取|采用|运用|充分|请(?=于|在|将|把|按|务必|及时|各|认真|抓紧)|每(?!个|家|所|名|人|位|支|队|县|校|省|市)|今年|明年|“|"
    r"网上|线上|线下|在线|分别|共同|相互|各自|自行|自主|因地制宜|深入|认真|主动|积极|实行|执行|坚持|负责|牵头|统筹|协调|指导|督促|委托|授权|"
    r"监督|具体|选送|推荐|申报|参加|参与|承担|管理好|做好|抓好|组织|制定|编制|是|作为|成为|设(?![备施计置立定想])|"
    r"报(?![社告刊纸道酬])|如(?![何期实下上数约东皋同此])|正式(?!员工|职工|教师)|给予|予以|安排|受理|配合|协助|支持|收到|接到|接报|高度重视|年[内底]|月底|\d{1,3}个?(?:工作日|小时|分钟|[日天])内|(?:主?汛期?|节|年)前|\d{4}年|\d{1,2}月)"
)
"""What follows a subject: modals, prepositions, adverbs, and verbs that are seldom nouns after a name."""

CLEAR_VERB = re.compile("|".join(sorted({w for w in STRONG if len(w) > 1} - WEAK, key=len, reverse=True)))
"""Verbs that are no nouns."""

ACTS_ON = re.compile(
    r"组织(?!部|机构|单位)|支持|鼓励|推动|推进|引导|建设(?!单位|主体|部门|局|厅|委|行政)|加强|指导|督促|帮助|协调|委托|依托|结合|联合|面向|"
    r"针对|围绕|对(?!口|外|台)|将(?!乐)|把|向|为|按|根据|以|在|从(?!化|江|业)|通过|给予|带动|促进|利用|选择|动员|扶持|保护|提高|发挥|深化|"
    r"落实|让|使(?!用|馆)|与|除|凡|经(?!开|济|办|信|营|贸|发|费)|据|如(?!东|皋)|若|当(?!地|阳|涂|事)|纳入|整合|"
    r"用(?!人|户|水|电|能|工|地|药)|占|有关规定|涉及|"
    r"听取|审议|部署|传达|通报|汇报|会商|商请|对接|衔接|跟踪|督办|压实|明确|突出|抓住|把握|用好|管好|建好|做好|抓好|搞好|防止|"
    r"避免|严禁|禁止|杜绝|严控|严把|遵守|遵循|注重|关注|重视|瞄准|紧扣|紧盯|抢抓|召集|邀请|选取|选定|选用|对照|比照|坚守|剥离|"
    r"摸清|摸排|掌控|拓宽|延伸|倡导"
)
"""Begins no name: verbs that have a body as their object, prepositions, and common first verbs."""

HOW = re.compile(
    r"每[次期场批]|顺利|圆满|如期|按时|按期|按质|按量|保质保量|高质量|高标准|高水平|逐项|逐一|逐级|逐步|随机|全程|全员|就近|就地|尽快|尽量|尽可能|"
    r"不定期|分步|分年|分阶段|常态化|无|未|没有|符合|具备|满足|凡|[一-龥]{2,5}地(?=[^，区方])"
)
"""Adverbs and conditions: a segment that begins so has no subject of its own."""

WIDE = re.compile(r"在?(?:全国|全省|全市|全县|全区|全州|全校)(?!各)")
"""A scope of its own: whoever was named before is not the one who acts."""

GOES_ON = re.compile(rf"^(?:{MODAL})|(?:可|应|须|要)(?:各|均|都)?(?:$|{CLEAR_VERB.pattern}|申报)")
"""The segment after the subject's comma: it goes on with what the subject should do."""

GIVES = re.compile(r"给予|予以|奖励|补助|补贴|享受|资助|减免|免征|减征|扶持")
"""Done by the state: who stands before is the one who gets it."""

RELATIVE = re.compile(  # 列入名单的|重点用能单位|应于…
    r"(?:列入|纳入|完成|未完成|参加|承担|获得|取得|符合|具备|涉及|通过|使用|入选|确定)[^，的]{1,24}的"
    r"(?=[一-龥]{2,14}(?:应|须|要|必须|于|在|每年))"
)
"""What is said of a body before its name, where the body then acts."""

AT_A_RATE = re.compile(r"每(?:生|人|户|班|校)(?:每[年月天])?\d")
"""So much is paid or granted for each: who stands before is the one who gets it."""

CHOOSES = re.compile(r"(?:遴选|评选|选拔)(?!推荐|申报|上报|报送)|评审|认定|评定|命名|支持|奖励|给予|授予")
"""Done by who stands above those of whom one is chosen."""

OURSELVES = re.compile(r"[厅局部委署]里?|[省市县区州]里")
"""The issuer as it speaks of itself: 厅|每月通报, 部里|组织编写."""

PURSE = re.compile(r"(?:中央|地方|各级|(?:[省市县区州旗镇乡]|自治区)本?级?|[省市县区]、[市县区](?:[两三]?级)?)?财政")
"""The state's purse, which gives: 省级财政|安排."""

NO_END = {
    "所": ("在", "有", "需", "属", "辖", "列", "述", "称", "示"), "行": ("为", "动", "业", "政", "驶", "程"),
    "委": ("组织部", "宣传部"),
}
"""所在, 所需, 行为, 行动 …: no 所 and no 行 (bank) that ends an organ's name; 市委|组织部 is one name."""

OURS = re.compile(r"我[省市州盟县区旗镇乡]")
JOINS = re.compile(r"、|，|,|和|与|及(?!其)|以及|暨")
WITH = re.compile(r"(?:将|要|应当?|须|牵头)?会同|联合")
BESIDE = re.compile(  # 应当在30日内|会同省财政厅|分解下达
    rf"(?:应当?|须|要|可|将)?(?:[在于自][^，的]{{2,24}}?(?:[内前后]|之日起)(?:[^，的]{{1,10}}内)?)?(?:{WITH.pattern})"
)
"""Before those who help, where the one who leads was named in a segment before."""

ETC = re.compile(r"等(?:[^，、]{0,12}?(?:部门|单位|机构|地区|企业|学校|医院))?")
UNIT_WORD = re.compile(r"(?:单位|主体|部门|机构|企业|公司|中心|办公室|委员会)")
COUNTED = re.compile(r"\d|[一二两三四五六七八九十百]{1,8}[^、，]{0,2}[个所名家项次批]")
HOW_GREAT = re.compile(r"[一-龥“”、]{2,16}(?:不[少低]于|不[超高]过?于?|达到?|控制在|为)\d[^，；]{1,12}")
"""What only says how many or how large (队伍人数不少于15人)."""

INDICATOR = re.compile(r"(?:率|比例|占比|比重|面积|长度|人数|数量|时长|学时|规模|周期|强度|密度|次数)(?:均|应|要|须)?$")
"""How an indicator's name ends, that may begin like a verb (培训合格率)."""

SO_MANY_THINGS = re.compile(r"[一-龥“”]{2,12}\d{1,9}[万亿]?[一-龥]{1,2}(?:、|$)")
ALSO_NOUNS = frozenset(
    ["重点", "新", "各", "公开", "统一", "平均", "总体", "整体", "全部", "试点", "示范", "研究", "共", "均", "累计"]
)
"""Adverbs of manner that may as well begin a noun."""
