"""Runs the plugin of config/qgis in QGIS without a window: does the job on standard input (JSON), says on standard
output what came of it.

Job: {"url": "http://…/geoserver", "plugin": FOLDER or ZIP, "questions": [{"algorithm": "regstat:…", "boundaries": [{"kod",
"namn", "wkt"}], "features": what the dialog calls them if not BOUNDARIES, "parameters": {…}, "cancelled": whether the user cancels when the server has been asked}, …]}; then
{"version", "algorithms": […], "answers": […], "lists": {KEY: […]} of the dialog of the first question} comes of it.
"""

import json
import os
import socket
import sys
import tempfile
import threading
import zipfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What QGIS remembers is forgotten afterwards.
PROFILE = tempfile.TemporaryDirectory()
os.environ["XDG_CONFIG_HOME"] = PROFILE.name

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

sys.path.append("/usr/share/qgis/python/plugins")


def main():
    job = json.load(sys.stdin)
    # QGIS and its libraries print to standard output, which is for the result.
    result_to = os.dup(1)
    os.dup2(2, 1)
    app = QgsApplication([], True, PROFILE.name)
    app.initQgis()
    sys.dont_write_bytecode = True
    plugin = load(job["plugin"])
    provider = QgsApplication.processingRegistry().providerById("regstat")
    result = {
        "algorithms": [algorithm.id() for algorithm in provider.algorithms()],
        "answers": [answer(job["url"], question) for question in job["questions"]],
        "lists": {key: listed(job["questions"][0], key, job["url"]) for key in job.get("lists", [])},
    }
    plugin.unload()
    result["unloaded"] = QgsApplication.processingRegistry().providerById("regstat") is None
    os.write(result_to, json.dumps(result).encode("utf-8"))
    sys.stdout.flush()
    PROFILE.cleanup()
    os._exit(0)


def load(plugin):
    """As QGIS does: a zip is unpacked into the folder of plugins."""
    if plugin.endswith(".zip"):
        plugins = os.path.join(PROFILE.name, "plugins")
        with zipfile.ZipFile(plugin) as packed:
            packed.extractall(plugins)
    else:
        plugins = os.path.dirname(plugin)
    sys.path.insert(0, plugins)
    import regstat

    loaded = regstat.classFactory(None)
    loaded.initGui()
    return loaded


def algorithm_of(question):
    return QgsApplication.processingRegistry().createAlgorithmById(question["algorithm"])


def answer(url, question):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = algorithm_of(question)
    feedback = QgsProcessingFeedback()
    remembered = algorithm.parameterDefinition("SERVER").defaultValue()
    if question.get("cancelled"):
        url = never_answering(feedback.cancel)
    # As the dialog does where the layer is to be opened.
    opened = QgsProcessingOutputLayerDefinition("memory:", context.project())
    parameters = {"SERVER": url, "OUTPUT": opened, **question["parameters"]}
    layer = layer_of(question["boundaries"])
    if layer is not None:
        parameters[question.get("features", "BOUNDARIES")] = layer
    result = {"remembered": remembered}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    if not ok:
        return {"error": reason, "by": "QGIS"}
    try:
        outputs, ok = algorithm.run(parameters, context, feedback, {}, False)
        output = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], context)
        result["ok"] = ok
        result["progress"] = feedback.progress()
        result["crs"] = output.crs().authid()
        result["rows"] = [
            {**{f.name(): plain(feature[f.name()]) for f in output.fields()}, "area": area(feature)}
            for feature in output.getFeatures()
        ]
        result["style"] = style(output, context, feedback)
    except QgsProcessingException as e:
        result["error"] = str(e)
    return result


def never_answering(then):
    """A server that takes a question and answers nothing; calls what it is given when it has been asked."""
    listener = socket.create_server(("127.0.0.1", 0))
    asked = []

    def serve():
        connection, _ = listener.accept()
        connection.recv(1)
        asked.append(connection)
        then()

    threading.Thread(target=serve, daemon=True).start()
    return "http://127.0.0.1:%d/geoserver" % listener.getsockname()[1]


def style(output, context, feedback):
    """The classes that the layer is drawn in when it is loaded: pairs of value and pattern."""
    for details in context.layersToLoadOnCompletion().values():
        if details.postProcessor() is not None:
            details.postProcessor().postProcessLayer(output, context, feedback)
            return [
                [str(one.value()), one.symbol().symbolLayer(0).properties()["style"]]
                for one in output.renderer().categories()
            ]
    return []


def listed(question, key, url):
    """What the dialog offers for a parameter, and what stands in its field when all of it has been chosen."""
    from processing.gui.wrappers import WidgetWrapperFactory
    from qgis.PyQt.QtWidgets import QDialog

    dialog = QDialog()
    context = QgsProcessingContext()
    algorithm = algorithm_of(question)
    definitions = {name: algorithm.parameterDefinition(name) for name in ("SERVER", key)}
    wrappers = {name: WidgetWrapperFactory.create_wrapper(one, dialog) for name, one in definitions.items()}
    # Whoever shows them keeps them.
    widgets = [wrapper.createWrappedWidget(context) for wrapper in wrappers.values()]
    wrappers[key].postInitialize(list(wrappers.values()))
    wrappers["SERVER"].setParameterValue(question["parameters"].get("SERVER", url), context)
    menu = wrappers[key].list()
    offered = [action.text() for action in menu.actions()]
    for action in menu.actions():
        if action.isEnabled() and not action.isChecked():
            action.trigger()
    return {"offered": offered, "chosen": wrappers[key].parameterValue()}


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
