"""A Regstat server: what it answers, and what it has to choose from."""

import json

from qgis.core import QgsBlockingNetworkRequest, QgsProcessingException, QgsSettings
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

REMEMBERED = "regstat/server"


def remembered():
    """The address that answered last."""
    return QgsSettings().value(REMEMBERED, "http://127.0.0.1:8080/geoserver")


class Server:
    def __init__(self, address):
        self.address = address.strip().rstrip("/")

    def ask(self, path, media_type, boundaries=None, feedback=None):
        """A document as text, and from then on the server is remembered.

        boundaries: GeoJSON to send, or None. Raises QgsProcessingException with what the server says, or with what to do
        where none answers.
        """
        request = QNetworkRequest(QUrl(self.address + "/regstat-info/" + path))
        network = QgsBlockingNetworkRequest()
        if boundaries is None:
            error = network.get(request, True, feedback)
        else:
            request.setHeader(QNetworkRequest.ContentTypeHeader, "application/geo+json")
            error = network.post(request, QByteArray(boundaries.encode("utf-8")), True, feedback)
        if feedback is not None and feedback.isCanceled():
            raise QgsProcessingException("Avbrutet, inget kom till / Cancelled, nothing was made")
        reply = network.reply()
        content = bytes(reply.content()).decode("utf-8", "replace")
        answered = bytes(reply.rawHeader(b"Content-Type")).decode("latin-1")
        if error == QgsBlockingNetworkRequest.NoError and answered.startswith(media_type):
            QgsSettings().setValue(REMEMBERED, self.address)
            return content
        if answered.startswith("text/plain") and content.strip():
            raise QgsProcessingException(content.strip())
        raise QgsProcessingException(
            f"{self.address} svarar inte som en Regstat-server. Är den igång, och är adressen rätt, som i"
            f" http://127.0.0.1:8080/geoserver? / {self.address} does not answer as a Regstat server does. Is it running, and is"
            f" the address right, as in http://127.0.0.1:8080/geoserver? ({network.errorMessage() or answered})"
        )

    def choices(self, declared):
        """What there is to choose from for a parameter: pairs of id and title; none where it names nothing of the kind."""
        listed = LISTED.get(declared["name"])
        if listed is None:
            return []
        return listed(json.loads(self.ask("map/catalogue.json?language=sv", "application/json")))


def divisions(catalogue):
    return [(division["id"], division["title"]) for division in catalogue["divisions"]]


def vintages(catalogue):
    return [(vintage["id"], vintage["title"]) for division in catalogue["divisions"] for vintage in division["vintages"]]


def indicators(catalogue):
    return list({layer["indicator"]: layer["indicator_title"] for layer in catalogue["layers"]}.items())


def years(catalogue):
    found = {year["year"] for layer in catalogue["layers"] for year in layer["years"]}
    return [(str(year), "") for year in sorted(found, reverse=True)]


# By the names of parameters.
LISTED = {
    **dict.fromkeys(("indicators", "whole", "otherIndicator", "published"), indicators),
    **dict.fromkeys(("sourceDivision", "official", "region", "within", "between", "scaleTo", "scales"), divisions),
    "target": vintages,
    **dict.fromkeys(("periods", "since"), years),
}
