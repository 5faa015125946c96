"""Runs a script of config/qgis in QGIS without a window: does the job on standard input (JSON), says on standard
output what came of it.

Job: {"url": "http://…/geoserver", "script": FILE, "boundaries": [{"kod", "namn", "wkt"}], "parameters": {…}}, or with
"questions": [{"script", "boundaries", "parameters"}, …] instead of the last three; then {"answers": […]} comes of it. Of
points, "features" is what the dialog calls them.
"""

import importlib.util
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)


def main():
    job = json.load(sys.stdin)
    # QGIS and its libraries print to standard output, which is for the result.
    result_to = os.dup(1)
    os.dup2(2, 1)
    app = QgsApplication([], False)
    app.initQgis()
    sys.dont_write_bytecode = True
    if "questions" in job:
        result = {"answers": [answer(job["url"], question) for question in job["questions"]]}
    else:
        result = answer(job["url"], job)
    os.write(result_to, json.dumps(result).encode("utf-8"))
    sys.stdout.flush()
    os._exit(0)


def script(path):
    spec = importlib.util.spec_from_file_location("regstat_operation", path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def answer(url, question):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = script(question["script"]).RegstatOperation().create({})
    parameters = {"SERVER": url, "OUTPUT": "memory:", **question["parameters"]}
    layer = layer_of(question["boundaries"])
    if layer is not None:
        parameters[question.get("features", "BOUNDARIES")] = layer
    result = {}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    if not ok:
        return {"error": reason, "by": "QGIS"}
    try:
        outputs, ok = algorithm.run(parameters, context, QgsProcessingFeedback(), {}, False)
        output = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], context)
        result["ok"] = ok
        result["crs"] = output.crs().authid()
        result["rows"] = [
            {**{f.name(): plain(feature[f.name()]) for f in output.fields()}, "area": area(feature)}
            for feature in output.getFeatures()
        ]
    except QgsProcessingException as e:
        result["error"] = str(e)
    return result


def layer_of(boundaries):
    if not boundaries:
        return None
    shape = "Point" if boundaries[0]["wkt"].startswith("POINT") else "Polygon"
    layer = QgsVectorLayer(shape + "?crs=EPSG:3006&field=kod:string&field=namn:string", "mine", "memory")
    for one in boundaries:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(one["wkt"]))
        feature.setAttributes([one["kod"], one["namn"]])
        layer.dataProvider().addFeature(feature)
    return layer


def area(feature):
    return feature.geometry().area() if feature.hasGeometry() else None


def plain(value):
    return value if isinstance(value, (int, float, str)) else None


main()
