package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Sheet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checklist of a sheet under given answers. Nothing is kept about who asks. */
public final class Checklists {
    private final Plan plan;

    private Checklists(Plan plan) {
        this.plan = plan;
    }

    public static Checklists of(Sheet sheet) {
        return new Checklists(PlanReader.read(sheet));
    }

    /** The sheet only informs: there is nothing to bring, to do or to pay. */
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    public boolean hasDocuments() {
        return !plan.documents().isEmpty();
    }

    public Optional<Question> question(String id) {
        return plan.question(id);
    }

    /** The questions that still change what to bring, whatever else they change; the one that ends soonest first. */
    public List<Question> aboutDocuments(Map<String, String> answers) {
        return Resolver.aboutDocuments(plan, answers);
    }

    /** @param answers question to choice; those that do not fit are ignored, and named */
    public Checklist under(Map<String, String> answers) {
        return Resolver.resolve(plan, answers);
    }
}
