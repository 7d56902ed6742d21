/** What an organisation writes itself: its own sheets, and its words over national ones. */
@NamedInterface("editor")
@NullMarked
package fr.parvis.procedures.editor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
