"""An invented archive for the picture of the report: ``python -m tests.report_archive FILE``.

Two newspapers over fourteen months, with lost issues, broken pages, doubts and runs.  Then
``scrapy report --out DIR -s DATABASE_URL=sqlite:///FILE`` makes the report.
"""

from __future__ import annotations

import datetime as dt
import random
import sys

from sqlalchemy import update

from yuzhong_news.items import (
    Article,
    Contributor,
    Doubt,
    IssuePages,
    Kind,
    Page,
    PageFacts,
    PageStatus,
)
from yuzhong_news.storage import Archive
from yuzhong_news.storage.engine import writing
from yuzhong_news.storage.tables import Run

FIRST, LAST = dt.date(2025, 1, 2), dt.date(2026, 2, 27)
_PEOPLE = (
    "张明月 李小河 王大山 赵晓岚 陈思远 周雨桐 吴静怡 郑清和 孙若溪 冯立秋 蒋南风 沈知夏 韩春晖 "
    "杨柳青 朱砚秋 秦时雨 许文澜 何望舒 吕朝阳 施予晴 孔令辉 曹景行"
)
_PLACES = "老街 江边 社区 桥头 公园 学校 菜市场 图书馆 车站 山城步道 码头 医院 小区 广场"
_DEEDS = (
    "修好了 迎来新客人 办起读书会 换上新路灯 开展志愿服务 举办民俗活动 推进文明建设 "
    "完成改造提升 启动安全检查 优化营商环境 点亮夜间经济 开设便民窗口 传承非遗文化"
)
_CUES = ("wording", "overlap", "html-or-pdf", "only-in-pdf", "near-tie", "missing-document")
_FIELDS = ("headline", "byline", "paragraphs", "captions")


def fill(archive: Archive, chance: random.Random) -> None:
    """Fill an empty archive."""
    for day in (FIRST + dt.timedelta(n) for n in range((LAST - FIRST).days + 1)):
        for title, weekdays, pages in (("渝城报", (0, 1, 2, 3, 4), 4), ("江城周报", (4,), 8)):
            if day.weekday() in weekdays and not _is_lost(title, day, chance):
                _issue(archive, title, day, pages, chance)
    _date_runs(archive)


def _is_lost(title: str, day: dt.date, chance: random.Random) -> bool:
    gap = dt.date(2025, 8, 11) <= day <= dt.date(2025, 8, 22) and title == "渝城报"
    return gap or chance.random() < 0.02


def _issue(archive: Archive, title: str, day: dt.date, pages: int, chance: random.Random) -> None:
    run = archive.begin_run("yucheng" if title == "渝城报" else "jiangcheng")
    facts = [PageFacts(newspaper=title, issue_date=day, page_number=n) for n in range(1, pages + 1)]
    archive.expect(IssuePages(title, day, facts))
    lost = chance.random() < 0.03
    stored = archive.store(run, [_page(one, chance) for one in (facts[:-1] if lost else facts)])
    counts = {f"store/{name}": number for name, number in stored.counts.items()}
    if lost:
        counts |= {"keep/failed": 1}
    archive.finish_run(run, ok=not lost, reason="finished", counts=counts)


def _page(facts: PageFacts, chance: random.Random) -> Page:
    values = facts.model_dump()
    if chance.random() < 0.005:
        return Page(**values, status=PageStatus.NO_TEXT_LAYER)
    return Page(**values, articles=[_article(chance) for _ in range(chance.randint(3, 9))])


def _article(chance: random.Random) -> Article:
    names = dict.fromkeys(_one_of(_PEOPLE, chance) for _ in range(chance.randint(1, 2)))
    roles = ("记者", "首席记者", "通讯员")
    doubts = []
    if chance.random() < 0.12:
        cue = chance.choices(_CUES, (9, 6, 5, 3, 2, 0))[0]
        doubts = [Doubt(cue=cue, field=chance.choice(_FIELDS))]
    return Article(
        kind=chance.choices([*Kind], (12, 2, 1))[0],
        headline=f"{_one_of(_PLACES, chance)}{_one_of(_DEEDS, chance)}",
        paragraphs=["街坊邻居都说好。" * chance.randint(5, 40) for _ in range(4)],
        contributors=[Contributor(name=name, role=chance.choice(roles)) for name in names],
        doubts=doubts,
    )


def _one_of(words: str, chance: random.Random) -> str:
    """Return one of the words, the first ones more often."""
    choices = words.split()
    return chance.choices(choices, [1 / (n + 2) for n in range(len(choices))])[0]


def _date_runs(archive: Archive) -> None:
    """Let the runs begin on the mornings of the last days, and take some minutes."""
    with writing(archive.engine) as connection:
        ids = list(connection.scalars(Run.__table__.select().with_only_columns(Run.id)))
        for back, run in enumerate(sorted(ids, reverse=True)):
            began = dt.datetime(2026, 2, 26, 22, 5, tzinfo=dt.UTC) - dt.timedelta(hours=20 * back)
            took = dt.timedelta(seconds=140 + back * 37 % 90)
            values = {"started_at": began, "finished_at": began + took}
            connection.execute(update(Run).where(Run.id == run).values(values))


if __name__ == "__main__":
    with Archive(f"sqlite:///{sys.argv[1]}") as opened:
        fill(opened, random.Random(7))
