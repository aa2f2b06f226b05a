package org.truckee.dirnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.known.Golden;

class TableTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.6Z");
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final ChildTarget DIRECTORY =
      ChildTarget.of(
          Capability.parse(
              "URI:DIR2:kl6thbf353xluo54pekuh75hk4:"
                  + "4v2wg6sgibvdsbi62bgiuf6q4cq5xpanpavmnkobrkn4udiye7sa"));
  private static final TableForm WRITABLE =
      TableForm.writable(new Secret(Bytes.wrap(new byte[16])));

  static List<JsonNode> golden() {
    return Golden.rows("dirs.jsonl.gz");
  }

  @ParameterizedTest
  @MethodSource("golden")
  void whatTahoeStored_isReadAsItWas(JsonNode row) {
    List<Child> children = Table.unpack(form(row), packed(row)).children().toList();

    assertThat(children).hasSize(row.get("entries").size());
    for (int i = 0; i < children.size(); i++) {
      JsonNode entry = row.get("entries").get(i);
      Child child = children.get(i);
      assertThat(child.name()).isEqualTo(entry.get("name").asText());
      assertThat(child.target().storedRead(row.get("writekey_hex").isNull()))
          .isEqualTo(entry.get("ro_uri").asText());
      assertThat(child.target().storedWrite()).isEqualTo(entry.path("rw_uri").asText(""));
      assertThat(child.metadata().toJson()).isEqualTo(entry.get("metadata_json").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aTableMadeOfTheSameChildren_hasTahoesBytes(JsonNode row) {
    List<Child> children = new ArrayList<>(sent(row));
    Collections.reverse(children);

    assertThat(Table.of(form(row), children).pack()).isEqualTo(packed(row));
    assertThat(Table.unpack(form(row), packed(row)).pack()).isEqualTo(packed(row));
  }

  @Test
  void whoOnlyReads_seesNoWriteCapability() {
    Bytes packed = Table.of(WRITABLE, List.of(new Child("d", DIRECTORY, Metadata.EMPTY))).pack();

    ChildTarget seen = Table.unpack(TableForm.READ_ONLY, packed).get("d").orElseThrow().target();

    assertThat(seen).isEqualTo(DIRECTORY.readOnly());
    assertThat(Table.unpack(WRITABLE, packed).get("d").orElseThrow().target()).isEqualTo(DIRECTORY);
  }

  @Test
  void aWriteCapabilityInThePlaceForReading_onlyReads() {
    String write = DIRECTORY.write().orElseThrow().toUri();

    assertThat(ChildTarget.parse("", write)).isEqualTo(DIRECTORY.readOnly());
    assertThat(ChildTarget.parse(write, write)).isEqualTo(DIRECTORY);
  }

  @Test
  void anImmutableDirectory_refusesWhatCanChange() {
    for (ChildTarget target : List.of(DIRECTORY, DIRECTORY.readOnly())) {
      assertThatThrownBy(
              () -> Table.of(TableForm.IMMUTABLE, List.of(new Child("d", target, Metadata.EMPTY))))
          .isInstanceOfSatisfying(
              GridException.class,
              e -> assertThat(e.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
    }
  }

  @Test
  void whatAnImmutableDirectoryMustNotHold_isNotShown() {
    Bytes forged =
        Table.of(WRITABLE, List.of(new Child("d", DIRECTORY.readOnly(), Metadata.EMPTY))).pack();
    NetstringReader parts = new NetstringReader(new NetstringReader(forged).next());
    String name = parts.next().toUtf8();
    String read = parts.next().toUtf8();
    String inner = net(name) + net(read) + net("") + net("{}");

    assertThat(Table.unpack(TableForm.IMMUTABLE, Bytes.utf8(net(inner))).children()).isEmpty();
    assertThat(Table.unpack(TableForm.IMMUTABLE, forged).children()).allMatch(Child::isLost);
  }

  private static String net(String text) {
    return text.length() + ":" + text + ",";
  }

  @Test
  void anythingElseThanATable_isCorrupt() {
    for (String text : List.of("x", "3:abc", "9999999999:a,", ":,", "12:0:,0:,0:,2:{},x")) {
      assertThatThrownBy(() -> Table.unpack(WRITABLE, Bytes.utf8(text)).children().toList())
          .as(text)
          .isInstanceOfSatisfying(
              GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT));
    }
  }

  @Test
  void editsThatDontAllFit_changeNothing() {
    Table table = Table.of(WRITABLE, List.of(new Child("a", FILE, Metadata.EMPTY)));
    List<Edit> edits = List.of(put("b", FILE, Overwrite.ALWAYS), put("a", FILE, Overwrite.NEVER));

    assertThatThrownBy(() -> table.edited(edits, NOW))
        .isInstanceOfSatisfying(
            ChildConflict.class, e -> assertThat(e.present().orElseThrow().name()).isEqualTo("a"));
    assertThat(table.children().map(Child::name)).containsExactly("a");
  }

  @Test
  void onlyFilesAreReplaced_whereThatWasAskedFor() {
    Table table =
        Table.of(
            WRITABLE,
            List.of(
                new Child("d", DIRECTORY, Metadata.EMPTY), new Child("f", FILE, Metadata.EMPTY)));

    table.edited(List.of(put("f", DIRECTORY, Overwrite.ONLY_FILES)), NOW);

    assertThatThrownBy(() -> table.edited(List.of(put("d", FILE, Overwrite.ONLY_FILES)), NOW))
        .isInstanceOf(ChildConflict.class);
  }

  @Test
  void aNameInAnyNormalForm_isTheSameChild() {
    Table table = Table.of(WRITABLE, List.of(new Child("caf\u00e9", FILE, Metadata.EMPTY)));

    assertThat(table.get("cafe\u0301")).isPresent();
    Edit remove = new Edit.Remove("cafe\u0301", Edit.Expected.ANYTHING);
    assertThat(table.edited(List.of(remove), NOW).size()).isZero();
  }

  @Test
  void aChildThatIsReplaced_keepsWhatWasNotedAboutIt() {
    Metadata noted = Metadata.parse("{\"mood\": \"sunny\", \"ctime\": 12.5}");
    Table table = Table.of(WRITABLE, List.of(new Child("a", FILE, noted)));

    Table replaced = table.edited(List.of(put("a", DIRECTORY, Overwrite.ALWAYS)), NOW);

    assertThat(replaced.get("a").orElseThrow().metadata().toJson())
        .isEqualTo(
            "{\"mood\": \"sunny\", \"ctime\": 12.5, "
                + "\"tahoe\": {\"linkcrtime\": 12.5, \"linkmotime\": 1767323045.6}}");
  }

  @Test
  void newMetadata_takesThePlaceOfAllButTheSystems() {
    Metadata before = Metadata.parse("{\"a\": 1, \"tahoe\": {\"linkcrtime\": 5.0, \"x\": true}}");
    Metadata given = Metadata.parse("{\"b\": 1e3, \"tahoe\": {\"linkcrtime\": 99}}");
    Table table = Table.of(WRITABLE, List.of(new Child("a", FILE, before)));

    Table noted = table.edited(List.of(new Edit.Note("a", given)), NOW);

    assertThat(noted.get("a").orElseThrow().metadata().fields())
        .containsKeys("b", "tahoe")
        .doesNotContainKey("a")
        .extractingByKey("tahoe")
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("linkcrtime", new BigDecimal("5.0"))
        .containsEntry("x", true);
  }

  @Test
  void aLinkMarkedNoWrite_givesNoPowerToChange() {
    Metadata mark = new Metadata(Map.of("no-write", true));
    Edit put = new Edit.Put("d", DIRECTORY, Optional.of(mark), Overwrite.ALWAYS);

    Table table = Table.of(WRITABLE, List.of()).edited(List.of(put), NOW);

    assertThat(table.get("d").orElseThrow().target()).isEqualTo(DIRECTORY.readOnly());
  }

  @Test
  void aCapabilityOfTheFuture_needsItsReadOnlyForm() {
    assertThatThrownBy(() -> ChildTarget.parse("x-future:1", "")).isInstanceOf(GridException.class);
    assertThatThrownBy(() -> ChildTarget.parse("x-future:1", "imm.x:2"))
        .isInstanceOf(GridException.class);
    assertThat(ChildTarget.parse("x-future:1", "x:2").read().orElseThrow().toUri())
        .isEqualTo("ro.x:2");
    assertThat(ChildTarget.parse("ro.x:2", "")).isEqualTo(ChildTarget.parse("", "x:2"));
  }

  private static Edit put(String name, ChildTarget target, Overwrite overwrite) {
    return new Edit.Put(name, target, Optional.empty(), overwrite);
  }

  private static TableForm form(JsonNode row) {
    if (row.get("writekey_hex").isNull()) return TableForm.IMMUTABLE;
    return TableForm.writable(new Secret(Golden.hex(row, "writekey_hex")));
  }

  private static Bytes packed(JsonNode row) {
    return Golden.hex(row, "plaintext_hex");
  }

  /** The children that Tahoe was asked to make the directory with. */
  private static List<Child> sent(JsonNode row) {
    List<Child> children = new ArrayList<>();
    Metadata.parse(row.get("sent").asText())
        .fields()
        .forEach((name, entry) -> children.add(child(name, (Map<?, ?>) ((List<?>) entry).get(1))));
    return children;
  }

  private static Child child(String name, Map<?, ?> sent) {
    Map<String, Object> noted = new LinkedHashMap<>();
    if (sent.get("metadata") instanceof Map<?, ?> given)
      given.forEach((key, value) -> noted.put((String) key, value));
    return new Child(
        name, ChildTarget.parse(text(sent, "rw_uri"), text(sent, "ro_uri")), new Metadata(noted));
  }

  private static String text(Map<?, ?> sent, String key) {
    return sent.get(key) instanceof String text ? text : "";
  }
}
