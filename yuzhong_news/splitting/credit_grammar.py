"""The grammar of bylines and credits: roles, functions, houses, and the names between them.

``read`` takes a line that is nothing but a byline or a credit, without its outer brackets, and
says whom it credits, or None if any character does not fit the grammar.  The numbers of rules
refer to the conventions of the byline test set (CONVENTIONS).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yuzhong_news.splitting.names import (
    COMPOUND_SURNAMES,
    DOTS,
    HAN,
    is_surname,
    name_cost,
    read_names,
)

# --- Tables -------------------------------------------------------------------------------------

# Role words of people who write or photograph (rule 2).  What follows in the second group makes
# another word of it: 记者节, 记者手记, 评论员观察.
_REPORTERS = "记者|通讯员|实习生|见习生|评论员|撰稿人|摄影师|观察员|指导老师|辅导老师|指导教师"
_NOT_REPORTER = (
    "节|站|证|会|团|部|问|协会|俱乐部|手记|札记|观察|调查|来信|述评|招待|日记|点评|视点|视线|见闻|直击"
    "|探访|追踪|暗访|体验|连线|在线|特写|随笔|文章|专栏|走|眼|说|认为|了解|注意|发现|看到|获悉|采访"
    "|致|们|们的|等|一行|组|队|出身|行业|职业|从业|感言|心声|快评|短评|谈|再访|重访|三问|追问|亲历|亲历记|在行动"
    "|解读|探营|探店|探馆|蹲点|打卡|带你|陪你|帮|调研|回访|跑|面对面|在现场|在基层|现场|常驻|资格"
)
# What may stand before a role word and belongs to it (rule 2: stays whole).
_ROLE_MODIFIERS = (
    r"全媒体|融媒体|融媒|首席|见习|实习|特约|特派|特邀|高级|资深|主任|摄影|文字|图片|视频|视觉|采写|采访|体育|"
    r"财经|文体|文化|评论|外派|前方|本地|校园|学生|小|兼职|调查|跟队|随军|随团|军事|科技|时政|经济|青年|主笔|"
    r"驻地|优秀|执行|责任|美术|值班|本版|全媒"
)
# Role words of the newsroom that sign a page, not an article (rule 3; kind credit, rule 8).
_STAFF = (
    "责任编辑|执行编辑|值班编辑|美术编辑|视觉编辑|图片编辑|文字编辑|版面编辑|本版编辑|责任校对|责任检校|"
    "责编|美编|编辑|编审|校对|检校|校检|审校|审读|审核|组版|组稿|排版|拼版|版式设计|版式|版面设计|版面|"
    "值班主任|值班编委|值班总编|值班领导|值班主编|值班|执行主编|副主编|主编|总编辑|副总编辑|总编|监制|总监制|"
    "出品人|总策划|总统筹|策划|统筹|一审|二审|三审|初审|复审|终审|一校|二校|三校|视觉设计|视觉|美术设计|"
    "页面设计|海报设计|封面设计|设计|视频剪辑|剪辑|制作|技术"
)
# Of these, the ones that make a page's foot by themselves; 策划, 统筹 stand with articles too.
_FOOT = re.compile(r"责|编|校|审|版|值班|监制|总编|出品|视觉$")
# Functions that are a role where no reporter's word is printed (rule 3), and their work (rule 5).
_FUNCTION_ROLES: dict[str, str | None] = {
    "参与采写": None,
    "参与整理": None,
    "参与采访": None,
    "参与报道": None,
    "协助采写": None,
    "采写": None,
    "整理": None,
    "记录": None,
    "执笔": None,
    "编译": None,
    "翻译": None,
    "摘译": None,
    "译": None,
    "制图": "图",
    "绘图": "图",
    "绘制": "图",
    "配图": "图",
    "插图": "图",
    "插画": "图",
    "漫画": "图",
    "速写": "图",
    "篆刻": "图",
    "木刻": "图",
    "剪纸": "图",
    "绘": "图",
    "画": "图",
    "作": "图",
    "供稿": None,
}
# Functions that are work and no role (rule 5).
_WORKS: dict[str, str | None] = {
    "文": "文",
    "撰文": "文",
    "文字": "文",
    "撰稿": "文",
    "诗": "文",
    "诗文": "文",
    "配诗": "文",
    "图": "图",
    "图片": "图",
    "供图": "图",
    "提供": "图",
    "摄": "摄",
    "摄影": "摄",
    "拍摄": "摄",
    "摄制": "摄",
    "航拍": "摄",
    "翻拍": "摄",
    "本版摄影": "摄",
    "摄影报道": "文/图",
    "图文报道": "文/图",
    "文图": "文/图",
    "图文": "文/图",
    "文并图": "文/图",
    "文并摄": "文/图",
    "撰文摄影": "文/图",
    "文摄": "文/图",
    # Neither role nor work (rule 3).
    "报道": None,
    "综合报道": None,
    "采访报道": None,
    "采访整理": None,
    "书面采访整理": None,
    "采访": None,
    "述评": None,
    "综述": None,
    "综合": None,
    "综合整理": None,
}
# Words that end a token and can hardly end a name; the single characters of _DOUBTFUL can.
_SURE_SUFFIXES = (
    "书面采访整理|采访整理|综合整理|参与采写|参与整理|参与采访|参与报道|协助采写|摄影报道|图文报道|综合报道|"
    "采访报道|撰文摄影|文并摄|文并图|本版摄影|文图|图文|文摄|撰文|采写|整理|记录|执笔|编译|翻译|摘译|制图|"
    "绘图|绘制|拍摄|摄影|航拍|翻拍|供图|提供|供稿|报道|采访|述评|综述|速写|漫画|插图|木刻|剪纸|摄"
)
_DOUBTFUL = frozenset("文图译绘画作诗")
# Newspapers, agencies and other houses, by how their names end (rule 2: the name goes).
_HOUSE_ENDS = (
    "报|刊|社|网|台|中心|新闻|客户端|融媒体|融媒|视频|传媒|杂志|频道|频率|在线|视界|周刊|网络|集团|TV|APP|"
    "记者站|编辑部|论坛|总站|快讯|公众号|工作室|报道组|报道队|宣传部|央视|总台|记协"
)
# Picture agencies (rule 6), and any house that ends like one.
_AGENCIES = (
    rf"新华社(?:\s*[/／]\s*[{HAN}A-Za-z]+)?|中新社|中新网|人民视觉|影像中国|视觉中国|东方IC|IC\s?photo|CFP|"
    r"CNSPHOTO|中国图片社|中国新闻图片网|新华网|人民图片|人民网|路透社|法新社|美联社|塔斯社|共同社|德新社|欧新社|"
    rf"[{HAN}]{{2,6}}(?:视觉|图库|图片社|图片网|图片库|影像中国)"
)
# Those who supply and are no persons, although no house (rule 6).
_SUPPLIERS = (
    "受访者|警方|作者|被采访者|采访对象|当事人|读者|网友|校方|店家|商家|家属|本人|片方|剧组|主办方|活动方|"
    "供图者|企业|村民|市民|居民|街道|社区|通讯员|医院|院方|展方|受访人|受访单位|资料室"
)
# Words of a supplier's or author's name that no person's name has (rule 6).
_ORGANISATION = re.compile(
    rf"{_SUPPLIERS}|[局馆委社会部校院厅处队站团组署司厂所室台网报办科县区镇乡村店园场街行库]$|"
    r"中心|公司|集团|街道|大学|中学|小学|学院|医院|协会|政府|法院|检察|宣传|融媒|媒体|视觉|机构|单位|方$"
)
_OFFICE = re.compile(
    r"(?:教授|研究员|院士|院长|总编辑|主编|所长|主任|书记|局长|部长|会长|馆长|厅长|市长|县长|区长|镇长|作家|学者|"
    r"评论家|批评家|主持人|演员|导演|理事长|秘书长|校长|代表|委员|董事长|总经理|讲师|博士|硕士|医师|医生|律师|"
    r"教师|老师|诗人|画家|书法家|艺术家|歌唱家|记者|主席|专家|顾问|研究生|学生|处长|科长|社长|队长|队员|运动员|"
    r"教练|工程师|大使|参赞|司长|干部|职工|工人|战士|编剧|编辑|编审|副校长|台长|总监|理事|成员|志愿者|书记员)$"
)
# Messages of state are signed too, and are nobody's article (rule 10).
_STATE = re.compile(r"共和国|国家主席|国务院|总统|国王|首相|大公|女王|总理|中央委员会|^中共中央$")

_ENCLOSED = "①-⑳㈠-㈩❶-❿⓪0-9０-９"
# Words that credit nobody: which picture is meant, where it comes from.
_NOISE = re.compile(
    rf"(?:本(?:组|版|报|文|栏|期|专版|专题)?(?:所有|全部|其他|其余)?(?:图片|照片|稿件|文章|文图|图文)|"
    rf"除(?:署名|标注)(?:的)?外|(?:以上|以下|上述|其他|其余)?(?:图片|照片|稿件)(?=均?[为由系])|"
    rf"其[中余他](?=图|照片|$|均)|[见题配附左右上下中远前后近]{{1,2}}[图照](?:片)?(?:[均皆][为由系]|[为由系:：])?|"
    rf"图[{_ENCLOSED}左右上下中一二三四五六七八九十、，至\-—]+(?:[均皆]?[为由系:：])?|"
    rf"[{_ENCLOSED}]图|(?:压题|传真|资料|历史|电传)(?:照片|图片)|资料图|资料片|附?图片(?=$|[\s，])|"
    r"[均皆][为由系]|由(?=[^由]*(?:提供|摄|供图)))"
)
_ARCHIVE = re.compile(
    r"(?:本报|本社|新华社)?(?:资料|历史|档案|传真)(?:照片|图片|图|照|片)|(?:照片|图片)?资料"
)

# --- What the tables make -----------------------------------------------------------------------

_BLANK = re.compile(r"\s+")
_WORD = rf"[{HAN}A-Za-z0-9{DOTS}+\-]"
_HOUSE_CHAR = rf"[{HAN}A-Za-z0-9０-９{DOTS}+\-—“”]"
_ROLE = re.compile(
    rf"(?P<role>(?:(?:{_ROLE_MODIFIERS}|特派[{HAN}]{{1,6}}?|驻[{HAN}]{{1,10}}?)*(?:{_REPORTERS})"
    rf"(?!{_NOT_REPORTER})(?:[{HAN}]{{0,0}})))|(?P<staff>{_STAFF})(?!部)"
)
_HOUSE = re.compile(
    rf"(?:[本我](?:报|刊|网|台|社|版|站|期|栏目)|新华|央视|总台|[{HAN}A-Za-z0-9０-９{DOTS}+\-]{{1,24}}?(?:{_HOUSE_ENDS}))"
    rf"(?:[{HAN}]{{0,8}}(?:分社|记者站|客户端|频道|编辑部|周刊|总站|中心))?(?:驻[{HAN}]{{1,6}})?"
)
_HOUSE_TAIL = re.compile(rf"(?:{_HOUSE_ENDS})$")
_HOUSE_THEN_NAME = re.compile(
    rf"(?P<house>[{HAN}{DOTS}]{{2,24}}(?:{_HOUSE_ENDS}))(?P<name>[{HAN}]{{2,4}})$"
)
_OUR_HOUSE_BEHIND = re.compile(
    rf"(?P<names>[{HAN}]{{2,40}}?)(?P<house>本[报刊网台社]|新华社|中新社)$"
)
_NOT_A_HOUSE = re.compile(
    r"[一二两三几多数][位名个]|[中国]外|外国|国内|男|女|老|战地|新闻界|答|对|向|与|同|接受|采访|欢迎|招待|举行|告诉|网红"
)
_NEVER_IN_HOUSES = frozenset("的了是把被他她它你您这那哪就说问吗呢吧")
_NOT_IN_HOUSES = re.compile(r"答|对本|向本|接受|告诉|会见|欢迎|参观|招待|.本[报刊网台社]$")
_LEAD_IN = re.compile(r"(?:综合自?|据|由|图为|[均皆][为由系]|系|采访[:：]?)")
_COMBINED = re.compile(
    r"(?:撰?文字?\s*[/／、·.&＆]\s*(?:图片?|摄影?)|(?:图片?|摄影)\s*[/／、·.&＆]\s*(?:撰?文字?)|文\s+(?:图|摄)|文图|图文|"
    r"撰文\s*[、/／\s]\s*摄影|摄影\s*[、/／\s]\s*撰文|摄影报道|图文报道|采写\s*[/／]\s*(?:摄影?|拍摄))"
    r"(?=[\s，、。；;/／:：（(）)]|$)"
)
_PREFIX_WORDS = "|".join(
    sorted({*_FUNCTION_ROLES, *_WORKS} | set(_STAFF.split("|")), key=len, reverse=True)
)
_PREFIX = re.compile(
    rf"(?:本版|本期|本栏|本报)?(?P<word>{_PREFIX_WORDS})(?:者|人)?\s*[/／:：|｜]\s*"
)
_RUN = re.compile(rf"[{HAN}A-Za-z](?:{_WORD}|(?<=[{HAN}])\s?[{DOTS}]\s?(?=[{HAN}]))*")
_SURE = re.compile(rf"(?:{_SURE_SUFFIXES})$")
_AGENCY_LINE = re.compile(rf"(?:{_AGENCIES})")
_AGENCY_SENT = re.compile(
    rf"(?P<name>{_AGENCIES}|[{HAN}]{{2,8}}(?:社|报))(?P<how>[发稿]|供图|供片|图片|照片|供本报专稿|专稿|传真照片|)$"
)
_NAME_AND_OCCUPATION = re.compile(
    rf"(?P<house>[{HAN}]{{2,24}}(?:{_HOUSE_ENDS}))?(?P<name>[{HAN}]{{2,3}})\s*[/／]\s*(?P<role>记者|通讯员|编辑)"
)
_COUNTRY = re.compile(rf"[（(〔［\[]\s*[{HAN}]{{1,10}}\s*[）)〕］\]]\s*")
_IGNORED_BRACKET = re.compile(
    rf"(?:{_NOISE.pattern}|[{HAN}]{{1,4}}族|女|左|右|见图|实习|图|文|署名除外|除署名外|[左右][一二三]|排名不分先后|笔名|"
    r"以姓氏笔画为序|代)+$"
)

# Lines longer than this are no credit lines, in characters: 15 correspondents of three characters
# fill 70, the longest real one that is known 130.
LONGEST = 400


# --- What comes back ----------------------------------------------------------------------------


@dataclass(slots=True)
class Person:
    """Somebody who is credited; ``house_role`` is true for a role word of the newsroom's foot."""

    name: str
    role: str
    work: str | None
    certain: bool
    staff: bool = False


