"""What a web page prints around a notice: buttons, links, the path to it, the names of sites above."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DOWNLOAD = re.compile(r"[【\[]?(?:原文|正文|文件|全文|附件|相关附件)下载[】\]]?[:：]?")
_LINK = re.compile(
    r"(?:[-·•●▪◆*]|附件\d*[:：.]?|\d{1,2}[.、])?.{1,120}\.(?:pdf|docx?|xlsx?|ofd|wps|et|zip|rar|pptx?|jpe?g|png)", re.I
)
_BUTTON = (
    r"(?:打印(?:本页|此页|本文|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|上页|首页|列表)?"
    r"|收藏(?:本页)?|分享|纠错|我要纠错|顶部|全文打印|复制链接)"
)
_NAVIGATION = re.compile(
    rf"(?:[【\[（(|｜]?{_BUTTON}[】\])）|｜]?)+"
    r"|(?:分享到|分享至|分享)[:：]?(?:微信|微博|新浪微博|QQ好友|人人网|腾讯微博|更多|QQ|空间|朋友圈|[、，|])*"
    r"|(?:用)?(?:微信)?扫一扫.{0,25}|扫描二维码.{0,20}"
    r"|(?:上一[篇条页]|下一[篇条页])[:：]?.{0,80}"
    r"|[【\[]?(?:字体|字号)[:：]?[\[【（(]?(?:大|中|小|特大|默认|[|/、+\-A])*[】\])）]?"
    rf"(?:[【\[（(|｜]?{_BUTTON}[】\])）|｜]?)*"
    r"|(?:责任编辑|网站编辑)[:：].{0,12}"
    r"|(?:浏览次数|点击数|阅读次数|访问量|浏览量)[:：]?[\[（(]?\d*次?[\])）]?"
    r"|(?:您?(?:现在|当前)?所?在?的?位置|当前位置)[:：].{0,60}"
    r"|首页(?:[>＞»/→].{1,20})+"
    r"|[^>＞»。，；：]{2,20}(?:[>＞»][^>＞»。，；：]{2,30}){2}(?:[>＞»][^>＞»。，；：]{2,30}){0,3}"
    r"|(?:相关链接|相关解读|相关阅读|相关文档|政策解读|图解)[:：]?"
    r"|(?:网站标识码|ICP备案序号|版权所有)[:：].{0,60}"
)
_PATH = re.compile(r"您?(?:现在|当前)?所?在?的?位置|首页|[^>＞»]{2,20}[>＞»]")
_NEAR_START = 8
"""Navigation above a notice is looked for in this many lines."""


def navigation(rows: Sequence[str]) -> list[int]:
    """Which rows of a web page are no part of its notice, if not all are: taken from both ends inwards.

    Args:
        rows: The lines as they stand, their blanks included.
    """
    solid = ["".join(row.split()) for row in rows]
    tail = _before_buttons(solid, len(solid))
    links = tail
    while links and _LINK.fullmatch(solid[links - 1]):
        links -= 1
    if links and _DOWNLOAD.fullmatch(solid[links - 1]):
        tail = _before_buttons(solid, links - 1)
    top = [i for i in range(min(tail, _NEAR_START)) if _NAVIGATION.fullmatch(solid[i])]
    path = next((i for i in (*top, *range(tail, len(solid))) if i < _NEAR_START and _PATH.match(solid[i])), 0)
    found = sorted({*top, *range(tail, len(solid)), *_site_names(rows[:path])})
    return found if len(found) < len(rows) else []


def _before_buttons(solid: Sequence[str], end: int) -> int:
    """Where the buttons and links that end before `end` begin."""
    while end and _NAVIGATION.fullmatch(solid[end - 1]):
        end -= 1
    return end


def _site_names(above: Sequence[str]) -> list[int]:
    """The names of sites and links above the path to a notice: several to a row, between blanks."""
    return [i for i, row in enumerate(above) if sum(len(name) > 3 for name in row.split()) > 2]
