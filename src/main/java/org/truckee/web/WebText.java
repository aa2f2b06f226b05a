package org.truckee.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text made safe for where it goes. */
final class WebText {
  private WebText() {}

  /** For the inside of an element or a quoted attribute of HTML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** For one segment of a path, or the value of a parameter. */
  static String percentEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
