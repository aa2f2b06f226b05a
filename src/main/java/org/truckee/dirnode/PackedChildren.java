package org.truckee.dirnode;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.dirnode.metadata.Metadata;

/**
 * Children to be made, however many: each is held as its bytes, a fraction of what it takes as an
 * object, and taken out of them when it is asked for.
 */
public final class PackedChildren {
  private final List<Bytes> packed = new ArrayList<>();

  /** One of the children; without {@code metadata}, the notes about its link are left open. */
  public record Given(String name, ChildTarget target, Optional<Metadata> metadata) {}

  /** Adds one. */
  public void add(Given child) {
    packed.add(
        Bytes.concat(
            netstring(child.name()),
            netstring(child.target().storedWrite()),
            netstring(child.target().read().map(read -> read.toUri()).orElse("")),
            netstring(child.metadata().map(Metadata::toJson).orElse(""))));
  }

  private static Bytes netstring(String text) {
    return Netstring.of(Bytes.utf8(text));
  }

  private static Given unpack(Bytes packed) {
    NetstringReader parts = new NetstringReader(packed);
    String name = parts.next().toUtf8();
    ChildTarget target = ChildTarget.parse(parts.next().toUtf8(), parts.next().toUtf8());
    String noted = parts.next().toUtf8();
    return new Given(
        name, target, noted.isEmpty() ? Optional.empty() : Optional.of(Metadata.parse(noted)));
  }

  /** The results of {@code use} for each child, in order, computed each time they are asked for. */
  public <T> List<T> map(Function<Given, T> use) {
    return new Mapped<>(packed, use);
  }

  private static final class Mapped<T> extends AbstractList<T> implements RandomAccess {
    private final List<Bytes> packed;
    private final Function<Given, T> use;

    Mapped(List<Bytes> packed, Function<Given, T> use) {
      this.packed = packed;
      this.use = use;
    }

    @Override
    public T get(int index) {
      return use.apply(unpack(packed.get(index)));
    }

    @Override
    public int size() {
      return packed.size();
    }
  }
}
