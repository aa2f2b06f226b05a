package org.truckee.cli.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.Version;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Progress;

/**
 * The web API of one gateway. Blocks; several threads may use it at once. Addresses are those of
 * the API, already percent-encoded.
 */
public final class WebApi {
  /** The number of connections to a gateway that are kept open for the next request. */
  public static final int CONNECTIONS = 8;

  private static final int CONNECT_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
  private static final int BUFFER = 64 << 10;

  static {
    System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS));
  }

  private final String gateway;
  private final String kind;
  private final Optional<String> authorization;
  private final ProvenWork work = new ProvenWork(this);

  /** The API of the gateway at {@code url}, which ends without a slash. */
  public WebApi(String url) {
    this(url, "gateway", Optional.empty());
  }

  /** The API of a {@code kind} of node at {@code url}, to which {@code authorization} is shown. */
  public WebApi(String url, String kind, String authorization) {
    this(url, kind, Optional.of(authorization));
  }

  private WebApi(String url, String kind, Optional<String> authorization) {
    this.gateway = url;
    this.kind = kind;
    this.authorization = authorization;
  }

  /** The gateway's address, without a slash at its end. */
  public String gateway() {
    return gateway;
  }

  /** Gets {@code address}. */
  public GatewayReply get(String address) throws IOException {
    return reply(open("GET", address));
  }

  /** Gets {@code address} from byte {@code start} on, if the contents still have {@code tag}. */
  GatewayReply getFrom(String address, long start, String tag) throws IOException {
    HttpURLConnection http = open("GET", address);
    http.setRequestProperty("Range", "bytes=" + start + "-");
    http.setRequestProperty("If-Range", tag);
    return reply(http);
  }

  /** Deletes {@code address}. */
  public GatewayReply delete(String address) throws IOException {
    GatewayReply reply = reply(open("DELETE", address));
    return ProvenWork.isWanted(reply) && work.make() ? reply(open("DELETE", address)) : reply;
  }

  /** Posts nothing to {@code address}, which holds a proof of work. */
  GatewayReply prove(String address) throws IOException {
    return sendOnce("POST", address, InputStream.nullInputStream(), -1, null);
  }

  /** Posts {@code body} to {@code address}. */
  public GatewayReply post(String address, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send("POST", address, new ByteArrayInputStream(bytes), -1, null);
  }

  /** Puts {@code body} to {@code address}. */
  public GatewayReply put(String address, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return put(address, new ByteArrayInputStream(bytes), null);
  }

  /**
   * Puts all of {@code body}, which ends where reading ends, to {@code address}; tells {@code
   * progress}, unless it is null, of the bytes sent. A body that can't be read to its end is never
   * taken for a whole one.
   */
  public GatewayReply put(String address, InputStream body, Progress progress) throws IOException {
    return put(address, body, -1, progress);
  }

  /**
   * Puts a body of an announced {@code size}, so that the gateway can pass it on while it comes;
   * {@link ShorterBody} if the body has fewer bytes, and no more are sent. A negative size is an
   * unknown one.
   */
  public GatewayReply put(String address, InputStream body, long size, Progress progress)
      throws IOException {
    return send("PUT", address, body, size, progress);
  }

  /**
   * Sends {@code body}. A gateway that wants a proof of work gets one; a small body is then sent
   * again, and a larger one is gone.
   */
  private GatewayReply send(
      String method, String address, InputStream body, long size, Progress progress)
      throws IOException {
    byte[] first = body.readNBytes(BUFFER);
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), body);
    GatewayReply reply = sendOnce(method, address, all, size, progress);
    if (!ProvenWork.isWanted(reply) || !work.make()) return reply;
    if (first.length == BUFFER)
      throw CommandFailure.failed(
          "the gateway wanted a proof of work first. That was made: run the command again");
    return sendOnce(method, address, new ByteArrayInputStream(first), size, null);
  }

  /**
   * The body of a request: a small one goes with its length, a larger one of unknown size in
   * chunks.
   */
  private GatewayReply sendOnce(
      String method, String address, InputStream body, long size, Progress progress)
      throws IOException {
    byte[] first = body.readNBytes(BUFFER);
    HttpURLConnection http = open(method, address);
    http.setDoOutput(true);
    http.setRequestProperty("Content-Type", "application/octet-stream");
    boolean known = size >= BUFFER && first.length == BUFFER;
    if (first.length < BUFFER) http.setFixedLengthStreamingMode(first.length);
    else if (known) http.setFixedLengthStreamingMode(size);
    else http.setChunkedStreamingMode(BUFFER);
    OutputStream out = connected(http);
    try {
      out.write(first);
      if (progress != null) progress.advance(first.length);
      LocalBody rest = new LocalBody(body, known ? size - BUFFER : Long.MAX_VALUE);
      if (first.length == BUFFER) copy(rest, out, progress);
      if (known) rest.requireEnd();
      out.close();
    } catch (LocalBody.Unreadable e) {
      http.disconnect();
      throw e.reason();
    } catch (IOException e) {
      if (status(http) < 400) throw broken(e);
    }
    return reply(http);
  }

  private HttpURLConnection open(String method, String address) throws IOException {
    HttpURLConnection http =
        (HttpURLConnection) URI.create(gateway + address).toURL().openConnection();
    http.setRequestMethod(method);
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setInstanceFollowRedirects(false);
    http.setUseCaches(false);
    http.setRequestProperty("Accept", "text/plain, application/octet-stream");
    http.setRequestProperty("User-Agent", Version.TEXT);
    authorization.ifPresent(shown -> http.setRequestProperty("Authorization", shown));
    return http;
  }

  private OutputStream connected(HttpURLConnection http) throws IOException {
    try {
      return http.getOutputStream();
    } catch (ConnectException | UnknownHostException | SocketTimeoutException e) {
      throw unreachable();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private GatewayReply reply(HttpURLConnection http) throws IOException {
    try {
      int status = http.getResponseCode();
      if (status > 0) return new GatewayReply(http, status);
    } catch (ConnectException | UnknownHostException | SocketTimeoutException e) {
      throw unreachable();
    } catch (IOException e) {
      throw broken(e);
    }
    throw CommandFailure.failed("what answers at " + gateway + " is no " + kind);
  }

  /** The status that came before the body was sent whole; 0 if none came. */
  private static int status(HttpURLConnection http) {
    try {
      return http.getResponseCode();
    } catch (IOException e) {
      return 0; // The failure to send is told.
    }
  }

  private CommandFailure unreachable() {
    return new CommandFailure(
        ExitCodes.UNREACHABLE, "no " + kind + " answers at " + gateway + ". Is it started?");
  }

  private BrokenConnection broken(IOException e) {
    return new BrokenConnection(e);
  }

  /**
   * Copies all of {@code from}, tells {@code progress} of them, unless it is null, and returns
   * their number.
   */
  public static long copy(InputStream from, OutputStream to, Progress progress) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      copied += read;
      if (progress != null) progress.advance(read);
    }
    return copied;
  }
}
