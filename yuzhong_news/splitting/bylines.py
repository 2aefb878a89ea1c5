"""Datelines, bylines and credits: where they stand in a text, and whom they name.

Each function takes a text and gives back what it found, with spans into that text, or None.
None of them raises, and none looks at more than a few hundred characters of a long text.  The
numbers of rules refer to the conventions of the byline test set (CONVENTIONS).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yuzhong_news.items import Contributor
from yuzhong_news.splitting import credit_grammar as grammar
from yuzhong_news.splitting.credit_grammar import Reading
from yuzhong_news.splitting.names import DOTS, HAN, looks_foreign, name_cost

# --- Tables -------------------------------------------------------------------------------------

# How far the functions look, in characters.  The longest dateline with its byline that is known
# fills 130; a correspondents' list at the end of a report 90.
_HEAD, _TAIL = 260, 200
# A byline behind a sentence, and a credit behind a caption, are not longer than this.
_LONGEST_TAIL_LINE = 90

_BULLETS = "□■●○◎◆◇▲△▼▽★☆※◢◣►▶▸◀◄►▌▍|｜│*＊•·◉⊙¤§→⬤⚫☉▪▫◤◥"
_OPENERS, _CLOSERS = "（(〔［[【", "）)〕］]】"
_SENTENCE_ENDS = "。！？…”’」』）)!?；;"

# Labels that stand in brackets like a name (rule 10): parts, forms, stage directions.
_LABELS = frozenset(
    ["上", "中", "下", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "完", "续", "略", "图", "诗", "终", "注", "左", "右", "甲", "乙", "丙", "丁", "前", "后", "东", "西", "南", "北", "待续", "续完", "未完", "完结", "连载", "附图", "附表", "附照", "附注", "图略", "表略", "下略", "上略", "中略", "略图", "节选", "摘要", "摘录", "摘编", "摘登", "选登", "选载", "转载", "独家", "代序", "代跋", "续一", "续二", "续三", "短评", "社论", "评论", "时评", "散文", "随笔", "杂文", "杂感", "小说", "诗歌", "组诗", "歌词", "歌曲", "通讯", "特写", "专访", "消息", "来信", "外一", "外二", "外三", "外四", "见图", "左图", "右图", "上图", "下图", "图一", "图二", "图三", "之一", "之二", "之三", "之四", "之五", "笑声", "掌声", "鼓掌", "新声", "副刊", "专版", "广告", "公告", "启事", "更正", "首发", "原创", "试行", "草案", "修订", "暂行", "讲话", "全文", "图文", "视频", "漫画", "速写", "国画", "油画", "版画", "木刻", "书法", "篆刻", "剪纸", "摄影", "资料", "图片", "照片", "单位", "简称", "下同", "女", "男", "元旦", "国庆", "春节", "综合", "编译", "快评", "热评", "观察", "手记", "侧记", "答问", "问答", "述评", "调查", "报道", "连线", "对话", "解读", "追踪", "聚焦", "关注", "现场", "直击", "速览", "链接", "背景", "提示", "小资料", "附图片", "短消息", "小知识", "小故事", "外一首", "外二首", "外一篇", "续上期", "记者手记", "编者按", "编者注", "新华社", "安徽", "江西", "江苏", "云南", "海南", "河南", "河北", "湖南", "湖北", "甘肃", "宁夏", "陕西", "山西", "贵州", "广东", "广西", "上海", "重庆", "四川", "青海", "金句", "金奖", "银奖", "铜奖", "常委会", "党支部", "高中", "初中", "小学", "大学", "中学", "国内", "国际", "经济", "文化", "体育", "时事", "时政", "要闻", "万元", "万人", "单打", "双打", "男子", "女子", "平方米", "公里", "相当于", "包括", "不含", "左一", "右一", "左二", "右二", "左三", "右三", "前左", "前右", "前排", "后排", "安全", "方法", "经验", "温度", "常温", "金额", "时间", "地点"]
)
# Words of two characters that open like a name, stretched with a blank in subheads.
_STRETCHED_WORDS = frozenset(
    ["方圆", "高山", "高原", "高峰", "高考", "高温", "高铁", "黄河", "黄山", "黄土", "黄金", "金秋", "金融", "金牌", "金色", "成长", "成果", "成就", "成功", "成绩", "安全", "安心", "安居", "安徽", "平安", "平等", "平凡", "平台", "和谐", "和平", "和美", "和合", "万里", "万家", "万象", "江南", "江河", "江山", "江湖", "石油", "石榴", "石头", "路上", "路桥", "马路", "马上", "马拉", "牛年", "龙年", "龙舟", "龙头", "虎年", "白云", "白银", "白雪", "蓝天", "蓝海", "蓝图", "文化", "文明", "文物", "文旅", "文艺", "文学", "文脉", "华夏", "华章", "华灯", "古城", "古镇", "古树", "古村", "古今", "古韵", "时代", "时光", "时间", "时尚", "时评", "明天", "明月", "明灯", "阳光", "阳台", "阳春", "夏天", "夏日", "夏夜", "夏粮", "秋天", "秋日", "秋收", "秋色", "秋实", "春天", "春日", "春耕", "春风", "春色", "春节", "雪山", "雪花", "雷锋", "雷达", "雷雨", "温暖", "温情", "温度", "温泉", "花开", "花海", "花香", "林海", "林业", "林长", "林草", "田野", "田园", "田间", "苗木", "苗圃", "谷雨", "谷物", "米香", "水利", "水城", "水乡", "水稻", "鱼水", "鱼米", "东方", "东风", "南海", "南方", "北方", "西部", "西藏", "左右", "左岸", "左手", "向上", "向前", "向往", "向阳", "向善", "包容", "包装", "包子", "任务", "任重", "计划", "计算", "毕业", "毕生", "简单", "简史", "简讯", "简介", "单位", "单车", "关爱", "关注", "关键", "关怀", "关口", "关心", "项目", "卫星", "卫士", "卫生", "童年", "童话", "童心", "童趣", "祝福", "祝愿", "祝贺", "喻世", "施工", "施策", "解放", "解读", "解困", "解析", "解惑", "解难", "连心", "连线", "连续", "连接", "边关", "边境", "边疆", "边防", "边城", "车站", "车辆", "车间", "司法", "司机", "农业", "农村", "农民", "农家", "农场", "农机", "穆斯", "岳阳", "党旗", "党性", "党员", "党建", "党史", "宫殿", "宫灯", "景色", "景区", "景观", "师生", "师傅", "师德", "师恩", "强国", "强军", "强基", "强村", "权利", "权威", "权益", "国防", "国庆", "国家", "国宝", "国策", "祖国", "祖先", "乐园", "乐队", "乐曲", "乐章", "乐土", "乐业", "常态", "常识", "常在", "经典", "经济", "经验", "经营", "井冈", "晨曦", "晨练", "全民", "全景", "全国", "全程", "全面", "凤凰", "凤舞", "冷暖", "冷静", "冷门", "盛宴", "盛世", "盛会", "盛典", "盛夏", "欢乐", "欢歌", "欢庆", "欢聚", "平原", "原野", "原创", "原则", "海岸", "海洋", "海南", "海风", "海上", "宣传", "宣言", "宣讲", "容颜", "相约", "相聚", "相逢", "相思", "初心", "初春", "初雪", "初夏", "幸福", "幸运", "信仰", "信念", "信任", "信心", "信息", "信访", "展望", "展览", "展翅", "富强", "富裕", "富民", "银杏", "银河", "银行", "银发", "银龄", "丰收", "丰碑", "丰年", "茶香", "茶园", "茶道", "沙漠", "沙滩", "沙枣", "桑梓", "桑田", "荣光", "荣誉", "荣耀", "苏醒", "齐心", "齐飞", "易俗", "易碎", "武术", "武汉", "戴帽", "康养", "康庄", "汤圆", "严寒", "严冬", "严管", "钱塘", "钱包", "顾问", "顾客", "毛笔", "段子", "侯鸟", "段落", "薛涛", "龚滩", "陶瓷", "陶艺", "黎明", "贺卡", "贺词", "贺信", "贺岁", "于心", "余晖", "余味", "余香", "叶子", "杜绝", "程序", "曾经", "彭州", "邓林", "许愿", "许诺", "唐诗", "唐朝", "唐人", "宋词", "宋朝", "宋瓷", "谢谢", "谢意", "谢幕", "梁祝", "罗马", "罗盘", "何处", "何以", "何为", "何必", "胡杨", "胡同", "朱砂", "孙子", "孙女", "徐州", "徐徐", "周末", "周年", "周边", "周刊", "吴越", "赵州", "杨柳", "杨梅", "陈列", "陈酿", "陈旧", "刘海", "张力", "张家", "李子", "王者", "王国", "王牌", "姚江", "任性", "沈阳", "丁香", "丁字", "吕梁", "魏晋", "苏州", "常州", "郑州", "徐家", "杭州", "柳州", "贺州", "池州", "滕州", "许昌", "安阳", "洛阳", "济宁", "广东", "云南", "云海", "云端", "云雾", "云上", "石刻", "石桥", "石林", "鲁迅", "孔子", "孟子", "老子", "庄子", "庄稼", "庄园", "牛羊", "牛奶", "麦田", "麦收", "麦浪", "麦香", "芦苇", "柴米", "柴火", "蒲公", "梅花", "梅雨", "桂花", "桂林", "柏林", "柏油", "柳絮", "松柏", "松树", "松涛", "季节", "季风", "纪念", "纪实", "纪律", "纪录", "纪事", "尚品", "尚学", "尚美", "游子", "游客", "游记", "游戏", "游园", "路线", "路灯", "路口", "路径", "管理", "管道", "管家", "屈原", "艾草", "尤其", "尤里", "仲夏", "仲秋", "查处", "查询", "查干"]
)
# Words of two to four characters that open like a name and are none: a line alone is not enough.
_WORDS_LIKE_NAMES = frozenset(
    ["高科技", "高质量", "高水平", "高品质", "高标准", "高考季", "金秋节", "金钥匙", "金种子", "金牌榜", "金融业", "农家乐", "农产品", "农业户", "白皮书", "黄金周", "黄河边", "黄土地", "马拉松", "马铃薯", "石榴籽", "水电站", "万元户", "万里行", "万花筒", "常委会", "党支部", "党代会", "党史馆", "党旗红", "安全感", "安全网", "安全生", "安居房", "平安夜", "平凡事", "康复科", "温暖事", "温情路", "时代感", "时间表", "时刻表", "路线图", "施工图", "施工队", "成绩单", "成长记", "明白账", "明信片", "方向盘", "方块字", "方便面", "向前走", "向未来", "文化馆", "文化节", "文明城", "古城墙", "古诗词", "车间里", "连心桥", "连环画", "江南春", "江山美", "华夏魂", "龙舟赛", "龙头村", "龙抬头", "花木兰", "易拉罐", "全运会", "全家福", "全民健", "关键词", "关爱日", "季节性", "毛南族", "苗木园", "解放军", "解难题", "游乐园", "雷阵雨", "雷锋月", "严把关", "单身汉", "左邻右", "童心园", "童年事", "武术节", "钱袋子", "项目库", "项目部", "计划书", "卫生间", "卫生院", "和为贵", "师生情", "蓝天下", "蓝图绘", "边境线", "宫廷史", "景区里", "柳叶刀", "林草局", "林长制", "田间地", "田园梦", "程序员", "段子手", "陶瓷节", "顾问团", "钟点工", "石油人", "汽车城", "方言志", "于无声", "丁香花", "夏令营", "梅花奖", "兰花展", "米袋子", "池塘边", "岳阳楼", "鲁迅奖", "齐步走", "倪家村", "牛年到", "毕业季", "路遥知", "经济带", "国庆节", "祖国颂", "井冈山", "丰收节", "平谷桃", "海岸线", "乐开花", "温暖冬", "阳光房", "阳光下", "时令菜", "任务书", "任我行", "方寸间", "马上办", "高峰期", "房地产", "黄梅戏", "金不换", "祝福语"]
)
# Words that make a 作/画/图/文/诗 at the end of a token part of a common word.
_WORD_ENDS = re.compile(
    r"(?:[工合协创操动写著制耕劳杰佳力大原新旧运炒炮农]作|[油国版壁年漫图字书水彩笔如入连农民]画|"
    r"[地蓝宏意线面果布计构版意视草绘企试]图|[语作论中英散人水天原全范正课公诗条碑序]文|[古史唱律新旧吟叙]诗|"
    r"[翻口笔直意音编摘]译|[描测彩涂手]绘)$"
)
_ORGANISATION_LINE = re.compile(
    rf"[{HAN}]{{2,26}}(?:委员会|课题组|党组|编辑部|评论员|研究室|研究院|研究中心|办公室|编写组|理事会|联合会|"
    rf"党委|评论部|写作组|调研组|采访组|报道组|观察组)"
)
_COMMENTATOR = re.compile(
    rf"(?:本[报刊网台社]|[{HAN}·]{{2,12}}(?:报|社|网|台|刊|新闻))(?:特约)?评论员"
)
_SOURCE = re.compile(
    rf"(?:据|综合|来源[:：]?|稿源[:：]?)?\s*(?P<name>(?:新华社|中新社|新华网|人民网|中新网|央视|"
    rf"[{HAN}]{{2,8}}(?:社|报|网|客户端|新闻)|(?<=[据合源:：])《[{HAN}]{{2,10}}》)"
    rf"(?:、(?:[{HAN}]{{2,8}}(?:社|报|网|客户端)|《[{HAN}]{{2,10}}》))*)"
    rf"(?P<how>供本报专稿|专稿|供稿|综合|报道|消息|等|)"
)
_CAPTION_WORDS = re.compile(
    rf"(?:^|[。！？”\s）])(?:[左右上中下题配附组]+图?|图[{grammar._ENCLOSED}一二三四五左右上中下]?|[上下左右]图[左右]?)"
    rf"(?:为|是|[:：])|图为|图[①-⑳]|这是.{{2,40}}(?:图片|照片|现场)|无人机(?:拍摄|照片)|（见图）|传真照片|资料照片"
)
_AUTHOR_NOTE = re.compile(r"\s*[（(〔【]?\s*作者(?:[为系是单分简及按]|[:：])")

# --- Datelines ----------------------------------------------------------------------------------

_NUMBER = "[0-9０-９一二三四五六七八九十〇○零廿卅]"
_DATE = (
    rf"(?:{_NUMBER}{{2,4}}\s?年\s?)?(?:{_NUMBER}{{1,3}}\s?月\s?)?{_NUMBER}{{1,3}}\s?日"
    rf"(?:[至、]\s?{_NUMBER}{{1,3}}\s?日)?(?:[{HAN}]{{0,4}})"
)
_SENT = (
    r"(?:(?:体育|综合|经济|专题|科技)?(?:专|急|特)?电(?![视话子力影台脑器网商动源报信池波机梯气费站线工厂业厅])讯?"
    r"|(?:专|特|快|短)?讯(?![息问速号员飞]))"
)
_HOUSE_OF_DATELINE = (
    rf"(?:本\s?[报刊网社台]|新\s?华\s?社|中新社|[{HAN}]{{1,6}}社|"
    rf"[{HAN}{DOTS}]{{2,14}}?(?:报|网|新闻|融媒|客户端|台))"
)
_PLACES = rf"[{HAN}、，,/{DOTS}（）() 　]{{0,50}}?"
_DATELINE = re.compile(
    rf"(?:{_HOUSE_OF_DATELINE}\s?{_PLACES}{_DATE}\s?{_SENT}"
    rf"|(?:本\s?[报刊网社台]|新华社|中新社)\s?(?:专|特|快)?\s?(?:讯(?![息问速号员飞])|电(?=[\s（(:：，）)〕】\]]|$))"
    rf"|(?:本[报刊网社台]|新华社|中新社|[{HAN}]{{1,4}}社)(?![发来致播])[{HAN}、]{{2,24}}?(?<![发来致播回])"
    rf"(?:专|急)?(?:电|讯)(?=[\s（(:：）)〕】\]]|$)"
    rf"|[{HAN}{DOTS}A-Za-z]{{2,14}}?(?:报|网|新闻|融媒|融媒体中心|客户端|台|周刊)\s?(?:专|特)?讯"
    rf"(?=[\s（(:：）)〕】\]]|$))"
)
_NO_PLACE = re.compile(r"记者|报道|发表|指出|宣布|表示|消息")
_BEFORE_DATELINE = re.compile(
    rf"[\s{re.escape(_BULLETS)}]*[（(〔［\[【]?\s*(?:(?:另|又)?据|综合|转自)?\s*"
)
_AFTER_DATELINE = re.compile(r"[\s】〕］\]）)]*[:：—，,\s]*")

_REPORTED = re.compile(
    r"(?P<who>[^。：:“”！？]{2,120}?)(?:报道|述评|综述|电|摄影报道|综合报道)(?:\s*[:：]|(?=\s|，|,|$))"
)
_OPENING_START = re.compile(rf"[\s{re.escape(_BULLETS)}]*[（(【\[［〔]?\s*[{HAN}A-Za-z]")
_TRIGGER = re.compile(
    r"记者|通讯员|实习生|见习生|评论员|撰稿|[电讯]|[摄文图译绘画作诗供编校审策统执整]|编|报道|提供|资料|采写"
)
_NO_BYLINE = re.compile(r"[“”‘’！？!?%％$￥…]|[0-9０-９]{2}|[，,].*[，,].*[。]")
_ENDS_IN_CREDIT = re.compile(
    r"(?:摄|摄影|拍摄|图片?|照片|资料|发|稿|提供|供稿|作|画|绘|绘制|制图|漫画|插图|视觉|中国|文|[）)〕】\]])[\s。.]*$"
)
_DIRTY_SUFFIX = re.compile(
    rf"\s*《[{HAN}]{{2,10}}》\s*[（(]\s*[0-9０-９]{{4}}\s*年[^）)]*版\s*[）)]\s*$"
)
_WIDE_GAP = re.compile(r"\s{6,}")


# --- What comes back ----------------------------------------------------------------------------


class Span(NamedTuple):
    """Where something stands in the given text: half-open."""

    start: int
    end: int


class Organisation(NamedTuple):
    """An organisation that is credited; ``work`` is 图, 供图 or None (rule 6)."""

    name: str
    work: str | None


class Signature(NamedTuple):
    """A printed byline or credit.

    ``span`` covers all of it in the given text, with brackets, bullets and a trailing stop,
    without outer blanks; ``text`` is it as printed, without outer brackets and bullets.
    """

    span: Span
    text: str
    contributors: tuple[Contributor, ...]
    organisations: tuple[Organisation, ...]

    @property
    def pictures_only(self) -> bool:
        """True if nothing but pictures is credited: a photographer, a supplier, an archive."""
        return all(person.work in {"摄", "图"} for person in self.contributors) and all(
            organisation.work is not None for organisation in self.organisations
        )


class Opening(NamedTuple):
    """What stands before the first word of an article: 本报讯（记者 …）.

    Every character before ``end`` belongs to ``dateline_span``, to the signature's span, or is
    blank; the article's own text starts at ``end``.
    """

    dateline: str | None
    dateline_span: Span | None
    signature: Signature | None
    end: int


class Credits(NamedTuple):
    """What a line of any kind credits; ``kind`` as in rule 8."""

    kind: str
    dateline: str | None
    people: tuple[Contributor, ...]
    organisations: tuple[Organisation, ...]


# --- Small helpers ------------------------------------------------------------------------------


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inwards over blanks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _signed(text: str, span: Span, inner: Span, reading: Reading | None) -> Signature:
    """Make a signature of a reading: ``inner`` is ``span`` without brackets and bullets."""
    start, end = _trim(text, *inner)
    people: list[Contributor] = []
    organisations: list[Organisation] = []
    if reading is not None:
        people = [
            Contributor(name=person.name, role=person.role, work=person.work)
            for person in reading.people
        ]
        organisations = [Organisation(*item) for item in reading.organisations]
    return Signature(span, text[start:end], tuple(people), tuple(organisations))


def _unwrap(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Take bullets, a closing stop and outer brackets off; say whether there were brackets.

    One lost bracket of a pair changes nothing (rule 9).
    """
    while start < end and (text[start] in _BULLETS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "。.；;|｜□■●" or text[end - 1].isspace()):
        end -= 1
    if start >= end:
        return start, end, False
    opened, closed = text[start] in _OPENERS, text[end - 1] in _CLOSERS
    if opened and closed and _closes_at(text, start, end) == end - 1:
        return *_trim(text, start + 1, end - 1), True
    if closed and not any(text.find(mark, start, end) >= 0 for mark in _OPENERS):
        return *_trim(text, start, end - 1), True
    if opened and not any(text.find(mark, start, end) >= 0 for mark in _CLOSERS):
        return *_trim(text, start + 1, end), True
    return start, end, False


