package org.truckee.web.walk;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.check.CheckOptions;
import org.truckee.client.check.CheckResults;
import org.truckee.client.check.CheckResults.DamagedShare;
import org.truckee.client.check.Checker;
import org.truckee.client.check.DeepCheck;
import org.truckee.client.directory.Visit;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.json.CheckJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;

/** {@code deep-check}: the health of everything in a tree. */
final class CheckReport implements Report {
  /** The most results that are kept to be asked for one by one. */
  private static final int MAX_KEPT = 20_000;

  private final CheckPages pages;
  private final String root;
  private final boolean repair;
  private final DeepCheck check;
  private final Unreadable unreadable = new Unreadable();
  private final List<DamagedShare> damaged = new ArrayList<>();
  private final List<UnhealthyNode> unhealthy = new ArrayList<>();
  private final Map<String, CheckResults> kept = new HashMap<>();

  /** A check of the tree at the directory with the storage index {@code root}. */
  CheckReport(
      CheckPages pages, String root, Checker checker, CheckOptions options, boolean repair) {
    this.pages = pages;
    this.root = root;
    this.repair = repair;
    this.check = new DeepCheck(checker, options, new Noting());
  }

  private final class Noting implements DeepCheck.Listener {
    @Override
    public Future<Void> checked(Visit visit, Optional<CheckResults> results) {
      results.ifPresent(found -> add(visit, found));
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> prohibited(Visit visit, Throwable failure) {
      return unreadable(visit, failure);
    }
  }

  private void add(Visit visit, CheckResults found) {
    boolean room = kept.size() < MAX_KEPT;
    if (room) kept.put(found.storageIndex().toString(), found);
    if (damaged.size() < MAX_KEPT) damaged.addAll(found.damaged());
    if (!found.health().healthy() && unhealthy.size() < MAX_KEPT)
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
    Map<String, Object> fields = repair ? repaired(finished) : checked(finished);
    fields.put("stats", CheckJson.stats(check.stats()));
    unreadable.addTo(fields);
    return output.equals("json")
        ? Reply.text(TahoeJson.lines(fields) + "\n")
        : pages.deepCheck(check, unhealthy, unreadable, finished);
  }

  private Map<String, Object> checked(boolean finished) {
    Map<String, Object> fields = head(finished);
    fields.put("count-objects-healthy", check.healthy());
    fields.put("count-objects-unhealthy", check.checked() - check.healthy());
    fields.put("count-corrupt-shares", check.damagedShares());
    fields.put("list-corrupt-shares", CheckJson.damaged(damaged));
    fields.put("list-unhealthy-files", unhealthy.stream().map(UnhealthyNode::toJson).toList());
    return fields;
  }

  /** The results after a repair: nothing is repaired yet, so they are those before it. */
  private Map<String, Object> repaired(boolean finished) {
    Map<String, Object> fields = head(finished);
    long unhealthyCount = check.checked() - check.healthy();
    fields.put("count-objects-healthy-pre-repair", check.healthy());
    fields.put("count-objects-unhealthy-pre-repair", unhealthyCount);
    fields.put("count-objects-healthy-post-repair", check.healthy());
    fields.put("count-objects-unhealthy-post-repair", unhealthyCount);
    fields.put("count-repairs-attempted", 0);
    fields.put("count-repairs-successful", 0);
    fields.put("count-repairs-unsuccessful", 0);
    fields.put("count-corrupt-shares-pre-repair", check.damagedShares());
    fields.put("count-corrupt-shares-post-repair", check.damagedShares());
    fields.put("list-corrupt-shares", CheckJson.damaged(damaged));
    fields.put("list-remaining-corrupt-shares", CheckJson.damaged(damaged));
    fields.put("list-unhealthy-files", unhealthy.stream().map(UnhealthyNode::toJson).toList());
    return fields;
  }

  private Map<String, Object> head(boolean finished) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("finished", finished);
    fields.put("root-storage-index", root);
    fields.put("count-objects-checked", check.checked());
    return fields;
  }

  @Override
  public Reply tellOf(String storageIndex, String output) {
    CheckResults results = kept.get(storageIndex);
    if (results == null)
      throw new GridException(
          GridException.Kind.NOT_FOUND, "this check has come by nothing with that storage index");
    return output.equals("json")
        ? Reply.text(TahoeJson.lines(CheckJson.check(Optional.of(results))) + "\n")
        : pages.check(Optional.of(results), "");
  }
}
