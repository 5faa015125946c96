package se.regstat.standalone.plugin;

import java.util.function.Supplier;
import org.geoserver.security.GeoServerSecurityManager;

/** Who asks, as far as the host knows: it has no users, and tells its administrator by where a request comes from. */
final class HostSecurity extends GeoServerSecurityManager {

    private static final ThreadLocal<Boolean> ADMINISTRATOR = ThreadLocal.withInitial(() -> false);

    /** Does work for somebody who asks. */
    static <T> T asking(boolean administrator, Supplier<T> work) {
        ADMINISTRATOR.set(administrator);
        try {
            return work.get();
        } finally {
            ADMINISTRATOR.remove();
        }
    }

    @Override
    public boolean checkAuthenticationForAdminRole() {
        return ADMINISTRATOR.get();
    }
}
