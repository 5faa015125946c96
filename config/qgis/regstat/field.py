"""A field for text with a list beside it: what the server in the dialog has, read when the list is opened."""

from processing.gui.wrappers import WidgetWrapper
from qgis.core import QgsApplication, QgsProcessingException
from qgis.PyQt.QtGui import QCursor
from qgis.PyQt.QtWidgets import QLineEdit, QMenu

from .server import Server, remembered


class ListedText(WidgetWrapper):
    server = None

    def createWidget(self):
        field = QLineEdit()
        opened = field.addAction(QgsApplication.getThemeIcon("/mActionArrowDown.svg"), QLineEdit.TrailingPosition)
        opened.setToolTip("Lista från servern / List from the server")
        opened.triggered.connect(lambda: self.list().exec_(QCursor.pos()))
        field.textChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return field

    def postInitialize(self, wrappers):
        self.server = next((one for one in wrappers if one.parameterDefinition().name() == "SERVER"), None)

    def setValue(self, value):
        self.widget.setText("" if value is None else str(value))

    def value(self):
        return self.widget.text().strip()

    def list(self):
        """The menu; where the server does not answer, it says so."""
        menu = QMenu(self.widget)
        declared = self.parameterDefinition().metadata()["declared"]
        address = self.server.parameterValue() if self.server else remembered()
        try:
            choices = Server(str(address)).choices(declared)
        except QgsProcessingException as e:
            menu.addAction(str(e)).setEnabled(False)
            return menu
        several = declared["form"] in ("LIST", "PERIODS")
        for name, title in choices:
            entry = menu.addAction(f"{name}: {title}" if title else name)
            entry.setCheckable(True)
            entry.setChecked(name in self.chosen())
            entry.triggered.connect(lambda checked, name=name: self.choose(name, checked, several))
        return menu

    def chosen(self):
        return [one.strip() for one in self.value().split(",") if one.strip()]

    def choose(self, name, checked, several):
        others = [one for one in self.chosen() if one not in (name, "latest")] if several else []
        self.setValue(",".join(others + [name] if checked else others))
