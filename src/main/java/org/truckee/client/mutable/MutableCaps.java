package org.truckee.client.mutable;

import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;

/** The rights of one capability of a mutable file. */
record MutableCaps(
    Capability given,
    MutableVerifyCap verify,
    Optional<MutableReadCap> read,
    Optional<MutableWriteCap> write) {
  /** {@code BAD_CAP} if {@code cap} is not that of a mutable file. */
  static MutableCaps of(Capability cap) {
    if (cap instanceof MutableWriteCap write) {
      MutableReadCap read = write.toReadCap();
      return new MutableCaps(cap, read.toVerifyCap(), Optional.of(read), Optional.of(write));
    }
    if (cap instanceof MutableReadCap read)
      return new MutableCaps(cap, read.toVerifyCap(), Optional.of(read), Optional.empty());
    if (cap instanceof MutableVerifyCap verify)
      return new MutableCaps(cap, verify, Optional.empty(), Optional.empty());
    throw new GridException(
        GridException.Kind.BAD_CAP, "this capability is not that of a mutable file");
  }

  /** The format of the file. */
  MutableFormat format() {
    return verify.format();
  }

  /** The right to read; {@code FORBIDDEN} if there is none. */
  MutableReadCap requireRead() {
    return read.orElseThrow(() -> forbidden("does not allow to read the file"));
  }

  /** The failure, {@code FORBIDDEN}, of a capability that {@code why} tells of, without the cap. */
  static GridException forbidden(String why) {
    return new GridException(GridException.Kind.FORBIDDEN, "this capability " + why);
  }
}
