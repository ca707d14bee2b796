#!/usr/bin/env python3
"""Lists what has to be checked in every shipped reading, the one checked longest ago first.

Usage: tests/readings.py [--requirements]

For each reading: identifier, day of the last check, version and date of the source, its address,
the state of revision and the days that matter. With --requirements also every requirement with its
identifier and how it is cited in Japanese, so that a list can be held against the source.
"""

import argparse
import json
from pathlib import Path

READINGS = Path(__file__).resolve().parent.parent / "frameworks" / "readings"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requirements", action="store_true", help="list every requirement too")
    wanted = parser.parse_args()
    readings = [json.loads(path.read_text("utf-8")) for path in READINGS.glob("*.json")]
    for reading in sorted(readings, key=lambda one: (one["checked"], one["id"])):
        source = reading["source"]
        print(f"{reading['id']}\tchecked {reading['checked']}")
        print(f"  {source['name']}, {source['version']} ({source['published']})")
        print(f"  {source['url']}")
        print(f"  {reading['revision']['en']}")
        for day in reading["dates"]:
            print(f"  {day['date']}  {day['what']['en']}")
        if wanted.requirements:
            for requirement in reading["requirements"]:
                cited = requirement.get("cited", {}).get("ja")
                cited = f" [{cited}]" if cited else ""
                print(f"    {requirement['id']}{cited}: {requirement['title']['en']}")
        print()


if __name__ == "__main__":
    main()
