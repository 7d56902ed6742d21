package fr.parvis.platform.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
        var behind = translated(address);
        if (behind.isPresent()) {
            return of(behind.get());
        }
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

    /** Of one that leads to an IPv4 address through a translator: 64:ff9b::/96 (RFC 6052), 2002::/16 (RFC 3056). */
    private static Optional<InetAddress> translated(InetAddress address) {
        var bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        var at = HexFormat.of().formatHex(bytes).startsWith("0064ff9b0000000000000000")
                ? 12
                : bytes[0] == 0x20 && bytes[1] == 0x02 ? 2 : -1;
        try {
            return at < 0
                    ? Optional.empty()
                    : Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
