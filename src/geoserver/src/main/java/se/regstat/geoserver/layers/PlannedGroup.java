package se.regstat.geoserver.layers;

import java.util.List;
import java.util.Optional;
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
 * @param records of what is in it, in place of the records of each
 */
public record PlannedGroup(
        String name,
        Texts.Description description,
        LayerGroupInfo.Mode mode,
        Envelope bounds,
        List<String> members,
        boolean isRoot,
        Optional<References.Link> records) {

    /** What there is to compare with when a group is not wanted any more. */
    static final PlannedGroup GONE = new PlannedGroup(
            "", Texts.Description.NONE, LayerGroupInfo.Mode.SINGLE, PlannedLayer.GONE.bounds(), List.of(), false);

    /** One that the records of its layers are told with. */
    public PlannedGroup(
            String name,
            Texts.Description description,
            LayerGroupInfo.Mode mode,
            Envelope bounds,
            List<String> members,
            boolean isRoot) {
        this(name, description, mode, bounds, members, isRoot, Optional.empty());
    }

    /** The same with one link to all records: a heading would repeat those of each layer that stands under it. */
    public PlannedGroup with(Optional<References.Link> records) {
        return new PlannedGroup(name, description, mode, bounds, members, isRoot, records);
    }

    public PlannedGroup {
        bounds = new Envelope(bounds);
        members = List.copyOf(members);
    }
}
