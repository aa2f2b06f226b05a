package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truckee.web.FormBody;

/** Forms for a directory, as in the first release. */
class FirstReleaseFormsTest extends FirstReleaseTree {
  private static FormBody rename(String from, String to) {
    return form("rename").field("from_name", from).field("to_name", to);
  }

  @Test
  @FirstRelease("test_POST_upload")
  void anUploadedFile_isStoredUnderItsOwnName() {
    isLinked(
        post("/vdrive/global/foo", form("upload").file("new.txt", NEW)),
        "/vdrive/global/foo/new.txt",
        NEW);
  }

  @Test
  @FirstRelease("test_POST_upload_replace")
  void anUploadedFile_takesThePlaceOfAnother() {
    isLinked(
        post("/vdrive/global/foo", form("upload").file("bar.txt", NEW)),
        "/vdrive/global/foo/bar.txt",
        NEW);
  }

  @Test
  @FirstRelease("test_POST_upload_no_replace_queryarg")
  void anUploadedFile_takesNobodysPlace_whenTheAddressSaysSo() {
    fails(
        post("/vdrive/global/foo?replace=false", form("upload").file("bar.txt", NEW)), 409, TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  @FirstRelease("test_POST_upload_no_replace_field")
  void anUploadedFile_takesNobodysPlace_whenTheFormSaysSo() {
    fails(
        post("/vdrive/global/foo", form("upload").field("replace", "false").file("bar.txt", NEW)),
        409,
        TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  @FirstRelease("test_POST_upload_whendone")
  void anUpload_leadsOnToAnAddress() {
    redirects(
        post(
            "/vdrive/global/foo", form("upload").field("when_done", "/THERE").file("new.txt", NEW)),
        "/THERE");
    assertThat(get("/vdrive/global/foo/new.txt").text()).isEqualTo(NEW);
  }

  @Test
  @FirstRelease("test_POST_upload_named")
  void anUploadedFile_isStoredUnderAGivenName() {
    isLinked(
        post("/vdrive/global/foo", form("upload").field("name", "new.txt").field("file", NEW)),
        "/vdrive/global/foo/new.txt",
        NEW);
  }

  @Test
  @FirstRelease("test_POST_upload_named_badfilename")
  void anUploadedFile_hasNoSlashInItsName() {
    fails(
        post(
            "/vdrive/global/foo",
            form("upload").field("name", "slashes/are/bad.txt").field("file", NEW)),
        400,
        "name= may not contain a slash");
    isFooJson(json("/vdrive/global/foo?t=json"));
  }

  @Test
  @FirstRelease("test_POST_mkdir")
  void aDirectory_isMade() {
    post("/vdrive/global/foo", form("mkdir").field("name", "newdir"));
    isEmpty("/vdrive/global/foo/newdir");
  }

  @Test
  @FirstRelease("test_POST_mkdir_replace")
  void aDirectoryThatIsThere_stays() {
    post("/vdrive/global/foo", form("mkdir").field("name", "sub"));
    isEmpty("/vdrive/global/foo/sub");
  }

  @Test
  @FirstRelease("test_POST_mkdir_no_replace_queryarg")
  void aDirectoryThatIsThere_isInTheWay_whenTheAddressSaysSo() {
    fails(post("/vdrive/global/foo?replace=false", form("mkdir").field("name", "sub")), 409, TAKEN);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  @FirstRelease("test_POST_mkdir_no_replace_field")
  void aDirectoryThatIsThere_isInTheWay_whenTheFormSaysSo() {
    fails(
        post("/vdrive/global/foo", form("mkdir").field("name", "sub").field("replace", "false")),
        409,
        TAKEN);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  @FirstRelease("test_POST_mkdir_whendone_field")
  void aNewDirectory_leadsOnToAnAddressOfTheForm() {
    redirects(
        post(
            "/vdrive/global/foo",
            form("mkdir").field("name", "newdir").field("when_done", "/THERE")),
        "/THERE");
    isEmpty("/vdrive/global/foo/newdir");
  }

  @Test
  @FirstRelease("test_POST_mkdir_whendone_queryarg")
  void aNewDirectory_leadsOnToAnAddressOfTheQuery() {
    redirects(
        post("/vdrive/global/foo?when_done=/THERE", form("mkdir").field("name", "newdir")),
        "/THERE");
    isEmpty("/vdrive/global/foo/newdir");
  }

  @Test
  @FirstRelease("test_POST_put_uri")
  void aCapability_isLinked() {
    isLinked(
        post("/vdrive/global/foo", form("uri").field("name", "new.txt").field("uri", newFile())),
        "/vdrive/global/foo/new.txt",
        "contents of file 8\n");
  }

  @Test
  @FirstRelease("test_POST_put_uri_replace")
  void aCapability_isLinkedInThePlaceOfAnother() {
    isLinked(
        post("/vdrive/global/foo", form("uri").field("name", "bar.txt").field("uri", newFile())),
        "/vdrive/global/foo/bar.txt",
        "contents of file 8\n");
  }

  @Test
  @FirstRelease("test_POST_put_uri_no_replace_queryarg")
  void aCapability_takesNobodysPlace_whenTheAddressSaysSo() {
    fails(
        post(
            "/vdrive/global/foo?replace=false",
            form("uri").field("name", "bar.txt").field("uri", newFile())),
        409,
        TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  @FirstRelease("test_POST_put_uri_no_replace_field")
  void aCapability_takesNobodysPlace_whenTheFormSaysSo() {
    fails(
        post(
            "/vdrive/global/foo",
            form("uri").field("replace", "false").field("name", "bar.txt").field("uri", newFile())),
        409,
        TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  @FirstRelease("test_POST_delete")
  void aChild_isRemoved() {
    post("/vdrive/global/foo", form("delete").field("name", "bar.txt"));
    assertThat(children("/vdrive/global/foo")).doesNotContain("bar.txt");
  }

  @Test
  @FirstRelease("test_POST_rename_file")
  void aFile_isRenamed() {
    post("/vdrive/global/foo", rename("bar.txt", "wibble.txt"));
    assertThat(children("/vdrive/global/foo")).contains("wibble.txt").doesNotContain("bar.txt");
    isBar(get("/vdrive/global/foo/wibble.txt"));
    isBarJson("/vdrive/global/foo/wibble.txt");
  }

  @Test
  @FirstRelease("test_POST_rename_file_replace")
  void aRenamedFile_takesThePlaceOfADirectory() {
    post("/vdrive/global/foo", rename("bar.txt", "empty"));
    assertThat(children("/vdrive/global/foo")).contains("empty").doesNotContain("bar.txt");
    isBar(get("/vdrive/global/foo/empty"));
    isBarJson("/vdrive/global/foo/empty");
  }

  @Test
  @FirstRelease("test_POST_rename_file_no_replace_queryarg")
  void aRenamedFile_takesNobodysPlace_whenTheAddressSaysSo() {
    fails(post("/vdrive/global/foo?replace=false", rename("bar.txt", "empty")), 409, TAKEN);
    isEmpty("/vdrive/global/foo/empty");
  }

  @Test
  @FirstRelease("test_POST_rename_file_no_replace_field")
  void aRenamedFile_takesNobodysPlace_whenTheFormSaysSo() {
    fails(
        post("/vdrive/global/foo", rename("bar.txt", "empty").field("replace", "false")),
        409,
        TAKEN);
    isEmpty("/vdrive/global/foo/empty");
  }

  @Test
  @FirstRelease("test_POST_rename_file_slash_fail")
  void aNewName_hasNoSlash() {
    fails(
        post("/vdrive/global/foo", rename("bar.txt", "kirk/spock.txt")),
        400,
        "to_name= may not contain a slash");
    fails(
        post("/vdrive/global", rename("foo/bar.txt", "george.txt")),
        400,
        "from_name= may not contain a slash");
    assertThat(children("/vdrive/global")).containsExactly("foo", "readonly");
    isFooJson(json("/vdrive/global/foo?t=json"));
  }

  @Test
  @FirstRelease("test_POST_rename_dir")
  void aDirectory_isRenamed() {
    post("/vdrive/global", rename("foo", "plunk"));
    assertThat(children("/vdrive/global")).containsExactly("plunk", "readonly");
    isFooJson(json("/vdrive/global/plunk?t=json"));
  }
}
