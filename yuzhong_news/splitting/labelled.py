"""Labelled articles: what a vendor labels passes the same code as what is printed.

Labels give headline, kicker, subtitle and often the author; datelines, bylines, jump marks, credits
and the lead stand in the text as in print, and are read by the same functions.
"""

from __future__ import annotations

import re

from yuzhong_news.items import (
    Article,
    Caption,
    Contributor,
    Doubt,
    Jump,
    Kind,
    LabelledArticle,
    Part,
    Subhead,
)
from yuzhong_news.splitting.authors import author_line, whole_dateline
from yuzhong_news.splitting.briefs import parted
from yuzhong_news.splitting.bylines import (
    Signature,
    closing,
    is_staff_line,
    opening,
    signature,
)
from yuzhong_news.splitting.furniture import is_readers_aid
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.notices import is_notice
from yuzhong_news.splitting.openings import POINT, all_signed, dateline_place
from yuzhong_news.splitting.photo_texts import (
    caption_credit,
    credit_captions,
    is_caption,
    is_picture_news,
    whole_credit,
    with_shared_credits,
)
from yuzhong_news.splitting.short_lines import LONG, Text, with_weak_subheads

FIRST_LINES = 4
"""Lines at an article's head that may be one byline: reporters, trainees, correspondents."""

LAST_LINES = 3
"""Lines at its end that may be bylines of their own."""

NOTICE = 400
"""Characters of a text under a notice's headline that are searched for the words of notices."""

_PICTURE_MARK = re.compile(r"^[▲▼◀▶△▽←→↑↓■●]+\s*")
_LOST = re.compile("\ufffd|锟斤拷")
_BLANKS = re.compile(r"\s+")
_NO_HEADLINE = re.compile(r"[（(【]?\s*(?:无标题|无题目|无主题)\s*[0-9]{0,2}\s*[）)】]?")
"""What newspapers' systems show where an article was given no headline: 无标题, 无标题2."""


def article_of(labelled: LabelledArticle) -> Article:
    """Return the article that a vendor's labels and text make.

    ``region`` is passed through in pixels of the page's picture: who knows the page's size scales
    it.
    """
    return article_with_foot(labelled)[0]


def articles_of(labelled: LabelledArticle) -> list[tuple[Article, list[str]]]:
    """Return the article, or the briefs that it holds, each with the page's furniture in it."""
    column, parts = parted(labelled)
    made = [article_with_foot(part) for part in parts]
    return [(article.model_copy(update={"column": column}), foot) for article, foot in made]


def article_with_foot(labelled: LabelledArticle) -> tuple[Article, list[str]]:
    """Return the article, and what in its text is furniture of the page.

    That are the editors' lines at its foot, and what is said to the reader: 扫码看视频.
    """
    assembler = _Assembler(labelled)
    return assembler.build(), [*assembler.aids, *assembler.foot]


