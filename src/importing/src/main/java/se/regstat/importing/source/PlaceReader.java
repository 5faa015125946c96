package se.regstat.importing.source;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import se.regstat.importing.format.TableForm;
import se.regstat.statistics.config.YamlMapping;
import se.regstat.statistics.division.VintageId;

/** Reads where a recipe's publisher has it. */
final class PlaceReader {

    private static final String VINTAGE = "{vintage}";

    private final YamlMapping yaml;

    PlaceReader(YamlMapping recipe) {
        this.yaml = recipe;
    }

    /** Where areas come from. */
    Place areas(VintageId vintage) {
        if (yaml.keys().contains("wfs")) return layer(vintage);
        if (yaml.keys().contains("arcgis")) {
            YamlMapping layer = yaml.mapping("arcgis").only("layer", "sort", "kommun");
            return new Place.ArcGisLayer(
                    of(layer, "layer", Optional.of(vintage)), required(layer, "sort"), layer.text("kommun"));
        }
        if (yaml.keys().contains("ogc_features")) {
            YamlMapping items = yaml.mapping("ogc_features").only("collection", "kommun");
            return new Place.OgcCollection(of(items, "collection", Optional.of(vintage)), items.text("kommun"));
        }
        return document(Optional.of(vintage));
    }

    Place.WfsLayer layer(VintageId vintage) {
        YamlMapping wfs = yaml.mapping("wfs").only("service", "layer", "sort", "kommun");
        return new Place.WfsLayer(
                address(wfs, "service"),
                required(wfs, "layer").replace(VINTAGE, vintage.year()),
                required(wfs, "sort"),
                wfs.text("kommun"));
    }

    Place.Document document(Optional<VintageId> vintage) {
        YamlMapping document = yaml.mapping("file").only("address", "inside", "sheet", "header_row", "skip_last");
        TableForm form = document.checked(
                "header_row",
                () -> TableForm.of(
                        document.text("sheet"),
                        document.text("header_row"),
                        document.number("skip_last").orElse(0)));
        return new Place.Document(of(document, "address", vintage), document.text("inside"), form);
    }

    URI codeList(VintageId vintage) {
        return of(yaml, "codelist", Optional.of(vintage));
    }

    private static URI of(YamlMapping yaml, String key, Optional<VintageId> vintage) {
        String address = required(yaml, key);
        return address(
                yaml,
                key,
                vintage.map(id -> address.replace(VINTAGE, id.year())).orElse(address));
    }

    static String required(YamlMapping yaml, String key) {
        return yaml.text(key).orElseThrow(() -> yaml.error(key, "is missing"));
    }

    static URI address(YamlMapping yaml, String key) {
        return address(yaml, key, required(yaml, key));
    }

    private static URI address(YamlMapping yaml, String key, String text) {
        URI address = yaml.checked(key, () -> URI.create(text));
        if (!Set.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw yaml.error(key, "'" + text + "' is not an address; it begins with https://");
        }
        return address;
    }
}
