"""What QGIS, without a window, sees of a view in PostgreSQL: reads {"port", "database", "user", "passwords", "view", "filter"} on standard
input (JSON; passwords is a file of libpq's), writes {"srs", "keys", "type", "all", "features": {code: {"value", "wkb"}}, "again"} on
standard output.
"""

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication, QgsDataSourceUri, QgsFeatureRequest, QgsVectorLayer, QgsWkbTypes  # noqa: E402


def main():
    job = json.load(sys.stdin)
    os.environ["PGPASSFILE"] = job["passwords"]
    # QGIS and its libraries print to standard output, which is for the result.
    result_to = os.dup(1)
    os.dup2(2, 1)
    app = QgsApplication([], False)
    app.initQgis()
    uri = QgsDataSourceUri()
    uri.setConnection("127.0.0.1", str(job["port"]), job["database"], job["user"], "")
    uri.setDataSource("regstat", job["view"], "geom", "", "fid")
    layer = QgsVectorLayer(uri.uri(False), job["view"], "postgres")
    if not layer.isValid():
        sys.exit("not a valid layer: " + job["view"])
    os.write(result_to, json.dumps(seen(layer, job["filter"])).encode())
    os.close(result_to)
    # Leaving in the ordinary way runs destructors in an order that crashes some builds of QGIS.
    os._exit(0)


def seen(layer, filter_):
    features = {}
    again = True
    for feature in list(layer.getFeatures(QgsFeatureRequest().setFilterExpression(filter_))):
        features[feature["code"]] = {
            "value": None if feature.fieldNameIndex("value") < 0 else feature["value"],
            "wkb": bytes(feature.geometry().asWkb()).hex(),
        }
        # As when somebody clicks on it: by its number.
        again = again and layer.getFeature(feature.id())["code"] == feature["code"]
    return {
        "srs": layer.crs().authid(),
        "keys": [layer.fields().at(i).name() for i in layer.primaryKeyAttributes()],
        "type": QgsWkbTypes.displayString(layer.wkbType()),
        "all": layer.featureCount(),
        "features": features,
        "again": again,
    }


main()
