package resnet50.compare;

import com.fasterxml.jackson.databind.JsonNode;
import resnet50.measure.RunSetup;

/**
 * What a worker says of itself before anything else; {@link resnet50.measure.Worker} names the fields.
 *
 * @param threads that it uses for one picture
 * @param lanes   pictures that it takes at once
 * @param vectors for people; {@code vectorBits} alone does not tell plain loops from what nobody knows
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
        double loadMs) {
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
                json.path("loadMs").asDouble(Double.NaN));
    }

    /** Whether the width of its vectors is known, that of none too, so that its FMA peak can be probed. */
    boolean knowsVectors() {
        return vectorBits > 0 || vectors.equals(RunSetup.vectorWidth(0));
    }
}
