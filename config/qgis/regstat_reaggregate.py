"""Räkna om indikatorer till egna gränser / Re-aggregate indicators to your own boundaries.

A Processing script for QGIS 3.22 and later. Processing Toolbox > Scripts > Add Script to Toolbox… takes this file; the algorithm
is then under Scripts > Regstat. It sends the polygons of a layer to a Regstat server (./regstat serve, or GeoServer with the
plugin and its WPS extension) and brings back a layer with a feature per polygon, year and indicator, or a column per
indicator, each value with what it is worth: status, bounds, coverage, and what it was derived from.
"""

import csv
import io
import json

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
from xml.etree import ElementTree
from xml.sax.saxutils import escape

SWEREF99_TM = "EPSG:3006"
WEIGHTINGS = ["auto", "code", "area", "mask", "population"]
MISSING = ["strict", "partial"]
LAYOUTS = ["long", "wide"]
INTEGERS = {"year", "whole_sources", "cut_sources", "snapped_sources"}
BOOLEANS = {"series_break"}
NO_FIELDS = {"FID", "geom"}
TEXTS = {"target_id", "target_name", "period", "indicator", "status", "reason", "weighting", "derived_from"}

EXECUTE = """<?xml version="1.0" encoding="UTF-8"?>
<wps:Execute service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1">
  <ows:Identifier>regstat:Reaggregate</ows:Identifier>
  <wps:DataInputs>{inputs}</wps:DataInputs>
  <wps:ResponseForm>
    <wps:RawDataOutput mimeType="text/csv"><ows:Identifier>result</ows:Identifier></wps:RawDataOutput>
  </wps:ResponseForm>
</wps:Execute>
"""


