"""The workbook by openpyxl: python peer_openpyxl.py FOLDER"""

import json
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, RadarChart, Reference, Series
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

CHARTS = {"bar": BarChart, "line": LineChart, "radar": RadarChart}
SCALE = {"start_type": "num", "start_value": 0, "start_color": "F0F3F7", "end_type": "num", "end_value": 5, "end_color": "5E9DCB"}


def main(folder):
    data = json.loads((folder / "workbook.json").read_text(encoding="utf-8"))
    workbook = Workbook()
    workbook.remove(workbook.active)
    wrap = Alignment(wrap_text=True, vertical="top")
    text, head = Font(name=data["font"], size=10), Font(name=data["font"], size=10, bold=True)
    ground = PatternFill("solid", fgColor="DCE6F0")
    for page in data["sheets"]:
        sheet = workbook.create_sheet(page["name"])
        rows, columns = page["rows"], len(page["widths"])
        for column, width in enumerate(page["widths"], 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for place, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is None:
                    continue
                cell = sheet.cell(place, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
                cell.alignment, cell.font = wrap, head if place == 1 else text
                if place == 1:
                    cell.fill = ground
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(columns, 1))}{max(len(rows), 2)}"
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
        for place in page["scales"]:
            sheet.conditional_formatting.add(place, ColorScaleRule(**SCALE))
        for chart_data in page["charts"]:
            chart = CHARTS[chart_data["type"]]()
            for found in chart_data["series"]:
                series = Series(Reference(range_string=found["values"]), title=found["name"] or None)
                chart.series.append(series)
            if chart_data["series"][0]["categories"]:
                chart.set_categories(Reference(range_string=chart_data["series"][0]["categories"]))
            chart.width, chart.height = 19, 14
            sheet.add_chart(chart, f"{get_column_letter(columns + 2)}2")
    workbook.save(folder / "openpyxl.xlsx")


main(Path(sys.argv[1]))
