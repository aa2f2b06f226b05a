package org.truckee.web.damage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.dirnode.ForgedEntries;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/** Each kind of entry that nobody should have stored, by each way that one comes by it. */
class DamageTableTest {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(1, 1, 1);
  private static final String READ = "URI:LIT:nbswy3dp";
  private static final byte[] NOTHING = {};
  private static final List<String> NAMES =
      List.of("", ".", "..", "a/b", "n\0l", "\u202egpj.exe", " ", "\t", "\n", "\ud83d\ude00");

  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static WebPort web;

  @BeforeAll
  static void start(@TempDir Path directory) {
    vdrive = TestVdrive.start(directory);
    grid = TestGrid.start(directory.resolve("grid"), 1, SETTINGS);
    web = grid.gateway(SETTINGS.vdrive(vdrive, vdrive.makeRoot())).web();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  /** The read capability and the metadata, by the name of the damage. */
  private static Map<String, List<String>> parts() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String cap :
        List.of(
            "x-future:abc",
            "ro.x-future:abc",
            "imm.x-future:abc",
            "imm.URI:SSK-RO:none",
            "ro.URI:CHK:nonsense",
            "URI:CHK:nonsense",
            "URI:",
            "\0",
            " ",
            "https://example.org/",
            lost("URI:DIR-RO:"),
            lost("URI:DIR2-RO:"),
            lost("URI:SSK-RO:"),
            noTable()))
      all.put("cap " + cap.substring(0, Math.min(cap.length(), 20)), List.of(cap, "{}"));
    for (String noted :
        List.of(
            "",
            "null",
            "[]",
            "not json",
            "{\"x\": NaN}",
            "{\"x\": 1e999999999}",
            "{\"x\": " + "9".repeat(2000) + "}",
            "{\"x\": " + "[".repeat(900) + "]".repeat(900) + "}",
            "{\"x\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{\"x\": \"" + "m".repeat(20_000) + "\"}",
            "{\"tahoe\": 7}",
            "{\"tahoe\": {\"linkmotime\": \"then\", \"linkcrtime\": -1e300}}",
            "{\"no-write\": {}, \"no-write\": 1}",
            "{} {}"))
      all.put("noted " + noted.substring(0, Math.min(noted.length(), 20)), List.of(READ, noted));
    for (String name : NAMES) all.put(name, List.of(READ, "{}"));
    all.put("half", List.of(READ));
    all.put("bare", List.of());
    all.put("long", List.of(READ, "{}", "", "one more"));
    return all;
  }

  /** A capability of something that nobody keeps. */
  private static String lost(String prefix) {
    return prefix + "a".repeat(26) + ":" + "a".repeat(52);
  }

  /** A directory's capability of a file that holds none. */
  private static String noTable() {
    return web.send("PUT", "/uri", "no table ".repeat(20).getBytes(UTF_8))
        .text()
        .replace("URI:CHK:", "URI:DIR2-CHK:");
  }

  private static String vdriveDirectory() {
    VdriveWriteCap cap = vdrive.makeRoot();
    ForgedEntries forged = new ForgedEntries(cap);
    List<VdriveEntry> entries = new ArrayList<>();
    parts()
        .forEach(
            (name, rest) -> {
              List<String> fields = new ArrayList<>(List.of(name));
              fields.addAll(rest);
              entries.add(forged.of(name, fields.toArray(String[]::new)));
            });
    entries.add(forged.unsealed("unsealed"));
    entries.add(forged.of("place", "elsewhere", READ, "{}"));
    entries.add(forged.of("self", "self", cap.toReadCap().toUri(), "{}"));
    entries.add(forged.writable("me", cap.toUri(), "me", READ, "{}"));
    entries.add(forged.writable("odd", "URI:SSK:nonsense", "odd", READ, "{}"));
    entries.add(forged.writable("future", "x-future:rw", "future", "x-future:ro", "{}"));
    entries.add(forged.writable("two", vdrive.makeRoot().toUri(), "two", READ, "{}"));
    List<VdriveChange> changes =
        entries.stream()
            .map(it -> new VdriveChange(cap.verifyCap().orElseThrow().storageIndex(), it))
            .toList();
    assertThat(vdrive.run(() -> vdrive.newClient().write(new VdriveWrite(List.of(), changes))))
        .isEmpty();
    return cap.toUri();
  }

  private static byte[] table() {
    List<Bytes> entries = new ArrayList<>();
    parts()
        .forEach(
            (name, rest) -> {
              List<String> fields = new ArrayList<>(List.of(name));
              fields.addAll(rest);
              if (fields.size() > 2) fields.add(2, "");
              entries.add(entry(fields));
            });
    entries.add(entry(List.of("sealed", READ, "too short to be sealed", "{}")));
    entries.add(entry(List.of("e\u0301", READ, "", "{}")));
    entries.add(entry(List.of("\u00e9", READ, "", "{}")));
    entries.add(Netstring.of(Bytes.wrap(new byte[] {'2', ':', (byte) 0xff, (byte) 0xfe, ','})));
    entries.add(Bytes.utf8("999999999:a,"));
    return Bytes.concat(entries.toArray(Bytes[]::new)).toArray();
  }

  private static Bytes entry(List<String> fields) {
    return Netstring.of(
        Bytes.concat(
            fields.stream().map(field -> Netstring.of(Bytes.utf8(field))).toArray(Bytes[]::new)));
  }

  private static String gridDirectory() {
    String file = web.send("PUT", "/uri?format=SDMF", table()).text();
    return file.replace("URI:SSK:", "URI:DIR2:");
  }

  private static List<String> names(String path) throws IOException {
    WebPort.Answer answer = web.get(path + "?t=json");
    assertThat(answer.status()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(answer.text())
        .at("/1/children")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  @Tag("slow")
  @Test
  void everyDamage_isShownSkippedReplacedAndRemoved() throws IOException {
    for (String directory : List.of(vdriveDirectory(), gridDirectory())) {
      String path = WebPort.path(directory);
      List<String> names = names(path);
      assertThat(names).contains(parts().keySet().toArray(String[]::new)).hasSizeGreaterThan(40);
      walk(path);
      for (String name : names) look(path, name);
      for (String name : names) replaceAndRemove(path, name);
      assertThat(names(path)).isEmpty();
    }
  }

  private static void walk(String path) {
    assertThat(web.get(path + "/", "Accept", "text/html").status()).isEqualTo(200);
    assertThat(web.get(path + "/?t=manifest", "Accept", "text/html").text()).contains("half");
    for (String walk :
        List.of("stream-manifest", "stream-deep-check", "stream-deep-check&verify=1"))
      assertThat(web.send("POST", path + "?t=" + walk, NOTHING).text())
          .as(walk)
          .contains("\"type\": \"stats\"");
  }

  /** Looks at a damaged entry, which is told in words, and is never this gateway's own failure. */
  private static void look(String path, String name) {
    String child = path + "/" + encoded(name);
    if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
      for (String t : List.of("", "?t=json", "?t=info", "/x"))
        assertThat(web.get(child + t).status()).as(name + t).isNotEqualTo(500);
      assertThat(web.send("POST", child + "?t=check", NOTHING).status()).as(name).isNotEqualTo(500);
    }
    for (String form : List.of("rename-form", "delete-form"))
      assertThat(
              web.get(path + "/?t=" + form + "&name=" + encoded(name), "Accept", "text/html")
                  .status())
          .as(form + name)
          .isEqualTo(200);
  }

  private static void replaceAndRemove(String path, String name) {
    String query = "&name=" + encoded(name);
    if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
      String child = path + "/" + encoded(name);
      assertThat(web.send("PUT", child + "?t=uri", READ.getBytes(UTF_8)).status())
          .as("replace " + name)
          .isIn(200, 201);
    }
    assertThat(web.send("POST", path + "/?t=unlink" + query, NOTHING).status())
        .as("remove " + name)
        .isEqualTo(200);
  }
}
