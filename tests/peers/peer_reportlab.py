"""The report by ReportLab: python peer_reportlab.py FOLDER FONTS"""

import json
import sys
from html import escape
from pathlib import Path

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.graphics.shapes import Path as Path2D
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

COLORS = {"plain": "#1b222c", "quiet": "#596472", "good": "#007a5a", "bad": "#b34a00"}
HAIRLINE, GROUND, MUTED, TARGET = map(HexColor, ("#d3d9e0", "#f4f6f9", "#596472", "#d55e00"))
WIDTH = A4[0] - 36 * mm


def style(name, size, **more):
    return ParagraphStyle(name, fontName="Report", fontSize=size, leading=size * 1.6, wordWrap="CJK", **more)


BODY, SMALL, CHIP = style("body", 9, spaceAfter=5), style("small", 7.5, spaceAfter=4), style("chip", 9, alignment=1)


def rich(spans):
    parts = []
    for span in spans:
        text = escape(span["text"]).replace("\n", "<br/>")
        text = f'<b>{text}</b>' if span["strong"] else text
        text = f'<font color="{COLORS[span["tone"]]}">{text}</font>' if span["tone"] != "plain" else text
        parts.append(f'<a href="{escape(span["link"])}">{text}</a>' if span["link"] else text)
    return "".join(parts)


def chip(mark):
    if mark["fill"] is None:
        return Paragraph(escape(mark["text"]), SMALL)
    drawing = Drawing(14, 11)
    drawing.add(Rect(0, 0, 14, 11, fillColor=HexColor(mark["fill"]), strokeColor=HAIRLINE, strokeWidth=0.4))
    drawing.add(String(7, 2.5, mark["text"], fontName="Report-Bold", fontSize=9, textAnchor="middle", fillColor=HexColor(mark["ink"])))
    return drawing


def cell(value, width):
    match value["kind"]:
        case "text":
            return Paragraph(rich(value["spans"]), BODY)
        case "small":
            return Paragraph(rich(value["spans"]), SMALL)
        case "level":
            return chip(value["mark"])
        case "step":
            return Table([[chip(value["from"]), "→", chip(value["to"])]], style=[("FONT", (0, 0), (-1, -1), "Report", 9), ("LEFTPADDING", (0, 0), (-1, -1), 1), ("RIGHTPADDING", (0, 0), (-1, -1), 1)])
        case "tag":
            return Paragraph(escape(value["text"]), SMALL)
        case "stack":
            return [cell(part, width) for part in value["cells"]]
        case "strip":
            drawing = Drawing(13 * len(value["boxes"]), 9)
            for place, box in enumerate(value["boxes"]):
                drawing.add(Rect(place * 13, 0, 12, 9, fillColor=HexColor(box["fill"]), strokeColor=TARGET if box["target"] else HAIRLINE, strokeWidth=1 if box["target"] else 0.4))
                drawing.add(String(place * 13 + 6, 2.5, box["text"], fontName="Report", fontSize=6, textAnchor="middle", fillColor=HexColor(box["ink"])))
            return drawing
        case "bar":
            drawing = Drawing(width - 6, 6)
            drawing.add(Rect(0, 0, width - 6, 6, fillColor=GROUND, strokeColor=None))
            if value["value"] is not None:
                drawing.add(Rect(0, 0, (width - 6) * value["value"], 6, fillColor=HexColor("#5e9dcb"), strokeColor=None))
            return drawing
    return ""


def table(value, width):
    fixed = sum(c["points"] or 0 for c in value["columns"])
    shares = sum(c["share"] or 0 for c in value["columns"]) or 1
    widths = [c["points"] or c["share"] / shares * (width - fixed) for c in value["columns"]]
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE), ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    rows = [] if value["headless"] else [[Paragraph(f'<b>{escape(c["heading"])}</b>', SMALL) for c in value["columns"]]]
    for row in value["rows"]:
        if row["kind"] == "group":
            look += [("SPAN", (0, len(rows)), (-1, len(rows))), ("BACKGROUND", (0, len(rows)), (-1, len(rows)), GROUND)]
            text = f'<b>{escape(row["title"])}</b> <font color="#596472">{escape(row["remark"])}</font>'
            rows.append([Paragraph(text, BODY)] + [""] * (len(widths) - 1))
        else:
            rows.append([cell(c, w) for c, w in zip(row["cells"], widths)])
    parts = [Paragraph(f'<b>{escape(value["caption"])}</b>', BODY)] if value["caption"] else []
    return [*parts, Table(rows, colWidths=widths, style=TableStyle(look), repeatRows=0 if value["headless"] else 1), Spacer(1, 6)]


def chart(value, width):
    """The shapes of the SVG, from the picture they were written from."""
    scale, height = width / value["width"], value["height"]
    drawing = Drawing(width, height * scale)
    for shape in value["shapes"]:
        if shape["kind"] == "text":
            font = "Report-Bold" if shape["strong"] else "Report"
            drawing.add(String(shape["x"] * scale, (height - shape["y"]) * scale, shape["text"], fontName=font, fontSize=shape["size"] * scale, fillColor=HexColor(shape["color"])))
            continue
        path = Path2D(fillColor=shape["fill"] and HexColor(shape["fill"]), fillOpacity=shape["fill_opacity"], strokeColor=shape["stroke"] and HexColor(shape["stroke"]), strokeWidth=shape["width"] * scale, strokeDashArray=[n * scale for n in shape["dash"]] or None)
        for name, *numbers in shape["steps"]:
            numbers = [(height - n if odd % 2 else n) * scale for odd, n in enumerate(numbers)]
            {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.closePath}[name](*numbers)
        drawing.add(path)
    return [drawing, Paragraph(escape(value["caption"]), SMALL)]


