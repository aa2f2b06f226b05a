package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InputEndTest {
  @Test
  void theEnd_isTold_butNoByteBefore() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    PipedOutputStream parent = new PipedOutputStream();
    InputEnd.watch(new PipedInputStream(parent), ended::countDown);

    parent.write("some words\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    parent.flush();
    assertThat(ended.getCount()).isOne();
    parent.close();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInputThatCantBeRead_hasNoEnd() throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread watching =
        InputEnd.watch(
            new InputStream() {
              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
              }

              @Override
              public int read() throws IOException {
                tried.countDown();
                throw new IOException("Bad file descriptor");
              }
            },
            ended::countDown);

    watching.join();

    assertThat(tried.getCount()).isZero();
    assertThat(ended.getCount()).isOne();
  }
}
