/** PaperLetters on the screens of agents. */
@NullMarked
package fr.parvis.relations.post.web;

import org.jspecify.annotations.NullMarked;
