/** Where administrators say who is told, and see what became of it. */
@NullMarked
package fr.parvis.hooks.web;

import org.jspecify.annotations.NullMarked;
