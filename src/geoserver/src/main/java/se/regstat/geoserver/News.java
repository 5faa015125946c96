package se.regstat.geoserver;

import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.platform.ModuleStatusImpl;
import org.geotools.util.logging.Logging;

/** What administrators are told of one publication: a line of the log each, and all of it on the page of modules' status. */
final class News {

    /** By this name GeoServer's own logging profiles show what went well too; of all others they show warnings alone. */
    private static final Logger LOGGER = Logging.getLogger("org.geoserver.regstat");

    private final ModuleStatusImpl status;
    private final StringJoiner told = new StringJoiner(" ");

    /** @param status null where there is no such page */
    News(ModuleStatusImpl status) {
        this.status = status;
    }

    void tell(Level level, String sentence) {
        tell(level, sentence, null);
    }

    /** @param cause goes to the log alone; null where the sentence says it all */
    void tell(Level level, String sentence, Throwable cause) {
        LOGGER.log(level, sentence, cause);
        told.add(sentence);
        if (status != null) status.setMessage(told.toString());
    }
}
