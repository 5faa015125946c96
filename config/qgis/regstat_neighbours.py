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
    r"""{"id":"neighbours",
"title":"De närmaste grannarna (Neighbours)",
"help":"Hur stor andel av de närmaste grannarna som tillhör en grupp, för grannskap av olika storlek runt varje plats, oberoende av gränser. / What share of the nearest neighbours is of a group, in neighbourhoods of several sizes around each place, whatever borders lie between.",
"geometry":false,
"columns":{"target_id":"String","target_name":"String","year":"Int","indicator":"String","k":"Double","within":"Double","share":"Double","count":"Double","people":"Double","radius":"Double","own_share":"Double","missing_share":"Double","reaches_beyond":"Bool","status":"String","series_break":"Bool","derived_from":"String"},
"parameters":[
{"key":"POINTS","name":"points","form":"LIST","required":false,"otherwise":"","title":"Punkter / Points","help":"Punkter som grannskapen ligger runt, åtskilda av kommatecken, i SWEREF 99 TM (EPSG:3006) med östvärdet först: 674032/6580822,674500/6581000 / Points that neighbourhoods lie around, separated by commas, in SWEREF 99 TM (EPSG:3006), easting first: 674032/6580822,674500/6581000"},
{"key":"OWN_POINTS","name":"ownPoints","form":"POINTS","required":false,"otherwise":"","title":"Egna punkter / Own points","help":"Punkter i en fil, i stället för points. Utan angivet koordinatsystem läses grader som longitud, latitud i WGS 84 och allt annat som SWEREF 99 TM. På adressen namnet på ett lager, till exempel mine:schools / Points of a file, instead of points. Without a reference system degrees are taken as longitude, latitude in WGS 84, all else as SWEREF 99 TM. At the address the name of a layer, as in mine:schools"},
{"key":"TARGET_DIVISION","name":"target","form":"DIVISION","required":false,"otherwise":"","title":"Målindelning / Target division","help":"En registrerad indelning vars områden grannskapen ligger runt, till exempel regso@2025; utan den och utan punkter källindelningens områden, eller befolkningens rutor / A registered division whose areas neighbourhoods lie around, as in regso@2025; without it and points the areas of the source division, or the cells of the population"},
{"key":"INDICATORS","name":"indicators","form":"LIST","required":true,"otherwise":"","title":"Indikatorer / Indicators","help":"Indikatorernas id, åtskilda av kommatecken eller upprepade, till exempel population / Ids of indicators, separated by commas or repeated, as in population"},
{"key":"OF","name":"of","form":"TEXT","required":false,"otherwise":"population","title":"Av vilka / Of whom","help":"Antalet som grannar räknas ur när indikatorn är ett antal; en andel har sin egen nämnare / The count of whom neighbours are counted where the indicator is a count; a ratio has its own denominator"},
{"key":"PERIODS","name":"periods","form":"PERIODS","required":false,"otherwise":"latest","title":"År / Years","help":"År, åtskilda av kommatecken eller upprepade: 2022, 2011/2023 eller latest, det senaste / Years, separated by commas or repeated: 2022, 2011/2023 or latest"},
{"key":"SOURCE_DIVISION","name":"sourceDivision","form":"TEXT","required":false,"otherwise":"deso","title":"Källindelning / Source division","help":"Indelningen vars områden värdena tas från / The division whose areas the values are taken of"},
{"key":"POPULATION","name":"population","form":"TEXT","required":false,"otherwise":"","title":"Rutor / Cells","help":"En registrerad befolkning vars rutor eller punkter grannar räknas i, i stället för källindelningens områden; indikatorerna är de slag den räknar / A registered population in whose cells or points neighbours are counted, instead of the source division's areas; the indicators are the kinds that it counts"},
{"key":"K","name":"k","form":"LIST","required":false,"otherwise":"","title":"Antal grannar / Number of neighbours","help":"Hur många som är ett grannskap, ett eller flera antal; annars 200, 400 och så vidare till 51200, utom dem som är för små för att säga något / How many are a neighbourhood, one or several numbers; by default 200, 400 and so on to 51200, but for those too small to say anything"},
{"key":"RADII","name":"radii","form":"LIST","required":false,"otherwise":"","title":"Radier / Radii","help":"I stället för antal: alla inom så många meter, en eller flera radier / Instead of numbers: all within so many metres, one or several radii"},
{"key":"RING","name":"ring","form":"CHOICE","required":false,"otherwise":"proportional","title":"Sista ringen / The last ring","help":"Vad som tas av dem som bor lika långt bort, när de med dem blir fler än önskat / What is taken of those who live equally far away, where with them there are more than wanted","choices":[{"id":"proportional","title":"lika stor del av varje grupp, så att personerna blir så många som önskats / the same part of each group, so that people are as many as wanted"},{"id":"whole","title":"hela, så att personerna blir fler än önskat / all of it, so that people are more than wanted"},{"id":"sampled","title":"så många som fattas, dragna slumpvis / as many as are lacking, drawn at random"}]},
{"key":"SEED","name":"seed","form":"NUMBER","required":false,"otherwise":"1","title":"Frö / Seed","help":"Samma frö drar samma personer när sista ringen dras slumpvis / The same seed draws the same people where the last ring is drawn at random","least":0.0,"most":2.147483647E9},
{"key":"MISSING","name":"missing","form":"CHOICE","required":false,"otherwise":"strict","title":"Saknade delar / Missing parts","help":"Vad som händer när delar saknar värde / What is done where parts have no value","choices":[{"id":"strict","title":"då saknas resultatet / then the result is missing"},{"id":"partial","title":"de räknas inte med, och resultatet är skattat / they are left out, and the result is estimated"}]},
{"key":"ID","name":"idAttribute","form":"COLUMN","required":false,"otherwise":"","title":"Kod / Id","help":"Attribut som skiljer egna punkter åt, eller none för nummer från 1; annars code, kod eller id, eller det enda som slutar på kod eller code och skiljer dem åt; finns inga sådana numreras de / Attribute that tells own points apart, or none for numbers from 1; by default code, kod or id, or the only one that ends in kod or code and tells them apart; without such attributes they are numbered"},
{"key":"NAME","name":"nameAttribute","form":"COLUMN","required":false,"otherwise":"","title":"Namn / Name","help":"Attribut med namn på egna punkter; annars area_name, name eller namn, eller det enda som slutar på namn / Attribute with names of own points; by default area_name, name or namn, or the only one that ends in namn"}
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
