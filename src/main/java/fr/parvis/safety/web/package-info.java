@NullMarked
package fr.parvis.safety.web;

import org.jspecify.annotations.NullMarked;
