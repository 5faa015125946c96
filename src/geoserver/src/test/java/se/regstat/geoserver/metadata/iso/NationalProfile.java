package se.regstat.geoserver.metadata.iso;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * What Geodataportalen's catalogue wants of a record, in our own words: NMDP 4.0 on ISO 19139, with the numbers that its messages
 * have. Beside each rule stands how to break it.
 */
public final class NationalProfile {

    private static final String IDENTIFICATION = "/gmd:MD_Metadata/gmd:identificationInfo[1]/*";
    private static final String CITATION = IDENTIFICATION + "/gmd:citation/gmd:CI_Citation";
    private static final String CONTACT = "/gmd:MD_Metadata/gmd:contact/gmd:CI_ResponsibleParty";
    private static final String EMAIL =
            "gmd:contactInfo/*/gmd:address/*/gmd:electronicMailAddress/gco:CharacterString[normalize-space()]";
    private static final String ORGANISATION = "gmd:organisationName/gco:CharacterString[normalize-space()]";
    private static final String KEYWORDS = IDENTIFICATION + "/gmd:descriptiveKeywords/gmd:MD_Keywords";
    private static final String INITIATIVES = KEYWORDS + "[gmd:thesaurusName/*/gmd:title/* = 'Initiativ']";
    private static final String LEGAL = IDENTIFICATION + "/gmd:resourceConstraints/gmd:MD_LegalConstraints";
    private static final String USE =
            LEGAL + "[gmd:useConstraints/*/@codeListValue = 'otherRestrictions']/gmd:otherConstraints";
    private static final String CONFORMANCE =
            "/gmd:MD_Metadata/gmd:dataQualityInfo/*/gmd:report/gmd:DQ_DomainConsistency/gmd:result/gmd:DQ_ConformanceResult";
    private static final String DISTRIBUTOR =
            "/gmd:MD_Metadata/gmd:distributionInfo/gmd:MD_Distribution/gmd:distributor/gmd:MD_Distributor";
    private static final String LINKS =
            DISTRIBUTOR + "/gmd:distributorTransferOptions/*/gmd:onLine/gmd:CI_OnlineResource";
    private static final String BOX =
            IDENTIFICATION + "/*[local-name() = 'extent']/*/gmd:geographicElement/gmd:EX_GeographicBoundingBox";
    private static final String LEVEL = "/gmd:MD_Metadata/gmd:hierarchyLevel/*/@codeListValue";
    private static final String TERMS = "https://resources.geodata.se/codelist/metadata/anvandningsrestriktioner.xml#";

    private static final String ON_DATASETS =
            "Kommissionens förordning (EU) nr 1089/2010 av den 23 november 2010 om genomförande av Europaparlamentets och rådets"
                    + " direktiv 2007/2/EG vad gäller interoperabilitet för rumsliga datamängder och datatjänster";

    private static final String ON_SERVICES =
            "Kommissionens förordning (EG) nr 976/2009 av den 19 oktober 2009 om genomförande av Europaparlamentets och rådets"
                    + " direktiv 2007/2/EG med avseende på nättjänster";

    private static final Map<String, String> NAMESPACES = Map.of(
            "gmd", "http://www.isotc211.org/2005/gmd",
            "gco", "http://www.isotc211.org/2005/gco",
            "gmx", "http://www.isotc211.org/2005/gmx",
            "srv", "http://www.isotc211.org/2005/srv",
            "xlink", "http://www.w3.org/1999/xlink",
            "gml", "http://www.opengis.net/gml");

    private static final XPath PATHS = paths();

    /**
     * A rule of the profile.
     *
     * @param holds XPath that is true of a record that keeps it
     * @param broken XPath of what is changed in a record so that it does not
     * @param becomes what it is changed to; removed if empty
     */
    public record Rule(String number, String says, String holds, String broken, String becomes) {
        @Override
        public String toString() {
            return number + " " + says;
        }
    }

