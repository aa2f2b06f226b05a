package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.ReceivedFile;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.http.Conditions;
import org.truckee.web.reply.Stored;

/**
 * A file of a form, which changes files that its sender can change.
 *
 * @param conditions the conditions on the file that is changed; empty if they are on its directory
 */
record FormContents(
    ReceivedFile file,
    Kept kept,
    Optional<Conditions> conditions,
    Uploads uploads,
    NextVersions versions)
    implements Contents {
  @Override
  public Optional<Capability> changing(ChildTarget there) {
    return there.write().filter(cap -> cap instanceof WriteCap && cap.isMutable());
  }

  @Override
  public Future<Stored> change(Capability cap) {
    return versions.replace(cap, file, conditions);
  }

  @Override
  public Future<Stored> store() {
    return uploads.store(file, kept);
  }
}
