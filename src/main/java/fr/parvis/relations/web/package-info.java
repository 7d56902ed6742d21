@NullMarked
package fr.parvis.relations.web;

import org.jspecify.annotations.NullMarked;
