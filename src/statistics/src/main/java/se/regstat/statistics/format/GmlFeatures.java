package se.regstat.statistics.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;
import se.regstat.statistics.crs.AxisOrder;
import se.regstat.statistics.crs.CrsName;
import se.regstat.statistics.format.ReadLimits.Budget;

/**
 * Reads features of GML 2, 3.1 and 3.2: in a feature collection, as WFS gives it, one by one; or a single feature or geometry. A
 * feature's geometry is the first in it, its attributes the elements without others inside.
 */
public final class GmlFeatures {

    private static final Set<String> MEMBERS = Set.of("featureMember", "featureMembers", "member");

    private final AxisOrder axes;
    private final Budget budget;
    private final Consumer<FeatureRow> rows;
    private final Faults faults;
    private final Set<String> columns = new LinkedHashSet<>();
    private Optional<CrsName> crs = Optional.empty();
    private Optional<CrsName> ofAll = Optional.empty();
    private boolean any;
    private boolean heights;

    private GmlFeatures(AxisOrder axes, Budget budget, Consumer<FeatureRow> rows, Faults faults) {
        this.axes = axes;
        this.budget = budget;
        this.rows = rows;
        this.faults = faults;
    }

    /**
     * @param axes by which coordinates are turned to easting first
     * @param rows gets each feature that can be read, in order
     * @param faults hears of the others
     * @throws FormatException if it is not well-formed, names a system that is not known, or is more than the limits
     * @throws IOException if its bytes cannot be had
     */
    public static ReadDocument read(
            InputStream document, AxisOrder axes, ReadLimits limits, Consumer<FeatureRow> rows, Faults faults)
            throws IOException {
        Budget budget = new Budget(limits);
        try {
            XMLStreamReader in = Xml.stream(budget.counted(document));
            return new GmlFeatures(axes, budget, rows, faults).document(in);
        } catch (XMLStreamException e) {
            throw Xml.malformed(e);
        }
    }

    /** From the XML itself. */
    public static ReadDocument read(
            Element root, AxisOrder axes, ReadLimits limits, Consumer<FeatureRow> rows, Faults faults) {
        GmlFeatures features = new GmlFeatures(axes, new Budget(limits), rows, faults);
        Optional<String> matched = Xml.attribute(root, "numberMatched");
        boolean next = Xml.attribute(root, "next").isPresent();
        features.members(root, "");
        return features.told(matched, next);
    }

    private ReadDocument document(XMLStreamReader in) throws XMLStreamException {
        Optional<String> matched = Optional.ofNullable(in.getAttributeValue(null, "numberMatched"));
        boolean next = in.getAttributeValue(null, "next") != null;
        if (in.getLocalName().equals("FeatureCollection")) {
            while (in.nextTag() == XMLStreamReader.START_ELEMENT) child(in);
        } else {
            members(Xml.element(in, budget), "");
        }
        while (in.hasNext()) in.next();
        return told(matched, next);
    }

    private ReadDocument told(Optional<String> matched, boolean next) {
        Optional<String> part = matched.flatMap(all -> ReadDocument.matched("numberMatched", all, budget.features()));
        if (part.isEmpty() && next) part = Optional.of("a page that another one follows (next)");
        return new ReadDocument(List.copyOf(columns), crs, part, ReadDocument.heights(heights));
    }

    /** An element of a collection. */
    private void child(XMLStreamReader in) throws XMLStreamException {
        String name = in.getLocalName();
        if (!MEMBERS.contains(name)) {
            Element other = Xml.element(in, budget);
            if (name.equals("boundedBy")) ofAll = crs(other);
            return;
        }
        while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
            String line = Xml.line(in).map(at -> " (" + at + ")").orElse("");
            members(Xml.element(in, budget), line);
        }
    }

    private static Optional<CrsName> crs(Element boundedBy) {
        return Xml.children(boundedBy).stream()
                .flatMap(envelope -> GmlGeometry.crs(envelope).stream())
                .findFirst();
    }

    /** The members of collections, nested or not; else the element itself. */
    private void members(Element element, String line) {
        List<Element> members = new ArrayList<>();
        if (MEMBERS.contains(element.getLocalName())) members.addAll(Xml.children(element));
        else
            Xml.children(element).stream()
                    .filter(child -> MEMBERS.contains(child.getLocalName()))
                    .forEach(members::add);
        boolean isCollection = !members.isEmpty()
                || MEMBERS.contains(element.getLocalName())
                || element.getLocalName().equals("FeatureCollection");
        if (isCollection) {
            Xml.children(element, "boundedBy")
                    .forEach(bounds -> ofAll = crs(bounds).or(() -> ofAll));
            for (Element member : members) members(member, line);
            return;
        }
        budget.feature();
        String where = "feature " + budget.features() + line;
        FeatureRow row;
        try {
            row = feature(element, where);
        } catch (FormatException e) {
            faults.add(where, e.reason());
            return;
        }
        budget.vertices(row.geometry().getNumPoints());
        rows.accept(row);
    }

    private FeatureRow feature(Element feature, String where) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Element geometry = GmlGeometry.isGeometry(feature) ? feature : null;
        for (Element property : geometry == null ? Xml.children(feature) : List.<Element>of()) {
            List<Element> inside = Xml.children(property);
            if (property.getLocalName().equals("boundedBy")) continue;
            if (inside.isEmpty()) {
                String text = property.getTextContent().strip();
                columns.add(property.getLocalName());
                if (!text.isEmpty()) attributes.put(property.getLocalName(), text);
            } else if (geometry == null && GmlGeometry.isGeometry(inside.get(0))) {
                geometry = inside.get(0);
            }
        }
        if (geometry == null) throw new FormatException("it has no geometry in GML");
        // What names none is in that of the features before it, axes and all.
        Optional<CrsName> named = GmlGeometry.crs(geometry).or(() -> ofAll).or(() -> crs);
        if (any && named.isPresent() && !(crs.isPresent() && crs.get().isSameSystemAs(named.get()))) {
            throw new FormatException("it is in another reference system than the features before it");
        }
        Geometry read = eastingFirst(GmlGeometry.geometry(geometry), named);
        if (!any) crs = named;
        any = true;
        heights |= GmlGeometry.hasHeights(geometry);
        return new FeatureRow(where, attributes, read);
    }

    private Geometry eastingFirst(Geometry asWritten, Optional<CrsName> named) {
        try {
            boolean turned = named.isPresent() && named.get().asDefined() && axes.northingFirst(named.get());
            return turned ? turned(asWritten) : asWritten;
        } catch (IllegalArgumentException unknown) {
            throw new FormatException(unknown.getMessage());
        }
    }

    /** A single geometry, easting first. @throws FormatException if it cannot be read */
    public static Geometry geometry(Element geometry, AxisOrder axes) {
        return new GmlFeatures(axes, new Budget(ReadLimits.NONE), row -> {}, Faults.REFUSED)
                .eastingFirst(GmlGeometry.geometry(geometry), GmlGeometry.crs(geometry));
    }

    /** With first and second coordinate in each other's place. */
    public static Geometry turned(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence vertices, int i) {
                double first = vertices.getOrdinate(i, 0);
                vertices.setOrdinate(i, 0, vertices.getOrdinate(i, 1));
                vertices.setOrdinate(i, 1, first);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }
}
