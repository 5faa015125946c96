package se.regstat.statistics.division;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which areas a vintage of a division has, as somebody who should know lists them: evidence of whether all are in a store, for which
 * the vintage itself need not be there.
 *
 * @param areas by code, each once
 * @param source who says so, may be empty
 * @param imported when, from which file (name only) and with which SHA-256
 */
public record CodeList(
        VintageId vintage, List<Listed> areas, String source, Instant imported, String importedFrom, String checksum) {

    /** @throws IllegalArgumentException if a code is told twice */
    public CodeList {
        areas = areas.stream().sorted(Comparator.comparing(Listed::code)).toList();
        Set<String> codes = new HashSet<>();
        for (Listed area : areas) {
            if (!codes.add(area.code())) throw new IllegalArgumentException(area.code() + " is listed twice");
        }
    }

    /**
     * One area of the list.
     *
     * @param name may be empty
     * @param parents codes of areas it lies in, by the id of their division
     */
    public record Listed(String code, String name, Map<String, String> parents) {

        public Listed {
            parents = Map.copyOf(parents);
        }
    }

    public Set<String> codes() {
        return areas.stream().map(Listed::code).collect(Collectors.toUnmodifiableSet());
    }
}
