package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;
import org.truckee.cap.Capability;
import org.truckee.cap.ReadCap;
import org.truckee.client.directory.file.FilesOfTables;
import org.truckee.client.flow.GridFile;
import org.truckee.client.plaintext.Plaintext;

/**
 * The immutable files of a gateway, for the tables that are kept in them.
 *
 * @param door throws for a capability of which nothing may be read
 */
record GatewayFiles(ImmutableFiles files, Consumer<Capability> door) implements FilesOfTables {
  @Override
  public Future<GridFile> open(ReadCap cap) {
    return Future.succeededFuture(cap)
        .compose(
            asked -> {
              door.accept(asked);
              return files.open(asked);
            });
  }

  @Override
  public Future<ReadCap> put(Plaintext contents) {
    return files.put(contents).map(stored -> stored.cap());
  }

  @Override
  public Future<Plaintext> keep(ReadStream<Buffer> bytes) {
    return files.receive(bytes).map(ReceivedFile::plaintext);
  }
}
