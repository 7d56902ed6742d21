package fr.parvis.demo;

import fr.parvis.identity.Accounts;
import fr.parvis.platform.Ids;
import fr.parvis.relations.RequestTypes;
import fr.parvis.relations.TypeEditor;
import fr.parvis.relations.inbox.AssignmentRule;
import fr.parvis.relations.inbox.AssignmentRules;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.inbox.Teams;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be asked of Saint-Parvis by form, and which team has what. */
@Component
class DemoForms {
    private static final int MOST_OPEN = 25;
    private static final List<String> OF_THE_ROADS =
            List.of("voirie", "trou", "nid-de-poule", "lampadaire", "éclairage", "trottoir", "arbre", "stationnement");

    private final TypeEditor editor;
    private final RequestTypes types;
    private final Teams teams;
    private final AssignmentRules rules;
    private final Macros macros;
    private final Accounts accounts;

    DemoForms(
            TypeEditor editor,
            RequestTypes types,
            Teams teams,
            AssignmentRules rules,
            Macros macros,
            Accounts accounts) {
        this.macros = macros;
        this.editor = editor;
        this.types = types;
        this.teams = teams;
        this.rules = rules;
        this.accounts = accounts;
    }

    /** Whether an administrator has begun with it: the town then keeps out of it. */
    boolean areThere() {
        return !types.all().isEmpty() || !teams.all().isEmpty() || !rules.all().isEmpty();
    }

    void bring() {
        TownForms.ALL.forEach(form -> editor.save(form.type(), form.fields()));
        var nursery = team("Petite enfance", "camille.duparvis", "solange.dubeffroi");
        var roads = team("Voirie et stationnement", "solange.dubeffroi", "adele.dumaire");
        var desk = team("Accueil", "camille.duparvis", "solange.dubeffroi", "adele.dumaire");
        rule("Place en crèche", TownForms.of(TownForms.NURSERY).type().id(), null, List.of(), nursery, true);
        rule("Voirie et stationnement", null, null, OF_THE_ROADS, roads, false);
        TownForms.ALTERNATIVES.forEach(macros::addAlternative);
        rule("En anglais", null, "en", List.of(), desk, true);
    }

    private UUID team(String name, String... logins) {
        var members = accounts.list().stream()
                .filter(account -> List.of(logins).contains(account.login()))
                .map(Accounts.Account::id)
                .collect(Collectors.toSet());
        return teams.save(null, name, null, MOST_OPEN, Set.copyOf(members));
    }

    private void rule(
            String name,
            @Nullable UUID type,
            @Nullable String language,
            List<String> words,
            UUID team,
            boolean toAgent) {
        rules.add(new AssignmentRule(Ids.next(), name, null, type, language, null, null, words, team, toAgent));
    }
}
