package org.truckee.dirnode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.dirnode.metadata.Metadata;

class TableScannerTest {
  private static final TableForm FORM = TableForm.writable(new Secret(Bytes.wrap(new byte[16])));

  private static byte[] table() {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < 30; i++)
      children.add(
          new Child("child " + i, ChildTarget.of(Capability.parse("URI:LIT:pa")), Metadata.EMPTY));
    return Table.of(FORM, children).pack().toArray();
  }

  static Stream<byte[]> tables() {
    byte[] whole = table();
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x40;
    return Stream.of(
        new byte[0],
        whole,
        Arrays.copyOf(whole, whole.length - 1),
        Arrays.copyOf(whole, whole.length / 2),
        flipped,
        with(whole, "x"),
        with(whole, "999999999:a,"),
        with(whole, "9999999999:a,"),
        with(whole, ":,"),
        with(whole, "1"),
        with(whole, "4:junk,"),
        with(whole, "-1:,"),
        with(whole, "4:junk;" + "0:,".repeat(40)));
  }

  private static byte[] with(byte[] table, String after) {
    return Bytes.concat(Bytes.wrap(table), Bytes.wrap(after.getBytes(US_ASCII))).toArray();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableInPieces_holdsWhatItDoesAsAWhole(byte[] packed) {
    Table whole = Table.unpack(FORM, Bytes.wrap(packed));
    for (int size : List.of(1, 7, 100, packed.length + 1))
      assertThat(scanned(packed, size))
          .as("in pieces of %d", size)
          .containsExactlyInAnyOrderElementsOf(whole.children().toList());
  }

  private static List<Child> scanned(byte[] packed, int piece) {
    TableScanner scanner = new TableScanner();
    List<Child> children = new ArrayList<>();
    for (int at = 0; at < packed.length; at += piece) {
      byte[] some = Arrays.copyOfRange(packed, at, Math.min(packed.length, at + piece));
      for (TableScanner.Entry entry : scanner.add(some)) {
        assertThat(scanner.position()).isGreaterThanOrEqualTo(entry.offset() + entry.size());
        FORM.unpack(entry.name(), entry.bytes()).ifPresent(children::add);
      }
    }
    scanner.end().ifPresent(children::add);
    return children;
  }

  @Test
  void whatDoesNotBeginLikeATable_isNone() {
    for (String text : List.of("hello", "5:hello;", "12", "99999999999:"))
      assertThatThrownBy(() -> scanned(text.getBytes(US_ASCII), 100))
          .as(text)
          .isInstanceOfSatisfying(
              GridException.class, e -> assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT));
  }

  @Test
  void anEntryOfAnySize_costsNoMoreThanTheLargest() {
    TableScanner scanner = new TableScanner();
    scanner.add("4:junk,900000000:".getBytes(US_ASCII));

    for (int i = 0; i < 100; i++) assertThat(scanner.add(new byte[1 << 20])).isEmpty();

    assertThat(scanner.position()).isEqualTo(7);
    assertThat(scanner.end().flatMap(Child::damage)).isNotEqualTo(Optional.empty());
  }
}
