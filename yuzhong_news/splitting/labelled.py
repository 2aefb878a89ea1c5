"""Labelled articles: what a vendor labels passes the same code as what is printed.

Labels give headline, kicker, subtitle and often the author; datelines, bylines, jump marks, credits
and the lead stand in the text as in print, and are read by the same functions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from yuzhong_news.items import (
    Article,
    Caption,
    Contributor,
    Doubt,
    Jump,
    Kind,
    LabelledArticle,
    Subhead,
)
from yuzhong_news.items import Part as Piece
from yuzhong_news.splitting.bylines import (
    Signature,
    Span,
    closing,
    credit,
    is_staff_line,
    opening,
    signature,
)
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.notices import is_notice
from yuzhong_news.splitting.text.captions import is_group_credit

FIRST_LINES = 4
"""Lines at an article's head that may be one byline: reporters, trainees, correspondents."""

LAST_LINES = 3
"""Lines at its end that may be bylines of their own."""

DATELINE_PARAGRAPHS = 16
"""Paragraphs of a summary in points (■ …) that may stand before the dateline."""

MAX_CAPTION = 160
"""Characters: a text behind a picture that ends in a credit is its caption up to this length."""

MAX_SUBHEAD = 24
"""Characters: a line without stop between whole paragraphs is a subhead up to this length."""

NOTICE = 400
"""Characters of a text under a notice's headline that are searched for the words of notices."""

LONG = 40
"""Characters: from here on a text is a paragraph, whatever it ends in."""

_PICTURE_MARK = re.compile(r"^[▲▼◀▶△▽←→↑↓■●]+\s*")
_POINT = re.compile(r"^[■●◆▲◎★]")
_SENTENCE_END = re.compile(r"[。！？…!?；;][”’」』）)】》\"']*$")
_NO_SUBHEAD = re.compile(
    r"[。；：，、…:;,！!][”’」』）)】\"']*$|[：:]|^[—（(]|[0-9]日$|^[0-9.%％\s-]+$"
)
_QUESTION = re.compile(r"[？?][”’」』）)]*$")
_BLANKS = re.compile(r"\s+")
_OFFICE = re.compile(r"\s*[（(][^（）()]{2,40}[）)]$")
_MARKED_NAMES = re.compile(r"[□◎]\s*((?:[\u4e00-\u9fff]{2,4}[\s、]*){1,4})")


def article_of(labelled: LabelledArticle) -> Article:
    """Return the article that a vendor's labels and text make.

    ``region`` is passed through in pixels of the page's picture: who knows the page's size scales
    it.
    """
    return _Assembler(labelled).build()


@dataclass(slots=True)
class _Text:
    """A line of the body; ``subhead`` if the vendor sets it apart."""

    text: str
    subhead: bool
    weak: bool = False


