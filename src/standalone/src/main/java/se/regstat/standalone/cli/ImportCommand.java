package se.regstat.standalone.cli;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        description =
                "Brings divisions, local names, code lists, indicators, change logs, points of events, flows between areas, masks or populations into the store. An import is one transaction: if any row is wrong, nothing is stored.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "division|names|codes|indicators|pxweb|changes|events|flows|mask|population",
        subcommands = {
            ImportDivision.class,
            ImportNames.class,
            ImportCodes.class,
            ImportIndicators.class,
            ImportPxWeb.class,
            ImportChanges.class,
            ImportEvents.class,
            ImportFlows.class,
            ImportMask.class,
            ImportPopulation.class
        })
final class ImportCommand implements Runnable {

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(),
                "say what to import: division, names, codes, indicators, pxweb, changes, events, flows, mask or population");
    }
}
