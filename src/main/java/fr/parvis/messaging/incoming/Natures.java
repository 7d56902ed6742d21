package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Nature;
import java.util.Locale;
import java.util.regex.Pattern;

/** Pure: whether a person, a machine, a mail server, a list or Parvis itself has written. */
final class Natures {
    private static final Pattern FAILED = Pattern.compile(
            "(?iu).*(undeliver|delivery status|delivery failure|failure notice|mail delivery|returned mail|returned to sender|delivery has failed|could not be delivered"
                    + "|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|no se puede entregar|no se ha podido entregar|no entregado"
                    + "|não entregue|não foi possível entregar|não pôde ser entregue|mancato recapito|mancata consegna|не доставлено|не вдалося доставити"
                    + "|تعذر تسليم|لم يتم تسليم|non remis|non distribu|non délivr|échec de (la )?remise|échec de distribution|message retourné).*");
    private static final Pattern AWAY = Pattern.compile(
            "(?iu)^(re ?: ?)?(réponse automatique|absence du bureau|absent|out of (the )?office|automatic reply|auto(matic)?[ -]?reply|autoreply|respuesta automática|resposta automática).*");
    private static final Pattern SERVER = Pattern.compile("(?i)(mailer-daemon|postmaster|mail-daemon)@.*");

    private Natures() {}

    static Nature of(Headers headers, ParsedMail.Address from, String subject, Body body, OwnMail own) {
        var type = headers.type();
        var report = headers.parameter("Content-Type", "report-type").toLowerCase(Locale.ROOT);
        if (report.equals("disposition-notification")) {
            return Nature.AUTO_REPLY;
        }
        if (!body.reports.isEmpty() || type.equals("multipart/report") && report.equals("delivery-status")) {
            return DeliveryReports.isGoodNews(body.reports) ? Nature.AUTO_REPLY : Nature.BOUNCE;
        }
        var fromNobody = headers.raw("Return-Path").strip().equals("<>")
                || SERVER.matcher(from.address()).matches();
        if (fromNobody && FAILED.matcher(subject).matches()) {
            return Nature.BOUNCE;
        }
        if (own.isOurs(from.address())
                || own.isMarked(headers.line(OwnMail.MARK))
                || own.hasNamed(headers.line("Message-ID"))) {
            return Nature.LOOP;
        }
        return machine(headers, subject, fromNobody);
    }

    private static Nature machine(Headers headers, String subject, boolean fromNobody) {
        var submitted = headers.line("Auto-Submitted").toLowerCase(Locale.ROOT);
        var precedence = headers.line("Precedence").toLowerCase(Locale.ROOT);
        var isList = headers.has("List-Id") || headers.has("List-Unsubscribe") || precedence.matches("bulk|junk|list");
        if (submitted.startsWith("auto-replied")
                || precedence.equals("auto_reply")
                || headers.has("X-Autoreply")
                || headers.has("X-Autorespond")
                || headers.has("X-Autoresponder")) {
            return Nature.AUTO_REPLY;
        }
        if (isList) {
            return Nature.BULK;
        }
        var isSaidToBeOne = !submitted.isEmpty() && !submitted.startsWith("no");
        // the subject alone is a person's right
        var looksLikeOne = AWAY.matcher(subject).matches() && (fromNobody || headers.has("X-Auto-Response-Suppress"));
        return isSaidToBeOne || looksLikeOne || fromNobody ? Nature.AUTO_REPLY : Nature.PERSONAL;
    }
}
