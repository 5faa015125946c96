"""How results are drawn: by how far their values can be relied on, hatched where that is little."""

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProcessingLayerPostProcessorInterface,
    QgsRendererCategory,
)
from qgis.PyQt import sip

COLUMN = "reliability"
# The last is of rows without a value.
CLASSES = (
    ("exact", "exakt / exact", "#08519c", "solid"),
    ("high", "hög / high", "#4292c6", "solid"),
    ("fair", "måttlig / fair", "#c6dbef", "solid"),
    ("low", "låg / low", "#cc4c02", "b_diagonal"),
    ("", "inget värde / no value", "#777777", "no"),
)
kept = []


class ByReliability(QgsProcessingLayerPostProcessorInterface):
    def postProcessLayer(self, layer, context, feedback):
        layer.setRenderer(
            QgsCategorizedSymbolRenderer(
                COLUMN,
                [QgsRendererCategory(value, symbol(color, brush), label) for value, label, color, brush in CLASSES],
            )
        )
        layer.triggerRepaint()


def by_reliability():
    """One for a result, whose context deletes it. Python would forget it before that."""
    kept[:] = [one for one in kept if not sip.isdeleted(one)] + [ByReliability()]
    return kept[-1]


def symbol(color, brush):
    return QgsFillSymbol.createSimple(
        {"color": color, "style": brush, "outline_color": "#555555", "outline_width": "0.2"}
    )
