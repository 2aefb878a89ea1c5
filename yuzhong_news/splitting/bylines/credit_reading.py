"""Whom a byline or a credit names, as what, and on what that reading rests.

The numbers of rules refer to the conventions of the byline test set (CONVENTIONS).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from yuzhong_news.splitting.bylines import lexicon, roles
from yuzhong_news.splitting.bylines.credit_grammar import cut
from yuzhong_news.splitting.bylines.credit_kinds import SIGNED, STRANGE, STRETCHED, Kind, Piece
from yuzhong_news.splitting.bylines.names import IMPOSSIBLE, IS_WORD, name_doubt

_OF_GRAMMAR = 2.0
"""Against a verb or an adverb close behind a role: 本报记者召开, 本报记者终于."""
_WORDS = 2.0
"""Against the first name of a run of characters that ordinary words make up: 临时安装."""
_ADDRESSES = "向对跟和给与为"
"""The last character of a name that a sentence cut off before 记者: 罗静向."""


@dataclass(slots=True)
class Person:
    """Somebody who is credited; ``doubt`` is what speaks against the name."""

    name: str
    role: str
    work: str | None
    doubt: float
    staff: bool = False


@dataclass(slots=True)
class Reading:
    """What a credit line says, and on what it rests."""

    people: list[Person] = field(default_factory=list)
    organisations: list[tuple[str, str | None]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    staff_roles: list[str] = field(default_factory=list)
    staff_marked: bool = False
    """A colon or a slash stands behind a staff role."""
    works: set[str] = field(default_factory=set)
    """The functions behind names."""
    labels: dict[str, bool] = field(default_factory=dict)
    """The functions before names; true where a mark (/ or ：) follows."""
    housed: bool = False
    """A known house (本报, 新华社, …日报) stands before a role."""
    strange_house: bool = False
    tight: bool = False
    """A name stands close behind a role word without a house: 记者方才 …"""
    nameless: bool = False
    """There is a role word and nobody."""
    noted: bool = False
    archive: bool = False
    lone_house: bool = False
    marked: bool = False
    """A slash stands before a function: 陈思远/文."""
    glued: bool = False
    """A function of one character was taken off a token that may be a word or a name."""
    of_agency: bool = False
    """A slash stands between a name and its picture agency: 张伟/光明图片."""
    in_word: bool = False
    """It makes a word with the character before: 版画, 英文."""

    @property
    def certain(self) -> bool:
        """True if all names open with a surname and are no words."""
        return all(person.doubt < 1 for person in self.people)


@lru_cache(maxsize=1 << 10)
def read(line: str) -> Reading | None:
    """Read a credit line without its outer brackets, or return None if it is none.

    The same reading is given to all who ask for the same line: it is not to be changed.
    """
    pieces = cut(line)
    return None if pieces is None else _Assembly(line).of(pieces)


def is_foot(reading: Reading) -> bool:
    """Tell whether a line names nobody but the newsroom that made the page."""
    return bool(
        reading.staff_roles
        and not reading.roles
        and all(person.staff for person in reading.people)
        and any(roles.FOOT.search(role) for role in reading.staff_roles)
    )


class _Assembly:
    """Puts the pieces of a line together, from left to right."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.out = Reading()
        self.role, self.label, self.staff = "", "", False
        self.group = 0  # index of the first person whose work is still open
        self.last: Piece | None = None
        self.pieces: list[Piece] = []
        self.close = 0  # how many names are run together with the one before

    def of(self, pieces: list[Piece]) -> Reading | None:
        """Return what the pieces say, or None if they say nothing of anybody."""
        self.pieces = pieces
        for piece in pieces:
            self._take(piece)
            self.last = piece
        self._occupation(pieces)
        out = self.out
        out.nameless = bool(out.roles or out.staff_roles) and not (out.people or out.organisations)
        if not (out.people or out.organisations or out.nameless or out.archive):
            return None
        return out

    def _take(self, piece: Piece) -> None:
        out = self.out
        match piece.kind:
            case Kind.NAME:
                self._name(piece)
            case Kind.ROLE:
                self._run_into(piece)
                self.role, self.staff = piece.text, False
                out.roles.add(piece.text)
                out.housed |= piece.how not in ("", STRANGE)
                out.strange_house |= piece.how == STRANGE
            case Kind.STAFF:
                self._run_into(piece)
                self._close()
                self.role, self.staff = piece.text, True
                out.staff_marked |= bool(piece.how)
                out.staff_roles.append(piece.text)
            case Kind.LABEL:
                self._close()
                self.label = piece.text
                out.labels[piece.text] = bool(piece.how)
            case Kind.WORK:
                self._work(piece)
            case Kind.ORGANISATION:
                self._organisations(piece)
            case Kind.HOUSE:
                self.role, self.staff = "", False
                out.lone_house = True
            case Kind.NOISE:
                out.noted = True
            case Kind.ARCHIVE:
                out.archive = True
            case Kind.BRACKET:
                self._bracket(piece)
            case Kind.ORPHAN:
                pass

    def _name(self, piece: Piece) -> None:
        doubt = name_doubt(piece.text, stretched=bool(piece.how)) + self._of_its_run(piece)
        person = Person(piece.text, self.role, None, doubt, self.staff)
        if self.label:
            _give(person, self.label)
        last = self.last
        close = last is not None and last.kind is Kind.ROLE and last.end == piece.start
        if close and not piece.how and lexicon.is_of_grammar(piece.text):
            person.doubt += _OF_GRAMMAR
        if last is not None and last.kind is Kind.ROLE and not last.how:
            self.out.tight |= self.line[last.end : piece.start].strip(" ") in ("", ":", "：") and (
                last.end == piece.start or not self.line[last.end].isspace()
            )
        if last is not None and last.kind is Kind.HOUSE and last.end == piece.start:
            self.out.strange_house = True
        self.out.people.append(person)

    def _of_its_run(self, piece: Piece) -> float:
        """Return what the characters close around a name say against it.

        通讯员常常临时 is cut into words as well, 易文消费 has a word across two names, and three
        names without a role are hardly run together.
        """
        before = self.last
        if before is not None and before.kind is Kind.NAME and before.end == piece.start:
            across = self.line[piece.start - 1 : piece.start + 1]
            self.close += 1
            many = self.close > 1 and not self.out.roles
            return IS_WORD if many or lexicon.is_common_word(across) else 0.0
        self.close = 0
        end = piece.end
        for after in self.pieces:
            if after.kind is Kind.NAME and after.start == end:
                end = after.end
        run = self.line[piece.start : end]
        return _WORDS if len(run) > 3 and lexicon.is_all_words(run) else 0.0

    def _run_into(self, role: Piece) -> None:
        """Doubt a name without a role that runs into one: 罗静向记者展示, 国内记者."""
        last = self.last
        if last is None or last.kind is not Kind.NAME or last.end != role.start:
            return
        person = self.out.people[-1]
        if not (person.role or person.work or self.label):
            unlikely = last.text[-1] in _ADDRESSES or role.end == len(self.line)
            person.doubt += IMPOSSIBLE if unlikely else IS_WORD

    def _close(self) -> None:
        """End a group of names: what follows has neither its role nor its work."""
        self.group = len(self.out.people)
        self.role, self.label, self.staff = "", "", False

    def _work(self, piece: Piece) -> None:
        for person in self.out.people[self.group :]:
            if "译" not in piece.text or "·" not in person.name:  # not the author translated
                _give(person, piece.text)
        self.out.works.add(piece.text)
        before = self.line[piece.start - 1]
        if before in "/／":
            self.out.marked = True
        elif self._of_a_word(piece):
            self.out.people[-1].doubt += IS_WORD
        elif piece.text in roles.DOUBTFUL:
            stretched = self.last is not None and self.last.how == STRETCHED
            self.out.glued |= not before.isspace()
            if self.last is not None and (stretched or not before.isspace()):
                self.out.in_word |= lexicon.is_word(self.last.text[-1] + piece.text)
        if piece.text not in roles.NEED_A_ROLE or piece.text == "提供":
            self._close()

    def _of_a_word(self, work: Piece) -> bool:
        """Tell whether a function stands close behind a word: 元旦供图, 银行图文."""
        last = self.last
        if last is None or last.kind is not Kind.NAME or last.end != work.start or last.how:
            return False
        return len(work.text) > 1 and lexicon.is_word(last.text)

    def _organisations(self, piece: Piece) -> None:
        last = self.last
        named = last is not None and last.kind is Kind.NAME and piece.how not in roles.NOT_PICTURES
        if named and last and self.line[last.end : piece.start].strip() in ("/", "／"):
            self.out.of_agency = True
            for person in self.out.people[self.group :]:
                person.work = person.work or "图"
        work: str | None = None if piece.how in roles.NOT_PICTURES or piece.how == "供稿" else "图"
        if piece.how in ("供图", "供片"):
            work = "供图"
        self.out.organisations += [(name, work) for name in piece.text.split("、")]
        self._close()

    def _bracket(self, piece: Piece) -> None:
        if piece.how != SIGNED:
            return
        inner = read(piece.text)
        if inner is not None:
            self.out.people += [replace(person) for person in inner.people]
            self.out.organisations += inner.organisations
            self.out.works |= inner.works
            self.out.archive |= inner.archive
            self._close()

    def _occupation(self, pieces: list[Piece]) -> None:
        """Give 某某／记者 its role: the occupation of who signs; doubt names before 通讯员：."""
        if len(pieces) < 2 or pieces[-1].kind is not Kind.ROLE:
            return
        between = self.line[pieces[-2].end : pieces[-1].start].strip()
        if pieces[-1].end < len(self.line):
            for person in self.out.people[self.group :]:
                person.doubt += 0.0 if person.role or person.work else IMPOSSIBLE
        if pieces[-2].kind is Kind.NAME and between in ("/", "／"):
            for person in self.out.people:
                person.role = person.role or pieces[-1].text


def _give(person: Person, word: str) -> None:
    """Give somebody the function ``word``: as role, as work, or as both (rules 3 and 5)."""
    if word in roles.FUNCTION_ROLES:
        person.role = person.role or word
        person.work = person.work or roles.FUNCTION_ROLES[word]
    elif word in roles.WORKS:
        person.work = roles.WORKS[word] or person.work
