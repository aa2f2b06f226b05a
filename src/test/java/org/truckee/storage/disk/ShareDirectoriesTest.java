package org.truckee.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.http.Ask;

/** Tahoe's directories of shares, and what in them is a share. */
class ShareDirectoriesTest {
  @TempDir Path root;

  private static final StorageIndex FILE = Ask.storageIndex(7);

  @Test
  void shares_areWhereTahoeHasThem() {
    ShareDirectories directories = new ShareDirectories(root);
    String name = FILE.toString();
    assertThat(directories.share(FILE, 3))
        .isEqualTo(root.resolve("shares/" + name.substring(0, 2) + "/" + name + "/3"));
    assertThat(directories.incomingShare(FILE, 3))
        .isEqualTo(root.resolve("shares/incoming/" + name + ".3"));
  }

  @Test
  void onlyFilesCalledByANumberOfAShare_areShares() throws IOException {
    ShareDirectories directories = new ShareDirectories(root);
    Path place = Files.createDirectories(directories.of(FILE));
    for (String name :
        new String[] {"0", "10", "255", "256", "01", "+1", "1.tmp", "x", "999", "-1"})
      Files.createFile(place.resolve(name));
    Files.createDirectory(place.resolve("7"));

    assertThat(directories.list(FILE).keySet()).containsExactly(0, 10, 255);
  }

  @Test
  void whereNoShareIs_theListIsEmpty() throws IOException {
    assertThat(new ShareDirectories(root).list(FILE)).isEmpty();
  }
}
