package resnet50.commands;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 60}, {@code 60s} or {@code 2m}, one second to a day. */
final class BudgetConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([sm]?)");
    private static final Duration MAX = Duration.ofDays(1);

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int count = Integer.parseInt(matcher.group(1));
            Duration budget = matcher.group(2).equals("m") ? Duration.ofMinutes(count) : Duration.ofSeconds(count);
            if (budget.isPositive() && budget.compareTo(MAX) <= 0) {
                return budget;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a time such as 60, 60s or 2m, up to a day");
    }
}
