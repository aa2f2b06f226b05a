package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.reply.Stored;

/** The contents that a request brings, to become a new file or the next version of one. */
interface Contents {
  /** The capability of {@code there}, if these contents are to change it in place. */
  Optional<Capability> changing(ChildTarget there);

  /** Makes these contents the next version of the file that {@code cap} names. */
  Future<Stored> change(Capability cap);

  /** Stores these contents as a new file. */
  Future<Stored> store();
}
