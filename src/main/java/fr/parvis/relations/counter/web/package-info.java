/** What an agent at a counter ties a visit to. */
@NullMarked
package fr.parvis.relations.counter.web;

import org.jspecify.annotations.NullMarked;
