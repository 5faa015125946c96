"""Regstat in QGIS: the operations of a Regstat server as algorithms of Processing."""


def classFactory(iface):
    from .provider import RegstatPlugin

    return RegstatPlugin()