def _closes_at(text: str, start: int, end: int) -> int:
    """Give the index of the bracket that closes the one at ``start``, or -1."""
    depth = 0
    for index in range(start, end):
        if text[index] in _OPENERS:
            depth += 1
        elif text[index] in _CLOSERS:
            depth -= 1
            if depth == 0:
                return index
    return -1


def _opens_at(text: str, close: int, floor: int) -> int:
    """Give the index of the bracket that is closed at ``close``, or -1."""
    depth = 0
    for index in range(close, floor - 1, -1):
        if text[index] in _CLOSERS:
            depth += 1
        elif text[index] in _OPENERS:
            depth -= 1
            if depth == 0:
                return index
    return -1


def _bare_names_fit_brackets(reading: Reading) -> bool:
    """Tell whether names without role or work may stand in brackets by themselves."""
    people = reading.people
    if not people or reading.organisations:
        return False
    for person in people:
        name = person.name
        if name in _LABELS or name in _WORDS_LIKE_NAMES or grammar.is_organisation(name):
            return False
        if "·" in name:
            continue
        if not person.certain and (len(people) > 1 or len(name) > 2):
            return False
    return True


def _fits(reading: Reading, *, bracketed: bool) -> bool:
    """Tell whether a reading is a byline or a credit by its own evidence."""
    if reading.archive and not reading.people:
        return True
    if not reading.people and not reading.organisations:
        return reading.housed and not reading.strange_house
    if reading.strange_house and not reading.certain:
        return False
    if not reading.people:
        return True
    if (reading.roles or reading.worked) and any(len(p.name) == 1 for p in reading.people):
        return False
    if not reading.roles and not reading.worked and not reading.staff_roles:
        return bracketed and _bare_names_fit_brackets(reading)
    if "提供" in reading.words and not bracketed and not reading.noted and not reading.roles:
        return False
    if (
        not reading.roles
        and reading.words & grammar.NEED_A_ROLE
        and not (bracketed and reading.certain)
    ):
        return False
    if bracketed:
        return True
    if not reading.roles:
        if reading.weak_word:
            return False
        return reading.certain or bool(reading.words & {"摄", "摄影报道", "参与采写"})
    if reading.certain or reading.housed:
        return not (reading.tight and not reading.housed)
    return all(person.certain or looks_foreign(person.name) for person in reading.people)


