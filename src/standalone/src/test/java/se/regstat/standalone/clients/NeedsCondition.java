package se.regstat.standalone.clients;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import se.regstat.statistics.Required;

/** Carries out {@link Needs}. */
final class NeedsCondition implements BeforeAllCallback, BeforeEachCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        check(context, type.getAnnotation(Needs.class), type.getSimpleName());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        String name = context.getRequiredTestClass().getSimpleName() + "." + method.getName();
        check(context, method.getAnnotation(Needs.class), name);
    }

    private static void check(ExtensionContext context, Needs needs, String test) {
        LeftOut leftOut = LeftOut.of(context);
        if (needs == null) return;
        String lacking = Arrays.stream(needs.value())
                .map(Need::lacking)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        if (lacking.isEmpty()) return;
        if (Required.here()) Assertions.fail("the client tests are required here, but " + lacking);
        leftOut.note(test, lacking);
        Assumptions.abort(lacking);
    }
}
