package fr.parvis;

import fr.parvis.platform.CommandLine;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

@SpringBootApplication
@Modulithic(systemName = "Parvis", sharedModules = "platform")
public class Parvis {
    public static void main(String[] args) {
        CommandLine.start(Parvis.class, args);
    }
}
