package se.regstat.geoserver;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The zip that users unpack into GeoServer's WEB-INF/lib. Runs after packaging. */
@EnabledIfSystemProperty(named = "regstat.zip", matches = ".+")
class PluginZipTest {

    /** What GeoServer 2.27 and 3.0 both carry, beside the JDK. sqlite-jdbc comes with gt-geopkg, PostgreSQL's driver with gt-jdbc-postgis, FreeMarker with gs-main. */
    private static final List<String> IN_EVERY_GEOSERVER = List.of(
            "org.geotools.",
            "org.locationtech.jts.",
            "org.geoserver.",
            "org.geowebcache.",
            "org.sqlite.",
            "org.postgresql.",
            "freemarker.");

    /** Of Gson's own build; the virtual machine passes over annotations that are not there. */
    private static final String ANNOTATIONS = "com.google.errorprone.annotations.";

    @TempDir
    static Path lib;

    private static final List<String> files = new ArrayList<>();
    private static final List<JarFile> jars = new ArrayList<>();

    @BeforeAll
    static void unpack() throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("regstat.zip"))) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                files.add(entry.getName());
                assertThat(entry.getName()).as("all lies at the root").doesNotContain("/");
                Path file = lib.resolve(entry.getName());
                try (InputStream in = zip.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(file)) {
                    in.transferTo(out);
                }
                if (entry.getName().endsWith(".jar")) jars.add(new JarFile(file.toFile()));
            }
        }
    }

    @Test
    void it_holds_our_jars_the_licence_and_the_libraries_that_no_geoserver_carries() {
        assertThat(files.stream().map(name -> name.replaceFirst("-\\d.*\\.jar", ".jar")))
                .containsExactlyInAnyOrder(
                        "regstat-statistics.jar",
                        "regstat-geotools.jar",
                        "regstat-geoserver.jar",
                        "snakeyaml-engine.jar",
                        "gson.jar",
                        "fastcsv.jar",
                        "hipparchus-clustering.jar",
                        "hipparchus-core.jar",
                        "hipparchus-stat.jar",
                        "regstat-LICENSE.txt",
                        "regstat-README.txt");
    }

    @Test
    void the_bill_of_materials_of_a_release_lists_what_is_in_it() throws IOException {
        Path bom = Path.of(System.getProperty("regstat.bom"));
        assumeTrue(Files.exists(bom), "no bill of materials is made but with -Prelease");
        List<String> listed = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(bom)) {
            JsonObject document = JsonParser.parseReader(reader).getAsJsonObject();
            listed.add(jarOf(document.getAsJsonObject("metadata").getAsJsonObject("component")));
            document.getAsJsonArray("components").forEach(component -> listed.add(jarOf(component.getAsJsonObject())));
        }
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        files.stream().filter(name -> name.endsWith(".jar")).toList());
    }

    private static String jarOf(JsonObject component) {
        return component.get("name").getAsString() + "-"
                + component.get("version").getAsString() + ".jar";
    }

    @Test
    void its_class_files_are_for_java_17_or_less() throws IOException {
        int seen = 0;
        for (JarFile jar : jars) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/versions/")) continue;
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
                    assertThat(in.readUnsignedShort())
                            .as("minor version of %s", entry)
                            .isZero();
                    assertThat(in.readUnsignedShort())
                            .as("major version of %s", entry)
                            .isLessThanOrEqualTo(61);
                }
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    @Test
    void it_calls_nothing_but_itself_the_jdk_and_what_every_geoserver_carries() {
        JavaClasses inside = new ClassFileImporter().importJars(jars);
        TreeSet<String> missing = inside.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(c -> !c.isPrimitive() && !inside.contain(c.getName()))
                .map(JavaClass::getName)
                .filter(name -> !inJdk(name) && !isThere(name) && !name.startsWith(ANNOTATIONS))
                .collect(toCollection(TreeSet::new));
        assertThat(missing).isEmpty();
    }

    @Test
    void it_does_not_bring_the_slice_along() {
        assertThat(jars).allSatisfy(jar -> assertThat(jar.stream().map(JarEntry::getName))
                .noneMatch(name -> name.startsWith("org/geoserver/") || name.startsWith("org/geotools/")));
    }

    @Test
    void what_geoserver_looks_for_by_name_is_there() throws IOException {
        assertThat(jars.stream().filter(j -> j.getEntry("applicationContext.xml") != null))
                .hasSize(1);
        assertThat(jars.stream()
                        .filter(j -> j.getEntry("META-INF/services/org.geotools.api.data.DataStoreFactorySpi") != null))
                .hasSize(1);
    }

    private static boolean inJdk(String name) {
        try {
            Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Declared in the slice, or in the GeoTools that this is compiled against. */
    private static boolean isThere(String name) {
        return IN_EVERY_GEOSERVER.stream().anyMatch(name::startsWith)
                && PluginZipTest.class.getResource("/" + name.replace('.', '/') + ".class") != null;
    }
}
