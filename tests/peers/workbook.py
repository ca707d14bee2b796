"""What our workbook says, for the others to write: python workbook.py BOOK.xlsx FOLDER

Reads values, widths, colour scales and charts with openpyxl and leaves them in workbook.json.
"""

import json
import sys
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter


def reference(data):
    """The range of a series' values, categories or name: 'Sheet'!$A$1:$A$9, or nothing."""
    for kind in ("numRef", "strRef"):
        found = getattr(data, kind, None)
        if found is not None:
            return found.f
    return None


def charts(sheet):
    found = []
    for chart in sheet._charts:
        kind = {"radarChart": "radar", "lineChart": "line", "barChart": "bar"}.get(chart.tagname)
        series = [
            {"name": reference(s.tx), "categories": s.cat and reference(s.cat), "values": reference(s.val)}
            for s in chart.ser
        ]
        if kind and series:
            found.append({"type": kind, "series": series})
    return found


def main(book, folder):
    workbook = load_workbook(book)
    sheets = []
    for sheet in workbook.worksheets:
        rows = []
        for row in sheet.iter_rows():
            # A formula's text is as long to write as the formula; dates are written as text.
            rows.append([v if isinstance(v, (int, float, str)) or v is None else str(v) for v in (cell.value for cell in row)])
        columns = range(1, sheet.max_column + 1)
        scales = [str(found.sqref) for found, rules in sheet.conditional_formatting._cf_rules.items() if any(r.type == "colorScale" for r in rules)]
        sheets.append({
            "name": sheet.title,
            "rows": rows,
            "widths": [sheet.column_dimensions[get_column_letter(c)].width for c in columns],
            "scales": scales,
            "charts": charts(sheet),
        })
    data = {"font": workbook.worksheets[0]["A1"].font.name, "sheets": sheets}
    (folder / "workbook.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


main(Path(sys.argv[1]), Path(sys.argv[2]))
