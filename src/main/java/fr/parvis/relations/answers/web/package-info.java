@NullMarked
package fr.parvis.relations.answers.web;

import org.jspecify.annotations.NullMarked;
