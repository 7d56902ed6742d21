/** Live chat: the time during which whoever asks and an agent are both there. */
@NamedInterface("chat")
@NullMarked
package fr.parvis.relations.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
