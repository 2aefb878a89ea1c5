"""Is a line that reads like a byline or a credit really one?

The grammar finds names wherever two characters could be one; this module weighs what speaks for a
credit (a role, a function, brackets) against what speaks against its names.  Rule 10 lists what
must not be taken for credits.
"""

from __future__ import annotations

import re

from yuzhong_news.splitting.bylines import lexicon, roles
from yuzhong_news.splitting.bylines.credit_reading import Person, Reading
from yuzhong_news.splitting.bylines.names import (
    BOTH_PARENTS,
    COMMON_SURNAMES,
    DOTS,
    SINGLE,
    name_cost,
)

_OUR_ROLE, _ROLE, _TIGHT_ROLE, _STRANGE_ROLE = 3.2, 2.1, 1.4, 0.9
_LABEL, _BLANK_LABEL, _STAFF = 2.0, 1.0, 2.0
_SURE_WORK, _WORK, _GLUED_WORK = 2.5, 1.0, 0.6
_BONUS = 1.0
"""For brackets, for an agency beside the names, and for 本组图片 before them."""

_EDITORS = re.compile(r"编|校")
_COMPANY = 0.5
"""For each good name beside a doubtful one, but for two at most."""

_SURE_WORDS = {
    *(word for word, work in roles.WORKS.items() if work in ("摄", "文/图")),
    *("参与采写", "供图"),
} - roles.NEED_A_ROLE
"""Functions that hardly any other word ends in."""
_LABEL_SIGNS = re.compile(
    r"^[上中下左右前后东西南北图诗文音女男注略终完续一二三四五六七八九十甲乙丙丁笑]$|[图表诗词照首一二三四五六七八九十完续]$|^[全未]"
)
"""Parts and forms in brackets (rule 10): （上）, （组诗）, （外一首）, （之二）, （全文完）."""


def fits(reading: Reading, *, bracketed: bool, dated: bool = False) -> bool:
    """Tell whether a reading is a byline or a credit by its own evidence.

    ``dated``: it stands in brackets behind a dateline, where nothing but names stands.
    """
    people = reading.people
    if not people and not reading.organisations:
        return reading.archive or (reading.housed and not reading.strange_house)
    if not people:
        loose = not bracketed and not reading.noted and not reading.labels
        return not (loose and "提供" in reading.works)
    if any(name_cost(person.name) >= SINGLE for person in people):
        return bracketed and _is_signature(reading)
    for_it = strength(reading, bracketed=bracketed)
    if dated and all(name_cost(person.name) < 1 for person in people):
        return True
    if for_it == 0:
        return bracketed and _is_signature(reading)
    naked = [person for person in people if not (person.role or person.work)]
    if len(naked) < len(people) and any(person.doubt > 1 for person in naked):
        return False  # 图为大桥通车（某某摄）: the function holds for the second only
    clean = sum(person.doubt < 1 for person in people)
    if max(person.doubt for person in people) <= for_it + _COMPANY * min(clean, 2):
        return True
    return bracketed and not reading.roles and _is_signature(reading)


def strength(reading: Reading, *, bracketed: bool) -> float:
    """Return how much doubt of a name the printed words around it outweigh; 0: there are none."""
    found = [0.0]
    if reading.roles:
        found.append(_of_roles(reading))
    if reading.labels:
        found.append(_LABEL if any(reading.labels.values()) else _BLANK_LABEL)
    if reading.staff_roles:
        found.append(_STAFF if _is_sure_staff(reading) else _WORK)
    sure_place = bracketed or reading.noted
    works = reading.works - (frozenset() if sure_place else roles.NEED_A_ROLE)
    if works:
        sure = bool(works & _SURE_WORDS)
        found.append(_SURE_WORK if sure else _of_one_character(reading))
        if reading.marked:
            found.append(_LABEL)
    if reading.lone_house and not reading.strange_house:
        found.append(_WORK)
    if reading.of_agency:
        found.append(_LABEL)
    if max(found) == 0:
        return 0.0
    return max(found) + _BONUS * (bracketed + bool(reading.organisations) + reading.noted)


def _of_roles(reading: Reading) -> float:
    if reading.strange_house:
        return _STRANGE_ROLE
    if reading.housed:
        return _OUR_ROLE
    return _TIGHT_ROLE if reading.tight else _ROLE


def _is_sure_staff(reading: Reading) -> bool:
    """Tell whether staff roles cannot be words of a headline: 视觉 盛宴, 技术 创新."""
    many = len(reading.staff_roles) > 1 or reading.staff_marked
    return many or any(_EDITORS.search(role) for role in reading.staff_roles)


def _of_one_character(reading: Reading) -> float:
    """Return what a 画 or 文 behind a name is worth: 江州版画 and 江山如画 are no credits."""
    if not reading.glued:
        return 0.0 if reading.in_word else _WORK
    longer = [person.name for person in reading.people if len(person.name) > 2]
    in_words = reading.in_word or any(lexicon.is_word(name[:2]) for name in longer)
    return 0.0 if in_words else _GLUED_WORK


def _is_signature(reading: Reading) -> bool:
    """Tell whether names without a role may stand in brackets by themselves: （陈思远）, （炳）."""
    if reading.organisations or reading.lone_house or reading.strange_house:
        return False
    if len(reading.people) == 1:
        return _signs_alone(reading.people[0])
    # Beside a good name, one of both parents' surnames may stand: （陈思远 周潘小静）.
    doubts = sorted(person.doubt for person in reading.people)
    return doubts[0] < 1 and doubts[-1] <= BOTH_PARENTS


def _signs_alone(person: Person) -> bool:
    name = person.name
    if any(mark in name for mark in DOTS):
        return True
    if _LABEL_SIGNS.search(name) or roles.ORGANISATION.search(name):
        return False
    if len(name) <= 2:
        # A pen name or a given name alone (沁生), if it is no word.
        return len(name) == 1 or not lexicon.is_word(name)
    return person.doubt < 1


def signs_bare(reading: Reading, line: str, *, marked: bool = False) -> bool:
    """Tell whether names alone, without brackets, may be the author's line: 陈 远, 陈思远 罗小曼.

    A subhead of two or three characters looks the same, so the dictionary must not know a word of
    it, and a surname must be frequent.  ``marked``: a reporter's bullet stands before it (□ 陈远).
    """
    tokens = line.replace("、", " ").split()
    names = [person.name for person in reading.people]
    if not names or len(names) > 6 or len(names) > len(tokens):
        return False
    if not marked and any(len(token) == 2 for token in tokens) and "·" not in line:
        return False
    if marked:
        return all(_marked(name) for name in names)
    # 金种子, 马上办 hold a word where a given name should begin; so does 王朝阳, but not all do.
    stray = sum(len(name) == 3 and lexicon.is_word(name[:2]) for name in names)
    return stray <= len(names) // 2 and all(_plain(name) for name in names)


def _marked(name: str) -> bool:
    """Tell whether a name may stand behind a reporter's bullet: rare surnames and dots count."""
    return name_cost(name) <= BOTH_PARENTS and not lexicon.is_word(name)


def _plain(name: str) -> bool:
    if name[0] not in COMMON_SURNAMES and name_cost(name) > 0:
        return False
    return 2 <= len(name) <= 4 and name_cost(name) < 1 and not lexicon.is_word(name)
