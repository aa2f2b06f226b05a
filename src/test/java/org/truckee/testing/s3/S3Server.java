package org.truckee.testing.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.storage.s3.S3Keys;
import org.truckee.storage.s3.S3Place;

/**
 * A real S3 server in a process of its own, with a class path of its own: S3Proxy, which keeps
 * objects in files. Tests share one, and each takes a bucket; a test that ends it and starts it
 * again has one of its own. Blocks.
 */
public final class S3Server implements AutoCloseable {
  /** The key pair that it knows. */
  public static final S3Keys KEYS = new S3Keys("test-key", new Secret(Bytes.utf8("test-secret")));

  /** Its class path, which {@code src/test/s3proxy/pom.xml} makes. */
  private static final Path CLASS_PATH = Path.of("target/s3proxy.classpath");

  private static final Pattern STARTED = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:([0-9]+)}");
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static Optional<S3Server> shared = Optional.empty();

  private final Path home;
  private final Path root;
  private Process process;
  private int port;

  private S3Server(Path home) throws IOException {
    this.home = home;
    root = Files.createDirectory(home.resolve("buckets"));
    Files.writeString(home.resolve("logback.xml"), LOG);
  }

  /** The server that tests share; where there is none, the test is skipped. */
  public static synchronized S3Server get() throws IOException {
    if (shared.isEmpty()) {
      S3Server server = start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      shared = Optional.of(server);
    }
    return shared.get();
  }

  /** One of a test's own; where there is none, the test is skipped. */
  public static S3Server start() throws IOException {
    assumeTrue(
        Files.exists(CLASS_PATH),
        "there is no S3Proxy here: ./mvnw -f src/test/s3proxy/pom.xml process-resources");
    S3Server server = new S3Server(Files.createTempDirectory("truckee-s3proxy"));
    server.startAgain();
    return server;
  }

  /** Starts it, at the port of the last time, and returns when it serves. */
  public void startAgain() throws IOException {
    Files.writeString(home.resolve("s3proxy.conf"), configuration());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
                "-cp",
                Files.readString(CLASS_PATH).strip(),
                "org.gaul.s3proxy.Main",
                "--properties",
                home.resolve("s3proxy.conf").toString())
            .redirectErrorStream(true)
            .start();
    port = port(process);
  }

  /** Ends it as a power cut of its machine does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  private String configuration() {
    return """
    s3proxy.endpoint=http://127.0.0.1:%d
    s3proxy.authorization=aws-v4
    s3proxy.identity=%s
    s3proxy.credential=%s
    jclouds.provider=filesystem-nio2
    jclouds.identity=any
    jclouds.credential=any
    jclouds.filesystem.basedir=%s
    """
        .formatted(port, KEYS.id(), KEYS.secret().bytes().toUtf8(), root);
  }

  private static final String LOG =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="OUT"/></root>
      </configuration>
      """;

  /** Reads its log to the end, so that it never waits for a reader. */
  private static int port(Process process) throws IOException {
    BufferedReader log = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher started = STARTED.matcher(line);
      said.append(line).append('\n');
      if (!started.find()) continue;
      Thread reader = new Thread(() -> log.lines().forEach(rest -> {}), "s3proxy log");
      reader.setDaemon(true);
      reader.start();
      return Integer.parseInt(started.group(1));
    }
    throw new IOException("S3Proxy did not start:\n" + said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      try (var all = Files.walk(home)) {
        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList())
          Files.deleteIfExists(path);
      }
    } catch (IOException | InterruptedException leftover) {
      System.err.println(home + " stays: " + leftover);
    }
  }

  /** A new bucket, and the prefix {@code shares} in it. */
  public S3Place bucket() throws IOException {
    String name = "bucket-" + BUCKETS.incrementAndGet();
    Files.createDirectory(root.resolve(name));
    return new S3Place(
        URI.create("http://127.0.0.1:" + port), name, "shares", "us-east-1", Optional.empty());
  }

  /** The files of the objects in {@code place}. */
  public Path files(S3Place place) {
    return root.resolve(place.bucket()).resolve(place.prefix());
  }
}
