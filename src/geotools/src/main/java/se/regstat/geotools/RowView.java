package se.regstat.geotools;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.feature.simple.SimpleFeatureImpl;

/** A row of a table, as a feature to be read. Only what is asked for is computed, and anew every time. */
final class RowView extends SimpleFeatureImpl {

    private static final Object[] NOTHING = {};

    private final Table table;
    private final int row;

    RowView(Table table, int row) {
        super(NOTHING, table.type(), null, false);
        this.table = table;
        this.row = row;
    }

    @Override
    public FeatureId getIdentifier() {
        return table.identifier(row);
    }

    @Override
    public String getID() {
        return table.id(row);
    }

    @Override
    public int getNumberOfAttributes() {
        return table.type().getAttributeCount();
    }

    @Override
    public int getAttributeCount() {
        return table.type().getAttributeCount();
    }

    @Override
    public Object getAttribute(int attribute) {
        return table.value(row, attribute);
    }

    @Override
    public Object getAttribute(String name) {
        int attribute = table.type().indexOf(name);
        return attribute < 0 ? null : table.value(row, attribute);
    }

    @Override
    public Object getAttribute(Name name) {
        return getAttribute(name.getLocalPart());
    }

    @Override
    public List<Object> getAttributes() {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < getAttributeCount(); i++) values.add(getAttribute(i));
        return values;
    }

    @Override
    public Object getDefaultGeometry() {
        int geometry = table.type().indexOf(Table.GEOMETRY);
        return geometry < 0 ? null : table.value(row, geometry);
    }

    private SimpleFeature copy() {
        return new SimpleFeatureImpl(getAttributes(), table.type(), getIdentifier());
    }

    @Override
    public Collection<Property> getProperties() {
        return copy().getProperties();
    }

    @Override
    public Collection<Property> getProperties(Name name) {
        return copy().getProperties(name);
    }

    @Override
    public Collection<Property> getProperties(String name) {
        return copy().getProperties(name);
    }

    @Override
    public Property getProperty(Name name) {
        return copy().getProperty(name);
    }

    @Override
    public Property getProperty(String name) {
        return copy().getProperty(name);
    }

    @Override
    public Collection<? extends Property> getValue() {
        return copy().getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowView view && view.table == table && view.row == row;
    }

    @Override
    public int hashCode() {
        return row;
    }
}
