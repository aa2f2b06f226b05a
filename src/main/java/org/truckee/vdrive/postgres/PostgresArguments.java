package org.truckee.vdrive.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.vdrive.StepCheck;

/** What goes into the statements of {@link PostgresSql}: an array for each column. */
final class PostgresArguments {
  private PostgresArguments() {}

  /** Addresses and keys of new directories. */
  static Tuple keys(List<Ed25519VerifyingKey> keys) {
    return Tuple.tuple()
        .addArrayOfBuffer(column(keys, key -> address(key).bytes()))
        .addArrayOfBuffer(column(keys, Ed25519VerifyingKey::bytes));
  }

  /** Addresses of all directories that {@code step} makes or changes. */
  static Tuple directories(VdriveWrite step) {
    TreeSet<StorageIndex> all = new TreeSet<>();
    for (Ed25519VerifyingKey key : step.directories()) all.add(address(key));
    for (VdriveChange change : step.entries()) all.add(change.directory());
    return Tuple.tuple().addArrayOfBuffer(column(all, StorageIndex::bytes));
  }

  /** The address of one directory, as one of a list. */
  static Tuple directory(StorageIndex directory) {
    return Tuple.tuple().addArrayOfBuffer(column(List.of(directory), StorageIndex::bytes));
  }

  private static StorageIndex address(Ed25519VerifyingKey key) {
    return VdriveVerifyCap.of(key).storageIndex();
  }

  /** Directories and slots. */
  static Tuple places(List<EntryPlace> places) {
    return Tuple.tuple()
        .addArrayOfBuffer(column(places, place -> place.directory().bytes()))
        .addArrayOfBuffer(column(places, place -> place.slot().bytes()));
  }

  /** Directories, slots, numbers and bodies of entries. */
  static Tuple entries(List<VdriveChange> changes) {
    return places(changes.stream().map(EntryPlace::of).toList())
        .addArrayOfLong(numbers(changes, change -> change.entry().sequence()))
        .addArrayOfBuffer(column(changes, change -> change.entry().toBytes()));
  }

  /** Directories, and how many entries and removed ones they have more. */
  static Tuple growth(Map<StorageIndex, StepCheck.Growth> growth) {
    return Tuple.tuple()
        .addArrayOfBuffer(column(growth.keySet(), StorageIndex::bytes))
        .addArrayOfLong(numbers(growth.values(), more -> (long) more.added()))
        .addArrayOfLong(numbers(growth.values(), more -> (long) more.removed()));
  }

  private static <T> Buffer[] column(Collection<T> rows, Function<T, Bytes> value) {
    return rows.stream().map(value).map(PostgresRows::buffer).toArray(Buffer[]::new);
  }

  private static <T> Long[] numbers(Collection<T> rows, Function<T, Long> value) {
    return rows.stream().map(value).toArray(Long[]::new);
  }
}
