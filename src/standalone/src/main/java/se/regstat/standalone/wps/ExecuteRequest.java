package se.regstat.standalone.wps;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What an Execute asks for.
 *
 * @param raw the one output wanted as it is, without a document around it
 * @param outputs wanted in the document; empty for all
 * @param store whether the answer is to be kept, and told where
 * @param status whether to answer at once, before it is done
 */
record ExecuteRequest(
        Offered process,
        List<Input> inputs,
        Optional<Output> raw,
        List<Output> outputs,
        boolean store,
        boolean status,
        boolean lineage) {

    /** The same without its inputs, which may be large. */
    ExecuteRequest withoutInputs() {
        return new ExecuteRequest(process, List.of(), raw, outputs, store, status, lineage);
    }

    /** Whether an output is to be fetched later. */
    boolean isReferred() {
        return raw.isEmpty() && outputs.stream().anyMatch(Output::asReference);
    }

    /**
     * One value of an input: a text, an XML element, or a reference.
     *
     * @param mimeType as said by the client, for texts and references
     * @param xml the document that a complex value is, if it is XML
     */
    record Input(
            String identifier,
            Optional<String> text,
            Optional<Element> xml,
            Optional<Reference> reference,
            Optional<String> mimeType) {}

    /** @param body of a POST */
    record Reference(String href, Optional<Element> body) {}

    record Output(String identifier, Optional<String> mimeType, boolean asReference) {}
}
