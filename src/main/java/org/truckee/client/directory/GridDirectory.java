package org.truckee.client.directory;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.mutable.MutableFile;
import org.truckee.client.mutable.MutableVersion;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.worker.Codec;

/**
 * A directory that is kept in a mutable file. Its writers change the whole table, and one that
 * meets another's change makes its own again of what that one left, so that different names never
 * conflict.
 */
final class GridDirectory implements Directory {
  private final Capability capability;
  private final TableForm form;
  private final MutableFile file;
  private final Codec codec;
  private final InstantSource clock;
  private final TableCache tables;
  private final TableChanges changes;
  private volatile OptionalLong size = OptionalLong.empty();

  GridDirectory(
      Capability capability,
      TableForm form,
      MutableFile file,
      Codec codec,
      InstantSource clock,
      TableCache tables,
      TableChanges changes) {
    this.capability = capability;
    this.form = form;
    this.file = file;
    this.codec = codec;
    this.clock = clock;
    this.tables = tables;
    this.changes = changes;
  }

  @Override
  public Capability capability() {
    return capability;
  }

  private Future<Table> read() {
    return newest().compose(this::read);
  }

  private Future<MutableVersion> newest() {
    return file.newest().onSuccess(version -> size = OptionalLong.of(version.size()));
  }

  private Future<Table> read(MutableVersion version) {
    if (version.size() > TableCache.MAX_TABLE)
      return Future.failedFuture(Directories.tooLarge(TableCache.MAX_TABLE));
    TableCache.Key key = new TableCache.Key(capability, version.sequence(), version.rootHash());
    return tables.get(key, () -> version.contents(this::unpack)).recover(this::readAgainIfReplaced);
  }

  private Future<Table> readAgainIfReplaced(Throwable failure) {
    return GridException.is(failure, GridException.Kind.CONFLICT)
        ? file.contents(this::unpack)
        : Future.failedFuture(failure);
  }

  private Future<Table> unpack(Bytes contents) {
    return codec.run(() -> Table.unpack(form, contents));
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return read().map(table -> table.get(name));
  }

  @Override
  public Listing list() {
    return new TableListing(codec, this::read);
  }

  @Override
  public Future<Optional<String>> state() {
    return newest().map(version -> Optional.of(version.sequence() + "-" + version.rootHash()));
  }

  @Override
  public Future<Long> size() {
    return size.isPresent()
        ? Future.succeededFuture(size.getAsLong())
        : newest().map(MutableVersion::size);
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    if (!isWritable()) return Future.failedFuture(Directories.readOnly());
    TableChange change = new TableChange(edits, clock.instant());
    return changes.make(change, capability, form, file).map(done -> change.before());
  }

  @Override
  public DirectoryFormat usualFormat() {
    return DirectoryFormat.SDMF;
  }
}
