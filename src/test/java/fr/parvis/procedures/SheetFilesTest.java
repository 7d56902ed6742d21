package fr.parvis.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is brought in comes from outside. */
class SheetFilesTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder;

    /** Sizes of what was given, reasons of what was refused. */
    private static Map<String, String> visit(Path path) throws IOException {
        var seen = new LinkedHashMap<String, String>();
        SheetFiles.visit(path, new SheetFiles.Visitor() {
            @Override
            public void file(String name, byte[] content) {
                seen.put(name, content.length + " bytes");
            }

            @Override
            public void refused(String name, SheetReader.Unreadable why) {
                seen.put(name, String.valueOf(why.getMessage()));
            }
        });
        return seen;
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        var block = new byte[MEGABYTE];
        for (int i = 0; i < megabytes; i++) {
            out.write(block);
        }
    }

    @Test
    void a_file_that_unpacks_to_much_is_refused_and_the_rest_goes_on() throws IOException {
        var bomb = folder.resolve("bombe.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("F1.xml"));
            zeros(zip, 300);
            zip.putNextEntry(new ZipEntry("F2.xml"));
            zip.write("<Publication/>".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.size(bomb)).isLessThan(MEGABYTE);
        assertThat(visit(bomb)).isEqualTo(Map.of("F1.xml", "larger than 16 MB", "F2.xml", "14 bytes"));
    }

    @Test
    void a_name_that_leads_out_of_the_archive_is_refused() throws IOException {
        var zipped = folder.resolve("chemins.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
            for (var name : new String[] {"../F1.xml", "a/../../F2.xml", "/etc/F3.xml", "..\\F4.json", "a/F5.json"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write('x');
            }
        }
        assertThat(visit(zipped))
                .containsEntry("a/F5.json", "1 bytes")
                .hasSize(5)
                .satisfies(seen -> assertThat(seen.values())
                        .filteredOn(reason -> reason.contains("leads out"))
                        .hasSize(4));
        var packed = folder.resolve("chemins.tgz");
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(packed)))) {
            for (var name : new String[] {"../../F1.xml", "package/data/F2.xml"}) {
                var entry = new TarArchiveEntry(name, true);
                entry.setSize(1);
                tar.putArchiveEntry(entry);
                tar.write('x');
                tar.closeArchiveEntry();
            }
        }
        assertThat(visit(packed))
                .isEqualTo(
                        Map.of("../../F1.xml", "its name leads out of the archive", "package/data/F2.xml", "1 bytes"));
        try (var around = Files.list(folder)) {
            assertThat(around).as("nothing was written").hasSize(2);
        }
    }

    @Test
    void a_hundred_megabytes_of_text_are_not_read() throws IOException {
        try (var out = Files.newOutputStream(folder.resolve("F1.json"))) {
            zeros(out, 100);
        }
        Files.writeString(folder.resolve("F2.json"), "{}");
        assertThat(visit(folder)).isEqualTo(Map.of("F1.json", "larger than 16 MB", "F2.json", "2 bytes"));
    }

    @Test
    void an_archive_that_is_none_is_refused_whole() throws IOException {
        var broken = folder.resolve("casse.zip");
        Files.writeString(broken, "this is not an archive");
        assertThatThrownBy(() -> visit(broken)).isInstanceOf(IOException.class);
    }
}
