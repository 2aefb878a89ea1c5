"""Sites of the other vendors."""

from __future__ import annotations

from tests.sites.founder import INDENT, body
from tests.sites.site import ALL_LABELS, DATE, NEWSPAPER, PAGES, Site, coords
from tests.sites.stories import Page, Story


def huaguang() -> Site:
    """Return 华光's site: GBK that calls itself ``gbk2312``, siblings in a script only."""
    site = Site("huaguang", "/", f"/{DATE:%Y/%Y%m%d/%Y%m%d}_plist.htm", charset="gbk")
    folder = f"{DATE:%Y/%Y%m%d}"
    rows = ""
    for page in PAGES:
        own = f"{DATE:%Y%m%d}_{page.number:03}"
        file = f"{own}/news-ylxb-12809-{DATE:%Y%m%d}-m-{page.number:03}-300"
        names = [f"{own}_{place}.htm" for place in range(1, len(page.stories) + 1)]
        rows += (
            f'<tr><td><div class="bancititle"><a href="./{own}/{own}.htm" target="_parent"><span>'
            f"第{page.number:03}版：{page.name}</span></a></div></td>"
            f'<td><a href="./{file}.pdf"><img src="../../images/pdf.gif" width=16></a></td></tr>\n'
        )
        for story, name in zip(page.stories, names, strict=True):
            site.put(f"{folder}/{own}/{name}", _huaguang_article(site, f"{folder}/{own}", story))
        site.put(f"{folder}/{own}/{own}.htm", _huaguang_layout(page, own, file, names))
        site.tell(
            page,
            f"{folder}/{own}/{own}.htm",
            site.pdf(page, f"{folder}/{file}.pdf"),
            site.picture(f"{folder}/{file}.jpg"),
        )
    site.put(
        f"{folder}/{DATE:%Y%m%d}_plist.htm",
        '<html><head><META content="text/html; charset=gbk2312" http-equiv=Content-Type></head>'
        f"<body><table>\n{rows}</table></body></html>",
    )
    return site


def _huaguang_layout(page: Page, own: str, file: str, names: list[str]) -> str:
    areas = "\n".join(
        f'<AREA id="items{place}" name="{story.headline}" alt="{story.headline}" '
        f'title="{story.headline}" onmouseover="draw(this,\'{coords(story.box)}\');" '
        f'class="areablock" shape=POLY coords="{coords(story.box, ".25,")}" '
        f'href="../{own}/{name}">'
        for place, (story, name) in enumerate(zip(page.stories, names, strict=True), 1)
    )
    sections = ",".join(f"{each.number:03}" for each in PAGES)
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head>
<META content="text/html; charset=gbk2312" http-equiv=Content-Type>
<title>{NEWSPAPER}</title></head>
<body text=#000000>
<div id="IECN" class="main" _width="" style="float:left;width:360;height:560;border:3px">
<img id="imageth" src="{file.partition("/")[2]}.jpg" border="0" usemap="#map_of_yyb" \
title="报名：{NEWSPAPER} 版次：第{page.number:03}版：版名：{page.name} 日期：{DATE:%Y%m%d}">
</div>
<script language="javascript">
var banciArray="{sections}".split(",");
var YMD="{DATE:%Y%m%d}";
</script>
<map name="map_of_yyb">
{areas}
</map>
<table><tr><td width="202" align=left>第<span id="curbanci">{page.number:03}</span>版：\
<STRONG>{page.name}</STRONG></td>
<td><A class=preart href="#" onclick="GotoNextPage();">下一版</A></td>
<td><A href="#" onclick="window.location.href='../{file}.pdf'"> <IMG border=0 \
src="../../../images/pdf.gif" width=16 height=16> </A></td></tr></table>
<SPAN class=default><STRONG>{DATE:%Y年%m月%d日}</STRONG></SPAN>
</body></html>"""


def _huaguang_article(site: Site, folder: str, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        name = f"res{len(site.files)}_{place}.jpg"
        site.picture(f"{folder}/{name}")
        photos += f'<table><tr><td><img src="{name}"></td></tr><tr><td>{caption}</td></tr></table>'
    return f"""<html><head>
