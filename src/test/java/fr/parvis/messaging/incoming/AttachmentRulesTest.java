package fr.parvis.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentRulesTest {
    private static final byte[] TEXT = "texte".getBytes(StandardCharsets.US_ASCII);

    private static Verdict of(String name, byte[] content, boolean macros) {
        var read = Mime.read(Mime.bytes(
                Mime.withFile(
                        "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"" + name
                                + "\"",
                        content),
                StandardCharsets.UTF_8));
        return AttachmentRules.of(
                read.mail().attachments().getFirst(), read.contents().getFirst(), macros);
    }

    private static byte[] zip(String... names) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(TEXT);
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facture.exe",
                "facture.pdf.scr",
                "FACTURE.JS",
                "note.lnk",
                "a.iso",
                "acte.docm",
                "a.hta",
                "x.ps1"
            })
    void programs_are_refused_by_name(String name) {
        assertThat(of(name, TEXT, false)).isEqualTo(Verdict.TYPE_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acte.pdf", "photo.jpg", "lettre.docx", "tableau.xls", "note", "archive.zip"})
    void papers_are_not(String name) {
        assertThat(of(name, TEXT, false)).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void a_program_is_known_by_its_first_bytes_whatever_it_is_called() {
        var windows = new byte[200];
        windows[0] = 'M';
        windows[1] = 'Z';
        windows[60] = (byte) 128;
        windows[128] = 'P';
        windows[129] = 'E';
        assertThat(of("photo.jpg", windows, false)).isEqualTo(Verdict.TYPE_REFUSED);
        assertThat(of(
                        "photo.jpg",
                        new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0},
                        false))
                .isEqualTo(Verdict.TYPE_REFUSED);
    }

    @Test
    void an_archive_is_looked_into_and_macros_are_found() throws Exception {
        assertThat(of("photos.zip", zip("a.jpg", "dossier/b.exe"), false)).isEqualTo(Verdict.TYPE_REFUSED);
        assertThat(of("photos.zip", zip("a.jpg", "b.png"), false)).isEqualTo(Verdict.UNCHECKED);
        assertThat(of("lettre.docx", zip("word/document.xml", "word/vbaProject.bin"), false))
                .isEqualTo(Verdict.TYPE_REFUSED);
        assertThat(of("lettre.docm", zip("word/document.xml", "word/vbaProject.bin"), true))
                .isEqualTo(Verdict.UNCHECKED);
        var old = new ByteArrayOutputStream();
        try (var office = new POIFSFileSystem()) {
            office.getRoot().createDirectory("Macros").createDirectory("VBA");
            office.writeFilesystem(old);
        }
        assertThat(of("lettre.doc", old.toByteArray(), false)).isEqualTo(Verdict.TYPE_REFUSED);
        assertThat(of("lettre.doc", old.toByteArray(), true)).isEqualTo(Verdict.UNCHECKED);
    }

    @Test
    void what_is_too_large_is_said() {
        assertThat(of("photo.jpg", new byte[AttachmentRules.LARGEST + 1], false))
                .isEqualTo(Verdict.SIZE_REFUSED);
    }
}
