package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.Vicinity;
import org.truckee.web.http.Address;

/** Files and folders of this machine, read and written by the gateway, as in the first release. */
class FirstReleaseLocalFilesTest extends FirstReleaseTree {
  private static Path localTree(String name) throws IOException {
    Path tree = Files.createDirectory(local.resolve(name));
    for (String folder : List.of("one", "one/sub", "two", "three"))
      Files.createDirectory(tree.resolve(folder));
    for (String file : List.of("three/foo.txt", "three/bar.txt", "zap.zip"))
      Files.writeString(tree.resolve(file), "contents of " + file + "\n");
    return tree;
  }

  private static void isLocalTree(String path) {
    assertThat(children(path)).containsExactly("one", "three", "two", "zap.zip");
    assertThat(children(path + "/one")).containsExactly("sub");
    assertThat(children(path + "/three")).containsExactly("bar.txt", "foo.txt");
    assertThat(get(path + "/three/bar.txt").text()).isEqualTo("contents of three/bar.txt\n");
  }

  @Test
  @FirstRelease("test_GET_FILEURL_localfile")
  void aFile_isWrittenToThisMachine() throws IOException {
    Path target = local.resolve("GET_FILEURL_localfile");
    assertThat(get("/vdrive/global/foo/bar.txt?t=download&localfile=" + target).status())
        .isEqualTo(200);
    assertThat(target).hasContent(BAR);
    assertThat(local.toFile().list()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  @FirstRelease("test_GET_FILEURL_localfile_disabled")
  void aFile_isNotWrittenToThisMachine_unlessAllowed() {
    Path target = local.resolve("GET_FILEURL_localfile_disabled");
    fails(
        closed.get("/uri/URI%3ALIT%3A?t=download&localfile=" + target),
        403,
        "local file access is disabled");
    assertThat(target).doesNotExist();
  }

  /** Nobody comes from elsewhere to a test's loopback; who counts as local is tested by itself. */
  @Test
  @FirstRelease("test_GET_FILEURL_localfile_nonlocal")
  void onlyTheLoopback_isThisMachine() {
    assertThat(Vicinity.isLoopback("127.0.0.1")).isTrue();
    assertThat(Vicinity.isLoopback("::1")).isTrue();
    assertThat(Vicinity.isLoopback("192.0.2.7")).isFalse();
    assertThat(Vicinity.isLoopback("2001:db8::7")).isFalse();
  }

  @Test
  @FirstRelease("test_GET_FILEURL_localfile_nonabsolute")
  void aFile_isNotWrittenToARelativePath() {
    fails(
        get("/vdrive/global/foo/bar.txt?t=download&localfile=web/nonabsolute/path"),
        403,
        "localfile= or localdir= requires an absolute path");
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_localfile")
  void aFileOfThisMachine_isStored() throws IOException {
    Path source = Files.writeString(local.resolve("PUT_NEWFILEURL_localfile"), NEW);
    WebPort.Answer answer = put("/vdrive/global/foo/new.txt?t=upload&localfile=" + source, "");
    isLinked(answer, "/vdrive/global/foo/new.txt", NEW);
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_localfile_disabled")
  void aFileOfThisMachine_isNotStored_unlessAllowed() throws IOException {
    Path source = Files.writeString(local.resolve("PUT_NEWFILEURL_localfile_disabled"), NEW);
    fails(
        closed.send("PUT", "/vdrive/global/new.txt?t=upload&localfile=" + source, new byte[0]),
        403,
        "local file access is disabled");
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_localfile_mkdirs")
  void aFileOfThisMachine_isStoredInDirectoriesThatAreMadeForIt() throws IOException {
    Path source = Files.writeString(local.resolve("PUT_NEWFILEURL_localfile_mkdirs"), NEW);
    WebPort.Answer answer =
        put("/vdrive/global/foo/newdir/new.txt?t=upload&localfile=" + source, "");
    assertThat(children("/vdrive/global/foo")).contains("newdir").doesNotContain("new.txt");
    isLinked(answer, "/vdrive/global/foo/newdir/new.txt", NEW);
  }

  @Test
  @FirstRelease("test_GET_DIRURL_localdir")
  void aDirectory_isWrittenToThisMachine() {
    Path target = local.resolve("GET_DIRURL_localdir");
    assertThat(get("/vdrive/global/foo?t=download&localdir=" + target).status()).isEqualTo(200);
    assertThat(target.resolve("bar.txt")).hasContent(BAR);
    assertThat(target.resolve("blockingfile")).exists();
    assertThat(target.resolve("sub/baz.txt")).exists();
    assertThat(target.resolve("empty")).isEmptyDirectory();
  }

  @Test
  @FirstRelease("test_GET_DIRURL_localdir_disabled")
  void aDirectory_isNotWrittenToThisMachine_unlessAllowed() {
    Path target = local.resolve("GET_DIRURL_localdir_disabled");
    String dir = Address.encode(get("/vdrive/global/foo?t=uri").text());
    fails(
        closed.get("/uri/" + dir + "?t=download&localdir=" + target),
        403,
        "local file access is disabled");
    assertThat(target).doesNotExist();
  }

  @Test
  @FirstRelease("test_GET_DIRURL_localdir_nonabsolute")
  void aDirectory_isNotWrittenToARelativePath() {
    fails(
        get("/vdrive/global/foo?t=download&localdir=web/nonabsolute/dirpath"),
        403,
        "localfile= or localdir= requires an absolute path");
  }

  @Test
  @FirstRelease("test_PUT_NEWDIRURL_localdir")
  void aFolderOfThisMachine_isStored() throws IOException {
    Path tree = localTree("PUT_NEWDIRURL_localdir");
    put("/vdrive/global/newdir?t=upload&localdir=" + tree, "");
    isLocalTree("/vdrive/global/newdir");
  }

  @Test
  @FirstRelease("test_PUT_NEWDIRURL_localdir_disabled")
  void aFolderOfThisMachine_isNotStored_unlessAllowed() throws IOException {
    Path tree = localTree("PUT_NEWDIRURL_localdir_disabled");
    fails(
        closed.send("PUT", "/vdrive/global/newdir?t=upload&localdir=" + tree, new byte[0]),
        403,
        "local file access is disabled");
  }

  @Test
  @FirstRelease("test_PUT_NEWDIRURL_localdir_mkdirs")
  void aFolderOfThisMachine_isStoredInDirectoriesThatAreMadeForIt() throws IOException {
    Path tree = localTree("PUT_NEWDIRURL_localdir_mkdirs");
    put("/vdrive/global/foo/subdir/newdir?t=upload&localdir=" + tree, "");
    assertThat(children("/vdrive/global/foo")).contains("subdir");
    isLocalTree("/vdrive/global/foo/subdir/newdir");
  }
}
