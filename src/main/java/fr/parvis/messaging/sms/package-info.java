/** SMS as machines exchange them: alphabets, parts, and the link to a centre of SMS by SMPP. */
@NullMarked
package fr.parvis.messaging.sms;

import org.jspecify.annotations.NullMarked;
