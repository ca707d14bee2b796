"""Compares the table and the JSON of a report with the independent calculation."""

import csv
import json
from fractions import Fraction

import calculation
import terminal


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


def check_json(compare, path, frameworks, rounds, readings):
    with open(path, encoding="utf-8") as file:
        said = json.load(file)
    last = rounds[-1]
    card, projected = calculation.score(last), calculation.projection(last)
    for place, spoken, own in (("JSON", said, card), ("JSON projection", said["projection"], projected)):
        for field, value in own["overall"].items():
            compare(f"{place} overall {field}", spoken["overall"][field], value)
        for area, (id, figures) in zip(spoken["areas"], own["areas"].items(), strict=True):
            for field, value in {"id": id, **figures}.items():
                compare(f"{place} area {id} {field}", area[field], value)
        for service, (id, figures) in zip(spoken["services"], own["services"].items(), strict=True):
            for field, value in {"id": id, **figures}.items():
                if field in service:
                    compare(f"{place} service {id} {field}", service[field], value)
    own = calculation.gaps(last, frameworks.readings[readings[0]])
    ranked = [[gap[field] for field in ("service", "level", "target", "gap")] for gap in own["gaps"]]
    found = [[gap[field] for field in ("service", "level", "target", "gap")] for gap in said["gaps"]["ranked"]]
    compare("JSON gaps", found, ranked)
    compare("JSON reached", said["gaps"]["reached"], own["reached"])
    compare("JSON unknown", said["gaps"]["unknown"], own["unknown"])
    for spoken, id in zip(said["readings"], readings, strict=True):
        judged = calculation.read(last, frameworks.readings[id])
        found = [[one["id"], one["state"]] for one in spoken["requirements"]]
        compare(f"JSON {id}", found, [[one["id"], one["state"]] for one in judged])
    compare_rounds(compare, said["comparison"], calculation.compare(frameworks, rounds[-2], last))
    own = calculation.review(frameworks, rounds[-2], last)
    terminal.check_review(compare, "JSON plan", said["plan_outcome"], own)


def compare_rounds(compare, spoken, own):
    for field in ("one_sheet", "falls", "rises", "begun", "ended"):
        compare(f"JSON comparison {field}", spoken[field], own[field])
    change = own["after"]["overall"]["score"] - own["before"]["overall"]["score"]
    compare("JSON comparison overall", spoken["overall"]["change"], Fraction(change))
    found = [[change["service"], change["change"]] for change in spoken["services"]]
    wanted = [[change["service"], change["change"]] for change in own["services"]]
    compare("JSON comparison services", found, wanted)
