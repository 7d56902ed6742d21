/** Changes carried to every open screen: LISTEN/NOTIFY, rendered once, fanned out as server-sent events. */
@NamedInterface("live")
@NullMarked
package fr.parvis.platform.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
