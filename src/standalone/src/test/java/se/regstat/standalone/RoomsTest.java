package se.regstat.standalone;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of all modules: each is a room with doors in one direction. */
@AnalyzeClasses(packages = "se.regstat", importOptions = MainClasses.class)
class RoomsTest {

    @ArchTest
    static final ArchRule rooms_do_not_call_in_circles =
            slices().matching("se.regstat.(**)").should().beFreeOfCycles();
}
