/** What each module says of the personal data that it keeps: found, handed out, erased and forgotten in time by whoever asks all of them. */
@NamedInterface("rights")
@NullMarked
package fr.parvis.platform.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
