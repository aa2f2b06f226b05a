package org.truckee.storage.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Bytes;

/**
 * A share file as its operator looks at it, beside a server that may be running. Reads only, and
 * gives no secret away.
 */
public final class ShareInspection implements AutoCloseable {
  private final FileChannel file;
  private final Optional<MutableContainer> mutable;
  private final long dataOffset;
  private final long dataLength;
  private final List<Lease> leases;
  private final Optional<Bytes> object;

  /** The holder of a lease, and its end in seconds since 1970. */
  public record LeaseDate(int owner, long expiration) {}

  private ShareInspection(
      FileChannel file,
      Optional<MutableContainer> mutable,
      long dataOffset,
      long dataLength,
      List<Lease> leases,
      Optional<Bytes> object) {
    this.file = file;
    this.mutable = mutable;
    this.dataOffset = dataOffset;
    this.dataLength = dataLength;
    this.leases = leases;
    this.object = object;
  }

  /** Opens the share in the file {@code path}; empty if there is none in it. */
  public static Optional<ShareInspection> open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    Optional<ShareInspection> share = read(file);
    if (share.isEmpty()) file.close();
    return share;
  }

  private static Optional<ShareInspection> read(FileChannel file) throws IOException {
    Optional<MutableContainer> mutable = MutableContainer.read(file);
    if (mutable.isPresent()) return mutable.map(container -> ofMutable(file, container));
    Optional<ImmutableContainer> immutable = ImmutableContainer.read(file);
    if (immutable.isEmpty()) return Optional.empty();
    return Optional.of(
        new ShareInspection(
            file,
            Optional.empty(),
            ImmutableContainer.DATA_OFFSET,
            immutable.get().dataLength(),
            immutable.get().leases(file),
            immutable.get().object()));
  }

  private static ShareInspection ofMutable(FileChannel file, MutableContainer container) {
    List<Lease> leases =
        container.slots().stream().map(LeaseSlot::lease).filter(Objects::nonNull).toList();
    return new ShareInspection(
        file,
        Optional.of(container),
        MutableContainer.DATA_OFFSET,
        container.dataLength(),
        leases,
        Optional.empty());
  }

  /** Returns whether it is a share of a mutable file. */
  public boolean isMutable() {
    return mutable.isPresent();
  }

  /** The id of the server that took the write enabler of a mutable share. */
  public Optional<Bytes> serverId() {
    return mutable.map(MutableContainer::serverId);
  }

  /** The bytes that a mutable share may grow to without moving its further leases. */
  public Optional<Long> room() {
    return mutable.map(container -> container.furtherLeases() - MutableContainer.DATA_OFFSET);
  }

  /** The place in the file where the share itself begins. */
  public long dataOffset() {
    return dataOffset;
  }

  /** The bytes of the share itself. */
  public long dataLength() {
    return dataLength;
  }

  /** The tag of the object that holds the data of the share, if they are in a bucket. */
  public Optional<Bytes> object() {
    return object;
  }

  /** The bytes of the file and of the object that belongs to it, if there is one. */
  public long size() throws IOException {
    return file.size() + (object.isPresent() ? dataLength : 0);
  }

  /**
   * The bytes of the share from {@code offset}, as many of {@code length} as there are; those of an
   * object are not here.
   */
  public Bytes data(long offset, int length) throws IOException {
    if (object.isPresent()) throw new IOException("the data of this share are in a bucket");
    int there = (int) Math.max(0, Math.min(length, dataLength - offset));
    return Bytes.wrap(ShareFile.read(file, dataOffset + offset, there).array());
  }

  /** Tells whether what the share says of its own size fits to its file, which else is damaged. */
  public boolean fits() throws IOException {
    long size = file.size();
    if (mutable.isEmpty()) return ImmutableContainer.fits(file);
    ByteBuffer places = ShareFile.read(file, MutableContainer.DATA_LENGTH_FIELD, 2 * Long.BYTES);
    long length = places.getLong();
    long leases = places.getLong();
    return length >= 0 && length <= leases - dataOffset && leases <= size - Integer.BYTES;
  }

  /** All leases. */
  public List<LeaseDate> leases() {
    return leases.stream().map(lease -> new LeaseDate(lease.owner(), lease.expiration())).toList();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
