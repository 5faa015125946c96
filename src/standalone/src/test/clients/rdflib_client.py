"""RDFLib as a catalogue such as CKAN reads DCAT: what it would list, and whether it can be had.

Job: {"url": ADDRESS, "format": "xml" | "turtle"}
Says: {"title", "publisher", "datasets": [{"uri", "identifier", "title", "licences", "keywords", "distributions": [{"format", "url", "status",
       "type"}]}]}
"""

import json
import sys
import urllib.request

from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, FOAF, RDF

DCAT = Namespace("http://www.w3.org/ns/dcat#")


def main():
    job = json.load(sys.stdin)
    graph = Graph()
    graph.parse(job["url"], format=job["format"])
    catalogue = graph.value(predicate=RDF.type, object=DCAT.Catalog)
    json.dump(
        {
            "title": text(graph, catalogue, DCTERMS.title),
            "publisher": text(graph, graph.value(catalogue, DCTERMS.publisher), FOAF.name),
            "datasets": [described(graph, dataset) for dataset in graph.objects(catalogue, DCAT.dataset)],
        },
        sys.stdout,
    )


def described(graph, dataset):
    distributions = list(graph.objects(dataset, DCAT.distribution))
    return {
        "uri": str(dataset),
        "identifier": str(graph.value(dataset, DCTERMS.identifier)),
        "title": text(graph, dataset, DCTERMS.title),
        "licences": sorted({str(licence) for d in distributions for licence in graph.objects(d, DCTERMS.license)}),
        "keywords": sorted(str(k) for k in graph.objects(dataset, DCAT.keyword) if k.language == "sv"),
        "distributions": [fetched(graph, distribution) for distribution in distributions],
    }


def fetched(graph, distribution):
    url = str(graph.value(distribution, DCAT.downloadURL) or graph.value(distribution, DCAT.accessURL))
    with urllib.request.urlopen(url) as answer:
        answer.read()
        return {
            "format": str(graph.value(distribution, DCTERMS["format"])),
            "url": url,
            "status": answer.status,
            "type": answer.headers.get_content_type(),
        }


def text(graph, subject, predicate):
    return {value.language: str(value) for value in graph.objects(subject, predicate)}


main()
