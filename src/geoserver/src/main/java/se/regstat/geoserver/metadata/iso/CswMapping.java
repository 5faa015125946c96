package se.regstat.geoserver.metadata.iso;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geoserver.metadata.Layer;
import se.regstat.geoserver.metadata.Licence;
import se.regstat.statistics.config.Organisation;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/**
 * How GeoServer's CSW (gs-csw-iso) makes a record of each dataset: a file of elements with expressions, and what these read from the
 * metadata of one of the dataset's layers. They say what {@link IsoRecords} says, as far as such a file can, and in one language.
 *
 * <p>GeoServer does not start with an expression that it cannot read, and fails at every query if a record lacks an element that its
 * schema demands. So all that is configured stands in quoted literals, and identifiers, contact, date and title are always there.
 */
public final class CswMapping {

    private static final String HEADER = """
            # Made by the Regstat plugin: how GeoServer's CSW makes a record of each of its datasets. An edited file is left alone.
            # GeoServer does not start if an expression here cannot be read.
            """;

    private static final String CODES = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#";
    private static final String LANGUAGES = "http://www.loc.gov/standards/iso639-2/";
    private static final String DATA = "identificationInfo.MD_DataIdentification.";
    private static final String CONSTRAINTS = DATA + "resourceConstraints.MD_LegalConstraints.";
    private static final String DISTRIBUTION = "distributionInfo.MD_Distribution.";
    private static final String MAPS = DISTRIBUTION
            + "distributor.MD_Distributor.distributorTransferOptions.MD_DigitalTransferOptions.onLine.CI_OnlineResource.";
    private static final String FILES =
            DISTRIBUTION + "transferOptions.MD_DigitalTransferOptions.onLine%.CI_OnlineResource.";

    private static final String RECORD = "regstatRecord";
    private static final String DATASET = "regstatDataset";
    private static final String NAME = "regstatName";
    private static final String STAMP = "regstatStamp";
    private static final String MODIFIED = "regstatModified";
    private static final String TERMS = "regstatTerms";
    private static final String LICENCE = "regstatLicence";
    private static final String LINEAGE = "regstatLineage";
    private static final String TITLE = "regstatTitle";
    private static final String ABSTRACT = "regstatAbstract";
    private static final String MAP = "regstatMap";

    private static final LocalText OPEN =
            new LocalText("Inga begränsningar för allmänhetens tillgång", "No limitations on public access");
    private static final LocalText UNKNOWN = new LocalText("Villkoren är okända", "Conditions unknown");

    private final Catalogue catalogue;
    private final boolean swedish;

    /** @param catalogue all of it, whoever may see it: GeoServer's CSW keeps layers from those who may not */
    public CswMapping(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.swedish = catalogue.harvesting().language().equals(Languages.SWEDISH);
    }

    // ---- what is read

    /** What the expressions read, of a layer: nothing but for the one that stands for a dataset in catalogues. */
    public Map<String, String> entries(String layer) {
        return catalogue.datasets().stream()
                .filter(dataset -> standsFor(dataset).name().equals(layer))
                .findFirst()
                .map(this::entries)
                .orElse(Map.of());
    }

    private Map<String, String> entries(Dataset dataset) {
        Optional<Licence> licence = Licence.of(dataset.licence());
        String words = dataset.licence().isBlank() ? told(UNKNOWN) : dataset.licence();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(RECORD, dataset.recordId().toString());
        entries.put(DATASET, dataset.id().toString());
        entries.put(NAME, dataset.name());
        entries.put(STAMP, day(catalogue.described(dataset)));
        entries.put(MODIFIED, day(dataset.modified()));
        entries.put(TERMS, licence.map(Licence::nationalCode).orElse("villkorOkanda"));
        entries.put(LICENCE, licence.map(Licence::title).orElse(words));
        entries.put(LINEAGE, told(dataset.lineage()));
        if (ServiceKind.WMS.has(standsFor(dataset))) {
            entries.put(MAP, standsFor(dataset).name());
        }
        if (!swedish || !isItsOnlyLayer(dataset)) {
            entries.put(TITLE, told(dataset.title()));
            entries.put(ABSTRACT, told(dataset.text()));
        }
        entries.replaceAll((key, text) -> plain(text));
        return entries;
    }