    private static final List<Rule> EVERY = List.of(
            new Rule(
                    "0",
                    "the record says that it is of the profile",
                    "/*/gmd:metadataStandardName/* = 'SS-EN-ISO-19115:2005-NMDP 4.0' and /*/gmd:metadataStandardVersion/* = '4.0'",
                    "/*/gmd:metadataStandardName/*",
                    "ISO 19115:2003/19139"),
            new Rule(
                    "101",
                    "there is a title of less than 300 characters",
                    shorter(CITATION + "/gmd:title/gco:CharacterString", 300),
                    CITATION + "/gmd:title/gco:CharacterString",
                    "x".repeat(300)),
            new Rule(
                    "101",
                    "there is a title",
                    shorter(CITATION + "/gmd:title/gco:CharacterString", 300),
                    CITATION + "/gmd:title",
                    ""),
            new Rule(
                    "102",
                    "there is an abstract of less than 4 000 characters",
                    shorter(IDENTIFICATION + "/gmd:abstract/gco:CharacterString", 4000),
                    IDENTIFICATION + "/gmd:abstract/gco:CharacterString",
                    "x".repeat(4000)),
            new Rule(
                    "103",
                    "it is a dataset, a series or a service",
                    oneOf(LEVEL, "dataset", "series", "service"),
                    LEVEL,
                    "tile"),
            new Rule(
                    "106",
                    "a keyword says what it is published for",
                    INITIATIVES + "/gmd:keyword/*[. = 'Öppna data' or . = 'Geodatasamverkan' or . = 'Inspire']",
                    INITIATIVES + "/gmd:keyword",
                    ""),
            new Rule(
                    "106",
                    "that keyword is of the list Initiativ",
                    INITIATIVES,
                    KEYWORDS + "/gmd:thesaurusName/*/gmd:title/*[. = 'Initiativ']",
                    "Annat"),
            new Rule(
                    "106",
                    "what is INSPIRE's has one of its themes",
                    inspire(
                            KEYWORDS
                                    + "[gmd:thesaurusName/*/gmd:title/* = 'GEMET - INSPIRE themes, version 1.0']/gmd:keyword/gco:CharacterString[normalize-space()]"),
                    KEYWORDS + "/gmd:thesaurusName/*/gmd:title/*[contains(., 'GEMET')]",
                    "GEMET"),
            new Rule(
                    "107",
                    "there is a date",
                    CITATION + "/gmd:date/*/gmd:date/gco:Date[normalize-space()]",
                    CITATION + "/gmd:date",
                    ""),
            new Rule(
                    "107",
                    "there is at most one date of creation",
                    "count(" + CITATION + "/gmd:date[*/gmd:dateType/*/@codeListValue = 'creation']) < 2 and count("
                            + CITATION
                            + "/gmd:date[*/gmd:dateType/*/@codeListValue = 'creation' or */gmd:dateType/*/@codeListValue = 'revision' or */gmd:dateType/*/@codeListValue = 'publication']) > 0",
                    CITATION + "/gmd:date/*/gmd:dateType/*/@codeListValue",
                    "other"),
            new Rule(
                    "109",
                    "what is INSPIRE's cites its regulation",
                    "not(" + INITIATIVES + "/gmd:keyword/* = 'Inspire') or " + CONFORMANCE
                            + "/gmd:specification/*/gmd:title/* = " + regulation(),
                    CONFORMANCE + "/gmd:specification/*/gmd:title/*",
                    "Förordning 1089/2010"),
            new Rule(
                    "109",
                    "and says when that was published",
                    inspire("count(" + CONFORMANCE
                            + "/gmd:specification/*/gmd:date/*[gmd:dateType/*/@codeListValue = 'publication']/gmd:date/*) = count("
                            + CONFORMANCE + ")"),
                    CONFORMANCE + "/gmd:specification/*/gmd:date",
                    ""),
            new Rule(
                    "109",
                    "and explains",
                    inspire(CONFORMANCE + "/gmd:explanation/*[normalize-space()]"),
                    CONFORMANCE + "/gmd:explanation",
                    ""),
            new Rule(
                    "109",
                    "and says whether it conforms",
                    inspire(CONFORMANCE + "/gmd:pass/gco:Boolean"),
                    CONFORMANCE + "/gmd:pass/*",
                    ""),
            new Rule(
                    "110",
                    "everybody may have it, or a code says why not",
                    LEGAL
                            + "[gmd:accessConstraints/*/@codeListValue = 'otherRestrictions']/gmd:otherConstraints/gmx:Anchor[starts-with(@xlink:href, 'http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/')]",
                    LEGAL + "/gmd:accessConstraints/*/@codeListValue",
                    "none"),
            new Rule(
                    "110",
                    "terms of use are of the list, and none that is taken for CC0",
                    oneOf(
                            USE + "/gmx:Anchor/@xlink:href",
                            TERMS + "CC01.0",
                            TERMS + "CCby4.0",
                            TERMS + "CCby-sa4.0",
                            TERMS + "villkorOkanda",
                            TERMS + "licensBehovs"),
                    USE + "/gmx:Anchor/@xlink:href",
                    TERMS + "AnnanBegransning"),
            new Rule(
                    "110",
                    "no constraint has 1 000 characters",
                    "not(" + LEGAL + "/gmd:otherConstraints/*[string-length() >= 1000])",
                    USE + "/gmx:Anchor",
                    "x".repeat(1000)),
            new Rule(
                    "112",
                    "a contact has organisation and e-mail",
                    IDENTIFICATION + "/gmd:pointOfContact/*[" + ORGANISATION + " and " + EMAIL + "]",
                    IDENTIFICATION + "/gmd:pointOfContact/*/" + EMAIL,
                    ""),
            new Rule(
                    "112",
                    "one is the owner",
                    IDENTIFICATION + "/gmd:pointOfContact/*[gmd:role/*/@codeListValue = 'owner']",
                    IDENTIFICATION + "/gmd:pointOfContact/*/gmd:role/*/@codeListValue",
                    "user"),
            new Rule(
                    "113",
                    "somebody answers for the record, with organisation and e-mail",
                    CONTACT + "[" + ORGANISATION + " and " + EMAIL + "]/gmd:role/*/@codeListValue = 'pointOfContact'",
                    CONTACT + "/" + ORGANISATION,
                    ""),
            new Rule(
                    "113",
                    "as its contact",
                    CONTACT + "/gmd:role/*/@codeListValue = 'pointOfContact'",
                    CONTACT + "/gmd:role/*/@codeListValue",
                    "author"),
            new Rule(
                    "114",
                    "the record has a language",
                    "/*/gmd:language/gmd:LanguageCode/@codeListValue",
                    "/*/gmd:language",
                    ""),
            new Rule(
                    "116",
                    "the record has a date",
                    "normalize-space(/*/gmd:dateStamp/*) != ''",
                    "/*/gmd:dateStamp/*",
                    ""),
            new Rule(
                    "118",
                    "there are addresses",
                    LINKS + "/gmd:linkage/gmd:URL[normalize-space()]",
                    LINKS + "/gmd:linkage",
                    ""),
            new Rule(
                    "119",
                    "each has a protocol of the list",
                    "not(" + LINKS + "[not("
                            + oneOf(
                                    "gmd:protocol/*",
                                    "HTTP:OGC:WMS",
                                    "HTTP:OGC:WFS",
                                    "HTTP:Nedladdning",
                                    "HTTP:Nedladdning:Atom",
                                    "HTTP:Nedladdning:API",
                                    "HTTP:Information",
                                    "HTTP:Information:Produktspecifikation")
                            + ")])",
                    LINKS + "/gmd:protocol/*",
                    "OGC:WMS"),
            new Rule(
                    "INSPIRE",
                    "its way of linking services is there too",
                    "/gmd:MD_Metadata/gmd:distributionInfo/*/gmd:transferOptions/*/gmd:onLine/*[starts-with(gmd:protocol/gmx:Anchor/@xlink:href, 'http://www.opengis.net/def/serviceType/ogc/') and starts-with(gmd:applicationProfile/gmx:Anchor/@xlink:href, 'https://inspire.ec.europa.eu/metadata-codelist/SpatialDataServiceType/') and contains(gmd:linkage/gmd:URL, 'GetCapabilities')]",
                    "/gmd:MD_Metadata/gmd:distributionInfo/*/gmd:transferOptions",
                    ""),
            new Rule(
                    "123",
                    "the record has an identifier",
                    "normalize-space(/*/gmd:fileIdentifier/gco:CharacterString) != ''",
                    "/*/gmd:fileIdentifier/*",
                    " "),
            new Rule("125", "it lies somewhere", box(), BOX + "/gmd:westBoundLongitude", ""),
            new Rule("125", "in degrees", box(), BOX + "/gmd:northBoundLatitude/*", "6400000"),
            new Rule(
                    "126",
                    "a format has a version",
                    "not(" + DISTRIBUTOR
                            + "/gmd:distributorFormat/*[not(normalize-space(gmd:name/*)) or not(normalize-space(gmd:version/*))])",
                    DISTRIBUTOR + "/gmd:distributorFormat/*/gmd:version",
                    ""),
            new Rule(
                    "127",
                    "a figure of quality is there",
                    "not(//gmd:DQ_QuantitativeResult[not(normalize-space(gmd:value/gco:Record))])",
                    "//gmd:DQ_QuantitativeResult/gmd:value/*",
                    ""));

