/** Pages where the public finds and reads sheets. */
@NullMarked
package fr.parvis.procedures.web;

import org.jspecify.annotations.NullMarked;
