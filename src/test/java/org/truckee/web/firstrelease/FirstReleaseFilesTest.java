package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truckee.testing.http.WebPort;

/** Files by their names in a directory, as in the first release. */
class FirstReleaseFilesTest extends FirstReleaseTree {
  @Test
  @FirstRelease("test_GET_FILEURL")
  void aFile_isReadByItsName() {
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  @FirstRelease("test_GET_FILEURL_download")
  void aFile_isReadForKeeping() {
    isBar(get("/vdrive/global/foo/bar.txt?t=download"));
  }

  @Test
  @FirstRelease("test_GET_FILEURL_missing")
  void aNameThatIsNotThere_isNotFound() {
    isMissing(get("/vdrive/global/foo/missing"));
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL")
  void aFile_isPutUnderANewName() {
    WebPort.Answer answer = put("/vdrive/global/foo/new.txt", NEW);
    assertThat(answer.status()).isEqualTo(201);
    isLinked(answer, "/vdrive/global/foo/new.txt", NEW);
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_replace")
  void aFile_isPutInThePlaceOfAnother() {
    WebPort.Answer answer = put("/vdrive/global/foo/bar.txt", NEW);
    assertThat(answer.status()).isEqualTo(200);
    isLinked(answer, "/vdrive/global/foo/bar.txt", NEW);
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_no_replace")
  void aFile_isNotPutInThePlaceOfAnother_whenToldSo() {
    fails(put("/vdrive/global/foo/bar.txt?replace=false", NEW), 409, TAKEN);
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_mkdirs")
  void aFile_isPutIntoDirectoriesThatAreMadeForIt() {
    WebPort.Answer answer = put("/vdrive/global/foo/newdir/new.txt", NEW);
    assertThat(children("/vdrive/global/foo")).contains("newdir").doesNotContain("new.txt");
    isLinked(answer, "/vdrive/global/foo/newdir/new.txt", NEW);
  }

  /** 400 in the first release; today it is a conflict. */
  @Test
  @FirstRelease("test_PUT_NEWFILEURL_blocked")
  void aFile_isNotPutBelowAFile() {
    fails(put("/vdrive/global/foo/blockingfile/new.txt", NEW), 409, "a file was in the way");
  }

  @Test
  @FirstRelease("test_DELETE_FILEURL")
  void aFile_isRemoved() {
    assertThat(delete("/vdrive/global/foo/bar.txt").status()).isEqualTo(200);
    assertThat(children("/vdrive/global/foo")).doesNotContain("bar.txt");
  }

  @Test
  @FirstRelease("test_DELETE_FILEURL_missing")
  void aNameThatIsNotThere_isNotRemoved() {
    isMissing(delete("/vdrive/global/foo/missing"));
  }

  @Test
  @FirstRelease("test_DELETE_FILEURL_missing2")
  void aNameInNoDirectory_isNotRemoved() {
    isMissing(delete("/vdrive/global/missing/missing"));
  }

  @Test
  @FirstRelease("test_GET_FILEURL_json")
  void aFile_isDescribed() {
    isBarJson("/vdrive/global/foo/bar.txt");
  }

  @Test
  @FirstRelease("test_GET_FILEURL_json_missing")
  void aNameThatIsNotThere_isNotDescribed() {
    isMissing(get("/vdrive/global/foo/missing?json"));
  }

  @Test
  @FirstRelease("test_GET_FILEURL_uri")
  void aFile_tellsItsCapability() {
    String cap = put("/uri", BAR).text();
    assertThat(get("/vdrive/global/foo/bar.txt?t=uri").text()).isEqualTo(cap);
    assertThat(get("/vdrive/global/foo/bar.txt?t=readonly-uri").text()).isEqualTo(cap);
  }

  @Test
  @FirstRelease("test_GET_FILEURL_uri_missing")
  void aNameThatIsNotThere_hasNoCapability() {
    isMissing(get("/vdrive/global/foo/missing?t=uri"));
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_uri")
  void aCapability_isLinkedUnderANewName() {
    String cap = newFile();
    WebPort.Answer answer = put("/vdrive/global/foo/new.txt?t=uri", cap);
    assertThat(answer.text()).isEqualTo(cap);
    isLinked(answer, "/vdrive/global/foo/new.txt", "contents of file 8\n");
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_uri_replace")
  void aCapability_isLinkedInThePlaceOfAnother() {
    isLinked(
        put("/vdrive/global/foo/bar.txt?t=uri", newFile()),
        "/vdrive/global/foo/bar.txt",
        "contents of file 8\n");
  }

  @Test
  @FirstRelease("test_PUT_NEWFILEURL_uri_no_replace")
  void aCapability_isNotLinkedInThePlaceOfAnother_whenToldSo() {
    fails(put("/vdrive/global/foo/bar.txt?t=uri&replace=false", newFile()), 409, TAKEN);
  }
}
