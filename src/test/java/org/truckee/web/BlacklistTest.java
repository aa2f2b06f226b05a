package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.Blacklist;
import org.truckee.testing.GatewaySettings;
import org.truckee.testing.Golden;
import org.truckee.testing.TestGrid;
import org.truckee.testing.WebPort;
import org.truckee.testing.WebPort.Answer;

/** What the owner of a gateway prohibits is neither read nor changed, by whatever way. */
class BlacklistTest {
  private static final byte[] FILE = Golden.stream("prohibited", 1000);

  @TempDir Path directory;
  private TestGrid grid;
  private WebPort web;
  private Path list;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    web = grid.web();
    list = directory.resolve("access.blacklist");
    grid.gateway().gateway().prohibit(Blacklist.in(list));
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private void prohibit(String cap) throws IOException {
    Files.writeString(
        list,
        "# a comment\n\nnonsense\n%s  off limits to you\n"
            .formatted(Capability.parse(cap).verifyCap().orElseThrow().storageIndex()));
  }

  private void assertProhibited(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isIn("Access Prohibited: off limits to you\n", "");
  }

  private Answer send(String method, String path) {
    return web.send(method, path, method.equals("PUT") ? FILE : new byte[0]);
  }

  @Test
  void aFile_isReadByNoWay_andListedNevertheless() throws IOException {
    String at = WebPort.path(send("POST", "/uri?t=mkdir").text());
    for (String kind : List.of("", "?format=sdmf", "?format=mdmf")) {
      String name = "/f" + kind.replace("?format=", "");
      String cap = send("PUT", at + name + kind).text();
      assertThat(web.read(cap).status()).isEqualTo(200);
      prohibit(cap);

      String encoded = WebPort.path(cap).substring("/uri/".length());
      for (String path :
          List.of(
              "/uri/" + encoded,
              "/cap/" + encoded + "?filename=x",
              "/file/" + encoded + "/@@named=/x",
              "/named/" + encoded + "/x",
              at + name)) {
        assertProhibited(web.get(path));
        assertProhibited(send("HEAD", path));
        assertProhibited(web.get(path, "Range", "bytes=1-2"));
      }
      if (!kind.isEmpty()) {
        assertProhibited(send("PUT", at + name));
        assertProhibited(send("PUT", "/uri/" + encoded + "?offset=3"));
      }
      assertThat(web.get(at + "?t=json").text()).contains(cap);
      assertThat(web.get(at + name + "?t=uri").text()).isEqualTo(cap);
    }
  }

  @Test
  void aDirectory_isEnteredByNoWay() throws IOException {
    String at = WebPort.path(send("POST", "/uri?t=mkdir").text());
    String sub = send("POST", at + "/sub?t=mkdir").text();
    send("PUT", at + "/sub/below/f");
    prohibit(sub);

    for (String root : List.of(at + "/sub", WebPort.path(sub))) {
      for (String path : List.of("", "?t=json", "/", "/below/f", "/below?t=json", "/none"))
        assertProhibited(web.get(root + path));
      assertProhibited(send("PUT", root + "/new"));
      assertProhibited(send("DELETE", root + "/below"));
      assertProhibited(send("POST", root + "?t=unlink&name=below"));
    }
    assertThat(web.get(at + "?t=json").text()).contains(sub);
    assertThat(send("POST", at + "?t=stream-manifest").text()).contains("\"type\": \"stats\"");
  }

  @Test
  void theList_isReadAgainWhenItChanges() throws IOException {
    String cap = web.put(FILE);
    prohibit(cap);
    assertProhibited(web.read(cap));
    Files.writeString(list, "# nothing any more\n");
    assertThat(web.read(cap).status()).isEqualTo(200);
    prohibit(cap);
    assertProhibited(web.read(cap));
    Files.delete(list);
    assertThat(web.read(cap).status()).isEqualTo(200);
  }
}
