package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryReadCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.server.StorageServer;

/** Finds out how well files and directories are kept. It changes nothing but leases. */
public final class Checker {
  private final ImmutableCheck immutableFiles;
  private final MutableCheck mutableFiles;
  private final TableCheck tables;
  private volatile Consumer<Capability> door = anyone -> {};

  /** A checker, made of the checks of each kind. */
  public Checker(ImmutableCheck immutableFiles, MutableCheck mutableFiles, TableCheck tables) {
    this.immutableFiles = immutableFiles;
    this.mutableFiles = mutableFiles;
    this.tables = tables;
  }

  /** From now on, a check fails with the exception that {@code test} throws for its capability. */
  public void prohibit(Consumer<Capability> test) {
    door = test;
  }

  /**
   * Checks the thing that {@code capability} names. Empty if there is nothing to check: for
   * contents in the capability itself, and for unknown kinds.
   */
  public Future<Optional<CheckResults>> check(Capability capability, CheckOptions options) {
    return Future.succeededFuture(capability)
        .compose(
            asked -> {
              door.accept(asked);
              return allowed(asked, options);
            });
  }

  private Future<Optional<CheckResults>> allowed(Capability capability, CheckOptions options) {
    return capability
        .verifyCap()
        .map(verify -> check(capability, verify, options).map(Optional::of))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  private Future<CheckResults> check(
      Capability capability, VerifyCap verify, CheckOptions options) {
    if (verify instanceof DirectoryVerifyCap directory)
      return check(fileOf(capability), directory.file(), options);
    if (verify instanceof ChkVerifyCap chk) return immutableFiles.check(chk, options);
    if (verify instanceof MutableVerifyCap) return mutableFiles.check(capability, options);
    if (verify instanceof VdriveVerifyCap vdrive) return tables.check(capability, vdrive);
    throw new IllegalArgumentException("a verify capability of another kind");
  }

  /** Renews the leases of what {@code cap} checks, or adds some, at {@code servers}. */
  public Future<Void> renew(VerifyCap cap, List<StorageServer> servers) {
    return immutableFiles.renew(cap.storageIndex(), servers);
  }

  /** The file that a directory is kept in, with the same power; anything else itself. */
  public static Capability fileOf(Capability capability) {
    if (capability instanceof DirectoryWriteCap write) return write.file();
    if (capability instanceof DirectoryReadCap read) return read.file();
    return capability instanceof DirectoryVerifyCap verify ? verify.file() : capability;
  }
}
