package org.truckee.client.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryContract;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/** Directories in mutable and immutable files of a grid of four servers. */
class GridDirectoryTest extends DirectoryContract {
  private static final GatewaySettings SETTINGS = GatewaySettings.encoding(2, 3, 4);
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 4, SETTINGS);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static Directories directories() {
    return grid.gateway().gateway().directories();
  }

  @Override
  protected Directory create(Child... children) {
    return grid.run(() -> directories().create(DirectoryFormat.SDMF, List.of(children)));
  }

  @Override
  protected Directory open(Capability capability) {
    return directories().open(capability);
  }

  @Override
  protected <T> T run(Supplier<Future<T>> step) {
    return grid.run(step);
  }

  static Stream<JsonNode> golden() {
    return Golden.rows("dirs.jsonl.gz").stream();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aDirectoryThatTahoeMade_isReadFromItsShares(JsonNode row) throws IOException {
    Capability capability = Capability.parse(row.get("cap").asText());
    if (capability.verifyCap().isPresent())
      store(row.get("name").asText(), capability.verifyCap().get().storageIndex());

    List<Child> children = list(open(capability));

    assertThat(children).hasSize(row.get("entries").size());
    for (int i = 0; i < children.size(); i++) {
      JsonNode entry = row.get("entries").get(i);
      assertThat(children.get(i).name()).isEqualTo(entry.get("name").asText());
      assertThat(children.get(i).target().write().map(Capability::toUri).orElse(""))
          .isEqualTo(entry.path("rw_uri").asText(""));
    }
    assertThat(json(row, "cap")).isEqualTo(row.get("json_writecap_text").asText());
    assertThat(json(row, "readonly_cap")).isEqualTo(row.get("json_readcap_text").asText());
  }

  private static String json(JsonNode row, String cap) {
    return grid.web().get(WebPort.path(row.get(cap).asText()) + "?t=json").text();
  }

  private static void store(String name, StorageIndex storageIndex) throws IOException {
    for (JsonNode share : Golden.rows("dir-shares.jsonl.gz")) {
      if (!share.get("name").asText().equals(name)) continue;
      Path file = grid.server(1).shareFile(storageIndex, share.get("share").asInt());
      Files.createDirectories(file.getParent());
      Files.write(file, Golden.hex(share, "hex").toArray());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DirectoryFormat.class,
      names = {"SDMF", "MDMF"})
  void aDirectoryOfEachFormat_isChanged(DirectoryFormat format) {
    Directory directory = grid.run(() -> directories().create(format, List.of()));

    grid.run(() -> directory.edit(List.of(put("a", FILE))));

    assertThat(directory.capability().toUri())
        .startsWith(format == DirectoryFormat.MDMF ? "URI:DIR2-MDMF:" : "URI:DIR2:");
    assertThat(list(open(directory.capability()))).extracting(Child::name).containsExactly("a");
  }

  @Test
  void anImmutableDirectory_isInItsCapabilityOrInShares_andNeverChanges() {
    for (int count : List.of(0, 1, 5)) {
      List<Child> children = new ArrayList<>();
      for (int i = 0; i < count; i++) children.add(new Child("c" + i, FILE, Metadata.EMPTY));
      Directory made = grid.run(() -> directories().create(DirectoryFormat.IMMUTABLE, children));

      assertThat(made.capability().toUri())
          .startsWith(count > 1 ? "URI:DIR2-CHK:" : "URI:DIR2-LIT:");
      assertThat(list(open(made.capability()))).isEqualTo(children);
      assertThat(made.isMutable()).isFalse();
      assertThatThrownBy(() -> grid.run(() -> made.edit(List.of(put("x", FILE)))))
          .isInstanceOfSatisfying(
              GridException.class,
              e -> assertThat(e.kind()).isEqualTo(GridException.Kind.FORBIDDEN));
    }
  }

  @Test
  void anImmutableDirectory_refusesWhatCanChange() {
    Directory mutable = create();
    List<Child> children =
        List.of(new Child("m", ChildTarget.of(mutable.capability()), Metadata.EMPTY));

    assertThatThrownBy(
            () -> grid.run(() -> directories().create(DirectoryFormat.IMMUTABLE, children)))
        .isInstanceOfSatisfying(
            GridException.class,
            e -> assertThat(e.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }

  @Test
  void changesThatWaitForAWrite_areWrittenTogether_andEachIsAnsweredForItself() {
    Directory directory = create();
    List<Future<?>> writing = new ArrayList<>();

    grid.run(
        () -> {
          for (int i = 0; i < 10; i++) writing.add(directory.edit(List.of(put("child" + i, FILE))));
          writing.add(directory.edit(List.of(put("child9", FILE))));
          return Future.join(writing).otherwiseEmpty();
        });

    assertThat(list(directory)).hasSize(10);
    assertThat(writing.subList(0, 10)).allMatch(Future::succeeded);
    assertThat(writing.get(10).cause()).isInstanceOf(ChildConflict.class);
    MutableWriteCap file = ((DirectoryWriteCap) directory.capability()).file();
    assertThat(
            grid.run(() -> grid.gateway().gateway().mutableFiles().open(file).newest()).sequence())
        .isEqualTo(3);
  }

  @Test
  void writersAtSeveralGateways_loseNothing() {
    Directory directory = create();
    TestGateway other = grid.gateway(SETTINGS);
    List<Directories> gateways = List.of(directories(), other.gateway().directories());

    grid.run(
        () -> {
          List<Future<?>> writing = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            Directory own = gateways.get(i % 2).open(directory.capability());
            writing.add(own.edit(List.of(put("child" + i, FILE))));
          }
          return Future.all(writing);
        });

    assertThat(list(directory)).hasSize(20);
  }

  @Test
  void aWriterAtAnotherGateway_isMet_byAnEditThatBuildsOnAnEarlierLook() {
    Directory directory = create();
    Directory elsewhere =
        grid.gateway(SETTINGS).gateway().directories().open(directory.capability());
    grid.run(() -> directory.getToEdit("mine"));
    grid.run(() -> elsewhere.edit(List.of(put("others", FILE))));

    grid.run(() -> directory.edit(List.of(put("mine", FILE))));

    assertThat(list(elsewhere)).extracting(Child::name).containsExactly("mine", "others");
  }

  @Test
  void aDirectoryWithoutShares_canNotBeRecovered() {
    Capability gone =
        Capability.parse(
            "URI:DIR2:kl6thbf353xluo54pekuh75hk4:"
                + "4v2wg6sgibvdsbi62bgiuf6q4cq5xpanpavmnkobrkn4udiye7sa");

    assertThatThrownBy(() -> list(open(gone)))
        .isInstanceOfSatisfying(
            GridException.class,
            e -> assertThat(e.kind()).isEqualTo(GridException.Kind.UNRECOVERABLE));
  }

  private static Edit put(String name, ChildTarget target) {
    return new Edit.Put(name, target, Optional.empty(), Overwrite.NEVER);
  }
}
