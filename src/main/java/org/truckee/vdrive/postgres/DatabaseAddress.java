package org.truckee.vdrive.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.platform.HomePath;

/**
 * The address of a PostgreSQL database, as PostgreSQL's own programs write it:
 *
 * <pre>
 * postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?sslmode=MODE[&amp;sslrootcert=FILE]]
 * </pre>
 *
 * Its text form, for messages and logs, has no password.
 *
 * @param password the password, if the address holds one
 * @param tls the protection of the connection
 */
public record DatabaseAddress(
    String user, Optional<Secret> password, String host, int port, String database, Tls tls) {
  private static final int PORT = 5432;
  private static final int MOST_PORTS = 65535;

  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/?#\\s]*)(?::(?<password>[^:@/?#\\s]*))?@)?"
              + "(?<host>\\[[0-9a-fA-F:.%]+]|[^:@/?#\\[\\]\\s]*)(?::(?<port>[0-9]{1,5}))?"
              + "(?:/(?<database>[^/?#\\s]*))?(?:\\?(?<options>[^?#\\s]*))?");

  /** The kinds of protection, by PostgreSQL's names for them. */
  public enum SslMode {
    /** No TLS. */
    DISABLE,
    /** TLS where the database wants it. */
    ALLOW,
    /** TLS where the database can do it. */
    PREFER,
    /** TLS with any certificate. */
    REQUIRE,
    /** TLS with a certificate that leads to one that is trusted. */
    VERIFY_CA,
    /** The same, and the certificate is that of the host. */
    VERIFY_FULL;

    /** Its text in an address. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether the certificate has to be one that is trusted. */
    public boolean verifies() {
      return this == VERIFY_CA || this == VERIFY_FULL;
    }
  }

  /**
   * The protection of a connection.
   *
   * @param root the file with the certificates that are trusted; those of the system if there is
   *     none
   */
  public record Tls(SslMode mode, Optional<Path> root) {}

  /** Checks that all is there. */
  public DatabaseAddress {
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(tls, "tls");
    if (user.isEmpty()) throw bad("names no user");
    if (host.isEmpty()) throw bad("names no host");
    if (database.isEmpty()) throw bad("names no database");
    if (port < 1 || port > MOST_PORTS) throw bad("names a port that there is not");
  }

  /**
   * Reads the text of an address; {@link IllegalArgumentException} says what is wrong with it, and
   * holds nothing of it that could be a password.
   */
  public static DatabaseAddress parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches())
      throw bad("is no address of a database (characters such as @ : / ? # % stand in it as %40)");
    String host = parts.group("host").replaceAll("[\\[\\]]", "");
    String port = parts.group("port");
    return new DatabaseAddress(
        decoded(parts.group("user")),
        Optional.ofNullable(parts.group("password"))
            .filter(password -> !password.isEmpty())
            .map(password -> new Secret(Bytes.utf8(decoded(password)))),
        host,
        port == null ? PORT : Integer.parseInt(port),
        decoded(parts.group("database")),
        tls(parts.group("options")));
  }

  private static Tls tls(String text) {
    TreeMap<String, String> options = new TreeMap<>();
    for (String option : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
      String[] pair = option.split("=", 2);
      String name = decoded(pair[0]);
      if (!List.of("sslmode", "sslrootcert").contains(name))
        throw bad("has an option that is not known; known are sslmode and sslrootcert");
      if (options.put(name, pair.length < 2 ? "" : decoded(pair[1])) != null)
        throw bad("has the option " + name + " twice");
    }
    String mode = options.getOrDefault("sslmode", SslMode.PREFER.toString());
    return new Tls(
        Arrays.stream(SslMode.values())
            .filter(known -> known.toString().equals(mode))
            .findFirst()
            .orElseThrow(
                () -> bad("has another sslmode than " + Arrays.toString(SslMode.values()))),
        Optional.ofNullable(options.get("sslrootcert")).map(HomePath::of));
  }

  /** A plus sign is one, other than in a form of a page. */
  private static String decoded(String text) {
    if (text == null) return "";
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("holds a % that begins no character such as %40");
    }
  }

  private static IllegalArgumentException bad(String reason) {
    return new IllegalArgumentException(
        reason + "; it must be like postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
  }

  /** The same, with a file of certificates that is seen from {@code directory}. */
  public DatabaseAddress seenFrom(Path directory) {
    Tls seen = new Tls(tls.mode(), tls.root().map(directory::resolve));
    return new DatabaseAddress(user, password, host, port, database, seen);
  }

  /** The words for it in messages and logs. */
  @Override
  public String toString() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "%s at %s:%d".formatted(database, name, port);
  }
}
