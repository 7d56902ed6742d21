@NullMarked
package fr.parvis.procedures.api;

import org.jspecify.annotations.NullMarked;
