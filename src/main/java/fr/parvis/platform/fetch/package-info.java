/** What Parvis fetches from other machines, within bounds. */
@NamedInterface("fetch")
@NullMarked
package fr.parvis.platform.fetch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
