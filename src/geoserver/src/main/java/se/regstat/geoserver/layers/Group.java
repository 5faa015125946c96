package se.regstat.geoserver.layers;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Envelope;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geoserver.ledger.Property;
import se.regstat.geoserver.text.Texts;
import se.regstat.geotools.Sweref99Tm;
import se.regstat.statistics.snapshot.VintageAreas;

/** The group of the newest vintages. */
public final class Group {

    public static final String GROUP = "divisions_current";

    private final Catalog catalog;
    private final Ledger ledger;
    private final Workspace workspace;

    public Group(Catalog catalog, Ledger ledger, Workspace workspace) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.workspace = workspace;
    }

    /** Empty if it is not in the catalog. */
    public Optional<LayerGroupInfo> info() {
        return Optional.ofNullable(catalog.getLayerGroupByName(workspace.info(), GROUP));
    }

    /** @return whether it is in the catalog */
    public boolean publish(List<VintageAreas> levels, Texts.Description description) {
        LayerGroupInfo existing = catalog.getLayerGroupByName(workspace.info(), GROUP);
        List<PublishedInfo> layers = levels.stream()
                .map(level ->
                        (PublishedInfo) workspace.layer(level.vintage().id().layerName()))
                .toList();
        if (layers.isEmpty()) return false;
        Envelope extent = new Envelope();
        levels.forEach(level -> extent.expandToInclude(level.bounds()));
        return ledger.publish(
                "group " + GROUP,
                existing,
                catalog.getFactory()::createLayerGroup,
                group -> {
                    group.setName(GROUP);
                    group.setWorkspace(workspace.info());
                    group.setMode(LayerGroupInfo.Mode.SINGLE);
                },
                group -> propertiesOf(group, layers, extent, description),
                catalog::add,
                catalog::save);
    }

    private List<Property> propertiesOf(
            LayerGroupInfo group, List<PublishedInfo> layers, Envelope extent, Texts.Description description) {
        Property title = Properties.text("title", group::getTitle, description.title(), group::setTitle);
        Property text = Properties.text("abstract", group::getAbstract, description.text(), group::setAbstract);
        return List.of(
                title,
                text,
                Properties.both(
                        ledger,
                        "group " + GROUP,
                        title,
                        group::getInternationalTitle,
                        description.title(),
                        group::setInternationalTitle),
                Properties.both(
                        ledger,
                        "group " + GROUP,
                        text,
                        group::getInternationalAbstract,
                        description.text(),
                        group::setInternationalAbstract),
                new Property(
                        "layers", () -> layersAndStyles(group.getLayers(), group.getStyles()), names(layers), () -> {
                            group.getLayers().clear();
                            group.getStyles().clear();
                            for (PublishedInfo layer : layers) {
                                group.getLayers().add(layer);
                                group.getStyles().add(null);
                            }
                        }),
                Properties.bounds(
                        "bounds",
                        group::getBounds,
                        new ReferencedEnvelope(extent, Sweref99Tm.crs()),
                        group::setBounds));
    }

    private static String names(Collection<PublishedInfo> layers) {
        return layers.stream().map(PublishedInfo::getName).collect(joining(", "));
    }

    private static String layersAndStyles(List<PublishedInfo> layers, List<StyleInfo> styles) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            StyleInfo style = i < styles.size() ? styles.get(i) : null;
            String layer = layers.get(i) == null ? "" : layers.get(i).getName();
            names.add(style == null ? layer : layer + " as " + style.getName());
        }
        return String.join(", ", names);
    }

    /** Takes a layer out of our group, where an administrator's choice of layers kept it there. */
    void leave(String name) {
        LayerGroupInfo group = catalog.getLayerGroupByName(workspace.info(), GROUP);
        if (group == null || !ledger.knows("group " + GROUP)) return;
        boolean found = false;
        for (int i = group.getLayers().size() - 1; i >= 0; i--) {
            PublishedInfo layer = group.getLayers().get(i);
            if (layer == null || !layer.getName().equals(name)) continue;
            found = true;
            group.getLayers().remove(i);
            if (i < group.getStyles().size()) group.getStyles().remove(i);
        }
        if (!found) return;
        if (group.getLayers().isEmpty()) {
            catalog.remove(group);
            ledger.forget("group " + GROUP);
        } else {
            catalog.save(group);
        }
    }
}
