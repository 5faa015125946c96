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
    r"""{"id":"segregation",
"title":"Segregation (Segregation)",
"help":"Hur ojämnt grupper bor, i varje kommun, inom egna gränser eller i allt, och vad slumpen ensam skulle ge. / How unevenly groups live, in each kommun, within own boundaries or in all, and what chance alone would give.",
"geometry":false,
"columns":{"year":"Int","within_id":"String","within_name":"String","measure":"String","groups":"String","k":"Double","value":"Double","expected":"Double","low":"Double","high":"Double","beyond_chance":"Double","bias_corrected":"Double","units":"Int","left_out":"Int","cut_units":"Int","people":"Double","living_outside":"Double","left_inside":"Double","status":"String","reason":"String","series_break":"Bool","base_year":"Int","derived_from":"String"},
"parameters":[
{"key":"INDICATORS","name":"indicators","form":"LIST","required":true,"otherwise":"","title":"Grupper / Groups","help":"Id för två eller fler antal av skilda grupper; ett antal med sin helhet i whole; en andel, som är sin täljare mot resten av nämnaren; eller ett medelvärde, för Theils T. Mått på två grupper jämför de två första / Ids of two or more counts of disjoint groups; of one count with its whole in whole; of a ratio, which is its numerator against the rest of its denominator; or of a mean, for Theil's T. Measures of two groups compare the first two"},
{"key":"WHOLE","name":"whole","form":"TEXT","required":false,"otherwise":"","title":"Helhet / Whole","help":"Antalet av alla som grupperna är en del av, till exempel population; resten blir en sista grupp / The count of all that the groups are a part of, as in population; the rest is a last group"},
{"key":"PERIODS","name":"periods","form":"PERIODS","required":false,"otherwise":"latest","title":"År / Years","help":"År, åtskilda av kommatecken eller upprepade: 2022, 2011/2023 eller latest, det senaste / Years, separated by commas or repeated: 2022, 2011/2023 or latest"},
{"key":"SOURCE_DIVISION","name":"sourceDivision","form":"TEXT","required":false,"otherwise":"deso","title":"Områden / Units","help":"Indelningen vars områden grupperna bor i; tal för olika indelningar kan inte jämföras / The division whose areas the groups live in; figures of different divisions cannot be compared"},
{"key":"WITHIN","name":"within","form":"TEXT","required":false,"otherwise":"","title":"Inom / Within","help":"En större indelning, till exempel kommun: ett svar för vart och ett av dess områden; annars ett för allt som finns här / A larger division, as in kommun: an answer for each of its areas; by default one for all that is here"},
{"key":"CODES","name":"codes","form":"LIST","required":false,"otherwise":"","title":"Koder / Codes","help":"Koder för de områden i within som ska besvaras, till exempel 1480; annars alla / Codes of those areas of within that are wanted, as in 1480; by default all"},
{"key":"BOUNDARIES","name":"boundaries","form":"POLYGONS","required":false,"otherwise":"","title":"Egna gränser / Own boundaries","help":"Polygoner i stället för within: ett svar för var och en, av de områden vars befolkning till största delen bor i den. På adressen namnet på ett lager, till exempel mine:areas / Polygons instead of within: an answer for each, of the units most of whose people live in it. At the address the name of a layer, as in mine:areas"},
{"key":"MEASURES","name":"measures","form":"CHOICES","required":false,"otherwise":"","title":"Mått / Measures","help":"Vilka mått; annars alla som går att räkna ut utom inequality, som förutsätter att grupperna står i ordning / Which measures; by default all that can be computed but inequality, which is of groups in an order","choices":[{"id":"d","title":"dissimilaritet, två grupper / dissimilarity, two groups"},{"id":"inequality","title":"ojämlikhetsindex, första och sista gruppen / inequality index, first and last group"},{"id":"isolation","title":"isolering av första gruppen / isolation of the first group"},{"id":"exposure","title":"exponering för andra gruppen / exposure to the second group"},{"id":"gini","title":"Ginis index, två grupper / Gini's index, two groups"},{"id":"m","title":"ömsesidig information, alla grupper / mutual information, all groups"},{"id":"h","title":"Theils informationsindex, alla grupper / Theil's information index, all groups"},{"id":"t","title":"Theils T, av ett medelvärde / Theil's T, of a mean"}]},
{"key":"K","name":"k","form":"LIST","required":false,"otherwise":"","title":"Antal grannar / Number of neighbours","help":"Storlekar på grannskap: var och en räknas med sammansättningen bland sina så många närmaste grannar, över alla gränser, i stället för områdets egen; ett eller flera antal, till exempel 3200,12800 / Sizes of neighbourhoods: everybody is counted with the composition of their so many nearest neighbours, over all borders, instead of the unit's own; one or several numbers, as in 3200,12800"},
{"key":"DRAWS","name":"draws","form":"NUMBER","required":false,"otherwise":"200","title":"Slumpdragningar / Random draws","help":"Hur många gånger samma personer fördelas slumpvis på samma områden: expected, low och high säger vad slumpen ensam ger. Det är ingen felmarginal, eftersom register räknar alla. 0 för inga / How often the same people are allocated to the same units at random: expected, low and high tell what chance alone gives. It is no margin of error, since registers count everybody. 0 for none","least":0.0,"most":10000.0},
{"key":"SEED","name":"seed","form":"NUMBER","required":false,"otherwise":"1","title":"Frö / Seed","help":"Slumptalens frö: samma frö ger samma svar / The seed of random numbers: the same seed gives the same answer","least":0.0,"most":2.147483647E9},
{"key":"CONFIDENCE","name":"confidence","form":"SHARE","required":false,"otherwise":"0.9","title":"Intervall / Interval","help":"Hur stor andel av dragningarna som ligger mellan low och high; det kräver minst 2/(1 − andelen) dragningar / Which share of the draws lies between low and high; it takes 2/(1 − share) draws or more","least":0.5,"most":0.999},
{"key":"BOOTSTRAP","name":"bootstrap","form":"NUMBER","required":false,"otherwise":"0","title":"Korrigering med bootstrap / Correction by bootstrap","help":"Hur många dragningar med återläggning som bias_corrected för M och H räknas ur; 0 för ingen korrigering / How many draws with replacement bias_corrected of M and H is computed from; 0 for no correction","least":0.0,"most":10000.0},
{"key":"BETWEEN","name":"between","form":"TEXT","required":false,"otherwise":"","title":"Uppdelning / Parts","help":"En indelning mellan områdena och helheten, till exempel regso: M, H och T delas upp mellan dess områden och inom dem / A division between the units and the whole, as in regso: M, H and T are parted between its areas and within them"},
{"key":"CHANGE","name":"change","form":"FLAG","required":false,"otherwise":"false","title":"Förändring / Change","help":"Om förändringen i M sedan perioden före ska delas upp; för två perioder eller fler, och bara mellan samma områden / Whether the change of M since the period before is parted; of two or more periods, and between the same units alone"},
{"key":"MISSING","name":"missing","form":"CHOICE","required":false,"otherwise":"strict","title":"Saknade delar / Missing parts","help":"Vad som händer när delar saknar värde / What is done where parts have no value","choices":[{"id":"strict","title":"då saknas resultatet / then the result is missing"},{"id":"partial","title":"de räknas inte med, och resultatet är skattat / they are left out, and the result is estimated"}]},
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
