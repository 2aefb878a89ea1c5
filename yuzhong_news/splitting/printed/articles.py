"""Articles: a chain's heads, lines and captions become fields, each character accounted for."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Article, Caption, Doubt, Jump, Kind, Subhead
from yuzhong_news.splitting.bylines import Signature, closing, credit, opening, signature
from yuzhong_news.splitting.captions import PICTURE_MARK, is_group_credit
from yuzhong_news.splitting.filling import Filling
from yuzhong_news.splitting.jumps import Mark, find_mark
from yuzhong_news.splitting.notices import is_notice
from yuzhong_news.splitting.printed.blocks import BULLET, Block
from yuzhong_news.splitting.printed.captions import Legend
from yuzhong_news.splitting.printed.cells import Cell, rows_of
from yuzhong_news.splitting.printed.chains import Chain
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.running import Spaced
from yuzhong_news.splitting.rows import Joined, Row, stack

OPENING_ROWS, CLOSING_ROWS = 5, 4
"""Rows in which dateline and byline stand at a text's head, and a byline at its end."""

SIGN_CHARS = 60
"""Characters that a byline at the end of a text has at most."""

LAST_LINES = 3
"""Lines at an article's end that may be bylines of their own."""


SAME_ROW = 20.0
"""Points by which the upper edges of pictures in one row differ at most."""


