/** The real PostgreSQL beneath: embedded by default, the body's own with --database. */
@NamedInterface("database")
@NullMarked
package fr.parvis.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
