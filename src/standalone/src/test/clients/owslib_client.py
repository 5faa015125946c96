"""OWSLib against a server: does the job on standard input (JSON), says on standard output what came of it (JSON).

Job: {"url": "http://…/geoserver/ows", "out": DIR, "layer": NAME, "code": CODE, "bbox": [W, S, E, N in EPSG:3006],
      "maps": [{"file", "version", "crs", "bbox": [left, bottom, right, top], "width", "height", "style", "cql"}]}
or   {"url": …, "execute": PROCESS, "inputs": [[NAME, VALUE]], "output": [NAME, AS_REFERENCE, MIME_TYPE]}
"""

import contextlib
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from owslib.etree import etree
from owslib.fes import PropertyIsEqualTo
from owslib.util import ServiceException
from owslib.wfs import WebFeatureService
from owslib.wms import WebMapService
from owslib.wps import WebProcessingService, monitorExecution


def main():
    job = json.load(sys.stdin)
    if "execute" in job:
        json.dump(executed(job), sys.stdout)
        return
    out = Path(job["out"])
    result = {"maps": [], "wms": {}, "wfs": {}}
    servers = {version: WebMapService(job["url"], version=version) for version in ("1.1.1", "1.3.0")}
    for version, wms in servers.items():
        layer = wms.contents[job["layer"]]
        info = wms.getfeatureinfo(
            layers=[job["layer"]],
            query_layers=[job["layer"]],
            srs="EPSG:3006",
            bbox=tuple(job["bbox"]),
            size=(101, 101),
            format="image/png",
            info_format="application/json",
            xy=(50, 50),
        )
        result["wms"][version] = {
            "title": layer.title,
            "abstract": layer.abstract,
            "bbox84": layer.boundingBoxWGS84,
            "crs": sorted(set(layer.crsOptions)),
            "styles": sorted(layer.styles),
            "formats": wms.getOperationByName("GetMap").formatOptions,
            "info": json.loads(info.read()),
            "error": error(
                lambda w=wms: w.getmap(
                    layers=["no_such_layer"], styles=[""], srs="EPSG:3006", bbox=(0, 0, 1, 1), size=(9, 9),
                    format="image/png",
                )
            ),
        }
    for wanted in job["maps"]:
        extra = {"CQL_FILTER": wanted["cql"]} if wanted.get("cql") else {}
        answer = servers[wanted["version"]].getmap(
            layers=[job["layer"]],
            styles=[wanted.get("style", "")],
            srs=wanted["crs"],
            bbox=tuple(wanted["bbox"]),
            size=(wanted["width"], wanted["height"]),
            format="image/png",
            transparent=True,
            **extra,
        )
        (out / wanted["file"]).write_bytes(answer.read())
        result["maps"].append(wanted["file"])
    for version in ("1.1.0", "2.0.0"):
        result["wfs"][version] = features(WebFeatureService(job["url"], version=version), version, job)
    json.dump(result, sys.stdout)


def executed(job):
    """In the library's default mode: stored, followed by its status, fetched at the end."""
    wps = WebProcessingService(job["url"])
    with contextlib.redirect_stdout(sys.stderr):  # the library prints errors
        execution = wps.execute(job["execute"], [tuple(i) for i in job["inputs"]], output=[tuple(job["output"])])
        monitorExecution(execution, sleepSecs=0.2)
    errors = [error.text for error in execution.errors]
    output = execution.processOutputs[0] if execution.processOutputs else None
    data = (output.retrieveData().decode() if output.reference else "".join(output.data)) if output else ""
    return {"status": execution.status, "location": execution.statusLocation, "errors": errors, "data": data}


def features(wfs, version, job):
    layer, code = job["layer"], job["code"]
    content = wfs.contents[layer]
    if version == "1.1.0":
        equal = etree.tostring(PropertyIsEqualTo(propertyname="code", literal=code).toXML()).decode()
        found = wfs.getfeature(
            typename=[layer],
            filter=f'<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc">{equal}</ogc:Filter>',
            outputFormat="application/json",
        )
        filtered = codes(found)
    else:
        # This library gets no filter across in WFS 2.0, but a stored query.
        found = wfs.getfeature(
            storedQueryID="urn:ogc:def:query:OGC-WFS::GetFeatureById",
            storedQueryParams={"id": f"{layer.split(':')[-1]}.{code}"},
        )
        filtered = [e.text for e in ET.fromstring(found.read()).iter() if e.tag.endswith("}code")]
    boxed = wfs.getfeature(typename=[layer], bbox=tuple(job["bbox"]), outputFormat="application/json")
    gml = wfs.getfeature(typename=[layer], maxfeatures=2).read()
    pages = [
        codes(wfs.getfeature(typename=[layer], maxfeatures=3, startindex=start, outputFormat="application/json"))
        for start in (0, 3, 6)
    ]
    some = wfs.getfeature(typename=[layer], propertyname=["code"], maxfeatures=1, outputFormat="application/json")
    schema = wfs.get_schema(layer)
    return {
        "title": content.title,
        "crs": [str(crs.getcode()) for crs in content.crsOptions],
        "bbox84": content.boundingBoxWGS84,
        "schema": {"geometry": schema["geometry"], "geometryColumn": schema["geometry_column"], **schema["properties"]},
        "filtered": filtered,
        "boxed": codes(boxed),
        "pages": pages,
        "properties": sorted(json.loads(some.read())["features"][0]["properties"]),
        "gmlMembers": sum(1 for e in ET.fromstring(gml).iter() if e.tag.endswith("}" + layer.split(":")[-1])),
        "error": error(lambda: fail(wfs)),
    }


def fail(wfs):
    text = wfs.getfeature(typename=["no_such_layer"], propertyname=None).read()
    raise ServiceException(text.decode() if isinstance(text, bytes) else text)


def codes(answer):
    return [feature["properties"]["code"] for feature in json.loads(answer.read())["features"]]


def error(call):
    try:
        call()
        return None
    except Exception as e:  # whatever the library makes of the exception report is what a user sees
        return f"{type(e).__name__}: {e}"


if __name__ == "__main__":
    main()
