/** The telephone on the screens of agents. */
@NullMarked
package fr.parvis.relations.calls.web;

import org.jspecify.annotations.NullMarked;