# --- The functions ------------------------------------------------------------------------------


def _match_dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _DATELINE.match(text, start, end)
    if match is None or _NO_PLACE.search(match[0]):
        return None
    return match


def dateline_of(text: str) -> tuple[str, Span] | None:
    """Give the dateline at the start of a text as printed, and where it stands (rule 7)."""
    head = text[:_HEAD]
    before = _BEFORE_DATELINE.match(head)
    start = before.end() if before else 0
    match = _match_dateline(head, start, len(head))
    if match is None:
        return None
    return match[0], Span(*match.span())


def opening(text: str) -> Opening | None:
    """Read what stands before the first word of a paragraph, or give None if nothing does."""
    head = text[:_HEAD]
    before = _BEFORE_DATELINE.match(head)
    start = before.end() if before else 0
    match = _match_dateline(head, start, len(head))
    if match is None:
        return _opening_byline(head)
    first = _trim(head, 0, start)[0]
    after = _AFTER_DATELINE.match(head, match.end())
    end = after.end() if after else match.end()
    signature_: Signature | None = None
    if (
        before
        and any(mark in _OPENERS for mark in before[0])
        and head[match.end() : end].strip(" 　\xa0\t\n:：，,") == ""
    ):
        # （据新华社电 记者 某某）: the bracket holds both.
        open_at = next(i for i, mark in enumerate(head) if mark in _OPENERS)
        close = _closes_at(head, open_at, len(head))
        if close > end:
            reading = grammar.read(head[end:close].strip())
            if reading is not None and _fits(reading, bracketed=True):
                signature_ = _signed(head, Span(end, close + 1), Span(end, close), reading)
                end = close + 1
    else:
        signature_ = _byline_behind(head, end)
        if signature_ is not None:
            end = signature_.span.end
    span_end = signature_.span.start if signature_ else end
    last = _trim(head, first, span_end)[1]
    while end < len(head) and (head[end].isspace() or head[end] in ":："):
        if head[end] in ":：" and signature_ is not None:
            signature_ = signature_._replace(span=Span(signature_.span.start, end + 1))
        end += 1
    return Opening(match[0], Span(first, last), signature_, end)


