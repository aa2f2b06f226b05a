package org.truckee.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.GridFile;
import org.truckee.client.immutable.down.Downloader;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.immutable.up.Uploader;
import org.truckee.client.immutable.up.WritingTurns;
import org.truckee.client.limit.StorageQuota;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.crypto.StorageIndex;

/** The immutable files of a gateway: how they come in and go on the grid, and how they are read. */
final class ImmutableFiles {
  /** The leave to send what is put on the grid as soon as there is room. */
  private static final Future<Void> AT_ONCE = Future.succeededFuture();

  private final ClientContext context;
  private final GatewayConfig config;
  private final Intake intake;
  private final Uploader uploader;
  private final Downloader downloader;
  private volatile Consumer<VerifyCap> thin = unheard -> {};

  /** Files that come in by {@code intake}, and go out in {@code turns}. */
  ImmutableFiles(ClientContext context, GatewayConfig config, Intake intake, WritingTurns turns) {
    this.context = context;
    this.config = config;
    this.intake = intake;
    this.uploader = new Uploader(context, turns);
    this.downloader = new Downloader(context);
  }

  /**
   * Puts the file that {@code body}, which is paused, brings on the grid. A small file ends up in
   * its capability. If {@code size} is known, a body of another size fails. In the timelines, the
   * upload is called {@code label}.
   */
  Future<UploadResult> put(
      ReadStream<Buffer> body, OptionalLong size, KeySource keySource, String label) {
    if (size.isPresent() && size.getAsLong() > config.maximumFileSize())
      return Future.failedFuture(tooLarge());
    boolean streamed =
        keySource == KeySource.RANDOM && size.isPresent() && size.getAsLong() > LitCap.MAX_SIZE;
    return (streamed ? intake.stream(body, size.getAsLong()) : Optional.<Plaintext>empty())
        .map(file -> send(file, randomKey(), label))
        .orElseGet(() -> putReceived(body, size, keySource, label));
  }

  private Future<UploadResult> putReceived(
      ReadStream<Buffer> body, OptionalLong size, KeySource keySource, String label) {
    return intake
        .receive(body, Long.MAX_VALUE)
        .compose(file -> checkSize(file, size))
        .compose(file -> put(file, keySource, label));
  }

  private static Future<ReceivedFile> checkSize(ReceivedFile file, OptionalLong size) {
    return size.isEmpty() || file.size() == size.getAsLong()
        ? Future.succeededFuture(file)
        : file.close().compose(closed -> Future.failedFuture(sizeLied(size.getAsLong())));
  }

  /**
   * Puts {@code file}, which is closed in any case, on the grid; in the timelines, the upload is
   * called {@code label}.
   */
  Future<UploadResult> put(ReceivedFile file, KeySource keySource, String label) {
    return put(file, keySource, label, AT_ONCE).eventually(file::close);
  }

  /**
   * Puts {@code file}, which its holder closes, on the grid. Servers are asked for room at once;
   * the file is neither read nor sent before {@code leave} is given.
   */
  Future<UploadResult> put(
      ReceivedFile file, KeySource keySource, String label, Future<Void> leave) {
    return file.size() <= LitCap.MAX_SIZE
        ? leave.compose(given -> literal(file.plaintext()))
        : upload(
            file.plaintext(),
            keySource == KeySource.CONVERGENT ? file.convergentKey() : randomKey(),
            label,
            leave);
  }

  private Future<UploadResult> send(Plaintext plaintext, Secret key, String label) {
    return upload(plaintext, key, label, AT_ONCE).eventually(plaintext::close);
  }

  private Future<UploadResult> upload(
      Plaintext plaintext, Secret key, String label, Future<Void> leave) {
    return StorageQuota.counting(
            StorageIndex.ofKey(key),
            plaintext.size(),
            () -> uploader.upload(plaintext, key, label, leave))
        .onSuccess(this::noteIfThin);
  }

  /** Has {@code listener} told of files that are stored on fewer servers than there are. */
  void tellOfThin(Consumer<VerifyCap> listener) {
    thin = listener;
  }

  private void noteIfThin(UploadResult stored) {
    long servers = stored.servers().values().stream().distinct().count();
    int total = context.encoding().total();
    boolean whole = stored.servers().size() == total;
    if (whole && servers >= Math.min(total, context.servers().all().size())) return;
    stored.cap().verifyCap().ifPresent(thin);
  }

  /** Puts {@code contents} on the grid, which can be read again; their key follows from them. */
  Future<UploadResult> put(Plaintext contents) {
    if (contents.size() > config.maximumFileSize()) return Future.failedFuture(tooLarge());
    return contents.size() <= LitCap.MAX_SIZE
        ? literal(contents)
        : intake.convergentKey(contents).compose(key -> send(contents, key, ""));
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
    context.machine().random().nextBytes(key);
    return new Secret(Bytes.wrap(key));
  }

  /** Opens the file that {@code cap} reads; {@code BAD_CAP} if it reads no immutable file. */
  Future<GridFile> open(Capability cap) {
    if (cap instanceof LitCap literal)
      return Future.succeededFuture(new GridFile.Literal(literal.contents().bytes()));
    if (cap instanceof ChkReadCap chk) return downloader.open(chk);
    return Future.failedFuture(
        new GridException(GridException.Kind.BAD_CAP, "this capability does not read a file"));
  }

  /** Takes in the file that {@code body}, which is paused, brings; nothing is put on the grid. */
  Future<ReceivedFile> receive(ReadStream<Buffer> body) {
    return intake.receive(body, Long.MAX_VALUE);
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
