"""Personal names as Chinese newspapers print them, and what speaks against a reading as a name.

The surname is the strongest hint, so it is weighed, never required: names of minorities,
transliterations and pen names have none.  Two-character names are stretched with a blank (陈 远),
and a hard wrap may leave a blank inside a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yuzhong_news.splitting.bylines import lexicon

HAN = "㐀-䶿一-鿿〇\U00020000-\U0003134f"
"""Chinese characters, as a range for regular expressions."""
DOTS = "·•・‧∙．"
"""The dots between the parts of a foreign name."""

COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
    "岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆"
    "蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚"
    "岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师傅萧阎丘池"
)
"""The most frequent surnames of the police's name reports (全国姓名报告), in falling order."""
RARE_SURNAMES = frozenset(
    "仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗"
    "燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿"
    "国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那"
    "宿鲜印逯隆茹战慕危玉银亢嵇湛宾戎茅利呼居揭干尉冶元束檀衣信展阴智幸奉植衡富尧水贝"
    "常经洪诸钮伯郏滑荀於加糜松牧隗山宓蓬郗仰秋钭暴斜厚韶蓟怀籍赖苍莘贡逄扶堵宰郦郤璩"
    "濮寿充习宦慎庾终步弘禄殳沃蔚越夔巢勾融訾毋乜蒯竺益桓公琴缑凤孝仉督佴福爱藏忻仓暨"
    "撒降侍线哈青甫铁占肇朋缐种冒芳仁召员邴邳寻苌茌闾矫闪才忽扎庹遇候郇郐鄂鄞顿衷"
)
"""The rest of the 百家姓, and surnames of today; not 上, 有 and other grammar words."""
_COMPOUNDS = (
    "万俟 上官 东方 东郭 亓官 令狐 仲孙 公孙 公羊 公西 单于 南宫 叶赫 司徒 司空 司马 "
    "呼延 哥舒 夏侯 太叔 宇文 完颜 尉迟 左丘 巫马 微生 慕容 拓跋 梁丘 欧阳 淳于 澹台 "
    "濮阳 爱新 独孤 申屠 百里 皇甫 端木 纳兰 耶律 西门 诸葛 谷梁 贺兰 赫连 轩辕 达奚 "
    "钟离 长孙 闻人 闾丘 鲜于"
)
COMPOUND_SURNAMES = frozenset(_COMPOUNDS.split())
"""Surnames of two characters (复姓)."""
NEVER_IN_NAMES = frozenset(
    "的了是在被把我他她它你您们这那哪就还说问答吗呢吧啊么很已给让使叫及或且虽但因每都"
    "没不请谁什从对者第某份种些件个摄"
)
"""Characters that no name holds: the grammar words of running text, and 摄."""
_OF_SENTENCES = re.compile(
    "告诉|告知|报道|采访|参与|获悉|得知|看到|来到|走进|走访|赶到|赶赴|前往|抵达|查看|查询|询问|提问|探访|暗访|回访|跟拍|试驾|"
    "表示|展示|介绍|提供|发现|透露|指出|认为|讲述|讲解|解释|演示|坦言|强调|说道|证实|宣布|发布|联系|"
    "现场|随后|近日|昨日|今日|连日|日前|目前|当天|当日|上午|下午|今天|昨天|曾经"
)
"""What stands before and behind 记者 in sentences, and in nobody's name: 告诉记者, 记者曾报道."""
_SYLLABLES = frozenset(
    "阿巴布达多尔格贡哈吉加江杰卡克库拉力罗洛马买曼米木娜尼努诺普其恰强仁荣热日桑萨赛"
    "斯苏塔提图吐吾维旺乌西夏雪亚依扎卓朗央措珠次顿增南朋群单丹班禅德登迪丁东嘎根贵和"
    "赫呼胡华嘉金居喀科兰勒雷里莉琳琅伦玛莫穆纳能宁欧帕庞平坡琼让瑞沙山什森索泰特托娃"
    "瓦伟温沃希锡辛伊义因英尤于宇约孜泽则旦白玉才项毛古丽合曲美朵益帖肯艾孙麦娅茹琪齐"
    "苗高琴额敖包门雅云晋"
)
"""Syllables of transliterations and of the names of minorities: weak evidence for a name."""

