package fr.parvis.platform.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** From where an address can be reached: that says who could have wanted Parvis to call there. */
public enum Reach {
    EVERYWHERE,
    /** This machine, or the organisation's own network. */
    INSIDE,
    /** One cable, where clouds keep their machines' secrets; nothing that anybody reads is there. */
    NEVER;

    /** The narrowest of a host's addresses; a host without any is left to the connection, perhaps a proxy knows it. */
    public static Reach of(String host) {
        try {
            return of(Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException _) {
            return EVERYWHERE;
        }
    }

    /** @param known hosts inside the organisation's network that may be called all the same; {@link #NEVER} for the others there */
    public static Reach of(String host, Collection<String> known) {
        var reach = of(host);
        return reach == INSIDE && known.stream().noneMatch(one -> one.strip().equalsIgnoreCase(host)) ? NEVER : reach;
    }

    private static Reach of(Collection<InetAddress> addresses) {
        var reaches = addresses.stream().map(Reach::of).toList();
        return List.of(NEVER, INSIDE).stream()
                .filter(reaches::contains)
                .findFirst()
                .orElse(EVERYWHERE);
    }

    static Reach of(InetAddress address) {
        if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return NEVER;
        }
        return address.isLoopbackAddress()
                        || address.isAnyLocalAddress()
                        || address.isSiteLocalAddress()
                        || isOfOnePlace(address)
                ? INSIDE
                : EVERYWHERE;
    }

    /** What the JDK does not name: fc00::/7 (RFC 4193), 100.64.0.0/10 (RFC 6598). */
    private static boolean isOfOnePlace(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet6Address
                ? (bytes[0] & 0xfe) == 0xfc
                : (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    }
}
