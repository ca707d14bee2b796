"""Assessments that nobody would have thought of, from a fixed seed.

They vary what the arithmetic turns on: states, targets, indicators, evidence of every age,
several actions of one service in every state, estimates, due days, two sheets, corrections.
"""

import json
import random
from datetime import date, timedelta

ACTION_STATES = ("planned", "in_progress", "done", "dropped")


def families(frameworks, folder, seed, count):
    """Paths of rounds that belong together, oldest first."""
    chance = random.Random(seed)
    sheets = list(frameworks.sheets.values())
    for family in range(count):
        yield [
            write(folder / f"{family}-{index}.psirt.json", file)
            for index, file in enumerate(rounds(chance, sheets, family))
        ]


def write(path, file):
    path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    return path


def rounds(chance, sheets, family):
    day = date(2023, 1, 31) + timedelta(days=chance.randrange(400))
    files = []
    for index in range(chance.randint(1, 4)):
        sheet = sheets[0] if index and chance.random() < 0.7 and files[-1]["sheet"]["id"] == sheets[0]["id"] else chance.choice(sheets)
        file = assessment(chance, sheet, f"{family}-{index}", day)
        if index and chance.random() < 0.3:
            file["corrects"] = chance.choice(files)["id"]
        files.append(file)
        day += timedelta(days=chance.randint(1, 500))
    return files


def assessment(chance, sheet, id, day):
    # A round with few answers, one with many, and all between.
    answered, backed = chance.random(), chance.random()
    services, actions = {}, []
    for area in sheet["areas"]:
        whole_area = chance.random()
        for service in area["services"]:
            entry = {}
            if whole_area < 0.08:
                entry["answer"] = {"not_applicable": "no such products"}
            elif chance.random() < answered:
                entry["answer"] = answer(chance)
            if chance.random() < 0.6 and "not_applicable" not in (entry.get("answer") or {}):
                entry["target"] = chance.randint(0, 5)
            if chance.random() < 0.5:
                ids = [one["id"] for level in service["levels"] for one in level.get("indicators", [])]
                entry["indicators"] = [one for one in ids if chance.random() < 0.8]
            if chance.random() < backed:
                entry["evidence"] = [evidence(chance, day) for _ in range(chance.randint(1, 3))]
            if entry:
                services[service["id"]] = entry
            while chance.random() < 0.3:
                actions.append(action(chance, f"a{len(actions)}", service["id"], day))
    chance.shuffle(actions)
    return {
        "format": 1,
        "id": id,
        "sheet": {"id": sheet["id"], "edition": sheet["edition"]},
        "organization": {"name": "Example"},
        "scope": "everything",
        "title": id,
        "date": day.isoformat(),
        "state": "finished",
        "services": services,
        "actions": actions,
        **({"plan": plan(chance, sheet)} if chance.random() < 0.5 else {}),
    }


def answer(chance):
    kind = chance.random()
    if kind < 0.1:
        return "dont_know"
    if kind < 0.2:
        return {"not_applicable": "no such products"}
    return {"level": chance.choice((0, 1, 1, 2, 2, 3, 3, 4, 5))}


def evidence(chance, day):
    piece = {"title": "something"}
    if chance.random() < 0.7:
        piece["kind"] = chance.choice(("record", "document"))
    if chance.random() < 0.85:
        # Around the days on which a record and a document end to count, and around today.
        months = chance.choice((0, 12, 24, chance.randint(0, 40)))
        at = day.year * 12 + day.month - 1 - months
        then = date(at // 12, at % 12 + 1, min(day.day, 28)) + timedelta(days=chance.randint(-4, 4))
        piece["date"] = then.isoformat()
    return piece


def action(chance, id, service, day):
    one = {
        "id": id,
        "service": service,
        "to_level": chance.randint(1, 5),
        "title": "something",
        "state": chance.choice(ACTION_STATES),
    }
    if chance.random() < 0.7:
        one["due"] = (day + timedelta(days=chance.randint(-200, 700))).isoformat()
    if chance.random() < 0.3:
        one["effort_days"] = chance.choice((0, 0.5, 3, 8, 12.5, 30))
    if chance.random() < 0.6:
        one["owner"] = chance.choice(("QA", "Legal", "PSIRT"))
    return one


def plan(chance, sheet):
    ids = [service["id"] for area in sheet["areas"] for service in area["services"]]
    steps = [
        {"service": id, "to_level": chance.randint(1, 5), "days": chance.choice((1, 5, 20))}
        for id in chance.sample(ids, 6)
    ]
    return {"budget_days": 100, "steps": steps[:4], "left_out": steps[4:]}