    private static final List<Rule> DATASET = List.of(
            new Rule(
                    "104",
                    "the dataset has an identifier",
                    CITATION + "/gmd:identifier/gmd:MD_Identifier/gmd:code/*[normalize-space()]",
                    CITATION + "/gmd:identifier",
                    ""),
            new Rule(
                    "105",
                    "there is a topic of ISO's list",
                    oneOf(IDENTIFICATION + "/gmd:topicCategory/*", "society", "boundaries", "economy", "health"),
                    IDENTIFICATION + "/gmd:topicCategory/*",
                    "statistics"),
            new Rule(
                    "107",
                    "the time it is of can be read",
                    "not(" + IDENTIFICATION + "/gmd:extent/*/gmd:temporalElement) or " + IDENTIFICATION
                            + "/gmd:extent/*/gmd:temporalElement/*/gmd:extent/gml:TimePeriod[gml:beginPosition and gml:endPosition]",
                    IDENTIFICATION + "/gmd:extent/*/gmd:temporalElement/*/gmd:extent/gml:TimePeriod/gml:endPosition",
                    ""),
            new Rule(
                    "108",
                    "where it comes from is told in less than 2 500 characters",
                    shorter("/*/gmd:dataQualityInfo/*/gmd:lineage/*/gmd:statement/gco:CharacterString", 2500),
                    "/*/gmd:dataQualityInfo/*/gmd:lineage/*/gmd:statement/gco:CharacterString",
                    ""));

