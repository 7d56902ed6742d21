/** Pages of ours as PDF that screen readers read. */
@NamedInterface("paper")
@NullMarked
package fr.parvis.platform.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
