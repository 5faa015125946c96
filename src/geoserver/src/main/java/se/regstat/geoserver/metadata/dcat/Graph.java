package se.regstat.geoserver.metadata.dcat;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.XmlEscapes;

/**
 * An RDF graph in the order in which it was put together: the same catalogue gives the same document byte for byte.
 *
 * <ul>
 *   <li>Everything has an IRI of its own; there are no blank nodes, which dataportal.se does not take and which nobody could refer
 *       to.
 *   <li>What is told twice is there once.
 *   <li>Every text can be written in every {@link RdfSyntax}: what XML 1.0 cannot hold is replaced before it gets in.
 * </ul>
 */
public final class Graph {

    private final Map<Resource, Map<Term, Set<Value>>> statements = new LinkedHashMap<>();

    /** What a statement says of its subject. */
    public sealed interface Value permits Resource, Literal {}

    /** @param iri absolute, without anything that RFC 3987 does not let an IRI have */
    public record Resource(String iri) implements Value {

        private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");
        private static final String FORBIDDEN = "<>\"{}|\\^`";

        public Resource {
            if (!ABSOLUTE.matcher(iri).matches()) throw new IllegalArgumentException("not an absolute IRI: " + iri);
        }

        /**
         * What an IRI cannot have is percent-encoded.
         *
         * @throws IllegalArgumentException if it is not absolute
         */
        public static Resource of(String address) {
            if (address.codePoints().allMatch(Resource::mayStand)) return new Resource(address);
            StringBuilder iri = new StringBuilder(address.length());
            address.strip().codePoints().forEach(c -> {
                if (mayStand(c)) {
                    iri.appendCodePoint(c);
                } else {
                    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                        iri.append('%').append(String.format("%02X", b & 0xFF));
                    }
                }
            });
            return new Resource(iri.toString());
        }

        /** The same for what somebody configured; empty if it is not absolute. */
        public static Optional<Resource> configured(String address) {
            return ABSOLUTE.matcher(address.strip()).matches() ? Optional.of(of(address)) : Optional.empty();
        }

        /** Beyond ASCII only letters and digits, which all are {@code ucschar} there. */
        private static boolean mayStand(int c) {
            return c < 0x80 ? c > ' ' && c < 0x7F && FORBIDDEN.indexOf(c) < 0 : Character.isLetterOrDigit(c);
        }
    }

    /**
     * @param qualifier its language; or its datatype, for what is no text
     */
    public record Literal(String text, Qualifier qualifier) implements Value {

        public Literal {
            if (!text.chars().allMatch(c -> c >= ' ' && c < Character.MIN_SURROGATE)) text = XmlEscapes.legal(text);
        }

        /** @param language as in BCP 47 */
        public static Literal of(String text, String language) {
            return new Literal(text, new Language(language));
        }

        static Literal of(String text, Term datatype) {
            return new Literal(text, new Datatype(datatype));
        }

        /** A text in no language. */
        static Literal plain(String text) {
            return of(text, Namespace.XSD.term("string"));
        }
    }

    /** What sort of literal it is. */
    sealed interface Qualifier permits Language, Datatype {}

    record Language(String tag) implements Qualifier {}

    record Datatype(Term term) implements Qualifier {
        boolean isString() {
            return term.equals(Namespace.XSD.term("string"));
        }
    }

    /** What can be said of one subject, one thing after the other. */
    public final class Subject {
        private final Resource resource;

        private Subject(Resource resource) {
            this.resource = resource;
        }

        public Resource resource() {
            return resource;
        }

        Subject is(Term type) {
            return add(Term.TYPE, type.resource());
        }

        public Subject add(Term property, Value value) {
            statements
                    .computeIfAbsent(resource, r -> new LinkedHashMap<>())
                    .computeIfAbsent(property, p -> new LinkedHashSet<>())
                    .add(value);
            return this;
        }

        Subject add(Term property, Optional<? extends Value> value) {
            value.ifPresent(one -> add(property, one));
            return this;
        }

        Subject addAll(Term property, Collection<? extends Value> values) {
            values.forEach(one -> add(property, one));
            return this;
        }

        /** In Swedish and English; nothing if there is no text. */
        Subject add(Term property, LocalText text) {
            if (text.isEmpty()) return this;
            add(property, Literal.of(text.sv(), "sv"));
            return add(property, Literal.of(text.en(), "en"));
        }
    }

    public Subject about(Resource resource) {
        return new Subject(resource);
    }

    /** By subject, then by property. */
    Map<Resource, Map<Term, Set<Value>>> statements() {
        return statements;
    }
}
