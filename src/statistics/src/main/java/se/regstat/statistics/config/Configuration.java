package se.regstat.statistics.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.regstat.statistics.division.Division;
import se.regstat.statistics.division.VintageId;
import se.regstat.statistics.division.YearRange;
import se.regstat.statistics.indicator.Indicator;
import se.regstat.statistics.indicator.Reliability;
import se.regstat.statistics.indicator.Theme;
import se.regstat.statistics.request.Door;
import se.regstat.statistics.request.Parameter;
import se.regstat.statistics.request.ReaggregationDeclaration;

/**
 * What is published and how, from a folder of YAML files ({@code regstat.yml}, {@code divisions.yml}, {@code
 * indicators.yml}). For a file that is
 * not there the defaults hold that come with the program. Immutable.
 */
public final class Configuration {

    private static final List<String> FILES =
            List.of("regstat.yml", "divisions.yml", "indicators.yml", "derived.yml", "analysis.yml");

    private final Path directory;
    private final Path files;
    private final String fingerprint;
    private final Instant modified;
    private final Optional<String> store;
    private final String workspace;
    private final Selection selection;
    private final Publishing publishing;
    private final Harvesting harvesting;
    private final DownloadFiles downloads;
    private final YamlMapping limits;
    private final ReaggregationLimits reaggregationLimits;
    private final Reliability.Limits reliability;
    private final Map<String, Division> divisions = new LinkedHashMap<>();
    private final Map<VintageId, YearRange> validity = new LinkedHashMap<>();
    private final Map<String, Theme> themes = new LinkedHashMap<>();
    private final Map<String, Indicator> indicators = new LinkedHashMap<>();
    private final List<Derived> derived = new ArrayList<>();
    private final List<AnalysisLayer> analyses = new ArrayList<>();

    private Configuration(Path directory, Path files) {
        this.directory = directory;
        this.files = files;
        this.fingerprint = fingerprint(files);
        this.modified = modified(files);
        YamlMapping regstat = file("regstat.yml")
                .only(
                        "store",
                        "workspace",
                        "publish",
                        "publishing",
                        "harvesting",
                        "downloads",
                        "limits",
                        "reliability");
        this.store = regstat.text("store");
        this.workspace = workspace(regstat);
        this.publishing = Publishing.read(regstat.mapping("publishing"));
        this.harvesting = Harvesting.read(regstat.mapping("harvesting"));
        this.downloads = DownloadFiles.read(regstat.mapping("downloads"));
        this.limits = limits(regstat.mapping("limits"));
        this.reaggregationLimits = ReaggregationLimits.read(limits.mapping("reaggregation"));
        this.reliability = reliability(regstat.mapping("reliability"));
        YamlMapping described = file("divisions.yml").only("divisions").mapping("divisions");
        for (String id : described.keys()) DivisionReader.read(id, described, divisions, validity);
        YamlMapping indicatorsFile = file("indicators.yml").only("themes", "indicators");
        YamlMapping subjects = indicatorsFile.mapping("themes");
        for (String id : subjects.keys()) themes.put(id, IndicatorReader.theme(id, subjects));
        YamlMapping measured = indicatorsFile.mapping("indicators");
        for (String id : measured.keys()) indicators.put(id, IndicatorReader.read(id, measured, themes));
        Set<String> ids = new HashSet<>(indicators.keySet());
        themes().forEach(theme -> ids.add(theme.id()));
        this.selection = Selection.read(regstat, ids);
        IndicatorRules rules = new IndicatorRules(indicators, measured);
        rules.checkInputs();
        rules.combine();
        rules.perturb();
        rules.restrict();
        rules.checkCombined();
        YamlMapping toDerive = file("derived.yml").only("derived").mapping("derived");
        for (String division : toDerive.keys()) derived.add(derived(division, toDerive));
        rules.checkToldFor(toDerive.keys());
        YamlMapping toAnalyse = file("analysis.yml").only("layers").mapping("layers");
        for (String id : toAnalyse.keys()) {
            analyses.add(AnalysisLayer.read(id, toAnalyse, themes, indicators));
        }
        analyses.forEach(layer -> indicators.put(layer.indicator().id(), layer.indicator()));
    }

