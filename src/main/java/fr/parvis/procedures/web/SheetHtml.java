package fr.parvis.procedures.web;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * A whole sheet as HTML. Nothing is lost: what has no shape of its own is shown as its words, except for {@link #METADATA}.
 * Sheets come from outside: every word is escaped, and only addresses of the web become links.
 */
final class SheetHtml {
    /** Describes the sheet or steers a questionnaire; not for reading. */
    static final Set<String> METADATA = Set.of(
            "Audience",
            "Canal",
            "Cible",
            "Colonne",
            "Condition",
            "FilDAriane",
            "Niveau",
            "PivotLocal",
            "SiSelectionne",
            "SousDossierPere",
            "SousThemePere",
            "SurTitre",
            "affecteFaux",
            "affecteVrai",
            "estIndefini",
            "estVrai",
            "et",
            "ou");

    /** The parts of the page, in reading order. */
    enum Place {
        WARNING,
        INTRODUCTION,
        BODY,
        ONLINE,
        SHEETS,
        WHERE,
        QUESTIONS,
        REFERENCES,
        MORE,
        SEE_ALSO,
        DEFINITIONS,
        FOLDER;

        boolean isHeaded() {
            return ordinal() > BODY.ordinal();
        }

        static Place of(String element) {
            return switch (element) {
                case "Avertissement" -> WARNING;
                case "Introduction" -> INTRODUCTION;
                case "LienWeb",
                        "NoticeLiee",
                        "NumeroCerfa",
                        "AutreNumero",
                        "ServiceEnLigne",
                        "ServiceEnLigneAlternatif",
                        "ServiceEnLigneAnnexe" -> ONLINE;
                case "Fiche", "FicheLiee", "Dossier", "SousTheme" -> SHEETS;
                case "OuSAdresser", "OuSAdresserSupport" -> WHERE;
                case "QuestionReponse", "CommentFaireSi", "RechercheGuidee" -> QUESTIONS;
                case "Reference" -> REFERENCES;
                case "PourEnSavoirPlus", "LienExterneCommente", "Partenaire" -> MORE;
                case "VoirAussi" -> SEE_ALSO;
                case "Definition", "Abreviation" -> DEFINITIONS;
                case "DossierPere" -> FOLDER;
                default -> BODY;
            };
        }
    }

    /** @param name ends the key of its heading, empty when it has none */
    record Section(String name, String html) {}

    private static final Set<String> LIST_ITEMS = Set.of(
            "Choix",
            "CommentFaireSi",
            "Dossier",
            "Fiche",
            "FicheLiee",
            "LienExterneCommente",
            "NoticeLiee",
            "Partenaire",
            "PourEnSavoirPlus",
            "QuestionReponse",
            "RechercheGuidee",
            "Reference",
            "ServiceEnLigneAlternatif",
            "ServiceEnLigneAnnexe");

    /** Their ID is that of a page; that of any other element is not. */
    private static final Set<String> NAME_A_PAGE = Set.of(
            "CommentFaireSi",
            "Dossier",
            "DossierPere",
            "Fiche",
            "FicheLiee",
            "QuestionReponse",
            "RechercheGuidee",
            "ServiceEnLigne",
            "ServiceEnLigneAlternatif",
            "SousTheme");

    private static final Set<String> DEFINITIONS = Set.of("Definition", "Abreviation");
    private static final Pattern PAGE = Pattern.compile("[A-Z]{1,4}\\d{1,9}(?:-\\d{1,4})?");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}]+");
    private static final Pattern SPAN = Pattern.compile("[1-9]\\d?");
    private static final int LOWEST_HEADING = 6;

    private final StringBuilder out = new StringBuilder();
    private final String audience;
    private final String title;
    private final Set<String> defined;
    private final Set<String> anchored = new HashSet<>();
    private boolean amongContacts;
    private int tables;
    private int notes;

    private SheetHtml(Sheet sheet) {
        audience = sheet.audience();
        title = sheet.title();
        defined = DEFINITIONS.stream()
                .flatMap(sheet.content()::below)
                .map(definition -> definition.attribute("ID"))
                .filter(id -> PAGE.matcher(id).matches())
                .collect(Collectors.toCollection(HashSet::new));
    }

    static List<Section> of(Sheet sheet) {
        var places = new EnumMap<Place, List<Part>>(Place.class);
        for (var part : sheet.content().children()) {
            switch (part) {
                case Part.Text text ->
                    places.computeIfAbsent(Place.BODY, _ -> new ArrayList<>()).add(text);
                case Part.Element element when element.name().equals("Theme") || isMetadata(element) -> {}
                case Part.Element element -> {
                    var parts = places.computeIfAbsent(Place.of(element.name()), _ -> new ArrayList<>());
                    if (element.name().equals("VoirAussi")) {
                        parts.addAll(element.children());
                    } else {
                        parts.add(element);
                    }
                }
            }
        }
        var html = new SheetHtml(sheet);
        var sections = new ArrayList<Section>();
        places.forEach((place, parts) -> {
            html.out.setLength(0);
            html.amongContacts = place == Place.WHERE;
            html.parts(parts, place.isHeaded() ? 3 : 2);
            if (!html.out.isEmpty()) {
                sections.add(new Section(
                        place.isHeaded() ? place.name().toLowerCase(Locale.ROOT).replace('_', '-') : "",
                        html.out.toString()));
            }
        });
        return sections;
    }

    /** Where a page of ours shows the sheet with that number, empty when it is no such number. */
    static Optional<String> page(String id, String audience) {
        if (!PAGE.matcher(id).matches()) {
            return Optional.empty();
        }
        var named = audience.toLowerCase(Locale.ROOT);
        return Optional.of("/demarches/"
                + id
                + (Procedures.AUDIENCES.contains(named) && !named.equals(Procedures.PEOPLE)
                        ? "?audience=" + named
                        : ""));
    }

    /** An address that may be linked to, empty for any other text. */
    static Optional<String> web(String address) {
        var stripped = address.strip().replace(" ", "%20");
        return WEB.matcher(stripped).matches() ? Optional.of(stripped) : Optional.empty();
    }

    private static boolean isMetadata(Part.Element element) {
        return METADATA.contains(element.name()) || element.name().startsWith("dc:");
    }

    /** What stands in a row becomes one list. */
    private void parts(Collection<? extends Part> parts, int level) {
        var list = "";
        for (var part : parts) {
            if (part instanceof Part.Element element && isMetadata(element)) {
                continue;
            }
            var wanted = switch (part) {
                case Part.Element element when LIST_ITEMS.contains(element.name()) -> "ul";
                case Part.Element element when DEFINITIONS.contains(element.name()) -> "dl";
                default -> "";
            };
            if (!wanted.equals(list)) {
                out.append(list.isEmpty() ? "" : "</" + list + ">")
                        .append(wanted.isEmpty() ? "" : "<" + wanted + " class=\"sheet-list\">");
                list = wanted;
            }
            switch (part) {
                case Part.Text(var words) -> out.append(escaped(words));
                case Part.Element element -> element(element, level);
            }
        }
        out.append(list.isEmpty() ? "" : "</" + list + ">");
    }

    private void element(Part.Element element, int level) {
        switch (element.name()) {
            case "Chapitre", "SousChapitre", "SousDossier", "SousTheme", "DossierPere" -> chapter(element, level);
            case "Cas", "Situation", "Problematique", "Branche" -> unfolding(element, level);
            case "BlocCas", "ListeSituations", "Problematiques" ->
                wrapped("<div class=\"cases\">", element, level, "</div>");
            case "Liste" -> list(element, level);
            case "Paragraphe" -> sentence("<p>", element, "</p>");
            case "Titre" -> sentence("<p><strong>", element, "</strong></p>");
            case "TitreAlternatif" -> sentence("<p class=\"soft\">", element, "</p>");
            case "Tableau" -> table(element, level);
            case "ASavoir" -> note("À savoir", element, level);
            case "ANoter" -> note("À noter", element, level);
            case "Attention" -> note("Attention", element, level);
            case "Rappel" -> note("Rappel", element, level);
            case "Aide" -> note("Aide", element, level);
            case "Avertissement" -> note("Avertissement", element, level);
            case "OuSAdresser", "OuSAdresserSupport" -> contact(element, level);
            case "ServiceEnLigne" -> {
                out.append("<div class=\"service\">");
                service(element, level);
                out.append("</div>");
            }
            case "ServiceEnLigneAnnexe", "ServiceEnLigneAlternatif", "NoticeLiee" -> {
                out.append("<li>");
                service(element, level);
                out.append("</li>");
            }
            case "LienWeb", "RessourceWeb" -> {
                out.append("<p>");
                link(element);
                out.append("</p>");
                parts(element.elements().toList(), level);
            }
            case "FicheLiee" -> {
                out.append("<li>");
                link(element);
                element.elements("Dossier")
                        .forEach(above -> sentence(" <span class=\"soft aside-words\">", above, "</span> "));
                parts(
                        element.elements()
                                .filter(child ->
                                        !Set.of("Titre", "Dossier").contains(child.name()) && !isInline(child.name()))
                                .toList(),
                        level);
                out.append("</li>");
            }
            case "NumeroCerfa" -> sentence("<p>Cerfa n° ", element, "</p>");
            case "AutreNumero" -> sentence("<p>Autre numéro : ", element, "</p>");
            case "Choix", "LienExterneCommente" -> wrapped("<li>", element, level, "</li>");
            case String name
            when LIST_ITEMS.contains(name) -> {
                out.append("<li>");
                link(element);
                rest(element, level);
                out.append("</li>");
            }
            case "Definition", "Abreviation" -> definition(element, level);
            case "Question" -> wrapped("<div class=\"question\">", element, level, "</div>");
            case "Image", "Illustration" -> wrapped("<div class=\"picture\">", element, level, "</div>");
            case "TexteDeRemplacement" -> sentence("<p><span class=\"soft\">Image :</span> ", element, "</p>");
            case "Credits" -> sentence("<p class=\"soft\">Crédits : ", element, "</p>");
            case "Legende" -> sentence("<p>", element, "</p>");
            case "Source", "Complement", "Theme" -> sentence(" <span class=\"soft aside-words\">", element, "</span> ");
            case String name when isInline(name) -> inline(element);
            default -> parts(element.children(), level);
        }
    }

    private static boolean isInline(String name) {
        return switch (name) {
            case "LienInterne",
                    "LienIntra",
                    "LienExterne",
                    "MiseEnEvidence",
                    "Valeur",
                    "Exposant",
                    "Indice",
                    "Expression",
                    "Citation",
                    "Variable",
                    "TermeEtranger" -> true;
            default -> false;
        };
    }

    private void wrapped(String before, Part.Element element, int level, String after) {
        out.append(before);
        parts(element.children(), level);
        out.append(after);
    }

    private void sentence(String before, Part.Element element, String after) {
        out.append(before);
        words(element);
        out.append(after);
    }

    /** What {@link #link} has not shown yet. */
    private void rest(Part.Element element, int level) {
        var titled = element.first("Titre").isPresent();
        var shown = new HashSet<>(Set.of("Titre"));
        element.first("LienWeb").or(() -> element.first("RessourceWeb")).ifPresent(to -> shown.add(to.name()));
        parts(
                element.children().stream()
                        .filter(part -> switch (part) {
                            case Part.Text _ -> titled;
                            case Part.Element child when shown.remove(child.name()) -> false;
                            case Part.Element child -> titled || !isInline(child.name());
                        })
                        .toList(),
                level);
        element.first("LienWeb").ifPresent(to -> parts(to.elements().toList(), level));
    }

    /** Everything below as one run of words and marks. */
    private void words(Part.Element element) {
        for (var part : element.children()) {
            switch (part) {
                case Part.Text(var words) -> out.append(escaped(words));
                case Part.Element child when isMetadata(child) -> {}
                case Part.Element child when isInline(child.name()) -> inline(child);
                case Part.Element child -> {
                    out.append(out.isEmpty() || out.charAt(out.length() - 1) == '>' ? "" : " ");
                    words(child);
                }
            }
        }
    }

    private void inline(Part.Element element) {
        switch (element.name()) {
            case "MiseEnEvidence" -> sentence("<strong>", element, "</strong>");
            case "Exposant" -> sentence("<sup>", element, "</sup>");
            case "Indice" -> sentence("<sub>", element, "</sub>");
            case "Expression", "Citation" -> sentence("<q>", element, "</q>");
            case "Valeur" -> sentence("<span class=\"value\">", element, "</span>");
            case "TermeEtranger" -> {
                var language = element.attribute("langue").strip();
                sentence(language.matches("[a-z]{2}") ? "<i lang=\"" + language + "\">" : "<i>", element, "</i>");
            }
            case "LienInterne" -> {
                var id = element.attribute("LienPublication");
                var named = element.attribute("audience");
                anchor(
                        defined.contains(id) ? Optional.of("#" + id) : page(id, named.isEmpty() ? audience : named),
                        element);
            }
            case "LienIntra" -> {
                var id = element.attribute("LienID");
                anchor(defined.contains(id) ? Optional.of("#" + id) : Optional.empty(), element);
            }
            case "LienExterne" -> link(element);
            default -> sentence("<span>", element, "</span>");
        }
    }

    private void anchor(Optional<String> address, Part.Element words) {
        sentence(
                address.map(to -> "<a href=\"" + escaped(to) + "\">").orElse(""),
                words,
                address.isPresent() ? "</a>" : "");
    }

    /** To wherever the element leads; its title, or else its own words, or else the address itself. */
    private void link(Part.Element element) {
        var target =
                element.first("LienWeb").or(() -> element.first("RessourceWeb")).orElse(element);
        var address = web(target.attribute("URL"));
        var inside = address.isPresent() || !NAME_A_PAGE.contains(element.name())
                ? Optional.<String>empty()
                : page(
                        element.attribute("ID"),
                        element.attribute("audience").isEmpty() ? audience : element.attribute("audience"));
        out.append(address.map(to -> "<a class=\"out\" rel=\"noopener\" href=\"" + escaped(to) + "\">")
                .or(() -> inside.map(to -> "<a href=\"" + escaped(to) + "\">"))
                .orElse(""));
        var before = out.length();
        if (isInline(element.name())) {
            words(element);
        } else {
            element.first("Titre").ifPresentOrElse(this::words, () -> ownWords(element));
        }
        if (out.length() == before) {
            out.append(escaped(Stream.of(
                            element.attribute("commentaireLien"),
                            element.name().equals("LienWeb") ? title : "",
                            target.attribute("URL").strip())
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElse("")));
        }
        out.append(address.isPresent() || inside.isPresent() ? "</a>" : "");
        var file = file(target.attribute("format").isEmpty() ? element : target);
        out.append(file.isEmpty() ? "" : " <span class=\"soft\">(" + escaped(file) + ")</span>");
    }

    private void ownWords(Part.Element element) {
        words(new Part.Element(
                element.name(),
                Map.of(),
                element.children().stream()
                        .filter(part -> !(part instanceof Part.Element child) || isInline(child.name()))
                        .toList()));
    }

    /** "PDF, 175,4 Ko". */
    private static String file(Part.Element element) {
        var format = element.attribute("format");
        return Stream.of(
                        format.substring(format.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT),
                        element.attribute("poids")
                                .replace('.', ',')
                                .replace("KB", "Ko")
                                .replace("MB", "Mo"))
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining(", "));
    }

    private void chapter(Part.Element element, int level) {
        var title = element.first("Titre");
        title.ifPresent(words -> {
            var heading = "h" + Math.min(level, LOWEST_HEADING);
            out.append("<" + heading + ">");
            if (NAME_A_PAGE.contains(element.name())) {
                anchor(page(element.attribute("ID"), audience), words);
            } else {
                words(words);
            }
            out.append("</" + heading + ">");
        });
        without(element, "Titre", level + (title.isPresent() ? 1 : 0));
    }

    /** The children, texts too, but the first of that name. */
    private void without(Part.Element element, String shown, int level) {
        var first = element.first(shown).orElse(null);
        parts(element.children().stream().filter(part -> part != first).toList(), level);
    }

    /** Opens without a script; what has nothing to unfold is a line. */
    private void unfolding(Part.Element element, int level) {
        var title = element.first("Titre");
        var hasMore = element.children().stream()
                .anyMatch(part ->
                        !(part instanceof Part.Element child) || !(child.name().equals("Titre") || isMetadata(child)));
        if (title.isEmpty()) {
            parts(element.children(), level);
        } else if (hasMore) {
            out.append("<details class=\"case\"><summary><span>");
            words(title.get());
            out.append("</span></summary><div class=\"case-in\">");
            without(element, "Titre", level);
            out.append("</div></details>");
        } else {
            sentence("<p class=\"case-alone\">", title.get(), "</p>");
        }
    }

    private void list(Part.Element element, int level) {
        var tag = element.attribute("type").equals("numero") ? "ol" : "ul";
        out.append("<" + tag + ">");
        for (var part : element.children()) {
            switch (part) {
                case Part.Text(var words) when words.isBlank() -> {}
                case Part.Text(var words) ->
                    out.append("<li>").append(escaped(words)).append("</li>");
                case Part.Element child when isMetadata(child) -> {}
                case Part.Element item when item.name().equals("Item") -> wrapped("<li>", item, level, "</li>");
                case Part.Element other -> {
                    out.append("<li>");
                    parts(List.of(other), level);
                    out.append("</li>");
                }
            }
        }
        out.append("</" + tag + ">");
    }

    private void note(String label, Part.Element element, int level) {
        var id = "note-" + ++notes;
        out.append("<div class=\"sheet-note sheet-note-"
                + element.name().toLowerCase(Locale.ROOT)
                + "\" role=\"note\" aria-labelledby=\""
                + id
                + "\"><p class=\"sheet-note-title\" id=\""
                + id
                + "\">");
        element.first("Titre")
                .filter(title -> !title.words().isEmpty())
                .ifPresentOrElse(this::words, () -> out.append(label));
        out.append("</p>");
        without(element, "Titre", level);
        out.append("</div>");
    }

    private void contact(Part.Element element, int level) {
        out.append("<div class=\"contact\">");
        if (!amongContacts) {
            out.append("<p class=\"contact-label\">Où s’adresser ?</p>");
        }
        out.append("<p><strong>");
        link(element);
        out.append("</strong></p>");
        rest(element, level);
        out.append("</div>");
    }

    private void service(Part.Element element, int level) {
        out.append("<p><strong>");
        link(element);
        out.append("</strong>");
        var facts = Stream.of(
                        element.attribute("type"),
                        labelled("Cerfa n° ", element.attribute("numerocerfa")),
                        element.attribute("autrenumero"))
                .filter(fact -> !fact.isBlank())
                .collect(Collectors.joining(" – "));
        out.append(facts.isEmpty() ? "" : "<br><span class=\"soft\">" + escaped(facts) + "</span>")
                .append("</p>");
        rest(element, level);
    }

    private static String labelled(String label, String text) {
        return text.isBlank() ? "" : label + text;
    }

    private void definition(Part.Element element, int level) {
        var id = element.attribute("ID");
        // a definition that is there twice has one anchor
        out.append(defined.contains(id) && anchored.add(id) ? "<div id=\"" + id + "\">" : "<div>");
        out.append("<dt>");
        element.first("Titre").ifPresent(this::words);
        out.append("</dt><dd>");
        without(element, "Titre", level);
        out.append("</dd></div>");
    }

    private void table(Part.Element element, int level) {
        var title = element.first("Titre");
        var columns = element.elements("Colonne")
                .map(column -> column.attribute("type").equals("header"))
                .toList();
        parts(
                element.children().stream()
                        .filter(part -> !(part instanceof Part.Element child
                                && Set.of("Titre", "Colonne", "Rangée").contains(child.name())))
                        .toList(),
                level);
        out.append("<div class=\"scroll-x sheet-table\" role=\"group\" tabindex=\"0\" aria-label=\"")
                .append(escaped("Tableau " + ++tables
                        + title.map(words -> " : " + words.words()).orElse("")))
                .append("\"><table>");
        title.ifPresent(words -> sentence("<caption>", words, "</caption>"));
        out.append("<tbody>");
        var taken = new int[100];
        for (var row : element.elements("Rangée").toList()) {
            row(row, row.attribute("type").equals("header"), columns, taken, level);
        }
        out.append("</tbody></table></div>");
    }

    /** @param taken for how many more rows a cell from above stands in each column */
    private void row(Part.Element row, boolean heading, List<Boolean> columns, int[] taken, int level) {
        var below = new int[taken.length];
        for (int i = 0; i < taken.length; i++) {
            below[i] = Math.max(0, taken[i] - 1);
        }
        int column = 0;
        out.append("<tr>");
        for (var cell : row.elements().filter(child -> !isMetadata(child)).toList()) {
            while (column < taken.length - 1 && taken[column] > 0) {
                column++;
            }
            int wide = span(cell, "fusionHorizontale");
            int high = span(cell, "fusionVerticale");
            var isHead = (heading || column < columns.size() && columns.get(column))
                    && !cell.words().isEmpty();
            out.append(isHead ? "<th scope=\"" + (heading ? "col" : "row") + "\"" : "<td")
                    .append(wide > 1 ? " colspan=\"" + wide + "\"" : "")
                    .append(high > 1 ? " rowspan=\"" + high + "\"" : "")
                    .append('>');
            parts(cell.children(), level);
            out.append(isHead ? "</th>" : "</td>");
            for (int i = column; i < Math.min(column + wide, taken.length); i++) {
                below[i] = high - 1;
            }
            column = Math.min(column + wide, taken.length - 1);
        }
        out.append("</tr>");
        System.arraycopy(below, 0, taken, 0, taken.length);
    }

    private static int span(Part.Element cell, String attribute) {
        var text = cell.attribute(attribute).strip();
        return SPAN.matcher(text).matches() ? Integer.parseInt(text) : 1;
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
