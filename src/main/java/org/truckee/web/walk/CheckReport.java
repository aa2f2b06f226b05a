package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.check.CheckResults.DamagedShare;
import org.truckee.client.directory.Visit;
import org.truckee.client.repair.DeepCheck;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.repair.Repairer;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;

/** {@code deep-check}: the health of everything in a tree, and the repairs of it. */
final class CheckReport implements Report {
  /** The most results that are kept to be asked for one by one. */
  private static final int MAX_KEPT = 20_000;

  private final Looks looks;
  private final HealthQuestion question;
  private final DeepCheck check;
  private final Unreadable unreadable = new Unreadable();
  private final List<DamagedShare> damaged = new ArrayList<>();
  private final List<DamagedShare> stillDamaged = new ArrayList<>();
  private final List<UnhealthyNode> unhealthy = new ArrayList<>();
  private final Map<String, RepairResults> kept = new HashMap<>();

  /** The pages about a thing of the tree, and about all of it. */
  record Looks(CheckPages one, DeepCheckPages all) {}

  /** A check of a tree by {@code question}, which {@code repairer} answers. */
  CheckReport(Looks looks, Repairer repairer, HealthQuestion question) {
    this.looks = looks;
    this.question = question;
    this.check = new DeepCheck(cap -> question.ask(repairer, cap), new Noting());
  }

  private final class Noting implements DeepCheck.Listener {
    @Override
    public Future<Void> checked(Visit visit, Optional<RepairResults> results) {
      results.ifPresent(found -> add(visit, found));
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> prohibited(Visit visit, Throwable failure) {
      return unreadable(visit, failure);
    }
  }

  private void add(Visit visit, RepairResults found) {
    boolean room = kept.size() < MAX_KEPT;
    if (room) kept.put(found.before().storageIndex().toString(), found);
    if (damaged.size() < MAX_KEPT) damaged.addAll(found.before().damaged());
    if (stillDamaged.size() < MAX_KEPT) stillDamaged.addAll(found.after().damaged());
    if (!found.before().health().healthy() && unhealthy.size() < MAX_KEPT)
      unhealthy.add(new UnhealthyNode(visit, found));
  }

  @Override
  public Future<Void> visit(Visit visit) {
    return check.visit(visit);
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    check.listed(directory, children, size);
  }

  @Override
  public Future<Void> unreadable(Visit visit, Throwable failure) {
    unreadable.add(visit, failure);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> finish() {
    return check.finish();
  }

  @Override
  public Reply tell(String output, boolean finished) {
    if (output.equals("json")) return json(finished);
    return finished ? looks.all().done(check, unhealthy, unreadable) : looks.all().running(check);
  }

  private Reply json(boolean finished) {
    DeepCheckJson findings = new DeepCheckJson(check, damaged, stillDamaged, unhealthy);
    String root =
        looks.all().root().verifyCap().map(verify -> verify.storageIndex().toString()).orElse("");
    Map<String, Object> fields =
        question.repair() ? findings.repaired(root, finished) : findings.checked(root, finished);
    unreadable.addTo(fields);
    return Reply.text(TahoeJson.lines(fields) + "\n");
  }

  @Override
  public Reply tellOf(String storageIndex, String output) {
    RepairResults results = kept.get(storageIndex);
    if (results == null)
      throw new GridException(
          GridException.Kind.NOT_FOUND, "this check has come by nothing with that storage index");
    return output.equals("json")
        ? Reply.text(TahoeJson.lines(question.json(Optional.of(results))) + "\n")
        : looks.one().page(CheckPages.Subject.UNKNOWN, question.repair(), Optional.of(results));
  }
}
