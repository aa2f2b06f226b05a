package org.truckee.client.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Visit;
import org.truckee.dirnode.ChildTarget;
import org.truckee.testing.known.MadeResults;

class DeepCheckTest {
  private static final String FILE =
      "URI:CHK:aaaaaaaaaaaaaaaaaaaaaaaaaa:" + "a".repeat(52) + ":3:10:100%d";

  @Test
  void repairs_areCountedBeforeAndAfter() {
    List<RepairResults> results =
        List.of(
            new RepairResults(MadeResults.withShares(10), false, MadeResults.withShares(10)),
            new RepairResults(MadeResults.withShares(7), true, MadeResults.withShares(10)),
            new RepairResults(MadeResults.withShares(5), true, MadeResults.withShares(9)),
            RepairResults.failed(
                MadeResults.withShares(2),
                new GridException(GridException.Kind.NOT_ENOUGH_SHARES, "2 of 3 shares")));
    DeepCheck check =
        new DeepCheck(
            cap -> Future.succeededFuture(size(cap).map(results::get)),
            (visit, found) -> Future.succeededFuture());

    for (int i = 0; i < results.size(); i++) visit(check, FILE.formatted(i));
    visit(check, "URI:LIT:nbswy3dp");

    assertThat(check.finish().succeeded()).isTrue();
    assertThat(check.before().all()).isEqualTo(4);
    assertThat(check.before().healthy()).isEqualTo(1);
    assertThat(check.before().unhealthy()).isEqualTo(3);
    assertThat(check.after().healthy()).isEqualTo(2);
    assertThat(check.after().unrecoverable()).isEqualTo(1);
    assertThat(check.attempted()).isEqualTo(3);
    assertThat(check.successful()).isEqualTo(1);
    assertThat(check.stats().counts().files()).isEqualTo(5);
  }

  @Test
  void aFewChecksAreUnderWayAtOnce_andTheirResultsAreToldInOrder() {
    List<Promise<Optional<RepairResults>>> asked = new ArrayList<>();
    List<String> told = new ArrayList<>();
    DeepCheck check =
        new DeepCheck(
            cap -> {
              asked.add(Promise.promise());
              return asked.get(asked.size() - 1).future();
            },
            (visit, found) -> {
              told.add(String.join("/", visit.path()));
              return Future.succeededFuture();
            });

    List<Future<Void>> visits = new ArrayList<>();
    for (int i = 0; i < 8; i++) visits.add(visit(check, FILE.formatted(i)));
    assertThat(visits.subList(0, 7)).allMatch(Future::succeeded);
    assertThat(visits.get(7).isComplete()).isFalse();
    asked.get(1).complete(Optional.empty());
    assertThat(told).isEmpty();
    asked.get(0).complete(Optional.empty());

    assertThat(visits.get(7).succeeded()).isTrue();
    assertThat(told).containsExactly(FILE.formatted(0), FILE.formatted(1));
  }

  @Test
  void aListenerThatFails_isToldNothingMore() {
    List<String> told = new ArrayList<>();
    DeepCheck check =
        new DeepCheck(
            cap -> Future.succeededFuture(Optional.empty()),
            (visit, found) -> {
              told.add(String.join("/", visit.path()));
              return Future.failedFuture(new IllegalStateException("gone"));
            });

    for (int i = 0; i < 3; i++) visit(check, FILE.formatted(i));

    assertThat(check.finish().failed()).isTrue();
    assertThat(told).hasSize(1);
  }

  private static Future<Void> visit(DeepCheck check, String uri) {
    return check.visit(new Visit(List.of(uri), ChildTarget.of(Capability.parse(uri))));
  }

  private static Optional<Integer> size(Capability cap) {
    return cap.verifyCap().map(verify -> Integer.parseInt(cap.toUri().replaceFirst(".*:100", "")));
  }
}
