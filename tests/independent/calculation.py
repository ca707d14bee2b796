"""The arithmetic once more, from the rules and the raw files alone.

Written from the words of docs/arithmetic-en.md without a look at the program's code, with
fractions instead of floating point, and short enough to be read against that page.
"""

import calendar
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

PLANNED_DAYS = {"small": 5, "medium": 20, "large": 40}


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


class Frameworks:
    """The files of a `frameworks` folder."""

    def __init__(self, folder):
        def by_id(kind):
            files = [load(path) for path in sorted((Path(folder) / kind).glob("*.json"))]
            return {file["id"]: file for file in files}

        sheets = [load(path) for path in sorted((Path(folder) / "sheets").glob("*.json"))]
        self.sheets = {(sheet["id"], sheet["edition"]): sheet for sheet in sheets}
        self.readings = by_id("readings")
        self.crosswalks = list(by_id("crosswalks").values())


class Round:
    """One assessment with its sheet."""

    def __init__(self, frameworks, path):
        self.path = Path(path)
        self.file = load(path)
        self.sheet = frameworks.sheets[self.file["sheet"]["id"], self.file["sheet"]["edition"]]
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


def tenths(value):
    """What is shown: whole tenths, half away from zero."""
    size = abs(value) * 10
    whole = int(size)
    whole += size - whole >= Fraction(1, 2)
    return -whole if value < 0 else whole


def difference(after, before):
    return after - before if after is not None and before is not None else None


def score(sheet_round, states=None):
    """Areas are means of their levels, the whole is the mean of the areas that have one."""
    states = states or sheet_round.states()
    services = {}
    for service, (kind, level) in states.items():
        target = sheet_round.target(service)
        gap = max(target - level, 0) if target is not None and level is not None else None
        services[service] = {"state": kind, "level": level, "target": target, "gap": gap}
    areas = {area: area_score(services, ids) for area, ids in sheet_round.areas.items()}
    return {"overall": overall_score(areas, services), "areas": areas, "services": services}


def area_score(services, ids):
    here = [services[id] for id in ids]
    levels = [one["level"] for one in here if one["level"] is not None]
    both = [one for one in here if one["level"] is not None and one["target"] is not None]
    target = mean(one["target"] for one in both)
    beside = mean(one["level"] for one in both)
    return {
        "score": mean(levels),
        "answered": len(levels),
        "applicable": sum(one["state"] != "not_applicable" for one in here),
        "target": target,
        "score_beside_target": beside,
        "gap": difference(target, beside),
        "targeted": len(both),
        "targets_without_level": sum(
            one["target"] is not None and one["level"] is None for one in here
        ),
    }


def overall_score(areas, services):
    def mean_of(field):
        return mean(area[field] for area in areas.values() if area[field] is not None)

    def total(field):
        return sum(area[field] for area in areas.values())

    levels = [one["level"] for one in services.values() if one["level"] is not None]
    scored = {id: tenths(area["score"]) for id, area in areas.items() if area["score"] is not None}
    # Where all are equal nobody is the strongest; alone nobody is, either.
    told = len(set(scored.values())) > 1
    return {
        "score": mean_of("score"),
        "areas": len(scored),
        "answered": total("answered"),
        "applicable": total("applicable"),
        "headline": mean_of("score") if total("answered") * 2 >= total("applicable") else None,
        "left_out": [
            {"id": id, "reason": "no_level" if area["applicable"] else "not_applicable"}
            for id, area in areas.items()
            if area["score"] is None
        ],
        "lowest": [id for id, one in services.items() if levels and one["level"] == min(levels)],
        "strongest": [id for id in scored if told and scored[id] == max(scored.values())],
        "weakest": [id for id in scored if told and scored[id] == min(scored.values())],
        "target": mean_of("target"),
        "score_beside_target": mean_of("score_beside_target"),
        "gap": difference(mean_of("target"), mean_of("score_beside_target")),
        "targeted": total("targeted"),
        "targets_without_level": total("targets_without_level"),
    }


def step_days(service, level):
    """What the step to a level takes; None where the sheet does not say."""
    rung = next(rung for rung in service["levels"] if rung["level"] == level)
    step = rung.get("step")
    if step is None:
        return None
    return Fraction(str(step["days"])) if "days" in step else Fraction(PLANNED_DAYS[step["effort"]])


