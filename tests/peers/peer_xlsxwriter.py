"""The workbook by XlsxWriter: python peer_xlsxwriter.py FOLDER"""

import json
import sys
from pathlib import Path

import xlsxwriter

SCALE = {"type": "2_color_scale", "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 5, "min_color": "#F0F3F7", "max_color": "#5E9DCB"}


def main(folder):
    data = json.loads((folder / "workbook.json").read_text(encoding="utf-8"))
    workbook = xlsxwriter.Workbook(folder / "xlsxwriter.xlsx")
    base = {"font_name": data["font"], "font_size": 10, "text_wrap": True, "valign": "top"}
    text, head = workbook.add_format(base), workbook.add_format({**base, "bold": True, "bg_color": "#DCE6F0"})
    for page in data["sheets"]:
        sheet = workbook.add_worksheet(page["name"])
        rows, columns = page["rows"], len(page["widths"])
        for column, width in enumerate(page["widths"]):
            sheet.set_column(column, column, width)
        for place, row in enumerate(rows):
            look = head if place == 0 else text
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value, look)
                elif value is not None:
                    sheet.write_number(place, column, value, look)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows) - 1, 1), max(columns - 1, 0))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place in page["scales"]:
            sheet.conditional_format(place.split()[0], SCALE)
        for chart_data in page["charts"]:
            options = {"type": chart_data["type"]}
            if chart_data["type"] == "radar":
                options["subtype"] = "with_markers"
            chart = workbook.add_chart(options)
            for series in chart_data["series"]:
                chart.add_series({key: f"={place}" for key, place in series.items() if place} | {"marker": {"type": "circle"}})
            chart.set_size({"width": 720, "height": 540})
            sheet.insert_chart(1, columns + 1, chart)
    workbook.close()


main(Path(sys.argv[1]))
