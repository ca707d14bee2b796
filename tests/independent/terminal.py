"""Compares what the terminal program says as JSON with the independent calculation."""

import json
import subprocess

import calculation


class Program:
    def __init__(self, path):
        self.path = path

    def json(self, *words):
        command = [self.path, *map(str, words), "--json"]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr.decode()}"
        return json.loads(done.stdout)


def check(compare, program, frameworks, rounds):
    """Every figure of every round, every reading and every pair of rounds."""
    for sheet_round in rounds:
        check_scores(compare, program, sheet_round)
        check_gaps(compare, program, frameworks, sheet_round)
        check_readings(compare, program, frameworks, sheet_round)
    for index, newer in enumerate(rounds):
        for older in rounds[:index]:
            check_comparison(compare, program, frameworks, older, newer)


def check_scores(compare, program, sheet_round):
    place = f"score {sheet_round.path.name}"
    said = program.json("score", sheet_round.path, "--projection")
    compare(place + " sheet", said["sheet"], sheet_round.file["sheet"])
    check_scorecard(compare, place, said, calculation.score(sheet_round))
    projected = calculation.projection(sheet_round)
    check_scorecard(compare, place + " projection", said["projection"], projected)
    dues = sorted({action["due"] for action in sheet_round.actions() if "due" in action})
    for day in dues[::2]:
        said = program.json("score", sheet_round.path, "--projection", "--by", day)
        projected = calculation.projection(sheet_round, day)
        check_scorecard(compare, f"{place} by {day}", said["projection"], projected)


def check_scorecard(compare, place, said, own):
    overall = dict(own["overall"])
    overall.pop("target")
    compare(f"{place} overall", said["overall"], overall)
    areas = [
        {
            "id": area,
            "score": figures["score"],
            "answered": figures["answered"],
            "applicable": figures["applicable"],
        }
        for area, figures in own["areas"].items()
    ]
    compare(f"{place} areas", said["areas"], areas)
    services = [{"id": service, **figures} for service, figures in own["services"].items()]
    compare(f"{place} services", said["services"], services)


def check_gaps(compare, program, frameworks, sheet_round):
    sheet = sheet_round.sheet["id"]
    readings = [reading for reading in frameworks.readings.values() if reading["sheet"] == sheet]
    for reading in [None, *readings]:
        chosen = ["--reading", reading["id"]] if reading else []
        # The words of the steps do not depend on the reading.
        for language in ("en",) if reading else ("en", "ja"):
            said = program.json("gaps", sheet_round.path, *chosen, "--language", language)
            own = calculation.gaps(sheet_round, reading)
            place = f"gaps {sheet_round.path.name} {reading and reading['id']} {language}"
            ranked = [
                {
                    "service": gap["service"],
                    "area": sheet_round.area_of[gap["service"]],
                    "level": gap["level"],
                    "target": gap["target"],
                    "gap": gap["gap"],
                    "next_step": {
                        "to": gap["to"],
                        "action": gap["step"]["action"][language],
                        "deliverable": gap["step"]["deliverable"][language],
                        "effort": gap["step"]["effort"],
                    },
                    "duties": gap["duties"],
                }
                for gap in own["gaps"]
            ]
            compare(f"{place} ranked", said["gaps"], ranked)
            compare(f"{place} reached", said["reached"], own["reached"])
            compare(f"{place} unknown", said["unknown"], own["unknown"])
            targeted = len(own["gaps"]) + len(own["reached"]) + len(own["unknown"])
            compare(f"{place} targeted", said["targeted"], targeted)


def check_readings(compare, program, frameworks, sheet_round):
    for reading in frameworks.readings.values():
        if reading["sheet"] != sheet_round.sheet["id"]:
            continue
        said = program.json("read", sheet_round.path, "--reading", reading["id"])
        own = calculation.read(sheet_round, reading)
        place = f"read {sheet_round.path.name} {reading['id']}"
        for spoken, judged in zip(said["requirements"], own, strict=True):
            for field in ("id", "state", "basis", "expected_level"):
                compare(f"{place} {judged['id']} {field}", spoken[field], judged[field])
            services = [of["service"] for of in spoken["judged"]]
            compare(f"{place} {judged['id']} services", services, judged["services"])
        for state, count in said["counts"].items():
            own_count = sum(judged["state"] == state for judged in own)
            compare(f"{place} {state}", count, own_count)


def check_comparison(compare, program, frameworks, older, newer):
    said = program.json("compare", older.path, newer.path)
    own = calculation.compare(frameworks, older, newer)
    place = f"compare {older.path.name} {newer.path.name}"
    for field in ("one_sheet", "falls", "rises", "begun", "ended"):
        compare(f"{place} {field}", said[field], own[field])
    for spoken, change in zip(said["services"], own["services"], strict=True):
        for field in ("service", "older_service", "continuity", "change"):
            compare(f"{place} {change['service']} {field}", spoken[field], change[field])
        for field in ("before", "after"):
            state, level = change[field]
            wanted = {"state": state, "level": level}
            compare(f"{place} {change['service']} {field}", spoken[field], wanted)
    figures = [("overall", said["overall"], lambda card: card["overall"]["score"])]
    for area in said["areas"]:
        figures.append((area["id"], area, lambda card, id=area["id"]: card["areas"][id]["score"]))
    for name, spoken, pick in figures:
        before = pick(own["before"]) if own["before"] else None
        after = pick(own["after"])
        change = after - before if before is not None and after is not None else None
        for field, value in (("before", before), ("after", after), ("change", change)):
            compare(f"{place} {name} {field}", spoken[field], value)
