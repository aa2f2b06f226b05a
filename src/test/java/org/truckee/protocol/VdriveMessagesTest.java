package org.truckee.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveVersion;
import org.truckee.protocol.vdrive.VdriveWrite;

class VdriveMessagesTest {
  private final VdriveWriter writer =
      new VdriveWriter(new VdriveWriteCap(new Secret(Bytes.wrap(new byte[32]))));

  private VdriveEntry entry(int number) {
    return writer.remove(writer.reader().slot("child " + number), number);
  }

  private VdriveChange change(int number) {
    return new VdriveChange(writer.reader().address(), entry(number));
  }

  @ParameterizedTest
  @EnumSource
  void everyMessage_comesBackFromItsBytes(WireFormat format) {
    VdriveWrite write =
        new VdriveWrite(List.of(writer.verifyingKey()), List.of(change(1), change(2)));
    VdriveConflict conflict = new VdriveConflict(List.of(change(3)));
    VdrivePage page = new VdrivePage(writer.verifyingKey(), 7, List.of(entry(1), entry(2)), true);
    VdriveVersion version = new VdriveVersion("truckee/1", 10, 20);

    assertThat(format.read(format.write(write::write), VdriveWrite::read)).isEqualTo(write);
    assertThat(format.read(format.write(conflict::write), VdriveConflict::read))
        .isEqualTo(conflict);
    assertThat(format.read(format.write(page::write), VdrivePage::read)).isEqualTo(page);
    assertThat(format.read(format.write(version::write), VdriveVersion::read)).isEqualTo(version);
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatBreaksOff_isRefused(WireFormat format) {
    VdriveWrite write = new VdriveWrite(List.of(writer.verifyingKey()), List.of(change(1)));
    VdrivePage page = new VdrivePage(writer.verifyingKey(), 1, List.of(entry(1)), false);

    refusedWhereverItBreaksOff(format, format.write(write::write), VdriveWrite::read);
    refusedWhereverItBreaksOff(format, format.write(page::write), VdrivePage::read);
  }

  private static void refusedWhereverItBreaksOff(
      WireFormat format, Buffer whole, WireFormat.Reader<?> reader) {
    for (int length = 0; length < whole.length(); length++) {
      Buffer part = whole.getBuffer(0, length);
      assertThatThrownBy(() -> format.read(part, reader))
          .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.BAD_REQUEST)).isTrue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyBytesAtAll_areReadOrRefused(WireFormat format) {
    VdriveWrite write = new VdriveWrite(List.of(writer.verifyingKey()), List.of(change(1)));
    byte[] good = format.write(write::write).getBytes();
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      byte[] bad = good.clone();
      for (int change = 0; change <= random.nextInt(3); change++)
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      try {
        assertThat(format.read(Buffer.buffer(bad), VdriveWrite::read)).isNotNull();
      } catch (GridException refused) {
        assertThat(refused.kind()).isEqualTo(GridException.Kind.BAD_REQUEST);
      }
    }
  }

  @Test
  void twoEntriesForOneSlot_areRefused() {
    assertThatThrownBy(() -> new VdriveWrite(List.of(), List.of(change(1), change(1))))
        .hasMessageContaining("the same slot");
  }

  @Test
  void lists_haveAnEnd() {
    List<VdriveEntry> many = Collections.nCopies(VdrivePage.MAX_ENTRIES + 1, entry(1));
    VdrivePage page = new VdrivePage(writer.verifyingKey(), 1, many, false);
    List<VdriveChange> changes =
        IntStream.rangeClosed(1, VdriveWrite.MAX_ENTRIES + 1).mapToObj(this::change).toList();
    VdriveConflict conflict = new VdriveConflict(changes);

    Buffer tooManyEntries = WireFormat.CBOR.write(page::write);
    Buffer tooManyChanges = WireFormat.CBOR.write(conflict::write);

    assertThatThrownBy(() -> WireFormat.CBOR.read(tooManyEntries, VdrivePage::read))
        .hasMessageContaining("more than " + VdrivePage.MAX_ENTRIES);
    assertThatThrownBy(() -> WireFormat.CBOR.read(tooManyChanges, VdriveConflict::read))
        .hasMessageContaining("more than " + VdriveWrite.MAX_ENTRIES);
  }
}
