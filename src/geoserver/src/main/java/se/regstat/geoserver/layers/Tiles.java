package se.regstat.geoserver.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.gwc.GWC;
import org.geoserver.gwc.config.GWCConfig;
import org.geoserver.gwc.layer.GeoServerTileLayer;
import org.geowebcache.filter.parameters.ParameterFilter;
import org.geowebcache.filter.parameters.StringParameterFilter;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Property;

/**
 * The tiles that the GeoWebCache within GeoServer keeps of our layers. By itself it answers for every year with the same
 * tile, and goes on doing so when the data has changed. Its classes are in all GeoServers but stripped ones; this class is the
 * only one to use them.
 */
public final class Tiles {

    private static final String TIME = "TIME";
    private static final String KEPT = "kept";

    private final GWC cache;
    private final Ledger ledger;

    private Tiles(GWC cache, Ledger ledger) {
        this.cache = cache;
        this.ledger = ledger;
    }

    /** Empty if there is no GeoWebCache here, or not yet. */
    public static Optional<Tiles> of(Ledger ledger) {
        try {
            return Optional.of(new Tiles(GWC.get(), ledger));
        } catch (NullPointerException | LinkageError e) {
            // The first is how GeoServer says not yet.
            return Optional.empty();
        }
    }

    /**
     * Has tiles kept of a layer or a group if GeoServer keeps them of every new one: it does not hear of those that were published before it was
     * up. It is asked once; what an administrator does with them then is theirs.
     *
     * @param name as in {@code workspace:name}
     */
    public void keep(String name, CatalogInfo layer) {
        String key = "tiles " + name;
        if (ledger.value(key, KEPT).isPresent()) return;
        if (ledger.value(key, TIME).isPresent()) {
            // An earlier version, which did not ask, has seen tiles of it.
            ledger.record(key, KEPT, "since before");
            return;
        }
        GWCConfig defaults = cache.getConfig();
        if (cache.getTileLayer(layer) == null && defaults.isCacheLayersByDefault() && defaults.isSane()) {
            cache.autoConfigureLayers(List.of(name), defaults);
        }
        ledger.record(key, KEPT, "asked for");
    }

    /** Sees to it that the tiles of different years are different ones, if any are kept of the layer. */
    public void keepApart(CatalogInfo layer, List<Integer> years) {
        GeoServerTileLayer tiles = cache.getTileLayer(layer);
        if (tiles == null || years.isEmpty()) return;
        List<String> values = years.stream().flatMap(Tiles::spelt).toList();
        String latest = years.get(years.size() - 1).toString();
        Property time = new Property(
                TIME, () -> told(tiles.getInfo().getParameterFilter(TIME)), told(values, latest), () -> tiles.getInfo()
                        .addParameterFilter(filter(values, latest)));
        if (ledger.update("tiles " + tiles.getName(), List.of(time))) {
            tiles.resetParameterFilters();
            cache.save(tiles);
        }
    }

    /** As capabilities tell a year, and as people write it. */
    private static Stream<String> spelt(int year) {
        String day = year + "-01-01";
        return Stream.of("" + year, day, day + "T00:00:00.000Z", day + "T00:00:00Z");
    }

    private static ParameterFilter filter(List<String> values, String latest) {
        StringParameterFilter filter = new StringParameterFilter();
        filter.setKey(TIME);
        filter.setValues(values);
        filter.setDefaultValue(latest);
        return filter;
    }

    private static String told(ParameterFilter filter) {
        if (filter == null) return "";
        return filter instanceof StringParameterFilter
                ? told(filter.getLegalValues(), filter.getDefaultValue())
                : "not a list of values";
    }

    private static String told(List<String> values, String otherwise) {
        return String.join(", ", values) + "; else " + otherwise;
    }

    /** Throws away what is kept of a layer or a group. */
    public void truncate(CatalogInfo layer) {
        GeoServerTileLayer tiles = cache.getTileLayer(layer);
        if (tiles != null) cache.truncate(tiles.getName());
    }

    /** Has no tiles offered of a group that cannot be drawn: GeoServer offers those of every new group. */
    public void withhold(LayerGroupInfo heading) {
        GeoServerTileLayer tiles = cache.getTileLayer(heading);
        if (tiles != null) cache.removeTileLayers(List.of(tiles.getName()));
    }
}
