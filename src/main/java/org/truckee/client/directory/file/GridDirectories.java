package org.truckee.client.directory.file;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truckee.cap.Capability;
import org.truckee.cap.DirectoryReadCap;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;
import org.truckee.mutable.FileKeyPair;
import org.truckee.worker.Machine;

/**
 * Directories that are kept in files on the grid, as Tahoe keeps them: changeable ones in mutable
 * files, others in immutable ones. No single server is needed for them.
 */
public final class GridDirectories implements DirectoryKind {
  private final Machine machine;
  private final MutableFiles mutableFiles;
  private final FilesOfTables files;
  private final TableCache tables;
  private final TableChanges changes;

  /** Directories in the files of one grid, of which tables of {@code kept} bytes are kept here. */
  public GridDirectories(
      Machine machine, MutableFiles mutableFiles, FilesOfTables files, long kept) {
    this.tables = new TableCache(kept);
    this.machine = machine;
    this.mutableFiles = mutableFiles;
    this.files = files;
    this.changes = new TableChanges(machine, files, tables);
  }

  @Override
  public Optional<Directory> open(Capability capability) {
    if (capability instanceof DirectoryWriteCap write) {
      TableForm form = TableForm.writable(write.file().writeKey());
      return Optional.of(changing(write, write.file(), form));
    }
    if (!(capability instanceof DirectoryReadCap read)) return Optional.empty();
    return Optional.of(
        read.file() instanceof MutableReadCap file
            ? changing(read, file, TableForm.READ_ONLY)
            : new ImmutableDirectory(read, machine, files, tables));
  }

  private Directory changing(Capability capability, Capability file, TableForm form) {
    return new GridDirectory(capability, form, mutableFiles.open(file), machine, tables, changes);
  }

  @Override
  public Set<DirectoryFormat> formats() {
    return Set.of(DirectoryFormat.SDMF, DirectoryFormat.MDMF, DirectoryFormat.IMMUTABLE);
  }

  @Override
  public Future<Directory> create(DirectoryFormat format, List<Child> children) {
    return create(format, children, Optional.empty());
  }

  /**
   * Makes a directory as {@link #create(DirectoryFormat, List)} does. The file that it is kept in
   * has {@code keys}, which must never have served another file, or else new ones.
   */
  public Future<Directory> create(
      DirectoryFormat format, List<Child> children, Optional<FileKeyPair> keys) {
    return mutableFiles.requireUnused(keys).compose(unused -> make(format, children, keys));
  }

  private Future<Directory> make(
      DirectoryFormat format, List<Child> children, Optional<FileKeyPair> keys) {
    return switch (format) {
      case SDMF, MDMF -> createMutable(mutable(format), children, keys);
      case IMMUTABLE -> createImmutable(children);
      case VDRIVE -> throw new IllegalArgumentException("no directory of this kind: " + format);
    };
  }

  @Override
  public Future<List<Directory>> createNested(
      DirectoryFormat format, List<String> names, Optional<Edit> inside) {
    List<Future<FileKeyPair>> keys = new ArrayList<>();
    for (int i = 0; i <= names.size(); i++) keys.add(mutableFiles.newKeys());
    return Future.all(keys)
        .compose(all -> createNested(format, names, inside, all.<FileKeyPair>list()));
  }

  /** All at the same time: what leads to each of them is known before it is there. */
  private Future<List<Directory>> createNested(
      DirectoryFormat format, List<String> names, Optional<Edit> inside, List<FileKeyPair> keys) {
    List<Future<Directory>> making = new ArrayList<>();
    Optional<Edit> held = inside;
    for (int i = names.size(); i >= 0; i--) {
      making.add(0, make(format, linked(held), Optional.of(keys.get(i))));
      if (i > 0) held = Optional.of(link(names.get(i - 1), format, keys.get(i)));
    }
    return Future.join(making).map(all -> all.<Directory>list());
  }

  private static Edit link(String name, DirectoryFormat format, FileKeyPair keys) {
    DirectoryWriteCap cap = new DirectoryWriteCap(keys.writeCap(mutable(format)));
    return new Edit.Put(name, ChildTarget.of(cap), Optional.empty(), Overwrite.NEVER);
  }

  private static MutableFormat mutable(DirectoryFormat format) {
    return switch (format) {
      case SDMF -> MutableFormat.SDMF;
      case MDMF -> MutableFormat.MDMF;
      default -> throw new IllegalArgumentException("no directory that can change: " + format);
    };
  }

  private List<Child> linked(Optional<Edit> edit) {
    return edit.flatMap(put -> put.apply(Optional.empty(), machine.clock().instant())).stream()
        .toList();
  }

  private Future<Directory> createMutable(
      MutableFormat format, List<Child> children, Optional<FileKeyPair> keys) {
    return mutableFiles
        .create(format, cap -> table(format, cap, children), keys)
        .map(file -> open(new DirectoryWriteCap(file)).orElseThrow());
  }

  private Plaintext table(MutableFormat format, MutableWriteCap cap, List<Child> children) {
    Table table = Table.of(TableForm.writable(cap.writeKey()), children);
    if (format == MutableFormat.SDMF && table.packedSize() > Directories.MAX_SEGMENT)
      throw Directories.tooLarge();
    return new TablePlaintext(machine.codec(), table);
  }

  private Future<Directory> createImmutable(List<Child> children) {
    return machine
        .codec()
        .run(() -> new TablePlaintext(machine.codec(), Table.of(TableForm.IMMUTABLE, children)))
        .compose(files::put)
        .map(file -> open(new DirectoryReadCap(file)).orElseThrow());
  }
}
