"""What the browser of QGIS, without a window, shows of a WMS: reads {"url": …} on standard input (JSON), writes a list of
{"title", "group", "under": […]} on standard output.
"""

import json
import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# For the connection, which QGIS keeps.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from qgis.core import QgsApplication, QgsLayerItem, QgsSettings  # noqa: E402


def main():
    job = json.load(sys.stdin)
    # QGIS and its libraries print to standard output, which is for the result.
    result_to = os.dup(1)
    os.dup2(2, 1)
    app = QgsApplication([], False)
    app.initQgis()
    QgsSettings().setValue("qgis/connections-wms/regstat/url", job["url"])
    providers = QgsApplication.dataItemProviderRegistry().providers()
    wms = next(provider for provider in providers if provider.name() == "WMS").createDataItem("", None)
    wms.populate(True)
    connection = next(item for item in kept(wms) if item.name() == "regstat")
    connection.populate(True)
    os.write(result_to, json.dumps(shown(connection)).encode())
    os.close(result_to)
    # Leaving in the ordinary way runs destructors in an order that crashes some builds of QGIS.
    os._exit(0)


# Python would delete what QGIS deletes too.
alive = []


def kept(item):
    alive.append(item.children())
    return alive[-1]


def shown(item):
    return [
        {"title": child.name(), "group": not isinstance(child, QgsLayerItem), "under": shown(child)}
        for child in kept(item)
    ]


if __name__ == "__main__":
    main()
