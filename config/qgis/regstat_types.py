"""An operation of a Regstat server in QGIS.

A Processing script for QGIS 3.22 and later. Processing Toolbox > Scripts > Add Script to Toolbox… takes this file; the algorithm
is then under Scripts > Regstat. It asks a Regstat server (./regstat serve, or GeoServer with the plugin), sends the polygons of a
layer where it takes any, and brings back a layer, or a table where rows have no place, with what each value is worth.

The scripts of all operations are the same but for what is declared in them.
"""

import csv
import io
import json
from urllib.parse import urlencode

from qgis.core import (
    QgsBlockingNetworkRequest,
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
from qgis.PyQt.QtCore import QByteArray, QUrl, QVariant
from qgis.PyQt.QtNetwork import QNetworkRequest

SWEREF99_TM = "EPSG:3006"
# Columns of results whose columns depend on the question.
INTEGERS = {"year", "whole_sources", "cut_sources", "snapped_sources"}
BOOLEANS = {"series_break", "perturbed"}
NO_FIELDS = {"FID", "geom"}
TEXTS = {"target_id", "target_name", "period", "indicator", "status", "reliability", "reason", "weighting", "derived_from"}

# What may be asked, as the server declares it; DeclaredTextsTest writes it.
# declared: begin
OPERATION = json.loads(
    r"""{"id":"types",
"title":"Byten av områdestyp (Types)",
"help":"Hur många områden som bytte områdestyp för att de ändrades, och hur många för att gränserna mellan typerna flyttades. / How many areas changed type because they changed, and how many because the limits of types moved.",
"geometry":false,
"columns":{"year":"Int","since":"Int","indicator":"String","class":"Int","areas":"Int","areas_since":"Int","compared":"Int","changed":"Int","by_areas":"Int","by_limits":"Int","held":"Int","published_compared":"Int","published_same":"Int","left_out":"Int","lower_limit":"Double","lower_limit_since":"Double","reference_areas":"Int","reference_areas_since":"Int","derived_from":"String"},
"parameters":[
{"key":"INDICATORS","name":"indicators","form":"LIST","required":true,"otherwise":"","title":"Områdestyper / Types","help":"Id för indikatorer av slaget class som räknas ur ett index (of i indicators.yml), relativa eller förankrade / Ids of indicators of kind class that are made of an index (of in indicators.yml), relative or anchored"},
{"key":"PERIODS","name":"periods","form":"PERIODS","required":false,"otherwise":"latest","title":"År / Years","help":"År, åtskilda av kommatecken eller upprepade: 2022, 2011/2023 eller latest, det senaste / Years, separated by commas or repeated: 2022, 2011/2023 or latest"},
{"key":"SOURCE_DIVISION","name":"sourceDivision","form":"TEXT","required":false,"otherwise":"regso","title":"Områden / Areas","help":"Indelningen vars områden har typer / The division whose areas have types"},
{"key":"SINCE","name":"since","form":"TEXT","required":false,"otherwise":"","title":"Sedan / Since","help":"Året som varje år jämförs med; annars året före bland dem som har värden / The year that each year is compared with; by default the one before among those that have values"},
{"key":"PUBLISHED","name":"published","form":"TEXT","required":false,"otherwise":"","title":"Publicerad typ / Published type","help":"En publicerad klass att jämföra den uträknade med, område för område, till exempel area_type / A published class to compare the computed one with, area by area, as in area_type"}
]}"""
)
# declared: end


class RegstatOperation(QgsProcessingAlgorithm):
    def createInstance(self):
        return RegstatOperation()

    def name(self):
        return "regstat_" + OPERATION["id"]

    def displayName(self):
        return OPERATION["title"]

    def group(self):
        return "Regstat"

    def groupId(self):
        return "regstat"

    def shortHelpString(self):
        return OPERATION["help"]

    def initAlgorithm(self, config=None):
        self.addParameter(QgsProcessingParameterString("SERVER", "Server", "http://127.0.0.1:8080/geoserver"))
        for declared in OPERATION["parameters"]:
            field = field_of(declared)
            field.setHelp(declared["help"])
            if declared["form"] in ("TEXT", "FLAG", "SHARE", "NUMBER"):
                field.setFlags(field.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
            self.addParameter(field)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", "Resultat / Result"))

    def processAlgorithm(self, parameters, context, feedback):
        source = None
        query = {"spelling": "dialog", **({"geometry": "wkt"} if OPERATION["geometry"] else {})}
        for declared in OPERATION["parameters"]:
            if declared["form"] in ("POLYGONS", "POINTS"):
                source = self.parameterAsSource(parameters, declared["key"], context)
                continue
            value = self.text(declared, parameters, context)
            if value:
                query[declared["name"]] = value
        server = self.parameterAsString(parameters, "SERVER", context).rstrip("/")
        url = server + "/regstat-info/" + OPERATION["id"] + ".csv?" + urlencode(query)
        answer = self.ask(url, None if source is None else self.boundaries(source, context), feedback)
        names = [name for name in answer.fieldnames if name not in NO_FIELDS]
        fields = QgsFields()
        for name in names:
            fields.append(QgsField(name, kind(name)))
        shape, system = (QgsWkbTypes.MultiPolygon, SWEREF99_TM) if OPERATION["geometry"] else (QgsWkbTypes.NoGeometry, "")
        crs = QgsCoordinateReferenceSystem(system)
        sink, result = self.parameterAsSink(parameters, "OUTPUT", context, fields, shape, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for row in answer:
            feature = QgsFeature(fields)
            if OPERATION["geometry"]:
                geometry = QgsGeometry.fromWkt(row["geom"])
                geometry.convertToMultiType()
                feature.setGeometry(geometry)
            feature.setAttributes([number(name, row[name]) for name in names])
            sink.addFeature(feature, QgsFeatureSink.FastInsert)
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

    def boundaries(self, source, context):
        """The polygons as GeoJSON in EPSG:3006, easting first, with the reference system named."""
        to_sweref = QgsCoordinateTransform(
            source.sourceCrs(), QgsCoordinateReferenceSystem(SWEREF99_TM), context.transformContext()
        )
        features = []
        for feature in source.getFeatures():
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

    def ask(self, url, boundaries, feedback):
        request = QNetworkRequest(QUrl(url))
        network = QgsBlockingNetworkRequest()
        if boundaries is None:
            error = network.get(request, True, feedback)
        else:
            request.setHeader(QNetworkRequest.ContentTypeHeader, "application/geo+json")
            error = network.post(request, QByteArray(boundaries.encode("utf-8")), True, feedback)
        reply = network.reply()
        content = bytes(reply.content()).decode("utf-8", "replace")
        media_type = bytes(reply.rawHeader(b"Content-Type"))
        if error == QgsBlockingNetworkRequest.NoError and media_type.startswith(b"text/csv"):
            csv.field_size_limit(2**31 - 1)
            return csv.DictReader(io.StringIO(content, newline=""))
        told = content.strip() if media_type.startswith(b"text/plain") else ""
        raise QgsProcessingException(told or network.errorMessage() or f"{url}: {error}")


def field_of(declared):
    key, title, form, otherwise = (declared[part] for part in ("key", "title", "form", "otherwise"))
    if form in ("POLYGONS", "POINTS"):
        shape = QgsProcessing.TypeVectorPolygon if form == "POLYGONS" else QgsProcessing.TypeVectorPoint
        return QgsProcessingParameterFeatureSource(key, title, [shape], optional=True)
    if form == "COLUMN":
        features = [one["key"] for one in OPERATION["parameters"] if one["form"] in ("POLYGONS", "POINTS")]
        return QgsProcessingParameterField(key, title, None, features[0], optional=True)
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
    return QgsProcessingParameterString(key, title, default, optional=not declared["required"])


def kind(name):
    if OPERATION["columns"]:
        return getattr(QVariant, OPERATION["columns"][name])
    if name in INTEGERS:
        return QVariant.Int
    if name in BOOLEANS or name.endswith(("_series_break", "_perturbed")):
        return QVariant.Bool
    texts = name in TEXTS or name.endswith(("_status", "_reliability", "_reason", "_derived_from"))
    return QVariant.String if texts else QVariant.Double


def number(name, text):
    if text == "":
        return None
    return {QVariant.Int: int, QVariant.Double: float, QVariant.Bool: truth}.get(kind(name), unguarded)(text)


def truth(text):
    return text.lower() == "true"


def unguarded(text):
    """Without the apostrophe that keeps spreadsheet programs from taking a text for a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in tuple("=+-@\t\r") else text
