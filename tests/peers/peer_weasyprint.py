"""The report by WeasyPrint: python peer_weasyprint.py FOLDER FONTS"""

import json
import sys
from html import escape
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

COLORS = {"plain": "#1b222c", "quiet": "#596472", "good": "#007a5a", "bad": "#b34a00"}

STYLE = """
@font-face { font-family: "Report"; src: url(file://FONTS/NotoSansJP-Regular.ttf); }
@font-face { font-family: "Report"; font-weight: bold; src: url(file://FONTS/NotoSansJP-Bold.ttf); }
@page { size: A4; margin: 22mm 18mm 20mm;
  @top-left { content: HEAD; font: 7pt Report; color: #596472; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt Report; color: #596472; } }
@page :first { @top-left { content: none; } @bottom-right { content: none; } }
body { font: 9pt/1.6 Report; color: #1b222c; }
h1, h2, h3, .title { color: ACCENT; } h1 { font-size: 16pt; } h2 { font-size: 11.5pt; } h3 { font-size: 9pt; }
.cover { page-break-after: always; padding-top: 60mm; } .title { font-size: 26pt; font-weight: bold; }
.contents a::after { content: leader(".") target-counter(attr(href), page); } .contents a { color: inherit; text-decoration: none; display: block; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; } td, th { border-bottom: .4pt solid #d3d9e0; padding: 3pt; vertical-align: top; }
th { font-size: 7.5pt; color: #596472; text-align: left; } tr { break-inside: avoid; }
.small { font-size: 7.5pt; } .group td, .note, .figures td { background: #f4f6f9; } .note { padding: 8pt; }
.chip, .strip span { display: inline-block; border: .4pt solid #d3d9e0; padding: 0 4pt; font-weight: bold; }
.strip span { width: 12pt; height: 9pt; padding: 0; font-size: 6pt; line-height: 9pt; text-align: center; } .strip .target { border: 1pt solid #d55e00; }
.tag { border: .4pt solid #596472; padding: 0 3pt; font-size: 7pt; } .bar { background: #f4f6f9; height: 6pt; } .bar div { height: 6pt; }
.columns { display: table; width: 100%; } .columns > div { display: table-cell; vertical-align: top; padding-right: 12pt; } img { width: 100%; } .value { font-size: 20pt; font-weight: bold; }
"""


def rich(spans):
    parts = []
    for span in spans:
        text = escape(span["text"]).replace("\n", "<br>")
        style = f'color:{COLORS[span["tone"]]}' + (";font-weight:bold" if span["strong"] else "")
        text = f'<span style="{style}">{text}</span>' if span["strong"] or span["tone"] != "plain" else text
        parts.append(f'<a href="{escape(span["link"])}">{text}</a>' if span["link"] else text)
    return "".join(parts)


def chip(mark):
    if mark["fill"] is None:
        return f'<span class="small">{escape(mark["text"])}</span>'
    return f'<span class="chip" style="background:{mark["fill"]};color:{mark["ink"]}">{escape(mark["text"])}</span>'


def cell(value):
    match value["kind"]:
        case "text":
            return rich(value["spans"])
        case "small":
            return f'<span class="small">{rich(value["spans"])}</span>'
        case "level":
            return chip(value["mark"])
        case "step":
            return f'{chip(value["from"])} → {chip(value["to"])}'
        case "tag":
            return f'<span class="tag">{escape(value["text"])}</span>'
        case "stack":
            return "".join(f"<div>{cell(part)}</div>" for part in value["cells"])
        case "strip":
            boxes = (
                f'<span class="{"target" if box["target"] else ""}" style="background:{box["fill"]};color:{box["ink"]}">{box["text"]}</span>'
                for box in value["boxes"]
            )
            return f'<div class="strip">{"".join(boxes)}</div>'
        case "bar":
            width = (value["value"] or 0) * 100
            return f'<div class="bar"><div style="width:{width}%;background:#5e9dcb"></div></div>'
    return ""