@dataclass(slots=True)
class Reading:
    """What a credit line says, and how strong its evidence is."""

    people: list[Person] = field(default_factory=list)
    organisations: list[tuple[str, str | None]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    staff_roles: list[str] = field(default_factory=list)
    worked: bool = False  # a function word (文, 摄, 整理 …) is printed
    housed: bool = False  # a house (本报, 新华社 …) stands before a role
    strange_house: bool = False  # what stands before a role is no known kind of house
    nameless: bool = False  # a role word without a name
    noted: bool = False  # 本组图片, 见图, 上图 …
    archive: bool = False  # 资料图片 and its like
    words: set[str] = field(default_factory=set)  # the function words
    weak_word: bool = False  # a 文, 画, 作 … was cut off a token that could also be a word
    tight: bool = False  # a name without a surname stands close behind a role word

    @property
    def certain(self) -> bool:
        """True if all names open with a surname."""
        return all(person.certain for person in self.people)


class _Reader:
    """Reads one line from left to right; ``failed`` is set at the first thing that does not fit."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.out = Reading()
        self.tokens: list[str] = []
        self.group = 0  # index of the first person whose work is still open
        self.role = ""
        self.staff = False
        self.prefix: str | None = None
        self.failed = False
        self.fresh_role = False  # no blank between the role word and what comes next

    # -- people

    def _add(self, names: list[str]) -> None:
        if not names:
            return
        found = read_names(names)
        if found is None:
            self.failed = True
            return
        if len(found) > 1 and len(found[0].text) == 1 and not self.out.people and not self.role:
            found = found[1:]  # the cut-off end of a name (rule 9)
        for name in found:
            self.out.people.append(Person(name.text, self.role, None, name.certain, self.staff))
            if self.prefix is not None:
                self._give(self.out.people[-1:], self.prefix)
        if any(len(name.text) == 1 for name in found) and (len(found) > 1 or self.role):
            self.failed = True

    def _work(self, people: list[Person], word: str) -> None:
        self.out.worked = True
        self.out.words.add(word)
        self._give(people, word)

    def _give(self, people: list[Person], word: str) -> None:
        for person in people:
            if word in _FUNCTION_ROLES:
                person.role = person.role or word
                person.work = person.work or _FUNCTION_ROLES[word]
            elif word in _WORKS:
                person.work = _WORKS[word] or person.work

    def _close(self, word: str) -> None:
        """End a group with its function word: it holds for everybody since the last one."""
        self._flush()
        group = self.out.people[self.group :]
        if group and self.prefix is not None and word in _WORKS:
            self._open(word)  # 撰文 某某 摄影 某某: the first function stood before its name
            return
        if not group:
            if word in _WORKS and _WORKS[word] is not None and not self.role:
                self._open(word)
                return
            if not self.out.people and not self.out.nameless:
                self.failed = True
            return
        self._work(group, word)
        self.group = len(self.out.people)
        self.role, self.prefix, self.staff = "", None, False

    def _open(self, word: str) -> None:
        """Begin a group with its function word (文/, 制图：)."""
        self._flush()
        self.group = len(self.out.people)
        self.role, self.staff, self.prefix = "", False, word
        self.out.worked = True
        if word in _STAFF_WORDS and word not in _FUNCTION_ROLES:
            self.role, self.staff, self.prefix = word, True, None
            self.out.staff_roles.append(word)

    def _begin_role(self, role: str, *, staff: bool) -> None:
        self._flush()
        if staff:
            self.out.staff_roles.append(role)
            self.group = len(self.out.people)
            self.prefix = None
        else:
            self.out.roles.add(role)
        self.role, self.staff, self.fresh_role = role, staff, True

    def _flush(self) -> None:
        """Turn the waiting tokens into people, and a function word among them into its work."""
        tokens, self.tokens = self.tokens, []
        start = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token == "":
                self._add(tokens[start:index])
                start = index + 1
            elif len(token) == 1 and (end := _end_of_singles(tokens, index)) > index:
                # 汪 波 文: an odd run of single characters holds one that is no half of a name.
                if (end - index) % 2:
                    odd = next((i for i in range(index, end, 2) if tokens[i] in _DOUBTFUL), None)
                    if odd is not None:
                        self._add(tokens[start:odd])
                        word, rest = tokens[odd], tokens[odd + 1 :]
                        self.tokens = []
                        if odd > start or self.out.people[self.group :]:
                            self._close(word)
                        else:
                            self._open(word)
                        self.tokens = rest
                        self._flush()
                        return
                index = end
                continue
            index += 1
        self._add(tokens[start:])

    # -- the parts of a line

    def read(self) -> Reading | None:
        line, size = self.line, len(self.line)
        position = 0
        while position < size and not self.failed:
            position = self._step(line, position)
        self._flush()
        if self.failed:
            return None
        return self.out

    def _step(self, line: str, position: int) -> int:
        character = line[position]
        if character.isspace():
            self.fresh_role = False
            return position + 1
        if character in "、，,；;。.|｜:：/／&＆—－-":
            if character in "。.":
                self._flush()
            elif character in "，,、；;/／|｜&＆":
                self.tokens.append("")
            return position + 1
        if character in "（(〔［[【":
            return self._bracket(line, position)
        if character in "“”《》":
            # 《人民日报》记者 and “学习强国”记者: the marks belong to the house.
            return self._quoted(line, position)
        match = _COMBINED.match(line, position)
        if match:
            self._close("文图")
            return match.end()
        match = _PREFIX.match(line, position)
        if match:
            self._open(match["word"])
            return match.end()
        match = _ARCHIVE.match(line, position)
        if match:
            self.out.archive = True
            return match.end()
        match = _NOISE.match(line, position)
        if match:
            self.failed = position == 0 and match[0] == "由"
            self.out.noted = True
            return match.end()
        match = _AGENCY_LINE.match(line, position)
        if match and not re.compile(rf"[{HAN}]").match(line, match.end()):
            self._flush()
            self._agency(match[0])
            return match.end()
        match = _RUN.match(line, position)
        if match:
            self._run(match[0])
            return match.end()
        self.failed = True
        return position + 1

    def _agency(self, name: str, how: str = "发") -> None:
        name = _BLANK.sub("", name)
        pictures = how in {"发", "稿", "供图", "供片", "图片", "照片", "传真照片"}
        work = "供图" if how in {"供图", "供片"} else "图"
        self.out.organisations.append((name, work if pictures else None))

    def _quoted(self, line: str, position: int) -> int:
        match = re.compile(
            rf"[“《]([{HAN}A-Za-z]{{2,12}})[”》]\s*(?=[{HAN}]{{0,8}}(?:{_REPORTERS}))"
        ).match(line, position)
        if match is None:
            self.failed = True
            return position + 1
        self.out.housed = True
        return match.end()

    def _bracket(self, line: str, position: int) -> int:
        close = re.compile(r"[）)〕］\]】]").search(line, position)
        end = close.start() if close else len(line)
        content = line[position + 1 : end].strip()
        after = close.end() if close else len(line)
        agency = _AGENCY_SENT.fullmatch(content)
        if agency:
            self._flush()
            self._agency(agency["name"], agency["how"] or "发")
        elif not content or _ARCHIVE.fullmatch(content):
            self.out.archive = bool(content) or self.out.archive
        elif _IGNORED_BRACKET.fullmatch(content) or _OFFICE.search(content):
            pass
        else:
            inner = read(content)
            if (
                re.fullmatch(rf"[{HAN}]{{1,8}}", content)
                and not (inner and (inner.worked or inner.roles))
                and re.match(rf"\s*[{HAN}]", line[after : after + 9])
                and not self.out.people
            ):
                return after  # （英国）某某: the country goes (rule 1)
            if inner is None or not (inner.people or inner.organisations):
                self.failed = True
            else:
                self._flush()
                self.out.people += inner.people
                self.out.organisations += inner.organisations
                self.out.worked |= inner.worked
                self.group = len(self.out.people)
        return after

    # -- a run of Chinese characters without blanks

    def _run(self, run: str) -> None:
        run = _BLANK.sub("", run)
        role = _ROLE.search(run)
        while role:
            if role["staff"] and not _is_staff_role(run, role):
                break
            left, run = run[: role.start()], run[role.end() :]
            if not self._before_role(left):
                self.failed = True
                return
            word = role[0]
            for own in ("本版", "本期"):
                word = word.removeprefix(own)
            self._begin_role(word, staff=role["staff"] is not None)
            if not run:
                return
            role = _ROLE.search(run)
        self._token(run)

    def _before_role(self, left: str) -> bool:
        """Take in what stands before a role word: a house, or the names of the role before."""
        lead = _LEAD_IN.match(left)
        if lead and (lead.end() == len(left) or _HOUSE.fullmatch(left, lead.end())):
            left = left[lead.end() :]
        if not left:
            while (
                self.tokens
                and self.tokens[-1]
                and _HOUSE.fullmatch(self.tokens[-1])
                and (len(self.tokens[-1]) > 3 or not is_surname(self.tokens[-1][0]))
            ):
                self.tokens.pop()
                self.out.housed = True
            return True
        if left in _OWN or _is_house(left):
            self.out.housed = True
            return True
        behind = _OUR_HOUSE_BEHIND.fullmatch(left)
        if behind:
            self.out.housed = True
            self._token(behind["names"])
            return not self.failed
        if self.role or self.out.people or self.tokens:
            peeled = self._peel(left)
            found = read_names([peeled[0]]) if peeled[0] else []
            if found and all(name.certain for name in found):
                self._token(left)
                return not self.failed
        if len(left) > 20 or _NOT_A_HOUSE.search(left) or self.tokens:
            return False
        if any(character in _NEVER_IN_HOUSES or character in "在从" for character in left):
            return False
        self.out.strange_house = True
        return True

    def _peel(self, token: str) -> tuple[str, str | None]:
        """Take the function word off the end of a token, if there is one."""
        sure = _SURE.search(token)
        if sure:
            rest = token[: sure.start()]
            # 李文摄, 尚文图: the 文 may be the name's, and two characters of name must be left.
            if sure[0] in {"文摄", "文图"} and len(rest) < (3 if sure[0] == "文摄" else 2):
                if len(rest) == 1 and self._open_single():
                    return rest, sure[0]
                if rest:
                    return token[:-1], token[-1]
            return rest, sure[0]
        last, rest = token[-1], token[:-1]
        if last not in _DOUBTFUL or not rest:
            return token, None
        previous_single = bool(self.tokens) and len(self.tokens[-1]) == 1
        if previous_single and len(rest) == 1 and self._open_single():
            return rest, last  # 李 洋文: only two-character names are stretched
        if len(rest) == 2:
            named = bool(self.role) or self.prefix is not None
            if (
                last in "译绘作"
                or (last in "图画" and not named)
                or (last == "文" and self._mixed())
            ):
                self.out.weak_word = True
                return rest, last
            return token, None
        if len(rest) >= 3 and not (len(rest) == 3 and token[:2] in COMPOUND_SURNAMES):
            self.out.weak_word = True
            return rest, last
        return token, None

    def _open_single(self) -> bool:
        """Tell whether the last waiting token is a first half of a name that lacks its second."""
        singles = 0
        for token in reversed(self.tokens):
            if len(token) != 1:
                break
            singles += 1
        return singles % 2 == 1

    def _mixed(self) -> bool:
        """Tell whether the line gives pictures to somebody else: 王刚文 李明摄."""
        return not self.out.roles and "摄" in self.line

    def _token(self, token: str) -> None:
        agency = _AGENCY_SENT.fullmatch(token)
        if agency and (agency["how"] or _AGENCY_LINE.fullmatch(token)):
            self._flush()
            self._agency(agency["name"], agency["how"] or "发")
            return
        house = _HOUSE_THEN_NAME.fullmatch(token)
        name, word = self._peel(token)
        if word in {"供图", "提供", "供稿"}:
            self._supply(name, word)
            return
        if house is None and name != token:
            house = _HOUSE_THEN_NAME.fullmatch(name)
        if house and len(house["house"]) > 3 and name_cost(house["name"]) < 1.5:
            # 人民网强国论坛 某某: of another house, with no role of his own (rule 3).
            self._flush()
            self.role, self.staff = "", False
            name = house["name"]
        lead = _LEAD_IN.match(name)
        if lead and lead.end() < len(name) and not self.tokens and not is_surname(name[0]):
            name = name[lead.end() :]
        if name:
            if self.fresh_role and len(name) > 1 and name_cost(name) >= 1.5:
                found = read_names([name])
                self.out.tight = not (found and all(n.certain for n in found))
            self.tokens.append(name)
        self.fresh_role = False
        if word:
            self._close(word)

    def _supply(self, who: str, word: str) -> None:
        """Read suppliers, parted by 、 (rule 6); a supplier with a personal name is a person."""
        pieces = [piece for piece in self.tokens if piece]
        if self.role or self.out.people:
            names = [*pieces, who] if who else pieces
            if not any(_ORGANISATION.search(name) for name in names):
                if who:
                    self.tokens.append(who)
                if self.out.roles and not names and not self.out.people[self.group :]:
                    self.out.organisations.append((self.role, "供图"))
                    self.out.roles.discard(self.role)
                    return
                self._close(word)
                return
        self.tokens = []
        if who:
            pieces.append(who)
        text_supplied = word == "供稿" or "稿" in self.line or "文章" in self.line
        for piece in pieces:
            if len(piece) == 1 and len(pieces) > 1:
                continue  # the cut-off end of a name (rule 9)
            cost = name_cost(piece)
            if not 2 <= len(piece) <= 24 or any(c in "的了是在被把我他她这那" for c in piece):
                self.failed = True
            elif cost < 1.5 and len(piece) <= 3 and not _ORGANISATION.search(piece):
                work = None if text_supplied else "图"
                self.out.people.append(Person(piece, self.role, work, True))
            else:
                self.out.organisations.append((piece, None if text_supplied else "供图"))
        self.out.worked = True
        self.out.words.add(word)
        self.group = len(self.out.people)
        if not pieces:
            self.failed = True


# Function words that credit nobody without a role word: 高考报道, 现场采访.
NEED_A_ROLE = frozenset(
    (
        "报道",
        "采访",
        "述评",
        "综述",
        "记录",
        "综合",
        "综合报道",
        "采访报道",
        "采写",
        "拍摄",
        "航拍",
        "速写",
        "漫画",
    )
)
FOOT_WORDS = re.compile(r"[编校审版]|值班|监制|总编|视觉")
_CONTACT = re.compile(
    r"(?:(?:新闻|读者|联系|报料|热线|投稿)?(?:热线|电话|邮箱|信箱|传真)\s*[:：]?\s*[0-9０-９\-—A-Za-z@.()（）\s]+"
    r"|E-?mail\s*[:：]?\s*\S+|[A-Za-z0-9_.]+@[A-Za-z0-9.]+|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|星期[一二三四五六日])"
)
_OWN = frozenset(("本报", "本刊", "本网", "本台", "本社", "本版", "本期", "新华社", "我报"))
_STAFF_WORDS = frozenset(_STAFF.split("|"))


def _is_house(word: str) -> bool:
    """Tell whether a word before a role is a newspaper, an agency or a house of their kind."""
    return (
        _HOUSE.fullmatch(word) is not None
        and not _NOT_IN_HOUSES.search(word)
        and not any(character in _NEVER_IN_HOUSES for character in word)
    )


def _is_staff_role(run: str, role: re.Match[str]) -> bool:
    """Tell whether 编辑, 视觉, 策划 … inside a run is a role: what follows must be a name."""
    left, right = run[: role.start()], run[role.end() :]
    if left and left not in _OWN and not _is_house(left):
        before = read_names([left])
        if before is None or not all(name.certain for name in before):
            return False
    if not right:
        return True
    following = _ROLE.split(right, maxsplit=1)[0] or right
    names = read_names([following])
    return names is not None and (all(name.certain for name in names) or len(following) == 1)


def _end_of_singles(tokens: list[str], start: int) -> int:
    """Give the index behind the run of single characters that begins at ``start``."""
    end = start
    while end < len(tokens) and len(tokens[end]) == 1:
        end += 1
    return end


def read(line: str) -> Reading | None:
    """Read a credit line without its outer brackets, or give None if it is none."""
    if not line or len(line) > LONGEST:
        return None
    occupation = _NAME_AND_OCCUPATION.fullmatch(line)
    if occupation and name_cost(occupation["name"]) < 1.5:
        role = occupation["role"]
        return Reading([Person(occupation["name"], role, None, True)], roles={role})
    reader = _Reader(line)
    out = reader.read()
    if out is None:
        return None
    if (out.roles or out.staff_roles) and not out.people and not out.organisations:
        out.nameless = True
    if not (out.people or out.organisations or out.nameless or out.archive):
        return None
    return out


def is_foot(reading: Reading) -> bool:
    """Tell whether a line names nobody but the newsroom that made the page."""
    return bool(
        reading.staff_roles
        and not reading.roles
        and all(person.staff for person in reading.people)
        and any(_FOOT.search(role) for role in reading.staff_roles)
    )


STAFF_WORDS = _STAFF_WORDS


def without_contacts(line: str) -> str:
    """Take telephone numbers, addresses and dates out of an editors' line."""
    return _CONTACT.sub(" ", line).strip()


def is_organisation(name: str) -> bool:
    """Tell whether a word ends or reads like an organisation's name."""
    return _ORGANISATION.search(name) is not None


_NAME_OFFICE = re.compile(
    rf"(?P<name>[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}])\s*[（(](?P<office>[^（）()]{{3,40}})[）)]"
)
_OFFICE_NAME = re.compile(
    rf"(?P<office>[{HAN}·（）()、]{{4,40}})\s+(?P<name>[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}])"
)
_COUNTRY_NAME = re.compile(
    rf"[（(〔［\[]\s*[{HAN}]{{1,8}}\s*[）)〕］\]]\s*(?P<name>[{HAN}A-Za-z{DOTS}\s]{{2,24}})"
)


def name_with_office(line: str) -> str | None:
    """Give the name in 某某（某台主持人） or 某报副总编辑 某某; the office is no role (rule 4)."""
    match = _NAME_OFFICE.fullmatch(line) or _OFFICE_NAME.fullmatch(line)
    if match is None or not _OFFICE.search(match["office"]) or _STATE.search(match["office"]):
        return None
    name = _BLANK.sub("", match["name"])
    return name if name_cost(name) < 0.5 else None


def name_with_country(line: str) -> str | None:
    """Give the name in （荷兰）某某; the country goes (rule 1)."""
    match = _COUNTRY_NAME.fullmatch(line)
    if match is None:
        return None
    name = _BLANK.sub("", match["name"])
    return name if name_cost(name) < 4 else None


def is_word(name: str) -> bool:
    """Tell whether three characters read like a common word rather than a name."""
    return (
        name[1:] in _WORD_TAILS or name[2] in "者性化业们员家学会节日月年里上下中前后大小多少好快"
    )


_WORD_TAILS = frozenset(("家乐", "科技", "质量", "水平", "产品", "代表", "时代", "中国"))
