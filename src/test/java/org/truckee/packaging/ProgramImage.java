package org.truckee.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truckee.packaging.TarFile.Access;

/**
 * The program as an image: a layer with what a Java runtime needs of this machine's Linux, one with
 * the runtime, and one with the program. A container runs the launcher as a user of its own, in
 * {@code /var/lib/truckee}, and makes a whole grid there unless it is told another command.
 */
final class ProgramImage {
  private static final int USER = 10001;
  private static final String HOME = "opt/truckee";
  private static final String DATA = "var/lib/truckee";

  private final Release release;
  private final Path work;

  ProgramImage(Release release) {
    this.release = release;
    this.work = release.target().resolve("release/image");
  }

  /** Writes the image. */
  void write() throws IOException {
    Files.createDirectories(work);
    List<ImageLayer> layers = List.of(system(), runtime(), program());
    String processor = Release.processor().equals("x86_64") ? "amd64" : "arm64";
    String name = "truckee:" + release.version();
    new ContainerImage(name, processor, release.time(), settings(release.version()), layers)
        .write(release.file("-oci.tar"));
  }

  private ImageLayer system() throws IOException {
    List<Path> programs = new ArrayList<>(SystemFiles.programs(release.runtime()));
    programs.add(Path.of("/bin/sh"));
    SystemFiles system = SystemFiles.neededBy(programs, release.runtime());
    return layer(
        "system",
        tar -> {
          system.addTo(tar);
          text(tar, "etc/passwd", "root:x:0:0:root:/root:/bin/sh", user());
          text(tar, "etc/group", "root:x:0:", "truckee:x:" + USER + ":");
          text(tar, "etc/nsswitch.conf", "passwd: files", "group: files", "hosts: files dns");
          tar.directory("tmp", new Access(01777, 0));
        });
  }

  private static String user() {
    return "truckee:x:" + USER + ":" + USER + ":Truckee:/" + DATA + ":/bin/sh";
  }

  private ImageLayer runtime() throws IOException {
    return layer("runtime", tar -> tar.tree(HOME + "/runtime", release.runtime()));
  }

  private ImageLayer program() throws IOException {
    return layer(
        "program",
        tar -> {
          tar.file(HOME + "/truckee.jar", Access.DATA, release.jar());
          tar.file(HOME + "/truckee", Access.PROGRAM, release.base().resolve("truckee"));
          Path image = release.base().resolve("src/release/image");
          tar.file(HOME + "/conf.json", Access.DATA, image.resolve("conf.json"));
          tar.file(HOME + "/LICENSE", Access.DATA, release.base().resolve("LICENSE"));
          tar.directory(DATA, new Access(0700, USER));
        });
  }

  private ImageLayer layer(String name, ImageLayer.Filling filling) throws IOException {
    return ImageLayer.write(work.resolve(name + ".tar.gz"), release.time(), filling);
  }

  private static void text(TarFile tar, String name, String... lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    tar.file(name, Access.DATA, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a container runs. */
  static ObjectNode settings(String version) {
    ObjectNode settings = new ObjectMapper().createObjectNode();
    settings.put("User", USER + ":" + USER).put("WorkingDir", "/" + DATA);
    settings.put("StopSignal", "SIGTERM");
    settings.putArray("Entrypoint").add("/" + HOME + "/truckee");
    settings.putArray("Cmd").add("grid");
    settings
        .putArray("Env")
        .add("PATH=/" + HOME + ":/usr/bin:/bin")
        .add("HOME=/" + DATA)
        .add("LANG=C.UTF-8");
    settings.putObject("ExposedPorts").putObject("3456/tcp");
    settings.putObject("Volumes").putObject("/" + DATA);
    settings
        .putObject("Labels")
        .put("org.opencontainers.image.title", "Truckee")
        .put("org.opencontainers.image.version", version)
        .put("org.opencontainers.image.licenses", "GPL-2.0-or-later");
    return settings;
  }
}
