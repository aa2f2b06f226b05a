package org.truckee.web.page.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.truckee.NaturalOrder;
import org.truckee.web.http.Address;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Crumb;

/**
 * The part of a directory's children that one page shows, in the order that its reader chose.
 * Children are added in any order and as many as there are; only those of the page are kept. A page
 * begins after a child or ends before one, so that turning pages shows every child once, whatever
 * comes and goes meanwhile.
 */
public final class DirectoryListing {
  /** The number of children that one page shows. */
  public static final int PAGE = 200;

  /**
   * The order of a directory that is too long to be sorted for a page: the one in which it is kept.
   */
  public static final String AS_KEPT = "kept";

  private static final List<String> COLUMNS = List.of("name", "type", "size", "changed");

  private final String order;
  private final String find;
  private final Optional<String> at;
  private final Optional<Rank> after;
  private final Optional<Rank> before;
  private final boolean backwards;
  private final boolean usual;
  private final TreeMap<Rank, Entry> shown;
  private final Optional<String> place;
  private final List<Entry> part = new ArrayList<>();
  private Optional<String> next = Optional.empty();
  private boolean asKept;
  private int found;
  private int all;
  private int passed;

  /** The head of a column, whose link sorts by it. */
  public record Column(String title, String href, String direction) {}

  /** The place of a child in the order of a column; among equal values the names decide. */
  private record Rank(long value, String name) {
    static final Comparator<Rank> ORDER =
        Comparator.comparingLong(Rank::value).thenComparing(Rank::name, NaturalOrder.OF_NAMES);

    static Rank of(Entry entry, String column) {
      long value =
          switch (column) {
            case "type" -> entry.kind().compareTo(Entry.Kind.DIRECTORY);
            case "size" -> entry.size().orElse(-1);
            case "changed" -> entry.changed().map(Instant::getEpochSecond).orElse(-1L);
            default -> entry.directory() ? 0 : 1;
          };
      return new Rank(value, entry.name());
    }

    static Optional<Rank> parse(String text) {
      if (text == null || !text.matches("(?s)-?[0-9]{1,18}:.*")) return Optional.empty();
      int colon = text.indexOf(':');
      long value = Long.parseLong(text.substring(0, colon));
      return Optional.of(new Rank(value, text.substring(colon + 1)));
    }

    @Override
    public String toString() {
      return value + ":" + name;
    }
  }

  private DirectoryListing(String order, String find, UnaryOperator<String> asked) {
    this.order = order;
    this.find = find;
    this.at = Optional.ofNullable(asked.apply("at"));
    this.after = Rank.parse(asked.apply("after"));
    this.before = Rank.parse(asked.apply("before"));
    this.backwards = asked.apply("before") != null;
    this.place =
        order.equals(AS_KEPT) ? Optional.ofNullable(asked.apply("after")) : Optional.empty();
    this.usual = asked.apply("sort") == null && find.isEmpty() && after.isEmpty() && !backwards;
    this.shown = new TreeMap<>(order.startsWith("-") ? Rank.ORDER.reversed() : Rank.ORDER);
  }

  /**
   * The page that the parameters {@code sort}, {@code find}, {@code after}, {@code before} and
   * {@code at} of a request ask for; each may be null, and one that makes no sense is taken as
   * none.
   */
  public static DirectoryListing of(UnaryOperator<String> asked) {
    String sort = asked.apply("sort");
    String find = asked.apply("find");
    boolean known = sort != null && (COLUMNS.contains(column(sort)) || sort.equals(AS_KEPT));
    String order = known ? sort : "name";
    return new DirectoryListing(order, find == null ? "" : find, asked);
  }

  private static String column(String order) {
    return order.startsWith("-") ? order.substring(1) : order;
  }

  /** The beginning of a page that shows children as they are kept; empty for the first. */
  public Optional<String> begin() {
    return place;
  }

  /**
   * Returns whether children may be shown as they are kept, since the request names no other order.
   */
  public boolean mayBeAsKept() {
    return find.isEmpty() && (usual || order.equals(AS_KEPT));
  }