def days_of(sheet_round, service, actions):
    """The days of each action of one service, by its id, and the level it leads from.

    `actions` are those that stand; every step belongs to the actions of one level only.
    """
    answered = sheet_round.state(service)[1] or 0
    found, below = {}, answered
    for to_level in sorted({action["to_level"] for action in actions}):
        group = [action for action in actions if action["to_level"] == to_level]
        steps = [
            step_days(sheet_round.services[service], level)
            for level in range(below + 1, to_level + 1)
        ]
        planning = None if None in steps else Fraction(sum(steps))
        estimates = {
            action["id"]: Fraction(str(action["effort_days"]))
            for action in group
            if "effort_days" in action
        }
        without = len(group) - len(estimates)
        share = None
        if without and planning is not None:
            share = max(Fraction(0), planning - sum(estimates.values())) / without
        for action in group:
            found[action["id"]] = {
                "from_level": below,
                "days": estimates.get(action["id"], share),
            }
        below = max(below, to_level)
    return found


def action_days(sheet_round):
    """The days of every action; a dropped one has those it would have if it were taken back."""
    found = {}
    for service in sheet_round.services:
        here = [action for action in sheet_round.actions() if action["service"] == service]
        standing = [action for action in here if action["state"] != "dropped"]
        found |= days_of(sheet_round, service, standing)
        for dropped in here:
            if dropped["state"] == "dropped":
                back = days_of(sheet_round, service, [*standing, dropped])
                found[dropped["id"]] = back[dropped["id"]]
    return found


def work(sheet_round):
    """Sums of person-days: the known ones, and how many actions are not known."""
    days = action_days(sheet_round)

    def added(actions):
        known = [days[action["id"]]["days"] for action in actions]
        return {
            "days": sum((one for one in known if one is not None), Fraction(0)),
            "without_days": known.count(None),
        }

    def in_quarter(action):
        year, month, _ = action["due"].split("-")
        return int(year), (int(month) + 2) // 3

    standing = [action for action in sheet_round.actions() if action["state"] != "dropped"]
    not_done = [action for action in standing if action["state"] != "done"]
    dues = [in_quarter(action) for action in standing if "due" in action]
    quarters = []
    year, quarter = min(dues, default=(1, 1))
    while dues and (year, quarter) <= max(dues):
        here = [one for one in standing if "due" in one and in_quarter(one) == (year, quarter)]
        month = quarter * 3
        last_day = date(year, month, calendar.monthrange(year, month)[1]).isoformat()
        quarters.append({
            "year": year,
            "quarter": quarter,
            "first_day": date(year, month - 2, 1).isoformat(),
            "last_day": last_day,
            "actions": sorted(action["id"] for action in here),
            **added(here),
            "overall": projection(sheet_round, last_day)["overall"]["score"],
        })
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    owners = {}
    for action in not_done:
        owners.setdefault(action.get("owner", ""), []).append(action)
    return {
        "all": added(standing),
        "open": added(not_done),
        "done": added([action for action in standing if action["state"] == "done"]),
        "undated": added([action for action in standing if "due" not in action]),
        "quarters": quarters,
        "owners": {
            owner: {"actions": len(actions), **added(actions)} for owner, actions in owners.items()
        },
    }


def projected_states(sheet_round, by=None):
    """The states with what is planned, begun or done having reached its level.

    By a day only what is done or due by then counts, and no level is reached before those below.
    """
    states = sheet_round.states()
    for service, (kind, level) in list(states.items()):
        if kind != "level":
            continue
        standing = [
            action
            for action in sheet_round.actions()
            if action["service"] == service and action["state"] != "dropped"
        ]
        if by is None:
            reached = max([level, *(action["to_level"] for action in standing)])
        else:
            leads = days_of(sheet_round, service, standing)
            late = {
                action["to_level"]
                for action in standing
                if action["state"] != "done" and action.get("due", "9999-12-31") > by
            }
            reached = level
            for action in sorted(standing, key=lambda action: action["to_level"]):
                # Actions to one level share its steps: it is reached when all of them are done.
                to_level, start = action["to_level"], leads[action["id"]]["from_level"]
                if to_level not in late and start <= reached:
                    reached = max(reached, to_level)
        states[service] = kind, reached
    return states


