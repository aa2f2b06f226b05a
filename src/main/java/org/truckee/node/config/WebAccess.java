package org.truckee.node.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Argon2id;
import org.truckee.node.setting.ConfigReader;
import org.truckee.platform.HomePath;
import org.truckee.protocol.AddressPrefix;
import org.truckee.storage.expire.LeaseDuration;
import org.truckee.web.guard.Proxies;
import org.truckee.web.member.MemberSettings;

/**
 * The rights at a gateway's web port.
 *
 * @param hosts more names by which browsers may reach the port
 * @param proxies the proxies that are believed about the sender of a request
 * @param secret opens the private drive where the port is not on loopback
 * @param localFolders the folders of this machine that requests from it may read and write
 * @param ownersFiles the folder whose files are served below {@code /static/}
 * @param members the settings for the people who sign in there, if some may
 */
public record WebAccess(
    List<String> hosts,
    Proxies proxies,
    Optional<Secret> secret,
    List<Path> localFolders,
    Optional<Path> ownersFiles,
    Optional<MemberSettings> members) {
  static WebAccess read(ConfigReader web, ConfigReader members) {
    return new WebAccess(
        web.texts("hosts"),
        proxies(web),
        secret(web),
        localFolders(web),
        ownersFiles(web),
        MemberKeys.read(members));
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

  /** What is said of the gateway's members. */
  private static final class MemberKeys {
    private static final String SESSION = "session";
    private static final String ADDRESS = "address";
    private static final Duration LONGEST_SESSION = Duration.ofDays(366);

    private MemberKeys() {}

    /** Reads {@code part}; empty if the gateway has no members. */
    static Optional<MemberSettings> read(ConfigReader part) {
      boolean enabled = part.flag("enabled", false);
      MemberSettings settings =
          new MemberSettings(session(part), address(part), Argon2id.USUAL, quota(part));
      return enabled ? Optional.of(settings) : Optional.empty();
    }

    private static Duration session(ConfigReader part) {
      String text = part.text(SESSION, "");
      if (text.isEmpty()) return MemberSettings.USUAL_SESSION;
      return LeaseDuration.parse(text)
          .filter(duration -> duration.compareTo(LONGEST_SESSION) <= 0)
          .orElseThrow(
              () -> part.bad(SESSION, "must be a duration of up to a year, such as \"30 days\""));
    }

    private static OptionalLong quota(ConfigReader part) {
      long bytes = part.size("quota", 0);
      return part.has("quota") ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    private static Optional<String> address(ConfigReader part) {
      String text = part.text(ADDRESS, "");
      if (text.isEmpty()) return Optional.empty();
      if (!isAddress(text))
        throw part.bad(ADDRESS, "must be an address such as \"https://files.example.org/\"");
      return Optional.of(text.endsWith("/") ? text : text + "/");
    }

    private static boolean isAddress(String text) {
      try {
        URI uri = new URI(text);
        return text.matches("https?://[!-~]+")
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
      } catch (URISyntaxException noAddress) {
        return false;
      }
    }
  }
}