def _byline_behind(head: str, start: int) -> Signature | None:
    """Read the byline behind a dateline: in brackets, before 报道：, or names and a blank."""
    if start >= len(head):
        return None
    if head[start] in _OPENERS:
        close = _closes_at(head, start, len(head))
        if close < 0:
            return None
        reading = grammar.read(head[start + 1 : close].strip())
        if reading is None or not _fits(reading, bracketed=True):
            return None
        return _signed(head, Span(start, close + 1), Span(start + 1, close), reading)
    reported = _REPORTED.match(head, start)
    if (reported and "记者" in reported["who"]) or (reported and "通讯员" in reported["who"]):
        reading = grammar.read(reported["who"].strip())
        if reading is not None and (reading.roles or reading.nameless):
            span = Span(*reported.span())
            return _signed(head, span, span, reading)
    return _loose_byline(head, start)


_LOOSE = re.compile(rf"[^\S\n]*([{HAN}{DOTS}]+|、)")


def _loose_byline(head: str, start: int) -> Signature | None:
    """Read 记者 某某 通讯员 某某 behind a dateline where only a blank parts it from the text."""
    if not re.compile(rf"[{HAN}{DOTS}]{{0,12}}(?:记者|通讯员|实习生)").match(head, start):
        return None
    ends = [
        m.start()
        for m in re.finditer(r"\s", head[: start + _LONGEST_TAIL_LINE])
        if m.start() > start
    ]
    best: Signature | None = None
    for end in ends:
        reading = grammar.read(head[start:end].strip())
        if reading is None:
            if best is not None:
                break
            continue
        if reading.people and reading.roles and reading.certain and not reading.nameless:
            if any(len(person.name) > 3 for person in reading.people):
                break
            span = Span(start, end)
            best = _signed(head, span, span, reading)
    return best


