/** FranceConnect, the identity of the French State: OpenID Connect with its own rules (version 2). */
@NullMarked
package fr.parvis.relations.franceconnect;

import org.jspecify.annotations.NullMarked;