    private static final List<Rule> SERVICE = List.of(
            new Rule(
                    "106",
                    "what sort of service it is, is told",
                    KEYWORDS + "/gmd:keyword/*[. = 'infoMapAccessService' or . = 'infoFeatureAccessService']",
                    KEYWORDS + "/gmd:keyword[contains(*, 'AccessService')]",
                    ""),
            new Rule(
                    "106e",
                    "and in INSPIRE's words",
                    oneOf(IDENTIFICATION + "/srv:serviceType/*", "view", "download"),
                    IDENTIFICATION + "/srv:serviceType/*",
                    "WMS"),
            new Rule(
                    "117",
                    "it is coupled with datasets",
                    IDENTIFICATION + "/srv:operatesOn[normalize-space(@uuidref)]",
                    IDENTIFICATION + "/srv:operatesOn",
                    ""));

    private NationalProfile() {}

    private static String shorter(String path, int than) {
        return "string-length(normalize-space(" + path + ")) > 0 and string-length(" + path + ") < " + than;
    }

    private static String oneOf(String path, String... values) {
        List<String> equal = new ArrayList<>();
        for (String value : values) equal.add(path + " = '" + value + "'");
        return String.join(" or ", equal);
    }

    private static String inspire(String rule) {
        return "not(" + INITIATIVES + "/gmd:keyword/* = 'Inspire') or (" + rule + ")";
    }

    /** XPath of the regulation's name, letter for letter: of services, or of datasets. */
    private static String regulation() {
        return "concat(substring('" + ON_SERVICES + "', 1, 400 * (" + LEVEL + " = 'service')), substring('"
                + ON_DATASETS + "', 1, 400 * (" + LEVEL + " != 'service')))";
    }

    private static String box() {
        return BOX + "[gmd:westBoundLongitude/* >= -180 and gmd:westBoundLongitude/* <= gmd:eastBoundLongitude/*"
                + " and gmd:eastBoundLongitude/* <= 180 and gmd:southBoundLatitude/* >= -90"
                + " and gmd:southBoundLatitude/* <= gmd:northBoundLatitude/* and gmd:northBoundLatitude/* <= 90]";
    }

    /** Those that concern a record. */
    public static List<Rule> rules(Document record) {
        List<Rule> rules = new ArrayList<>(EVERY);
        rules.addAll(isTrue(record, LEVEL + " = 'service'") ? SERVICE : DATASET);
        return rules;
    }

    /** Those that a record does not keep. */
    public static List<Rule> broken(Document record) {
        return rules(record).stream()
                .filter(rule -> !isTrue(record, rule.holds()))
                .toList();
    }

    /** Changes a record so that it does not keep a rule. @return whether there was anything to change */
    public static boolean breaks(Document record, Rule rule) {
        List<Node> nodes = nodes(record, rule.broken());
        for (Node node : nodes) {
            if (!rule.becomes().isEmpty()) node.setTextContent(rule.becomes());
            else if (node instanceof Attr attribute) attribute.getOwnerElement().removeAttributeNode(attribute);
            else node.getParentNode().removeChild(node);
        }
        return !nodes.isEmpty();
    }

    public static Document parse(String record) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(record)));
    }

    public static boolean isTrue(Document record, String xpath) {
        return (Boolean) evaluate(record, "boolean(" + xpath + ")", XPathConstants.BOOLEAN);
    }

    /** The text of what an XPath finds first. */
    public static String text(Document record, String xpath) {
        return (String) evaluate(record, xpath, XPathConstants.STRING);
    }

    public static List<Node> nodes(Document record, String xpath) {
        NodeList found = (NodeList) evaluate(record, xpath, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) nodes.add(found.item(i));
        return nodes;
    }

    private static Object evaluate(Document record, String xpath, QName type) {
        try {
            return PATHS.evaluate(xpath, record, type);
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(xpath, e);
        }
    }

    private static XPath paths() {
        XPath paths = XPathFactory.newDefaultInstance().newXPath();
        paths.setNamespaceContext(new NamespaceContext() {
            @Override
            public String getNamespaceURI(String prefix) {
                return NAMESPACES.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
            }

            @Override
            public String getPrefix(String uri) {
                throw new UnsupportedOperationException(uri);
            }

            @Override
            public Iterator<String> getPrefixes(String uri) {
                throw new UnsupportedOperationException(uri);
            }
        });
        return paths;
    }
}
