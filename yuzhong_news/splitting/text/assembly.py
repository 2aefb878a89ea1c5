"""Assembly: a draft's rows become the fields of an article, each character accounted for."""

from __future__ import annotations

from itertools import groupby

from yuzhong_news.items import Article, Caption, Doubt, Jump, Kind, Subhead
from yuzhong_news.splitting.bylines import Signature, closing, credit, opening
from yuzhong_news.splitting.captions import PICTURE_MARK, is_group_credit
from yuzhong_news.splitting.filling import Filling
from yuzhong_news.splitting.notices import is_notice
from yuzhong_news.splitting.rows import Joined, Row, join, stack
from yuzhong_news.splitting.text.drafts import Draft
from yuzhong_news.splitting.text.headings import is_vertical, read_group
from yuzhong_news.splitting.text.ordering import in_reading_order
from yuzhong_news.splitting.text.paragraphs import ParagraphMark, paragraphs_of
from yuzhong_news.splitting.text.signing import signed_sections
from yuzhong_news.splitting.text.units import BULLETS, VERSE, Role, Unit


class Assembler(Filling):
    """Builds one article from a draft, and writes down to which field each character went."""

    def __init__(self, draft: Draft, number: int, mark: ParagraphMark) -> None:
        doubts = [Doubt(cue=cue, field=field) for cue, field in draft.doubts]
        super().__init__(number, Article(doubts=doubts))
        self.draft = draft
        self.mark = mark
        bodies = draft.segment.units if draft.segment else []
        self.sections = signed_sections(self._signs(Role.BYLINE), bodies)

    def build(self) -> Article:
        """Return the article; ``spans`` then holds every character of the draft once."""
        self._heading()
        self._columns()
        self._jumps()
        self._body()
        self._bylines()
        self._captions()
        self._finish()
        return self.article

    def _doubt(self, cue: str, field: str, detail: str = "") -> None:
        self.article.doubts.append(Doubt(cue=cue, field=field, detail=detail))

    def _heading(self) -> None:
        group = self.draft.group
        if group is None:
            return
        heading = read_group(group)
        for field, rows in (
            ("kicker", heading.kicker),
            ("headline", heading.headline),
            ("subtitle", heading.subtitle),
        ):
            if rows:
                text = stack(rows) if not is_vertical(rows) else join(rows)
                setattr(self.article, field, text.lstrip(f"{BULLETS} \u3000") or text)
                self.take(rows, field)
        if heading.weak:
            self._doubt(heading.weak, "headline")

    def _columns(self) -> None:
        labels = self.draft.group.of(Role.COLUMN) if self.draft.group else []
        names = [self.draft.column] if self.draft.column else []
        names += [stack(unit.rows) for unit in labels]
        self.article.column = " ".join(names) or None
        for unit in [*labels, *([self.draft.label] if self.draft.label else [])]:
            self.take(unit.rows, "column")

    def _signs(self, role: Role) -> list[Unit]:
        group = self.draft.group.units if self.draft.group else []
        signs = self.draft.segment.signs if self.draft.segment else []
        return [unit for unit in [*group, *signs] if unit.role is role]

    def _jumps(self) -> None:
        for unit in self._signs(Role.JUMP):
            if unit.mark is None:
                continue
            jump = Jump(direction=unit.mark.direction, page=unit.mark.page, text=join(unit.rows))
            self.take(unit.rows, "jumps", len(self.article.jumps))
            self.article.jumps.append(jump)
            if jump.direction == "from":
                self.article.continued_from = jump.page
            else:
                self.article.continued_to = jump.page

    def _body(self) -> None:
        segment = self.draft.segment
        if segment is None:
            return
        parts = sorted(
            [*segment.units, *segment.subheads, *self.sections],
            key=lambda unit: (unit.rows[0].line, unit.rows[0].start),
        )
        as_given = parts
        parts = in_reading_order(
            parts,
            indented=self.mark is ParagraphMark.INDENT,
            continues=self.article.continued_from is not None,
        )
        if parts != as_given:
            self._doubt("reading-order", "paragraphs")
        end = next(unit for unit in reversed(parts) if unit.role is Role.BODY)
        for (role, verse), run in groupby(parts, key=lambda unit: (unit.role, unit.weak == VERSE)):
            rows = [row for unit in run for row in unit.rows]
            if role is Role.BYLINE or verse:
                for line in [[row] for row in rows] if verse else [rows]:
                    self._paragraph(line, last=False)
                continue
            if role is not Role.BODY:
                self.take(rows, "subheads", len(self.article.subheads))
                place = len(self.article.paragraphs)
                self.article.subheads.append(Subhead(text=stack(rows), before_paragraph=place))
                continue
            paragraphs = paragraphs_of(rows, self.mark)
            for paragraph in paragraphs:
                self._paragraph(
                    paragraph,
                    last=paragraph is paragraphs[-1] and end.rows[-1] is paragraph[-1],
                )

    def _paragraph(self, rows: list[Row], *, last: bool) -> None:
        joined = Joined(rows)
        start, end = 0, len(joined.text)
        head = opening(joined.text) if not self.article.paragraphs else None
        if head is not None:
            self._opening(joined, head.dateline, head.dateline_span, head.signature, head.end)
            start = head.end
        if last and (tail := closing(joined.text[start:])) is not None:
            span = (start + tail.span.start, start + tail.span.end)
            self.sign(tail)
            self.take_part(joined, *span, "byline")
            end = span[0]
        text = joined.text[start:end].strip()
        if text:
            self.take_part(joined, start, end, "paragraphs", len(self.article.paragraphs))
            self.article.paragraphs.append(text)

    def _opening(
        self,
        joined: Joined,
        dateline: str | None,
        place: tuple[int, int] | None,
        sign: Signature | None,
        end: int,
    ) -> None:
        self.article.dateline = dateline
        at = sign.span if sign is not None else None
        if sign is not None:
            self.sign(sign)
        if at is None:
            self.take_part(joined, 0, end, "dateline")
        elif place is None:
            self.take_part(joined, 0, end, "byline")
        elif place[0] <= at.start:
            self.take_part(joined, 0, at.start, "dateline")
            self.take_part(joined, at.start, end, "byline")
        else:
            self.take_part(joined, 0, place[0], "byline")
            self.take_part(joined, place[0], end, "dateline")

    def _bylines(self) -> None:
        for unit in self._signs(Role.BYLINE):
            if unit in self.sections:
                continue
            if unit.signature is not None:
                self.sign(unit.signature)
            self.take(unit.rows, "byline")
        self.article.byline = "  ".join(self.signs) or None

    def _captions(self) -> None:
        group_credit: str | None = None
        pending: str | None = None
        for unit in self.draft.captions:
            joined = Joined(unit.rows)
            found = credit(joined.text)
            index = len(self.article.captions)
            if found is None:
                self.take_part(joined, 0, len(joined.text), "captions", index)
                self.article.captions.append(
                    Caption(text=PICTURE_MARK.sub("", joined.text), credit=pending)
                )
                pending = None
                continue
            self.credit(found)
            text = PICTURE_MARK.sub("", joined.text[: found.span.start].strip())
            if text:
                self.take_part(joined, 0, len(joined.text), "captions", index)
                self.article.captions.append(Caption(text=text, credit=found.text))
            elif is_group_credit(found.text):
                self.take_part(joined, 0, len(joined.text), "captions", max(index - 1, 0))
                group_credit = found.text
            elif self.article.captions and self.article.captions[-1].credit is None:
                self.take_part(joined, 0, len(joined.text), "captions", index - 1)
                self.article.captions[-1].credit = found.text
            else:
                self.take_part(joined, 0, len(joined.text), "captions", index)
                pending = found.text
        if pending:
            self.article.captions.append(Caption(text="", credit=pending))
        if group_credit is not None:
            if not self.article.captions:
                self.article.captions.append(Caption(text="", credit=group_credit))
            for caption in self.article.captions:
                caption.credit = caption.credit or group_credit

    def _finish(self) -> None:
        article = self.article
        article.kind = self._kind()
        if article.kind is Kind.ARTICLE and article.paragraphs and article.continued_from is None:
            article.lead = article.paragraphs[0]

    def _kind(self) -> Kind:
        article = self.article
        if not article.paragraphs:
            return Kind.PICTURE
        body = "".join(article.paragraphs)
        signed = bool(article.byline or article.dateline)
        notice = is_notice(article.headline or "", body, signed=signed)
        return Kind.NOTICE if notice else Kind.ARTICLE
