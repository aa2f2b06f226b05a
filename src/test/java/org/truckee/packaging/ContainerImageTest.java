package org.truckee.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.config.GridConfig;
import org.truckee.packaging.TarFile.Access;

/** An image, followed from its index to the contents of its layers, as an engine does it. */
class ContainerImageTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Path layout;

  @BeforeEach
  void unpack() throws Exception {
    image(directory.resolve("image.tar"));
    layout = Files.createDirectory(directory.resolve("layout"));
    Process tar =
        new ProcessBuilder("tar", "-xf", "../image.tar").directory(layout.toFile()).start();
    assertThat(tar.waitFor()).isZero();
  }

  private void image(Path file) throws IOException {
    List<ImageLayer> layers = List.of(layer("one"), layer("two"));
    new ContainerImage("truckee:9", "amd64", TIME, ProgramImage.settings("9"), layers).write(file);
  }

  private ImageLayer layer(String name) throws IOException {
    return ImageLayer.write(
        directory.resolve(name), TIME, tar -> tar.file(name, Access.DATA, name.getBytes(UTF_8)));
  }

  /** The blob that {@code entry} tells of, which is checked. */
  private byte[] blob(JsonNode entry) throws IOException {
    String digest = entry.get("digest").asText();
    byte[] blob = Files.readAllBytes(layout.resolve("blobs").resolve(digest.replace(':', '/')));
    assertThat(blob).hasSize(entry.get("size").asInt());
    assertThat(ImageLayer.digest(blob)).isEqualTo(digest);
    return blob;
  }

  @Test
  void eachDigest_isThatOfWhatItNames() throws IOException {
    assertThat(
            JSON.readTree(layout.resolve("oci-layout").toFile()).get("imageLayoutVersion").asText())
        .isEqualTo("1.0.0");
    JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
    JsonNode manifest = JSON.readTree(blob(index.at("/manifests/0")));
    JsonNode configuration = JSON.readTree(blob(manifest.get("config")));

    assertThat(manifest.get("layers")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      byte[] layer = blob(manifest.get("layers").get(i));
      byte[] contents = new GZIPInputStream(new ByteArrayInputStream(layer)).readAllBytes();
      assertThat(configuration.at("/rootfs/diff_ids/" + i).asText())
          .isEqualTo(ImageLayer.digest(contents));
    }
    assertThat(configuration.at("/config/Entrypoint/0").asText()).isEqualTo("/opt/truckee/truckee");
    assertThat(configuration.at("/config/User").asText()).isEqualTo("10001:10001");
    assertThat(configuration.get("created").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aSecondImage_hasTheSameBytes() throws IOException {
    Path again = directory.resolve("again.tar");
    image(again);
    assertThat(again).hasSameBinaryContentAs(directory.resolve("image.tar"));
  }

  @Test
  void theGridsOfPackages_areConfiguredWell() throws IOException {
    for (String name : List.of("deb", "image")) {
      String file = "src/release/" + name + "/conf.json";
      GridConfig grid = GridConfig.parse(file, Files.readString(Path.of(file)));
      assertThat(grid.storageServers()).isEqualTo(10);
      assertThat(grid.directory()).as("a place that is not beside the program").matches("[~/].*");
    }
  }

  @Test
  void theChecksums_areThoseOfTheFilesOfTheRelease() throws Exception {
    Release release = new Release(directory, directory, "9", TIME);
    Files.writeString(directory.resolve("truckee_9_all.deb"), "d");
    Files.writeString(directory.resolve("truckee-9-windows.zip"), "z");
    Files.writeString(directory.resolve("truckee-8.tar.gz"), "older");
    Checksums.write(release);

    assertThat(directory.resolve("SHA256SUMS")).content().hasLineCount(2);
    Process check =
        new ProcessBuilder("sha256sum", "--check", "--strict", "SHA256SUMS")
            .directory(directory.toFile())
            .start();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void theChangelog_isInDebiansForm() {
    Release release = new Release(directory, directory, "9", TIME);
    assertThat(new DebianTexts(release, "A <a@example.org>").changelog())
        .startsWith("truckee (9) unstable; urgency=medium\n\n  * ")
        .endsWith("\n\n -- A <a@example.org>  Thu, 01 Jan 2026 00:00:00 +0000\n");
  }
}
