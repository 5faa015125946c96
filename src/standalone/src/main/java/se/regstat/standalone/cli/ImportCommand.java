package se.regstat.standalone.cli;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        description =
                "Brings divisions or local names into the store. An import is one transaction: if any row is wrong, nothing is stored.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "division|names|mask|population",
        subcommands = {ImportDivision.class, ImportNames.class, ImportMask.class, ImportPopulation.class})
final class ImportCommand implements Runnable {

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "say what to import: division, names, mask or population");
    }
}
