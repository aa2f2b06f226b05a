package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.client.directory.OpenedListing;
import org.truckee.client.mutable.MutableFile;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.worker.Machine;

/**
 * A directory that is kept in a mutable file. Its writers change the whole table, and a writer that
 * meets another's change makes its own again on top of it, so that different names never conflict.
 */
final class GridDirectory implements Directory {
  private final Capability capability;
  private final TableForm form;
  private final MutableFile file;
  private final Machine machine;
  private final TableCache tables;
  private final TableChanges changes;
  private volatile OptionalLong size = OptionalLong.empty();

  GridDirectory(
      Capability capability,
      TableForm form,
      MutableFile file,
      Machine machine,
      TableCache tables,
      TableChanges changes) {
    this.capability = capability;
    this.form = form;
    this.file = file;
    this.machine = machine;
    this.tables = tables;
    this.changes = changes;
  }

  @Override
  public Capability capability() {
    return capability;
  }

  private Future<MutableVersion> newest() {
    return file.newest().onSuccess(version -> size = OptionalLong.of(version.size()));
  }

  /** A table, and the name of its version if that is known. */
  private record Read(Table table, Optional<String> state) {}

  private Future<Read> read(MutableVersion version) {
    TableCache.Key key = new TableCache.Key(capability, version.sequence(), version.rootHash());
    return tables
        .get(key, () -> version.contents(this::unpack))
        .map(table -> new Read(table, Optional.of(state(version))))
        .recover(this::readAgainIfReplaced);
  }

  private Future<Read> readAgainIfReplaced(Throwable failure) {
    return GridException.is(failure, GridException.Kind.CONFLICT)
        ? file.contents(this::unpack).map(table -> new Read(table, Optional.empty()))
        : Future.failedFuture(failure);
  }

  private static String state(MutableVersion version) {
    return version.sequence() + "-" + version.rootHash();
  }

  private Future<Table> unpack(Bytes contents) {
    return machine.codec().run(() -> Table.unpack(form, contents));
  }

  private static boolean isLarge(MutableVersion version) {
    return version.size() > TableCache.MAX_TABLE;
  }

  private LargeTable large() {
    return new LargeTable(form, machine.codec(), () -> newest().map(version -> version));
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return newest()
        .compose(
            version ->
                get(name, version)
                    .compose(
                        child ->
                            child.isPresent() || version.isCertainlyNewest()
                                ? Future.succeededFuture(child)
                                : getCertainly(name)));
  }

  @Override
  public Future<Optional<Child>> getToEdit(String name) {
    if (!isWritable()) return get(name);
    return file.newestToChange()
        .compose(version -> version.isCertainlyNewest() ? get(name, version) : getCertainly(name));
  }

  private Future<Optional<Child>> getCertainly(String name) {
    return file.certainlyNewest().compose(version -> get(name, version));
  }

  @Override
  public Future<Void> prepareEdit() {
    return file.prepareChange();
  }

  private Future<Optional<Child>> get(String name, MutableVersion version) {
    return isLarge(version)
        ? large().get(name, version).recover(failure -> againIfReplaced(name, failure))
        : read(version).map(read -> read.table().get(name));
  }

  private Future<Optional<Child>> againIfReplaced(String name, Throwable failure) {
    return GridException.is(failure, GridException.Kind.CONFLICT)
        ? get(name)
        : Future.failedFuture(failure);
  }

  @Override
  public Listing list() {
    return new OpenedListing(() -> newest().compose(this::list));
  }

  @Override
  public Listing listAfter(String place) {
    return new OpenedListing(() -> newest().compose(version -> listAfter(place, version)));
  }

  private Future<Listing> listAfter(String place, MutableVersion version) {
    return isLarge(version)
        ? Future.succeededFuture(large().listAfter(place, version))
        : list(version);
  }

  private Future<Listing> list(MutableVersion version) {
    return isLarge(version)
        ? Future.succeededFuture(large().list(version))
        : read(version).map(read -> new TableListing(machine.codec(), read.table(), read.state()));
  }

  @Override
  public Future<Optional<String>> state() {
    return newest().map(version -> Optional.of(state(version)));
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
    TableChange change = new TableChange(edits, machine.clock().instant(), limit());
    return changes.make(change, capability, form, file).map(done -> change.before());
  }

  private long limit() {
    return file.cap() instanceof MutableWriteCap cap && cap.format() == MutableFormat.SDMF
        ? Directories.MAX_SEGMENT
        : Long.MAX_VALUE;
  }

  @Override
  public DirectoryFormat usualFormat() {
    return DirectoryFormat.SDMF;
  }
}
