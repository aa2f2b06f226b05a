package org.truckee;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.backblaze.erasure.CodingLoop;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.truckee.platform.ContextBound;
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
  static final ArchRule nobodyWaitsForTooLongInAnotherWay =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ContextBound.class.getName())
          .should()
          .accessTargetWhere(target(name("timeout")).and(target(owner(assignableTo(Future.class)))))
          .because(
              "a future that is bound to no context would tell that its time is over on a thread of"
                  + " netty's own, and not on the event loop that waits");

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

  @ArchTest
  static final ArchRule nothingTakesManyArguments =
      codeUnits()
          .that()
          .areDeclaredInClassesThat()
          .areNotAssignableTo(CodingLoop.class)
          .should(takeFewArguments())
          .because("nobody keeps seven things in mind");

  /** A loop of the erasure code has the arguments that JavaReedSolomon gives it. */
  private static ArchCondition<JavaCodeUnit> takeFewArguments() {
    return new ArchCondition<>("take at most six arguments") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        if (written(unit) > 6)
          events.add(SimpleConditionEvent.violated(unit, unit.getDescription()));
      }
    };
  }

  /** The number of arguments that somebody wrote; the compiler adds some of its own. */
  private static int written(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    boolean made =
        unit.getModifiers().contains(JavaModifier.SYNTHETIC)
            || owner.isAnonymousClass()
            || owner.isLocalClass();
    if (made) return 0;
    int all = unit.getRawParameterTypes().size();
    if (!unit.isConstructor()) return all;
    return all - (owner.isEnum() ? 2 : owner.isInnerClass() ? 1 : 0);
  }
}
