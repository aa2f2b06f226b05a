package org.truckee.protocol.entrust;

import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryReadCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.VerifyCap;
import org.truckee.mutable.RepairRight;

/**
 * One file that is entrusted, or one directory as the file that it is kept in.
 *
 * @param file the right to find and check its shares
 * @param enablerMaster the secret that makes servers change the shares of a file that can change;
 *     empty for others, and where its owner does not give it
 */
public record Entrusted(VerifyCap file, Optional<Secret> enablerMaster) {
  /** Checks that it has shares, and that only what can change has the secret. */
  public Entrusted {
    Objects.requireNonNull(enablerMaster, "enablerMaster");
    if (!(file instanceof ChkVerifyCap) && !(file instanceof MutableVerifyCap))
      throw new IllegalArgumentException("only what has shares can be entrusted");
    if (enablerMaster.isPresent() && !file.isMutable())
      throw new IllegalArgumentException("a file that never changes has no write enabler");
  }

  /**
   * The part of {@code capability} that a caretaker needs, with the power to repair if {@code
   * repair}; empty for a thing without shares, such as a directory on a vdrive server.
   */
  public static Optional<Entrusted> of(Capability capability, boolean repair) {
    Capability file = fileOf(capability);
    Optional<Secret> secret =
        repair && file instanceof MutableWriteCap write
            ? Optional.of(write.writeEnablerMaster())
            : Optional.empty();
    return file.verifyCap()
        .filter(cap -> cap instanceof ChkVerifyCap || cap instanceof MutableVerifyCap)
        .map(cap -> new Entrusted(cap, secret));
  }

  private static Capability fileOf(Capability capability) {
    if (capability instanceof DirectoryWriteCap write) return write.file();
    if (capability instanceof DirectoryReadCap read) return read.file();
    return capability instanceof DirectoryVerifyCap verify ? verify.file() : capability;
  }

  /** Returns whether a caretaker can repair it. */
  public boolean isRepairable() {
    return !file.isMutable() || enablerMaster.isPresent();
  }

  /** The power over the shares of a file that can change, if it is given. */
  public Optional<RepairRight> repairRight() {
    return enablerMaster.map(secret -> new RepairRight((MutableVerifyCap) file, secret));
  }
}
