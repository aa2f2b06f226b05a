package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.ReceivedFile;
import org.truckee.client.mutable.MutableFile;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.State;
import org.truckee.web.monitor.Counters;
import org.truckee.web.reply.Stored;

/** Writes the next versions of files that can change. */
public final class NextVersions {
  private final Gateway gateway;
  private final Counters counters;

  /** Versions of files of {@code gateway}, which are counted. */
  public NextVersions(Gateway gateway, Counters counters) {
    this.gateway = gateway;
    this.counters = counters;
  }

  /** Makes {@code file}, which is closed in any case, all the contents of a mutable file. */
  Future<Stored> replace(Capability cap, ReceivedFile file, Optional<Conditions> conditions) {
    return change(file, () -> open(cap, conditions).replace(file.plaintext()))
        .map(written -> Stored.of(cap, written));
  }

  /**
   * Makes {@code file} the contents from {@code offset} on. The next version differs from the sent
   * bytes, so it gets no tag (RFC 9110, section 8.8.3).
   */
  Future<Stored> write(
      Capability cap, ReceivedFile file, long offset, Optional<Conditions> conditions) {
    return change(file, () -> open(cap, conditions).write(offset, file.plaintext()))
        .map(written -> Stored.untagged(cap));
  }

  /** The file, with its change made only to the version that {@code conditions} meet. */
  private MutableFile open(Capability cap, Optional<Conditions> conditions) {
    gateway.blacklist().check(cap);
    MutableFile file = gateway.mutableFiles().open(cap);
    return conditions
        .filter(Conditions::any)
        .map(met -> file.onlyIf(version -> met.check(Optional.of(State.of(version)))))
        .orElse(file);
  }

  private <T> Future<T> change(ReceivedFile file, Supplier<Future<T>> change) {
    return Future.succeededFuture()
        .compose(received -> change.get())
        .onSuccess(changed -> counters.add(Counters.Kind.MUTABLE_PUBLISHED, file.size()))
        .eventually(file::close);
  }
}
