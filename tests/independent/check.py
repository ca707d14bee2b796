"""Recomputes every figure of the samples and compares it with what the program says.

usage: check.py PROGRAM ROOT FOLDER

PROGRAM is the terminal program, ROOT the folder of the repository, FOLDER an empty
one for reports. Standard library only; `pdftotext` reads the PDF, and the
workbook is read as the zip of XML it is.
"""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import calculation
import files
import group
import pdf
import random_rounds
import report_json
import terminal
import workbook
import workshop


SEED, FAMILIES = 20261130, 80


class Comparison:
    """Counts what was compared and keeps what differs."""

    def __init__(self):
        self.compared = 0
        self.faults = []

    def __call__(self, place, said, own):
        if isinstance(own, dict) and isinstance(said, dict):
            self(f"{place} fields", sorted(said), sorted(own))
            for field in own.keys() & said.keys():
                self(f"{place}.{field}", said[field], own[field])
        elif isinstance(own, (list, tuple)) and isinstance(said, (list, tuple)):
            self(f"{place} length", len(said), len(own))
            for index, pair in enumerate(zip(said, own)):
                self(f"{place}[{index}]", *pair)
        else:
            self.compared += 1
            if not same(said, own):
                self.faults.append(f"{place}: the program says {said}, the calculation {own}")


def same(said, own):
    if isinstance(own, bool) or isinstance(said, bool) or not isinstance(own, (int, Fraction)):
        return said == own and type(said) is type(own)
    # The program computes in binary floating point and rounds nothing.
    close = isinstance(said, (int, float)) and abs(Fraction(said) - own) < Fraction(1, 10**12)
    return close and (isinstance(said, int) or isinstance(own, Fraction))


def check_report(compare, folder, frameworks, rounds, readings, language):
    """Every file of the demo's report in one language."""
    for ending, check in (
        ("pdf", lambda path: pdf.check(compare, path, frameworks, rounds, readings, language)),
        ("xlsx", lambda path: workbook.check(
            compare, path, frameworks, rounds, readings, language
        )),
        ("csv", lambda path: files.check_csv(compare, path, frameworks, rounds)),
        ("json", lambda path: check_json(compare, path, frameworks, rounds, readings)),
    ):
        path = report(folder, ending, "")
        before = compare.compared
        check(path)
        print(f"{path.name}: {compare.compared - before} figures")


def check_json(compare, path, frameworks, rounds, readings):
    said = json.loads(path.read_text("utf-8"))
    report_json.check(compare, "JSON", said, frameworks, rounds, readings)
    records = [json.loads(one.read_text("utf-8")) for one in path.parent.glob("*.workshop.json")]
    records.sort(key=lambda record: record["date"])
    for spoken, record in zip(said["workshops"], records, strict=True):
        highest = said["sheet"]["highest_level"]
        workshop.check(compare, f"JSON {record['id']}", spoken, record, highest)


def check_random(compare, program, frameworks, folder):
    """The JSON report of rounds from a fixed seed, each with all before it as its history."""
    before = compare.compared
    folder.mkdir()
    for number, paths in enumerate(random_rounds.families(frameworks, folder, SEED, FAMILIES)):
        history = [word for path in paths[:-1] for word in ("--history", str(path))]
        into = folder / f"report-{number}"
        command = [program, "report", paths[-1], *history, "--format", "json", "--language", "en"]
        done = subprocess.run([*map(str, command), "-o", str(into)], capture_output=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr.decode()}"
        said = json.loads(next(into.glob("*.json")).read_text("utf-8"))
        rounds = [calculation.Round(frameworks, path) for path in paths]
        report_json.check(compare, f"random {number}", said, frameworks, rounds, [])
    print(f"random rounds: {compare.compared - before} figures")


def check_page(compare, folder, frameworks, rounds, language):
    """The page of what changed, and its workbook."""
    before = compare.compared
    page = report(folder, "pdf", "_since")
    pdf.check_page(compare, page, frameworks, rounds, language)
    workbook.check_page(compare, report(folder, "xlsx", "_since"), frameworks, rounds)
    print(f"{page.stem}: {compare.compared - before} figures")


def report(folder, ending, part):
    """The one report with this ending of this part."""
    paths = folder.glob(f"*.{ending}")
    path, = (
        path
        for path in paths
        if not {".psirt", ".workshop"} & set(path.suffixes) and ("_since" in path.name) == (part == "_since")
    )
    return path


def main(program, root, folder):
    root, folder = Path(root), Path(folder)
    frameworks = calculation.Frameworks(root / "frameworks")
    compare = Comparison()
    rounds = {}
    for language in ("en", "ja"):
        paths = sorted((root / "samples" / language).glob("*.psirt.json"))
        rounds[language] = [calculation.Round(frameworks, path) for path in paths]
        terminal.check(compare, terminal.Program(program), frameworks, rounds[language])
    print(f"terminal: {compare.compared} figures")
    subprocess.run([program, "demo", "-o", str(folder)], check=True, stdout=subprocess.DEVNULL)
    readings = json.loads((root / "samples" / "report.json").read_text("utf-8"))["readings"]
    for language in ("en", "ja"):
        own = rounds[language]
        check_report(compare, folder / language, frameworks, own, readings, language)
        check_page(compare, folder / language, frameworks, own, language)
        before = compare.compared
        group.check(compare, folder / language / "cohort", own[-1], language)
        print(f"reports of the group: {compare.compared - before} figures")
    check_random(compare, program, frameworks, folder / "random")
    for fault in compare.faults[:50]:
        print(fault)
    print(f"{compare.compared} figures compared, {len(compare.faults)} differ")
    return 1 if compare.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
