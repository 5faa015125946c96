package se.regstat.geoserver.layers;

import java.util.List;
import org.geoserver.catalog.LayerGroupInfo;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.text.Texts;

/**
 * A group as it is to be.
 *
 * @param mode SINGLE for one that is drawn, CONTAINER for a heading in the tree that clients show
 * @param bounds EPSG:3006 (E, N); not null, without which GeoServer leaves the group out
 * @param members the names of layers and groups, in order
 * @param isRoot whether capabilities that have nothing else begin with it, and set no root over it
 */
public record PlannedGroup(
        String name,
        Texts.Description description,
        LayerGroupInfo.Mode mode,
        Envelope bounds,
        List<String> members,
        boolean isRoot) {

    /** What there is to compare with when a group is not wanted any more. */
    static final PlannedGroup GONE = new PlannedGroup(
            "", Texts.Description.NONE, LayerGroupInfo.Mode.SINGLE, PlannedLayer.GONE.bounds(), List.of(), false);

    public PlannedGroup {
        bounds = new Envelope(bounds);
        members = List.copyOf(members);
    }
}
