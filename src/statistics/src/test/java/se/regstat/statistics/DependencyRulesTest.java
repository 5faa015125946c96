package se.regstat.statistics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The subject knows JTS and JDBC, and none of those who publish it. */
@AnalyzeClasses(packages = "se.regstat.statistics", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {

    @ArchTest
    static final ArchRule it_knows_only_the_subject_and_small_libraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "se.regstat.statistics..",
                    "java..",
                    "org.locationtech.jts..",
                    "javax.crypto..",
                    "javax.naming..",
                    "javax.net.ssl..",
                    "javax.sql..",
                    "org.sqlite..",
                    "org.postgresql..",
                    "de.siegmar.fastcsv..",
                    "com.google.gson..",
                    "org.hipparchus..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "org.snakeyaml.engine..");

    /** The plugin, which has no Flyway, reads stores of PostgreSQL all the same. */
    @ArchTest
    static final ArchRule one_room_alone_knows_postgresql = noClasses()
            .that()
            .resideOutsideOfPackage("se.regstat.statistics.store.postgis..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.postgresql..", "javax.naming..");

    @ArchTest
    static final ArchRule it_draws_nothing =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.awt..");

    @ArchTest
    static final ArchRule its_rooms_do_not_call_in_circles =
            slices().matching("se.regstat.statistics.(*)..").should().beFreeOfCycles();
}
