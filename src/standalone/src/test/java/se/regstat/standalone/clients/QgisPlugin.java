package se.regstat.standalone.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The plugin for QGIS, loaded there without a window.
 *
 * @param place its folder, or its zip
 */
record QgisPlugin(Path place) {

    static final QgisPlugin FOLDER = new QgisPlugin(Programs.root().resolve("config/qgis/regstat"));

    /** What came of questions, as {@code qgis_plugin_client.py} describes them. */
    JsonNode ask(String url, List<Map<String, Object>> questions, String... lists) {
        return Programs.script(
                List.of(
                        Programs.PYTHON,
                        Programs.scripts().resolve("qgis_plugin_client.py").toString()),
                Map.of("url", url, "plugin", place.toString(), "questions", questions, "lists", List.of(lists)));
    }
}
