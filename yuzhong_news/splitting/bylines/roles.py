"""The words around names in bylines and credits: roles, functions, houses, suppliers.

The numbers of rules refer to the conventions of the byline test set (CONVENTIONS).
"""

from __future__ import annotations

import re

from yuzhong_news.splitting.bylines.names import DOTS, HAN


def _words(text: str) -> list[str]:
    return text.split()


# --- Roles --------------------------------------------------------------------------------------

_REPORTERS = "记者|通讯员|实习生|见习生|评论员|撰稿人|摄影师|观察员|指导老师|辅导老师|指导教师"
_MODIFIERS = (
    "全媒体|融媒体|融媒|全媒|首席|见习|实习|特约|特派|特邀|高级|资深|主任|摄影|文字|图片|视频|"
    "视觉|采写|采访|体育|财经|文体|文化|外派|前方|本地|校园|学生|小(?=记者)|兼职|调查|跟队|随军|随团|"
    "军事|科技|时政|经济|青年|主笔|驻地|责任|美术|本版|本期|"
    rf"特派[{HAN}]{{1,6}}?|驻[{HAN}]{{1,10}}?"
)
_NOT_A_ROLE = (
    "们|节|站|证|会|团|部|问|印象|沙龙|论坛|协会|之家|行业|职业|队伍|招待|连线|时评|访谈|专访|独家|来信|文章|解读|"
    rf"于(?=[{HAN}]{{1,2}}[日月年])"
)
"""What makes another word of 记者 although it could open a name; a name cannot be 手记, 观察 …"""
ROLE = re.compile(rf"(?P<role>(?:{_MODIFIERS})*(?:{_REPORTERS}))(?!{_NOT_A_ROLE})")
"""Role words of people who write or photograph, with what stays whole with them (rule 2)."""
ROLE_HINT = re.compile(_REPORTERS)
"""Without one of these there is no role word."""

STAFF_WORDS = frozenset(
    _words(
        "责任编辑 执行编辑 值班编辑 美术编辑 视觉编辑 图片编辑 文字编辑 版面编辑 责任校对 "
        "责任检校 责编 美编 编辑 编审 校对 责校 检校 校检 审校 审读 审核 组版 组稿 排版 "
        "拼版 版式设计 版式 版面设计 版面 值班主任 值班编委 值班总编 值班总编辑 值班领导 "
        "值班主编 值班 执行主编 副主编 主编 总编辑 副总编辑 总编 监制 总监制 出品人 总策划 "
        "总统筹 策划 统筹 一审 二审 三审 初审 复审 终审 一校 二校 三校 视觉设计 视觉 "
        "美术设计 页面设计 海报设计 封面设计 设计 视频剪辑 剪辑 制作 技术"
    )
)
"""Role words of the newsroom (rule 3; kind credit, rule 8)."""
FOOT = re.compile(r"责|编|校|审|版|值班|监制|总编|出品|视觉$")
"""Of these, the ones that make a page's foot by themselves; 策划, 统筹 stand with articles too."""

# --- Functions ----------------------------------------------------------------------------------

FUNCTION_ROLES: dict[str, str | None] = {
    **dict.fromkeys(
        _words(
            "参与采写 参与整理 参与采访 参与报道 协助采写 采写 整理 记录 执笔 编译 翻译 摘译 译 "
            "供稿"
        )
    ),
    **dict.fromkeys(
        _words("制图 绘图 绘制 配图 插图 插画 漫画 速写 篆刻 木刻 剪纸 绘 画 作"), "图"
    ),
}
"""Functions that are a role where no reporter's word is printed, and their work (rules 3, 5)."""
WORKS: dict[str, str | None] = {
    **dict.fromkeys(_words("文 撰文 文字 撰稿 诗 诗文 配诗"), "文"),
    **dict.fromkeys(_words("图 图片 供图 提供"), "图"),
    **dict.fromkeys(_words("摄 摄影 拍摄 摄制 航拍 翻拍 本版摄影"), "摄"),
    **dict.fromkeys(_words("摄影报道 图文报道 文图 图文 文并图 文并摄 撰文摄影 文摄"), "文/图"),
    **dict.fromkeys(
        _words("报道 综合报道 采访报道 采访整理 书面采访整理 综合整理 采访 述评 综述 综合 作者")
    ),
}
"""Functions that are work and no role (rule 5), or neither (None, rule 3)."""
NEED_A_ROLE = frozenset(
    _words(
        "报道 采访 述评 综述 记录 综合 综合报道 采访报道 采写 拍摄 航拍 速写 漫画 提供 作者 图片"
    )
)
"""Functions that credit nobody by standing behind a name: 高考报道, 现场采访."""
DOUBTFUL = frozenset("文图译绘画作诗")
"""Functions of one character that may as well end a name or a word: 章文, 国画."""

_ONLY_BEFORE = frozenset(_words("文字 图片 配图 配诗 诗文 作者 插画"))


