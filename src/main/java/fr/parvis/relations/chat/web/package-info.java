@NullMarked
package fr.parvis.relations.chat.web;

import org.jspecify.annotations.NullMarked;
