@NullMarked
package fr.parvis.relations.complaint.web;

import org.jspecify.annotations.NullMarked;
