@NullMarked
package fr.parvis;

import org.jspecify.annotations.NullMarked;
