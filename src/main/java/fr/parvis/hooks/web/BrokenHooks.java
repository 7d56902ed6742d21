package fr.parvis.hooks.web;

import fr.parvis.hooks.Endpoint;
import fr.parvis.hooks.Endpoints;
import java.util.List;
import org.springframework.stereotype.Component;

/** Programs that are told nothing any more although nobody has decided so: said where administrators begin. */
@Component("brokenHooks")
class BrokenHooks {
    private final Endpoints endpoints;

    BrokenHooks(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    public List<Endpoint> all() {
        return endpoints.all().stream()
                .filter(one -> one.state() == Endpoint.State.FAILING || one.state() == Endpoint.State.GONE)
                .toList();
    }
}
