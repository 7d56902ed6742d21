/** Problem details, i18n, security shell, layout helpers. */
@NamedInterface("web")
@NullMarked
package fr.parvis.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
