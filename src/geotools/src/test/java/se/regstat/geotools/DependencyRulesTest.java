package se.regstat.geotools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the module may use, so that one jar runs with GeoTools 33 (JAI, javax) and 35 (ImageN, jakarta). */
@AnalyzeClasses(packages = "se.regstat.geotools", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {

    /** FreeMarker fills the styles. Left out of GeoTools: coverages and images, which moved from JAI to ImageN. No Spring, GeoServer or servlet at all. */
    @ArchTest
    static final ArchRule it_knows_the_subject_jts_and_the_stable_parts_of_geotools = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "se.regstat.geotools..",
                    "se.regstat.statistics..",
                    "java..",
                    "javax.sql..",
                    "freemarker..",
                    "org.locationtech.jts..",
                    "org.geotools.api.data..",
                    "org.geotools.api.feature..",
                    "org.geotools.api.filter..",
                    "org.geotools.api.geometry..",
                    "org.geotools.api.referencing..",
                    "org.geotools.api.util..",
                    "org.geotools.data..",
                    "org.geotools.factory..",
                    "org.geotools.feature..",
                    "org.geotools.filter..",
                    "org.geotools.geometry..",
                    "org.geotools.process",
                    "org.geotools.process.factory..",
                    "org.geotools.referencing..",
                    "org.geotools.util..");

    @ArchTest
    static final ArchRule its_rooms_do_not_call_in_circles =
            slices().matching("se.regstat.geotools.(*)..").should().beFreeOfCycles();
}
