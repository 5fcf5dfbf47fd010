package resnet50.compare;

import com.fasterxml.jackson.databind.JsonNode;
import resnet50.measure.RunSetup;

/**
 * A worker's ready line; see {@link resnet50.measure.Worker} for the fields.
 *
 * @param threads    threads per image
 * @param lanes      images that it processes concurrently
 * @param vectors    vector width in words; distinguishes plain loops from an unknown width, for both of which {@code vectorBits} is 0
 * @param neededMacs multiply-accumulates that its algorithms need per image; 0 if unknown
 */
record WorkerReady(
        String name,
        String title,
        String architecture,
        int inputSize,
        int threads,
        int lanes,
        String vectors,
        int vectorBits,
        double loadMs,
        long neededMacs) {
    static WorkerReady of(JsonNode json) {
        return new WorkerReady(
                json.path("name").asText(),
                json.path("title").asText(),
                json.path("architecture").asText(),
                json.path("inputSize").asInt(),
                Math.max(1, json.path("threadsUsed").asInt()),
                Math.max(1, json.path("lanes").asInt()),
                json.path("vectors").asText(),
                json.path("vectorBits").asInt(),
                json.path("loadMs").asDouble(Double.NaN),
                json.path("neededMacs").asLong());
    }

    /** Whether the vector width is known, or the program uses plain loops: then its FMA peak can be probed. */
    boolean knowsVectors() {
        return vectorBits > 0 || vectors.equals(RunSetup.vectorWidth(0));
    }
}
