package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveReadCap;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveReader;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.testing.grid.TestVdrive;

/** A directory of a vdrive server that lies, seen by the gateway that made it and by a reader. */
abstract class LyingVdrive {
  static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  static TestVdrive server;
  final VdriveDirectories gateway = server.newGateway();
  final Random random = new Random(7);
  Directory directory;
  VdriveReader reader;

  @BeforeAll
  static void start(@TempDir Path root) {
    server = TestVdrive.start(root);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeDirectory() {
    List<Child> children = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) children.add(new Child(name, FILE, Metadata.EMPTY));
    directory = server.run(() -> gateway.create(DirectoryFormat.VDRIVE, children));
    reader = new VdriveReader((VdriveReadCap) directory.capability().readCap().orElseThrow());
  }

  @AfterEach
  void repent() {
    server.store().repent();
  }

  /** The directory as a gateway sees it that never saw it before. */
  Directory stranger() {
    return server.newGateway().open(directory.capability()).orElseThrow();
  }

  static void put(Directory directory, String name) {
    Edit edit = new Edit.Put(name, FILE, Optional.empty(), Overwrite.ALWAYS);
    server.run(() -> directory.edit(List.of(edit)));
  }

  static void list(Directory directory) {
    server.run(() -> directory.list().forEachPage(page -> Future.succeededFuture()));
  }

  static void lie(UnaryOperator<List<VdriveEntry>> lie) {
    server
        .store()
        .lieInPages(
            page ->
                new VdrivePage(page.key(), page.total(), lie.apply(page.entries()), page.more()));
  }

  static void refused(String why, Supplier<Future<?>> question) {
    assertThatThrownBy(() -> server.run(() -> question.get().mapEmpty()))
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.CORRUPT)).isTrue());
  }

  void refusedToAll(String why) {
    Directory stranger = stranger();
    refused(why, () -> stranger.get("a"));
    refused(why, () -> stranger.list().next());
    refused(why, () -> directory.get("a"));
  }

  VdriveEntry entry(String name) {
    return server
        .run(() -> server.newClient().get(reader.address(), reader.slot(name)))
        .entries()
        .get(0);
  }

  List<VdriveEntry> all() {
    server.store().repent();
    return server
        .run(() -> server.newClient().page(reader.address(), Optional.empty(), 100))
        .entries();
  }
}
