/** Web Push as browsers and push services speak it: RFC 8291 (content), RFC 8188 (its form), RFC 8292 (who sends it). */
@NullMarked
package fr.parvis.messaging.push;

import org.jspecify.annotations.NullMarked;
