package org.truckee.node.invite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.truckee.bytes.Bytes;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.protocol.announcement.Host;
import org.truckee.protocol.announcement.Nurl;

/** Requests of a command to an introducer. Blocks. */
final class IntroducerHttp {
  private static final int TIMEOUT_MILLIS = 15_000;
  private static final int MOST = 64 << 20;

  private final String address;
  private final SSLSocketFactory sockets;

  private IntroducerHttp(String host, int port, Optional<Bytes> spkiHash) {
    this.address = Host.inAddress(host) + ":" + port;
    this.sockets = AnyKeyOrOne.sockets(spkiHash);
  }

  /** The introducer at an address, whatever its key. */
  static IntroducerHttp at(String host, int port) {
    return new IntroducerHttp(host, port, Optional.empty());
  }

  /** The introducer of {@code nurl}, and no other. */
  static IntroducerHttp of(Nurl nurl) {
    return new IntroducerHttp(nurl.host(), nurl.port(), Optional.of(nurl.spkiHash()));
  }

  /** An answer, whole. */
  record Answer(int status, Bytes body) {}

  /** The address that is asked. */
  String address() {
    return address;
  }

  /** Sends a request without a body. */
  Answer send(String method, String path, String authorization) {
    return send(method, path, authorization, Bytes.EMPTY);
  }

  /** Sends a request once; the introducer's refusals are answers. */
  Answer send(String method, String path, String authorization, Bytes body) {
    try {
      HttpsURLConnection connection =
          (HttpsURLConnection) URI.create("https://" + address + path).toURL().openConnection();
      connection.setSSLSocketFactory(sockets);
      connection.setHostnameVerifier((host, session) -> true);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod(method);
      if (!authorization.isEmpty()) connection.setRequestProperty("Authorization", authorization);
      if (method.equals("PUT") || method.equals("POST")) write(connection, body);
      return answer(connection);
    } catch (SSLException e) {
      throw unreachable("no introducer of this grid is at " + address, e);
    } catch (IOException e) {
      throw unreachable("the introducer at " + address + " can't be reached", e);
    }
  }

  /** With a fixed length, the JDK does not send a request a second time by itself. */
  private static void write(HttpsURLConnection connection, Bytes body) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.size());
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.toArray());
    }
  }

  private static Answer answer(HttpsURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, in == null ? Bytes.EMPTY : Bytes.wrap(in.readNBytes(MOST)));
    }
  }

  private static CommandFailure unreachable(String message, IOException cause) {
    CommandFailure failure = new CommandFailure(ExitCodes.UNREACHABLE, message);
    failure.initCause(cause);
    return failure;
  }
}
