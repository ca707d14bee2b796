"""Finds the figures of a report in the text of its PDF, as a reader of the file finds them."""

import re
import subprocess
from fractions import Fraction

from calculation import compare as compare_rounds
from calculation import gaps, mean, one_decimal, projection, read, review, score


def lines_of(path):
    """The lines of the text, each with single spaces."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return [" ".join(line.split()) for line in text.splitlines()]


def check(compare, path, frameworks, rounds, readings, language):
    lines = lines_of(path)
    check_areas(compare, lines, frameworks, rounds, language)
    check_services(compare, lines, frameworks, rounds, language)
    check_register(compare, lines, rounds[-1], frameworks.readings[readings[0]])
    check_readings(compare, lines, rounds[-1], [frameworks.readings[id] for id in readings], language)
    check_projection(compare, lines, rounds[-1], language)


def check_page(compare, path, frameworks, rounds, language):
    """The page of what changed: how many, which ones, and what became of the plan."""
    lines = lines_of(path)
    own = compare_rounds(frameworks, rounds[-2], rounds[-1])
    plan = review(frameworks, rounds[-2], rounds[-1])
    text = "".join(lines).replace(" ", "")
    changes = {change["service"]: change for change in own["services"]}
    for service in own["falls"] + own["rises"]:
        before, after = changes[service]["before"][1], changes[service]["after"][1]
        in_a_row = any(
            line.startswith(f"{service} ") and re.search(rf"\D{before} → {after}( |$)", line)
            for line in lines
        )
        compare(f"PDF page: {service}", in_a_row or f"{service}({before}→{after})" in text, True)
    first = {
        word: min((at for at, line in enumerate(lines) if word in line), default=len(lines))
        for word in "▼▲"
    }
    compare("PDF page: falls first", first["▼"] <= first["▲"], True)
    name = {"en": "Overall", "ja": "総合"}[language]
    figures = (plan["overall"][field] for field in ("before", "planned", "projected", "actual"))
    row = re.escape(" ".join(map(one_decimal, figures)))
    has(compare, lines, "planned and found", rf"^{name} {row}$")
    reached = sum(action["outcome"] == "reached" for action in plan["actions"])
    has(compare, lines, "actions reached", rf"(^| ){reached} ?/ ?{len(plan['actions'])}( |$)")
    command = ["pdfinfo", str(path)]
    pages = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    compare("PDF page: pages", re.search(r"Pages: +(\d+)", pages).group(1), "1")


def has(compare, lines, what, pattern):
    """Exactly what the pattern says stands on a line."""
    found = any(re.search(pattern, line) for line in lines)
    compare(f"PDF: {what} /{pattern}/", found, True)


def difference(before, after):
    """The difference of two figures as they are shown, with its sign."""
    tenths = round((Fraction(one_decimal(after)) - Fraction(one_decimal(before))) * 10)
    sign = "+" if tenths > 0 else "−" if tenths < 0 else "±"
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def beside_target(sheet_round, services):
    """Mean level and mean target of the services that have both."""
    pairs = [(sheet_round.state(service)[1], sheet_round.target(service)) for service in services]
    pairs = [pair for pair in pairs if None not in pair]
    return mean([level for level, _ in pairs]), mean([target for _, target in pairs])


def like_for_like(changes, services):
    """Mean level then and now of the services that have a level in both rounds."""
    both = [one for one in changes if one["service"] in services and one["change"] is not None]
    return mean([one["before"][1] for one in both]), mean([one["after"][1] for one in both])


def check_areas(compare, lines, frameworks, rounds, language):
    """Score, target and coverage of each area and of the whole, with the last comparable round."""
    last, before = rounds[-1], rounds[-2]
    card, earlier = score(last), score(before)
    assert last.sheet["id"] == before.sheet["id"], "the sample's last rounds share a sheet"
    title = {area["id"]: area["title"][language] for area in last.sheet["areas"]}
    changes = compare_rounds(frameworks, before, last)["services"]
    levels, targets = [], []
    for id, services in last.areas.items():
        name, figures = f"{id} {title[id]}", card["areas"][id]
        level, target = beside_target(last, services)
        levels.append(level)
        targets.append(target)
        answered = rf"{figures['answered']} ?/ ?{figures['applicable']}"
        shown = [one_decimal(value) for value in (earlier["areas"][id]["score"], figures["score"])]
        gap = difference(level, target)[1:]
        row = re.escape(" ".join([*shown, one_decimal(target), gap]))
        has(compare, lines, f"area {name}", rf"^{re.escape(name)} {row} {answered}$")
        row = re.escape(f"{shown[1]} {one_decimal(target)}")
        change = re.escape(difference(*like_for_like(changes, services)))
        has(compare, lines, f"summary {name}", rf"^{re.escape(name)} {row} {answered} {change}$")
    overall = card["overall"]
    level, target = mean(levels), mean(targets)
    figures = (earlier["overall"]["score"], overall["score"], target)
    row = re.escape(" ".join([*map(one_decimal, figures), difference(level, target)[1:]]))
    name = {"en": "Overall", "ja": "総合"}[language]
    answered = rf"{overall['answered']} ?/ ?{overall['applicable']}"
    has(compare, lines, "area overall", rf"^{name} {row} {answered}$")
    shown = one_decimal(overall["score"])
    has(compare, lines, "overall", rf"^{shown} ?/ ?{last.sheet['scale'][-1]['level']}( |$)")


def check_services(compare, lines, frameworks, rounds, language):
    """The strip of each service: earlier rounds, level, target, gap."""
    last = rounds[-1]
    history = [compare_rounds(frameworks, past, last) for past in rounds[:-1]]
    card = score(last)
    for service, figures in card["services"].items():
        if figures["level"] is None:
            # The words in place of a level may push the figures onto the next line.
            tail = f" {'–' if figures['target'] is None else figures['target']} –"
            found = any(
                line.startswith(f"{service} ")
                and any((" " + near).endswith(tail) for near in lines[index:index + 3])
                for index, line in enumerate(lines)
            )
            compare(f"PDF: service {service}", found, True)
            continue
        cells = []
        for round_compared in history:
            change = [of for of in round_compared["services"] if of["service"] == service]
            if change and change[0]["before"][1] is not None:
                mark = "" if change[0]["continuity"] == "same" else r"\W"
                cells.append(f"{change[0]['before'][1]}{mark}")
        cells.append(str(figures["level"]))
        if figures["target"] is not None and figures["target"] > figures["level"]:
            # In its box, unless the mark of the last round stands there.
            cells[-1] += f"( {figures['target']})?"
        cells.append("–" if figures["target"] is None else str(figures["target"]))
        cells.append("–" if figures["gap"] is None else str(figures["gap"]))
        has(compare, lines, f"service {service}", rf"^{re.escape(service)} .*\D {' '.join(cells)}$")


def check_register(compare, lines, last, reading):
    """The gaps in their order, numbered, with both levels."""
    ids = "|".join(re.escape(service) for service in last.services)
    row = re.compile(rf"^(\d+) ({ids}) .*?(\d) → (\d)( |$)")
    found = [match.groups()[:4] for match in map(row.match, lines) if match]
    own = [
        (str(number), gap["service"], str(gap["level"]), str(gap["target"]))
        for number, gap in enumerate(gaps(last, reading)["gaps"], 1)
    ]
    # The core has the first of them, the appendix all.
    first, found = found[:-len(own)], found[-len(own):]
    compare("PDF: gap register", found, own)
    compare("PDF: first gaps", first, own[:len(first)])


def check_readings(compare, lines, last, readings, language):
    """How many requirements have each judgment, in large figures."""
    for reading in readings:
        judged = read(last, reading)
        states = ("evidenced", "partly", "not_evidenced", "cannot_tell")
        counts = [sum(one["state"] == state for one in judged) for state in states]
        row = " ".join(rf"{count} ?/ ?{len(judged)}" for count in counts)
        has(compare, lines, f"{reading['id']}", rf"^{row}$")


def check_projection(compare, lines, last, language):
    """What the accepted actions lead to, beside what is."""
    now, then = score(last), projection(last)
    for id, figures in now["areas"].items():
        pair = one_decimal(figures["score"]), one_decimal(then["areas"][id]["score"])
        if figures["score"] != then["areas"][id]["score"]:
            has(compare, lines, f"projection {id}", rf"(^| ){pair[0]} → {pair[1]}( |$)")
