"""Sites of Founder's systems, in the form of saved pages of 2017 to 2024."""

from __future__ import annotations

from tests.sites.site import DATE, NEWSPAPER, PAGES, Site, coords
from tests.sites.stories import Page, Story

INDENT = "\u3000\u3000"


def body(story: Story, tag: str = "P", bold: str = "STRONG") -> str:
    """Return the body's HTML: a paragraph for each line, bold where it is a subhead."""
    out = []
    for kind, text in story.lines():
        inner = f"<{bold}>{text}</{bold}>" if kind == "b" else text
        out.append(f"<{tag}>{INDENT}{inner}</{tag}>")
    return "".join(out)


def property_comment(story: Story) -> str:
    return (
        f"<!--enpproperty <articleid>1</articleid><date>{DATE} 00:00:00:0</date>"
        f"<author>{story.author}</author><title>{story.headline}</title>"
        f"<subtitle>{story.subtitle}</subtitle><introtitle>{story.kicker}</introtitle>"
        f"<siteid>1</siteid>/enpproperty-->"
    )


def founder_classic() -> Site:
    """Return the classic site: GBK, unquoted attributes, comments behind ``</html>``."""
    site = Site("founder_classic", "/", "/html/2025-02/07/node_1.htm", charset="gbk")
    folder = f"html/{DATE:%Y-%m/%d}"
    nodes = {1: "1", 2: "187", 3: "188", 4: "3"}
    site.put(
        "paperindex.htm",
        f'<html><head><meta http-equiv=refresh content="0; URL={folder}/node_1.htm"></head></html>',
    )
    site.put(
        f"html/{DATE:%Y-%m}/period.xml",
        '<?xml version="1.0" encoding="GBK"?><periodlist><period id="9"><period_name>'
        f"{DATE}</period_name><period_date>{DATE}</period_date>"
        "<front_page>node_1.htm</front_page></period></periodlist>",
    )
    number = 5100
    for page in PAGES:
        pdf = f"page/1/{DATE:%Y-%m/%d}/{page.number:02}/{DATE:%Y%m%d}{page.number:02}_pdf.pdf"
        picture = pdf.replace("_pdf.pdf", "_brief.jpg")
        names = [f"content_{number + place}.htm" for place in range(len(page.stories))]
        number += len(names)
        for story, name in zip(page.stories, names, strict=True):
            site.put(f"{folder}/{name}", _classic_article(site, folder, story))
        layout = f"{folder}/node_{nodes[page.number]}.htm"
        site.put(layout, _classic_layout(page, nodes, names, picture))
        site.tell(page, layout, site.pdf(page, pdf), site.picture(picture))
    return site


def _classic_layout(page: Page, nodes: dict[int, str], names: list[str], picture: str) -> str:
    areas = "".join(
        f'<Area coords="{coords(story.box)}" shape="polygon" href="{name}">'
        for story, name in zip(page.stories, names, strict=True)
    )
    titles = "".join(
        f"<tr> <TD class=px12 valign=top><img src=../../../tplimg/checkbox.gif width=10></TD> "
        f'<td class=px12> <a href=./{name}><div style="display:inline" id=mp1>{story.headline}'
        f"</div></a> </td> </TR>"
        for story, name in zip(page.stories, names, strict=True)
    )
    rows = "".join(
        f"<tr> <td class=default2 align=left>&nbsp;<a id=pageLink "
        f"href=node_{nodes[each.number]}.htm>第{each.number:02}版：{each.name}</a></td> "
        f"<td nowrap align=middle width=55>"
        f"<a href=../../../page/1/{DATE:%Y-%m/%d}/{each.number:02}/{DATE:%Y%m%d}{each.number:02}"
        f"_pdf.pdf><img height=16 src=../../../tplimg/pdf.gif width=16 border=0></a></td></tr>"
        for each in PAGES
    )
    return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{NEWSPAPER}</title>
