package se.regstat.geoserver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.logging.Logger;

/** What the module may use, so that one zip runs in GeoServer 2.27 (JAI, javax, Spring 5) and 3.0 (ImageN, jakarta, Spring 7). */
@AnalyzeClasses(packages = "se.regstat.geoserver", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {

    /** No servlets, no coverages and images, no Jackson, which GeoServer changes from one version to the next. */
    @ArchTest
    static final ArchRule it_knows_the_subject_and_what_all_geoservers_share = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "se.regstat.geoserver..",
                    "se.regstat.geotools..",
                    "se.regstat.statistics..",
                    "java..",
                    "javax.xml.transform..",
                    "freemarker..",
                    "org.locationtech.jts.geom..",
                    "org.geoserver",
                    "org.geoserver.catalog",
                    "org.geoserver.catalog.event",
                    "org.geoserver.catalog.impl",
                    "org.geoserver.config",
                    "org.geoserver.config.impl",
                    "org.geoserver.config.util",
                    "org.geoserver.gwc..",
                    "org.geowebcache..",
                    "org.geoserver.ows..",
                    "org.geoserver.platform",
                    "org.geoserver.platform.resource",
                    "org.geoserver.security",
                    "org.geoserver.wfs.request",
                    "org.geoserver.wps.ppio",
                    "org.geotools.api.referencing..",
                    "org.geotools.api.style..",
                    "org.geotools.api.util..",
                    "org.geotools.geometry.jts..",
                    "org.geotools.api.data..",
                    "org.geotools.data..",
                    "org.geotools.api.feature..",
                    "org.geotools.api.filter..",
                    "org.geotools.factory",
                    "org.geotools.feature..",
                    "org.geotools.process",
                    "org.geotools.referencing..",
                    "org.geotools.styling",
                    "org.geotools.util..",
                    "org.snakeyaml.engine..",
                    "org.xml.sax");

    @ArchTest
    static final ArchRule it_imports_nothing_into_stores =
            noClasses().should().dependOnClassesThat().resideInAPackage("se.regstat.importing..");

    /** GeoServers can be stripped of it. */
    @ArchTest
    static final ArchRule one_class_alone_knows_the_cache_of_tiles = noClasses()
            .that()
            .doNotHaveSimpleName("Tiles")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.geoserver.gwc..", "org.geowebcache..");

    /** WPS is an extension. */
    @ArchTest
    static final ArchRule one_class_alone_knows_the_formats_of_the_wps = noClasses()
            .that()
            .doNotHaveSimpleName("ResultFormat")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.geoserver.wps..");

    /** GeoServer's log has only what came by way of GeoTools' loggers; java.util.logging's own go to the container's. */
    @ArchTest
    static final ArchRule it_writes_to_the_log_of_geoserver =
            noClasses().should().callMethod(Logger.class, "getLogger", String.class);
}
