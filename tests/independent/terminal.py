"""Compares what the terminal program says as JSON with the independent calculation."""

import json
import subprocess
from fractions import Fraction

import calculation
import report_json


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
        check_plans(compare, program, sheet_round)
    check_trend(compare, program, frameworks, rounds)
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
    # Titles and what a person typed are the file's own.
    overall = {field: said["overall"][field] for field in own["overall"]}
    compare(f"{place} overall", overall, own["overall"])
    lowest = {own["services"][service]["level"] for service in own["overall"]["lowest"]}
    compare(f"{place} lowest level", [said["overall"]["lowest_level"]], list(lowest) or [None])
    for spoken, (area, figures) in zip(said["areas"], own["areas"].items(), strict=True):
        wanted = {"id": area, **figures}
        compare(f"{place} areas", {field: spoken[field] for field in wanted}, wanted)
    for spoken, (service, figures) in zip(said["services"], own["services"].items(), strict=True):
        wanted = {"id": service, **figures}
        # A projection says no target: that is the round's.
        if "target" not in spoken:
            del wanted["target"]
        compare(f"{place} services", {field: spoken[field] for field in wanted}, wanted)


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
                        "statement": gap["statement"][language],
                        "action": gap["step"]["action"][language],
                        "deliverable": gap["step"]["deliverable"][language],
                        "effort": gap["step"]["effort"],
                        "days": gap["days"],
                        "elapsed_weeks": gap["step"].get("elapsed"),
                    },
                    "duties": gap["duties"],
                }
                for gap in own["gaps"]
            ]
            said = said["gaps"]
            compare(f"{place} reading", said["reading"], reading and reading["id"])
            compare(f"{place} ranked", said["ranked"], ranked)
            compare(f"{place} reached", said["reached"], own["reached"])
            compare(f"{place} unknown", said["unknown"], own["unknown"])
            targeted = len(own["gaps"]) + len(own["reached"]) + len(own["unknown"])
            compare(f"{place} targeted", said["targeted"], targeted)


def check_readings(compare, program, frameworks, sheet_round):
    for reading in frameworks.readings.values():
        if reading["sheet"] != sheet_round.sheet["id"]:
            continue
        said = program.json("read", sheet_round.path, "--reading", reading["id"])["reading"]
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
    comparison = said["comparison"]
    report_json.check_comparison(compare, place, comparison, own)
    for spoken, change in zip(comparison["services"], own["services"], strict=True):
        for field in ("older_service", "continuity"):
            compare(f"{place} {change['service']} {field}", spoken[field], change[field])
        for field in ("before", "after"):
            state, level = change[field]
            wanted = {"state": state, "level": level}
            compare(f"{place} {change['service']} {field}", spoken[field], wanted)
    own = calculation.review(frameworks, older, newer)
    report_json.check_review(compare, f"{place} plan", said["plan_outcome"], own)


def check_plans(compare, program, sheet_round):
    for budget in (0, 4, 20, 60, 1000):
        said = program.json("plan", sheet_round.path, "--budget", budget)
        place = f"plan {sheet_round.path.name} {budget}"
        compare(f"{place} closed", said["closed"], calculation.most_closed(sheet_round, budget))
        days = [
            calculation.step_days(sheet_round.services[step["service"]], step["to"])
            for step in said["chosen"]
        ]
        compare(f"{place} days", said["days"], Fraction(sum(days)))
        compare(f"{place} is within the budget", sum(days) <= budget, True)
        compare(f"{place} steps", len(said["chosen"]), said["closed"])
        gaps = calculation.gaps(sheet_round)["gaps"]
        compare(f"{place} open", said["open"], sum(gap["gap"] for gap in gaps))
        for gap in gaps:
            chosen = [step["to"] for step in said["chosen"] if step["service"] == gap["service"]]
            wanted = list(range(gap["to"], gap["to"] + len(chosen)))
            compare(f"{place} {gap['service']} leaves no level out", sorted(chosen), wanted)


def check_trend(compare, program, frameworks, rounds):
    said = program.json("trend", *(sheet_round.path for sheet_round in rounds))["progress"]
    for spoken, sheet_round in zip(said["rounds"], rounds, strict=True):
        place, card = f"trend {sheet_round.path.name}", calculation.score(sheet_round)
        compare(f"{place} date", spoken["date"], sheet_round.date())
        for field in ("score", "target", "answered", "applicable"):
            compare(f"{place} {field}", spoken["overall"][field], card["overall"][field])
            for area, (id, figures) in zip(spoken["areas"], card["areas"].items(), strict=True):
                compare(f"{place} {id} {field}", area[field], figures[field])
    for older, newer, spoken in zip(rounds, rounds[1:], said["rounds"][1:]):
        changed = None
        if older.sheet["id"] != newer.sheet["id"]:
            own = calculation.compare(frameworks, older, newer)
            changed = {"carried": len(own["services"]), "begun": own["begun"], "ended": own["ended"]}
        compare(f"trend {newer.path.name} break before", spoken["break_before"], changed)
    own = calculation.trend(frameworks, rounds)
    for spoken, (service, line) in zip(said["services"], own.items(), strict=True):
        compare(f"trend {service}", spoken["id"], service)
        points = []
        for sheet_round, point in zip(rounds, line):
            if point is None:
                points.append(None)
                continue
            state, level = sheet_round.state(point[0])
            points.append({
                "service": point[0],
                "state": state,
                "level": level,
                "target": sheet_round.entry(point[0]).get("target"),
                "continuity": point[1],
            })
        compare(f"trend {service} points", spoken["points"], points)
