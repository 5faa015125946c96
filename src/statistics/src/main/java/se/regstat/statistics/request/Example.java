package se.regstat.statistics.request;

import java.util.ArrayList;
import java.util.List;

/**
 * A question as it may be asked, which each door spells its own way.
 *
 * @param settings in the order they are written in
 */
public record Example(List<Setting> settings) {

    /** @param value as text */
    public record Setting(Parameter<?> parameter, String value) {}

    public Example {
        settings = List.copyOf(settings);
    }

    /** Of nothing yet. */
    public Example() {
        this(List.of());
    }

    /** The same with one more setting. */
    public Example with(Parameter<?> parameter, String value) {
        List<Setting> more = new ArrayList<>(settings);
        more.add(new Setting(parameter, value));
        return new Example(more);
    }

    /** Whether everything in it can be asked at a door. */
    public boolean isFor(Door door) {
        return settings.stream().allMatch(setting -> setting.parameter().isAt(door));
    }

    /** Whether polygons or points of the asker's are part of it. */
    public boolean hasFeatures() {
        return settings.stream()
                .anyMatch(setting -> setting.parameter().kind().form().isOfFeatures());
    }

    /** What is written at a door: each setting that it takes. */
    public List<String> at(Door door) {
        return settings.stream()
                .filter(setting -> setting.parameter().isAt(door))
                .map(setting -> door.setting(setting.parameter(), setting.value()))
                .toList();
    }
}