def _longest_first(words: frozenset[str] | set[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_OF_PHOTOGRAPHY = "(?:[展赛师家者棚协组社界节周奖]|大赛|比赛|大展|作品|爱好|艺术|协会|基地|图片|机)"
"""Behind 摄影, what makes another word of it: 摄影展."""
SUFFIX = re.compile(
    r"(?P<both>(?:撰?文字?\s*[/／、·.&＆]\s*(?:图片?|摄影?)|(?:图片?|摄影?)\s*[/／、·.&＆]\s*(?:撰?文字?)|"
    r"文\s+(?:图|摄)|撰文\s*[、/／\s]\s*摄影|采写\s*[/／]\s*(?:摄影?|拍摄))(?=[\s，、。；;/／|｜:：（(）)]|$))"
    rf"|(?P<word>{_longest_first({*FUNCTION_ROLES, *WORKS} - _ONLY_BEFORE)})"
    rf"(?!(?<=摄影){_OF_PHOTOGRAPHY})"
    rf"(?!(?<=摄)影{_OF_PHOTOGRAPHY})"
)
"""A function behind its names; ``both`` is text and pictures in one: 文/图."""
PREFIX = re.compile(
    r"(?!作者单位)(?:本版|本期|本栏|本报)?"
    rf"(?P<word>{_longest_first({*FUNCTION_ROLES, *WORKS, *STAFF_WORDS})})"
    r"(?:者|人|单位|来源|源(?=[:：]))?(?P<mark>\s*[/／:：|｜\\]\s*)?"
)
"""A function before its names: 文/, 制图：, or with a blank alone."""

# --- Houses -------------------------------------------------------------------------------------

_HOUSE_ENDS = (
    "报|刊|社|网|台|中心|新闻|客户端|融媒体|融媒|视频|传媒|杂志|频道|频率|在线|视界|周刊|网络|集团|TV|APP|"
    "记者站|编辑部|论坛|总站|快讯|公众号|工作室|报道组|报道队|宣传部|央视|总台|记协"
)
OWN_HOUSE = re.compile(r"(?:[本我](?:报|刊|网|台|社|版|站|期|栏目)|新华社|中新社|新华|央视|总台)")
HOUSE_CHARACTERS = re.compile(rf"[{HAN}A-Za-z0-9０-９{DOTS}+\-—“”《》]+")
HOUSE = re.compile(
    rf"[“《]?(?:{OWN_HOUSE.pattern}|[{HAN}A-Za-z0-9０-９{DOTS}+\-—]{{1,24}}?(?:{_HOUSE_ENDS}))[”》]?"
    rf"(?:[{HAN}]{{0,8}}(?:分社|记者站|客户端|频道|编辑部|周刊|总站|中心))?(?:驻[{HAN}]{{1,6}})?"
    r"|[“《][^“”《》]{2,12}[”》]"
)
"""Newspapers, agencies and their like; the name goes from the role (rule 2)."""
LONE_HOUSE = re.compile(
    rf"[{HAN}{DOTS}]{{2,24}}?(?:{_HOUSE_ENDS})(?!员|者|[{HAN}]*(?:{_HOUSE_ENDS}))"
)
"""A house that stands before a name without a role: 人民网强国论坛 某某."""
NO_HOUSE = re.compile(
    r"[一二两三几多数][位名个]|[中国]外|外国|国内|男|女|老|战地|新闻界|答|对|向|与|同|接受|采访|欢迎|招待|举行|告诉|网红"
    r"|会见|参观|[的了是把被他她它你您这那哪就说吗呢吧在从]"
)
"""What no house's name holds: 欢迎中外记者."""
AGENCY = re.compile(
    rf"(?P<known>新华社(?:\s*[/／]\s*[{HAN}A-Za-z]+)?|中新社|中新网|人民视觉|影像中国|视觉中国|东方IC|IC\s?photo|CFP|"
    r"CNSPHOTO|中国图片社|中国新闻图片网|新华网|人民图片|人民网|路透社|法新社|美联社|塔斯社|共同社|德新社|欧新社|"
    rf"[{HAN}]{{2,6}}(?:视觉|图库|图片社|图片网|图片库|影像中国)|"
    rf"(?<=[/／（(])(?:视觉[{HAN}]{{2,4}}|[{HAN}]{{2,4}}图片))"
    rf"(?:\s?(?P<how>[发稿图]|供图|供片|图片|照片|传真照片|供本报专稿|专稿))?(?![{HAN}])"
    rf"|(?P<other>[{HAN}]{{2,8}}[社报])(?P<sent>[发稿]|供图|供片|供本报专稿|专稿|传真照片)(?![{HAN}])"
)
"""Picture agencies, and other houses that sent what is printed (rule 6)."""
HEADS = tuple("新中人影视路法美本图其由均皆资")
"""The characters that agencies and notes on pictures begin with, where they follow a name."""
NOT_PICTURES = frozenset(("供本报专稿", "专稿"))

# --- Suppliers ----------------------------------------------------------------------------------

SUPPLY = re.compile(
    rf"(?:[{HAN}]、)?(?P<who>[{HAN}A-Za-z{DOTS}（）]{{2,24}}?(?:[、，]\s?[{HAN}A-Za-z{DOTS}]{{2,24}}?)*)\s*"
    r"(?P<how>供图|提供图片|提供|供稿)(?=[\s，、。；;/／|｜（(）)]|$)"
)
"""Who supplied pictures or copy, behind their names; the end of a cut name may stand before."""
_SUPPLIERS = (
    "受访者|警方|作者|被采访者|采访对象|当事人|读者|网友|校方|店家|商家|家属|本人|片方|剧组|主办方|活动方|"
    "供图者|企业|村民|市民|居民|街道|社区|通讯员|医院|院方|展方|受访人|受访单位|资料室"
)
ORGANISATION = re.compile(
    rf"{_SUPPLIERS}|[局馆委社会部校院厅处队站团组署司厂所室台网报办科县区镇乡村店园场街行库]$|"
    r"中心|公司|集团|大学|中学|小学|学院|协会|政府|法院|检察|宣传|融媒|媒体|视觉|机构|单位|方$"
)
"""How a supplier's or an author's name reads that is no person's (rule 6)."""
OFFICE = re.compile(
    r"(?:教授|研究员|院士|院长|总编辑|主编|所长|主任|书记|局长|部长|会长|馆长|厅长|市长|县长|区长|镇长|作家|学者|"
    r"评论家|批评家|主持人|演员|导演|理事长|秘书长|校长|代表|委员|董事长|总经理|讲师|博士|硕士|医师|医生|律师|"
    r"教师|老师|诗人|画家|书法家|艺术家|歌唱家|记者|主席|专家|顾问|研究生|学生|处长|科长|社长|队长|队员|运动员|"
    r"教练|工程师|大使|参赞|司长|干部|职工|会员|工人|战士|编剧|编辑|编审|台长|总监|理事|成员|志愿者|书记员)$"
)
"""Offices outside the newsroom: no roles (rule 4)."""
STATE = re.compile(r"共和国|国家主席|国务院|总统|国王|首相|大公|女王|总理|中央委员会|^中共中央$")
"""Messages of state are signed too, and are nobody's article (rule 10)."""

# --- What credits nobody ------------------------------------------------------------------------

_ENCLOSED = "①-⑳㈠-㈩❶-❿⓪0-9０-９"
NOISE = re.compile(
    rf"(?:本(?:组|版|报|文|栏目|栏|期|专版|专题)?(?:所有|全部|其他|其余)?(?:图片|照片|稿件|文章|文图|图文)|"
    rf"除(?:署名|标注)的?外|(?:以上|以下|上述|其他|其余)?(?:图片|照片|稿件)(?=均?[为由系])|"
    rf"图据(?=[{HAN}])|其[中余他](?=图|照片|$|均)|[见题配附左右上下中远前后近]{{1,2}}[图照]片?(?:[均皆][为由系]|[为由系:：])?|"
    rf"图[{_ENCLOSED}左右上下中一二三四五六七八九十、，至\-—]+(?:[均皆]?[为由系:：])?|图[为由]|"
    rf"[{_ENCLOSED}]图|(?:压题|传真|资料|历史|电传)(?:照片|图片)|资料图|资料片|附?图片(?=$|[\s，:：])|"
    r"[均皆][为由系]|由(?=[^由]*(?:提供|摄|供图|采写|撰写))|"
    r"(?:资料|数据|信息)来源\s*[:：]\s*\S{2,40})"
)
"""Words that say which picture is meant."""
ARCHIVE = re.compile(
    r"(?:本报|本社|新华社)?(?:资料|历史|档案|传真)(?:照片|图片|图|照|片)|(?:照片|图片)?资料"
)
FIXED_HINT = re.compile(
    r"[社报刊网台供图照片稿均皆由其除资传附]|中心|新闻|视觉|影像|客户端|融媒|视频|杂志|频|在线|视界|集团|TV|APP|"
    r"编辑部|论坛|总站|快讯|公众号|工作室|宣传部|央视|记协|IC|CFP|CNSP|档案|历史"
)
"""Without one of these there is no house, agency, supplier, archive or noise."""
LEAD_IN = re.compile(r"综合自?|据|由|图为|[均皆][为由系]|系|采访[:：]?")
"""What may stand before a house: 综合本报记者 …"""
ASIDE = re.compile(
    rf"(?:{NOISE.pattern}|[{HAN}]{{1,4}}族|女|左|右|见图|实习|图|文|署名除外|除署名外|[左右][一二三]|排名不分先后|笔名|"
    r"以姓氏笔画为序|代)+"
)
"""Brackets that say nothing of who made what: （见图）, （回族）."""
