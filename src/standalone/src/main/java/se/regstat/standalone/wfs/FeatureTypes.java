package se.regstat.standalone.wfs;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import se.regstat.catalog.HostLayers;
import se.regstat.catalog.HostLayers.Layer;

/** The layers a request can see, by the names clients write. */
final class FeatureTypes {

    private final HostLayers layers;

    FeatureTypes(HostLayers layers) {
        this.layers = layers;
    }

    /** A number that grows when anything has changed. */
    long updateSequence() {
        return layers.updateSequence();
    }

    /** Those of the workspace in the URL, or all. */
    List<Layer> visible(WfsRequest request) {
        return layers.layers().stream().filter(l -> isVisible(l, request)).toList();
    }

    private static boolean isVisible(Layer layer, WfsRequest request) {
        return request.http().workspace().map(w -> w.equals(layer.prefix())).orElse(true);
    }

    /**
     * A layer by name, with any prefix that stands for its namespace.
     *
     * @param context where in the document the name is, for its prefixes; empty for parameters
     */
    Layer find(String written, Optional<Element> context, WfsRequest request) {
        String name = written.strip();
        return layers.layer(name)
                .filter(l -> isVisible(l, request))
                .or(() -> byNamespace(name, context, request))
                .orElseThrow(() -> WfsException.invalid(
                        request.version() == WfsVersion.V2_0_0 ? "typeNames" : "typeName",
                        "there is no feature type '" + name + "'; GetCapabilities lists those there are"));
    }

    private Optional<Layer> byNamespace(String name, Optional<Element> context, WfsRequest request) {
        int colon = name.indexOf(':');
        String local = name.substring(colon + 1);
        Optional<String> prefix = colon < 0 ? Optional.empty() : Optional.of(name.substring(0, colon));
        Optional<String> uri = context.isPresent()
                ? Optional.ofNullable(context.get().lookupNamespaceURI(prefix.orElse(null)))
                : declared(prefix.orElse(""), request);
        return uri.flatMap(u -> layers.layers().stream()
                .filter(l -> l.name().equals(local) && l.namespaceUri().equals(u) && isVisible(l, request))
                .findFirst());
    }

    /** NAMESPACES=xmlns(prefix,uri),xmlns(uri) in 2.0, NAMESPACE=xmlns(prefix=uri) in 1.1. */
    private static Optional<String> declared(String prefix, WfsRequest request) {
        String declarations = request.kvp()
                .get("namespaces")
                .or(() -> request.kvp().get("namespace"))
                .orElse("");
        for (String declaration : declarations.split("\\)\\s*,?", -1)) {
            String inner = declaration.strip();
            if (!inner.startsWith("xmlns(")) continue;
            inner = inner.substring("xmlns(".length());
            int separator = indexOfSeparator(inner);
            String declaredPrefix = separator < 0 ? "" : inner.substring(0, separator);
            if (declaredPrefix.equals(prefix)) return Optional.of(inner.substring(separator + 1));
        }
        return Optional.empty();
    }

    private static int indexOfSeparator(String declaration) {
        for (int i = 0; i < declaration.length(); i++) {
            char c = declaration.charAt(i);
            if (c == ',' || c == '=') return i;
            if (c == ':' || c == '/') return -1;
        }
        return -1;
    }
}