<SCRIPT language=Javascript src="../../../tplimg/mp.js"></SCRIPT>
</head>
<body onLoad="initialize();initMPPage();">
<MAP NAME="pagepicmap">{areas}</MAP><img src=../../../{picture} border=0 height=550 width=350 \
USEMAP=#PagePicMap>
<table><tr><td class=px12>第{page.number:02}版：<STRONG>{page.name}</STRONG></td>
<td><a class=preart href="node_{nodes[4]}.htm">下一版</a></td></tr></table>
<TABLE cellSpacing=0 cellPadding=1 border=0> <TBODY> {titles} </TBODY> </TABLE>
<p class="rq">{DATE.year}年{DATE.month}月{DATE.day}日　星期<font class=weekday>五</font></p>
<table cellspacing=0 cellpadding=2 width=100% border=0><tbody> {rows} </tbody></table>
<div class="copy">主办单位：云岭县融媒体中心</div>
</body>
</html>
<!--enpproperty <founder-date>{DATE} 23:59:59</founder-date><founder-pagenum>{page.number}\
</founder-pagenum><founder-papername>{NEWSPAPER}</founder-papername><founder-type>2</founder-type>\
<founder-content>{NEWSPAPER}</founder-content> /enpproperty-->"""


def _classic_article(site: Site, folder: str, story: Story) -> str:
    photos = ""
    for place, caption in enumerate(story.caption_lines()):
        path = f"images/{DATE:%Y-%m/%d}/{len(site.files)}_{place}_b.jpg"
        site.picture(path)
        photos += (
            f"<TABLE id=newspicTable width=400><TBODY><TR><TD align=middle><IMG id=newspic "
            f"src=../../../{path} border=0></TD></TR> <TR><TD class=px12>{INDENT}{caption}"
            f"</TD></TR></TBODY></TABLE>"
        )
    del folder
    return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{story.headline}</title>
<SCRIPT language=Javascript src="../../../tplimg/mp.js"></SCRIPT>
</head>
<body>
<table width="100%"><tr><td>
<table cellspacing=0 cellpadding=5 width=100% border=0> <tbody>
<tr valign=top> <td class="font02" align=center style="color: #827E7B;">{story.kicker}</td> </TR>
<tr valign=top> <td class="font01" align=center>{story.headline}</td> </TR>
<tr valign=top> <td class="font02" align=center>{story.subtitle}</td> </TR>
<tr valign=top> <td class="font02" align=center>{story.author}</td> </tr>
</tbody> </table>
</td></tr><tr><td align=center>{photos}</td></tr>
<tr><td class="font6"><DIV id=ozoom style="zoom:100%;FLOAT: left;" class="content">
<founder-content>{body(story)}</founder-content>
<INPUT type=checkbox value=0 name=titlecheckbox style="display:none"> </DIV></td></tr></table>
<a class=preart href="content_1.htm">下一篇</a>
</body>
</html>
<!--enpproperty <founder-date>{DATE} 00:00:00</founder-date><founder-title>{story.headline}\
</founder-title><founder-type>1</founder-type> /enpproperty-->"""


def nbs() -> Site:
    """Return the site of nbs files: mixed case, a stale date in a comment, photo tables."""
    site = Site(
        "nbs",
        "/ylxb/html/%Y-%m/%d/nbs.D110000ylxb_01.htm",
        f"/ylxb/html/{DATE:%Y-%m/%d}/nbs.D110000ylxb_01.htm",
    )
    folder = f"ylxb/html/{DATE:%Y-%m/%d}"
    for page in PAGES:
        base = f"ylxb/images/{DATE:%Y-%m/%d}/{page.number:02}/ylxb{DATE:%Y%m%d}{page.number:02}"
        names = [
            f"nw.D110000ylxb_{DATE:%Y%m%d}_{place}-{page.number:02}.htm"
            for place in range(1, len(page.stories) + 1)
        ]
        for story, name in zip(page.stories, names, strict=True):
            site.put(f"{folder}/{name}", _nbs(site, page, names, base, story))
        layout = f"{folder}/nbs.D110000ylxb_{page.number:02}.htm"
        site.put(layout, _nbs(site, page, names, base, None))
        site.tell(page, layout, site.pdf(page, f"{base}.pdf"), site.picture(f"{base}_b.jpg"))
    return site


