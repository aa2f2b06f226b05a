package org.truckee.testing.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.LitCap;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.metadata.Metadata;

/**
 * A directory with more children than anybody will ever see, or just very many, and a count of the
 * pages asked for.
 */
public final class EndlessDirectory implements DirectoryKind, Directory {
  private static final int PAGE = 100;
  private static final Capability CAP =
      new DirectoryWriteCap(
          new MutableWriteCap(
              MutableFormat.SDMF,
              new Secret(Bytes.wrap("an endless key..".getBytes(StandardCharsets.US_ASCII))),
              Bytes.wrap(new byte[32])));

  private final AtomicLong pages = new AtomicLong();
  private final long most;

  /** Has no end. */
  public EndlessDirectory() {
    this(Long.MAX_VALUE);
  }

  private EndlessDirectory(long most) {
    this.most = most;
  }

  /** Has {@code count} children, which is a multiple of 100. */
  public static EndlessDirectory of(long count) {
    return new EndlessDirectory(count / PAGE);
  }

  /** The number of pages of children that were asked for. */
  public long pages() {
    return pages.get();
  }

  @Override
  public Optional<Directory> open(Capability capability) {
    return capability.equals(CAP) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public Set<DirectoryFormat> formats() {
    return Set.of();
  }

  @Override
  public Future<Directory> create(DirectoryFormat format, List<Child> children) {
    return Future.failedFuture(new UnsupportedOperationException("one is enough"));
  }

  @Override
  public Future<List<Directory>> createNested(
      DirectoryFormat format, List<String> names, Optional<Edit> inside) {
    return Future.failedFuture(new UnsupportedOperationException("one is enough"));
  }

  @Override
  public Capability capability() {
    return CAP;
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return Future.succeededFuture(Optional.empty());
  }

  /** Each page comes on another turn of the event loop, as if from a server. */
  @Override
  public Listing list() {
    AtomicLong given = new AtomicLong();
    return () -> {
      long number = pages.getAndIncrement();
      boolean past = given.getAndIncrement() >= most;
      Promise<List<Child>> page = Promise.promise();
      Vertx.currentContext().runOnContext(turn -> page.complete(past ? List.of() : page(number)));
      return page.future();
    };
  }

  private static List<Child> page(long number) {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      String name = number + "-" + i;
      ChildTarget target = ChildTarget.of(new LitCap(new Secret(Bytes.utf8(name))));
      children.add(new Child(name, target, Metadata.EMPTY));
    }
    return children;
  }

  @Override
  public Future<Long> size() {
    return Future.succeededFuture(0L);
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    return Future.failedFuture(new UnsupportedOperationException("it is full"));
  }

  @Override
  public DirectoryFormat usualFormat() {
    return DirectoryFormat.SDMF;
  }
}