<META content="text/html; charset=gbk2312" http-equiv=Content-Type>
<title>{story.headline}</title></head>
<body>
<table><tr valign=top><td class="font02" align=center>{story.kicker}</td></tr>
<tr valign=top><td class="font01" align=center>{story.headline}</td></tr>
<tr valign=top><td class="font02" align=center>{story.subtitle}</td></tr>
<tr valign=top><td class="font02" align=center>{story.author}</td></tr>
<tr><td class="font6"><span><div id="zhenwenzone"><div>{photos}{body(story, "p", "b")}</div></div>
</span></td></tr></table>
</body></html>"""


def bc() -> Site:
    """Return the site whose issue is one file, with two byte order marks."""
    labels = ALL_LABELS - {"pictures"}
    site = Site("bc", "/ylxb/", f"/ylxb/{DATE:%Y%m%d}/Page01BC.htm", labels)
    slides, lists, texts = "", "", ""
    for page in PAGES:
        boxes, items = "", ""
        for place, story in enumerate(page.stories, 1):
            key = f"1b9bf471-fa25-4398-b24e-0000000{page.number:02}{place:03}"
            left, top, right, bottom = story.box
            name = f"Articel{page.number:02}{place:03}NR.htm"
            boxes += (
                f'\n<a href="{name}" class="overlink" style=\'width:{right - left}px;'
                f'height:{bottom - top}px;left:{left}px;top:{top}px;\' title="{story.headline}" '
                f'field="{key}" ><span class="play none" alt="{key}"></span></a>\n'
            )
            items += f'<li>*<a href="{name}" target="_blank">{story.headline}</a></li>'
            texts += _bc_text(page, story, key)
        slides += (
            f"\n\t\t<div class=\"swiper-slide \" alt='{page.number:02}' fld='{page.name}' >\n"
            f'          <div class="mylink">\n{boxes}\n</div>\n'
            f'<img src="../{DATE:%Y%m%d}/Page{page.number:02}-640.jpg"border="1" width="350" '
            f'usemap="#PageMap">\n<a href="../{DATE:%Y%m%d}/{page.number:02}.pdf">PDF</a></div>'
        )
        lists += f"<h4> {page.number:02}版：{page.name}</h4>\n<ul>{items}</ul>\n"
        site.tell(
            page,
            f"ylxb/{DATE:%Y%m%d}/Page01BC.htm",
            site.pdf(page, f"ylxb/{DATE:%Y%m%d}/{page.number:02}.pdf"),
            site.picture(f"ylxb/{DATE:%Y%m%d}/Page{page.number:02}-640.jpg"),
        )
    menu = "".join(
        f'<li><a  href="Page{each.number:02}BC.htm" target="_blank">{each.number:02}版:{each.name}'
        f"</a></li>"
        for each in PAGES
    )
    site.put("ylxb/datelist.php", f'var DateList = "{DATE:%Y%m%d}";')
    site.put(
        f"ylxb/{DATE:%Y%m%d}/Page01BC.htm",
        f"""\ufeff\ufeff<!-- -->
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head>
    <title>
        {NEWSPAPER}
        -01版:{PAGES[0].name}-{DATE:%Y年%m月%d日}</title>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
    <script type="text/javascript" src="../datelist.php"></script>
    <script>var PageDate = "{DATE:%Y年%m月%d日}";</script>
