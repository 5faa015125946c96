package se.regstat.geoserver;

import se.regstat.statistics.snapshot.Snapshots;
import se.regstat.statistics.store.StoreUrl;

/**
 * What a plugin that serves layers has to tell of itself.
 *
 * @param store that is served
 * @param state of the store and the snapshot that is served
 * @param revision of that snapshot
 * @param layers that were published last
 */
public record Standing(StoreUrl store, Snapshots.State state, long revision, int layers) {}
