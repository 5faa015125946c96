#!/usr/bin/env python3
"""Makes what big grids are measured with: 4.5 million cells of 100 m by their names, and 100 000 hexagons.

big_grid.py NATION.gpkg OUT [CELLS [HEXAGONS]]

NATION.gpkg comes from NationalCoverage; OUT/cells.csv has rutid, beftotalt and ald0_4; OUT/hexagons.csv has id and wkt.
Cells lie at random in the boxes around the DeSO, as many in each, so that most are in towns. Then, as src/bench/README.md tells:

regstat import division NATION.gpkg --layer deso_2025 --division deso --vintage 2025 --code code
regstat import population OUT/cells.csv --cell rutid --cell-size 100 --value beftotalt --value age_0_4=ald0_4 --year 2024
regstat reaggregate --boundaries OUT/hexagons.csv --indicators population --periods 2024 --weighting population --out hexagons.csv
"""
import os
import random
import sqlite3
import struct
import sys

CELL = 100


def boxes(nation):
    with sqlite3.connect(f"file:{nation}?mode=ro", uri=True) as store:
        for (blob,) in store.execute("SELECT substr(geom, 1, 40) FROM deso_2025 ORDER BY code"):
            west, east, south, north = struct.unpack_from("<4d", blob, 8)
            yield west, south, east, north


def cells(all_boxes, wanted, chance):
    """Column and row of each, distinct."""
    found = set()
    while len(found) < wanted:
        for west, south, east, north in all_boxes:
            for _ in range(1 + wanted // len(all_boxes) // 4):
                column = int(chance.uniform(west, east)) // CELL
                row = int(chance.uniform(south, north)) // CELL
                found.add(row * 10_000 + column)
            if len(found) >= wanted:
                break
    return found


def hexagons(all_boxes, wanted):
    """Of one size, those whose middle lies in the box of a DeSO, until there are as many as wanted."""
    west = min(box[0] for box in all_boxes)
    south = min(box[1] for box in all_boxes)
    east = max(box[2] for box in all_boxes)
    north = max(box[3] for box in all_boxes)
    square = 50_000
    near = {}
    for box in all_boxes:
        for column in range(int(box[0] // square), int(box[2] // square) + 1):
            for row in range(int(box[1] // square), int(box[3] // square) + 1):
                near.setdefault((column, row), []).append(box)
    side = 1350.0
    width, height = side * 3**0.5, side * 1.5
    count, row = 0, 0
    y = south
    while y < north:
        x = west + (width / 2 if row % 2 else 0)
        while x < east:
            around = near.get((int(x // square), int(y // square)), ())
            if any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in around):
                half = width / 2
                ring = [
                    (x, y + side), (x - half, y + side / 2), (x - half, y - side / 2),
                    (x, y - side), (x + half, y - side / 2), (x + half, y + side / 2), (x, y + side),
                ]
                yield ", ".join(f"{px:.3f} {py:.3f}" for px, py in ring)
                count += 1
                if count == wanted:
                    return
            x += width
        y += height
        row += 1


def main():
    nation, out = sys.argv[1], sys.argv[2]
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 4_500_000
    targets = int(sys.argv[4]) if len(sys.argv) > 4 else 100_000
    os.makedirs(out, exist_ok=True)
    chance = random.Random(7)
    all_boxes = list(boxes(nation))
    with open(f"{out}/cells.csv", "w", encoding="ascii") as file:
        file.write("rutid,beftotalt,ald0_4\n")
        for number in sorted(cells(all_boxes, wanted, chance)):
            row, column = divmod(number, 10_000)
            persons = 1 + int(chance.expovariate(0.4))
            file.write(f"{column * CELL:06d}{row * CELL:07d},{persons},{chance.randrange(persons)}\n")
    with open(f"{out}/hexagons.csv", "w", encoding="ascii") as file:
        file.write("id;wkt\n")
        for number, ring in enumerate(hexagons(all_boxes, targets)):
            file.write(f"h{number:06d};POLYGON (({ring}))\n")


if __name__ == "__main__":
    main()
