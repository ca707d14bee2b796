"""The report by Typst: python peer_typst.py FOLDER FONTS"""

import sys
from pathlib import Path

import typst

folder, fonts = Path(sys.argv[1]), sys.argv[2]
typst.compile(
    str(folder / "report.typ"),
    output=str(folder / "typst.pdf"),
    font_paths=[fonts],
    ignore_system_fonts=True,
    sys_inputs={"document": "document.json"},
)
