package se.regstat.statistics.store;

/** The GeoPackage store. */
final class GeoPackageStore {
    private GeoPackageStore() {}

    static Store open(StoreUrl url, StoreUrl.Mode mode) {
        if (mode != null) throw new StoreException("not written yet: " + url);
        return null;
    }
}
