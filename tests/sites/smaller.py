"""Sites of joyhua, of ``shtml``, and of newspapers that have nothing but PDFs."""

from __future__ import annotations

from tests.sites.founder import INDENT
from tests.sites.site import DATE, NEWSPAPER, PAGES, Site, coords
from tests.sites.stories import Story


def joyhua() -> Site:
    """Return joyhua's site: a body of lines between ``<br>``."""
    site = Site("joyhua", "/ylxb/", f"/ylxb/{DATE:%Y%m%d}/html/index.htm")
    folder = f"ylxb/{DATE:%Y%m%d}/html"
    names = {
        page.number: "index" if page.number == 1 else f"page_{page.number:02}" for page in PAGES
    }
    menu = "".join(
        f'<div class="bmml_con_div"><a class="bmml_con_div_name" href="{names[each.number]}.htm">'
        f"第{each.number:02}版：{each.name}</a>"
        f'<a href="../{each.number:02}.pdf" class="bmml_con_div_pdf">PDF</a></div>\n'
        for each in PAGES
    )
    for page in PAGES:
        own = names[page.number]
        links, areas = "", ""
        for place, story in enumerate(page.stories):
            name = f"{own}_content_{place:03}.htm"
            links += f'<div><a class="bmdh_con_a" href="{name}">{story.headline}</a></div>\n'
            areas += f'<area shape="poly" coords="{coords(story.box)}" href="{name}">'
            site.put(f"{folder}/{name}", _joyhua_article(site, folder, story))
        site.put(
            f"{folder}/{own}.htm",
            f"""<html><head><meta charset="utf-8"><title>{NEWSPAPER}</title></head><body>
<div class="bmml_con">{menu}</div>
<div class="today">{DATE:%Y年%m月%d日}</div>
<img src="../{page.number:02}.jpg" usemap="#m" width="350" height="550"><map name="m">{areas}</map>
<div class="b_bot">第{page.number:02}版：{page.name}</div>
<div class="bmdh_con">{links}</div>
<div class="page_bottom"><a href="{names[1]}.htm">首版</a> <a href="{names[4]}.htm">下一版</a></div>
</body></html>""",
        )
        base = f"ylxb/{DATE:%Y%m%d}/{page.number:02}"
        site.tell(
            page,
            f"{folder}/{own}.htm",
            site.pdf(page, f"{base}.pdf"),
            site.picture(f"{base}.jpg"),
        )
    return site


def _joyhua_article(site: Site, folder: str, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        name = f"jh{len(site.files)}_{place}.jpg"
        site.picture(f"{folder}/{name}")
        photos += f'<div class="bmnr_con_img"><img src="{name}"><p>{caption}</p></div>'
    lines = "<br>".join(
        INDENT + (f"<b>{text}</b>" if kind == "b" else text) for kind, text in story.lines()
    )
    return f"""<html><head><meta charset="utf-8"><title>{story.headline}</title></head><body>
<div class="bmnr_con"><div class="bmnr_con_yinti">{story.kicker}</div>
<div class="bmnr_con_biaoti">{story.headline}</div>
<div class="bmnr_con_yinti">{story.subtitle}</div>
<div class="bmnr_con_zuozhe">{story.author}</div>
<div class="bmnr_con_con"><div id="zoom">{photos}{lines}</div></div></div>
</body></html>"""


def shtml() -> Site:
    """Return the site whose files end in ``.shtml``: GBK, and one template for all labels."""
    site = Site("shtml", "/shtml/ylxb/", f"/shtml/ylxb/{DATE:%Y%m%d}/index.shtml", charset="gbk")
    folder = f"shtml/ylxb/{DATE:%Y%m%d}"
    menu = "".join(
        f"<li><a class=selectBox href=v{each.number}.shtml>第{each.number:02}版：{each.name}</a>"
        f"<a href=/pdf/{DATE:%Y%m%d}/{each.number}.pdf>PDF</a></li>\n"
        for each in PAGES
    )
    for page in PAGES:
        links, areas = "", ""
        for place, story in enumerate(page.stories):
            name = f"{page.number}000{place}.shtml"
            links += f"<li><a href={name}>{story.headline}</a></li>\n"
            areas += f'<area shape=poly coords="{coords(story.box)}" href={name}>'
            site.put(f"{folder}/{name}", _shtml_article(site, folder, story))
        image = site.picture(f"images/{DATE:%Y%m%d}/{page.number}.jpg")
        text = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>{NEWSPAPER}</title></head><body><div class=day>{DATE:%Y年%m月%d日}</div>
<div id=paperPage><img src=/{image} usemap=#pageMap width=350 height=550></div>
<map name=pageMap>{areas}</map><h4>第{page.number:02}版：{page.name}</h4>
<ul class=pages>{menu}</ul><ul class=titles>{links}</ul></body></html>"""
        own = f"{folder}/v{page.number}.shtml"
        site.put(own, text)
        if page.number == 1:
            site.put(f"{folder}/index.shtml", text)
        site.tell(page, own, site.pdf(page, f"pdf/{DATE:%Y%m%d}/{page.number}.pdf"), image)
    return site


def _shtml_article(site: Site, folder: str, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        name = f"s{len(site.files)}_{place}.jpg"
        site.picture(f"{folder}/{name}")
        photos += f"<div class=artImg><img src={name}><p>{caption}</p></div>"
    lines = "".join(
        f"<p>{INDENT}{f'<b>{text}</b>' if kind == 'b' else text}</p>\n"
        for kind, text in story.lines()
    )
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>{story.headline}</title></head><body><div id=paperPage></div>
<div class=artBox><div class=introtitle>{story.kicker}</div><h1>{story.headline}</h1>
<div class=subtitle>{story.subtitle}</div><div class=author>{story.author}</div>
<div id=art>{photos}{lines}</div></div></body></html>"""


def plain_pdf() -> Site:
    """Return a site with nothing but PDFs, and a page that links them."""
    site = Site("plain_pdf", "/%Y%m%d.html", f"/{DATE:%Y%m%d}.html", articles=False)
    rows = ""
    for page in PAGES:
        path = f"resfile/{DATE}/{page.number:02}/{page.number:02}.pdf"
        rows += f'<li>第{page.number:02}版：{page.name} <a href="/{path}">下载</a></li>\n'
        site.tell(page, None, site.pdf(page, path))
    site.put(
        f"{DATE:%Y%m%d}.html",
        f'<html><head><meta charset="utf-8"><title>{NEWSPAPER}</title></head><body>'
        f"<h1>{DATE:%Y年%m月%d日}</h1><ul>\n{rows}</ul></body></html>",
    )
    return site
