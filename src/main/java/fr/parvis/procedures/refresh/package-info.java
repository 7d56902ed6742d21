/** National sheets that come by themselves, from an address or a folder, and what each import did. */
@NullMarked
package fr.parvis.procedures.refresh;

import org.jspecify.annotations.NullMarked;
