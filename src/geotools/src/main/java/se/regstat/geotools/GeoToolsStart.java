package se.regstat.geotools;

import org.geotools.data.DataUtilities;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.FunctionFinder;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.process.Processors;

/**
 * What of GeoTools must have begun in one thread before several use it. Class initialisers such as that of
 * {@link FilterAttributeExtractor} wait for the lock of the factory finder, and whoever holds it while it looks for functions
 * waits for these initialisers: two threads that come from different sides wait for ever.
 */
public final class GeoToolsStart {

    private static boolean begun;

    private GeoToolsStart() {}

    /** Returns when all that is done, whoever did it. Takes a good part of a second the first time, and nothing later. */
    public static synchronized void inOneThread() {
        if (begun) return;
        // First the classes that wait for the finder alone, then what finds them while it holds the finder.
        CommonFactoryFinder.getFilterFactory();
        CommonFactoryFinder.getFeatureFactory(null);
        CommonFactoryFinder.getFeatureTypeFactory(null);
        CommonFactoryFinder.getStyleFactory();
        initialise(FilterAttributeExtractor.class, DuplicatingFilterVisitor.class, DataUtilities.class);
        initialise(UniqueVisitor.class, MaxVisitor.class);
        Processors.getProcessFactories();
        new FunctionFinder(null).getAllFunctionDescriptions();
        begun = true;
    }

    private static void initialise(Class<?>... classes) {
        for (Class<?> one : classes) {
            try {
                Class.forName(one.getName(), true, one.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