class _Assembler:
    def __init__(self, labelled: LabelledArticle) -> None:
        self.labelled = labelled
        self.article = Article(region=list(labelled.regions), sources=_sources(labelled))
        self.signs: list[Signature] = []
        self.credits: list[Signature] = []
        self.foot: list[str] = []
        self.aids: list[str] = []

    def build(self) -> Article:
        self._heading()
        lines = self._captions_apart()
        lines = [line for line in (self._without_jumps(line) for line in lines) if line.text]
        lines = self._without_foot(lines)
        lines = self._picture_texts(lines)
        head, lines = self._leading_bylines(lines)
        self.signs += head
        lines, tail = self._closing_bylines(lines)
        self._body(with_weak_subheads(lines), signed=bool(tail))
        self.signs += tail
        self._bylines()
        self.article.captions = with_shared_credits(self.article.captions)
        self._finish()
        self._lost_characters()
        return self.article

    def _lost_characters(self) -> None:
        """Doubt a text whose characters were lost in a wrong charset before the site stored it."""
        page = self.labelled
        texts = {"headline": [page.headline, page.kicker, page.subtitle, page.byline]}
        texts["paragraphs"] = [part.text for part in page.parts]
        for name, values in texts.items():
            lost = sum(sum(map(len, _LOST.findall(value))) for value in values)
            if lost:
                detail = f"{lost} characters were lost in a wrong charset"
                self.article.doubts.append(Doubt(cue="lost-characters", field=name, detail=detail))

    def _heading(self) -> None:
        for field in ("kicker", "headline", "subtitle"):
            text = getattr(self.labelled, field)
            named = field != "headline" or not _NO_HEADLINE.fullmatch(text.strip())
            line = self._without_jumps(Text(text if named else "", subhead=False))
            setattr(self.article, field, line.text or None)

    def _without_jumps(self, line: Text) -> Text:
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
        return Text(text, line.subhead)

    def _captions_apart(self) -> list[Text]:
        """Return the body's lines; captions, and texts behind pictures that read like one, go."""
        lines: list[Text] = []
        before: Part | None = None
        for part in self.labelled.parts:
            if part.kind != "picture" and is_readers_aid(part.text):
                self.aids.append(part.text)
            elif part.kind == "caption" or (_behind_picture(before) and is_caption(part)):
                self._caption(part.text)
            elif part.kind != "picture":
                lines.append(Text(part.text, part.kind == "subhead"))
            before = part
        return lines

    def _without_foot(self, lines: list[Text]) -> list[Text]:
        """Take off the editors' lines behind the text: 责任编辑：某某."""
        while len(lines) > 1 and len(self.foot) < LAST_LINES and is_staff_line(lines[-1].text):
            self.foot.insert(0, lines[-1].text)
            lines = lines[:-1]
        return lines

    def _picture_texts(self, lines: list[Text]) -> list[Text]:
        """Take off what is said of pictures and set as text: all of picture news, a last credit."""
        captions = self.article.captions
        shown = any(part.kind == "picture" for part in self.labelled.parts)
        headline = self.article.headline or ""
        if not captions and is_picture_news(headline, lines, pictures=shown):
            self._caption(" ".join(line.text for line in lines))
            return []
        found = whole_credit(lines[-1]) if captions and lines else None
        if found is not None and credit_captions(captions, found):
            self.credits.append(found)
            lines = lines[:-1]
        return lines

    def _caption(self, printed: str) -> None:
        text = _PICTURE_MARK.sub("", printed.strip())
        found = caption_credit(text)
        if found is None:
            if text:
                self.article.captions.append(Caption(text=text))
            return
        self.credits.append(found)
        text = (text[: found.span.start] + text[found.span.end :]).strip()
        self.article.captions.append(Caption(text=text, credit=found.text))

    def _leading_bylines(self, lines: list[Text]) -> tuple[list[Signature], list[Text]]:
        """Take off the first lines that are a byline, set in one line or in several."""
        # Under picture news, a byline may be all that the body holds.
        last = len(lines) if self.article.captions else len(lines) - 1
        for count in range(min(FIRST_LINES, last), 0, -1):
            sign = self._whole_sign(lines[:count])
            if sign is not None:
                return [sign], lines[count:]
        return [], lines

    def _closing_bylines(self, lines: list[Text]) -> tuple[list[Text], list[Signature]]:
        """Take off the last lines that are bylines and nothing else."""
        signs: list[Signature] = []
        while len(lines) > 1 and len(signs) < LAST_LINES:
            if self.article.dateline is None and (dateline := whole_dateline(lines[-1].text)):
                self.article.dateline = dateline
                lines = lines[:-1]
                continue
            sign = self._whole_sign(lines[-1:])
            if sign is None:
                break
            signs.insert(0, sign)
            lines = lines[:-1]
        return lines, signs

    def _whole_sign(self, lines: list[Text]) -> Signature | None:
        """Return the byline that lines are; bare names count if the vendor names them as author."""
        if sum(len(line.text) for line in lines) > 3 * LONG:
            return None
        text = " ".join(line.text for line in lines)
        if is_staff_line(text):
            return None
        author = _BLANKS.sub("", self.labelled.byline)
        bare = bool(author) and _BLANKS.sub("", text).strip("□◎") == author
        sign = signature(text, bare=bare)
        if sign is None and len(lines) == 1:  # behind the author of a poem stand its lines
            sign = author_line(text)
        return sign if sign is not None and (sign.contributors or sign.organisations) else None

    def _body(self, lines: list[Text], *, signed: bool) -> None:
        at = dateline_place(lines)
        each_signed = all_signed(lines)
        last = max((place for place, line in enumerate(lines) if not line.subhead), default=-1)
        for place, line in enumerate(lines):
            if line.subhead:
                self._subhead(line)
                continue
            text = self._opened(line.text) if place == at else self._opened_again(line.text)
            ends = (place == last and not signed) or each_signed
            if ends and (tail := closing(text)) is not None:
                self.signs.append(tail)
                text = text[: tail.span.start]
            if text.strip():
                self.article.paragraphs.append(text.strip())
            if place == at:
                self._points(lines[:place])

    def _subhead(self, line: Text) -> None:
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

    def _opened_again(self, text: str) -> str:
        """Take dateline and byline off a later paragraph: of briefs, each has its own."""
        dateline = self.article.dateline
        if not dateline or not text.startswith(dateline):
            return text
        head = opening(text)
        if head is None or head.signature is None or head.dateline != dateline:
            return text
        self.signs.append(head.signature)
        return text[head.end :]

    def _points(self, before: list[Text]) -> None:
        """Make the summary in points before the dateline the lead: a block of its own."""
        points = [line.text for line in before if not line.subhead]
        if points and all(map(POINT.match, points)):
            self.article.lead = "\n".join(points)

    def _bylines(self) -> None:
        """Join the bylines of the text with the author's label, which often lacks the role."""
        label = self.labelled.byline.strip()
        texts = [sign.text for sign in self.signs]
        for sign in self.signs:
            self._credit_people(sign)
        if label:
            named = signature(label, bare=True) or author_line(label)
            known = {person.name for person in self.article.contributors}
            people = named.contributors if named is not None else ()
            if not texts or not {person.name for person in people} <= known:
                plain = [_BLANKS.sub("", text) for text in texts]
                if not any(_BLANKS.sub("", label).strip("□◎") in text for text in plain):
                    texts.insert(0, named.text if named is not None else label)
            if named is not None:
                self._credit_people(named)
        self.article.byline = "  ".join(texts) or None
        for found in self.credits:
            self._credit_people(found)

    def _credit_people(self, sign: Signature) -> None:
        known = {person.name: person for person in self.article.contributors}
        for person in sign.contributors:
            found = known.get(person.name)
            if found is None:
                self.article.contributors.append(Contributor(**person.model_dump()))
                known[person.name] = self.article.contributors[-1]
            elif not found.role:
                found.role = person.role

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


def _sources(labelled: LabelledArticle) -> list[str]:
    """Return the addresses of the article's own document and of its pictures."""
    pictures = [part.url for part in labelled.parts if part.kind == "picture"]
    return [url for url in dict.fromkeys((labelled.document, *pictures)) if url]


def _behind_picture(before: Part | None) -> bool:
    return before is not None and before.kind == "picture"
