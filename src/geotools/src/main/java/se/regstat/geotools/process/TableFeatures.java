package se.regstat.geotools.process;

import java.util.Iterator;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.identity.FeatureIdImpl;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;
import se.regstat.geotools.reprojection.Sweref99Tm;
import se.regstat.statistics.request.FigureTable;
import se.regstat.statistics.request.Result;

/** A table of figures as features, of the columns that are declared; without geometry unless one of these is one. */
public final class TableFeatures extends ResultFeatures {

    private final FigureTable table;

    private TableFeatures(SimpleFeatureType type, FigureTable table) {
        super(type);
        this.table = table;
    }

    static TableFeatures of(Result declared, FigureTable table) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(declared.name());
        for (Result.Column column : declared.columns()) {
            if (Geometry.class.isAssignableFrom(column.type()))
                type.add(column.name(), column.type(), Sweref99Tm.crs());
            else type.add(column.name(), column.type());
        }
        return new TableFeatures(type.buildFeatureType(), table);
    }

    @Override
    public List<String> notes() {
        return table.notes();
    }

    @Override
    public int size() {
        return table.rows().size();
    }

    /** Empty where rows have no place. */
    @Override
    public ReferencedEnvelope getBounds() {
        ReferencedEnvelope bounds = new ReferencedEnvelope(Sweref99Tm.crs());
        for (List<Object> row : table.rows()) {
            row.forEach(value -> {
                if (value instanceof Geometry geometry) bounds.expandToInclude(geometry.getEnvelopeInternal());
            });
        }
        return bounds;
    }

    @Override
    public SimpleFeatureIterator features() {
        Iterator<List<Object>> rows = table.rows().iterator();
        return new SimpleFeatureIterator() {
            private int number;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public SimpleFeature next() {
                String id = getSchema().getTypeName() + "." + ++number;
                return new SimpleFeatureImpl(rows.next().toArray(), getSchema(), new FeatureIdImpl(id), false);
            }

            @Override
            public void close() {}
        };
    }
}
