package org.truckee.testing.s3;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.truckee.GridException;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectPage;
import org.truckee.storage.object.ObjectStore;
import org.truckee.storage.share.FileData;
import org.truckee.storage.share.ObjectData;
import org.truckee.testing.known.ShareBytes;

/** Objects in memory, which a test can lose and let fail; two keys are a page of them. */
public final class MemoryObjects implements ObjectStore {
  private static final int PAGE = 2;

  /** A step of the store that a test takes a part in. */
  public interface Step {
    /** Does it. */
    void take(ObjectName name) throws IOException;
  }

  /** An object and its age. */
  private record Kept(byte[] bytes, Instant made) {}

  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, Kept> kept = new ConcurrentSkipListMap<>();
  private volatile Consumer<ObjectName> lost = name -> {};
  private volatile Step put = name -> {};
  private volatile boolean away;

  public MemoryObjects(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes {@code step} in the middle of each put. */
  public void atPut(Step step) {
    put = step;
  }

  /** Says whether the store does not answer. */
  public void away(boolean now) {
    away = now;
  }

  /** The keys, in order. */
  public List<String> keys() {
    return List.copyOf(kept.keySet());
  }

  /** Makes an object that nobody asked for. */
  public void add(String key) {
    kept.put(key, new Kept(new byte[1], clock.instant()));
  }

  /** Forgets all objects, and returns what brings them back. */
  public Runnable lose() {
    var all = List.copyOf(kept.entrySet());
    kept.clear();
    return () -> all.forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
  }

  @Override
  public void open(Consumer<ObjectName> told) {
    lost = told;
  }

  @Override
  public void put(ObjectName name, FileData data) throws IOException {
    put.take(name);
    kept.put(name.toString(), new Kept(ShareBytes.of(data), clock.instant()));
  }

  @Override
  public void remove(ObjectName name) {
    kept.remove(name.toString());
  }

  @Override
  public boolean lacks(ObjectName name) {
    return !away && !kept.containsKey(name.toString());
  }

  @Override
  public ObjectPage list(String last) {
    List<ObjectPage.Entry> entries = new ArrayList<>();
    for (var entry : kept.tailMap(last, false).entrySet()) {
      if (entries.size() == PAGE)
        return new ObjectPage(entries, Optional.of(entries.get(PAGE - 1).key()));
      Duration age = Duration.between(entry.getValue().made(), clock.instant());
      entries.add(new ObjectPage.Entry(entry.getKey(), age));
    }
    return new ObjectPage(entries, Optional.empty());
  }

  @Override
  public int endUploads(Duration age) {
    return 0;
  }

  @Override
  public ObjectData data(ObjectName name, long length) {
    return new InMemory(name, length);
  }

  @Override
  public void close() {}

  /** The data of an object that may be gone. */
  private final class InMemory implements ObjectData {
    private final ObjectName name;
    private final long length;

    InMemory(ObjectName name, long length) {
      this.name = name;
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public Future<Buffer> read(ByteRange range) {
      Kept object = kept.get(name.toString());
      if (object != null)
        return Future.succeededFuture(
            Buffer.buffer(object.bytes()).getBuffer((int) range.begin(), (int) range.end()));
      lost.accept(name);
      return Future.failedFuture(new GridException(GridException.Kind.NOT_FOUND, "it is lost"));
    }

    @Override
    public Future<Flow> open(ByteRange range) {
      return Future.failedFuture(new UnsupportedOperationException());
    }
  }
}
