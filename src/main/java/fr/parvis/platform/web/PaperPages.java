package fr.parvis.platform.web;

import java.util.Map;

/** Pages of ours on paper: tagged PDF (PDF/UA-1) with its language, its title and its fonts. */
public interface PaperPages {
    /** Inside a request only. */
    byte[] of(String template, Map<String, Object> model, Language reader);
}
