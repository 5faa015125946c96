#!/usr/bin/env python3
"""Clients that ask several servers of one store without a pause, while imports go on: does any answer mix two revisions?

A made-up region of squares as in src/bench/soak, of which every area has the same population in every year: 1000 and the number of the
import. So an answer is of one revision if all its values are the same number, or the same multiple of it for kommuner. What is asked
for are features, time series, tables, re-aggregations, and maps, over connections that are kept open, of one server after the other.
An answer fails that is not 200, is an exception report, does not come, or has values of two imports; that is of an earlier import than one
that the same server has answered with before it was asked; or that is not of an import that was done two seconds (--within) before it was
asked. A server that has never answered with an import that it should have fails too. After the database was away, servers have half a
minute more; an import that fails meanwhile is right, if it says why in plain words.

    src/bench/soak_nodes.py                                    # two of its own, on one GeoPackage
    src/bench/soak_nodes.py --store 'jdbc:postgresql://…'      # on one database
    src/bench/soak_nodes.py --store jdbc:… --read jdbc:…       # that read from a replica of it
    src/bench/soak_nodes.py --store … --node http://host:8080/geoserver --node …    # of GeoServers that run already
    src/bench/soak_nodes.py --away 'systemctl stop postgresql' --back 'systemctl start postgresql'   # for a minute in the middle
    src/bench/soak_nodes.py --away 'systemctl kill -s KILL postgresql' --back … --times 10 --away-for 3 --import-every 0   # ten times, at any moment

It needs Python 3 and what Regstat needs itself (a JDK 17, Maven). GeoServers that run already must have the store and configuration that
it says when it starts.
"""

import argparse
import http.client
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from importlib.machinery import SourceFileLoader
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

soak = SourceFileLoader("soak", str(Path(__file__).with_name("soak"))).load_module()

AREAS = soak.SIDE ** 2
YEARS = list(soak.YEARS)
BASE = 1000


def main():
    args = arguments()
    with tempfile.TemporaryDirectory(prefix="regstat-soak-") as folder:
        folder = Path(folder)
        store = args.store or str(folder / "store.gpkg")
        fill(folder, store)
        servers, nodes = [], args.node
        try:
            for number in range(0 if nodes else args.servers):
                port = soak.free_port()
                log = open(folder / f"{number}.log", "w", encoding="utf-8")
                server = subprocess.Popen(
                    [soak.ROOT / "regstat", "serve", "--port", str(port), "--store", args.read or store],
                    stdout=log, stderr=subprocess.STDOUT)
                servers.append(server)
                soak.await_start(server, port, folder / f"{number}.log")
                nodes = nodes + [f"http://127.0.0.1:{port}/geoserver"]
            told = run(args, folder, store, nodes)
        finally:
            for server in servers:
                server.terminate()
                server.wait()
        if args.logs:
            args.logs.mkdir(parents=True, exist_ok=True)
            for log in folder.glob("*.log"):
                (args.logs / log.name).write_text(log.read_text(encoding="utf-8"), encoding="utf-8")
    sys.exit(report(*told))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600, help="how long (default 600)")
    parser.add_argument("--clients", type=int, default=24, help="that ask at once (default 24)")
    parser.add_argument("--import-every", type=int, default=15, metavar="SECONDS", help="(default 15)")
    parser.add_argument("--servers", type=int, default=2, help="of its own (default 2)")
    parser.add_argument("--store", help="where is imported into (default: a GeoPackage of its own)")
    parser.add_argument("--read", help="where its servers read (default: the same)")
    parser.add_argument("--node", action="append", default=[], metavar="URL", help="a GeoServer that runs already")
    parser.add_argument("--within", type=float, default=2, metavar="SECONDS",
                        help="an import shows at every server (default 2)")
    parser.add_argument("--away", metavar="COMMAND", help="stops the database")
    parser.add_argument("--back", metavar="COMMAND", help="starts it again")
    parser.add_argument("--away-for", type=float, default=60, metavar="SECONDS", help="between these (default 60)")
    parser.add_argument("--times", type=int, default=1, help="how often it is away (default 1)")
    parser.add_argument("--logs", type=Path, metavar="FOLDER", help="keep what the servers logged there")
    return parser.parse_args()


