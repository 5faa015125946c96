package se.regstat.geoserver.metadata.iso;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import se.regstat.geoserver.metadata.Addresses;
import se.regstat.geoserver.metadata.Catalogue;
import se.regstat.geoserver.metadata.Dataset;
import se.regstat.geotools.document.XmlDocument;
import se.regstat.statistics.division.LocalText;
import se.regstat.statistics.text.Languages;

/**
 * A page with a link to every record and when it changed, as web servers list a folder of files ("web accessible folder"): what
 * harvesters without CSW read. They go by links that end in {@code .xml} and have no query, and by the date in the cell after.
 */
public final class RecordIndex {

    private static final XmlDocument PAGE = new XmlDocument(RecordIndex.class, "records.ftl");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Catalogue catalogue;
    private final Addresses addresses;
    private final List<Entry> entries = new ArrayList<>();

    /** A record in the list. */
    public record Entry(String url, LocalText title, String changed) {}

    /** @param catalogue as the asker may see it */
    public RecordIndex(Catalogue catalogue, Addresses addresses) {
        this.catalogue = catalogue;
        this.addresses = addresses;
        IsoRecords records = new IsoRecords(catalogue, addresses);
        if (catalogue.datasets().isEmpty()) return;
        for (ServiceKind kind : ServiceKind.values()) {
            add(records.recordId(kind), kind.title(catalogue), records.changed(kind));
        }
        for (Dataset dataset : catalogue.datasets()) {
            add(dataset.recordId(), dataset.title(), catalogue.described(dataset));
        }
    }

    private void add(UUID record, LocalText title, Instant changed) {
        entries.add(new Entry(addresses.document("records/" + record + ".xml"), title, MINUTE.format(changed)));
    }

    /** When any of them changed. */
    public Instant modified() {
        return catalogue.datasets().stream()
                .map(catalogue::described)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** The page (HTML). */
    public String page(Locale locale) {
        return PAGE.fill(Map.of(
                "swedish", locale.equals(Languages.SWEDISH),
                "title", catalogue.publishing().title(),
                "entries", entries));
    }
}
