package org.truckee.web.signin;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Argon2id;
import org.truckee.protocol.AddressPrefix;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.web.WebService;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.Proxies;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.member.MemberSettings;
import org.truckee.web.member.MemberStore;
import org.truckee.web.member.Members;

/** A gateway with members, whose owner's secret is {@code sesame}, and a web port for each test. */
abstract class MemberGrid {
  static final Duration SESSION = Duration.ofDays(30);
  private static final MemberSettings SETTINGS =
      new MemberSettings(SESSION, Optional.empty(), new Argon2id(64, 1, 1));

  @TempDir static Path home;
  private static TestVdrive vdrive;
  static TestGrid grid;

  @TempDir Path directory;
  private final List<Members> opened = new ArrayList<>();
  private MemberStore store;
  WebPort web;

  @BeforeAll
  static void startGrid() {
    vdrive = TestVdrive.start(home);
    Optional<Secret> secret = Optional.of(new Secret(Bytes.utf8("sesame")));
    WebSettings shared =
        WebSettings.usual("gateway", "truckee/test")
            .withHosts(Set.of("grid.example"))
            .withProxies(new Proxies(List.of(AddressPrefix.parse("127.0.0.1").orElseThrow())))
            .withOwner(new OwnerRights(false, secret, Optional.empty(), List.of(home)));
    grid =
        TestGrid.start(
            home,
            1,
            GatewaySettings.encoding(1, 1, 1).vdrive(vdrive, vdrive.makeRoot()).web(shared));
  }

  @AfterAll
  static void stopGrid() {
    grid.close();
    vdrive.close();
  }

  @BeforeEach
  void openMembers() throws IOException {
    store = MemberStore.open(directory.resolve("members.sqlite"), new SecureRandom());
    web = open();
  }

  /** A web port as after a start of the gateway. */
  final WebPort open() {
    return open(SETTINGS);
  }

  final WebPort open(MemberSettings settings) {
    return grid.gateway().web(opened(settings));
  }

  /** A web port with {@code more}. */
  final WebPort open(UnaryOperator<WebService> more) {
    Members members = opened(SETTINGS);
    return grid.gateway().web(service -> more.apply(service.knowing(Optional.of(members))));
  }

  /** A web port whose members may store {@code quota} bytes each. */
  final WebPort openWithQuota(long quota) {
    return open(
        new MemberSettings(
            SESSION, Optional.empty(), new Argon2id(64, 1, 1), OptionalLong.of(quota)));
  }

  /** A web port of another gateway with the same members. */
  final WebPort open(TestGateway gateway) {
    return gateway.web(opened(SETTINGS));
  }

  private Members opened(MemberSettings settings) {
    Members members =
        new Members(
            grid.vertx(),
            directory.resolve("members.sqlite"),
            settings,
            grid.clock(),
            new SecureRandom());
    opened.add(members);
    Waiting.of(members.open());
    return members;
  }

  @AfterEach
  void closeMembers() throws IOException {
    opened.forEach(members -> Waiting.of(members.close()));
    store.close();
  }

  /** The members, as commands see them. */
  final MemberStore store() {
    return store;
  }

  static Instant now() {
    return grid.clock().instant();
  }

  /** Adds {@code name}; the address of the link. */
  final String invite(String name) throws IOException {
    Instant end = now().plus(Duration.ofDays(7));
    return "/sign-in?link=" + store.add(name, now(), Optional.empty(), end).reveal();
  }

  static String passphrase(String name) {
    return "the words of " + name;
  }

  /** A member called {@code name} who has just chosen a passphrase. */
  final Visitor member(String name) throws IOException {
    Visitor visitor = new Visitor(web);
    WebPort.Answer answer = choose(visitor, invite(name), passphrase(name));
    if (answer.status() != 303) throw new IllegalStateException(answer.text());
    return visitor;
  }

  /** Chooses {@code passphrase} by {@code link}. */
  static WebPort.Answer choose(Visitor visitor, String link, String passphrase) {
    String secret = link.substring(link.indexOf('=') + 1);
    return visitor.fill("/sign-in", "link", secret, "passphrase", passphrase, "again", passphrase);
  }
}
