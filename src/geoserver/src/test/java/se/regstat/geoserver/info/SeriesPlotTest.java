package se.regstat.geoserver.info;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.GeometryFactory;
import se.regstat.statistics.division.Area;
import se.regstat.statistics.division.AreaName;
import se.regstat.statistics.division.NameOrigin;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Origin;
import se.regstat.statistics.indicator.Reason;
import se.regstat.statistics.indicator.Status;
import se.regstat.statistics.observation.AreaSeries;

/** What the plot of a series shows. */
class SeriesPlotTest {

    private static String plot(int from, int to) {
        List<AreaSeries.Point> points = IntStream.rangeClosed(from, to)
                .mapToObj(year -> new AreaSeries.Point(
                        year,
                        VintageId.parse("deso@2025"),
                        year - 2000.5,
                        Status.NORMAL,
                        Origin.PUBLISHED,
                        Reason.NONE,
                        "",
                        false,
                        Double.NaN))
                .toList();
        Area area = new Area(
                "0114A0010",
                "Ön",
                Optional.empty(),
                Map.of(),
                new GeometryFactory().createMultiPolygon(),
                OptionalDouble.empty());
        AreaSeries series = new AreaSeries(
                Indicator.undescribed("people"), "deso", area, new AreaName("Ön", NameOrigin.PUBLISHED), points);
        return SeriesPlot.of(series, Locale.forLanguageTag("sv-SE"));
    }

    @Test
    void years_are_joined_by_a_line() {
        assertThat(plot(2020, 2023)).contains("class=\"line\"").contains("<circle");
    }

    @Test
    void one_year_is_told_in_words_instead_of_a_plot_with_one_dot() {
        assertThat(plot(2022, 2022))
                .contains(">2022: 21,5 (bara ett år finns)</text>")
                .doesNotContain("<circle")
                .doesNotContain("<path");
    }
}
