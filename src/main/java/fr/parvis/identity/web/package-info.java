/** Sign-in, accounts and tokens on screen. */
@NullMarked
package fr.parvis.identity.web;

import org.jspecify.annotations.NullMarked;
