"""An operation of a Regstat server as an algorithm: sends the features of a layer where it takes any, and brings back a layer,
or a table where rows have no place, with what each value is worth."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlencode

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsJsonUtils,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QIcon

from .server import LISTED, Server, remembered
from .style import COLUMN, by_reliability

SWEREF99_TM = "EPSG:3006"
FEATURES = {"POLYGONS": QgsProcessing.TypeVectorPolygon, "POINTS": QgsProcessing.TypeVectorPoint}
# Columns of results whose columns depend on the question.
INTEGERS = {"year", "whole_sources", "cut_sources", "snapped_sources"}
BOOLEANS = {"series_break", "perturbed"}
NO_FIELDS = {"FID", "geom"}
TEXTS = {"target_id", "target_name", "period", "indicator", "status", "reliability", "reason", "weighting", "derived_from"}


class RegstatOperation(QgsProcessingAlgorithm):
    """declared: one of operations.json."""

    def __init__(self, declared):
        super().__init__()
        self.declared = declared

    def createInstance(self):
        return RegstatOperation(self.declared)

    def name(self):
        return self.declared["id"]

    def displayName(self):
        return self.declared["title"]

    def shortHelpString(self):
        return self.declared["help"]

    def icon(self):
        return QIcon(str(Path(__file__).parent / "icon.svg"))

    def initAlgorithm(self, config=None):
        self.addParameter(QgsProcessingParameterString("SERVER", "Server", remembered()))
        features = next((one["key"] for one in self.declared["parameters"] if one["form"] in FEATURES), None)
        for declared in self.declared["parameters"]:
            field = field_of(declared, features)
            field.setHelp(declared["help"])
            if declared["form"] in ("TEXT", "FLAG", "SHARE", "NUMBER"):
                field.setFlags(field.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
            self.addParameter(field)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", "Resultat / Result"))

    def processAlgorithm(self, parameters, context, feedback):
        source = None
        placed = self.declared["geometry"]
        query = {"spelling": "dialog", **({"geometry": "wkt"} if placed else {})}
        for declared in self.declared["parameters"]:
            if declared["form"] in FEATURES:
                source = self.parameterAsSource(parameters, declared["key"], context)
                continue
            value = self.text(declared, parameters, context)
            if value:
                query[declared["name"]] = value
        boundaries = None if source is None else self.boundaries(source, context, feedback)
        feedback.setProgressText("Servern räknar / The server computes")
        server = Server(self.parameterAsString(parameters, "SERVER", context))
        content = server.ask(f"{self.declared['id']}.csv?{urlencode(query)}", "text/csv", boundaries, feedback)
        csv.field_size_limit(2**31 - 1)
        answer = csv.DictReader(io.StringIO(content, newline=""))
        rows = list(answer)
        names = [name for name in answer.fieldnames if name not in NO_FIELDS]
        kinds = {name: self.kind(name) for name in names}
        fields = QgsFields()
        for name in names:
            fields.append(QgsField(name, kinds[name]))
        shape, system = (QgsWkbTypes.MultiPolygon, SWEREF99_TM) if placed else (QgsWkbTypes.NoGeometry, "")
        crs = QgsCoordinateReferenceSystem(system)
        sink, result = self.parameterAsSink(parameters, "OUTPUT", context, fields, shape, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for place, row in enumerate(rows):
            feature = QgsFeature(fields)
            if placed:
                geometry = QgsGeometry.fromWkt(row["geom"])
                geometry.convertToMultiType()
                feature.setGeometry(geometry)
            feature.setAttributes([value_of(kinds[name], row[name]) for name in names])
            sink.addFeature(feature, QgsFeatureSink.FastInsert)
            feedback.setProgress(100 * (place + 1) / len(rows))
        if placed and COLUMN in names and context.willLoadLayerOnCompletion(result):
            context.layerToLoadOnCompletionDetails(result).setPostProcessor(by_reliability())
        return {"OUTPUT": result}

    def text(self, declared, parameters, context):
        """What was given for a parameter, as the server reads it."""
        key = declared["key"]
        if declared["form"] == "CHOICE":
            return declared["choices"][self.parameterAsEnum(parameters, key, context)]["id"]
        if declared["form"] == "CHOICES":
            chosen = self.parameterAsEnums(parameters, key, context)
            return ",".join(declared["choices"][place]["id"] for place in chosen)
        if declared["form"] == "NUMBER":
            return str(self.parameterAsInt(parameters, key, context))
        if declared["form"] == "FLAG":
            return "true" if self.parameterAsBool(parameters, key, context) else "false"
        if declared["form"] == "SHARE":
            return repr(self.parameterAsDouble(parameters, key, context))
        return self.parameterAsString(parameters, key, context)

    def boundaries(self, source, context, feedback):
        """The features as GeoJSON in EPSG:3006, easting first, with the reference system named."""
        to_sweref = QgsCoordinateTransform(
            source.sourceCrs(), QgsCoordinateReferenceSystem(SWEREF99_TM), context.transformContext()
        )
        features = []
        for feature in source.getFeatures():
            if feedback.isCanceled():
                break
            geometry = feature.geometry()
            geometry.transform(to_sweref)
            features.append(
                {
                    "type": "Feature",
                    "properties": json.loads(QgsJsonUtils.exportAttributes(feature)),
                    "geometry": json.loads(geometry.asJson(4)),
                }
            )
        crs = {"type": "name", "properties": {"name": SWEREF99_TM}}
        return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})

    def kind(self, name):
        """Of a column's values, as QGIS calls it."""
        if self.declared["columns"]:
            return getattr(QVariant, self.declared["columns"][name])
        if name in INTEGERS:
            return QVariant.Int
        if name in BOOLEANS or name.endswith(("_series_break", "_perturbed")):
            return QVariant.Bool
        texts = name in TEXTS or name.endswith(("_status", "_reliability", "_reason", "_derived_from"))
        return QVariant.String if texts else QVariant.Double


