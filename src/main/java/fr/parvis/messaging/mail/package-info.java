/** How mail servers are reached, coming and going: encrypted, and with a password or an access token. */
@NullMarked
package fr.parvis.messaging.mail;

import org.jspecify.annotations.NullMarked;
