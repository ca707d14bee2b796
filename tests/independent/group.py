"""Finds the figures of a benchmark's file in the reports made of it, and computes an own place."""

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import calculation
from pdf import lines_of
from workbook import Workbook, below


def check(compare, folder, sheet_round, language):
    """The reports of the last edition, in the folder of the group, with the own round."""
    path = sorted(folder.glob("*.psirt-benchmark.json"))[-1]
    benchmark = json.loads(json.loads(path.read_text("utf-8"))["signed"])
    own = own_scores(sheet_round)
    group_pdf, = folder.glob(f"*_benchmark_{language}.pdf")
    place_pdf, = folder.glob(f"*_place_{language}.pdf")
    group_book, = folder.glob(f"*_benchmark_{language}.xlsx")
    place_book, = folder.glob(f"*_place_{language}.xlsx")
    check_group_pdf(compare, lines_of(group_pdf), benchmark)
    check_group_book(compare, Workbook(group_book), benchmark)
    check_place_pdf(compare, lines_of(place_pdf), benchmark, own)
    check_place_book(compare, Workbook(place_book), benchmark, own)


def own_scores(sheet_round):
    """The own value of each subject, as a key of text; nothing where there is none."""
    scored = calculation.score(sheet_round)
    scores = {("overall", ""): scored["overall"]["score"]}
    for area, of_area in scored["areas"].items():
        scores["area", area] = of_area["score"]
    for service in sheet_round.services:
        kind, level = sheet_round.state(service)
        scores["service", service] = level if kind == "level" else None
    return scores


def subject(figures):
    said = figures["subject"]
    return ("overall", "") if said == "overall" else next(iter(said.items()))


def shown(kind, value):
    """A level is whole, a score has one decimal."""
    if value is None:
        return "–"
    return str(int(value)) if kind == "service" else calculation.one_decimal(Fraction(str(value)))


def hundredths(value):
    return str(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def deviation_score(benchmark, figures, own):
    """50 + 10 × (own − mean) / deviation, half away from zero, from `deviation` members on."""
    spread = figures.get("spread")
    if own is None or spread is None or spread["deviation"] == 0:
        return None
    if figures["n"] < benchmark["rules"]["deviation"]:
        return None
    mean, deviation = Fraction(str(spread["mean"])), Fraction(str(spread["deviation"]))
    score = 50 + 10 * (Fraction(own) - mean) / deviation
    return int((abs(score) + Fraction(1, 2)) // 1) * (1 if score >= 0 else -1)


def values(figures):
    kind, _ = subject(figures)
    quartiles = figures.get("quartiles", {})
    return [
        shown(kind, quartiles.get("lower")),
        shown(kind, figures.get("median")),
        shown(kind, quartiles.get("upper")),
    ]


def check_group_pdf(compare, lines, benchmark):
    for figures in benchmark["figures"]:
        n = str(figures["n"]) if "n" in figures else "–"
        spread = figures.get("spread")
        spread = (
            f"{hundredths(spread['mean'])} ({hundredths(spread['deviation'])})" if spread else "–"
        )
        row = " ".join([n, *values(figures), spread])
        # A long name is in lines above and below its figures.
        _, name = subject(figures)
        start = re.escape(f"{name} ") if name else ""
        found = [line for line in lines if re.search(rf"^{start}.*(^| ){re.escape(row)}( |$)", line)]
        compare(f"PDF benchmark: {subject(figures)} {row}", bool(found), True)
        for share in figures.get("shares", []):
            percent = str(share["percent"]) + "%"
            compare(f"PDF benchmark: share {percent}", any(percent in line for line in lines), True)
    members = str(benchmark["members"])
    compare("PDF benchmark: members", any(members in line for line in lines), True)


def number(value):
    return None if value is None else float(value)


def check_group_book(compare, book, benchmark):
    rows = below(book.sheets[1], "C", "n")
    for figures, row in zip(benchmark["figures"], rows, strict=True):
        kind, name = subject(figures)
        quartiles, spread = figures.get("quartiles", {}), figures.get("spread", {})
        said = [row.get(column) for column in "ACDEFGHI"]
        target = benchmark.get("targets", {}).get(name) if kind == "service" else None
        expected = [
            name or None,
            number(figures.get("n")),
            number(quartiles.get("lower")),
            number(figures.get("median")),
            number(quartiles.get("upper")),
            number(spread.get("mean")),
            number(spread.get("deviation")),
            number(target),
        ]
        compare(f"workbook benchmark: {subject(figures)}", said, expected)
        compare(f"workbook benchmark: {name} reason", "K" in row, "withheld" in figures)
    of_groups = sum(
        len(group["figures"])
        for breakdown in benchmark.get("breakdowns", [])
        for group in breakdown["groups"]
    )
    if of_groups:
        first = next(row for row, cells in enumerate(book.sheets[2]) if len(cells) >= 8)
        compare("workbook benchmark: groups", len(book.sheets[2]) - first - 1, of_groups)


def check_place_pdf(compare, lines, benchmark, own):
    overall = benchmark["figures"][0]
    text = "".join(lines).replace(" ", "")
    score = calculation.one_decimal(own["overall", ""])
    compare("PDF place: overall", f"{score}/" in text, True)
    compare("PDF place: median", values(overall)[1] in text, True)
    behind = [
        (name, own[kind, name], figures["median"])
        for figures in benchmark["figures"]
        for kind, name in [subject(figures)]
        if kind == "service"
        and own[kind, name] is not None
        and figures.get("median") is not None
        and own[kind, name] < figures["median"]
    ]
    compare("PDF place: behind", f"{len(behind)}/" in text, True)
    for name, level, median in behind:
        row = rf"^{re.escape(name)} .* {level} {int(median)}( |$)"
        short = f"{name}({level}→{int(median)})"
        found = any(re.search(row, line) for line in lines) or short in text
        compare(f"PDF place: behind in {name}", found, True)


def check_place_book(compare, book, benchmark, own):
    rows = below(book.sheets[1], "I", "n")
    for figures, row in zip(benchmark["figures"], rows, strict=True):
        kind, name = subject(figures)
        value = own[kind, name]
        quartiles = figures.get("quartiles", {})
        if value is None:
            compare(f"workbook place: {name} has no level", isinstance(row.get("C"), float), False)
        else:
            close = abs(Fraction(row["C"]) - value) < Fraction(1, 10**12)
            compare(f"workbook place: own {name}", close, True)
        said = [row.get(column) for column in "DEFHI"]
        expected = [
            number(quartiles.get("lower")),
            number(figures.get("median")),
            number(quartiles.get("upper")),
            number(deviation_score(benchmark, figures, value)),
            number(figures.get("n")),
        ]
        compare(f"workbook place: {subject(figures)}", said, expected)
