package se.regstat.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the modules stand to one another: each knows only those below it. */
@AnalyzeClasses(packages = "se.regstat", importOptions = MainClasses.class)
class DependencyRulesTest {

    @ArchTest
    static final ArchRule dependencies_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("se.regstat..")
            .layer("statistics")
            .definedBy("se.regstat.statistics..")
            .layer("importing")
            .definedBy("se.regstat.importing..")
            .layer("geotools")
            .definedBy("se.regstat.geotools..")
            .layer("geoserver")
            .definedBy("se.regstat.geoserver..")
            .layer("catalog")
            .definedBy("se.regstat.catalog..")
            .layer("standalone")
            .definedBy("se.regstat.standalone..")
            .whereLayer("standalone")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("importing")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("geoserver")
            .mayOnlyBeAccessedByLayers("standalone")
            .whereLayer("geotools")
            .mayOnlyBeAccessedByLayers("geoserver", "standalone");

    @ArchTest
    static final ArchRule only_the_host_knows_spring = noClasses()
            .that()
            .resideInAnyPackage("se.regstat.statistics..", "se.regstat.geotools..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule nobody_needs_a_servlet_container =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.servlet..", "jakarta.servlet..");

    /** The services see layers, not the plugin's side of the catalog. */
    @ArchTest
    static final ArchRule services_know_only_the_view_of_the_catalog = noClasses()
            .that()
            .resideInAnyPackage(
                    "se.regstat.standalone.wms..",
                    "se.regstat.standalone.wfs..",
                    "se.regstat.standalone.render..",
                    "se.regstat.standalone.style..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.geoserver..", "se.regstat.geoserver..");
}