  /** Shows {@code some} children as they are kept; others follow from {@code following} on. */
  public void showAsKept(List<Entry> some, Optional<String> following) {
    asKept = true;
    part.addAll(some);
    next = following;
    all = some.isEmpty() && place.isPresent() ? 1 : some.size();
  }

  /** Takes a child in, if the child belongs on this page. */
  public void add(Entry entry) {
    all++;
    if (!fold(entry.name()).contains(fold(find))) return;
    found++;
    Rank rank = Rank.of(entry, column(order));
    if (backwards) keepLast(rank, entry);
    else keepFirst(rank, entry);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void keepFirst(Rank rank, Entry entry) {
    if (after.isPresent() && shown.comparator().compare(rank, after.get()) <= 0) {
      passed++;
      return;
    }
    shown.put(rank, entry);
    if (shown.size() > PAGE) shown.pollLastEntry();
  }

  private void keepLast(Rank rank, Entry entry) {
    if (before.isPresent() && shown.comparator().compare(rank, before.get()) >= 0) return;
    shown.put(rank, entry);
    if (shown.size() <= PAGE) return;
    shown.pollFirstEntry();
    passed++;
  }

  /** The children to show. */
  public List<Entry> entries() {
    return asKept ? List.copyOf(part) : List.copyOf(shown.values());
  }

  /** The number of children of the directory. */
  public int total() {
    return all;
  }

  /** The text that the names of the children shown contain; empty if all are shown. */
  public String find() {
    return find;
  }

  /** The order that the reader chose. */
  public String order() {
    return asKept || order.equals(AS_KEPT) ? "name" : order;
  }

  /**
   * Returns whether there are more children than fit on one page, so that a search for names is
   * worth it.
   */
  public boolean large() {
    return asKept || all > PAGE || !find.isEmpty();
  }

  /** The place of this page among all. */
  public String place() {
    if (asKept) return Amount.of(all, "entry") + " of a large folder, not sorted";
    String many = find.isEmpty() ? Amount.of(all, "entry") : Amount.of(found, "matching name");
    return found > PAGE
        ? "%d to %d of %s".formatted(passed + 1, passed + shown.size(), many)
        : many;
  }

  /** The addresses of the pages around this one; those that do not exist are left out. */
  public List<Crumb> turns() {
    List<Crumb> turns = new ArrayList<>();
    if (asKept) {
      Address kept = Address.at("?").with("sort", AS_KEPT);
      if (place.isPresent()) turns.add(new Crumb("First", kept.toString()));
      next.ifPresent(it -> turns.add(new Crumb("Next", kept.with("after", it).toString())));
      return turns;
    }
    if (passed > 0) {
      turns.add(new Crumb("First", here().toString()));
      if (!shown.isEmpty()) turns.add(turn("Previous", "before", shown.firstKey().toString()));
    }
    if (passed + shown.size() < found) {
      if (!shown.isEmpty()) turns.add(turn("Next", "after", shown.lastKey().toString()));
      turns.add(turn("Last", "before", ""));
    }
    return turns;
  }

  private Crumb turn(String text, String parameter, String value) {
    return new Crumb(text, here().with(parameter, value).toString());
  }

  private Address here() {
    return sortedBy(order);
  }

  private Address sortedBy(String other) {
    Address sorted = Address.at("?").with("sort", other);
    Address address = at.map(time -> sorted.with("at", time)).orElse(sorted);
    return find.isEmpty() ? address : address.with("find", find);
  }

  /** The heads of the columns. */
  public List<Column> columns() {
    return COLUMNS.stream().map(this::head).toList();
  }

  private Column head(String column) {
    boolean ascending = !asKept && order.equals(column);
    boolean descending = order.equals("-" + column);
    String title = column.substring(0, 1).toUpperCase(Locale.ROOT) + column.substring(1);
    String next = ascending ? "-" + column : column;
    String direction = ascending ? "ascending" : descending ? "descending" : "none";
    return new Column(title, sortedBy(next).toString(), direction);
  }
}
