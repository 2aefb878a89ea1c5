"""Sites that answer POST with JSON."""

from __future__ import annotations

import json

from tests.sites.founder import body
from tests.sites.site import DATE, PAGES, Site
from tests.sites.stories import Story

PLAIN = {"pictures"}
"""What these vendors label beside the headline."""


def _content(site: Site, story: Story, folder: str) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        path = f"{folder}/{len(site.files)}_{place}.jpg"
        site.picture(path)
        photos += f'<p><img src="/{path}"></p><p class="pic-desc">{caption}</p>'
    return photos + body(story, "p", "strong")


def digital_newspaper() -> Site:
    """Return the site of ``digitalNewspaper`` requests."""
    site = Site(
        "digital_newspaper",
        "/newspaper?mediaKey=ylxb",
        "/digitalNewspaper/web/layoutCatalog/listByDigitalNewspaperMarkAndPublishTime",
        set(PLAIN),
    )
    pages = []
    for page in PAGES:
        key = 8800 + page.number
        pdf = f"/ylxb/{DATE:%Y%m%d}/{page.number:02}.pdf"
        pages.append(
            {
                "layoutCatalogId": key,
                "edition": f"{page.number:02}",
                "editionName": page.name,
                "pdfPath": pdf,
                "publishTime": f"{DATE} 00:00:00",
            }
        )
        answer = {
            "code": 200,
            "msg": [
                {
                    "layoutDetailId": key * 100 + place,
                    "edition": f"{page.number:02}",
                    "documentTitle": story.headline,
                    "documentContent": _content(site, story, "newspaperfile/ylxb"),
                }
                for place, story in enumerate(page.stories)
            ],
        }
        file = f"posts/page{page.number:02}.json"
        site.put(file, json.dumps(answer, ensure_ascii=False))
        site.posts.append(
            {
                "path": "/digitalNewspaper/web/layoutDetail/listByLayoutCatalogId",
                "form": {"layoutCatalogId": str(key)},
                "file": file,
            }
        )
        site.tell(page, None, site.pdf(page, f"newspaperfile{pdf}"))
    site.put("posts/pages.json", json.dumps({"code": 200, "msg": pages}, ensure_ascii=False))
    site.put("posts/none.json", json.dumps({"code": 200, "msg": ["无数据"]}, ensure_ascii=False))
    form = {"digitalNewspaperMark": "ylxb", "publishTime": DATE.isoformat()}
    site.posts.insert(0, {"path": site.start, "form": form, "file": "posts/pages.json"})
    return site


def bz() -> Site:
    """Return the site of ``bz`` requests."""
    site = Site("bz", "/?columnId=3", "/bz/queryPageByDate", set(PLAIN))
    pages = []
    for page in PAGES:
        key = f"p{page.number}"
        pdf = f"/{DATE:%Y/%m/%d}/{page.number:02}.pdf"
        pages.append({"id": key, "name": f"{page.number:02}版：{page.name}", "pdfFilePath": pdf})
        articles = [
            {
                "id": f"{key}a{place}",
                "index": place,
                "pageId": key,
                "title": story.headline,
                "text": _content(site, story, "dataFile/images"),
            }
            for place, story in enumerate(page.stories, 1)
        ]
        file = f"posts/page{page.number:02}.json"
        data = {"code": 0, "data": {"articles": articles[::-1]}}
        site.put(file, json.dumps(data, ensure_ascii=False))
        site.posts.append({"path": "/bz/queryArticleByPage", "form": {"pageId": key}, "file": file})
        site.tell(page, None, site.pdf(page, f"dataFile{pdf}"))
    answer = {"code": 0, "data": {"date": DATE.isoformat(), "pages": pages}}
    site.put("posts/pages.json", json.dumps(answer, ensure_ascii=False))
    question = {"date": DATE.isoformat(), "columnId": "3"}
    site.posts.insert(0, {"path": site.start, "form": question, "file": "posts/pages.json"})
    return site
