package org.geoserver.ows.util;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Locale;
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
                boolean members = Collection.class.isAssignableFrom(kind) || Map.class.isAssignableFrom(kind);
                if (!members && !isSettable(type, name, kind)) continue;
                Object value = getter.invoke(source);
                if (Collection.class.isAssignableFrom(kind)) fill((Collection<?>) getter.invoke(target), value);
                else if (Map.class.isAssignableFrom(kind)) fill((Map<?, ?>) getter.invoke(target), value);
                else type.getMethod(name.replaceFirst("get|is", "set"), kind).invoke(target, value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isSettable(Class<?> type, String getter, Class<?> kind) {
        try {
            type.getMethod(getter.replaceFirst("get|is", "set"), kind);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Gives an object a property that its class has a setter for, whatever interfaces say. */
    public static void set(Object object, String property, Object value) {
        String setter = "set" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        for (Method method : object.getClass().getMethods()) {
            if (!method.getName().equals(setter)) continue;
            try {
                method.invoke(object, value);
                return;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalArgumentException("No such property '" + property + "'");
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
