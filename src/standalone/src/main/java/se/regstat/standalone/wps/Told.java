package se.regstat.standalone.wps;

import java.util.List;
import java.util.Optional;
import se.regstat.standalone.wps.ExecuteRequest.Input;
import se.regstat.statistics.format.Xml;
import se.regstat.statistics.text.XmlEscapes;

/**
 * An input as the response tells of it again, where its lineage is asked for.
 *
 * @param href of a reference; empty for what came with the request
 * @param markup the value, or the reference's body, as it stands in XML
 */
record Told(String id, String href, String mimeType, boolean literal, String markup) {

    static List<Told> inputs(ExecuteRequest request) {
        return request.lineage()
                ? request.inputs().stream().map(input -> of(request, input)).toList()
                : List.of();
    }

    private static Told of(ExecuteRequest request, Input input) {
        boolean literal =
                DataType.of(request.process().input(input.identifier()).type).equals(Optional.of(DataType.LITERAL));
        String markup = input.reference()
                .flatMap(ExecuteRequest.Reference::body)
                .or(input::xml)
                .map(Xml::written)
                .or(() -> input.text().map(XmlEscapes::of))
                .orElse("");
        return new Told(
                input.identifier(),
                input.reference().map(ExecuteRequest.Reference::href).orElse(""),
                input.mimeType().orElse(""),
                literal,
                markup);
    }

    /** In memory, about. */
    long bytes() {
        return 2L * markup.length();
    }
}
