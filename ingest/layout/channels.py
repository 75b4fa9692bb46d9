"""What channels and sites print around an article besides labelled fields: counts, navigation, files, comments."""

from __future__ import annotations

import re
import string
from functools import cache

from ingest.tables import load, words_in

_LONGEST = 60
_AROUND_LINKS = "【】[]：:>»↓▼◆■●—-" + string.ascii_letters
_COUNT = r"(?:阅读|浏览|点击|播放|访问|点赞|赞|在看|喜欢|评论|分享|转发|收藏|留言)[量数]?[：: \u3000]*\d[\d.,]*[ ]?(?:万|[wWkK])?\+?[次条]?"
COUNTS = re.compile(rf"{_COUNT}(?:[ \u3000|·]*{_COUNT})*")
_NAVIGATION = re.compile(
    r"(?:[\u3400-\u9fff]{2,8}[ \u3000]*[|｜·][ \u3000]*){0,3}(?:设为首页|加入收藏|收藏本站|无障碍|在线订报|联系我们)(?:[ \u3000]*[|｜·]?[ \u3000]*[\u3400-\u9fff]{2,8}){1,8}|(?:网站)?首页(?:[ \u3000|｜]+[\u3400-\u9fff]{2,8}){2,}"
)
_ORIGINAL = re.compile(r"原创[：: \u3000]+[\u3400-\u9fff·]{2,14}(?:[ \u3000]+[^ \u3000]{2,20}){0,3}")
_COLLECTED = re.compile(r"收录于(?:合集|话题)|#[^# ]{2,12}(?:[ \u3000]+#[^# ]{2,12})*\Z")
_FILE = re.compile(
    r"附件[\d一二三四五]{0,2}[：:.、 ]?.{0,60}\.(?:docx?|pdf|xlsx?|pptx?|wps|ofd|rar|zip|jpe?g|png)\b", re.I
)
_COPIES = re.compile(r"[（(]?共印[ ]?\d{1,5}[ ]?份[）)]?|(?:报|送|发|抄送|抄报|分送|呈送|主送|抄发)[：:].{2,}")
_ASIDE = re.compile(
    r"(?:(?:评论|收藏|点赞|分享|转发|阅读)[（(]\d*[）)][ \u3000]*){2,}(?:返回顶部)?|本文共分?[ ]?\d{1,2}[ ]?页.{0,12}|(?:图片|图|视频|文字|稿件)(?:来自|来源于|转自|选自|源自)[：: ]?.{2,16}|返回.{2,14}(?:首页|列表|顶部)|返[ ]?回(?:栏目|列表|目录|频道|上级|主页|专题|版面|首页|顶部)[ ]?[>＞»]*|.{0,14}更多[ ]?[>＞»]+[ |]*|页[：:][ ]?[\[【]?\d+[\]】]?|.{0,12}本期共[ ]?\d{1,2}[ ]?版.{0,16}|-*分[隔割]线-*|[＜<«‹][ \u3000]*(?:\d{1,2}[ \u3000]+){1,12}(?:\d{1,2}[ \u3000]*)?[＞>»›]|\d{1,5}[ \u3000]*(?:分享|评论|点赞|收藏|转发|赞)|(?:分享|评论|点赞|收藏|转发|赞)[ \u3000]*\d{1,5}(?:[ \u3000]+沙发还空着)?|(?:用户|网友)?(?:已有)?\d*人?评论[ ]?[（(]?\d*[）)]?[ ]?条?(?:[ \u3000]*(?:举报|查看全部))?|(?:已有|共有|共)?[ ]?\d+[ ]?[人条次位][ ]?(?:网友)?(?:发表|参与)?(?:评论|跟[贴帖]|讨论).{0,12}|[【\[（(]?[上下]一[篇条页版期][】\]）)][：: \u3000]*.*|[-—=·~ ]{1,4}完[-—=·~ ]{1,4}|本文由[ ]?.{2,24}?(?:发布|首发|转载)|[（(]?(?:声明|版权声明|免责声明)[：:].{4,}|THE END|内部资料.{0,10}|[（(](?:全文)?完[）)]|(?:敬请|请|欢迎)?关注[“「][^”」]{2,12}[”」](?:微信)?公众号|您是第[ ]?\d+[ ]?位访[客问]者?|[上下]一[篇条页版][ \u3000]+.+"
    r"|[\u3400-\u9fff]{2,14}(?:融媒体中心|融媒|报社|电视台|宣传部|发布)(?:联合)?出品"
    r"|[（(]?(?:资料|网络)?图片?(?:仅供参考|来源网络|来自网络|与(?:本?文|内容)无关)[）)]?|打开[\u3400-\u9fff]{2,6}(?:新闻|头条|客户端)?[ ]?查看[\u3400-\u9fff]{2,6}"
    r"|(?:广告|新闻|投稿|爆料|报料|发行|订阅|订报)(?:热线|电话)[：: \u3000]*[\d×*-]{7,}"
)
_FOLLOW = re.compile(
    r"[（(]?(?:更多|了解|获取|查看|详情)[^。；]{0,14}?(?:请|敬请|欢迎|可)?(?:关注|登录|登陆|扫码|扫描|点击|下载)[^。；]{2,24}"
    r"|[（(]?(?:请|敬请|欢迎)?(?:大家)?关注[“「《][^”」》]{2,12}[”」》][^。；，]{0,12}"
)  # （更多动态请关注某县教育公众号）
_TURN = re.compile(r"[（(](?P<way>下转|上接|紧接|转|接)[^（）()。]{0,8}[版页面][^（）()。]{0,8}[）)]")
_NUMBER_BEHIND = re.compile(r"[ \u3000（(\d）)条：:]*\Z")
_COMMENTER = re.compile(
    r"\S{1,16}[ \u3000]+(?:发表于)?[ \u3000]*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ \u3000]+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_COMMENT = re.compile(r"[^：:。，]{1,14}[：:].+")


def is_mark(line: str) -> bool:
    """A line that a channel or site puts around articles.

    >>> [is_mark(line) for line in ("阅读 1234　赞 12", "首页 新闻中心 政务公开", "原创 高远 某县融媒", "附件1：名单.doc")]
    [True, True, True, True]
    >>> [is_mark(line) for line in ("（共印120份）", "送：县人大常委会", "某镇举行义诊", "发展壮大集体经济")]
    [True, True, False, False]
    """
    if len(line) > _LONGEST:
        return _COPIES.fullmatch(line) is not None
    if len(line) <= _LONGEST // 2 and "。" not in line and _invites(line):
        return True
    whole = (_TURN, _ASIDE, _FOLLOW, COUNTS, _NAVIGATION, _ORIGINAL, _COPIES)
    return any(form.fullmatch(line) for form in whole) or bool(_COLLECTED.match(line) or _FILE.fullmatch(line))


def _invites(line: str) -> bool:
    if line.startswith(words_in("furniture", "invitations_begin")):
        return True
    if line.rstrip("吧！!↓▼👇 ").endswith(words_in("furniture", "invitations_end")):
        return True
    return any(words in line for words in load("furniture")["invitations"])


def disclaims(line: str) -> bool:
    """What a portal says of whose opinions and rights a piece's are: 声明：本文由作者上传，本平台仅提供存储服务。

    >>> disclaims("声明：本文由入驻作者上传，本平台仅提供存储服务。"), disclaims("法院认定公司侵权，判令停止转载。")
    (True, False)
    """
    words = load("furniture")["disclaimer_words"]
    found = sum(word in line for word in words) if "声明" in line or "本" in line or "转载" in line else 0
    return found > 2 or (found > 1 and "声明：" in line[:8])


def names_copies(line: str) -> bool:
    """To whom a document goes besides, under its date: 抄送：县委各部门，县政协办公室。

    >>> names_copies("抄送：县委各部门，县政协办公室。"), names_copies("县政府抄送有关部门。")
    (True, False)
    """
    return line.startswith(("抄送", "抄报", "抄发", "分送")) and _COPIES.fullmatch(line) is not None


def heads_comments(line: str) -> bool:
    """The head of readers' comments: 精选留言, 网友评论（3）.

    >>> heads_comments("网友评论（3）"), heads_comments("读者留言选登")
    (True, False)
    """
    return len(line) < 20 and _NUMBER_BEHIND.sub("", line).strip("【】[]") in _comment_heads()


def heads_links(line: str) -> bool:
    """The head of a list of other articles: 往 期 推 荐, 【相关文章】, 相关文章 Related.

    >>> heads_links("往 期 推 荐"), heads_links("相关文章 Related"), heads_links("相关文章已刊发")
    (True, True, False)
    """
    if len(line) > 60:
        return False
    head, colon, title = line.partition("：")  # 新闻推荐：某镇举行义诊
    label = head if colon and 7 < len(title) < 45 and "。" not in title and head.endswith("推荐") else line
    return len(label) < 40 and "".join(label.split()).strip(_AROUND_LINKS) in load("furniture")["link_lists"]


def is_commenter(line: str) -> bool:
    """Who wrote a comment, with its day, over it: 游客123 2023-03-28 10:11."""
    return len(line) <= _LONGEST and _COMMENTER.fullmatch(line) is not None


def is_comment(line: str) -> bool:
    """A reader's comment under such a head: 荷塘：为他点赞！"""
    return len(line) <= 2 * _LONGEST and _COMMENT.fullmatch(line) is not None


@cache
def _comment_heads() -> frozenset[str]:
    return frozenset(load("furniture")["comment_heads"])


def apart_from_turns(line: str) -> list[str]:
    """A line cut where it says that it goes on or comes from elsewhere.

    >>> apart_from_turns("（上接第一版）会议指出，要抓好春管。（下转第三版）")
    ['（上接第一版）', '会议指出，要抓好春管。', '（下转第三版）']
    """
    if line[0] not in "（(" and line[-1] not in "）)":
        return [line]
    before = _TURN.match(line)
    start = before.end() if before else 0
    behind = next((turn for turn in _TURN.finditer(line, start) if turn.end() == len(line)), None)
    between = line[start : behind.start() if behind else len(line)].strip()
    pieces = (before.group() if before else "", between, behind.group() if behind else "")
    return [piece for piece in pieces if piece]


def turns_out(line: str) -> bool:
    """Says that the article goes on elsewhere: （下转第三版）."""
    turn = _TURN.fullmatch(line)
    return turn is not None and turn["way"] in ("下转", "转")


def turns_in(line: str) -> bool:
    """Says that what follows began elsewhere: （上接第一版）."""
    turn = _TURN.fullmatch(line)
    return turn is not None and turn["way"] not in ("下转", "转")
