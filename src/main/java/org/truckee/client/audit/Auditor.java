package org.truckee.client.audit;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.FairSemaphore;

/**
 * Finds out by samples whether servers still hold what they were given. Whatever capability it is
 * handed, it uses no more of it than the power to check. Thread-safe.
 */
public final class Auditor {
  private static final int AT_ONCE = 16;

  private final ClientContext context;
  private final ServerScores scores;
  private final BlockChoice choice;
  private final FairSemaphore places =
      new FairSemaphore("place among the audits", AT_ONCE, TimeUnit.MINUTES.toMillis(2));
  private volatile Consumer<Capability> door = anyone -> {};

  /** An auditor of the servers of {@code context}, which are scored in {@code scores}. */
  public Auditor(ClientContext context, ServerScores scores) {
    this.context = context;
    this.scores = scores;
    this.choice = new BlockChoice(context.machine().random());
  }

  /** From now on, an audit fails with the exception that {@code test} throws for its capability. */
  public void prohibit(Consumer<Capability> test) {
    door = test;
  }

  /** The scores of the servers that were audited. */
  public ServerScores scores() {
    return scores;
  }

  /**
   * Audits the file that {@code capability} names, or the file that a directory is kept in. Empty
   * if it has no shares: for contents in the capability itself, for directories on a vdrive server,
   * and for unknown kinds.
   */
  public Future<Optional<AuditResults>> audit(Capability capability, AuditOptions options) {
    return Future.succeededFuture(capability)
        .compose(
            asked -> {
              door.accept(asked);
              return asked
                  .verifyCap()
                  .map(Auditor::fileOf)
                  .flatMap(this::auditOf)
                  .map(audit -> run(audit, options).map(Optional::of))
                  .orElse(Future.succeededFuture(Optional.empty()));
            });
  }

  private static VerifyCap fileOf(VerifyCap cap) {
    return cap instanceof DirectoryVerifyCap directory ? directory.file() : cap;
  }

  private Optional<FileAudit> auditOf(VerifyCap file) {
    if (file instanceof ChkVerifyCap chk)
      return Optional.of(
          new FileAudit(context, file, new ImmutableSampler(context, chk, choice), choice));
    if (file instanceof MutableVerifyCap mutable)
      return Optional.of(
          new FileAudit(context, file, new MutableSampler(context, mutable, choice), choice));
    return Optional.empty();
  }

  private Future<AuditResults> run(FileAudit audit, AuditOptions options) {
    return places
        .enter(() -> audit.run(options))
        .onComplete(end -> audit.ended(end.cause()))
        .compose(this::noted);
  }

  private Future<AuditResults> noted(AuditResults results) {
    scores.note(results);
    return context.machine().blocking().run(scores::save).map(results);
  }
}
