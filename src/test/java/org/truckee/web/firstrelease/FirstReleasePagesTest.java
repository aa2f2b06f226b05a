package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The pages of the first release. */
class FirstReleasePagesTest extends FirstReleaseTree {
  /** Tests nothing but that all of this can be set up. */
  @Test
  @FirstRelease("test_create")
  void theTreeIsThere() {
    assertThat(children("/vdrive/global")).containsExactly("foo", "readonly");
  }

  @Test
  @FirstRelease("test_welcome")
  void theFirstPage_leadsToTheSharedDrive() {
    assertThat(send("GET", "/", "", "Accept", "text/html").text())
        .contains("Truckee", "href=\"./vdrive/global/\"");
  }

  /**
   * A file beside the node, with a link to the root that only its owner was to have. No version
   * since has it; the link is on the first page, and leads only those to the root who may.
   */
  @Test
  @FirstRelease("test_start_html")
  void theFirstPage_leadsItsOwnerToThePrivateDrive() {
    assertThat(send("GET", "/", "", "Accept", "text/html").text())
        .contains("href=\"./vdrive/private/\"");
    isEmpty("/vdrive/private/");
  }

  /** 167.01 TB in the first release, and "huge!". The names of the parameters are ours. */
  @Test
  @FirstRelease("test_provisioning")
  void thePlan_countsWhatAGridOfThatSizeKeeps() {
    assertThat(get("/provisioning").text()).contains("Number of users");
    String plan = "&sharing=1&uploads=10&downloads=1000&availability=99";
    assertThat(
            get("/provisioning?users=50000&files=1000&bytes=1&needed=3&total=10&repair=5&servers=30"
                    + plan)
                .text())
        .contains("151.9 TiB");
    assertThat(
            get("/provisioning?users=50000000&files=1000&bytes=5&needed=25&total=100&repair=50"
                    + "&servers=30000"
                    + plan)
                .text())
        .contains("897.8 PiB");
    assertThat(get("/provisioning?users=").status()).isEqualTo(200);
  }

  /** Announced in the first release, and never written: nothing answers there. */
  @Test
  @FirstRelease("test_XMLRPC")
  void nothingAnswersToXmlRpc() {
    isMissing(get("/xmlrpc"));
  }

  /** The words of the page are ours. */
  @Test
  @FirstRelease("test_GET_DIRURL")
  void aDirectorysPage_showsItsChildrenAndWhetherItCanBeChanged() {
    assertThat(get("/vdrive/global/foo/").text())
        .contains("bar.txt</bdi></a>", "sub</bdi></a>/", "Upload files");
    assertThat(get("/vdrive/global/readonly").text())
        .contains("Read-only.")
        .doesNotContain("Upload files");
    assertThat(get("/vdrive/global").text()).contains("folder, read-only");
  }

  @Test
  @FirstRelease("test_GET_rename_form")
  void theFormForRenaming_knowsTheNameAndTheWayBack() {
    assertThat(get("/vdrive/global/foo?t=rename-form&name=bar.txt").text())
        .containsPattern("name=\"when_done\" value=\".*vdrive/global/foo/")
        .contains("name=\"from_name\" value=\"bar.txt\"");
  }
}
