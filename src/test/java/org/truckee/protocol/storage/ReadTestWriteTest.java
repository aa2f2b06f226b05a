package org.truckee.protocol.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.bytes.Bytes;
import org.truckee.protocol.message.WireFormat;

class ReadTestWriteTest {
  @ParameterizedTest
  @EnumSource(WireFormat.class)
  void aStep_isReadAsItWasWritten(WireFormat format) {
    ReadTestWrite.Change grown =
        new ReadTestWrite.Change(
            List.of(new ReadTestWrite.Test(0, 5, Bytes.utf8("hello"))),
            List.of(
                new ReadTestWrite.Write(0, Bytes.utf8("start")),
                new ReadTestWrite.Write(1L << 40, Bytes.EMPTY)),
            null);
    ReadTestWrite.Change deleted = new ReadTestWrite.Change(List.of(), List.of(), 0L);
    SortedMap<Integer, ReadTestWrite.Change> changes = new TreeMap<>();
    changes.put(0, grown);
    changes.put(255, deleted);
    ReadTestWrite step = new ReadTestWrite(changes, List.of(new ReadTestWrite.Read(7, 57)));

    assertThat(format.read(format.write(step::write), ReadTestWrite::read)).isEqualTo(step);
  }

  @ParameterizedTest
  @EnumSource(WireFormat.class)
  void anAnswer_isReadAsItWasWritten(WireFormat format) {
    SortedMap<Integer, List<Bytes>> data = new TreeMap<>();
    data.put(3, List.of(Bytes.utf8("old"), Bytes.EMPTY));
    data.put(10, List.of());
    ReadTestWrite.Reply reply = new ReadTestWrite.Reply(true, data);

    assertThat(format.read(format.write(reply::write), ReadTestWrite.Reply::read)).isEqualTo(reply);
  }
}
