package org.truckee.node.killed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.node.process.ProcessGrid;
import org.truckee.storage.disk.ShareDirectories;

/** The shares of some files, as they lie on the disks of a grid's servers. */
record StoredFiles(ProcessGrid grid) {
  /** The storage index of what {@code cap} stands for. */
  static StorageIndex index(String cap) {
    return Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
  }

  private SortedMap<Integer, Path> shares(String server, StorageIndex file) throws IOException {
    return new ShareDirectories(grid.directory(server).storage()).list(file);
  }

  /** The servers that have shares of {@code file}. */
  List<String> holders(StorageIndex file) throws IOException {
    List<String> holders = new ArrayList<>();
    for (String server : grid.storageServers())
      if (!shares(server, file).isEmpty()) holders.add(server);
    return holders;
  }

  /** The numbers of the shares of {@code file} on all servers but {@code lost}. */
  Set<Integer> without(List<String> lost, StorageIndex file) throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    for (String server : grid.storageServers())
      if (!lost.contains(server)) numbers.addAll(shares(server, file).keySet());
    return numbers;
  }

  /** Deletes the shares of {@code file} on {@code servers}, behind their backs. */
  void lose(List<String> servers, StorageIndex file) throws IOException {
    for (String server : servers)
      for (Path share : shares(server, file).values()) Files.deleteIfExists(share);
  }
}