def table(value):
    fixed = sum(c["points"] or 0 for c in value["columns"])
    shares = sum(c["share"] or 0 for c in value["columns"]) or 1
    align = {"start": "left", "middle": "center", "end": "right"}
    parts = [f'<p><b>{escape(value["caption"])}</b></p>' if value["caption"] else "", "<table><colgroup>"]
    for column in value["columns"]:
        width = f'{column["points"]}pt' if column["points"] else f'{column["share"] / shares * (493 - fixed):.1f}pt'
        parts.append(f'<col style="width:{width}">')
    parts.append("</colgroup>")
    if not value["headless"]:
        heads = "".join(f'<th>{escape(c["heading"])}</th>' for c in value["columns"])
        parts.append(f"<thead><tr>{heads}</tr></thead>")
    for row in value["rows"]:
        if row["kind"] == "group":
            span = len(value["columns"])
            parts.append(f'<tr class="group"><td colspan="{span}"><b>{escape(row["title"])}</b> {escape(row["remark"])}</td></tr>')
        else:
            cells = zip(value["columns"], row["cells"])
            parts.append("<tr>" + "".join(f'<td style="text-align:{align[c["align"]]}">{cell(v)}</td>' for c, v in cells) + "</tr>")
    return "".join(parts) + "</table>"


def block(value):
    match value["kind"]:
        case "heading":
            return f'<h3 style="bookmark-level:none">{escape(value["text"])}</h3>'
        case "paragraph":
            return f'<p>{rich(value["spans"])}</p>'
        case "small":
            return f'<p class="small">{rich(value["spans"])}</p>'
        case "list":
            return "<ul>" + "".join(f"<li>{rich(item)}</li>" for item in value["items"]) + "</ul>"
        case "note":
            return f'<div class="note"><b>{escape(value["heading"])}</b><br>{rich(value["spans"])}</div>'
        case "key_figures":
            figures = "".join(
                f'<td><span class="small">{escape(f["name"])}</span><br><span class="value">{escape(f["value"])}</span> {escape(f["unit"])}<br><span class="small">{escape(f["basis"])}</span></td>'
                for f in value["figures"]
            )
            return f'<table class="figures"><tr>{figures}</tr></table>'
        case "table":
            return table(value)
        case "chart":
            return f'<figure><img src="{value["svg"]}" alt="{escape(value["description"])}"><figcaption>{escape(value["caption"])}</figcaption></figure>'
        case "columns":
            total = sum(column["share"] for column in value["columns"])
            return '<div class="columns">' + "".join(
                f'<div style="width:{c["share"] / total * 100}%">{"".join(map(block, c["blocks"]))}</div>' for c in value["columns"]
            ) + "</div>"
        case "page_break":
            return '<div style="page-break-after:always"></div>'
    return ""


def section(value, level, contents):
    name = f"s{len(contents)}"
    contents.append((name, value["heading"], level, value["in_contents"]))
    style = ' style="page-break-before:always"' if value["starts_page"] else ""
    head = f'<h{min(level, 3)} id="{name}"{style}>{escape(value["heading"])}</h{min(level, 3)}>'
    inner = "".join(section(part, level + 1, contents) for part in value["sections"])
    return head + "".join(map(block, value["blocks"])) + inner


def main(folder, fonts):
    document = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    contents = []
    body = "".join(section(part, 1, contents) for part in document["sections"])
    lines = "".join(
        f'<a href="#{name}" style="padding-left:{(level - 1) * 10}pt">{escape(heading)}</a>'
        for name, heading, level, shown in contents
        if shown
    )
    cover = document["cover"]
    facts = "".join(f"<tr><td>{escape(name)}</td><td>{escape(text)}</td></tr>" for name, text in cover["facts"])
    style = STYLE.replace("FONTS", str(fonts)).replace("ACCENT", document["accent"])
    style = style.replace("HEAD", json.dumps(document["running_head"], ensure_ascii=False))
    html = f"""<html lang="{document["language"]}"><head><title>{escape(document["title"])}</title><style>{style}</style></head><body>
<div class="cover">{escape(cover["kind"])}<div class="title">{escape(cover["title"])}</div><p>{escape(cover["subtitle"])}</p>
<table>{facts}</table><p class="small">{escape(cover["small_print"])}</p></div>
<div class="contents"><h1 style="bookmark-level:none">{escape(document["contents_heading"])}</h1>{lines}</div>{body}</body></html>"""
    HTML(string=html, base_url=str(folder) + "/").write_pdf(folder / "weasyprint.pdf", font_config=FontConfiguration())


main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
