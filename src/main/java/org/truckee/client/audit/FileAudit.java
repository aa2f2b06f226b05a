package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.truckee.GridException;
import org.truckee.cap.VerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;

/**
 * One audit of one file: all servers name their shares, and then those that have some are asked for
 * blocks of them. Event loop only; serves once.
 */
final class FileAudit {
  private final ClientContext context;
  private final VerifyCap cap;
  private final ShareSampler sampler;
  private final BlockChoice choice;
  private final Timeline timeline;
  private final Map<StorageServer, SortedSet<Integer>> claims = new LinkedHashMap<>();
  private final List<StorageServer> silent = new ArrayList<>();
  private final List<AuditedShare> audited = new ArrayList<>();

  /** A share that a server says it has. */
  private record Claim(StorageServer server, int number) {}

  FileAudit(ClientContext context, VerifyCap cap, ShareSampler sampler, BlockChoice choice) {
    this.context = context;
    this.cap = cap;
    this.sampler = sampler;
    this.choice = choice;
    this.timeline = context.timelines().begin(Timeline.Kind.AUDIT, cap.storageIndex(), 0);
  }

  /** The results, whatever servers do; fails with {@code BUSY} if this gateway is. */
  Future<AuditResults> run(AuditOptions options) {
    List<Future<Void>> asked =
        context.servers().permuted(cap.storageIndex()).stream().map(this::ask).toList();
    return Future.join(asked)
        .compose(told -> Future.join(auditAll(options)))
        .map(done -> results());
  }

  /** Notes the end, whether or not it got a place; {@code failure} is null if all went well. */
  void ended(Throwable failure) {
    timeline.finish(failure);
  }

  private Future<Void> ask(StorageServer server) {
    return timeline
        .watch(
            Step.Work.ASK,
            server.name(),
            -1,
            -1,
            new RepeatedQuestion<>(context, server, () -> sampler.claims(server)).answer())
        .onSuccess(numbers -> claims.put(server, numbers))
        .<Void>mapEmpty()
        .recover(failure -> fellSilent(server, failure));
  }

  private Future<Void> fellSilent(StorageServer server, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.BUSY)) return Future.failedFuture(failure);
    silent.add(server);
    return Future.succeededFuture();
  }

  private List<Future<Void>> auditAll(AuditOptions options) {
    List<Claim> all = new ArrayList<>();
    claims.forEach(
        (server, numbers) -> numbers.forEach(number -> all.add(new Claim(server, number))));
    Map<StorageServer, List<Integer>> chosen =
        choice.some(all, options.shares()).stream()
            .collect(
                Collectors.groupingBy(
                    Claim::server, Collectors.mapping(Claim::number, Collectors.toList())));
    List<Future<Void>> audits = new ArrayList<>();
    chosen.forEach(
        (server, numbers) ->
            audits.add(
                new ServerAudit(context, sampler, server, options.blocks(), timeline)
                    .of(numbers)
                    .onSuccess(audited::addAll)
                    .mapEmpty()));
    return audits;
  }

  private AuditResults results() {
    audited.sort(
        Comparator.comparing(AuditedShare::number).thenComparing(share -> share.server().name()));
    Set<Integer> claimed =
        claims.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    return new AuditResults(
        cap, sampler.code().orElseGet(this::usual), claimed, audited, silent, claims.size());
  }

  /** The encoding that is expected of a file of which nothing is there. */
  private AuditResults.Code usual() {
    return new AuditResults.Code(context.encoding().needed(), context.encoding().total());
  }
}
