#!/usr/bin/env python3
"""Answers as SCB's WFS and database do, for a made-up country, and writes the recipes to fetch by. Standard library only.

  national_publishers.py DESO.geojson CONFIG PORT

DESO.geojson is written by se.regstat.bench.NationalCoverage; CONFIG is a folder of Regstat's configuration that sources are added to.
Layers: DeSO_2018 and DeSO_2025, of the same areas, and befolkning_1km_2025 with 115 118 cells. Tables: nine, of five indicators each,
2011-2024, for both vintages. Half the time that a fetch waits here is this server's own.
"""
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

AREAS, CONFIG, PORT = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
YEARS = [str(year) for year in range(2011, 2025)]
INDICATORS = [f"made_up_{i}" for i in range(45)]
TABLES = {f"TAB{n}": INDICATORS[5 * n:5 * n + 5] for n in range(9)}
CELLS = 115_118

with open(AREAS, encoding="utf-8") as file:
    DESO = json.load(file)["features"]
DESO.sort(key=lambda feature: feature["properties"]["desokod"])
for number, feature in enumerate(DESO):
    feature["properties"]["objectid"] = number
CODES = [feature["properties"]["desokod"] for feature in DESO]
TEXTS = [json.dumps(feature) for feature in DESO]
REGIONS = CODES + [code + "_DeSO2025" for code in CODES]
PLACES = {code: place for place, code in enumerate(REGIONS)}
GRID = [json.dumps({"type": "Feature", "geometry": None, "properties": {
    "rutid_scb": f"{300 + i % 400}000{6200 + i // 400}000", "beftotalt": 1 + i % 97}}) for i in range(CELLS)]
LAYERS = {
    "stat:DeSO_2018": (["objectid", "desokod", "kommunkod", "lanskod"], TEXTS),
    "stat:DeSO_2025": (["objectid", "desokod", "kommunkod", "lanskod"], TEXTS),
    "stat:befolkning_1km_2025": (["rutid_scb", "beftotalt"], GRID),
}


def recipes(base):
    common = "licence: CC0-1.0, source: made up, page: 'https://example.se/', tried: never"
    lines = ["sources:"]
    lines.append(f"  deso: {{title: DeSO, vintages: ['2018', '2025'], wfs: {{service: '{base}/wfs', layer: 'stat:DeSO_{{vintage}}',"
                 " sort: objectid}, areas: {code: desokod, complete_within: riket},"
                 f" expected: {{hits: {len(DESO)}}}, {common}}}")
    lines.append(f"  population_1km: {{title: Grid, vintages: ['2025'], wfs: {{service: '{base}/wfs',"
                 " layer: 'stat:befolkning_1km_{vintage}', sort: rutid_scb},"
                 f" cells: {{corner: rutid_scb, persons: beftotalt, size: 1000}}, expected: {{hits: {CELLS}}}, {common}}}")
    for table in TABLES:
        lines.append(f"  {table.lower()}: {{title: {table}, pxweb: {{table: '{base}/api/v2/tables/{table}', region: Region,"
                     " time: Tid, regions: {deso@2018: '?????????', deso@2025: '?????????_DeSO2025'},"
                     f" select: {{ContentsCode: ['*']}}, mapping: ../mappings/made_up.yml}},"
                     f" expected: {{years: {{from: 2011, to: 2024}}}}, {common}}}")
    (CONFIG / "sources").mkdir(parents=True, exist_ok=True)
    (CONFIG / "mappings").mkdir(exist_ok=True)
    (CONFIG / "sources" / "national.yml").write_text("\n".join(lines) + "\n")
    names = ", ".join(f"{name}: {name}" for name in INDICATORS)
    (CONFIG / "mappings" / "made_up.yml").write_text(
        f"region: Region\nperiod: Tid\nindicator: ContentsCode\nnames: {{{names}}}\n")
    described = "\n".join(f"  {name}: {{title: {name}, kind: count, unit: persons}}" for name in INDICATORS)
    (CONFIG / "indicators.yml").write_text(f"indicators:\n{described}\n")
    (CONFIG / "divisions.yml").write_text(
        "divisions:\n  deso:\n    title: DeSO\n    vintages:\n      \"2018\": {valid_to: 2023}\n      \"2025\": {valid_from: 2024}\n")


def cube(dimensions, values):
    described = {name: {"category": {"index": {code: i for i, code in enumerate(codes)}}} for name, codes in dimensions.items()}
    return json.dumps({"class": "dataset", "version": "2.0", "id": list(dimensions), "size": [len(c) for c in dimensions.values()],
                       "role": {"time": ["Tid"]}, "dimension": described, "value": values})


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        asked = {name.lower(): values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/wfs":
            self.wfs(asked)
        elif url.path == "/api/v2/config":
            self.reply('{"maxDataCells": 150000, "maxCallsPerTimeWindow": 30, "timeWindow": 10}')
        else:
            table = TABLES[url.path.split("/")[4]]
            self.reply(cube({"Region": REGIONS, "ContentsCode": table, "Tid": YEARS}, []))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        chosen = {one["variableCode"]: one["valueCodes"] for one in body["selection"]}
        dimensions = {name: chosen[name] for name in ("Region", "ContentsCode", "Tid")}
        values = [(PLACES[region] * 31 + len(content) * 7 + int(year)) % 3000
                  for region in chosen["Region"] for content in chosen["ContentsCode"] for year in chosen["Tid"]]
        self.reply(cube(dimensions, values))

    def wfs(self, asked):
        if asked["request"] == "GetCapabilities":
            names = "".join(f"<FeatureType><Name>{name}</Name></FeatureType>" for name in LAYERS)
            self.reply(f"<WFS_Capabilities><FeatureTypeList>{names}</FeatureTypeList></WFS_Capabilities>", "text/xml")
            return
        attributes, features = LAYERS[asked["typenames"]]
        if asked["request"] == "DescribeFeatureType":
            elements = "".join(f"<element name='{name}'/>" for name in attributes)
            self.reply(f"<schema><complexType name='T'><sequence>{elements}</sequence></complexType></schema>", "text/xml")
        elif asked.get("resulttype") == "hits":
            self.reply(f"<FeatureCollection numberMatched='{len(features)}'/>", "text/xml")
        else:
            begin = int(asked["startindex"])
            page = features[begin:begin + int(asked["count"])]
            self.reply('{"type": "FeatureCollection", "numberMatched": %d, "features": [%s], "crs": {"type": "name",'
                       ' "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}}' % (len(features), ",".join(page)))

    def reply(self, text, kind="application/json"):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


recipes(f"http://127.0.0.1:{PORT}")
print(f"ready on port {PORT}", flush=True)
ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
