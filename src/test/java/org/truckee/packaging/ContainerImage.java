package org.truckee.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.truckee.packaging.TarFile.Access;

/**
 * An image for containers, as an OCI image layout in one tar file: {@code podman load} and {@code
 * docker load} take it, and so do {@code skopeo} and {@code umoci}.
 *
 * @param name what it is called, with its tag: {@code truckee:0.1.0}
 * @param architecture the processor, as OCI calls it
 * @param time when it was made
 * @param settings what a container runs, and how
 * @param layers its contents, the lowest first
 */
record ContainerImage(
    String name, String architecture, Instant time, ObjectNode settings, List<ImageLayer> layers) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String TYPE = "application/vnd.oci.image.";

  /** Writes the image to {@code file}. */
  void write(Path file) throws IOException {
    byte[] configuration = JSON.writeValueAsBytes(configuration());
    byte[] manifest = JSON.writeValueAsBytes(manifest(configuration));
    try (OutputStream out = Files.newOutputStream(file);
        TarFile tar = new TarFile(out, time)) {
      tar.file("oci-layout", Access.DATA, bytes("{\"imageLayoutVersion\": \"1.0.0\"}\n"));
      tar.file("index.json", Access.DATA, JSON.writeValueAsBytes(index(manifest)));
      tar.file(blob(ImageLayer.digest(manifest)), Access.DATA, manifest);
      tar.file(blob(ImageLayer.digest(configuration)), Access.DATA, configuration);
      for (ImageLayer layer : layers) tar.file(blob(layer.digest()), Access.DATA, layer.file());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String blob(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }

  private ObjectNode configuration() {
    ObjectNode node = JSON.createObjectNode();
    node.put("created", time.toString()).put("architecture", architecture).put("os", "linux");
    node.set("config", settings);
    ArrayNode contents = node.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    for (ImageLayer layer : layers) contents.add(layer.contents());
    return node;
  }

  private ObjectNode manifest(byte[] configuration) throws IOException {
    ObjectNode node = JSON.createObjectNode().put("schemaVersion", 2);
    node.put("mediaType", TYPE + "manifest.v1+json");
    describe(
        node.putObject("config"),
        TYPE + "config.v1+json",
        ImageLayer.digest(configuration),
        configuration.length);
    ArrayNode parts = node.putArray("layers");
    for (ImageLayer layer : layers)
      describe(
          parts.addObject(), TYPE + "layer.v1.tar+gzip", layer.digest(), Files.size(layer.file()));
    return node;
  }

  private ObjectNode index(byte[] manifest) {
    ObjectNode node = JSON.createObjectNode().put("schemaVersion", 2);
    node.put("mediaType", TYPE + "index.v1+json");
    ObjectNode entry = node.putArray("manifests").addObject();
    describe(entry, TYPE + "manifest.v1+json", ImageLayer.digest(manifest), manifest.length);
    entry.putObject("platform").put("architecture", architecture).put("os", "linux");
    entry
        .putObject("annotations")
        .put("org.opencontainers.image.ref.name", name.substring(name.indexOf(':') + 1))
        .put("io.containerd.image.name", "localhost/" + name);
    return node;
  }

  private static void describe(ObjectNode node, String type, String digest, long size) {
    node.put("mediaType", type).put("digest", digest).put("size", size);
  }
}
