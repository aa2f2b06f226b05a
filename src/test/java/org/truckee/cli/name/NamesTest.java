package org.truckee.cli.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cli.session.CommandFailure;

class NamesTest {
  @TempDir Path node;
  private Names names;

  @BeforeEach
  void writeAliases() throws IOException {
    Files.createDirectory(node.resolve("private"));
    Files.writeString(
        node.resolve("private/aliases"), "# mine\n\nwork: URI:DIR2:w:x\n ümlaut:URI:DIR2:u:x \n");
    names = new Names(Aliases.read(node), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "work:, /uri/URI%3ADIR2%3Aw%3Ax",
    "work:/, /uri/URI%3ADIR2%3Aw%3Ax",
    "work:a/b, /uri/URI%3ADIR2%3Aw%3Ax/a/b",
    "work:/a//b/, /uri/URI%3ADIR2%3Aw%3Ax/a/b",
    "work:./a, /uri/URI%3ADIR2%3Aw%3Ax/a",
    "ümlaut:ü?#% x, /uri/URI%3ADIR2%3Au%3Ax/%C3%BC%3F%23%25%20x",
    "URI:DIR2:a:b, /uri/URI%3ADIR2%3Aa%3Ab",
    "URI:DIR2:a:b/c/d, /uri/URI%3ADIR2%3Aa%3Ab/c/d",
    "URI:DIR2:a:b:./c/d, /uri/URI%3ADIR2%3Aa%3Ab/c/d",
    "'', /vdrive/global",
    "/, /vdrive/global",
    "Documents/notes.txt, /vdrive/global/Documents/notes.txt",
    "Documents/at 12:30, /vdrive/global/Documents/at%2012%3A30",
    "global:x, /vdrive/global/x",
    "private:x, /vdrive/private/x",
  })
  void aName_hasOneAddressAtTheGateway(String name, String url) {
    assertThat(names.resolve(name).url()).isEqualTo(url);
  }

  @Test
  void aPlainName_startsFromTheRootThatIsSet() {
    Names rooted = new Names(noAliases(), Optional.of("URI:DIR2:r:x"));

    assertThat(rooted.resolve("a/b").url()).isEqualTo("/uri/URI%3ADIR2%3Ar%3Ax/a/b");
    assertThat(rooted.resolve("").isRoot()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/a", "./a:b", "a/b:c", "~/x", ""})
  void aNameWithoutAlias_isAFilesHere(String name) {
    assertThat(names.remote(name)).isEmpty();
  }

  @Test
  void anAliasNobodyKnows_isNamed() {
    assertThatThrownBy(() -> names.resolve("nope:x"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("Unknown alias 'nope'");
  }

  @Test
  void underTahoesName_anAliasNobodyKnows_isNamedInItsWords() throws IOException {
    Names tahoes = new Names(noAliases(), Optional.empty(), "tahoe");

    assertThatThrownBy(() -> tahoes.resolve("nope:x"))
        .hasMessage(
            "error: Unknown alias 'nope', please create it with 'tahoe add-alias' or 'tahoe"
                + " create-alias'.");
  }

  @Test
  void aPathThatLeadsUp_isRefused() {
    assertThatThrownBy(() -> names.resolve("work:a/../b")).isInstanceOf(CommandFailure.class);
  }

  @Test
  void aPlace_knowsItsNameAndItsSlash_andTellsNothing() {
    GridPath place = names.resolve("work:a/b/");

    assertThat(place.name()).contains("b");
    assertThat(place.directory()).isTrue();
    assertThat(place.child("c").url()).endsWith("/a/b/c");
    assertThat(names.resolve("work:").name()).isEmpty();
    assertThat(place.toString()).doesNotContain("URI");
  }

  @Test
  void theNodesOwnRoot_isTheDefaultAlias_unlessAnotherIs() throws IOException {
    Files.writeString(node.resolve("private/root_dir.cap"), "URI:DIR:own\n");
    assertThat(Aliases.read(node).find("tahoe")).contains("URI:DIR:own");

    Aliases.read(node).add("tahoe", "URI:DIR2:mine:x");
    assertThat(Aliases.read(node).find("tahoe")).contains("URI:DIR2:mine:x");
  }

  @Test
  void aNewAlias_isAddedForItsOwnerOnly() throws IOException {
    Files.writeString(node.resolve("private/aliases"), "old: URI:DIR2:o:x");
    Aliases.read(node).add("new", "URI:DIR2:n:x");

    Path file = node.resolve("private/aliases");
    assertThat(file).hasContent("old: URI:DIR2:o:x\nnew: URI:DIR2:n:x\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a b", "", "a/b", "work", "work:"})
  void whatCantBeANewAlias_isRefused(String name) throws IOException {
    Aliases aliases = Aliases.read(node);
    assertThatThrownBy(() -> aliases.checkNew(name)).isInstanceOf(CommandFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared:a b ", "global:a b ", "a b "})
  void theSharedDrive_hasTwoNames_andKeepsSpaces(String name) {
    GridPath place = new Names(noAliases(), Optional.empty()).resolve(name);
    assertThat(place.url()).isEqualTo("/vdrive/global/a%20b%20");
    assertThat(place.argument()).isEqualTo("shared:a b ");
  }

  private Aliases noAliases() {
    try {
      return Aliases.read(node.resolve("nowhere"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
