package se.regstat.statistics.request;

import java.util.Locale;
import java.util.Map;

/** Where a question is asked. Each door spells parameters and their settings in its own way. */
public enum Door {
    /** WPS and other callers of processes: {@code minimumCoverage=0.5}. */
    PROCESS {
        @Override
        String name(String declared) {
            return declared;
        }
    },
    /** A plain address, asked with its parameters alone: {@code minimumCoverage=0.5}. */
    ADDRESS {
        @Override
        String name(String declared) {
            return declared;
        }
    },
    /** The same address with boundaries in the body of the request. */
    BODY {
        @Override
        String name(String declared) {
            return declared;
        }
    },
    /** {@code --minimum-coverage 0.5}, and {@code --approximate} of flags. */
    COMMAND_LINE {
        @Override
        String name(String declared) {
            return "--" + separated(declared, "-");
        }

        @Override
        String setting(Parameter<?> parameter, String value) {
            boolean flag = parameter.kind().form() == Kind.Form.FLAG && value.equals("true");
            return flag ? parameter.at(this) : parameter.at(this) + " " + value;
        }
    },
    /** {@code derived.yml} and {@code analysis.yml}: {@code minimum_coverage: 0.5}. */
    CONFIGURATION {
        @Override
        String name(String declared) {
            return separated(declared, "_");
        }

        @Override
        String setting(Parameter<?> parameter, String value) {
            return parameter.at(this) + ": " + value;
        }
    },
    /** The dialog of the plugin for QGIS, by whose names scripts call it: {@code MINIMUM_COVERAGE}. Its readers see titles. */
    DIALOG {
        @Override
        String name(String declared) {
            return separated(declared, "_").toUpperCase(Locale.ROOT);
        }

        @Override
        String told(Parameter<?> parameter) {
            return parameter.title().both();
        }

        @Override
        String setting(Parameter<?> parameter, String value) {
            return told(parameter) + " = " + value;
        }
    };

    /** How a name in the declaration's form is written here, unless the parameter says otherwise. */
    abstract String name(String declared);

    /** What a parameter is called in messages. */
    String told(Parameter<?> parameter) {
        return parameter.at(this);
    }

    /** A parameter with a value, as it is to be written. */
    String setting(Parameter<?> parameter, String value) {
        return parameter.at(this) + "=" + value;
    }

    /** The spelling of an operation's parameters here. What is no parameter is told as it is. */
    Spelling spelling(Map<String, Parameter<?>> parameters) {
        return new Spelling() {
            @Override
            public String parameter(String name) {
                Parameter<?> parameter = parameters.get(name);
                return parameter == null ? name : told(parameter);
            }

            @Override
            public String setting(String name, String value) {
                Parameter<?> parameter = parameters.get(name);
                return parameter == null
                        ? Spelling.AS_DECLARED.setting(name, value)
                        : Door.this.setting(parameter, value);
            }
        };
    }

    private static String separated(String camel, String by) {
        return camel.replaceAll("([A-Z])", by + "$1").toLowerCase(Locale.ROOT);
    }
}
