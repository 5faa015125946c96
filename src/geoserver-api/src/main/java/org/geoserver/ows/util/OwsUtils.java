package org.geoserver.ows.util;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/** Works on objects by their properties. */
public class OwsUtils {
    private OwsUtils() {}

    /** Gives an object the properties of another, as far as a type has getters and setters for them; collections their members. */
    public static <T> void copy(T source, T target, Class<? extends T> type) {
        for (Method getter : type.getMethods()) {
            String name = getter.getName();
            if (getter.getParameterCount() > 0 || !name.matches("(get|is)[A-Z].*")) continue;
            try {
                Class<?> kind = getter.getReturnType();
                Object value = getter.invoke(source);
                if (Collection.class.isAssignableFrom(kind)) fill((Collection<?>) getter.invoke(target), value);
                else if (Map.class.isAssignableFrom(kind)) fill((Map<?, ?>) getter.invoke(target), value);
                else type.getMethod(name.replaceFirst("get|is", "set"), kind).invoke(target, value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void fill(Collection<?> target, Object members) {
        target.clear();
        ((Collection<Object>) target).addAll((Collection<?>) members);
    }

    @SuppressWarnings("unchecked")
    private static void fill(Map<?, ?> target, Object entries) {
        target.clear();
        ((Map<Object, Object>) target).putAll((Map<?, ?>) entries);
    }
}
