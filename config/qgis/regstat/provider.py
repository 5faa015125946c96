"""The provider of algorithms, and the plugin that brings it."""

import json
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .operation import RegstatOperation

FOLDER = Path(__file__).parent


class RegstatProvider(QgsProcessingProvider):
    def id(self):
        return "regstat"

    def name(self):
        return "Regstat"

    def icon(self):
        return QIcon(str(FOLDER / "icon.svg"))

    def loadAlgorithms(self):
        # What may be asked, as the server declares it; DeclaredTextsTest writes it.
        for declared in json.loads((FOLDER / "operations.json").read_text(encoding="utf-8")):
            self.addAlgorithm(RegstatOperation(declared))


class RegstatPlugin:
    def initProcessing(self):
        self.provider = RegstatProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        QgsApplication.processingRegistry().removeProvider(self.provider)