</head>
<body>
    <div class="leftmenu"><ul>{menu}</ul></div>
    <div class="rightmenu">
{lists}</div>
    <h1><a class="fr" id="nextpager" href="Page02BC.htm">下一版</a>
        {DATE:%Y年%m月%d日}
    </h1>
    <div class="swiper-wrapper">{slides}
    </div>
    <div class="none neirongbox">
{texts}    </div>
</body>
</html>""",
    )
    return site


def _bc_text(page: Page, story: Story, key: str) -> str:
    author = f"<br/>□{story.author}" if story.author and story.byline_at == "label" else ""
    lines = "<BR>".join(
        INDENT + (f"<SPAN class=FloatTitle>{text}</SPAN>" if kind == "b" else text)
        for kind, text in story.lines()
    )
    return (
        f'\n            <div class="neirong {key}" alt="{key}" daoxiang="{page.number:02} ">\n'
        f"                {story.kicker}\n                {story.headline}\n"
        f"                {story.subtitle}{author}\n              {lines}<BR>\n"
        "            </div>\n"
    )


def cqrb() -> Site:
    """Return the site of folders: the page's label stands beside its link."""
    site = Site("cqrb", "/ylxb/", f"/ylxb/{DATE:%Y-%m/%d}/001/node.htm")
    root = f"ylxb/{DATE:%Y-%m/%d}"
    number = 353100
    rows = "".join(
        f"<tr><td class=default align=left><span>第{each.number:03}版</span>："
        f'<a href="/{root}/{each.number:03}/node.htm">{each.name}</a> </td>'
        f'<td class=px12 valign=center><a href="/{root}/{each.number:02}/ylxb{DATE:%Y%m%d}'
        f'{each.number:02}.pdf"><img src=/tplimg/pdf.gif width=16></a></td></tr>\n'
        for each in PAGES
    )
    for page in PAGES:
        names = [f"content_rb_{number + place}.htm" for place in range(len(page.stories))]
        number += len(names)
        folder = f"{root}/{page.number:03}"
        for story, name in zip(page.stories, names, strict=True):
            site.put(f"{folder}/{name}", _cqrb_article(site, folder, story))
        areas = "".join(
            f'<Area coords="{coords(story.box)}" shape="polygon" href="{name}">'
            for story, name in zip(page.stories, names, strict=True)
        )
        titles = "".join(
            f"<tr><td></td><td class=px12><a href={name} alt='{story.headline}'><div>"
            f"{story.headline}</div></a></td></tr>"
            for story, name in zip(page.stories, names, strict=True)
        )
        picture = f"{root}/{page.number:02}/ylxb{DATE:%Y%m%d}{page.number:02}_b.jpg"
        site.put(
            f"{folder}/node.htm",
            f"""<html><head><meta charset="utf-8"><title>{NEWSPAPER}</title></head><body>
<map name=PagePicMap>{areas}</map><img src=/{picture} width=350 height=550 usemap=#PagePicMap>
<table><tr><td class=px12>第{page.number:03}版：<strong>{page.name}</strong></td></tr></table>
<table><tbody>{titles}</tbody></table>
<div>{DATE:%Y年%m月%d日}　星期五</div>
<table><tbody>{rows}</tbody></table>
</body></html>""",
        )
        pdf = f"{root}/{page.number:02}/ylxb{DATE:%Y%m%d}{page.number:02}.pdf"
        site.tell(page, f"{folder}/node.htm", site.pdf(page, pdf), site.picture(picture))
    return site


def _cqrb_article(site: Site, folder: str, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        name = f"rb{len(site.files)}_{place}.jpg"
        site.picture(f"{folder}/{name}")
        photos += f"<table><tr><td align=center><img src={name}></td></tr><tr><td>{caption}</table>"
    return f"""<html><head><meta charset="utf-8"><title>{story.headline}</title></head><body>
<table cellpadding="5" class=big><tbody>
<tr valign=top><td align=center><span class=yt>{story.kicker}</span></td></tr>
<tr valign=top><td align=center><strong>{story.headline}</strong></td></tr>
<tr valign=top><td align=center><span class=ft>{story.subtitle}</span></td></tr>
<tr><td>{photos}<div id="ozoom">{body(story, "p", "b")}</div></td></tr></tbody></table>
</body></html>
<!--enpproperty <author>{story.author}</author><title>{story.headline}</title>\
<subtitle>{story.subtitle}</subtitle><introtitle>{story.kicker}</introtitle>/enpproperty-->"""
