@NullMarked
package fr.parvis.quality.api;

import org.jspecify.annotations.NullMarked;
