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
    r"""{"id":"sensitivity",
"title":"Känslighet för gränser (Sensitivity)",
"help":"Hur mycket av ett mått som är hur gränserna drogs: samma mått på andra indelningar, i grannskap, och på slumpvisa indelningar. / How much of a measure is how the borders were drawn: the same on other divisions, in neighbourhoods, and on random divisions.",
"geometry":false,
"columns":{"year":"Int","within_id":"String","within_name":"String","measure":"String","groups":"String","division":"String","code":"String","name":"String","areas":"Int","value":"Double","low":"Double","lower_quartile":"Double","median":"Double","upper_quartile":"Double","high":"Double","position":"Double","rank":"Int","rank_low":"Int","rank_high":"Int","draws":"Int","distinct":"Int","kept":"Double","officially_top":"Bool","left_out":"Int","people":"Double","status":"String","reason":"String","series_break":"Bool","sentence_sv":"String","sentence_en":"String","derived_from":"String"},
"parameters":[
{"key":"INDICATORS","name":"indicators","form":"LIST","required":true,"otherwise":"","title":"Grupper / Groups","help":"Id för två eller fler antal av skilda grupper; ett antal med sin helhet i whole; en andel, som är sin täljare mot resten av nämnaren; eller ett medelvärde, för Theils T. Mått på två grupper jämför de två första / Ids of two or more counts of disjoint groups; of one count with its whole in whole; of a ratio, which is its numerator against the rest of its denominator; or of a mean, for Theil's T. Measures of two groups compare the first two"},
{"key":"WHOLE","name":"whole","form":"TEXT","required":false,"otherwise":"","title":"Helhet / Whole","help":"Antalet av alla som grupperna är en del av, till exempel population; resten blir en sista grupp / The count of all that the groups are a part of, as in population; the rest is a last group"},
{"key":"OTHER_INDICATOR","name":"otherIndicator","form":"TEXT","required":false,"otherwise":"","title":"Jämförd med / Compared with","help":"En andel eller ett medelvärde som den första korreleras med över områdena / A ratio or a mean that the first is correlated with over the areas"},
{"key":"PERIODS","name":"periods","form":"PERIODS","required":false,"otherwise":"latest","title":"År / Years","help":"År, åtskilda av kommatecken eller upprepade: 2022, 2011/2023 eller latest, det senaste / Years, separated by commas or repeated: 2022, 2011/2023 or latest"},
{"key":"SOURCE_DIVISION","name":"sourceDivision","form":"TEXT","required":false,"otherwise":"deso","title":"Områden / Units","help":"Indelningen vars områden grupperna bor i; tal för olika indelningar kan inte jämföras / The division whose areas the groups live in; figures of different divisions cannot be compared"},
{"key":"OFFICIAL","name":"official","form":"TEXT","required":false,"otherwise":"regso","title":"Officiell indelning / Official division","help":"Indelningen som de slumpvisa dras bredvid: lika många områden i varje region, och invånare mellan dess minsta och största / The division that random ones are drawn beside: as many areas in each region, and people between its smallest and its largest"},
{"key":"REGION","name":"region","form":"TEXT","required":false,"otherwise":"kommun","title":"Regioner / Regions","help":"Indelningen vars gränser de slumpvisa områdena aldrig går över / The division whose borders the random areas never cross"},
{"key":"WITHIN","name":"within","form":"TEXT","required":false,"otherwise":"","title":"Inom / Within","help":"En större indelning, till exempel kommun: ett svar för vart och ett av dess områden; annars ett för allt som finns här / A larger division, as in kommun: an answer for each of its areas; by default one for all that is here"},
{"key":"CODES","name":"codes","form":"LIST","required":false,"otherwise":"","title":"Koder / Codes","help":"Koder för de områden i within som ska besvaras, till exempel 1480; annars alla / Codes of those areas of within that are wanted, as in 1480; by default all"},
{"key":"BOUNDARIES","name":"boundaries","form":"POLYGONS","required":false,"otherwise":"","title":"Egna gränser / Own boundaries","help":"Polygoner i stället för within: ett svar för var och en, av de områden vars befolkning till största delen bor i den. På adressen namnet på ett lager, till exempel mine:areas / Polygons instead of within: an answer for each, of the units most of whose people live in it. At the address the name of a layer, as in mine:areas"},
{"key":"BY","name":"by","form":"CHOICE","required":false,"otherwise":"figure","title":"Per / By","help":"Vad det sägs av hur mycket som är gränser / Of what it is told how much depends on borders","choices":[{"id":"figure","title":"varje mått på varje indelning / each measure on each division"},{"id":"unit","title":"varje område i källindelningen: i hur stor del av de slumpvisa indelningarna det ligger i den högsta tiondelen / each unit: in which share of the random divisions it lies in the highest tenth"}]},
{"key":"MEASURES","name":"measures","form":"CHOICES","required":false,"otherwise":"","title":"Mått / Measures","help":"Vilka mått; annars alla som går att räkna ut / Which measures; by default all that can be computed","choices":[{"id":"d","title":"dissimilaritet, två grupper / dissimilarity, two groups"},{"id":"inequality","title":"ojämlikhetsindex, första och sista gruppen / inequality index, first and last group"},{"id":"isolation","title":"isolering av första gruppen / isolation of the first group"},{"id":"exposure","title":"exponering för andra gruppen / exposure to the second group"},{"id":"gini","title":"Ginis index, två grupper / Gini's index, two groups"},{"id":"m","title":"ömsesidig information, alla grupper / mutual information, all groups"},{"id":"h","title":"Theils informationsindex, alla grupper / Theil's information index, all groups"},{"id":"t","title":"Theils T, av ett medelvärde / Theil's T, of a mean"},{"id":"spread","title":"spridning mellan områden / spread between areas"},{"id":"top_share","title":"andel i den högsta tiondelen / share in the highest tenth"},{"id":"correlation","title":"korrelation med en annan indikator / correlation with another indicator"}]},
{"key":"SCALES","name":"scales","form":"LIST","required":false,"otherwise":"","title":"Indelningar / Divisions","help":"Indelningar som källindelningens områden ligger i enligt koder, till exempel regso,kommun, där samma mått räknas; annars alla som finns / Divisions that the units lie in by code, as in regso,kommun, on which the same is computed; by default all that are here"},
{"key":"K","name":"k","form":"LIST","required":false,"otherwise":"","title":"Antal grannar / Number of neighbours","help":"Storlekar på grannskap där samma mått räknas, var och en med sammansättningen bland sina närmaste grannar; annars 3200, 12800 och 51200, utom dem som är för små för att säga något / Sizes of neighbourhoods on which the same is computed, everybody with the composition of their nearest neighbours; by default 3200, 12800 and 51200, but for those too small to say anything"},
{"key":"DRAWS","name":"draws","form":"NUMBER","required":false,"otherwise":"200","title":"Slumpvisa indelningar / Random divisions","help":"Hur många slumpvisa indelningar som dras bredvid den officiella; 0 för inga / How many random divisions are drawn beside the official one; 0 for none","least":0.0,"most":1000.0},
{"key":"SEED","name":"seed","form":"NUMBER","required":false,"otherwise":"1","title":"Frö / Seed","help":"Slumptalens frö: samma frö ger samma indelningar / The seed of random numbers: the same seed gives the same divisions","least":0.0,"most":2.147483647E9},
{"key":"CONFIDENCE","name":"confidence","form":"SHARE","required":false,"otherwise":"0.9","title":"Intervall / Interval","help":"Hur stor andel av de slumpvisa indelningarna som ligger mellan low och high / Which share of the random divisions lies between low and high","least":0.5,"most":0.999},
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
