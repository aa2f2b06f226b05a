package org.truckee.mutable;

import java.util.Optional;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;

/**
 * The power over the shares of a mutable file: to find and check them, and to make servers change
 * them. Without the write capability it does not reach the contents, which can neither be read nor
 * replaced by others that readers would believe; but shares can be spoiled with it.
 *
 * @param file the right to find and check the shares
 * @param enablerMaster the secret that each server's write enabler is made of
 * @param write the right to write the file, if its owner repairs it
 */
public record RepairRight(
    MutableVerifyCap file, Secret enablerMaster, Optional<MutableWriteCap> write) {
  /** The right that the owner of a file gives to a caretaker. */
  public RepairRight(MutableVerifyCap file, Secret enablerMaster) {
    this(file, enablerMaster, Optional.empty());
  }

  /** The right that is part of {@code write}. */
  public static RepairRight of(MutableWriteCap write) {
    return new RepairRight(
        write.toReadCap().toVerifyCap(), write.writeEnablerMaster(), Optional.of(write));
  }
}
