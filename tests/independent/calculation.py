"""The arithmetic once more, from the rules and the raw files alone.

Written without a look at the program's code, with fractions instead of floating
point, and short enough to be read against the rules in docs/glossary.md.
"""

import json
from fractions import Fraction
from pathlib import Path

PLANNED_DAYS = {"small": 5, "medium": 20, "large": 40}
EFFORT = {"small": 0, "medium": 1, "large": 2}


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


class Frameworks:
    """The files of a `frameworks` folder."""

    def __init__(self, folder):
        def by_id(kind):
            files = [load(path) for path in sorted((Path(folder) / kind).glob("*.json"))]
            return {file["id"]: file for file in files}

        self.sheets = by_id("sheets")
        self.readings = by_id("readings")
        self.crosswalks = list(by_id("crosswalks").values())


class Round:
    """One assessment with its sheet."""

    def __init__(self, frameworks, path):
        self.path = Path(path)
        self.file = load(path)
        self.sheet = frameworks.sheets[self.file["sheet"]["id"]]
        assert self.sheet["edition"] == self.file["sheet"]["edition"]
        self.areas = {
            area["id"]: [service["id"] for service in area["services"]]
            for area in self.sheet["areas"]
        }
        self.services = {
            service["id"]: service
            for area in self.sheet["areas"]
            for service in area["services"]
        }
        self.area_of = {
            service: area for area, services in self.areas.items() for service in services
        }

    def entry(self, service):
        return self.file.get("services", {}).get(service, {})

    def state(self, service):
        """One of level, not_applicable, dont_know, unanswered; and the level."""
        answer = self.entry(service).get("answer")
        if answer is None:
            return "unanswered", None
        if answer == "dont_know":
            return "dont_know", None
        (kind, value), = answer.items()
        return kind, value if kind == "level" else None

    def states(self):
        return {service: self.state(service) for service in self.services}

    def target(self, service):
        """A service that does not apply has no target."""
        if self.state(service)[0] == "not_applicable":
            return None
        return self.entry(service).get("target")

    def actions(self):
        return self.file.get("actions", [])

    def date(self):
        return self.file["date"]


def mean(values):
    values = [Fraction(value) for value in values]
    return sum(values) / len(values) if values else None


def score(sheet_round, states=None):
    """Areas are means of their levels, the whole is the mean of the areas that have one."""
    states = states or sheet_round.states()
    areas = {}
    for area, services in sheet_round.areas.items():
        levels = [states[service][1] for service in services if states[service][0] == "level"]
        targets = [sheet_round.target(service) for service in services]
        areas[area] = {
            "score": mean(levels),
            "answered": len(levels),
            "applicable": sum(states[service][0] != "not_applicable" for service in services),
            "target": mean([target for target in targets if target is not None]),
        }
    levels = [level for kind, level in states.values() if kind == "level"]
    scored = [area["score"] for area in areas.values() if area["score"] is not None]
    targeted = [area["target"] for area in areas.values() if area["target"] is not None]
    overall = {
        "score": mean(scored),
        "areas": len(scored),
        "answered": len(levels),
        "applicable": sum(kind != "not_applicable" for kind, _ in states.values()),
        "lowest": [
            service
            for service, (kind, level) in states.items()
            if kind == "level" and level == min(levels)
        ],
        "target": mean(targeted),
    }
    services = {}
    for service, (kind, level) in states.items():
        target = sheet_round.target(service)
        gap = max(target - level, 0) if target is not None and level is not None else None
        services[service] = {"state": kind, "level": level, "target": target, "gap": gap}
    return {"overall": overall, "areas": areas, "services": services}


def projection(sheet_round, by=None):
    """The scores as if what is planned, begun or done had reached its level."""
    states = sheet_round.states()
    for action in sheet_round.actions():
        due = action.get("due")
        counts = action["state"] != "dropped" and (by is None or (due is not None and due <= by))
        kind, level = states[action["service"]]
        if counts and kind == "level":
            states[action["service"]] = kind, max(level, action["to_level"])
    return score(sheet_round, states)


def duties(reading, service):
    """The requirements that rest on a service directly."""
    return [
        requirement["id"]
        for requirement in reading["requirements"]
        if any(
            support["id"] == service and support["strength"] == "direct"
            for support in requirement["services"]
        )
    ]


