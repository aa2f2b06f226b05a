package org.truckee.web.failure;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.protocol.message.RetryAfter;
import org.truckee.web.http.RootPath;

/**
 * The failure of a stranger who may not store something, or not now: the page of admission tells
 * what would help. Programs find that page by the header {@code Link} with {@code rel="payment"}.
 */
public final class AdmissionRefused extends GridException {
  /** The address of the page. */
  public static final String PAGE = "/admission";

  private static final long serialVersionUID = 1L;

  private final long seconds;

  /** One that lasts until the stranger does something about it. */
  public AdmissionRefused(Kind kind, String... reasons) {
    super(kind, reasons);
    seconds = 0;
  }

  /** One that is over in so many {@code seconds}. */
  public AdmissionRefused(Kind kind, long seconds, String... reasons) {
    super(kind, Subject.NONE, List.of(reasons), null);
    this.seconds = Math.max(1, seconds);
  }

  /** The seconds until it is over, if that is known. */
  public OptionalLong seconds() {
    return seconds == 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
  }

  /** Has the answer to {@code request} say where the page is, and when to try again. */
  void tell(HttpServerRequest request) {
    String page = RootPath.relative(request, PAGE);
    request.response().putHeader("Link", "<" + page + ">; rel=\"payment\"");
    if (seconds > 0) request.response().putHeader(RetryAfter.HEADER, Long.toString(seconds));
  }
}