class PrintedAssembler(Filling):
    """Builds one article from a chain, and writes down to which field each character went."""

    def __init__(self, chain: Chain, number: int, *, notice: bool = False) -> None:
        super().__init__(number)
        self.chain = chain
        self.notice = notice
        self._leading = 1

    def build(self) -> Article:
        """Return the article; ``spans`` then holds every character of the chain once."""
        if self.chain.labels:
            rows = rows_of(self.chain.labels)
            self.article.column = BULLET.sub("", stack(rows)).strip()
            self.take(rows, "column")
        if self.chain.head is not None:
            self._head(self.chain.head)
        self._body()
        for legend in sorted(self.chain.legends, key=_picture_place):
            self._legend(legend)
        self._share_group_credit()
        self._finish()
        return self.article

    def _head(self, head: Head) -> None:
        main = [head.lines.index(cell) for cell in head.main]
        first, last = main[0], main[-1]
        for field, cells in (
            ("kicker", head.lines[:first]),
            ("headline", head.lines[first : last + 1]),
            ("subtitle", head.lines[last + 1 :]),
        ):
            rows = rows_of(cells)
            if rows:
                text = stack(rows)
                bare = BULLET.sub("", text).strip() if field == "headline" else text
                setattr(self.article, field, bare or text)
                self.take(rows, field)
        for cell, sign in head.bylines:
            self.sign(sign)
            self.take(cell.rows, "byline")
        for cell, mark in head.jumps:
            self._jump(cell.rows, mark)

    def _jump(self, rows: Sequence[Row], mark: Mark) -> None:
        text = "".join(row.text for row in rows)
        self.take(rows, "jumps", len(self.article.jumps))
        self.article.jumps.append(Jump(direction=mark.direction, page=mark.page, text=text))
        if mark.direction == "from":
            self.article.continued_from = mark.page
        else:
            self.article.continued_to = mark.page

    def _body(self) -> None:
        paragraphs: list[list[Row]] = []
        subheads: list[tuple[Head, int]] = []
        ended = False
        for block in self.chain.blocks:
            if block.byline is not None:
                self.sign(block.byline)
                self.take(rows_of(block.lines), "byline")
                continue
            head = self.chain.subheads.get(id(block))
            if head is not None:
                subheads.append((head, len(paragraphs)))
            fresh = head is not None or (block.flush and ended)
            self._add_block(block, paragraphs, fresh=fresh)
            ended = block.ends_paragraph
            if block is self.chain.blocks[0] and self._has_lead_block():
                self._leading = len(paragraphs)
        signs = self._closing_lines(paragraphs)
        kept: list[int] = []
        for place, rows in enumerate(paragraphs):
            kept.append(len(self.article.paragraphs))
            self._paragraph(rows, last=place == len(paragraphs) - 1)
        kept.append(len(self.article.paragraphs))
        for rows, sign in signs:
            self.sign(sign)
            self.take(rows, "byline")
        for head, place in subheads:
            rows = rows_of(head.lines)
            self.take(rows, "subheads", len(self.article.subheads))
            before = kept[min(place, len(kept) - 1)]
            self.article.subheads.append(Subhead(text=stack(rows), before_paragraph=before))

    def _has_lead_block(self) -> bool:
        """Whether the first block is a lead block: wider than the text, and in type of its own."""
        if len(self.chain.blocks) < 2:
            return False
        first, second = self.chain.blocks[:2]
        own_type = first.style != second.style or abs(first.size - second.size) > 0.04 * first.size
        return own_type and first.box.width > 1.4 * second.box.width

    def _add_block(self, block: Block, paragraphs: list[list[Row]], *, fresh: bool) -> None:
        for place, cell in enumerate(block.lines):
            rows = self._without_marks(cell)
            if not rows:
                continue
            if not paragraphs or (fresh and not place) or block.indented(place):
                paragraphs.append([])
            paragraphs[-1] += rows

    def _without_marks(self, cell: Cell) -> list[Row]:
        """Return the rows of a line without its jump mark, which goes to the jumps."""
        row = cell.row
        mark = find_mark(row.text)
        if mark is None or cell.initial is not None:
            return cell.rows
        middle = row._replace(text=row.text[mark.start : mark.end], start=row.start + mark.start)
        self._jump([middle], mark)
        parts = [
            row._replace(text=row.text[: mark.start]),
            row._replace(text=row.text[mark.end :], start=row.start + mark.end),
        ]
        rest = []
        for part in parts:
            text = part.text.strip()
            if text:
                lead = len(part.text) - len(part.text.lstrip())
                rest.append(part._replace(text=text, start=part.start + lead))
        return rest

    def _closing_lines(self, paragraphs: list[list[Row]]) -> list[tuple[list[Row], Signature]]:
        """Take off the last paragraphs that are bylines and nothing else."""
        signs: list[tuple[list[Row], Signature]] = []
        while len(paragraphs) > 1 and len(signs) < LAST_LINES and not self.notice:
            for count in range(min(LAST_LINES, len(paragraphs) - 1), 0, -1):
                rows = [row for paragraph in paragraphs[-count:] for row in paragraph]
                sign = self._whole_sign(rows)
                if sign is not None:
                    signs.insert(0, (rows, sign))
                    del paragraphs[-count:]
                    break
            else:
                break
        return signs

    def _whole_sign(self, rows: Sequence[Row]) -> Signature | None:
        """Return the byline that ``rows`` are, joined with blanks at the line ends or without."""
        for joined in (Spaced(rows), Joined(rows)):
            if len(joined.text) < SIGN_CHARS:
                sign = signature(joined.text)
                if sign is not None and (sign.contributors or sign.organisations):
                    return sign
        return None

    def _paragraph(self, rows: list[Row], *, last: bool) -> None:
        joined = Joined(rows)
        start, end = 0, len(joined.text)
        if not self.article.paragraphs and not self.notice:
            start = self._opening(joined, rows)
        if last and not self.notice:
            end = self._closing(joined, rows, start)
        text = joined.text[start:end].strip()
        if text:
            self.take_part(joined, start, end, "paragraphs", len(self.article.paragraphs))
            self.article.paragraphs.append(text)

    def _opening(self, joined: Joined, rows: Sequence[Row]) -> int:
        """Take dateline and byline off the head of the first paragraph; return where they end."""
        head = opening(joined.text)
        spaced = Spaced(rows[:OPENING_ROWS])
        better = opening(spaced.text) if head is None or head.signature is None else None
        if better is not None and better.signature is not None:
            end = spaced.index_in(joined, better.end)
            cut = spaced.index_in(joined, better.signature.span.start)
            first = better.dateline_span
            place = (spaced.index_in(joined, first.start), 0) if first is not None else None
            self.article.dateline = better.dateline
            sign: Signature | None = better.signature
        elif head is not None:
            end, place, sign = head.end, head.dateline_span, head.signature
            cut = sign.span.start if sign is not None else end
            self.article.dateline = head.dateline
        else:
            return 0
        if sign is not None:
            self.sign(sign)
        first_field, second_field = ("dateline", "byline")
        if place is None:
            cut = 0
        elif place[0] > cut:
            first_field, second_field, cut = "byline", "dateline", place[0]
        self.take_part(joined, 0, cut, first_field)
        self.take_part(joined, cut, end, second_field)
        return end

    def _closing(self, joined: Joined, rows: Sequence[Row], start: int) -> int:
        """Take the byline off the end of the last paragraph; return where the text ends."""
        tail = closing(joined.text[start:])
        if tail is not None:
            self.sign(tail)
            begin = start + tail.span.start
            self.take_part(joined, begin, len(joined.text), "byline")
            return begin
        spaced = Spaced(rows[-CLOSING_ROWS:])
        tail = closing(spaced.text)
        if tail is None:
            return len(joined.text)
        self.sign(tail)
        whole = Spaced(rows)
        offset = len(whole.text) - len(spaced.text)
        begin = max(whole.index_in(joined, offset + tail.span.start), start)
        self.take_part(joined, begin, len(joined.text), "byline")
        return begin

    def _legend(self, legend: Legend) -> None:
        rows = rows_of(legend.cells)
        joined = Joined(rows)
        index = len(self.article.captions)
        self.take_part(joined, 0, len(joined.text), "captions", index)
        mark = PICTURE_MARK.match(joined.text)
        start = mark.end() if mark is not None else 0
        place, found = self._credit(joined, rows, start)
        if found is not None:
            self.credit(found)
        text = joined.text[start:place].strip()
        owed = found.text if found is not None else None
        self.article.captions.append(Caption(text=text, credit=owed))

    def _credit(
        self, joined: Joined, rows: Sequence[Row], start: int
    ) -> tuple[int, Signature | None]:
        """Return where a caption's words end, and the credit behind them."""
        spaced = Spaced(rows)
        found = credit(spaced.text[start:])
        if found is not None:
            return spaced.index_in(joined, start + found.span.start), found
        found = credit(joined.text[start:])
        return (len(joined.text), None) if found is None else (start + found.span.start, found)

    def _share_group_credit(self) -> None:
        """Repeat a group credit (本组图片由…) on each caption that has none of its own."""
        captions = self.article.captions
        credits = [caption.credit for caption in captions if caption.credit]
        group = next((each for each in credits if is_group_credit(each)), None)
        for caption in captions:
            caption.credit = caption.credit or group
        if group is not None and len(captions) > 1:
            self.article.captions = [caption for caption in captions if caption.text]

    def _finish(self) -> None:
        article = self.article
        article.byline = "  ".join(self.signs) or None
        signed = bool(article.byline or article.dateline)
        body = "".join(article.paragraphs)
        if self.notice or (body and is_notice(article.headline or "", body, signed=signed)):
            article.kind = Kind.NOTICE
        elif not article.paragraphs:
            article.kind = Kind.PICTURE
        elif article.continued_from is None:
            article.lead = "\n".join(article.paragraphs[: self._leading])
        if self.chain.weak:
            article.doubts.append(Doubt(cue="weak-link", field="paragraphs"))
        if self.chain.head is None:
            article.doubts.append(Doubt(cue="no-headline", field="headline"))


def _picture_place(legend: Legend) -> tuple[float, float]:
    return round(legend.picture.top / SAME_ROW), legend.picture.left