def gaps(sheet_round, reading=None):
    """Larger first; then what a duty rests on; then lower; then the smaller step; then order."""
    ranked, reached, unknown = [], [], []
    for position, service in enumerate(sheet_round.services):
        target = sheet_round.target(service)
        kind, level = sheet_round.state(service)
        if target is None:
            continue
        if kind != "level":
            unknown.append(service)
        elif level >= target:
            reached.append(service)
        else:
            step = sheet_round.services[service]["levels"][level + 1]["step"]
            on_it = duties(reading, service) if reading else []
            ranked.append({
                "key": (level - target, not on_it, level, EFFORT[step["effort"]], position),
                "service": service,
                "level": level,
                "target": target,
                "gap": target - level,
                "to": level + 1,
                "step": step,
                "statement": sheet_round.services[service]["levels"][level + 1]["statement"],
                "duties": on_it,
            })
    ranked.sort(key=lambda gap: gap["key"])
    return {"gaps": ranked, "reached": reached, "unknown": unknown}


def read(sheet_round, reading):
    """Each requirement by its direct services, or by its supporting ones where it has none."""
    judged = []
    for requirement in reading["requirements"]:
        strengths = {support["strength"] for support in requirement["services"]}
        basis = "direct" if "direct" in strengths else "supporting"
        services = [
            support["id"]
            for support in requirement["services"]
            if support["strength"] == basis
        ]
        states = [sheet_round.state(service) for service in services]
        expected = requirement["expected_level"]
        reached = any(kind == "level" and level >= expected for kind, level in states)
        below = any(kind == "level" and level < expected for kind, level in states)
        open_ = any(kind in ("unanswered", "dont_know") for kind, _ in states)
        if reached and below:
            state = "partly"
        elif open_ or not (reached or below):
            state = "cannot_tell"
        else:
            state = "evidenced" if reached else "not_evidenced"
        judged.append({
            "id": requirement["id"],
            "state": state,
            "basis": basis,
            "services": services,
            "expected_level": expected,
        })
    return judged


def ancestors(frameworks, older, newer):
    """Which older service each newer one continues, and how closely."""
    if older.sheet["id"] == newer.sheet["id"]:
        return {service: (service, "same") for service in newer.services}
    links = []
    for crosswalk in frameworks.crosswalks:
        ends = crosswalk["from"], crosswalk["to"]
        if ends == (older.sheet["id"], newer.sheet["id"]):
            links = [(link["from"], link["to"], link["relation"]) for link in crosswalk["links"]]
        elif ends == (newer.sheet["id"], older.sheet["id"]):
            links = [(link["to"], link["from"], link["relation"]) for link in crosswalk["links"]]
    found = {}
    for past, present, relation in links:
        # What several older services became begins anew; what one was split into is marked.
        if sum(link[1] == present for link in links) == 1:
            split = sum(link[0] == past for link in links) > 1
            found[present] = past, "split" if split else relation
    return found


def compare(frameworks, older, newer):
    past = ancestors(frameworks, older, newer)
    services = []
    for service in newer.services:
        if service not in past:
            continue
        before, after = older.state(past[service][0]), newer.state(service)
        both = before[1] is not None and after[1] is not None
        services.append({
            "service": service,
            "older_service": past[service][0],
            "continuity": past[service][1],
            "before": before,
            "after": after,
            "change": after[1] - before[1] if both else None,
        })
    changed = [change for change in services if change["change"]]
    one_sheet = older.sheet["id"] == newer.sheet["id"]
    return {
        "one_sheet": one_sheet,
        "services": services,
        # Sorting is stable: equal changes stay in the order of the sheet.
        "falls": [
            change["service"]
            for change in sorted(changed, key=lambda change: change["change"])
            if change["change"] < 0
        ],
        "rises": [
            change["service"]
            for change in sorted(changed, key=lambda change: -change["change"])
            if change["change"] > 0
        ],
        "begun": [service for service in newer.services if service not in past],
        "ended": [
            service
            for service in older.services
            if service not in [older_service for older_service, _ in past.values()]
        ],
        "before": score(older) if one_sheet else None,
        "after": score(newer),
    }


