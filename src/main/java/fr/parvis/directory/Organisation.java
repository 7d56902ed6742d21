package fr.parvis.directory;

import java.util.UUID;

/** The public body, owner of its data. {@code mainColour} is a CSS hex colour that passes AA on white. */
public record Organisation(UUID id, String name, String mainColour) {}
