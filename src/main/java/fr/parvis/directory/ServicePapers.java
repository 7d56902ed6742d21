package fr.parvis.directory;

import java.util.List;
import java.util.UUID;

/** What people bring when they come for a service, as the part that has the sheets knows it. */
public interface ServicePapers {
    /** @param address of the page on which somebody makes their own list */
    record Papers(String title, String address) {}

    /** One for each procedure that people come for; empty when nothing is known. */
    List<Papers> of(UUID serviceId);
}