class RegstatReaggregate(QgsProcessingAlgorithm):
    def createInstance(self):
        return RegstatReaggregate()

    def name(self):
        return "regstat_reaggregate"

    def displayName(self):
        return "Räkna om till egna gränser (Reaggregate)"

    def group(self):
        return "Regstat"

    def groupId(self):
        return "regstat"

    def shortHelpString(self):
        return __doc__

    def initAlgorithm(self, config=None):
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "BOUNDARIES", "Gränser / Boundaries", [QgsProcessing.TypeVectorPolygon]
            )
        )
        self.addParameter(
            QgsProcessingParameterString("SERVER", "Server", "http://127.0.0.1:8080/geoserver")
        )
        self.addParameter(QgsProcessingParameterString("INDICATORS", "Indikatorer / Indicators", "population"))
        self.addParameter(QgsProcessingParameterString("PERIODS", "År / Years (2022, 2011/2023, latest)", "latest"))
        self.addParameter(
            QgsProcessingParameterField("ID", "Kod / Id", None, "BOUNDARIES", optional=True)
        )
        self.addParameter(
            QgsProcessingParameterField("NAME", "Namn / Name", None, "BOUNDARIES", optional=True)
        )
        self.addParameter(QgsProcessingParameterEnum("WEIGHTING", "Viktning / Weighting", WEIGHTINGS, defaultValue=0))
        self.addParameter(QgsProcessingParameterEnum("MISSING", "Saknade delar / Missing parts", MISSING, defaultValue=0))
        self.addParameter(QgsProcessingParameterEnum("LAYOUT", "Form / Layout", LAYOUTS, defaultValue=0))
        for more in (
            QgsProcessingParameterString("SOURCE_DIVISION", "Källindelning / Source division", "deso"),
            QgsProcessingParameterString("MASK", "Mask", optional=True),
            QgsProcessingParameterString("POPULATION", "Befolkning / Population", optional=True),
            QgsProcessingParameterBoolean("APPROXIMATE", "Ungefärliga medianer / Approximate medians", False),
            QgsProcessingParameterNumber(
                "TOLERANCE",
                "Tolerans / Tolerance",
                QgsProcessingParameterNumber.Double,
                0.001,
                minValue=0,
                maxValue=0.25,
            ),
            QgsProcessingParameterNumber(
                "MINIMUM_COVERAGE",
                "Minsta täckning / Minimum coverage",
                QgsProcessingParameterNumber.Double,
                0.5,
                minValue=0,
                maxValue=1,
            ),
        ):
            more.setFlags(more.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
            self.addParameter(more)
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", "Resultat / Result"))

    def processAlgorithm(self, parameters, context, feedback):
        source = self.parameterAsSource(parameters, "BOUNDARIES", context)
        server = self.parameterAsString(parameters, "SERVER", context).rstrip("/")
        literals = {
            "indicators": self.parameterAsString(parameters, "INDICATORS", context),
            "periods": self.parameterAsString(parameters, "PERIODS", context),
            "weighting": WEIGHTINGS[self.parameterAsEnum(parameters, "WEIGHTING", context)],
            "missing": MISSING[self.parameterAsEnum(parameters, "MISSING", context)],
            "layout": LAYOUTS[self.parameterAsEnum(parameters, "LAYOUT", context)],
            "idAttribute": self.parameterAsString(parameters, "ID", context),
            "nameAttribute": self.parameterAsString(parameters, "NAME", context),
            "sourceDivision": self.parameterAsString(parameters, "SOURCE_DIVISION", context),
            "mask": self.parameterAsString(parameters, "MASK", context),
            "population": self.parameterAsString(parameters, "POPULATION", context),
            "approximate": "true" if self.parameterAsBool(parameters, "APPROXIMATE", context) else "false",
            "tolerance": repr(self.parameterAsDouble(parameters, "TOLERANCE", context)),
            "minimumCoverage": repr(self.parameterAsDouble(parameters, "MINIMUM_COVERAGE", context)),
        }
        inputs = "".join(
            f"<wps:Input><ows:Identifier>{key}</ows:Identifier><wps:Data><wps:LiteralData>{escape(value)}"
            "</wps:LiteralData></wps:Data></wps:Input>"
            for key, value in literals.items()
            if value
        )
        inputs += (
            '<wps:Input><ows:Identifier>boundaries</ows:Identifier><wps:Data><wps:ComplexData mimeType="application/json">'
            + escape(self.boundaries(source, context))
            + "</wps:ComplexData></wps:Data></wps:Input>"
        )
        answer = self.post(server + "/wps", EXECUTE.format(inputs=inputs), feedback)
        names = [name for name in answer.fieldnames if name not in NO_FIELDS]
        fields = QgsFields()
        for name in names:
            fields.append(QgsField(name, kind(name)))
        crs = QgsCoordinateReferenceSystem(SWEREF99_TM)
        sink, result = self.parameterAsSink(parameters, "OUTPUT", context, fields, QgsWkbTypes.MultiPolygon, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for row in answer:
            feature = QgsFeature(fields)
            geometry = QgsGeometry.fromWkt(row["geom"])
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
            feature.setAttributes([number(name, row[name]) for name in names])
            sink.addFeature(feature, QgsFeatureSink.FastInsert)
        return {"OUTPUT": result}

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

    def post(self, url, document, feedback):
        request = QNetworkRequest(QUrl(url))
        request.setHeader(QNetworkRequest.ContentTypeHeader, "text/xml; charset=utf-8")
        network = QgsBlockingNetworkRequest()
        error = network.post(request, QByteArray(document.encode("utf-8")), True, feedback)
        content = bytes(network.reply().content()).decode("utf-8", "replace")
        # CSV, since GeoServer rounds the coordinates of its GeoJSON to some metres.
        if content.startswith(("target_id,", "FID,")):
            csv.field_size_limit(2**31 - 1)
            return csv.DictReader(io.StringIO(content, newline=""))
        raise QgsProcessingException(reason(content) or network.errorMessage() or f"{url}: {error}")


def kind(name):
    if name in INTEGERS:
        return QVariant.Int
    if name in BOOLEANS or name.endswith("_series_break"):
        return QVariant.Bool
    return QVariant.String if name in TEXTS or name.endswith(("_status", "_reason", "_derived_from")) else QVariant.Double


def number(name, text):
    if text == "":
        return None
    return {QVariant.Int: int, QVariant.Double: float, QVariant.Bool: truth}.get(kind(name), unguarded)(text)


def truth(text):
    return text.lower() == "true"


def unguarded(text):
    """Without the apostrophe that keeps spreadsheet programs from taking a text for a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in tuple("=+-@\t\r") else text


def reason(report):
    """What an exception report says."""
    try:
        texts = ElementTree.fromstring(report).iter("{http://www.opengis.net/ows/1.1}ExceptionText")
        return " ".join(text.text or "" for text in texts)
    except ElementTree.ParseError:
        return ""
