"""Compares the table of a report with the independent calculation."""

import csv

import calculation


def check_csv(compare, path, frameworks, rounds):
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))[1:]
    last = rounds[-1]
    changes = calculation.compare(frameworks, rounds[-2], last)["services"]
    changes = {change["service"]: change for change in changes}
    services = calculation.score(last)["services"]
    compare("CSV: lines", len(table), len(services))
    words = {}
    for row, (id, figures) in zip(table, services.items()):
        change = changes.get(id, {"before": (None, None), "change": None})
        own = [last.area_of[id], id, figures["level"], figures["target"], figures["gap"]]
        own += [change["before"][1], change["change"], len(last.entry(id).get("evidence", []))]
        found = [row[at] for at in (0, 2, 5, 7, 8, 10, 11, 13)]
        compare(f"CSV: {id}", found, ["" if value is None else str(value) for value in own])
        compare(f"CSV: {id} state", words.setdefault(figures["state"], row[4]), row[4])
    compare("CSV: words of states", len(set(words.values())), len(words))
