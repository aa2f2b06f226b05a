package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truckee.cap.Capability;
import org.truckee.web.http.Address;

/** Directories by their names, as in the first release. */
class FirstReleaseDirectoriesTest extends FirstReleaseTree {
  private static String path(String line) {
    try {
      List<String> names = new ArrayList<>();
      JSON.readTree(line).path("path").forEach(name -> names.add(name.textValue()));
      return String.join("/", names);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @FirstRelease("test_GET_DIRURL_json")
  void aDirectory_isDescribedWithItsChildren() {
    isFooJson(json("/vdrive/global/foo?t=json"));
  }

  @Test
  @FirstRelease("test_GET_DIRURL_manifest")
  void theManifest_listsAllThatIsBelow() {
    assertThat(get("/vdrive/global/foo?t=manifest").text())
        .contains("bar.txt", "sub/baz.txt", get("/vdrive/global/foo/sub?t=uri").text());
  }

  @Test
  @FirstRelease("test_GET_DIRURL_uri")
  void aDirectory_tellsItsCapability() {
    String cap = get("/vdrive/global/foo?t=uri").text();
    isFooJson(json("/uri/" + Address.encode(cap) + "?t=json"));
  }

  @Test
  @FirstRelease("test_GET_DIRURL_readonly_uri")
  void aDirectory_tellsItsReadCapability() {
    String cap = get("/vdrive/global/foo?t=uri").text();
    assertThat(get("/vdrive/global/foo?t=readonly-uri").text())
        .isEqualTo(Capability.parse(cap).readCap().orElseThrow().toUri());
  }

  @Test
  @FirstRelease("test_PUT_NEWDIRURL")
  void aDirectory_isMadeUnderANewName() {
    put("/vdrive/global/foo/newdir?t=mkdir", "");
    isEmpty("/vdrive/global/foo/newdir");
  }

  /** The first release put an empty directory in the place of the old one; today it stays. */
  @Test
  @FirstRelease("test_PUT_NEWDIRURL_replace")
  void aDirectoryThatIsThere_stays() {
    assertThat(put("/vdrive/global/foo/sub?t=mkdir", "").status()).isEqualTo(200);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  @FirstRelease("test_PUT_NEWDIRURL_no_replace")
  void aDirectoryThatIsThere_isInTheWay_whenToldSo() {
    fails(put("/vdrive/global/foo/sub?t=mkdir&replace=false", ""), 409, TAKEN);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  @FirstRelease("test_PUT_NEWDIRURL_mkdirs")
  void aDirectory_isMadeWithTheOnesAboveIt() {
    put("/vdrive/global/foo/subdir/newdir?t=mkdir", "");
    assertThat(children("/vdrive/global/foo")).contains("subdir").doesNotContain("newdir");
    isEmpty("/vdrive/global/foo/subdir/newdir");
  }

  @Test
  @FirstRelease("test_DELETE_DIRURL")
  void aDirectory_isRemoved() {
    assertThat(delete("/vdrive/global/foo").status()).isEqualTo(200);
    assertThat(children("/vdrive/global")).doesNotContain("foo");
  }

  @Test
  @FirstRelease("test_DELETE_DIRURL_missing")
  void aNameThatIsNotInADirectory_isNotRemoved() {
    isMissing(delete("/vdrive/global/foo/missing"));
    assertThat(children("/vdrive/global")).contains("foo");
  }

  @Test
  @FirstRelease("test_DELETE_DIRURL_missing2")
  void aDirectoryThatIsNotThere_isNotRemoved() {
    isMissing(delete("/vdrive/global/missing"));
  }

  /** The walk is what the manifest shows. */
  @Test
  @FirstRelease("test_walker")
  void aWalk_comesToDirectoriesBeforeTheirChildren() {
    String lines = send("POST", "/vdrive/global?t=stream-manifest", "").text();
    assertThat(lines.lines().map(FirstReleaseDirectoriesTest::path).filter(path -> !path.isEmpty()))
        .containsExactlyInAnyOrder(
            "foo",
            "foo/bar.txt",
            "foo/blockingfile",
            "foo/empty",
            "foo/sub",
            "foo/sub/baz.txt",
            "readonly",
            "readonly/nor");
    assertThat(lines.indexOf("\"sub\"]")).isLessThan(lines.indexOf("baz.txt"));
  }
}
