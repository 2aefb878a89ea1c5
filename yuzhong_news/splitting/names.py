"""Personal names as Chinese newspapers print them: where one name ends and the next begins.

A list of names carries little that parts them.  Two-character names are stretched with a blank
(刘 侃), names may stand side by side without any mark (杨国强柴世宽), a hard wrap may leave a
blank inside a name.  The surname is the only hint, so it is weighed, never required: names of
minorities, transliterations and pen names have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# The most frequent surnames of the Ministry of Public Security's name reports (全国姓名报告),
# in falling order.
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师"
    "傅萧阎丘池"
)
# The rest of the 百家姓, and surnames of today that it lacks.
RARE_SURNAMES = frozenset(
    "仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌"
    "奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门"
    "云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹战慕危玉银亢嵇湛宾"
    "戎茅利呼居揭干但尉冶元束檀衣信展阴智幸奉植衡富尧由水贝常经裘杭洪诸左崔钮伯郏滑翁荀於加崔糜"
    "松段巫焦牧隗山谷车宓蓬郗班仰秋仲宁钭暴斜厚祖景幸司韶黎蓟印宿怀从索籍赖蔺屠池胥能苍双莘翟谭"
    "贡逄姬申扶堵宰郦郤璩濮寿通尚温庄晏瞿阎充慕连习宦鱼古易慎庾终衡步耿弘匡寇广禄东殳沃蔚越夔巢"
    "师晁勾敖融訾辛那饶空毋乜养须丰关蒯荆游竺盖益桓公后有琴岳缑凤孝仉督归伏佴福年爱佟藏忻仓暨撒"
    "降侍线哈青甫铁占肇朋缐种冒芳仁麦召员邴邳楼寻苌茌闾矫闪上官才忽苟扎庹佴遇候郇郐鄂鄞顿衷"
) - frozenset("鱼上有后空通能养须归年广双东从由但")
COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "司徒",
        "司空",
        "东方",
        "独孤",
        "南宫",
        "西门",
        "万俟",
        "闻人",
        "端木",
        "呼延",
        "轩辕",
        "拓跋",
        "东郭",
        "百里",
        "第五",
        "公羊",
        "澹台",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "仲孙",
        "钟离",
        "鲜于",
        "闾丘",
        "亓官",
        "谷梁",
        "赫连",
        "纳兰",
        "完颜",
        "耶律",
        "叶赫",
        "爱新",
        "达奚",
        "贺兰",
        "哥舒",
        "左丘",
        "梁丘",
        "微生",
        "巫马",
        "公西",
    ]
)
# Characters that no name holds: the grammar words of running text.
NEVER_IN_NAMES = frozenset(
    "的了是在被把我他她它你您们这那哪就还说问答吗呢吧啊么很更最已将给让使叫及或且若虽但因所以之其每"
    "都没不请谁什为从对者第某份次种些件个位名"
) - frozenset("若之以所其更位名为将次最")
# Names are at most this long, in characters: 阿卜杜热合曼 and the like without a dot.
LONGEST_NAME = 7
LONGEST_DOTTED_NAME = 24

HAN = "㐀-䶿一-鿿〇\U00020000-\U0003134f"
DOTS = "·•・‧∙．"
_DOTTED = re.compile(rf"[{HAN}A-Za-z][{HAN}A-Za-z]*(?:[{DOTS}][{HAN}A-Za-z]+)+")
_HAN_ONLY = re.compile(rf"[{HAN}]+")

_IMPOSSIBLE = 99.0
# What a reading costs: a name with a surname nothing, one without as much as WEAK.
WEAK = 2.0
# A token cut in two needs surnames on both sides; a joint across a blank is cheaper than an
# orphaned character.
_CUT, _RARE = 0.8, 0.3


class Name(NamedTuple):
    """A name without inner blanks; ``certain`` is true if it opens with a known surname."""

    text: str
    certain: bool


def is_surname(character: str) -> bool:
    """Tell whether a character is a surname of the table, common or rare."""
    return character in COMMON_SURNAMES or character in RARE_SURNAMES


def name_cost(name: str) -> float:
    """Give the weight against reading ``name`` as one name: 0 is none, 99 is impossible."""
    if any(character in NEVER_IN_NAMES for character in name):
        # 程是颉: a grammar word is let pass behind a frequent surname in a name of three.
        if len(name) == 3 and name[0] in COMMON_SURNAMES and name[1] == "是":
            return 1.0
        return _IMPOSSIBLE
    if _DOTTED.fullmatch(name):
        return 0.0 if 3 < len(name) <= LONGEST_DOTTED_NAME else _IMPOSSIBLE
    size = len(name)
    if not _HAN_ONLY.fullmatch(name) or size > LONGEST_NAME:
        return _IMPOSSIBLE
    if size == 1:
        return 6.0
    compound = name[:2] in COMPOUND_SURNAMES
    if size <= 3:
        if compound and size == 3:
            return 0.0
        if name[0] in COMMON_SURNAMES:
            return 0.0
        return _RARE if name[0] in RARE_SURNAMES else WEAK + 0.1 * size
    if size == 4:
        if compound:
            return 0.0
        # 张王小明: both parents' surnames.
        return 1.0 if is_surname(name[0]) and is_surname(name[1]) else WEAK + 0.5
    return WEAK + 1.0


def _joint_cost(pieces: Sequence[str]) -> float:
    """Give the weight against closing the blanks between ``pieces`` into one name."""
    sizes = tuple(len(piece) for piece in pieces)
    if sizes == (1,):
        return 0.0
    if sizes == (1, 1):
        return 0.0
    if sizes[0] == 2 and pieces[0] in COMPOUND_SURNAMES and sizes in {(2, 1), (2, 2)}:
        return 0.1
    whole = "".join(pieces)
    if is_surname(whole[0]) and sizes in {(1, 2), (1, 1, 1), (2, 1)}:
        return {(1, 2): 0.5, (1, 1, 1): 0.7, (2, 1): 0.9}[sizes]
    return _IMPOSSIBLE


def _cut(token: str) -> list[str] | None:
    """Cut a run of at least four characters into names of two or three that all have surnames."""
    if not 4 <= len(token) <= 40 or not _HAN_ONLY.fullmatch(token):
        return None
    best: list[tuple[float, int]] = [(_IMPOSSIBLE, 0)] * (len(token) + 1)
    best[0] = (0.0, 0)
    for end in range(2, len(token) + 1):
        for size in (2, 3, 4):
            start = end - size
            if start < 0 or best[start][0] >= _IMPOSSIBLE:
                continue
            cost = name_cost(token[start:end])
            if cost > _RARE or (size == 4 and token[start : start + 2] not in COMPOUND_SURNAMES):
                continue
            # Two characters cost a trifle more: of two readings the one with fewer names wins.
            total = best[start][0] + cost + _CUT
            if total < best[end][0]:
                best[end] = (total, start)
    if best[-1][0] >= _IMPOSSIBLE:
        return None
    names: list[str] = []
    end = len(token)
    while end:
        start = best[end][1]
        names.append(token[start:end])
        end = start
    return names[::-1]


def _token_names(token: str) -> tuple[float, list[str]]:
    """Read one unbroken token as one name or several, with the weight against that reading."""
    cost = name_cost(token)
    if cost > 0.5 and not (len(token) == 4 and looks_foreign(token)):
        cut = _cut(token)
        if cut is not None and len(cut) > 1 and any(n[0] in COMMON_SURNAMES for n in cut):
            cut_cost = sum(map(name_cost, cut)) + _CUT * (len(cut) - 1)
            # 周秀鱼春 stays whole; 张王小明 costs 1.0 and stays whole too.
            if cut_cost < cost:
                return cut_cost, cut
    return cost, [token]


def read_names(tokens: Sequence[str]) -> list[Name] | None:
    """Read tokens parted by blanks as names, or None if they cannot be names.

    Two adjacent single characters form one name (徐 鹏 程 河), a single character joins its
    neighbour where a surname allows it, and a long token is cut before surnames.
    """
    count = len(tokens)
    best: list[tuple[float, int, list[str]]] = [(_IMPOSSIBLE, 0, [])] * (count + 1)
    best[0] = (0.0, 0, [])
    for end in range(1, count + 1):
        for size in (1, 2, 3):
            start = end - size
            if start < 0 or best[start][0] >= _IMPOSSIBLE:
                continue
            if size == 1:
                cost, names = _token_names(tokens[start])
            else:
                pieces = tokens[start:end]
                joint = _joint_cost(pieces)
                if joint >= _IMPOSSIBLE:
                    continue
                whole = "".join(pieces)
                cost, names = joint + name_cost(whole), [whole]
            total = best[start][0] + cost
            if total < best[end][0]:
                best[end] = (total, start, names)
    if best[count][0] >= _IMPOSSIBLE:
        return None
    found: list[str] = []
    end = count
    while end:
        _, start, names = best[end]
        found[:0] = names
        end = start
    return [Name(name, name_cost(name) < 1.5) for name in found]


# Syllables that transliterations and names of minorities are made of: weak evidence for a name
# without a surname.
_FOREIGN = frozenset(
    "阿巴布达多尔格贡哈吉加江杰卡克库拉力罗洛马买曼米木娜尼努诺普其恰强仁荣热日桑萨赛斯苏塔提图吐吾维旺乌西夏雪"
    "亚依扎卓朗央措珠次顿增南朋群单丹巴班禅德登迪丁东嘎根贵和赫呼胡华吉加嘉金居喀科拉兰勒雷里莉琳琅伦玛莫穆"
    "纳能宁欧帕庞平坡琼让瑞沙山什森索泰特托娃瓦伟温沃希锡西辛伊义因英尤于宇约孜扎泽则旦白玉才让项毛多吉古丽合"
    "曲尼美朵益西帖肯艾孙麦迪娅茹琪齐苗其其格高娃斯琴额敖包图门巴雅尔萨仁乌云苏日"
)


def looks_foreign(name: str) -> bool:
    """Tell whether a name without a surname is spelt like a transliteration (阿尔达克)."""
    return "·" in name or (len(name) >= 2 and all(character in _FOREIGN for character in name))
