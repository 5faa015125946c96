package se.regstat.importing.pxweb;

import java.util.LinkedHashMap;
import java.util.Map;
import se.regstat.importing.format.ImportException;
import se.regstat.importing.format.JsonStat;
import se.regstat.importing.table.Membership;
import se.regstat.statistics.format.JsonValue;

/** Code lists of PxWeb, version 2. */
public final class CodeLists {

    private CodeLists() {}

    /**
     * What a code list whose values are groups says of its members.
     *
     * @param document the answer of {@code …/codelists/ID}
     * @param name of it, for messages
     * @throws ImportException if it is no such list, or has a member in two groups
     */
    public static Membership membership(byte[] document, String name) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> groups = new LinkedHashMap<>();
        for (JsonValue value : JsonStat.json(document, name).at("values").items()) {
            String group = value.at("code").text();
            names.put(group, value.at("label").text());
            for (JsonValue member : value.at("valueMap").items()) {
                String other = groups.put(member.text(), group);
                if (other != null && !other.equals(group)) {
                    throw new ImportException(
                            name + " has " + member.text() + " in two groups, " + other + " and " + group);
                }
            }
        }
        if (groups.isEmpty()) {
            throw new ImportException(name + " is no code list with members: it should have values, each with a code, a"
                    + " label and a list valueMap");
        }
        return new Membership(names, groups);
    }
}
