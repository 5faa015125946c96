package se.regstat.standalone.wms;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The times that a request asks for (WMS 1.3.0, annexes C and D): points, ranges, or the layer's latest ({@code current}). What is
 * written with less than full accuracy means all of it: {@code 2023} is the whole year. All in UTC where nothing else is said.
 *
 * @param wanted not empty; an empty member is the layer's latest
 */
record TimeRequest(List<Optional<Range>> wanted) {

    /** As many points as a range with a step may come to, and a list hold, as in a GeoServer. */
    private static final int MOST_VALUES = 100;

    TimeRequest {
        wanted = List.copyOf(wanted);
    }

    /** Both ends included; a point where they are the same. */
    record Range(Instant from, Instant to) {}

    /**
     * Empty without the parameter TIME, or if it has no value.
     *
     * @throws WmsException {@code InvalidDimensionValue} for what is not a time
     */
    static Optional<TimeRequest> of(Parameters p) throws WmsException {
        Optional<String> text = p.optional("TIME").filter(t -> !t.isEmpty());
        if (text.isEmpty()) return Optional.empty();
        List<Optional<Range>> wanted = new ArrayList<>();
        for (String member : text.get().split(",", -1)) {
            try {
                String time = member.strip();
                if (time.equalsIgnoreCase("current")) wanted.add(Optional.empty());
                else for (Range range : ranges(time)) wanted.add(Optional.of(range));
            } catch (DateTimeParseException | ArithmeticException e) {
                throw invalid("TIME=" + Parameters.shortened(text.get())
                        + " is not a time: 2023, 2023-01-01, 2023-01-01T00:00:00Z, current, a list as in 2020,2023"
                        + " or a range as in 2020/2023 are");
            }
            if (wanted.size() > MOST_VALUES) {
                throw invalid("TIME=" + Parameters.shortened(text.get()) + " is more than " + MOST_VALUES
                        + " times; leave out the step of a range to have all that lies in it");
            }
        }
        return Optional.of(new TimeRequest(wanted));
    }

    private static WmsException invalid(String message) {
        return new WmsException("InvalidDimensionValue", "time", message);
    }

    private static List<Range> ranges(String text) throws WmsException {
        String[] parts = text.split("/", -1);
        Range first = accurate(parts[0]);
        if (parts.length == 1) return List.of(first);
        Range last = accurate(parts[1]);
        if (first.from().isAfter(last.to())) {
            throw invalid("TIME=" + Parameters.shortened(text) + " ends before it begins");
        }
        if (parts.length == 2) return List.of(new Range(first.from(), last.to()));
        if (parts.length > 3) throw new DateTimeParseException("more than a range", text, 0);
        UnaryOperator<ZonedDateTime> step = step(parts[2]);
        List<Range> points = new ArrayList<>();
        ZonedDateTime point = first.from().atZone(ZoneOffset.UTC);
        while (!point.toInstant().isAfter(last.to()) && points.size() <= MOST_VALUES) {
            points.add(new Range(point.toInstant(), point.toInstant()));
            point = step.apply(point);
        }
        return points;
    }

    private static UnaryOperator<ZonedDateTime> step(String text) {
        if (text.contains("T")) {
            Duration duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) throw new DateTimeParseException("no step", text, 0);
            return t -> t.plus(duration);
        }
        Period period = Period.parse(text);
        if (period.isNegative() || period.isZero()) throw new DateTimeParseException("no step", text, 0);
        return t -> t.plus(period);
    }

    private static Range accurate(String written) {
        String text = written.strip().toUpperCase(Locale.ROOT);
        if (text.equals("PRESENT")) return point(Instant.now());
        if (text.matches("\\d{4}"))
            return until(
                    Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1));
        if (text.matches("\\d{4}-\\d\\d")) {
            YearMonth month = YearMonth.parse(text);
            return until(month.atDay(1), month.plusMonths(1).atDay(1));
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dZ?")) {
            LocalDate day = LocalDate.parse(text.replace("Z", ""));
            return until(day, day.plusDays(1));
        }
        boolean zoned = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)");
        return point(
                zoned
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    }

    private static Range until(LocalDate from, LocalDate next) {
        return new Range(
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                next.atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1));
    }

    private static Range point(Instant instant) {
        return new Range(instant, instant);
    }
}
