package se.regstat.standalone.clients;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a client test cannot do without and a machine may lack. */
enum Need {
    GDAL("gdal-bin") {
        @Override
        boolean isThere() {
            return onPath("ogr2ogr") && onPath("gdal_translate");
        }
    },
    OWSLIB("python3-owslib") {
        @Override
        boolean isThere() {
            return python("import owslib");
        }
    },
    RDFLIB("python3-rdflib") {
        @Override
        boolean isThere() {
            return python("import rdflib");
        }
    },
    PROMETHEUS("python3-prometheus-client") {
        @Override
        boolean isThere() {
            return python("import prometheus_client");
        }
    },
    QGIS("python3-qgis and qgis-providers") {
        @Override
        boolean isThere() {
            return python("import qgis.core");
        }
    },
    CHROMIUM("chromium") {
        @Override
        boolean isThere() {
            return Files.isExecutable(Path.of(Programs.CHROMIUM));
        }
    },
    PLAYWRIGHT("nodejs and npm; then npm ci in src/standalone/src/test/clients") {
        @Override
        boolean isThere() {
            return module("playwright-core");
        }
    },
    JSONSTAT("nodejs and npm; then npm ci in src/standalone/src/test/clients") {
        @Override
        boolean isThere() {
            return module("jsonstat-toolkit");
        }
    };

    private final String comesFrom;

    Need(String comesFrom) {
        this.comesFrom = comesFrom;
    }

    abstract boolean isThere();

    /** What is lacking and where it comes from; empty if it is there. */
    Optional<String> lacking() {
        return isThere() ? Optional.empty() : Optional.of(name() + " is not installed (Debian: " + comesFrom + ")");
    }

    private static boolean module(String name) {
        return onPath("node") && Files.isDirectory(Programs.scripts().resolve("node_modules/" + name));
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean python(String statement) {
        return Files.isExecutable(Path.of(Programs.PYTHON))
                && Programs.status(List.of(Programs.PYTHON, "-c", statement), Duration.ofSeconds(60)) == 0;
    }
}
