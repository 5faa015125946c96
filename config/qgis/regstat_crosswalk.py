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
    r"""{"id":"crosswalk",
"title":"Omräkningsnyckel (Crosswalk)",
"help":"Vikterna som omräkning använder, som en tabell: hur stor del av varje källområdes yta och befolkning som hör till varje mål. Ett antal räknas om genom att källområdenas värden gånger wt_pop summeras för varje mål. / The weights that re-aggregation uses, as a table: what share of each source's area and people belongs to each target. To re-aggregate a count, add up the sources' values times wt_pop for each target.",
"geometry":false,
"columns":{"source_id":"String","source_name":"String","target_id":"String","target_name":"String","wt_pop":"Double","parea":"Double","part":"String","lower":"Double","upper":"Double","weighting":"String","people":"Double","share_of_target":"Double","source_division":"String"},
"parameters":[
{"key":"BOUNDARIES","name":"boundaries","form":"POLYGONS","required":false,"otherwise":"","title":"Egna gränser / Own boundaries","help":"Polygoner i stället för en målindelning. På adressen namnet på ett lager, till exempel mine:areas / Polygons instead of a target division. At the address the name of a layer, as in mine:areas"},
{"key":"TARGET_DIVISION","name":"target","form":"DIVISION","required":false,"otherwise":"","title":"Målindelning / Target division","help":"En registrerad indelning i stället för egna gränser, till exempel deso@2025 eller deso_2025 / A registered division instead of boundaries, as in deso@2025 or deso_2025"},
{"key":"SOURCE_DIVISION","name":"sourceDivision","form":"TEXT","required":false,"otherwise":"deso","title":"Källindelning / Source division","help":"Indelningen vars områden delas upp, med version som deso@2018; utan version den som gäller samma år som målindelningen, annars den senaste / The division whose areas are divided, with its vintage as in deso@2018; without one the vintage that is valid in the same years as the target division, else the latest"},
{"key":"WEIGHTING","name":"weighting","form":"CHOICE","required":false,"otherwise":"auto","title":"Viktning / Weighting","help":"Efter vad områden som en gräns skär delas upp; följer gränserna hela områden delas inget / By what areas that a boundary cuts are divided; where boundaries follow whole areas, none is","choices":[{"id":"auto","title":"bästa tillgängliga / the best there is"},{"id":"code","title":"hela enheter / whole units"},{"id":"area","title":"area"},{"id":"mask","title":"area inom mask / area inside a mask"},{"id":"dasymetric","title":"markklasser med skattad täthet / classes of land with estimated densities"},{"id":"smooth","title":"markklasser med utjämnad täthet / classes of land with smoothed densities"},{"id":"population","title":"befolkning / population"},{"id":"combined","title":"befolkning och markklasser / population and classes of land"},{"id":"vintages","title":"den andra versionens områden / the areas of the other vintage"}]},
{"key":"MASK","name":"mask","form":"TEXT","required":false,"otherwise":"","title":"Mask","help":"En registrerad mask, till exempel built-up; annars bebyggda områden, annars land / A registered mask, as in built-up; by default built-up areas, else land"},
{"key":"POPULATION","name":"population","form":"TEXT","required":false,"otherwise":"","title":"Befolkning / Population","help":"En registrerad befolkning att vikta med; annars den senaste / A registered population to weight by; by default the latest"},
{"key":"TOLERANCE","name":"tolerance","form":"SHARE","required":false,"otherwise":"0.001","title":"Tolerans / Tolerance","help":"Andel av ett område; en avskuren del som är mindre är en flisa och räknas som ingen eller hela / Share of an area below which a cut is a sliver and snaps to none or all","least":0.0,"most":0.25},
{"key":"ID","name":"idAttribute","form":"COLUMN","required":false,"otherwise":"","title":"Kod / Id","help":"Attribut som skiljer gränserna åt, eller none för nummer från 1; annars code, kod eller id, eller det enda som slutar på kod eller code, som omradeskod, och skiljer dem åt; finns inga sådana numreras de / Attribute that tells the boundaries apart, or none for numbers from 1; by default code, kod or id, or the only one that ends in kod or code, such as omradeskod, and tells them apart; without such attributes they are numbered"},
{"key":"NAME","name":"nameAttribute","form":"COLUMN","required":false,"otherwise":"","title":"Namn / Name","help":"Attribut med namn för läsare; annars area_name, name eller namn, eller det enda som slutar på namn, som omrade_namn / Attribute with names for readers; by default area_name, name or namn, or the only one that ends in namn, such as omrade_namn"}
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
