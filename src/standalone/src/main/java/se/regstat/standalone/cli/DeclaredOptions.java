package se.regstat.standalone.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import se.regstat.statistics.request.Arguments;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Kind;
import se.regstat.statistics.request.Operation;
import se.regstat.statistics.request.Parameter;

/** The options of a command that an operation's declaration has. They stand first in its help. */
final class DeclaredOptions {

    private static final Door HERE = Door.COMMAND_LINE;

    private final Operation operation;
    private final CommandSpec command;

    /** Gives the command the options. Where a division or polygons say for which areas, exactly one of both is needed. */
    DeclaredOptions(Operation operation, CommandSpec command) {
        this.operation = operation;
        this.command = command;
        List<OptionSpec> areas = new ArrayList<>();
        int order = -operation.parameters().size() - 1;
        for (Parameter<?> parameter : operation.at(HERE)) {
            OptionSpec option = option(parameter, order++);
            if (isForAreas(parameter)) areas.add(option);
            else command.addOption(option);
        }
        if (areas.size() < 2) {
            areas.forEach(command::addOption);
            return;
        }
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().exclusive(true).multiplicity("1");
        areas.forEach(group::addArg);
        command.addArgGroup(group.build());
    }

    private static boolean isForAreas(Parameter<?> parameter) {
        return parameter.kind().form() == Kind.Form.POLYGONS || parameter.kind().form() == Kind.Form.DIVISION;
    }

    /** What was given. @throws se.regstat.statistics.request.ReaggregationException if anything is no value of its kind */
    Arguments given() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (Parameter<?> parameter : operation.at(HERE)) {
            Object value = command.findOption(parameter.at(HERE)).getValue();
            if (value instanceof List<?> texts) {
                given.put(
                        parameter.at(HERE), texts.stream().map(String::valueOf).toList());
            } else if (value != null) {
                given.put(parameter.at(HERE), List.of(value.toString()));
            }
        }
        return Arguments.read(operation, HERE, given);
    }

    private static OptionSpec option(Parameter<?> parameter, int order) {
        Kind<?> kind = parameter.kind();
        OptionSpec.Builder option = OptionSpec.builder(parameter.at(HERE))
                .order(order)
                .required(parameter.required())
                .description(described(parameter));
        if (kind.form() == Kind.Form.FLAG) return option.type(boolean.class).build();
        option.paramLabel(label(kind.form())).arity("1");
        return kind.isRepeated()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    /** A percent sign would be taken for a format. */
    private static String described(Parameter<?> parameter) {
        Kind<?> kind = parameter.kind();
        String said = parameter.details().en();
        if (kind.form().isOfFeatures()) said += ". A file: GeoPackage, GeoJSON or CSV with WKT";
        boolean hasDefault = kind.form() != Kind.Form.FLAG && kind.otherwise().isPresent();
        return (said + (hasDefault ? ". Default: " + kind.otherwise().get() : "")).replace("%", "%%");
    }

    private static String label(Kind.Form form) {
        return switch (form) {
            case TEXT -> "NAME";
            case LIST -> "ID";
            case FLAG -> "";
            case SHARE -> "SHARE";
            case CHOICE, CHOICES -> "KIND";
            case NUMBER -> "N";
            case PERIODS -> "YEARS";
            case DIVISION -> "ID@YEAR";
            case POLYGONS, POINTS -> "FILE";
            case COLUMN -> "COL";
        };
    }
}
