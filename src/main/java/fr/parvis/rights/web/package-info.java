/** What an administrator sees of people's rights: one person, the nights, the register. */
@NullMarked
package fr.parvis.rights.web;

import org.jspecify.annotations.NullMarked;
