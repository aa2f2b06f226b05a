package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.MemoryBudget;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.flow.Spool;
import org.truckee.client.flow.StreamedPlaintext;
import org.truckee.client.immutable.Downloader;
import org.truckee.client.immutable.UploadResult;
import org.truckee.client.immutable.Uploader;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServers;
import org.truckee.crypto.Convergence;
import org.truckee.placement.EncodingParameters;
import org.truckee.worker.Codec;

/**
 * The grid as one place to put files and get them back: what the web API and its pages stand on.
 */
public final class Gateway {
  private final Vertx vertx;
  private final Codec codec;
  private final GatewayConfig config;
  private final StorageServers servers;
  private final RandomGenerator random;
  private final MemoryBudget memory;
  private final Uploader uploader;
  private final Downloader downloader;

  /**
   * A gateway to the grid of {@code servers}. {@code random} makes keys, so it must be a secure
   * one.
   */
  public Gateway(
      Vertx vertx,
      Codec codec,
      GatewayConfig config,
      StorageServers servers,
      RandomGenerator random) {
    this.vertx = vertx;
    this.codec = codec;
    this.config = config;
    this.servers = servers;
    this.random = random;
    this.memory = new MemoryBudget(config.memory());
    this.uploader =
        new Uploader(codec, memory, servers, config.encoding(), new ServerSecrets(config.secret()));
    this.downloader =
        new Downloader(vertx, codec, memory, servers, config.encoding().maximumSegmentSize());
  }

  /** The servers that it knows. */
  public StorageServers servers() {
    return servers;
  }

  /** How it encodes files. */
  public EncodingParameters encoding() {
    return config.encoding();
  }

  /** The bytes that all transfers together hold in memory now. */
  public long memoryHeld() {
    return memory.used();
  }

  /** Where a file's key comes from. */
  public enum KeySource {
    /** From its contents: equal files have equal capabilities and share their shares. */
    CONVERGENT,
    /** From chance: nobody can tell from the shares whether two files are equal. */
    RANDOM
  }

  /**
   * Puts the file that {@code body}, which is paused, brings on the grid. A small file ends up in
   * its capability. If {@code size} is known, a body of another size fails.
   */
  public Future<UploadResult> put(ReadStream<Buffer> body, OptionalLong size, KeySource keySource) {
    if (size.isPresent() && size.getAsLong() > config.maximumFileSize())
      return Future.failedFuture(tooLarge());
    boolean direct =
        keySource == KeySource.RANDOM && size.isPresent() && size.getAsLong() > LitCap.MAX_SIZE;
    return direct
        ? send(new StreamedPlaintext(body, size.getAsLong()), randomKey())
        : spool(body, size, keySource);
  }

  private Future<UploadResult> spool(
      ReadStream<Buffer> body, OptionalLong size, KeySource keySource) {
    EncodingParameters encoding = config.encoding();
    Spool spool =
        new Spool(
            vertx,
            codec,
            config.temporary(),
            Math.max(1 << 20, encoding.maximumSegmentSize()),
            config.maximumFileSize(),
            length ->
                Convergence.keyHasher(
                    config.convergence(),
                    encoding.needed(),
                    encoding.total(),
                    encoding.segmentSizeFor(length)));
    return spool
        .take(body)
        .compose(
            plaintext -> {
              if (size.isPresent() && plaintext.size() != size.getAsLong()) {
                return plaintext
                    .close()
                    .compose(closed -> Future.failedFuture(sizeLied(size.getAsLong())));
              }
              if (plaintext.size() <= LitCap.MAX_SIZE) return literal(plaintext);
              return send(
                  plaintext, keySource == KeySource.CONVERGENT ? spool.digest() : randomKey());
            });
  }

  private Future<UploadResult> send(Plaintext plaintext, Secret key) {
    return uploader.upload(plaintext, key).eventually(plaintext::close);
  }

  private static Future<UploadResult> literal(Plaintext plaintext) {
    return plaintext
        .next((int) plaintext.size())
        .map(
            contents ->
                new UploadResult(new LitCap(new Secret(Bytes.wrap(contents))), Map.of(), 0));
  }

  private Secret randomKey() {
    byte[] key = new byte[16];
    random.nextBytes(key);
    return new Secret(Bytes.wrap(key));
  }

  /**
   * Opens the immutable file that {@code cap} reads; completes when enough of its shares have shown
   * that they are whole. {@code BAD_CAP} if it reads no such file.
   */
  public Future<GridFile> open(Capability cap) {
    if (cap instanceof LitCap literal)
      return Future.succeededFuture(new GridFile.Literal(literal.contents().bytes()));
    if (!(cap instanceof ChkReadCap chk)) {
      return Future.failedFuture(
          new GridException(
              GridException.Kind.BAD_CAP, "this capability does not read an immutable file"));
    }
    return downloader.open(chk);
  }

  private GridException tooLarge() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "a file has at most " + config.maximumFileSize() + " bytes here");
  }

  private static GridException sizeLied(long size) {
    return new GridException(
        GridException.Kind.BAD_REQUEST, "the body is not of the size announced: " + size);
  }
}