def _opening_byline(head: str) -> Opening | None:
    """Read （记者 …） or 记者某某报道： at the start of a paragraph without a dateline."""
    start, end = _trim(head, 0, len(head))
    while start < end and (head[start] in _BULLETS or head[start].isspace()):
        start += 1
    if start >= end:
        return None
    signature_: Signature | None = None
    if head[start] in _OPENERS:
        close = _closes_at(head, start, end)
        if close < 0 or close + 1 >= end:
            return None
        reading = grammar.read(head[start + 1 : close].strip())
        if reading is None or not reading.people or not reading.roles:
            return None
        signature_ = _signed(head, Span(start, close + 1), Span(start + 1, close), reading)
        if signature_.pictures_only:
            return None
    else:
        reported = _REPORTED.match(head, start) if "记者" in head[start : start + 20] else None
        if reported is None or reported.end() >= end:
            return None
        reading = grammar.read(reported["who"].strip())
        if reading is None or not reading.people or not reading.roles or not reading.certain:
            return None
        span = Span(*reported.span())
        signature_ = _signed(head, span, span, reading)
    first = _trim(head, 0, len(head))[0]
    position = signature_.span.end
    while position < len(head) and (head[position].isspace() or head[position] in ":："):
        if head[position] in ":：":
            signature_ = signature_._replace(span=Span(signature_.span.start, position + 1))
        position += 1
    signature_ = signature_._replace(span=Span(first, signature_.span.end))
    return Opening(None, None, signature_, position)


