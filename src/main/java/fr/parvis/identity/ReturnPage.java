package fr.parvis.identity;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody wanted to go, or was when their session ended, and comes to after signing in: a page of the staff here, nothing else. */
public final class ReturnPage {
    public static final String PARAMETER = "retour";

    private static final int LONGEST = 300;
    private static final Pattern OURS = Pattern.compile(
            "/(?:agent/)?(?<area>(?<=/agent/)[a-z-]+|qualite)(?:/[A-Za-z0-9-]+)*(?:\\?[A-Za-z0-9=&_.%-]*)?");
    private static final Set<String> ALSO_FOR_QUALITY = Set.of("reclamations", "qualite");

    private ReturnPage() {}

    /** Empty for what is no address of such a page. */
    public static Optional<String> read(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .filter(one -> one.length() <= LONGEST && OURS.matcher(one).matches());
    }

    /** Where the account goes, when its role opens that page. */
    static Optional<String> of(@Nullable String typed, Caller caller) {
        return read(typed).filter(page -> mayOpen(page, caller));
    }

    private static boolean mayOpen(String page, Caller caller) {
        var roles = caller.roles();
        var leads = roles.contains(Role.SUPERVISOR) || roles.contains(Role.ADMIN);
        var matched = OURS.matcher(page);
        if (!matched.matches()) {
            return false;
        }
        var area = matched.group("area");
        return leads
                || roles.contains(Role.QUALITY) && ALSO_FOR_QUALITY.contains(area)
                || roles.contains(Role.AGENT) && !ALSO_FOR_QUALITY.contains(area);
    }
}
