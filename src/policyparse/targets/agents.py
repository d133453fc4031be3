"""Who acts and what it is done to, told apart where only their place is known: 各县区|完成, 处理设施|完成.

In a notice either may stand before a verb, and whom a thing is sent to may stand behind it as the thing itself does.
Words are judged by how they end: in a body (局, 部门, 学校), or in a paper (方案, 汇总表), which no body is.
"""
from __future__ import annotations

import re

from policyparse.targets.nouns import Part, subject_of
from policyparse.targets.organs import is_body

_AGENT = re.compile(
    r"(?:部门|政府|单位|地区|学校|机构|城市|市|县|区|局|厅|委|部|院|署|司|科|组|会|处|中心|小组|专班|办公室|督查室|室|平台|邮箱|高校|中小学|地|办)$|^(?:各(?![项类种])|在|由|通过|从|经)"
)
_PAPER = re.compile(r"(?:方案|材料|[表书单册]|情况|报告|计划|总结|信息|数据|意见|结果|项目|资料|文件|预算)[》”]?$")
_DATED = re.compile(  # 投诉|应在|7日内办结
    r"(?:应当?|须|要|需|必须|将|可|请|拟|计划|定)?(?:在|于)$|(?:请|拟|定|应当?|须)$"
)
_BY_WHOM = re.compile(r"由(?P<who>[^，由]{2,30})$")
_NO_THING = re.compile(r"(?:请|应|须|要|分别|务必|必须|统一)+")
_MODAL_END = re.compile(r"(?:应当?|须|要|需|必须|将|可|请|统一)$")


def names_agent(words: str) -> bool:
    """Whether words end in a body or a place that stands for one, or begin with 各, 由, 在 …."""
    return _AGENT.search(words) is not None


def names_paper(words: str) -> bool:
    """Whether words end in something written: 实施方案, 汇总表."""
    return _PAPER.search(words) is not None


def thing_before(text: str, a: int, b: int) -> Part | None:
    """The thing a sentence is about, from the words before its date (处理设施|应于…); None where they name who acts."""
    m = _DATED.search(text[a:b])
    b = a + m.start() if m else b
    if (agent := _BY_WHOM.search(text, a + 2, b)) is not None and is_body(agent["who"]):
        b = agent.start()  # 汇总表|由市教育局|于6月底前|报送
    what = subject_of(text, a, b)
    if what is None or _NO_THING.fullmatch(text, *what) or _acts(_MODAL_END.sub("", text[slice(*what)])):
        return None
    return what


def _acts(words: str) -> bool:
    """Whether words name one who acts: 各县区, but not 各县区方案."""
    if words.endswith("会") and not is_body(words):
        return False  # 评审会
    return names_agent(words) and not names_paper(words)
