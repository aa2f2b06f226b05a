package org.truckee.cli.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.truckee.cli.session.CommandFailure;

/**
 * The contents of a file of the grid while they come. When a connection breaks off, the rest is
 * asked for from there on, as long as the gateway's entity tag stays the same. Without a tag, or if
 * nothing more comes several times in a row, the failure is passed on.
 */
public final class ResumedDownload extends InputStream {
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 100;

  private final WebApi api;
  private final String address;
  private final GatewayReply first;
  private InputStream in;
  private long came;
  private int attempts;

  private ResumedDownload(WebApi api, String address, GatewayReply first) throws IOException {
    this.api = api;
    this.address = address;
    this.first = first;
    this.in = first.body();
  }

  /** Asks for the file at {@code address}. */
  public static ResumedDownload of(WebApi api, String address) throws IOException {
    return new ResumedDownload(api, address, api.get(address));
  }

  /** The size, or -1 if it is not announced. */
  public long size() {
    return first.size();
  }

  /** The tag that the gateway knows the contents by, if they never change. */
  public Optional<String> tag() {
    return size() < 0 ? Optional.empty() : first.header("ETag").filter(t -> !t.startsWith("W/"));
  }

  /** Returns whether the answer may be a page about a directory: a file can have this type, too. */
  public boolean isPage() {
    return first.header("Content-Type").filter(type -> type.startsWith("text/html")).isPresent();
  }

  /** Leaves out the first {@code bytes}, which are there already; for a file with a tag. */
  public void skipTo(long bytes) throws IOException {
    in.close();
    came = bytes;
    in = rest().orElseThrow(() -> CommandFailure.failed("the file has changed meanwhile"));
  }

  /** The number of bytes that came, with those that were left out. */
  public long came() {
    return came;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = in.read(buffer, offset, length);
        if (read > 0) came += read;
        if (read > 0) attempts = 0;
        return read;
      } catch (BrokenConnection broken) {
        goOn(broken);
      }
    }
  }

  private void goOn(BrokenConnection broken) throws IOException {
    Optional<InputStream> more = Optional.empty();
    while (more.isEmpty()) {
      if (tag().isEmpty() || ++attempts > ATTEMPTS) throw broken;
      pause(FIRST_PAUSE_MILLIS << (attempts - 1));
      try {
        more = rest();
        if (more.isEmpty()) throw broken;
      } catch (BrokenConnection | CommandFailure again) {
        broken.addSuppressed(again);
      }
    }
    in = more.get();
  }

  /** The bytes from {@link #came} on; empty if the file is another one now. */
  private Optional<InputStream> rest() throws IOException {
    if (came == size()) return Optional.of(InputStream.nullInputStream());
    GatewayReply reply = api.getFrom(address, came, tag().orElseThrow());
    if (reply.status() == 206 && reply.header("ETag").equals(tag()))
      return Optional.of(reply.body());
    if (!reply.isOk()) throw reply.failure();
    reply.body().close();
    return Optional.empty();
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
