package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.SurveyReach;
import org.truckee.client.mutable.write.Changes;
import org.truckee.client.mutable.write.Lessons;
import org.truckee.client.mutable.write.WriteAttempt;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.RepairRight;
import org.truckee.mutable.SignedPrefix;
import org.truckee.placement.ShareMove;

/** Makes and opens the mutable files of a grid. */
public final class MutableFiles {
  private static final int MAX_TOTAL = 255;

  private final MutableContext context;
  private final Changes changes;
  private final Supplier<Future<FileKeyPair>> newKeys;

  /** New files get their key pairs from {@code newKeys}, which never gives the same one twice. */
  public MutableFiles(ClientContext client, Supplier<Future<FileKeyPair>> newKeys) {
    this.context = new MutableContext(client);
    this.changes = new Changes(context);
    this.newKeys = newKeys;
  }

  /**
   * Recalls the versions that {@code seen} notes as seen, and notes new ones there, so that servers
   * which go back in time while this gateway is stopped are found out; and in {@code tried} the
   * numbers that it gave away. Blocks.
   */
  public void remember(Path seen, Path tried) throws IOException {
    context.seen().keepIn(seen);
    context.tried().keepIn(tried);
  }

  /** Has {@code listener} told of files that are written to fewer servers than there are. */
  public void tellOfThin(Consumer<MutableWriteCap> listener) {
    context.tellOfThin(listener);
  }

  /** Closes the files of {@link #remember}. Blocks. */
  public void close() throws IOException {
    context.seen().close();
    context.tried().close();
  }

  /**
   * Puts a new file with {@code contents}, which the caller closes, on the grid. Its key pair is
   * {@code keys}, which must never have served another file, or one that was made ahead.
   */
  public Future<MutableWriteCap> create(
      MutableFormat format, Plaintext contents, Optional<FileKeyPair> keys) {
    return make(format, contents, keys).map(MadeFile::cap);
  }

  /** The same; completes with the version of {@code contents}, too. */
  public Future<MadeFile> make(
      MutableFormat format, Plaintext contents, Optional<FileKeyPair> keys) {
    return requireUnused(keys)
        .compose(
            unused ->
                create(format, keys, (cap, attempt) -> made(cap, attempt.overwrite(contents))));
  }

  /**
   * Fails with {@code CONFLICT} if there is a file of {@code keys}, which somebody else chose,
   * already, in any format: a first version would stand against what the file holds.
   */
  public Future<Void> requireUnused(Optional<FileKeyPair> keys) {
    List<Future<Void>> formats = new ArrayList<>();
    keys.ifPresent(
        given -> {
          for (MutableFormat format : MutableFormat.values())
            formats.add(requireUnused(given.writeCap(format)));
        });
    return Future.all(formats).mapEmpty();
  }

  private Future<Void> requireUnused(MutableWriteCap cap) {
    return context
        .survey(cap.toReadCap().toVerifyCap(), SurveyReach.WRITING)
        .compose(
            map ->
                map.versions().isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(alreadyThere()));
  }

  private static GridException alreadyThere() {
    return new GridException(
        GridException.Kind.CONFLICT,
        "there is a file of this key pair already",
        "write to its capability, or leave the key pair out");
  }

  private static Future<MadeFile> made(MutableWriteCap cap, Future<SignedPrefix> version) {
    return version.map(first -> new MadeFile(cap, first));
  }

  /**
   * The same for contents that depend on the file's own capability, as a directory's do, and need
   * no closing.
   */
  public Future<MutableWriteCap> create(
      MutableFormat format,
      Function<MutableWriteCap, Plaintext> contents,
      Optional<FileKeyPair> keys) {
    return create(format, keys, (cap, attempt) -> attempt.begin(contents).map(cap));
  }

  /** A key pair for a new file, which serves no other one. */
  public Future<FileKeyPair> newKeys() {
    return newKeys.get();
  }

  private <T> Future<T> create(
      MutableFormat format,
      Optional<FileKeyPair> given,
      BiFunction<MutableWriteCap, WriteAttempt, Future<T>> first) {
    if (context.client().encoding().total() > MAX_TOTAL)
      return Future.failedFuture(tooManyShares());
    return given
        .map(Future::succeededFuture)
        .orElseGet(newKeys)
        .compose(
            keys -> {
              MutableWriteCap cap = keys.writeCap(format);
              context.keys().remember(cap, keys);
              return first.apply(
                  cap,
                  new WriteAttempt(
                      context,
                      cap,
                      context.nothing(cap),
                      keys,
                      false,
                      new Lessons(context.certainty())));
            });
  }

  /**
   * The file that {@code cap} writes, reads or checks (with a verify capability it can be looked
   * for, and not read); {@code BAD_CAP} if that is no mutable file.
   */
  public MutableFile open(Capability cap) {
    return new MutableFile(context, changes, MutableCaps.of(cap));
  }

  /**
   * Brings the shares of the newest version that can be read to their places again, where they are
   * missing, damaged or of an older version; the version itself stays as it is. With {@code blocks}
   * a share is good if all of it is, and otherwise if its hashes are. {@code CONFLICT}, with the
   * way out, if another version stands against it.
   */
  public Future<Void> repair(RepairRight right, boolean blocks) {
    return changes
        .repair(right, blocks)
        .compose(
            objection ->
                objection.<Future<Void>>map(Future::failedFuture).orElse(Future.succeededFuture()));
  }

  /** Moves shares as {@code moves} say, as far as that is possible; the file stays as it is. */
  public Future<Void> spread(RepairRight right, List<ShareMove<StorageServer>> moves) {
    return changes.spread(right, moves);
  }

  private static GridException tooManyShares() {
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        "mutable files have at most " + MAX_TOTAL + " shares, and this gateway makes more");
  }
}
