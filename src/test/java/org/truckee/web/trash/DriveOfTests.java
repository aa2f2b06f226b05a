package org.truckee.web.trash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truckee.testing.http.WebPort;

/**
 * A drive with a trash, over the web port.
 *
 * @param root the address of its root
 */
record DriveOfTests(WebPort web, String root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The contents of a file that is kept in its capability. */
  static String cap(String letters) {
    return "URI:LIT:" + letters;
  }

  /** Links {@code cap} at {@code path}. */
  void link(String path, String cap) {
    assertThat(send("PUT", path + "?t=uri", cap)).isEqualTo(200);
  }

  /** Makes {@code children}, by their names, those of the directory at {@code path}. */
  void set(String path, Map<String, String> children) {
    String body =
        children.entrySet().stream()
            .map(child -> pair(child.getKey(), child.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    if (at(path).isEmpty()) assertThat(send("POST", path + "?t=mkdir", "")).isEqualTo(200);
    assertThat(send("POST", path + "?t=set_children", body)).isEqualTo(200);
  }

  /** A name and a file, as a list of children has them. */
  static String pair(String name, String cap) {
    return "\"%s\": [\"filenode\", {\"ro_uri\": \"%s\"}]".formatted(name, cap);
  }

  /** The status of the answer to a request for {@code path}. */
  int send(String method, String path, String body) {
    return web.send(method, root + path, body.getBytes(StandardCharsets.UTF_8)).status();
  }

  /** The text of the answer to {@code POST}, which succeeds. */
  String post(String query) {
    WebPort.Answer answer = web.send("POST", root + "/?" + query, new byte[0]);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  /** The capability at {@code path}; nothing if there is none. */
  String at(String path) {
    WebPort.Answer answer = web.get(root + path + "?t=uri");
    return answer.status() == 404 ? "" : answer.text().strip();
  }

  /** The page at {@code path}, as browsers see it. */
  String page(String path) {
    WebPort.Answer answer = web.get(root + path, "Accept", "text/html");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  /** Everything that {@code t=trash} tells. */
  JsonNode trash() {
    WebPort.Answer answer = web.get(root + "/?t=trash");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    try {
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The paths and capabilities in the trash, the latest first. */
  List<String> trashed() {
    List<String> all = new ArrayList<>();
    for (JsonNode entry : trash().get("entries")) {
      List<String> path = new ArrayList<>();
      entry.get("path").forEach(name -> path.add(name.asText()));
      JsonNode child = entry.get("child").get(1);
      String cap = (child.has("rw_uri") ? child.get("rw_uri") : child.get("ro_uri")).asText();
      all.add(String.join("/", path) + " " + cap);
    }
    return all;
  }

  /** The name of the only entry in the trash. */
  String entry() {
    assertThat(trash().get("entries")).hasSize(1);
    return trash().get("entries").get(0).get("entry").asText();
  }

  /** Empties the trash. */
  void empty() {
    post("t=empty-trash");
    assertThat(trashed()).isEmpty();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
