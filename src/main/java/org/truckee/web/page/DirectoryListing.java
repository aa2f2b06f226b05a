package org.truckee.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The part of a directory's children that one page shows, in the order that its reader chose.
 * Directories come first when the order is that of names.
 */
public final class DirectoryListing {
  /** How many children one page shows. */
  public static final int PAGE = 200;

  private static final List<String> COLUMNS = List.of("name", "type", "size", "changed");

  private final String order;
  private final int page;
  private final int total;
  private final List<Entry> entries;

  /** The head of a column, which sorts by it. */
  public record Column(String title, String href, String direction) {}

  private DirectoryListing(String order, int page, int total, List<Entry> entries) {
    this.order = order;
    this.page = page;
    this.total = total;
    this.entries = entries;
  }

  /**
   * The page that the parameters {@code sort} and {@code page} of a request ask for; either may be
   * null, and one that makes no sense is taken as none.
   */
  public static DirectoryListing of(List<Entry> all, String sort, String page) {
    String order = sort != null && COLUMNS.contains(column(sort)) ? sort : "name";
    List<Entry> sorted = new ArrayList<>(all);
    sorted.sort(order.startsWith("-") ? by(column(order)).reversed() : by(order));
    int pages = pages(all.size());
    int wanted = page != null && page.matches("[0-9]{1,8}") ? Integer.parseInt(page) : 1;
    int number = Math.max(1, Math.min(pages, wanted));
    int from = (number - 1) * PAGE;
    return new DirectoryListing(
        order, number, all.size(), sorted.subList(from, Math.min(all.size(), from + PAGE)));
  }

  private static String column(String order) {
    return order.startsWith("-") ? order.substring(1) : order;
  }

  private static Comparator<Entry> by(String column) {
    Comparator<Entry> names =
        Comparator.<Entry, String>comparing(entry -> entry.name().toLowerCase(Locale.ROOT))
            .thenComparing(Entry::name);
    return switch (column) {
      case "type" -> Comparator.comparing(Entry::kind).thenComparing(names);
      case "size" ->
          Comparator.<Entry>comparingLong(entry -> entry.size().orElse(-1)).thenComparing(names);
      case "changed" ->
          Comparator.<Entry, Instant>comparing(entry -> entry.changed().orElse(Instant.MIN))
              .thenComparing(names);
      default ->
          Comparator.<Entry, Boolean>comparing(entry -> !entry.directory()).thenComparing(names);
    };
  }

  private static int pages(int total) {
    return Math.max(1, (total + PAGE - 1) / PAGE);
  }

  /** The children to show. */
  public List<Entry> entries() {
    return entries;
  }

  /** How many children the directory has. */
  public int total() {
    return total;
  }

  /** Whether there is more than one page. */
  public boolean paged() {
    return pages(total) > 1;
  }

  /** Where this page is among all. */
  public String place() {
    int from = (page - 1) * PAGE;
    return "%d to %d of %d".formatted(from + 1, from + entries.size(), total);
  }

  /** The addresses of the pages around this one; those that do not exist are left out. */
  public List<Crumb> turns() {
    List<Crumb> turns = new ArrayList<>();
    int last = pages(total);
    if (page > 1) {
      turns.add(turn("First", 1));
      turns.add(turn("Previous", page - 1));
    }
    if (page < last) {
      turns.add(turn("Next", page + 1));
      turns.add(turn("Last", last));
    }
    return turns;
  }

  private Crumb turn(String text, int number) {
    Address address = Address.at("?").with("sort", order).with("page", Integer.toString(number));
    return new Crumb(text, address.toString());
  }

  /** The heads of the columns. */
  public List<Column> columns() {
    return COLUMNS.stream().map(this::head).toList();
  }

  private Column head(String column) {
    boolean ascending = order.equals(column);
    boolean descending = order.equals("-" + column);
    String title = column.substring(0, 1).toUpperCase(Locale.ROOT) + column.substring(1);
    String next = ascending ? "-" + column : column;
    String direction = ascending ? "ascending" : descending ? "descending" : "none";
    return new Column(title, Address.at("?").with("sort", next).toString(), direction);
  }
}
