package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.cap.ReadCap;
import org.truckee.client.directory.file.FilesOfTables;
import org.truckee.client.flow.GridFile;
import org.truckee.client.plaintext.Plaintext;

/** The immutable files of a gateway, for the tables that are kept in them. */
record GatewayFiles(Gateway gateway) implements FilesOfTables {
  @Override
  public Future<GridFile> open(ReadCap cap) {
    return gateway.open(cap);
  }

  @Override
  public Future<ReadCap> put(Plaintext contents) {
    return gateway.put(contents).map(stored -> stored.cap());
  }

  @Override
  public Future<Plaintext> keep(ReadStream<Buffer> bytes) {
    return gateway.receive(bytes).map(ReceivedFile::plaintext);
  }
}