def signature(text: str, *, bare: bool = False) -> Signature | None:
    """Read a text that is nothing but a byline or a credit, else give None.

    The editors' line at the foot of a page is none (see :func:`is_staff_line`).  With ``bare``,
    names alone count too (郭 帆): on a page they cannot be told from a short subhead.
    What ends with a comma goes on: 记者在东湖社区看到， is the first line of a sentence.
    """
    if len(text) > 4 * grammar.LONGEST or text.rstrip().endswith("，"):
        return None
    start, end = _trim(text, 0, len(text))
    if start >= end or end - start > grammar.LONGEST:
        return None
    dirty = _DIRTY_SUFFIX.search(text, start, end)
    inner_start, inner_end, bracketed = _unwrap(text, start, dirty.start() if dirty else end)
    line = text[inner_start:inner_end]
    if not line:
        return None
    if line[0] in "—─－-":
        return None  # the attribution of a quotation (rule 10)
    span, inner = Span(start, end), Span(inner_start, inner_end)
    commentator = _COMMENTATOR.fullmatch(line)
    if commentator:
        name = line.removeprefix("据")
        return Signature(span, line, (), (Organisation(name, None),))
    if bracketed:
        found = _dated(text, span, inner) or _sourced(text, span, inner)
        if found is not None:
            return found
    if not bracketed and not bare and not _TRIGGER.search(line):
        return None
    if _WIDE_GAP.search(line) and "记者" not in line:
        return None  # 东方　　　　　某某绘: a drawing's title and its author
    if _NO_BYLINE.search(line):
        return None
    reading = grammar.read(line)
    if reading is not None and not grammar.is_foot(reading) and _fits(reading, bracketed=bracketed):
        return _signed(text, span, inner, reading)
    if bare and not bracketed:
        return _bare(text, span, inner, reading)
    return None


def _dated(text: str, span: Span, inner: Span) -> Signature | None:
    """Read the inside of a bracket that opens with a dateline: （新华社北京10月4日电 记者 …）."""
    content = text[inner.start : inner.end]
    before = _BEFORE_DATELINE.match(content)
    match = _match_dateline(content, before.end() if before else 0, len(content))
    if match is None:
        return None
    rest = content[match.end() :].strip(" 　\xa0\t\n，,:：）)")
    if not rest:
        return _signed(text, span, inner, None)
    reading = grammar.read(rest)
    if reading is None or not _fits(reading, bracketed=True):
        return None
    return _signed(text, span, inner, reading)


def _sourced(text: str, span: Span, inner: Span) -> Signature | None:
    """Read （据新华社）, （新华社供本报专稿）: a text source (rules 6 and 8)."""
    content = text[inner.start : inner.end]
    match = _SOURCE.fullmatch(content)
    if match is None or match["name"] in {"本报", "社", "报社"}:
        return None
    names = [name.strip("《》") for name in match["name"].split("、")]
    if any(name in _LABELS and name != "新华社" for name in names):
        return None
    return Signature(span, content, (), tuple(Organisation(name, None) for name in names))


def _bare(text: str, span: Span, inner: Span, reading: Reading | None) -> Signature | None:
    """Read a line of names alone, an office and a name, or an organisation as author."""
    line = text[inner.start : inner.end]
    if line != text[span.start : span.end].strip("。") and line[0] in _BULLETS:
        return None
    office = grammar.name_with_office(line)
    if office is not None:
        return _signed(text, span, inner, Reading([grammar.Person(office, "", None, True)]))
    country = grammar.name_with_country(line)
    if country is not None:
        return _signed(text, span, inner, Reading([grammar.Person(country, "", None, True)]))
    if _ORGANISATION_LINE.fullmatch(line):
        return Signature(span, line, (), (Organisation(line, None),))
    if reading is None or not reading.people or reading.organisations or reading.roles:
        return None
    if reading.weak_word and reading.certain and not _WORD_ENDS.search(line):
        plausible = all(len(person.name) == 3 or line[-1] in "作绘译" for person in reading.people)
        return _signed(text, span, inner, reading) if plausible and line[-1] not in "图诗" else None
    if reading.worked or reading.staff_roles or reading.archive:
        return None
    names = [person.name for person in reading.people]
    if not reading.certain or any(n in _WORDS_LIKE_NAMES or n in _LABELS for n in names):
        return None
    if len(names) > len(line.replace("、", " ").split()):
        return None  # names run together: 金秋时节
    if len(names) > 6 or any("·" in name or not 2 <= len(name) <= 4 for name in names):
        return None
    tokens = line.replace("、", " ").split()
    if len(names) == 1 and len(tokens) == 1:
        # One unbroken token is a name only with a frequent surname and three characters.
        fits = len(names[0]) == 3 and name_cost(names[0]) == 0.0 and not grammar.is_word(names[0])
        return _signed(text, span, inner, reading) if fits else None
    if any(name in _STRETCHED_WORDS for name in names):
        return None
    if any(len(token) == 2 for token in tokens) or any(
        name_cost(name) > 0.0 and len(name) == 2 for name in names
    ):
        return None
    return _signed(text, span, inner, reading)


