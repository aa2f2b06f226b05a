package org.truckee.cli.gateway;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;

/** The answer of a gateway. */
public final class GatewayReply {
  static final String NO_JSON = "the gateway's answer is not what it should be: it is no JSON";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SENTENCE = 4096;
  private static final Pattern PARAGRAPH = Pattern.compile("<p>(.*?)</p>", Pattern.DOTALL);

  private final HttpURLConnection http;
  private final int status;

  GatewayReply(HttpURLConnection http, int status) {
    this.http = http;
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The status as Tahoe prints it, such as {@code 200 OK}. */
  public String statusLine() throws IOException {
    return status + " " + http.getResponseMessage();
  }

  /** Returns whether it says that it was done. */
  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** The announced bytes of the body, or -1 if there is no announcement. */
  public long size() {
    return http.getContentLengthLong();
  }

  /** The body of a success; otherwise a {@link CommandFailure} with the gateway's own sentence. */
  public InputStream body() throws IOException {
    if (!isOk()) throw failure();
    try {
      return new GatewayBody(http.getInputStream(), size());
    } catch (IOException e) {
      throw new BrokenConnection(e);
    }
  }

  /** The whole body, as text; fails as {@link #body} does. */
  public String text() throws IOException {
    try (InputStream in = body()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The capability in the body; fails as {@link #body} does, and on any other text. */
  public String cap() throws IOException {
    String cap = text().strip();
    if (cap.isEmpty() || cap.indexOf(' ') >= 0 || !cap.contains("URI:"))
      throw new IOException("the gateway's answer is not what it should be: it is no capability");
    return cap;
  }

  /** A header of the answer, if it is there. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(http.getHeaderField(name));
  }

  /** The whole body, as JSON; fails as {@link #body} does. */
  public JsonNode json() throws IOException {
    return json(text());
  }

  /** {@code text}, which a gateway sent as JSON. */
  public static JsonNode json(String text) throws IOException {
    try {
      JsonNode json = JSON.readTree(text);
      if (json != null && !json.isMissingNode()) return json;
    } catch (JacksonException e) {
      throw new IOException(NO_JSON, e);
    }
    throw new IOException(NO_JSON);
  }

  /** The body, line by line; fails as {@link #body} does. */
  public BufferedReader lines() throws IOException {
    return new BufferedReader(new InputStreamReader(body(), StandardCharsets.UTF_8));
  }

  /**
   * Checks for a success, and frees the connection for the next request; fails as {@link #body}.
   */
  public GatewayReply done() throws IOException {
    try (InputStream in = body()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return this;
  }

  /** The failure that stands for this answer. */
  public CommandFailure failure() throws IOException {
    boolean gone = status == 404 || status == 410;
    return new CommandFailure(
        gone ? ExitCodes.NOT_FOUND : ExitCodes.FAILED, Refusal.text(status, sentence()));
  }

  private String sentence() {
    try (InputStream in = http.getErrorStream()) {
      if (in == null) return "";
      String text = new String(in.readNBytes(LONGEST_SENTENCE), StandardCharsets.UTF_8).strip();
      Matcher paragraph = PARAGRAPH.matcher(text);
      if (text.startsWith("<")) text = paragraph.find() ? paragraph.group(1).strip() : "";
      return Quoting.plain(text.replaceAll("\\s*\\R\\s*", " "));
    } catch (IOException e) {
      return ""; // The status is told, and the sentence about it broke off.
    }
  }
}
