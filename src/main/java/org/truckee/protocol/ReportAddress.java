package org.truckee.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address at which the operator of a gateway is told of abuse: a mail address, or that of a web
 * page.
 *
 * @param text the address as people read it
 * @param href the same as a link
 */
public record ReportAddress(String text, String href) {
  private static final int LONGEST = 200;
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  /** The address in {@code text}; empty if it is none. */
  public static Optional<ReportAddress> parse(String text) {
    if (text.length() > LONGEST) return Optional.empty();
    if (MAIL.matcher(text).matches())
      return Optional.of(new ReportAddress(text, "mailto:" + escaped(text)));
    return isPage(text) ? Optional.of(new ReportAddress(text, text)) : Optional.empty();
  }

  /** The characters of a mail address that would mean something else in a link. */
  private static String escaped(String mail) {
    return mail.replace("%", "%25").replace("?", "%3F").replace("#", "%23").replace("&", "%26");
  }

  private static boolean isPage(String text) {
    try {
      URI address = new URI(text);
      String scheme = String.valueOf(address.getScheme());
      boolean web = scheme.equals("https") || scheme.equals("http");
      return web && address.getHost() != null && address.getUserInfo() == null;
    } catch (URISyntaxException noAddress) {
      return false;
    }
  }
}