def block(value, width):
    match value["kind"]:
        case "heading":
            return [Paragraph(f'<b>{escape(value["text"])}</b>', BODY)]
        case "paragraph":
            return [Paragraph(rich(value["spans"]), BODY)]
        case "small":
            return [Paragraph(rich(value["spans"]), SMALL)]
        case "list":
            return [Paragraph(rich(item), BODY, bulletText="•") for item in value["items"]]
        case "note":
            text = f'<b>{escape(value["heading"])}</b><br/>' if value["heading"] else ""
            return [Table([[Paragraph(text + rich(value["spans"]), BODY)]], colWidths=[width], style=[("BACKGROUND", (0, 0), (-1, -1), GROUND)]), Spacer(1, 6)]
        case "key_figures":
            figures = [[Paragraph(escape(f["name"]), SMALL), Paragraph(f'<b><font size="20">{escape(f["value"])}</font></b> {escape(f["unit"])}', style("value", 9, leftIndent=0)), Paragraph(escape(f["basis"]), SMALL)] for f in value["figures"]]
            return [Table([figures], style=[("BACKGROUND", (0, 0), (-1, -1), GROUND), ("VALIGN", (0, 0), (-1, -1), "TOP")]), Spacer(1, 6)]
        case "table":
            return table(value, width)
        case "chart":
            return chart(value, width)
        case "columns":
            total = sum(c["share"] for c in value["columns"])
            widths = [width * c["share"] / total for c in value["columns"]]
            cells = [[part for inner in c["blocks"] for part in block(inner, w - 12)] for c, w in zip(value["columns"], widths)]
            return [Table([cells], colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]
        case "page_break":
            return [PageBreak()]
    return []


class Report(BaseDocTemplate):
    def afterFlowable(self, flowable):
        level = getattr(flowable, "level", None)
        if level is None:
            return
        name = f"s{id(flowable)}"
        self.canv.bookmarkPage(name)
        self.canv.addOutlineEntry(flowable.getPlainText(), name, level, closed=level > 0)
        if flowable.in_contents:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page, name))


def section(value, level, accent):
    size = {0: 16, 1: 11.5}.get(level, 9)
    heading = Paragraph(f'<b>{escape(value["heading"])}</b>', style(f"h{level}", size, textColor=accent, spaceBefore=8, spaceAfter=5, keepWithNext=1))
    heading.level, heading.in_contents = level, value["in_contents"]
    parts = [PageBreak()] if value["starts_page"] else []
    parts.append(heading)
    for part in value["blocks"]:
        parts += block(part, WIDTH)
    for inner in value["sections"]:
        parts += section(inner, level + 1, accent)
    return parts


def main(folder, fonts):
    document = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    pdfmetrics.registerFont(TTFont("Report", fonts / "NotoSansJP-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Report-Bold", fonts / "NotoSansJP-Bold.ttf"))
    pdfmetrics.registerFontFamily("Report", normal="Report", bold="Report-Bold", italic="Report", boldItalic="Report-Bold")
    accent = HexColor(document["accent"])

    def page(canvas, _):
        canvas.setFont("Report", 7)
        canvas.setFillColor(MUTED)
        canvas.drawString(18 * mm, A4[1] - 14 * mm, document["running_head"])
        canvas.drawRightString(A4[0] - 18 * mm, 12 * mm, str(canvas.getPageNumber()))

    frame = Frame(18 * mm, 20 * mm, WIDTH, A4[1] - 42 * mm, leftPadding=0, rightPadding=0)
    report = Report(str(folder / "reportlab.pdf"), pagesize=A4, title=document["title"], author=document["author"], lang=document["language"], invariant=1)
    report.addPageTemplates([PageTemplate("cover", [frame]), PageTemplate("page", [frame], onPage=page)])
    cover, contents = document["cover"], TableOfContents()
    contents.levelStyles = [style(f"toc{n}", 9, leftIndent=10 * n) for n in range(3)]
    contents.dotsMinLevel = 0
    facts = [[Paragraph(escape(n), BODY), Paragraph(escape(t), BODY)] for n, t in cover["facts"]]
    story = [Spacer(1, 60 * mm), Paragraph(escape(cover["kind"]), BODY), Paragraph(f'<b>{escape(cover["title"])}</b>', style("title", 26, textColor=accent)),
             Paragraph(escape(cover["subtitle"]), style("subtitle", 14)), Spacer(1, 40 * mm), Table(facts, colWidths=[32 * mm, WIDTH - 32 * mm]), Paragraph(escape(cover["small_print"]), SMALL),
             NextPageTemplate("page"), PageBreak(), Paragraph(f'<b>{escape(document["contents_heading"])}</b>', style("contents", 16, textColor=accent)), contents]
    for value in document["sections"]:
        story += section(value, 0, accent)
    report.multiBuild(story)


main(Path(sys.argv[1]), Path(sys.argv[2]))
