"""The words that say who is responsible: labels (责任单位：…), verbs (…牵头，…配合), and who leads of several."""
from __future__ import annotations

import re

from policyparse.targets.organs import HIDDEN

_UNIT = r"(?:单位|部门|主体|[处科股]室|机构|学校|院系|企业|方)"
_DUTY = r"[责責貴贵][任仟伍]"  # scans confuse them
_LEAD_LABEL = rf"(?:总|主要)?牵头(?:{_DUTY}|负责|实施)?{_UNIT}?|(?:主责|主办|第一{_DUTY}){_UNIT}?"
_SUPPORT_LABEL = (
    rf"(?:{_DUTY})?(?:配合|协办|参与|参加|协同|协作|协助|支持|指导|督导|监管|监督)(?:{_DUTY})?{_UNIT}?|成员单位"
)
_OWN_LABEL = (
    rf"(?:主要|具体)?{_DUTY}{_UNIT}|(?:落实|实施|承办|承担|负责|完成|执行|主管|分工)(?:{_DUTY})?{_UNIT}|"
    rf"(?:任务|{_DUTY}|工作)分工"
)
_OTHER_LABEL = (
    rf"(?:牵头|{_DUTY}|分管|配合|联系)?(?:省|市|县|区|校)?(?:领导|负责人|联系人)|{_DUTY}人|"
    r"(?:完成|办理|整改|实施|推进|落实)?(?:时限|时间|期限)(?:要求|节点)?|时间(?:进度|安排|节点)|进度(?:安排|要求)|"
    r"备注|工作目标|目标任务|预期成果|联系电话|成果形式"
)
"""Labels of what stands beside: whoever is named after one answers for nothing."""
LABELS = {"lead": _LEAD_LABEL, "support": _SUPPORT_LABEL, "own": _OWN_LABEL, "none": _OTHER_LABEL}
"""Role → the labels that give it to the names after them; `none` gives none."""
_LABEL = "|".join(f"(?P<{role}_label>{way})" for role, way in LABELS.items())
_ANY_LABEL = "|".join(LABELS.values())
_BY_DUTY = (
    r"(?:按照?|依照?|依据|根据|结合)(?:各自)?(?:的)?(?:部门)?(?:工作)?(?:职责|职能)(?:和?(?:任务|职责|工作)?分工|范围)?|"
    r"按(?:任务)?分工|[依按]责"
)
"""按职责分工 and the like: before a verb, or in its stead."""
_ENDS = r"(?=$|[，。、；：）〕\]】]|由|并|会同|联合|以及|具体)"
"""What follows a verb that the names before it end at; anything else would be its object (负责学前教育)."""
_LEAD_VERB = (
    rf"(?:{_BY_DUTY}|分工|分别|共同|联合|具体){{0,4}}"
    r"(?:总|主要)?(?:牵头|抓总|主责|主办)(?:抓总|负责|组织实施|组织落实|实施|落实|推进|组织|办理|制定)?"
    r"(?!单位|部门|人|领导)"
)
"""…牵头, …牵头组织实施."""
_SUPPORT_VERB = (
    rf"(?:{_BY_DUTY}|负责(?=指导|督促|监督|督导)|分别|共同|积极|密切|协同|协助|做好|予以|给予){{0,6}}"
    r"(?:配合|参与|参加|协助|协办|协同|指导|支持|督促|监督|督导)"
    rf"(?:落实|做好|实施|指导|配合|负责|推进|工作){{0,4}}{_ENDS}"
)
"""…配合, …按职责做好配合."""
_OWN_VERB = (
    rf"(?:{_BY_DUTY}|分工|分别|共同|联合|具体|各自|统一|组织|抓好|做好|协同){{0,6}}"
    r"(?:负责|负总责|总负责|落实|实施|承担|承办|推进|办理|执行|抓好)"
    rf"(?:落实|实施|组织实施|组织|推进|办理|执行|到位){{0,4}}{_ENDS}|(?:{_BY_DUTY}){_ENDS}"
)
"""…负责, …分别负责落实, …按职责分工."""
MARK = re.compile(
    rf"(?P<label>(?:{_LABEL})(?:及(?:{_ANY_LABEL}))?)(?:{HIDDEN}{{0,8}}[：:∶;；]|[为是](?=[^主牵责]))|"
    rf"(?P<is_lead>为(?:总)?(?:牵头|主责|主办)(?:{_DUTY})?{_UNIT})|"
    rf"(?P<is_own>为(?:主要)?{_DUTY}{_UNIT})|"
    rf"(?P<is_support>为(?:配合|协办|参与|支持)(?:{_DUTY})?{_UNIT})|"
    rf"(?P<lead>{_LEAD_VERB})|(?P<support>{_SUPPORT_VERB})|(?P<own>{_OWN_VERB})|(?P<with>会同|联合)"
)
"""What gives names their role: a `label` before them, by its role (`lead_label` …); 为牵头单位 behind them (`is_…`);
a verb behind them (`lead`, `support`, `own`); or 会同 between them (`with`)."""
FIRST_LEADS = re.compile(
    rf"(?:列|排|居|署|写|标|位列|位居|排名)?在?(?:第一|首|最前)(?:位|个|名|家|项)?面?[的者]?(?:{_DUTY})?{_UNIT}?[的者]?"
    rf"均?[为是]总?(?:牵头|主责)(?:{_DUTY})?{_UNIT}"
)
"""列第一位者为牵头单位."""
LABEL_LINE = re.compile(
    rf"(?:^|(?<=[。；！？）〕\]】”]))(?:(?:{_OTHER_LABEL})[：:∶][^。；：]{{1,20}}?，?)?(?:总|主要|具体|第一)?"
    rf"(?:(?:牵头(?:{_DUTY})?|主责|{_DUTY}|落实|实施|负责|配合){_UNIT}|牵头|主办{_UNIT}?(?=[：:∶][^。：]{{1,60}}协办))"
    rf"{HIDDEN}{{0,8}}[：:∶]"
)
"""A label that begins a sentence outside of brackets, perhaps behind a time's or a person's (完成时限：…，责任单位：…).

主办 is one only beside 协办: an event has its 主办单位, too."""
STARTS_WITH_LABEL = re.compile(rf"(?:{_ANY_LABEL})(?:及(?:{_ANY_LABEL}))?(?:{HIDDEN}{{0,8}}[：:∶;；]|[为是])")
"""A label where a bracket or sentence begins."""
DUTY_LABEL = re.compile(rf"(?:{_LEAD_LABEL}|{_OWN_LABEL}|{_SUPPORT_LABEL}){HIDDEN}{{0,8}}[：:∶;；]")
"""A label that gives a role."""
DATE = re.compile(r"\d[年月日]|年底|长期|持续|第[一二三四]季度|季度")
"""A time, which is no name, though it stands among them."""
LASTING = re.compile(r"下同|以下均?(?:同|如此)")
"""What was said of one bracket goes for those that follow."""
