package org.truckee;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The walls between layers. ARCHITECTURE.md draws the floors. */
@AnalyzeClasses(locations = LayersTest.TheProgram.class)
class LayersTest {
  private static final String[] PURE = {
    "bytes", "crypto", "erasure", "cap", "immutable", "mutable", "dirnode", "placement"
  };
  private static final String[] BELOW_ROLES = join(PURE, "platform", "protocol", "worker");
  private static final String[] ALL =
      join(BELOW_ROLES, "storage", "introducer", "vdrive", "client", "web", "cli", "node");

  @ArchTest
  static final ArchRule everyClassHasItsLayer =
      classes()
          .that()
          .resideOutsideOfPackage("org.truckee")
          .should()
          .resideInAnyPackage(ours(ALL))
          .because("a package that is missing here stands on no floor of ARCHITECTURE.md");

  @ArchTest
  static final ArchRule whatAllKnowKnowsTheJdk =
      classes()
          .that()
          .resideInAPackage("org.truckee")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.truckee", "java..", "org.slf4j..")
          .because(
              "failures, versions and the order of names belong to no layer, and stand on none");

  @ArchTest static final ArchRule thisMachineIsKnownByRolesOnly = standsOn("platform", "bytes");

  @ArchTest static final ArchRule bytesStandOnTheJdk = standsOn("bytes");

  @ArchTest static final ArchRule cryptoStandsOnBytes = standsOn("crypto", "bytes");

  @ArchTest static final ArchRule erasureStandsOnTheJdk = standsOn("erasure");

  @ArchTest
  static final ArchRule capabilitiesStandOnTheirHashes = standsOn("cap", "bytes", "crypto");

  @ArchTest
  static final ArchRule immutableFilesStandOnTheirParts =
      standsOn("immutable", "bytes", "crypto", "erasure", "cap");

  @ArchTest
  static final ArchRule mutableFilesStandOnTheSameParts =
      standsOn("mutable", "bytes", "crypto", "erasure", "cap");

  @ArchTest
  static final ArchRule directoriesStandOnCapabilities =
      standsOn("dirnode", "bytes", "crypto", "cap");

  @ArchTest
  static final ArchRule placementStandsOnStorageIndexes = standsOn("placement", "bytes", "crypto");

  @ArchTest
  static final ArchRule pureCodeKnowsNothingOfVertxFilesOrSockets =
      noClasses()
          .that()
          .resideInAnyPackage(ours(PURE))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..", "io.netty..", "java.nio.file..", "java.nio.channels..", "java.net..")
          .because("formats are decided by their arguments alone");

  @ArchTest
  static final ArchRule pureCodeLogsNothing =
      noClasses()
          .that()
          .resideInAnyPackage(ours(PURE))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging..")
          .because("pure code works on secrets, and tells its failures by exceptions");

  @ArchTest
  static final ArchRule pureCodeAsksNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(ours(PURE))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, InstantSource.class)
          .because("the time is an argument, so that a test can choose it");

  @ArchTest
  static final ArchRule pureCodeThrowsNoDice =
      noClasses()
          .that()
          .resideInAnyPackage(ours(PURE))
          .should()
          .callConstructor(SecureRandom.class)
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class, UUID.class)
          .because("randomness is an argument, so that a test can choose it");

  @ArchTest
  static final ArchRule messagesStandOnPureCode = standsOn("protocol", join(PURE, "platform"));

  @ArchTest
  static final ArchRule workersStandOnPureCode = standsOn("worker", join(PURE, "platform"));

  @ArchTest static final ArchRule storageKnowsNoOtherRole = standsOn("storage", BELOW_ROLES);

  @ArchTest static final ArchRule introducersKnowNoOtherRole = standsOn("introducer", BELOW_ROLES);

  @ArchTest static final ArchRule vdriveKnowsNoOtherRole = standsOn("vdrive", BELOW_ROLES);

  @ArchTest
  static final ArchRule clientsKnowServersByTheirMessages = standsOn("client", BELOW_ROLES);

  @ArchTest
  static final ArchRule theWebKnowsNoServer =
      standsOn("web", join(PURE, "platform", "protocol", "client"));

  @ArchTest
  static final ArchRule commandsKnowGatewaysByHttp =
      standsOn("cli", "bytes", "crypto", "cap", "platform", "protocol");

  @ArchTest
  static final ArchRule monitorsCostNothingUntilTheyAsk =
      noClasses()
          .that()
          .haveSimpleNameNotContaining("RuntimeFigures")
          .and()
          .haveSimpleNameNotContaining("CollectedFigures")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..")
          .because("these two are loaded with the first question, and what they know with them");

  @ArchTest
  static final ArchRule commandsAreQuickToLoad =
      classes()
          .that()
          .resideInAPackage("org.truckee.cli..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.truckee..", "java..", "picocli..", "com.fasterxml.jackson..")
          .because("each command is a process of its own and answers in less than half a second");

  @ArchTest
  static final ArchRule nobodyKnowsTheNode =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.truckee.node..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.truckee.node..")
          .because("the node puts the parts together, and parts do not know the whole");

  @ArchTest
  static final ArchRule othersKnowTheWebByItsFront =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.truckee.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              rooms(
                  "web",
                  "body",
                  "failure",
                  "activity",
                  "audit",
                  "http",
                  "json",
                  "local",
                  "page..",
                  "place",
                  "provisioning",
                  "reading",
                  "reply",
                  "request",
                  "resource",
                  "signin",
                  "statics",
                  "upkeep",
                  "view",
                  "walk",
                  "writing"))
          .because("a node starts the web and follows its figures, and answers no request itself");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices()
          .matching("org.truckee.(**)")
          .should()
          .beFreeOfCycles()
          .because("packages that need each other are one package");

  /** Of our own packages, {@code layer} uses only those {@code below} it. */
  private static ArchRule standsOn(String layer, String... below) {
    return noClasses()
        .that()
        .resideInAPackage("org.truckee." + layer + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.truckee..")
                .and(resideOutsideOfPackages(join(ours(join(below, layer)), "org.truckee"))))
        .because("ARCHITECTURE.md, The floors, has no arrow from " + layer + " to there")
        .allowEmptyShould(true);
  }

  private static String[] rooms(String layer, String... names) {
    return Arrays.stream(names)
        .map(name -> "org.truckee." + layer + (name.isEmpty() ? "" : "." + name))
        .toArray(String[]::new);
  }

  private static String[] ours(String... layers) {
    return Arrays.stream(layers).map(layer -> "org.truckee." + layer + "..").toArray(String[]::new);
  }

  private static String[] join(String[] some, String... others) {
    return Stream.of(some, others).flatMap(Arrays::stream).toArray(String[]::new);
  }

  /** The place of the program's own classes, without those of its tests. */
  static final class TheProgram implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      return Set.of(
          Location.of(GridException.class.getProtectionDomain().getCodeSource().getLocation()));
    }
  }
}
