package se.regstat.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that the publishers are known to have, for the three kommuner of {@link Publishers}: every layer of SCB's WFS by its year, the
 * tables of its database with the codes they are known to have, its code lists, and the files of others.
 */
final class Country {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCB = "/www.scb.se/contentassets/923c3627a8a042a5b9215e8ff3bde0a3/";

    private final Publishers publishers;
    private final Map<String, Map<String, List<String>>> tables = new LinkedHashMap<>();

    private Country(Publishers publishers) {
        this.publishers = publishers;
    }

    /** Fills them, and says what the numbers of the real country are here. */
    static void fill(Publishers publishers, Fetching fetching) throws IOException {
        Country country = new Country(publishers);
        country.layers();
        country.tables();
        publishers.services.put("/statistikdatabasen.scb.se/api/v2/", country::database);
        publishers.services.put("/api.kolada.se/v3/", country::kolada);
        country.files();
        Map.of(
                        "hits: 5984,", "hits: 12,",
                        "hits: 6160,", "hits: 12,",
                        "hits: 1234", "hits: 3",
                        "hits: 6312", "hits: 2",
                        "hits: 65", "hits: 2",
                        "{\"2018\": 69}", "{\"2018\": 2}",
                        "{\"2023\": 9}", "{\"2023\": 2}")
                .forEach(fetching.otherwise::put);
    }

    // ---- SCB's WFS

