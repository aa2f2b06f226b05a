package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The walls between the rooms of a layer: data flows one way through them. */
@AnalyzeClasses(locations = LayersTest.TheProgram.class)
class FloorsTest {
  /** The rooms of each layer, from the lowest floor to the highest; the layer itself is "". */
  private static final Map<String, List<String>> FLOORS =
      Map.of(
          "web",
          List.of(
              "body",
              "http",
              "page",
              "page.directory",
              "page.file",
              "page.gateway",
              "failure",
              "guard",
              "record",
              "member",
              "activity",
              "request",
              "json",
              "reply",
              "statistics",
              "monitor",
              "board",
              "audit",
              "storage",
              "ledger",
              "provisioning",
              "upkeep",
              "place",
              "local",
              "view",
              "walk",
              "entrust",
              "signin",
              "admission",
              "reading",
              "writing",
              "resource",
              "statics",
              ""),
          "client",
          List.of(
              "pool",
              "limit",
              "timeline",
              "flow",
              "plaintext",
              "server.connection",
              "server.introducer",
              "server",
              "server.vdrive",
              "ask",
              "context",
              "immutable.down",
              "immutable.up",
              "immutable",
              "mutable.read",
              "mutable.piece",
              "mutable.publish",
              "mutable.write",
              "mutable",
              "directory",
              "directory.tree",
              "directory.file",
              "directory.vdrive",
              "directory.trash",
              "audit",
              "check",
              "repair",
              "upkeep.plan",
              "upkeep.store",
              "upkeep.entrust",
              "upkeep",
              ""),
          "node",
          List.of(
              "setting",
              "config",
              "directory",
              "announcement",
              "process",
              "metrics",
              "bench.work",
              "bench.distance",
              "bench.growth",
              "bench",
              "invite",
              "account",
              "member",
              "role",
              "restore",
              "command",
              "debug",
              ""),
          "cli",
          List.of(
              "session", "gateway", "name", "option", "local", "alias", "backup", "tree", "check",
              "entrust", "copy", "link", "shell", "storage", "status", "upkeep", ""),
          "protocol",
          List.of(
              "account",
              "announcement",
              "message",
              "storage",
              "vdrive",
              "entrust",
              "invite",
              "port",
              "limit"),
          "storage",
          List.of(
              "share",
              "object",
              "s3",
              "container",
              "measure",
              "expire",
              "cycle",
              "account",
              "disk",
              "trash",
              "crawl",
              "count",
              "sweep",
              ""));

  @ArchTest
  static void aRoomKnowsOnlyThoseBelowIt(JavaClasses program) {
    FLOORS.forEach(
        (layer, rooms) -> {
          List<String> floors = rooms.stream().map(room -> named(layer, room)).toList();
          assertThat(program.stream().flatMap(type -> upward(type, floors)))
              .as("data flows through %s from the top to the bottom", layer)
              .isEmpty();
        });
  }

  /** The uses of rooms above its own in {@code type}. */
  private static Stream<String> upward(JavaClass type, List<String> floors) {
    int own = floors.indexOf(type.getPackageName());
    return type.getDirectDependenciesFromSelf().stream()
        .filter(use -> own >= 0 && own < floors.indexOf(use.getTargetClass().getPackageName()))
        .map(Dependency::getDescription);
  }

  @ArchTest
  static void everyRoomHasItsFloor(JavaClasses program) {
    Set<String> there = program.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    FLOORS.forEach(
        (layer, rooms) -> {
          Set<String> named =
              rooms.stream().map(room -> named(layer, room)).collect(Collectors.toSet());
          assertThat(there.stream().filter(room -> room.startsWith(named(layer, "") + ".")))
              .as(layer)
              .isSubsetOf(named);
        });
  }

  private static String named(String layer, String room) {
    return "org.truckee." + layer + (room.isEmpty() ? "" : "." + room);
  }
}
