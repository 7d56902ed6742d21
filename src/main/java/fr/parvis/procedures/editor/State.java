package fr.parvis.procedures.editor;

/** Of the newest version of a text; another one may be what the public reads. */
enum State {
    DRAFT,
    REVIEW,
    PUBLISHED,
    WITHDRAWN;

    public boolean maySubmit() {
        return this == DRAFT || this == WITHDRAWN;
    }

    public boolean maySendBack() {
        return this == REVIEW;
    }

    /** What is already public, or has not been proposed, is not. */
    public boolean mayPublish() {
        return this == REVIEW;
    }
}