    /** @throws ConfigurationException naming file, line and key of what cannot be used */
    public static Configuration load(Path directory) {
        return new Configuration(directory, directory);
    }

    /** The configuration of a folder as it once was: by copies of its files, made with {@link #copyTo}. */
    public static Configuration load(Path directory, Path copies) {
        return new Configuration(directory, copies);
    }

    /** Copies the files, so that the folder holds those that there are and no others. */
    public void copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : FILES) {
            Path source = files.resolve(file);
            Path copy = folder.resolve(file);
            if (!Files.exists(source)) Files.deleteIfExists(copy);
            else if (!Files.exists(copy) || Files.mismatch(source, copy) >= 0) {
                Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Writes the default files that are not there yet, for an administrator to edit.
     *
     * @throws ConfigurationException if the folder cannot be written to
     */
    public static void writeDefaults(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String file : FILES) {
                Path target = directory.resolve(file);
                if (Files.exists(target)) continue;
                try (InputStream in = defaults(file)) {
                    Files.copy(in, target);
                }
            }
        } catch (IOException e) {
            throw new ConfigurationException(directory + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Whether the files of a folder are those that this was read from, as they were then. */
    boolean isOf(Path folder) {
        return fingerprint.equals(fingerprint(folder)) && modified.equals(modified(folder));
    }

    /** Changes with the files. */
    public String fingerprint() {
        return fingerprint;
    }

    /** When any of the files was last written, as they were read; 1970 for the defaults of the program. */
    public Instant modified() {
        return modified;
    }

    /** Where the files lie; relative paths in them start here. */
    public Path directory() {
        return directory;
    }

    /** The store's url or path, as written in {@code regstat.yml}. */
    public Optional<String> store() {
        return store;
    }

    /** The workspace of all layers in GeoServer. */
    public String workspace() {
        return workspace;
    }

    /** Whether GeoServer is to be left without any layer of ours, as before the plugin goes. */
    public boolean publishesNothing() {
        return selection.isNothing();
    }

    /** Which indicators become layers of their own. */
    public Selection selection() {
        return selection;
    }

    /** What is known of a division: at least its id. */
    public Division division(String id) {
        return Optional.ofNullable(divisions.get(id)).orElseGet(() -> Division.undescribed(id));
    }

    /** Those described in {@code divisions.yml}, in its order. */
    public Collection<Division> divisions() {
        return List.copyOf(divisions.values());
    }

    /** The reference years of a vintage, if {@code divisions.yml} tells. */
    public Optional<YearRange> validity(VintageId id) {
        return Optional.ofNullable(validity.get(id));
    }

    /** The vintages whose years {@code divisions.yml} tells. */
    public Collection<VintageId> vintages() {
        return List.copyOf(validity.keySet());
    }

    /** The vintage of a division that {@code divisions.yml} has for a year. */
    public Optional<VintageId> vintageIn(String division, int year) {
        return validity.entrySet().stream()
                .filter(vintage -> vintage.getKey().division().equals(division)
                        && vintage.getValue().contains(year))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The subjects of indicators, in the order of {@code indicators.yml}; that of those that have none is last. */
    public List<Theme> themes() {
        List<Theme> all = new ArrayList<>(themes.values());
        if (!themes.containsKey(Theme.OTHER.id())) all.add(Theme.OTHER);
        return all;
    }

    /** What is known of an indicator: at least its id. */
    public Indicator indicator(String id) {
        return Optional.ofNullable(indicators.get(id)).orElseGet(() -> Indicator.undescribed(id));
    }

    /** Whether {@code indicators.yml} describes it. */
    public boolean describesIndicator(String id) {
        return indicators.containsKey(id);
    }

    /** Those described in {@code indicators.yml}, in its order. */
    public Collection<Indicator> indicators() {
        return List.copyOf(indicators.values());
    }

    /** Layers of analyses, as {@code analysis.yml} has them. What they show is among the indicators. */
    public List<AnalysisLayer> analyses() {
        return List.copyOf(analyses);
    }

    /** What is re-aggregated and published as layers, as {@code derived.yml} has it. */
    public List<Derived> derived() {
        return List.copyOf(derived);
    }

    public Publishing publishing() {
        return publishing;
    }

    public Harvesting harvesting() {
        return harvesting;
    }

    public DownloadFiles downloads() {
        return downloads;
    }

    /** Of the embedded host, which reads them; GeoServer has settings of its own for the same. */
    public YamlMapping limits() {
        return limits;
    }

    public ReaggregationLimits reaggregationLimits() {
        return reaggregationLimits;
    }

    /** By what the reliability of values goes. */
    public Reliability.Limits reliability() {
        return reliability;
    }

    private static String fingerprint(Path files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : FILES) {
                Path file = files.resolve(name);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                if (Files.exists(file)) digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ConfigurationException(files + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant modified(Path files) {
        Instant latest = Instant.EPOCH;
        try {
            for (String name : FILES) {
                Path file = files.resolve(name);
                if (!Files.exists(file)) continue;
                Instant written = Files.getLastModifiedTime(file).toInstant();
                if (written.isAfter(latest)) latest = written;
            }
            return latest;
        } catch (IOException e) {
            throw new ConfigurationException(files + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private YamlMapping file(String name) {
        Path file = files.resolve(name);
        if (Files.exists(file)) return YamlMapping.read(file);
        try (Reader in = new InputStreamReader(defaults(name), StandardCharsets.UTF_8)) {
            return YamlMapping.read(name, in);
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name, e);
        }
    }

    private static InputStream defaults(String file) {
        return Configuration.class.getResourceAsStream("defaults/" + file);
    }

    private static String workspace(YamlMapping yaml) {
        String workspace = yaml.text("workspace").orElse("regstat");
        if (!workspace.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
            throw yaml.error("workspace", "'" + workspace + "' should be letters, digits, _ . and -, a letter first");
        }
        return workspace;
    }

    private static Reliability.Limits reliability(YamlMapping yaml) {
        yaml.only("high", "fair");
        Reliability.Limits usual = Reliability.Limits.DEFAULT;
        int high = yaml.positive("high", (int) Math.rint(100 * usual.high()));
        int fair = yaml.positive("fair", (int) Math.rint(100 * usual.fair()));
        if (fair <= high) throw yaml.error("fair", "it is a wider interval than high, so more than " + high);
        return new Reliability.Limits(high / 100.0, fair / 100.0);
    }

    private static YamlMapping limits(YamlMapping yaml) {
        return yaml.only(
                "map_width",
                "map_height",
                "body_megabytes",
                "features",
                "layers",
                "request_seconds",
                "concurrent_requests",
                "reference_hosts",
                "reaggregation");
    }

    private static Derived derived(String division, YamlMapping described) {
        YamlMapping yaml = described.mapping(division);
        List<Parameter<?>> parameters = ReaggregationDeclaration.OPERATION.at(Door.CONFIGURATION);
        yaml.only(parameters.stream()
                .map(parameter -> parameter.at(Door.CONFIGURATION))
                .toArray(String[]::new));
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters) {
            String key = parameter.at(Door.CONFIGURATION);
            List<String> given = given(parameter, key, yaml);
            if (!given.isEmpty()) settings.put(key, given);
        }
        List<String> indicators = settings.remove(ReaggregationDeclaration.INDICATORS.at(Door.CONFIGURATION));
        if (indicators == null) {
            throw yaml.error("indicators", "is missing; name those to re-aggregate, as in [population]");
        }
        return new Derived(division, indicators, settings);
    }

    /** What a key has, if it is there. Whether it can be computed with is seen when it is. */
    private static List<String> given(Parameter<?> parameter, String key, YamlMapping yaml) {
        return switch (parameter.kind().form()) {
            case LIST -> yaml.list(key);
            case FLAG ->
                yaml.text(key).map(text -> Boolean.toString(yaml.flag(key, false))).stream()
                        .toList();
            case SHARE -> yaml.decimal(key).stream().mapToObj(Double::toString).toList();
            default -> yaml.text(key).stream().toList();
        };
    }
}
