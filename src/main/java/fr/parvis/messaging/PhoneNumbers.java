package fr.parvis.messaging;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Telephone numbers in E.164. Pure. Metropolitan France and five overseas departments dial each other's ten digits as their own: "0692…" is of
 * Réunion wherever it is typed, also with +33 before it.
 */
public final class PhoneNumbers {
    private static final String FRANCE = "FR";

    private static final Set<Integer> ONE_PLAN = Set.of(33, 262, 590, 594, 596);
    private static final Map<String, Integer> OVERSEAS = Map.ofEntries(
            Map.entry("262", 262),
            Map.entry("263", 262),
            Map.entry("269", 262),
            Map.entry("639", 262),
            Map.entry("692", 262),
            Map.entry("693", 262),
            Map.entry("590", 590),
            Map.entry("690", 590),
            Map.entry("691", 590),
            Map.entry("594", 594),
            Map.entry("694", 594),
            Map.entry("596", 596),
            Map.entry("696", 596),
            Map.entry("697", 596));
    private static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("America/Guadeloupe", "GP"),
            Map.entry("America/St_Barthelemy", "BL"),
            Map.entry("America/Marigot", "MF"),
            Map.entry("America/Martinique", "MQ"),
            Map.entry("America/Cayenne", "GF"),
            Map.entry("Indian/Reunion", "RE"),
            Map.entry("Indian/Mayotte", "YT"),
            Map.entry("America/Miquelon", "PM"),
            Map.entry("Pacific/Noumea", "NC"),
            Map.entry("Pacific/Tahiti", "PF"),
            Map.entry("Pacific/Marquesas", "PF"),
            Map.entry("Pacific/Gambier", "PF"),
            Map.entry("Pacific/Wallis", "WF"));

    /** Numbers that the regulator keeps for films and demonstrations: nobody's, and taken as those of people are. */
    private static final String FICTION_MOBILE = "63998";

    private static final Pattern FICTION = Pattern.compile("\\+33(19900|26191|35301|46571|53649|63998)\\d{4}");
    private static final Set<PhoneNumberType> OF_PEOPLE = Set.of(
            PhoneNumberType.FIXED_LINE,
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.VOIP);
    private static final Set<String> NEAR = Set.of(
            ("FR GP BL MF MQ GF RE YT PM NC PF WF AD AT BE BG CH CY CZ DE DK EE ES FI GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MT "
                            + "NL NO PL PT RO SE SI SK SM UA VA")
                    .split(" "));

    private PhoneNumbers() {}

    /** Whether we call it: a line of somebody in France or nearby, never one that makes its owner rich. */
    public static boolean isCalled(String e164) {
        if (FICTION.matcher(e164).matches()) {
            return true;
        }
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(e164, FRANCE);
            return util.isValidNumber(number)
                    && OF_PEOPLE.contains(util.getNumberType(number))
                    && NEAR.contains(util.getRegionCodeForNumber(number));
        } catch (NumberParseException unread) {
            return false;
        }
    }

    /** Whether it reads SMS. */
    public static boolean isMobile(String e164) {
        if (FICTION.matcher(e164).matches()) {
            return e164.startsWith("+33" + FICTION_MOBILE);
        }
        var util = PhoneNumberUtil.getInstance();
        try {
            var type = util.getNumberType(util.parse(e164, FRANCE));
            return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
        } catch (NumberParseException unread) {
            return false;
        }
    }

    /** Whether an SMS may go there: to a mobile telephone, or to a short number or a name that a gateway knows. */
    static boolean takesSms(String number) {
        return !number.matches("[+0].*") || isMobile(number);
    }

    /** In E.164 for whoever lives where the clocks show this time; without blanks, as it was written, what nobody can dial: short numbers, names. */
    static String international(String typed, ZoneId zone) {
        var digits = typed.replaceAll("[\\s.()/-]", "").replaceFirst("^00", "+");
        var region = region(zone);
        return normalised(digits, region)
                .or(() -> digits.matches("[1-9][0-9]{9,14}") ? normalised("+" + digits, region) : Optional.empty())
                .orElse(digits);
    }

    /** Where the clocks show this time. */
    public static String region(ZoneId zone) {
        return REGIONS.getOrDefault(zone.getId(), FRANCE);
    }

    public static Optional<String> normalised(String typed, String region) {
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(typed, region);
            var digits = util.getNationalSignificantNumber(number);
            if (ONE_PLAN.contains(number.getCountryCode()) && digits.length() == 9) {
                var plan = digits.startsWith(FICTION_MOBILE) ? 33 : OVERSEAS.getOrDefault(digits.substring(0, 3), 33);
                return Optional.of("+" + plan + digits);
            }
            return util.isPossibleNumber(number)
                    ? Optional.of(util.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException unread) {
            return Optional.empty();
        }
    }

    /** As it is dialled in France: "06 12 34 56 78"; other numbers with their country. */
    public static String shown(String e164) {
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(e164, FRANCE);
            var digits = util.getNationalSignificantNumber(number);
            return ONE_PLAN.contains(number.getCountryCode()) && digits.length() == 9
                    ? ("0" + digits).replaceAll("(..)(?!$)", "$1 ")
                    : util.format(number, PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException unread) {
            return e164;
        }
    }
}