def projection(sheet_round, by=None):
    return score(sheet_round, projected_states(sheet_round, by))


KINDS_OF_EVIDENCE = {"record": 12, "document": 24}


def months_later(day, months):
    """The same day so many months later, or the last day of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )


def backing(sheet_round, service):
    """Whether evidence that is not too old stands behind a level."""
    level = sheet_round.state(service)[1]
    today = date.fromisoformat(sheet_round.date())
    kinds = {kind["id"]: kind["months"] for kind in sheet_round.sheet.get("evidence_kinds", [])}
    kinds = kinds or KINDS_OF_EVIDENCE
    pieces = sheet_round.entry(service).get("evidence", [])
    dated = [
        (date.fromisoformat(piece["date"]), kinds.get(piece.get("kind"), min(kinds.values())))
        for piece in pieces
        if "date" in piece
    ]
    past = [(day, months_later(day, months)) for day, months in dated if day <= today]
    counting = [until for _, until in past if today <= until]
    if level is None:
        state = None
    elif level == 0:
        state = "not_needed"
    elif counting:
        state = "backed"
    elif past:
        state = "too_old"
    elif len(dated) < len(pieces):
        state = "undated"
    else:
        state = "dated_later" if dated else "none"
    return {
        "backing": state,
        "backed_until": max(counting).isoformat() if counting else None,
        "newest": max(day for day, _ in past).isoformat() if past else None,
    }


def contradiction(sheet_round, service):
    """The indicators up to the level that are not ticked though others of the service are."""
    level = sheet_round.state(service)[1]
    ticked = sheet_round.entry(service).get("indicators", [])
    if level is None or not ticked:
        return []
    return [
        indicator["id"]
        for rung in sheet_round.services[service]["levels"]
        if rung["level"] <= level
        for indicator in rung.get("indicators", [])
        if indicator["id"] not in ticked
    ]


def confidence(sheet_round):
    """The score on nothing but what evidence backs, and what contradicts itself."""
    backings = {service: backing(sheet_round, service) for service in sheet_round.services}
    states = {
        service: (kind, level if backings[service]["backing"] in ("backed", None) else 0)
        for service, (kind, level) in sheet_round.states().items()
    }
    defensible = score(sheet_round, states)
    kinds = [one["backing"] for one in backings.values()]
    return {
        "services": backings,
        "backed": kinds.count("backed"),
        "levels": sum(kind not in (None, "not_needed") for kind in kinds),
        "overall": defensible["overall"]["score"],
        "areas": {area: one["score"] for area, one in defensible["areas"].items()},
        "contradictions": {
            service: unticked
            for service in sheet_round.services
            if (unticked := contradiction(sheet_round, service))
        },
    }


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
    """Larger first; then what a duty rests on; then lower; then the step of fewer days; then order."""
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
            days = step_days(sheet_round.services[service], level + 1)
            on_it = duties(reading, service) if reading else []
            ranked.append({
                "key": (level - target, not on_it, level, days, position),
                "service": service,
                "level": level,
                "target": target,
                "gap": target - level,
                "to": level + 1,
                "step": step,
                "days": days,
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
            "cited": {
                language: requirement.get("cited", {}).get(language, requirement["id"])
                for language in ("en", "ja")
            },
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
    """Like with like: only services with a level in both rounds, on scales of one height."""
    past = ancestors(frameworks, older, newer)
    one_scale = highest(older) == highest(newer)
    services = []
    for service in newer.services:
        if service not in past:
            continue
        before, after = older.state(past[service][0]), newer.state(service)
        both = one_scale and before[1] is not None and after[1] is not None
        services.append({
            "service": service,
            "older_service": past[service][0],
            "continuity": past[service][1],
            "before": before,
            "after": after,
            "change": after[1] - before[1] if both else None,
        })
    compared = {one["service"]: one for one in services if one["change"] is not None}
    changed = [one for one in compared.values() if one["change"]]
    one_sheet = older.sheet["id"] == newer.sheet["id"]
    own_before, own_after = score(older), score(newer)
    areas = {}
    for area, ids in newer.areas.items():
        here = [compared[id] for id in ids if id in compared]
        before = mean(one["before"][1] for one in here)
        after = mean(one["after"][1] for one in here)
        areas[area] = {
            "before": before,
            "after": after,
            "change": difference(after, before),
            "compared": len(here),
            "score_before": own_before["areas"][area]["score"] if one_sheet else None,
            "score_after": own_after["areas"][area]["score"],
        }
    having = [area for area in areas.values() if area["compared"]]
    before, after = mean(area["before"] for area in having), mean(area["after"] for area in having)
    ups = {id: tenths(area["after"]) - tenths(area["before"]) for id, area in areas.items() if area["compared"]}
    changes = [one["change"] for one in compared.values()]
    return {
        "one_sheet": one_sheet,
        "services": services,
        "overall": {
            "before": before,
            "after": after,
            "change": difference(after, before),
            "areas": len(having),
            "compared": len(compared),
            "score_before": own_before["overall"]["score"],
            "score_after": own_after["overall"]["score"],
        },
        "areas": areas,
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
        "highest_rises": [
            id for id, one in compared.items() if one["change"] > 0 and one["change"] == max(changes)
        ],
        "deepest_falls": [
            id for id, one in compared.items() if one["change"] < 0 and one["change"] == min(changes)
        ],
        "most_risen_areas": [id for id, up in ups.items() if up > 0 and up == max(ups.values())],
        "most_fallen_areas": [id for id, up in ups.items() if up < 0 and up == min(ups.values())],
        "no_longer_answered": [
            one["service"]
            for one in services
            if one["before"][1] is not None and one["after"][1] is None
        ],
        "newly_answered": [
            one["service"]
            for one in services
            if one["before"][1] is None and one["after"][1] is not None
        ],
        "begun": [service for service in newer.services if service not in past],
        "ended": [
            service
            for service in older.services
            if service not in [older_service for older_service, _ in past.values()]
        ],
    }


def highest(sheet_round):
    return max(rung["level"] for rung in next(iter(sheet_round.services.values()))["levels"])


def over_compared(newer, comparison, levels):
    """The older levels of the compared services, replaced by `levels`, as areas and the whole."""
    areas = {}
    for area, ids in newer.areas.items():
        areas[area] = mean(
            levels[one["older_service"]][1]
            for one in comparison["services"]
            if one["service"] in ids and one["change"] is not None
        )
    return {"overall": mean(one for one in areas.values() if one is not None), "areas": areas}


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
    compared = compare(frameworks, older, newer)
    with_plan = None
    if plan:
        states = older.states()
        for step in plan["steps"]:
            kind, level = states[step["service"]]
            if kind == "level":
                states[step["service"]] = kind, max(level, step["to_level"])
        with_plan = over_compared(newer, compared, states)
    figures = {
        "before": over_compared(newer, compared, older.states()),
        "planned": with_plan,
        "projected": over_compared(newer, compared, projected_states(older, newer.date())),
        "actual": {
            "overall": compared["overall"]["after"],
            "areas": {area: one["after"] for area, one in compared["areas"].items()},
        },
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
            for change in compared["services"]
            if (change["change"] or 0) > 0 and change["service"] not in planned
        ],
        "overall": {name: one and one["overall"] for name, one in figures.items()},
        "areas": [
            {"id": area, **{name: one and one["areas"][area] for name, one in figures.items()}}
            for area in newer.areas
        ],
    }


def standing(rounds, subject):
    """The rounds that count in the report of `subject`, in order of their date.

    A correction replaces what it corrects, the last of several every other one; a draft corrects
    in its own report alone.
    """
    rounds = sorted(rounds, key=lambda one: one.date())
    counting = [
        one
        for one in rounds
        if one is subject or "corrects" not in one.file or one.file["state"] == "finished"
    ]
    last = {one.file["corrects"]: one for one in counting if "corrects" in one.file}
    return [
        one
        for one in counting
        if one.file["id"] not in last and last.get(one.file.get("corrects"), one) is one
    ]


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
            days = step_days(sheet_round.services[gap["service"]], level)
            choices.append((choices[-1][0] + days, choices[-1][1] + 1))
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
    shown = tenths(value)
    return f"{'-' if shown < 0 else ''}{abs(shown) // 10}.{abs(shown) % 10}"
