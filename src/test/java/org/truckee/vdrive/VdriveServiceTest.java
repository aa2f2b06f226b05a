package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.announcement.PinnedTls;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdrivePaths;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestVdrive;

/** The answers of a vdrive server over HTTPS. */
class VdriveServiceTest {
  private static final int MAXIMUM_SIZE = 2000;
  private static final int CREATIONS = 40;
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:me"));

  private static TestVdrive server;
  private static HttpClientAgent http;
  private static int directories;

  private final Random random = new Random(1);
  private final VdriveClient client = server.newClient();
  private final VdriveWriter writer = newWriter();

  @BeforeAll
  static void start(@TempDir Path root) {
    Path file = root.resolve("vdrive/vdrive.sqlite");
    server =
        TestVdrive.start(
            new VdriveConfig(file, new VdriveLimits(false, 5000, MAXIMUM_SIZE, CREATIONS)));
    http = server.vertx().createHttpClient(PinnedTls.client(server.nurl().spkiHash()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static VdriveWriter newWriter() {
    byte[] key = new byte[32];
    key[1] = (byte) ++directories;
    return new VdriveWriter(new VdriveWriteCap(new Secret(Bytes.wrap(key))));
  }

  private record Answer(int status, Map<String, String> headers, Buffer body) {}

  private static Answer send(String method, String uri, Map<String, String> headers, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setHost("127.0.0.1")
            .setPort(server.nurl().port())
            .setURI(uri)
            .putHeader("Authorization", server.nurl().authorization().bytes().toUtf8());
    headers.forEach(options::putHeader);
    return server.run(
        () ->
            http.request(options)
                .compose(request -> send(request, body))
                .compose(VdriveServiceTest::read));
  }

  private static Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
    return body == null ? request.send() : request.send(body);
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().forEach(headers::put);
    return response.body().map(body -> new Answer(response.statusCode(), headers, body));
  }

  private VdriveChange entry(String name, long sequence, Metadata metadata) {
    Child child = new Child(name, FILE, metadata);
    return new VdriveChange(writer.reader().address(), writer.put(child, sequence, random));
  }

  private VdriveChange entry(String name, long sequence) {
    return entry(name, sequence, Metadata.EMPTY);
  }

  private void make(VdriveChange... entries) {
    assertThat(write(List.of(writer.verifyingKey()), entries)).isTrue();
  }

  @Test
  void aServerThatKeepsStill_isAskedOnce() {
    VdriveClient impatient = server.newClient(new ServerTimeouts(10_000, 100, 10_000, 10_000));
    server.misbehave(Faults.stall());
    int before = server.requests().size();
    try {
      assertThatThrownBy(() -> server.run(impatient::version))
          .isInstanceOfSatisfying(
              GridException.class,
              e -> assertThat(e.kind()).isEqualTo(GridException.Kind.UNREACHABLE));
      assertThat(server.requests()).hasSize(before + 1);
    } finally {
      server.behave();
    }
  }

  private boolean write(List<Ed25519VerifyingKey> made, VdriveChange... entries) {
    VdriveWrite step = new VdriveWrite(made, List.of(entries));
    return server.run(() -> client.write(step)).isEmpty();
  }

  @Test
  void whoLacksTheSwissnum_isTurnedAway() {
    for (String path : List.of(VdrivePaths.VERSION, VdrivePaths.WRITE, page()))
      assertThat(send("GET", path, Map.of("Authorization", "Tahoe-LAFS bm8="), null).status())
          .isEqualTo(401);
  }

  private String page() {
    return VdrivePaths.page(writer.reader().address(), Optional.empty(), 10);
  }

  @Test
  void itsLimits_areSaid() {
    assertThat(server.run(client::version).maximumEntrySize()).isEqualTo(MAXIMUM_SIZE);
    assertThat(send("GET", VdrivePaths.VERSION, Map.of("Accept", "application/json"), null).body())
        .hasToString(
            "{\"application-version\":\"truckee/test\",\"maximum-entries\":5000,\"maximum-entry-size\":2000}");
  }

  @Test
  void aDirectoryThatIsNotKept_isNotFound() {
    assertThat(send("GET", page(), Map.of(), null).status()).isEqualTo(404);
    assertThat(
            send("GET", VdrivePaths.directory(writer.reader().address()), Map.of(), null).status())
        .isEqualTo(404);
    String slot = VdrivePaths.entry(writer.reader().address(), writer.reader().slot("a"));
    assertThat(send("GET", slot, Map.of(), null).status()).isEqualTo(404);
    assertThatThrownBy(() -> write(List.of(), entry("a", 1)))
        .hasMessageContaining("is not kept here");
  }

  @Test
  void anUnchangedDirectory_isToldByItsTag() {
    make(entry("a", 1));
    String tag = send("GET", page(), Map.of(), null).headers().get("ETag");

    Answer unchanged = send("GET", page(), Map.of("If-None-Match", tag), null);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body().length()).isZero();

    write(List.of(), entry("a", 2));
    assertThat(send("GET", page(), Map.of("If-None-Match", tag), null).status()).isEqualTo(200);
  }

  @Test
  void whatIsInTheWay_isTold() {
    make(entry("a", 1));
    VdriveChange now = entry("a", 2);
    write(List.of(), now);

    Buffer late = WireFormat.JSON.write(new VdriveWrite(List.of(), List.of(entry("a", 2)))::write);
    Answer answer =
        send(
            "POST",
            VdrivePaths.WRITE,
            Map.of("Content-Type", "application/json", "Accept", "application/json"),
            late);

    assertThat(answer.status()).isEqualTo(409);
    JsonObject present = new JsonObject(answer.body()).getJsonArray("present").getJsonObject(0);
    assertThat(Bytes.wrap(Base64.getDecoder().decode(present.getString("entry"))))
        .isEqualTo(now.entry().toBytes());
  }

  @Test
  void anEntryWithAWrongSignature_isRefused() {
    make();
    VdriveWriter thief = newWriter();
    Child child = new Child("a", FILE, Metadata.EMPTY);
    VdriveChange stolen = new VdriveChange(writer.reader().address(), thief.put(child, 1, random));

    assertThatThrownBy(() -> write(List.of(), stolen))
        .hasMessageContaining("not signed")
        .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.FORBIDDEN)).isTrue());
    assertThatThrownBy(() -> write(List.of(thief.verifyingKey()), stolen))
        .hasMessageContaining("not signed");
  }

  @Test
  void anEntryThatIsTooLarge_isRefused() {
    make();
    Metadata large = Metadata.parse("{\"x\": \"" + "y".repeat(MAXIMUM_SIZE) + "\"}");

    assertThatThrownBy(() -> write(List.of(), entry("a", 1, large)))
        .hasMessageContaining("at most " + MAXIMUM_SIZE)
        .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.TOO_LARGE)).isTrue());
  }

  @Test
  void aKeyThatNobodyCanSignWith_makesNoDirectory() {
    for (String hex :
        List.of(
            "ff".repeat(32),
            "00".repeat(32),
            "01" + "00".repeat(31),
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")) {
      Ed25519VerifyingKey key = new Ed25519VerifyingKey(Bytes.ofHex(hex));
      assertThatThrownBy(() -> write(List.of(key))).as(hex).hasMessageContaining("no Ed25519 key");
    }
  }

  @Test
  void oneWhoMakesTooManyDirectories_isToldToWait() {
    List<Ed25519VerifyingKey> many = new ArrayList<>();
    for (int i = 0; i <= CREATIONS; i++) many.add(newWriter().verifyingKey());

    assertThatThrownBy(() -> write(many))
        .hasMessageContaining("in a minute")
        .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.BUSY)).isTrue());
  }

  @Test
  void whatIsNoMessage_isRefusedAndChangesNothing() {
    make();
    Buffer good = WireFormat.CBOR.write(new VdriveWrite(List.of(), List.of(entry("a", 1)))::write);
    for (int length = 0; length < good.length(); length += 7)
      assertThat(send("POST", VdrivePaths.WRITE, Map.of(), good.getBuffer(0, length)).status())
          .as("%d bytes of %d", length, good.length())
          .isEqualTo(400);
    for (String bad : List.of("?limit=0", "?limit=1001", "?limit=x", "?after=x"))
      assertThat(
              send("GET", VdrivePaths.directory(writer.reader().address()) + bad, Map.of(), null)
                  .status())
          .as(bad)
          .isEqualTo(400);
    VdrivePage page =
        server.run(() -> client.page(writer.reader().address(), Optional.empty(), 10));
    assertThat(page.total()).isZero();
  }

  @Test
  void withoutALimit_allPagesComeOneAfterTheOther() {
    VdriveChange[] entries = new VdriveChange[2500];
    for (int i = 0; i < entries.length; i++) entries[i] = entry("child " + i, 1);
    make(entries);

    Answer all =
        send(
            "GET",
            VdrivePaths.directory(writer.reader().address()),
            Map.of("Accept", "application/json"),
            null);

    List<Integer> pages = new ArrayList<>();
    for (String page : all.body().toString().split("(?<=})(?=\\{)", -1))
      pages.add(new JsonObject(page).getJsonArray("entries").size());
    assertThat(pages).containsExactly(1000, 1000, 500);
  }
}