    /** The first of those that extend furthest: the record has that layer's extent. */
    private static Layer standsFor(Dataset dataset) {
        return dataset.layers().stream()
                .reduce((first, next) -> extent(next) > extent(first) ? next : first)
                .orElseThrow();
    }

    private static double extent(Layer layer) {
        return layer.bounds().map(Envelope::getArea).orElse(0.0);
    }

    /** An administrator's title of the layer is the dataset's then. */
    private static boolean isItsOnlyLayer(Dataset dataset) {
        return dataset.layers().size() == 1
                && dataset.title().equals(dataset.layers().get(0).description().title());
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private String told(LocalText text) {
        return swedish ? text.sv() : text.en();
    }

    /** In one line, and without what GeoServer takes for a placeholder, and fails if it does not know it. */
    private static String plain(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip().replace("${", "$ {");
    }

    // ---- how it is read

    /**
     * The file.
     *
     * @param workspace of the layers
     */
    public byte[] file(String workspace) {
        return expressions(workspace).entrySet().stream()
                .map(line -> line.getKey() + "=" + escaped(line.getValue()) + "\n")
                .collect(Collectors.joining("", HEADER, ""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As {@link java.util.Properties} reads a value. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : value.replace("\\", "\\\\").toCharArray()) {
            escaped.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return escaped.toString();
    }

    private Map<String, String> expressions(String workspace) {
        Organisation organisation = catalogue.publishing().organisation();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("@fileIdentifier.CharacterString", entry(RECORD));
        language(lines, "language", swedish ? "swe" : "eng");
        code(lines, "characterSet", "MD_CharacterSetCode", "utf8");
        code(lines, "hierarchyLevel", "MD_ScopeCode", "dataset");
        party(lines, "contact", organisation, organisation.metadataEmail(), "pointOfContact");
        lines.put("$dateStamp.Date", entry(STAMP));
        lines.put("metadataStandardName.CharacterString", literal("SS-EN-ISO-19115:2005-NMDP 4.0"));
        lines.put("metadataStandardVersion.CharacterString", literal("4.0"));
        lines.put(
                "referenceSystemInfo.MD_ReferenceSystem.referenceSystemIdentifier.RS_Identifier.code.CharacterString",
                literal("http://www.opengis.net/def/crs/EPSG/0/3006"));
        identification(lines, organisation);
        links(lines, workspace);
        code(lines, "dataQualityInfo.DQ_DataQuality.scope.DQ_Scope.level", "MD_ScopeCode", "dataset");
        lines.put("dataQualityInfo.DQ_DataQuality.lineage.LI_Lineage.statement.CharacterString", entry(LINEAGE));
        return lines;
    }

    private void identification(Map<String, String> lines, Organisation organisation) {
        String citation = DATA + "citation.CI_Citation.";
        lines.put("$" + citation + "title.CharacterString", either(TITLE, "title"));
        lines.put("$" + citation + "date.CI_Date.date.Date", entry(MODIFIED));
        code(lines, citation + "date.CI_Date.dateType", "CI_DateTypeCode", "revision");
        lines.put(citation + "identifier.MD_Identifier.code.CharacterString", entry(DATASET));
        lines.put("$" + DATA + "abstract.CharacterString", either(ABSTRACT, "abstract"));
        party(lines, DATA + "pointOfContact", organisation, organisation.email(), "owner");
        lines.put(DATA + "descriptiveKeywords.MD_Keywords.keyword.CharacterString", "keywords");
        LocalText access = catalogue.publishing().accessConstraints();
        if (!access.isEmpty()) lines.put(CONSTRAINTS + "useLimitation.CharacterString", literal(told(access)));
        code(lines, CONSTRAINTS + "accessConstraints", "MD_RestrictionCode", "otherRestrictions");
        code(lines, CONSTRAINTS + "useConstraints", "MD_RestrictionCode", "otherRestrictions");
        String terms = concat("https://resources.geodata.se/codelist/metadata/anvandningsrestriktioner.xml#", TERMS);
        String anchor = CONSTRAINTS + "otherConstraints%.Anchor";
        if (access.isEmpty()) {
            lines.put(anchor, list(literal(told(OPEN)), entry(LICENCE)));
            lines.put(
                    anchor + ".@href",
                    list(
                            literal(
                                    "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations"),
                            terms));
        } else {
            lines.put(anchor, list(entry(LICENCE)));
            lines.put(anchor + ".@href", list(terms));
        }
        language(lines, DATA + "language", "swe");
        lines.put(DATA + "topicCategory.MD_TopicCategoryCode", literal("society"));
    }

    /** That to maps stands apart, as tables have none: of what is empty no element is made, but of a list with gaps there is. */
    private static void links(Map<String, String> lines, String workspace) {
        String services = "${url.base}" + workspace + "/";
        lines.put(MAPS + "linkage.URL", ifMap(quoted(services + "wms?service=WMS&request=GetCapabilities")));
        lines.put(MAPS + "protocol.CharacterString", ifMap(literal(ServiceKind.WMS.protocol())));
        lines.put(MAPS + "name.CharacterString", entry(MAP));
        lines.put(
                FILES + "linkage.URL",
                list(
                        concat("${url.base}regstat-info/metadata.xml?dataset=", NAME),
                        quoted(services + "wfs?service=WFS&request=GetCapabilities"),
                        "strConcat(" + concat("${url.base}regstat-info/download/", NAME) + ", '.gpkg')"));
        lines.put(
                FILES + "protocol.CharacterString",
                list(literal("HTTP:Information"), literal(ServiceKind.WFS.protocol()), literal("HTTP:Nedladdning")));
        lines.put(FILES + "name.CharacterString", list(entry(NAME), "name", entry(NAME)));
    }

    private void party(
            Map<String, String> lines, String element, Organisation who, Optional<String> email, String role) {
        String party = element + ".CI_ResponsibleParty.";
        if (!who.name().isEmpty()) lines.put(party + "organisationName.CharacterString", literal(told(who.name())));
        email.ifPresent(address -> lines.put(
                party + "contactInfo.CI_Contact.address.CI_Address.electronicMailAddress.CharacterString",
                literal(address)));
        code(lines, "$" + party + "role", "CI_RoleCode", role);
    }

    private static void language(Map<String, String> lines, String element, String language) {
        lines.put(element + ".LanguageCode.@codeList", literal(LANGUAGES));
        lines.put(element + ".LanguageCode.@codeListValue", literal(language));
    }

    private static void code(Map<String, String> lines, String element, String list, String value) {
        lines.put(element + "." + list + ".@codeList", literal(CODES + list));
        lines.put(element + "." + list + ".@codeListValue", literal(value));
    }

    // ---- expressions of CQL

    private static String entry(String key) {
        return "\"metadata." + key + "\"";
    }

    private static String either(String key, String otherwise) {
        return "if_then_else(isNull(" + entry(key) + "), " + otherwise + ", " + entry(key) + ")";
    }

    private static String ifMap(String expression) {
        return "if_then_else(isNull(" + entry(MAP) + "), " + entry(MAP) + ", " + expression + ")";
    }

    private static String list(String... expressions) {
        return Arrays.stream(expressions).collect(Collectors.joining(", ", "list(", ")"));
    }

    private static String concat(String before, String key) {
        return "strConcat(" + quoted(before) + ", " + entry(key) + ")";
    }

    private static String literal(String text) {
        return quoted(plain(text));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
