package org.truckee.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.platform.HomePath;
import org.truckee.protocol.AddressPrefix;
import org.truckee.web.guard.Proxies;

/**
 * The rights at a gateway's web port.
 *
 * @param hosts more names by which browsers may reach the port
 * @param proxies the proxies that are believed about the sender of a request
 * @param secret opens the private drive where the port is not on loopback
 * @param localFolders the folders of this machine that requests from it may read and write
 * @param ownersFiles the folder whose files are served below {@code /static/}
 */
public record WebAccess(
    List<String> hosts,
    Proxies proxies,
    Optional<Secret> secret,
    List<Path> localFolders,
    Optional<Path> ownersFiles) {
  static WebAccess read(ConfigReader web) {
    return new WebAccess(
        web.texts("hosts"), proxies(web), secret(web), localFolders(web), ownersFiles(web));
  }

  private static Proxies proxies(ConfigReader web) {
    List<AddressPrefix> believed = new ArrayList<>();
    for (String text : web.texts("proxies"))
      believed.add(
          AddressPrefix.parse(text)
              .orElseThrow(
                  () ->
                      web.bad(
                          "proxies",
                          "must be a list of numeric addresses, or of the like of 10.0.0.0/8")));
    return new Proxies(believed);
  }

  private static Optional<Secret> secret(ConfigReader web) {
    String text = web.text("secret", "");
    return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(Bytes.utf8(text)));
  }

  private static List<Path> localFolders(ConfigReader web) {
    return web.texts("local_folders").stream()
        .map(text -> absolute(web, "local_folders", "must be a list of absolute paths", text))
        .toList();
  }

  private static Optional<Path> ownersFiles(ConfigReader web) {
    String text = web.text("static", "");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(absolute(web, "static", "must be an absolute path", text));
  }

  private static Path absolute(ConfigReader web, String key, String complaint, String text) {
    Path folder = HomePath.of(text);
    if (folder.isAbsolute()) return folder;
    throw web.bad(key, complaint);
  }
}
