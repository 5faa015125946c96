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
import se.regstat.statistics.Required;

/**
 * Tests on a database of {@link PostgresServer}: left out, with the reason, where PostgreSQL with PostGIS is not installed; they
 * fail there instead where everything is {@link Required}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsPostgres.Condition.class)
public @interface NeedsPostgres {

    /** Whether there is one. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Required.here() || PostgresServer.programs().isPresent()
                    ? ConditionEvaluationResult.enabled("PostgreSQL with PostGIS is there, or required")
                    : ConditionEvaluationResult.disabled("left out: PostgreSQL with PostGIS is not installed"
                            + " (Debian: postgresql-15 and postgresql-15-postgis-3)");
        }
    }
}
