package fr.parvis.messaging.incoming;

/**
 * A message as the mail server has it.
 *
 * @param whole false when it was too large, and these are its headers alone
 */
record RawMail(byte[] bytes, boolean whole) {
    /** As large as mail servers let messages be, and a little more. */
    static final int LARGEST = 60 * 1024 * 1024;
}
