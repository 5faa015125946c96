package se.regstat.importing.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Provenance;
import se.regstat.statistics.indicator.PublishedValues;
import se.regstat.statistics.indicator.Status;

/** The values of an indicator in a year for the areas of a vintage, as they come in. */
public final class ValueSlot {

    private static final byte UNSET = -1;

    private final Indicator indicator;
    private final AreaCodes areas;
    private final int year;
    private final double[] values;
    private final byte[] statuses;
    private final int[] places;

    ValueSlot(Indicator indicator, AreaCodes areas, int year) {
        this.indicator = indicator;
        this.areas = areas;
        this.year = year;
        values = new double[areas.codes().size()];
        statuses = new byte[values.length];
        places = new int[values.length];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(statuses, UNSET);
    }

    public Indicator indicator() {
        return indicator;
    }

    public AreaCodes areas() {
        return areas;
    }

    public int year() {
        return year;
    }

    boolean isSet(int area) {
        return statuses[area] != UNSET;
    }

    public boolean hasValue(int area) {
        return isSet(area) && status(area).hasValue();
    }

    Status status(int area) {
        return Status.of(statuses[area]);
    }

    public double value(int area) {
        return values[area];
    }

    /** Where in the file an area's value was. */
    int place(int area) {
        return places[area];
    }

    void set(int area, double value, Status status, int place) {
        values[area] = status.hasValue() ? value : Double.NaN;
        statuses[area] = status.code();
        places[area] = place;
    }

    /** How many areas have this status. */
    public int count(Status status) {
        int count = 0;
        for (byte code : statuses) if (code == status.code()) count++;
        return count;
    }

    public PublishedValues published(Provenance provenance) {
        List<String> codes = new ArrayList<>();
        double[] told = new double[values.length];
        byte[] toldStatuses = new byte[values.length];
        for (int area = 0; area < values.length; area++) {
            if (!isSet(area)) continue;
            told[codes.size()] = values[area];
            toldStatuses[codes.size()] = statuses[area];
            codes.add(areas.codes().get(area));
        }
        return new PublishedValues(
                indicator.id(),
                areas.id(),
                year,
                codes,
                Arrays.copyOf(told, codes.size()),
                Arrays.copyOf(toldStatuses, codes.size()),
                provenance);
    }
}