    private void layers() {
        same("RegSO_", "RegSO_2025", "2020");
        same("Tatorter_", "Tatorter_2023", "1980", "1990", "1995", "2000", "2005", "2010", "2015", "2018", "2020");
        same("befolkning_1km_", "befolkning_1km_2025", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022");
        same("befolkning_1km_", "befolkning_1km_2025", "2023", "2024");
        for (String year : List.of("1990", "1995", "2000", "2005", "2010", "2015", "2020", "2023")) {
            places("Smaorter_" + year, "smaort", "S", "kommun", "kommunnamn", "lan", "bef", "area_ha");
        }
        for (String year : List.of("2000", "2005", "2010", "2015", "2020")) {
            places("Fritidshusomraden_" + year, "fritidshus", "F", "kommun", "lan", "area_ha");
        }
        for (String year : List.of("2015", "2020")) {
            places("Verksamhetsomraden_" + year, "vo_kod", "V", "kommunkod", "anstallda", "arbetsstallen", "area_ha");
            places("Handelsomraden_" + year, "ho_kod", "H", "kommunkod", "kommunnamn");
        }
    }

    private void same(String family, String as, String... years) {
        for (String year : years) publishers.layers.put("stat:" + family + year, publishers.layers.get("stat:" + as));
    }

    /** One in each kommun. */
    private void places(String layer, String code, String letter, String... more) {
        List<Map<String, Object>> features = new ArrayList<>();
        for (Map<String, Object> deso : publishers.layers.get("stat:DeSO_2025")) {
            String kommun = deso.get("kommunkod").toString();
            if (!deso.get("desokod").toString().endsWith("A0010")) continue;
            Map<String, Object> place = new LinkedHashMap<>();
            place.put(code, kommun + letter + "001");
            for (String attribute : more) {
                place.put(
                        attribute,
                        switch (attribute) {
                            case "kommun", "kommunkod" -> kommun;
                            case "lan" -> "14";
                            case "kommunnamn" -> "Kommun " + kommun;
                            default -> 7;
                        });
            }
            place.put("geometry", deso.get("geometry"));
            features.add(place);
        }
        publishers.layers.put("stat:" + layer, features);
    }

    // ---- SCB's database

    private void tables() {
        List<String> ages = new ArrayList<>(List.of("totalt", "-4"));
        for (int from = 5; from < 80; from += 5) ages.add(from + "-" + (from + 4));
        ages.add("80-");
        List<String> both = List.of("1", "2", "1+2");
        table("TAB6574", 2010, 2025, Map.of("Alder", ages, "Kon", both, "ContentsCode", List.of("000007Y7")));
        table(
                "TAB6572",
                2010,
                2025,
                Map.of(
                        "Fodelseregion",
                        List.of("sv", "eu", "öv", "tot"),
                        "Kon",
                        both,
                        "ContentsCode",
                        List.of("000007Y5")));
        table(
                "TAB6568",
                2011,
                2025,
                Map.of(
                        "Hushallstyp", List.of("SBMB", "SBUB", "ESMB", "ESUB", "OVRIGA", "TOTALT"),
                        "ContentsCode", List.of("000007Y1")));
        table(
                "TAB6065",
                2012,
                2025,
                Map.of(
                        "Hustyp", List.of("SMÅHUS", "FLERBOST", "ÖVRHUS", "SPEC", "OKÄND", "TOTALT"),
                        "ContentsCode", List.of("0000077F")));
        table(
                "TAB5956",
                2015,
                2023,
                Map.of("UtbildningsNiva", List.of("21", "3+4", "5", "6", "US"), "ContentsCode", List.of("000005MO")));
        table(
                "TAB6683",
                2011,
                2024,
                Map.of(
                        "Inkomstkomponenter",
                        List.of("10", "30", "230", "240"),
                        "Kon",
                        both,
                        "ContentsCode",
                        List.of("000008A4", "000008A2", "000008A3")));
        table(
                "TAB6685",
                2011,
                2024,
                Map.of(
                        "Alder", List.of("tot", "0-19", "20-64"),
                        "ContentsCode", List.of("000008AC", "000008AD", "000008AE")));
        table(
                "TAB6586",
                2011,
                2024,
                Map.of("ContentsCode", List.of("000008IT", "000008IU", "000008IV", "000008IW", "000008IX")));
        table(
                "TAB6571",
                2010,
                2025,
                Map.of("UtlBakgrund", List.of("1", "2", "SA"), "Kon", both, "ContentsCode", List.of("000007Y4")));
        table(
                "TAB6638",
                2024,
                2025,
                Map.of("Upplatelseform", List.of("1", "2", "3", "ÖVRIGT"), "ContentsCode", List.of("00000864")));
        table(
                "TAB6534",
                2024,
                2025,
                Map.of("UtbildningsNiva", List.of("21", "3+4", "5", "6", "US"), "ContentsCode", List.of("000007Z6")));
        table(
                "TAB6680",
                2020,
                2024,
                Map.of(
                        "Alder",
                        List.of("15-74", "16-64", "20-64"),
                        "Kon",
                        both,
                        "ContentsCode",
                        List.of("0000089X", "0000089W", "0000089V", "0000089Z", "0000089Y")));
        table(
                "TAB6253",
                2012,
                2025,
                Map.of(
                        "Upplatelseform", List.of("ÄG/ANDEL", "BOSTADSRÄTT", "HYRESRÄTT", "ÖVRIGT", "TOTALT"),
                        "ContentsCode", List.of("000007DQ")));
        table("TAB6091", 2015, 2023, Map.of("Bestand", List.of("10", "20"), "ContentsCode", List.of("00000001")));
        table("TAB6589", 2024, 2025, Map.of("Bestand", List.of("10", "20"), "ContentsCode", List.of("00000001")));
        table(
                "TAB6684",
                2011,
                2024,
                Map.of(
                        "ContentsCode",
                        List.of("000008A5", "000008A6", "000008A7", "000008A8", "000008A9", "000008AA", "000008AB")));
        table("TAB698", 2024, 2070, Map.of("Alder", List.of("0", "1", "100+"), "ContentsCode", List.of("000004LG")));
    }

    /** What the tables call codes that say nothing. */
    private static String label(String dimension, String code) {
        return switch (dimension + " " + code) {
            case "UtlBakgrund 1" -> "utländsk bakgrund";
            case "UtlBakgrund 2" -> "svensk bakgrund";
            case "Upplatelseform 1" -> "hyresrätt";
            case "Upplatelseform 2" -> "bostadsrätt";
            case "Upplatelseform 3" -> "äganderätt";
            case "Kon 1+2" -> "totalt";
            case "Bestand 10" -> "i trafik";
            case "ContentsCode 000008A6" -> "Kvartil 1, procent";
            case "ContentsCode 000008A7" -> "Kvartil 2, procent";
            case "ContentsCode 000008A8" -> "Kvartil 3, procent";
            case "ContentsCode 000008A9" -> "Kvartil 4, procent";
            case "ContentsCode 000008AB" -> "Medianvärde, tkr";
            case "ContentsCode 000008AA" -> "Medelvärde, tkr";
            default -> code;
        };
    }

    /** With riket, län, kommuner, DeSO and RegSO of both versions. */
    private void table(String id, int from, int to, Map<String, List<String>> others) {
        List<String> regions = new ArrayList<>(List.of("00", "14"));
        regions.addAll(Publishers.KOMMUNER);
        for (String kommun : Publishers.KOMMUNER) {
            for (int i = 1; i <= 4; i++) {
                regions.add(kommun + "A00" + i + "0_DeSO2025");
                regions.add(kommun + "A00" + i + (i == 4 ? "5" : "0"));
            }
            for (int i = 1; i <= 2; i++) {
                regions.add(kommun + "R00" + i);
                regions.add(kommun + "R00" + i + "_RegSO2025");
            }
        }
        Map<String, List<String>> dimensions = new LinkedHashMap<>();
        dimensions.put("Region", regions);
        others.forEach(dimensions::put);
        dimensions.put(
                "Tid",
                IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList());
        tables.put(id, dimensions);
    }

    private String database(String path, Map<String, String> parameters) {
        if (path.equals("config")) return "{\"maxDataCells\": 2000, \"maxCallsPerTimeWindow\": 30, \"timeWindow\": 10}";
        if (path.startsWith("codelists/")) return codeList();
        String[] parts = path.split("/", -1);
        Map<String, List<String>> table = tables.get(parts[1]);
        if (table == null) return null;
        if (parts[2].equals("metadata")) return cube(table, false);
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        JsonNode selection = json(parameters.get("")).path("selection");
        table.keySet().forEach(dimension -> {
            for (JsonNode one : selection) {
                if (!one.path("variableCode").asText().equals(dimension)) continue;
                List<String> values = new ArrayList<>();
                one.path("valueCodes").forEach(value -> values.add(value.asText()));
                chosen.put(dimension, values);
            }
        });
        return cube(chosen, true);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String codeList() {
        return """
                {"id": "agg", "values": [{"code": "G1", "label": "Kusten", "valueMap": ["1401", "1402"]},
                 {"code": "G2", "label": "Staden", "valueMap": ["1480"]}]}""";
    }

    /** Numbers from 1 to 5: whatever they are asked as, they can be. */
    private static String cube(Map<String, List<String>> dimensions, boolean withValues) {
        ObjectNode root = JSON.createObjectNode().put("class", "dataset").put("version", "2.0");
        ArrayNode ids = root.putArray("id");
        ArrayNode sizes = root.putArray("size");
        ObjectNode described = root.putObject("dimension");
        int cells = 1;
        for (Map.Entry<String, List<String>> dimension : dimensions.entrySet()) {
            ids.add(dimension.getKey());
            sizes.add(dimension.getValue().size());
            cells *= dimension.getValue().size();
            ObjectNode node = described.putObject(dimension.getKey());
            ObjectNode category = node.putObject("category");
            ObjectNode index = category.putObject("index");
            ObjectNode label = category.putObject("label");
            for (String value : dimension.getValue()) {
                index.put(value, index.size());
                label.put(value, label(dimension.getKey(), value));
            }
            node.putObject("extension")
                    .put(
                            "elimination",
                            dimension.getKey().equals("Kon")
                                    || dimension.getValue().contains("100+"));
        }
        root.putObject("role").putArray("time").add("Tid");
        ArrayNode values = root.putArray("value");
        if (withValues) for (int i = 0; i < cells; i++) values.add(1 + Math.floorMod(i * 7 + dimensions.hashCode(), 5));
        return root.toString();
    }

    // ---- others

    private String kolada(String path, Map<String, String> parameters) {
        Map<String, String> titles = Map.of(
                "N01951", "Invånare totalt, antal",
                "N03937", "Arbetslöshet 18-65 år, årsmedelvärde, andel (%)",
                "N00901", "Skattesats till kommun, (%)",
                "U30446", "Läget på bostadsmarknaden i kommunen");
        String[] parts = path.split("/", -1);
        ObjectNode root = JSON.createObjectNode();
        ArrayNode values = root.putArray("values");
        if (parts[0].equals("kpi")) {
            values.addObject().put("id", parts[1]).put("title", titles.get(parts[1]));
        } else {
            for (String unit : parts[4].split(",", -1)) {
                for (int year = 2013; year <= 2025; year++) {
                    ObjectNode cell = values.addObject();
                    cell.put("kpi", parts[2]).put("municipality", unit).put("period", year);
                    cell.putArray("values")
                            .addObject()
                            .put("gender", "T")
                            .put("count", 1)
                            .put("value", 1.0 + year % 2);
                }
            }
        }
        root.put("count", values.size()).putNull("next_url").putNull("previous_url");
        return root.toString();
    }

    private void files() throws IOException {
        publishers.files.put(
                SCB + "deso-historiska-forandringar-2025-09-19.xlsx", publishers.files.get("/changes.xlsx"));
        publishers.files.put(SCB + "koppling-deso2018-regso2020_2026-03-25.xlsx", key("2018", "2020"));
        publishers.files.put(SCB + "koppling-deso2025-regso2025_2026-03-25.xlsx", key("2025", "2025"));
        publishers.files.put(
                "/tillvaxtverket.se/download/18.8fc3d8b1855c7f9043216/1672314363587/FA-regioner 2015 års indelning (1).xlsx",
                "FA15Nr;FA15Namn;KommunKod\n01;Kusten;1401\n01;Kusten;1402\n07;Staden;1480\n"
                        .getBytes(StandardCharsets.UTF_8));
        publishers.files.put(
                "/www.val.se/download/18.332cf48819bd61ac1513889/1785491689960/valdistrikt-riket-2026.zip",
                Publishers.zip(
                        "valdistrikt.json",
                        squares("\"Valdistriktskod\": \"1480010%d\", \"Valdistriktsnamn\": \"Distrikt %d\"")));
        publishers.files.put(
                "/polisen.se/33a4eb398c9ca7879ac47049931a252f/contentassets/1f86e17354294629b5b66559eef35972/uso_2025_geojson.zip",
                Publishers.zip(
                        "uso.geojson",
                        squares("\"NAMN\": \"Område %d\", \"ORT\": \"Ort %d\", \"REGION\": \"Väst\","
                                + " \"KATEGORI\": \"utsatt\", \"AKTUALITET_START\": \"2025-12-01\"")));
    }

    /** SCB's table of which DeSO lies in which RegSO. */
    static byte[] key(String deso, String regso) {
        StringBuilder rows = new StringBuilder(
                "Koppling\n\nKommun;Kommunnamn;DeSO_%s;RegSO_%s;RegSOkod_%s\n".formatted(deso, regso, regso));
        for (String kommun : Publishers.KOMMUNER) {
            for (int i = 1; i <= 4; i++) {
                String last = deso.equals("2018") && i == 4 ? "5" : "0";
                rows.append("%s;X;%sA00%d%s;Område %d;%sR00%d%n"
                        .formatted(kommun, kommun, i, last, (i - 1) / 2, kommun, (i + 1) / 2));
            }
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String squares(String properties) {
        List<String> features = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            int west = 320_000 + 2000 * i;
            features.add(
                    """
                    {"type": "Feature", "properties": {%s}, "geometry": {"type": "Polygon", "coordinates":
                     [[[%d, 6400000], [%d, 6400000], [%d, 6401000], [%d, 6400000]]]}}""".formatted(properties.replace("%d", Integer.toString(i)), west, west + 1000, west + 1000, west));
        }
        return "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\":"
                + " {\"name\": \"urn:ogc:def:crs:EPSG::3006\"}}, \"features\": [" + String.join(",", features) + "]}";
    }
}
