package se.regstat.standalone.clients;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

final class SitesThere implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        for (Site site : Site.ALL) {
            if (!site.isThere()) {
                LeftOut.of(context)
                        .note(
                                context.getRequiredTestClass().getSimpleName() + " with " + site,
                                "../shared/data/goteborgsregionen.gpkg is not there");
            }
        }
        return Site.ALL.stream().filter(Site::isThere).map(Arguments::of);
    }
}
