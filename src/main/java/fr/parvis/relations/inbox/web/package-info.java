@NullMarked
package fr.parvis.relations.inbox.web;

import org.jspecify.annotations.NullMarked;
