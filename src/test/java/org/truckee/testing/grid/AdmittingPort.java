package org.truckee.testing.grid;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.ProofOfWork;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.web.admission.AdmissionSettings;
import org.truckee.web.admission.Admissions;
import org.truckee.web.admission.Price;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.WebSettings;

/** A web port of a grid where everybody is a stranger, who stores 1 MiB for a proof of work. */
public final class AdmittingPort implements AutoCloseable {
  private final Admissions admissions;
  private final WebPort web;

  /** The port of another gateway of {@code grid}, which keeps what it counts in {@code file}. */
  public AdmittingPort(TestGrid grid, GatewaySettings gateway, Path file, int bits) {
    AdmissionSettings settings =
        new AdmissionSettings(1 << 20, Duration.ofDays(30), new Price(bits, bits, 1), 100);
    Secret key = new Secret(Bytes.utf8("key of the challenges"));
    admissions =
        new Admissions(grid.vertx(), file, settings, key, grid.clock(), new SecureRandom());
    grid.run(admissions::open);
    WebSettings strangers =
        WebSettings.usual("gateway", "truckee/test")
            .withOwner(new OwnerRights(false, Optional.empty(), Optional.empty(), List.of()));
    web =
        grid.gateway(gateway.web(strangers))
            .web(service -> service.admitting(Optional.of(admissions)));
  }

  /** The port. */
  public WebPort web() {
    return web;
  }

  /** The address of {@code path}. */
  public String at(String path) {
    return web.address().resolve(path).toString();
  }

  /** Has the network of this machine admitted. */
  public void admit() {
    JsonObject state = new JsonObject(web.get("/admission?t=json").text());
    String challenge = state.getString("challenge");
    long solution =
        new ProofOfWork(challenge)
            .solution(state.getInteger("bits"), 0, Long.MAX_VALUE)
            .orElseThrow();
    String query =
        "challenge=" + URLEncoder.encode(challenge, StandardCharsets.UTF_8) + "&solution=";
    WebPort.Answer answer = web.send("POST", "/admission?" + query + solution, new byte[0]);
    if (answer.status() != 200) throw new IllegalStateException(answer.text());
  }

  @Override
  public void close() {
    Waiting.of(admissions.close());
  }
}
