package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;

/**
 * The audit of the shares that one server says it has, one after the other. A server that falls
 * silent is asked for no further share. Event loop only; serves once.
 */
final class ServerAudit {
  private final ClientContext context;
  private final ShareSampler sampler;
  private final StorageServer server;
  private final int blocks;
  private final Timeline timeline;
  private final List<AuditedShare> audited = new ArrayList<>();
  private boolean away;

  /** An audit of {@code blocks} blocks of each share, a step of {@code timeline} each. */
  ServerAudit(
      ClientContext context,
      ShareSampler sampler,
      StorageServer server,
      int blocks,
      Timeline timeline) {
    this.context = context;
    this.sampler = sampler;
    this.server = server;
    this.blocks = blocks;
    this.timeline = timeline;
  }

  /** The outcome for each of {@code numbers}; fails with {@code BUSY} only. */
  Future<List<AuditedShare>> of(List<Integer> numbers) {
    return SequentialSteps.forEach(numbers, this::audit).map(done -> audited);
  }

  private Future<Void> audit(int number) {
    if (away) {
      note(number, AuditVerdict.SILENT, "its server had fallen silent before");
      return Future.succeededFuture();
    }
    return timeline
        .watch(Step.Work.READ, server.name(), number, -1, sample(number))
        .onSuccess(sample -> audited.add(AuditedShare.good(server, number, sample)))
        .onSuccess(sample -> timeline.sampled(sample.bytes()))
        .<Void>mapEmpty()
        .recover(failure -> judge(number, failure));
  }

  private Future<SampledBlocks> sample(int number) {
    return new RepeatedQuestion<>(context, server, () -> sampler.sample(server, number, blocks))
        .answer();
  }

  /** A server that names a share and then denies having it has lost it, or lied. */
  private Future<Void> judge(int number, Throwable failure) {
    if (GridException.is(failure, Kind.BUSY)) return Future.failedFuture(failure);
    String reason = FailureText.sentence(failure);
    if (GridException.is(failure, Kind.CORRUPT)) {
      note(number, AuditVerdict.BAD, reason);
      sampler.report(server, number, reason).onFailure(Quietly::ignore);
    } else if (GridException.is(failure, Kind.NOT_FOUND)) {
      note(number, AuditVerdict.BAD, "its server names the share, and does not give it");
    } else {
      away = !GridException.is(failure, Kind.CONFLICT);
      note(number, AuditVerdict.SILENT, reason);
    }
    return Future.succeededFuture();
  }

  private void note(int number, AuditVerdict verdict, String reason) {
    audited.add(AuditedShare.not(server, number, verdict, reason));
  }
}
