@NullMarked
package fr.parvis.relations.usager.web;

import org.jspecify.annotations.NullMarked;
