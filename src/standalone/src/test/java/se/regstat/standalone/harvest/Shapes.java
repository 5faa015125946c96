package se.regstat.standalone.harvest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.vocabulary.RDF;
import se.regstat.geoserver.metadata.dcat.RdfSyntax;

/** A profile of ours in SHACL, run by Apache Jena. */
final class Shapes {

    private static final String SH = "http://www.w3.org/ns/shacl#";
    private static final String OURS = "urn:regstat:shape:";

    private final Model model;
    private final org.apache.jena.shacl.Shapes parsed;

    /** One way of breaking a graph: {@code shape}'s {@code constraint} must notice. */
    record Break(String shape, String constraint) {}

    private Shapes(Model model) {
        this.model = model;
        this.parsed = org.apache.jena.shacl.Shapes.parse(model);
    }

    /** @param name of the file beside the tests, without its ending */
    static Shapes of(String name) {
        try (InputStream in = Shapes.class.getResourceAsStream(name + ".shapes.ttl")) {
            return new Shapes(Rdf.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), RdfSyntax.TURTLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Collection<ReportEntry> entries(Model graph) {
        return ShaclValidator.get().validate(parsed, graph.getGraph()).getEntries();
    }

    /** The things at fault, by the name of the shape that says so. */
    Map<String, Set<String>> faults(Model graph, Severity severity) {
        return entries(graph).stream()
                .filter(entry -> entry.severity().equals(severity))
                .collect(groupingBy(
                        entry -> name(entry.source()),
                        TreeMap::new,
                        mapping(entry -> entry.focusNode().toString(), toSet())));
    }

    private static String name(Node shape) {
        return shape.isURI() ? shape.getURI().replace(OURS, "") : shape.toString();
    }

    /** Every constraint of every property, to be broken one at a time. */
    List<Break> breaks() {
        List<Break> breaks = new ArrayList<>();
        model.listObjectsOfProperty(sh("property")).forEach(shape -> {
            for (String constraint : List.of(
                    "minCount",
                    "maxCount",
                    "datatype",
                    "nodeKind",
                    "class",
                    "in",
                    "pattern",
                    "hasValue",
                    "uniqueLang")) {
                if (shape.asResource().hasProperty(sh(constraint))) {
                    breaks.add(new Break(name(shape.asNode()), constraint));
                }
            }
        });
        return breaks;
    }

    /** Whether the very constraint fails on the graph, once that is broken for it. */
    boolean notices(Break one, Model graph) {
        Resource shape = model.createResource(OURS + one.shape());
        Model broken = ModelFactory.createDefaultModel().add(graph);
        Resource focus = focus(shape, broken);
        List<Property> path = path(shape);
        for (Property step : path.subList(0, path.size() - 1)) {
            focus = focus.getRequiredProperty(step).getResource();
        }
        spoil(focus, path.get(path.size() - 1), one.constraint(), path.size() > 1);
        String component = one.constraint().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + one.constraint().substring(1) + "ConstraintComponent";
        return entries(broken).stream()
                .anyMatch(entry -> name(entry.source()).equals(one.shape())
                        && entry.sourceConstraintComponent().getURI().equals(SH + component));
    }

    /** A thing in the graph that the shape is about, and which has what is to be broken. */
    private Resource focus(Resource shape, Model graph) {
        Property first = path(shape).get(0);
        return model.listSubjectsWithProperty(sh("property"), shape).toList().stream()
                .flatMap(node -> node.listProperties(sh("targetClass")).toList().stream())
                .flatMap(target -> graph.listSubjectsWithProperty(RDF.type, target.getObject()).toList().stream())
                .filter(subject -> subject.hasProperty(first))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing in the graph has what " + shape + " is about"));
    }

    private List<Property> path(Resource shape) {
        Resource path = shape.getRequiredProperty(sh("path")).getResource();
        if (!path.hasProperty(RDF.first)) return List.of(ResourceFactory.createProperty(path.getURI()));
        return path.as(RDFList.class).asJavaList().stream()
                .map(node -> ResourceFactory.createProperty(node.asResource().getURI()))
                .toList();
    }

    private static void spoil(Resource focus, Property property, String constraint, boolean everywhere) {
        Model graph = focus.getModel();
        List<Statement> told = everywhere
                ? graph.listStatements(null, property, (RDFNode) null).toList()
                : focus.listProperties(property).toList();
        switch (constraint) {
            case "minCount", "hasValue" -> graph.remove(told);
            case "maxCount" ->
                focus.addProperty(property, graph.createResource("urn:one:too:many"))
                        .addProperty(property, graph.createResource("urn:and:another"));
            case "uniqueLang" -> focus.addProperty(property, "ett", "sv").addProperty(property, "två", "sv");
            case "nodeKind" -> {
                boolean literal = told.get(0).getObject().isLiteral();
                graph.remove(told);
                RDFNode other = literal ? graph.createResource("urn:no:text") : graph.createLiteral("no address");
                focus.addProperty(property, other);
            }
            default -> {
                graph.remove(told);
                focus.addProperty(property, "7", org.apache.jena.datatypes.xsd.XSDDatatype.XSDinteger);
            }
        }
    }

    private static Property sh(String local) {
        return ResourceFactory.createProperty(SH, local);
    }
}
