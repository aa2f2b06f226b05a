package org.truckee.client.server.connection;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.truckee.protocol.announcement.PinnedTls;

/**
 * The reason why a connection or an answer did not come about, in words that follow its subject.
 */
public final class FailureCause {
  private static final int MOST_CAUSES = 10;

  private FailureCause() {}

  /** For example {@code : it can't be reached}. */
  public static String of(Throwable failure) {
    if (has(failure, UnknownHostException.class)) return ": its name can't be resolved";
    if (has(failure, TimeoutException.class)) return " in time";
    if (has(failure, ConnectException.class)) return ": it can't be reached";
    if (has(failure, PinnedTls.WrongCertificate.class))
      return ": its certificate is not the one that it announced";
    if (has(failure, PinnedTls.WrongKey.class)) return ": its key is another one";
    if (has(failure, SSLException.class)) return ": TLS with it failed";
    return " as it should";
  }

  static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause())
      if (kind.isInstance(cause)) return true;
    return false;
  }
}
