package se.regstat.geoserver.layers;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.logging.Logging;
import se.regstat.geoserver.ledger.Ledger;
import se.regstat.geoserver.ledger.Properties;
import se.regstat.geoserver.ledger.Property;
import se.regstat.geotools.reprojection.Sweref99Tm;

/** Brings groups into the workspace, and takes them away again. A group may hold groups. */
public final class Groups {

    private static final Logger LOGGER = Logging.getLogger(Groups.class);

    private final Catalog catalog;
    private final Ledger ledger;
    private final Workspace workspace;

    public Groups(Catalog catalog, Ledger ledger, Workspace workspace) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.workspace = workspace;
    }

    /** Those that the plugin made and that are still there. */
    public List<LayerGroupInfo> ours() {
        return catalog.getLayerGroupsByWorkspace(workspace.info()).stream()
                .filter(group -> ledger.knows(key(group.getName())))
                .toList();
    }

    private static String key(String name) {
        return "group " + name;
    }

    /** Null if there is none. */
    private LayerGroupInfo find(String name) {
        return catalog.getLayerGroupByName(workspace.info(), name);
    }

    /** With those of its members that are there. @return whether it is in the catalog */
    public boolean publish(PlannedGroup planned) {
        List<PublishedInfo> members = planned.members().stream()
                .map(this::member)
                .filter(Objects::nonNull)
                .toList();
        if (members.isEmpty()) return false;
        return workspace.publish(
                key(planned.name()),
                find(planned.name()),
                catalog.getFactory()::createLayerGroup,
                group -> {
                    group.setName(planned.name());
                    group.setWorkspace(workspace.info());
                    group.setMode(planned.mode());
                },
                group -> propertiesOf(group, planned, members),
                catalog::add,
                catalog::save,
                catalog::getLayerGroup);
    }

    private PublishedInfo member(String name) {
        PublishedInfo layer = workspace.layer(name);
        return layer != null ? layer : find(name);
    }

    private List<Property> propertiesOf(LayerGroupInfo group, PlannedGroup planned, List<PublishedInfo> members) {
        Property title =
                Properties.text("title", group::getTitle, planned.description().title(), group::setTitle);
        Property text = Properties.text(
                "abstract", group::getAbstract, planned.description().text(), group::setAbstract);
        return List.of(
                title,
                text,
                Properties.both(
                        ledger,
                        key(planned.name()),
                        title,
                        group::getInternationalTitle,
                        planned.description().title(),
                        group::setInternationalTitle),
                Properties.both(
                        ledger,
                        key(planned.name()),
                        text,
                        group::getInternationalAbstract,
                        planned.description().text(),
                        group::setInternationalAbstract),
                new Property(
                        "layers", () -> layersAndStyles(group.getLayers(), group.getStyles()), names(members), () -> {
                            group.getLayers().clear();
                            group.getStyles().clear();
                            for (PublishedInfo member : members) {
                                group.getLayers().add(member);
                                group.getStyles().add(null);
                            }
                        }),
                new Property("root", () -> isRoot(group) ? "root" : "", planned.isRoot() ? "root" : "", () -> {
                    if (planned.isRoot()) group.getMetadata().put(PublishedInfo.ROOT_IN_CAPABILITIES, false);
                    else group.getMetadata().remove(PublishedInfo.ROOT_IN_CAPABILITIES);
                }),
                ReferenceProperties.of(group, planned.records(), catalog.getFactory()),
                Properties.bounds(
                        "bounds",
                        group::getBounds,
                        new ReferencedEnvelope(planned.bounds(), Sweref99Tm.crs()),
                        group::setBounds));
    }

    private static boolean isRoot(LayerGroupInfo group) {
        return Boolean.FALSE.equals(group.getMetadata().get(PublishedInfo.ROOT_IN_CAPABILITIES, Boolean.class));
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

    /** Takes away a group that is not wanted any more, unless it was edited. @return whether it is in the catalog */
    public boolean retire(String name) {
        LayerGroupInfo group = find(name);
        if (group != null && ledger.edited(key(name), propertiesOf(group, PlannedGroup.GONE, List.of()))) return true;
        try {
            remove(name);
            return false;
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, "Regstat cannot remove group {0}, which it needs no more: {1}", new Object[] {
                name, e.getMessage()
            });
            return true;
        }
    }

    /** Takes away a group, edited or not. @throws IllegalArgumentException if a group of somebody else's holds it */
    public void remove(String name) {
        leave(name);
        LayerGroupInfo group = find(name);
        if (group != null) catalog.remove(group);
        ledger.forget(key(name));
    }

    /** Takes a layer or a group out of our groups, where an administrator's choice kept it there; those left empty go. */
    void leave(String name) {
        for (LayerGroupInfo group : ours()) {
            if (!takeOut(name, group)) continue;
            if (group.getLayers().isEmpty()) remove(group.getName());
            else catalog.save(group);
        }
    }

    private static boolean takeOut(String name, LayerGroupInfo group) {
        boolean found = false;
        for (int i = group.getLayers().size() - 1; i >= 0; i--) {
            PublishedInfo layer = group.getLayers().get(i);
            if (layer == null || !layer.getName().equals(name)) continue;
            found = true;
            group.getLayers().remove(i);
            if (i < group.getStyles().size()) group.getStyles().remove(i);
        }
        return found;
    }
}
