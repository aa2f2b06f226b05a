package org.truckee.testing;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Table;
import org.truckee.dirnode.TableForm;

/** Directories in memory, for what is above them. */
public final class MemoryDirectories implements DirectoryKind {
  private static final Bytes FINGERPRINT = Bytes.wrap(new byte[32]);

  private final Map<String, Table> tables = new HashMap<>();

  @Override
  public Optional<Directory> open(Capability capability) {
    return tables.containsKey(capability.verifyCap().orElseThrow().toUri())
        ? Optional.of(new InMemory(capability))
        : Optional.empty();
  }

  @Override
  public Set<DirectoryFormat> formats() {
    return Set.of(DirectoryFormat.SDMF);
  }

  @Override
  public Future<Directory> create(DirectoryFormat format, List<Child> children) {
    byte[] key = ByteBuffer.allocate(16).putInt(tables.size()).array();
    Secret writeKey = new Secret(Bytes.wrap(key));
    Directory made =
        new InMemory(
            new DirectoryWriteCap(new MutableWriteCap(MutableFormat.SDMF, writeKey, FINGERPRINT)));
    tables.put(
        made.capability().verifyCap().orElseThrow().toUri(),
        Table.of(TableForm.writable(writeKey), children));
    return Future.succeededFuture(made);
  }

  private final class InMemory implements Directory {
    private final Capability capability;

    InMemory(Capability capability) {
      this.capability = capability;
    }

    private String key() {
      return capability.verifyCap().orElseThrow().toUri();
    }

    @Override
    public Capability capability() {
      return capability;
    }

    @Override
    public Future<Optional<Child>> get(String name) {
      return Future.succeededFuture(tables.get(key()).get(name));
    }

    @Override
    public Listing list() {
      return Listing.of(Future.succeededFuture(tables.get(key()).children().toList()));
    }

    @Override
    public Future<Long> size() {
      return Future.succeededFuture((long) tables.get(key()).pack().size());
    }

    @Override
    public Future<List<Optional<Child>>> edit(List<Edit> edits) {
      Table before = tables.get(key());
      try {
        tables.put(key(), before.edited(edits, Instant.EPOCH));
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
      return Future.succeededFuture(edits.stream().map(edit -> before.get(edit.name())).toList());
    }

    @Override
    public DirectoryFormat usualFormat() {
      return DirectoryFormat.SDMF;
    }
  }
}