def closing(text: str) -> Signature | None:
    """Read the byline at the end of a paragraph, behind its last sentence, or give None.

    A bracket that opens with a dateline counts (（新华社北京10月4日电 记者 …）), a picture credit
    does not (see :func:`credit`).  Something must stand before the byline.
    """
    size = len(text)
    floor = max(0, size - _TAIL)
    start, end = _trim(text, floor, size)
    if end - start < 4:
        return None
    stop = end
    while stop > start and text[stop - 1] in "。.":
        stop -= 1
    if stop > start and text[stop - 1] in _CLOSERS:
        found = _closing_bracket(text, floor, stop, end)
        return None if found is None or _credits_pictures(found) else found
    line_floor = max(floor, end - _LONGEST_TAIL_LINE)
    cut = max(text.rfind(mark, line_floor, stop) for mark in _SENTENCE_ENDS)
    if cut < 0:
        return None
    found = _tail_line(text, cut + 1, end)
    if found is None or not found.contributors or found.pictures_only:
        return None
    if not any(person.role for person in found.contributors) and not any(
        person.work == "文/图" for person in found.contributors
    ):
        return None
    return found


def _credits_pictures(found: Signature) -> bool:
    return found.pictures_only and bool(
        found.contributors or found.organisations or "图" in found.text
    )


def _tail_line(text: str, start: int, end: int) -> Signature | None:
    """Read the line between two indices of a text as a signature."""
    start, end = _trim(text, start, end)
    found = signature(text[start:end])
    if found is None:
        return None
    return found._replace(span=Span(start + found.span.start, start + found.span.end))


def _closing_bracket(text: str, floor: int, close: int, end: int) -> Signature | None:
    """Read the bracket at the end of a paragraph; （附图片） behind it is passed over."""
    open_at = _opens_at(text, close - 1, floor)
    if open_at < 0:
        return None
    before = _trim(text, floor, open_at)[1]
    if before <= _trim(text, 0, before)[0]:
        return None
    content = text[open_at + 1 : close - 1].strip()
    if (
        re.fullmatch(r"附?图片?|见图|附[图表]|照片[^，。]{0,6}", content)
        and text[before - 1] in _CLOSERS
    ):
        found = _closing_bracket(text, floor, before, end)
        if found is not None:
            return found
    found = _tail_line(text, open_at, end)
    if found is None:
        return None
    named_by_role = any(person.role or person.work for person in found.contributors)
    if named_by_role or text[before - 1] in _SENTENCE_ENDS:
        return found
    return found if found.organisations and found.pictures_only else None


def credit(text: str) -> Signature | None:
    """Read the picture credit at the end of a caption, or the text if it is all credit.

    资料图片 gives a signature without people; a byline (文, 记者 without 摄) gives None.
    """
    size = len(text)
    floor = max(0, size - _TAIL)
    start, end = _trim(text, floor, size)
    if start >= end or not _ENDS_IN_CREDIT.search(text, max(start, end - 6), end):
        return None
    whole = signature(text[start:end]) if floor == 0 else None
    if whole is not None:
        if not whole.pictures_only:
            return None
        return whole._replace(span=Span(start + whole.span.start, start + whole.span.end))
    for candidate in _credit_starts(text, max(start, end - _LONGEST_TAIL_LINE), end):
        found = _picture_tail(text, candidate, end)
        if found is not None:
            return found
    return None


_OUR_REPORTER = re.compile(
    rf"(?:本[报刊社网台]|新华社|中新社|人民网)(?:[{HAN}]{{0,10}}?)(?:记者|通讯员|摄影师)|"
    rf"(?:(?:首席|实习|见习|全媒体|特约|摄影|本报)?(?:记者|通讯员))(?=[\s{HAN}])"
)
_GROUP_CREDIT = re.compile(
    r"[（(]?本[组版报]?(?:组|版|文|栏)?(?:所有)?(?:图片|照片)|(?:图片|照片)[均皆]?[由为]|资料(?:图片|照片)|新华社[发稿]"
)


def _credit_starts(text: str, floor: int, end: int) -> list[int]:
    """Give the places where a credit may start, the likeliest first."""
    starts: list[int] = []
    stop = end
    while stop > floor and (text[stop - 1].isspace() or text[stop - 1] in "。."):
        stop -= 1
    # A bracket at the very end may be the credit, or the agency behind it.
    if stop > floor and text[stop - 1] in _CLOSERS:
        open_at = _opens_at(text, stop - 1, floor)
        if open_at >= 0:
            cut = max(text.rfind(mark, floor, open_at) for mark in _SENTENCE_ENDS)
            starts += _inner_starts(text, max(floor, cut + 1), open_at)
            starts.append(open_at)
        return starts
    cut = max(text.rfind(mark, floor, stop) for mark in _SENTENCE_ENDS)
    return _inner_starts(text, max(floor, cut + 1), stop)


def _inner_starts(text: str, floor: int, end: int) -> list[int]:
    """Give the starts behind the last sentence end: it, roles, wide blanks, single blanks."""
    starts = [floor] if floor > 0 else []
    starts += [match.start() for match in _GROUP_CREDIT.finditer(text, floor, end)]
    starts += [match.start() for match in _OUR_REPORTER.finditer(text, floor, end)]
    gaps = [match.span() for match in re.compile(r"\s+").finditer(text, floor, end)]
    starts += [stop for begin, stop in reversed(gaps) if stop - begin > 1]
    starts += [stop for begin, stop in reversed(gaps) if stop - begin == 1]
    return starts


