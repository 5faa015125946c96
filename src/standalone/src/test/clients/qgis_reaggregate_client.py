"""Runs config/qgis/regstat_reaggregate.py in QGIS without a window: does the job on standard input (JSON), says on standard
output what came of it.

Job: {"url": "http://…/geoserver", "script": FILE, "boundaries": [{"kod", "namn", "wkt"}], "parameters": {…}}
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
    spec = importlib.util.spec_from_file_location("regstat_reaggregate", job["script"])
    sys.dont_write_bytecode = True
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    layer = QgsVectorLayer("Polygon?crs=EPSG:3006&field=kod:string&field=namn:string", "mine", "memory")
    for one in job["boundaries"]:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(one["wkt"]))
        feature.setAttributes([one["kod"], one["namn"]])
        layer.dataProvider().addFeature(feature)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = script.RegstatReaggregate().create({})
    parameters = {"BOUNDARIES": layer, "SERVER": job["url"], "OUTPUT": "memory:", **job["parameters"]}
    result = {}
    try:
        outputs, ok = algorithm.run(parameters, context, QgsProcessingFeedback(), {}, False)
        output = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], context)
        result["ok"] = ok
        result["crs"] = output.crs().authid()
        result["rows"] = [
            {**{f.name(): plain(feature[f.name()]) for f in output.fields()}, "area": feature.geometry().area()}
            for feature in output.getFeatures()
        ]
    except QgsProcessingException as e:
        result["error"] = str(e)
    os.write(result_to, json.dumps(result).encode("utf-8"))
    sys.stdout.flush()
    os._exit(0)


def plain(value):
    return value if isinstance(value, (int, float, str)) else None


main()
