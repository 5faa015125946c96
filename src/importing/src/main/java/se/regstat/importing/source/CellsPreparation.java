package se.regstat.importing.source;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import se.regstat.importing.KindColumn;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.grid.CellsImport;
import se.regstat.importing.wfs.WfsLayers;
import se.regstat.importing.wfs.WfsRequest;
import se.regstat.statistics.ancillary.WeightedPoints;

/**
 * Prepares population grids. Only names of cells and numbers are fetched, for a name says where its cell lies. Of some kommuner, it is
 * the cells that touch the boxes around these, if they are in the store: asked for by their eastings, with which names begin, so that
 * nothing depends on the order of axes.
 */
final class CellsPreparation {

    private final Errand errand;

    CellsPreparation(Errand errand) {
        this.errand = errand;
    }

    PreparedPopulation of(Recipe recipe, Content.Cells cells, List<String> notes) {
        KindColumn.refuseRestricted(cells.persons(), errand.configuration());
        List<Envelope> boxes = errand.ground().stream()
                .map(kommun -> kommun.getEnvelopeInternal())
                .toList();
        if (boxes.isEmpty() && !errand.whole()) {
            notes.add(recipe.id() + " was taken whole, since the store does not have kommun "
                    + String.join(", ", errand.wanted().kommuner()) + " to take a part by");
        }
        Problems problems = new Problems(cells.from().layer());
        CellsImport taken = new CellsImport(
                OptionalInt.of(cells.size()),
                cells.persons().stream().map(KindColumn::kind).toList(),
                problems);
        List<String> columns = cells.persons().stream().map(KindColumn::column).toList();
        Place.WfsLayer layer = cells.from();
        new WfsLayers(errand.downloads(), errand.progress())
                .read(
                        new WfsRequest(
                                layer.service(),
                                layer.layer(),
                                layer.sort(),
                                boxes.isEmpty() ? "" : strip(cells, boxes),
                                Stream.concat(Stream.of(cells.corner()), columns.stream())
                                        .toList(),
                                recipe.expected().columns(),
                                boxes.isEmpty() ? recipe.expected().hits() : OptionalInt.empty(),
                                recipe.advice()),
                        properties -> {
                            String id = properties.at(cells.corner()).text();
                            if (boxes.isEmpty() || isIn(boxes, id, cells.size())) {
                                taken.add(
                                        id,
                                        columns.stream()
                                                .map(column ->
                                                        properties.at(column).text())
                                                .toList());
                            }
                        });
        PreparedPopulation prepared =
                taken.prepared(cells.name(), cells.year(), layer.service() + ", " + layer.layer(), recipe.source());
        if (prepared.population().size() == 0) {
            throw new ImportException(recipe.id() + " has nobody in its cells; nothing was stored: " + recipe.advice());
        }
        if (!errand.wanted().replace()) refuseVanishing(recipe, cells, boxes);
        return prepared;
    }

    private static String strip(Content.Cells cells, List<Envelope> boxes) {
        Envelope all = new Envelope();
        boxes.forEach(all::expandToInclude);
        return "%s BETWEEN '%06d0000000' AND '%06d9999999'"
                .formatted(cells.corner(), (int) all.getMinX() - cells.size(), (int) all.getMaxX());
    }

    /** Also if it is not named as cells are, for that to be told. */
    private static boolean isIn(List<Envelope> boxes, String id, int size) {
        if (!id.matches("\\d{13}")) return true;
        int easting = Integer.parseInt(id.substring(0, 6));
        int northing = Integer.parseInt(id.substring(6));
        Envelope cell = new Envelope(easting, easting + size, northing, northing + size);
        return boxes.stream().anyMatch(cell::intersects);
    }

    /** A part that is fetched after another takes its place, and should not do so silently. */
    private void refuseVanishing(Recipe recipe, Content.Cells cells, List<Envelope> boxes) {
        if (boxes.isEmpty()) return;
        for (WeightedPoints held : errand.scratch().populations()) {
            if (!held.name().equals(cells.name())) continue;
            double half = cells.size() / 2.0;
            double[] eastings = held.eastings();
            double[] northings = held.northings();
            long vanishing = IntStream.range(0, held.size())
                    .mapToObj(i -> new Envelope(new Coordinate(eastings[i], northings[i])))
                    .filter(cell -> {
                        cell.expandBy(half);
                        return boxes.stream().noneMatch(cell::intersects);
                    })
                    .count();
            if (vanishing == 0) continue;
            throw new ImportException(recipe.id() + " is in the store with " + vanishing
                    + " cells that were not asked for now; nothing was stored. Name their kommuner too with --kommun,"
                    + " or say --replace if they are to go");
        }
    }
}
