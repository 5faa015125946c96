package se.regstat.importing.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which group each of some areas belongs to, such as a labour market region each kommun.
 *
 * @param names of the groups, by their codes; a name may be empty
 * @param groups codes of groups by the codes of their members
 */
public record Membership(Map<String, String> names, Map<String, String> groups) {

    public Membership {
        names = Map.copyOf(new LinkedHashMap<>(names));
        groups = Map.copyOf(groups);
    }

    /** The members of a group. */
    public Set<String> members(String group) {
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().equals(group))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
