package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.truckee.bytes.Base32;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/**
 * A drive in which files are linked, replaced, removed, brought back, and now and then thrown away
 * for good. Each acknowledged file is under its name or in the trash, whatever was cut off.
 */
final class TrashedDrive implements KilledWork {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAMES = 6;
  private static final String NOTHING = "";

  private final String drive;
  private final Random random;
  private final Supplier<String> root;

  /** The files at the names of which the last change was acknowledged. */
  private final Map<String, String> known = new TreeMap<>();

  /** The files that were acknowledged, and not thrown away for good. */
  private final Set<String> kept = new HashSet<>();

  private int number;
  private int acknowledged;

  /** An entry of the trash. */
  private record Entry(String id, String name, String file) {}

  /** A drive called so, whose address {@code root} tells. */
  TrashedDrive(String drive, Supplier<String> root, Random random) {
    this.drive = drive;
    this.root = root;
    this.random = random;
  }

  @Override
  public void begin(WebPort gateway) throws IOException {
    for (int i = 0; i < NAMES; i++) put(gateway, "name" + i);
    remove(gateway, "name0");
    assertThat(trash(gateway)).hasSize(1);
  }

  @Override
  public void step(WebPort gateway) throws IOException {
    String name = "name" + random.nextInt(NAMES);
    int choice = random.nextInt(20);
    if (choice < 8) put(gateway, name);
    else if (choice < 14) remove(gateway, name);
    else if (choice < 19) restore(gateway);
    else empty(gateway);
  }

  private void put(WebPort gateway, String name) {
    String said = drive + " " + ++number;
    String file = "URI:LIT:" + Base32.encode(said.getBytes(StandardCharsets.UTF_8));
    byte[] body = file.getBytes(StandardCharsets.UTF_8);
    change(name, file, () -> gateway.send("PUT", root.get() + "/" + name + "?t=uri", body));
  }

  private void remove(WebPort gateway, String name) {
    change(name, NOTHING, () -> gateway.send("DELETE", root.get() + "/" + name, new byte[0]));
  }

  private void restore(WebPort gateway) throws IOException {
    List<Entry> entries = trash(gateway);
    if (entries.isEmpty()) return;
    Entry entry = entries.get(random.nextInt(entries.size()));
    String path = root.get() + "/?t=restore&replace=true&entry=" + encode(entry.id());
    change(entry.name(), entry.file(), () -> gateway.send("POST", path, new byte[0]));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Nothing is known of a name while its change is not acknowledged. */
  private void change(String name, String after, Supplier<WebPort.Answer> request) {
    known.remove(name);
    int status = request.get().status();
    boolean gone = status == 404 && after.equals(NOTHING);
    if (status > 201 && !gone) return;
    acknowledged++;
    known.put(name, after);
    if (!after.equals(NOTHING)) kept.add(after);
  }

  private void empty(WebPort gateway) throws IOException {
    for (Entry entry : trash(gateway))
      if (!known.containsValue(entry.file())) kept.remove(entry.file());
    gateway.send("POST", root.get() + "/?t=empty-trash", new byte[0]);
  }

  private List<Entry> trash(WebPort gateway) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : ask(gateway, "trash").path("entries")) {
      assertThat(entry.path("path")).as("the path of %s", entry).hasSize(1);
      entries.add(
          new Entry(
              entry.path("entry").asText(),
              entry.path("path").path(0).asText(),
              entry.path("child").path(1).path("ro_uri").asText()));
    }
    return entries;
  }

  private JsonNode ask(WebPort gateway, String what) throws IOException {
    WebPort.Answer answer = gateway.get(root.get() + "/?t=" + what);
    if (answer.status() != 200) throw new IOException(answer.status() + " " + answer.text());
    return JSON.readTree(answer.text());
  }

  private Map<String, String> linked(WebPort gateway) throws IOException {
    Map<String, String> linked = new TreeMap<>();
    ask(gateway, "json")
        .path(1)
        .path("children")
        .properties()
        .forEach(
            child -> linked.put(child.getKey(), child.getValue().path(1).path("ro_uri").asText()));
    return linked;
  }

  @Override
  public void settle(WebPort gateway) throws IOException {
    Map<String, String> linked = new TreeMap<>();
    Waiting.until(() -> linked.putAll(linked(gateway)));
    linked.remove(".trash");
    Set<String> found = new HashSet<>(linked.values());
    trash(gateway).forEach(entry -> found.add(entry.file()));
    assertThat(found).as(drive).containsAll(kept);
    known.forEach(
        (name, file) -> assertThat(linked.getOrDefault(name, NOTHING)).as(name).isEqualTo(file));
    assertThat(linked.keySet()).as(drive).allMatch(name -> name.matches("name[0-9]"));
    System.out.printf(
        "%s: %d changes were acknowledged, %d files are kept%n", drive, acknowledged, kept.size());
    assertThat(acknowledged).as("changes of %s", drive).isGreaterThan(NAMES + 1);
    finish(gateway, linked);
  }

  /** Everything can be removed, and the trash can be emptied. */
  private void finish(WebPort gateway, Map<String, String> linked) throws IOException {
    for (String name : linked.keySet()) remove(gateway, name);
    assertThat(known.values()).as(drive).containsOnly(NOTHING);
    empty(gateway);
    assertThat(trash(gateway)).as(drive).isEmpty();
    assertThat(linked(gateway)).as(drive).containsOnlyKeys(".trash");
  }
}