class _Assembler:
    def __init__(self, labelled: LabelledArticle) -> None:
        self.labelled = labelled
        self.article = Article(region=list(labelled.regions))
        self.signs: list[Signature] = []

    def build(self) -> Article:
        self._heading()
        lines = self._captions_apart()
        lines = [line for line in (self._without_jumps(line) for line in lines) if line.text]
        head, lines = self._leading_bylines(lines)
        self.signs += head
        lines, tail = self._closing_bylines(lines)
        self._body(_with_weak_subheads(lines), signed=bool(tail))
        self.signs += tail
        self._bylines()
        self._share_group_credit()
        self._finish()
        return self.article

    def _heading(self) -> None:
        for field in ("kicker", "headline", "subtitle"):
            line = self._without_jumps(_Text(getattr(self.labelled, field), subhead=False))
            setattr(self.article, field, line.text or None)

    def _without_jumps(self, line: _Text) -> _Text:
        """Take the jump marks out of a line."""
        text = line.text.strip()
        while (mark := find_mark(text)) is not None:
            jump = Jump(direction=mark.direction, page=mark.page, text=text[mark.start : mark.end])
            self.article.jumps.append(jump)
            if mark.direction == "from":
                self.article.continued_from = self.article.continued_from or mark.page
            else:
                self.article.continued_to = self.article.continued_to or mark.page
            text = (text[: mark.start] + text[mark.end :]).strip()
        return _Text(text, line.subhead)

    def _captions_apart(self) -> list[_Text]:
        """Return the body's lines; captions, and texts behind pictures that end in a credit, go."""
        lines: list[_Text] = []
        before: Piece | None = None
        for part in self.labelled.parts:
            if part.kind == "caption" or (_behind_picture(before) and _ends_in_credit(part)):
                self._caption(part.text)
            elif part.kind != "picture":
                lines.append(_Text(part.text, part.kind == "subhead"))
            before = part
        return lines

    def _caption(self, printed: str) -> None:
        text = _PICTURE_MARK.sub("", printed.strip())
        found = credit(text)
        if found is None:
            if text:
                self.article.captions.append(Caption(text=text))
            return
        self._credit_people(found)
        text = (text[: found.span.start] + text[found.span.end :]).strip()
        self.article.captions.append(Caption(text=text, credit=found.text))

    def _leading_bylines(self, lines: list[_Text]) -> tuple[list[Signature], list[_Text]]:
        """Take off the first lines that are a byline, set in one line or in several."""
        for count in range(min(FIRST_LINES, len(lines) - 1), 0, -1):
            sign = self._whole_sign(lines[:count])
            if sign is not None:
                return [sign], lines[count:]
        return [], lines

    def _closing_bylines(self, lines: list[_Text]) -> tuple[list[_Text], list[Signature]]:
        """Take off the last lines that are bylines and nothing else."""
        signs: list[Signature] = []
        while len(lines) > 1 and len(signs) < LAST_LINES:
            if self.article.dateline is None and (dateline := _whole_dateline(lines[-1].text)):
                self.article.dateline = dateline
                lines = lines[:-1]
                continue
            sign = self._whole_sign(lines[-1:])
            if sign is None:
                break
            signs.insert(0, sign)
            lines = lines[:-1]
        return lines, signs

    def _whole_sign(self, lines: list[_Text]) -> Signature | None:
        """Return the byline that lines are; bare names count if the vendor names them as author."""
        if sum(len(line.text) for line in lines) > 3 * LONG:
            return None
        text = " ".join(line.text for line in lines)
        if is_staff_line(text):
            return None
        author = _BLANKS.sub("", self.labelled.byline)
        bare = bool(author) and _BLANKS.sub("", text).strip("□◎") == author
        sign = signature(text, bare=bare) or _author(text)
        return sign if sign is not None and (sign.contributors or sign.organisations) else None

    def _body(self, lines: list[_Text], *, signed: bool) -> None:
        at = _dateline_place(lines)
        last = max((place for place, line in enumerate(lines) if not line.subhead), default=-1)
        for place, line in enumerate(lines):
            if line.subhead:
                self._subhead(line)
                continue
            text = self._opened(line.text) if place == at else line.text
            if place == last and not signed and (tail := closing(text)) is not None:
                self.signs.append(tail)
                text = text[: tail.span.start]
            if text.strip():
                self.article.paragraphs.append(text.strip())
            if place == at:
                self._points(lines[:place])

    def _subhead(self, line: _Text) -> None:
        place = len(self.article.paragraphs)
        known = self.article.subheads
        if known and known[-1].before_paragraph == place and known[-1].text.endswith("——"):
            known[-1].text = f"{known[-1].text} {line.text}"
            return
        known.append(Subhead(text=line.text, before_paragraph=place))
        if line.weak:
            self.article.doubts.append(Doubt(cue="short-line", field="subheads", detail=line.text))

    def _opened(self, text: str) -> str:
        """Take dateline and byline off the head of a paragraph."""
        head = opening(text)
        if head is None:
            return text
        self.article.dateline = head.dateline or self.article.dateline
        if head.signature is not None:
            self.signs.append(head.signature)
        return text[head.end :]

    def _points(self, before: list[_Text]) -> None:
        """Make the summary in points before the dateline the lead: a block of its own."""
        points = [line.text for line in before if not line.subhead]
        if points and all(map(_POINT.match, points)):
            self.article.lead = "\n".join(points)

    def _bylines(self) -> None:
        """Join the bylines of the text with the author's label, which often lacks the role."""
        label = self.labelled.byline.strip()
        texts = [sign.text for sign in self.signs]
        for sign in self.signs:
            self._credit_people(sign)
        if label:
            named = signature(label, bare=True) or _author(label)
            known = {person.name for person in self.article.contributors}
            people = named.contributors if named is not None else ()
            if not texts or not {person.name for person in people} <= known:
                plain = [_BLANKS.sub("", text) for text in texts]
                if not any(_BLANKS.sub("", label).strip("□◎") in text for text in plain):
                    texts.insert(0, named.text if named is not None else label)
            if named is not None:
                self._credit_people(named)
        self.article.byline = "  ".join(texts) or None

    def _credit_people(self, sign: Signature) -> None:
        known = {person.name: person for person in self.article.contributors}
        for person in sign.contributors:
            found = known.get(person.name)
            if found is None:
                self.article.contributors.append(Contributor(**person.model_dump()))
                known[person.name] = self.article.contributors[-1]
            elif not found.role:
                found.role = person.role

    def _share_group_credit(self) -> None:
        """Repeat a group credit on each caption that has none; a credit alone is no caption."""
        captions = self.article.captions
        groups = [each.credit for each in captions if each.credit and is_group_credit(each.credit)]
        for before, caption in pairwise(captions):
            if not caption.text and before.credit is None:
                before.credit = caption.credit
        if groups:
            for caption in captions:
                caption.credit = caption.credit or groups[0]
        if any(caption.text for caption in captions):
            self.article.captions = [caption for caption in captions if caption.text]

    def _finish(self) -> None:
        article = self.article
        body = "".join(article.paragraphs)
        signed = bool(article.byline or article.dateline)
        # A label is a headline for sure: under 公示, a text of any length is a notice.
        weighed = body[:NOTICE] if article.headline else body
        if body and is_notice(article.headline or "", weighed, signed=signed):
            article.kind = Kind.NOTICE
        elif not article.paragraphs:
            article.kind = Kind.PICTURE
        if article.kind is not Kind.ARTICLE or article.continued_from is not None:
            article.lead = None
        elif article.lead is None:
            article.lead = article.paragraphs[0]
        if article.headline is None:
            article.doubts.append(Doubt(cue="no-headline", field="headline"))


