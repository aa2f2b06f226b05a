package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.cycle.CrawlProgress;

/** The way through directories of any size. */
class ShareWalkTest {
  @TempDir Path shares;

  @Test
  void thePrefixes_areThoseOfAllStorageIndexes_inOrder() {
    List<String> prefixes =
        IntStream.range(0, CrawlProgress.PREFIXES).mapToObj(BucketNames::prefix).toList();
    assertThat(prefixes).doesNotHaveDuplicates().isSorted().hasSize(1024).startsWith("22", "23");
    for (int i = 0; i < 1024; i++) {
      byte[] bytes = new byte[16];
      bytes[0] = (byte) (i >> 2);
      bytes[1] = (byte) (i << 6);
      String name = new StorageIndex(Bytes.wrap(bytes)).toString();
      assertThat(prefixes).contains(name.substring(0, 2));
    }
  }

  @Test
  void everyFile_isMetOnceAndInOrder_alsoWithARestartAtEveryPlace() throws IOException {
    TreeSet<String> all = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      byte[] bytes = new byte[16];
      bytes[0] = (byte) (i % 3 * 80);
      bytes[9] = (byte) (i * 37);
      String name = new StorageIndex(Bytes.wrap(bytes)).toString();
      Files.createDirectories(shares.resolve(name.substring(0, 2)).resolve(name));
      all.add(name);
    }
    Files.createDirectories(shares.resolve("aa/strangers-directory-of-26-x"));
    Files.createDirectories(shares.resolve("aa/aa999999999999999999999999"));
    List<String> met = new ArrayList<>();
    CrawlPosition position = CrawlPosition.BEGIN;
    ShareWalk walk = new ShareWalk(shares, position, 7);
    while (!walk.isOver()) {
      walk.step().ifPresent(next -> met.add(next.toString()));
      if (met.size() % 4 == 0) walk = new ShareWalk(shares, walk.position(), 7);
    }
    assertThat(met).containsExactlyElementsOf(all);
  }

  @Test
  void ofAMillionNamesInOneDirectory_fewAreHeld() {
    int million = 1_000_000;
    int most = 1000;
    Supplier<String> lazy =
        new Supplier<>() {
          private int n;

          @Override
          public String get() {
            return n == million ? null : "%07d".formatted((int) (n++ * 7_919L % million));
          }
        };
    assertThat(BucketNames.first(most, lazy))
        .hasSize(most)
        .isSorted()
        .startsWith("0000000")
        .endsWith("0000999");
  }

  @Test
  void aDirectoryThatGrowsMeanwhile_isWalkedToItsEnd() throws IOException {
    Path directory = Files.createDirectories(shares.resolve("aa"));
    Files.createDirectory(directory.resolve("a".repeat(26)));
    ShareWalk walk = new ShareWalk(shares, CrawlPosition.BEGIN, 1);
    List<String> met = new ArrayList<>();
    while (!walk.isOver()) {
      walk.step().ifPresent(next -> met.add(next.toString()));
      if (met.size() == 1) Files.createDirectories(directory.resolve("a".repeat(25) + "e"));
    }
    assertThat(met).hasSize(2);
  }
}
