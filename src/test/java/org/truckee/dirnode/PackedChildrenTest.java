package org.truckee.dirnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truckee.cap.Capability;
import org.truckee.dirnode.metadata.Metadata;

/** Children held as bytes come out as they went in. */
class PackedChildrenTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private final PackedChildren packed = new PackedChildren();

  private static PackedChildren.Given child(String name, Optional<Metadata> metadata) {
    return new PackedChildren.Given(name, FILE, metadata);
  }

  @Test
  void names_targetsAndMetadata_areKept() {
    List<PackedChildren.Given> children =
        List.of(
            child("a", Optional.empty()),
            child("", Optional.of(Metadata.EMPTY)),
            child("é😀\n,3:", Optional.of(new Metadata(Map.of("mtime", 12, "who", "Ada")))),
            new PackedChildren.Given("nothing", ChildTarget.NONE, Optional.empty()));
    children.forEach(packed::add);

    assertThat(packed.map(child -> child)).isEqualTo(children);
  }

  @Test
  void aView_isReadWheneverItIsAsked_andAnywhere() {
    IntStream.range(0, 1000).forEach(i -> packed.add(child("n" + i, Optional.empty())));
    List<String> names = packed.map(PackedChildren.Given::name);

    assertThat(names).hasSize(1000);
    assertThat(names.get(999)).isEqualTo("n999");
    assertThat(names.get(0)).isEqualTo("n0");
  }
}