IMPOSSIBLE = 99.0
"""The weight of what cannot be a name."""
SINGLE = 6.0
"""The weight of a single character: all that is left of a name, or a pen name."""
_NO_SURNAME, _RARE, _FOREIGN, _FOUR = 2.2, 0.3, 0.7, 1.8
BOTH_PARENTS = 1.0
"""The weight of four characters that open with two surnames: 张王小雨."""
_LONGEST, _LONGEST_DOTTED = 7, 24
"""The longest names, in characters: without dots (阿卜杜热合曼) and with them."""
_DOT = re.compile(rf"[{DOTS}]")
_DOTTED = re.compile(rf"[{HAN}A-Za-z]+(?:[{DOTS}][{HAN}A-Za-z]+)+")
_PLAIN = re.compile(rf"[{HAN}]+")

IS_WORD, HOLDS_WORD, RARE_AND_WORD, STRETCHED_WORD = 1.5, 1.0, 0.7, 0.5
"""What the dictionary adds to a doubt: the name is a word, holds one, is one behind a rare surname,
is one set with a blank."""


def is_surname(character: str) -> bool:
    """Tell whether a character is a surname of the tables, common or rare."""
    return character in COMMON_SURNAMES or character in RARE_SURNAMES


@lru_cache(maxsize=1 << 14)
def name_cost(name: str) -> float:
    """Return what speaks by its form against reading ``name``, without blanks, as one name.

    0 is nothing (a common surname and one or two characters), 99 is impossible.
    """
    if _DOT.search(name):
        dotted = _DOTTED.fullmatch(name) and 3 < len(name) <= _LONGEST_DOTTED
        return 0.0 if dotted else IMPOSSIBLE
    size = len(name)
    if size > _LONGEST or not _PLAIN.fullmatch(name) or _OF_SENTENCES.search(name):
        return IMPOSSIBLE
    if size == 1:
        return SINGLE if name not in NEVER_IN_NAMES else IMPOSSIBLE
    if not NEVER_IN_NAMES.isdisjoint(name):
        # 是 may stand in the middle of a name of three: 陈是远.
        passes = size == 3 and name[0] in COMMON_SURNAMES and name[1] == "是"
        return 1.0 if passes and name[2] not in NEVER_IN_NAMES else IMPOSSIBLE
    if name[:2] in COMPOUND_SURNAMES and size in (3, 4):
        return 0.0
    if size <= 3 and name[0] in COMMON_SURNAMES:
        return 0.0
    if size <= 3 and name[0] in RARE_SURNAMES:
        return _RARE
    if looks_foreign(name):
        return _FOREIGN
    if size == 4 and name[0] in COMMON_SURNAMES:
        return BOTH_PARENTS if is_surname(name[1]) else _FOUR
    return _NO_SURNAME + 0.15 * (size - 2)


@lru_cache(maxsize=1 << 14)
def name_doubt(name: str, *, stretched: bool = False) -> float:
    """Return what form and dictionary together say against a name; ``stretched`` by blanks.

    A word of the dictionary is rather no reporter.
    """
    cost = name_cost(name)
    if cost >= SINGLE or _DOT.search(name):
        return cost
    if lexicon.is_word(name):
        return cost + (STRETCHED_WORD if stretched else IS_WORD)
    if cost > _FOREIGN and lexicon.holds_word(name):
        return cost + HOLDS_WORD
    if cost == _RARE and len(name) == 3 and lexicon.is_word(name[1:]):
        return cost + RARE_AND_WORD  # 谈感受, 向未来
    return cost


def looks_foreign(name: str) -> bool:
    """Tell whether a name is spelt like a transliteration: 阿迪力, 艾力·买买提."""
    return _SYLLABLES.issuperset(name) or _DOT.search(name) is not None
