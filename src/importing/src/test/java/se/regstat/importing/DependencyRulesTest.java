package se.regstat.importing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports know the subject and the libraries that read files, and none of those who publish it. */
@AnalyzeClasses(packages = "se.regstat.importing", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {

    @ArchTest
    static final ArchRule it_knows_only_the_subject_and_small_libraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "se.regstat.importing..",
                    "se.regstat.statistics..",
                    "java..",
                    "javax.net.ssl..",
                    "org.w3c.dom..",
                    "org.locationtech.jts..",
                    "org.sqlite..",
                    "javax.sql..",
                    "org.flywaydb..",
                    "dev.failsafe..",
                    "org.apache.commons.compress..",
                    "org.dhatim.fastexcel.reader..");

    @ArchTest
    static final ArchRule one_room_alone_makes_tables = noClasses()
            .that()
            .resideOutsideOfPackage("se.regstat.importing.postgis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");

    @ArchTest
    static final ArchRule its_rooms_do_not_call_in_circles =
            slices().matching("se.regstat.(**)").should().beFreeOfCycles();
}
