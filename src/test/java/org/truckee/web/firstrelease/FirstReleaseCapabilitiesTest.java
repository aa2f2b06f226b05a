package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truckee.testing.http.WebPort;
import org.truckee.web.http.Address;

/** Files and directories by their capabilities alone, as in the first release. */
class FirstReleaseCapabilitiesTest extends FirstReleaseTree {
  @Test
  @FirstRelease("test_GET_URI_form")
  void theFormForCapabilities_leadsToTheThing() {
    String cap = Address.encode(get("/vdrive/global/foo/bar.txt?t=uri").text());
    redirects(get("/uri?uri=" + cap), "./uri/" + cap);
    redirects(get("/uri?uri=" + cap + "&filename=bar.txt"), "./uri/" + cap + "?filename=bar.txt");
    redirects(get("/uri?uri=" + cap + "&t=json"), "./uri/" + cap + "?t=json");
    isBar(get("/uri/" + cap));
  }

  @Test
  @FirstRelease("test_GET_URI_URL")
  void aFile_isReadByItsCapability() {
    String cap = "/uri/" + Address.encode(get("/vdrive/global/foo/bar.txt?t=uri").text());
    isBar(get(cap));
    isBar(get(cap + "?filename=bar.txt"));
    WebPort.Answer saved = get(cap + "?filename=bar.txt&save=true");
    isBar(saved);
    assertThat(saved.header("Content-Disposition")).isEqualTo("attachment; filename=\"bar.txt\"");
  }

  @Test
  @FirstRelease("test_GET_URI_URL_dir")
  void aDirectory_isDescribedByItsCapability() {
    String cap = Address.encode(get("/vdrive/global/foo?t=uri").text());
    isFooJson(json("/uri/" + cap + "?t=json"));
  }

  /** NotEnoughPeersError in the first release; today's name for it. */
  @Test
  @FirstRelease("test_GET_URI_URL_missing")
  void aFileWithoutShares_isGone() {
    String gone =
        "URI:CHK:annjjk477zxkje4lcx2fzuswte:o6yf54h4sccrb6kg32yjuz3swyntax2shtkzqvnc4a43bwregy2q:1:2:3000";
    fails(get("/uri/" + Address.encode(gone)), 410, "NoSharesError");
  }

  @Test
  @FirstRelease("test_PUT_NEWFILE_URI")
  void aFile_isStoredUnlinked() {
    String cap = put("/uri", "New file contents here\n").text();
    assertThat(get("/uri/" + Address.encode(cap)).text()).isEqualTo("New file contents here\n");
  }

  /** Today's sentence names the forms of POST too. */
  @Test
  @FirstRelease("test_PUT_NEWFILE_URI_only_PUT")
  void nothingElse_isPutUnlinked() {
    fails(put("/uri?t=bogus", ""), 400, "/uri accepts only PUT, PUT?t=mkdir");
  }

  @Test
  @FirstRelease("test_PUT_NEWDIR_URI")
  void aDirectory_isMadeUnlinked() {
    String cap = put("/uri?t=mkdir", "").text();
    isEmpty("/uri/" + Address.encode(cap));
  }
}
