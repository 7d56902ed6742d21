package fr.parvis.identity.web;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Directory;
import fr.parvis.directory.DirectoryEditor;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The directory's agent behind an account, as a form names it. */
@Component
class AgentChoice {
    private final Directory directory;
    private final DirectoryEditor editor;

    AgentChoice(Directory directory, DirectoryEditor editor) {
        this.directory = directory;
        this.editor = editor;
    }

    /** The agent who may sit at a counter; empty when there is none, or no longer. */
    Optional<Agent> of(@Nullable UUID id) {
        return directory.allAgents().stream()
                .filter(agent -> agent.active() && agent.id().equals(id))
                .findFirst();
    }

    /**
     * @param chosen an agent's id, empty for nobody, {@link AccountForm#NEW_AGENT} for an agent to create
     * @param sites where a new agent receives, empty for everywhere; a new one has every skill
     */
    @Nullable
    UUID behind(String chosen, String name, Set<UUID> sites) {
        if (chosen.isEmpty()) {
            return null;
        }
        if (chosen.equals(AccountForm.NEW_AGENT)) {
            var everywhere = directory.sites().stream().map(Site::id).collect(Collectors.toSet());
            var skills = directory.allServices().stream().map(ServiceOffer::id).collect(Collectors.toSet());
            return directory.isSetUp()
                    ? editor.saveAgent(null, name, sites.isEmpty() ? everywhere : sites, skills, Set.of("fr"), true)
                    : null;
        }
        return directory.allAgents().stream()
                .map(Agent::id)
                .filter(id -> id.toString().equals(chosen))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("agent", "identity", "agent-unknown"));
    }
}
