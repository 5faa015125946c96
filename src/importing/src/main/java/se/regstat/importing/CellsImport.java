package se.regstat.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.locationtech.jts.geom.Envelope;
import se.regstat.importing.format.Checksum;
import se.regstat.importing.format.Problems;
import se.regstat.statistics.ancillary.WeightedPoints;
import se.regstat.statistics.indicator.Provenance;

/**
 * Takes in the cells of a grid that are named by their lower left corner: easting and northing in EPSG:3006, six digits and seven,
 * as SCB names them. Each becomes a point in its middle, with how many live there. Cells where nobody lives are left out.
 */
public final class CellsImport {

    private static final Envelope SWEDEN = new Envelope(100_000, 1_000_000, 6_000_000, 7_800_000);

    private final double size;
    private final Problems problems;
    private final Set<String> seen = new HashSet<>();
    private final DoubleStream.Builder eastings = DoubleStream.builder();
    private final DoubleStream.Builder northings = DoubleStream.builder();
    private final DoubleStream.Builder persons = DoubleStream.builder();
    private final MessageDigest digest = Checksum.digest();

    /** @param size side of a cell in metres */
    public CellsImport(double size, Problems problems) {
        this.size = size;
        this.problems = problems;
    }

    /** One cell. What is wrong with it is added to the problems. */
    public void add(String id, String count) {
        if (!id.matches("\\d{13}")) {
            problems.add(
                    "cell '" + id + "'",
                    "it is not named by its corner: six digits of easting and seven of northing, as in 3520006860000");
            return;
        }
        double easting = Integer.parseInt(id.substring(0, 6)) + size / 2;
        double northing = Integer.parseInt(id.substring(6)) + size / 2;
        if (!SWEDEN.contains(easting, northing)) {
            problems.add("cell " + id, "it lies outside Sweden; its name should be easting, then northing");
        } else if (!seen.add(id)) {
            problems.add("cell " + id, "it came before already");
        } else if (!count.matches("\\d{1,9}(\\.0*)?")) {
            problems.add("cell " + id, "'" + count + "' is not a number of persons; it should be 0 or more");
        } else {
            double number = Double.parseDouble(count);
            if (number == 0) return;
            eastings.add(easting);
            northings.add(northing);
            persons.add(number);
            digest.update((id + " " + count + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * All of them. @throws se.regstat.importing.format.ImportException if there were problems
     *
     * @param from where they come from, a name or an address
     */
    public PreparedPopulation prepared(String name, int year, String from, String source) {
        problems.refuseIfAny();
        Provenance provenance =
                new Provenance(Instant.now().truncatedTo(ChronoUnit.SECONDS), from, Checksum.text(digest), source);
        return new PreparedPopulation(
                new WeightedPoints(
                        name,
                        year,
                        eastings.build().toArray(),
                        northings.build().toArray(),
                        persons.build().toArray(),
                        size,
                        provenance),
                List.of());
    }
}
