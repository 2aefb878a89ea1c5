"""Sites of Founder's newer systems, in the form of saved pages of 2024."""

from __future__ import annotations

from tests.sites.founder import body, property_comment
from tests.sites.site import DATE, NEWSPAPER, PAGES, Site, coords
from tests.sites.stories import Page, Story


def founder_new() -> Site:
    """Return the newer site: random names of PDFs, decimals, a document inside another."""
    site = Site("founder_new", "/ylxb/pc/layout/", f"/ylxb/pc/layout/{DATE:%Y%m/%d}/node_01.html")
    number = 250400
    nodes = {page.number: "01" if page.number == 1 else f"A0{page.number}" for page in PAGES}
    files = {page.number: f"c2df79bb-6f43-4198-bdea-0000000000{page.number:02}" for page in PAGES}
    for page in PAGES:
        names = [f"content_{number + place}.html" for place in range(len(page.stories))]
        number += len(names)
        for story, name in zip(page.stories, names, strict=True):
            site.put(f"ylxb/pc/con/{DATE:%Y%m/%d}/{name}", _new_article(site, page, story))
        pdf = f"ylxb/pc/att/{DATE:%Y%m/%d}/{files[page.number]}.pdf"
        picture = f"ylxb/pc/pic/{DATE:%Y%m/%d}/{files[page.number]}.jpg.2"
        layout = f"ylxb/pc/layout/{DATE:%Y%m/%d}/node_{nodes[page.number]}.html"
        site.put(layout, _new_layout(page, nodes, files, names))
        site.tell(page, layout, site.pdf(page, pdf), site.picture(picture))
    return site


def _new_layout(page: Page, nodes: dict[int, str], files: dict[int, str], names: list[str]) -> str:
    day = f"{DATE:%Y%m/%d}"
    scaled = [tuple(round(side * 1.5449, 4) for side in story.box) for story in page.stories]
    areas = "".join(
        f'<Area coords="{coords(box)}" shape="polygon" href="../../../con/{day}/{name}">'  # type: ignore[arg-type]
        for box, name in zip(scaled, names, strict=True)
    )
    shares = [
        [x / (350 if place % 2 == 0 else 550) * 100 for place, x in enumerate(_corners(story))]
        for story in page.stories
    ]
    mappings = ",".join(
        '{"mapping":['
        + ",".join(f'"{each[i]:.6f}%,{each[i + 1]:.6f}%"' for i in range(0, 8, 2))
        + f'],"articleID":"{name}"}}'
        for each, name in zip(shares, names, strict=True)
    )
    rows = "".join(
        f'<p>\n<a href="node_{nodes[each.number]}.html">第A{each.number:02}版：{each.name}</a>\n'
        f'<a href="../../../att/{day}/{files[each.number]}.pdf"></a>\n</p>\n'
        for each in PAGES
    )
    titles = "".join(
        f'<li>\n<h3>\n<a href="../../../con/{day}/{name}">{story.headline}</a>\n</h3>\n</li>\n'
        for story, name in zip(page.stories, names, strict=True)
    )
    return f"""\ufeff<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{NEWSPAPER}</title>
<script src="../../../static/js/index.js"></script></head>
<body id="allBody">
<div class="Chunkiconlist">
{rows}</div>
<div class="newsconimg">
<img src="../../../pic/{day}/{files[page.number]}.jpg.2" id="paperImg" USEMAP=#PagePicMap> \
<MAP NAME="PagePicMap">{areas}</MAP>
</div>
<div class="newslisttit"><span class="newstime">{DATE:%Y年%m月%d日}</span>
<em>第A{page.number:02}版：{page.name}</em></div>
<div class="newslist"><ul>
{titles}</ul></div>
<div class="newsnext"><a href="node_{nodes[4]}.html">下一版</a></div>
</body>
<script>
  strObj = [{mappings}];
</script>
</html>"""


def _corners(story: Story) -> list[int]:
    return [int(each) for each in coords(story.box).split(",")]


