package org.truckee.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;
import org.truckee.testing.known.Golden;

class TagTest {
  private static final JsonNode PRIMITIVES = Golden.json("primitives.json");

  private static Stream<JsonNode> rows(String name) {
    return StreamSupport.stream(PRIMITIVES.get(name).spliterator(), false);
  }

  static Stream<JsonNode> tags() {
    return rows("tags");
  }

  @ParameterizedTest
  @MethodSource("tags")
  void aHashForEachPurpose_isTahoes(JsonNode row) {
    Tag tag = Tag.valueOf(row.get("tag").asText());
    Bytes first = Bytes.ofHex(row.get("args").get(0).asText());
    Bytes second = row.get("args").size() > 1 ? Bytes.ofHex(row.get("args").get(1).asText()) : null;

    Bytes hash;
    if (tag == Tag.WRITE_ENABLER_MASTER || second == null) hash = tag.hash(first);
    else hash = tag.hash(first, second);
    assertThat(hash).isEqualTo(Golden.hex(row, "hash"));
  }

  @Test
  void taggedHashes_areTahoes() {
    rows("tagged_hash")
        .forEach(
            row -> {
              Bytes tag = Bytes.utf8(row.get("tag").asText());
              assertThat(TaggedHasher.tagged(tag, 32).update(Golden.hex(row, "i")).digest())
                  .isEqualTo(Golden.hex(row, "o"));
              assertThat(TaggedHasher.tagged(tag, 16).update(Golden.hex(row, "i")).digest())
                  .isEqualTo(Golden.hex(row, "o16"));
            });
  }

  @Test
  void hashesOfPairs_areTahoes() {
    rows("tagged_pair_hash")
        .forEach(
            row ->
                assertThat(
                        TaggedHasher.tagged(Bytes.utf8(row.get("tag").asText()), 32)
                            .update(Netstring.of(Golden.hex(row, "a")))
                            .update(Netstring.of(Golden.hex(row, "b")))
                            .digest())
                    .isEqualTo(Golden.hex(row, "o")));
    rows("pair_hash")
        .forEach(
            row ->
                assertThat(Tag.TREE_PAIR.hash(Golden.hex(row, "a"), Golden.hex(row, "b")))
                    .isEqualTo(Golden.hex(row, "o")));
    rows("empty_leaf_hash")
        .forEach(
            row ->
                assertThat(Tag.TREE_EMPTY_LEAF.hash(Bytes.utf8(row.get("i").asText())))
                    .isEqualTo(Golden.hex(row, "o")));
  }

  @Test
  void whatIsMadeForOneServer_isTahoes() {
    assertThat(function("my_renewal_secret_hash", a -> reversed(a.get(0), Tag.CLIENT_RENEWAL)))
        .isTrue();
    assertThat(function("my_cancel_secret_hash", a -> reversed(a.get(0), Tag.CLIENT_CANCEL)))
        .isTrue();
    assertThat(
            function(
                "ssk_write_enabler_hash",
                a -> Tag.WRITE_ENABLER.hash(Tag.WRITE_ENABLER_MASTER.hash(a.get(0)), a.get(1))))
        .isTrue();
  }

  /** Tells whether {@code ours} gives what Tahoe's function {@code name} was seen to give. */
  private static boolean function(String name, Function<List<Bytes>, Bytes> ours) {
    JsonNode row =
        rows("functions").filter(f -> f.get("f").asText().equals(name)).findAny().orElseThrow();
    return ours.apply(bytes(row.get("args"))).equals(Golden.hex(row, "o"));
  }

  private static Bytes reversed(Bytes secret, Tag tag) {
    return TaggedHasher.tagged(secret, tag.size()).update(tag.text()).digest();
  }

  @Test
  void convergentKeys_areTahoes() {
    rows("convergence_hash")
        .forEach(
            row ->
                assertThat(
                        Convergence.keyHasher(
                                new Secret(Golden.hex(row, "convergence")),
                                row.get("k").asInt(),
                                row.get("n").asInt(),
                                row.get("segsize").asInt())
                            .update(Golden.hex(row, "data"))
                            .digest())
                    .isEqualTo(Golden.hex(row, "o")));
  }

  @Test
  void base32AndNetstrings_areTahoes() {
    rows("base32")
        .forEach(
            row -> {
              assertThat(Golden.hex(row, "i")).hasToString(row.get("o").asText());
              assertThat(Bytes.ofBase32(row.get("o").asText())).isEqualTo(Golden.hex(row, "i"));
            });
    rows("netstring")
        .forEach(
            row -> assertThat(Netstring.of(Golden.hex(row, "i"))).isEqualTo(Golden.hex(row, "o")));
  }

  @Test
  void textThatIsNotTheOneFormOfItsBytes_isRefused() {
    for (String text : List.of("a", "abc", "ab", "MFRA", "mf=a", "m0ra", "é234")) {
      assertThatThrownBy(() -> Base32.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void hashTrees_areTahoes() {
    rows("hashtree")
        .forEach(
            row -> {
              int leaves = row.get("n").asInt();
              HashTree tree = HashTree.over(bytes(row.get("leaves")));
              List<Bytes> nodes = bytes(row.get("nodes"));
              assertThat(tree.toBytes()).isEqualTo(Bytes.concat(nodes.toArray(new Bytes[0])));
              assertThat(HashTree.firstLeaf(leaves)).isEqualTo(row.get("first_leaf_num").asInt());
              assertThat(HashTree.read(tree.toBytes(), leaves).map(HashTree::root))
                  .hasValue(nodes.get(0));
              for (int leaf = 0; leaf < leaves; leaf++) {
                List<Integer> needed = new ArrayList<>();
                row.get("needed_for_leaf")
                    .get(Integer.toString(leaf))
                    .forEach(n -> needed.add(n.asInt()));
                assertThat(HashTree.unclesOf(leaf, leaves))
                    .containsExactlyInAnyOrderElementsOf(needed);
              }
            });
  }

  @Test
  void aTreeInWhichAnyNodeIsChanged_isRefused() {
    HashTree tree =
        HashTree.over(
            List.of(
                Tag.BLOCK.hash(Bytes.utf8("a")),
                Tag.BLOCK.hash(Bytes.utf8("b")),
                Tag.BLOCK.hash(Bytes.utf8("c"))));
    for (int i = HashTree.NODE_SIZE; i < tree.toBytes().size(); i++) {
      byte[] changed = tree.toBytes().toArray();
      changed[i] ^= 1;
      assertThat(HashTree.read(Bytes.wrap(changed), 3)).isEqualTo(Optional.empty());
    }
  }

  @Test
  void aesFromAnyPosition_isTahoes() {
    JsonNode row = PRIMITIVES.get("aes_ctr_zero_iv");
    byte[] plain = Golden.hex(row, "plain").toArray();
    byte[] cipher = Golden.hex(row, "cipher").toArray();
    AesCtr aes = new AesCtr(new Secret(Golden.hex(row, "key")));
    for (int from = 0; from < plain.length; from += 7) {
      byte[] out = new byte[plain.length - from];
      aes.seek(from).process(plain, from, out, 0, out.length);
      assertThat(out).isEqualTo(Arrays.copyOfRange(cipher, from, cipher.length));
    }
  }

  private static List<Bytes> bytes(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(text -> Bytes.ofHex(text.asText()))
        .toList();
  }
}
