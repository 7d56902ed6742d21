/** E-mail that comes in: mailboxes read, every message kept before its mailbox hears of it, read apart for whoever answers. */
@NamedInterface("incoming")
@NullMarked
package fr.parvis.messaging.incoming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