def field_of(declared, features):
    """features: the key of the layer that columns are of."""
    key, title, form, otherwise = (declared[part] for part in ("key", "title", "form", "otherwise"))
    if form in FEATURES:
        return QgsProcessingParameterFeatureSource(key, title, [FEATURES[form]], optional=True)
    if form == "COLUMN":
        return QgsProcessingParameterField(key, title, None, features, optional=True)
    if form in ("CHOICE", "CHOICES"):
        ids = [choice["id"] for choice in declared["choices"]]
        titles = [f"{choice['id']}: {choice['title']}" for choice in declared["choices"]]
        chosen = [ids.index(one) for one in otherwise.split(",") if one]
        several = form == "CHOICES"
        return QgsProcessingParameterEnum(
            key, title, titles, several, chosen if several else chosen[0], optional=several
        )
    if form == "NUMBER":
        return QgsProcessingParameterNumber(
            key,
            title,
            QgsProcessingParameterNumber.Integer,
            int(otherwise),
            minValue=int(declared["least"]),
            maxValue=int(declared["most"]),
        )
    if form == "FLAG":
        return QgsProcessingParameterBoolean(key, title, otherwise == "true")
    if form == "SHARE":
        return QgsProcessingParameterNumber(
            key,
            title,
            QgsProcessingParameterNumber.Double,
            float(otherwise),
            minValue=declared["least"],
            maxValue=declared["most"],
        )
    default = otherwise or ("population" if form == "LIST" and declared["required"] else None)
    field = QgsProcessingParameterString(key, title, default, optional=not declared["required"])
    if declared["name"] in LISTED:
        # Named, so that it is loaded where there are dialogs alone.
        field.setMetadata({"widget_wrapper": {"class": __package__ + ".field.ListedText"}, "declared": declared})
    return field


def value_of(kind, text):
    if text == "":
        return None
    return {QVariant.Int: int, QVariant.Double: float, QVariant.Bool: truth}.get(kind, unguarded)(text)


def truth(text):
    return text.lower() == "true"


def unguarded(text):
    """Without the apostrophe that keeps spreadsheet programs from taking a text for a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in tuple("=+-@\t\r") else text
