package org.truckee.client.directory.vdrive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.vdrive.VdriveChange;

/**
 * Directories inside one another that one step makes, the outermost first.
 *
 * @param links the link in each to the next one, and the one in the last, if there is one
 */
record NestedTables(List<VdriveWriteCap> caps, List<Edit> links) {
  /** New ones, with {@code names} in all but the last, which holds what {@code inside} links. */
  static NestedTables of(List<String> names, Optional<Edit> inside, RandomGenerator random) {
    List<VdriveWriteCap> caps = new ArrayList<>(List.of(newCap(random)));
    List<Edit> links = new ArrayList<>();
    for (String name : names) {
      VdriveWriteCap next = newCap(random);
      caps.add(next);
      links.add(new Edit.Put(name, ChildTarget.of(next), Optional.empty(), Overwrite.NEVER));
    }
    inside.ifPresent(links::add);
    return new NestedTables(caps, links);
  }

  /** The capability of a directory that nobody knows yet. */
  static VdriveWriteCap newCap(RandomGenerator random) {
    byte[] key = new byte[VdriveWriteCap.KEY_SIZE];
    random.nextBytes(key);
    return new VdriveWriteCap(new Secret(Bytes.wrap(key)));
  }

  /** Their addresses. */
  List<StorageIndex> addresses() {
    return caps.stream().map(cap -> cap.verifyCap().orElseThrow().storageIndex()).toList();
  }

  /** Their keys. On a worker. */
  List<Ed25519VerifyingKey> keys() {
    return caps.stream().map(cap -> new VdriveWriter(cap).verifyingKey()).toList();
  }

  /** The entries of all of them, as linked at {@code time}. On a worker. */
  List<VdriveChange> entries(Instant time, RandomGenerator random) {
    List<VdriveChange> entries = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      VdriveWriter writer = new VdriveWriter(caps.get(i));
      links
          .get(i)
          .apply(Optional.empty(), time)
          .map(child -> writer.put(child, 1, random))
          .map(entry -> new VdriveChange(writer.reader().address(), entry))
          .ifPresent(entries::add);
    }
    return entries;
  }
}
