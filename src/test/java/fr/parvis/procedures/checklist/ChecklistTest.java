package fr.parvis.procedures.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.NationalSheets;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecklistTest {
    private static final Checklists RENEWAL = Checklists.of(NationalSheets.sheet("F21089"));
    private static final Checklists CHILD = Checklists.of(NationalSheets.sheet("F1342"));

    /** Answers by the words of the choices, in whatever order they are asked. */
    private static Checklist answering(Checklists lists, String... labels) {
        var answers = new LinkedHashMap<String, String>();
        var list = lists.under(answers);
        var left = new java.util.ArrayList<>(List.of(labels));
        while (!left.isEmpty()) {
            var found = false;
            for (var question : list.next()) {
                for (var choice : question.choices()) {
                    if (left.contains(choice.label())) {
                        answers.put(question.id(), choice.id());
                        left.remove(choice.label());
                        found = true;
                    }
                }
            }
            assertThat(found)
                    .as("asked: %s, left to say: %s", list.next(), left)
                    .isTrue();
            list = lists.under(answers);
        }
        return list;
    }

    private static List<String> what(Checklist list) {
        return list.documents().stream().map(item -> item.document().what()).toList();
    }

    @Test
    void asks_only_what_changes_the_answer() {
        assertThat(answering(RENEWAL, "Demande en France", "Votre carte d'identité est valide")
                        .next())
                .as("neither the passport nor the age at the time matters to a valid card")
                .isEmpty();
        assertThat(answering(RENEWAL, "Demande en France", "Carte périmée depuis + de 5 ans")
                        .next())
                .extracting(Question::about)
                .containsExactly(Question.About.PASSPORT);
    }

    @Test
    void lists_what_applies_and_nothing_else() {
        var list = answering(RENEWAL, "Demande en France", "Carte périmée depuis moins de 5 ans");
        assertThat(what(list))
                .containsExactly(
                        "Votre carte d'identité",
                        "Photo d'identité de moins de 6 mois et conforme aux normes",
                        "Justificatif de domicile",
                        "Numéro de pré-demande si vous avez fait cette démarche en ligne (sinon, il faut utiliser le formulaire"
                                + " cartonné disponible au guichet)");
        assertThat(list.documents()).allMatch(Checklist.Item::isSure);
        assertThat(list.documents())
                .filteredOn(item -> !item.document().what().startsWith("Numéro"))
                .allMatch(item -> item.document().form() == RequiredDocument.Form.ORIGINAL, "the sheet says originals");
        assertThat(list.cost())
                .singleElement()
                .satisfies(cost -> assertThat(cost.content().words()).contains("gratuit"));
    }

    @Test
    void goes_down_to_the_last_case() {
        var list = answering(
                RENEWAL,
                "Demande en France",
                "Carte périmée depuis + de 5 ans",
                "Vous avez un passeport périmé",
                "Date d'expiration : + de 5 ans");
        assertThat(list.next()).isEmpty();
        assertThat(what(list))
                .hasSize(6)
                .doesNotContain("Votre passeport")
                .anyMatch(words -> words.startsWith("Justificatif de nationalité française"));
    }

    @Test
    void asks_which_column_of_a_table_of_documents_applies() {
        var path = new String[] {
            "Demande en France",
            "Carte périmée depuis + de 5 ans",
            "Vous avez un passeport périmé",
            "Date d'expiration : entre 2 et 5 ans"
        };
        var open = answering(RENEWAL, path);
        assertThat(open.next())
                .singleElement()
                .satisfies(question -> assertThat(question.choices()).hasSize(2));
        assertThat(open.documents()).filteredOn(Checklist.Item::isSure).hasSize(4);
        var older = answering(RENEWAL, path[0], path[1], path[2], path[3], "Le passeport est d'un modèle plus ancien");
        assertThat(older.documents())
                .allMatch(item -> item.ifs().isEmpty())
                .anyMatch(item -> item.document().what().startsWith("Acte de naissance"));
        var secure = answering(
                RENEWAL, path[0], path[1], path[2], path[3], "Le passeport est sécurisé (électronique ou biométrique)");
        assertThat(what(secure))
                .noneMatch(words -> words.startsWith("Acte de naissance"))
                .hasSize(4);
    }

    @Test
    void keeps_a_condition_that_the_sheet_says_in_words() {
        var list = answering(RENEWAL, "Demande en France", "Votre carte d'identité est valide");
        assertThat(list.documents())
                .filteredOn(item -> !item.isSure())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.document().condition())
                            .isEqualTo("Si vous demandez le renouvellement plus d'1 an avant sa date d'expiration");
                    assertThat(item.document().what()).startsWith("Justificatif d'un voyage à venir");
                });
    }

    @Test
    void knows_that_a_document_of_every_case_is_always_needed() {
        var list = CHILD.under(Map.of());
        assertThat(list.documents())
                .filteredOn(Checklist.Item::isSure)
                .extracting(item -> item.document().what())
                .contains(
                        "Photo d'identité de moins de 6 mois et conforme aux normes",
                        "Pièce d'identité du parent qui dépose la demande",
                        "Justificatif de domicile");
        assertThat(list.documents())
                .filteredOn(item -> item.document().what().equals("Passeport de l'enfant"))
                .singleElement()
                .satisfies(item -> assertThat(item.ifs())
                        .containsExactly(
                                "L'enfant a un passeport valide",
                                "L'enfant a un passeport périmé, Passeport périmé depuis moins de 5 ans"));
    }

    @Test
    void forgets_an_answer_that_no_longer_belongs_here() {
        var long_ago = answering(
                RENEWAL, "Demande en France", "Carte périmée depuis + de 5 ans", "Vous avez un passeport valide");
        var answers = new LinkedHashMap<String, String>();
        long_ago.answered()
                .forEach(one -> answers.put(one.question().id(), one.choice().id()));
        var card = RENEWAL.under(Map.of()).next().stream()
                .filter(question -> question.about() == Question.About.CARD)
                .findFirst()
                .orElseThrow();
        answers.put(card.id(), card.choices().getFirst().id());
        answers.put("q0", "oui");
        var now = RENEWAL.under(answers);
        assertThat(now.answered())
                .extracting(one -> one.choice().label())
                .containsExactly("Demande en France", "Votre carte d'identité est valide");
        assertThat(now.ignored()).hasSize(2).contains("q0");
    }

    @Test
    void offers_none_of_these_where_the_cases_are_special() {
        var pacs = Checklists.of(NationalSheets.sheet("F1618")).under(Map.of());
        var special = pacs.next().stream()
                .filter(question -> question.choices().getFirst().label().startsWith("Si "))
                .findFirst()
                .orElseThrow();
        assertThat(special.choices())
                .filteredOn(Question.Choice::none)
                .containsExactly(special.choices().getLast());
    }

    @Test
    void tells_why_in_the_language_of_the_reader_unless_the_sheet_says_it_itself() {
        var photo = CHILD.under(Map.of()).documents().stream()
                .filter(item -> item.document().what().startsWith("Photo"))
                .findFirst()
                .orElseThrow();
        for (var reader : Language.values()) {
            assertThat(photo.why(reader).language()).isEqualTo(reader);
            assertThat(photo.without(reader).language()).isEqualTo(reader);
        }
        var own = Checklists.of(NationalSheets.read("F900013.xml", """
                        <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900013" type="Fiche d'information">
                          <dc:title>Essai</dc:title><Audience>Particuliers</Audience>
                          <Texte><Chapitre type="pieces"><Titre><Paragraphe>Pièces</Paragraphe></Titre><Liste type="puce">
                            <Item><Paragraphe>Photo d'identité</Paragraphe>
                              <Paragraphe type="pourquoi">Pourquoi : Pour la carte [de cantine].</Paragraphe></Item></Liste></Chapitre></Texte>
                        </Publication>""".getBytes(StandardCharsets.UTF_8)))
                .under(Map.of())
                .documents()
                .getFirst();
        assertThat(own.why(Language.ARABIC)).isEqualTo(Told.french("Pour la carte [de cantine]."));
        assertThat(own.why(Language.ARABIC).parts())
                .extracting(Told.Part::text)
                .containsExactly("Pour la carte [de cantine].");
        assertThat(own.without(Language.ARABIC).language()).isEqualTo(Language.ARABIC);
    }

    @Test
    void reads_original_and_copy_alternatives_and_online_services() {
        var sheet = NationalSheets.read("F900010.json", """
                {"id":"F900010","children":[{"type":"element","name":"Publication","attributes":{"ID":"F900010","type":"Fiche d'information"},"children":[
                  {"type":"element","name":"dc:title","children":[{"type":"text","text":"Essai"}]},
                  {"type":"element","name":"Audience","children":[{"type":"text","text":"Particuliers"}]},
                  {"type":"element","name":"Texte","children":[{"type":"element","name":"Chapitre","attributes":{"type":"pieces"},"children":[
                    {"type":"element","name":"Titre","children":[{"type":"text","text":"Pièces"}]},
                    {"type":"element","name":"Liste","attributes":{"type":"puce"},"children":[
                      {"type":"element","name":"Item","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"Justificatif de domicile (original et photocopie)"}]}]},
                      {"type":"element","name":"Item","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"Un des documents suivants :"}]},
                        {"type":"element","name":"Liste","attributes":{"type":"puce"},"children":[
                          {"type":"element","name":"Item","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"passeport,"}]}]},
                          {"type":"element","name":"Item","children":[{"type":"element","name":"Paragraphe","children":[{"type":"text","text":"ou permis de conduire"}]}]}]}]}]}]}]}]}]}""".getBytes(StandardCharsets.UTF_8));
        var list = Checklists.of(sheet).under(Map.of());
        assertThat(list.documents()).hasSize(2);
        assertThat(list.documents().getFirst().document().form()).isEqualTo(RequiredDocument.Form.BOTH);
        assertThat(list.documents().getLast().document().alternatives())
                .containsExactly("Passeport", "Permis de conduire");
    }

    @Test
    void cases_inside_an_item_are_documents_of_those_cases_only() {
        var sheet = NationalSheets.read("F900011.xml", """
                <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F900011" type="Fiche d'information">
                  <dc:title>Essai</dc:title><Audience>Particuliers</Audience>
                  <Texte><Chapitre type="pieces"><Titre><Paragraphe>Pièces</Paragraphe></Titre><Liste type="puce">
                    <Item><Paragraphe>Justificatif de domicile</Paragraphe><BlocCas affichage="radio">
                      <Cas><Titre><Paragraphe>Vous êtes propriétaire</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Photocopie du titre de propriété</Paragraphe></Item></Liste></Cas>
                      <Cas><Titre><Paragraphe>Vous êtes hébergé</Paragraphe></Titre><Liste type="puce"><Item><Paragraphe>Lettre de l'hébergeant, voir <LienInterne LienPublication="F900012">ceci</LienInterne></Paragraphe></Item></Liste></Cas>
                    </BlocCas></Item>
                    <Item><Paragraphe>Photo</Paragraphe></Item></Liste></Chapitre></Texte>
                </Publication>""".getBytes(StandardCharsets.UTF_8));
        var lists = Checklists.of(sheet);
        var open = lists.under(Map.of());
        assertThat(open.documents())
                .extracting(item -> item.document().what() + " " + item.ifs())
                .containsExactly(
                        "Justificatif de domicile []",
                        "Photocopie du titre de propriété [Vous êtes propriétaire]",
                        "Lettre de l'hébergeant, voir ceci [Vous êtes hébergé]",
                        "Photo []");
        var first = open.documents().getFirst().document();
        assertThat(first.details()).isEmpty();
        assertThat(first.links()).isEmpty();
        assertThat(first.form()).isEqualTo(RequiredDocument.Form.UNSAID);
        assertThat(what(answering(lists, "Vous êtes propriétaire")))
                .containsExactly("Justificatif de domicile", "Photocopie du titre de propriété", "Photo");
    }

    @Test
    void soit_and_ou_between_items_are_ways_to_one_document() {
        assertThat(Checklists.of(NationalSheets.sheet("F16828")).under(Map.of()).documents())
                .singleElement()
                .satisfies(item -> assertThat(item.document().alternatives())
                        .containsExactly(
                                "Une pièce d'identité + votre carte d'électeur", "Une pièce d'identité seulement."));
        assertThat(Checklists.of(NationalSheets.sheet("F1618")).under(Map.of()).documents())
                .as("a widow brings one of three papers")
                .anySatisfy(item -> assertThat(item.document().alternatives())
                        .hasSize(3)
                        .anyMatch(words -> words.startsWith("Le livret de famille correspondant à l'ancienne union")));
    }

    @Test
    void a_case_before_a_list_is_the_case_of_its_documents() {
        var inherited = Checklists.of(NationalSheets.sheet("F1480")).under(Map.of());
        assertThat(what(inherited)).noneMatch(words -> words.startsWith("Si "));
        assertThat(inherited.documents())
                .filteredOn(item -> item.document().what().equals("Un des documents suivants"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.document().alternatives())
                            .hasSize(3)
                            .element(1)
                            .isEqualTo("Acte de notoriété établi par un notaire");
                    assertThat(item.ifs())
                            .singleElement()
                            .asString()
                            .endsWith("Si la carte grise est au nom du défunt");
                });
        assertThat(inherited.documents())
                .filteredOn(item -> item.document().what().startsWith("Pièce justifiant"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.document().alternatives()).hasSize(3);
                    assertThat(item.document().details()).isEmpty();
                });
    }

    @Test
    void a_case_alone_or_a_place_is_no_document_and_a_case_at_the_end_is_one_of_it() {
        var marriage = Checklists.of(NationalSheets.sheet("F930")).under(Map.of());
        assertThat(what(marriage))
                .hasSize(7)
                .noneMatch(words -> words.startsWith("Dans certaines situations"))
                .anyMatch(words -> words.startsWith("Des documents spécifiques à sa nationalité"));
        assertThat(Checklists.of(NationalSheets.sheet("F12697")).under(Map.of()).documents())
                .anySatisfy(item -> {
                    assertThat(item.document().what()).isEqualTo("Un extrait d'acte de mariage du défunt");
                    assertThat(item.document().condition()).isEqualTo("S'il était marié au moment du décès");
                });
        for (var none : new String[] {
            "Soit directement auprès de la délégation",
            "Soit au nouveau tuteur désigné",
            "En cas de force majeure",
            "Si vous n'arrivez plus à payer",
            "Déposée contre décharge à la mairie",
            "Lors du dépôt du dossier, vous serez le seul à être inscrit au fichier",
            "Il a été continu dans le temps",
            "Former un recours hiérarchique"
        }) {
            assertThat(DocumentWords.isNone(none)).as(none).isTrue();
        }
        for (var some : new String[] {
            "Au moins 2 avis de valeur du bien",
            "À la fin des travaux, justificatifs des travaux effectués",
            "Si nécessaire, devis des travaux",
            "Attestation remise par l'employeur"
        }) {
            assertThat(DocumentWords.isNone(some)).as(some).isFalse();
        }
    }
}
