"""Compares every figure of a JSON report with the independent calculation."""

import calculation


def check(compare, place, said, frameworks, rounds, readings):
    """`said` is the report of the last round; `rounds` are all that were given, it included."""
    standing = calculation.standing(rounds, rounds[-1])
    last = standing[-1]
    card = calculation.score(last)
    check_card(compare, place, said, card)
    check_card(compare, f"{place} projection", said["projection"], calculation.projection(last))
    check_gaps(compare, place, said, frameworks, last, readings)
    check_work(compare, place, said, last)
    check_confidence(compare, place, said["confidence"], last)
    check_progress(compare, place, said["progress"], standing, rounds)
    if len(standing) == 1:
        compare(f"{place} comparison", said["comparison"], None)
        compare(f"{place} plan", said["plan_outcome"], None)
        return
    own = calculation.compare(frameworks, standing[-2], last)
    check_comparison(compare, f"{place} comparison", said["comparison"], own)
    own = calculation.review(frameworks, standing[-2], last)
    check_review(compare, f"{place} plan", said["plan_outcome"], own)


def check_card(compare, place, spoken, own):
    for field, value in own["overall"].items():
        found = spoken["overall"][field]
        if field == "left_out":
            found = [{"id": area["id"], "reason": area["reason"]} for area in found]
        compare(f"{place} overall {field}", found, value)
    for area, (id, figures) in zip(spoken["areas"], own["areas"].items(), strict=True):
        for field, value in {"id": id, **figures}.items():
            compare(f"{place} area {id} {field}", area[field], value)
    for service, (id, figures) in zip(spoken["services"], own["services"].items(), strict=True):
        for field, value in {"id": id, **figures}.items():
            if field in service:
                compare(f"{place} service {id} {field}", service[field], value)


def check_gaps(compare, place, said, frameworks, last, readings):
    own = calculation.gaps(last, frameworks.readings[readings[0]] if readings else None)
    fields = ("service", "level", "target", "gap")
    found = [[gap[field] for field in fields] for gap in said["gaps"]["ranked"]]
    compare(f"{place} gaps", found, [[gap[field] for field in fields] for gap in own["gaps"]])
    largest = max((gap["gap"] for gap in own["gaps"]), default=0)
    wanted = {gap["service"] for gap in own["gaps"] if gap["gap"] == largest}
    compare(f"{place} largest gaps", sorted(said["gaps"]["largest"]), sorted(wanted))
    compare(f"{place} reached", said["gaps"]["reached"], own["reached"])
    compare(f"{place} unknown", said["gaps"]["unknown"], own["unknown"])
    for spoken, id in zip(said["readings"], readings, strict=True):
        judged = calculation.read(last, frameworks.readings[id])
        found = [[one["id"], one["state"]] for one in spoken["requirements"]]
        compare(f"{place} {id}", found, [[one["id"], one["state"]] for one in judged])


def check_work(compare, place, said, last):
    days = calculation.action_days(last)
    compare(f"{place} roadmap length", len(said["roadmap"]), len(days))
    for action in said["roadmap"]:
        own = days[action["id"]]
        compare(f"{place} {action['id']} from", action["from_level"], own["from_level"])
        compare(f"{place} {action['id']} days", action["effort_days"], own["days"])
    own = calculation.work(last)
    for quarter in said["work"]["quarters"]:
        quarter["actions"].sort()
    for part in ("all", "open", "done", "undated", "quarters"):
        compare(f"{place} work {part}", said["work"][part], own[part])
    found = {load.pop("owner"): load for load in said["work"]["owners"]}
    compare(f"{place} owners", sorted(found), sorted(own["owners"]))
    for owner, load in found.items():
        compare(f"{place} load of {owner}", load, own["owners"].get(owner))


def check_confidence(compare, place, spoken, last):
    own = calculation.confidence(last)
    compare(f"{place} defensible", spoken["overall"]["score"], own["overall"])
    compare(f"{place} backed", spoken["overall"]["backed"], own["backed"])
    compare(f"{place} levels", spoken["overall"]["levels"], own["levels"])
    for area in spoken["areas"]:
        compare(f"{place} defensible {area['id']}", area["score"], own["areas"][area["id"]])
    for service in spoken["services"]:
        wanted = own["services"][service["id"]]
        found = {field: service[field] for field in wanted}
        compare(f"{place} backing of {service['id']}", found, wanted)
        unticked = [indicator["id"] for indicator in service["unticked"]]
        wanted = own["contradictions"].get(service["id"], [])
        compare(f"{place} unticked of {service['id']}", unticked, wanted)
    compare(f"{place} contradictions", spoken["contradictions"], list(own["contradictions"]))


def check_progress(compare, place, spoken, standing, rounds):
    found = [one["id"] for one in spoken["rounds"]]
    compare(f"{place} rounds", found, [one.file["id"] for one in standing])
    left = {one.file["id"] for one in rounds} - {one.file["id"] for one in standing}
    found = {one["id"] for one in spoken["superseded"]}
    compare(f"{place} superseded", sorted(found), sorted(left))
    for one, own in zip(spoken["rounds"], standing):
        compare(f"{place} score then", one["overall"]["score"], calculation.score(own)["overall"]["score"])


SUPERLATIVES = ("highest_rises", "deepest_falls", "most_risen_areas", "most_fallen_areas")


def check_comparison(compare, place, spoken, own):
    fields = ("one_sheet", "falls", "rises", "no_longer_answered", "newly_answered", "begun", "ended")
    for field in (*fields, *SUPERLATIVES):
        compare(f"{place} {field}", spoken[field], own[field])
    for field in ("before", "after", "change", "compared", "score_before", "score_after"):
        compare(f"{place} overall {field}", spoken["overall"][field], own["overall"][field])
    compare(f"{place} overall areas", spoken["overall"]["areas"], own["overall"]["areas"])
    for area, (id, figures) in zip(spoken["areas"], own["areas"].items(), strict=True):
        for field, value in {"id": id, **figures}.items():
            compare(f"{place} {id} {field}", area[field], value)
    found = [[change["service"], change["change"]] for change in spoken["services"]]
    wanted = [[change["service"], change["change"]] for change in own["services"]]
    compare(f"{place} services", found, wanted)


def check_review(compare, place, spoken, own):
    """What became of a plan."""
    for field in ("overall", "areas", "unplanned"):
        compare(f"{place} {field}", spoken[field], own[field])
    # Titles and days are the file's own.
    found = [{field: one[field] for field in mine} for one, mine in zip(spoken["actions"], own["actions"])]
    compare(f"{place} actions", found, own["actions"])
    compare(f"{place} plan", spoken["plan"], own["plan"])
