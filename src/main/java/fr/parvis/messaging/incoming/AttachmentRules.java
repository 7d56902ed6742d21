package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Pure: what no office needs by mail: programs, scripts, shortcuts, disk images, and documents that hold programs. */
final class AttachmentRules {
    static final int LARGEST = 25 * 1024 * 1024;

    private static final Set<String> ENDINGS = Set.of(
            "exe",
            "com",
            "scr",
            "pif",
            "bat",
            "cmd",
            "js",
            "jse",
            "mjs",
            "vbs",
            "vbe",
            "wsf",
            "wsh",
            "wsc",
            "hta",
            "ps1",
            "psm1",
            "msi",
            "msp",
            "msix",
            "appx",
            "jar",
            "lnk",
            "reg",
            "cpl",
            "dll",
            "sys",
            "ocx",
            "iso",
            "img",
            "vhd",
            "vhdx",
            "scf",
            "url",
            "inf",
            "chm",
            "hlp",
            "sh",
            "apk",
            "app",
            "deb",
            "rpm",
            "dmg",
            "pkg",
            "py",
            "rb",
            "pl",
            "php",
            "xll",
            "ade",
            "adp",
            "mde",
            "application",
            "gadget",
            "library-ms",
            "searchconnector-ms",
            "settingcontent-ms",
            "one");
    private static final Set<String> WITH_MACROS =
            Set.of("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppam", "ppsm", "sldm");
    private static final Set<String> TYPES = Set.of(
            "application/x-msdownload",
            "application/x-dosexec",
            "application/x-executable",
            "application/x-elf",
            "application/x-sharedlib",
            "application/x-object",
            "application/x-mach-o",
            "application/x-mach-o-executable",
            "application/java-archive",
            "application/java-vm",
            "application/x-msi",
            "application/x-ms-installer",
            "application/vnd.android.package-archive",
            "application/x-sh",
            "application/x-bat",
            "application/x-ms-shortcut",
            "application/javascript",
            "text/javascript",
            "application/vnd.microsoft.portable-executable",
            "application/x-iso9660-image",
            "text/x-vbscript",
            "application/x-msdos-program",
            "application/hta");

    private AttachmentRules() {}

    /** {@link Verdict#UNCHECKED} for whatever may be looked at further. */
    static Verdict of(Attachment one, byte[] content, boolean macrosAllowed) {
        if (content.length > LARGEST) {
            return Verdict.SIZE_REFUSED;
        }
        var isRefused =
                isProgram(one.name()) || TYPES.contains(plain(one.detected())) || TYPES.contains(plain(one.declared()));
        if (isRefused || holdsProgram(content, macrosAllowed) || !macrosAllowed && holdsMacros(one.name(), content)) {
            return Verdict.TYPE_REFUSED;
        }
        return Verdict.UNCHECKED;
    }

    private static String plain(String type) {
        return type.split(";", 2)[0].strip();
    }

    private static boolean isProgram(String name) {
        return ENDINGS.contains(FileNames.ending(name));
    }

    /** By the names in an archive, which can be read even when its content cannot. */
    private static boolean holdsProgram(byte[] content, boolean macrosAllowed) {
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            return false;
        }
        // the list of names alone: what is packed is never unpacked, however large it would be
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            return Collections.list(zip.getEntries()).stream()
                    .map(ZipArchiveEntry::getName)
                    .anyMatch(name -> isProgram(name)
                            || !macrosAllowed
                                    && (WITH_MACROS.contains(FileNames.ending(name))
                                            || name.endsWith("vbaProject.bin")));
        } catch (IOException | RuntimeException _) {
            // broken: nothing can be told by its names
            return false;
        }
    }

    private static boolean holdsMacros(String name, byte[] content) {
        if (WITH_MACROS.contains(FileNames.ending(name))) {
            return true;
        }
        if (content.length < 8 || (content[0] & 0xFF) != 0xD0 || (content[1] & 0xFF) != 0xCF) {
            return false;
        }
        try (var office = new POIFSFileSystem(new ByteArrayInputStream(content))) {
            return holdsMacros(office.getRoot(), 0);
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    private static boolean holdsMacros(DirectoryEntry folder, int depth) {
        for (Entry one : folder) {
            var name = one.getName();
            if (name.equalsIgnoreCase("VBA") || name.equalsIgnoreCase("Macros") || name.startsWith("_VBA_PROJECT")) {
                return true;
            }
            if (depth < 5 && one instanceof DirectoryEntry inside && holdsMacros(inside, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
