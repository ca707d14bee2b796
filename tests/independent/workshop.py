"""The figures of a workshop's service, from the words of docs/workshop-en.md.

Written without a look at the program's code. Reads lines such as `0,3,0,1,0,0 1 2` (how many
chose each level, how many not applicable, how many don't know) and answers each with a line of
JSON: n, range, lower median, D, A, word. Fractions are exact.
"""

import json
import sys
from fractions import Fraction
from itertools import combinations


def difference(levels):
    pairs = list(combinations(levels, 2))
    return Fraction(sum(abs(a - b) for a, b in pairs), len(pairs)) if pairs else None


def agreement(counts):
    people, scale = sum(counts), len(counts)
    if not people:
        return None
    left, total = list(counts), Fraction(0)
    while any(left):
        occupied = [count > 0 for count in left]
        taken = min(count for count in left if count)
        total += Fraction(taken * sum(occupied), people) * of_layer(occupied, scale)
        left = [count - taken if count else 0 for count in left]
    return total


def of_layer(occupied, scale):
    levels = sum(occupied)
    if levels == 1:
        return Fraction(1)
    triples = list(combinations(occupied, 3))
    tu = sum(t in ((True, True, False), (False, True, True)) for t in triples)
    tdu = sum(t == (True, False, True) for t in triples)
    if tu + tdu == 0:
        return Fraction(0)
    u = Fraction((scale - 2) * tu - (scale - 1) * tdu, (scale - 2) * (tu + tdu))
    return u * (1 - Fraction(levels - 1, scale - 1))


def word(levels, counts, not_applicable, dont_know):
    opinions = len(levels) + not_applicable + dont_know
    if opinions < 3:
        return "too_few"
    if dont_know * 2 >= opinions:
        return "nobody_knows"
    if levels and agreement(counts) < 0:
        return "two_camps"
    if levels and (max(levels) - min(levels) >= 2 or not_applicable):
        return "open"
    if levels and max(levels) - min(levels) == 1:
        return "close"
    return "agreed"


def figures(line):
    counts, not_applicable, dont_know = line.split(" ")
    counts = [int(count) for count in counts.split(",")]
    levels = [level for level, count in enumerate(counts) for _ in range(count)]
    shown = lambda figure: None if figure is None else float(figure)
    return {
        "n": len(levels),
        "range": max(levels) - min(levels) if levels else None,
        "lower_median": levels[(len(levels) - 1) // 2] if levels else None,
        "difference": shown(difference(levels)),
        "agreement": shown(agreement(counts)),
        "word": word(levels, counts, int(not_applicable), int(dont_know)),
    }


def levels_of(tally):
    return [level for level, count in enumerate(tally.get("levels", [])) for _ in range(count)]


def alpha(tallies, people):
    """Krippendorff's alpha for ordinal data over services with at least two levels."""
    units = [levels for levels in map(levels_of, tallies) if len(levels) > 1]
    if people < 3 or len(units) < 10:
        return None
    everything = [level for levels in units for level in levels]
    total = {level: everything.count(level) for level in set(everything)}
    observed = expected = Fraction(0)
    for c, k in combinations(sorted(total), 2):
        between = sum(count for level, count in total.items() if c <= level <= k)
        distance = (between - Fraction(total[c] + total[k], 2)) ** 2
        together = sum(
            Fraction(levels.count(c) * levels.count(k), len(levels) - 1) for levels in units
        )
        observed += together * distance
        expected += total[c] * total[k] * distance
    return 1 - (len(everything) - 1) * observed / expected if expected else None


def ballot(tally, highest):
    """The figures of one service in one ballot."""
    counts = tally.get("levels", []) + [0] * (highest + 1 - len(tally.get("levels", [])))
    levels = levels_of(tally)
    aside = tally.get("not_applicable", 0), tally.get("dont_know", 0)
    return {
        "verdict": word(levels, counts, *aside),
        "levels": counts,
        "not_applicable": aside[0],
        "dont_know": aside[1],
        "lowest": min(levels, default=None),
        "highest": max(levels, default=None),
        "lower_median": levels[(len(levels) - 1) // 2] if levels else None,
        "difference": difference(levels),
        "agreement": agreement(counts),
    }


def answered(tally):
    return sum(tally.get("levels", [])) + tally.get("not_applicable", 0) + tally.get("dont_know", 0)


def counting(service):
    """The tally that counts: the second where three or more gave one."""
    second = service.get("second", {}).get("tally", {})
    return second if answered(second) >= 3 else service["first"]["tally"]


def check(compare, place, said, record, highest):
    """A report's workshop beside its record."""
    services = record["services"]
    first = {id: ballot(service["first"]["tally"], highest) for id, service in services.items()}
    for spoken in said["services"]:
        id = spoken["id"]
        service = services[id]
        of_place = f"{place} {id}"
        for field, own in first[id].items():
            compare(f"{of_place} first {field}", spoken["first"][field], own)
        second = service.get("second", {}).get("tally", {})
        if answered(second) >= 3:
            for field, own in ballot(second, highest).items():
                compare(f"{of_place} second {field}", spoken["second"][field], own)
        else:
            compare(f"{of_place} second", spoken["second"], None)
        before = {one["respondent"]: one["answer"] for one in service["first"].get("opinions", [])}
        moved = [
            one["respondent"]
            for one in service.get("second", {}).get("opinions", [])
            if before.get(one["respondent"], one["answer"]) != one["answer"]
        ]
        compare(f"{of_place} moved", [one["respondent"] for one in spoken["moved"]], moved)
    compare(f"{place} services", sorted(one["id"] for one in said["services"]), sorted(services))
    tallies = [service["first"]["tally"] for service in services.values()]
    compare(f"{place} alpha before", said["alpha"]["first"], alpha(tallies, record["people"]))
    tallies = [counting(service) for service in services.values()]
    compare(f"{place} alpha after", said["alpha"]["second"], alpha(tallies, record["people"]))
    talked = [
        one["id"]
        for one in said["services"]
        if first[one["id"]]["verdict"] in ("open", "two_camps", "nobody_knows")
    ]
    talked.sort(key=lambda id: -(first[id]["difference"] if first[id]["difference"] is not None else -1))
    compare(f"{place} order of talk", said["order_of_talk"], talked)
    unknown = [
        one["id"]
        for one in said["services"]
        if ballot(counting(services[one["id"]]), highest)["verdict"] == "nobody_knows"
    ]
    compare(f"{place} nobody knows", said["nobody_knows"], unknown)
    calibration = record["calibration"]
    # Each person scored every case here, so the room's offset follows from the tallies, too.
    scored = [
        level - case["level"] for case in calibration["cases"] for level in levels_of(case["tally"])
    ]
    compare(f"{place} room", round(said["calibration"]["room"], 9), Fraction(sum(scored), len(scored)))


if __name__ == "__main__":
    for typed in sys.stdin:
        print(json.dumps(figures(typed.rstrip("\n"))))
