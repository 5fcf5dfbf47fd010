package resnet50.compare;

/** Times of single runs, in milliseconds; all NaN and no runs where none were taken. */
public record Spread(int runs, double minMs, double p25Ms, double medianMs, double p75Ms, double p90Ms, double maxMs) {}