def fill(folder, store):
    soak.squares(folder / "deso.geojson")
    (folder / "mapping.yml").write_text(
        "layout: long\nindicator: indicator\nperiod: year\nvalue: value\n", encoding="utf-8")
    soak.regstat("import", "division", folder / "deso.geojson", "--division", "deso", "--vintage", "2018",
                 "--code", "code", "--parent", "kommun=kommun", "--store", store)
    soak.regstat("import", "division", "--from", "deso@2018", "--dissolve-to", "kommun", "--vintage", "2025",
                 "--store", store)
    bring_in(folder, store, 0)


def bring_in(folder, store, number):
    with open(folder / "values.csv", "w", encoding="utf-8") as out:
        out.write("code,indicator,year,value\n")
        for x in range(soak.SIDE):
            for y in range(soak.SIDE):
                for year in YEARS:
                    out.write(f"{soak.code(x, y)},population,{year},{BASE + number}\n")
    soak.bring_in(folder, store)


class Revisions:
    """Which import each answer was of, and which it should have been of at least."""

    RECONNECTS = 30  # at most these seconds from one try to the next

    def __init__(self, nodes, within):
        self.lock = threading.Lock()
        self.nodes = nodes
        self.within = within
        self.done = {0: time.monotonic()}
        self.seen = {}
        self.outages = []  # of the database, the earliest first: when it went, and when it came back or None

    def imported(self, number):
        with self.lock:
            self.done[number] = time.monotonic()

    def newest(self, node):
        """The newest import that a server has answered with."""
        with self.lock:
            return max((number for seen, number in self.seen if seen == node), default=0)

    def due(self, at):
        """The newest import that every server should answer with to who asks at a time."""
        with self.lock:
            for away, back in reversed(self.outages):
                if at > away and (not back or at < back + self.RECONNECTS + self.within):
                    at = away
            return max(number for number, done in self.done.items() if number == 0 or done + self.within < at)

    def answered(self, node, number, asked, newest):
        """Fails if an answer is older than it may be. newest: what the server had answered with when it was asked"""
        if number < newest:
            raise ValueError(f"import {number:g}, after import {newest:g} from the same server")
        due = self.due(asked)
        if number < due:
            raise ValueError(f"import {number:g}, {asked - self.done[due]:.1f} s after import {due:g} was done")
        with self.lock:
            self.seen.setdefault((node, number), asked)

    def missing(self, end):
        """Servers that have not answered with what they should have in the end."""
        due = self.due(end)
        return [f"{node} has answered with import {self.newest(node):g}, never with import {due:g}"
                for node in self.nodes if self.newest(node) < due]

    def delays(self):
        """Seconds from the end of an import until a server was first asked and answered with it; clients ask without a pause."""
        with self.lock:
            return sorted(max(0, at - self.done[number])
                          for (node, number), at in self.seen.items() if number and number in self.done)


def run(args, folder, store, nodes):
    times, failures, revisions = defaultdict(list), [], Revisions(nodes, args.within)
    await_first(nodes)
    start = time.monotonic()
    end = start + args.seconds
    clients = [threading.Thread(target=client, args=(number, nodes, end, times, failures, revisions))
               for number in range(args.clients)]
    for one in clients:
        one.start()
    if args.away:
        threading.Thread(target=outages, args=(args, start, revisions), daemon=True).start()
    number, refused = 0, []
    while time.monotonic() + args.import_every < end:
        time.sleep(args.import_every)
        number += 1
        try:
            bring_in(folder, store, number)
            revisions.imported(number)
        except RuntimeError as e:
            refused.append(str(e))
            if not args.away or "Exception" in str(e):
                failures.append(("import", str(e)))
    for one in clients:
        one.join()
    failures += [("server", what) for what in revisions.missing(end - args.within)]
    print(f"{args.clients} clients, {len(nodes)} servers, {args.seconds} s, {number} imports, {len(refused)} of them failed")
    for reason in sorted({line.split(": ")[-1] for told in refused for line in told.splitlines()[-1:]}):
        print(f"  {reason}")
    return times, failures, revisions


def await_first(nodes):
    for node in nodes:
        print(f"waiting for {node} to publish", flush=True)
        while True:
            try:
                if sum(values_of(ask(node, feature_path("deso", YEARS[0])))) == AREAS * BASE:
                    break
            except (OSError, ValueError, http.client.HTTPException):
                pass
            time.sleep(1)


def outages(args, start, revisions):
    part = args.seconds / args.times
    for number in range(args.times):
        begin = start + number * part + random.uniform(0.25, 0.75) * (part - args.away_for)
        time.sleep(max(0, begin - time.monotonic()))
        outage = [time.monotonic(), None]
        revisions.outages.append(outage)
        subprocess.run(args.away, shell=True, check=True)
        print(f"the database is away at {time.monotonic() - start:.0f} s", flush=True)
        time.sleep(args.away_for)
        subprocess.run(args.back, shell=True, check=True)
        outage[1] = time.monotonic()
        print(f"it is back at {time.monotonic() - start:.0f} s", flush=True)


