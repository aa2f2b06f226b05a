package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.DirectoryReadCap;
import org.truckee.cap.LitCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.client.directory.OpenedListing;
import org.truckee.client.flow.GridFile;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.worker.Machine;

/** A directory that never changes, kept in an immutable file or in its capability. */
final class ImmutableDirectory implements Directory {
  private static final Optional<String> STATE = Optional.of("immutable");

  private final DirectoryReadCap capability;
  private final Machine machine;
  private final FilesOfTables files;
  private final TableCache tables;

  ImmutableDirectory(
      DirectoryReadCap capability, Machine machine, FilesOfTables files, TableCache tables) {
    this.capability = capability;
    this.machine = machine;
    this.files = files;
    this.tables = tables;
  }

  @Override
  public Capability capability() {
    return capability;
  }

  private Future<GridFile> file() {
    return files.open(capability.file());
  }

  private boolean isLarge() {
    return fileSize() > TableCache.MAX_TABLE;
  }

  private LargeTable large() {
    return new LargeTable(TableForm.IMMUTABLE, machine.codec(), this::file);
  }

  private Future<Table> read() {
    return tables.get(TableCache.Key.of(capability), () -> file().compose(this::read));
  }

  private Future<Table> read(GridFile file) {
    return file.size() == 0 ? unpack(Bytes.EMPTY) : file.contents(this::unpack);
  }

  private Future<Table> unpack(Bytes contents) {
    return machine.codec().run(() -> Table.unpack(TableForm.IMMUTABLE, contents));
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return isLarge()
        ? file().compose(file -> large().get(name, file))
        : read().map(table -> table.get(name));
  }

  @Override
  public Listing list() {
    return new OpenedListing(
        () ->
            isLarge()
                ? file().map(large()::list)
                : read().map(table -> new TableListing(machine.codec(), table, STATE)));
  }

  @Override
  public Listing listAfter(String place) {
    return isLarge()
        ? new OpenedListing(() -> file().map(file -> large().listAfter(place, file)))
        : list();
  }

  @Override
  public Future<Optional<String>> state() {
    return Future.succeededFuture(STATE);
  }

  @Override
  public Future<Long> size() {
    return Future.succeededFuture(fileSize());
  }

  private long fileSize() {
    return capability.file() instanceof ChkReadCap chk
        ? chk.size()
        : ((LitCap) capability.file()).contents().size();
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    return Future.failedFuture(Directories.readOnly());
  }

  @Override
  public DirectoryFormat usualFormat() {
    return DirectoryFormat.IMMUTABLE;
  }
}
