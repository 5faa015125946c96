package se.regstat.geotools;

import org.geotools.api.feature.Feature;
import org.geotools.api.filter.identity.FeatureId;

/** A row's id, written when it is asked for: renderers ask for none, and a map is drawn of thousands of rows. */
final class RowId implements FeatureId {

    private final Table table;
    private final int row;
    private String text;

    RowId(Table table, int row) {
        this.table = table;
        this.row = row;
    }

    @Override
    public String getID() {
        if (text == null) text = table.id(row);
        return text;
    }

    @Override
    public String getRid() {
        return getID();
    }

    @Override
    public String getPreviousRid() {
        return null;
    }

    @Override
    public String getFeatureVersion() {
        return null;
    }

    @Override
    public boolean matches(Object feature) {
        return feature instanceof Feature f && equalsExact(f.getIdentifier());
    }

    @Override
    public boolean equalsExact(FeatureId other) {
        return equalsFID(other) && getRid().equals(other.getRid()) && other.getPreviousRid() == null;
    }

    @Override
    public boolean equalsFID(FeatureId other) {
        return other != null && getID().equals(other.getID());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureId id && equalsFID(id);
    }

    @Override
    public int hashCode() {
        return getID().hashCode();
    }

    @Override
    public String toString() {
        return getID();
    }
}
