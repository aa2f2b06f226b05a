package org.truckee.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.OptionalLong;
import org.truckee.crypto.ProofOfWork;

/**
 * The proof of work that some gateways want of strangers before these store something. It is made
 * once for all requests of a command. Blocks; thread-safe.
 */
final class ProvenWork {
  /** The most bits that are computed for anybody: some minutes of work. */
  private static final int MOST_BITS = 30;

  private static final String PAGE = "/admission";

  private final WebApi api;

  ProvenWork(WebApi api) {
    this.api = api;
  }

  /** Returns whether {@code reply} is a refusal for want of a proof. */
  static boolean isWanted(GatewayReply reply) {
    return reply.status() == 403
        && reply.header("Link").filter(link -> link.contains("rel=\"payment\"")).isPresent();
  }

  /** Proves work, unless that was done meanwhile; false if the price is too high. */
  synchronized boolean make() throws IOException {
    JsonNode asked = api.get(PAGE + Query.of("json")).json();
    if (!asked.path("needed").asBoolean()) return true;
    int bits = asked.path("bits").asInt();
    if (bits > MOST_BITS) return false;
    String challenge = asked.path("challenge").asText();
    OptionalLong solution = new ProofOfWork(challenge).solution(bits, 0, Long.MAX_VALUE);
    Query proof =
        Query.NONE
            .with("challenge", challenge)
            .with("solution", Long.toString(solution.orElseThrow()));
    api.prove(PAGE + proof).done();
    return true;
  }
}
