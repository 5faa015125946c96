package se.regstat.standalone.harvest;

import java.io.StringReader;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import se.regstat.geoserver.metadata.dcat.RdfSyntax;

/** Apache Jena as a reader of what we write. Warnings are errors. */
final class Rdf {

    private Rdf() {}

    static Model read(String document, RdfSyntax syntax) {
        Lang lang =
                switch (syntax) {
                    case RDF_XML -> Lang.RDFXML;
                    case TURTLE -> Lang.TURTLE;
                    case JSON_LD -> Lang.JSONLD11;
                };
        Model model = ModelFactory.createDefaultModel();
        RDFParser.create()
                .source(new StringReader(document))
                .lang(lang)
                .strict(true)
                .errorHandler(ErrorHandlerFactory.errorHandlerStrict)
                .parse(model);
        return model;
    }
}
