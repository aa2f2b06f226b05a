package org.truckee.web.tahoe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what one grid said with what another had said to the same requests: equal but for what
 * chance and clocks decide. Random values must be random in the same way: each recorded capability
 * stands for one of ours everywhere, and none of ours for two recorded ones.
 */
final class Likeness {
  /** Capabilities, storage indexes, servers and versions. */
  private static final String RANDOM =
      "URI:(?:%s)[A-Za-z0-9-]*:[a-z2-7]{26}:[a-z2-7]{52}"
          + "|v0-[a-z2-7]{52}|(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7])|seq[0-9]+-[a-z2-7]{4}-";

  private static final Pattern VALUE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+(?:[eE][+-]?[0-9]+)?");

  /** Numbers that clocks, disks or the digits of a time decide. */
  private static final Set<String> ANY_NUMBER =
      Set.of(
          "linkcrtime",
          "linkmotime",
          "last_received_data",
          "available_space",
          "size-directories",
          "largest-directory");

  /** The fields whose order and names depend on the places of shares. */
  private static final Set<String> PLACES = Set.of("sharemap", "servers-responding");

  private static final Set<String> UNORDERED = Set.of("verifycaps", "storage-index");

  private final Pattern random;
  private final Map<String, String> ours = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  private Likeness(String kinds) {
    this.random = Pattern.compile(RANDOM.formatted(kinds));
  }

  /** Of grids that hold the same files, so that what is never changed is called the same. */
  static Likeness ofSameContents() {
    return new Likeness("DIR2|SSK|MDMF");
  }

  /** Of grids that hold other files of the same sizes. */
  static Likeness ofOtherContents() {
    return new Likeness("DIR2|SSK|MDMF|CHK");
  }

  /** Notes that {@code recorded} stands for {@code our} from now on. */
  void stands(String recorded, String our) {
    ours.put(recorded, our);
    taken.add(our);
  }

  /** The differences between two texts; numbers of statistics always differ. */
  List<String> differences(String recorded, String our) {
    return alike(recorded.stripTrailing(), our.stripTrailing())
        ? List.of()
        : List.of("expected " + mapped(recorded) + " but got " + our);
  }

  /** The differences between two JSON texts, in values, in the order of fields or in layout. */
  List<String> differences(String recorded, JsonNode recordedTree, String our, JsonNode ourTree) {
    List<String> found = new ArrayList<>();
    compare("", recordedTree, ourTree, found);
    if (found.isEmpty() && !layout(recorded).equals(layout(our))) found.add("layout: " + our);
    return found;
  }

  /** The text without values; lists of them, whose lengths are compared as such, look alike. */
  private static String layout(String json) {
    return VALUE
        .matcher(json.replaceAll("\n *\"size\": [0-9]+,", ""))
        .replaceAll("_")
        .replaceAll("(\n *_)(,\n *_)+(?=\n *])", "$1");
  }

  private void compare(String path, JsonNode recorded, JsonNode our, List<String> found) {
    String field = path.substring(path.lastIndexOf('/') + 1);
    boolean bothNumbers = recorded.isNumber() && our.isNumber();
    if (recorded.isObject() && our.isObject()) compareObjects(path, recorded, our, found);
    else if (recorded.isArray() && our.isArray()) compareArrays(path, recorded, our, found);
    else if ((ANY_NUMBER.contains(field) || field.contains(".")) && bothNumbers) return;
    else if (recorded.isTextual() && our.isTextual()) {
      if (!alike(recorded.textValue(), our.textValue()))
        found.add(path + ": expected " + mapped(recorded.textValue()) + ", got " + our);
    } else if (!recorded.equals(our)
        && !(bothNumbers && recorded.doubleValue() == our.doubleValue())) {
      found.add(path + ": expected " + recorded + ", got " + our);
    }
  }

  /** Tahoe tells the size of a mutable child for as long as its cache happens to know it. */
  private void compareObjects(String path, JsonNode recorded, JsonNode our, List<String> found) {
    if (PLACES.contains(path.substring(path.lastIndexOf('/') + 1))) {
      compareSizes(path, recorded, our, found);
      return;
    }
    List<String> expected = names(recorded);
    List<String> actual = names(our);
    if (path.contains("/children/") && recorded.path("mutable").booleanValue())
      expected.remove("size");
    if (!expected.equals(actual)) {
      found.add(path + ": expected fields " + expected + ", got " + actual);
      return;
    }
    expected.forEach(name -> compare(path + "/" + name, recorded.get(name), our.get(name), found));
  }

  private void compareArrays(String path, JsonNode recorded, JsonNode our, List<String> found) {
    String field = path.substring(path.lastIndexOf('/') + 1);
    if (PLACES.contains(field)) {
      compareSizes(path, recorded, our, found);
    } else if (UNORDERED.contains(field)) {
      compareSets(path, recorded, our, found);
    } else {
      compareSizes(path, recorded, our, found);
      for (int i = 0; i < Math.min(recorded.size(), our.size()); i++)
        compare(path + "/" + i, recorded.get(i), our.get(i), found);
    }
  }

  /** Compares two sets, whose yet unknown members must be alike, one by one. */
  private void compareSets(String path, JsonNode recorded, JsonNode our, List<String> found) {
    Set<String> expected = new TreeSet<>();
    recorded.forEach(text -> expected.add(mapped(text.textValue())));
    Set<String> actual = new TreeSet<>();
    our.forEach(text -> actual.add(text.textValue()));
    Set<String> known = new TreeSet<>(expected);
    known.retainAll(actual);
    expected.removeAll(known);
    actual.removeAll(known);
    boolean alike = expected.size() == actual.size();
    for (Iterator<String> mine = actual.iterator(), theirs = expected.iterator();
        alike && mine.hasNext(); ) alike = alike(theirs.next(), mine.next());
    if (!alike) found.add(path + ": expected " + expected + ", got " + actual);
  }

  private static void compareSizes(
      String path, JsonNode recorded, JsonNode our, List<String> found) {
    if (recorded.size() != our.size())
      found.add(path + ": expected " + recorded.size() + " entries, got " + our);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Learns which of our random texts stand where recorded ones did. */
  private boolean alike(String recorded, String our) {
    Matcher theirs = random.matcher(recorded);
    Matcher mine = random.matcher(our);
    while (theirs.find() && mine.find()) {
      if (!ours.containsKey(theirs.group()) && taken.add(mine.group()))
        ours.put(theirs.group(), mine.group());
    }
    return mapped(recorded).equals(our);
  }

  /** {@code recorded} with our random texts in the place of those that stand for them. */
  String mapped(String recorded) {
    return random
        .matcher(recorded)
        .replaceAll(
            found -> Matcher.quoteReplacement(ours.getOrDefault(found.group(), found.group())));
  }
}
