package org.truckee.protocol.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.message.WireFormat;

class StorageLedgerTest {
  private static final Account MEMBER = new Account(7, 1000);

  @Test
  void aLedger_isReadAsItWasWritten() {
    StorageLedger ledger = StorageLedger.of(Map.of(7, 10L, 8, 20L, 2_000_000_000, 0L)).to(MEMBER);
    for (WireFormat format : WireFormat.values())
      assertThat(format.read(format.write(ledger::write), StorageLedger::read)).isEqualTo(ledger);
    assertThat(ledger.total()).isEqualTo(30);
    StorageLedger empty = StorageLedger.of(Map.of());
    assertThat(WireFormat.CBOR.read(WireFormat.CBOR.write(empty::write), StorageLedger::read))
        .isEqualTo(empty);
  }

  @Test
  void itsForm_isKnown() {
    StorageLedger ledger = StorageLedger.of(Map.of(8, 20L, 7, 10L)).to(MEMBER);
    assertThat(WireFormat.JSON.write(ledger::write).toString())
        .isEqualTo(
            "{\"account\":7,\"quota\":1000,\"accounts\":{\"7\":10,\"8\":20},"
                + "\"others\":0,\"others-bytes\":0}");
  }

  @Test
  void ofManyAccounts_thoseAreToldThatTakeTheMost_inAShortMessage() {
    Map<Integer, Long> used = new HashMap<>();
    for (int i = 0; i < 2 * StorageLedger.MOST; i++)
      used.put(Integer.MAX_VALUE - i, (1L << 49) - i);
    StorageLedger ledger = StorageLedger.of(used).to(MEMBER);
    assertThat(ledger.used()).hasSize(StorageLedger.MOST);
    assertThat(ledger.used().firstKey()).isEqualTo(Integer.MAX_VALUE - StorageLedger.MOST + 1);
    assertThat(ledger.others()).isEqualTo(StorageLedger.MOST);
    assertThat(ledger.total()).isEqualTo(used.values().stream().mapToLong(each -> each).sum());
    Buffer message = WireFormat.CBOR.write(ledger::write);
    assertThat(message.length()).isLessThan(64 << 10);
  }

  @Test
  void moreAccountsThanTold_areNoLedger() {
    TreeMap<Integer, Long> used = new TreeMap<>();
    for (int i = 2; i <= StorageLedger.MOST + 2; i++) used.put(i, 1L);
    assertThatThrownBy(() -> new StorageLedger(MEMBER, used, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'account':7,'quota':1,'accounts':{},'others':0}",
        "{'account':0,'quota':1,'accounts':{},'others':0,'others-bytes':0}",
        "{'account':7,'quota':-1,'accounts':{},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':[],'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'1':5},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'x':5},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'9999999999':5},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'8':5,'8':6},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'8':-5},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'8':9e99},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{'8':1125899906842625},'others':0,'others-bytes':0}",
        "{'account':7,'quota':1,'accounts':{},'others':0,'others-bytes':0,'more':1}",
        "{'account':7,'quota':1,'accounts':{'8':5"
      })
  void whatIsNone_isRefused(String text) {
    Buffer message = Buffer.buffer(text.replace('\'', '"'));
    assertThatThrownBy(() -> WireFormat.JSON.read(message, StorageLedger::read))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.BAD_REQUEST));
  }
}