def _author(text: str) -> Signature | None:
    """Return the byline of an author's line that holds more or less than the grammar asks for.

    □某某（某院某科）: the bracket is the author's office; □某某: behind the mark stand names.
    """
    plain = _OFFICE.sub("", text)
    if plain != text and (found := signature(plain, bare=True)) is not None:
        return found._replace(span=Span(0, len(text)), text=text.strip("□◎ "))
    names = _MARKED_NAMES.fullmatch(plain.strip())
    if names is None:
        return None
    people = tuple(Contributor(name=name) for name in re.split(r"[\s、]+", names[1].strip()))
    return Signature(Span(0, len(text)), text.strip("□◎ "), people, ())


def _whole_dateline(text: str) -> str | None:
    """Return the dateline which is all of a line: （新华社北京10月10日电）."""
    head = opening(text) if len(text) <= LONG else None
    whole = head is not None and head.signature is None and not text[head.end :].strip("）) 。")
    return head.dateline if head is not None and whole else None


def _behind_picture(before: Piece | None) -> bool:
    return before is not None and before.kind == "picture"


def _ends_in_credit(part: Piece) -> bool:
    """Whether a text behind a picture is its caption: it ends in a credit of pictures."""
    if part.kind not in ("paragraph", "subhead") or len(part.text) > MAX_CAPTION:
        return False
    return credit(part.text) is not None


def _dateline_place(lines: list[_Text]) -> int:
    """Return which line opens the text: the first with a dateline, else the first paragraph.

    A summary in points may stand before it; behind other paragraphs, a dateline opens nothing.
    """
    first = -1
    for place, line in enumerate(lines[:DATELINE_PARAGRAPHS]):
        if line.subhead:
            continue
        first = place if first < 0 else first
        head = opening(line.text)
        if head is not None and head.dateline is not None:
            return place
        if not _POINT.match(line.text):
            break
    return first


def _with_weak_subheads(lines: list[_Text]) -> list[_Text]:
    """Return the lines; short ones without stop between whole paragraphs become subheads.

    In a list or a poem too many lines are short: then none is.
    """
    candidates = {place for place in range(1, len(lines) - 1) if _is_weak_subhead(lines, place)}
    if 3 * len(candidates) > len(lines):
        return lines
    # Two lines in a row may be one subhead, but a paragraph must follow.
    kept = {
        place
        for place in candidates
        if _is_whole(lines[place + 1].text)
        or (place + 1 in candidates and place + 2 < len(lines) and _is_whole(lines[place + 2].text))
    }
    return [
        _Text(line.text, subhead=True, weak=True) if place in kept else line
        for place, line in enumerate(lines)
    ]


def _is_weak_subhead(lines: list[_Text], place: int) -> bool:
    text, before = lines[place].text, lines[place - 1]
    if lines[place].subhead or not 2 < len(text) <= MAX_SUBHEAD or _NO_SUBHEAD.search(text):
        return False
    if _QUESTION.search(text) and " " not in text:
        return False
    ends = before.subhead or _SENTENCE_END.search(before.text) is not None
    if not ends and not (place > 1 and len(before.text) <= MAX_SUBHEAD):
        return False
    return signature(text) is None and not is_staff_line(text)


def _is_whole(text: str) -> bool:
    return len(text) >= LONG or _SENTENCE_END.search(text) is not None
