package org.truckee.client.server.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;

/**
 * The failure of a server that refuses something in words: the thing stands on its blacklist, or
 * the account that asks may not have it.
 */
public final class ServerProhibition extends GridException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 1000;
  private static final Pattern OF_BLACKLISTS =
      Pattern.compile("Access Prohibited: [^\\p{Cntrl}\\p{Cf}\\ufffd]{1,200}");

  private final String server;
  private final String words;

  /** The refusal of {@code server}, which says {@code words}. */
  ServerProhibition(String server, String words) {
    super(Kind.FORBIDDEN, Subject.server(server), List.of("says: " + words), null);
    this.server = server;
    this.words = words;
  }

  /** The one that {@code body} of an answer by {@code server} tells of, if a blacklist speaks. */
  static Optional<ServerProhibition> byBlacklist(String server, byte[] body) {
    if (body.length > MOST_BYTES) return Optional.empty();
    String text = new String(body, StandardCharsets.UTF_8).replace('\t', ' ').strip();
    Matcher words = OF_BLACKLISTS.matcher(text);
    return words.matches() ? Optional.of(new ServerProhibition(server, text)) : Optional.empty();
  }

  /** Those among {@code failures}. */
  public static List<ServerProhibition> among(Collection<Throwable> failures) {
    return failures.stream()
        .filter(ServerProhibition.class::isInstance)
        .map(ServerProhibition.class::cast)
        .toList();
  }

  /** The names of the servers that {@code all} of them are about. */
  public static List<String> servers(List<ServerProhibition> all) {
    return all.stream().map(each -> each.server).distinct().toList();
  }

  /**
   * The clauses about what can't be had because {@code servers} refuse it by {@code all} of them.
   */
  public static List<String> reasons(List<ServerProhibition> all, String servers) {
    List<String> reasons =
        new ArrayList<>(all.stream().map(each -> each.words).distinct().toList());
    reasons.add("so says " + servers);
    return reasons;
  }
}
