package fr.parvis.queue;

import java.util.List;

/** What a person can do instead when the answer is no, as the organisation keeps the list: no visit ends without a way on. */
public interface Alternatives {
    /** In plain words, as they are said to the person. */
    List<String> offered();
}