def connection_to(node):
    return http.client.HTTPConnection(urlsplit(node).netloc, timeout=120)


def ask(node, path, connection=None):
    connection = connection or connection_to(node)
    connection.request("GET", urlsplit(node).path + path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200 or b"ExceptionReport" in body[:500]:
        raise ValueError(f"{answer.status} {path[:200]}\n  {body[-300:].decode('utf-8', 'replace')}")
    return body


def feature_path(division, year):
    return "/wfs?" + urlencode({
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": f"regstat:population_{division}",
        "outputFormat": "application/json", "propertyName": "code,year,value", "cql_filter": f"year={year}"},
        quote_via=quote)


def values_of(body):
    return [feature["properties"]["value"] for feature in json.loads(body)["features"]]


def client(number, nodes, end, times, failures, revisions):
    chance = random.Random(number)
    connections = {node: connection_to(node) for node in nodes}
    while time.monotonic() < end:
        node = chance.choice(nodes)
        kind, path, check = question(chance)
        newest = revisions.newest(node)
        start = time.monotonic()
        try:
            body = ask(node, path, connections[node])
            times[kind].append(time.monotonic() - start)
            if check:
                revisions.answered(node, check(body), start, newest)
        except (OSError, ValueError, KeyError, http.client.HTTPException) as e:
            failures.append((kind, f"{node} at {time.monotonic() - end:.1f} s of the end: {e!r}"[:600]))
            connections[node].close()


def of_one(values, count, times):
    """The number of the import that all values are of."""
    if len(values) != count or len(set(values)) != 1 or values[0] % times:
        raise ValueError(f"{len(values)} values of {sorted(set(values))[:5]}")
    return values[0] / times - BASE


def question(chance):
    year = chance.choice(YEARS)
    kommuner = (soak.SIDE // 4) ** 2
    window = {"service": "WMS", "version": "1.1.1", "srs": "EPSG:3006", "width": 400, "height": 400, "styles": "",
              "request": "GetMap", "format": "image/png",
              "bbox": f"{soak.WEST},{soak.SOUTH},{soak.WEST + 24000},{soak.SOUTH + 24000}"}
    kinds = [
        ("features, DeSO", feature_path("deso", year), lambda body: of_one(values_of(body), AREAS, 1)),
        ("features, kommun", feature_path("kommun", year), lambda body: of_one(values_of(body), kommuner, 16)),
        ("all years", "/wfs?" + urlencode({
            "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": "regstat:population_deso",
            "outputFormat": "application/json", "propertyName": "code,year,value"}),
         lambda body: of_one(values_of(body), AREAS * len(YEARS), 1)),
        ("table", "/regstat-info/table.json?layer=population_kommun",
         lambda body: of_one(json.loads(body)["value"], kommuner * len(YEARS), 16)),
        ("re-aggregation", "/regstat-info/reaggregate.geojson?" + urlencode({
            "target": "kommun@2025", "indicators": "population", "periods": str(year)}),
         lambda body: of_one([round(v) for v in values_of(body)], kommuner, 16)),
        ("map", "/wms?" + urlencode({**window, "layers": "regstat:population_deso", "time": year}), None),
        ("capabilities", "/wms?service=WMS&version=1.3.0&request=GetCapabilities", None),
    ]
    return chance.choice(kinds)


def report(times, failures, revisions):
    print(f"\n{'':20}{'answers':>9}{'p50':>9}{'p99':>9}{'most':>9}   (milliseconds)")
    for kind in sorted(times):
        took = sorted(times[kind])
        p50, p99 = (took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.99))
        print(f"{kind:20}{len(took):9}{p50 * 1e3:9.0f}{p99 * 1e3:9.0f}{took[-1] * 1e3:9.0f}")
    delays = revisions.delays()
    if delays:
        print(f"\nseen after an import: half within {delays[len(delays) // 2]:.1f} s, all within {delays[-1]:.1f} s"
              f" ({len(delays)} times)")
    print(f"{sum(map(len, times.values()))} answers, {len(failures)} failed")
    for kind, what in dict(failures).items():
        print(f"  {kind}: {what}")
    print("Reached." if not failures else "Not reached.")
    return 0 if not failures else 1


if __name__ == "__main__":
    main()
