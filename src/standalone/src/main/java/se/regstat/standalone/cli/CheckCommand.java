package se.regstat.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import se.regstat.geoserver.metadata.Datasets;
import se.regstat.geoserver.metadata.Gaps;
import se.regstat.geotools.IndicatorLayers;
import se.regstat.importing.check.StoreCheck;
import se.regstat.importing.check.StoreCheck.Finding;
import se.regstat.standalone.options.StoreCommand;
import se.regstat.statistics.config.Configuration;
import se.regstat.statistics.observation.Observations;
import se.regstat.statistics.snapshot.Snapshot;
import se.regstat.statistics.store.Store;
import se.regstat.statistics.store.StoreUrl;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Looks through store and configuration for what is wrong or lacking, also in harvesters' eyes.",
            "Exit status: 0 if nothing is wrong (something may be lacking), 1 if something is."
        })
final class CheckCommand extends StoreCommand {

    @Override
    public Integer call() {
        Configuration configuration = storeOptions.configuration();
        StoreUrl url = storeOptions.store(configuration);
        PrintWriter out = out();
        try (Store store = url.open(StoreUrl.Mode.READ_ONLY)) {
            List<Finding> findings = new ArrayList<>(StoreCheck.of(store, configuration));
            StoreCheck.readers(url, configuration).ifPresent(findings::add);
            Observations observations = Observations.of(Snapshot.of(store), configuration);
            Gaps.of(Datasets.of(observations, IndicatorLayers.of(observations.snapshot(), observations)))
                    .forEach(gap -> findings.add(new Finding(false, gap.toString())));
            out.println("store " + url + ", configuration " + configuration.directory());
            findings.forEach(finding -> out.println((finding.wrong() ? "wrong: " : "lacking: ") + finding.text()));
            long wrong = findings.stream().filter(Finding::wrong).count();
            out.println(wrong + " wrong, " + (findings.size() - wrong) + " lacking");
            return wrong > 0 ? 1 : 0;
        }
    }
}