def _new_article(site: Site, page: Page, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        path = f"ylxb/pc/att/{DATE:%Y%m/%d}/{page.number}{page.stories.index(story)}{place}.jpg"
        site.picture(path)
        photos += (
            f'<p style="text-align: center;"><img src="../../../{path.removeprefix("ylxb/pc/")}">'
            f'</p>\n<p style="text-align: center;">{caption}</p>\n'
        )
    return f"""\ufeff<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{story.headline}_{NEWSPAPER}数字报</title>
<link rel="stylesheet" href="../../../../tqPaper/webcss/global.css"></head>
<body>
<div class="newsdetatit">
<p style="text-align:center;">{story.kicker}</p>
<h3>{story.headline}</h3>
<p style="text-align:center;">{story.subtitle}</p>
<p><span class="Author">版次：A{page.number:02}</span>\
<span>来源：{NEWSPAPER}&nbsp;{DATE:%Y年%m月%d日}</span></p>
</div>
<div class="newsdetatext">
<founder-content>
<!--enpcontent--><html>
 <head></head>
 <body>
{photos}{body(story, "p", "strong")}
 </body>
</html><!--/enpcontent-->{property_comment(story)}
</founder-content>
</div>
<div style="display:none;">作者：{story.author}</div>
</body>
</html>"""


def founder_col() -> Site:
    """Return the site of columns: the PDF's link stands in a comment."""
    site = Site("founder_col", "/", f"/pc/layout/{DATE:%Y%m/%d}/col01.html")
    number = 4100
    for page in PAGES:
        names = [f"c{number + place}.html" for place in range(len(page.stories))]
        number += len(names)
        for story, name in zip(page.stories, names, strict=True):
            site.put(f"pc/con/{DATE:%Y%m/%d}/{name}", _col_article(site, page, story))
        pdf = f"pc/att/{DATE:%Y%m/%d}/d41d8cd9-{page.number:04}.pdf"
        picture = f"pc/pic/{DATE:%Y%m/%d}/d41d8cd9-{page.number:04}.jpg"
        layout = f"pc/layout/{DATE:%Y%m/%d}/col{page.number:02}.html"
        site.put(layout, _col_layout(page, names, pdf, picture))
        site.tell(page, layout, site.pdf(page, pdf), site.picture(picture))
    return site


def _col_layout(page: Page, names: list[str], pdf: str, picture: str) -> str:
    pages = "".join(
        f'<li><a class="btn" href="col{each.number:02}.html">'
        f"{each.number:02} {each.name}</a></li>\n"
        for each in PAGES
    )
    day = f"{DATE:%Y%m/%d}"
    titles = "".join(
        f'<li class="resultList"><a href="../../../con/{day}/{name}">{story.headline}</a></li>\n'
        for story, name in zip(page.stories, names, strict=True)
    )
    areas = "".join(
        f'<area shape="polygon" coords="{coords(story.box)}" href="../../../con/{day}/{name}">'
        for story, name in zip(page.stories, names, strict=True)
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{NEWSPAPER}</title></head>
<body>
<div class="nav-list"><ul>
{pages}</ul></div>
<div class="newslisttit"><em>第{page.number:02}版：{page.name}</em>\
<span>{DATE:%Y-%m-%d}</span></div>
<!-- <p id="pdfUrl" style="display:none">../../../{pdf.removeprefix("pc/")}</p> -->
<img src="../../../{picture.removeprefix("pc/")}" width="350" height="550" usemap="#PagePicMap">
<map name="PagePicMap">{areas}</map>
<div class="news-list"><ul>
{titles}</ul></div>
</body></html>"""


def _col_article(site: Site, page: Page, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        path = f"pc/att/{DATE:%Y%m/%d}/{page.number}{page.stories.index(story)}{place}.jpg"
        site.picture(path)
        photos += (
            f'<figure><img src="../../../{path.removeprefix("pc/")}">'
            f"<figcaption>{caption}</figcaption></figure>\n"
        )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{story.headline}</title></head>
<body>
<div class="detail">
<p id="PreTitle">{story.kicker}</p>
<h2 id="Title">{story.headline}</h2>
<p id="SubTitle">{story.subtitle}</p>
<p id="Author">{story.author}</p>
<div id="ozoom"><founder-content>
{photos}{body(story, "p", "b")}
</founder-content></div>
</div>
</body></html>"""
