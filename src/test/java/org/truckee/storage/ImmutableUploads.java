package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Golden;

/** One immutable file, uploaded to one server share by share. */
abstract class ImmutableUploads {
  static final StorageIndex FILE = Ask.storageIndex(7);
  static final String PATH = "/storage/v1/immutable/" + FILE;
  static final byte[] SHARE = Golden.stream("share", 1000);

  @TempDir Path directory;
  final TestClock clock = new TestClock();
  StorageFixture server;

  @BeforeEach
  void start() {
    StorageConfig config = StorageFixture.config(directory);
    server = StorageFixture.start(config, clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  AllocateReply allocate(int upload, Integer... shares) {
    StorageFixture.Answer answer =
        Ask.allocate(server, FILE, SHARE.length, upload, shares).answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.message(AllocateReply::read);
  }

  StorageFixture.Answer write(int share, int from, int to) {
    byte[] part = Arrays.copyOfRange(SHARE, from, to);
    return Ask.write(server, FILE, share, 3, from, part).answer();
  }

  Set<Integer> listed() {
    return server.ask("GET", PATH + "/shares").answer().message(WireFormat::readShareNumbers);
  }

  byte[] read(int share) {
    StorageFixture.Answer answer = server.ask("GET", PATH + "/" + share).answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().getBytes();
  }

  /** The missing ranges that a repeated part is answered with. */
  List<List<Long>> required(int share) {
    return write(share, 0, 1).message(ImmutableUploads::readRanges);
  }

  static List<List<Long>> readRanges(JsonParser in) throws IOException {
    List<List<Long>> ranges = new ArrayList<>();
    long begin = 0;
    for (var token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token != JsonToken.VALUE_NUMBER_INT) continue;
      if (in.currentName().equals("begin")) begin = in.getLongValue();
      else ranges.add(List.of(begin, in.getLongValue()));
    }
    return ranges;
  }

  static String head(int from, int to) {
    String secret = SecretKind.UPLOAD.headerValue(Ask.secret(3));
    return """
        PATCH %s/0 HTTP/1.1\r
        Host: x\r
        Authorization: %s\r
        X-Tahoe-Authorization: %s\r
        Content-Range: bytes %d-%d/*\r
        Content-Length: %d\r
        \r
        """
        .formatted(PATH, StorageFixture.AUTHORIZATION, secret, from, to - 1, to - from);
  }

  static String text(int from, int to) {
    return new String(Arrays.copyOfRange(SHARE, from, to), StandardCharsets.ISO_8859_1);
  }
}
