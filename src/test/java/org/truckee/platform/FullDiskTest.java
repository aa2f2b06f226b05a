package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FullDiskTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceThatIsAlwaysFull_isOne() {
    Throwable failure = catchThrowable(() -> Files.writeString(Path.of("/dev/full"), "a"));
    assertThat(FullDisk.is(failure)).isTrue();
  }

  @Test
  void otherFailures_areNot() {
    assertThat(FullDisk.is(new IOException("Permission denied"))).isFalse();
    assertThat(FullDisk.is(new IOException())).isFalse();
    assertThat(FullDisk.is(new IllegalStateException("No space left"))).isFalse();
    assertThat(FullDisk.is(null)).isFalse();
  }
}
