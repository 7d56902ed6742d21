package fr.parvis.relations;

import fr.parvis.directory.Directory;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The forms of types of request, and what was answered in them. */
@Component
@Transactional
public class RequestForms {
    private static final TypeReference<List<FormField>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Requests requests;
    private final Documents documents;
    private final Directory directory;

    RequestForms(JdbcClient jdbc, JsonMapper json, Requests requests, Documents documents, Directory directory) {
        this.jdbc = jdbc;
        this.json = json;
        this.requests = requests;
        this.documents = documents;
        this.directory = directory;
    }

    public List<FormField> fields(RequestType type) {
        var stored = jdbc.sql("select fields::text from relations.request_type where id = ?")
                .param(type.id())
                .query(String.class)
                .single();
        return json.readValue(stored, FIELDS);
    }

    /**
     * With its answers and documents, or not at all. The answers stand in the words too: whoever reads these needs nothing else.
     *
     * @throws fr.parvis.platform.web.ProblemException about a field, or the documents
     */
    public Request receive(NewRequest wanted, List<FormField.Answer> answers, List<Documents.Sent> sent) {
        var checked = documents.checked(sent);
        var request = requests.receive(wanted);
        if (answers(request).isEmpty() && documents.of(request).isEmpty()) {
            answers.forEach(one -> jdbc.sql(
                            "insert into relations.answer (request_id, position, label, value) values (?, ?, ?, ?)")
                    .params(request.id(), one.position(), one.label(), one.value())
                    .update());
            documents.keep(
                    directory.organisation().id(),
                    requests.interactions(request).getFirst(),
                    checked);
        }
        return request;
    }

    /** In order; none once they are erased. */
    public List<FormField.Answer> answers(Request request) {
        return jdbc.sql("select position, label, value from relations.answer where request_id = ? order by position")
                .param(request.id())
                .query((row, _) ->
                        new FormField.Answer(row.getInt("position"), row.getString("label"), row.getString("value")))
                .list();
    }
}
