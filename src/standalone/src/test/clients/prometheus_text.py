"""Reads figures as Prometheus' own client does. In: {"text": ...}. Out: the figures by family, and each family's type."""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families

families = {}
for family in text_string_to_metric_families(json.load(sys.stdin)["text"]):
    assert family.name not in families, family.name + " is told twice"
    families[family.name] = {
        "type": family.type,
        "figures": [{"name": s.name, "labels": s.labels, "value": s.value} for s in family.samples],
    }
json.dump(families, sys.stdout)
