@NullMarked
package fr.parvis.quality.web;

import org.jspecify.annotations.NullMarked;