def _nbs(site: Site, page: Page, names: list[str], base: str, story: Story | None) -> str:
    areas = "".join(
        f'<Area coords="{coords(each.box)}" shape="polygon" href="./{name}">'
        for each, name in zip(page.stories, names, strict=True)
    )
    titles = "".join(
        f"<li> <span>·</span><a href={name}>{each.headline} </a></li> "
        for each, name in zip(page.stories, names, strict=True)
    )
    pages = "".join(
        f"<div class='swiper-slide'> <a id=pageLink href=nbs.D110000ylxb_{each.number:02}.htm>"
        f"{each.number:02}版：{each.name}</a> </div> "
        for each in PAGES
    )
    return f"""<!DOCTYPE html>
<html lang="en"> <head> <meta http-equiv="Content-Type" content="text/html;charset=utf-8" />
<title>{story.headline if story else NEWSPAPER}</title> </head>
<body onLoad="initialize();">
<div class="paper"> <map name=PagePicMap>{areas}</map><img width=350 height=550 \
src=../../../images/{base.partition("images/")[2]}_b.jpg border=0 USEMAP=#PagePicMap> </div>
<div class="paper-bot"> <p class="left ban">第{page.number:02}版:{page.name}</p> \
<p class="right btn"><a href=../../../images/{base.partition("images/")[2]}.pdf>PDF下载</a></p>
</div>
<ul class='news-list'> {titles}</ul><!-- list endding -->
<p class="date left"> {NEWSPAPER} {DATE:%Y年%m月%d日} 星期五<span></span> </p>
{pages}
{_nbs_article(site, page, story) if story else ""}
<div class="bottom">版权声明</div>
</body> </html>
<!--mpproperty <founder-date> {DATE} </founder-date> <founder-author>{story.author if story else ""}
</founder-author> <founder-title>{story.headline if story else ""} </founder-title> \
<founder-subtitle>{story.subtitle if story else ""}</founder-subtitle> <founder-type>\
{1 if story else 2}</founder-type> <founder-introtitle>{story.kicker if story else ""}\
</founder-introtitle> /mpproperty-->"""


def _nbs_article(site: Site, page: Page, story: Story) -> str:
    photos = ""
    for place, (text, credit) in enumerate(story.captions):
        path = f"ylxb/images/1/{DATE:%Y%m%d}/{page.number}{page.stories.index(story)}{place}_1.jpg"
        site.picture(path)
        photos += (
            f'<TABLE class="pci_c" width="400"><TBODY><TR><TD align="center"><IMG src="../../../'
            f'{path.removeprefix("ylxb/")}"></TD></TR> <TR><TD><p>{INDENT}{text}<BR/>{INDENT}'
            f"{credit}</p></TD></TR></TBODY></TABLE> "
        )
    return f"""<div class="article"> <h3>{story.kicker}</h3> <h1>{story.headline}</h1> \
<h2>{story.subtitle}</h2>
<p class="sec"> <!-- <span class="origin">{NEWSPAPER}</span> \
<span class="date">(2020年02月06日 01版)</span> --> {story.author} \
<span class="date">《 {NEWSPAPER} 》（ {DATE:%Y年%m月%d日} &nbsp; \
第&nbsp;{page.number:02} 版）</span> </p>
{photos}
<DIV id=ozoom style="zoom:100%;"> <div id="showArtPicsDiv" align="center"></div> <!--enpcontent-->\
{body(story)}<!--/enpcontent--> <INPUT type=checkbox value=0 name=titlecheckbox \
sourceid="<Source>SourcePh</Source>" style="display:none"> </DIV> </div>"""
