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


if __name__ == "__main__":
    for typed in sys.stdin:
        print(json.dumps(figures(typed.rstrip("\n"))))
