package org.truckee.web.tahoe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;
import org.truckee.web.FormBody;
import org.truckee.web.guard.Vicinity;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.http.Address;

/**
 * The web operations of the first release's test_web.py, each under its name there, on the same
 * tree in the global drive of a real vdrive server: foo/ with bar.txt, blockingfile, empty/ and
 * sub/baz.txt, and readonly/ with nor. What stands otherwise here than there follows today's
 * webapi.rst, and a comment says so. test_provisioning_math is not here but in {@code
 * ProvisioningTest}, beside the arithmetic that it is about.
 */
class FirstReleaseWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BAR =
      "contents of file 0, long enough to be kept in shares by servers\n";
  private static final String NEW = "newfile contents\n";
  private static final String TAKEN =
      "There was already a child by that name, and you asked me to not replace it";

  @TempDir static Path directory;
  private static Path local;
  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static WebPort closed;
  private static String bar;
  private static String small;
  private static String baz;
  private static String readonly;

  @BeforeAll
  static void start() throws IOException {
    local = Files.createDirectory(directory.resolve("local")).toRealPath();
    vdrive = TestVdrive.start(directory);
    GatewaySettings settings = GatewaySettings.encoding(1, 2, 2).vdrive(vdrive, vdrive.makeRoot());
    WebSettings allowing =
        WebSettings.usual("gateway", "truckee/test").withLocalFolders(List.of(local));
    grid = TestGrid.start(directory.resolve("grid"), 2, settings.web(allowing));
    closed = grid.gateway(settings).web();
    makeFiles();
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  /** Puts up what the tests find, as far as none changes it. */
  private static void makeFiles() {
    bar = put("/uri", BAR).text();
    small = put("/uri", "small data 1\n").text();
    baz = put("/uri", "contents of file 2\n").text();
    put("/vdrive/global/away/nor?t=uri", baz);
    readonly = get("/vdrive/global/away?t=readonly-uri").text();
  }

  @BeforeEach
  void makeTree() {
    for (String name : children("/vdrive/global")) delete("/vdrive/global/" + name);
    make("foo", "{\"bar.txt\": %s, \"blockingfile\": %s}".formatted(file(bar), file(small)));
    make("foo/sub", "{\"baz.txt\": %s}".formatted(file(baz)));
    make("foo/empty", "{}");
    put("/vdrive/global/readonly?t=uri", readonly);
  }

  private static void make(String path, String children) {
    send("POST", "/vdrive/global/" + path + "?t=mkdir-with-children", children);
  }

  private static String file(String cap) {
    return "[\"filenode\", {\"ro_uri\": \"" + cap + "\"}]";
  }

  private static WebPort.Answer send(String method, String path, String body, String... headers) {
    return grid.web().send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static WebPort.Answer get(String path) {
    return send("GET", path, "");
  }

  private static WebPort.Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  private static WebPort.Answer delete(String path) {
    return send("DELETE", path, "");
  }

  private static WebPort.Answer post(String path, FormBody form) {
    return grid.web().send("POST", path, form.bytes(), "Content-Type", FormBody.TYPE);
  }

  private static FormBody form(String t) {
    return new FormBody().field("_charset", "UTF-8").field("t", t);
  }

  private static JsonNode json(String path) {
    try {
      return JSON.readTree(get(path).bytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> children(String path) {
    List<String> names = new ArrayList<>();
    json(path + "?t=json").get(1).get("children").fieldNames().forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }

  private static void isBar(WebPort.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(BAR);
  }

  private static void isBarJson(String path) {
    JsonNode bar = json(path + "?t=json");
    assertThat(bar.get(0).textValue()).isEqualTo("filenode");
    assertThat(bar.get(1).has("rw_uri")).isFalse();
    assertThat(bar.get(1).get("size").intValue()).isEqualTo(BAR.length());
  }

  private static void isFooJson(JsonNode foo) {
    assertThat(foo.get(0).textValue()).isEqualTo("dirnode");
    assertThat(foo.get(1).has("rw_uri")).isTrue();
    assertThat(foo.get(1).get("ro_uri").textValue()).isNotEmpty();
    JsonNode children = foo.get(1).get("children");
    assertThat(children.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("bar.txt", "blockingfile", "empty", "sub");
    assertThat(children.get("sub").get(0).textValue()).isEqualTo("dirnode");
    assertThat(children.get("bar.txt").get(1).get("size").intValue()).isEqualTo(BAR.length());
  }

  private static void isEmpty(String path) {
    JsonNode empty = json(path + "?t=json");
    assertThat(empty.get(0).textValue()).isEqualTo("dirnode");
    assertThat(empty.get(1).get("children").size()).isZero();
  }

  private static void fails(WebPort.Answer answer, int status, String reason) {
    assertThat(answer.text()).contains(reason);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static void isMissing(WebPort.Answer answer) {
    assertThat(answer.status()).isEqualTo(404);
  }

  /** The answer is the capability of what is at {@code path} now, which holds {@code contents}. */
  private static void isLinked(WebPort.Answer answer, String path, String contents) {
    assertThat(answer.text().strip()).isEqualTo(get(path + "?t=uri").text());
    assertThat(get(path).text()).isEqualTo(contents);
  }

  private static String newFile() {
    return put("/uri", "contents of file 8\n").text();
  }

  /** Tests nothing but that all of this can be set up. */
  @Test
  void test_create() {
    assertThat(children("/vdrive/global")).containsExactly("foo", "readonly");
  }

  @Test
  void test_welcome() {
    assertThat(send("GET", "/", "", "Accept", "text/html").text())
        .contains("Truckee", "href=\"./vdrive/global/\"");
  }

  /**
   * A file beside the node, with a link to the root that only its owner was to have. No version
   * since has it; the link is on the first page, and leads only those to the root who may.
   */
  @Test
  void test_start_html() {
    assertThat(send("GET", "/", "", "Accept", "text/html").text())
        .contains("href=\"./vdrive/private/\"");
    isEmpty("/vdrive/private/");
  }

  /** 167.01 TB in the first release, and "huge!". The names of the parameters are ours. */
  @Test
  void test_provisioning() {
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
  void test_XMLRPC() {
    isMissing(get("/xmlrpc"));
  }

  @Test
  void test_GET_FILEURL() {
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  void test_GET_FILEURL_download() {
    isBar(get("/vdrive/global/foo/bar.txt?t=download"));
  }

  @Test
  void test_GET_FILEURL_missing() {
    isMissing(get("/vdrive/global/foo/missing"));
  }

  @Test
  void test_PUT_NEWFILEURL() {
    WebPort.Answer answer = put("/vdrive/global/foo/new.txt", NEW);
    assertThat(answer.status()).isEqualTo(201);
    isLinked(answer, "/vdrive/global/foo/new.txt", NEW);
  }

  @Test
  void test_PUT_NEWFILEURL_replace() {
    WebPort.Answer answer = put("/vdrive/global/foo/bar.txt", NEW);
    assertThat(answer.status()).isEqualTo(200);
    isLinked(answer, "/vdrive/global/foo/bar.txt", NEW);
  }

  @Test
  void test_PUT_NEWFILEURL_no_replace() {
    fails(put("/vdrive/global/foo/bar.txt?replace=false", NEW), 409, TAKEN);
  }

  @Test
  void test_PUT_NEWFILEURL_mkdirs() {
    WebPort.Answer answer = put("/vdrive/global/foo/newdir/new.txt", NEW);
    assertThat(children("/vdrive/global/foo")).contains("newdir").doesNotContain("new.txt");
    isLinked(answer, "/vdrive/global/foo/newdir/new.txt", NEW);
  }

  /** 400 in the first release; today it is a conflict. */
  @Test
  void test_PUT_NEWFILEURL_blocked() {
    fails(put("/vdrive/global/foo/blockingfile/new.txt", NEW), 409, "a file was in the way");
  }

  @Test
  void test_DELETE_FILEURL() {
    assertThat(delete("/vdrive/global/foo/bar.txt").status()).isEqualTo(200);
    assertThat(children("/vdrive/global/foo")).doesNotContain("bar.txt");
  }

  @Test
  void test_DELETE_FILEURL_missing() {
    isMissing(delete("/vdrive/global/foo/missing"));
  }

  @Test
  void test_DELETE_FILEURL_missing2() {
    isMissing(delete("/vdrive/global/missing/missing"));
  }

  @Test
  void test_GET_FILEURL_json() {
    isBarJson("/vdrive/global/foo/bar.txt");
  }

  @Test
  void test_GET_FILEURL_json_missing() {
    isMissing(get("/vdrive/global/foo/missing?json"));
  }

  @Test
  void test_GET_FILEURL_localfile() throws IOException {
    Path target = local.resolve("GET_FILEURL_localfile");
    assertThat(get("/vdrive/global/foo/bar.txt?t=download&localfile=" + target).status())
        .isEqualTo(200);
    assertThat(target).hasContent(BAR);
    assertThat(local.toFile().list()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void test_GET_FILEURL_localfile_disabled() {
    Path target = local.resolve("GET_FILEURL_localfile_disabled");
    fails(
        closed.get("/uri/URI%3ALIT%3A?t=download&localfile=" + target),
        403,
        "local file access is disabled");
    assertThat(target).doesNotExist();
  }

  /** Nobody comes from elsewhere to a test's loopback; who counts as local is tested by itself. */
  @Test
  void test_GET_FILEURL_localfile_nonlocal() {
    assertThat(Vicinity.isLoopback("127.0.0.1")).isTrue();
    assertThat(Vicinity.isLoopback("::1")).isTrue();
    assertThat(Vicinity.isLoopback("192.0.2.7")).isFalse();
    assertThat(Vicinity.isLoopback("2001:db8::7")).isFalse();
  }

  @Test
  void test_GET_FILEURL_localfile_nonabsolute() {
    fails(
        get("/vdrive/global/foo/bar.txt?t=download&localfile=web/nonabsolute/path"),
        403,
        "localfile= or localdir= requires an absolute path");
  }

  @Test
  void test_PUT_NEWFILEURL_localfile() throws IOException {
    Path source = Files.writeString(local.resolve("PUT_NEWFILEURL_localfile"), NEW);
    WebPort.Answer answer = put("/vdrive/global/foo/new.txt?t=upload&localfile=" + source, "");
    isLinked(answer, "/vdrive/global/foo/new.txt", NEW);
  }

  @Test
  void test_PUT_NEWFILEURL_localfile_disabled() throws IOException {
    Path source = Files.writeString(local.resolve("PUT_NEWFILEURL_localfile_disabled"), NEW);
    fails(
        closed.send("PUT", "/vdrive/global/new.txt?t=upload&localfile=" + source, new byte[0]),
        403,
        "local file access is disabled");
  }

  @Test
  void test_PUT_NEWFILEURL_localfile_mkdirs() throws IOException {
    Path source = Files.writeString(local.resolve("PUT_NEWFILEURL_localfile_mkdirs"), NEW);
    WebPort.Answer answer =
        put("/vdrive/global/foo/newdir/new.txt?t=upload&localfile=" + source, "");
    assertThat(children("/vdrive/global/foo")).contains("newdir").doesNotContain("new.txt");
    isLinked(answer, "/vdrive/global/foo/newdir/new.txt", NEW);
  }

  @Test
  void test_GET_FILEURL_uri() {
    String cap = put("/uri", BAR).text();
    assertThat(get("/vdrive/global/foo/bar.txt?t=uri").text()).isEqualTo(cap);
    assertThat(get("/vdrive/global/foo/bar.txt?t=readonly-uri").text()).isEqualTo(cap);
  }

  @Test
  void test_GET_FILEURL_uri_missing() {
    isMissing(get("/vdrive/global/foo/missing?t=uri"));
  }

  /** The words of the page are ours. */
  @Test
  void test_GET_DIRURL() {
    assertThat(get("/vdrive/global/foo/").text())
        .contains("bar.txt</bdi></a>", "sub</bdi></a>/", "Upload files");
    assertThat(get("/vdrive/global/readonly").text())
        .contains("Read-only.")
        .doesNotContain("Upload files");
    assertThat(get("/vdrive/global").text()).contains("folder, read-only");
  }

  @Test
  void test_GET_DIRURL_json() {
    isFooJson(json("/vdrive/global/foo?t=json"));
  }

  @Test
  void test_GET_DIRURL_manifest() {
    assertThat(get("/vdrive/global/foo?t=manifest").text())
        .contains("bar.txt", "sub/baz.txt", get("/vdrive/global/foo/sub?t=uri").text());
  }

  @Test
  void test_GET_DIRURL_uri() {
    String cap = get("/vdrive/global/foo?t=uri").text();
    isFooJson(json("/uri/" + Address.encode(cap) + "?t=json"));
  }

  @Test
  void test_GET_DIRURL_readonly_uri() {
    String cap = get("/vdrive/global/foo?t=uri").text();
    assertThat(get("/vdrive/global/foo?t=readonly-uri").text())
        .isEqualTo(Capability.parse(cap).readCap().orElseThrow().toUri());
  }

  @Test
  void test_PUT_NEWDIRURL() {
    put("/vdrive/global/foo/newdir?t=mkdir", "");
    isEmpty("/vdrive/global/foo/newdir");
  }

  /** The first release put an empty directory in the place of the old one; today it stays. */
  @Test
  void test_PUT_NEWDIRURL_replace() {
    assertThat(put("/vdrive/global/foo/sub?t=mkdir", "").status()).isEqualTo(200);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  void test_PUT_NEWDIRURL_no_replace() {
    fails(put("/vdrive/global/foo/sub?t=mkdir&replace=false", ""), 409, TAKEN);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  void test_PUT_NEWDIRURL_mkdirs() {
    put("/vdrive/global/foo/subdir/newdir?t=mkdir", "");
    assertThat(children("/vdrive/global/foo")).contains("subdir").doesNotContain("newdir");
    isEmpty("/vdrive/global/foo/subdir/newdir");
  }

  @Test
  void test_DELETE_DIRURL() {
    assertThat(delete("/vdrive/global/foo").status()).isEqualTo(200);
    assertThat(children("/vdrive/global")).doesNotContain("foo");
  }

  @Test
  void test_DELETE_DIRURL_missing() {
    isMissing(delete("/vdrive/global/foo/missing"));
    assertThat(children("/vdrive/global")).contains("foo");
  }

  @Test
  void test_DELETE_DIRURL_missing2() {
    isMissing(delete("/vdrive/global/missing"));
  }

  /** The walk is what the manifest shows. */
  @Test
  void test_walker() {
    String lines = send("POST", "/vdrive/global?t=stream-manifest", "").text();
    assertThat(lines.lines().map(FirstReleaseWebTest::path).filter(path -> !path.isEmpty()))
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
  void test_GET_DIRURL_localdir() {
    Path target = local.resolve("GET_DIRURL_localdir");
    assertThat(get("/vdrive/global/foo?t=download&localdir=" + target).status()).isEqualTo(200);
    assertThat(target.resolve("bar.txt")).hasContent(BAR);
    assertThat(target.resolve("blockingfile")).exists();
    assertThat(target.resolve("sub/baz.txt")).exists();
    assertThat(target.resolve("empty")).isEmptyDirectory();
  }

  @Test
  void test_GET_DIRURL_localdir_disabled() {
    Path target = local.resolve("GET_DIRURL_localdir_disabled");
    String dir = Address.encode(get("/vdrive/global/foo?t=uri").text());
    fails(
        closed.get("/uri/" + dir + "?t=download&localdir=" + target),
        403,
        "local file access is disabled");
    assertThat(target).doesNotExist();
  }

  @Test
  void test_GET_DIRURL_localdir_nonabsolute() {
    fails(
        get("/vdrive/global/foo?t=download&localdir=web/nonabsolute/dirpath"),
        403,
        "localfile= or localdir= requires an absolute path");
  }

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
  void test_PUT_NEWDIRURL_localdir() throws IOException {
    Path tree = localTree("PUT_NEWDIRURL_localdir");
    put("/vdrive/global/newdir?t=upload&localdir=" + tree, "");
    isLocalTree("/vdrive/global/newdir");
  }

  @Test
  void test_PUT_NEWDIRURL_localdir_disabled() throws IOException {
    Path tree = localTree("PUT_NEWDIRURL_localdir_disabled");
    fails(
        closed.send("PUT", "/vdrive/global/newdir?t=upload&localdir=" + tree, new byte[0]),
        403,
        "local file access is disabled");
  }

  @Test
  void test_PUT_NEWDIRURL_localdir_mkdirs() throws IOException {
    Path tree = localTree("PUT_NEWDIRURL_localdir_mkdirs");
    put("/vdrive/global/foo/subdir/newdir?t=upload&localdir=" + tree, "");
    assertThat(children("/vdrive/global/foo")).contains("subdir");
    isLocalTree("/vdrive/global/foo/subdir/newdir");
  }

  @Test
  void test_POST_upload() {
    isLinked(
        post("/vdrive/global/foo", form("upload").file("new.txt", NEW)),
        "/vdrive/global/foo/new.txt",
        NEW);
  }

  @Test
  void test_POST_upload_replace() {
    isLinked(
        post("/vdrive/global/foo", form("upload").file("bar.txt", NEW)),
        "/vdrive/global/foo/bar.txt",
        NEW);
  }

  @Test
  void test_POST_upload_no_replace_queryarg() {
    fails(
        post("/vdrive/global/foo?replace=false", form("upload").file("bar.txt", NEW)), 409, TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  void test_POST_upload_no_replace_field() {
    fails(
        post("/vdrive/global/foo", form("upload").field("replace", "false").file("bar.txt", NEW)),
        409,
        TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  private static void redirects(WebPort.Answer answer, String target) {
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo(target);
  }

  @Test
  void test_POST_upload_whendone() {
    redirects(
        post(
            "/vdrive/global/foo", form("upload").field("when_done", "/THERE").file("new.txt", NEW)),
        "/THERE");
    assertThat(get("/vdrive/global/foo/new.txt").text()).isEqualTo(NEW);
  }

  @Test
  void test_POST_upload_named() {
    isLinked(
        post("/vdrive/global/foo", form("upload").field("name", "new.txt").field("file", NEW)),
        "/vdrive/global/foo/new.txt",
        NEW);
  }

  @Test
  void test_POST_upload_named_badfilename() {
    fails(
        post(
            "/vdrive/global/foo",
            form("upload").field("name", "slashes/are/bad.txt").field("file", NEW)),
        400,
        "name= may not contain a slash");
    isFooJson(json("/vdrive/global/foo?t=json"));
  }

  @Test
  void test_POST_mkdir() {
    post("/vdrive/global/foo", form("mkdir").field("name", "newdir"));
    isEmpty("/vdrive/global/foo/newdir");
  }

  @Test
  void test_POST_mkdir_replace() {
    post("/vdrive/global/foo", form("mkdir").field("name", "sub"));
    isEmpty("/vdrive/global/foo/sub");
  }

  @Test
  void test_POST_mkdir_no_replace_queryarg() {
    fails(post("/vdrive/global/foo?replace=false", form("mkdir").field("name", "sub")), 409, TAKEN);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  void test_POST_mkdir_no_replace_field() {
    fails(
        post("/vdrive/global/foo", form("mkdir").field("name", "sub").field("replace", "false")),
        409,
        TAKEN);
    assertThat(children("/vdrive/global/foo/sub")).containsExactly("baz.txt");
  }

  @Test
  void test_POST_mkdir_whendone_field() {
    redirects(
        post(
            "/vdrive/global/foo",
            form("mkdir").field("name", "newdir").field("when_done", "/THERE")),
        "/THERE");
    isEmpty("/vdrive/global/foo/newdir");
  }

  @Test
  void test_POST_mkdir_whendone_queryarg() {
    redirects(
        post("/vdrive/global/foo?when_done=/THERE", form("mkdir").field("name", "newdir")),
        "/THERE");
    isEmpty("/vdrive/global/foo/newdir");
  }

  @Test
  void test_POST_put_uri() {
    isLinked(
        post("/vdrive/global/foo", form("uri").field("name", "new.txt").field("uri", newFile())),
        "/vdrive/global/foo/new.txt",
        "contents of file 8\n");
  }

  @Test
  void test_POST_put_uri_replace() {
    isLinked(
        post("/vdrive/global/foo", form("uri").field("name", "bar.txt").field("uri", newFile())),
        "/vdrive/global/foo/bar.txt",
        "contents of file 8\n");
  }

  @Test
  void test_POST_put_uri_no_replace_queryarg() {
    fails(
        post(
            "/vdrive/global/foo?replace=false",
            form("uri").field("name", "bar.txt").field("uri", newFile())),
        409,
        TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  void test_POST_put_uri_no_replace_field() {
    fails(
        post(
            "/vdrive/global/foo",
            form("uri").field("replace", "false").field("name", "bar.txt").field("uri", newFile())),
        409,
        TAKEN);
    isBar(get("/vdrive/global/foo/bar.txt"));
  }

  @Test
  void test_POST_delete() {
    post("/vdrive/global/foo", form("delete").field("name", "bar.txt"));
    assertThat(children("/vdrive/global/foo")).doesNotContain("bar.txt");
  }

  private static FormBody rename(String from, String to) {
    return form("rename").field("from_name", from).field("to_name", to);
  }

  @Test
  void test_POST_rename_file() {
    post("/vdrive/global/foo", rename("bar.txt", "wibble.txt"));
    assertThat(children("/vdrive/global/foo")).contains("wibble.txt").doesNotContain("bar.txt");
    isBar(get("/vdrive/global/foo/wibble.txt"));
    isBarJson("/vdrive/global/foo/wibble.txt");
  }

  @Test
  void test_POST_rename_file_replace() {
    post("/vdrive/global/foo", rename("bar.txt", "empty"));
    assertThat(children("/vdrive/global/foo")).contains("empty").doesNotContain("bar.txt");
    isBar(get("/vdrive/global/foo/empty"));
    isBarJson("/vdrive/global/foo/empty");
  }

  @Test
  void test_POST_rename_file_no_replace_queryarg() {
    fails(post("/vdrive/global/foo?replace=false", rename("bar.txt", "empty")), 409, TAKEN);
    isEmpty("/vdrive/global/foo/empty");
  }

  @Test
  void test_POST_rename_file_no_replace_field() {
    fails(
        post("/vdrive/global/foo", rename("bar.txt", "empty").field("replace", "false")),
        409,
        TAKEN);
    isEmpty("/vdrive/global/foo/empty");
  }

  @Test
  void test_POST_rename_file_slash_fail() {
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
  void test_POST_rename_dir() {
    post("/vdrive/global", rename("foo", "plunk"));
    assertThat(children("/vdrive/global")).containsExactly("plunk", "readonly");
    isFooJson(json("/vdrive/global/plunk?t=json"));
  }

  @Test
  void test_GET_URI_form() {
    String cap = Address.encode(get("/vdrive/global/foo/bar.txt?t=uri").text());
    redirects(get("/uri?uri=" + cap), "./uri/" + cap);
    redirects(get("/uri?uri=" + cap + "&filename=bar.txt"), "./uri/" + cap + "?filename=bar.txt");
    redirects(get("/uri?uri=" + cap + "&t=json"), "./uri/" + cap + "?t=json");
    isBar(get("/uri/" + cap));
  }

  @Test
  void test_GET_rename_form() {
    assertThat(get("/vdrive/global/foo?t=rename-form&name=bar.txt").text())
        .containsPattern("name=\"when_done\" value=\".*vdrive/global/foo/")
        .contains("name=\"from_name\" value=\"bar.txt\"");
  }

  @Test
  void test_GET_URI_URL() {
    String cap = "/uri/" + Address.encode(get("/vdrive/global/foo/bar.txt?t=uri").text());
    isBar(get(cap));
    isBar(get(cap + "?filename=bar.txt"));
    WebPort.Answer saved = get(cap + "?filename=bar.txt&save=true");
    isBar(saved);
    assertThat(saved.header("Content-Disposition")).isEqualTo("attachment; filename=\"bar.txt\"");
  }

  @Test
  void test_GET_URI_URL_dir() {
    String cap = Address.encode(get("/vdrive/global/foo?t=uri").text());
    isFooJson(json("/uri/" + cap + "?t=json"));
  }

  /** NotEnoughPeersError in the first release; today's name for it. */
  @Test
  void test_GET_URI_URL_missing() {
    String gone =
        "URI:CHK:annjjk477zxkje4lcx2fzuswte:o6yf54h4sccrb6kg32yjuz3swyntax2shtkzqvnc4a43bwregy2q:1:2:3000";
    fails(get("/uri/" + Address.encode(gone)), 410, "NoSharesError");
  }

  @Test
  void test_PUT_NEWFILEURL_uri() {
    String cap = newFile();
    WebPort.Answer answer = put("/vdrive/global/foo/new.txt?t=uri", cap);
    assertThat(answer.text()).isEqualTo(cap);
    isLinked(answer, "/vdrive/global/foo/new.txt", "contents of file 8\n");
  }

  @Test
  void test_PUT_NEWFILEURL_uri_replace() {
    isLinked(
        put("/vdrive/global/foo/bar.txt?t=uri", newFile()),
        "/vdrive/global/foo/bar.txt",
        "contents of file 8\n");
  }

  @Test
  void test_PUT_NEWFILEURL_uri_no_replace() {
    fails(put("/vdrive/global/foo/bar.txt?t=uri&replace=false", newFile()), 409, TAKEN);
  }

  @Test
  void test_PUT_NEWFILE_URI() {
    String cap = put("/uri", "New file contents here\n").text();
    assertThat(get("/uri/" + Address.encode(cap)).text()).isEqualTo("New file contents here\n");
  }

  /** Today's sentence names the forms of POST too. */
  @Test
  void test_PUT_NEWFILE_URI_only_PUT() {
    fails(put("/uri?t=bogus", ""), 400, "/uri accepts only PUT, PUT?t=mkdir");
  }

  @Test
  void test_PUT_NEWDIR_URI() {
    String cap = put("/uri?t=mkdir", "").text();
    isEmpty("/uri/" + Address.encode(cap));
  }

  /** Whoever adds or removes a test here sees that all are here but the one in another class. */
  @Test
  void everyOperationIsHere() {
    long tests =
        Stream.of(FirstReleaseWebTest.class.getDeclaredMethods())
            .filter(method -> method.getName().startsWith("test_"))
            .count();
    assertThat(tests).isEqualTo(82 - 1);
  }
}
