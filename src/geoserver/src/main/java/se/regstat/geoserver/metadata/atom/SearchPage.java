package se.regstat.geoserver.metadata.atom;

import java.util.List;
import java.util.Locale;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.CatalogueTexts;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.XmlEscapes;

/** What a search found, for people: a browser that has the search's description shows it. */
public final class SearchPage {

    private final Locale language;

    private SearchPage(Locale language) {
        this.language = language;
    }

    /** @param words that were searched for */
    public static String of(
            Catalogue catalogue, List<Dataset> found, String words, Addresses addresses, Locale language) {
        return new SearchPage(language).written(catalogue, found, words, addresses);
    }

    private String written(Catalogue catalogue, List<Dataset> found, String words, Addresses addresses) {
        AtomAddresses atom = new AtomAddresses(addresses);
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"" + language.getLanguage()
                + "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
                + told(CatalogueTexts.title(catalogue)) + "</title>\n"
                + "<link rel=\"search\" type=\"application/opensearchdescription+xml\" href=\""
                + XmlEscapes.of(atom.searchDescription(language)) + "\">\n"
                + "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}</style></head>\n<body>\n<h1>"
                + told(CatalogueTexts.title(catalogue)) + "</h1>\n<form><input name=\"q\" value=\""
                + XmlEscapes.of(words)
                + "\"><input type=\"hidden\" name=\"language\" value=\"" + language.getLanguage() + "\"> <button>"
                + told(new LocalText("Sök", "Search")) + "</button></form>\n");
        if (found.isEmpty()) {
            html.append("<p>")
                    .append(told(new LocalText("Ingen datamängd har de orden.", "No dataset has these words.")))
                    .append("</p>\n");
        }
        for (Dataset dataset : found) {
            html.append("<h2>" + told(dataset.title()) + "</h2>\n<p>" + told(dataset.text()) + "</p>\n<p>"
                    + (catalogue.hasFile(dataset) ? files(dataset, addresses) : "")
                    + link(atom.dataset(dataset, language), "ATOM") + " "
                    + link(addresses.record(dataset), "ISO 19139") + "</p>\n");
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String files(Dataset dataset, Addresses addresses) {
        return link(addresses.download(dataset, "gpkg"), "GeoPackage") + " "
                + link(addresses.download(dataset, "csv"), "CSV") + " ";
    }

    private static String link(String address, String text) {
        return "<a href=\"" + XmlEscapes.of(address) + "\">" + XmlEscapes.of(text) + "</a>";
    }

    private String told(LocalText text) {
        return XmlEscapes.of(text.in(language));
    }
}
