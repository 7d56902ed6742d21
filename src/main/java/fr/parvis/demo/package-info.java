/** Saint-Parvis, a living town to try the product on, and the driver that plays a day through the public API. */
@ApplicationModule(
        displayName = "Demo",
        allowedDependencies = {
            "platform",
            "platform :: *",
            "directory",
            "identity",
            "queue",
            "forecast",
            "feedback",
            "procedures",
            "procedures :: editor",
            "procedures :: visit",
            "procedures :: checklist",
            "appointments",
            "appointments :: sessions",
            "appointments :: sectors",
            "appointments :: slots",
            "messaging",
            "quality",
            "relations",
            "relations :: answers",
            "relations :: calls",
            "relations :: chat",
            "relations :: complaint",
            "relations :: counter",
            "relations :: inbox",
            "relations :: law",
            "relations :: post",
            "relations :: usager"
        })
@NullMarked
package fr.parvis.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
