package org.truckee.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags that {@code If-Match} or {@code If-None-Match} lists (RFC 9110, section 8.8.3),
 * or {@code *}, which is any. A tag stands in quotes; one without is read too, as Tahoe sent them.
 *
 * @param any whether it is {@code *}
 */
record TagList(boolean any, List<Listed> tags) {
  private static final Pattern TAG =
      Pattern.compile("(W/)?\"([!#-~\\x80-\\xff]*)\"|([!#-+\\--~]+)");

  private static final Pattern COMMAS = Pattern.compile("[ \\t]*(,[ \\t]*)*");

  /** One tag; a weak one stands for contents that are nearly the same. */
  private record Listed(boolean weak, String text) {}

  /** The tags in {@code header}; empty if it is no list of tags. */
  static Optional<TagList> parse(String header) {
    if (header.strip().equals("*")) return Optional.of(new TagList(true, List.of()));
    List<Listed> tags = new ArrayList<>();
    int at = afterCommas(header, 0);
    Matcher tag = TAG.matcher(header);
    while (at < header.length()) {
      if (!tag.region(at, header.length()).lookingAt()) return Optional.empty();
      String quoted = tag.group(2);
      tags.add(new Listed(tag.group(1) != null, quoted != null ? quoted : tag.group(3)));
      at = afterCommas(header, tag.end());
      boolean apart = at == header.length() || header.substring(tag.end(), at).contains(",");
      if (!apart) return Optional.empty();
    }
    return tags.isEmpty() ? Optional.empty() : Optional.of(new TagList(false, tags));
  }

  private static int afterCommas(String header, int from) {
    Matcher commas = COMMAS.matcher(header).region(from, header.length());
    return commas.lookingAt() ? commas.end() : from;
  }

  /** Returns whether {@code tag} is one of them, be it a weak one. */
  boolean has(EntityTag tag) {
    return any || tags.stream().anyMatch(listed -> listed.text().equals(tag.text()));
  }

  /** Returns whether {@code tag} is one of them, and not a weak one. */
  boolean hasStrong(EntityTag tag) {
    return any
        || tags.stream().anyMatch(listed -> !listed.weak() && listed.text().equals(tag.text()));
  }
}
