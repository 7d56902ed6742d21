/** The pages of /admin that edit the directory. */
@NullMarked
package fr.parvis.directory.web;

import org.jspecify.annotations.NullMarked;
