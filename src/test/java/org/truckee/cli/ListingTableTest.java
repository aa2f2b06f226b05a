package org.truckee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.truckee.cli.gateway.GridNode;

/** The columns of ls. */
class ListingTableTest {
  private static final Instant NOW =
      LocalDateTime.of(2026, 11, 28, 12, 0).atZone(ZoneId.systemDefault()).toInstant();

  private static GridNode node(String json) {
    try {
      return GridNode.read(new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static GridNode file(long size, long seconds) {
    return node(
        ("['filenode', {'ro_uri': 'URI:CHK:a', 'size': %d, 'metadata': {'tahoe':"
                + " {'linkcrtime': %d}}}]")
            .formatted(size, seconds));
  }

  private static final GridNode DIRECTORY =
      node("['dirnode', {'rw_uri': 'URI:DIR2:w', 'ro_uri': 'URI:DIR2-RO:r', 'metadata': {}}]");
  private static final GridNode MUTABLE =
      node("['filenode', {'rw_uri': 'URI:SSK:w', 'ro_uri': 'URI:SSK-RO:r', 'mutable': true}]");
  private static final GridNode UNKNOWN = node("['unknown', {}]");

  private static long daysAgo(int days) {
    return NOW.minusSeconds(days * 86_400L).getEpochSecond();
  }

  @Test
  void namesAlone_standAtTheLeft() {
    ListingTable table = new ListingTable(false, false, false, false, NOW);
    table.add("a", file(1, 0));
    table.add("longer", DIRECTORY);
    table.add(" spaces ", UNKNOWN);
    assertThat(table.lines()).containsExactly("a", "longer", " spaces ");
  }

  @Test
  void marks_tellWhatThingsAre() {
    ListingTable table = new ListingTable(false, true, false, false, NOW);
    table.add("file", file(1, 0));
    table.add("mutable", MUTABLE);
    table.add("folder", DIRECTORY);
    table.add("future", UNKNOWN);
    assertThat(table.lines()).containsExactly("file", "mutable*", "folder/", "future?");
  }

  @Test
  void rights_sizesAndDates_standInColumns() {
    ListingTable table = new ListingTable(true, false, false, false, NOW);
    table.add("new", file(5, daysAgo(3)));
    table.add("old", file(12345, daysAgo(1000)));
    table.add("dir", DIRECTORY);
    table.add("?", UNKNOWN);
    assertThat(table.lines())
        .containsExactly(
            "-r--     5 Nov 25 12:00 new",
            "-r-- 12345 Mar 03  2024 old",
            "drwx     -            - dir",
            "?---     ?            -   ?");
  }

  @Test
  void capabilities_standAtTheEnd() {
    ListingTable table = new ListingTable(false, false, true, true, NOW);
    table.add("d", DIRECTORY);
    table.add("file", file(1, 0));
    table.add("?", UNKNOWN);
    assertThat(table.lines())
        .containsExactly(
            "   d URI:DIR2:w URI:DIR2-RO:r", "file URI:CHK:a  URI:CHK:a", "   ? -          -");
  }

  @Test
  void aNameThatCouldLeadATerminalAstray_isEscaped() {
    ListingTable table = new ListingTable(false, true, false, false, NOW);
    table.add("a\u001b[2J", DIRECTORY);
    assertThat(table.lines()).containsExactly("\"a\\x1b[2J\"/");
  }

  @Test
  void ofNothing_thereIsNoLine() {
    assertThat(new ListingTable(true, true, true, true, NOW).lines()).isEmpty();
  }
}
