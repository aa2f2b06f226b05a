package org.truckee.node.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Secret;

/** The secrets of a node that was made here, or by Tahoe, or by hand. */
class NodeSecretsTest {
  private static final String USUAL = Base32.encode(new byte[32]);

  @TempDir Path root;

  private Secret read(String name, String text, Function<NodeSecrets, Secret> reader)
      throws IOException {
    Path file = Files.createDirectories(root.resolve("private")).resolve(name);
    Files.writeString(file, text);
    return reader.apply(new NodeSecrets(root, new SecureRandom()));
  }

  static Stream<Arguments> secrets() {
    Function<NodeSecrets, Secret> convergence = NodeSecrets::convergence;
    Function<NodeSecrets, Secret> lease = NodeSecrets::leaseSecret;
    return Stream.of(Arguments.of("convergence", convergence), Arguments.of("secret", lease));
  }

  /** Tahoe takes a secret of any size; one of 16 bytes is what its own tests give a gateway. */
  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretOfAnySize_isTaken_ifItsLineEnds(String name, Function<NodeSecrets, Secret> reader)
      throws IOException {
    for (int size : new int[] {1, 16, 31, 32, 33, 64}) {
      String text = Base32.encode(new byte[size]);
      assertThat(read(name, text + "\n", reader).size()).isEqualTo(size);
      assertThat(read(name, text + "\r\n", reader).size()).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretOfTheUsualSize_needsNoLineEnd(String name, Function<NodeSecrets, Secret> reader)
      throws IOException {
    assertThat(read(name, USUAL, reader).size()).isEqualTo(32);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretThatLostItsEnd_isRefused(String name, Function<NodeSecrets, Secret> reader) {
    for (int length = 0; length < USUAL.length(); length++) {
      String torn = USUAL.substring(0, length);
      assertThatThrownBy(() -> read(name, torn, reader))
          .as("%d characters", length)
          .isInstanceOf(GridException.class)
          .hasMessageContaining(root.resolve("private").resolve(name).toString());
    }
  }

  @Test
  void aSecretThatIsMissing_isMade_andStays() throws IOException {
    Files.createDirectories(root.resolve("private"));
    NodeSecrets secrets = new NodeSecrets(root, new SecureRandom());

    assertThat(secrets.convergence().size()).isEqualTo(32);
    assertThat(secrets.convergence()).isEqualTo(secrets.convergence());
  }
}
