package org.truckee.web.admission;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.ProofOfWork;
import org.truckee.protocol.AddressPrefix;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.Proxies;
import org.truckee.web.guard.WebSettings;

/**
 * A public gateway whose owner's secret is {@code sesame}, and a web port for each test, where
 * strangers store 1 MiB in 30 days. It believes a proxy on this machine, so a test says where its
 * requests come from.
 */
abstract class AdmissionGrid {
  static final long QUOTA = 1 << 20;
  static final Duration PERIOD = Duration.ofDays(30);
  static final Secret KEY = new Secret(Bytes.utf8("key of the challenges"));

  @TempDir static Path home;
  static TestGrid grid;

  @TempDir Path directory;
  private final List<Admissions> opened = new ArrayList<>();
  Admissions admissions;
  WebPort web;

  @BeforeAll
  static void startGrid() {
    Optional<Secret> secret = Optional.of(new Secret(Bytes.utf8("sesame")));
    WebSettings shared =
        WebSettings.usual("gateway", "truckee/test")
            .withOwner(new OwnerRights(false, secret, Optional.empty(), List.of()))
            .withProxies(new Proxies(List.of(AddressPrefix.parse("127.0.0.1").orElseThrow())))
            .forStrangers();
    grid = TestGrid.start(home, 1, GatewaySettings.encoding(1, 1, 1).web(shared));
  }

  @AfterAll
  static void stopGrid() {
    grid.close();
  }

  @BeforeEach
  void openWeb() {
    web = open(new Price(4, 8, 100));
  }

  /** A web port as after a start of the gateway, at this price. */
  final WebPort open(Price price) {
    AdmissionSettings settings = new AdmissionSettings(QUOTA, PERIOD, price, 1000);
    Path file = directory.resolve("admission.sqlite");
    admissions =
        new Admissions(grid.vertx(), file, settings, KEY, grid.clock(), new SecureRandom());
    opened.add(admissions);
    Waiting.of(admissions.open());
    return grid.gateway().web(service -> service.admitting(Optional.of(admissions)));
  }

  /** Closes the file, as at the end of a gateway. */
  final void closeAll() {
    opened.forEach(all -> Waiting.of(all.close()));
    opened.clear();
  }

  @AfterEach
  void closeAdmissions() {
    closeAll();
  }

  /** Somebody who comes from {@code address}. */
  final Stranger from(String address) {
    return new Stranger(address);
  }

  /** Somebody at an address, who may show more in a header. */
  final class Stranger {
    private final String address;

    private Stranger(String address) {
      this.address = address;
    }

    private String[] with(String... more) {
      List<String> headers = new ArrayList<>(List.of("X-Forwarded-For", address));
      headers.addAll(List.of(more));
      return headers.toArray(String[]::new);
    }

    WebPort.Answer get(String path, String... headers) {
      return web.get(path, with(headers));
    }

    WebPort.Answer send(String method, String path, byte[] body, String... headers) {
      return web.send(method, path, body, with(headers));
    }

    WebPort.Answer put(int size, String... headers) {
      byte[] body = new byte[size];
      new SecureRandom().nextBytes(body);
      return send("PUT", "/uri", body, headers);
    }

    JsonObject state() {
      return new JsonObject(get("/admission?t=json").text());
    }

    /** The bytes that are left; fails if the network is not admitted. */
    long left() {
      return state().getLong("left");
    }

    /** A challenge that was just set, and its solution. */
    String proof() {
      JsonObject state = state();
      String challenge = state.getString("challenge");
      return proof(challenge, state.getInteger("bits"));
    }

    static String proof(String challenge, int bits) {
      long solution = new ProofOfWork(challenge).solution(bits, 0, Long.MAX_VALUE).orElseThrow();
      return query(challenge, Long.toString(solution));
    }

    static String query(String challenge, String solution) {
      return "challenge="
          + URLEncoder.encode(challenge, StandardCharsets.UTF_8)
          + "&solution="
          + URLEncoder.encode(solution, StandardCharsets.UTF_8);
    }

    WebPort.Answer show(String proof) {
      return send("POST", "/admission?" + proof, new byte[0]);
    }

    /** Is admitted, and fails otherwise. */
    Stranger admitted() {
      WebPort.Answer answer = show(proof());
      if (answer.status() != 200) throw new IllegalStateException(answer.text());
      return this;
    }
  }

  /** The header of the owner. */
  static String[] owner(String secret) {
    byte[] pair = (":" + secret).getBytes(StandardCharsets.UTF_8);
    return new String[] {
      "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair),
    };
  }
}
