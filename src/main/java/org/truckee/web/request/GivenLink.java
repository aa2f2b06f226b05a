package org.truckee.web.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.web.body.Percent;
import org.truckee.web.http.Address;

/**
 * The text that people put into a field for a thing that they were given: a capability, or a link
 * to it at this gateway or any other, of which only the part with the target counts.
 */
public final class GivenLink {
  private static final Pattern PATH = Pattern.compile("/(uri|cap|file|named|vdrive)/[^/].*");
  private static final Pattern CAPABILITY = Pattern.compile("/(uri|cap|file|named)/([^/]+).*");

  private final String text;

  private GivenLink(String text) {
    this.text = text;
  }

  public static GivenLink of(String text) {
    return new GivenLink(text.strip());
  }

  /** Its address at this gateway. */
  public String path() {
    return linkPath()
        .filter(path -> PATH.matcher(path).matches())
        .orElseGet(() -> Address.of(text).toString());
  }

  /** The capability in it, or all of it if it is no link. */
  public String capability() {
    return linkPath()
        .map(CAPABILITY::matcher)
        .filter(Matcher::matches)
        .map(link -> Percent.decode(link.group(2)))
        .orElse(text);
  }

  /** The root and the names that a link to a directory's page leads by; empty if it is no link. */
  public Optional<WebPath> way() {
    return linkPath()
        .filter(path -> path.startsWith("/uri/"))
        .map(path -> WebPath.of(path, "/uri/"));
  }

  private Optional<String> linkPath() {
    if (!text.matches("(?i)https?://.*")) return Optional.empty();
    try {
      return Optional.ofNullable(new URI(text).getRawPath());
    } catch (URISyntaxException noLink) {
      return Optional.empty();
    }
  }
}
