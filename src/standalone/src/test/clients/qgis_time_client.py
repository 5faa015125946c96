"""QGIS without a window on layers with a time dimension: does the job on standard input (JSON), says on standard output what came of it.

Job: {"url": "http://…/geoserver", "out": DIR, "layer": NAME, "years": […], "bbox": [west, south, east, north], "crs", "width", "height"}

The layer is taken from QGIS's own browser, which makes its address, years included, from the server's capabilities, as it
does for a user who adds it to a map.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = tempfile.mkdtemp(prefix="qgis-profile")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402


def main():
    job = json.load(sys.stdin)
    # QGIS and its libraries print to standard output, which is for the result.
    result_to = os.dup(1)
    os.dup2(2, 1)
    app = QgsApplication([], False)
    app.initQgis()
    result = {"maps": {}}
    # Parents own their children in QGIS, and Python must not be the one to free them.
    branches = []
    result["address"] = address = address_of(job, branches)
    layer = QgsRasterLayer(address, "layer", "wms")
    result["valid"] = layer.isValid()
    if layer.isValid():
        capabilities = layer.dataProvider().temporalCapabilities()
        result["temporal"] = capabilities.hasTemporalCapabilities()
        result["years"] = sorted(
            {times.begin().toUTC().date().year() for times in capabilities.allAvailableTemporalRanges()}
        )
        for year in job["years"]:
            result["maps"][str(year)] = draw(layer, job, year, str(Path(job["out"], f"{year}.png")))
    os.write(result_to, json.dumps(result).encode())
    os.close(result_to)
    # Leaving in the ordinary way runs destructors in an order that crashes some builds of QGIS.
    os._exit(0)


def address_of(job, branches):
    """What the browser's tree says of the layer; puts the tree's items into a list."""
    QgsSettings().setValue("qgis/connections-wms/regstat/url", job["url"] + "/wms")
    providers = QgsApplication.dataItemProviderRegistry().providers()
    branches.append(next(p for p in providers if p.name() == "WMS").createDataItem("wms:/regstat", None))
    for item in branches:
        if "layers=" + job["layer"] + "&" in getattr(item, "uri", str)() + "&":
            return item.uri()
        item.populate(True)
        branches.extend(item.children())
    sys.exit(f"QGIS's browser does not show {job['layer']}")


def draw(layer, job, year, file):
    layer.temporalProperties().setIsActive(True)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(job["crs"]))
    settings.setExtent(QgsRectangle(*job["bbox"]))
    settings.setOutputSize(QSize(job["width"], job["height"]))
    settings.setBackgroundColor(QColor(0, 0, 0, 0))
    settings.setIsTemporal(True)
    settings.setTemporalRange(
        QgsDateTimeRange(
            QDateTime(QDate(year, 1, 1), QTime(0, 0), Qt.UTC),
            QDateTime(QDate(year, 12, 31), QTime(23, 59, 59), Qt.UTC),
        )
    )
    work = QgsMapRendererParallelJob(settings)
    work.start()
    work.waitForFinished()
    work.renderedImage().save(file)
    return [error.message for error in work.errors()]


if __name__ == "__main__":
    main()
