package org.truckee.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;

/** The aliases of a gateway's owner, as its commands write them. */
class AliasFileTest {
  private static final String ONE = "URI:LIT:nbswy3dp";
  private static final String TWO = "URI:LIT:o53xo3q";

  @TempDir Path directory;

  @Test
  void aliases_areReadAnew_whenTheFileChanges() throws IOException {
    Path file = directory.resolve("aliases");
    AliasFile aliases = new AliasFile(file);
    assertThat(aliases.now()).isEmpty();

    Files.writeString(file, "one: " + ONE + "\n");
    assertThat(aliases.holds(Capability.parse(ONE))).isTrue();
    Files.writeString(file, "one: " + ONE + "\ntwo: " + TWO + "\n");
    assertThat(aliases.now().keySet()).containsExactlyInAnyOrder("one", "two");
    Files.delete(file);
    assertThat(aliases.holds(Capability.parse(ONE))).isFalse();
  }

  @Test
  void linesThatAreNoAlias_arePassedOver() throws IOException {
    Path file = directory.resolve("aliases");
    Files.writeString(
        file, "# note\n\nno alias\n: " + TWO + "\nbroken: URI:CHK:x\n one : " + ONE + " \n");

    assertThat(new AliasFile(file).now().values()).contains(Capability.parse(ONE)).hasSize(1);
  }
}
