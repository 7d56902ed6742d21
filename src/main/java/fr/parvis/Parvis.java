package fr.parvis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

@SpringBootApplication
@Modulithic(systemName = "Parvis", sharedModules = "platform")
public class Parvis {
    public static void main(String[] args) {
        SpringApplication.run(Parvis.class, args);
    }
}
