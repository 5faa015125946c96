package org.geoserver.platform;

import java.util.List;

/** Gives extensions that are not beans themselves. Asked at every look-up. */
public interface ExtensionProvider<T> {

    Class<T> getExtensionPoint();

    List<? extends T> getExtensions(Class<T> extensionPoint);
}
