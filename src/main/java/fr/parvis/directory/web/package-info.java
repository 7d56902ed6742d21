/** The pages of /admin that edit the directory, and the organisation's colours as a stylesheet. */
@NullMarked
package fr.parvis.directory.web;

import org.jspecify.annotations.NullMarked;
