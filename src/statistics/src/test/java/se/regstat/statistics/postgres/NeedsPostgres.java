package se.regstat.statistics.postgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests on a database of {@link PostgresServer}: left out, with the reason, where PostgreSQL with PostGIS is not installed. With
 * {@code -Dregstat.clients=required} (or REGSTAT_CLIENTS=required in the environment) they fail there instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsPostgres.Condition.class)
public @interface NeedsPostgres {

    /** Whether there is one. */
    final class Condition implements ExecutionCondition {

        private static final boolean REQUIRED = "required".equals(System.getProperty("regstat.clients"))
                || "required".equals(System.getenv("REGSTAT_CLIENTS"));

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return REQUIRED || PostgresServer.programs().isPresent()
                    ? ConditionEvaluationResult.enabled("PostgreSQL with PostGIS is there, or required")
                    : ConditionEvaluationResult.disabled("left out: PostgreSQL with PostGIS is not installed"
                            + " (Debian: postgresql-15 and postgresql-15-postgis-3)");
        }
    }
}
