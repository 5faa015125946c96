package se.regstat.importing.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import se.regstat.importing.KindColumn;
import se.regstat.importing.PreparedPopulation;
import se.regstat.importing.format.GeoFile;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.Problems;
import se.regstat.importing.format.Progress;
import se.regstat.statistics.format.CsvLines;

/** Reads cells of a grid from a table or a layer, row by row; geometries that come with them are not read. */
public final class CellTable {

    private static final int PROGRESS_STEP = 10_000;

    private final GeoFile file;
    private final String cell;
    private final OptionalInt side;
    private final Progress progress;

    /**
     * @param cell column with the cells' names
     * @param side of a cell in metres; empty if names say it
     */
    public CellTable(GeoFile file, String cell, OptionalInt side, Progress progress) {
        this.file = file;
        this.cell = cell;
        this.side = side;
        this.progress = progress;
    }

    /**
     * @param kinds columns with numbers of persons
     * @throws ImportException if the file has no such columns, or anything in it is wrong, with the reasons
     */
    public PreparedPopulation read(List<KindColumn> kinds, String name, int year, String source) {
        Problems problems = new Problems(file.file().toString());
        CellsImport cells =
                new CellsImport(side, kinds.stream().map(KindColumn::kind).toList(), problems);
        progress.begin("reading " + file.file().getFileName(), 0);
        List<String> notes = new ArrayList<>(file.readAttributes(new Rows(kinds, cells), problems));
        PreparedPopulation prepared = cells.prepared(name, year, file.provenance(source));
        if (prepared.population().size() == 0) {
            throw new ImportException(file.file() + " has nobody in its cells");
        }
        return new PreparedPopulation(prepared.population(), notes);
    }

    private final class Rows implements CsvLines.Hearer {
        private final List<KindColumn> kinds;
        private final CellsImport cells;
        private int ofCell;
        private int[] ofKinds = {};
        private int read;

        Rows(List<KindColumn> kinds, CellsImport cells) {
            this.kinds = kinds;
            this.cells = cells;
        }

        @Override
        public void columns(List<String> names) {
            ofCell = place(names, cell);
            ofKinds =
                    kinds.stream().mapToInt(kind -> place(names, kind.column())).toArray();
        }

        private int place(List<String> names, String column) {
            int place = names.indexOf(column);
            if (place >= 0) return place;
            throw new ImportException(
                    file.file() + " has no column '" + column + "'; its columns are: " + String.join(", ", names));
        }

        @Override
        public void row(long line, List<String> fields) {
            if (++read % PROGRESS_STEP == 0) progress.at(read);
            List<String> counts = new ArrayList<>(ofKinds.length);
            for (int column : ofKinds) counts.add(fields.get(column).strip());
            cells.add(fields.get(ofCell).strip(), counts);
        }
    }
}