def review(frameworks, older, newer):
    """The plan of an earlier round beside what a later one finds."""
    past = ancestors(frameworks, older, newer)

    def now(service):
        """The first service of the newer sheet that continues an older one."""
        return next((new for new in newer.services if past.get(new, (None,))[0] == service), None)

    def outcome(service, to_level):
        here = now(service)
        before = older.state(service)
        after = newer.state(here) if here else ("unanswered", None)
        if here is None:
            verdict = "gone"
        elif after[1] is None:
            verdict = "cannot_tell"
        else:
            verdict = "reached" if after[1] >= to_level else "not_reached"
        return {
            "service": service,
            "service_now": here,
            "to_level": to_level,
            "before": {"state": before[0], "level": before[1]},
            "after": {"state": after[0], "level": after[1]},
            "outcome": verdict,
        }

    later = {action["id"]: action["state"] for action in newer.actions()}
    by_due = sorted(older.actions(), key=lambda action: ("due" not in action, action.get("due", "")))
    actions = [
        {
            "id": action["id"],
            "state": later.get(action["id"], action["state"]),
            **outcome(action["service"], action["to_level"]),
        }
        for action in by_due
    ]
    plan = older.file.get("plan")
    steps = [
        {"chosen": chosen, "days": Fraction(step["days"]), **outcome(step["service"], step["to_level"])}
        for chosen, list_ in ((True, "steps"), (False, "left_out"))
        for step in (plan or {}).get(list_, [])
    ]
    planned = {action["service_now"] for action in actions}
    planned |= {step["service_now"] for step in steps if step["chosen"]}
    risen = compare(frameworks, older, newer)["services"]
    one_sheet = older.sheet["id"] == newer.sheet["id"]
    with_plan = None
    if plan and one_sheet:
        states = older.states()
        for step in plan["steps"]:
            kind, level = states[step["service"]]
            if kind == "level":
                states[step["service"]] = kind, max(level, step["to_level"])
        with_plan = score(older, states)
    cards = {
        "before": score(older) if one_sheet else None,
        "planned": with_plan,
        "projected": projection(older, newer.date()) if one_sheet else None,
        "actual": score(newer),
    }
    return {
        "actions": actions,
        "plan": plan and {
            "budget_days": Fraction(plan["budget_days"]),
            "days": sum(Fraction(step["days"]) for step in plan["steps"]),
            "steps": steps,
        },
        "unplanned": [
            change["service"]
            for change in risen
            if (change["change"] or 0) > 0 and change["service"] not in planned
        ],
        "overall": {name: card and card["overall"]["score"] for name, card in cards.items()},
        "areas": [
            {"id": area, **{name: card and card["areas"][area]["score"] for name, card in cards.items()}}
            for area in newer.areas
        ],
    }


def trend(frameworks, rounds):
    """Each service of the last round's sheet, followed back from round to round."""
    lines = {service: [(service, "same")] for service in rounds[-1].services}
    order = ["same", "close", "split"]
    for older, newer in zip(rounds[-2::-1], rounds[:0:-1]):
        past = ancestors(frameworks, older, newer)
        for line in lines.values():
            here = line[0]
            if here is None or here[0] not in past:
                line.insert(0, None)
                continue
            service, link = past[here[0]]
            # The weakest link of the chain counts.
            line.insert(0, (service, max(link, here[1], key=order.index)))
    return lines


def most_closed(sheet_round, budget):
    """The most levels of gap that whole steps can close with so many person-days."""
    best = {0: 0}
    for gap in gaps(sheet_round)["gaps"]:
        choices = [(0, 0)]
        for level in range(gap["level"] + 1, gap["target"] + 1):
            step = sheet_round.services[gap["service"]]["levels"][level]["step"]
            choices.append((choices[-1][0] + PLANNED_DAYS[step["effort"]], choices[-1][1] + 1))
        found = {}
        for days, closed in best.items():
            for more_days, more in choices:
                if days + more_days <= budget:
                    at = days + more_days
                    found[at] = max(found.get(at, 0), closed + more)
        best = found
    return max(best.values())


def one_decimal(value):
    """As shown: one decimal, half away from zero; a dash where there is nothing."""
    if value is None:
        return "–"
    tenths = abs(value) * 10
    rounded = int(tenths) + (tenths - int(tenths) >= Fraction(1, 2))
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{rounded // 10}.{rounded % 10}"
