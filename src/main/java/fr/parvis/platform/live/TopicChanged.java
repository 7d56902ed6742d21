package fr.parvis.platform.live;

/** Application event on every instance: something under the topic changed. Delivered after the change was committed. */
public record TopicChanged(String topic) {}
