package org.truckee.node.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.NodeCertificate;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;
import org.truckee.protocol.account.MemberAccount;

/**
 * The keys, secrets and capabilities in {@code private/} that make a node itself, each made when it
 * is first asked for, and never changed. Blocks.
 *
 * @param root the node's directory
 * @param random makes them; a secure one
 */
public record NodeSecrets(Path root, SecureRandom random) {
  private static final int SECRET_SIZE = 32;
  private static final int SWISSNUM_SIZE = 20;

  /** It stands in addresses and headers as it is. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~=+-]+");

  private Path directory() {
    return root.resolve("private");
  }

  /** The node's signing key. */
  public Ed25519SigningKey signingKey() {
    return secret(
        "node.privkey",
        () -> Ed25519SigningKey.generate(random).reveal(),
        Ed25519SigningKey::parse);
  }

  /** The node's certificate. */
  public NodeCertificate certificate() {
    return secret(
        "node.pem",
        () -> NodeCertificate.generate(random, Instant.now()).toPem(),
        NodeCertificate::parse);
  }

  /** The secret that keys of contents are made with. */
  public Secret convergence() {
    return text("convergence", () -> random(SECRET_SIZE).toString(), NodeSecrets::ofWholeText);
  }

  /** The token that programs of the node's owner show at {@code /private/}. */
  public Secret apiToken() {
    return secret("api_auth_token", () -> random(SECRET_SIZE).toString(), NodeSecrets::ofText);
  }

  /** The secret that lease secrets are made from. */
  public Secret leaseSecret() {
    return text("secret", () -> random(SECRET_SIZE).toString(), NodeSecrets::ofWholeText);
  }

  /** The key under which the record of requests calls things. */
  public Secret auditKey() {
    return text("audit.key", () -> random(SECRET_SIZE).toString(), NodeSecrets::ofWholeText);
  }

  /** The key under which strangers are set challenges. */
  public Secret admissionKey() {
    return text("admission.key", () -> random(SECRET_SIZE).toString(), NodeSecrets::ofWholeText);
  }

  /** The write capability of the directory that this node makes for the whole grid. */
  public VdriveWriteCap globalRoot() {
    Supplier<String> fresh = () -> freshDirectory().toUri();
    if (secret("global_root.cap", fresh, Capability::parse) instanceof VdriveWriteCap cap)
      return cap;
    throw bad(directory().resolve("global_root.cap"), "must hold a URI:DIR: capability", null);
  }

  /** The write capability of the private drive's directory. */
  public Capability privateRoot() {
    return secret("root_dir.cap", () -> freshDirectory().toUri(), Capability::parse);
  }

  private VdriveWriteCap freshDirectory() {
    return new VdriveWriteCap(new Secret(random(VdriveWriteCap.KEY_SIZE)));
  }

  /** The swissnum of {@code role}; that of Tahoe's storage server, where there was one. */
  public Secret swissnum(String role) {
    try {
      Optional<Secret> tahoes =
          role.equals("storage") ? new TahoeFiles(root).storageSwissnum() : Optional.empty();
      return tahoes.orElseGet(
          () ->
              secret(
                  role + ".swissnum", () -> random(SWISSNUM_SIZE).toString(), NodeSecrets::ofText));
    } catch (IOException e) {
      throw new UncheckedIOException(FailureText.sentence(e), e);
    }
  }

  /** The password of the vdrive's database, if its owner has put one there. */
  public Optional<Secret> databasePassword() {
    Path file = directory().resolve("vdrive.password");
    if (Files.notExists(file)) return Optional.empty();
    Function<String, Secret> line = text -> new Secret(Bytes.utf8(text.lines().findFirst().get()));
    return Optional.of(text("vdrive.password", () -> "", line));
  }

  /** The account with which the gateway uses its grid, if its owner has put one there. */
  public Optional<MemberAccount> account() {
    return Files.notExists(directory().resolve("account"))
        ? Optional.empty()
        : Optional.of(text("account", () -> "", MemberAccount::parse));
  }

  private static Secret ofWholeText(String text) {
    return new Secret(WholeText.read(text, Set.of(SECRET_SIZE)));
  }

  private static Secret ofText(String text) {
    if (!WORD.matcher(text).matches()) throw new IllegalArgumentException("it is no plain word");
    return new Secret(Bytes.utf8(text));
  }

  private Bytes random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  /** The secret in {@code private/NAME}, without the white space around it; as {@link #text}. */
  private <T> T secret(String name, Supplier<String> fresh, Function<String, T> parse) {
    return text(name, fresh, text -> parse.apply(text.strip()));
  }

  /**
   * The text of {@code private/NAME}, read by {@code parse}; the file is made by {@code fresh} if
   * it is missing. {@code BAD_CONFIG} if it holds something else.
   */
  private <T> T text(String name, Supplier<String> fresh, Function<String, T> parse) {
    Path file = directory().resolve(name);
    String text;
    try {
      if (Files.notExists(file)) OwnerFiles.replace(file, fresh.get() + "\n");
      text = TextFiles.read(file);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(file.toString(), e);
    } catch (IOException e) {
      throw new GridException(GridException.Kind.BAD_CONFIG, FailureText.sentence(e), e);
    }
    if (text.isBlank()) throw bad(file, "is empty", null);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | GridException e) {
      throw bad(file, "does not hold what it must", e);
    }
  }

  private static GridException bad(Path file, String reason, Throwable cause) {
    return new GridException(GridException.Kind.BAD_CONFIG, Subject.named(file), reason, cause);
  }
}