def _picture_tail(text: str, start: int, end: int) -> Signature | None:
    """Read the text from ``start`` as a picture credit, or give None."""
    start, end = _trim(text, start, end)
    if start >= end:
        return None
    inner_start, inner_end, bracketed = _unwrap(text, start, end)
    line = text[inner_start:inner_end]
    if not line or _NO_BYLINE.search(line):
        return None
    if _WIDE_GAP.search(line) and "记者" not in line:
        return None
    reading = grammar.read(line)
    if reading is None or reading.staff_roles or not _fits(reading, bracketed=True):
        return None
    if reading.archive and not reading.people and not reading.organisations:
        return _signed(text, Span(start, end), Span(inner_start, inner_end), reading)
    if not (reading.people or reading.organisations):
        return None
    found = _signed(text, Span(start, end), Span(inner_start, inner_end), reading)
    if not found.pictures_only:
        return None
    wide = (
        start == 0
        or text[start - 1] in _SENTENCE_ENDS
        or (start > 1 and text[start - 1].isspace() and text[start - 2].isspace())
        or (start > 1 and text[start - 1].isspace() and text[start - 2] in _SENTENCE_ENDS)
    )
    sure = bracketed or bool(reading.roles) or reading.certain
    if reading.weak_word and _WORD_ENDS.search(line):
        return None
    if (
        reading.people
        and not sure
        and not (wide and reading.words & {"摄", "绘", "作", "画", "摄影"})
    ):
        return None
    if reading.strange_house or any(len(person.name) == 1 for person in reading.people):
        return None
    return found


def is_staff_line(text: str) -> bool:
    """Tell whether a line names the newsroom that made the page: 责编 某某 美编 某某 校对 某某."""
    if len(text) > grammar.LONGEST or ("编" not in text and not grammar.FOOT_WORDS.search(text)):
        return False
    start, end, _ = _unwrap(text, *_trim(text, 0, len(text)))
    line = grammar.without_contacts(text[start:end])
    reading = grammar.read(line)
    return reading is not None and grammar.is_foot(reading)


_INLINE = re.compile(
    r"[（(](?:[^（）()，。]{0,8}图[^（）()，。]{0,4}[，、：:\s]\s*)?(?P<who>[^（）()。]{2,60}?(?:摄|供图|绘|提供图片|提供|制图))[）)]"
)


def _inline_credit(text: str) -> Reading | None:
    """Read the first picture credit inside running text: （见图，新华社记者某某摄）."""
    for match in _INLINE.finditer(text[:4000]):
        if _NO_BYLINE.search(match["who"]):
            continue
        reading = grammar.read(match["who"].strip())
        if reading is not None and _fits(reading, bracketed=True):
            return reading
    return None


def _author_note(text: str) -> Credits:
    """Read a note on the author: only the compiler and the supplier inside are credited."""
    people: list[Contributor] = []
    organisations: list[Organisation] = []
    for clause in re.split(r"[。，；,;]|\s{2,}", text.strip().strip("（）()〔〕【】")):
        if not clause or clause.strip().startswith("作者"):
            continue
        reading = grammar.read(clause.strip())
        if reading is None or not (reading.worked or reading.roles) or not reading.certain:
            continue
        if reading.people and not (reading.roles or reading.words):
            continue
        people += [Contributor(name=p.name, role=p.role, work=p.work) for p in reading.people]
        organisations += [Organisation(*item) for item in reading.organisations]
    return Credits("author_note", None, tuple(people), tuple(organisations))


def _kind_of(found: Signature, text: str) -> str:
    """Sort a line that is all credit: byline or credit (rule 8)."""
    pictures = found.pictures_only
    staff = all(
        person.work in {"摄", "图"} or person.role in grammar.STAFF_WORDS
        for person in found.contributors
    )
    if not found.contributors and not found.organisations:
        return (
            "credit" if grammar.read(found.text) and grammar.read(found.text).archive else "byline"
        )  # type: ignore[union-attr]
    if pictures or (staff and found.contributors):
        return "credit"
    return "byline"


def read_credits(text: str) -> Credits:
    """Say of any line whom it credits and what kind of line it is (rule 8)."""
    nothing: tuple[()] = ()
    if _AUTHOR_NOTE.match(text) and not re.match(r"\s*作者[:：]", text):
        return _author_note(text)
    found_opening = opening(text)
    if found_opening is not None and found_opening.dateline is not None:
        signed = found_opening.signature
        return Credits(
            "dateline",
            found_opening.dateline,
            signed.contributors if signed else nothing,
            signed.organisations if signed else nothing,
        )
    whole = signature(text, bare=True)
    if whole is not None:
        dateline = _dateline_inside(text[whole.span.start : whole.span.end])
        kind = "dateline" if dateline else _kind_of(whole, text)
        return Credits(kind, dateline, whole.contributors, whole.organisations)
    if is_staff_line(text):
        reading = grammar.read(
            grammar.without_contacts(text[slice(*_unwrap(text, *_trim(text, 0, len(text)))[:2])])
        )
        if reading is not None:
            people = tuple(
                Contributor(name=p.name, role=p.role, work=p.work) for p in reading.people
            )
            return Credits("credit", None, people, nothing)
    end = closing(text)
    if end is not None:
        dateline = _dateline_inside(text[end.span.start : end.span.end])
        kind = "dateline" if dateline else "byline"
        return Credits(kind, dateline, end.contributors, end.organisations)
    if found_opening is not None and found_opening.signature is not None:
        signed = found_opening.signature
        return Credits("byline", None, signed.contributors, signed.organisations)
    picture = credit(text)
    if picture is not None:
        text_supplied = any(item.work is None for item in picture.organisations)
        return Credits(
            "byline" if text_supplied else "caption",
            None,
            picture.contributors,
            picture.organisations,
        )
    inline = _inline_credit(text)
    if inline is not None:
        people = tuple(Contributor(name=p.name, role=p.role, work=p.work) for p in inline.people)
        return Credits(
            "credit", None, people, tuple(Organisation(*o) for o in inline.organisations)
        )
    if _CAPTION_WORDS.search(text[:4000]):
        return Credits("caption", None, nothing, nothing)
    return Credits("negative", None, nothing, nothing)


def _dateline_inside(line: str) -> str | None:
    """Give the dateline that opens a bracketed closing line."""
    found = dateline_of(line)
    return found[0] if found else None
