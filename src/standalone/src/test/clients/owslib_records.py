"""OWSLib and lxml as a harvester: reads the index of records and each record. Job on standard input (JSON), result on standard output.

Job: {"index": "http://…/regstat-info/records"}
"""

import json
import re
import sys
import warnings
from urllib.request import urlopen

from lxml import html
from owslib.etree import etree
from owslib.iso import MD_Metadata


def main():
    warnings.simplefilter("ignore")
    index = json.load(sys.stdin)["index"]
    page = html.fromstring(urlopen(index).read())
    records = []
    for row in page.xpath("//tr[td/a]"):
        url = row.xpath("td/a/@href")[0].strip()
        # As pycsw and CKAN choose links.
        if "?" in url or not url.endswith(".xml"):
            continue
        date = row.xpath("string(td[2])")
        records.append({"url": url, "listed": date, "dated": bool(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", date)), **read(url)})
    json.dump(records, sys.stdout)


def read(url):
    record = MD_Metadata(etree.fromstring(urlopen(url).read()))
    info = record.identification
    box = info.bbox or (info.extent.boundingBox if getattr(info, "extent", None) else None)
    return {
        "record": record.identifier,
        "level": record.hierarchy,
        "language": record.languagecode or record.language,
        "stamp": record.datestamp or record.datetimestamp,
        "standard": record.stdname,
        "contact": [[c.organization, c.email, c.role] for c in record.contact],
        "identifier": info.uricode[0] if info.uricode else None,
        "title": info.title,
        "abstract": info.abstract,
        "dates": [[d.date, d.type] for d in info.date],
        "keywords": [k for group in info.keywords2 for k in group.keywords],
        "topics": info.topiccategory,
        "box": box and [float(box.minx), float(box.miny), float(box.maxx), float(box.maxy)],
        "time": [info.temporalextent_start, info.temporalextent_end],
        "lineage": record.dataquality.lineage if record.dataquality else None,
        "links": [[l.protocol, l.url, l.name] for l in record.distribution.online] if record.distribution else [],
        "operates": [o.get("uuidref") for o in getattr(record.serviceidentification, "operateson", [])]
        if record.serviceidentification
        else [],
    }


main()
