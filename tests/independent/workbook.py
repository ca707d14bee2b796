"""Reads the workbook as the zip of XML it is, and compares the results in its cells."""

import re
import zipfile
from datetime import date, timedelta
from fractions import Fraction
from xml.etree import ElementTree

import calculation

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TEXT = f"{{{NAMES['m']}}}t"


class Workbook:
    """The worksheets in order, each a list of rows, each a dictionary by column."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as book:
            shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            self.strings = ["".join(t.text or "" for t in each.iter(TEXT)) for each in shared]
            listed = ElementTree.fromstring(book.read("xl/workbook.xml")).find("m:sheets", NAMES)
            self.sheets = [
                self.rows(ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")))
                for number in range(1, len(listed) + 1)
            ]

    def rows(self, root):
        rows = []
        for row in root.find("m:sheetData", NAMES):
            cells = {}
            for cell in row:
                value = cell.find("m:v", NAMES)
                if value is not None:
                    column = re.match("[A-Z]+", cell.get("r")).group()
                    cells[column] = self.value(cell.get("t"), value.text)
            rows.append(cells)
        return rows

    def value(self, kind, text):
        if kind == "s":
            return self.strings[int(text)]
        if kind in ("str", "b", "e"):
            return text
        return float(text)


def below(rows, column, head):
    """The rows below the one that has `head` in `column`."""
    at = next(index for index, row in enumerate(rows) if row.get(column) == head)
    return rows[at + 1:]


def check(compare, path, frameworks, rounds, readings, language):
    sheets = Workbook(path).sheets
    last, before = rounds[-1], rounds[-2]
    card, earlier = calculation.score(last), calculation.score(before)
    reading = frameworks.readings[readings[0]]
    check_summary(compare, sheets[0], card, earlier, calculation.compare(frameworks, before, last))
    check_services(compare, sheets[1], frameworks, last, before, card)
    check_gaps(compare, sheets[2], last, reading, language)
    check_roadmap(compare, sheets[3], last, card)
    check_projection(compare, sheets[4], last, card)
    chosen = [frameworks.readings[id] for id in readings]
    check_readings(compare, sheets[5], last, chosen, language)
    check_progress(compare, sheets[6], frameworks, rounds)
    check_since(compare, sheets[7], sheets[8], frameworks, rounds)


def check_page(compare, path, frameworks, rounds):
    """The workbook of what changed alone."""
    sheets = Workbook(path).sheets
    check_since(compare, sheets[0], sheets[1], frameworks, rounds)
    check_progress(compare, sheets[2], frameworks, rounds)


def check_since(compare, rows, plan, frameworks, rounds):
    """Falls first, then rises, then what stayed, then what cannot be compared; and the plan."""
    before, last = rounds[-2:]
    own = calculation.compare(frameworks, before, last)
    changes = {change["service"]: change for change in own["services"]}
    stayed = [id for id, change in changes.items() if change["change"] == 0]
    open_ = [id for id, change in changes.items() if change["change"] is None]
    order = own["falls"] + own["rises"] + stayed + open_
    table = [row for row in below(rows, "A", "ID") if row.get("A") in changes]
    compare("workbook: since", [row["A"] for row in table], order)
    words = {}
    for row, id in zip(table, order):
        place, change = f"workbook: since {id}", changes[id]
        compare_state(compare, f"{place} before", row["C"], change["before"], words)
        compare_state(compare, f"{place} after", row["D"], change["after"], words)
        compare(f"{place} change", row["E"], "–" if change["change"] is None else number(change["change"]))
        target = before.entry(change["older_service"]).get("target")
        compare(f"{place} target then", row.get("F"), number(target))
    review = calculation.review(frameworks, before, last)
    verdicts, wanted = {}, review["actions"] + review["plan"]["steps"]
    table = [row for row in plan if {"A", "C", "D", "E", "F"} <= set(row) and row["A"] in before.services]
    compare("workbook: plan", [row["A"] for row in table], [one["service"] for one in wanted])
    for row, one in zip(table, wanted):
        place = f"workbook: plan {one['service']}"
        state = lambda name, one=one: (one[name]["state"], one[name]["level"])
        compare_state(compare, f"{place} before", row["C"], state("before"), words)
        compare(f"{place} to", row["D"], number(one["to_level"]))
        compare_state(compare, f"{place} found", row["E"], state("after"), words)
        compare(f"{place} outcome", verdicts.setdefault(one["outcome"], row["F"]), row["F"])
    compare("workbook: words of outcomes", len(set(verdicts.values())), len(verdicts))
    figures = [review["overall"], *review["areas"]]
    found = [row for row in plan if {"C", "D", "E", "F"} <= set(row) and row.get("A") not in before.services]
    found = [[row[column] for column in "CDEF"] for row in found if isinstance(row["C"], float)]
    own = [[number(one[name]) for name in ("before", "planned", "projected", "actual")] for one in figures]
    compare("workbook: planned and found", found, own[1:] + own[:1])


def check_summary(compare, rows, card, earlier, changes):
    overall = card["overall"]
    figures = next(row for row in rows if isinstance(row.get("A"), float))
    basis = rows[rows.index(figures) + 1]
    gaps = [service["gap"] for service in card["services"].values() if service["gap"] is not None]
    levels = [service["level"] for service in card["services"].values()]
    targets = [service["target"] for service in card["services"].values()]
    for cell, value in (
        (figures["A"], overall["score"]),
        (basis["A"], overall["areas"]),
        (figures["D"], overall["answered"]),
        (basis["D"], overall["applicable"]),
        (figures["F"], min(level for level in levels if level is not None)),
        (basis["F"], len(overall["lowest"])),
        (figures["H"], sum(gap > 0 for gap in gaps)),
        (basis["H"], sum(target is not None for target in targets)),
    ):
        compare("workbook: summary", cell, number(value))
    rows = below(rows, "A", "ID")
    named = [
        (id, figures, earlier["areas"][id], changes["areas"][id])
        for id, figures in card["areas"].items()
    ]
    named.append((None, overall, earlier["overall"], changes["overall"]))
    for row, (id, figures, past, like) in zip(rows, named):
        compare(f"workbook: summary area {id}", row.get("A"), id)
        # The difference of the two figures as they are shown, each over the same services.
        change = Fraction(calculation.tenths(like["after"]) - calculation.tenths(like["before"]), 10)
        for column, value in (
            ("D", figures["score"]),
            ("E", figures["target"]),
            ("F", figures["answered"]),
            ("G", figures["applicable"]),
            ("H", past["score"]),
            ("I", change),
        ):
            compare(f"workbook: summary {id} {column}", row[column], number(value))


def check_services(compare, rows, frameworks, last, before, card):
    rows = below(rows, "B", "ID")
    changes = calculation.compare(frameworks, before, last)["services"]
    changes = {change["service"]: change for change in changes}
    words = {}
    for row, (id, figures) in zip(rows, card["services"].items()):
        place = f"workbook: services {id}"
        compare(place, row["B"], id)
        compare_state(compare, place, row["D"], (figures["state"], figures["level"]), words)
        compare(f"{place} target", row.get("F"), number(figures["target"]))
        compare(f"{place} gap", row["G"], "–" if figures["gap"] is None else number(figures["gap"]))
        change = changes.get(id, {"before": None, "change": None})
        if change["before"]:
            compare_state(compare, f"{place} before", row["H"], change["before"], words)
        change = change["change"]
        compare(f"{place} change", row["I"], "–" if change is None else number(change))


def compare_state(compare, place, cell, state, words):
    """A level is a number; each other state has one word throughout."""
    kind, level = state
    if kind == "level":
        compare(place, cell, number(level))
    else:
        compare(f"{place} {kind}", words.setdefault(kind, cell), cell)
        compare(f"{place} is a word of its own", len(set(words.values())), len(words))


def check_gaps(compare, rows, last, reading, language):
    cited = {
        requirement["id"]: requirement.get("cited", {}).get(language, requirement["id"])
        for requirement in (reading["requirements"] if reading else [])
    }
    rows = [row for row in below(rows, "B", "ID") if isinstance(row.get("A"), float)]
    own = calculation.gaps(last, reading)["gaps"]
    compare("workbook: gaps", len(rows), len(own))
    for at, (row, gap) in enumerate(zip(rows, own), 1):
        place = f"workbook: gap {gap['service']}"
        compare(place, row["B"], gap["service"])
        for column, value in (
            ("A", at),
            ("E", gap["level"]),
            ("F", gap["target"]),
            ("G", gap["gap"]),
            ("H", gap["to"]),
            ("L", gap["days"]),
        ):
            compare(f"{place} {column}", row[column], number(value))
        found = re.split(", |、", row["N"]) if row.get("N") else []
        # What is cited may hold a comma itself.
        cites = "".join(cited[duty] for duty in gap["duties"])
        compare(f"{place} duties", "".join(found), re.sub(", |、", "", cites))


def check_roadmap(compare, rows, last, card):
    actions = sorted(last.actions(), key=lambda action: ("due" not in action, action.get("due", "")))
    for row, action in zip(below(rows, "B", "ID"), actions):
        place = f"workbook: action {action['id']}"
        compare(place, row["B"], action["service"])
        due = (date(1899, 12, 30) + timedelta(days=row["A"])).isoformat()
        compare(f"{place} due", due, action["due"])
        compare(f"{place} level", row["D"], number(card["services"][action["service"]]["level"]))
        compare(f"{place} to", row["E"], number(action["to_level"]))
        if "effort_days" in action:
            compare(f"{place} days", row["I"], number(action["effort_days"]))
    by_state = {}
    for action in actions:
        count, days = by_state.get(action["state"], (0, Fraction(0)))
        by_state[action["state"]] = count + 1, days + Fraction(action["effort_days"])
    sums = [row for row in rows if {"C", "D", "E"} == set(row) and isinstance(row["D"], float)]
    found = sorted((row["D"], row["E"]) for row in sums if row["D"])
    own = sorted((Fraction(count), days) for count, days in by_state.values())
    compare("workbook: actions by state", found, own)


def check_projection(compare, rows, last, card):
    """What the accepted actions lead to, beside what is."""
    projected = calculation.projection(last)
    pairs = [
        (figures["score"], projected["areas"][id]["score"]) for id, figures in card["areas"].items()
    ]
    pairs.append((card["overall"]["score"], projected["overall"]["score"]))
    found = [(row["B"], row["C"]) for row in rows if {"A", "B", "C", "D", "E"} == set(row)]
    found = [pair for pair in found if isinstance(pair[0], float)]
    compare("workbook: projection", found, pairs)


def check_readings(compare, rows, last, readings, language):
    own = [judged for reading in readings for judged in calculation.read(last, reading)]
    table = [row for row in rows if {"A", "B", "C", "F", "G"} <= set(row)][1:]
    compare("workbook: requirements", len(table), len(own))
    words = {}
    for row, judged in zip(table, own):
        place = f"workbook: requirement {judged['id']}"
        compare(place, row["B"], judged["cited"][language])
        compare(f"{place} expected", row["E"], number(judged["expected_level"]))
        compare(f"{place} state", words.setdefault(judged["state"], row["F"]), row["F"])
        lines = row["G"].splitlines()[1:]
        compare(f"{place} services", [line.split(" ")[0] for line in lines], judged["services"])
    compare("workbook: words of judgment", len(set(words.values())), len(words))
    for row, reading in zip((row for row in rows if {"A", "B"} == set(row)), readings):
        judged = calculation.read(last, reading)
        for state, word in words.items():
            count = sum(one["state"] == state for one in judged)
            found = re.search(rf"(?:^|[^a-z]){re.escape(word)}[^0-9a-z]{{0,3}}(\d+)", row["B"])
            compare(f"workbook: {reading['id']} {state}", int(found.group(1)) if found else None, count)


def check_progress(compare, rows, frameworks, rounds):
    columns = ["C", "D", "E"][:len(rounds)]
    cards = [calculation.score(each) for each in rounds]
    table = {row["A"]: row for row in rows if "A" in row}
    last = rounds[-1]
    whole = [row for row in rows if set(columns) <= set(row) and isinstance(row["C"], float)]
    for row, field in zip(whole, ("score", "answered", "applicable")):
        for column, card in zip(columns, cards):
            compare(f"workbook: progress {field}", row[column], number(card["overall"][field]))
    for id, figures in cards[-1]["areas"].items():
        row = next(row for row in rows if str(row.get("B", "")).startswith(f"{id} "))
        for column, each, card in zip(columns, rounds, cards):
            same = each.sheet["id"] == last.sheet["id"]
            value = number(card["areas"][id]["score"]) if same else "–"
            compare(f"workbook: progress {id}", row[column], value)
    lines = {service: {} for service in last.services}
    for column, each in zip(columns, rounds):
        for change in calculation.compare(frameworks, each, last)["services"]:
            lines[change["service"]][column] = change["before"]
    words = {}
    for service, line in lines.items():
        for column in columns:
            if column in line:
                place = f"workbook: progress {service} {column}"
                compare_state(compare, place, table[service][column], line[column], words)
            else:
                compare(f"workbook: progress {service}", table[service][column], "–")


def number(value):
    return None if value is None else Fraction(value)
