package org.truckee;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.truckee.platform.Ticker;

/** The calls that are made in one place or in one way. */
@AnalyzeClasses(locations = LayersTest.TheProgram.class)
class CallsTest {
  @ArchTest
  static final ArchRule aPortListensWhereItIsTold =
      noClasses()
          .should()
          .callMethod(HttpServer.class, "listen")
          .orShould()
          .callMethod(HttpServer.class, "listen", int.class)
          .orShould()
          .callMethod(NetServer.class, "listen")
          .orShould()
          .callMethod(NetServer.class, "listen", int.class)
          .orShould()
          .callConstructor(ServerSocket.class, int.class)
          .orShould()
          .callConstructor(ServerSocket.class, int.class, int.class)
          .orShould()
          .callConstructor(InetSocketAddress.class, int.class)
          .because("without a host beside the port it would listen on every address");

  @ArchTest
  static final ArchRule whatBlocksIsDoneInOneWay =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.truckee.platform")
          .should()
          .accessTargetWhere(
              target(name("executeBlocking"))
                  .and(
                      target(
                          owner(
                              assignableTo(Vertx.class)
                                  .or(assignableTo(Context.class))
                                  .or(assignableTo(WorkerExecutor.class))))))
          .because("it has threads that may wait, no order, and failures in words");

  @ArchTest
  static final ArchRule timeIsTakenFromAClockThatIsGiven =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.truckee", "org.truckee.platform", "org.truckee.cli..", "org.truckee.node..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .accessTargetWhere(
              target(owner(assignableTo(Clock.class))).and(target(nameMatching("system.*"))))
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .accessField(Ticker.class, "SYSTEM")
          .because(
              "a test chooses the time; commands and nodes, which begin all, hand theirs down");

  @ArchTest
  static final ArchRule messagesOfFailuresAreReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(FailureText.class.getName())
          .should()
          .accessTargetWhere(
              target(name("getMessage")).and(target(owner(assignableTo(Throwable.class)))))
          .because(
              "a failure tells its kind, its subject and its reasons by fields, and the sentence"
                  + " that is made of them last is for people and logs");
}
